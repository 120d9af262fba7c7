"""Competencies in the order a reader takes them: down one column of the page, then down the next."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from extractor.geometry import Box, box_around
from extractor.matching.levels.question import Question

Place = tuple[Box, Question]


def in_reading_order(found: Sequence[Question]) -> list[Question]:
    """Page by page; on a page, columns that stand beside each other one after the other, all else from the top."""
    ordered: list[Question] = []
    for _, members in itertools.groupby(sorted(found, key=lambda c: c.page), key=lambda c: c.page):
        ordered.extend(competency for _, competency in _cut([(_box(c), c) for c in members]))
    return ordered


def _box(competency: Question) -> Box:
    """Around its name and its boxes, as far as they stand on its page."""
    marks = (mark.box for option in competency.options for mark in option.marks if mark.page == competency.page)
    return box_around([competency.box, *marks])


def _cut(places: Sequence[Place]) -> list[Place]:
    """Cut at a gap that runs down between columns, else at one across, and order each part by itself."""
    if len(places) <= 1:
        return list(places)
    columns = _columns(places)
    parts = columns if _stand_beside(columns) else _bands(places)
    if len(parts) > 1:
        return [place for part in parts for place in _cut(part)]
    return sorted(places, key=lambda place: (place[0].top, place[0].x0))


def _stand_beside(columns: Sequence[Sequence[Place]]) -> bool:
    """Do columns share a height of the page? Else they are one column that is indented here and there."""
    return any(
        2 * a.shared_height(b) > min(a.height, b.height)
        for left, right in itertools.combinations(columns, 2)
        for a, _ in left
        for b, _ in right
    )


def _columns(places: Sequence[Place]) -> list[list[Place]]:
    return _parts(places, lambda box: box.x0, lambda box: box.x1)


def _bands(places: Sequence[Place]) -> list[list[Place]]:
    """Parts that stand under each other; those that are columns together are one."""
    bands: list[list[Place]] = []
    for part in _parts(places, lambda box: box.top, lambda box: box.bottom):
        if bands and _stand_beside(_columns([*bands[-1], *part])):
            bands[-1].extend(part)
        else:
            bands.append(part)
    return bands


def _parts(places: Sequence[Place], start: Callable[[Box], float], end: Callable[[Box], float]) -> list[list[Place]]:
    parts: list[list[Place]] = []
    reach = float("-inf")
    for place in sorted(places, key=lambda place: start(place[0])):
        if start(place[0]) >= reach:
            parts.append([])
        parts[-1].append(place)
        reach = max(reach, end(place[0]))
    return parts
