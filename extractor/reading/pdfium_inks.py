"""The colours that page objects are painted with → lightness."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from extractor.reading.colours import lightness
from extractor.reading.pdfium_calls import Pointer, WriteFour, rows

WHOLE = 255.0


def inks_of(ask: WriteFour, objects: Sequence[Pointer]) -> list[float | None]:
    """The lightness of the fill or stroke of each object, 0 to 1; None where pdfium has no colour for it."""
    parts = np.zeros((len(objects), 4), dtype=np.uint32)
    said = list(map(ask, objects, *(rows(parts, i) for i in range(4))))
    return [
        _lightness(red, green, blue) if known else None
        for known, (red, green, blue, _) in zip(said, parts.tolist(), strict=True)
    ]


@lru_cache(maxsize=1024)
def _lightness(red: int, green: int, blue: int) -> float | None:
    return lightness((red / WHOLE, green / WHOLE, blue / WHOLE))
