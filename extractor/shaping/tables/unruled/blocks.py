"""A page → the stretches of it that keep to the columns: what stands in each column, and what stands above."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile

from extractor.reading.layout import Word
from extractor.shaping.lines import Line, canonical, words_to_any_lines, words_to_lines, words_to_text
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.sizes import NEXT_LINE
from extractor.shaping.tables.cells import Table
from extractor.shaping.tables.unruled.anchors import Strip
from extractor.shaping.tables.unruled.columns import Columns, Stack
from extractor.shaping.tables.unruled.sheets import Sheet, line_of

MOST_HEADER_LINES = 3
"""A header over the columns has at most this many lines."""


@dataclass(frozen=True)
class Block:
    """Lines that follow each other and keep to the columns, boxes among them.

    `above` are the lines before it up to the next table, the nearest last.
    """

    sheet: Sheet
    lines: tuple[Line, ...]
    names: tuple[Line, ...]
    text: tuple[Line, ...]
    strip: Strip
    above: tuple[Line, ...]

    def goes_on_to(self, sheet: Sheet) -> bool:
        """Does it end its page, and is `sheet` the next one?"""
        return self.strip.ends_page and self.sheet.page.number == sheet.page.number - 1


def stack_to_blocks(stack: Stack, columns: Columns, *, before: Block | None) -> list[Block] | None:
    """The blocks of a page, top to bottom; None where text runs from a box into another column.

    `before` is the last block before this page. Where it ends its page, text at the head of this one may go on from it.
    """
    sheet = stack.sheet
    finished = [table for table in sheet.page.tables if table not in sheet.opened]
    elements: list[Line | Table] = sorted([*sheet.lines, *finished], key=lambda e: e.box.middle_y)
    marked = {line.place for mark in stack.marks if (line := line_of(mark, sheet.lines)) is not None}
    runs: list[tuple[int, list[Line]]] = []
    heading: Line | Table | None = None
    all_bold = all(line.bold for line in sheet.lines)
    for i, element in enumerate(elements):
        if isinstance(element, Table) or columns.crosses(element):
            if isinstance(element, Line) and element.place in marked:
                return None
            heading = element
        elif all_bold or element.place in marked or not _is_heading(element, heading, columns):
            if heading is not None or not runs:
                runs.append((i, []))
            heading = None
            runs[-1][1].append(element)
        else:
            heading = element
    blocks: list[Block] = []
    for start, run in runs:
        marks = tuple(mark for mark in stack.marks if _holds(run, mark))
        goes_on = before is not None and before.goes_on_to(sheet) and not blocks
        if not marks and goes_on and not start:
            run = list(takewhile(lambda line: _is_text(line, columns), run))
        elif not marks:
            continue
        if not run:
            continue
        head = _header_lines(run, columns, marked)
        above: list[Line] = []
        for element in elements[: start + head]:
            above = [*above, element] if isinstance(element, Line) else []
        begins = goes_on and start <= MOST_HEADER_LINES and len(above) == start + head
        ends = start + len(run) == len(elements)
        blocks.append(_block(sheet, columns, run[head:], marks, above, begins=begins, ends=ends))
    return blocks if sum(len(block.strip.marks) for block in blocks) == len(stack.marks) else None


def _is_heading(line: Line, above: Line | Table | None, columns: Columns) -> bool:
    """A bold line over the names and another column, where no label stands; or its next line, over the names alone."""
    side = columns.xs[1]
    if isinstance(above, Line) and line.words[-1].box.x1 <= side:
        near = line.baseline - above.baseline <= NEXT_LINE * line.size
        return line.bold and above.same_style(line) and near
    label = [word for word in line.words if columns.of(word.box.middle_x) == columns.label]
    over_both = line.words[0].box.x1 <= side <= line.words[-1].box.x0
    return line.bold and over_both and canonical(words_to_text(label)) not in columns.labels


def _header_lines(run: Sequence[Line], columns: Columns, marked: Collection[tuple[int, int]]) -> int:
    """How many lines at the head of a run are headings over its columns: no label stands where labels stand."""
    count = 0
    while count < min(MOST_HEADER_LINES, len(run) - 1) and run[count].place not in marked:
        label = [word for word in run[count].words if columns.of(word.box.middle_x) == columns.label]
        text = canonical(words_to_text(label))
        if not text or text in columns.labels:
            break
        count += 1
    return count


def _is_text(line: Line, columns: Columns) -> bool:
    return all(columns.of(word.box.middle_x) == columns.text for word in line.words)


def _holds(run: Sequence[Line], mark: SelectionMark) -> bool:
    if mark.words:
        return any(word in line.words for line in run for word in mark.words)
    return run[0].box.top - run[0].size <= mark.box.middle_y <= run[-1].box.bottom + run[-1].size


def _block(
    sheet: Sheet,
    columns: Columns,
    run: Sequence[Line],
    marks: tuple[SelectionMark, ...],
    above: Sequence[Line],
    *,
    begins: bool,
    ends: bool,
) -> Block:
    by_column: dict[int, list[Word]] = {}
    for line in run:
        for word in line.words:
            by_column.setdefault(columns.of(word.box.middle_x), []).append(word)
    top, bottom = run[0].box.top, run[-1].box.bottom
    turned = [w for w in sheet.words if not w.upright and not w.slanted and top <= w.box.middle_y <= bottom]
    anchors = [word for column in {columns.label, columns.mark} for word in by_column.get(column, [])]
    strip = Strip(tuple(words_to_lines(anchors)), marks, begins, ends)
    names = words_to_any_lines([*by_column.get(0, []), *turned])
    text = words_to_lines(by_column.get(columns.text, []))
    return Block(sheet, tuple(run), tuple(names), tuple(text), strip, tuple(above))
