"""Who took which word: the books that prove that nothing was lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.reading.layout import Word


class Claims:
    """Each word is claimed at most once; the first claim stands."""

    def __init__(self) -> None:
        self._by_word: dict[tuple[int, int], str] = {}

    def claim(self, words: Iterable[Word], by: str) -> None:
        for word in words:
            self._by_word.setdefault((word.page, word.index), by)

    def release(self, words: Iterable[Word]) -> None:
        """Give back words that were taken for something that turned out to be none."""
        for word in words:
            self._by_word.pop((word.page, word.index), None)

    def by(self, word: Word) -> str | None:
        return self._by_word.get((word.page, word.index))

    def unclaimed(self, words: Iterable[Word]) -> Iterator[Word]:
        return (word for word in words if (word.page, word.index) not in self._by_word)
