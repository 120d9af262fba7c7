"""Colour operands of a content stream → lightness."""

from __future__ import annotations

SPEAKING_FOR_OTHERS = frozenset({"Separation", "DeviceN", "Indexed", "Lab", "Pattern"})
"""Colour spaces in which 1 is not white: a full tint of an ink, a row of a palette, a lightness of 1 %."""


def lightness(colour: object, space: str = "") -> float | None:
    """0 is black, 1 white; None for patterns and colour spaces whose operands say nothing by themselves.

    Grey, RGB and CMYK are told apart by the number of operands (ISO 32000-1, 8.6.4); RGB is weighted as in Rec. 601.
    """
    if space in SPEAKING_FOR_OTHERS:
        return None
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    values = [float(part) for part in parts if isinstance(part, (int, float))]
    if len(values) != len(parts):
        return None
    if len(values) == 1:
        return values[0]
    if len(values) == 3:
        red, green, blue = values
        return 0.299 * red + 0.587 * green + 0.114 * blue
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        return (1 - black) * (1 - (0.299 * cyan + 0.587 * magenta + 0.114 * yellow))
    return None
