"""Names that job descriptions share, looked up in a text by how they begin or end, however they are printed.

    II. Taken en verantwoordelijkheden (5):     behind its number "taken", and "taken en verantwoordelijkheden"

There are thousands, in all languages. One pattern of so many takes longer to make than a PDF of ten pages to read.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

import regex

from extractor.languages import shared_words
from extractor.matching.vocabulary import APOSTROPHES

KEPT = 4096
"""Answers about lines: several readers ask about each, and each module that may read the document."""
MOST_LETTERS = 3
"""Names are found by so many of their letters at most: more tell no more of them apart."""
_NUMBER_AND_SIGN = regex.compile(
    r"(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*|[A-Z])\s*[.):–-]\s*", flags=regex.VERSION1 | regex.IGNORECASE
)
_NUMBER_ALONE = regex.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,4})\s+")
_WHITE, _BOUNDARY = regex.compile(r"\s+"), regex.compile(r"\b")
_ONE_OF_EACH = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), "İ": "i"})


class PrintedNames:
    """Some names, found at any place of a text that is as `evened` gives it."""

    def __init__(self, names: Iterable[str]) -> None:
        self._longest_first = sorted(set(names), key=lambda name: (-len(name), name))
        self._letters = min((MOST_LETTERS, *map(len, self._longest_first)))
        self._by_beginning: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._by_end: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name in self._longest_first:
            for printed in _spellings(name):
                self._by_beginning[printed[: self._letters]].append((printed, name))
                self._by_end[printed[-self._letters :]].append((printed, name))

    def beginning(self, text: str, at: int = 0) -> Iterator[tuple[str, int]]:
        """Each name that the text has there, the longest first, and where it ends; also as a part of other words."""
        for printed, name in self._by_beginning.get(text[at : at + self._letters], ()):
            if text.startswith(printed, at):
                yield name, at + len(printed)

    def first_words(self, text: str, at: int = 0) -> Iterator[tuple[str, int]]:
        """The same, but no part of a longer word."""
        return ((name, end) for name, end in self.beginning(text, at) if _BOUNDARY.match(text, end))

    def ending(self, text: str) -> Iterator[tuple[str, int]]:
        """Each name that the text ends with, the longest first, and where it begins; also as a part of other words."""
        for printed, name in self._by_end.get(text[-self._letters :], ()):
            if text.endswith(printed):
                yield name, len(text) - len(printed)

    def last_words(self, text: str) -> Iterator[str]:
        """The same, but no part of a longer word."""
        return (name for name, start in self.ending(text) if _BOUNDARY.match(text, start))

    def words_in(self, text: str) -> Iterator[tuple[str, int]]:
        """Each name that stands in the text and is no part of a longer word, and where it begins."""
        for boundary in _BOUNDARY.finditer(text):
            yield from ((name, boundary.start()) for name, _ in self.first_words(text, boundary.start()))

    def are_in(self, text: str) -> bool:
        """Does a name stand anywhere in the text, be it as a part of a longer word?"""
        return any(self._has(text, at) for at in range(len(text)))

    def _has(self, text: str, at: int) -> bool:
        return next(self.beginning(text, at), None) is not None


@lru_cache(maxsize=KEPT)
def without_numbers(text: str) -> tuple[str, ...]:
    """A heading's text, evened: without what may be its number ("II.", "3.1", "B)", "2 -"), and last as it stands."""
    return (*(evened(text[end:]) for end in _ends_of_number(text)), evened(text))


def end_of_number(text: str) -> int:
    """Where the words of a heading begin, if it has a number; else 0."""
    return next(_ends_of_number(text), 0)


def _ends_of_number(text: str) -> Iterator[int]:
    for pattern in (_NUMBER_AND_SIGN, _NUMBER_ALONE):
        number = pattern.match(text)
        if number is not None:
            yield number.end()


def behind_joined(text: str, end: int) -> Iterator[int]:
    """Where the next name begins, behind "and", a comma or the like."""
    start = end + text.startswith(" ", end)
    for joined in shared_words().sections.joined:
        if text.startswith(joined, start):
            following = start + len(joined)
            following += text.startswith(" ", following)
            if following < len(text):
                yield following


def evened(text: str) -> str:
    """As names are compared: without capitals, each apostrophe the same one, and all white space one space."""
    return _WHITE.sub(" ", text.translate(_ONE_OF_EACH)).casefold()


def _spellings(name: str) -> Iterator[str]:
    """With its accents, and without each: capitals have none in many documents."""
    characters = (dict.fromkeys((c, unicodedata.normalize("NFD", c)[0])) for c in evened(name))
    return map("".join, product(*characters))
