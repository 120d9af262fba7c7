"""Printed level labels → ranks on the rule module's scale."""

from __future__ import annotations

from extractor.matching.rulefile import ScaleRules
from extractor.shaping.lines import canonical


class Scale:
    def __init__(self, rules: ScaleRules) -> None:
        self._ranks = {canonical(label).casefold(): rules.first + i for i, label in enumerate(rules.labels)}
        self._numbers = all(label.isdecimal() for label in rules.labels)

    @property
    def ranks(self) -> frozenset[int]:
        return frozenset(self._ranks.values())

    def rank(self, label: str) -> int | None:
        """A number is its own rank even beyond the scale; any other label must be on it."""
        key = canonical(label).strip(".:)").casefold()
        if key in self._ranks:
            return self._ranks[key]
        return int(key) if self._numbers and key.isdecimal() and len(key) <= 2 else None
