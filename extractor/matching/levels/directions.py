"""Which words are steps of an order, and which end of a list of them is the upper one."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.matching.vocabulary import words


def goes_up(order: Sequence[str]) -> bool | None:
    """Does a list of folded words go up? None where no word says so, or words contradict each other.

    The word at an end says it ("Zwak | Redelijk"), or two that everybody puts in one order ("Goed | Matig").
    """
    levels = words().levels
    up = order[0] in levels.low or order[-1] in levels.high
    down = order[0] in levels.high or order[-1] in levels.low
    for known in levels.ordered:
        places = [known.index(label) for label in order if label in known]
        up = up or (len(places) > 1 and places == sorted(places))
        down = down or (len(places) > 1 and places == sorted(places, reverse=True))
    return up if up != down else None


def is_step(word: str) -> bool:
    """Is the folded word a step of an order that everybody knows?"""
    levels = words().levels
    return any(word in known for known in (levels.low, levels.high, *levels.ordered, *levels.scales))
