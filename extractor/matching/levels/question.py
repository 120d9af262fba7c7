"""What every reader of levels gives back: questions with their options, as they stand on the pages.

    Klantgerichtheid    ☐ 1   ☒ 2   ☐ 3          one question, three options

A reader knows the geometry of a page and nothing else: it lists what the page asks and what it took for that. Which
questions are competencies, under which heading, on which scale, and which reading of the same ink stands, `reading.py`
decides for all readers alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from extractor.geometry import Box
from extractor.matching.claims import Claim, Taken
from extractor.matching.levels.labels import core_of
from extractor.matching.levels.scale import Scale
from extractor.matching.rulefile import StrategyName
from extractor.model import FindingCode, Phrase
from extractor.reading.layout import Word
from extractor.shaping.lines import Line
from extractor.shaping.marks.selection import SelectionMark
from extractor.values import value

R = TypeVar("R")


@dataclass(frozen=True)
class Doubt:
    """Why nobody can say, in a phrase that becomes the finding; `page` and `box` are where."""

    reason: Phrase
    code: FindingCode = FindingCode.LEVEL_UNCLEAR
    page: int | None = None
    box: Box | None = None


def only(readings: Sequence[R], doubt: Doubt) -> R | Doubt:
    """The one reading that is left; `doubt` where there are several, or none."""
    return readings[0] if len(readings) == 1 else doubt


@dataclass(frozen=True)
class BlockFound:
    number: int | None
    title: str


@value
class Option:
    """One level that can be chosen.

    `items` are its indicators' lines, `label_words` the words of its label where it has a label of its own.
    `empty_place` says that its place is a cell of a matrix with nothing in it; `place` is where its mark would stand.
    """

    label: str
    marks: tuple[SelectionMark, ...]
    items: tuple[tuple[Line, ...], ...] = ()
    empty_place: bool = False
    label_words: tuple[Word, ...] = ()
    place: Box | None = None
    core: str | None = None
    """What the label is compared by, where its text alone does not say so: "6-3" of a sixth factor is 3."""

    @property
    def key(self) -> str:
        return self.core if self.core is not None else core_of(self.label)

    def doubted(self, reason: Phrase) -> Option:
        """The same, its marks no evidence of anything any more."""
        return replace(self, marks=tuple(mark.doubted(reason) for mark in self.marks))

    @cached_property
    def ink(self) -> frozenset[tuple[int, float, float]]:
        """Where its marks stand: two readings of one mark share it."""
        return frozenset([(m.page, round(m.box.middle_x, 1), round(m.box.middle_y, 1)) for m in self.marks])


@value
class Question:
    """`page` and `box` are those of its name, or of its first option where it has no name.

    `aspect` is what the document calls this set of levels where it gives one competency several ("optimum").
    `over` are words that head the table it stands in. `is_choice`: its options are boxes that each have a text of their
    own, as other choices of a form have too. `printed`: only the level that is meant is printed. `doubt` caps the
    status: never `ok`. `scale` is set by the consumer.
    """

    name: str
    page: int
    box: Box
    options: tuple[Option, ...]
    block: BlockFound | None = None
    group: str | None = None
    grouped: bool = False
    """Does its reader know block and group? Else what stands above it in the document says so."""
    description: tuple[Line, ...] = ()
    aspect: str | None = None
    over: tuple[Word, ...] = ()
    is_choice: bool = False
    printed: bool = False
    unfilled: bool = False
    """Is the place of its level seen to be empty, or does it say that none applies?"""
    headed: bool = False
    """Does a heading of its own table say that levels, or competencies, stand there?"""
    names_headed: bool = False
    """Does one say that competencies do?"""
    names_otherwise: bool = False
    """Does one call them something that nobody knows: "Risico | Niveau"?"""
    own: bool = False
    """Does a pattern of the rule module say that it is one?"""
    doubt: Doubt | None = None
    took: tuple[Taken, ...] = ()
    scale: Scale | None = None
    read_by: tuple[StrategyName, ...] = ()
    """The words of a rule module for the ways in which it was read."""
    others: tuple[Question, ...] = ()
    """The other sets of levels of the same name, each under its aspect."""

    @property
    def labels(self) -> list[str]:
        return [option.label for option in self.options]

    @property
    def keys(self) -> list[str]:
        return [option.key for option in self.options]

    @cached_property
    def ink(self) -> frozenset[tuple[int, float, float]]:
        return frozenset().union(*(option.ink for option in self.options))

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if any(mark.state for mark in option.marks)]

    def doubted(self, reason: Phrase, code: FindingCode = FindingCode.LEVEL_UNCLEAR) -> Question:
        """The same, sure of no level; the first doubt stands."""
        return self if self.doubt is not None else replace(self, doubt=Doubt(reason, code, self.page, self.box))


def taken(claim: Claim, words: Sequence[Word]) -> tuple[Taken, ...]:
    return (Taken(claim, tuple(words)),) if words else ()
