"""Ticked, empty or unclear: how much ink stands in a box, against the other boxes of the document.

What an empty box is, the document's own empty boxes say; what a tick is, its own ticks. Between the two nobody knows.
Ink of print parts them by ten times what is asked here; a pen's does not always, and then a person looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import numpy as np

from extractor.reading.scan.pixels import Mask, pieces
from extractor.reading.scan.seen import Area, SeenTick

BORDER = 0.2
"""Left out on each side of a box: its border, as thick as copies make it."""
BAND = 0.35
"""Seen around a box, as a part of its side: strokes that miss it end here."""
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


def seen_tick(ink: Mask, box: Area, *, is_round: bool) -> SeenTick:
    """`ink` is that of the page without the rules of its tables."""
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
    return SeenTick(
        area=box,
        round=is_round,
        ink=round(float(middle.mean()), 4) if middle.size else 0.0,
        span=round(_longest_stroke(middle), 3),
        around=round(float(band / size), 4) if size > 0 else 0.0,
    )


def _longest_stroke(middle: Mask) -> float:
    if not middle.size or not middle.any():
        return 0.0
    boxes = pieces(np.ascontiguousarray(middle)).boxes[1:]
    return float(max(np.maximum(boxes[:, 2] / middle.shape[1], boxes[:, 3] / middle.shape[0])))


def states_of(ticks: Sequence[SeenTick]) -> list[tuple[bool | None, str]]:
    """True ticked, False empty, None unclear, and why, for all boxes of a document together.

    Round ones have their own kind of tick: a dot, where a square has a cross.
    """
    limits = {shape: _limits([tick.ink for tick in ticks if tick.round is shape]) for shape in (True, False)}
    return [_state(tick, *limits[tick.round]) for tick in ticks]


def _limits(inks: Sequence[float]) -> tuple[float, float]:
    """The ink of an empty box, and how much more a ticked one usually has."""
    if not inks:
        return 0.0, 0.0
    ordered = sorted(inks)
    base = ordered[len(ordered) // 4] if len(ordered) > 3 else ordered[0]
    base = base if base <= TICKED else 0.0
    return base, median([ink - base for ink in ordered if ink - base >= TICKED] or [0.0])


def _state(tick: SeenTick, base: float, usual: float) -> tuple[bool | None, str]:
    over = tick.ink - base
    if over <= EMPTY:
        if tick.around >= BESIDE:
            return None, "it is empty, but there is ink around it"
        return False, "the picture shows it empty"
    if over > BLACKENED and usual < USUAL_MOST:
        return None, "it is filled, where the others are ticked by strokes: struck out?"
    if over >= max(TICKED, LIKE_OTHERS * usual) and tick.span >= STROKE:
        return True, "the picture shows ink in it"
    return None, "there is less in it than in a ticked box, and more than in an empty one"
