"""What a heading says: the standard name of its section, by the words that job descriptions share."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from extractor.languages import all_words
from extractor.matching.generic import KEPT, NUMBERING, joined_names
from extractor.matching.vocabulary import APOSTROPHES, fold, words_to_pattern

LONGEST_HEADING = 80
"""No heading has more characters."""
MOST_WORDS = 12
"""In a longer text a known name is only one of the things it speaks of."""
LEAST_LETTERS = 5
"""Shorter names are part of too many others."""
SEVERAL = 3
"""Words: a text that begins with such a name says the same with more words."""
WORD, MARKS = regex.compile(r"\w+"), regex.compile(r"\p{Mn}+")
PLAIN = str.maketrans({**dict.fromkeys(APOSTROPHES, " "), "\N{LATIN SMALL LETTER DOTLESS I}": "i"})
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


@lru_cache(maxsize=KEPT)
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
    known = _by_word()
    may_be = frozenset().union(*(known.get(word, frozenset()) for word in _words_of(text)))
    for key in _names_contained():
        match = _contained(key).search(text) if key in may_be else None
        if match is not None:
            return SectionName(key, exact=len((match["first"] or "").split()) >= SEVERAL)
    return None


def make_all_patterns() -> None:
    """Now, and not each when a heading may be of its section: for a process that will meet them all."""
    for key in _names_contained():
        _contained(key)


def bare(text: str) -> str:
    """For comparing headings: folded, without number, colon and remark in brackets."""
    text = regex.sub(NUMBERING, "", text, flags=regex.VERSION1 | regex.IGNORECASE)
    return fold(regex.sub(r"\s*\([^()]*\)\s*(?=:?$)", "", text)).strip(" .:?!")


@lru_cache(maxsize=1)
def _exact() -> dict[str, regex.Pattern[str]]:
    return {key: joined_names(names) for key, names in all_words().sections.by_key().items()}


@cache
def _contained(key: str) -> regex.Pattern[str]:
    """A name at the end, or one that few other texts begin with at the beginning; made when a text may be one.

    "Requirements of the role" is not headed by "the role": a name with an article stands by itself.
    """
    names, weak, little = _names_contained()[key], all_words().documents.weak, all_words().text.little
    last = [name for name in names if name.split()[0] not in little]
    return _at_an_end(last, [name for name in names if name not in weak])


@lru_cache(maxsize=1)
def _names_contained() -> dict[str, list[str]]:
    names = all_words().sections.by_key().items()
    return {
        key: [name for name in some if len(name) >= LEAST_LETTERS]
        for key, some in names
        if key not in {"remarks", "approval"}
    }


@lru_cache(maxsize=1)
def _by_word() -> dict[str, frozenset[str]]:
    """The first and the last word of every such name → the sections that have one: a text without them names none."""
    found: dict[str, set[str]] = {}
    for key, names in _names_contained().items():
        for name in names:
            words = _words_of(name)
            for word in (words[0], words[-1]):
                found.setdefault(word, set()).add(key)
    return {word: frozenset(keys) for word, keys in found.items()}


def _words_of(text: str) -> list[str]:
    """However their apostrophes, capitals and accents are printed; of more letters than the patterns take for one."""
    plain = unicodedata.normalize("NFD", text.translate(PLAIN)).casefold()
    return WORD.findall(MARKS.sub("", plain))


def _at_an_end(last: Iterable[str], first: Iterable[str]) -> regex.Pattern[str]:
    first_names, last_names = words_to_pattern(first), words_to_pattern(last)
    return regex.compile(
        rf"{NUMBERING}(?:(?<first>{first_names})\b|.*\b(?:{last_names})\s*[:?!.]?$)",
        flags=regex.VERSION1 | regex.IGNORECASE,
    )
