"""What a sample says: the content that both the truth and the PDF are made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

Status = Literal["ok", "none", "multiple", "unclear", "incomplete"]


@dataclass(frozen=True)
class Level:
    """One step of a competency's scale; `marked` is None where a reader cannot know."""

    level: int
    label: str
    indicators: tuple[str, ...]
    marked: bool | None


@dataclass(frozen=True)
class Block:
    """A part of the competency chapter, e.g. number 1, "TECHNISCHE COMPETENTIES"."""

    number: int | None
    title: str


@dataclass(frozen=True)
class Competency:
    """A competency as printed: every level of it, one of them (normally) marked."""

    name: str
    levels: tuple[Level, ...]
    group: str | None = None
    block: Block | None = None
    forced_status: Status | None = None

    @property
    def status(self) -> Status:
        """What the marks say, unless the sample is there to show that they cannot be trusted."""
        if self.forced_status is not None:
            return self.forced_status
        marks = [level.marked for level in self.levels]
        if None in marks:
            return "unclear"
        return "ok" if marks.count(True) == 1 else "multiple" if True in marks else "none"

    @property
    def required_level(self) -> int | None:
        """The one marked level, or nothing: a truth never guesses."""
        if self.status != "ok":
            return None
        return next(level.level for level in self.levels if level.marked)

    @property
    def required_label(self) -> str | None:
        """The same as printed."""
        if self.status != "ok":
            return None
        return next(level.label for level in self.levels if level.marked)


@dataclass(frozen=True)
class Field:
    """A `label: value` line of the header; `key` is the standard name, where there is one."""

    label: str
    value: str
    key: str | None


@dataclass(frozen=True)
class Agreement:
    """A task agreement ("Taakafspraak 2: …") and its concrete tasks."""

    number: int
    title: str
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class Approval:
    """The sentence that says who approved the document, and when."""

    text: str
    authority: str | None
    date: str | None


@dataclass(frozen=True)
class TextSection:
    """A heading and the text under it that no other part of the job holds; `key` is its standard name."""

    heading: str
    key: str | None
    paragraphs: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True)
class Job:
    """One job description."""

    title: tuple[str, ...]
    """The title, one entry for each printed line."""
    competencies: tuple[Competency, ...]
    organisation: str | None = None
    language: str = "nl"
    fields: tuple[Field, ...] = ()
    purpose: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    extension: str | None = None
    approval: Approval | None = None
    sections: tuple[TextSection, ...] = ()
    """All its headings, where the truth says them."""
    career_steps: tuple[str, ...] = ()
    known: dict[str, str] = field(default_factory=dict)
    """Standard names whose value stands elsewhere than in a `label: value` line."""

    def value(self, key: str) -> str | None:
        """The value of a standard name, from the header lines or from `known`."""
        return next((f.value for f in self.fields if f.key == key), self.known.get(key))


def blocks(job: Job) -> Iterator[tuple[Block | None, list[tuple[str | None, list[Competency]]]]]:
    """The competencies as printed: block by block, in each block group by group."""
    for block, members in groupby(job.competencies, key=lambda c: c.block):
        yield block, [(group, list(cs)) for group, cs in groupby(members, key=lambda c: c.group)]


def chosen(
    labels: Iterable[str],
    indicators: Iterable[Iterable[str]],
    required: int | None,
    first: int = 0,
) -> tuple[Level, ...]:
    """Levels numbered from `first`, of which `required` is marked (none of them for None)."""
    return tuple(
        Level(rank, label, tuple(texts), rank == required)
        for rank, (label, texts) in enumerate(zip(labels, indicators, strict=True), first)
    )
