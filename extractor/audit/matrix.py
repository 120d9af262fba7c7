"""Functions × competencies: the required level of each, and how many of them are sure.

A cell has three states, never mixed up: known (a level), unknown (the document has the competency, but its level could
not be told), and absent (the document does not have the competency).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from extractor.slugs import slug

UNKNOWN, ABSENT = "?", "–"
CORRECTED = "*"
"""Set after a level that is a person's word."""
NOT_STATED = "(not stated)"

HEADINGS = ["block_number", "block", "group", "competency"]


class By(StrEnum):
    """What the rows of a matrix are; all but `function` show medians of the functions that share it."""

    FUNCTION = "function"
    DEPARTMENT = "department"
    GRADE = "grade"
    CAREER = "career"


@dataclass(frozen=True)
class LevelMatrix:
    """`levels`, `known`, `unknown` and `corrected` have the index of `rows` and, as columns, the index of `columns`.

    rows: name, document_id, function_key, department, service, grade, career, functions, known, unknown
    columns: block_number, block, group, competency, functions, known, unknown, median, lowest, highest, corrected; in
    the order in which the documents have them
    levels: the required level, or the median of those that are known; NA where none is
    known, unknown: how many levels stand behind the cell; both 0 where the competency is absent
    corrected: how many of them are a person's word
    """

    by: By
    rows: pd.DataFrame
    columns: pd.DataFrame
    levels: pd.DataFrame
    known: pd.DataFrame
    unknown: pd.DataFrame
    corrected: pd.DataFrame

    @property
    def number_corrected(self) -> int:
        return int(self.corrected.to_numpy().sum())


def required_levels(functions: pd.DataFrame, competencies: pd.DataFrame, by: By = By.FUNCTION) -> LevelMatrix:
    """The matrix of two tables of an import. Rows by name for groups, else as in `functions`."""
    placed = with_columns(competencies)
    columns = _columns(placed)
    group = functions["document_id"] if by is By.FUNCTION else functions[by.value].fillna(NOT_STATED)
    row_of_document = pd.Series(group.to_numpy(), index=functions["document_id"])
    placed = placed.assign(row=placed["document_id"].map(row_of_document))
    cells = _statistics(placed, ["row", "column"])
    order = list(dict.fromkeys(group if by is By.FUNCTION else sorted(group)))

    def spread(name: str) -> pd.DataFrame:
        return cells[name].unstack("column").reindex(index=order, columns=columns.index)

    known, unknown, corrected = (spread(name).fillna(0).astype("Int64") for name in ("known", "unknown", "corrected"))
    rows = _rows(functions, group, order, by, known, unknown)
    return LevelMatrix(by, rows, columns, spread("median"), known, unknown, corrected)


def level_statistics(functions: pd.DataFrame, competencies: pd.DataFrame, by: By) -> pd.DataFrame:
    """Per group and competency, a row: functions, known, unknown, median, lowest, highest; groups not stated are NA."""
    placed = with_columns(competencies)
    columns = _columns(placed)
    groups = functions.set_index("document_id")[by.value if by is not By.FUNCTION else "name"]
    placed = placed.assign(group_of_functions=placed["document_id"].map(groups))
    statistics = _statistics(placed, ["group_of_functions", "column"]).reset_index()
    statistics = statistics.join(columns[HEADINGS], on="column")
    place = statistics["column"].map(pd.Series(range(len(columns)), index=columns.index))
    statistics = statistics.assign(place=place).sort_values(["group_of_functions", "place"], na_position="last")
    figures = ["functions", "known", "unknown", "median", "lowest", "highest"]
    ordered = statistics[["group_of_functions", *HEADINGS, *figures]]
    return ordered.rename(columns={"group_of_functions": by.value}).reset_index(drop=True)


def with_columns(competencies: pd.DataFrame) -> pd.DataFrame:
    """`competencies` with `column`: what makes the competencies of several documents the same one.

    That is the competency id. But a document that has a name twice puts the group before it; where one document does,
    the others are read in the same way, or their levels would stand in a column of their own.
    """
    names = competencies["competency"].fillna("")
    slugs = names.map({name: slug(name) for name in names.unique()})
    ids = competencies["competency_id"]
    prefixed = {name for id_, name in zip(ids, slugs, strict=True) if id_ != name and id_.endswith(f"-{name}")}
    groups = competencies["group"].fillna("")
    grouped = groups.map({name: slug(name) for name in groups.unique()}) + "-" + slugs
    column = ids.mask(slugs.isin(prefixed) & (ids == slugs) & (groups != ""), grouped)
    return competencies.assign(column=column.mask(_repeated(competencies, column), ids))


def _repeated(competencies: pd.DataFrame, column: pd.Series[str]) -> pd.Series[bool]:
    return pd.DataFrame({"document_id": competencies["document_id"], "column": column}).duplicated(keep=False)


def _statistics(placed: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    grouped = placed.assign(corrected=placed["corrected"].fillna(False)).groupby(keys, dropna=False)
    levels = grouped["required_level"]
    figures = pd.DataFrame(
        {
            "functions": levels.size().astype("Int64"),
            "known": levels.count().astype("Int64"),
            "median": levels.median().astype("Float64"),
            "lowest": levels.min(),
            "highest": levels.max(),
            "corrected": grouped["corrected"].sum().astype("Int64"),
        }
    )
    figures["unknown"] = figures["functions"] - figures["known"]
    return figures


def _columns(placed: pd.DataFrame) -> pd.DataFrame:
    """Headings of a column are those that most documents have; the order is that in which they stand on average."""
    headings = placed.groupby(["column", *HEADINGS], dropna=False, sort=False).size().rename("votes").reset_index()
    headings = headings.sort_values("votes", ascending=False, kind="stable").drop_duplicates("column")
    columns = headings.set_index("column")[HEADINGS]
    documents = placed.groupby("document_id", sort=False)
    place = (documents.cumcount() + 1) / documents["column"].transform("size")
    columns["place"] = place.groupby(placed["column"]).mean()
    columns["group_place"] = columns.groupby(["block", "group"], dropna=False)["place"].transform("min")
    columns["block_place"] = columns.groupby("block", dropna=False)["place"].transform("min")
    columns = columns.sort_values(
        ["block_number", "block_place", "group_place", "place", "competency"], na_position="last", kind="stable"
    )
    return columns[HEADINGS].join(_statistics(placed, ["column"]))


def _rows(
    functions: pd.DataFrame,
    group: pd.Series[str],
    order: list[str],
    by: By,
    known: pd.DataFrame,
    unknown: pd.DataFrame,
) -> pd.DataFrame:
    facts = ["name", "document_id", "function_key", "department", "service", "grade", "career"]
    keyed = functions.set_index(pd.Index(group, name="row"))
    if by is By.FUNCTION:
        rows = keyed[facts].assign(functions=1)
    else:
        rows = pd.DataFrame({"name": order}, index=pd.Index(order, name="row")).reindex(columns=facts)
        rows = rows.astype(dict.fromkeys(facts, "string"))
        rows["functions"] = keyed.groupby(level=0).size()
    rows["known"] = known.sum(axis=1)
    rows["unknown"] = unknown.sum(axis=1)
    return rows.astype({"functions": "Int64", "known": "Int64", "unknown": "Int64"})


def matrix_texts(matrix: LevelMatrix) -> pd.DataFrame:
    """The cells as they are printed: `2`, or `1.5` for a median; `?` where every level is unknown, `–` where absent."""
    texts = matrix.levels.astype("object").map(lambda level: f"{level:g}", na_action="ignore")
    nothing = matrix.known == 0
    texts = texts.mask(nothing & (matrix.unknown > 0), UNKNOWN)
    return texts.mask(nothing & (matrix.unknown == 0), ABSENT).astype("string")


def marked_texts(matrix: LevelMatrix) -> pd.DataFrame:
    """The same for people: `2*` where a level of the cell is a person's word."""
    texts = matrix_texts(matrix)
    return texts.mask(matrix.corrected > 0, texts + CORRECTED)


def matrix_to_table(matrix: LevelMatrix) -> pd.DataFrame:
    """A row for each competency, a column for each row of the matrix: how a matrix stands in a CSV file.

    Two functions of one name are told apart by their document id.
    """
    texts = matrix_texts(matrix).T
    names = matrix.rows["name"].fillna(NOT_STATED)
    twice = names.duplicated(keep=False)
    texts.columns = pd.Index(names.mask(twice, names + " (" + matrix.rows["document_id"].fillna("") + ")"))
    figures = matrix.columns[[*HEADINGS, "functions", "known", "unknown", "median", "corrected"]]
    return pd.concat([figures, texts], axis=1).rename_axis("competency_id").reset_index()
