"""Names that are seen to be cut, or joined from two rows, where no rule parts the rows: their levels are doubted.

    Nr.  Competentie         Niveau
    1    Diriger des            2        "des" ends no name
         collaborateurs                  "collaborateurs" begins none, and nobody read it
    2    Samenwerken met
         collega's              4        what stands above it goes on in it

A line is looked at only where it stands right above or below the name, begins where that does, and looks like it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractor.findings import phrase
from extractor.languages import all_words
from extractor.matching.claims import Claim
from extractor.matching.document import DocumentContext
from extractor.matching.levels.question import Question
from extractor.shaping.lines import Line, line_to_segments, words_to_lines
from extractor.shaping.pages import ShapedPage
from extractor.shaping.paragraphs import TERMINAL

SAME_X = 0.5
"""The lines of a name begin at most this many sizes left or right of each other."""
FARTHEST = 2.2
"""Lines of one name are at most this many sizes apart."""


def with_cut_names_doubted(questions: Sequence[Question], document: DocumentContext) -> list[Question]:
    """The questions, sure of no level where the name is not whole; in a table with rules, its cells are the names."""
    read = _Read(questions)
    pages = {page.number: page for page in document.pages}
    reason = phrase("name-cut")
    return [q.doubted(reason) if q.printed and q.options and _is_cut(q, pages, read) else q for q in questions]


class _Read:
    """Which lines the questions with levels took, and how."""

    def __init__(self, questions: Sequence[Question]) -> None:
        taken = [part for q in questions if q.options for part in q.took]
        self._all = {(w.page, w.index) for part in taken for w in part.words}
        self._others = {(w.page, w.index) for part in taken for w in part.words if part.claim is not Claim.NAME}
        self._levels = [w for part in taken for w in part.words if part.claim in (Claim.LEVEL, Claim.MARK)]

    def holds(self, line: Line) -> bool:
        return any((word.page, word.index) in self._all for word in line.words)

    def may_be_cut(self, line: Line) -> bool:
        """Is it nobody's, or of a name, and no level beside it?"""
        others = any((word.page, word.index) in self._others for word in line.words)
        return not others and not any(
            w.page == line.page and line.box.top < w.box.middle_y < line.box.bottom for w in self._levels
        )


def _is_cut(question: Question, pages: Mapping[int, ShapedPage], read: _Read) -> bool:
    page = pages[question.page]
    words = [w for part in question.took if part.claim is Claim.NAME for w in part.words if w.page == page.number]
    if not words or any(table.box.contains_middle_of(question.box) for table in page.tables):
        return False
    name = words_to_lines(words)
    above, below = _nearest(name[0], pages, -1), _nearest(name[-1], pages, 1)
    return _begins_above(name[0], above, read) or _ends_below(name, below, read)


def _begins_above(first: Line, above: Line | None, read: _Read) -> bool:
    if above is None:
        return False
    return _leans(above) or (read.may_be_cut(above) and _goes_on(above, first) and not above.text.endswith(TERMINAL))


def _ends_below(name: Sequence[Line], below: Line | None, read: _Read) -> bool:
    if _leans(name[-1]):
        return True
    if below is None:
        return False
    unread = not read.holds(below)
    if _ends_little(name[-1]) and (unread or below.text[:1].islower()):
        return True
    joined = len(name) > 1 and read.may_be_cut(name[-1]) and _goes_on(name[-1], below)
    return joined or (unread and _goes_on(name[0], below))


def _leans(line: Line) -> bool:
    """Does it end in a small word that no name ends in: "Planifier et", "Samenwerken met"?"""
    last, text = line.words[-1].text, all_words().text
    return len(line.words) > 1 and last in (text.lean_on_next & text.little) - text.verb_parts


def _ends_little(line: Line) -> bool:
    """Does it end in a small word at all: "Umgang mit", "Legt uit"?"""
    text = all_words().text
    return len(line.words) > 1 and line.words[-1].text in text.lean_on_next | text.little


def _goes_on(first: Line, line: Line) -> bool:
    return first.text[:1].isupper() and line.text[:1].islower()


def _nearest(line: Line, pages: Mapping[int, ShapedPage], way: int) -> Line | None:
    """The line above (-1) or below (1) that may be of the same name; overleaf where the page ends there."""
    page = pages[line.page]
    near = [part for part in _in_column(line, page) if way * (part.baseline - line.baseline) > 0]
    found = min(near, key=lambda part: abs(part.baseline - line.baseline), default=None)
    ends = all(way * (other.baseline - line.baseline) < SAME_X * line.size for other in page.lines)
    overleaf = pages.get(line.page + way) if found is None and ends else None
    if overleaf is None or not overleaf.lines:
        return found
    first = (min if way > 0 else max)(overleaf.lines, key=lambda other: other.baseline)
    return next((part for part in line_to_segments(first) if _is_like(part, line)), None)


def _in_column(line: Line, page: ShapedPage) -> Iterator[Line]:
    for other in page.lines:
        if 0 < abs(other.baseline - line.baseline) <= FARTHEST * line.size:
            for part in line_to_segments(other):
                if _is_like(part, line):
                    yield part


def _is_like(part: Line, line: Line) -> bool:
    return abs(part.box.x0 - line.box.x0) <= SAME_X * line.size and part.same_style(line)
