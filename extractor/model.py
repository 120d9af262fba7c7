"""What an import writes, as frozen models: the one promise other systems build on.

Nonsense is refused where it is made: a required level without exactly one tick, an id that occurs twice or a word
count that does not add up is a programming error and never reaches a file.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION: Final = "1.0"

BBox = Annotated[
    tuple[float, float, float, float],
    Field(description="[x0, top, x1, bottom] in PDF points, origin at the top left of the page as a viewer shows it"),
]
PageNumber = Annotated[int, Field(ge=1, description="page of the PDF, from 1")]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Status(StrEnum):
    """How sure the required level of a competency is; only `ok` has a number."""

    OK = "ok"
    NONE = "none"
    MULTIPLE = "multiple"
    UNCLEAR = "unclear"
    INCOMPLETE = "incomplete"


class MarkKind(StrEnum):
    """What a selection mark is made of in the PDF."""

    GLYPH = "glyph"
    SYMBOL = "symbol"
    VECTOR = "vector"
    WIDGET = "widget"
    ANNOTATION = "annotation"
    IMAGE = "image"
    TEXT = "text"
    PIXELS = "pixels"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class FindingCode(StrEnum):
    """The closed list of things that can be odd about a document."""

    LEVEL_NONE = "level-none"
    LEVEL_MULTIPLE = "level-multiple"
    LEVEL_UNCLEAR = "level-unclear"
    LEVEL_SET_INCOMPLETE = "level-set-incomplete"
    LEVELS_NOT_CHOSEN = "levels-not-chosen"
    FIELD_MISSING = "field-missing"
    SECTION_MISSING = "section-missing"
    COMPETENCY_DUPLICATE = "competency-duplicate"
    COMPETENCY_UNNAMED = "competency-unnamed"
    TEXT_UNCLAIMED = "text-unclaimed"
    FUNCTION_DUPLICATE = "function-duplicate"
    NO_RULES_MATCH = "no-rules-match"
    GENERIC_RULES = "generic-rules"
    PAGE_DAMAGED = "page-damaged"
    SCALE_DIFFERS = "scale-differs"
    PAGES_OUTSIDE = "pages-outside"
    PDF_REPAIRED = "pdf-repaired"
    PAGE_WITHOUT_TEXT = "page-without-text"


class Source(Frozen):
    """The PDF a job description was read from; `path` is relative to the folder that was imported."""

    file: str
    path: str
    sha256: str
    bytes: int
    page_count: int
    pages: tuple[PageNumber, PageNumber]
    producer: str | None
    creator: str | None
    created: str | None
    tagged: bool


class Reader(Frozen):
    name: str
    version: str


class RulesUsed(Frozen):
    id: str
    version: str


class Career(Frozen):
    """The pay scales a function runs through: "B1-B3" has the steps B1, B2, B3."""

    text: str
    steps: tuple[str, ...]


class Function(Frozen):
    name: str | None
    department: str | None
    service: str | None
    grade: str | None
    career: Career | None


class HeaderField(Frozen):
    """One label and its value as printed; `key` is the standard name where the rules give one."""

    label: str
    value: str | None
    key: str | None
    page: PageNumber
    bbox: BBox


class Purpose(Frozen):
    text: tuple[str, ...]
    duties: tuple[str, ...]


class TaskAgreement(Frozen):
    number: int | None
    title: str
    tasks: tuple[str, ...]


class Mark(Frozen):
    """A selection mark and the evidence for its state; `reason` says where the confidence comes from."""

    kind: MarkKind
    raw: str | None
    font: str | None
    page: PageNumber
    bbox: BBox
    confidence: float = Field(ge=0, le=1)
    reason: str


class Level(Frozen):
    """`marked` is None where the box could not be found or read: never the same as an empty box."""

    level: int
    label: str
    marked: bool | None
    indicators: tuple[str, ...]
    mark: Mark | None


class BlockTitle(Frozen):
    number: int | None
    title: str


class Competency(Frozen):
    id: str
    name: str
    block: BlockTitle | None
    group: str | None
    required_level: int | None
    status: Status
    page: PageNumber
    bbox: BBox
    levels: tuple[Level, ...]

    @model_validator(mode="after")
    def _number_only_on_one_tick(self) -> Self:
        ticked = [level.level for level in self.levels if level.marked]
        if self.status is Status.OK:
            if len(ticked) != 1 or self.required_level != ticked[0]:
                raise ValueError(
                    f"{self.id}: status ok with required level {self.required_level} but ticks at {ticked}"
                )
        elif self.required_level is not None:
            raise ValueError(f"{self.id}: required level {self.required_level} with status {self.status}")
        if len({level.level for level in self.levels}) != len(self.levels):
            raise ValueError(f"{self.id}: a level occurs twice")
        return self


class Approval(Frozen):
    text: str
    authority: str | None
    date: date | None
    page: PageNumber
    bbox: BBox


class Finding(Frozen):
    code: FindingCode
    severity: Severity
    message: str
    competency: str | None
    page: PageNumber | None
    bbox: BBox | None


class PlacedText(Frozen):
    """A line of text where it stands."""

    page: PageNumber
    bbox: BBox
    text: str


class WordCount(Frozen):
    total: int
    claimed: int
    running: int
    unclaimed: int

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.total != self.claimed + self.running + self.unclaimed:
            raise ValueError(f"word count does not add up: {self!r}")
        return self


class JobDescription(Frozen):
    """One job description; the order of the fields is the order in the JSON."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    document_id: str
    function_key: str
    source: Source
    reader: Reader
    rules: RulesUsed
    language: str
    title: str | None
    organisation: str | None
    function: Function
    fields: tuple[HeaderField, ...]
    purpose: Purpose
    position: tuple[str, ...]
    task_agreements: tuple[TaskAgreement, ...]
    extension_clause: str | None
    competencies: tuple[Competency, ...]
    approval: Approval | None
    findings: tuple[Finding, ...]
    headings: tuple[PlacedText, ...] = Field(
        description="what only heads or divides: titles of sections, blocks, groups and tables, fixed sentences"
    )
    running: tuple[PlacedText, ...] = Field(description="running heads and feet")
    unclaimed: tuple[PlacedText, ...] = Field(description="text that no rule recognised")
    word_count: WordCount

    @model_validator(mode="after")
    def _ids_unique(self) -> Self:
        twice = [id_ for id_, n in Counter(c.id for c in self.competencies).items() if n > 1]
        if twice:
            raise ValueError(f"competency ids occur twice: {twice}")
        return self
