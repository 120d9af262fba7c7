"""What the characters of tick boxes look like: `rules/marks.toml`, read once."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

import regex

from extractor.languages import all_words
from extractor.shaping.marks.data import marks_data

SUBSET_PREFIX = regex.compile(r"^[A-Z]{6}\+")
STYLE = regex.compile(r"(regular|normal|roman|bold|italic|oblique|semi|extra|condensed|expanded)+$")
NOT_A_NAME = regex.compile(r"[^a-z0-9]")
NO_CHARACTER = "\ufffd"
"""What a font's map gives where it does not know: the same for all such glyphs, whatever they look like."""
UNMAPPED = regex.compile(r"^(?:\(cid:\d+\)|[\x01-\x1f\x7f-\x9f\ufffd])$")
"""What stands for a glyph whose font does not say which character it is."""
BOTH_ENDS = 2
"""A pair of brackets has so many characters."""
PRIVATE = range(0xF020, 0xF100)
"""Where Windows puts the codes of symbol fonts."""
LATIN = range(0x20, 0x100)


class Shape(StrEnum):
    """`box` is a tick box wherever it stands; the others are that only in the right company."""

    BOX = "box"
    SQUARE = "square"
    CIRCLE = "circle"
    TICK = "tick"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sign:
    """How a character looks: `filled` is what is usual for ticked; None where only its picture can tell.

    `known_code` is true where the code is one that tick boxes have in some font.
    """

    shape: Shape
    filled: bool | None
    cross: bool
    from_symbol_font: bool
    raw: str
    known_code: bool = True


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    characters: Mapping[str, tuple[Shape, bool, bool]]
    fonts: Mapping[str, Mapping[int, str]]
    tick_letters: frozenset[str]
    bracketed: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    data = marks_data()
    crosses = frozenset(data["meaning"]["crosses"])
    characters = {
        character: (Shape(shape), filled, character in crosses)
        for shape, looks in data["characters"].items()
        for filled, those in ((False, looks["empty"]), (True, looks["filled"]))
        for character in those
    }
    fonts = {}
    for font in data["fonts"].values():
        codes = {int(code, 16): drawn for code, drawn in font.items() if code != "names"}
        fonts.update(dict.fromkeys(font["names"], codes))
    letters = data["letters"]
    return _Vocabulary(characters, fonts, frozenset(letters["ticks"]), frozenset(letters["in_brackets"]))


def font_family(font: str) -> str:
    """`ABCDEF+Wingdings-Regular` → `wingdings`."""
    name = NOT_A_NAME.sub("", SUBSET_PREFIX.sub("", font).lower())
    return STYLE.sub("", name) or name


@lru_cache(maxsize=4096)
def character_to_sign(text: str, font: str) -> Sign | None:
    """What `text`, one character as the PDF gives it, looks like in `font`; None where it is no sign of a tick box.

    Looked up before any normalisation: NFKC makes a space and a combining mark of U+00A8, an empty box of Wingdings.
    """
    vocabulary = _vocabulary()
    codes = vocabulary.fonts.get(font_family(font))
    if UNMAPPED.match(text):
        return Sign(Shape.UNKNOWN, None, False, codes is not None, raw_text(text), known_code=False)
    if len(text) != 1:
        return None
    number = ord(text)
    if codes is None or (number not in PRIVATE and number not in LATIN):
        look = vocabulary.characters.get(text)
        if look is not None:
            return Sign(*look, codes is not None, text)
        # An icon font's own code: U+F0FE is a plus sign in one and a ticked box in another.
        if unicodedata.category(text) != "Co":
            return None
        return Sign(Shape.UNKNOWN, None, False, True, raw_text(text), known_code=False)
    drawn = codes.get(number & 0xFF)
    if not drawn:
        return None
    if drawn == "?":
        return Sign(Shape.UNKNOWN, None, False, True, raw_text(text))
    return Sign(*vocabulary.characters[drawn], True, raw_text(text))


def is_word_without_names(text: str) -> bool:
    """Several glyphs in a row of which the font does not say what they are: text, and no tick box."""
    return text.count("(cid:") > 1 or text.count(NO_CHARACTER) > 1


def has_no_name(text: str) -> bool:
    """A code that fonts use as they like, of which Unicode does not say what it shows?"""
    return len(text) == 1 and unicodedata.category(text) in {"Co", "Cc"}


def raw_text(text: str) -> str:
    """The character itself, or its number where it has no shape of its own: "U+F0FE"."""
    return f"U+{ord(text):04X}" if has_no_name(text) else text


def is_tick_letter(text: str) -> bool:
    return text in _vocabulary().tick_letters


def is_legend_word(text: str) -> bool:
    """After a sign: it is explained, and not offered for ticking."""
    return text.casefold() in all_words().text.legend


def bracketed_state(text: str) -> bool | None:
    """`[x]` True, `[ ]` False, anything else None; spaces do not count."""
    if len(text) < BOTH_ENDS or (text[0], text[-1]) not in {("[", "]"), ("(", ")")}:
        return None
    inside = text[1:-1].strip()
    if not inside:
        return False
    return True if inside in _vocabulary().bracketed else None
