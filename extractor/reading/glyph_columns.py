"""The glyphs of a page as columns: what is done to all of them is done to arrays, at once.

A page has thousands of glyphs in a few styles; what the glyphs of a style share stands once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from extractor.reading.layout import Direction, Glyph, Paint

X0, TOP, X1, BOTTOM, X, BASELINE, ADVANCE = range(7)
"""Rows of `Glyphs.numbers`."""
_NUMBERS = ("x0", "top", "x1", "bottom", "x", "baseline", "advance")


class Style(NamedTuple):
    """What glyphs look alike in; see `Glyph`."""

    direction: Direction
    size: float
    font: str
    ink: float | None
    artifact: bool
    paint: Paint


_STYLE, _ORDER = tuple(map(Glyph._fields.index, Style._fields)), Glyph._fields.index("order")
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs(Sequence[Glyph]):
    """A sequence of glyphs. `numbers` has a row for each measure above, and `styles[style[i]]` is that of glyph i.

    `order` is what it is of each glyph: those of one string have the same, and stand next to each other.
    """

    texts: Sequence[str]
    numbers: NDArray[np.float64]
    style: NDArray[np.intp]
    styles: Sequence[Style]
    order: NDArray[np.int64]

    @classmethod
    def of(cls, glyphs: Iterable[Glyph]) -> Glyphs:
        """The same glyphs as columns."""
        if isinstance(glyphs, Glyphs):
            return glyphs
        columns = list(zip(*glyphs, strict=True))
        if not columns:
            return NO_GLYPHS
        numbers = np.array([columns[Glyph._fields.index(name)] for name in _NUMBERS], dtype=np.float64)
        style, styles = numbered([Style(*shared) for shared in zip(*(columns[i] for i in _STYLE), strict=True)])
        return cls(columns[0], numbers, style, styles, np.array(columns[_ORDER], dtype=np.int64))

    def taken(self, places: NDArray[np.intp]) -> Glyphs:
        """The glyphs at these places, in their order."""
        texts = self.texts
        return Glyphs(
            list(map(texts.__getitem__, places.tolist())),
            self.numbers[:, places],
            self.style[places],
            self.styles,
            self.order[places],
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
            int(self.order[place]),
            one.paint,
        )


NO_GLYPHS = Glyphs((), np.empty((len(_NUMBERS), 0)), np.empty(0, dtype=np.intp), (), np.empty(0, dtype=np.int64))


def numbered(values: Sequence[T]) -> tuple[NDArray[np.intp], list[T]]:
    """Each value as its place among the different ones, and these."""
    different = list(dict.fromkeys(values))
    numbers = {value: number for number, value in enumerate(different)}
    return np.fromiter(map(numbers.__getitem__, values), np.intp, len(values)), different
