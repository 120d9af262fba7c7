"""A page → the stretches of it that keep to the columns: what stands in each column, and what stands above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from extractor.reading.layout import Word
from extractor.shaping.lines import Line, canonical, words_to_any_lines, words_to_lines, words_to_text
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.sizes import NEXT_LINE
from extractor.shaping.tables.cells import Table
from extractor.shaping.tables.unruled.columns import Columns, Stack
from extractor.shaping.tables.unruled.sheets import Sheet, line_of

MOST_HEADER_LINES = 3
"""A header over the columns has at most this many lines."""


@dataclass(frozen=True)
class Stretch:
    """Lines of a page that follow each other and keep to the columns, boxes among them.

    `names`, `labels` and `text` are what stands in these columns, `labels` what stands in that of the boxes too.
    `above` are the lines before it up to the next table, the nearest last. `begins_page` and `ends_page` say that
    nothing of the document's text stands above or below it on its page.
    """

    sheet: Sheet
    lines: tuple[Line, ...]
    names: tuple[Line, ...]
    labels: tuple[Line, ...]
    text: tuple[Line, ...]
    marks: tuple[SelectionMark, ...]
    above: tuple[Line, ...]
    begins_page: bool
    ends_page: bool

    def goes_on_to(self, sheet: Sheet) -> bool:
        """Does it end its page, and is `sheet` the next one?"""
        return self.ends_page and self.sheet.page.number == sheet.page.number - 1


@dataclass(frozen=True)
class _Page:
    """A stack, and all that stands on its page from top to bottom: lines, and tables that are finished.

    `marked` are the places of the lines that boxes stand on.
    """

    stack: Stack
    columns: Columns
    elements: tuple[Line | Table, ...]
    marked: frozenset[tuple[int, int]]

    @cached_property
    def is_bold(self) -> bool:
        """Are all of its letters, so that bold ones head nothing?"""
        return all(line.bold for line in self.stack.sheet.lines)

    def runs_from_a_box_into_another_column(self, line: Line) -> bool:
        return line.place in self.marked and self.columns.crosses(line)


@dataclass
class _Run:
    """Lines that follow each other; `start` is the place of the first one among the elements of its page."""

    start: int
    lines: list[Line] = field(default_factory=list)


def stack_to_stretches(stack: Stack, columns: Columns, *, before: Stretch | None) -> list[Stretch] | None:
    """The stretches of a page, top to bottom; None where text runs from a box into another column.

    `before` is the last stretch before this page. Where it ends its page, text at the head of this one may go on from
    it.
    """
    page = _stack_to_page(stack, columns)
    lines = [element for element in page.elements if isinstance(element, Line)]
    if any(map(page.runs_from_a_box_into_another_column, lines)):
        return None
    goes_on = before is not None and before.goes_on_to(stack.sheet)
    stretches: list[Stretch] = []
    for run in _runs(page):
        stretch = _run_to_stretch(run, page, goes_on=goes_on and not stretches)
        if stretch is not None:
            stretches.append(stretch)
    return stretches if sum(len(stretch.marks) for stretch in stretches) == len(stack.marks) else None


def _stack_to_page(stack: Stack, columns: Columns) -> _Page:
    sheet = stack.sheet
    finished = [table for table in sheet.page.tables if table not in sheet.opened]
    elements: list[Line | Table] = sorted([*sheet.lines, *finished], key=lambda e: e.box.middle_y)
    on_lines = (line_of(mark, sheet.lines) for mark in stack.marks)
    return _Page(stack, columns, tuple(elements), frozenset(line.place for line in on_lines if line is not None))


def _runs(page: _Page) -> Iterator[_Run]:
    """The lines between tables, headings and lines that cross the columns."""
    run: _Run | None = None
    above: Line | Table | None = None
    for i, element in enumerate(page.elements):
        if isinstance(element, Table) or page.columns.crosses(element) or _is_heading(element, above, page):
            if run is not None:
                yield run
            run, above = None, element
        else:
            run = _Run(i) if run is None else run
            run.lines.append(element)
            above = None
    if run is not None:
        yield run


def _is_heading(line: Line, above: Line | Table | None, page: _Page) -> bool:
    """A bold line over the names and another column, where no label stands; or its next line, over the names alone.

    `above` is what parts it from the lines before it, where it comes right after such a thing.
    """
    if line.place in page.marked or page.is_bold:
        return False
    side = page.columns.xs[1]
    if isinstance(above, Line) and line.words[-1].box.x1 <= side:
        near = line.baseline - above.baseline <= NEXT_LINE * line.size
        return line.bold and above.same_style(line) and near
    over_both = line.words[0].box.x1 <= side <= line.words[-1].box.x0
    return line.bold and over_both and _label_in(line, page.columns) not in page.columns.labels


def _run_to_stretch(run: _Run, page: _Page, *, goes_on: bool) -> Stretch | None:
    """None where it has no boxes; but where one `goes_on` from the page before, text at the head of this one is its."""
    marks = tuple(mark for mark in page.stack.marks if _holds(run.lines, mark))
    lines = run.lines
    if not marks:
        may_go_on = goes_on and run.start == 0
        lines = list(takewhile(lambda line: _is_text(line, page.columns), lines)) if may_go_on else []
    if not lines:
        return None
    head = _header_lines(lines, page)
    start = run.start + head
    above = list(takewhile(lambda element: isinstance(element, Line), reversed(page.elements[:start])))
    names, labels, text = _lines_of_columns(lines[head:], page)
    return Stretch(
        sheet=page.stack.sheet,
        lines=tuple(lines[head:]),
        names=tuple(names),
        labels=tuple(labels),
        text=tuple(text),
        marks=marks,
        above=tuple(line for line in reversed(above) if isinstance(line, Line)),
        begins_page=goes_on and run.start <= MOST_HEADER_LINES and len(above) == start,
        ends_page=run.start + len(lines) == len(page.elements),
    )


def _lines_of_columns(run: Sequence[Line], page: _Page) -> tuple[list[Line], list[Line], list[Line]]:
    """What a run has in the column of names, turned words beside it included; in those of labels and boxes; of text."""
    columns = page.columns
    by_column: dict[int, list[Word]] = {}
    for line in run:
        for word in line.words:
            by_column.setdefault(columns.of(word.box.middle_x), []).append(word)
    top, bottom = run[0].box.top, run[-1].box.bottom
    words = page.stack.sheet.words
    turned = [w for w in words if not w.upright and not w.slanted and top <= w.box.middle_y <= bottom]
    of_labels = [word for column in {columns.label, columns.mark} for word in by_column.get(column, [])]
    return (
        words_to_any_lines([*by_column.get(0, []), *turned]),
        words_to_lines(of_labels),
        words_to_lines(by_column.get(columns.text, [])),
    )


def _header_lines(run: Sequence[Line], page: _Page) -> int:
    """How many lines at the head of a run are headings over its columns: no label stands where labels stand."""
    count = 0
    while count < min(MOST_HEADER_LINES, len(run) - 1) and run[count].place not in page.marked:
        label = _label_in(run[count], page.columns)
        if not label or label in page.columns.labels:
            break
        count += 1
    return count


def _label_in(line: Line, columns: Columns) -> str:
    """What the line has in the column of labels."""
    return canonical(words_to_text([word for word in line.words if columns.of(word.box.middle_x) == columns.label]))


def _is_text(line: Line, columns: Columns) -> bool:
    return all(columns.of(word.box.middle_x) == columns.text for word in line.words)


def _holds(run: Sequence[Line], mark: SelectionMark) -> bool:
    if mark.words:
        return any(word in line.words for line in run for word in mark.words)
    return run[0].box.top - run[0].size <= mark.box.middle_y <= run[-1].box.bottom + run[-1].size
