"""One PageLayout → its ruled tables and the lines outside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.geometry import box_around
from extractor.reading.layout import PageLayout, Word
from extractor.shaping.lines import Line, words_to_any_lines
from extractor.shaping.marks.outlines import tick_box_drawings
from extractor.shaping.tables.cells import Table
from extractor.shaping.tables.lattice import component_to_table
from extractor.shaping.tables.rules import drawings_to_rules, rules_to_components

DEFAULT_TEXT_SIZE = 10.0
SMALLEST_SIZE = 0.5
"""Nobody can read letters smaller than this many points."""


@dataclass(frozen=True)
class ShapedPage:
    """`lines` are those outside tables, top to bottom; `text_size` is the size most letters of the page have."""

    layout: PageLayout
    text_size: float
    tables: tuple[Table, ...]
    lines: tuple[Line, ...]

    @property
    def number(self) -> int:
        return self.layout.number

    def elements(self) -> list[Line | Table]:
        """Lines and tables as one reads down the page."""
        return sorted([*self.lines, *self.tables], key=lambda e: (e.box.top, e.box.x0))


def layout_to_page(layout: PageLayout) -> ShapedPage:
    text_size = usual_size(layout.words)
    tables = _tables(layout, text_size)
    in_tables = {word.index for table in tables for word in table.words}
    free = [word for word in layout.words if word.index not in in_tables and not word.slanted]
    lines = words_to_any_lines(free)
    lines.sort(key=lambda line: (line.box.top, line.box.x0))
    return ShapedPage(layout, text_size, tables, tuple(lines))


def usual_size(words: Iterable[Word]) -> float:
    """The font size most letters have, in points; letters of no size, as damaged files have them, do not count."""
    letters: dict[float, int] = {}
    for word in words:
        if word.size >= SMALLEST_SIZE:
            letters[word.size] = letters.get(word.size, 0) + len(word.text)
    return max(letters, key=lambda size: (letters[size], size)) if letters else DEFAULT_TEXT_SIZE


def _tables(layout: PageLayout, text_size: float) -> tuple[Table, ...]:
    boxes = tick_box_drawings(layout.drawings, text_size)
    rules = drawings_to_rules((d for i, d in enumerate(layout.drawings) if i not in boxes), text_size)
    components = [
        (component, box_around(rule.box for rule in component)) for component in rules_to_components(rules, text_size)
    ]
    components.sort(key=lambda pair: pair[1].width * pair[1].height)
    taken: set[int] = set()
    tables = []
    for component, extent in components:
        inside = [
            word
            for word in layout.words
            if word.index not in taken
            and not word.slanted
            and extent.contains_point(word.box.middle_x, word.box.middle_y)
        ]
        table = component_to_table(component, inside, layout.number, text_size) if inside else None
        if table is not None:
            taken.update(word.index for word in inside)
            tables.append(table)
    return tuple(sorted(tables, key=lambda table: (table.box.top, table.box.x0)))
