"""Texts that mean something to every strategy."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.matching.levels.labels import ROMAN
from extractor.matching.levels.question import BlockFound
from extractor.matching.rule_patterns import Fitting
from extractor.matching.rulefile import CompetencyRules
from extractor.shaping.lines import canonical


def text_to_block(text: str, rules: CompetencyRules) -> BlockFound | None:
    for pattern in rules.block:
        match = pattern.search(text)
        if match is not None:
            parts = match.groupdict()
            number = parts.get("number")
            return BlockFound(text_to_number(number), canonical(parts.get("title") or match.group()))
    return None


def text_to_number(text: str | None) -> int | None:
    """The number of a heading, in digits or Roman; None where a rule's group holds something else."""
    if text is None:
        return None
    return int(text) if text.isdecimal() else ROMAN.get(text.casefold())


def matches(patterns: Iterable[Fitting], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)
