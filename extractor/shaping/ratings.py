"""Dots or stars that are drawn in a row, so many of them filled → the word that says so, as if it had been typed.

    Overleg   ● ● ● ○ ○        drawn discs and rings        →  "●●●○○"

Then it does not matter to who reads it whether a program drew its signs or took them from a font. Signs that are alike,
as far from each other as the next ones, nothing between them and the filled ones first, two of them in some row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extractor.geometry import Box, box_around
from extractor.reading.layout import Drawing, PageLayout, Word
from extractor.shaping.certain import all_certain

LEAST_SIGNS, MOST_SIGNS = 3, 10
"""A row of fewer signs is no rating, nor is one of more: a dotted line is."""
SMALLEST, LARGEST = 0.35, 2.0
"""Sides of a sign, in text sizes."""
ROUND = 1.15
"""No side is longer than this many times the other."""
ALIKE = 0.08
"""Sizes, heights and distances that differ by less than this part of a sign are the same."""
FARTHEST = 1.2
"""The white between two signs is at most this many signs wide."""
DARKER = 0.15
"""A filled sign is darker than a hollow one by at least this much lightness, 0 to 1."""
STAR_POINTS = 9
"""A closed path of straight lines with more corners than this is a star."""
FILLED, HOLLOW = {True: "★", False: "●"}, {True: "☆", False: "○"}
"""By whether the signs are stars."""
FONT = "drawn"
PAPER = 1.0


@dataclass(frozen=True)
class Rating:
    """`filled` signs of `of` that stand in `box`; `drawings` are the places of what they are drawn with."""

    filled: int
    of: int
    star: bool
    box: Box
    drawings: tuple[int, ...]

    @property
    def text(self) -> str:
        return FILLED[self.star] * self.filled + HOLLOW[self.star] * (self.of - self.filled)


@dataclass(frozen=True)
class _Sign:
    box: Box
    darkness: float
    star: bool
    drawings: tuple[int, ...]


def with_drawn_ratings(layout: PageLayout, text_size: float) -> PageLayout:
    """The page, each drawn rating a word of it and no drawing any more."""
    ratings = find_ratings(layout.drawings, layout.words, text_size)
    if not ratings:
        return layout
    used = {i for rating in ratings for i in rating.drawings}
    words = list(layout.words)
    for rating in ratings:
        word = _word(rating, layout, text_size)
        words.insert(_at(word, words), word)
    return replace(
        layout,
        words=tuple(word if word.index == i else replace(word, index=i) for i, word in enumerate(words)),
        drawings=tuple(drawing for i, drawing in enumerate(layout.drawings) if i not in used),
    )


def find_ratings(drawings: Sequence[Drawing], words: Sequence[Word], text_size: float) -> list[Rating]:
    """The ratings of a page; none where its rows of signs could as well be choices, one of them ticked."""
    rows = [row for row in _rows(_signs(drawings, text_size)) if not _text_between(row, words)]
    darkest = max((sign.darkness for row in rows for sign in row), default=0.0)
    lightest = min((sign.darkness for row in rows for sign in row), default=0.0)
    if darkest - lightest < DARKER:
        return []
    ratings = all_certain(_rating(row, (darkest + lightest) / 2) for row in rows)
    return ratings if ratings and any(rating.filled > 1 for rating in ratings) else []


def _rating(row: Sequence[_Sign], limit: float) -> Rating | None:
    """What a row of signs says, those darker than `limit` being filled; None where these are not the first ones."""
    filled = [sign.darkness > limit for sign in row]
    count = sum(filled)
    if not all(filled[:count]):
        return None
    drawn = tuple(i for sign in row for i in sign.drawings)
    return Rating(count, len(row), row[0].star, box_around(sign.box for sign in row), drawn)


def _signs(drawings: Sequence[Drawing], text_size: float) -> Iterator[_Sign]:
    """What is drawn at one place, one over the other, is one sign."""
    small, large = SMALLEST * text_size, LARGEST * text_size
    at: dict[tuple[int, int], list[int]] = {}
    for i, drawing in enumerate(drawings):
        box = drawing.box
        sides = sorted((box.width, box.height))
        if small <= sides[0] and sides[1] <= min(large, ROUND * sides[0]) and (drawing.filled or drawing.stroked):
            at.setdefault((round(box.middle_x / small), round(box.middle_y / small)), []).append(i)
    for places in at.values():
        paths = [drawings[i] for i in places]
        star = all(path.straight and len(path.points) > STAR_POINTS for path in paths)
        if star or not any(path.straight for path in paths):
            yield _Sign(box_around(path.box for path in paths), _darkness(paths), star, tuple(places))


def _darkness(paths: Sequence[Drawing]) -> float:
    """Of what fills the sign in the end: 0 where nothing does."""
    fills = [path.fill_ink for path in paths if path.filled and path.fill_ink is not None]
    return PAPER - fills[-1] if fills else 0.0


def _rows(signs: Iterable[_Sign]) -> Iterator[list[_Sign]]:
    """Signs of one size on one height, as far from each other as the next ones."""
    ordered = sorted(signs, key=lambda sign: (round(sign.box.middle_y), sign.box.x0))
    run: list[_Sign] = []
    for sign in ordered:
        if run and not _goes_on(run, sign):
            if LEAST_SIGNS <= len(run) <= MOST_SIGNS:
                yield run
            run = []
        run.append(sign)
    if LEAST_SIGNS <= len(run) <= MOST_SIGNS:
        yield run


def _goes_on(run: Sequence[_Sign], sign: _Sign) -> bool:
    last, side = run[-1], sign.box.width
    slack = 2 * ALIKE * side
    steps = [b.box.middle_x - a.box.middle_x for a, b in pairwise(run)]
    step = sign.box.middle_x - last.box.middle_x
    return (
        last.star == sign.star
        and abs(last.box.width - side) <= slack
        and abs(last.box.middle_y - sign.box.middle_y) <= slack
        and 0 <= sign.box.x0 - last.box.x1 <= FARTHEST * side
        and (not steps or abs(step - median(steps)) <= slack)
    )


def _text_between(row: Sequence[_Sign], words: Sequence[Word]) -> bool:
    """Does text stand between the signs: a label for each is a choice?"""
    area = box_around(sign.box for sign in row)
    return any(area.contains_point(word.box.middle_x, word.box.middle_y) for word in words)


def _word(rating: Rating, layout: PageLayout, text_size: float) -> Word:
    beside = [word for word in layout.words if word.upright and word.box.shared_height(rating.box) > 0]
    nearest = min(beside, key=lambda word: abs(word.box.middle_y - rating.box.middle_y), default=None)
    baseline = rating.box.bottom if nearest is None else nearest.baseline
    size = text_size if nearest is None else nearest.size
    return Word(layout.number, -1, rating.text, rating.box, baseline, FONT, size)


def _at(word: Word, words: Sequence[Word]) -> int:
    """Where it comes in the order of the lines."""
    for i, other in enumerate(words):
        later = other.baseline > word.baseline + ALIKE * word.size
        beside = abs(other.baseline - word.baseline) <= ALIKE * word.size and other.box.x0 > word.box.x0
        if other.upright and (later or beside):
            return i
    return len(words)
