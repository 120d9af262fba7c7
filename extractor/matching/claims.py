"""Who took which word: the books that prove that nothing was lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


class Taken(NamedTuple):
    """Words that a reader took, and what it took them for."""

    claim: Claim
    words: tuple[Word, ...]


class Claims:
    """Each word is claimed at most once; the first claim stands."""

    def __init__(self) -> None:
        self._by_word: dict[tuple[int, int], str] = {}

    def claim(self, words: Iterable[Word], by: str) -> None:
        for word in words:
            self._by_word.setdefault((word.page, word.index), by)

    def take(self, taken: Iterable[Taken]) -> None:
        for claim, words in taken:
            self.claim(words, claim)

    def release(self, words: Iterable[Word]) -> None:
        """Give back words that were taken for something that turned out to be none."""
        for word in words:
            self._by_word.pop((word.page, word.index), None)

    def by(self, word: Word) -> str | None:
        return self._by_word.get((word.page, word.index))

    def unclaimed(self, words: Iterable[Word]) -> Iterator[Word]:
        return (word for word in words if (word.page, word.index) not in self._by_word)

    def left(self, words: Iterable[Word]) -> bool:
        """Is any of the words nobody's yet?"""
        return next(self.unclaimed(words), None) is not None
