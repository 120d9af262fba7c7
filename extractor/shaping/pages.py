"""One PageLayout → its ruled tables and the lines outside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from extractor.geometry import Box, box_around
from extractor.reading.layout import PageLayout, Word
from extractor.shaping.aside import text_words, with_words_aside
from extractor.shaping.columns import Band, find_bands, parted, reading_place
from extractor.shaping.emphasis import with_emphasis
from extractor.shaping.frames import framed_bands
from extractor.shaping.lines import Line, words_to_any_lines
from extractor.shaping.marks.ground import Ground
from extractor.shaping.marks.outlines import Outline, find_outlines
from extractor.shaping.marks.vocabulary import Shape, character_to_sign
from extractor.shaping.ratings import with_drawn_ratings
from extractor.shaping.tables.cells import Table
from extractor.shaping.tables.lattice import component_to_table
from extractor.shaping.tables.rules import Rule, drawings_to_rules, rules_to_components
from extractor.values import kept

DEFAULT_TEXT_SIZE = 10.0
SMALLEST_SIZE = 0.5
"""Nobody can read letters smaller than this many points."""


@dataclass(frozen=True)
class ShapedPage:
    """`lines` are those outside tables, top to bottom; `text_size` is that of most letters of the page or document.

    `outlines` are the free-standing squares and circles that may be tick boxes, `rules` the straight lines that are no
    part of one, `bands` where its text stands in two columns.
    """

    layout: PageLayout
    text_size: float
    tables: tuple[Table, ...]
    lines: tuple[Line, ...]
    outlines: tuple[Outline, ...] = field(default=(), repr=False)
    rules: tuple[Rule, ...] = field(default=(), repr=False)
    bands: tuple[Band, ...] = field(default=(), repr=False)

    @property
    def number(self) -> int:
        return self.layout.number

    def elements(self) -> list[Line | Table]:
        """Lines and tables as one reads the page: down, and column by column where its text has columns."""
        return list(self._elements)

    @kept
    def _elements(self) -> list[Line | Table]:
        return sorted([*self.lines, *self.tables], key=self._place)

    def _place(self, element: Line | Table) -> tuple[float, int, float, float]:
        """A line left of a table is read before it: text in frames beside a column is a table too."""
        box = element.box
        if isinstance(element, Line) and not any(band.holds(box) for band in self.bands):
            for table in self.tables:
                if box.x1 <= table.box.x0 and table.box.top <= box.middle_y <= table.box.bottom:
                    return table.box.top, -1, box.top, box.x0
        return reading_place(box, self.bands)

    def parts(self) -> Iterator[list[Line] | Table]:
        """The same, the lines between two tables together."""
        for are_lines, elements in groupby(self.elements(), lambda element: isinstance(element, Line)):
            if are_lines:
                yield [element for element in elements if isinstance(element, Line)]
            else:
                yield from (element for element in elements if isinstance(element, Table))


def layout_to_page(
    layout: PageLayout, text_size: float | None = None, *, with_struck: bool = False, columns: int | None = None
) -> ShapedPage:
    """`text_size` is that of the document, in points; without it what the page has is measured by its own.

    `with_struck`: words that are struck out beside others are text as well. `columns` is how many its text has, where
    that is known.
    """
    text_size = usual_size(layout.words) if text_size is None else text_size
    layout = with_emphasis(with_drawn_ratings(with_words_aside(layout), text_size), text_size)
    words = text_words(layout.words, with_struck=with_struck)
    outlines = tuple(find_outlines(layout.drawings, Ground(layout.drawings), text_size))
    borders = {i for outline in outlines for i in outline.borders}
    rules = drawings_to_rules((d for i, d in enumerate(layout.drawings) if i not in borders), text_size)
    tables = _tables(words, layout.number, rules, text_size)
    in_tables = {word.index for table in tables for word in table.words}
    lines = words_to_any_lines(word for word in words if word.index not in in_tables)
    lines.sort(key=lambda line: (line.box.top, line.box.x0))
    boxes = [table.box for table in tables]
    others = [*boxes, *(outline.box for outline in outlines), *_signs(words)]
    bands = framed_bands(layout.drawings, lines, boxes, text_size) or find_bands(lines, others, text_size, columns)
    lines = parted(lines, bands) if bands else lines
    return ShapedPage(layout, text_size, tables, tuple(lines), outlines, tuple(rules), tuple(bands))


def _signs(words: Iterable[Word]) -> Iterator[Box]:
    """Characters that are tick boxes wherever they stand."""
    for word in words:
        sign = character_to_sign(word.text, word.font) if len(word.text) == 1 else None
        if sign is not None and sign.shape is Shape.BOX:
            yield word.box


def usual_size(words: Iterable[Word]) -> float:
    """The font size most letters have, in points; letters of no size, as damaged files have them, do not count."""
    letters: dict[float, int] = {}
    for word in words:
        if word.size >= SMALLEST_SIZE:
            letters[word.size] = letters.get(word.size, 0) + len(word.text)
    return max(letters, key=lambda size: (letters[size], size)) if letters else DEFAULT_TEXT_SIZE


def _tables(words: Sequence[Word], page: int, rules: Sequence[Rule], text_size: float) -> tuple[Table, ...]:
    components = [
        (component, box_around(rule.box for rule in component)) for component in rules_to_components(rules, text_size)
    ]
    components.sort(key=lambda pair: pair[1].width * pair[1].height)
    middles = [(word, word.box.middle_x, word.box.middle_y) for word in words] if components else []
    taken: set[int] = set()
    tables = []
    for component, (x0, top, x1, bottom) in components:
        within = [word for word, x, y in middles if x0 <= x <= x1 and top <= y <= bottom]
        inside = [word for word in within if word.index not in taken]
        table = component_to_table(component, inside, page, text_size) if inside else None
        if table is not None:
            taken.update(word.index for word in inside)
            tables.append(table)
    return tuple(sorted(tables, key=lambda table: (table.box.top, table.box.x0)))
