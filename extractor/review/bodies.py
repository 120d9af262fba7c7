"""What a browser may send: anything else is refused before anything is done."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.corrections.sample import SampleVerdict
from extractor.model import CorrectedField
from extractor.review.queue import Chosen

Text = Annotated[str, Field(max_length=2000)]
Id = Annotated[str, Field(max_length=400)]
Imprints = Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=10_000)]


class Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Selection(Body):
    """Which questions are looked at, as the address says it."""

    kind: Text = ""
    function: Text = ""
    department: Text = ""
    file: Text = ""
    state: Text = ""
    page: Text = ""

    def chosen(self) -> Chosen:
        said = {k: v for k, v in self.model_dump(exclude={"page"}).items() if v}
        return Chosen(**{name: None if value == "all" else value for name, value in said.items()})


class AnswerBody(Body):
    """One answer to one question, or to several that were looked at together."""

    ids: Annotated[list[Id], Field(min_length=1, max_length=5000)]
    seen: dict[Id, Imprints]
    says: Literal["level", "unknown", "no-competency", "seen"]
    value: Text = ""
    reason: Text
    who: Text
    later_versions: bool = False
    chosen: Selection = Selection()


class ValueBody(Body):
    """Another value of a field of the header, or another name or group of a competency.

    `question` is the one that it was given at, among the `chosen` ones.
    """

    document_id: Id
    field: Annotated[CorrectedField, Field(strict=False)]
    competency: Id = ""
    value: Text
    reason: Text
    who: Text
    later_versions: bool = False
    seen: Imprints
    question: Id = ""
    chosen: Selection = Selection()


class LaterBody(Body):
    id: Id
    chosen: Selection = Selection()


class DrawBody(Body):
    """A new sample of so many levels."""

    size: Annotated[int, Field(ge=1, le=1_000_000)]


class VerdictBody(Body):
    """What a person saw of one level of the sample."""

    id: Id
    verdict: Annotated[SampleVerdict, Field(strict=False)]
    who: Annotated[str, Field(min_length=1, max_length=2000)]


class UndoBody(Body):
    chosen: Selection = Selection()


class Nothing(Body):
    """Where there is nothing to say but that it is to be done."""
