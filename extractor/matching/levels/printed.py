"""The level printed in a line, behind the name or on the line under it.

    Klantgerichtheid: niveau 2                 Klantgerichtheid ............ 2          Klantgerichtheid
    Samenwerken (niveau 3 van 4)               Samenwerken ................. 3          Vereist niveau: 3
    Factor 7 - Contacts   Level 7-D, 50 points   Samenwerken (3)

A line says so itself by the word for level; a number behind leaders, a tab or a space only under the heading of
competencies, where others stand below each other in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import regex

from extractor.findings import phrase
from extractor.languages import once_per_words, per_words
from extractor.matching.claims import Claim
from extractor.matching.document import DocumentContext
from extractor.matching.generic import generic_module
from extractor.matching.levels.begun_above import (
    WITHIN,
    begins_as_item,
    begun_above,
    goes_on_in,
    names_begin_small,
    with_name_begun,
)
from extractor.matching.levels.behind_names import LONGEST_NAME, FoundLevel, parted_lines, words_of
from extractor.matching.levels.clauses import parted_into_clauses
from extractor.matching.levels.ended_lists import ended_lists
from extractor.matching.levels.explained_below import explains, with_items
from extractor.matching.levels.headed_lines import lines_of_rows
from extractor.matching.levels.labels import (
    Label,
    LabelKind,
    NoLabel,
    number_of_factor,
    text_to_label,
    without_points,
)
from extractor.matching.levels.names import lines_to_name
from extractor.matching.levels.own_level import PARTING
from extractor.matching.levels.printed_questions import found_to_question, level_prefix
from extractor.matching.levels.printed_rows import read_rows
from extractor.matching.levels.question import Question, taken
from extractor.matching.levels.scale import Scale, fixed_scale
from extractor.matching.levels.so_many import steps_of_so_many
from extractor.matching.levels.standing import Standing, Standings, document_to_standings
from extractor.matching.levels.text import matches
from extractor.matching.levels.told_names import NEAR, Told, told_levels
from extractor.matching.levels.worded_lines import worded_lines
from extractor.matching.rule_patterns import Patterns
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold, words, words_to_pattern
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, canonical, line_to_segments, words_to_text
from extractor.shaping.pages import ShapedPage
from extractor.shaping.sizes import SEGMENT_GAP
from extractor.shaping.tables.cells import Table

_ENDING = regex.compile(r"(?:[\s:,;–—‒(|-]|(?<=\p{Ll}{4})\.)+$")
"""What stands between a name and its level; the full stop of an abbreviation belongs to the name."""


def match_printed(document: DocumentContext, rules: CompetencyRules) -> list[Question]:
    if rules.worded:  # the module says what a line looks like, and no other does
        return []
    scale = fixed_scale(rules.scale) if rules.scale else None
    standings = document_to_standings(document, rules)
    parts = [part for page in document.pages for part in _parts(page, document, scale)]
    headings = (*generic_module().competencies.heading, *rules.heading)
    runs = [part for part in parts if not isinstance(part, Table)]
    told = told_levels(runs, lambda line: (one := _line_to_level(line, scale)) is not None and not one.name)
    over = _heads_names(runs, scale, standings, headings, told)
    lines = [line for run in runs for line in run if standings.at(line.page, line.box) is not Standing.ELSEWHERE]
    steps = steps_of_so_many(lines, lambda line: _line_to_level(line, scale), document)
    known = _Known(
        document, scale, standings, headings, over, steps if scale is None else {}, told, _small(runs, scale)
    )
    found: list[Question] = []
    for part in parts:
        if isinstance(part, Table):
            found.extend(read_rows(part, document, scale))
        else:
            found.extend(_read_lines(part, known))
    return found


def _small(runs: Sequence[Sequence[Line]], scale: Scale | None) -> bool:
    return names_begin_small(runs, lambda line: (one := _line_to_level(line, scale)) is not None and bool(one.name))


def _parts(page: ShapedPage, document: DocumentContext, scale: Scale | None) -> Iterator[Table | list[Line]]:
    """The tables of a page, and the lines before, between and after them; rows under heads are no lines."""
    rows = lines_of_rows(page.lines, document.text_size)

    def says_level(line: Line) -> bool:
        one = _line_to_level(line, scale)
        return one is not None and bool(one.name)

    for part in page.parts():
        if isinstance(part, Table):
            yield part
            continue
        for is_row, lines in groupby(part, key=lambda line: line.place in rows):
            if not is_row:
                yield parted_into_clauses(document.flow_lines(list(lines)), says_level)


@dataclass(frozen=True)
class _Known:
    """What is known of the document; levels alone that look like `over` stand over names, `headings` name nothing.

    `told` are the sentences over some of these levels, by the place of the level.
    """

    document: DocumentContext
    scale: Scale | None
    standings: Standings
    headings: Patterns
    over: Line | None
    steps: Mapping[str, Label] | None
    """What lines give that only together say that they are steps of so many: "level 2/4", "level 3/4".

    None where the document gives its levels in another way."""
    told: Told
    small_names: bool


def _read_lines(bulleted: Sequence[Line], known: _Known) -> list[Question]:
    """Lines that stand below each other outside tables."""
    counted = any(_line_to_level(line, known.scale) is not None for line in bulleted)
    parted = {
        **({} if counted else worded_lines(bulleted, known.document, known.standings)),
        **ended_lists(bulleted, known.document, known.standings),
        **parted_lines(bulleted, known.standings, of_most=known.steps is not None),
    }
    found: list[Question] = []
    under: list[Line] = []
    is_item = False
    for i, line in enumerate(bulleted):
        one = _level_of(line, parted.get(i), known)
        question = _to_question(one, line, bulleted[:i], under, known) if one is not None else None
        if question is not None:
            amid = one is not None and _is_amid_text(bulleted[max(0, i - 1) : i + 2], line, one, known)
            found.append(question.doubted(phrase("name-amid-text")) if amid else question)
            under, is_item = [line], begins_as_item(question, bulleted[: i + 1])
        elif under and one is not None and not one.name and _is_next(under[-1], line):
            found[-1] = found[-1].doubted(phrase("several-printed"))
            under.append(line)
        elif under and explains(line, under, is_item):
            under.append(line)
            found[-1] = with_items(found[-1], under[1:], known.document)
        else:
            under = []
    return found


def _level_of(line: Line, parted: FoundLevel | None, known: _Known) -> FoundLevel | None:
    """What the line says of a level; one alone says it under the heading of competencies, where it heads no names."""
    one = _line_to_level(line, known.scale) or parted
    if one is not None and known.steps is not None and one.label.text in known.steps:
        one = replace(one, label=known.steps[one.label.text])
    if one is None or one.name:
        return one
    over = known.over is not None and line.same_style(known.over)
    return None if over or known.standings.at(line.page, line.box) is not Standing.COMPETENCIES else one


def _is_amid_text(three: Sequence[Line], line: Line, one: FoundLevel, known: _Known) -> bool:
    """Does the text beside a level, or right above it, go on below?

    Luisteren
    hoort wat een ander zegt en      Niveau 3       no name: the level stands in the middle of its row
    vraagt door.
    """
    if three[0] is line or three[-1] is line:
        return False
    above, _, below = three
    text = line if one.name else above
    own = any(_line_to_level(other, known.scale) is not None for other in (above, below))
    if own or not goes_on_in(text, below):
        return False
    return not one.name or (len(line_to_segments(line)) > 1 and _stands_under(line, above, known))


def _stands_under(line: Line, above: Line, known: _Known) -> bool:
    near = 0 < line.baseline - above.baseline < WITHIN * line.size
    return near and above.bullet is None and not matches(known.headings, above.text)


def _is_next(above: Line, line: Line) -> bool:
    """Does a second level stand right under the first one, so that nobody can tell which of them counts?"""
    return line.page == above.page and 0 < line.baseline - above.baseline < NEAR * max(above.size, line.size)


def _heads_names(
    runs: Sequence[Sequence[Line]], scale: Scale | None, standings: Standings, headings: Patterns, told: Told
) -> Line | None:
    """The first line of a level alone, where it has no name above it: it stands over names, and so do those like it.

    Competencies
    Level 1
    • Accuracy
    • Planning
    Level 3            not the level of "Planning"
    • Talking
    """
    for lines in runs:
        for i, line in enumerate(lines):
            if standings.at(line.page, line.box) is Standing.COMPETENCIES:
                one = _line_to_level(line, scale)
                if one is not None and not one.name:
                    return None if _named_by(lines[:i], line, headings, told) else line
    return None


def _lists(above: Line, line: Line) -> bool:
    """Does the line above end a list, which the stronger letters of this one do not belong to?"""
    return above.bullet is not None and line.bullet is None and (line.bold > above.bold or line.size > above.size)


def _to_question(
    one: FoundLevel, line: Line, above: Sequence[Line], under: Sequence[Line], known: _Known
) -> Question | None:
    """The question of a line; where it has no name, that of the line above it, which nobody else has taken."""
    if one.name:
        name_line = replace(line, words=tuple(one.name_words))
        return with_name_begun(_with_lead_in(one, line, known), _begun(above, name_line, under, known), known.document)
    named = _named_by(above, line, known.headings, known.told) if above and above[-1] not in under else ()
    name = lines_to_name([named[0]], known.document) if named else None
    if name is None:
        return None
    question = found_to_question(name.text, name.words, one, line)
    took = taken(Claim.DESCRIPTION, [word for text in named[1:] for word in text.all_words])
    question = replace(question, description=tuple(named[1:]), took=(*question.took, *took))
    begun = _begun(above[: -len(named)], named[0], under, known)
    return with_name_begun(question, begun, known.document)


def _begun(above: Sequence[Line], name: Line, under: Sequence[Line], known: _Known) -> Sequence[Line]:
    if known.small_names:
        return ()

    def is_free(line: Line) -> bool:
        taken_otherwise = line in under or _line_to_level(line, known.scale) is not None
        return not taken_otherwise and not matches(known.headings, line.text)

    return begun_above(above, name, is_free)


def _with_lead_in(one: FoundLevel, line: Line, known: _Known) -> Question:
    """Of "**Luisteren:** hoort wat een ander zegt (niveau 2)" only what is bold is the name."""
    name = lines_to_name([Line(tuple(one.name_words))], known.document)
    if name is None or not name.description:
        return found_to_question(one.name, one.name_words, one, line)
    question = found_to_question(name.text, name.words, one, line)
    took = taken(Claim.DESCRIPTION, [word for text in name.description for word in text.words])
    return replace(question, description=name.description, took=(*question.took, *took))


def _named_by(above: Sequence[Line], line: Line, headings: Patterns, told: Told) -> Sequence[Line]:
    """The line that names what a level alone is of, and the sentences between the two; none where nobody has a name."""
    if not above or _lists(above[-1], line):
        return ()
    between = told.get(line.place, ())
    named = above[-1 - len(between) :]
    return named if _names_below(named[0], between[0] if between else line, headings) else ()


def _names_below(heading: Line, line: Line, headings: Patterns) -> bool:
    """Is the line above near, short and no sentence, so that it names what stands on the line below?"""
    near = 0 < line.baseline - heading.baseline < NEAR * max(heading.size, line.size)
    text = heading.text
    plain = len(text) <= LONGEST_NAME and not text.endswith((".", ";", ",")) and ":" not in text
    plain = plain and any(c.isalpha() for c in text)
    return near and plain and not matches(headings, text)


def _line_to_level(line: Line, scale: Scale | None) -> FoundLevel | None:
    cut, starts = _levels_spoken_of(line.text)
    for start in starts:
        tail = cut[start:]
        name = cut[:start]
        label = text_to_label(tail, number_of_factor(name))
        if label is None or (isinstance(label, Label) and label.kind is LabelKind.ZERO and not name.strip()):
            continue
        if scale is not None and isinstance(label, Label) and scale.rank(label.core) is None:
            continue
        return _found(line, name, label)
    return _rating_alone(line) if scale is None else None


def _rating_alone(line: Line) -> FoundLevel | None:
    """Signs on a line of their own, below a name: "●●●○○"."""
    if any(c.isalnum() for c in line.text):
        return None
    label = text_to_label(line.text)
    counted = isinstance(label, Label) and label.most is not None
    return FoundLevel("", (), line.words, label) if counted and label is not None else None


@once_per_words
def _levels_spoken_of(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without what a level counts for, and where in it the word for level stands."""
    cut = without_points(text).rstrip(" .,;|")
    return cut, tuple(match.start() for match in level_prefix().finditer(cut))


def _found(line: Line, name: str, label: Label | NoLabel) -> FoundLevel | None:
    """The words of the name, and those behind them; None where the line is a sentence that speaks of a level."""
    bare = _ENDING.sub("", name)
    named = words_of(line, 0, len(bare)) if bare else []
    if named and not _is_parted(line, name, named):
        bare = _without_qualifier(_before_tab(bare, named))
    name_words = words_of(line, 0, len(bare)) if bare else []
    level_words = [word for word in line.words if word not in name_words]
    if not level_words or (bare and not _can_be_name(bare, line, name, name_words)):
        return None
    return FoundLevel(canonical(bare), tuple(name_words), tuple(level_words), label)


def _can_be_name(bare: str, line: Line, name: str, name_words: Sequence[Word]) -> bool:
    if len(bare) > LONGEST_NAME or not any(c.isalpha() for c in bare):
        return False
    return not _is_sentence(line, name, name_words) and not _holds_level(bare)


def _holds_level(name: str) -> bool:
    """Does a level of something else stand in what would be the name: "Luisteren: niveau 2 Plannen"?"""
    for match in level_prefix().finditer(name):
        following = name[match.end() :].split()
        if following and isinstance(text_to_label(following[0].strip(".,;:()")), Label):
            return True
    return False


@per_words
def _qualifier() -> regex.Pattern[str]:
    """What may stand before the word for "level": "vereist niveau", "skill level", "op niveau"."""
    levels = words().levels
    required, small = words_to_pattern((*levels.required, *levels.qualifiers)), words_to_pattern(levels.qualifiers)
    return regex.compile(rf"(?:(?:^|[.:,;–—‒(|-]\s*)(?i:{required})|\s(?:{small}))$")


def _without_qualifier(name: str) -> str:
    before = None
    while before != name:
        before = name
        name = _ENDING.sub("", _qualifier().sub("", name))
    return name


def _before_tab(name: str, name_words: Sequence[Word]) -> str:
    """What stands before the white of a tab, where only a word such as "vereist" stands behind it."""
    at = max((i for i, (a, b) in enumerate(pairwise(name_words), 1) if _is_tab(a, b)), default=None)
    if at is None:
        return name
    levels, behind = words().levels, fold(words_to_text(name_words[at:]))
    return words_to_text(name_words[:at]) if behind in {*levels.required, *levels.qualifiers} else name


def _is_tab(word: Word, following: Word) -> bool:
    return following.box.x0 - word.box.x1 > SEGMENT_GAP * word.size


def _is_parted(line: Line, name: str, name_words: Sequence[Word]) -> bool:
    """Does a sign, or the white of a tab, part the name from the word for level?"""
    following = next((word for word in line.words if word not in name_words), None)
    gap = following.box.x0 - name_words[-1].box.x1 if following is not None else 0.0
    return name.rstrip()[-1:] in PARTING or gap > SEGMENT_GAP * line.size


def _is_sentence(line: Line, name: str, name_words: Sequence[Word]) -> bool:
    """Does the line speak of a level ("Je werkt zelfstandig op niveau 2.") rather than give one?

    A sign or the white of a tab parts a name from its level. Where nothing does, a name has no comma, and does not
    begin or end as a sentence goes on: with a word such as "the" or "at".
    """
    if _is_parted(line, name, name_words):
        return False
    folded = fold(_ENDING.sub("", name))
    first, last = folded.split()[0], folded.split()[-1]
    small = words().text.little
    return line.text.endswith(".") or "," in folded or first in small or last in small
