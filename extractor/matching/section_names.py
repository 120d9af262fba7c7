"""What a heading says: the standard name of its section, by the words that job descriptions share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.languages import all_words
from extractor.matching.heading_names import SECTIONS, HeadingOf, heading_names, kinds_of_names
from extractor.matching.printed_names import KEPT, end_of_number, without_numbers
from extractor.matching.vocabulary import fold

LONGEST_HEADING = 80
"""No heading has more characters."""
MOST_WORDS = 12
"""In a longer text a known name is only one of the things it speaks of."""
LEAST_LETTERS = 5
"""Shorter names are part of too many others."""
SEVERAL = 3
"""Words: a text that begins with such a name says the same with more words."""
CONTAINED = frozenset(SECTIONS) - {"remarks", "approval"}
"""Sections that a heading is of where it has more words than their names."""
SIGNS = (":", "?", "!", ".")
_HEADINGS = {key: HeadingOf(frozenset({key})) for key in SECTIONS}
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
    for key, heading in _HEADINGS.items():
        if heading.search(text):
            return SectionName(key, exact=True, whole=True)
    if len(text.split()) > MOST_WORDS:
        return None
    found = [(_names_at_beginning(rest), _sections_at_end(rest)) for rest in without_numbers(text)]
    for key in _HEADINGS:
        for first, last in found:
            if key in first or key in last:
                return SectionName(key, exact=len(first.get(key, "").split()) >= SEVERAL)
    return None


def bare(text: str) -> str:
    """For comparing headings: folded, without number, colon and remark in brackets."""
    text = text[end_of_number(text) :]
    return fold(regex.sub(r"\s*\([^()]*\)\s*(?=:?$)", "", text)).strip(" .:?!")


def _names_at_beginning(text: str) -> dict[str, str]:
    """Section → the longest of its names that the text begins with, if few other texts begin so."""
    found: dict[str, str] = {}
    for name, _ in heading_names().first_words(text):
        if name not in all_words().documents.weak:
            for key in _sections_of(name):
                found.setdefault(key, name)
    return found


def _sections_at_end(text: str) -> set[str]:
    """Those that have a name which the text ends with.

    "Requirements of the role" is not headed by "the role": a name with an article stands by itself.
    """
    little = all_words().text.little
    names = (name for end in _ends(text) for name in heading_names().last_words(end))
    return {key for name in names if name.split()[0] not in little for key in _sections_of(name)}


def _ends(text: str) -> Iterator[str]:
    """The text, and the text without the sign that it ends with."""
    yield text.rstrip()
    if text.endswith(SIGNS):
        yield text[:-1].rstrip()


def _sections_of(name: str) -> frozenset[str]:
    """Those that a longer heading is of if it begins or ends with the name."""
    return frozenset() if len(name) < LEAST_LETTERS else kinds_of_names()[name] & CONTAINED
