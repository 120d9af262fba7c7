"""How high the letters of a text reach above and below their baseline: the size of the type, from a line's height.

Onthaalmedewerker      .72 of the size: no letter goes below the baseline
Functieprofiel         .93: the p does
een zaak               .52: none is tall
"""

from __future__ import annotations

SMALL, TALL, DEEP = 0.52, 0.72, 0.21
"""Parts of the size that letters like x rise, that letters like l rise, and that letters like p go down."""
ACCENT = 0.17
"""More, over a capital."""
TALLEST = frozenset("bdfhkltßijäëïöüéèêáíóúñàâîôûçÿ'\"’‘“”()[]{}/|!?&%€$§#*°")
DEEPEST = frozenset("gjpqyçQ()[]{}/|,;§$„‚")
FULL = TALL + DEEP


def part_of_size(text: str) -> float:
    """The height of a line with these letters, as a part of the size it is set in."""
    capitals = [letter for letter in text if letter.isupper() or letter.isdecimal()]
    rise = TALL if capitals or not TALLEST.isdisjoint(text) else SMALL
    if any(letter.isupper() and ord(letter) > 0x7F for letter in text):
        rise += ACCENT
    return rise + (DEEP if not DEEPEST.isdisjoint(text) else 0.0)
