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
from extractor.matching.generic import generic_module, is_competency_heading, names_group, names_other_section
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
    """The headings that decide, in the order of the pages: (page, top) and what begins there."""

    places: tuple[tuple[int, float], ...]
    standings: tuple[Standing, ...]

    def at(self, page: int, box: Box) -> Standing:
        i = bisect_right(self.places, (page, box.top + 0.1)) - 1
        return self.standings[i] if i >= 0 else Standing.UNKNOWN

    @property
    def speaks_of_competencies(self) -> bool:
        return Standing.COMPETENCIES in self.standings


def document_to_standings(
    document: DocumentContext, rules: CompetencyRules, questions: Sequence[Question] = ()
) -> Standings:
    """`questions` are known already: their names head nothing else ("Leidinggeven" is a competency here)."""
    names = {(w.page, w.index) for q in questions for part in q.took if part.claim is Claim.NAME for w in part.words}
    places: list[tuple[int, float]] = []
    standings: list[Standing] = []
    for page in document.pages:
        for line in page.lines:
            if names.intersection((word.page, word.index) for word in line.words):
                continue
            standing = _heading(line, document, rules)
            if standing is not None:
                places.append((page.number, line.box.top))
                standings.append(standing)
    order = sorted(range(len(places)), key=places.__getitem__)
    return Standings(tuple(places[i] for i in order), tuple(standings[i] for i in order))


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
    if names_other_section(text) and (strong or len(line.words) <= 4):
        return Standing.ELSEWHERE
    return None
