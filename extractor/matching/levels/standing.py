"""Under which heading each place of a document stands: where competencies stand, where something else does.

Competenties                     ← what follows are competencies
Klantgerichtheid: niveau 3
Opleiding                        ← what follows are none
Diploma bachelor: niveau 6
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
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
from extractor.shaping.lines import Line

LONGEST_HEADING = 80
STRONGER = 1.08
"""Letters this many times as large as the text's head what follows."""


class Standing(StrEnum):
    COMPETENCIES = "competencies"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Standings:
    """The headings that decide, in the order of the pages: (page, top) and what begins there.

    Above the first of them stands the header, which is elsewhere.
    """

    places: tuple[tuple[int, float], ...]
    standings: tuple[Standing, ...]

    def at(self, page: int, box: Box) -> Standing:
        i = bisect_right(self.places, (page, box.top + 0.1)) - 1
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
    names = {(w.page, w.index) for q in questions for part in q.took if part.claim is Claim.NAME for w in part.words}
    found: list[tuple[tuple[int, float], Standing]] = []
    opened: Line | None = None
    title = max((line.size for page in document.pages[:1] for line in page.lines), default=0.0)
    for page in document.pages:
        for line in page.lines:
            if names.intersection((word.page, word.index) for word in line.words):
                continue
            if line.page == document.pages[0].number and line.size >= title and not found and _is_title(line):
                continue
            standing = _heading(line, document, rules)
            if standing is None and opened is not None and _is_as_strong(line, opened):
                standing = Standing.UNKNOWN
            if standing is not None:
                found.append(((page.number, line.box.top), standing))
                opened = line if standing is Standing.COMPETENCIES else None
    found.sort(key=lambda pair: pair[0])
    return Standings(tuple(place for place, _ in found), tuple(standing for _, standing in found))


def _is_title(line: Line) -> bool:
    return matches(generic_module().document.title, line.text)


def _is_as_strong(line: Line, heading: Line) -> bool:
    """Is it a heading of the same rank as the one of the competencies, so that theirs end here?"""
    strong = line.same_style(heading) and (heading.bold or heading.size > line.size * 0.99)
    short = len(line.text) <= LONGEST_HEADING and not line.text.endswith((".", ";", ",", ":"))
    return strong and short and line.size >= heading.size and line.size > 0 and any(c.isalpha() for c in line.text)


def _heading(line: Line, document: DocumentContext, rules: CompetencyRules) -> Standing | None:
    """What begins at this line; None where it heads nothing that is known."""
    text = line.text
    if matches(generic_module().document.title, text) and not is_competency_heading(text):
        return None
    if len(text) > LONGEST_HEADING or text.endswith((".", ";", ",")):
        return None
    if text_to_block(text, rules) is not None or names_group(text):
        return Standing.COMPETENCIES
    strong = line.bold or line.size > STRONGER * document.text_size or text.isupper()
    if matches(rules.heading, text) and (strong or len(line.words) <= 4) and ":" not in text.rstrip(":"):
        return Standing.COMPETENCIES
    if matches(rules.elsewhere, text):
        return Standing.ELSEWHERE
    if names_other_section(text) and (strong or len(line.words) <= 4):
        return Standing.ELSEWHERE
    return Standing.UNKNOWN if names_what_is_asked(text) else None
