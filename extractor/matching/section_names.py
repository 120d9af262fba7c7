"""What a heading says: the standard name of its section, by the words that job descriptions share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.languages import all_words
from extractor.matching.generic import NUMBERING, joined_names
from extractor.matching.vocabulary import fold, words_to_pattern

LONGEST_HEADING = 80
"""No heading has more characters."""
MOST_WORDS = 12
"""In a longer text a known name is only one of the things it speaks of."""
LEAST_LETTERS = 5
"""Shorter names are part of too many others."""
SEVERAL = 3
"""Words: a text that begins with such a name says the same with more words."""
PLURAL = regex.compile(r"\((\p{Ll}{1,3})\)")
"""Behind a word that may be several: "Skill(s)"."""


@dataclass(frozen=True)
class SectionName:
    """`exact`: the heading is that name, but for a number, a colon or a remark in brackets; or begins with a long one.

    `whole`: there is nothing but that name.
    """

    key: str
    exact: bool
    whole: bool = False


def section_name(text: str) -> SectionName | None:
    """The section that a heading is of; None where no word of it is known."""
    if len(text) > LONGEST_HEADING:
        return None
    text = PLURAL.sub(r"\1", text)
    for key, pattern in _exact().items():
        if pattern.search(text):
            return SectionName(key, exact=True, whole=True)
    if len(text.split()) > MOST_WORDS:
        return None
    for key, pattern in _contained().items():
        match = pattern.search(text)
        if match is not None:
            return SectionName(key, exact=len((match["first"] or "").split()) >= SEVERAL)
    return None


def bare(text: str) -> str:
    """For comparing headings: folded, without number, colon and remark in brackets."""
    text = regex.sub(NUMBERING, "", text, flags=regex.VERSION1 | regex.IGNORECASE)
    return fold(regex.sub(r"\s*\([^()]*\)\s*(?=:?$)", "", text)).strip(" .:?!")


@lru_cache(maxsize=1)
def _exact() -> dict[str, regex.Pattern[str]]:
    return {key: joined_names(names) for key, names in all_words().sections.by_key().items()}


@lru_cache(maxsize=1)
def _contained() -> dict[str, regex.Pattern[str]]:
    """A name at the end, or one that few other texts begin with at the beginning.

    "Requirements of the role" is not headed by "the role": a name with an article stands by itself.
    """
    weak, little = all_words().documents.weak, all_words().text.little
    found = {}
    for key, names in all_words().sections.by_key().items():
        if key not in {"remarks", "approval"}:
            known = [name for name in names if len(name) >= LEAST_LETTERS]
            last = [name for name in known if name.split()[0] not in little]
            found[key] = _at_an_end(last, [name for name in known if name not in weak])
    return found


def _at_an_end(last: Iterable[str], first: Iterable[str]) -> regex.Pattern[str]:
    first_names, last_names = words_to_pattern(first), words_to_pattern(last)
    return regex.compile(
        rf"{NUMBERING}(?:(?<first>{first_names})\b|.*\b(?:{last_names})\s*[:?!.]?$)",
        flags=regex.VERSION1 | regex.IGNORECASE,
    )
