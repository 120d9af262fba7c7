"""What the sheets of a workbook share: text that stays text, links, and pages that print."""

from __future__ import annotations

import importlib
import os
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import Any, Final
from urllib.parse import quote

# XlsxWriter has no types, and is an extra.
Workbook = Any
Worksheet = Any

LONGEST_TEXT: Final = 32_767
"""Characters that Excel allows in a cell; longer texts end in an ellipsis."""
HEADING: Final = {"bold": True, "bg_color": "#EEF1F4", "border": 1, "text_wrap": True}
_A4: Final = 9
_LINE: Final = 15
"""Points."""
_HIGHEST: Final = 409
"""Points that a row can have."""
_LONGEST_LINK: Final = 2000
"""Excel refuses links over 2,079 characters."""


def write_link(sheet: Worksheet, row: int, column: int, link: str | None, text: str, style: Any = None) -> bool:
    """Whether it was written as a link."""
    fits = link is not None and len(link) <= _LONGEST_LINK
    return fits and sheet.write_url(row, column, link, style, string=_short(text)) == 0


def link_to(place: Path | None, workbook: Path, page: object = None) -> str | None:
    """The way from the workbook to a page of a PDF: works as long as the two stay where they are to each other."""
    if place is None:
        return None
    relative = Path(os.path.relpath(place.resolve(), workbook.resolve().parent)).as_posix()
    return f"external:{quote(relative)}{'' if page is None else f'#page={page}'}"


def write_text(sheet: Worksheet, row: int, column: int, text: str, style: Any = None) -> None:
    text = _short(text)
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter takes that for markup of its own, and the workbook could not be opened.
        plain: Any = importlib.import_module("xlsxwriter.format").Format()
        sheet.write_rich_string(row, column, text[:1], plain, text[1:], *([style] if style else []))
    else:
        sheet.write_string(row, column, text, style)


def write_headings(sheet: Worksheet, row: int, first: int, headings: list[str | None], style: Any, width: int) -> None:
    """Each over the run of columns that have it, `width` characters each, in a row that shows them whole."""
    column, lines = first, 1
    for heading, run in groupby(headings):
        length = len(list(run))
        lines = max(lines, lines_in(heading or "", length * width))
        if heading and length > 1:
            sheet.merge_range(row, column, row, column + length - 1, "", style)
        if heading:
            write_text(sheet, row, column, heading, style)
        column += length
    set_lines(sheet, row, lines)


def lines_in(text: str, width: int) -> int:
    """Lines that a text takes in a cell of so many characters."""
    return sum(len(wrap(part, max(1, width))) for part in text.splitlines())


def set_lines(sheet: Worksheet, row: int, lines: int) -> None:
    """As high as so many lines: not every program that opens or prints a workbook makes room for wrapped text."""
    sheet.set_row(row, min(_HIGHEST, _LINE * max(1, lines)))


def prints_one_page_wide(sheet: Worksheet, repeated_rows: int) -> None:
    """On A4, lying, as many pages long as it takes, with its heads on each of them."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")
    sheet.repeat_rows(0, repeated_rows - 1)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
