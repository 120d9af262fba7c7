"""Lines → paragraphs and list items, over page breaks too, by the signs a typesetter leaves."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median_low

from extractor.geometry import Box, box_around
from extractor.languages import all_words
from extractor.reading.layout import Word
from extractor.shaping.bullets import is_full
from extractor.shaping.lines import Line, Vocabulary, lines_to_text
from extractor.shaping.sizes import READS_ON, SAME_EDGE
from extractor.shaping.tables.cells import Cell, Table
from extractor.values import kept

PARAGRAPH_GAP = 1.3
"""Lines further apart than this many usual line distances belong to two paragraphs."""
WIDENED = 1.06
"""A distance this much over the least one parts two paragraphs where a sentence ends as well."""
LINE_DISTANCE = (0.8, 3.0)
"""How far apart lines of one text can be, in sizes."""
WIDE_LINES = 1.8
"""Full lines as far apart as this many sizes are one text, where all lines of it are widely set."""
LONG_LINE = 25
"""A line of text is as long as this many sizes; what stands in a narrow column may be a list of short texts."""
LEFT_FREE = 0.1
"""A typesetter leaves at most this part of such a line free."""
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

    @kept
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
    setting = _Setting(right, _distances(lines), by_sentence)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _reads_on(groups[-1], line, setting) and not breaks_before(line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


@dataclass(frozen=True)
class _Setting:
    """How the lines of a column are set: where they wrap, and the least and the usual distance of two, in sizes.

    `by_sentence`: a line that ends a sentence ends its paragraph.
    """

    right: float
    distances: tuple[float, float] | None
    by_sentence: bool


def _distances(lines: Sequence[Line]) -> tuple[float, float] | None:
    """The least and the usual distance of lines of one style, in sizes; None where no two follow each other."""
    distances = [
        (b.baseline - a.baseline) / b.size
        for a, b in itertools.pairwise(lines)
        if a.page == b.page
        and LINE_DISTANCE[0] * b.size < b.baseline - a.baseline < LINE_DISTANCE[1] * b.size
        and b.bullet is None
        and a.same_style(b)
    ]
    return (min(distances), median_low(distances)) if distances else None


def _reads_on(group: Sequence[Line], line: Line, setting: _Setting) -> bool:
    first, last = group[0], group[-1]
    if line.bullet is not None or not last.same_style(line):
        return False
    if setting.by_sentence and first.bullet is None and _ends_sentence(last, line):
        return False
    full = is_full(last, line, setting.right)
    if last.page == line.page and _is_apart(group, line, setting, full=full):
        return False
    if first.bullet is not None:
        return _item_reads_on(first, last, line, full=full)
    return full or _leans_on(last, line) or _goes_on_within(last, line) or _is_long(last, line, setting.right)


def _is_long(last: Line, line: Line, right: float) -> bool:
    """Is it a long line without an end, which wrapped a little early, before a name that is kept together?

    … compliance with all of the contract's terms within a specified    |
    U.S. Department of Energy facility.                                 | right
    """
    wide = last.box.width >= LONG_LINE * last.size and last.box.x1 >= right - LEFT_FREE * (right - last.box.x0)
    below = last.page == line.page and abs(line.box.x0 - last.box.x0) < SAME_EDGE * line.size
    return wide and below and not last.text.endswith(TERMINAL)


def _item_reads_on(first: Line, last: Line, line: Line, *, full: bool) -> bool:
    """Is the line one more of the item that begins with `first`? `full`: the one before it is."""
    is_open = not last.text.endswith(TERMINAL)
    if full:
        return is_open or line.box.x0 >= first.box.x0 - 2 * line.size
    hangs = abs(line.box.x0 - first.box.x0) < SAME_EDGE * line.size
    return (hangs and (is_open or line.text[:1].islower())) or _goes_on_within(last, line)


def _goes_on_within(last: Line, line: Line) -> bool:
    """Does the line begin within a sentence?"""
    return line.text[:1].islower() and not last.text.endswith(TERMINAL)


def _is_apart(group: Sequence[Line], line: Line, setting: _Setting, *, full: bool) -> bool:
    """Is the line farther below the last one of its page than lines of one paragraph are? `full`: that one is."""
    last = group[-1]
    distance = (line.baseline - last.baseline) / line.size
    inner = [(b.baseline - a.baseline) / b.size for a, b in itertools.pairwise(group) if a.page == b.page]
    if inner and distance > PARAGRAPH_GAP * min(inner):
        return True
    if setting.distances is None:
        return distance > READS_ON
    least, usual = setting.distances
    if distance > PARAGRAPH_GAP * usual and (distance > WIDE_LINES or not full):
        return True
    return distance > WIDENED * least and _ends_sentence(last, line)


def _ends_sentence(last: Line, line: Line) -> bool:
    return last.text.endswith(TERMINAL) and not line.text[:1].islower()


def _leans_on(last: Line, line: Line) -> bool:
    """Does the last word ask for another one, which stands right below?"""
    below = last.page == line.page and abs(line.box.x0 - last.box.x0) < SAME_EDGE * line.size
    return below and last.words[-1].text in all_words().text.lean_on_next
