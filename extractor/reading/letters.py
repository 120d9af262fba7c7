"""A line of glyphs, gone through letter by letter → the words on it.

For lines where something is odd: letters set apart, printed twice or in brackets, text that is not level.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple

import regex

from extractor.reading.glyphs import glyph_text
from extractor.reading.layout import DOWN, LEFT, RIGHT, UP, Glyph

SAME_LINE = 0.12
"""Baselines closer than this fraction of the font size are one line: less than any superscript is raised."""
WORD_GAP = 0.16
"""A gap of this fraction of the size parts two words: kerning is smaller, the narrowest justified space is wider.

Space characters are no safer sign: cairo and others leave out those that nobody sees.
"""
COLUMN_GAP = 0.6
"""Letters are never spaced by this fraction of the size; it parts columns."""
SAME_SPACING = 0.06
"""Gaps between spaced letters differ by less than this fraction of the size: by their kerning."""
SMALL_CAPITALS = (0.6, 0.95)
"""How large small capitals are beside the capital that they follow."""
LEAST_SPACED = 3
"""So many equal gaps between letters in a row are spacing; fewer may be words of one letter."""
OVERPRINT = 0.15
"""The same character this near to itself is printed twice."""
APART = 0.015
"""Printed twice this far apart, a character looks bold."""
PICTOGRAPHS = regex.compile(r"[\p{So}\p{Co}\u2200-\u22FF\u25A0-\u25FF\u2700-\u27BF\u2B00-\u2BFF\U0001F780-\U0001F7FF]")
FIRST_PICTOGRAPH = "\u2190"
"""Below it are letters, punctuation and signs like \u00b0 and \u2122 that belong to the text they are glued to."""
SYMBOL_FONT = regex.compile(r"ingdings|ebdings|dingbats", regex.IGNORECASE)
"""Fonts whose letters are pictographs."""


class _Placed(NamedTuple):
    """A glyph on its line: in the direction of reading, and across it, in which lines follow each other."""

    along: float
    end: float
    across: float
    size: float
    text: str
    glyph: Glyph


class Run(NamedTuple):
    """A word to be: its glyphs, and whether most of them were printed twice to look bold."""

    glyphs: Sequence[Glyph]
    twice: bool = False


def is_blank(text: str) -> bool:
    return not text or text.isspace() or text == "\x00"


def place(glyph: Glyph) -> _Placed:
    text = letters(glyph.text)
    direction = glyph.direction
    if direction == RIGHT:
        return _Placed(glyph.x0, glyph.x1, glyph.baseline, glyph.size, text, glyph)
    if direction == LEFT:
        return _Placed(-glyph.x1, -glyph.x0, -glyph.baseline, glyph.size, text, glyph)
    if direction == UP:
        return _Placed(-glyph.bottom, -glyph.top, glyph.x, glyph.size, text, glyph)
    if direction == DOWN:
        return _Placed(glyph.top, glyph.bottom, -glyph.x, glyph.size, text, glyph)
    along = glyph.x * direction.dx + glyph.baseline * direction.dy
    across = glyph.baseline * direction.dx - glyph.x * direction.dy
    return _Placed(along, along + glyph.advance, across, glyph.size, text, glyph)


def glyphs_to_lines(glyphs: Iterable[_Placed]) -> Iterator[list[_Placed]]:
    line: list[_Placed] = []
    for glyph in sorted(glyphs, key=attrgetter("across")):
        if line and glyph.across - line[-1].across > SAME_LINE * max(glyph.size, 1.0):
            yield sorted(line, key=attrgetter("along", "end"))
            line = []
        line.append(glyph)
    if line:
        yield sorted(line, key=attrgetter("along", "end"))


def line_to_runs(line: list[_Placed]) -> Iterator[Run]:
    spacing: list[float] | None = None
    run: list[_Placed] = []
    twice = 0
    for i, glyph in enumerate(line):
        blank = is_blank(glyph.text)
        if run and not blank:
            last = run[-1]
            if glyph.text == last.text and abs(glyph.along - last.along) < OVERPRINT * glyph.size:
                twice += _looks_bold(glyph, last)
                continue
            if _begins_a_word(glyph, run):
                blank = True
            elif WORD_GAP * glyph.size < glyph.along - last.end:
                spacing = _letter_spacing(line) if spacing is None else spacing
                blank = glyph.along - last.end - spacing[i] > WORD_GAP * glyph.size
            else:
                blank = not _same_font(glyph, last)
        if run and blank:
            yield _run_of(run, twice)
            run, twice = [], 0
        if not is_blank(glyph.text):
            run.append(glyph)
    if run:
        yield _run_of(run, twice)


def _run_of(run: list[_Placed], twice: int) -> Run:
    return Run(tuple(placed.glyph for placed in run), 2 * twice >= len(run))


def _looks_bold(glyph: _Placed, under: _Placed) -> bool:
    """Printed twice a little apart and in one ink: on the same spot it looks as before, in two inks it has a shadow."""
    apart = max(abs(glyph.along - under.along), abs(glyph.across - under.across))
    return apart > APART * glyph.size and glyph.glyph.ink == under.glyph.ink


def _begins_a_word(glyph: _Placed, run: list[_Placed]) -> bool:
    """Is it no part of the word before it, however near?"""
    last = run[-1]
    return (
        not (_same_font(glyph, last) or _begins_small_capitals(last, glyph))
        or glyph.along < last.along
        or glyph.along - last.end >= COLUMN_GAP * glyph.size
        or _stands_alone(glyph)
        or _stands_alone(last)
        or (last.text == "]" and glyph.text.isalpha() and _is_box_of_brackets(run))
    )


def _same_font(glyph: _Placed, other: _Placed) -> bool:
    return glyph.glyph.font == other.glyph.font and abs(glyph.size - other.size) < 0.05 * other.size


def _begins_small_capitals(capital: _Placed, glyph: _Placed) -> bool:
    """A capital and a smaller letter of its font: where the letters are spaced, no gap shows that they are one word."""
    least, most = SMALL_CAPITALS
    smaller = least * capital.size < glyph.size < most * capital.size
    return smaller and capital.glyph.font == glyph.glyph.font and (capital.text + glyph.text).isalpha()


def _letter_spacing(line: list[_Placed]) -> list[float]:
    """How far apart each glyph's letters are set, in points; 0 where they are not.

    Letters are set apart where most gaps of a stretch of text, its columns taken one by one, are the same.
    """
    found = [0.0] * len(line)
    start = 0
    for end in range(1, len(line) + 1):
        if end < len(line) and line[end].along - line[end - 1].end < COLUMN_GAP * line[end].size:
            continue
        if spacing := _spacing_of(line[start:end]):
            for i in range(start, end):
                found[i] = spacing * line[i].size
        start = end
    return found


def _spacing_of(column: Sequence[_Placed]) -> float:
    """By how much of their size letters are set apart; 0 where they are not."""
    gaps = [
        (b.along - a.end) / b.size
        for a, b in pairwise(column)
        if a.text.isalpha() and b.text.isalpha() and _same_font(a, b)
    ]
    usual = median(gaps) if gaps else 0.0
    alike = [abs(gap - usual) < SAME_SPACING for gap in gaps]
    longest = max((len(list(run)) for same, run in groupby(alike) if same), default=0)
    return usual if usual > 0 and longest >= LEAST_SPACED else 0.0


def _stands_alone(glyph: _Placed) -> bool:
    return is_pictograph(glyph.text, glyph.glyph.font)


def is_pictograph(text: str, font: str) -> bool:
    """Most glyphs need no more than the first comparison and a look into a cache."""
    return (text >= FIRST_PICTOGRAPH and PICTOGRAPHS.match(text) is not None) or is_symbol_font(font)


def _is_box_of_brackets(run: list[_Placed]) -> bool:
    """A box typed as `[x]` or, where a space parted its ends, `]`: it is no part of the word it is glued to."""
    return len(run) == 1 or (len(run) == 3 and run[0].text == "[")


@lru_cache(maxsize=1024)
def is_symbol_font(name: str) -> bool:
    return SYMBOL_FONT.search(name) is not None


def letters(text: str) -> str:
    return text if len(text) <= 1 else glyph_text(text)
