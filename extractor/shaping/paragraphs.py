"""Lines → paragraphs and list items, over page breaks too, by the signs a typesetter leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median_low

from extractor.geometry import Box, box_around
from extractor.reading.layout import Word
from extractor.shaping.bullets import is_full
from extractor.shaping.grid import Cell, Table
from extractor.shaping.lines import Line, Vocabulary, lines_to_text

PARAGRAPH_GAP = 1.3
"""Lines further apart than this many usual line distances belong to two paragraphs."""
TERMINAL = (".", ":", ";", "!", "?", "…")
SAME_X = 0.35


@dataclass(frozen=True)
class Paragraph:
    """Lines that read on as one text. `table` and `cell` say where it stands when in a table."""

    lines: tuple[Line, ...]
    table: Table | None = None
    cell: Cell | None = None

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def bullet(self) -> str | None:
        return self.lines[0].bullet

    @property
    def words(self) -> tuple[Word, ...]:
        """Every word, bullets included."""
        return tuple(word for line in self.lines for word in (*line.bullet_words, *line.words))

    @cached_property
    def box(self) -> Box:
        """Around the part on its first page."""
        return box_around(line.box for line in self.lines if line.page == self.page)

    @property
    def first(self) -> Line:
        return self.lines[0]

    def text(self, vocabulary: Vocabulary) -> str:
        return lines_to_text(self.lines, vocabulary)


def lines_to_paragraphs(
    lines: Sequence[Line],
    right: float,
    breaks_before: Callable[[Line], bool] = lambda line: False,
    continues: bool = False,
) -> list[list[Line]]:
    """Group lines of one column. `right` is where its text wraps.

    `breaks_before` names lines that begin a paragraph whatever their looks. With `continues` the first group may be
    the rest of a text from an earlier page; nothing else changes.
    """
    usual = _usual_distance(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not breaks_before(line) and _reads_on(groups[-1], line, right, usual):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _usual_distance(lines: Sequence[Line]) -> float | None:
    distances = [
        (b.baseline - a.baseline) / b.size
        for a, b in zip(lines, lines[1:], strict=False)
        if a.page == b.page and 0.5 * b.size < b.baseline - a.baseline < 3 * b.size and b.bullet is None and a.same_style(b)
    ]
    return median_low(distances) if distances else None


def _reads_on(group: Sequence[Line], line: Line, right: float, usual: float | None) -> bool:
    last, first = group[-1], group[0]
    if line.bullet is not None or not last.same_style(line):
        return False
    full = is_full(last, line, right)
    if last.page == line.page:
        distance = (line.baseline - last.baseline) / line.size
        inner = [(b.baseline - a.baseline) / b.size for a, b in zip(group, group[1:], strict=False) if a.page == b.page]
        if inner and distance > PARAGRAPH_GAP * min(inner):
            return False
        if usual is not None and distance > PARAGRAPH_GAP * usual and (distance > 1.8 or not full):
            return False
        if usual is None and distance > 2.2:
            return False
    if full:
        return not (first.bullet is not None and line.box.x0 < first.box.x0 - 2 * line.size and last.text.endswith(TERMINAL))
    if first.bullet is not None and abs(line.box.x0 - first.box.x0) < SAME_X * line.size:
        return line.text[:1].islower() or not last.text.endswith(TERMINAL)
    return line.text[:1].islower() and not last.text.endswith(TERMINAL)
