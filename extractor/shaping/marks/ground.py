"""What lies under a mark: white ink on white paper is not there, white ink on a dark bar is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.geometry import Box
from extractor.reading.layout import Drawing
from extractor.values import kept

PAPER = 1.0
CONTRAST = 0.15
"""Lightness that differs by less is not seen as a line or a letter: the palest greys that forms are ruled with."""
DARK = 0.4
"""An area this much darker than what is around it is filled, not shaded."""

THINNEST = 3.0
"""Points: thinner areas are rules, and nothing stands on them."""


class Ground:
    """The filled areas of a page in the order in which they are painted."""

    def __init__(self, drawings: Sequence[Drawing]) -> None:
        self._drawings = drawings

    @kept
    def _areas(self) -> list[tuple[Box, float | None]]:
        """Looked for when the first light ink asks for it: most pages never need them."""
        areas = _without_frames([d for d in self._drawings if d.filled and min(d.box.width, d.box.height) > THINNEST])
        found = [(area.box, area.fill_ink) for area in areas]
        return found if any(stands_out(ink, PAPER) for _, ink in found) else []

    def at(self, x: float, y: float, larger_than: float) -> float:
        """Lightness, 0 to 1, under a thing `larger_than` points on each side; white where nothing is known."""
        for box, ink in reversed(self._areas):
            if box.contains_point(x, y) and min(box.width, box.height) > larger_than:
                return PAPER if ink is None else ink
        return PAPER


def _without_frames(areas: Sequence[Drawing]) -> Iterator[Drawing]:
    """Two areas of one even-odd fill, one in the other, leave what is inside unpainted."""
    i = 0
    while i < len(areas):
        one, other = areas[i], areas[i + 1] if i + 1 < len(areas) else None
        if other is not None and one.even_odd and other.even_odd and one.fill_ink == other.fill_ink:
            outer, inner = (one.box, other.box) if one.box.width >= other.box.width else (other.box, one.box)
            if outer.contains_point(inner.x0, inner.top) and outer.contains_point(inner.x1, inner.bottom):
                i += 2
                continue
        yield one
        i += 1


def stands_out(ink: float | None, ground: float) -> bool:
    """Ink of unknown lightness (a pattern, a spot colour) is taken to be seen."""
    return ink is None or abs(ink - ground) >= CONTRAST
