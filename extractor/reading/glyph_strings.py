"""Strings as a page paints them → the columns of its glyphs.

While a page is painted only the pen's way is kept, glyph by glyph; all boxes are made from it at once, in the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pdfminer.utils import Matrix

from extractor.reading.glyph_columns import BOTTOM, TOP, X0, X1, Glyphs, Style, numbered
from extractor.reading.layout import Direction, Glyph, Paint
from extractor.reading.veils import Veil


class Run(NamedTuple):
    """What the glyphs of a string share: their box around the pen before it moves, in points; see `Glyph`.

    `lift` is how far its rise (ISO 32000-1, 9.3.7) sets them over the line of the pen: so is many a footnote's sign.
    """

    low_x: float
    high_x: float
    low_y: float
    high_y: float
    lift_x: float
    lift_y: float
    scale: float
    direction: Direction
    size: float


class Pen(NamedTuple):
    """Where it stands before each glyph of a string and how far it then moves, in text space; `y` is its height.

    `order` is that of the string; see `Glyph`.
    """

    texts: Sequence[str]
    xs: Sequence[float]
    advances: Sequence[float]
    y: float
    order: int


class GlyphStrings:
    """`left` and `top` are those of the page, in pdfminer's coordinates."""

    def __init__(self, left: float, top: float) -> None:
        self._left, self._top = left, top
        self._parts: list[Glyphs] = []
        self._begin()

    def _begin(self) -> None:
        self._texts: list[str] = []
        self._xs: list[float] = []
        self._advances: list[float] = []
        self._counts: list[int] = []
        self._shared: list[tuple[float, ...]] = []
        self._styles: list[Style] = []
        self._orders: list[int] = []
        self._clips: list[tuple[int, tuple[float, float, float, float]]] = []

    def add(self, pen: Pen, matrix: Matrix, run: Run, style: Style, veil: Veil, *, stroked: bool) -> None:
        """A string under a veil."""
        if not pen.texts:
            return
        if style.paint is Paint.PLAIN:
            if veil.may_hide_all(stroked=stroked):
                style = style._replace(paint=Paint.VEILED)
            elif veil.clip is not None:
                self._clips.append((len(self._styles), veil.clip))
        self._texts += pen.texts
        self._xs += pen.xs
        self._advances += pen.advances
        self._counts.append(len(pen.texts))
        self._shared.append((*matrix, pen.y, *run[:7]))
        self._styles.append(style)
        self._orders.append(pen.order)

    def add_glyphs(self, glyphs: Sequence[Glyph]) -> None:
        """Others, which are whole."""
        self._parts += [self._columns(), Glyphs.of(glyphs)]
        self._begin()

    def glyphs(self) -> Glyphs:
        """All of them, in the order of painting."""
        strings = self._columns()
        return Glyphs.of([one for part in (*self._parts, strings) for one in part]) if self._parts else strings

    def _columns(self) -> Glyphs:
        if not self._texts:
            return Glyphs.of(())
        counts = np.array(self._counts, dtype=np.intp)
        shared = np.repeat(np.array(self._shared, dtype=np.float64).T, counts, axis=1)
        with np.errstate(all="ignore"):  # numbers may be as wild as the file is
            numbers = self._placed(shared)
        for string in self._cut_off(numbers, np.cumsum(counts), counts):
            self._styles[string] = self._styles[string]._replace(paint=Paint.VEILED)
        style, styles = numbered(self._styles)
        orders = np.repeat(np.array(self._orders, dtype=np.int64), counts)
        return Glyphs(self._texts, numbers, np.repeat(style, counts), styles, orders)

    def _cut_off(self, numbers: NDArray[np.float64], ends: NDArray[np.intp], counts: NDArray[np.intp]) -> list[int]:
        """The strings that their clip does not hold: one that holds both ends holds all between."""
        if not self._clips:
            return []
        strings = np.array([string for string, _ in self._clips], dtype=np.intp)
        x0, top, x1, bottom = np.array([clip for _, clip in self._clips], dtype=np.float64).T
        held = np.ones(len(strings), dtype=np.bool_)
        for glyph in (ends[strings] - counts[strings], ends[strings] - 1):
            x, y = (numbers[X0, glyph] + numbers[X1, glyph]) / 2, (numbers[TOP, glyph] + numbers[BOTTOM, glyph]) / 2
            held &= (x0 <= x) & (x <= x1) & (top <= y) & (y <= bottom)
        cut_off: list[int] = strings[~held].tolist()
        return cut_off

    def _placed(self, shared: NDArray[np.float64]) -> NDArray[np.float64]:
        """The rows of `Glyphs.numbers`."""
        a, b, c, d, e, f, y, low_x, high_x, low_y, high_y, lift_x, lift_y, scale = shared
        x, advance = np.array(self._xs, dtype=np.float64), np.array(self._advances, dtype=np.float64)
        pen_x, pen_y = a * x + c * y + e, b * x + d * y + f
        along, up = a * advance, b * advance
        return np.array(
            [
                pen_x + low_x + np.where(along < 0, along, 0.0) - self._left,
                self._top - (pen_y + high_y + np.where(up > 0, up, 0.0)),
                pen_x + high_x + np.where(along > 0, along, 0.0) - self._left,
                self._top - (pen_y + low_y + np.where(up < 0, up, 0.0)),
                pen_x + lift_x - self._left,
                self._top - (pen_y + lift_y),
                advance * scale,
            ]
        )
