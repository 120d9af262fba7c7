"""The glyphs of a page as columns: what is done to all of them is done to arrays, at once.

A page has thousands of glyphs in hundreds of strings; what the glyphs of a string share stands once, in its style.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from extractor.reading.layout import Direction, Glyph, Paint

X0, TOP, X1, BOTTOM, X, BASELINE, ADVANCE = range(7)
"""Rows of `Glyphs.numbers`."""
_NUMBERS = ("x0", "top", "x1", "bottom", "x", "baseline", "advance")


class Style(NamedTuple):
    """What glyphs of one string share; see `Glyph`."""

    direction: Direction
    size: float
    font: str
    ink: float | None
    artifact: bool
    order: int
    paint: Paint


_STYLE = tuple(map(Glyph._fields.index, Style._fields))


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs(Sequence[Glyph]):
    """A sequence of glyphs. `numbers` has a row for each measure above, and `styles[style[i]]` is that of glyph i."""

    texts: Sequence[str]
    numbers: NDArray[np.float64]
    style: NDArray[np.intp]
    styles: Sequence[Style]

    @classmethod
    def of(cls, glyphs: Iterable[Glyph]) -> Glyphs:
        """The same glyphs as columns."""
        if isinstance(glyphs, Glyphs):
            return glyphs
        columns = list(zip(*glyphs, strict=True))
        if not columns:
            return NO_GLYPHS
        numbers = np.array([columns[Glyph._fields.index(name)] for name in _NUMBERS], dtype=np.float64)
        styles: list[Style] = []
        style: list[int] = []
        last: tuple[object, ...] | None = None
        for shared in zip(*(columns[i] for i in _STYLE), strict=True):
            if shared != last:
                styles.append(Style(*shared))
                last = shared
            style.append(len(styles) - 1)
        return cls(columns[0], numbers, np.array(style, dtype=np.intp), styles)

    def taken(self, places: NDArray[np.intp]) -> Glyphs:
        """The glyphs at these places, in their order."""
        texts = self.texts
        return Glyphs(
            list(map(texts.__getitem__, places.tolist())), self.numbers[:, places], self.style[places], self.styles
        )

    def of_styles(self, values: ArrayLike) -> NDArray[Any]:
        """A value of each style → that of each glyph."""
        of_glyphs: NDArray[Any] = np.asarray(values)[self.style]
        return of_glyphs

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, place: int) -> Glyph: ...
    @overload
    def __getitem__(self, place: slice) -> list[Glyph]: ...
    def __getitem__(self, place: int | slice) -> Glyph | list[Glyph]:
        if isinstance(place, slice):
            return [self._glyph(i) for i in range(*place.indices(len(self)))]
        return self._glyph(range(len(self))[place])

    def __iter__(self) -> Iterator[Glyph]:
        return map(self._glyph, range(len(self)))

    def _glyph(self, place: int) -> Glyph:
        x0, top, x1, bottom, x, baseline, advance = self.numbers[:, place].tolist()
        one = self.styles[self.style[place]]
        return Glyph(
            self.texts[place],
            x0,
            top,
            x1,
            bottom,
            x,
            baseline,
            one.direction,
            advance,
            one.size,
            one.font,
            one.ink,
            one.artifact,
            one.order,
            one.paint,
        )


NO_GLYPHS = Glyphs((), np.empty((len(_NUMBERS), 0)), np.empty(0, dtype=np.intp), ())
