"""A line of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.authoring.patterns import Regex

Value = Regex | str | int | Sequence[str]


@dataclass(frozen=True)
class DraftRule:
    """`notes` stand above it; with `off` it is a comment, for a person to decide."""

    key: str
    value: Value
    notes: tuple[str, ...] = ()
    off: bool = False
