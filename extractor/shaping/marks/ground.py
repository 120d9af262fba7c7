"""What lies under a mark: white ink on white paper is not there, white ink on a dark bar is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.reading.layout import Drawing

PAPER = 1.0
CONTRAST = 0.15
"""Lightness that differs by less is not seen as a line or a letter: the palest greys that forms are ruled with."""
DARK = 0.4
"""An area this much darker than what is around it is filled, not shaded."""


class Ground:
    """The shaded areas of a page that are larger than a tick box, in the order in which they are painted."""

    def __init__(self, drawings: Sequence[Drawing], larger_than: float) -> None:
        areas = [
            drawing
            for drawing in drawings
            if drawing.filled and min(drawing.box.width, drawing.box.height) > larger_than
        ]
        self._areas = [(area.box, area.fill_ink) for area in _without_frames(areas)]
        if not any(stands_out(ink, PAPER) for _, ink in self._areas):
            self._areas = []

    def at(self, x: float, y: float) -> float:
        """Lightness, 0 to 1; white where nothing is known."""
        for box, ink in reversed(self._areas):
            if box.contains_point(x, y):
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
