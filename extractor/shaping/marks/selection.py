"""The value that every reader of marks gives back."""

from __future__ import annotations

from dataclasses import replace

from extractor.geometry import Box
from extractor.model import MarkKind, Phrase
from extractor.reading.layout import Word
from extractor.shaping.marks.evidence import Evidence, Fact
from extractor.values import value


@value
class SelectionMark:
    """A place where something can be ticked.

    `raw` is what the PDF holds ("☒", "U+F0FE", "/Yes"); `words` the words the mark is made of, empty where it is no
    text. What speaks for its state, and how strongly, is its `evidence`.
    """

    page: int
    box: Box
    kind: MarkKind
    raw: str | None
    font: str | None
    words: tuple[Word, ...]
    evidence: Evidence

    def __hash__(self) -> int:
        """By its place, which hardly another mark shares."""
        return hash((self.page, self.box))

    @property
    def state(self) -> bool | None:
        """True ticked, False seen and empty, None there but not readable."""
        return self.evidence.state

    @property
    def confidence(self) -> float:
        """0 to 1."""
        return self.evidence.confidence

    @property
    def reason(self) -> str:
        """In a few words where the state comes from."""
        return self.evidence.reason

    def found(self, fact: Fact, state: bool | None = None, **words: object) -> SelectionMark:
        """The same mark after one more fact."""
        return replace(self, evidence=self.evidence.and_(fact, state, **words))

    def doubted(self, why: Phrase) -> SelectionMark:
        """The same mark, nobody can say whether it is ticked."""
        return self.found(Fact.DOUBTED, why=why)
