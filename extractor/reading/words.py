"""Characters as pdfminer lays them out → words.

A word never mixes fonts, and a pictograph is a word by itself, so that a tick stays apart from the text it is glued
to. All tolerances are fractions of the characters' own size.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple

import regex
from pdfminer.layout import LTChar

from extractor.geometry import Box
from extractor.reading.colours import lightness
from extractor.reading.glyphs import glyph_text
from extractor.reading.layout import Word

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
LEAST_SPACED = 3
"""So many equal gaps between letters in a row are spacing; fewer may be words of one letter."""
DEEPEST, USUAL_DEPTH = 0.4, 0.25
"""Some symbol fonts say that they go down farther than this fraction of the size, which none of their glyphs does."""
OVERPRINT = 0.15
"""The same character this near to itself is bold made by printing twice."""
ASLANT = 0.05
"""Text that climbs or falls by more than this part of its length is neither level nor upright: a watermark."""
PICTOGRAPHS = regex.compile(r"[\p{So}\p{Co}\u2200-\u22FF\u25A0-\u25FF\u2700-\u27BF\u2B00-\u2BFF\U0001F780-\U0001F7FF]")
FIRST_PICTOGRAPH = "\u2190"
"""Below it are letters, punctuation and signs like \u00b0 and \u2122 that belong to the text they are glued to."""
SYMBOL_FONT = regex.compile(r"ingdings|ebdings|dingbats", regex.IGNORECASE)
"""Fonts whose letters are pictographs."""


class _Glyph(NamedTuple):
    along: float
    """Where it begins, in the direction of reading."""
    end: float
    across: float
    """Its baseline, growing in the direction in which lines follow each other."""
    size: float
    text: str
    char: LTChar


class _Direction(NamedTuple):
    """Which way the text runs: right for nearly all, up or down for turned table heads, aslant for watermarks."""

    dx: float
    dy: float


RIGHT = _Direction(1, 0)


class PageFrame(NamedTuple):
    """How pdfminer's coordinates (origin bottom left of the media box) become ours (top left of the crop box)."""

    left: float
    top: float

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        return Box(x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)

    def point(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.left, self.top - y)


def chars_to_words(chars: Iterable[LTChar], page: int, frame: PageFrame) -> tuple[Word, ...]:
    """Words in the order of the lines, top to bottom, and along each line."""
    by_direction: dict[_Direction, list[_Glyph]] = {}
    for char in chars:
        direction, glyph = _place(char)
        by_direction.setdefault(direction, []).append(glyph)
    words: list[Word] = []
    for direction in sorted(by_direction, key=lambda d: (d != RIGHT, d)):
        for line in _glyphs_to_lines(by_direction[direction]):
            for run in _line_to_runs(line):
                words.append(_run_to_word(run, direction, page, len(words), frame))
    return tuple(words)


def _place(char: LTChar) -> tuple[_Direction, _Glyph]:
    a, b, _, _, e, f = char.matrix
    text = char.get_text()
    if len(text) > 1:
        text = glyph_text(text)
    if min(abs(a), abs(b)) > ASLANT * max(abs(a), abs(b)):
        return _place_aslant(char, text)
    if abs(a) >= abs(b):
        if a >= 0:
            return RIGHT, _Glyph(char.x0, char.x1, -f, char.size, text, char)
        return _Direction(-1, 0), _Glyph(-char.x1, -char.x0, f, char.size, text, char)
    size = char.width
    if b > 0:
        return _Direction(0, 1), _Glyph(char.y0, char.y1, e, size, text, char)
    return _Direction(0, -1), _Glyph(-char.y1, -char.y0, -e, size, text, char)


def _place_aslant(char: LTChar, text: str) -> tuple[_Direction, _Glyph]:
    a, b, _, _, e, f = char.matrix
    scale = math.hypot(a, b)
    dx, dy = a / scale, b / scale
    advance = char.adv * scale
    size = (char.height - advance * abs(dy)) / abs(dx)
    along = e * dx + f * dy
    glyph = _Glyph(along, along + advance, e * dy - f * dx, size, text, char)
    return _Direction(round(dx, 2), round(dy, 2)), glyph


def _glyphs_to_lines(glyphs: list[_Glyph]) -> Iterator[list[_Glyph]]:
    glyphs.sort(key=attrgetter("across"))
    line: list[_Glyph] = []
    for glyph in glyphs:
        if line and glyph.across - line[-1].across > SAME_LINE * max(glyph.size, 1.0):
            yield sorted(line, key=attrgetter("along", "end"))
            line = []
        line.append(glyph)
    if line:
        yield sorted(line, key=attrgetter("along", "end"))


def _line_to_runs(line: list[_Glyph]) -> Iterator[list[_Glyph]]:
    spacing: list[float] | None = None
    run: list[_Glyph] = []
    for i, glyph in enumerate(line):
        if not glyph.text or glyph.text.isspace() or glyph.text == "\x00":
            if run:
                yield run
                run = []
            continue
        if run:
            last = run[-1]
            if glyph.text == last.text and abs(glyph.along - last.along) < OVERPRINT * glyph.size:
                continue
            gap = glyph.along - last.end
            same_font = _same_font(glyph, last)
            if same_font and WORD_GAP * glyph.size < gap < COLUMN_GAP * glyph.size:
                spacing = _letter_spacing(line) if spacing is None else spacing
                gap -= spacing[i]
            if (
                not same_font
                or gap > WORD_GAP * glyph.size
                or glyph.along < last.along
                or _stands_alone(glyph)
                or _stands_alone(last)
                or (last.text == "]" and glyph.text.isalpha() and _is_box_of_brackets(run))
            ):
                yield run
                run = []
        run.append(glyph)
    if run:
        yield run


def _same_font(glyph: _Glyph, other: _Glyph) -> bool:
    return glyph.char.fontname == other.char.fontname and abs(glyph.size - other.size) < 0.05 * other.size


def _letter_spacing(line: list[_Glyph]) -> list[float]:
    """How far apart each glyph's letters are set, in points; 0 where they are not.

    Letters are set apart where most gaps of a stretch of text, its columns taken one by one, are the same.
    """
    found = [0.0] * len(line)
    start = 0
    for end in range(1, len(line) + 1):
        if end < len(line) and line[end].along - line[end - 1].end < COLUMN_GAP * line[end].size:
            continue
        gaps = [
            (b.along - a.end) / b.size
            for a, b in pairwise(line[start:end])
            if a.text.isalpha() and b.text.isalpha() and _same_font(a, b)
        ]
        usual = median(gaps) if gaps else 0.0
        alike = [abs(gap - usual) < SAME_SPACING for gap in gaps]
        longest = max((len(list(run)) for same, run in groupby(alike) if same), default=0)
        if usual > 0 and longest >= LEAST_SPACED:
            for i in range(start, end):
                found[i] = usual * line[i].size
        start = end
    return found


def _stands_alone(glyph: _Glyph) -> bool:
    """True for a pictograph; most glyphs need no more than the first comparison and a look into a cache."""
    if glyph.text >= FIRST_PICTOGRAPH and PICTOGRAPHS.match(glyph.text):
        return True
    return _is_symbol_font(glyph.char.fontname)


def _is_box_of_brackets(run: list[_Glyph]) -> bool:
    """A box typed as `[x]` or, where a space parted its ends, `]`: it is no part of the word it is glued to."""
    return len(run) == 1 or (len(run) == 3 and run[0].text == "[")


@lru_cache(maxsize=1024)
def _is_symbol_font(name: str | bytes) -> bool:
    return SYMBOL_FONT.search(name.decode("latin-1") if isinstance(name, bytes) else name) is not None


def _run_to_word(run: list[_Glyph], direction: _Direction, page: int, index: int, frame: PageFrame) -> Word:
    chars = [glyph.char for glyph in run]
    first = chars[0]
    x0, x1 = min(c.x0 for c in chars), max(c.x1 for c in chars)
    y0, y1 = min(c.y0 for c in chars), max(c.y1 for c in chars)
    box = frame.box(x0, y0, x1, y1)
    size = round(run[0].size, 2)
    baseline = frame.top - first.matrix[5] if direction == RIGHT else box.bottom
    if box.bottom - baseline > DEEPEST * size:
        box = Box(box.x0, baseline - (1 - USUAL_DEPTH) * size, box.x1, baseline + USUAL_DEPTH * size)
    name = first.fontname
    return Word(
        page=page,
        index=index,
        text="".join(glyph.text for glyph in run),
        box=box,
        baseline=baseline,
        font=name.decode("latin-1") if isinstance(name, bytes) else name,
        size=size,
        ink=lightness(first.graphicstate.ncolor),
        artifact=getattr(first, "tag", None) == "Artifact",
        upright=direction == RIGHT,
        slanted=bool(direction.dx and direction.dy),
    )
