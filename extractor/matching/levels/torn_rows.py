"""Rows that a page break tore apart, made whole again.

Luisteren | 1 |  ☐  | Hoort wat een ander zegt.
          | 2 |     | Vraagt door en
                                         the page ends here; the heads stand there again
          |   |  ☒  | vat samen.         one row: level 2, its tick, "Vraagt door en vat samen."
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.matching.document import DocumentContext
from extractor.matching.levels.question import BlockFound
from extractor.matching.levels.row_parts import Event, HeaderRow, RowPart
from extractor.shaping.lines import join_wrapped
from extractor.shaping.tables.cells import Cell


def join_torn(events: Iterator[Event], context: DocumentContext) -> Iterator[Event]:
    """Rows that a page break tore apart, whole again; headers repeated at the head of the page fall away."""
    joiner = _Joiner(context)
    for event in events:
        if isinstance(event, RowPart):
            yield from joiner.with_row(event)
        else:
            joiner.hold(event)
    yield from joiner.rest()


class _Joiner:
    """The row that may go on, what stood below it since, and the group all of this belongs to."""

    def __init__(self, context: DocumentContext) -> None:
        self._context = context
        self._pending: RowPart | None = None
        self._held: list[BlockFound | HeaderRow] = []
        self._group: str | None = None

    def hold(self, event: BlockFound | HeaderRow) -> None:
        """Keeps what heads other rows until the next row says whether it is repeated only."""
        before = self._held[-1] if self._held else None
        if isinstance(before, HeaderRow) and isinstance(event, HeaderRow) and _is_torn_header(before, event):
            whole = join_wrapped(before.name, event.name, self._context.vocabulary)
            self._held[-1] = HeaderRow(event.page, whole, True)
        else:
            self._held.append(event)

    def with_row(self, row: RowPart) -> Iterator[Event]:
        """What is complete now that this row is known."""
        if self._pending is not None and self._goes_on(self._pending, row):
            _join(self._pending, row, self._names_held())
            yield from (h for h in self._held if not isinstance(h, HeaderRow) or h.cell is None)
        else:
            yield from self.rest()
            self._pending = row
        self._enter_groups(row)
        self._held = []

    def rest(self) -> Iterator[Event]:
        if self._pending is not None:
            yield self._pending
        yield from self._held

    def _goes_on(self, pending: RowPart, row: RowPart) -> bool:
        """Is `row` the rest of `pending`: first on its page, with one label between them, nothing new in between?"""
        repeated_only = all(isinstance(h, HeaderRow) and (h.cell or h.name in (self._group, "")) for h in self._held)
        return row.first_on_page and repeated_only and not (pending.label and row.label)

    def _names_held(self) -> list[Cell]:
        """Cells in the column of names above the rest of the row: pieces of its name, unless they name the group."""
        headers = [h for h in self._held if isinstance(h, HeaderRow)]
        return [h.cell for h in headers if h.cell is not None and h.name != self._group]

    def _enter_groups(self, row: RowPart) -> None:
        """The last header above the row names its group; one in the column of names does so above a named row only."""
        named = any(cell.words for cell in row.names)
        for header in self._held:
            if isinstance(header, HeaderRow) and header.name and (header.cell is None or named):
                self._group = header.name


def _join(pending: RowPart, row: RowPart, names_between: list[Cell]) -> None:
    pending.label = pending.label or row.label
    pending.label_words += row.label_words
    pending.marks += row.marks
    pending.left_empty = False
    pending.names += [*names_between, *row.names]
    pending.contents += row.contents


def _is_torn_header(before: HeaderRow, after: HeaderRow) -> bool:
    """The rest of a header row on the next page: it has no heading of levels of its own."""
    return after.page > before.page and before.titled and not after.titled
