"""Texts that mean something to every strategy."""

from __future__ import annotations

from extractor.matching.levels.found import BlockFound
from extractor.matching.rulefile import CompetencyRules, Patterns
from extractor.shaping.lines import canonical


def text_to_block(text: str, rules: CompetencyRules) -> BlockFound | None:
    for pattern in rules.block:
        match = pattern.search(text)
        if match is not None:
            parts = match.groupdict()
            number = parts.get("number")
            return BlockFound(int(number) if number else None, canonical(parts.get("title") or match.group()))
    return None


def matches(patterns: Patterns, text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)
