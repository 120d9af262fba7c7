"""The folder of an import → frames with the columns and types of `extractor.output.tables`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from extractor.errors import ImportNotFound, TableInvalid
from extractor.output.columns import COLUMNS, FIRST_VERSION, NUMBER, POINTS, TABLE, TRUTH
from extractor.output.placing import CSV_FOLDER


def load_tables(folder: Path, names: Iterable[str]) -> dict[str, pd.DataFrame]:
    """The named tables of the import in `folder`; see `load_table`."""
    return {name: load_table(folder, name) for name in names}


def load_table(folder: Path, name: str) -> pd.DataFrame:
    """One table of the import in `folder`, as `offered_to_frames` made it; more columns than it has are left out.

    Raises:
        ImportNotFound: `folder` does not hold this table.
        TableInvalid: the file is no CSV, misses a column, or has a value of another type.
    """
    path = folder / CSV_FOLDER / f"{name}.csv"
    types = COLUMNS[name]
    text = _text_of(path, folder)
    if text is None and TABLE[name].since == FIRST_VERSION:
        raise ImportNotFound(str(folder), f"{CSV_FOLDER}/{name}.csv is missing")
    if text is None:  # an import of an earlier version has not got it
        return pd.DataFrame({column: pd.Series(dtype=kind) for column, kind in types.items()})
    for column in (c.name for c in TABLE[name].columns if c.since != FIRST_VERSION and c.name not in text.columns):
        text[column] = pd.Series(pd.NA, index=text.index, dtype="string")
    missing = [column for column in types if column not in text.columns]
    if missing:
        raise TableInvalid(str(path), f"the column {missing[0]} is missing")
    return pd.DataFrame({column: _typed(text[column], kind, path) for column, kind in types.items()})


def _text_of(path: Path, folder: Path) -> pd.DataFrame | None:
    """Every cell as it is written; None where there is no such file."""
    try:
        # Only the empty cell is unknown: a service may well be called "NA", and pandas would take it for nothing.
        return pd.read_csv(path, dtype="string", keep_default_na=False, na_values=[""], encoding="utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ImportNotFound(str(folder), f"{CSV_FOLDER}/{path.name}: {error.strerror or error}") from error
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
        raise TableInvalid(str(path), str(error)) from error


def _typed(column: pd.Series[str], kind: str, path: Path) -> pd.Series[Any]:
    if kind == TRUTH:
        _refuse_first(column.notna() & ~column.isin(["true", "false"]), column, "true or false", path)
        return (column == "true").astype("boolean").mask(column.isna())
    if kind in {NUMBER, POINTS}:
        numbers = pd.to_numeric(column, errors="coerce")
        wrong = column.notna() & numbers.isna()
        if kind == NUMBER:
            wrong |= numbers.notna() & (numbers % 1 != 0)
        _refuse_first(wrong, column, "a whole number" if kind == NUMBER else "a number", path)
        return numbers.astype("Int64" if kind == NUMBER else "Float64")
    return column


def _refuse_first(wrong: pd.Series[bool], column: pd.Series[str], expected: str, path: Path) -> None:
    if wrong.any():
        first = int(wrong.to_numpy().argmax())
        raise TableInvalid(str(path), f"row {first + 1}, {column.name}: {column.iloc[first]!r} is not {expected}")
