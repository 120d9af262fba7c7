"""A value that no appearance shows → its letters in the box of its field, as a viewer would set them."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractor.geometry import Box
from extractor.reading.layout import RIGHT, Glyph

FONT_SIZE = regex.compile(r"(-?\d*\.?\d+)\s+Tf")
LARGEST_SIZE, OF_HEIGHT = 12.0, 0.7
"""Viewers set text whose size is left to them no larger than this, and than this part of a field's height."""
USUAL_WIDTH = 0.5
"""Of its size: a letter of a font that nobody named."""
MARGIN = 2.0
"""Points between the edge of a field and its text."""
LINE = 1.2
DESCENT = 0.25


def font_size(appearance: str | None) -> float | None:
    """That of a default appearance ("/Helv 10 Tf 0 g"); None where the viewer chooses."""
    found = FONT_SIZE.search(appearance or "")
    return abs(float(found[1])) or None if found else None


def set_in_box(text: str, box: Box, size: float | None) -> list[Glyph]:
    """The letters of a value, each as wide as most letters are; broken where a line is full."""
    size = size or min(LARGEST_SIZE, OF_HEIGHT * box.height) or 1.0
    room = max(1, int((box.width - 2 * MARGIN) / (USUAL_WIDTH * size)))
    lines = [line for part in text.splitlines() for line in _broken(part, room)]
    if len(lines) <= 1:
        baseline = box.middle_y + (1 - 2 * DESCENT) * size / 2
    else:
        baseline = box.top + MARGIN + (1 - DESCENT) * size
    glyphs = []
    for row, line in enumerate(lines):
        width = min(USUAL_WIDTH * size, (box.width - 2 * MARGIN) / max(len(line), 1)) or USUAL_WIDTH * size
        y = baseline + row * LINE * size
        for column, letter in enumerate(line):
            x = box.x0 + MARGIN + column * width
            sides = (x, y - (1 - DESCENT) * size, x + width, y + DESCENT * size)
            glyphs.append(Glyph(letter, *sides, x, y, RIGHT, width, size, "", 0.0))
    return glyphs


def _broken(text: str, room: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > room:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line
