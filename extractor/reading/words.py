"""Glyphs → words.

A word never mixes fonts, and a pictograph is a word by itself, so that a tick stays apart from the text it is glued
to. All tolerances are fractions of the characters' own size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.geometry import Box
from extractor.reading.glyph_columns import BASELINE, BOTTOM, TOP, X0, X1, Glyphs, Style
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

LOWEST, USUAL_DEPTH = 0.4, 0.25
"""Some symbol fonts say that they go down farther than this fraction of the size, which none of their glyphs does."""
ROUNDING = 1e-9
"""Of a size: what is this near to a measure is gone through letter by letter, which is always right."""
Floats = NDArray[np.float64]


class _Stretch(NamedTuple):
    """The same where nothing is odd: glyphs `first` up to `end` of those in the order of the lines."""

    first: int
    end: int


class _Which(NamedTuple):
    """The word of a page that it is; `typed` where it stands in a form field."""

    page: int
    number: int
    typed: bool


def glyphs_to_words(glyphs: Iterable[Glyph], page: int, first: int = 0, *, typed: bool = False) -> tuple[Word, ...]:
    """Words in the order of the lines, top to bottom, and along each line; numbered from `first`."""
    words: list[Word] = []
    for columns, found in _found(Glyphs.of(glyphs)):
        measured = _measured(columns, found)
        for one in found:
            which = _Which(page, first + len(words), typed)
            if isinstance(one, Run):
                words.append(_run_to_word(one, which))
            else:
                words.append(_stretch_to_word(one, columns, next(measured), which))
    return tuple(words)


def glyphs_to_runs(glyphs: Iterable[Glyph]) -> list[Run]:
    """The glyphs of each word, in the order of `glyphs_to_words`; white space is in none."""
    return [
        one if isinstance(one, Run) else Run(columns[one.first : one.end])
        for columns, found in _found(Glyphs.of(glyphs))
        for one in found
    ]


def _found(glyphs: Glyphs) -> Iterator[tuple[Glyphs, list[Run | _Stretch]]]:
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


def _level_words(glyphs: Glyphs) -> tuple[Glyphs, list[Run | _Stretch]]:
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
    order = by_height[np.lexsort((x1[by_height], x0[by_height], line))]
    placed = glyphs.taken(order)
    kinds, says = _kinds(placed)
    fonts = placed.of_styles(_numbered(style.font for style in placed.styles)[0])
    along, end, size = x0[order], x1[order], size[order]
    gap, following = along[1:] - end[:-1], size[1:]
    together = (line[1:] == line[:-1]) & ((kinds[1:] | kinds[:-1]) & BLANK == 0)
    alike = (fonts[1:] == fonts[:-1]) & (np.abs(following - size[:-1]) < 0.05 * size[:-1])
    twice = (says[1:] == says[:-1]) & (np.abs(np.diff(along)) < OVERPRINT * following)
    spaced = (fonts[1:] == fonts[:-1]) & (gap > WORD_GAP * following) & (gap < COLUMN_GAP * following)
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


def _lines_to_words(
    placed: Glyphs,
    line: NDArray[np.int64],
    careful: NDArray[np.bool_],
    begins: NDArray[np.int64],
    blank: NDArray[np.bool_],
) -> Iterator[Run | _Stretch]:
    first = begins[:-1]
    done = -1
    for start, end, number, slowly, empty in zip(
        first.tolist(),
        begins[1:].tolist(),
        line[first].tolist(),
        careful[line[first]].tolist(),
        blank[first].tolist(),
        strict=True,
    ):
        if slowly:
            if number != done:
                done = number
                upto = int(np.searchsorted(line, done, side="right"))
                yield from line_to_runs([place(glyph) for glyph in placed[start:upto]])
        elif not empty:
            yield _Stretch(start, end)


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
    says, texts = _numbered(map(letters, glyphs.texts))
    kinds = np.array([_kind(text) for text in texts], dtype=np.int64)[says]
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


def _numbered(values: Iterable[str]) -> tuple[NDArray[np.int64], list[str]]:
    """Each value as its place among the different ones, and these."""
    numbers: dict[str, int] = {}
    numbered = np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.int64)
    return numbered, list(numbers)


class _Measured(NamedTuple):
    """The box around a stretch, the height that its first glyph stands on, and the number of its style."""

    box: tuple[float, float, float, float]
    baseline: float
    style: int


def _measured(glyphs: Glyphs, found: Sequence[Run | _Stretch]) -> Iterator[_Measured]:
    ends = np.array([one for one in found if isinstance(one, _Stretch)], dtype=np.intp).ravel()
    if not len(ends):
        return iter(())
    numbers = np.column_stack((glyphs.numbers[[X0, TOP, X1, BOTTOM]], np.zeros(4)))  # the last stretch ends somewhere
    least, most = (edge.reduceat(numbers, ends, axis=1)[:, ::2] for edge in (np.minimum, np.maximum))
    boxes = np.array([least[0], least[1], most[2], most[3]]).T.tolist()
    firsts = ends[::2]
    return map(_Measured, boxes, glyphs.numbers[BASELINE, firsts].tolist(), glyphs.style[firsts].tolist())


def _stretch_to_word(stretch: _Stretch, glyphs: Glyphs, measured: _Measured, which: _Which) -> Word:
    first, end = stretch
    sides, baseline, number = measured
    style = glyphs.styles[number]
    text = "".join(map(letters, glyphs.texts[first:end]))
    return _word(text, Box(*sides), baseline, style, which, bold=is_bold(style.font))


@lru_cache(maxsize=1024)
def is_bold(font: str) -> bool:
    """By its name."""
    name = font.lower()
    return any(weight in name for weight in ("bold", "black", "heavy", "demi", ",b", "-bd"))


def run_to_word(run: Run, page: int) -> Word:
    """Without a place among the words of its page."""
    return _run_to_word(run, _Which(page, 0, typed=False))


def _run_to_word(run: Run, which: _Which) -> Word:
    glyphs = run.glyphs
    first = glyphs[0]
    box = Box(
        min([glyph.x0 for glyph in glyphs]),
        min([glyph.top for glyph in glyphs]),
        max([glyph.x1 for glyph in glyphs]),
        max([glyph.bottom for glyph in glyphs]),
    )
    style = Style(first.direction, first.size, first.font, first.ink, first.artifact, first.order, first.paint)
    baseline = first.baseline if first.direction == RIGHT else box.bottom
    text = "".join(letters(glyph.text) for glyph in glyphs)
    bold = run.twice or is_bold(first.font)
    return _word(text, box, baseline, style, which, bold=bold)


def _word(text: str, box: Box, baseline: float, style: Style, which: _Which, *, bold: bool) -> Word:
    direction, size = style.direction, round(style.size, 2)
    if box.bottom - baseline > LOWEST * size:
        box = Box(box.x0, baseline - (1 - USUAL_DEPTH) * size, box.x1, baseline + USUAL_DEPTH * size)
    return Word(
        page=which.page,
        index=which.number,
        text=text,
        box=box,
        baseline=baseline,
        font=style.font,
        size=size,
        ink=style.ink,
        artifact=style.artifact,
        upright=direction == RIGHT,
        slanted=bool(direction.dx and direction.dy),
        bold=bold,
        typed=which.typed,
    )
