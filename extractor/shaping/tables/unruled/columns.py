"""Boxes below each other → the columns around them: where white runs down through all their lines.

name | label and box | text, the label also in a column of its own on either side of the boxes, these also last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.reading.layout import Word
from extractor.shaping.lines import Line, canonical, joined_spans, words_to_text
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


Span = tuple[float, float]
"""From the left to the right."""


@dataclass(frozen=True)
class _Parts:
    """What stands beside a column of boxes, in parts that white parts from each other all the way down.

    `boxes` are the boxes, each with the line it stands on; `spans` the parts from left to right, the boxes in number
    `at`.
    """

    boxes: tuple[tuple[SelectionMark, Line | None], ...]
    box_words: frozenset[Word]
    lines: tuple[Line, ...]
    spans: tuple[Span, ...]
    at: int
    text_size: float

    @property
    def boxes_are_last(self) -> bool:
        return self.at == len(self.spans) - 1

    def holds_text(self, number: int) -> bool:
        x0, x1 = self.spans[number]
        words = (word for line in self.lines for word in line.words)
        return any(x0 <= word.box.middle_x <= x1 and word.text.isalpha() for word in words)

    def are_labels(self, number: int) -> bool:
        return _are_labels(self.texts(number))

    def texts(self, number: int) -> list[str]:
        """For each box, what stands in the part beside it."""
        return [self._text_beside(self.spans[number], box, line) for box, line in self.boxes]

    def _text_beside(self, span: Span, box: SelectionMark, line: Line | None) -> str:
        """What stands in the part on the line of the box; where the box stands there too, above it or below it."""
        text = "" if line is None else self._text_in(span, line)
        if text or not span[0] <= box.box.middle_x <= span[1]:
            return text
        height = box.box.middle_y
        lines = (line for line in self.lines if line.page == box.page)
        near = [line for line in lines if abs(line.box.middle_y - height) < ROOM * self.text_size]
        texts = (self._text_in(span, line) for line in sorted(near, key=lambda line: abs(line.box.middle_y - height)))
        return next(filter(None, texts), "")

    def _text_in(self, span: Span, line: Line) -> str:
        words = [w for w in line.words if span[0] <= w.box.middle_x <= span[1] and w not in self.box_words]
        return canonical(words_to_text([word for word in words if any(c.isalnum() for c in word.text)]))


def stacks_to_columns(stacks: Sequence[Stack], text_size: float) -> Columns | None:
    """None where the boxes stand in a list, or where no name or text stands beside them."""
    parts = _stacks_to_parts(stacks, text_size)
    label = None if parts is None else _label_part(parts)
    if parts is None or label is None:
        return None
    names, texts = _names_and_texts(parts, label)
    if not any(map(parts.holds_text, names)) or not any(map(parts.holds_text, texts)):
        return None
    spans, order = parts.spans, sorted({label, parts.at, texts[0]})
    ends = [spans[texts[-1]][1] if i == texts[0] else spans[i][1] for i in order]
    kept = [(spans[0][0], spans[names[-1]][1]), *((spans[i][0], end) for i, end in zip(order, ends, strict=True))]
    pad = PADDING * text_size
    inner = [max((a[1] + b[0]) / 2, b[0] - pad) for a, b in pairwise(kept)]
    xs = (kept[0][0] - pad, *inner, kept[-1][1] + pad)
    of_label, of_boxes, of_text = (1 + order.index(i) for i in (label, parts.at, texts[0]))
    return Columns(xs, of_label, of_boxes, of_text, frozenset(parts.texts(label)), names_end=kept[0][1])


def _stacks_to_parts(stacks: Sequence[Stack], text_size: float) -> _Parts | None:
    """None where no part holds the middle of the boxes."""
    boxes = tuple((mark, line_of(mark, stack.sheet.lines)) for stack in stacks for mark in stack.marks)
    lines = tuple(_lines_beside(stacks, boxes, text_size))
    spans = [(word.box.x0, word.box.x1) for line in lines for word in line.words]
    spans += [(box.box.x0, box.box.x1) for box, _ in boxes]
    parts = joined_spans(spans, RIVER * text_size)
    middle = sum(box.box.middle_x for box, _ in boxes) / len(boxes)
    at = next((i for i, (x0, x1) in enumerate(parts) if x0 <= middle <= x1), None)
    if at is None:
        return None
    box_words = frozenset(word for box, _ in boxes for word in box.words)
    return _Parts(boxes, box_words, lines, tuple(parts), at, text_size)


def _label_part(parts: _Parts) -> int | None:
    """The part of the labels: with the boxes, next to them, or farther left where the boxes are last."""
    if parts.are_labels(parts.at):
        return parts.at
    left = next(filter(parts.are_labels, range(parts.at - 1, -1, -1)), None)
    if left is not None and (left == parts.at - 1 or parts.boxes_are_last):
        return left
    right = parts.at + 1
    return right if not parts.boxes_are_last and parts.are_labels(right) else None


def _names_and_texts(parts: _Parts, label: int) -> tuple[range, range]:
    """The parts of the names, before label and boxes, and those of the text: after both, or else between them."""
    if parts.boxes_are_last and label < parts.at - 1:
        return range(label), range(label + 1, parts.at)
    return range(min(label, parts.at)), range(max(label, parts.at) + 1, len(parts.spans))


def _lines_beside(
    stacks: Sequence[Stack], boxes: Sequence[tuple[SelectionMark, Line | None]], text_size: float
) -> Iterator[Line]:
    """The lines from the first box of each stack to the last but those that run across the column of boxes."""
    of_boxes = (min(box.box.x0 for box, _ in boxes), max(box.box.x1 for box, _ in boxes))
    room = _room_between(stacks, of_boxes, text_size)
    own = {line.place for _, line in boxes if line is not None}
    for stack in stacks:
        top = min(mark.box.top for mark in stack.marks) - ROOM * text_size
        bottom = max(mark.box.bottom for mark in stack.marks) + 0.5 * text_size
        for line in stack.sheet.lines:
            is_beside = top <= line.box.middle_y <= bottom
            if is_beside and (line.place in own or not _runs_across(line, of_boxes, room)):
                yield line


def _runs_across(line: Line, boxes: Span, room: Span) -> bool:
    """Does text of the line run over the column of boxes and leave the room around them?"""
    over = (word for word in line.words if word.box.x1 > boxes[0] and word.box.x0 < boxes[1])
    return any(_runs_on(word, line, *room) for word in over)


def _room_between(stacks: Sequence[Stack], boxes: Span, text_size: float) -> Span:
    """How far text on either side of the column of boxes leaves room for them."""
    x0, x1 = boxes
    left, right = float("-inf"), float("inf")
    for stack in stacks:
        for mark in stack.marks:
            for line in stack.sheet.lines:
                if abs(line.box.middle_y - mark.box.middle_y) < ROOM * text_size:
                    left = max([left, *(word.box.x1 for word in line.words if word.box.x1 <= x0)])
                    right = min([right, *(word.box.x0 for word in line.words if word.box.x0 >= x1)])
    return left, right


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


def _are_labels(texts: Sequence[str]) -> bool:
    """Short texts beside nearly all boxes, few different ones, that change from row to row."""
    filled = [text for text in texts if text]
    if len(filled) < max(LEAST_MARKS, LABELLED * len(texts)) or any(len(text) > LONGEST_LABEL for text in filled):
        return False
    changes = sum(a != b for a, b in pairwise(filled))
    return len(set(filled)) <= MOST_LABELS and changes >= 0.8 * (len(filled) - 1)
