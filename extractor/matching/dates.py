"""Dates as documents print them → dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import regex

from extractor.languages import all_words
from extractor.matching.vocabulary import words_to_pattern

NUMERIC = regex.compile(r"\b(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})\b")
ISO = regex.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")


def text_to_date(text: str) -> date | None:
    """The first date in the text; day before month where both are numbers. None where there is none or it cannot be."""
    for pattern in (ISO, _written(), NUMERIC, _month_first()):
        match = pattern.search(text)
        if match is None:
            continue
        month = match["month"]
        number = int(month) if month.isdecimal() else _months().get(month.casefold())
        if number is None:
            continue
        try:
            return date(int(match["year"]), number, int(match["day"]))
        except ValueError:
            return None
    return None


@lru_cache(maxsize=1)
def printed_date() -> str:
    """A pattern for any printed date, a month in letters being any word."""
    between = words_to_pattern(all_words().dates.between)
    return (
        r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\p{L}+\s+\d{1,2},\s+\d{4}"
        rf"|\d{{1,2}}(?:{_ordinals()}|\.)?\s+(?:(?:{between})\s+)?\p{{L}}+\.?\s+(?:(?:{between})\s+)?\d{{4}})"
    )


@lru_cache(maxsize=1)
def _months() -> Mapping[str, int]:
    return {name: number for number, names in enumerate(all_words().dates.months, start=1) for name in names}


@lru_cache(maxsize=1)
def _written() -> regex.Pattern[str]:
    """Such as 3 maart 2021, 1er mai 2020, 5 de julio de 2022."""
    between = words_to_pattern(all_words().dates.between)
    return regex.compile(
        rf"\b(?P<day>\d{{1,2}})(?:{_ordinals()}|\.)?\s+(?:(?:{between})\s+)?(?P<month>\p{{L}}+)\.?\s+"
        rf"(?:(?:{between})\s+)?(?P<year>\d{{4}})\b"
    )


@lru_cache(maxsize=1)
def _month_first() -> regex.Pattern[str]:
    return regex.compile(rf"\b(?P<month>\p{{L}}+)\.?\s+(?P<day>\d{{1,2}})(?:{_ordinals()})?,?\s+(?P<year>\d{{4}})\b")


def _ordinals() -> str:
    return words_to_pattern(all_words().dates.ordinals)
