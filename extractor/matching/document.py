"""What every recogniser looks at: the pages of one job description, ready shaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from extractor.geometry import Box
from extractor.reading.layout import Word
from extractor.shaping.bullets import drawn_bullets, letter_for_bullets, with_bullets
from extractor.shaping.lines import (
    SOFT_HYPHEN,
    WORD_HYPHEN,
    Line,
    Vocabulary,
    lines_to_text,
    turned_words_to_lines,
    words_to_any_lines,
    words_to_lines,
)
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.pages import ShapedPage, usual_size
from extractor.shaping.tables.cells import Cell, Table

LEAST_HYPHENS = 3
"""So many lines that end within a word show a program at work."""
WIDEST_SPACE = 0.8
"""A gap wider than this fraction of the size is no space, not even a justified one: a column ends there."""


@dataclass(frozen=True)
class DocumentContext:
    """`pages` hold no running heads or feet any more: those are `running`. `marks` are all marks by page."""

    pages: tuple[ShapedPage, ...]
    running: tuple[Line, ...]
    marks: dict[int, tuple[SelectionMark, ...]] = field(repr=False)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Words that do not stand at the end of a line, in a cell or out of it, and so are whole."""
        whole: set[str] = set()
        inner: set[str] = set()
        hyphens = 0
        for page in self.pages:
            after_word = False
            for word, following in zip(page.layout.words, page.layout.words[1:], strict=False):
                near = following.box.x0 - word.box.x1 < WIDEST_SPACE * word.size
                before_word = near and following.baseline == word.baseline
                if before_word:
                    whole.add(word.text)
                    if after_word:
                        inner.add(word.text)
                after_word = before_word
                if following.baseline != word.baseline and WORD_HYPHEN.search(word.text.replace(SOFT_HYPHEN, "-")):
                    hyphens += 1
        return Vocabulary(whole, inner, hyphenated=hyphens >= LEAST_HYPHENS)

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
    def letter(self) -> str | None:
        """The letter that the document has for a bullet, if it has one."""
        cells = (cell for page in self.pages for table in page.tables for cell in table.cells)
        in_cells = (line for cell in cells for line in words_to_lines(cell.words))
        return letter_for_bullets([*(line for page in self.pages for line in page.lines), *in_cells])

    @cached_property
    def text_size(self) -> float:
        """The size most letters of the document have, in points."""
        return usual_size(word for page in self.pages for word in page.layout.words)

    @cached_property
    def right(self) -> float:
        """Where text outside tables wraps: the right-most end of any such line."""
        return max((line.box.x1 for page in self.pages for line in page.lines), default=0.0)

    @cached_property
    def frame_right(self) -> float:
        """Where text and tables end. A single longest line says nothing: then margins are as wide right as left."""
        boxes = [line.box for page in self.pages for line in page.lines]
        boxes += [table.box for page in self.pages for table in page.tables]
        end = max((box.x1 for box in boxes), default=0.0)
        if sum(box.x1 > end - self.text_size for box in boxes) > 1:
            return end
        width = max(page.layout.width for page in self.pages)
        return max(end, width - min((box.x0 for box in boxes), default=0.0))

    def marks_in(self, cell: Cell) -> list[SelectionMark]:
        return [mark for mark in self.marks.get(cell.page, ()) if cell.box.contains_middle_of(mark.box)]

    def text_of(self, cell: Cell) -> str:
        """The cell's text without its marks, turned words included."""
        left = [word for word in cell.words if word not in self.mark_words]
        return lines_to_text([*wrapped_lines(cell, left), *turned_words_to_lines(left)], self.vocabulary)

    def text_of_words(self, words: Iterable[Word]) -> str:
        left = [word for word in words if word not in self.mark_words]
        return lines_to_text(words_to_any_lines(left), self.vocabulary)

    def holds_marks_only(self, cell: Cell) -> bool:
        return all(word in self.mark_words for word in cell.words) and bool(self.marks_in(cell))

    def cell_lines(self, cell: Cell, without: frozenset[Word] = frozenset()) -> list[Line]:
        """The lines of a cell, its bullets found; `without` leaves words out."""
        lines = words_to_lines(word for word in cell.words if word not in without)
        return with_bullets(lines, cell_right(cell, lines), self.drawn, self.mark_words, self.letter)

    def flow_lines(self, lines: Sequence[Line]) -> list[Line]:
        return with_bullets(lines, self.right, self.drawn, self.mark_words, self.letter)


def wrapped_lines(cell: Cell, words: Iterable[Word] | None = None) -> list[Line]:
    """The lines of a cell, or of some of its words, that know where they had to end."""
    lines = words_to_lines(cell.words if words is None else words)
    right = cell_right(cell, lines)
    return [replace(line, right=right) for line in lines]


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
