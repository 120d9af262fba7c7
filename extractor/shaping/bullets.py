"""Which lines begin a list item: by a sign of any kind, typed or drawn, at the left of hanging text."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence

import regex

from extractor.geometry import Box
from extractor.reading.layout import Drawing, PageLayout, Word
from extractor.shaping.lines import Line
from extractor.shaping.sizes import SAME_EDGE
from extractor.values import value

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
    column = _Column(lines, _signs(lines, marks, letter), right)
    numbered = _numbered(column)
    found: list[Line] = []
    item = _Item(None, None)
    for i, (line, sign) in enumerate(zip(lines, column.signs, strict=True)):
        begins_item = sign is not None and (i in numbered or NUMBERING.match(sign.text) is None)
        if sign is not None and begins_item and not _is_wrapped_dash(sign, i, column, item):
            line = Line(line.words[1:], sign.text, (sign,), line.right, line.marks)
        elif line.bullet is None and sign is None and _has_drawn_bullet(line, drawn.get(line.page, ())):
            line = line.as_item("")
        if line.bullet is not None:
            item = _Item(line.bullet_words[0] if line.bullet_words else item.sign, line.words[0].box.x0)
        found.append(line)
    return found


@value
class _Column:
    """Lines of one cell or column, for each the word at its head that may be a sign, and where their text wraps."""

    lines: Sequence[Line]
    signs: Sequence[Word | None]
    right: float


@value
class _Item:
    """The item that was begun last: its sign, None where it is drawn, and where its text begins."""

    sign: Word | None
    text_x: float | None


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
                line = line.as_item(lone.words[0].text, lone.words)
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
    return len(line.words) == 1 and len(word.text) == 1 and word not in marks and _is_sign(word.text)


def _is_sign(char: str) -> bool:
    return char in SIGNS or unicodedata.category(char) in SIGN_CATEGORIES


def _signs(lines: Sequence[Line], marks: Collection[Word], letter: str | None) -> list[Word | None]:
    """For each line without a bullet the word at its head that may be one; letters only where that is sure."""
    signs = [None if line.bullet is not None else _candidate(line, marks) for line in lines]
    starts = [sign.box.x0 for sign in signs if sign is not None and sign.text in LETTER_SIGNS]

    def is_word(line: Line, sign: Word) -> bool:
        return sign.text in LETTER_SIGNS and sign.text != letter and not _letter_is_sign(line, sign, starts)

    return [None if sign and is_word(line, sign) else sign for line, sign in zip(lines, signs, strict=True)]


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
    return first if first.text in LETTER_SIGNS or _is_sign(first.text) else None


def _letter_is_sign(line: Line, sign: Word, starts: Sequence[float]) -> bool:
    if any(name in sign.font.lower() for name in SYMBOL_FONTS):
        return True
    if sign.text != "o":
        return False
    repeated = sum(abs(x - sign.box.x0) < SAME_EDGE * sign.size for x in starts) >= REPEATED
    return repeated or sign.font != line.words[1].font


def _numbered(column: _Column) -> set[int]:
    """Lines whose numbers follow each other at one indent: 1. 2. 3. or a) b) c)."""
    runs: list[tuple[int, int, float]] = []
    for i, word in enumerate(column.signs):
        match = NUMBERING.match(word.text) if word is not None else None
        if word is not None and match is not None:
            value = int(match["number"]) if match["number"] else ord(match["letter"]) - ord("a") + 1
            runs.append((i, value, word.box.x0))
    found: set[int] = set()
    for (i, value, x), (j, following, other_x) in itertools.pairwise(runs):
        if following == value + 1 and abs(x - other_x) < SAME_EDGE * 2 * column.lines[i].size:
            found |= {i, j}
    return found


def _is_wrapped_dash(sign: Word, i: int, column: _Column, item: _Item) -> bool:
    """A dash inside a sentence that happens to begin a wrapped line: the line before is full and goes on in it."""
    if i == 0 or not _stands_in_text(sign) or not is_full(column.lines[i - 1], column.lines[i], column.right):
        return False
    near = SAME_EDGE * sign.size
    last, following = item.sign, column.lines[i].words[1].text
    if last is not None and abs(sign.box.x0 - last.box.x0) < near and sign.text == last.text:
        return following[:1].islower()
    if item.text_x is not None:
        return abs(sign.box.x0 - item.text_x) < near or (last is not None and sign.box.x0 > last.box.x1)
    numbered = sign.text in SIGNS_IN_TEXT and following[:1].isdecimal()
    return (numbered or following[:1].islower()) and not _is_repeated(sign, column.signs)


def _is_repeated(sign: Word, signs: Sequence[Word | None]) -> bool:
    """Do other lines begin with the same sign at the same place?"""
    same = (other for other in signs if other is not None and other.text == sign.text)
    return sum(abs(other.box.x0 - sign.box.x0) < SAME_EDGE * sign.size for other in same) > 1


def _stands_in_text(sign: Word) -> bool:
    return unicodedata.category(sign.text[0]) in DASH or sign.text in SIGNS_IN_TEXT


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
