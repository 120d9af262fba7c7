"""The ticks of a truth, by the place they have in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

Spot = tuple[int, int]
"""A competency and one of its levels, both from 0 in the order of the truth."""
Truth = Sequence[tuple[bool, ...]]
Mutation = Callable[[], bytes]


def ticked(truth: Truth) -> Iterator[Spot]:
    """The competencies with one tick, and the level that has it."""
    return ((i, ticks.index(True)) for i, ticks in enumerate(truth) if ticks.count(True) == 1)


def others(ticks: Sequence[bool], level: int) -> list[int]:
    return [k for k in range(len(ticks)) if k != level]
