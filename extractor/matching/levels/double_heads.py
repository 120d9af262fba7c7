"""Heads of two lines, of which the second says more of one of the first → one line of heads.

    Competentie          Niveau                   Competentie     huidig    gewenst
                    huidig    gewenst        →    Klantgerichtheid   1         2
    Klantgerichtheid   1         2

Only where the line below holds nothing but two or more heads of levels, right of the names, on both sides of the middle
of the head of levels above them: what they say more of is what that one says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.matching.levels.heads import Role, texts_to_role
from extractor.shaping.lines import Line, words_to_segments
from extractor.shaping.sizes import READS_ON

COLUMN_GAP = 0.7
"""Behind so many sizes of white a column may begin where its head does: the space between two words is half of it."""
LEAST_HEADS = 2
"""Names and levels have a head each, and one head over another says no more than that one."""


def with_heads_joined(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of such heads as one that holds the lowest head of each column."""
    found: list[Line] = []
    for line in lines:
        joined = _joined(found[-1], line) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(line)
    return found


def _joined(above: Line, below: Line) -> Line | None:
    if above.page != below.page or below.baseline - above.baseline > READS_ON * above.size:
        return None
    heads = words_to_segments(above.words, COLUMN_GAP)
    if len(heads) < LEAST_HEADS or texts_to_role([heads[0].text]) is not Role.NAME:
        return None
    levels = [head for head in heads if _heads_levels(head)]
    others = [head for head in heads if head not in levels]
    parts = words_to_segments(below.words, COLUMN_GAP)
    if len(levels) != 1 or not _are_heads_of_levels(parts) or not _stands_over(levels[0], others, parts):
        return None
    words = [word for line in (*others, *parts) for word in line.words]
    return replace(above, words=tuple(sorted(words, key=lambda word: word.box.x0)))


def _are_heads_of_levels(parts: Sequence[Line]) -> bool:
    return len(parts) >= LEAST_HEADS and all(map(_heads_levels, parts))


def _heads_levels(head: Line) -> bool:
    return texts_to_role([head.text]) is Role.LEVEL


def _stands_over(levels: Line, others: Sequence[Line], parts: Sequence[Line]) -> bool:
    """Does the head of levels stand over all the parts, and the others beside them, the first one left?"""
    left, right = parts[0].box.x0, parts[-1].box.x1
    beside = all(head.box.x1 < left or head.box.x0 > right for head in others) and others[0].box.x1 < left
    return beside and left <= (levels.box.x0 + levels.box.x1) / 2 <= right
