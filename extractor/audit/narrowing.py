"""A part of an import: the functions with some values, or those that have a level which could not be told."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from extractor.audit.matrix import with_columns


def functions_with(functions: pd.DataFrame, wanted: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """The functions that have each of these values in these columns, whatever the case; "" is a value not stated."""
    for column, value in wanted:
        stated = functions[column].astype("string").str.casefold().fillna("")
        functions = functions[stated == value.casefold()]
    return functions


def competencies_of(functions: pd.DataFrame, competencies: pd.DataFrame) -> pd.DataFrame:
    return competencies[competencies["document_id"].isin(functions["document_id"])]


def only_unknown(functions: pd.DataFrame, competencies: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The functions with a level that could not be told, and of their competencies those where that happened."""
    unknown = competencies["required_level"].isna()
    functions = functions[functions["document_id"].isin(competencies.loc[unknown, "document_id"])]
    columns = with_columns(competencies)["column"]
    wanted = columns.isin(columns[unknown])
    return functions, competencies_of(functions, competencies[wanted])
