"""The heads of a table's columns → what each column holds.

    Competentie      | Omschrijving | Gewicht | Niveau            name, description, other, level
                     |              |         | minimum | optimum
    Klantgerichtheid | …            |    3    |    1    |    3

A head over several columns is asked what its sub-heads say: a column's head is all that stands over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import regex

from extractor.languages import once_per_words
from extractor.matching.document import DocumentContext
from extractor.matching.levels.labels import text_to_label, without_points
from extractor.matching.vocabulary import fold, words
from extractor.reading.layout import Word
from extractor.shaping.tables.cells import Cell, Table

IN_BRACKETS = regex.compile(r"\s*\([^()]*\)$")
"""Behind the heading of a column, as in "Niveau (1-4)"."""
MOST_HEAD_ROWS = 4
"""No table has more rows of heads."""
LONGEST_NUMBER = 3
"""Behind the first word of "Prioriteit 1", with its space."""
_WHEN = regex.compile(r"^(?:(?:19|20)\d\d|q[1-4])(?:\s*[-/]\s*(?:(?:19|20)?\d\d|q[1-4]))?$")
"""A year or a quarter over a column: "2025", "Q3", "Q1/2025"."""
_COUNTED = regex.compile(r"\d+\s+\p{L}+")
"""A number and what it counts: "after 2 years" says when, "year" alone is what the column holds."""
LONGEST = 60
"""A longer text over a column is a sentence."""


class Role(StrEnum):
    NAME = "name"
    DESCRIPTION = "description"
    CODE = "code"
    LEVEL = "level"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Head:
    """What stands over one column of the lattice, from the top down."""

    texts: tuple[str, ...]
    role: Role

    @property
    def text(self) -> str:
        return self.texts[-1] if self.texts else ""

    def says(self, vocabulary: Sequence[str]) -> bool:
        """Does one of its texts hold one of these words whole?"""
        return any(_holds(fold(text), tuple(vocabulary)) for text in self.texts)


@dataclass(frozen=True)
class Heads:
    """The heads of a table: `rows` of it at the top, one head a column."""

    rows: int
    columns: tuple[Head, ...]
    words: tuple[Word, ...]

    def of(self, role: Role) -> list[int]:
        return [col for col, head in enumerate(self.columns) if head.role is role]


def table_heads(table: Table, rows: int, document: DocumentContext) -> Heads:
    """The first `rows` rows of the table read as heads."""
    columns = []
    for col in range(len(table.xs) - 1):
        cells: list[Cell] = []
        for row in range(rows):
            cell = table.cell_at(row, col)
            if cell is not None and cell.words and all(cell is not other for other in cells):
                cells.append(cell)
        texts = tuple(text for cell in cells if (text := document.text_of(cell)))
        columns.append(Head(texts, texts_to_role(texts)))
    of_heads = tuple(word for row in range(rows) for cell in table.row(row) if cell.row0 == row for word in cell.words)
    return Heads(rows, tuple(columns), of_heads)


def names_competencies(heads: Heads) -> bool:
    """Has a column a head that says so of competencies alone? "Criterium" heads the criteria of anything."""
    general = words().competencies.general
    return any(fold(head.text) not in general for head in heads.columns if head.role is Role.NAME)


def names_otherwise(heads: Heads, name: object) -> bool:
    """Has the column of names a head that is no word for competencies: "Risico | Niveau"?"""
    if not isinstance(name, int) or heads.of(Role.NAME):
        return False
    return bool(heads.columns[name].texts) and heads.columns[name].role is Role.UNKNOWN


def head_rows(table: Table, document: DocumentContext) -> int:
    """How many rows at the top of the table say what its columns hold: 0 where none does.

    A row is one where it says so of a column, and those below it as long as all they fill stands under a head of
    several columns, or goes on from the row above.
    """
    return document.once(_head_rows, table)


def _head_rows(table: Table, document: DocumentContext) -> int:
    for row in range(min(2, table.row_count)):
        filled = [cell for cell in table.row(row) if cell.row0 == row and cell.words]
        roles = {texts_to_role([document.text_of(cell)]) for cell in filled}
        if len(filled) <= 1 or not roles & {Role.LEVEL, Role.NAME}:
            continue
        end = row + 1
        while end < min(row + MOST_HEAD_ROWS, table.row_count) and _is_below_heads(table, row, end):
            end += 1
        return end
    return 0


def _is_below_heads(table: Table, first: int, row: int) -> bool:
    """Does the row only say more of heads that stand over several columns?"""
    begun = [cell for cell in table.row(row) if cell.row0 == row and cell.words]
    if not begun or begun[0].col0 == 0:
        return False
    over = [table.cell_at(row - 1, cell.col0) for cell in begun]
    if all(cell is not None and _is_wide_head(cell, first) for cell in over):
        return True
    goes_on = any(cell.row0 < row and cell.words for cell in table.row(row))
    left = table.cell_at(row, 0)
    return goes_on and left is not None and left.row0 < row


def _is_wide_head(cell: Cell, first: int) -> bool:
    return bool(cell.words) and cell.col1 - cell.col0 > 1 and cell.row0 >= first


def texts_to_role(texts: Sequence[str]) -> Role:
    """What a column under these heads holds: the lowest head that is known says it, a level's at any height."""
    folded = [fold(IN_BRACKETS.sub("", text)).strip(" .:*") for text in texts if len(text) <= LONGEST]
    known = [role for text in reversed(folded) if (role := _role(text)) is not Role.UNKNOWN]
    if not known:
        return Role.UNKNOWN
    return Role.LEVEL if Role.LEVEL in known and Role.OTHER not in known else known[0]


@once_per_words
def _role(text: str) -> Role:
    columns, levels = words().columns, words().levels
    if text in levels.column or text in levels.aspects:
        return Role.LEVEL
    if text in words().competencies.column or text in words().competencies.groups:
        return Role.NAME
    if text in columns.description:
        return Role.DESCRIPTION
    if text in columns.code:
        return Role.CODE
    if _holds(_COUNTED.sub(" ", text), columns.other):
        return Role.OTHER
    if _holds(text, levels.headed) and text_to_label(without_points(text)) is None:
        return Role.LEVEL  # "Niveau medewerker" heads levels, "Niveau 2" is one
    return Role.UNKNOWN


def is_no_level(text: str) -> bool:
    """Does a head, with ticks under it, ask something else than a level: yes or no, how often, who, how it is tested?

    The whole head says so: "Test" is no level, "Testen" and "Test schrijven" are competencies.
    """
    folded = fold(IN_BRACKETS.sub("", text)).strip(" .:*?")
    columns = words().columns
    of_unit = any(folded == unit or folded.startswith(f"{unit} ") for unit in columns.units)
    numbered = any(
        folded.startswith(f"{word} ") and len(folded) - len(word) <= LONGEST_NUMBER for word in columns.other
    )
    when = _WHEN.match(folded) is not None
    return folded in words().levels.yes_no or folded in columns.other or of_unit or numbered or when


def _holds(text: str, any_of: tuple[str, ...]) -> bool:
    """One of them whole, not a part of others: "ist" is none of "historisch"."""
    return _whole(any_of).search(text) is not None


@lru_cache(maxsize=256)
def _whole(any_of: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?:{'|'.join(map(regex.escape, any_of))})(?![\p{{L}}\p{{N}}])")
