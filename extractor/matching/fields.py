"""Label and value pairs of a header block.

A label ends at a colon, at a gap, or where the values of the block begin, which stand below each other; in a table it
has a cell of its own, and its value stands beside it or, under a row of nothing but labels, below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractor.geometry import Box, box_around
from extractor.matching.claims import Claims
from extractor.matching.document import DocumentContext, cell_right, wrapped_lines
from extractor.matching.rulefile import FieldRules
from extractor.reading.layout import Word
from extractor.shaping.bullets import is_full
from extractor.shaping.lines import Line, canonical, line_to_segments, lines_to_text, words_to_lines
from extractor.shaping.paragraphs import Paragraph
from extractor.shaping.tables.cells import Cell, Table

LONGEST_LABEL = 60
"""No label is longer than this many characters; a longer text before a colon is a sentence."""
SAME_X = 0.35
"""Text that begins within this fraction of its size begins below the other."""
LEAST_GAP = 0.5
"""Before a value that stands in the column of values is a gap of at least this fraction of the size: no mere space."""
HANGING = 2.0
"""The further lines of a value are indented by less than this many sizes."""
NEXT_LINE = 2.2
"""Lines of one text are less than this many sizes apart."""
SAME_DISTANCE = 1.15
"""Rows of a block are at most this many usual distances apart."""
LEAST_ROWS = 2
"""So many values below each other make a column: one begins anywhere."""
EDGES_OF_ONE = 2
"""A table with a left and a right edge has one column: its labels and values stand in one cell."""
LABEL_AND_VALUE = 2
"""A row of so many cells is a label and its value, whatever the label says; of three, each may be a value."""
LEAST_HEADS = 2
"""One label over one value is a column of labels, not a row of them."""


@dataclass(frozen=True)
class FieldFound:
    """`key` is the standard name of the label, None where the rules give none."""

    label: str
    value: str | None
    key: str | None
    page: int
    box: Box
    words: tuple[Word, ...]


@dataclass(frozen=True)
class _Block:
    """Of lines that are read together, in points: where most values begin, the text wraps, and the usual distance.

    `column` is None where values follow their labels.
    """

    column: float | None
    right: float
    distance: float


@dataclass
class _Pair:
    label: list[Line]
    value: list[Line] = field(default_factory=list)


def match_fields(
    paragraphs: Sequence[Paragraph], context: DocumentContext, rules: FieldRules, claims: Claims
) -> list[FieldFound]:
    """Pairs in reading order, each with its words; `claims` say what others took."""
    reader = _Reader(context, rules, claims)
    pairs: list[_Pair] = []
    lines: list[Line] = []
    tables: list[tuple[Table, list[Cell]]] = []
    for paragraph in paragraphs:
        if paragraph.table is None or paragraph.cell is None:
            pairs.extend(_tables_to_pairs(tables, reader))
            tables = []
            lines.extend(paragraph.lines)
            continue
        pairs.extend(reader.lines_to_pairs(lines, context.frame_right))
        lines = []
        if not tables or tables[-1][0] is not paragraph.table:
            tables.append((paragraph.table, []))
        if all(paragraph.cell is not cell for cell in tables[-1][1]):
            tables[-1][1].append(paragraph.cell)
    pairs.extend(_tables_to_pairs(tables, reader))
    pairs.extend(reader.lines_to_pairs(lines, context.frame_right))
    return [reader.pair_to_field(pair) for pair in pairs]


def _tables_to_pairs(tables: Sequence[tuple[Table, Sequence[Cell]]], reader: _Reader) -> Iterator[_Pair]:
    for table, cells in tables:
        yield from reader.table_to_pairs(table, cells)


class _Reader:
    def __init__(self, context: DocumentContext, rules: FieldRules, claims: Claims) -> None:
        self._context = context
        self._claims = claims
        self._keys = {_fold(label): key for key, labels in rules.labels.items() for label in labels}

    def pair_to_field(self, pair: _Pair) -> FieldFound:
        label = self._label_text(pair.label)
        words = tuple(word for line in (*pair.label, *pair.value) for word in line.all_words)
        value = lines_to_text(pair.value, self._context.vocabulary).removeprefix(":").strip()
        page = words[0].page
        box = box_around(word.box for word in words if word.page == page)
        return FieldFound(label, value or None, self._key(label), page, box, words)

    def _key(self, label: str) -> str | None:
        return self._keys.get(_fold(label))

    def _label_text(self, lines: Sequence[Line]) -> str:
        """As printed; a hyphen at the end of a line is the typesetter's where the rules know the label without it."""
        text = lines_to_text(lines, self._context.vocabulary).removesuffix(":").strip()
        if self._key(text) is None and len(lines) > 1:
            unbroken = "".join(line.text[:-1] if line.text.endswith("-") else f"{line.text} " for line in lines)
            unbroken = canonical(unbroken).removesuffix(":").strip()
            if self._key(unbroken) is not None:
                return unbroken
        return text

    # Lines

    def lines_to_pairs(self, lines: Sequence[Line], right: float) -> list[_Pair]:
        """Pairs of lines outside tables, or inside one cell. `right` is where their text wraps."""
        column = self._value_column(lines)
        splits = [self._split(line, column) for line in lines]
        block = _Block(column, right, _usual_distance([line for line, s in zip(lines, splits, strict=True) if s]))
        end = max((i for i, split in enumerate(splits) if split), default=0)
        pairs: list[_Pair] = []
        last: Line | None = None
        for i, (line, split) in enumerate(zip(lines, splits, strict=True)):
            if split:
                self._begin(pairs, split, line, last, column)
            elif last is None or line.page != last.page or not self._goes_on(pairs, line, last, block, inside=i < end):
                continue
            last = line
        return pairs

    def _begin(
        self, pairs: list[_Pair], split: Sequence[_Pair], line: Line, last: Line | None, column: float | None
    ) -> None:
        """The line begins pairs, or is the second one of the last label."""
        if pairs and last is not None and self._ends_label(pairs[-1], split, line, last):
            pairs[-1].label.append(line)
            return
        if pairs and not pairs[-1].value and self._is_wrapped_label(pairs[-1], split[0], column):
            split[0].label[:0] = pairs.pop().label
        pairs.extend(split)

    def _goes_on(self, pairs: list[_Pair], line: Line, last: Line, block: _Block, *, inside: bool) -> bool:
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

    def _split(self, line: Line, column: float | None) -> list[_Pair]:
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
        return parts is not None and self._key(parts[0].text) is not None

    def _split_part(self, line: Line, column: float | None) -> _Pair | None:
        parts = _at_colon(line)
        at = _word_at(line, column) if column is not None else None
        if at is not None and (parts is None or len(parts[0].words) > at):
            parts = Line(line.words[:at]), Line(line.words[at:])
            if len(parts[0].text) > LONGEST_LABEL:
                return None
        if parts is not None:
            return _Pair([parts[0]], [parts[1]] if parts[1].words else [])
        segments = line_to_segments(line)
        if len(segments) > 1 and self._key(segments[0].text) is not None:
            rest = tuple(word for segment in segments[1:] for word in segment.words)
            return _Pair([segments[0]], [Line(rest)])
        return _Pair([Line(line.words)]) if self._key(line.text) is not None else None

    def _add_label(self, pairs: list[_Pair], line: Line, in_block: bool) -> bool:
        """Take a line of the labels' column as the rest of the last label, or as one without a value."""
        if abs(line.box.x0 - pairs[-1].label[0].box.x0) >= SAME_X * line.size:
            return False
        if self._goes_on_in(pairs[-1], line):
            pairs[-1].label.append(line)
            return True
        if in_block and len(line.text) <= LONGEST_LABEL:
            pairs.append(_Pair([line]))
            return True
        return False

    def _goes_on_in(self, pair: _Pair, line: Line) -> bool:
        """Is the line the rest of the pair's label, which wrapped in its column?"""
        if self._key(self._label_text([*pair.label, line])) is not None:
            return True
        return line.text[0].islower() and not pair.label[-1].text.endswith(":") and self._key(line.text) is None

    def _ends_label(self, pair: _Pair, split: Sequence[_Pair], line: Line, last: Line) -> bool:
        """Is a label that could stand by itself the second line of the one before, which is one the rules know?"""
        return (
            len(split) == 1
            and not split[0].value
            and not line.text.endswith(":")
            and line.page == last.page
            and line.baseline - last.baseline < NEXT_LINE * line.size
            and abs(line.box.x0 - pair.label[0].box.x0) < SAME_X * line.size
            and self._key(self._label_text([*pair.label, line])) is not None
        )

    def _is_wrapped_label(self, before: _Pair, pair: _Pair, column: float | None) -> bool:
        """Does the label of `pair` go on from that of `before`, which has no value?"""
        first, last = pair.label[0], before.label[-1]
        if column is None or last.text.endswith(":") or first.baseline - last.baseline > NEXT_LINE * first.size:
            return False
        joined = self._key(self._label_text([*before.label, *pair.label])) is not None
        return joined or (first.text[0].islower() and self._key(self._label_text(before.label)) is None)

    def _is_more_value(self, pair: _Pair, line: Line, last: Line, block: _Block) -> bool:
        label, column = pair.label[0], block.column
        if line.baseline - last.baseline > NEXT_LINE * line.size:
            return False
        if not pair.value:
            return column is None or line.box.x0 > column - SAME_X * line.size
        start = min(value.box.x0 for value in pair.value)
        indented = line.box.x0 > label.box.x0 + LEAST_GAP * line.size
        if indented and abs(line.box.x0 - start) < HANGING * line.size:
            return True
        return column is None and not line.bullet_words and is_full(last, line, block.right)

    # Tables

    def table_to_pairs(self, table: Table, cells: Sequence[Cell]) -> list[_Pair]:
        """Pairs of those `cells` of the table; the others belong to something else."""
        ours = {(cell.row0, cell.col0): cell for cell in cells}
        if len(table.xs) == EDGES_OF_ONE:
            lines = [line for cell in cells for line in self._cell_lines(cell)]
            return self.lines_to_pairs(lines, cell_right(cells[0], lines))
        rows = [[c for c in table.row(row) if c.row0 == row] for row in range(table.row_count)]
        rows = [[cell for cell in row if _place(cell) in ours or not cell.words] for row in rows]
        columns = self._label_columns(rows)
        pairs: list[_Pair] = []
        used: set[tuple[int, int]] = set()
        for number, row in enumerate(rows):
            under = rows[number + 1] if number + 1 < len(rows) else []
            if self._heads_columns(row, under):
                used |= {_place(cell) for cell in (*row, *under)}
                pairs += [
                    _Pair(self._cell_lines(cell), self._cell_lines(value))
                    for cell, value in zip(row, under, strict=True)
                    if cell.words
                ]
            for i, cell in enumerate(row):
                if _place(cell) not in used and cell.words:
                    values = _values(rows, cell, columns) if self._may_be_label(cell, row, i, columns) else None
                    used |= {_place(value) for value in values or ()}
                    pairs.extend(self._pairs_in(cell) if values is None else self._cells_to_pairs(cell, values))
        return pairs

    def _pairs_in(self, cell: Cell) -> list[_Pair]:
        lines = self._cell_lines(cell)
        return self.lines_to_pairs(lines, cell_right(cell, lines))

    def _cells_to_pairs(self, label: Cell, values: Sequence[Cell]) -> list[_Pair]:
        """One pair, or one for each line where the cell holds a list of labels; a value may be empty."""
        values = [value for value in values if value.words]
        lines = self._cell_lines(label)
        listed = [line for line in lines if line.text.endswith(":") or self._key(line.text) is not None]
        if len(listed) > 1 and len(listed) == len(lines):
            words = [word for cell in (label, *values) for word in cell.words]
            return self.lines_to_pairs(words_to_lines(words), max(cell.box.x1 for cell in (label, *values)))
        return [_Pair(lines, [line for cell in values for line in self._cell_lines(cell)])]

    def _cell_lines(self, cell: Cell) -> list[Line]:
        return wrapped_lines(cell, self._claims.unclaimed(cell.words))

    def _cell_text(self, cell: Cell) -> str:
        return lines_to_text(wrapped_lines(cell), self._context.vocabulary)

    def _is_label(self, cell: Cell) -> bool:
        text = self._cell_text(cell)
        return len(text) <= LONGEST_LABEL and text != ":" and (text.endswith(":") or self._key(text) is not None)

    def _label_columns(self, rows: Sequence[Sequence[Cell]]) -> set[int]:
        """Where labels begin: columns with more known labels than the one before, as values are few people's labels."""
        known: dict[int, int] = {}
        for row in rows:
            for cell in row:
                text = self._cell_text(cell)
                if text and text != ":":
                    known[cell.col0] = known.get(cell.col0, 0) + self._is_label(cell)
        found: set[int] = set()
        before: int | None = None
        for column in sorted(known):
            if known[column] and (before is None or before not in found or known[column] > known[before]):
                found.add(column)
                found -= {before} if before is not None else set()
            before = column
        return found

    def _may_be_label(self, cell: Cell, row: Sequence[Cell], i: int, columns: set[int]) -> bool:
        """A cell that says so, in a column of labels, or the first of two; but none with a label inside its text."""
        text = self._cell_text(cell)
        if len(text) > LONGEST_LABEL or ":" in text.rstrip(": "):
            return False
        others = [other for other in row if self._cell_text(other) != ":"]
        beside = i == 0 and len(others) == LABEL_AND_VALUE and bool(others[1].words)
        return self._is_label(cell) or cell.col0 in columns or beside

    def _heads_columns(self, row: Sequence[Cell], under: Sequence[Cell]) -> bool:
        """A row of labels beside each other, over a row of values of the same columns."""
        if [(c.col0, c.col1) for c in row] != [(c.col0, c.col1) for c in under] or len(row) < LEAST_HEADS:
            return False
        known = [self._key(self._cell_text(cell)) is not None for cell in row]
        beside = any(a and b for a, b in pairwise(known))
        return beside and not any(self._is_label(cell) for cell in under)


def _place(cell: Cell) -> tuple[int, int]:
    return cell.row0, cell.col0


def _values(rows: Sequence[Sequence[Cell]], label: Cell, columns: Iterable[int]) -> list[Cell]:
    """The cells to the right of a label's, as far as the next column of labels, in each of its rows."""
    end = min((column for column in columns if column >= label.col1), default=None)
    return [
        cell
        for row in rows[label.row0 : label.row1]
        for cell in row
        if cell.col0 >= label.col1 and (end is None or cell.col0 < end)
    ]


def _fold(label: str) -> str:
    return canonical(label).rstrip(": ").casefold()


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
