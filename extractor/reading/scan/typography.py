"""Signs that engines do not tell apart, told by their ink: ' and ’ by their middle line, - and – by their width.

'    every row of it has its middle on one line     ’    its middle line bends, whatever the face
-    a quarter to a third of the size wide          –    half of it        —    nearly all of it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.reading.scan.engines import ReadWord
from extractor.reading.scan.extents import part_of_size
from extractor.reading.scan.pixels import Grey, Rows, pieces
from extractor.reading.scan.seen import Area, SeenWord

APOSTROPHES, DASHES = frozenset("'’‘"), frozenset("-‐‑–—‒")
INK = 160
NEAR = 0.3
"""An engine knows to this part of the size where a letter stands."""
LEAST_PIXELS = 5
"""Less of an apostrophe's height shows nothing."""
BEND = 0.022
"""The middles of its rows lie this part of its height apart at least in a curly one (.03 to .36 in twelve faces at 200
dpi with noise), in a typewriter's less (up to .014)."""
FULL_ROW = 0.25
"""Rows with less than this part of the heaviest row's ink are its soft edge."""
SPACE, WIDER = 0.22, 2.2
"""A space is this part of the size wide at least, and so many times the usual gap between the letters of its word."""
MOST_OF_ONE = 2
EN, EM = 0.35, 0.75
"""Dashes from this part of the size on are no hyphens; from that on they are long ones."""


class Sign(NamedTuple):
    word: int
    letter: int
    at: float


def with_own_signs(clean: Grey, piece: Area, words: Sequence[ReadWord]) -> list[ReadWord]:
    """The same words of a piece of a line; `letters` of each are in pixels of the page, as its ends are."""
    signs = [
        Sign(i, k, at)
        for i, word in enumerate(words)
        for k, (letter, at) in enumerate(zip(word.text, word.letters, strict=False))
        if letter in APOSTROPHES or letter in DASHES
    ]
    if not signs:
        return list(words)
    size = piece.h / part_of_size("".join(word.text for word in words))
    crop = clean[piece.rows(), piece.columns()]
    boxes = pieces(np.asarray(crop < INK, dtype=np.uint8)).boxes[1:]
    texts = [list(word.text) for word in words]
    for sign in signs:
        letter = texts[sign.word][sign.letter]
        find, tell = (_apostrophe, _curl) if letter in APOSTROPHES else (_dash, _length)
        box = find(boxes, sign.at - piece.x, size, crop.shape[0])
        if box is not None:
            texts[sign.word][sign.letter] = tell(crop, box, size) or letter
    return [word._replace(text="".join(text)) for word, text in zip(words, texts, strict=True)]


def _apostrophe(boxes: Rows, at: float, size: float, rows: int) -> Area | None:
    """The piece of ink that hangs in the upper half of the line there."""
    _, y, w, h = boxes.T
    fits = (y + h <= 0.62 * rows) & (h >= 0.1 * size) & (h <= 0.4 * size) & (w <= 0.25 * size)
    return _nearest(boxes[fits], at, size)


def _dash(boxes: Rows, at: float, size: float, rows: int) -> Area | None:
    """The flat piece of ink there, above the baseline and below the tops."""
    _, y, w, h = boxes.T
    fits = (h <= 0.16 * size) & (w >= 1.5 * h) & (y > 0.15 * rows) & (y + h < 0.95 * rows)
    return _nearest(boxes[fits], at, size)


def _nearest(boxes: Rows, at: float, size: float) -> Area | None:
    found = [Area(*(int(v) for v in box)) for box in boxes]
    near = [
        (abs(area.middle[0] - at), area) for area in found if area.x - NEAR * size <= at <= area.right + NEAR * size
    ]
    return min(near)[1] if near else None


def _curl(crop: Grey, box: Area, _: float) -> str | None:
    """’ and ‘ bend alike; the one is heavy at its head, the other at its foot."""
    if box.h < LEAST_PIXELS:
        return None
    dark = 255.0 - crop[box.rows(), max(0, box.x - 1) : box.right + 1].astype(np.float64)
    rows = dark.sum(axis=1)
    full = rows >= FULL_ROW * rows.max()
    middles = (dark @ np.arange(dark.shape[1]) / np.maximum(rows, 1.0))[full]
    if len(middles) >= LEAST_PIXELS:
        middles = np.convolve(middles, np.ones(3) / 3, "valid")
    if float(np.ptp(middles)) < BEND * box.h:
        return "'"
    half = box.h // 2
    return "’" if rows[:half].sum() >= 0.9 * rows[box.h - half :].sum() else "‘"


def _length(_: Grey, box: Area, size: float) -> str | None:
    wide = box.w / size
    return "-" if wide < EN else "–" if wide < EM else "—"


def parted_at_gaps(clean: Grey, piece: Area, words: Sequence[ReadWord]) -> list[ReadWord]:
    """The same words, parted where the page has a space that the engine left out: "§Je", "rond.De"."""
    size = piece.h / part_of_size("".join(word.text for word in words))
    inked = np.asarray((clean[piece.rows(), piece.columns()] < INK).any(axis=0))
    return [part for word in words for part in _parted(inked, piece.x, word, SPACE * size)]


def _parted(inked: NDArray[np.bool_], left: int, word: ReadWord, least: float) -> list[ReadWord]:
    """Each wide gap parts the two letters between which it lies most nearly: engines place letters to some pixels."""
    if len(word.letters) < 2 or len(word.letters) != len(word.text):
        return [word]
    gaps = _gaps(inked[max(0, round(word.letters[0]) - left) : max(0, round(word.letters[-1]) - left) + 1])
    usual = float(np.median(sorted(width for _, width in gaps)[:-1] or [0]))
    between = {
        i: (word.letters[i - 1] + word.letters[i]) / 2
        for i in range(1, len(word.text))
        if any(map(str.isalpha, word.text[i - 1 : i + 1]))
    }
    wide = [word.letters[0] + middle for middle, width in gaps if width >= max(least, WIDER * usual)]
    cuts = sorted({min(between, key=lambda i: abs(between[i] - at)) for at in wide}) if between else []
    ends = [word.x0, *(between[i] for i in cuts), word.x1]
    return [
        ReadWord(word.text[a:b], ends[n], ends[n + 1], word.confidence, word.letters[a:b])
        for n, (a, b) in enumerate(pairwise([0, *cuts, len(word.text)]))
    ]


def _gaps(inked: NDArray[np.bool_]) -> list[tuple[float, int]]:
    """Runs of paper between ink: their middles and widths, in pixels."""
    ink = np.flatnonzero(inked)
    return [((a + b) / 2, int(b - a) - 1) for a, b in pairwise(ink) if b - a > 1]


def of_one_hand(words: Sequence[SeenWord]) -> list[SeenWord]:
    """Apostrophes of a page are of one kind: where most are, the few that seem otherwise were blurred."""
    counts = {sign: sum(word.text.count(sign) for word in words) for sign in "'’"}
    few, most = sorted(counts, key=lambda sign: counts[sign])
    if not counts[few] or counts[most] < MOST_OF_ONE * counts[few]:
        return list(words)
    return [replace(word, text=word.text.replace(few, most)) for word in words]
