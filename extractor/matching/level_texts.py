"""Texts that say a level with the word for it, whoever reads them: what is left over is held against these."""

from __future__ import annotations

import regex

from extractor.languages import all_words, per_words
from extractor.matching.levels.labels import text_to_label
from extractor.matching.vocabulary import words_to_pattern


def _level(before: str, after: str) -> regex.Pattern[str]:
    """The word for level with a number, a numeral or a letter, between what stands before and after it."""
    inline = words_to_pattern(all_words().levels.inline)
    step = r"(?:\d|[IVX]{1,3}\b|[A-E]\b)"
    return regex.compile(rf"{before}(?:{inline})\s*:?\s*{step}{after}", regex.IGNORECASE)


@per_words
def level_behind() -> regex.Pattern[str]:
    """Such as "Plannen: niveau 2" or "Plannen (niveau 2)", a short line."""
    return _level(r"^.{3,60}\b", r"\s*\)?\.?$")


@per_words
def level_among() -> regex.Pattern[str]:
    """Such as "Plannen (niveau 2, wordt 3)", a short line."""
    return _level(r"^.{3,60}\(", r"[^()]*\)\.?$")


@per_words
def level_and_more() -> regex.Pattern[str]:
    """Such as "Patience: level 2   4 (JB)", where somebody wrote another level behind one that is struck out."""
    return _level(r"^[^:(]{3,60}:\s*", r"\b.{1,20}$")


@per_words
def level_in_brackets() -> regex.Pattern[str]:
    """Such as "(level 3)" in "Accuracy (level 3), planning (level 2)"."""
    return _level(r"\(", "")


@per_words
def level_alone() -> regex.Pattern[str]:
    """Such as "Level 3" over the names that it holds for."""
    return _level("^", r"\W*$")


@per_words
def level_first() -> regex.Pattern[str]:
    """Such as "Level 3: accuracy, planning", the names behind it."""
    return _level("^", r"\s*[:=–—-]\s*\S")


def offers_levels(text: str) -> bool:
    """Is it like "Accuracy: basic / good / expert", where one of them may be underlined?"""
    name, colon, tail = text.partition(":")
    return bool(colon) and any(c.isalpha() for c in name) and text_to_label(tail.strip()) is not None
