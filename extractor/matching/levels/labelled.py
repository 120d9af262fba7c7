"""Competencies of which every part has its label: a small table or a few lines each, or a table that lies on its side.

    Geste      │ Pétrir            Kunde: Kneden              Kunde │ Kneden │ Bakken │ Wegen
    Degré visé │ confirmé          Peil: 3                    Peil  │   3    │   2    │   1
    Signe      │ La pâte est lisse

Only what a rule module names is a label. A name begins a competency, what follows up to the next name is its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.findings import phrase
from extractor.matching.claims import Claim
from extractor.matching.document import DocumentContext
from extractor.matching.levels.labels import Label, NoLabel
from extractor.matching.levels.names import lines_to_name
from extractor.matching.levels.own_patterns import printed_question
from extractor.matching.levels.question import Question, taken
from extractor.matching.levels.value_labels import ValueLabels, labels_of_rules
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, canonical, line_to_segments, words_to_text
from extractor.shaping.paragraphs import lines_to_paragraphs
from extractor.shaping.tables.cells import Cell, Table

NAME, LEVEL, DESCRIPTION = "name", "level", "description"
_AFTER = " :=–—-"
"""What may stand between a label and what it says."""

Printed = Mapping[str, str]
"""What each label, folded, is the label of."""


@dataclass(frozen=True)
class _Said:
    """A label, what it is the label of, and the lines that it says, by the column of the table that they stand in."""

    role: str
    label: tuple[Word, ...]
    values: Mapping[int, tuple[Line, ...]]

    def with_line(self, line: Line) -> _Said:
        return replace(self, values={0: (*self.values.get(0, ()), line)})


def match_labelled(document: DocumentContext, rules: CompetencyRules) -> list[Question]:
    """A question for each name, with the level that its label says; none where the module names no labels."""
    printed = {fold(text): role for role, texts in rules.labels for text in texts}
    if not printed:
        return []
    labels = labels_of_rules(rules)
    found: list[Question] = []
    cards: list[list[_Said]] = []
    for said in _all_said(document, printed):
        if said.role == NAME:
            cards.append([said])
        elif cards:
            cards[-1].append(said)
    for name, *more in cards:
        found += _card_to_questions(name, more, document, labels)
    return found


def _all_said(document: DocumentContext, printed: Printed) -> Iterator[_Said]:
    for page in document.pages:
        for part in page.parts():
            if isinstance(part, Table):
                yield from _said_in_table(part, document, printed)
            else:
                yield from _said_in_lines(document.flow_lines(part), document, printed)


def _said_in_table(table: Table, document: DocumentContext, printed: Printed) -> Iterator[_Said]:
    for row in range(table.row_count):
        label: Cell | None = None
        values: dict[int, tuple[Line, ...]] = {}
        for cell in [c for c in table.row(row) if c.row0 == row and c.words]:
            if _role(cell.words, printed) is not None:
                yield from _said_by(label, values, printed)
                label, values = cell, {}
            elif label is None:
                yield from _said_in_lines(document.cell_lines(cell), document, printed)
            else:
                values[cell.col0] = tuple(document.cell_lines(cell))
        yield from _said_by(label, values, printed)


def _role(words: Sequence[Word], printed: Printed) -> str | None:
    return printed.get(fold(canonical(words_to_text(words)).rstrip(_AFTER)))


def _said_by(label: Cell | None, values: Mapping[int, tuple[Line, ...]], printed: Printed) -> Iterator[_Said]:
    role = _role(label.words, printed) if label is not None else None
    if label is not None and role is not None and values:
        yield _Said(role, label.words, values)


def _said_in_lines(lines: Sequence[Line], document: DocumentContext, printed: Printed) -> Iterator[_Said]:
    """A label at the beginning of a line, or behind a wide white; a wrapped line goes on with what it says."""
    for paragraph in lines_to_paragraphs(lines, document.right):
        said: _Said | None = None
        for line in paragraph:
            for i, segment in enumerate(line_to_segments(line)):
                label, rest = _label_and_rest(segment, printed)
                if label:
                    yield from _if_said(said)
                    said = _Said(_role(label, printed) or NAME, label, {0: (Line(rest),)} if rest else {})
                elif said is not None and (i > 0 or _goes_on(said, line)):
                    said = said.with_line(segment)
        yield from _if_said(said)


def _if_said(said: _Said | None) -> Iterator[_Said]:
    if said is not None and said.values:
        yield said


def _goes_on(said: _Said, line: Line) -> bool:
    """A level stands on one line; a name and a text go on, but not with what has a label that nobody named."""
    return said.role != LEVEL and ":" not in line.text and line.bullet is None


def _label_and_rest(segment: Line, printed: Printed) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words of the label that it begins with, which a sign or nothing follows, and the words behind."""
    words = segment.words
    for count in range(len(words), 0, -1):
        text = canonical(words_to_text(words[:count]))
        ends = count == len(words) or text[-1] in _AFTER or words[count].text[0] in _AFTER
        if ends and _role(words[:count], printed) is not None:
            rest = words[count:]
            return words[:count], rest[1:] if rest and not rest[0].text.strip(_AFTER) else rest
    return (), ()


def _card_to_questions(
    name: _Said, more: Sequence[_Said], document: DocumentContext, labels: ValueLabels
) -> Iterator[Question]:
    for i, (column, lines) in enumerate(name.values.items()):
        own = [replace(said, values={0: values}) for said in more if (values := _values_of(said, column, name))]
        heads = [word for said in (name, *more) for word in said.label] if i == 0 else []
        found = _question(lines, own, document, labels)
        if found is not None:
            yield replace(
                found, took=(*found.took, *taken(Claim.TABLE_HEAD, heads)), headed=True, names_headed=True, own=True
            )


def _values_of(said: _Said, column: int, name: _Said) -> tuple[Line, ...]:
    """What it says of the name in this column; where there is one name and one value, they belong together."""
    if len(name.values) == 1 and len(said.values) == 1:
        return next(iter(said.values.values()))
    return said.values.get(column, ())


def _question(
    lines: Sequence[Line], own: Sequence[_Said], document: DocumentContext, labels: ValueLabels
) -> Question | None:
    name = lines_to_name(lines, document)
    if name is None:
        return None
    described = [line for said in own if said.role == DESCRIPTION for line in said.values[0]]
    levels = [said.values[0] for said in own if said.role == LEVEL]
    question = Question(name.text, name.words[0].page, name.box, (), took=taken(Claim.NAME, name.words))
    if levels:
        words = _words_of(levels[0])
        question = printed_question(name.text, name.words, words, _label(words, labels))
    if len(levels) > 1:
        more = [word for lines in levels[1:] for word in _words_of(lines)]
        question = replace(question, took=(*question.took, *taken(Claim.LEVEL, more)))
        question = question.doubted(phrase("several-printed"))
    description = (*name.description, *described)
    return replace(
        question, description=description, took=(*question.took, *taken(Claim.DESCRIPTION, _words_of(description)))
    )


def _label(words: Sequence[Word], labels: ValueLabels) -> Label | NoLabel:
    text = canonical(words_to_text(words))
    return labels.of_text(text) or NoLabel(text, phrase("unlike-module-cells", text=text))


def _words_of(lines: Iterable[Line]) -> tuple[Word, ...]:
    return tuple(word for line in lines for word in line.all_words)
