"""A run of pages → the document that everything later looks at: its tables, marks and running lines, once and in order.

running lines off → text that spilled out of a table back → marks → tables that only alignment or labels hold together
→ each mark in its cell or on its line
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from typing import TypeVar, cast

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
from extractor.shaping.marks.finding import find_marks
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.pages import ShapedPage, layout_to_page, usual_size
from extractor.shaping.running import NOTHING_KNOWN, KnownLines, split_running
from extractor.shaping.tables.cells import Cell
from extractor.shaping.tables.heads_above import with_heads_above
from extractor.shaping.tables.matrix import with_matrices
from extractor.shaping.tables.spill import with_spilled_lines
from extractor.shaping.tables.unruled.completing import with_unruled_tables
from extractor.values import kept

A = TypeVar("A")
T = TypeVar("T")

LEAST_HYPHENS = 3
"""So many lines that end within a word show a program at work."""
WIDEST_SPACE = 0.8
"""A gap wider than this fraction of the size is no space, not even a justified one: a column ends there."""


@dataclass(frozen=True)
class Document:
    """`pages` hold no running heads or feet any more: those are `running`.

    `marks` are all marks by page; cells and lines hold their own too. `text_size` is the size that most letters of the
    document have, in points, and that of each of its pages.
    """

    pages: tuple[ShapedPage, ...]
    running: tuple[Line, ...]
    marks: Mapping[int, tuple[SelectionMark, ...]] = field(repr=False)
    text_size: float
    _struck_too: Callable[[], Document] | None = field(default=None, repr=False, compare=False)

    @kept
    def with_struck_words(self) -> Document:
        """The same with words that are struck out beside others among its text, for those that read looks."""
        return self if self._struck_too is None else self._struck_too()

    def with_marks(self, marks: Mapping[int, tuple[SelectionMark, ...]]) -> Document:
        """The same with these marks in its cells and lines instead."""
        pages = _with_marks_placed(self.pages, marks)
        return Document(pages, self.running, marks, self.text_size, self._struck_too)

    def page(self, number: int) -> ShapedPage:
        """Raises KeyError where the document has no page of this number."""
        return self._by_number[number]

    @kept
    def _by_number(self) -> dict[int, ShapedPage]:
        return {page.number: page for page in self.pages}

    @kept
    def vocabulary(self) -> Vocabulary:
        """Words that do not stand at the end of a line, in a cell or out of it, and so are whole."""

        def inside() -> Iterator[tuple[Word, bool]]:
            return (pair for page in self.pages for pair in _words_inside_lines(page.layout.words))

        return Vocabulary(
            (word.text for word, _ in inside()),
            (word.text for word, is_inner in inside() if is_inner),
            hyphenated=sum(_hyphens(page.layout.words) for page in self.pages) >= LEAST_HYPHENS,
        )

    @kept
    def mark_words(self) -> frozenset[Word]:
        return words_of(mark for marks in self.marks.values() for mark in marks)

    @kept
    def drawn(self) -> dict[int, list[Box]]:
        """Drawn bullets by page, selection marks excepted."""
        found: dict[int, list[Box]] = {}
        for page in self.pages:
            boxes = [mark.box for mark in self.marks.get(page.number, ())]
            found[page.number] = [
                box for box in drawn_bullets(page.layout, page.text_size) if not any(box.overlaps(b) for b in boxes)
            ]
        return found

    @kept
    def letter(self) -> str | None:
        """The letter that the document has for a bullet, if it has one."""
        in_cells = (line for page in self.pages for table in page.tables for cell in table.cells for line in cell.lines)
        return letter_for_bullets([*(line for page in self.pages for line in page.lines), *in_cells])

    @kept
    def right(self) -> float:
        """Where text outside tables wraps: the right-most end of any such line."""
        return max((line.box.x1 for page in self.pages for line in page.lines), default=0.0)

    @kept
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
        return list(cell.marks)

    def holds_marks_only(self, cell: Cell) -> bool:
        return bool(cell.marks) and not cell.text_words

    def text_of(self, cell: Cell) -> str:
        """The cell's text without its marks, turned words included."""
        return self.once(_text_of, cell)

    def once(self, ask: Callable[[A, Document], T], about: A) -> T:
        """What `ask` says of a cell, a table or a rule: asked once, for every reader wants to know the same of each."""
        known = self._said.get((ask, id(about)))
        if known is None:
            known = self._said[ask, id(about)] = (about, ask(about, self))
        return cast(T, known[1])

    @kept
    def _said(self) -> dict[tuple[object, int], tuple[object, object]]:
        """By the identity of what was asked about, which is held here so that nothing else gets it."""
        return {}

    def text_of_words(self, words: Iterable[Word]) -> str:
        left = [word for word in words if word not in self.mark_words]
        return lines_to_text(words_to_any_lines(left), self.vocabulary)

    def cell_lines(self, cell: Cell, without: frozenset[Word] = frozenset()) -> list[Line]:
        """The lines of a cell, its bullets found; `without` leaves words out."""
        left = [word for word in cell.words if word not in without] if without else cell.words
        if len(left) < len(cell.words):
            return _with_bullets(cell, words_to_lines(left), self)
        return list(self.once(_lines_of, cell))

    def flow_lines(self, lines: Sequence[Line]) -> list[Line]:
        return with_bullets(lines, self.right, self.drawn, self.mark_words, self.letter)


def _words_inside_lines(words: Sequence[Word]) -> Iterator[tuple[Word, bool]]:
    """Words that another one follows on their line, and whether one stands before them too."""
    after_word = False
    for word, following in pairwise(words):
        level = following.baseline == word.baseline
        before_word = level and following.box.x0 - word.box.x1 < WIDEST_SPACE * word.size
        if before_word:
            yield word, after_word
        after_word = before_word


def _hyphens(words: Sequence[Word]) -> int:
    """How many lines end within a word."""
    ends = (word.text for word, following in pairwise(words) if following.baseline != word.baseline)
    return sum(WORD_HYPHEN.match(text[-2:].replace(SOFT_HYPHEN, "-")) is not None for text in ends)


def _text_of(cell: Cell, document: Document) -> str:
    along, turned = cell.text_lines, turned_words_to_lines(cell.text_words)
    if len(along) == 1 and not turned:
        return along[0].text
    return lines_to_text([*_with_right(cell, along), *turned], document.vocabulary)


def _lines_of(cell: Cell, document: Document) -> tuple[Line, ...]:
    return tuple(_with_bullets(cell, cell.lines, document))


def _with_bullets(cell: Cell, lines: Sequence[Line], document: Document) -> list[Line]:
    return with_bullets(lines, cell_right(cell, lines), document.drawn, document.mark_words, document.letter)


class DocumentMaker:
    """Pages of one job description → its document, once, however many rule modules ask for it.

    What a module knows as text of the document, or as the head of a table on each page, is no running line for it: only
    where that makes a difference there is a second document. `beside` are the pages around these in the same PDF.
    """

    def __init__(self, pages: Sequence[ShapedPage], beside: Sequence[ShapedPage] = ()) -> None:
        self.text_size = usual_size(word for page in pages for word in page.layout.words)
        self._pages = [_of_size(page, self.text_size) for page in pages]
        self._beside = tuple(beside)
        self._made: dict[tuple[int | None, frozenset[tuple[int, int]]], Document] = {}

    def document(self, known: KnownLines = NOTHING_KNOWN, columns: int | None = None) -> Document:
        """`columns` is how many columns the text has, where that is known."""
        pages = self._pages
        if columns is not None:
            pages = [layout_to_page(page.layout, self.text_size, columns=columns) for page in pages]
        bare, running = split_running(pages, known, self._beside)
        key = (columns, frozenset((word.page, word.index) for line in running for word in line.words))
        if key not in self._made:
            document = _pages_to_document(bare, running, self.text_size)
            if any(word.struck for page in self._pages for word in page.layout.words):
                document = replace(document, _struck_too=partial(self._with_struck, known, columns))
            self._made[key] = document
        return self._made[key]

    def _with_struck(self, known: KnownLines, columns: int | None) -> Document:
        read = partial(layout_to_page, text_size=self.text_size, with_struck=True, columns=columns)
        pages = [read(page.layout) for page in self._pages]
        return _pages_to_document(*split_running(pages, known, self._beside), self.text_size)


def _of_size(page: ShapedPage, text_size: float) -> ShapedPage:
    """The page, its rules and boxes measured by the text of the whole document."""
    return page if page.text_size == text_size else layout_to_page(page.layout, text_size)


def _pages_to_document(bare: Sequence[ShapedPage], running: Sequence[Line], text_size: float) -> Document:
    pages = [with_spilled_lines(page) for page in bare]
    marks = find_marks(pages, text_size)
    pages = [with_heads_above(page, marks.get(page.number, ())) for page in pages]
    pages = [with_matrices(page, marks.get(page.number, ())) for page in pages]
    pages = with_unruled_tables(pages, marks, text_size)
    return Document(_with_marks_placed(pages, marks), tuple(running), marks, text_size)


def _with_marks_placed(
    pages: Sequence[ShapedPage], marks: Mapping[int, tuple[SelectionMark, ...]]
) -> tuple[ShapedPage, ...]:
    return tuple(_with_marks(page, marks.get(page.number, ())) for page in pages)


def _with_marks(page: ShapedPage, marks: Sequence[SelectionMark]) -> ShapedPage:
    words = words_of(marks)
    tables = tuple(table.with_marks(marks, words) for table in page.tables)
    free = [mark for mark in marks if not any(table.box.contains_middle_of(mark.box) for table in tables)]
    lines = tuple(line.with_marks([mark for mark in free if line.holds(mark)]) for line in page.lines)
    return replace(page, tables=tables, lines=lines)


def words_of(marks: Iterable[SelectionMark]) -> frozenset[Word]:
    return frozenset(word for mark in marks for word in mark.words)


def wrapped_lines(cell: Cell, words: Iterable[Word] | None = None) -> list[Line]:
    """The lines of a cell, or of some of its words, that know where they had to end."""
    if words is not None:
        some = list(words)
        return _with_right(cell, cell.lines if len(some) == len(cell.words) else words_to_lines(some))
    return _with_right(cell, cell.lines)


def _with_right(cell: Cell, lines: Sequence[Line]) -> list[Line]:
    right = cell_right(cell, lines)
    return [line.ending_at(right) for line in lines]


def cell_right(cell: Cell, lines: Sequence[Line]) -> float:
    """Where text of the cell wraps: its right side less the padding it has on the left."""
    if not lines:
        return cell.box.x1
    boxes = [line.box for line in lines]
    padding = max(0.0, min([box.x0 for box in boxes]) - cell.box.x0)
    return max(cell.box.x1 - min(padding, lines[0].size), max([box.x1 for box in boxes]))
