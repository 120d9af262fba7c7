"""What lies under a mark: white ink on white paper is not there, white ink on a dark bar is."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.reading.layout import Drawing

PAPER = 1.0
CONTRAST = 0.15
"""Lightness that differs by less is not seen as a line or a letter: the palest greys that forms are ruled with."""
DARK = 0.4
"""An area this much darker than what is around it is filled, not shaded."""


class Ground:
    """The shaded areas of a page that are larger than a tick box, in the order in which they are painted."""

    def __init__(self, drawings: Sequence[Drawing], larger_than: float) -> None:
        self._areas = [
            (drawing.box, drawing.fill_ink)
            for drawing in drawings
            if drawing.filled and not drawing.even_odd and min(drawing.box.width, drawing.box.height) > larger_than
        ]
        if all(ink == PAPER for _, ink in self._areas):
            self._areas = []

    def at(self, x: float, y: float) -> float:
        """Lightness, 0 to 1; white where nothing is known."""
        for box, ink in reversed(self._areas):
            if box.contains_point(x, y):
                return PAPER if ink is None else ink
        return PAPER


def stands_out(ink: float | None, ground: float) -> bool:
    """Ink of unknown lightness (a pattern, a spot colour) is taken to be seen."""
    return ink is None or abs(ink - ground) >= CONTRAST
