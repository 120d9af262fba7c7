"""A name that goes on in the row below, also over the end of a page → one competency.

Kennis van        |   |   | X        the row is torn: its tick stayed on this page
------------------------------- the page ends
voertuigen        |   |   |          and the rest of its name did not

Luisteren naar    |   | X |
anderen           |   |   |          a row for each line of a name
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.matching.claims import Claim
from extractor.matching.document import DocumentContext
from extractor.matching.levels.blank_cells import is_drawn_in
from extractor.matching.levels.question import Question, taken
from extractor.matching.vocabulary import fold, words
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, lines_to_text, words_to_lines
from extractor.shaping.tables.cells import Cell, Table

SAME_X = 1.0
"""The rest of a name begins at most this many sizes left or right of where its first line does."""


@dataclass(frozen=True)
class _Torn:
    """A table, and the cells in it that may go on with a name above them, by row and column."""

    table: Table
    rests: Mapping[tuple[int, int], Cell]

    def below(self, question: Question) -> list[Cell]:
        """The cells right below the name that go on with it, in letters like its own."""
        row = bisect_right(self.table.ys, question.box.bottom - question.box.height / 2) - 1
        cells = self.table.row(row) if question.name[:1].isupper() else []
        last = next((cell for cell in cells if cell.words and cell.box.contains_middle_of(question.box)), None)
        found: list[Cell] = []
        while last is not None:
            rest = self.rests.get((last.row1, last.col0))
            like = rest is not None and rest.col1 == last.col1 and rest.lines[0].same_style(last.lines[-1])
            last = rest if like else None
            found += [rest] if rest is not None and like else []
        return found


def with_torn_names(questions: Sequence[Question], document: DocumentContext) -> list[Question]:
    """The questions, names made whole; what was read as a name and is the rest of one falls away."""
    tables = {page.number: [_Torn(table, _rests(table, document)) for table in page.tables] for page in document.pages}
    rests = {id(q): rest for q in questions if q.ink and (rest := _rest(q, tables.get(q.page, []), document))}
    held = {(word.page, word.index) for rest in rests.values() for word in rest}
    whole = [_with_rest(q, rests[id(q)], document) if id(q) in rests else q for q in questions]
    return [q for q in whole if q.ink or not _named_by(q) <= held or not _named_by(q)]


def _named_by(question: Question) -> set[tuple[int, int]]:
    named = (part for part in question.took if part.claim is Claim.NAME)
    return {(word.page, word.index) for part in named for word in part.words}


def _rest(question: Question, tables: Sequence[_Torn], document: DocumentContext) -> tuple[Word, ...]:
    """The words of its name in the rows below it."""
    torn = next((one for one in tables if one.table.box.contains_middle_of(question.box)), None)
    rows = torn.below(question) if torn is not None else []
    return tuple(word for cell in rows for word in cell.words) or _rest_on_next_page(question, document)


def _rests(table: Table, document: DocumentContext) -> dict[tuple[int, int], Cell]:
    """The cells, by row and column, that hold all there is in their rows and begin as no name of their column does.

    A cell with a mark is none: it says a level.
    """
    small: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.words and not cell.marks and _begins_small(cell, document):
            small.setdefault(cell.col0, []).append(cell)
    alone = {col: cells for col, cells in small.items() if all(_is_alone(cell, table, document) for cell in cells)}
    return {(cell.row0, col): cell for col, cells in alone.items() for cell in cells}


def _begins_small(cell: Cell, document: DocumentContext) -> bool:
    return document.text_of(cell)[:1].islower()


def _is_alone(cell: Cell, table: Table, document: DocumentContext) -> bool:
    """Is there nothing else in its row: no word, no mark, no stroke?"""
    others = [other for row in range(cell.row0, cell.row1) for other in table.row(row) if other is not cell]
    return not any(c.words or document.marks_in(c) or is_drawn_in(c, document) for c in others)


def _rest_on_next_page(question: Question, document: DocumentContext) -> tuple[Word, ...]:
    """The words of its name on the next page: all that the first row there holds, below where it begins."""
    before = _table_at_end(question, document)
    following = next(iter(_elements(question.page + 1, document)), None)
    if before is None or not isinstance(following, Table):
        return ()
    again = following.row_count > 1 and _texts(following, document) == _texts(before, document)
    filled = [cell for cell in following.row(int(again)) if cell.words]
    if len(filled) != 1 or not _reads_on(question.name, document.text_of(filled[0])):
        return ()
    first = filled[0].words[0]
    return filled[0].words if abs(first.box.x0 - question.box.x0) < SAME_X * first.size else ()


def _reads_on(name: str, rest: str) -> bool:
    """Does the name end as no text does, or what follows begin as none does where the name begins with a capital?"""
    last = fold(name).split()[-1:]
    leans = bool(last) and (last[0] in words().text.lean_on_next or last[0].endswith("-"))
    return leans or (rest[:1].islower() and name[:1].isupper())


def _table_at_end(question: Question, document: DocumentContext) -> Table | None:
    """The table in whose last row it stands, where nothing is below that on its page."""
    last = next(reversed(_elements(question.page, document)), None)
    if not isinstance(last, Table) or not last.box.contains_middle_of(question.box):
        return None
    return last if question.box.bottom > last.ys[-2] else None


def _texts(table: Table, document: DocumentContext) -> list[str]:
    """Those of its first row: heads that stand there again on the next page are no rest of a name."""
    return [document.text_of(cell) for cell in table.row(0)]


def _elements(number: int, document: DocumentContext) -> list[Line | Table]:
    return next((page.elements() for page in document.pages if page.number == number), [])


def _with_rest(question: Question, rest: Sequence[Word], document: DocumentContext) -> Question:
    named = [word for part in question.took if part.claim is Claim.NAME for word in part.words]
    lines = [*words_to_lines(named), *words_to_lines(rest)]
    took = (*question.took, *taken(Claim.NAME, list(rest)))
    return replace(question, name=lines_to_text(lines, document.vocabulary).rstrip(" :"), took=took)
