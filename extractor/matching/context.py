"""What every recogniser looks at: the pages of one job description, ready shaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extractor.geometry import Box
from extractor.reading.layout import Word
from extractor.shaping.bullets import drawn_bullets, with_bullets
from extractor.shaping.grid import Cell, Table
from extractor.shaping.lines import Line, Vocabulary, lines_to_text, words_to_any_lines, words_to_lines
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.pages import ShapedPage, usual_size


@dataclass(frozen=True)
class DocumentContext:
    """`pages` hold no running heads or feet any more: those are `running`. `marks` are all marks by page."""

    pages: tuple[ShapedPage, ...]
    running: tuple[Line, ...]
    marks: dict[int, tuple[SelectionMark, ...]] = field(repr=False)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Words that do not stand at the end of a line, and so are whole."""
        whole: set[str] = set()
        for page in self.pages:
            for word, following in zip(page.layout.words, page.layout.words[1:], strict=False):
                if following.baseline == word.baseline:
                    whole.add(word.text)
        return Vocabulary(whole)

    @cached_property
    def mark_words(self) -> frozenset[Word]:
        return frozenset(word for marks in self.marks.values() for mark in marks for word in mark.words)

    @cached_property
    def drawn(self) -> dict[int, list[Box]]:
        """Drawn bullets by page, selection marks excepted."""
        found: dict[int, list[Box]] = {}
        for page in self.pages:
            boxes = [mark.box for mark in self.marks.get(page.number, ())]
            found[page.number] = [
                box for box in drawn_bullets(page.layout, page.text_size) if not any(box.overlaps(b) for b in boxes)
            ]
        return found

    @cached_property
    def text_size(self) -> float:
        """The size most letters of the document have, in points."""
        return usual_size(word for page in self.pages for word in page.layout.words)

    @cached_property
    def right(self) -> float:
        """Where text outside tables wraps: the right-most end of any such line."""
        return max((line.box.x1 for page in self.pages for line in page.lines), default=0.0)

    def marks_in(self, cell: Cell) -> list[SelectionMark]:
        return [mark for mark in self.marks.get(cell.page, ()) if cell.box.contains_middle_of(mark.box)]

    def text_of(self, cell: Cell) -> str:
        """The cell's text without its marks, turned words included."""
        return self.text_of_words(cell.words)

    def text_of_words(self, words: Iterable[Word]) -> str:
        left = [word for word in words if word not in self.mark_words]
        return lines_to_text(words_to_any_lines(left), self.vocabulary)

    def holds_marks_only(self, cell: Cell) -> bool:
        return all(word in self.mark_words for word in cell.words) and bool(self.marks_in(cell))

    def cell_lines(self, cell: Cell, without: frozenset[Word] = frozenset()) -> list[Line]:
        """The lines of a cell, its bullets found; `without` leaves words out."""
        lines = words_to_lines(word for word in cell.words if word not in without)
        return with_bullets(lines, cell_right(cell, lines), self.drawn, self.mark_words)

    def flow_lines(self, lines: Sequence[Line]) -> list[Line]:
        return with_bullets(lines, self.right, self.drawn, self.mark_words)


def cell_right(cell: Cell, lines: Sequence[Line]) -> float:
    """Where text of the cell wraps: its right side less the padding it has on the left."""
    if not lines:
        return cell.box.x1
    padding = max(0.0, min(line.box.x0 for line in lines) - cell.box.x0)
    size = lines[0].size
    return max(cell.box.x1 - min(padding, size), max(line.box.x1 for line in lines))


def table_cells(table: Table) -> list[list[Cell]]:
    """The cells with words, row by row, each under the row it begins in."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.words:
            rows.setdefault(cell.row0, []).append(cell)
    return [rows[row] for row in sorted(rows)]
