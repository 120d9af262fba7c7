"""What a glyph says, where the map of its font is known to say it wrongly; and which way it runs."""

from __future__ import annotations

import math

import regex

from extractor.reading.layout import DOWN, LEFT, RIGHT, UP, Direction

SUBSET = regex.compile(r"^[A-Z]{6}\+")
ASLANT = 0.05
"""Text that climbs or falls by more than this part of its length is neither level nor upright: a watermark."""

UNNAMED = regex.compile(r"\(cid:\d+\)|\N{REPLACEMENT CHARACTER}")
"""What stands for a glyph whose font does not say which letters it shows."""


def glyph_text(text: str) -> str:
    """The letters of one glyph, as its font's map gives them.

    Ghostscript 9.56 to 10.00 writes each letter of a ligature with its two bytes swapped: "ti" becomes U+7400 U+6900.
    No font has one glyph for two such ideographs, so several of them in a single glyph are proof.
    """
    if len(text) > 1 and all(ord(c) & 0xFF == 0 and chr(ord(c) >> 8).isalpha() for c in text):
        return "".join(chr(ord(c) >> 8) for c in text)
    return text


def is_unnamed(text: str) -> bool:
    """Does the text hold a glyph that nobody can name?"""
    return UNNAMED.search(text) is not None


def is_sign(text: str) -> bool:
    """Is it a single such glyph, as boxes and bullets are?"""
    return UNNAMED.fullmatch(text) is not None


def direction_of(dx: float, dy: float) -> Direction:
    """The direction of text that moves by (`dx`, `dy`) on the page, `dy` growing downwards."""
    if min(abs(dx), abs(dy)) > ASLANT * max(abs(dx), abs(dy)):
        length = math.hypot(dx, dy)
        return Direction(round(dx / length, 3), round(dy / length, 3))
    if abs(dx) >= abs(dy):
        return RIGHT if dx >= 0 else LEFT
    return DOWN if dy > 0 else UP


def font_name(said: str | bytes) -> str:
    """Without the tag of a subset (ABCDEF+Arial), which says nothing of the font (ISO 32000-1, 9.6.4)."""
    return SUBSET.sub("", said.decode("latin-1") if isinstance(said, bytes) else str(said))
