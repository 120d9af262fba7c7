"""Job descriptions as pandas frames: always the tables and columns of `columns`, whatever was imported.

A frame without rows has its columns and types all the same; what is unknown is pandas' NA.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from extractor.output.columns import COLUMNS
from extractor.output.outcome import OfferedPdf
from extractor.output.rows import Row, offered_to_rows


def offered_to_frames(offered: Iterable[OfferedPdf]) -> dict[str, pd.DataFrame]:
    """The tables of an import, in the order of `COLUMNS`; rows by path, then as they stand in the document."""
    rows = offered_to_rows(sorted(offered, key=lambda pdf: pdf.path))
    return {name: _frame(rows[name], types) for name, types in COLUMNS.items()}


def frame_to_csv(frame: pd.DataFrame) -> str:
    """RFC 4180: comma, header row, CRLF; an unknown is empty, a truth value is `true` or `false` as in the JSON."""
    as_json = frame.copy()
    for name in frame.columns[frame.dtypes == "boolean"]:
        as_json[name] = frame[name].map({True: "true", False: "false"}, na_action="ignore")
    return as_json.to_csv(index=False, lineterminator="\r\n")


def _frame(rows: Iterable[Row], types: dict[str, str]) -> pd.DataFrame:
    # As objects first: pandas would guess floats for integers among which one is unknown.
    return pd.DataFrame(list(rows), columns=list(types), dtype=object).astype(types)
