"""The text that a mark belongs to: beside it on its line or else next above or below, and its heads in a table."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.geometry import Box
from extractor.reading.layout import PageLayout, Word
from extractor.shaping.lines import canonical, line_to_segments, words_to_lines, words_to_text
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.tables.cells import Cell, Table

COLUMN_GAP = 3.0
"""Text farther away than this many times its size is another column."""
SEVERAL = 2
"""Marks in one cell that a line over them asks about."""
LINE_GAP = 1.2
"""Text above or below a mark is no farther from it than this many times its own size."""

Place = tuple[Box, int, int]


@dataclass(frozen=True, slots=True)
class MarkLabel:
    """`text` stands beside the mark, or above or below it; `row` and `column` are its heads. "" where there is none."""

    text: str
    row: str
    column: str


def label_marks(
    page: PageLayout, tables: Sequence[Table], marks: Sequence[SelectionMark]
) -> dict[SelectionMark, MarkLabel]:
    taken = frozenset(word.index for mark in marks for word in mark.words)
    in_tables = frozenset(word.index for table in tables for word in table.words)
    outside: list[SelectionMark] = []
    inside: dict[Place, tuple[_Home, list[SelectionMark]]] = {}
    for mark in marks:
        home = _home_of(mark, tables)
        if home is None:
            outside.append(mark)
        else:
            inside.setdefault(home.place, (home, []))[1].append(mark)
    free = [word for word in page.words if word.index not in in_tables and word.index not in taken]
    labels = {mark: MarkLabel(text, "", "") for mark, text in _texts_near(outside, free).items()}
    for home, members in inside.values():
        words = [word for word in home.cell.words if word.index not in taken]
        labels.update(_labels_in_cell(home, members, words, inside.keys()))
    return labels


@dataclass(frozen=True)
class _Home:
    """Where marks stand in a table."""

    table: Table
    cell: Cell

    @property
    def place(self) -> Place:
        return _place(self.table, self.cell)


def _labels_in_cell(
    home: _Home, marks: Sequence[SelectionMark], words: Sequence[Word], marked: Container[Place]
) -> dict[SelectionMark, MarkLabel]:
    """`words` are those of the cell that are no marks; all of them are the text of a mark that stands alone."""
    if len(marks) == 1:
        texts = {mark: text or _text(words) for mark, text in _texts_beside(marks, words).items()}
    else:
        texts = _texts_near(marks, words)
    asked = _asked(marks, words)
    return {mark: _in_table(texts[mark], home, marked, asked) for mark in marks}


def _texts_near(marks: Sequence[SelectionMark], words: Sequence[Word]) -> dict[SelectionMark, str]:
    """Beside each mark, or where nothing stands beside any of them, over or under it."""
    beside = _texts_beside(marks, words)
    return beside if any(beside.values()) else _texts_over_or_under(marks, words)


def _asked(marks: Sequence[SelectionMark], words: Sequence[Word]) -> str:
    """What stands over several marks in their own cell: the question that they answer."""
    if len(marks) < SEVERAL:
        return ""
    top = min(mark.box.top for mark in marks)
    return _text([word for word in words if word.baseline <= top])


def _place(table: Table, cell: Cell) -> Place:
    """What tells a cell from all others of a page."""
    return table.box, cell.row0, cell.col0


def _home_of(mark: SelectionMark, tables: Iterable[Table]) -> _Home | None:
    around = (table for table in tables if table.box.contains_middle_of(mark.box))
    homes = (_Home(table, cell) for table in around for cell in table.cells)
    return next((home for home in homes if home.cell.box.contains_middle_of(mark.box)), None)


def _texts_beside(marks: Sequence[SelectionMark], words: Sequence[Word]) -> dict[SelectionMark, str]:
    """Right of each mark up to the next one; left of it where the last mark of the line has nothing to its right."""
    texts: dict[SelectionMark, str] = {}
    for line in _lines(marks):
        height = line[0].box.middle_y
        on_line = sorted(
            (word for word in words if word.box.top <= height <= word.box.bottom), key=lambda word: word.box.x0
        )
        ends = [mark.box.middle_x for mark in line]
        right = [
            _run([w for w in on_line if here < w.box.middle_x < after], mark.box.x1)
            for mark, here, after in zip(line, ends, [*ends[1:], float("inf")], strict=True)
        ]
        left = [
            _run([w for w in reversed(on_line) if before < w.box.middle_x < here], mark.box.x0)
            for mark, before, here in zip(line, [float("-inf"), *ends[:-1]], ends, strict=True)
        ]
        texts.update(zip(line, right if right[-1] or not left[0] else left, strict=True))
    return texts


def _texts_over_or_under(marks: Sequence[SelectionMark], words: Sequence[Word]) -> dict[SelectionMark, str]:
    """Of the text that stands right above and right below each mark, what is nearer; up to halfway to the next mark."""
    texts: dict[SelectionMark, str] = {}
    for line in _lines(marks):
        halves = [(a.box.middle_x + b.box.middle_x) / 2 for a, b in pairwise(line)]
        for mark, left, right in zip(line, [float("-inf"), *halves], [*halves, float("inf")], strict=True):
            own = [word for word in words if left <= word.box.middle_x < right]
            near = [
                (gap, segment.words)
                for row in words_to_lines(own)
                for segment in line_to_segments(row)
                if min(segment.box.x1, mark.box.x1) > max(segment.box.x0, mark.box.x0)
                and (gap := max(segment.box.top - mark.box.bottom, mark.box.top - segment.box.bottom))
                <= LINE_GAP * segment.size
            ]
            texts[mark] = _text(min(near, key=lambda pair: pair[0])[1]) if near else ""
    return texts


def _lines(marks: Sequence[SelectionMark]) -> list[list[SelectionMark]]:
    lines: list[list[SelectionMark]] = []
    for mark in sorted(marks, key=lambda mark: mark.box.middle_y):
        if lines and mark.box.middle_y - lines[-1][0].box.middle_y < mark.box.height / 2:
            lines[-1].append(mark)
        else:
            lines.append([mark])
    return [sorted(line, key=lambda mark: mark.box.x0) for line in lines]


def _run(words: Sequence[Word], start: float) -> str:
    """The words from `start` on, in either direction, up to a gap as wide as between columns."""
    near: list[Word] = []
    at = start
    for word in words:
        if min(abs(word.box.x0 - at), abs(word.box.x1 - at)) > COLUMN_GAP * word.size:
            break
        near.append(word)
        at = word.box.x1 if word.box.x1 > start else word.box.x0
    return _text(near)


def _in_table(text: str, home: _Home, marked: Container[Place], asked: str) -> MarkLabel:
    """Heads are cells without marks: all to the left in the row, the nearest above in the column.

    What is `asked` in the cell itself heads its marks, and no cell above does. `marked` are the cells with marks.
    """
    row = home.table.row(home.cell.row0)
    at = row.index(home.cell)
    heads = [_head(cell, home.table, marked) for cell in row]
    left = [head for head in (*heads[:at], asked) if head]
    beside = text or next(iter(heads[at + 1 :]), "")
    right = next((head for head in heads[at + 1 :] if head and head != beside), "")
    return MarkLabel(beside, " · ".join(left) or right, "" if asked else _head_over(home, marked))


def _head(cell: Cell, table: Table, marked: Container[Place]) -> str:
    return "" if _place(table, cell) in marked else _text(cell.words)


def _head_over(home: _Home, marked: Container[Place]) -> str:
    """The nearest above in the column that is not the name of another row."""
    table = home.table
    for up in range(home.cell.row0 - 1, -1, -1):
        cell = table.cell_at(up, home.cell.col0)
        if cell is None or cell.col0 != home.cell.col0:
            continue
        names_a_row = any(_place(table, other) in marked for other in table.row(cell.row0))
        head = "" if names_a_row else _head(cell, table, marked)
        if head:
            return head
    return ""


def _text(words: Sequence[Word]) -> str:
    return canonical(" ".join(words_to_text(line.words) for line in words_to_lines(words)))
