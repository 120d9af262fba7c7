"""Label and value pairs on lines: outside tables, or inside one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.matching.field_labels import LONGEST_LABEL, FieldLabels, Pair
from extractor.shaping.bullets import is_full
from extractor.shaping.lines import Line, line_to_segments

SAME_X = 0.35
"""Text that begins within this fraction of its size begins below the other."""
LEAST_GAP = 0.5
"""Before a value that stands in the column of values is a gap of at least this fraction of the size: no mere space."""
HANGING = 2.0
"""The further lines of a value are indented by less than this many sizes."""
NEXT_LINE = 2.2
"""Lines of one text are less than this many sizes apart."""
WRAPPED = 1.6
"""The next line of a value that wrapped is less than this many sizes below."""
SAME_DISTANCE = 1.15
"""Rows of a block are at most this many usual distances apart."""
LEAST_ROWS = 2
"""So many values below each other make a column: one begins anywhere."""


@dataclass(frozen=True)
class _Block:
    """Of lines that are read together, in points: where most values begin, the text wraps, and the usual distance.

    `column` is None where values follow their labels.
    """

    column: float | None
    right: float
    distance: float


class FieldLines:
    """Reads pairs of lines."""

    def __init__(self, labels: FieldLabels) -> None:
        self._labels = labels

    def lines_to_pairs(self, lines: Sequence[Line], right: float) -> list[Pair]:
        """Pairs of lines outside tables, or inside one cell. `right` is where their text wraps."""
        pairs: list[Pair] = []
        start = i = 0
        while i < len(lines):
            below = self._values_below(lines, i)
            if below:
                pairs += [*self._along_lines(lines[start:i], right), *label_row_to_pairs(lines[i], below)]
                i = start = i + 1 + len(below)
            else:
                i += 1
        return [*pairs, *self._along_lines(lines[start:], right)]

    def _values_below(self, lines: Sequence[Line], at: int) -> list[Line]:
        """The lines under a row of nothing but labels, each part of them under one of these."""
        row = lines[at]
        if not self._labels.heads_columns(row):
            return []
        found: list[Line] = []
        for last, line in pairwise(lines[at:]):
            near = line.page == row.page and line.baseline - last.baseline < NEXT_LINE * line.size
            if not near or self._labels.heads_columns(line) or not _stands_under(row, line):
                break
            found.append(line)
        return found

    def _along_lines(self, lines: Sequence[Line], right: float) -> list[Pair]:
        column = self._value_column(lines)
        splits = [self._split(line, column) for line in lines]
        block = _Block(column, right, _usual_distance([line for line, s in zip(lines, splits, strict=True) if s]))
        end = max((i for i, split in enumerate(splits) if split), default=0)
        pairs: list[Pair] = []
        last: Line | None = None
        row: Sequence[Pair] = ()
        for i, (line, split) in enumerate(zip(lines, splits, strict=True)):
            if split:
                _take_before(split, row, line, last)
                self._begin(pairs, split, line, last, column)
                row = split
            elif last is not None and len(row) >= LEAST_ROWS and _wraps_in(row, line, last):
                pass
            elif last is None or line.page != last.page or not self._goes_on(pairs, line, last, block, inside=i < end):
                continue
            last = line
        return pairs

    def _begin(
        self, pairs: list[Pair], split: Sequence[Pair], line: Line, last: Line | None, column: float | None
    ) -> None:
        """The line begins pairs, or is the second one of the last label."""
        if pairs and last is not None and self._ends_label(pairs[-1], split, line, last):
            pairs[-1].label.append(line)
            return
        if pairs and not pairs[-1].value and self._is_wrapped_label(pairs[-1], split[0], column):
            split[0].label[:0] = pairs.pop().label
        pairs.extend(split)

    def _goes_on(self, pairs: list[Pair], line: Line, last: Line, block: _Block, *, inside: bool) -> bool:
        """Does the line go on with the last pair, or add a label without a value? `inside`: more pairs begin below."""
        if block.column is not None and line.box.x1 < block.column - LEAST_GAP * line.size:
            in_block = inside or line.baseline - last.baseline <= SAME_DISTANCE * block.distance
            return self._add_label(pairs, line, in_block)
        if self._is_more_value(pairs[-1], line, last, block):
            pairs[-1].value.append(line)
            return True
        return False

    def _value_column(self, lines: Sequence[Line]) -> float | None:
        """Where the values of most lines begin, in points; None where they follow their labels."""
        starts = [start for line in lines if (start := _value_start(line)) is not None]
        best: list[tuple[float, bool]] = []
        for x, size, _ in starts:
            same = [(other, apart) for other, _, apart in starts if abs(other - x) < SAME_X * size]
            if len(same) > len(best):
                best = same
        # Labels of one length have their values below each other too, each after a mere space.
        apart = sum(gap for _, gap in best)
        if len(best) < LEAST_ROWS or 2 * len(best) < len(starts) or 2 * apart < len(best):
            return None
        return min(x for x, _ in best)

    def _split(self, line: Line, column: float | None) -> list[Pair]:
        """The pairs that begin on the line: labels with the rest of the line, or none."""
        segments = line_to_segments(line)
        starts = [0] + [i for i, segment in enumerate(segments) if i and self._begins_with_label(segment)]
        found = []
        for start, end in pairwise([*starts, len(segments)]):
            part = Line(tuple(word for segment in segments[start:end] for word in segment.words))
            pair = self._split_part(part, column if start == 0 else None)
            if pair is not None:
                found.append(pair)
        if found and line.bullet_words:
            first = found[0].label[0]
            found[0].label[0] = replace(first, bullet=line.bullet, bullet_words=line.bullet_words)
        return found

    def _begins_with_label(self, line: Line) -> bool:
        """Does the line begin with a label that the rules know, and a colon?"""
        parts = _at_colon(line)
        return parts is not None and self._labels.has(parts[0].text)

    def _split_part(self, line: Line, column: float | None) -> Pair | None:
        parts = _at_colon(line)
        at = _word_at(line, column) if column is not None else None
        if at is not None and (parts is None or len(parts[0].words) > at):
            parts = Line(line.words[:at]), Line(line.words[at:])
            if len(parts[0].text) > LONGEST_LABEL:
                return None
        if parts is not None:
            return Pair([parts[0]], [parts[1]] if parts[1].words else [])
        segments = line_to_segments(line)
        if len(segments) > 1 and self._labels.has(segments[0].text):
            rest = tuple(word for segment in segments[1:] for word in segment.words)
            return Pair([segments[0]], [Line(rest)])
        return Pair([Line(line.words)]) if self._labels.has(line.text) else None

    def _add_label(self, pairs: list[Pair], line: Line, in_block: bool) -> bool:
        """Take a line of the labels' column as the rest of the last label, or as one without a value."""
        if abs(line.box.x0 - pairs[-1].label[0].box.x0) >= SAME_X * line.size:
            return False
        if self._goes_on_in(pairs[-1], line):
            pairs[-1].label.append(line)
            return True
        if in_block and len(line.text) <= LONGEST_LABEL:
            pairs.append(Pair([line]))
            return True
        return False

    def _goes_on_in(self, pair: Pair, line: Line) -> bool:
        """Is the line the rest of the pair's label, which wrapped in its column?"""
        if self._labels.knows([*pair.label, line]):
            return True
        return line.text[0].islower() and not pair.label[-1].text.endswith(":") and not self._labels.has(line.text)

    def _ends_label(self, pair: Pair, split: Sequence[Pair], line: Line, last: Line) -> bool:
        """Is a label that could stand by itself the second line of the one before, which is one the rules know?"""
        return (
            len(split) == 1
            and not split[0].value
            and not line.text.endswith(":")
            and line.page == last.page
            and line.baseline - last.baseline < NEXT_LINE * line.size
            and abs(line.box.x0 - pair.label[0].box.x0) < SAME_X * line.size
            and self._labels.knows([*pair.label, line])
        )

    def _is_wrapped_label(self, before: Pair, pair: Pair, column: float | None) -> bool:
        """Does the label of `pair` go on from that of `before`, which has no value?"""
        first, last = pair.label[0], before.label[-1]
        if column is None or last.text.endswith(":") or first.baseline - last.baseline > NEXT_LINE * first.size:
            return False
        joined = self._labels.knows([*before.label, *pair.label])
        return joined or (first.text[0].islower() and not self._labels.knows(before.label))

    def _is_more_value(self, pair: Pair, line: Line, last: Line, block: _Block) -> bool:
        label, column = pair.label[0], block.column
        if line.baseline - last.baseline > NEXT_LINE * line.size:
            return False
        if not pair.value:
            return column is None or line.box.x0 > column - SAME_X * line.size
        start = min(value.box.x0 for value in pair.value)
        indented = line.box.x0 > label.box.x0 + LEAST_GAP * line.size
        if indented and abs(line.box.x0 - start) < HANGING * line.size:
            return True
        if line.text[0].islower() and abs(line.box.x0 - start) < SAME_X * line.size and not line.bullet_words:
            return True  # under its label, in a narrow column
        return column is None and not line.bullet_words and is_full(last, line, block.right)


def _stands_under(row: Line, line: Line) -> bool:
    starts = [segment.box.x0 for segment in line_to_segments(row)]
    slack = SAME_X * line.size
    return all(any(abs(part.box.x0 - x) < slack for x in starts) for part in line_to_segments(line))


def label_row_to_pairs(row: Line, below: Sequence[Line]) -> list[Pair]:
    """Each label of the row with what stands under it.

    DEPARTMENT        GRADE
    Public works      B4
    """
    pairs = [Pair([segment]) for segment in line_to_segments(row)]
    for line in below:
        for part in line_to_segments(line):
            min(pairs, key=lambda pair: abs(pair.label[0].box.x0 - part.box.x0)).value.append(part)
    return pairs


def _wraps_in(row: Sequence[Pair], line: Line, last: Line) -> bool:
    """Values of several pairs of one line that wrapped, each below its own; takes what the line adds to them.

    Job title: Team leader of     Service: Parks and
    the gardeners                 cemeteries
    """
    if line.page != last.page or line.baseline - last.baseline >= WRAPPED * line.size:
        return False
    starts = [pair.label[0].box.x0 for pair in row]
    parts = line_to_segments(line)
    slack = SAME_X * line.size
    at = [max((i for i, x in enumerate(starts) if x <= part.box.x0 + slack), default=None) for part in parts]
    ends = [*starts[1:], float("inf")]
    if any(i is None or not row[i].value or part.box.x1 >= ends[i] for i, part in zip(at, parts, strict=True)):
        return False
    for i, part in zip(at, parts, strict=True):
        assert i is not None
        row[i].value.append(part)
    return True


def _take_before(split: Sequence[Pair], row: Sequence[Pair], line: Line, last: Line | None) -> None:
    """What stands left of the first label of a line goes with the value above it: columns that are set to their foot.

    Job title: Team leader of
    the gardeners                 Service: Parks
    """
    first = split[0].label[0].words[0]
    before = tuple(word for word in line.words if word.box.x1 <= first.box.x0 and word.index != first.index)
    if before and last is not None and row:
        _wraps_in(row, Line(before), last)


def _at_colon(line: Line) -> tuple[Line, Line] | None:
    """The label and the rest, at the first colon that a label can end at; None where there is none.

    A colon that stands by itself goes with the rest: the label may go on under its first line.
    """
    for i, word in enumerate(line.words):
        if word.text.endswith(":"):
            if word.text == ":" and not i:
                return None
            end = i if word.text == ":" else i + 1
            label = Line(line.words[:end])
            return (label, Line(line.words[end:])) if len(label.text) <= LONGEST_LABEL else None
    return None


def _value_start(line: Line) -> tuple[float, float, bool] | None:
    """Where the value of the line begins, in points, the line's size, and whether a gap stands before it."""
    parts, segments = _at_colon(line), line_to_segments(line)
    if parts is None and len(segments) > 1:
        parts = segments[0], segments[1]
    if parts is None or not parts[1].words:
        return None
    label, value = parts[0].box, parts[1].box
    return value.x0, line.size, value.x0 - label.x1 > LEAST_GAP * line.size


def _word_at(line: Line, column: float) -> int | None:
    """The number of the word that begins in the column of values, after a gap."""
    for i, (before, word) in enumerate(pairwise(line.words), start=1):
        if abs(word.box.x0 - column) < SAME_X * word.size and word.box.x0 - before.box.x1 > LEAST_GAP * word.size:
            return i
    return None


def _usual_distance(lines: Sequence[Line]) -> float:
    """Between the rows of a block, in points; 0 for a single one."""
    distances = sorted(b.baseline - a.baseline for a, b in pairwise(lines) if a.page == b.page)
    return distances[len(distances) // 2] if distances else 0.0
