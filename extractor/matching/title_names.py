"""Names that job descriptions have for themselves: "Functiebeschrijving", "Job description", "Fiche de poste"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.languages import shared_words
from extractor.matching.printed_names import PrintedNames, behind_joined, evened, without_numbers

_OF_CONTENTS = regex.compile(r".*[.…·_]{3,}\s*\d+\s*$")


@dataclass(frozen=True)
class TitleLine:
    """Stands where a pattern may: it fits a line that begins with such a name, a number or none before it.

    But none of a table of contents: "Functieprofiel Kok ...... 12".
    """

    @property
    def pattern(self) -> str:
        return "a title"

    def search(self, text: str) -> bool:
        begins = any(next(title_names().first_words(rest), None) for rest in without_numbers(text))
        return begins and _OF_CONTENTS.match(text) is None


@lru_cache(maxsize=1)
def title_names() -> PrintedNames:
    return PrintedNames(shared_words().documents.titles)


def mentions_title(text: str) -> bool:
    """Does it speak of a job description, whatever else it says?"""
    return next(title_names().words_in(evened(text)), None) is not None


def ends_of_title(text: str) -> Iterator[int]:
    """Where the words for a title end that an evened text begins with, two of them first if they are joined.

    "functiebeschrijving en competentieprofiel kok"
    """
    for _, end in title_names().beginning(text):
        for start in behind_joined(text, end):
            yield from (last for _, last in title_names().beginning(text, start))
        yield end


def begins_with_title(text: str) -> bool:
    """Does it say first that it is a job description?"""
    even = evened(text)
    first = next(title_names().words_in(even), None)
    return first is not None and not any(c.isalpha() for c in even[: first[1]])
