"""A column beside the text that goes its own way: a sidebar with the contact, the terms or the header of the form.

    DEPARTMENT            About the role
    Public works          You lead twelve gardeners
                          and their foreman.
    GRADE                 Your tasks
    B4                    • Planning

Its lines stand at heights of their own. A label beside its value stands at the height of it, or of its middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.reading.layout import Word

LEAST_LINES = 6
"""Each side has at least so many lines: a few may stand apart by chance."""
SAME_HEIGHT = 0.15
"""Baselines nearer than this many sizes are one height."""
OWN_WAY = 0.5
"""At least this part of the lines of each side stand at a height where the other side has none."""
BLOCK_GAP = 1.35
"""Lines of one block are at most this many least distances of their side apart."""
CENTRED = 0.35
"""Middles nearer than this many sizes are one."""
NEARLY_ALL = 0.75
"""Names stand beside their descriptions in all rows of a table; in columns of their own some do by chance."""

Side = Sequence[Sequence[Word]]
"""The lines of one side, from top to bottom, each as its words."""


def go_own_ways(left: Side, right: Side) -> bool:
    """Are these two columns of text, each read by itself, and no labels beside values?"""
    if min(len(left), len(right)) < LEAST_LINES:
        return False
    return _apart(left, right) and _apart(right, left) and not (_belongs(left, right) or _belongs(right, left))


def _apart(side: Side, other: Side) -> bool:
    """Do most of its lines between the first and the last of the other side stand at heights of their own?"""
    heights = [line[0].baseline for line in other]
    beside = [line for line in side if heights[0] <= line[0].baseline <= heights[-1]]
    own = [line for line in beside if all(abs(y - line[0].baseline) > SAME_HEIGHT * line[0].size for y in heights)]
    return len(beside) >= LEAST_LINES // 2 and len(own) >= OWN_WAY * len(beside)


def _belongs(side: Side, other: Side) -> bool:
    """Stands nearly every block of the side at the height of a line of the other, or in the middle of several?"""
    heights = [line[0].baseline for line in other]
    middles = [_middle(block) for block in _blocks(other) if len(block) > 1]
    own = _blocks(side)
    size = side[0][0].size
    with_other = sum(
        any(abs(block[0][0].baseline - y) <= SAME_HEIGHT * size for y in heights)
        or any(abs(_middle(block) - y) <= CENTRED * size for y in middles)
        for block in own
    )
    return with_other >= NEARLY_ALL * len(own)


def _blocks(side: Side) -> list[list[Sequence[Word]]]:
    distances = [b[0].baseline - a[0].baseline for a, b in pairwise(side)]
    near = BLOCK_GAP * min((d for d in distances if d > 0), default=0.0)
    blocks: list[list[Sequence[Word]]] = [[side[0]]]
    for distance, line in zip(distances, side[1:], strict=True):
        if distance <= near:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _middle(block: Sequence[Sequence[Word]]) -> float:
    return (block[0][0].baseline + block[-1][0].baseline) / 2
