"""The lines that a rule module says give a level: its own patterns, held against lines, wrapped texts and table rows.

worded = "{name} (tot {level})"            Snijden (tot gaar)
worded = "Ausprägung: {level}"             Zuhören                 a pattern without a name: it stands above
Ausprägung: hoch
worded = "{level}: {names}"                Vlot: kneden; bakken    one level for each of these names
worded = "{name} | {level}"                │ Koken │ Sterk │       | is the side of a cell, or a wide white
level_heading = "Grad: {level}"            Grad: Sicher            the level of all that is listed below
• Bodenpflege
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from extractor.findings import phrase
from extractor.geometry import box_around
from extractor.matching.claims import Claim
from extractor.matching.document import DocumentContext
from extractor.matching.levels.labels import Label, LabelKind, NoLabel, printed_label, text_to_label, without_note
from extractor.matching.levels.legends import Beside, meanings
from extractor.matching.levels.names import lines_to_name
from extractor.matching.levels.question import Option, Question, taken
from extractor.matching.levels.scale import Scale, fixed_scale
from extractor.matching.rule_patterns import Patterns
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold
from extractor.model import MarkKind
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, canonical, line_to_segments, words_to_lines, words_to_text
from extractor.shaping.marks.evidence import Evidence, Fact
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.paragraphs import lines_to_paragraphs
from extractor.shaping.tables.cells import Cell, Table

LONGEST_NAME = 140
NEAR = 2.6
"""A level at most this many sizes under a line belongs to it."""
CELL_SIDE = " | "
_TRIMMED = " :,;–—-(|."
_SIGNS_OF_A_LIST = (";", "•", "·", "|", ",")
"""What parts the names of a list: the first of these that stands in it."""


@dataclass(frozen=True)
class _Text:
    """A text and the words that it is made of, part by part: a line, its runs between wide whites, cells of a row."""

    parts: tuple[tuple[Word, ...], ...]
    joint: str = " "

    @property
    def text(self) -> str:
        return self.joint.join(canonical(words_to_text(part)) for part in self.parts)

    def words_of(self, start: int, end: int) -> list[Word]:
        """The words that hold the characters `start..end`."""
        found, offset = [], 0
        for part in self.parts:
            at = offset
            for i, word in enumerate(part):
                upto = offset + len(canonical(words_to_text(part[: i + 1])))
                if at < end and upto > start:
                    found.append(word)
                at = upto
            offset = at + len(self.joint)
        return found

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for part in self.parts for word in part)


@dataclass(frozen=True)
class Named:
    """A name, and its words."""

    text: str
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Fit:
    """A text that a pattern fits: its names, none where the pattern has no place for one, and its level."""

    names: tuple[Named, ...]
    level: tuple[Word, ...]
    label: Label | NoLabel
    words: tuple[Word, ...]
    on_scale: bool

    @property
    def text(self) -> str:
        return canonical(words_to_text(self.words))


def match_own_patterns(document: DocumentContext, rules: CompetencyRules) -> list[Question]:
    """What the patterns of the rule module give; a level off the module's scale is a doubt among those on it."""
    scale = fixed_scale(rules.scale) if rules.scale else None
    found = list(_found(document, rules))
    questions = []
    for i, (question, fit) in enumerate(found):
        beside = [other for other, one in found[max(i - 1, 0) : i + 2] if one.on_scale]
        if fit.on_scale:
            questions.append(question)
        elif any(_stand_together(question, other) for other in beside) and not _is_legend(fit, scale):
            said = phrase("off-module-scale", text=fit.label.text)
            questions.append(replace(question.doubted(said), headed=True))
    return questions + list(_under_headings(document, rules))


def _is_legend(fit: Fit, scale: Scale | None) -> bool:
    """Does the text say what the levels mean: "O = onvoldoende, V = voldoende"? It has none itself."""
    line = Beside(fold(fit.text), fit.words[0].page)
    return scale is not None and not fit.on_scale and bool(meanings(list(scale.by_label), [line]))


def _stand_together(one: Question, other: Question) -> bool:
    """Do they stand next to each other, so that a level off the scale is one that was typed wrongly there?"""
    away = max(one.box.top, other.box.top) - min(one.box.bottom, other.box.bottom)
    return one.page == other.page and away < NEAR * NEAR * max(one.box.height, other.box.height)


def levels_off_scale(document: DocumentContext, rules: CompetencyRules) -> list[Fit]:
    """Texts that a pattern fits, with a level that the module's scale does not have."""
    scale = fixed_scale(rules.scale) if rules.scale else None
    return [fit for _, fit in _found(document, rules) if not fit.on_scale and not _is_legend(fit, scale)]


def _found(document: DocumentContext, rules: CompetencyRules) -> Iterator[tuple[Question, Fit]]:
    if not rules.worded:
        return
    scale = fixed_scale(rules.scale) if rules.scale else None
    for lines in _flows(document):
        yield from _flow_to_questions(lines, document, rules.worded, scale)
    for page in document.pages:
        for table in page.tables:
            yield from _table_to_questions(table, rules.worded, scale)


def _flows(document: DocumentContext) -> Iterator[list[Line]]:
    """Lines below each other: between tables, and in each of their cells."""
    for page in document.pages:
        for part in page.parts():
            if isinstance(part, Table):
                yield from (_lines_of_column(part, col, document) for col in range(len(part.xs) - 1))
            else:
                yield document.flow_lines(part)


def _lines_of_column(table: Table, col: int, document: DocumentContext) -> list[Line]:
    """The lines of the cells below each other that begin in this column."""
    cells = [cell for row in range(table.row_count) for cell in table.row(row) if cell.row0 == row and cell.col0 == col]
    return [line for cell in cells if cell.words for line in document.cell_lines(cell)]


def _flow_to_questions(
    lines: Sequence[Line], document: DocumentContext, patterns: Patterns, scale: Scale | None
) -> Iterator[tuple[Question, Fit]]:
    above: Line | None = None
    for paragraph in lines_to_paragraphs(lines, document.right):
        for text, group in _texts(paragraph, patterns, scale):
            fit = _fit(text, patterns, scale)
            if fit is not None:
                near = above if above is not None and _is_near(above, group[0]) else None
                yield from ((question, fit) for question in _fit_to_questions(fit, group, near, document))
            above = None if fit is not None else group[-1]


def _fit_to_questions(
    fit: Fit, lines: Sequence[Line], above: Line | None, document: DocumentContext
) -> Iterator[Question]:
    """One for each of its names; for the line above where the pattern has none."""
    for named in fit.names:
        yield _question(fit, named.text, named.words, lines)
    if not fit.names and above is not None and (name := lines_to_name([above], document)) is not None:
        yield _question(fit, name.text, name.words, [above, *lines])


def _texts(paragraph: Sequence[Line], patterns: Patterns, scale: Scale | None) -> Iterator[tuple[_Text, list[Line]]]:
    """The paragraph as one text where that fits and its lines do not; else each of its lines by itself."""
    whole = _Text(tuple(line.words for line in paragraph))
    if len(paragraph) > 1:
        fitting = sum(_fit_of_line(line, patterns, scale) is not None for line in paragraph)
        fit = _fit(whole, patterns, scale)
        if fitting <= 1 and fit is not None and fit.on_scale:
            yield whole, list(paragraph)
            return
    for line in paragraph:
        yield _text_of_line(line, patterns, scale), [line]


def _fit_of_line(line: Line, patterns: Patterns, scale: Scale | None) -> Fit | None:
    return _fit(_text_of_line(line, patterns, scale), patterns, scale)


def _text_of_line(line: Line, patterns: Patterns, scale: Scale | None) -> _Text:
    """Its runs of words with a sign for the wide white between them, where a pattern asks for that."""
    segments = line_to_segments(line)
    parted = _Text(tuple(segment.words for segment in segments), CELL_SIDE)
    if len(segments) > 1 and _fit(parted, patterns, scale) is not None:
        return parted
    return _Text((line.words,))


def _fit(text: _Text, patterns: Patterns, scale: Scale | None) -> Fit | None:
    """The first pattern that fits, one whose level is on the scale before one whose level is not."""
    fits = [fit for pattern in patterns if (fit := _pattern_to_fit(text, pattern, scale)) is not None]
    return next((fit for fit in fits if fit.on_scale), fits[0] if fits else None)


def _pattern_to_fit(text: _Text, pattern: regex.Pattern[str], scale: Scale | None) -> Fit | None:
    match = pattern.search(text.text)
    if match is None:
        return None
    names = _names(text, match)
    level = text.words_of(match.start("label"), match.end("label"))
    if not level or not all(any(c.isalpha() for c in n.text) and len(n.text) <= LONGEST_NAME for n in names):
        return None
    label = pattern_to_label(without_note(match["label"]), scale)
    on_scale = scale is None or (isinstance(label, Label) and scale.rank(label.core) is not None)
    return Fit(tuple(names), tuple(level), label, text.words, on_scale)


def _names(text: _Text, match: regex.Match[str]) -> list[Named]:
    """Its name, or each of a list of names."""
    groups = match.groupdict()
    if "name" in groups:
        spans = [match.span("name")]
    elif "names" in groups:
        spans = list(_spans_of_list(match["names"], match.start("names")))
    else:
        return []
    return [Named(canonical(text.text[a:b]).strip(_TRIMMED), tuple(text.words_of(a, b))) for a, b in spans]


def _spans_of_list(listed: str, start: int) -> Iterator[tuple[int, int]]:
    sign = next((sign for sign in _SIGNS_OF_A_LIST if sign in listed), None)
    for part in listed.split(sign) if sign is not None else [listed]:
        if part.strip(_TRIMMED):
            yield start, start + len(part)
        start += len(part) + 1


def pattern_to_label(text: str, scale: Scale | None) -> Label | NoLabel:
    """What a pattern found in the place of a level: any word may be one, and what is on the scale is one."""
    if scale is not None and scale.rank(text) is not None:
        return Label(printed_label(text), fold(canonical(text)), LabelKind.NAME)
    label = text_to_label(text)
    if label is not None:
        return replace(label, text=printed_label(text)) if isinstance(label, Label) else label
    return Label(printed_label(text), fold(printed_label(text)), LabelKind.NAME)


def _is_near(above: Line, line: Line) -> bool:
    near = 0 < line.baseline - above.baseline < NEAR * max(above.size, line.size)
    return near and len(above.text) <= LONGEST_NAME and any(c.isalpha() for c in above.text)


def _question(fit: Fit, name: str, name_words: Sequence[Word], lines: Sequence[Line]) -> Question:
    question = printed_question(name, name_words, fit.level, fit.label)
    rest = [word for word in fit.words if word not in name_words and word not in fit.level]
    bullets = [word for line in lines for word in line.bullet_words]
    return replace(question, own=True, took=(*question.took, *taken(Claim.NAME, bullets), *taken(Claim.LEVEL, rest)))


def printed_question(
    name: str, name_words: Sequence[Word], level: tuple[Word, ...], label: Label | NoLabel
) -> Question:
    """A name of which only the level that is meant is printed; its words are the evidence."""
    mark = SelectionMark(
        page=level[0].page,
        box=box_around(word.box for word in level),
        kind=MarkKind.TEXT,
        raw=words_to_text(level),
        font=level[0].font,
        words=level,
        evidence=Evidence.of(Fact.PRINTED),
    )
    core = label.core if isinstance(label, Label) else None
    question = Question(
        name=name,
        page=name_words[0].page,
        box=box_around(line.box for line in words_to_lines(name_words)),
        options=(Option(label.text, (mark,), label_words=level, core=core),),
        printed=True,
        took=(*taken(Claim.NAME, tuple(name_words)), *taken(Claim.LEVEL, level)),
    )
    return question.doubted(label.reason) if isinstance(label, NoLabel) else question


def _table_to_questions(table: Table, patterns: Patterns, scale: Scale | None) -> Iterator[tuple[Question, Fit]]:
    """Rows whose cells read as one text; the name is the whole of a cell."""
    for row in range(table.row_count):
        cells = [cell for cell in table.row(row) if cell.words and cell.row0 == row]
        found = _cells_to_question(cells, patterns, scale) if len(cells) > 1 else None
        if found is not None:
            yield found


def _cells_to_question(cells: Sequence[Cell], patterns: Patterns, scale: Scale | None) -> tuple[Question, Fit] | None:
    """What the cells of a row say together, with or without signs between them; None where none of them is the name."""
    for joint in (CELL_SIDE, " "):
        fit = _fit(_Text(tuple(cell.words for cell in cells), joint), patterns, scale)
        words = fit.names[0].words if fit is not None and fit.names else ()
        named = next((cell for cell in cells if words and _is_cell(cell, words)), None)
        if fit is not None and named is not None:
            text = canonical(words_to_text(named.words)).strip(_TRIMMED)
            return _question(fit, text, named.words, ()), fit
    return None


def _is_cell(cell: Cell, words: Sequence[Word]) -> bool:
    return words_to_text(cell.words).strip(_TRIMMED) == words_to_text(words).strip(_TRIMMED)


def _under_headings(document: DocumentContext, rules: CompetencyRules) -> Iterator[Question]:
    """What is listed under a heading that gives the level of all of it."""
    if not rules.level_heading:
        return
    scale = fixed_scale(rules.scale) if rules.scale else None
    for lines in _flows(document):
        heading: Fit | None = None
        names: Line | None = None
        for first, group in _lines_and_items(lines, document):
            fit = _fit(_Text((first.words,)), rules.level_heading, scale)
            if fit is not None and first.bullet is None:
                heading, names = fit, None
            elif heading is not None and (names is None or _are_alike(names, first)):
                names = first
                yield from _named(heading, group, document)
            elif names is not None and _is_stronger(first, names):
                heading = None


def _lines_and_items(lines: Sequence[Line], document: DocumentContext) -> Iterator[tuple[Line, list[Line]]]:
    """Items whole, and each line of what is none."""
    for paragraph in lines_to_paragraphs(lines, document.right):
        groups = [list(paragraph)] if paragraph[0].bullet is not None else [[line] for line in paragraph]
        yield from ((group[0], group) for group in groups)


def _are_alike(one: Line, other: Line) -> bool:
    """Names under one heading look the same; what looks weaker explains them."""
    return one.same_style(other) and (one.bullet is None) is (other.bullet is None)


def _is_stronger(line: Line, name: Line) -> bool:
    return line.size > name.size * 1.01 or line.bold > name.bold or (line.bullet is None and name.bullet is not None)


def _named(fit: Fit, group: Sequence[Line], document: DocumentContext) -> Iterator[Question]:
    name = lines_to_name(group, document)
    if fit.on_scale and name is not None and len(name.text) <= LONGEST_NAME and not name.text.endswith((".", ":")):
        yield _question(fit, name.text, name.words, group)
