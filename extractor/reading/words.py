"""Glyphs → words.

A word never mixes fonts, and a pictograph is a word by itself, so that a tick stays apart from the text it is glued
to. All tolerances are fractions of the characters' own size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from extractor.reading.glyph_columns import BASELINE, X0, X1, Glyphs, numbered
from extractor.reading.layout import RIGHT, Glyph, Word
from extractor.reading.letters import (
    COLUMN_GAP,
    OVERPRINT,
    SAME_LINE,
    WORD_GAP,
    Run,
    glyphs_to_lines,
    is_blank,
    is_pictograph,
    is_symbol_font,
    letters,
    line_to_runs,
    place,
)
from extractor.reading.made_words import Stretch, made_words

ROUNDING = 1e-9
"""Of a size: what is this near to a measure is gone through letter by letter, which is always right."""
Floats = NDArray[np.float64]


def glyphs_to_words(glyphs: Iterable[Glyph], page: int, first: int = 0, *, typed: bool = False) -> tuple[Word, ...]:
    """Words in the order of the lines, top to bottom, and along each line; numbered from `first`."""
    words: list[Word] = []
    for columns, found in _found(Glyphs.of(glyphs)):
        words += made_words(columns, found, page, first + len(words), typed=typed)
    return tuple(words)


def glyphs_to_runs(glyphs: Iterable[Glyph]) -> list[Run]:
    """The glyphs of each word, in the order of `glyphs_to_words`; white space is in none."""
    return [
        one if isinstance(one, Run) else Run(columns[one[0] : one[1]])
        for columns, found in _found(Glyphs.of(glyphs))
        for one in found
    ]


def _found(glyphs: Glyphs) -> Iterator[tuple[Glyphs, list[Run | Stretch]]]:
    """The words of each direction, and the glyphs in the order of its lines."""
    directions = {style.direction for style in glyphs.styles}
    for direction in sorted(directions, key=lambda d: (d != RIGHT, d.dx, -d.dy)):
        some = glyphs
        if len(directions) > 1:
            runs_so = glyphs.of_styles([style.direction == direction for style in glyphs.styles])
            some = glyphs.taken(np.flatnonzero(runs_so))
        if direction == RIGHT:
            some, found = _level_words(some)
            yield some, found
        else:
            yield some, [run for line in glyphs_to_lines(map(place, some)) for run in line_to_runs(line)]


def _level_words(glyphs: Glyphs) -> tuple[Glyphs, list[Run | Stretch]]:
    """Nearly all text is level: its lines and gaps are measured all at once.

    Only lines with letters set apart, printed twice or in brackets are gone through letter by letter, as those of all
    other directions are.
    """
    if not len(glyphs):
        return glyphs, []
    baseline = glyphs.numbers[BASELINE]
    size = glyphs.of_styles([style.size for style in glyphs.styles])
    by_height = np.argsort(baseline, kind="stable")
    lower = np.diff(baseline[by_height]) > SAME_LINE * np.maximum(size[by_height][1:], 1.0)
    line = np.concatenate(([0], np.cumsum(lower)))
    x0, x1 = glyphs.numbers[X0], glyphs.numbers[X1]
    order = _along_lines(by_height, line, x0, x1)
    placed = glyphs.taken(order)
    kinds, says = _kinds(placed)
    fonts = placed.of_styles(numbered([style.font for style in placed.styles])[0])
    along, end, size = x0[order], x1[order], size[order]
    gap, following = along[1:] - end[:-1], size[1:]
    together = (line[1:] == line[:-1]) & ((kinds[1:] | kinds[:-1]) & BLANK == 0)
    alike = (fonts[1:] == fonts[:-1]) & (np.abs(following - size[:-1]) < 0.05 * size[:-1])
    twice = (says[1:] == says[:-1]) & (np.abs(np.diff(along)) < OVERPRINT * following)
    spaced = together & (fonts[1:] == fonts[:-1]) & (gap > WORD_GAP * following) & (gap < COLUMN_GAP * following)
    if spaced.any():
        lettered = (fonts[1:] == fonts[:-1]) & (np.abs(following - size[:-1]) < 0.05 * following)
        lettered &= kinds[1:] & kinds[:-1] & LETTER != 0
        most = _most_spacing(line, gap / np.maximum(following, ROUNDING), lettered)
        spaced &= gap <= (WORD_GAP + most + ROUNDING) * following
    careful = np.zeros(int(line[-1]) + 1, dtype=np.bool_)
    careful[line[1:][together & (twice | spaced | (kinds[:-1] & BRACKET != 0))]] = True
    apart = ~together | ~alike | (np.diff(along) < 0) | (gap > WORD_GAP * following)
    apart |= (kinds[1:] | kinds[:-1]) & ALONE != 0
    apart[_ends_of_leaders(kinds)] = True
    begins = np.concatenate(([0], np.flatnonzero(apart) + 1, [len(placed)]))
    return placed, list(_lines_to_words(placed, line, careful, begins, kinds & BLANK != 0))


def _along_lines(by_height: NDArray[np.intp], line: NDArray[np.int64], x0: Floats, x1: Floats) -> NDArray[np.intp]:
    """The glyphs of each line from left to right: most lines are listed so, and only the others need be sorted."""
    left, right = x0[by_height], x1[by_height]
    onward = (left[1:] > left[:-1]) | ((left[1:] == left[:-1]) & (right[1:] >= right[:-1]))
    back = np.zeros(int(line[-1]) + 1, dtype=np.bool_)
    back[line[1:][(line[1:] == line[:-1]) & ~onward]] = True
    some = np.flatnonzero(back[line])
    order = by_height.copy()
    order[some] = by_height[some[np.lexsort((right[some], left[some], line[some]))]]
    return order


def _lines_to_words(
    placed: Glyphs,
    line: NDArray[np.int64],
    careful: NDArray[np.bool_],
    begins: NDArray[np.int64],
    blank: NDArray[np.bool_],
) -> Iterator[Run | Stretch]:
    first = begins[:-1]
    slow = careful[line[first]]
    some = np.flatnonzero(slow | ~blank[first])
    done = -1
    for start, end, number, slowly in zip(
        first[some].tolist(), begins[1:][some].tolist(), line[first[some]].tolist(), slow[some].tolist(), strict=True
    ):
        if not slowly:
            yield start, end
        elif number != done:
            done = number
            upto = int(np.searchsorted(line, done, side="right"))
            yield from line_to_runs([place(glyph) for glyph in placed[start:upto]])


def _most_spacing(line: NDArray[np.int64], gap: Floats, lettered: NDArray[np.bool_]) -> Floats:
    """How far apart the letters around each gap may be set, in sizes: half of the gaps of a stretch are no wider.

    In "D i e n s t" a gap is one between letters; in "Het diensthoofd leidt" it parts words, as few gaps are wide.
    """
    ends = (line[1:] != line[:-1]) | (gap >= COLUMN_GAP)
    stretch = np.cumsum(ends)
    of, gaps = stretch[lettered & ~ends], gap[lettered & ~ends]
    order = np.lexsort((gaps, of))
    known, first, count = np.unique(of[order], return_index=True, return_counts=True)
    usual = np.zeros(int(stretch[-1]) + 1)
    usual[known] = np.maximum(gaps[order][first + count // 2], 0)
    most: Floats = usual[stretch]
    return most


BLANK, ALONE, BRACKET, LETTER, DOT = 1, 2, 4, 8, 16
LEADER = 4
"""So many dots behind each other lead from a name to what belongs to it; fewer end a sentence."""


def _ends_of_leaders(kinds: NDArray[np.int64]) -> NDArray[np.intp]:
    """The glyphs at both ends of dots that lead on, by number: "Luisteren......3" is three words."""
    dots = kinds & DOT != 0
    if np.count_nonzero(dots) < LEADER:
        return np.array([], dtype=np.intp)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], dots, [False])).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    long = ends - starts >= LEADER
    sides = np.concatenate((starts[long], ends[long]))
    return sides[(sides > 0) & (sides < len(kinds))] - 1


def _kinds(glyphs: Glyphs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What is special about each glyph, and a number for what it says: the same for the same letters."""
    glyph, different = numbered(glyphs.texts)
    says, texts = numbered(list(map(letters, different)))
    says = says[glyph]
    kinds = np.array(list(map(_kind, texts)), dtype=np.int64)[says]
    symbols = glyphs.of_styles([is_symbol_font(style.font) for style in glyphs.styles])
    kinds[symbols & (kinds & BLANK == 0)] |= ALONE
    return kinds, says


@lru_cache(maxsize=8192)
def _kind(text: str) -> int:
    """Whatever its font."""
    if is_blank(text):
        return BLANK
    special = (ALONE if is_pictograph(text, "") else 0) | (BRACKET if text == "]" else 0)
    return special | (LETTER if text.isalpha() else 0) | (DOT if text in (".", "…") else 0)
