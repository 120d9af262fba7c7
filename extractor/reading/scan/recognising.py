"""Pieces of lines → words with their places, each piece cut out and read by an engine.

Bullets are seen, not read: engines make letters of them. A lone sign, as the number of a level is, is read twice, from
two cuts of different sizes; where the two differ nothing is sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

from extractor.reading.scan.boxes import best_ring
from extractor.reading.scan.engines import Engine, ReadWord
from extractor.reading.scan.lines import baseline_of
from extractor.reading.scan.pixels import MM, Grey, Mask, bordered, resized
from extractor.reading.scan.seen import Area, SeenWord
from extractor.reading.scan.typography import of_one_hand, parted_at_gaps, with_own_signs

AROUND = 7
"""Pixels of paper left around a line: engines were trained on lines with some."""
AROUND_SIGN = 3
LEAST_SIGN = 0.3
"""A sign between brackets is this part of their height at least; less is a speck or the edge of an arm."""
SIGN = 1.5
"""A piece narrower than this times its height is a lone sign or two."""
OTHER_CUT = (64, 18)
"""For the second look at a sign: its height and the paper around it, in pixels."""
INK = 160
"""Darker than this, of 255, is a letter in the grey picture of a line."""
LIKE_ZERO, LIKE_ONE = frozenset("0Oo°"), frozenset("1Il|!iı")
"""What engines take a 0 and a 1 for, where nothing but the numbers around them tells a number from a letter."""
LEAST_NUMBERS = 2
"""So many numbers above or below a sign make a column of numbers."""
SHORT = regex.compile(r"[0-9]{1,2}[.)]?|[A-HIVXl|]{1,4}[.)]?")
"""Words that may be the label of a level: read twice wherever they stand."""
TICKS = frozenset("xXvV×✓✔✗✘")
"""What engines make of a ticked box: a letter that ticks by itself is none of these."""
LOW = 0.7
"""A piece lower than this part of the usual line has no letter that stands on the baseline."""
ROMAN = regex.compile(r"I{1,3}|I?V|VI{1,3}|I?X")
UNREAD = "?"
RINGED = 0.86
FOLDED_CONFIDENCE = 0.8
BULLET_GAP = 0.55
WIDEST_BULLET = 3.2
DOT, SOLID = 2.2, 0.58
"""A lone bullet is at most this many millimetres wide, and this part of the square around it is ink …"""
RIM, SIDE_INKED = 0.2, 0.5
"""… and of the middle of each of its sides this part: a rim as wide as this part of it. A disc has .67, an x .1."""


class Bullet(NamedTuple):
    text: str
    end: int
    """Pixels from the left of its line."""


class Sign(NamedTuple):
    """A lone sign as two cuts of it are read; `at` is its place among the words."""

    at: int
    readings: tuple[str, str]
    confidence: float


def read_lines(clean: Grey, ink: Mask, lines: Sequence[Area], engine: Engine) -> list[SeenWord]:
    """`clean` and `ink` are the page without rules and boxes."""
    words: list[SeenWord] = []
    signs: list[Sign] = []
    baselines = _baselines(ink, lines)
    for number, line in enumerate(lines):
        baseline = baselines[number]
        bullet = _bullet(clean, line)
        rest: Area | None = line
        if bullet is not None:
            area = Area(line.x, line.y, bullet.end, line.h)
            words.append(SeenWord(bullet.text, area, 1.0, number, baseline, line.h))
            rest = _after(clean, line, bullet.end)
        if rest is None:
            continue
        for word in _read_piece(clean, rest, engine):
            x0, x1 = max(line.x, round(word.x0)), min(line.right, round(word.x1))
            area = Area(x0, line.y, max(1, x1 - x0), line.h)
            if SHORT.fullmatch(word.text) or rest.w < SIGN * rest.h:
                signs.append(_sign(clean, area, len(words), word, engine))
            words.append(SeenWord(word.text, area, word.confidence, number, baseline, line.h))
    for sign, text, sure in _agreed(signs, words):
        words[sign.at] = replace(words[sign.at], text=text, confidence=sure)
    return of_one_hand(words)


def _read_piece(clean: Grey, piece: Area, engine: Engine) -> list[ReadWord]:
    """Words of a piece of a line, in pixels of the page."""
    cut = piece.grown(AROUND).within(*clean.shape)
    words = engine.read(_crop(clean, piece))
    if not words and piece.h <= MM:
        return []
    if piece.w < SIGN * piece.h or not words:
        text = "".join(word.text for word in words) or UNREAD
        sure = min((word.confidence for word in words), default=0.0)
        return [ReadWord(text, piece.x, piece.right, sure)]
    found = [
        word._replace(x0=word.x0 + cut.x, x1=word.x1 + cut.x, letters=tuple(at + cut.x for at in word.letters))
        for word in words
    ]
    signed = with_own_signs(clean, piece, found)
    return _parted_by_ink(clean, piece, parted_at_gaps(clean, piece, signed))


def _sign(clean: Grey, area: Area, at: int, word: ReadWord, engine: Engine) -> Sign:
    """The sign read again, from another cut. A box that no box was taken for is no letter, whatever it looks like."""
    part, cut = _other_cut(clean, area.grown(AROUND_SIGN))
    again = engine.read(cut)
    other = "".join(found.text for found in again)
    sure_again = min((found.confidence for found in again), default=0.0)
    sure = round(1 - (1 - word.confidence) * (1 - sure_again), 4)
    if word.text in TICKS and _is_ringed(part):
        return Sign(at, (word.text, ""), 0.0)
    return Sign(at, (word.text, other), sure)


def holds_other_sign(clean: Grey, inside: Area, engine: Engine) -> bool:
    """Is a letter or digit between two brackets that ticks nothing, as in "[1]"? Whether it is a tick, ink says."""
    part, cut = _other_cut(clean, inside)
    if not part.any() or len(part) < LEAST_SIGN * inside.h:
        return False
    text = _bare("".join(word.text for word in engine.read(cut)))
    return any(sign.isalnum() and sign not in TICKS for sign in text)


def _is_ringed(part: Mask) -> bool:
    side = min(part.shape)
    best = best_ring(np.pad(part, 1), range(max(6, side - 3), side + 1))
    return best is not None and best[0] >= RINGED and max(part.shape) <= 1.25 * side


def _agreed(signs: Sequence[Sign], words: Sequence[SeenWord]) -> Iterator[tuple[Sign, str, float]]:
    """What each sign says: what both cuts say. In a column of numbers the thin stroke is its 1, the ring its 0."""
    for sign in signs:
        first, second = (_bare(reading) for reading in sign.readings)
        if first == second and not first.isalpha():
            yield sign, words[sign.at].text, sign.confidence
            continue
        column = [s for s in signs if s is not sign and _in_column(words[s.at].area, words[sign.at].area)]
        meant = _in_company(first, second, column)
        if meant is not None:
            yield sign, meant, FOLDED_CONFIDENCE
        else:
            alike = first == second or (first in TICKS and first.casefold() == second.casefold())
            yield sign, words[sign.at].text, sign.confidence if alike else 0.0


def _in_company(first: str, second: str, column: Sequence[Sign]) -> str | None:
    """The number that both readings can stand for, where those above and below are all of one kind."""
    pairs = [tuple(_bare(reading) for reading in sign.readings) for sign in column]
    others = [one for one, other in pairs if one == other]
    numbers = sum(other.isdecimal() for other in others)
    if numbers >= LEAST_NUMBERS and not any(map(_is_letter, others)):
        return _number_like(first, second)
    roman = _roman_like(first)
    certain = any(map(_is_roman, others)) and not numbers
    return roman if certain and roman == _roman_like(second) else None


def _bare(text: str) -> str:
    return text.strip(".,:;)('`´’ ") or text


def _is_letter(text: str) -> bool:
    """A letter that is no tick and cannot be a number."""
    return text.isalpha() and text not in TICKS and _number_like(text, text) is None


def _is_roman(text: str) -> bool:
    """A Roman number that is no other."""
    return _roman_like(text) is not None and _number_like(text, text) is None


def _number_like(first: str, second: str) -> str | None:
    """The second cut may say nothing: a ring alone on white paper is no letter to an engine."""
    for number, like in (("0", LIKE_ZERO), ("1", LIKE_ONE)):
        if first in like and (second in like or not second):
            return number
    return None


def _roman_like(text: str) -> str | None:
    """The Roman number that a reading can stand for: its strokes are read as l, 1 or | as well."""
    strokes = "".join("I" if letter in LIKE_ONE else letter for letter in text)
    return strokes if ROMAN.fullmatch(strokes) else None


def _in_column(one: Area, other: Area) -> bool:
    return abs(one.middle[0] - other.middle[0]) <= 0.5 * max(one.h, other.h)


def _baselines(ink: Mask, lines: Sequence[Area]) -> list[float]:
    """Of each piece; a bullet or a dash has that of the nearest piece beside it, for it floats above its own."""
    own = [baseline_of(ink, line) for line in lines]
    usual = float(np.median([line.h for line in lines])) if lines else 0.0
    found = list(own)
    for i, line in enumerate(lines):
        if line.h >= LOW * usual:
            continue
        beside = [
            (max(other.x - line.right, line.x - other.right), own[j])
            for j, other in enumerate(lines)
            if other.h >= LOW * usual and other.y < line.middle[1] < other.bottom
        ]
        if beside:
            found[i] = min(beside)[1]
    return found


def sureness(clean: Grey, lines: Sequence[Area], engine: Engine, *, upside_down: bool) -> float:
    """How sure the engine is of some lines, as they stand or turned by half; letters weigh alike."""
    letters = sure = 0.0
    for line in lines:
        crop = _crop(clean, line)
        for word in engine.read(np.ascontiguousarray(crop[::-1, ::-1]) if upside_down else crop):
            letters += len(word.text)
            sure += len(word.text) * word.confidence
    return sure / letters if letters else 0.0


def _other_cut(clean: Grey, piece: Area) -> tuple[Mask, Grey]:
    """The ink of a piece without the paper around it, and its picture as high as a letter in a title."""
    around = piece.within(*clean.shape)
    crop = clean[around.rows(), around.columns()]
    ink = np.asarray(crop < INK, dtype=np.uint8)
    if not ink.any():
        return ink, crop
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    part = crop[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, border = OTHER_CUT
    larger = resized(np.ascontiguousarray(part), max(8, round(part.shape[1] * height / part.shape[0])), height)
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], bordered(larger, border)


def _crop(clean: Grey, piece: Area) -> Grey:
    cut = piece.grown(AROUND).within(*clean.shape)
    return np.ascontiguousarray(clean[cut.rows(), cut.columns()])


def _parted_by_ink(clean: Grey, piece: Area, words: Sequence[ReadWord]) -> list[ReadWord]:
    """The same words, each as wide as its ink: engines tell to some pixels only where a word begins."""
    columns = np.asarray((clean[piece.rows(), piece.columns()] < INK).any(axis=0))
    cuts = [float(piece.x)]
    for left, right in pairwise(words):
        cuts.append(_widest_gap(columns, piece, left, right))
    cuts.append(float(piece.right))
    exact = []
    for word, (start, end) in zip(words, pairwise(cuts), strict=True):
        inked = np.flatnonzero(columns[max(0, round(start) - piece.x) : max(1, round(end) - piece.x)])
        if inked.size:
            x0 = max(0, round(start) - piece.x) + piece.x
            word = word._replace(x0=float(x0 + int(inked[0])), x1=float(x0 + int(inked[-1]) + 1))
        exact.append(word)
    return exact


def _widest_gap(columns: NDArray[np.bool_], piece: Area, left: ReadWord, right: ReadWord) -> float:
    """The middle of the widest paper between two words, near where the engine parts them."""
    middle = (left.x1 + right.x0) / 2
    reach = max(0.5 * piece.h, (right.x0 - left.x1))
    low, high = max(0, round(middle - reach) - piece.x), min(len(columns), round(middle + reach) - piece.x)
    best, start = (0, middle), None
    for at in range(low, high + 1):
        empty = at < high and not columns[at]
        if empty and start is None:
            start = at
        elif not empty and start is not None:
            if at - start > best[0]:
                best = (at - start, piece.x + (start + at) / 2)
            start = None
    return best[1]


def _bullet(clean: Grey, line: Area) -> Bullet | None:
    """A small solid sign before a gap at the start of a line."""
    inside = clean[line.rows(), line.columns()] < INK
    columns = np.flatnonzero(inside.any(axis=0))
    if not columns.size:
        return None
    gaps = np.flatnonzero(np.diff(columns) > BULLET_GAP * max(line.h, 2 * MM))
    if not gaps.size and line.h > 0.5 * MM and line.w > MM:
        return Bullet("•", line.w) if _is_dot(inside) else None
    end = int(columns[gaps[0]]) + 1 if gaps.size else int(columns[-1]) + 1
    if end > WIDEST_BULLET * MM:
        return None
    rows = np.flatnonzero(inside[:, :end].any(axis=1))
    sign = inside[rows[0] : rows[-1] + 1, :end]
    if len(sign) <= 0.3 * end + 2 and end > 0.7 * MM:
        return Bullet("–", end)
    return Bullet("•", end) if gaps.size and _is_low_dot(sign, line) else None


def _is_low_dot(sign: NDArray[np.bool_], line: Area) -> bool:
    """Solid, about as wide as high, and low beside the letters of its line."""
    tall, wide = sign.shape
    return tall < 0.62 * line.h and line.h > 2 * MM and 0.6 < wide / tall < 1.6 and float(sign.mean()) > 0.55


def _is_dot(inside: NDArray[np.bool_]) -> bool:
    """Solid, as wide as high, and no larger than a bullet: a letter O is hollow, a stop is smaller.

    A thick x is as solid, but has paper in the middle of its sides, where a dot and a square have ink.
    """
    rows, columns = inside.shape
    if max(rows, columns) > DOT * MM or not 0.75 < columns / rows < 1.33:
        return False
    down, along = slice(rows // 3, rows - rows // 3), slice(columns // 3, columns - columns // 3)
    rim = max(2, round(RIM * rows)), max(2, round(RIM * columns))
    sides = (inside[: rim[0], along], inside[-rim[0] :, along], inside[down, : rim[1]], inside[down, -rim[1] :])
    whole = bool(inside[down, along].all()) and float(inside.mean()) > SOLID
    return whole and all(float(side.mean()) > SIDE_INKED for side in sides)


def _after(clean: Grey, line: Area, end: int) -> Area | None:
    columns = np.flatnonzero((clean[line.rows(), line.x + end : line.right] < INK).any(axis=0))
    if not columns.size:
        return None
    x = line.x + end + int(columns[0])
    return Area(x, line.y, line.right - x, line.h)
