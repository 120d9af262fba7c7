"""Under which heading each place of a document stands: where competencies stand, where something else does.

Competenties                     ← what follows are competencies
Klantgerichtheid: niveau 3
Opleiding                        ← what follows are none
Diploma bachelor: niveau 6
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from extractor.geometry import Box
from extractor.matching.claims import Claim
from extractor.matching.document import DocumentContext
from extractor.matching.generic import (
    generic_module,
    is_competency_heading,
    names_group,
    names_other_section,
    names_what_is_asked,
)
from extractor.matching.levels.question import Question
from extractor.matching.levels.text import matches, text_to_block
from extractor.matching.rulefile import CompetencyRules
from extractor.shaping.columns import Band, reading_place
from extractor.shaping.lines import Line

LONGEST_HEADING = 80
SAME_HEIGHT = 0.1
"""Points that what stands beside a heading may begin above it."""
STRONGER = 1.08
"""Letters this many times as large as the text's head what follows."""
FEW_WORDS = 4
"""A line of so many heads what follows in plain letters too."""


_Place = tuple[int, float, int, float]
"""The page; where its band begins, the number of its column in it, and how far down it stands."""


class Standing(StrEnum):
    COMPETENCIES = "competencies"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Standings:
    """The headings that decide, in the order in which they are read: their place in it and what begins there.

    Above the first of them stands the header, which is elsewhere. `bands` are where pages have columns.
    """

    places: tuple[_Place, ...]
    standings: tuple[Standing, ...]
    bands: Mapping[int, tuple[Band, ...]]

    def at(self, page: int, box: Box) -> Standing:
        below = Box(box.x0, box.top + SAME_HEIGHT, box.x1, box.bottom)
        i = bisect_right(self.places, _place_of(page, below, self.bands)) - 1
        if i >= 0:
            return self.standings[i]
        return Standing.ELSEWHERE if self.speaks_of_competencies else Standing.UNKNOWN

    @property
    def speaks_of_competencies(self) -> bool:
        return Standing.COMPETENCIES in self.standings


def document_to_standings(
    document: DocumentContext, rules: CompetencyRules, questions: Sequence[Question] = ()
) -> Standings:
    """`questions` are known already: their names head nothing else ("Leidinggeven" is a competency here)."""
    return _standings(document, rules, _name_words(questions)) if questions else document.once(_of_all_lines, rules)


def _of_all_lines(rules: CompetencyRules, document: DocumentContext) -> Standings:
    return _standings(document, rules, frozenset())


def _standings(document: DocumentContext, rules: CompetencyRules, names: Set[tuple[int, int]]) -> Standings:
    largest = max((line.size for page in document.pages[:1] for line in page.lines), default=0.0)
    found: list[tuple[_Place, Standing]] = []
    bands = {page.number: page.bands for page in document.pages}
    opened: Line | None = None
    for line in (line for page in document.pages for line in page.lines if not _has_any(line, names)):
        if not found and line.page == document.pages[0].number and _is_title(line, largest):
            continue
        standing = _begun_at(line, opened, document, rules)
        if standing is not None:
            found.append((_place_of(line.page, line.box, bands), standing))
            opened = line if standing is Standing.COMPETENCIES else None
    found.sort(key=lambda pair: pair[0])
    places, standings = zip(*found, strict=True) if found else ((), ())
    return Standings(places, standings, bands)


def _place_of(page: int, box: Box, bands: Mapping[int, tuple[Band, ...]]) -> _Place:
    begun, column, top, _ = reading_place(box, bands.get(page, ()))
    return page, begun, column, top


def _has_any(line: Line, names: Set[tuple[int, int]]) -> bool:
    return bool(names) and any((word.page, word.index) in names for word in line.words)


def _name_words(questions: Sequence[Question]) -> set[tuple[int, int]]:
    parts = (part for question in questions for part in question.took if part.claim is Claim.NAME)
    return {(word.page, word.index) for part in parts for word in part.words}


def _is_title(line: Line, largest: float) -> bool:
    return line.size >= largest and matches(generic_module().document.title, line.text)


def _begun_at(line: Line, opened: Line | None, document: DocumentContext, rules: CompetencyRules) -> Standing | None:
    """What begins at this line; `opened` is the heading of the competencies it stands under, None under another."""
    standing = _heading(line, document, rules)
    if standing is None and opened is not None and _is_as_strong(line, opened):
        return Standing.UNKNOWN
    return standing


def _is_as_strong(line: Line, heading: Line) -> bool:
    """Is it a heading of the same rank as the one of the competencies, so that theirs end here?"""
    strong = line.same_style(heading) and (heading.bold or heading.size > line.size * 0.99)
    short = len(line.text) <= LONGEST_HEADING and not line.text.endswith((".", ";", ",", ":"))
    return strong and short and line.size >= heading.size and line.size > 0 and any(c.isalpha() for c in line.text)


def _heading(line: Line, document: DocumentContext, rules: CompetencyRules) -> Standing | None:
    """What begins at this line; None where it heads nothing that is known."""
    text = line.text
    if _heads_nothing(text):
        return None
    if text_to_block(text, rules) is not None or names_group(text):
        return Standing.COMPETENCIES
    stands_out = _stands_out(line, document)
    if stands_out and matches(rules.heading, text) and ":" not in text.rstrip(":"):
        return Standing.COMPETENCIES
    if matches(rules.elsewhere, text) or (stands_out and names_other_section(text)):
        return Standing.ELSEWHERE
    return Standing.UNKNOWN if names_what_is_asked(text) else None


def _heads_nothing(text: str) -> bool:
    """Is it a sentence, or the title of the whole document?"""
    if len(text) > LONGEST_HEADING or text.endswith((".", ";", ",")):
        return True
    return matches(generic_module().document.title, text) and not is_competency_heading(text)


def _stands_out(line: Line, document: DocumentContext) -> bool:
    """Is it stronger than the text below it, or so short that it is no part of one?"""
    strong = line.bold or line.size > STRONGER * document.text_size or line.text.isupper()
    return strong or len(line.words) <= FEW_WORDS
