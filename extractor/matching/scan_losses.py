"""What a scanned page shows and the result has not: an error that says where and how much, so nothing is lost unseen.

☐ ☐ ☒ ☐   four boxes in a row, their name unreadable: nobody's     → 4 of its 24 boxes belong to no competency
[x] 2   [ ] 3  boxes typed with brackets, no level's           → the same
letters that an engine is not sure of, all over the page           → its letters are read with a certainty of 58 %
Competenties en vereist niveau    and no competency in the whole document   → under this heading none was read
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.findings import finding, on_page
from extractor.geometry import Box, box_around
from extractor.matching.claims import Claim
from extractor.matching.generic import is_competency_heading
from extractor.matching.levels.question import Question
from extractor.matching.matches import Matches
from extractor.matching.scan_doubts import PAGE_SURE
from extractor.model import Finding, FindingCode
from extractor.reading.layout import PageLayout
from extractor.shaping.lines import Line, words_to_any_lines
from extractor.shaping.pages import ShapedPage

LEAST_ROWS = 2
"""So many rows of a table of which no word is known are no chance."""
LEAST_COLUMNS = 2
"""So many boxes below those of competencies are no chance."""
LONGEST_HEADING = 5
"""Words; a sentence may speak of skills and head nothing."""
LEVELS = frozenset({Claim.MARK, Claim.LABEL, Claim.LEVEL})
TYPED_BOX = re.compile(r"\[[xX×✓✗vV]?(\]|$)")
"""A box typed with brackets, or its begin, as an engine cuts it: `[]1`, `[x ]4`."""


def scan_losses(matches: Matches) -> list[Finding]:
    """One for each scanned page that is too poor to be believed, or shows boxes or rows that nothing has."""
    # A page of which nothing is read is said already.
    scans = [p for p in matches.context.pages if p.layout.engine is not None and not p.layout.scanned]
    if not scans:
        return []
    used = {place for question in _questions(matches) for place in _places(question)}
    none_read = not matches.levels.competencies
    return [
        found
        for page in scans
        for found in _losses(page, matches, used, _heading_of_competencies(page) if none_read else None)
    ]


def _losses(page: ShapedPage, matches: Matches, used: set[tuple[int, Box]], heading: Line | None) -> Iterator[Finding]:
    layout = page.layout
    typed = [word for word in layout.words if TYPED_BOX.match(word.text)]
    left = [*_unused_boxes(page, used), *(word.box for word in typed if matches.claims.by(word) not in LEVELS)]
    rows = _unknown_rows(page, matches)
    sure = _sureness_of_poor(layout)
    if left or sure is not None or heading is not None or len(rows) >= LEAST_ROWS:
        yield finding(
            FindingCode.SCAN_NOT_WHOLE,
            on_page(page.number, _around(left, rows, heading)),
            boxes=len(layout.boxes) + len(typed),
            lines=len(words_to_any_lines(layout.words)),
            left=len(left) or None,
            rows=len(rows) or None,
            sure=sure,
            heading=heading.text if heading is not None else None,
        )


def _unused_boxes(page: ShapedPage, used: set[tuple[int, Box]]) -> list[Box]:
    return [seen.box for seen in page.layout.boxes if (page.number, seen.box) not in used]


def _around(left: Sequence[Box], rows: Sequence[Box], heading: Line | None) -> Box | None:
    """None where nothing of a page but its letters is poor."""
    lost = [*left, *rows, *([heading.box] if heading is not None else [])]
    return box_around(lost) if lost else None


def _heading_of_competencies(page: ShapedPage) -> Line | None:
    """The first short line that speaks of competencies, where a table may have caught it too."""
    cells = [line for table in page.tables for cell in table.cells for line in cell.lines]
    short = (line for line in (*page.lines, *cells) if len(line.words) <= LONGEST_HEADING)
    return next((line for line in short if any(is_competency_heading(word.text) for word in line.words)), None)


def _sureness_of_poor(layout: PageLayout) -> int | None:
    """In per cent; None where the page's letters are read well enough to be believed."""
    confidence = layout.confidence or 0.0
    return round(100 * confidence) if confidence < PAGE_SURE else None


def _unknown_rows(page: ShapedPage, matches: Matches) -> list[Box]:
    """Rows of tables with words that are all nobody's."""
    found = []
    for table in page.tables:
        for row in range(table.row_count):
            words = [word for cell in table.row(row) if cell.row0 == row for word in cell.words]
            if words and all(matches.claims.by(word) is None for word in words):
                found.append(box_around(word.box for word in words))
    return found


def _questions(matches: Matches) -> Iterator[Question]:
    """Competencies, and choices of the form: not those whose boxes stand in the columns of the levels.

    Luisteren    [x] Basis   [ ] Gevorderd   [ ] Expert
    Plannen      [ ] Basis   [x] Gevorderd   L 1 Expert     a box that is not seen makes a field of the row
    """
    columns = [place for question in matches.levels.competencies for place in _places(question)]
    for question in matches.levels.competencies:
        yield question
        yield from question.others
    for question in matches.levels.choices:
        own = _places(question)
        if len(own) < LEAST_COLUMNS or not all(any(_under(one, other) for other in columns) for one in own):
            yield question
            yield from question.others


def _under(one: tuple[int, Box], other: tuple[int, Box]) -> bool:
    return one[0] == other[0] and abs(one[1].middle_x - other[1].middle_x) < 0.5 * one[1].width


def _places(question: Question) -> Sequence[tuple[int, Box]]:
    return [(mark.page, mark.box) for option in question.options for mark in option.marks]
