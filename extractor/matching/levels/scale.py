"""Printed level labels → ranks.

A rule module may fix the scale. Where it does not, the scale is read off the labels that the document prints: numbers,
Roman numerals and letters are their own rank; names rank in the order in which the document puts them, those that
stand in one competency only excepted: what noise prints in a cell is on no scale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import regex

from extractor.matching.levels.labels import ROMAN, TICK_LETTERS, core_of, is_zero, label_core
from extractor.matching.rulefile import ScaleRules
from extractor.matching.vocabulary import words

NUMBER = regex.compile(r"^(?:[a-z]{1,2}-?)?(?P<number>\d{1,2})$")
"""A number, also with letters before it: "2", "e-3", "N2"."""
NUMBER_IN_RANGE = regex.compile(r"^\d{1,2}\s*-\s*(?P<number>\d{1,2})$")
"""US federal factor levels: "4-3" is level 3 of factor 4."""
LETTER = regex.compile(r"^[a-h]$")
MOST_DIGITS = 2
"""A longer number is a year or a code, no level."""
LEAST_MAJORITY = 0.5
LEAST_AGREEING = 3


class RankedBy(StrEnum):
    """Where the order of the labels comes from; `NONE` where no order is printed or known."""

    RULES = "rules"
    PRINTED = "printed"
    LEGEND = "legend"
    KNOWN = "known"
    NONE = "none"


@dataclass(frozen=True)
class Scale:
    """`ranks` are those a competency must have to be complete; None where nothing is known of it.

    Where the source is `NONE` the ranks only tell labels apart, and are no numbers. `page` is where a legend stands.
    """

    by_label: Mapping[str, int]
    ranks: frozenset[int] | None
    open_ended: bool = False
    source: RankedBy = RankedBy.KNOWN
    page: int | None = None

    @property
    def is_ranked(self) -> bool:
        return self.source is not RankedBy.NONE

    def rank(self, label: str) -> int | None:
        """None where the label is not on the scale."""
        key = label if label in self.by_label else label_core(label)
        if key not in self.by_label:
            key = core_of(label)
        if key in self.by_label:
            return self.by_label[key]
        return int(key) if self.open_ended and key.isdecimal() and len(key) <= MOST_DIGITS else None

    def complete(self, ranks: Iterable[int]) -> bool:
        return self.ranks is not None and self.ranks <= set(ranks)


def fixed_scale(rules: ScaleRules) -> Scale:
    """The rule module's own; a number beyond it is still a number, and makes the competency's set odd."""
    by_label = {label_core(label): rules.first + i for i, label in enumerate(rules.labels)}
    numbers = all(label.isdecimal() for label in rules.labels)
    if numbers:
        by_label = {label_core(label): int(label) for label in rules.labels}
    return Scale(by_label, frozenset(by_label.values()), numbers, RankedBy.RULES)


def document_scale(rules: ScaleRules | None, sequences: Iterable[Sequence[str]]) -> Scale:
    """The scale that a document's competencies are held against.

    A rule module's scale of numbers gives way where most competencies of the document, and at least `LEAST_AGREEING`,
    have one and the same other set of numbers: towns number from 0 or from 1, to 3 or to 5, on the same form.
    """
    listed = [list(sequence) for sequence in sequences]
    inferred = inferred_scale(listed)
    if rules is None:
        return inferred
    fixed = fixed_scale(rules)
    numbers = [sequence for sequence in listed if sequence and all(label_core(x).isdecimal() for x in sequence)]
    if not fixed.open_ended or inferred.ranks is None:
        return fixed
    own = inferred.ranks
    agreeing = sum(frozenset(int(label_core(x)) for x in sequence) == own for sequence in numbers)
    if agreeing < LEAST_AGREEING:
        return fixed
    return Scale(fixed.by_label, own, open_ended=True, source=RankedBy.RULES)


def inferred_scale(sequences: Iterable[Sequence[str]]) -> Scale:
    """From the labels of each competency in the order of the page."""
    cores = [[core for label in sequence if (core := label_core(label))] for sequence in sequences]
    by_label = _ranks([core for core in cores if core])
    sets = Counter(
        frozenset(by_label[label] for label in core) for core in cores if core and by_label.keys() >= set(core)
    )
    if not sets:
        return Scale({}, None, False)
    usual, count = max(sets.items(), key=lambda pair: (pair[1], len(pair[0]), sorted(pair[0])))
    majority = count > LEAST_MAJORITY * sum(sets.values()) and len(usual) > 1
    return Scale(by_label, usual if majority else None, False)


def _ranks(sequences: Sequence[Sequence[str]]) -> dict[str, int]:
    """Ranks of the labels that most competencies agree on; what a few others print is on no scale."""
    zeros = {label for sequence in sequences for label in sequence if is_zero(label)}
    ranks = _known_ranks([[label for label in sequence if label not in zeros] for sequence in sequences])
    if not ranks and sequences:
        usual, _ = Counter(frozenset(s) for s in sequences).most_common(1)[0]
        ranks = _names(_shared([s for s in sequences if usual & set(s)]), zeros)
    return {**dict.fromkeys(zeros, 0), **ranks}


def _known_ranks(sequences: Sequence[Sequence[str]]) -> dict[str, int]:
    """Ranks of numbers, letters or words of a known scale, where most of the sequences are of that sort; else {}."""
    for kind in (_numbers, _letters_or_roman, _known_names):
        fitting = [sequence for sequence in sequences if kind(sequence) is not None]
        if len(fitting) > LEAST_MAJORITY * len(sequences):
            return kind([label for sequence in fitting for label in sequence]) or {}
    return {}


def _shared(sequences: Sequence[Sequence[str]]) -> list[list[str]]:
    """Without the labels that stand in one competency only: noise in its cells, or its own words, are on no scale."""
    competencies = Counter(label for sequence in sequences for label in set(sequence))
    return [[label for label in sequence if competencies[label] > 1] for sequence in sequences]


def is_known_scale(labels: Sequence[str]) -> bool:
    """Are these two or more different labels of one scale that needs no document to explain it?"""
    cores = [core for label in labels if (core := label_core(label)) and not is_zero(core)]
    return len(set(cores)) > 1 and any(kind(cores) is not None for kind in (_numbers, _letters_or_roman, _known_names))


def _numbers(labels: Sequence[str]) -> dict[str, int] | None:
    ranks = {}
    for label in labels:
        match = NUMBER_IN_RANGE.match(label) or NUMBER.match(label)
        if match is None:
            return None
        ranks[label] = int(match["number"])
    return ranks


def _letters_or_roman(labels: Sequence[str]) -> dict[str, int] | None:
    if labels and all(label in ROMAN for label in labels) and (len(labels) > 1 or labels[0] not in TICK_LETTERS):
        return {label: ROMAN[label] for label in labels}
    if labels and all(LETTER.match(label) for label in labels):
        return {label: ord(label) - ord("a") + 1 for label in labels}
    return None


def _known_names(labels: Sequence[str]) -> dict[str, int] | None:
    for scale in words().levels.scales:
        if labels and all(label in scale for label in labels):
            return {label: scale.index(label) + 1 for label in labels}
    return None


def _names(sequences: Sequence[Sequence[str]], zeros: set[str]) -> dict[str, int]:
    """The order of the longest sequence, labels of others put in where those have them."""
    order: list[str] = []
    for sequence in sorted(sequences, key=len, reverse=True):
        at = 0
        for label in sequence:
            if label in zeros:
                continue
            if label in order:
                at = order.index(label) + 1
            else:
                order.insert(at, label)
                at += 1
    return {label: i for i, label in enumerate(order, start=1)}
