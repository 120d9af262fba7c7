"""Tables that many documents have → which of their columns gives the names, and which the levels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import regex

from extractor.authoring.candidates import LEAST_ROWS, Candidates
from extractor.authoring.seen_labels import is_on_its_side
from extractor.authoring.seen_levels import LONGEST_LEVEL, are_known, come_back, in_order
from extractor.matching.vocabulary import fold

LONGEST_HEAD = 40
MOST_TIMES = 5
"""A number so many times the largest level is none: a weight, a share."""
CODE = regex.compile(r"^[A-Z]{0,4}[-. ]?\d{1,3}(?:[-.]\d{1,2})*$")
Columns = Sequence[Sequence[str]]
"""A table column by column."""


@dataclass(frozen=True)
class SeenHead:
    """The texts in the head of a table: which of its columns is the name, which gives levels, and which do too."""

    texts: tuple[str, ...]
    name: int
    level: int
    also: tuple[int, ...]
    wordy: tuple[int, ...]
    coded: tuple[int, ...]
    levels: tuple[str, ...]


def heads(all_seen: Sequence[Candidates]) -> list[SeenHead]:
    """Of tables whose first row is no row like the others; those with levels first."""
    by_texts: dict[tuple[str, ...], list[Columns]] = {}
    for seen in all_seen:
        for rows in (grid.rows for grid in seen.tables if all(grid.rows[0])):
            if (len(rows) > LEAST_ROWS or len(all_seen) > 1) and not is_on_its_side(rows):
                by_texts.setdefault(rows[0], []).append(list(zip(*rows[1:], strict=True)))
    found = (
        _head(texts, tables, [other for other in by_texts if other != texts], by_texts.values(), all_seen)
        for texts, tables in by_texts.items()
    )
    return [head for head in found if head is not None]


def _head(
    texts: tuple[str, ...],
    tables: Sequence[Columns],
    others: Sequence[tuple[str, ...]],
    families: Iterable[Sequence[Columns]],
    all_seen: Sequence[Candidates],
) -> SeenHead | None:
    """None where the tables have no column of levels, or the row is one like those below it."""
    level = level_column(tables)
    if level is None or _is_row(texts, level, others, families):
        return None
    columns = _joined(tables, len(texts))
    name = name_column(tables, level)
    rest = [i for i in range(len(columns)) if i not in (name, level)]
    also = tuple(i for i in rest if _like(columns[i], columns[level]))
    without_level = [i for i in rest if i not in also]
    wordy = tuple(i for i in without_level if _has_letters(columns[i]))
    coded = tuple(i for i in without_level if _are_codes(columns[i]))
    labels = chain.from_iterable(columns[i] for i in (level, *also))
    return SeenHead(texts, name, level, also, wordy, coded, in_order(labels, all_seen))


def _is_row(
    texts: Sequence[str], level: int, others: Sequence[tuple[str, ...]], families: Iterable[Sequence[Columns]]
) -> bool:
    """Is it one like those below a head: with no short words, or with a level that rows of some table give?"""
    if not all(map(_is_plain, texts)) or fold(texts[level]) in _column_of_all(families, level):
        return True
    return any(_is_row_of_another(texts, other, level) for other in others)


def _is_row_of_another(texts: Sequence[str], other: Sequence[str], level: int) -> bool:
    """Does a table of another document begin with another name and the same level? Then both rows are no heads."""
    same = len(other) == len(texts) and fold(other[level]) == fold(texts[level])
    return same and all(fold(a) != fold(b) for i, (a, b) in enumerate(zip(texts, other, strict=True)) if i != level)


def _joined(tables: Sequence[Columns], width: int) -> list[list[str]]:
    """Each column with its texts of all the tables."""
    return [list(chain.from_iterable(table[i] for table in tables)) for i in range(width)]


def _is_plain(text: str) -> bool:
    return len(text) <= LONGEST_HEAD and any(letter.isalpha() for letter in text)


def _column_of_all(families: Iterable[Sequence[Columns]], column: int) -> set[str]:
    return {fold(text) for tables in families for table in tables if len(table) > column for text in table[column]}


def name_column(tables: Sequence[Columns], level: int) -> int:
    """The first column whose texts all differ; else the first that is not the one with levels."""
    others = [i for i in range(len(tables[0])) if i != level]
    different = (i for i in others if all(len(set(t[i])) == len(t[i]) and _has_letters(t[i]) for t in tables))
    return next(different, others[0])


def _like(column: Sequence[str], levels: Sequence[str]) -> bool:
    """Has the column texts of the same sort: some of the levels, or what everybody knows as levels as well?"""
    texts = {fold(text) for text in column} - {"-", "–", "—"}
    if _largest(column) > MOST_TIMES * max(_largest(levels), 1):
        return False
    alike = bool(texts & {fold(text) for text in levels}) and max(map(len, column)) <= LONGEST_LEVEL
    return alike or (are_known(levels) and are_known(texts) and bool(texts))


def _are_codes(texts: Sequence[str]) -> bool:
    """Codes as frameworks print them; nothing but numbers are none."""
    return all(map(CODE.match, texts)) and not all(map(str.isdecimal, texts))


def _largest(texts: Iterable[str]) -> int:
    return max((int(text) for text in texts if text.isdecimal()), default=0)


def _has_letters(texts: Iterable[str]) -> bool:
    return all(sum(c.isalpha() for c in text) > 2 for text in texts)


def level_column(tables: Sequence[Columns]) -> int | None:
    """The last column whose short texts come back in one table; else the last that has nothing but known levels."""
    columns = [[table[i] for table in tables] for i in range(len(tables[0]))]
    short = [i for i, column in enumerate(columns) if _is_short(column) and not _counts_up(column)]
    again = [i for i in short if any(map(come_back, columns[i]))]
    known = [i for i in short if all(map(are_known, columns[i]))]
    both = [i for i in again if i in known]
    return next(iter(both[::-1] or again[::-1] or known[::-1]), None)


def _is_short(column: Sequence[Sequence[str]]) -> bool:
    return all(len(text) <= LONGEST_LEVEL for texts in column for text in texts)


def _counts_up(column: Sequence[Sequence[str]]) -> bool:
    """Do its numbers only number the rows?"""
    numbers = [[int(text.strip(". ")) for text in texts if text.strip(". ").isdecimal()] for texts in column]
    rising = all(len(n) == len(texts) and n == sorted(set(n)) for n, texts in zip(numbers, column, strict=True))
    return rising and any(len(n) > 1 for n in numbers)
