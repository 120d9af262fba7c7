"""A competency: its levels, their boxes, and which of them is required."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Self

from pydantic import Field, model_validator

from extractor.model.codes import MarkKind, ScaleSource, Status
from extractor.model.frozen import BBox, Frozen, PageNumber

_LABELLED: Final = frozenset({Status.OK, Status.UNRANKED})
"""What has a required label; of the two only `ok` has a required level too."""


class Mark(Frozen):
    """A selection mark and the evidence for its state; `reason` says where the confidence comes from."""

    kind: MarkKind
    """What the box is made of in the PDF."""
    raw: str | None
    """The sign, value or digest that was found."""
    font: str | None
    """The font of the sign, where it is one."""
    page: PageNumber
    """Page of the box, from 1."""
    bbox: BBox
    """Where the box stands on that page: [x0, top, x1, bottom] in PDF points, from the top left."""
    confidence: float = Field(ge=0, le=1)
    """How sure its state is, from 0 to 1."""
    reason: str
    """Where that comes from, in words."""


class Level(Frozen):
    """`marked` is None where the box could not be found or read: never the same as an empty box.

    Where the competency is `unranked`, `level` only counts the labels as they are printed.
    """

    level: int
    """The number on the scale; for a scale of names, its rank."""
    label: str
    """The level, as printed."""
    marked: bool | None
    """True: ticked; false: seen and not ticked; null: not found or not readable."""
    indicators: tuple[str, ...]
    """The sentences that describe the level."""
    mark: Mark | None
    """The box, null where none was found."""


class BlockTitle(Frozen):
    """A block of competencies."""

    number: int | None
    """Number of the block, where it has one."""
    title: str
    """Title, as printed."""


class Aspect(Frozen):
    """One of several levels that a document gives to one competency, under the name that it has there: "Gewenst"."""

    name: str
    """Its name, as printed."""
    required_level: int | None
    """The level, null unless status is ok."""
    required_label: str | None
    """The same as printed; known where status is ok or unranked."""
    status: Status
    """How sure the level is."""
    page: PageNumber
    """Page of the aspect, from 1."""
    bbox: BBox
    """Where it stands on that page: [x0, top, x1, bottom] in PDF points, from the top left."""

    @model_validator(mode="after")
    def _known_as_the_status_says(self) -> Self:
        known = (self.required_level is not None, self.required_label is not None)
        if known != (self.status is Status.OK, self.status in _LABELLED):
            raise ValueError(
                f"{self.name}: level {self.required_level}, label {self.required_label} with status {self.status}"
            )
        return self


class Competency(Frozen):
    """What is required of one competency; `required_label` is filled in where it is left out and the tick says it."""

    id: str
    """Its id, unique within the job description."""
    name: str
    """Its name, as printed."""
    description: str | None = None
    """What is printed under the name, null where nothing is."""
    block: BlockTitle | None
    """The block that it stands in."""
    group: str | None
    """The heading above it within the block, as printed."""
    required_level: int | None
    """The one level that is ticked, or a person's word; null unless status is ok."""
    required_label: str | None = None
    """The same as printed; known where status is ok or unranked."""
    status: Status
    """How sure the required level is."""
    page: PageNumber
    """Page of its name, from 1."""
    bbox: BBox
    """Where its name stands on that page: [x0, top, x1, bottom] in PDF points, from the top left."""
    aspects: tuple[Aspect, ...] = ()
    """Its levels, where it has several, each under its own name."""
    levels: tuple[Level, ...]
    """All levels that it could have, with their boxes."""
    corrected: bool = False
    """Whether the required level is a person's word; the ticks are still those that were seen."""

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if len({level.level for level in self.levels}) != len(self.levels):
            raise ValueError(f"{self.id}: a level occurs twice")
        if len({aspect.name for aspect in self.aspects}) != len(self.aspects):
            raise ValueError(f"{self.id}: an aspect occurs twice")
        if self.corrected:
            self._as_a_person_says()
        else:
            self._as_the_ticks_say()
        return self

    def _as_a_person_says(self) -> None:
        """A person may say a level whose label stands nowhere."""
        if (self.status is Status.OK) != (self.required_level is not None):
            raise ValueError(f"{self.id}: corrected to {self.required_level} with status {self.status}")
        if self.required_label is not None and self.status not in _LABELLED:
            raise ValueError(f"{self.id}: required label {self.required_label} with status {self.status}")

    def _as_the_ticks_say(self) -> None:
        ticked = [level for level in self.levels if level.marked]
        if self.status is Status.OK and [level.level for level in ticked] != [self.required_level]:
            raise ValueError(
                f"{self.id}: status ok with required level {self.required_level} but ticks at "
                f"{[level.level for level in ticked]}"
            )
        if self.status is not Status.OK and self.required_level is not None:
            raise ValueError(f"{self.id}: required level {self.required_level} with status {self.status}")
        if self.status in _LABELLED:
            self._as_the_label_says(ticked)
        elif self.required_label is not None:
            raise ValueError(f"{self.id}: required label {self.required_label} with status {self.status}")

    def _as_the_label_says(self, ticked: Sequence[Level]) -> None:
        if len(ticked) != 1:
            raise ValueError(f"{self.id}: status {self.status} with ticks at {[level.label for level in ticked]}")
        if self.required_label is None:
            self.__dict__["required_label"] = ticked[0].label
        elif self.required_label != ticked[0].label:
            raise ValueError(f"{self.id}: required label {self.required_label}, but {ticked[0].label} is ticked")


class LevelScale(Frozen):
    """The labels of the levels from low to high; the level of the first one is `first`, of the next one `first` + 1.

    `page` is where a legend stands.
    """

    labels: tuple[str, ...]
    """The labels as printed, from low to high."""
    first: int
    """The level of the first label; the next one is one more."""
    source: ScaleSource
    """Where their order comes from."""
    page: PageNumber | None = None
    """Where a legend stands, if one does."""

    @model_validator(mode="after")
    def _labels_differ(self) -> Self:
        if not self.labels or len(set(self.labels)) < len(self.labels):
            raise ValueError(f"the labels of a scale differ, and there is one at least: {self.labels}")
        return self
