"""Which lines begin a list item: by a sign of any kind, typed or drawn, at the left of hanging text."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import regex

from extractor.geometry import Box
from extractor.reading.layout import Drawing, PageLayout, Word
from extractor.shaping.lines import Line
from extractor.shaping.sizes import SAME_EDGE

SIGN_CATEGORIES = frozenset({"Pd", "So", "Sm", "Co", "Sk"})
SIGNS = frozenset("•‣◦·∙*⁃§¤")
LETTER_SIGNS = frozenset("oØüvqnlwà")
"""Letters that symbol fonts show as bullets; `o` is one in any font when lines repeat it."""
DASH = frozenset({"Pd", "Sm"})
SIGNS_IN_TEXT = frozenset("§")
"""Signs that stand in a sentence too, as dashes do: "artikel 12, § 3"."""
NUMBERING = regex.compile(r"^\(?(?:(?P<number>\d{1,2})|(?P<letter>[a-z]))[.)]$")
DRAWN_SMALLEST, DRAWN_LARGEST = 0.1, 0.65
"""A drawn bullet's sides as fractions of the text size; tick boxes are larger."""
DRAWN_REACH = 2.5
"""A drawn bullet stands at most this many text sizes to the left of its line."""
LONE_REACH = 1.8
"""A sign alone on a line belongs to the text that begins less than this many sizes under it."""
LEAST_LETTERS = 3
"""So many lines that begin with the letter show that it is a bullet."""
ROUND = 2.0
"""A drawn bullet is at most this many times as wide as high, or as high as wide."""
SIGN_AND_TEXT, REPEATED = 2, 2
"""An item is its sign and a word at least; two of one sign below each other are a list."""
SYMBOL_FONTS = ("symbol", "wingding", "webding", "dingbat", "courier")


def with_bullets(
    lines: Sequence[Line],
    right: float,
    drawn: Mapping[int, Sequence[Box]],
    marks: Collection[Word],
    letter: str | None = None,
) -> list[Line]:
    """The same lines, those that begin an item with their `bullet`.

    A sign that stands on a baseline of its own belongs to the line after it. `right` is where text of this cell or
    column wraps, `drawn` the drawn bullets of each page, `marks` the words that are selection marks and therefore no
    bullets, `letter` the letter that all of the document has for a bullet (`letter_for_bullets`).
    """
    lines = _with_lone_signs(lines, marks)
    candidates = [None if line.bullet is not None else _candidate(line, marks) for line in lines]
    numbered = _numbered(lines, candidates)
    letter_starts = [c.box.x0 for c in candidates if c is not None and c.text in LETTER_SIGNS]
    found: list[Line] = []
    last_bullet: Word | None = None
    text_x: float | None = None
    for i, (line, sign) in enumerate(zip(lines, candidates, strict=True)):
        if line.bullet is not None:
            found.append(line)
            last_bullet, text_x = line.bullet_words[0], line.words[0].box.x0
            continue
        accepted: Word | None = None
        if sign is not None:
            if sign.text in LETTER_SIGNS and sign.text != letter and not _letter_is_sign(line, sign, letter_starts):
                sign = None
            elif i in numbered or NUMBERING.match(sign.text) is None:
                accepted = None if _wrapped_dash(lines, i, sign, last_bullet, text_x, right, candidates) else sign
        if accepted is not None:
            found.append(replace(line, words=line.words[1:], bullet=accepted.text, bullet_words=(accepted,)))
            last_bullet, text_x = accepted, line.words[1].box.x0
        elif sign is None and _has_drawn_bullet(line, drawn.get(line.page, ())):
            found.append(replace(line, bullet=""))
            text_x = line.words[0].box.x0
        else:
            found.append(line)
    return found


def letter_for_bullets(lines: Iterable[Line]) -> str | None:
    """The letter o where at least `LEAST_LETTERS` lines begin with it and a capital, and hardly another one does."""
    following = [line.words[1].text for line in lines if len(line.words) > 1 and line.words[0].text == "o"]
    capitals = sum(text[:1].isupper() for text in following)
    return "o" if capitals >= LEAST_LETTERS and capitals > 0.8 * len(following) else None


def drawn_bullets(layout: PageLayout, text_size: float) -> list[Box]:
    """Small discs, rings, squares and pictures that may stand for a bullet (browsers draw theirs)."""
    smallest, largest = DRAWN_SMALLEST * text_size, DRAWN_LARGEST * text_size

    def small(box: Box) -> bool:
        return max(smallest, 0.01) <= box.width <= largest and max(smallest, 0.01) <= box.height <= largest

    shapes = [d.box for d in layout.drawings if small(d.box) and _as_wide_as_high(d) and (d.filled or d.closed)]
    return shapes + [p.box for p in layout.pictures if small(p.box)]


def _as_wide_as_high(drawing: Drawing) -> bool:
    return 1 / ROUND <= drawing.box.width / drawing.box.height <= ROUND


def _with_lone_signs(lines: Sequence[Line], marks: Collection[Word]) -> list[Line]:
    """Each sign that is a line by itself put before the line it stands at; at the end it is kept as it is."""
    merged: list[Line] = []
    lone: Line | None = None
    for line in lines:
        if lone is not None:
            if line.baseline - lone.baseline < LONE_REACH * line.size and line.page == lone.page:
                line = replace(line, bullet=lone.words[0].text, bullet_words=lone.words)
            else:
                merged.append(lone)
            lone = None
        if is_lone_sign(line, marks):
            lone = line
        else:
            merged.append(line)
    return merged if lone is None else [*merged, lone]


def is_lone_sign(line: Line, marks: Collection[Word]) -> bool:
    """A line that is nothing but a bullet: a page break parted it from its text."""
    word = line.words[0]
    return (
        len(line.words) == 1
        and len(word.text) == 1
        and word not in marks
        and (word.text in SIGNS or unicodedata.category(word.text) in SIGN_CATEGORIES)
    )


def _candidate(line: Line, marks: Collection[Word]) -> Word | None:
    if len(line.words) < SIGN_AND_TEXT:
        return None
    first = line.words[0]
    if first in marks or not first.upright:
        return None
    if NUMBERING.match(first.text):
        return first
    if len(first.text) != 1:
        return first if first.text.startswith("(cid:") and first.text.count("(") == 1 else None
    char = first.text
    if char in SIGNS or char in LETTER_SIGNS or unicodedata.category(char) in SIGN_CATEGORIES:
        return first
    return None


def _letter_is_sign(line: Line, sign: Word, starts: Sequence[float]) -> bool:
    if any(name in sign.font.lower() for name in SYMBOL_FONTS):
        return True
    if sign.text != "o":
        return False
    repeated = sum(abs(x - sign.box.x0) < SAME_EDGE * sign.size for x in starts) >= REPEATED
    return repeated or sign.font != line.words[1].font


def _numbered(lines: Sequence[Line], candidates: Sequence[Word | None]) -> set[int]:
    """Lines whose numbers follow each other at one indent: 1. 2. 3. or a) b) c)."""
    runs: list[tuple[int, int, float]] = []
    for i, word in enumerate(candidates):
        match = NUMBERING.match(word.text) if word is not None else None
        if word is not None and match is not None:
            value = int(match["number"]) if match["number"] else ord(match["letter"]) - ord("a") + 1
            runs.append((i, value, word.box.x0))
    found: set[int] = set()
    for (i, value, x), (j, following, other_x) in itertools.pairwise(runs):
        if following == value + 1 and abs(x - other_x) < SAME_EDGE * 2 * lines[i].size:
            found |= {i, j}
    return found


def _wrapped_dash(
    lines: Sequence[Line],
    i: int,
    sign: Word,
    last: Word | None,
    text_x: float | None,
    right: float,
    candidates: Sequence[Word | None],
) -> bool:
    """A dash inside a sentence that happens to begin a wrapped line: the line before is full and goes on in it."""
    if i == 0 or (unicodedata.category(sign.text[0]) not in DASH and sign.text not in SIGNS_IN_TEXT):
        return False
    near = SAME_EDGE * sign.size
    if last is not None and abs(sign.box.x0 - last.box.x0) < near and sign.text == last.text:
        return lines[i].words[1].text[:1].islower() and is_full(lines[i - 1], lines[i], right)
    if not is_full(lines[i - 1], lines[i], right):
        return False
    if text_x is None:
        same = (c for c in candidates if c is not None and c.text == sign.text)
        alone = sum(abs(c.box.x0 - sign.box.x0) < near for c in same) == 1
        numbered = sign.text in SIGNS_IN_TEXT and lines[i].words[1].text[:1].isdecimal()
        return alone and (numbered or lines[i].words[1].text[:1].islower())
    return abs(sign.box.x0 - text_x) < near or (last is not None and sign.box.x0 > last.box.x1)


def is_full(line: Line, following: Line, right: float) -> bool:
    """Would the first word of the following line not have fitted on this one? A line of a column knows its own end."""
    right = right if line.right is None else min(right, line.right)
    first = following.words[0]
    return line.box.x1 + 0.25 * line.size + first.box.width > right - 0.1 * line.size


def _has_drawn_bullet(line: Line, drawn: Sequence[Box]) -> bool:
    first = line.words[0]
    return any(
        first.box.x0 - DRAWN_REACH * line.size <= box.x0
        and box.x1 <= first.box.x0 + 0.1 * line.size
        and first.baseline - 0.9 * line.size <= box.middle_y <= first.baseline + 0.1 * line.size
        for box in drawn
    )
