"""Words that are on the page but no part of its text: struck out, or the raised sign of a footnote.

    Klantgerichtheid   1̶ 3        Samenwerken¹   4²

They keep their place among the words of the page, and no line or cell holds them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from extractor.geometry import Box
from extractor.reading.layout import PageLayout, Word
from extractor.shaping.lines import line_to_segments, words_to_lines

T = TypeVar("T")

THICKEST = 0.2
"""A line through text is thinner than this many text sizes."""
THROUGH = (0.14, 0.58)
"""It runs between these heights over the baseline, in sizes: under it are underlines, over it the feet of a rule."""
LEAST_COVERED = 0.6
"""It covers at least this part of a word that it strikes out."""
OVERRUN = 0.6
"""It ends at most this many sizes before or after words: rules of tables and frames go on."""
LONGEST_NUMBER = 3
"""Digits of one number are as wide as each other, so that a line through some of them tells which."""
RAISED = (0.18, 0.75)
"""A sign of a footnote stands this many sizes of the word that it follows, or begins, over its baseline."""
SMALLER = 1.02
"""…and is no larger: some programs raise it only."""
BESIDE = 0.35
"""…and begins at most this many sizes after it."""
FARTHEST, TOUCH = 1.0, 0.1
"""Where words before a sign are looked for, in sizes; and heights or ends nearer than the second are the same."""
ROUNDED = 1e-6
"""Computers round: what is asked for by height is asked for with this much more of it."""
SIGNS = frozenset("*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰")
MOST_DIGITS = 2
"""A footnote has at most so many digits."""
UNITS = frozenset({"m", "cm", "mm", "dm", "km", "hm"})
"""What stands after these is a power."""


def with_words_aside(layout: PageLayout) -> PageLayout:
    """The page, each word that is struck out or a footnote's sign known as one."""
    upright = _Ordered((word for word in layout.words if word.upright), lambda word: word.baseline)
    raised = _raised(upright)
    lines = list(_strokes(layout, upright))
    if not raised and not lines:
        return layout
    words: list[Word] = []
    strokes = _Ordered(lines, lambda line: line.middle_y)
    for word in layout.words:
        parts = _struck_parts(word, strokes) if lines and word.upright else [word]
        words += [replace(part, raised=True) if word.index in raised else part for part in parts]
    if len(words) != len(layout.words):
        words = [word if word.index == i else replace(word, index=i) for i, word in enumerate(words)]
    return replace(layout, words=tuple(words))


def text_words(words: Sequence[Word], *, with_struck: bool = False) -> list[Word]:
    """Those that are text of the page, words that run aslant over it left out.

    What is struck out counts as text where all beside it is struck out too: an option that does not apply is an option,
    and whoever reads options decides. A word struck out beside others is one that is no longer said.
    """
    aside = set() if with_struck else _corrected(words)
    return [word for word in words if not (word.raised or word.slanted or word.index in aside)]


class _Ordered(Generic[T]):
    """Things in the order of one of their places, so that those between two places are found at once."""

    def __init__(self, things: Iterable[T], place: Callable[[T], float]) -> None:
        self.things = sorted(things, key=place)
        self._places = [place(thing) for thing in self.things]

    def between(self, first: float, last: float) -> list[T]:
        return self.things[bisect_left(self._places, first) : bisect_right(self._places, last)]


def _strokes(layout: PageLayout, words: _Ordered[Word]) -> Iterator[Box]:
    """Lines that strike words out: drawn ones, and annotations that say so. `words` are ordered by baseline."""
    yield from _drawn_strokes(layout, words)
    for annotation in layout.annotations:
        if annotation.subtype == "StrikeOut" and not annotation.hidden:
            yield Box(annotation.box.x0, annotation.box.middle_y, annotation.box.x1, annotation.box.middle_y)


def _drawn_strokes(layout: PageLayout, words: _Ordered[Word]) -> Iterator[Box]:
    """Thin lines through the middle of words that begin and end with words."""
    reach = THROUGH[1] * max((word.size for word in words.things), default=0.0)
    for drawing in layout.drawings:
        box = drawing.box
        if (drawing.stroked or drawing.filled) and box.height <= min(box.width, reach):
            near = words.between(box.middle_y, box.middle_y + reach)
            struck = [word for word in near if _runs_through(box, word)]
            if struck and _ends_with(box, struck):
                yield box


def _runs_through(line: Box, word: Word) -> bool:
    over = word.baseline - line.middle_y
    is_through = THROUGH[0] * word.size < over < THROUGH[1] * word.size and line.height < THICKEST * word.size
    return is_through and line.x0 < word.box.x1 and word.box.x0 < line.x1


def _ends_with(line: Box, words: Sequence[Word]) -> bool:
    slack = OVERRUN * words[0].size
    return (
        line.x0 >= min(word.box.x0 for word in words) - slack and line.x1 <= max(word.box.x1 for word in words) + slack
    )


def _struck_parts(word: Word, strokes: _Ordered[Box]) -> list[Word]:
    """The word, struck or not; a number that is struck out in part comes as two."""
    through = strokes.between(word.baseline - THROUGH[1] * word.size, word.baseline - THROUGH[0] * word.size)
    over = [line for line in through if line.shared_width(word.box) > 0]
    if not over:
        return [word]
    if word.text.isdecimal() and 1 < len(word.text) <= LONGEST_NUMBER:
        return list(_digits(word, over))
    covered = sum(line.shared_width(word.box) for line in over)
    return [replace(word, struck=True) if covered >= LEAST_COVERED * word.box.width else word]


def _digits(word: Word, lines: Sequence[Box]) -> Iterator[Word]:
    """Runs of digits that are struck out, or are not."""
    wide = word.box.width / len(word.text)
    places = [
        Box(word.box.x0 + i * wide, word.box.top, word.box.x0 + (i + 1) * wide, word.box.bottom)
        for i in range(len(word.text))
    ]
    struck = [sum(line.shared_width(box) for line in lines) >= LEAST_COVERED * wide for box in places]
    start = 0
    for end in range(1, len(struck) + 1):
        if end == len(struck) or struck[end] != struck[start]:
            box = Box(places[start].x0, word.box.top, places[end - 1].x1, word.box.bottom)
            yield replace(word, text=word.text[start:end], box=box, struck=struck[start])
            start = end


def _raised(words: _Ordered[Word]) -> set[int]:
    """Small signs over the baseline of the word that they follow, or begin. `words` are ordered by baseline."""
    small = sorted((word for word in words.things if _may_be_sign(word)), key=lambda word: (word.box.x0, word.index))
    if not small:
        return set()
    sizes = [word.size for word in words.things]
    least, most = (1 - ROUNDED) * RAISED[0] * min(sizes), (1 + ROUNDED) * RAISED[1] * max(sizes)
    lower = [words.between(sign.baseline + least, sign.baseline + most) for sign in small]
    raised, powers = _after_words(small, lower)
    for sign, below in zip(small, lower, strict=True):
        start, end = sign.box.x1 - TOUCH * sign.size, sign.box.x1 + FARTHEST * sign.size
        near = (word for word in below if start <= word.box.x0 <= end)
        if sign.index not in powers and any(_leads(sign, after) for after in near):
            raised.add(sign.index)
    return raised


def _after_words(small: Sequence[Word], lower: Sequence[Sequence[Word]]) -> tuple[set[int], set[int]]:
    """Of the small signs, from left to right, those that follow a word, or another sign that does; and powers.

    `lower` are the words, for each of them, over whose baseline it may stand.
    """
    raised: dict[int, Word] = {}
    powers: set[int] = set()
    for sign, below in zip(small, lower, strict=True):
        start, end = sign.box.x0 - FARTHEST * sign.size, sign.box.x0 + TOUCH * sign.size
        near = [word for word in below if start <= word.box.x1 <= end]
        signs = (word for word in raised.values() if start <= word.box.x1 <= end)
        follows = any(_follows(before, sign) for before in near if before.index not in raised)
        if follows or any(_goes_on(before, sign) for before in signs):
            raised[sign.index] = sign
        elif any(_is_power(before, sign) for before in near):
            powers.add(sign.index)
    return set(raised), powers


def _may_be_sign(word: Word) -> bool:
    text = word.text.strip("(),")
    if text[:1] in SIGNS:
        return set(text) <= SIGNS
    return len(text) <= MOST_DIGITS and text.isdecimal()


def _follows(before: Word, sign: Word) -> bool:
    return (
        _is_lifted(sign, before)
        and sign.box.x0 - before.box.x1 <= BESIDE * before.size
        and any(c.isalnum() for c in before.text)
        and before.text.casefold() not in UNITS
    )


def _leads(sign: Word, after: Word) -> bool:
    return _is_lifted(sign, after) and after.box.x0 - sign.box.x1 <= BESIDE * after.size


def _is_power(before: Word, sign: Word) -> bool:
    """The two of "m²" belongs to its unit, whatever stands behind it."""
    beside = sign.box.x0 - before.box.x1 <= BESIDE * before.size
    return beside and before.text.casefold() in UNITS and _is_lifted(sign, before)


def _is_lifted(sign: Word, word: Word) -> bool:
    lifted = word.baseline - sign.baseline
    return sign.size <= SMALLER * word.size and RAISED[0] * word.size <= lifted <= RAISED[1] * word.size


def _goes_on(before: Word, sign: Word) -> bool:
    """Two signs behind one word: "¹ ²"."""
    beside = sign.box.x0 - before.box.x1 <= BESIDE * before.size
    return beside and before.index != sign.index and abs(before.baseline - sign.baseline) < TOUCH * sign.size


def _corrected(words: Sequence[Word]) -> set[int]:
    """Struck words beside others that are not, with the signs that part them from these."""
    if not any(word.struck for word in words):
        return set()
    level = [word for word in words if word.upright and not word.slanted]
    segments = [segment.words for line in words_to_lines(level) for segment in line_to_segments(line)]
    return {i for segment in segments if any(map(_says, segment)) for i in _struck_with_signs(segment)}


def _says(word: Word) -> bool:
    return not word.struck and not _is_mere_sign(word)


def _is_mere_sign(word: Word) -> bool:
    return not any(c.isalnum() for c in word.text)


def _struck_with_signs(words: Sequence[Word]) -> Iterator[int]:
    for i, word in enumerate(words):
        beside = words[max(0, i - 1) : i + 2]
        if word.struck or (_is_mere_sign(word) and any(other.struck for other in beside)):
            yield word.index
