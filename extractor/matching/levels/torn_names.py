"""A name that goes on in the row below, also over the end of a page → one competency.

Kennis van        |   |   | X        the row is torn: its tick stayed on this page
------------------------------- the page ends
voertuigen        |   |   |          and the rest of its name did not

Luisteren naar    |   | X |
anderen           |   |   |          a row for each line of a name
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

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


class _Torn:
    """The tables of a document, and what in their columns may go on with a name above it."""

    def __init__(self, document: DocumentContext) -> None:
        self._document = document
        self._rests: dict[tuple[int, int], dict[int, Cell]] = {}

    def below(self, question: Question) -> list[Cell]:
        """The cells right below the name that go on with it, in letters like its own."""
        table = self._table_of(question) if question.name[:1].isupper() else None
        if table is None:
            return []
        row = bisect_right(table.ys, question.box.bottom - question.box.height / 2) - 1
        last = next((c for c in table.row(row) if c.words and c.box.contains_middle_of(question.box)), None)
        found: list[Cell] = []
        while last is not None:
            rest = self._rests_in(table, last.col0).get(last.row1)
            like = rest is not None and rest.col1 == last.col1 and rest.lines[0].same_style(last.lines[-1])
            last = rest if like else None
            found += [rest] if rest is not None and like else []
        return found

    def _table_of(self, question: Question) -> Table | None:
        tables = (table for page in self._document.pages if page.number == question.page for table in page.tables)
        return next((table for table in tables if table.box.contains_middle_of(question.box)), None)

    def _rests_in(self, table: Table, col: int) -> dict[int, Cell]:
        """By row; asked once of the columns that hold names, and of no other."""
        key = (id(table), col)
        if key not in self._rests:
            self._rests[key] = _rests(table, col, self._document)
        return self._rests[key]


def with_torn_names(questions: Sequence[Question], document: DocumentContext) -> list[Question]:
    """The questions, names made whole; what was read as a name and is the rest of one falls away."""
    torn = _Torn(document)
    rests = {id(q): rest for q in questions if q.ink and (rest := _rest(q, torn, document))}
    held = {(word.page, word.index) for rest in rests.values() for word in rest}
    whole = [_with_rest(q, rests[id(q)], document) if id(q) in rests else q for q in questions]
    return [q for q in whole if q.ink or not _named_by(q) <= held or not _named_by(q)]


def _named_by(question: Question) -> set[tuple[int, int]]:
    named = (part for part in question.took if part.claim is Claim.NAME)
    return {(word.page, word.index) for part in named for word in part.words}


def _rest(question: Question, torn: _Torn, document: DocumentContext) -> tuple[Word, ...]:
    """The words of its name in the rows below it."""
    rows = torn.below(question)
    return tuple(word for cell in rows for word in cell.words) or _rest_on_next_page(question, document)


def _rests(table: Table, col: int, document: DocumentContext) -> dict[int, Cell]:
    """The cells of a column, by row, that hold all there is in their rows and begin as none of its names does.

    A cell with a mark is none: it says a level.
    """
    beginning = (cell for cell in table.cells if cell.col0 == col and cell.words and not cell.marks)
    small = [cell for cell in beginning if _begins_small(cell, document)]
    return {c.row0: c for c in small} if all(_is_alone(c, table, document) for c in small) else {}


def _begins_small(cell: Cell, document: DocumentContext) -> bool:
    return document.text_of(cell)[:1].islower()


def _is_alone(cell: Cell, table: Table, document: DocumentContext) -> bool:
    """Is there nothing else in its row: no word, no mark, no stroke?"""
    others = [other for row in range(cell.row0, cell.row1) for other in table.row(row) if other is not cell]
    return not any(c.words or document.marks_in(c) or is_drawn_in(c, document) for c in others)


def _rest_on_next_page(question: Question, document: DocumentContext) -> tuple[Word, ...]:
    """The words of its name on the next page: all that the first row there holds, below where it begins."""
    before = _table_at_end(question, document)
    following = next(iter(_elements(question.page + 1, document)), None) if before is not None else None
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
    tables = (table for page in document.pages if page.number == question.page for table in page.tables)
    holding = (table for table in tables if table.box.contains_middle_of(question.box))
    ends = [table for table in holding if question.box.bottom > table.ys[-2]]
    last = next(reversed(_elements(question.page, document)), None) if ends else None
    return next((table for table in ends if table is last), None)


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
