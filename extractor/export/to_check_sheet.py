"""The sheet of what a person has to look at: worst first, with what to do and the page, and a place for the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pandas as pd

from extractor.export.sheets import HEADING, Workbook, lines_in, prints_one_page_wide, set_lines, write_link, write_text
from extractor.export.workbook_words import WORDS
from extractor.findings import Language, kinds, message_in

_COLUMNS: Final = {
    "severity": 13,
    "function": 30,
    "service": 18,
    "competency": 28,
    "message": 52,
    "next": 46,
    "page": 8,
    "path": 30,
    "answer": 22,
}
"""With their widths, in characters."""
_SEVERITIES: Final = ("error", "warning")

Link = Callable[[str, object], str | None]
"""Path of a PDF and page → where that is."""


def add_to_check(
    workbook: Workbook,
    findings: pd.DataFrame,
    functions: pd.DataFrame,
    competencies: pd.DataFrame,
    language: Language,
    link: Link,
) -> None:
    """A row for each error and warning; an info needs nobody's eye."""
    words = WORDS[language]
    sheet = workbook.add_worksheet(words["to_check"])
    heading = workbook.add_format(HEADING)
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    linked = workbook.add_format({"text_wrap": True, "valign": "top", "font_color": "#0B57A4", "underline": 1})
    for place, (column, width) in enumerate(_COLUMNS.items()):
        sheet.write_string(0, place, words[column], heading)
        sheet.set_column(place, place, width)
    rows = _rows(findings, functions, competencies, language)
    for number, row in enumerate(rows, start=1):
        to = link(row["path"], row["page"])
        set_lines(sheet, number, max(lines_in(str(row.get(name) or ""), width) for name, width in _COLUMNS.items()))
        for place, column in enumerate(_COLUMNS):
            value = row.get(column)
            if column == "path" and write_link(sheet, number, place, to, row["path"], linked):
                continue
            if value is None:
                sheet.write_blank(number, place, None, wrapped)
            elif isinstance(value, int):
                sheet.write_number(number, place, value, wrapped)
            else:
                write_text(sheet, number, place, value, wrapped)
    if not rows:
        sheet.write_string(1, 0, words["nothing"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(_COLUMNS) - 1)
    prints_one_page_wide(sheet, 1)


def _rows(
    findings: pd.DataFrame, functions: pd.DataFrame, competencies: pd.DataFrame, language: Language
) -> list[dict[str, Any]]:
    words = WORDS[language]
    steps = {kind.code.value: kind.wordings[language].next.replace("`", "") for kind in kinds()}
    of_document = {row["document_id"]: row for row in _records(functions[["document_id", "name", "service"]])}
    names = {
        (row["document_id"], row["competency_id"]): row["competency"]
        for row in _records(competencies[["document_id", "competency_id", "competency"]])
    }
    worst_first = sorted(
        (row for row in _records(findings) if row["severity"] in _SEVERITIES),
        key=lambda row: _SEVERITIES.index(row["severity"]),
    )
    return [
        {
            "severity": words[row["severity"]],
            "function": of_document.get(row["document_id"], {}).get("name"),
            "service": of_document.get(row["document_id"], {}).get("service"),
            "competency": names.get((row["document_id"], row["competency"])),
            "message": message_in(language, row["code"], row["message"], row["values"]),
            "next": steps.get(row["code"]),
            "page": row["page"],
            "path": row["path"],
        }
        for row in worst_first
    ]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of plain values; unknowns are None."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]
