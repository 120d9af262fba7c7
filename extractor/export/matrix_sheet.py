"""The sheet of the matrix: blocks and groups over the competencies, a row for each function, a legend under them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pandas as pd

from extractor.audit.matrix import ABSENT, UNKNOWN, By, LevelMatrix, matrix_texts
from extractor.export.sheets import (
    HEADING,
    Workbook,
    Worksheet,
    prints_one_page_wide,
    write_headings,
    write_link,
    write_text,
)
from extractor.export.workbook_words import WORDS
from extractor.findings import Language

Link = Callable[[str, str], str | None]
"""Document id and column of the matrix → where the level stands."""

_COLOURS: Final = (
    ("#F2F6FB", "#1B1B1B"),
    ("#C6DBEF", "#1B1B1B"),
    ("#6BAED6", "#1B1B1B"),
    ("#2171B5", "#FFFFFF"),
    ("#08306B", "#FFFFFF"),
)
_HEAD: Final = 3
"""Rows of headings over the matrix."""
_LEVEL: Final = 4
_NARROWEST, _WIDEST = 12, 38
"""Widths of columns, in characters."""
_TURNED: Final = 5.2
"""Points that a character of an upright heading takes; it stands in two lines, which a long word may part badly."""
_LONG_WORD: Final = 12
_LOWEST, _HIGHEST = 90, 400
"""Heights of the row of names, in points."""
_ROW_FACTS: Final = ("name", "department", "service", "grade", "career")
_MOST_LINKS: Final = 65_000
"""A sheet of Excel holds 65,530 links."""


def no_link(_document_id: str, _column: str) -> None:
    return None


def add_matrix(workbook: Workbook, matrix: LevelMatrix, language: Language, link: Link = no_link) -> None:
    """Figures of a competency stand under the rows; a level leads to its page where `link` knows it."""
    words = WORDS[language]
    sheet = workbook.add_worksheet(words["matrix"])
    facts = [fact for fact in _ROW_FACTS if matrix.rows[fact].notna().any()]
    styles = _styles(workbook)
    first, last_row = len(facts), _HEAD + len(matrix.rows) - 1
    last_column = first + len(matrix.columns) - 1
    _add_head(sheet, matrix, facts, styles, words)
    _add_levels(sheet, matrix, facts, styles, link, words["not_stated"])
    if len(matrix.columns) and len(matrix.rows):
        _colour(workbook, sheet, (_HEAD, first, last_row, last_column))
        sheet.autofilter(_HEAD - 1, 0, last_row, last_column)
    for offset, figure in enumerate(("known", "unknown", "median"), 2):
        sheet.write_string(last_row + offset, 0, words[figure], styles["heading"])
        for column, value in enumerate(matrix.columns[figure], first):
            if not pd.isna(value):
                sheet.write_number(last_row + offset, column, float(value), styles["plain"])
    _add_legend(sheet, last_row + 6, words, styles["corrected"] if matrix.number_corrected else None)
    sheet.freeze_panes(_HEAD, 1)
    for column, fact in enumerate(facts):
        longest = max((len(str(value)) for value in matrix.rows[fact].dropna()), default=0)
        sheet.set_column(column, column, min(_WIDEST, max(_NARROWEST, longest + 2)))
    if len(matrix.columns):
        sheet.set_column(first, last_column, _LEVEL)
    prints_one_page_wide(sheet, _HEAD)


def _styles(workbook: Workbook) -> dict[str, Any]:
    return {
        "plain": workbook.add_format({"align": "center"}),
        "corrected": workbook.add_format({"align": "center", "italic": True, "underline": 1}),
        "heading": workbook.add_format({**HEADING, "valign": "top"}),
        "upright": workbook.add_format({**HEADING, "bold": False, "font_size": 9, "rotation": 90, "valign": "bottom"}),
    }


def _add_head(
    sheet: Worksheet, matrix: LevelMatrix, facts: list[str], styles: dict[str, Any], words: dict[str, str]
) -> None:
    """Blocks and groups over the competencies, beside the names of the facts of a row."""
    first = len(facts)
    names = [str(name) for name in matrix.columns["competency"].fillna(words["not_stated"])]
    longest = max(map(len, names), default=0)
    for row, name in enumerate(("block", "group")):
        headings = [None if pd.isna(v) else str(v) for v in matrix.columns[name]]
        write_headings(sheet, row, first, headings, styles["heading"], _LEVEL)
    sheet.set_row(_HEAD - 1, min(_HIGHEST, max(_LOWEST, _TURNED * (longest / 2 + _LONG_WORD))))
    for column, fact in enumerate(facts):
        of_row = matrix.by.value if fact == "name" and matrix.by is not By.FUNCTION else fact
        sheet.write_string(_HEAD - 1, column, words[of_row], styles["heading"])
    for column, name in enumerate(names, first):
        write_text(sheet, _HEAD - 1, column, name, styles["upright"])


def _add_legend(sheet: Worksheet, row: int, words: dict[str, str], corrected: Any) -> None:
    sheet.write_string(row - 1, 0, words["legend"])
    if corrected is not None:
        sheet.write_string(row, 0, words["legend_corrected"], corrected)
    signs = {"0–9": "legend_level", UNKNOWN: "legend_unknown", ABSENT: "legend_absent"}
    for offset, (sign, word) in enumerate(signs.items(), 1):
        sheet.write_string(row + offset, 0, f"{sign}  {words[word]}")


def _add_levels(
    sheet: Worksheet, matrix: LevelMatrix, facts: list[str], styles: dict[str, Any], link: Link, unstated: str
) -> None:
    texts, persons = matrix_texts(matrix).to_numpy(), matrix.corrected.to_numpy()
    columns, links = list(matrix.columns.index), 0
    for row, values in enumerate(matrix.rows[facts].to_numpy(), _HEAD):
        for column, value in enumerate(values):
            write_text(sheet, row, column, unstated if pd.isna(value) else str(value))
        for column, text in enumerate(texts[row - _HEAD], len(facts)):
            place = (row - _HEAD, column - len(facts))
            style = styles["corrected" if persons[place] else "plain"]
            if text != ABSENT and links < _MOST_LINKS:
                # The link stays when the cell is written again, with a number that can be reckoned with.
                to = link(str(matrix.rows.index[place[0]]), columns[place[1]])
                links += to is not None and write_link(sheet, row, column, to, text, style)
            if text in {UNKNOWN, ABSENT}:
                sheet.write_string(row, column, text, style)
            else:
                sheet.write_number(row, column, float(text), style)


def _colour(workbook: Workbook, sheet: Worksheet, area: tuple[int, int, int, int]) -> None:
    for number, (ground, ink) in enumerate(_COLOURS):
        style = workbook.add_format({"bg_color": ground, "font_color": ink})
        # Excel holds any text for greater than any number.
        cell = _cell_name(area)
        upper = "" if number == len(_COLOURS) - 1 else f",{cell}<{number + 1}"
        criteria = f"=AND(ISNUMBER({cell}),{cell}>={number}{upper})"
        sheet.conditional_format(*area, {"type": "formula", "criteria": criteria, "format": style})
    unknown = workbook.add_format({"bold": True, "font_color": "#8A3B00", "bg_color": "#FFE8CC"})
    sheet.conditional_format(*area, {"type": "cell", "criteria": "==", "value": '"?"', "format": unknown})


def _cell_name(area: tuple[int, int, int, int]) -> str:
    letters, column = "", area[1] + 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{area[0] + 1}"
