"""What every way of finding a table ends in: cells over rows and columns, which know their lines and their marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractor.geometry import Box
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, lines_as_they_come, turned_words_to_lines, words_to_lines
from extractor.shaping.marks.selection import SelectionMark
from extractor.values import kept, value


@value
class Cell:
    """A cell over rows `row0..row1` and columns `col0..col1` of its table, ends excluded.

    `marks` are those whose middle lies in it, `mark_words` its words that some mark is made of; both are empty until
    the document is made.
    """

    page: int
    box: Box
    row0: int
    row1: int
    col0: int
    col1: int
    words: tuple[Word, ...]
    marks: tuple[SelectionMark, ...] = field(default=(), repr=False)
    mark_words: frozenset[Word] = field(default=frozenset(), repr=False)

    @kept
    def lines(self) -> tuple[Line, ...]:
        """Its words along the page, top to bottom, each line with its marks."""
        if not self.marks:
            return self._lines
        return tuple(line.with_marks([mark for mark in self.marks if line.holds(mark)]) for line in self._lines)

    @kept
    def _lines(self) -> tuple[Line, ...]:
        return _lines_of(self.words)

    @kept
    def turned_lines(self) -> tuple[Line, ...]:
        """Its words that run up or down the page."""
        return tuple(turned_words_to_lines(self.words))

    @kept
    def text_words(self) -> tuple[Word, ...]:
        """Its words but those of marks."""
        return tuple(word for word in self.words if word not in self.mark_words) if self.mark_words else self.words

    @kept
    def text_lines(self) -> tuple[Line, ...]:
        """The lines of these words."""
        if not self.mark_words:
            return self.lines
        return _lines_of(self.text_words)

    def with_marks(self, marks: Sequence[SelectionMark], words: Collection[Word]) -> Cell:
        """The same with the marks that stand in it; `words` are those that the marks of its page are made of."""
        inside = tuple(marks)
        own = frozenset(word for word in self.words if word in words) if words else frozenset()
        if inside == self.marks and own == self.mark_words:
            return self
        marked = replace(self, marks=inside, mark_words=own)
        if "_lines" in self.__dict__:
            marked.__dict__["_lines"] = self._lines  # the same words stand on the same lines
        return marked


@dataclass(frozen=True)
class Table:
    """The part of a ruled table that stands on one page. `xs` and `ys` are its column and row boundaries.

    `open_top` and `open_bottom` say that no rule closes it there: a page break cut it.
    """

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]
    open_top: bool = False
    open_bottom: bool = False

    @kept
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @kept
    def _by_field(self) -> dict[tuple[int, int], Cell]:
        return {
            (row, col): cell
            for cell in self.cells
            for row in range(cell.row0, cell.row1)
            for col in range(cell.col0, cell.col1)
        }

    def cell_at(self, row: int, col: int) -> Cell | None:
        return self._by_field.get((row, col))

    def row(self, row: int) -> list[Cell]:
        """The cells that cover row `row`, left to right, each once."""
        return list(self._rows[row]) if 0 <= row < self.row_count else []

    @kept
    def _rows(self) -> list[list[Cell]]:
        return [self._cells_over(row) for row in range(self.row_count)]

    def _cells_over(self, row: int) -> list[Cell]:
        found: list[Cell] = []
        for col in range(len(self.xs) - 1):
            cell = self.cell_at(row, col)
            if cell is not None and (not found or found[-1] is not cell):
                found.append(cell)
        return found

    @property
    def row_count(self) -> int:
        return len(self.ys) - 1

    @kept
    def words(self) -> tuple[Word, ...]:
        return tuple(word for cell in self.cells for word in cell.words)

    def without(self, words: Collection[Word]) -> Table:
        return replace(self, cells=tuple(_cell_without(cell, words) for cell in self.cells))

    def marks_in_cells(self, marks: Sequence[SelectionMark]) -> Iterator[tuple[Cell, list[SelectionMark]]]:
        """Each cell with those of a page's marks whose middle is in it, in their order."""
        by_height = sorted(range(len(marks)), key=lambda i: marks[i].box.middle_y)
        heights = [marks[i].box.middle_y for i in by_height]
        middles = [mark.box.middle_x for mark in marks]
        for cell in self.cells:
            x0, top, x1, bottom = cell.box
            beside = by_height[bisect_left(heights, top) : bisect_right(heights, bottom)]
            yield cell, [marks[i] for i in sorted(beside) if x0 <= middles[i] <= x1]

    def with_marks(self, marks: Sequence[SelectionMark], words: Collection[Word]) -> Table:
        """The same with a page's marks in its cells; `words` are those that the marks are made of."""
        cells = tuple(cell.with_marks(inside, words) for cell, inside in self.marks_in_cells(marks))
        return replace(self, cells=cells) if any(a is not b for a, b in zip(cells, self.cells, strict=True)) else self

    def with_words(self, cell: Cell, words: Sequence[Word]) -> Table:
        """The same table, `words` added to `cell`."""
        return replace(
            self,
            cells=tuple(replace(c, words=(*c.words, *words)) if c is cell else c for c in self.cells),
        )


def _lines_of(words: Sequence[Word]) -> tuple[Line, ...]:
    known = lines_as_they_come(words)
    return tuple(words_to_lines(words)) if known is None else known


def _cell_without(cell: Cell, words: Collection[Word]) -> Cell:
    left = tuple(word for word in cell.words if word not in words)
    return cell if len(left) == len(cell.words) else replace(cell, words=left)
