"""Sentences between a name and the level on the line below them.

**Patience**
Takes the time that is needed.
Required level: 3

Only where two levels or more stand so: one alone may as well be that of something else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from extractor.shaping.lines import Line

NEAR = 2.6
"""A line at most this many sizes under a heading, or under the text below it, belongs to it: word processors leave a
size of white between paragraphs, a line is 1.15 sizes, and a little more for a larger heading."""
MOST_TOLD = 6
"""So many lines between a name and its level say what it is; more are a text of their own."""
STRONGER = 1.08
"""Letters this many times as large as others are those of a heading over them."""
LEAST = 2

Told = Mapping[tuple[int, int], Sequence[Line]]
"""By the place of a level's line the lines between it and its name."""


def told_levels(runs: Sequence[Sequence[Line]], is_level: Callable[[Line], bool]) -> Told:
    """Those of the levels that stand alone on a line, in runs of lines; {} where fewer than two have such."""
    found = {
        line.place: told
        for lines in runs
        for i, line in enumerate(lines)
        if is_level(line) and (told := _told_between(lines[:i], line, is_level))
    }
    return found if len(found) >= LEAST else {}


def _told_between(above: Sequence[Line], line: Line, is_level: Callable[[Line], bool]) -> Sequence[Line]:
    told: list[Line] = []
    below = line
    for text in reversed(above):
        near = text.page == line.page and 0 < below.baseline - text.baseline < NEAR * max(text.size, below.size)
        if not near or text.bullet is not None or is_level(text):
            return ()
        if told and _is_stronger(text, told[0]):
            return told if told[-1].text.endswith(".") else ()
        if len(told) == MOST_TOLD or text.bold:
            return ()
        told.insert(0, text)
        below = text
    return ()


def _is_stronger(line: Line, other: Line) -> bool:
    return line.bold > other.bold or line.size > STRONGER * other.size
