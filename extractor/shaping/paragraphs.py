"""Lines → paragraphs and list items, over page breaks too, by the signs a typesetter leaves."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median_low

from extractor.geometry import Box, box_around
from extractor.languages import all_words
from extractor.reading.layout import Word
from extractor.shaping.bullets import is_full
from extractor.shaping.lines import Line, Vocabulary, lines_to_text
from extractor.shaping.sizes import READS_ON, SAME_EDGE
from extractor.shaping.tables.cells import Cell, Table

PARAGRAPH_GAP = 1.3
"""Lines further apart than this many usual line distances belong to two paragraphs."""
WIDENED = 1.06
"""A distance this much over the least one parts two paragraphs where a sentence ends as well."""
LINE_DISTANCE = (0.8, 3.0)
"""How far apart lines of one text can be, in sizes."""
WIDE_LINES = 1.8
"""Full lines as far apart as this many sizes are one text, where all lines of it are widely set."""
TERMINAL = (".", ":", ";", "!", "?", "…")


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
        return tuple(word for line in self.lines for word in line.all_words)

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
    breaks_before: Callable[[Line], bool] = lambda _: False,
    by_sentence: bool = False,
) -> list[list[Line]]:
    """Group lines of one column. `right` is where its text wraps.

    `breaks_before` names lines that begin a paragraph whatever their looks; `by_sentence` says that a line that ends a
    sentence ends its paragraph.
    """
    usual = _usual_distance(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not breaks_before(line) and _reads_on(groups[-1], line, right, usual, by_sentence):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _usual_distance(lines: Sequence[Line]) -> tuple[float, float] | None:
    """The least and the usual distance of lines of one style, in sizes."""
    distances = [
        (b.baseline - a.baseline) / b.size
        for a, b in itertools.pairwise(lines)
        if a.page == b.page
        and LINE_DISTANCE[0] * b.size < b.baseline - a.baseline < LINE_DISTANCE[1] * b.size
        and b.bullet is None
        and a.same_style(b)
    ]
    return (min(distances), median_low(distances)) if distances else None


def _reads_on(
    group: Sequence[Line], line: Line, right: float, distances: tuple[float, float] | None, by_sentence: bool
) -> bool:
    last, first = group[-1], group[0]
    if line.bullet is not None or not last.same_style(line):
        return False
    full = is_full(last, line, right)
    sentence_ends = last.text.endswith(TERMINAL) and not line.text[:1].islower()
    if by_sentence and sentence_ends and first.bullet is None:
        return False
    if last.page == line.page:
        distance = (line.baseline - last.baseline) / line.size
        inner = [(b.baseline - a.baseline) / b.size for a, b in itertools.pairwise(group) if a.page == b.page]
        if inner and distance > PARAGRAPH_GAP * min(inner):
            return False
        if distances is None:
            if distance > READS_ON:
                return False
        elif (distance > PARAGRAPH_GAP * distances[1] and (distance > WIDE_LINES or not full)) or (
            sentence_ends and distance > WIDENED * distances[0]
        ):
            return False
    if not full and first.bullet is None and last.words[-1].text in all_words().text.lean_on_next:
        full = last.page == line.page and abs(line.box.x0 - last.box.x0) < SAME_EDGE * line.size
    if full:
        return not (
            first.bullet is not None and line.box.x0 < first.box.x0 - 2 * line.size and last.text.endswith(TERMINAL)
        )
    if first.bullet is not None and abs(line.box.x0 - first.box.x0) < SAME_EDGE * line.size:
        return line.text[:1].islower() or not last.text.endswith(TERMINAL)
    return line.text[:1].islower() and not last.text.endswith(TERMINAL)
