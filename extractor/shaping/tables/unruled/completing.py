"""Pages → the same pages with the tables that alignment holds together among their tables.

sheets.py → columns.py → stretches.py → anchors.py → rows.py → building.py

All pages of a document at once: what one page leaves open the others may tell. Nothing is done unless all of a column
of boxes can be read for certain; a page without boxes outside finished tables costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.shaping.certain import all_certain
from extractor.shaping.lines import words_to_any_lines
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.pages import ShapedPage
from extractor.shaping.tables.cells import Table
from extractor.shaping.tables.unruled.anchors import Anchor, stretches_to_anchors
from extractor.shaping.tables.unruled.building import labels_in_order, stretch_to_table
from extractor.shaping.tables.unruled.columns import Stack, sheets_to_stacks, stacks_to_columns
from extractor.shaping.tables.unruled.rows import stretches_to_rows
from extractor.shaping.tables.unruled.sheets import Sheet, pages_to_sheets
from extractor.shaping.tables.unruled.stretches import Stretch, stack_to_stretches


def with_unruled_tables(
    pages: Sequence[ShapedPage], marks: Mapping[int, Sequence[SelectionMark]], text_size: float
) -> list[ShapedPage]:
    """`pages` are those of one job description without running lines, `marks` its marks by page number."""
    sheets = pages_to_sheets(pages, marks)
    made: dict[int, list[Table]] = {}
    by_number = {sheet.page.number: sheet for sheet in sheets}
    for stacks in sheets_to_stacks(sheets, text_size):
        for table in _stacks_to_tables(stacks, by_number, text_size):
            made.setdefault(table.page, []).append(table)
    return [_with(by_number[page.number], made[page.number]) if page.number in made else page for page in pages]


def _stacks_to_tables(stacks: Sequence[Stack], sheets: Mapping[int, Sheet], text_size: float) -> list[Table]:
    """The tables around one column of boxes; none where anything about them is not certain."""
    columns = stacks_to_columns(stacks, text_size)
    if columns is None:
        return []
    stretches: list[Stretch] = []
    for stack in _with_pages_after(stacks, sheets):
        some = stack_to_stretches(stack, columns, before=stretches[-1] if stretches else None)
        if some is None:
            return []
        stretches.extend(some)
    anchors = stretches_to_anchors(stretches, text_size)
    rows = None if anchors is None else stretches_to_rows(stretches, anchors, columns, text_size)
    if anchors is None or rows is None:
        return []
    order = labels_in_order(_labels_of_whole_rows(stretches, anchors))
    pairs = zip(stretches, rows, strict=True)
    return all_certain(stretch_to_table(stretch, some, columns, order, text_size) for stretch, some in pairs) or []


def _labels_of_whole_rows(stretches: Sequence[Stretch], anchors: Sequence[Sequence[Anchor]]) -> list[list[str]]:
    """Those of each stretch that does not begin with a torn row."""
    pairs = zip(stretches, anchors, strict=True)
    return [[anchor.text for anchor in some] for stretch, some in pairs if not stretch.begins_page]


def _with_pages_after(stacks: Sequence[Stack], sheets: Mapping[int, Sheet]) -> list[Stack]:
    """The stacks, and one without boxes for each page in between and after them on which their text may go on."""
    by_number = {stack.sheet.page.number: stack for stack in stacks}
    found: list[Stack] = []
    for number in sorted(sheets):
        if number in by_number:
            found.append(by_number[number])
        elif found and found[-1].sheet.page.number == number - 1:
            found.append(Stack(sheets[number], ()))
    return found


def _with(sheet: Sheet, tables: Sequence[Table]) -> ShapedPage:
    """The page with these tables in place of those that were opened, every word in one place."""
    used = {word for table in tables for word in table.words}
    lines = words_to_any_lines(word for word in sheet.words if word not in used)
    lines.sort(key=lambda line: (line.box.top, line.box.x0))
    kept = [table for table in sheet.page.tables if table not in sheet.opened]
    ordered = sorted([*kept, *tables], key=lambda table: (table.box.top, table.box.x0))
    return replace(sheet.page, tables=tuple(ordered), lines=tuple(lines))
