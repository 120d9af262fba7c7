"""Who took which word: the books that prove that nothing was lost.

Readers return what they took (`Taken`); `choosing` alone enters it into the books of a document.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from extractor.reading.layout import Word


class Claim(StrEnum):
    """What a word was read as."""

    RUNNING = "running"
    TITLE = "title"
    ORGANISATION = "organisation"
    HEADING = "heading"
    FIELD = "field"
    PURPOSE = "purpose"
    DUTY = "duty"
    POSITION = "position"
    AGREEMENT = "task agreement"
    TASK = "task"
    CLAUSE = "extension clause"
    APPROVAL = "approval"
    SECTION = "section"
    PREAMBLE = "preamble"
    BLOCK = "block"
    GROUP = "group"
    TABLE_HEAD = "table head"
    NAME = "competency name"
    DESCRIPTION = "description"
    LABEL = "level label"
    LEVEL = "level"
    MARK = "selection mark"
    INDICATOR = "indicator"


HEADS = frozenset({Claim.HEADING, Claim.BLOCK, Claim.GROUP, Claim.TABLE_HEAD})
"""Claims on words that head something and are no value themselves."""
OF_LEVELS = frozenset(
    {Claim.NAME, Claim.LEVEL, Claim.LABEL, Claim.INDICATOR, Claim.MARK, Claim.TABLE_HEAD, Claim.DESCRIPTION}
)
"""Claims on what a table of levels is made of."""


class Taken(NamedTuple):
    """Words that a reader took, and what it took them for."""

    claim: Claim
    words: tuple[Word, ...]


class Claims:
    """Each word is claimed at most once; the first claim stands. Books never change: `with_taken` opens new ones."""

    def __init__(self, taken: Iterable[Taken] = ()) -> None:
        self._by_word: dict[tuple[int, int], Claim] = {}
        self._enter(taken)

    def with_taken(self, taken: Iterable[Taken]) -> Claims:
        """These books and what a reader took on top of them."""
        both = Claims()
        both._by_word = dict(self._by_word)
        both._enter(taken)
        return both

    def by(self, word: Word) -> Claim | None:
        return self._by_word.get((word.page, word.index))

    def places_of(self, claim: Claim) -> list[tuple[int, int]]:
        """The page and the number on it of each word that has this claim."""
        return [place for place, own in self._by_word.items() if own is claim]

    def numbers(self, claims: Container[Claim]) -> dict[int, set[int]]:
        """The words that are claimed so, by page."""
        found: dict[int, set[int]] = {}
        for (page, index), claim in self._by_word.items():
            if claim in claims:
                found.setdefault(page, set()).add(index)
        return found

    def unclaimed(self, words: Iterable[Word]) -> Iterator[Word]:
        return (word for word in words if (word.page, word.index) not in self._by_word)

    def left(self, words: Iterable[Word]) -> bool:
        """Is any of the words nobody's yet?"""
        return any((word.page, word.index) not in self._by_word for word in words)

    def _enter(self, taken: Iterable[Taken]) -> None:
        for claim, words in taken:
            for word in words:
                self._by_word.setdefault((word.page, word.index), claim)


class Notes(Claims):
    """What one reader takes as it reads, on top of `before`; it hands back `taken`, for others keep the books."""

    def __init__(self, before: Claims) -> None:
        super().__init__()
        self._by_word = dict(before._by_word)
        self.taken: list[Taken] = []

    def take(self, words: Iterable[Word], claim: Claim) -> None:
        part = Taken(claim, tuple(words))
        self.taken.append(part)
        self._enter([part])
