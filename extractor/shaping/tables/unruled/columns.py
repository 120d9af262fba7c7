"""Boxes below each other → the columns around them: where white runs down through all their lines.

name | label and box | text, the label also in a column of its own on either side of the boxes, these also last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.reading.layout import Word
from extractor.shaping.lines import Line, canonical, words_to_text
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.sizes import SAME_EDGE
from extractor.shaping.tables.unruled.sheets import LONGEST_LABEL, Sheet, line_of

ROOM = 2.0
"""Lines this many text sizes from a box show the room around it: its label, and the name, may stand above it."""
RIVER = 0.5
"""White this many text sizes wide through all lines parts two columns; a space is half of it."""
PADDING = 0.4
"""A column begins this many text sizes before its text, where there is room."""
LEAST_MARKS = 2
MOST_LABELS = 8
"""More different labels than this are no scale."""
LABELLED = 0.75
"""At least this part of the boxes has a label: page breaks part some from theirs."""


@dataclass(frozen=True)
class Columns:
    """`xs` are the sides of the columns, left to right; the others are numbers of columns.

    The first column is that of the names, which reach to `names_end`; `text` is that of the levels' text, `labels` what
    stands beside boxes.
    """

    xs: tuple[float, ...]
    label: int
    mark: int
    text: int
    labels: frozenset[str]
    names_end: float

    def of(self, x: float) -> int:
        """The column in which `x` lies; what stands to the right of all is in the last."""
        return next((i for i, right in enumerate(self.xs[1:-1]) if x < right), len(self.xs) - 2)

    def crosses(self, line: Line) -> bool:
        """Does text of the line run from one column into another, or begin before the first?"""
        x0, x1 = line.words[0].box.x0, line.words[0].box.x1
        if x0 < self.xs[0] - line.size:
            return True
        slack = 0.1 * line.size
        for word in line.words[1:]:
            if word.box.x0 - x1 >= RIVER * line.size:
                x0 = word.box.x0
            x1 = word.box.x1
            if any(x0 + slack < x < x1 - slack for x in self.xs[1:-1]):
                return True
        return any(x0 + slack < x < x1 - slack for x in self.xs[1:-1])

    @property
    def after_names(self) -> tuple[float, float]:
        """From the left side of the first column after the names to the right side of the last."""
        return self.xs[1], self.xs[-1]


@dataclass(frozen=True)
class Stack:
    """Boxes below each other, on one page."""

    sheet: Sheet
    marks: tuple[SelectionMark, ...]


def sheets_to_stacks(sheets: Sequence[Sheet], text_size: float) -> list[list[Stack]]:
    """The boxes of a document by their column, those of each column by page."""
    columns: list[tuple[float, dict[int, list[SelectionMark]]]] = []
    for sheet in sheets:
        for mark in sheet.marks:
            for x, found in columns:
                if abs(x - mark.box.middle_x) <= SAME_EDGE * text_size:
                    found.setdefault(sheet.page.number, []).append(mark)
                    break
            else:
                columns.append((mark.box.middle_x, {sheet.page.number: [mark]}))
    by_number = {sheet.page.number: sheet for sheet in sheets}
    return [
        [Stack(by_number[number], tuple(marks)) for number, marks in found.items()]
        for _, found in columns
        if sum(map(len, found.values())) >= LEAST_MARKS
    ]


def stacks_to_columns(stacks: Sequence[Stack], text_size: float) -> Columns | None:
    """None where the boxes stand in a list, or where no name or text stands beside them."""
    rows = [(mark, line_of(mark, stack.sheet.lines)) for stack in stacks for mark in stack.marks]
    of_marks = frozenset(word for stack in stacks for mark in stack.marks for word in mark.words)
    lines = list(_lines_beside(stacks, rows, text_size))
    spans = [(word.box.x0, word.box.x1) for line in lines for word in line.words]
    spans += [(mark.box.x0, mark.box.x1) for mark, _ in rows]
    parts = _between_rivers(spans, RIVER * text_size)
    middle = sum(mark.box.middle_x for mark, _ in rows) / len(rows)
    at = next((i for i, (x0, x1) in enumerate(parts) if x0 <= middle <= x1), None)
    if at is None:
        return None

    def texts_in(part: tuple[float, float]) -> list[str]:
        return [_text_in(part, mark, line, lines, of_marks, text_size) for mark, line in rows]

    def labels(part: tuple[float, float]) -> bool:
        return _are_labels(texts_in(part))

    def text_beside(part: tuple[float, float]) -> bool:
        return any(part[0] <= word.box.middle_x <= part[1] and word.text.isalpha() for ln in lines for word in ln.words)

    left = [i for i in range(at - 1, -1, -1) if labels(parts[i])]
    if labels(parts[at]):
        label = at
    elif at > 0 and left and (left[0] == at - 1 or at == len(parts) - 1):
        label = left[0]
    elif at + 1 < len(parts) and labels(parts[at + 1]):
        label = at + 1
    else:
        return None
    if label != at - 1 and at == len(parts) - 1 and label != at:
        first, texts = label, range(label + 1, at)
    else:
        first, texts = min(label, at), range(max(label, at) + 1, len(parts))
    names = range(first)
    if not any(text_beside(parts[i]) for i in names) or not any(text_beside(parts[i]) for i in texts):
        return None
    kept = [[parts[0][0], parts[first - 1][1]]]
    order = sorted({label, at, texts[0]})
    for i in order:
        kept.append([parts[i][0], parts[texts[-1]][1] if i == texts[0] else parts[i][1]])
    inner = [max((a[1] + b[0]) / 2, b[0] - PADDING * text_size) for a, b in pairwise(kept)]
    pad = PADDING * text_size
    xs = (kept[0][0] - pad, *inner, kept[-1][1] + pad)
    where = [1 + order.index(i) for i in (label, at, texts[0])]
    return Columns(xs, where[0], where[1], where[2], frozenset(texts_in(parts[label])), kept[0][1])


def _lines_beside(
    stacks: Sequence[Stack], rows: Sequence[tuple[SelectionMark, Line | None]], text_size: float
) -> Iterator[Line]:
    """The lines from the first box of each stack to the last but those that run across the column of boxes."""
    x0, x1 = min(mark.box.x0 for mark, _ in rows), max(mark.box.x1 for mark, _ in rows)
    left, right = float("-inf"), float("inf")
    own = {line.place for _, line in rows if line is not None}
    for stack in stacks:
        for mark in stack.marks:
            for line in stack.sheet.lines:
                if abs(line.box.middle_y - mark.box.middle_y) < ROOM * text_size:
                    left = max([left, *(word.box.x1 for word in line.words if word.box.x1 <= x0)])
                    right = min([right, *(word.box.x0 for word in line.words if word.box.x0 >= x1)])
    for stack in stacks:
        top = min(mark.box.top for mark in stack.marks) - 2 * text_size
        bottom = max(mark.box.bottom for mark in stack.marks) + 0.5 * text_size
        for line in stack.sheet.lines:
            if not top <= line.box.middle_y <= bottom:
                continue
            over = [word for word in line.words if word.box.x1 > x0 and word.box.x0 < x1]
            if line.place in own or not any(_runs_on(word, line, left, right) for word in over):
                yield line


def _runs_on(word: Word, line: Line, left: float, right: float) -> bool:
    """Does the word, or the text that it stands in, leave the room that there is around the boxes?"""
    at = line.words.index(word)
    x0, x1 = word.box.x0, word.box.x1
    for before in reversed(line.words[:at]):
        if x0 - before.box.x1 > RIVER * line.size:
            break
        x0 = before.box.x0
    for after in line.words[at + 1 :]:
        if after.box.x0 - x1 > RIVER * line.size:
            break
        x1 = after.box.x1
    return x0 < left or x1 > right


def _between_rivers(spans: Sequence[tuple[float, float]], river: float) -> list[tuple[float, float]]:
    parts: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if parts and x0 - parts[-1][1] < river:
            parts[-1] = (parts[-1][0], max(parts[-1][1], x1))
        else:
            parts.append((x0, x1))
    return parts


def _text_in(
    part: tuple[float, float],
    mark: SelectionMark,
    line: Line | None,
    lines: Sequence[Line],
    of_marks: frozenset[Word],
    text_size: float,
) -> str:
    """What stands in the part on the line of the mark; where the mark stands there too, above it or below it."""

    def inside(some: Line) -> str:
        words = [w for w in some.words if part[0] <= w.box.middle_x <= part[1] and w not in of_marks]
        return canonical(words_to_text([word for word in words if any(c.isalnum() for c in word.text)]))

    text = inside(line) if line is not None else ""
    if text or not part[0] <= mark.box.middle_x <= part[1]:
        return text
    near = [
        other
        for other in lines
        if other.page == mark.page and abs(other.box.middle_y - mark.box.middle_y) < 2 * text_size and inside(other)
    ]
    near.sort(key=lambda other: abs(other.box.middle_y - mark.box.middle_y))
    return inside(near[0]) if near else ""


def _are_labels(texts: Sequence[str]) -> bool:
    """Short texts beside nearly all boxes, few different ones, that change from row to row."""
    filled = [text for text in texts if text]
    if len(filled) < max(LEAST_MARKS, LABELLED * len(texts)) or any(len(text) > LONGEST_LABEL for text in filled):
        return False
    changes = sum(a != b for a, b in pairwise(filled))
    return len(set(filled)) <= MOST_LABELS and changes >= 0.8 * (len(filled) - 1)
