"""Looking for the words that job descriptions share (`rules/languages`), however they are printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import regex

from extractor.languages import all_words
from extractor.shaping.lines import canonical

APOSTROPHES = "'’‘`´ʼ"


words = all_words
"""Those of every language."""


def words_to_pattern(texts: Iterable[str]) -> str:
    """Any of the texts, the longest first, however their apostrophes, spaces and (in capitals) accents are printed."""
    return "|".join("".join(map(_character, text)) for text in sorted(texts, key=len, reverse=True))


def _character(character: str) -> str:
    if character in APOSTROPHES:
        return f"[{APOSTROPHES}]"
    if character == " ":
        return r"\s+"
    plain = unicodedata.normalize("NFD", character)[0]
    return regex.escape(character) if plain == character else f"[{character}{plain}]"


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """For comparing words: canonical, without case and without the colon of a label."""
    return canonical(text).rstrip(" :").casefold()


def is_repeated(text: str, earlier: str) -> bool:
    """The same text once more, at the head of a later page, with or without "(vervolg)" behind it."""
    folded, before = fold(text), fold(earlier)
    if folded == before:
        return True
    rest = folded.removeprefix(before).strip(" ()[]-–:")
    return folded.startswith(before) and rest in words().continued.suffixes
