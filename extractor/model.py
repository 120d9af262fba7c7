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
    TEXT_UNREADABLE = "text-unreadable"
    CORRECTED = "corrected"
    CORRECTION_CONFLICT = "correction-conflict"


class CorrectedField(StrEnum):
    """What a person may correct, by the names that the tables have for it."""

    REQUIRED_LEVEL = "required_level"
    TITLE = "title"
    ORGANISATION = "organisation"
    NAME = "name"
    DEPARTMENT = "department"
    SERVICE = "service"
    GRADE = "grade"
    CAREER = "career"
    APPROVED_BY = "approved_by"
    APPROVED_ON = "approved_on"


class CorrectionState(StrEnum):
    """What became of a correction.

    `applied`: the new value stands; `redundant`: it is what is read anyway; `conflict`: something else is read than the
    person saw, so that neither is believed.
    """

    APPLIED = "applied"
    REDUNDANT = "redundant"
    CONFLICT = "conflict"


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
    corrected: bool = Field(
        default=False, description="the required level is a person's word; the ticks are still those that were seen"
    )

    @model_validator(mode="after")
    def _number_only_on_one_tick(self) -> Self:
        ticked = [level.level for level in self.levels if level.marked]
        if self.corrected:
            if (self.status is Status.OK) != (self.required_level is not None):
                raise ValueError(f"{self.id}: corrected to {self.required_level} with status {self.status}")
        elif self.status is Status.OK:
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


class Correction(Frozen):
    """A person's word on one value, and what is read there; `required_level` is the field of a competency.

    Values are texts as the tables have them, None for unknown: `read_value` is what was read, `old_value` what the
    person saw, `new_value` what it has to be. `read_status` is the status that the level was read with.
    """

    field: CorrectedField
    competency: str | None
    state: CorrectionState
    read_value: str | None
    read_status: Status | None
    old_value: str | None
    new_value: str | None
    reason: str
    who: str
    when: date

    @model_validator(mode="after")
    def _level_of_a_competency(self) -> Self:
        of_level = self.field is CorrectedField.REQUIRED_LEVEL
        if (self.competency is not None, self.read_status is not None) != (of_level, of_level):
            raise ValueError(f"correction of {self.field}: competency {self.competency}, status {self.read_status}")
        return self


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
    corrections: tuple[Correction, ...] = ()

    @model_validator(mode="after")
    def _ids_unique(self) -> Self:
        twice = [id_ for id_, n in Counter(c.id for c in self.competencies).items() if n > 1]
        if twice:
            raise ValueError(f"competency ids occur twice: {twice}")
        return self

    @model_validator(mode="after")
    def _corrections_stand(self) -> Self:
        applied = {c.competency: c.new_value for c in self.corrections if _corrects_a_level(c)}
        marked = {c.id: c.required_level for c in self.competencies if c.corrected}
        if applied != {id_: None if level is None else str(level) for id_, level in marked.items()}:
            raise ValueError(f"{self.document_id}: corrected to {applied}, but it has {marked}")
        strange = set(marked.values()) - {None, *(level.level for c in self.competencies for level in c.levels)}
        if strange:
            raise ValueError(f"{self.document_id}: no competency has the level {strange}")
        return self


def _corrects_a_level(correction: Correction) -> bool:
    return correction.field is CorrectedField.REQUIRED_LEVEL and correction.state is CorrectionState.APPLIED
