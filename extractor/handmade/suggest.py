"""A word that nobody knows → the known one that was meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

ALIKE: Final = 0.6
"""How much of two words must be the same, from 0 to 1."""


def nearest(word: str, known: Iterable[str], *, alike: float = ALIKE) -> str | None:
    """The known word that is most like it; None where none is near."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=alike)), None)


def did_you_mean(word: str, known: Iterable[str], *, alike: float = ALIKE) -> str:
    """To put behind a sentence; nothing where no known word is near."""
    near = nearest(word, known, alike=alike)
    return "" if near is None else f"; did you mean {near!r}?"
