"""The colours that page objects are painted with → lightness."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from extractor.reading.colours import lightness
from extractor.reading.pdfium_calls import Pointer, WriteFour, rows

WHOLE = 255.0
NO_COLOUR = -1


def inks_of(ask: WriteFour, objects: Sequence[Pointer]) -> list[float | None]:
    """The lightness of the fill or stroke of each object, 0 to 1; None where pdfium has no colour for it."""
    parts = np.zeros((len(objects), 4), dtype=np.uint32)
    said = np.fromiter(map(ask, objects, *(rows(parts, i) for i in range(4))), np.int64, len(objects))
    red, green, blue, _ = parts.T.astype(np.int64)
    colours = np.where(said != 0, (red << 16) | (green << 8) | blue, NO_COLOUR).tolist()
    inks = {colour: _lightness(colour) for colour in set(colours)}
    return [inks[colour] for colour in colours]


@lru_cache(maxsize=1024)
def _lightness(colour: int) -> float | None:
    if colour == NO_COLOUR:
        return None
    return lightness(((colour >> 16) / WHOLE, (colour >> 8 & 255) / WHOLE, (colour & 255) / WHOLE))
