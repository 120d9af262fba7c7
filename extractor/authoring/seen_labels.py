"""Labels that come again, each time with something else → which may stand before a name, which before a level.

Geste      | Pétrir             Kunde: Kneden            Kunde | Kneden | Bakken
Degré visé | confirmé           Peil: 3                  Peil  |   3    |   2
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import regex

from extractor.authoring.candidates import Candidates, Grid
from extractor.authoring.seen_levels import LONGEST_LEVEL, are_known, come_back, in_order
from extractor.matching.vocabulary import fold

LEAST_TIMES = 2
LEAST_LETTERS = 3
_PAIR = 2
"""A label and what it says; a row of names and one of levels."""
_LABELLED = regex.compile(r"^(?P<label>\p{L}[^:]{0,40}?)\s*:\s+(?P<said>\S.*)$")


@dataclass(frozen=True)
class SeenLabels:
    """The labels of names and levels as they are printed, others beside them, and the levels that were seen."""

    name: str
    level: str
    description: tuple[str, ...]
    levels: tuple[str, ...]


Said = list[tuple[str, str]]
"""Labels with what they say, in the order of a document."""


def seen_labels(all_seen: Sequence[Candidates]) -> SeenLabels | None:
    """None where no two labels come again together."""
    of_documents = [_said(seen) for seen in all_seen]
    printed = _as_first_printed(chain.from_iterable(of_documents))
    again = {label: lists for label, lists in _by_label(of_documents).items() if max(map(len, lists)) >= LEAST_TIMES}
    pair = _name_and_level(again)
    if pair is None:
        return None
    name, level = pair
    more = tuple(printed[label] for label in again if label not in pair)
    return SeenLabels(printed[name], printed[level], more, in_order(chain.from_iterable(again[level]), all_seen))


def _as_first_printed(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By the folded label."""
    printed: dict[str, str] = {}
    for label, _ in said:
        printed.setdefault(fold(label), label)
    return printed


def _by_label(of_documents: Sequence[Said]) -> dict[str, list[list[str]]]:
    """By the folded label: what it says, one list for each document that has it."""
    values: dict[str, list[list[str]]] = {}
    for said in of_documents:
        own: dict[str, list[str]] = {}
        for label, value in said:
            own.setdefault(fold(label), []).append(value)
        for label, of_one in own.items():
            values.setdefault(label, []).append(of_one)
    return values


def _name_and_level(again: Mapping[str, Sequence[Sequence[str]]]) -> tuple[str, str] | None:
    """The first label that says names, with the first that says as many levels; None where no two are such a pair."""
    for name in (label for label, lists in again.items() if all(map(_are_names, lists))):
        for level, lists in again.items():
            if level != name and _are_levels(list(chain.from_iterable(lists))) and _counts(lists, again[name]):
                return name, level
    return None


def _said(seen: Candidates) -> Said:
    """What labels say in small tables, in tables on their side, and in lines."""
    said = [pair for grid in seen.tables for pair in _in_grid(grid)]
    for text in seen.texts:
        matches = (_LABELLED.match(line) for line in text.lines)
        said += [(match["label"], match["said"]) for match in matches if match is not None]
    return said


def _in_grid(grid: Grid) -> Iterator[tuple[str, str]]:
    """Rows of a label and its values: a table of two columns, or one on its side."""
    if not grid.rows:
        return
    if len(grid.rows[0]) == _PAIR or is_on_its_side(grid.rows):
        for label, *values in grid.rows:
            yield from ((label, value) for value in values if value)


def is_on_its_side(rows: Sequence[Sequence[str]]) -> bool:
    """Does one row have the names, and the next one a level for each?"""
    if len(rows) != _PAIR or len(rows[0]) <= _PAIR:
        return False
    names, levels = rows[0][1:], rows[1][1:]
    return _are_names(names) and are_known(levels) and not any(are_known([name]) for name in names)


def _are_names(texts: Sequence[str]) -> bool:
    return not come_back(texts) and all(sum(map(str.isalpha, t)) >= LEAST_LETTERS for t in texts)


def _are_levels(texts: Sequence[str]) -> bool:
    short = all(len(text) <= LONGEST_LEVEL for text in texts)
    return short and (come_back(texts) or are_known(texts))


def _counts(one: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> bool:
    """Does each document have as many of both?"""
    return [len(texts) for texts in one] == [len(texts) for texts in other]
