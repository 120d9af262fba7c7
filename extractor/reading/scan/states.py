"""Ticked, empty or unclear: how much ink stands in a box, against the other boxes of the document.

What an empty box is, the document's own empty boxes say; what a tick is, its own ticks. Between the two nobody knows.
Ink of print parts them by ten times what is asked here; a pen's does not always, and then a person looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

import numpy as np

from extractor.reading.scan.joined import sharing_ink
from extractor.reading.scan.pixels import Mask, pieces
from extractor.reading.scan.seen import Area, SeenTick
from extractor.reading.scan.typed import Pair

BORDER = 0.2
"""Left out on each side of a box: its border, as thick as copies make it."""
BAND = 0.35
"""Seen around a box, as a part of its side: strokes that miss it end here."""
BAND_TYPED = 0.12
"""Above and below a box between brackets: the letters of the next lines are farther than this part of its height."""
EMPTY, TICKED = 0.035, 0.09
"""Ink over that of the document's empty boxes: at most in an empty one, at least in a ticked one."""
LIKE_OTHERS = 0.3
"""A tick has this part at least of what the document's usual tick has …"""
STROKE = 0.5
"""… and goes over half of the box: what does not is a speck."""
BESIDE = 0.05
"""Ink around an empty box: a stroke that was meant for it? Print leaves half as much there at most."""
BLACKENED, USUAL_MOST = 0.85, 0.7
"""A box filled so, where ticks are strokes, was struck out or corrected."""
THROUGH = 0.012
"""Ink beside a ticked box on both sides, where the others have none: a line that goes through it."""
PAPER = 0.005
"""Ink beside most boxes, where there is none: a label would be more."""
WITHIN, ALIKE = 0.003, 0.15
"""Printed ticks end in their box but for so much of the band around it, and differ in ink by this part at most."""
MUCH, MOST_OF_STROKES = 1.8, 0.5
"""A hand's tick scribbled over has so many times the ink of its usual one, and more than the strokes of a tick have."""
PRINTED = 0.34
"""So many of a document's ticks are alike where they are printed: others were made or struck by hand."""
LEAVES_PRINT, LEAVES_PEN = 0.005, 0.02
"""Ink around a ticked box: a stroke that strikes it out? A pen's ticks leave their boxes, print never does …"""
USUAL_LEAVES, MOST_LEAVES = 2.0, 0.12
"""… some hands' more than others': so many times what is usual in a document is no tick of that hand."""


def seen_ticks(
    ink: Mask, squares: Sequence[Area], rounds: Sequence[Area], typed: Sequence[Pair], folds: Mask
) -> list[SeenTick]:
    """The boxes of a page. `ink` is that of the page without the rules of its tables and without its `folds`."""
    ticks = [seen_tick(ink, box, is_round=False) for box in squares]
    ticks += [seen_tick(ink, box, is_round=True) for box in rounds]
    ticks += [seen_typed(ink, pair) for pair in typed]
    joined = sharing_ink(ink, [tick.area for tick in ticks])
    return [replace(tick, joined=tick.area in joined, folded=_meets(tick.area, folds)) for tick in ticks]


def _meets(box: Area, folds: Mask) -> bool:
    return bool(folds[box.rows(), box.columns()].any())


def seen_tick(ink: Mask, box: Area, *, is_round: bool) -> SeenTick:
    """One box by itself: whether a stroke joins it to others only the page can tell."""
    rows, columns = ink.shape
    margin = max(3, round((BORDER + (0.06 if is_round else 0.0)) * box.w))
    middle = ink[box.grown(-margin).rows(), box.grown(-margin).columns()]
    reach = round(BAND * box.w)
    outer = box.grown(reach).within(rows, columns)
    inner = box.grown(3).within(rows, columns)
    band = ink[outer.rows(), outer.columns()].sum(dtype=np.int64) - ink[inner.rows(), inner.columns()].sum(
        dtype=np.int64
    )
    size = outer.w * outer.h - inner.w * inner.h
    left = _inked(ink, Area(inner.x - box.w, box.y, box.w, box.h))
    right = _inked(ink, Area(inner.right, box.y, box.w, box.h))
    return SeenTick(
        area=box,
        round=is_round,
        ink=round(float(middle.mean()), 4) if middle.size else 0.0,
        span=round(_longest_stroke(middle), 3),
        around=round(float(band / size), 4) if size > 0 else 0.0,
        left=left,
        right=right,
    )


def seen_typed(ink: Mask, pair: Pair) -> SeenTick:
    """A box between brackets: words stand close on both sides of it, so only above and below it paper is asked for."""
    box, inside = pair
    middle = ink[inside.rows(), inside.columns()]
    reach = max(2, round(BAND_TYPED * box.h))
    above = _inked(ink, Area(box.x, box.y - 2 - reach, box.w, reach))
    below = _inked(ink, Area(box.x, box.bottom + 2, box.w, reach))
    return SeenTick(
        area=box,
        round=False,
        ink=round(float(middle.mean()), 4),
        span=round(_longest_stroke(middle), 3),
        around=max(above, below),
        left=_inked(ink, Area(box.x - box.h, box.y, box.h, box.h)),
        right=_inked(ink, Area(box.right, box.y, box.h, box.h)),
        typed=True,
    )


def _inked(ink: Mask, area: Area) -> float:
    part = area.within(*ink.shape)
    return round(float(ink[part.rows(), part.columns()].mean()), 4) if part.w and part.h else 0.0


def _longest_stroke(middle: Mask) -> float:
    if not middle.size or not middle.any():
        return 0.0
    boxes = pieces(np.ascontiguousarray(middle)).boxes[1:]
    return float(max(np.maximum(boxes[:, 2] / middle.shape[1], boxes[:, 3] / middle.shape[0])))


class _Usual(NamedTuple):
    """What is usual in the boxes of one shape in a document.

    `base` is the ink of an empty box, `tick` how much more a ticked one has, `most` the most that one has, `leaves` the
    most ink around one. `left` and `right` are the ink beside most boxes: none, or that of a label.
    """

    base: float
    tick: float
    most: float
    leaves: float
    left: float
    right: float


def states_of(ticks: Sequence[SeenTick]) -> list[tuple[bool | None, str]]:
    """True ticked, False empty, None unclear, and why, for all boxes of a document together.

    Each shape has its own kind of tick: a round one a dot, where a square has a cross, and brackets a letter x.
    """
    shapes = {(tick.round, tick.typed) for tick in ticks}
    usual = {shape: _usual([tick for tick in ticks if (tick.round, tick.typed) == shape]) for shape in shapes}
    return [_state(tick, usual[tick.round, tick.typed]) for tick in ticks]


def _usual(ticks: Sequence[SeenTick]) -> _Usual:
    inks = sorted(tick.ink for tick in ticks) or [0.0]
    base = inks[len(inks) // 4] if len(inks) > 3 else inks[0]
    base = base if base <= TICKED else 0.0
    ticked = [tick for tick in ticks if tick.ink - base >= TICKED]
    usual = _middle(tick.ink - base for tick in ticked)
    printed = _most_of_print(ticked)
    strays = _middle(tick.around for tick in ticked)
    return _Usual(
        base=base,
        tick=usual,
        most=max(base + MUCH * usual, MOST_OF_STROKES) if printed is None else printed,
        leaves=LEAVES_PRINT if printed is not None else min(MOST_LEAVES, max(LEAVES_PEN, USUAL_LEAVES * strays)),
        left=_middle(tick.left for tick in ticks),
        right=_middle(tick.right for tick in ticks),
    )


def _middle(values: Iterable[float]) -> float:
    return median([*values] or [0.0])


def _most_of_print(ticked: Sequence[SeenTick]) -> float | None:
    """The most ink that a printed tick has; None where few are alike and stay in their boxes, so a pen made them."""
    inside = [tick.ink for tick in ticked if tick.around <= WITHIN]
    alike = [ink for ink in inside if abs(ink - median(inside)) <= ALIKE * median(inside)]
    printed = len(alike) >= min(2, len(ticked)) and PRINTED * len(ticked) <= len(alike)
    return (1 + ALIKE) * median(alike) if alike and printed else None


def _state(tick: SeenTick, usual: _Usual) -> tuple[bool | None, str]:
    if tick.joined:
        return None, "one stroke goes through it and another box"
    over = tick.ink - usual.base
    if over <= EMPTY:
        if tick.around >= BESIDE or _beside(tick, usual, BESIDE, any):
            return None, "it is empty, but there is ink around it"
        return False, "the picture shows it empty"
    if tick.folded:
        return None, "a line over the whole page goes through it: a fold, or struck out?"
    struck = _struck(tick, usual)
    if struck is not None:
        return None, f"{struck}: struck out?"
    if over >= max(TICKED, LIKE_OTHERS * usual.tick) and tick.span >= STROKE:
        return True, "the picture shows ink in it"
    return None, "there is less in it than in a ticked box, and more than in an empty one"


def _struck(tick: SeenTick, usual: _Usual) -> str | None:
    """Why a box with ink may be one that was struck out; None where nothing says so."""
    if tick.ink - usual.base > BLACKENED and usual.tick < USUAL_MOST:
        return "it is filled, where the others are ticked by strokes"
    if tick.around > usual.leaves or _beside(tick, usual, THROUGH, all):
        return "ink leaves it, more than the others"
    if tick.ink > usual.most:
        return "it has more ink than the other ticks"
    return None


def _beside(tick: SeenTick, usual: _Usual, least: float, which: Callable[[Iterable[bool]], bool]) -> bool:
    """Is there ink to its left or right (`any`, or `all` for both) where most boxes have paper?"""
    return which(here >= least and most <= PAPER for here, most in ((tick.left, usual.left), (tick.right, usual.right)))
