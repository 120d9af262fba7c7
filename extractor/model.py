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

SCHEMA_VERSION: Final = "1.1"

BBox = Annotated[
    tuple[float, float, float, float],
    Field(description="[x0, top, x1, bottom] in PDF points, origin at the top left of the page as a viewer shows it"),
]
PageNumber = Annotated[int, Field(ge=1, description="page of the PDF, from 1")]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Status(StrEnum):
    """How sure the required level of a competency is; only `ok` has a number.

    `unranked`: which label is required is sure, but no order of the labels is printed or known.
    """

    OK = "ok"
    NONE = "none"
    MULTIPLE = "multiple"
    UNCLEAR = "unclear"
    INCOMPLETE = "incomplete"
    UNRANKED = "unranked"


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
    LEVEL_ASPECTS = "level-aspects"
    LEVEL_UNRANKED = "level-unranked"
    LEVEL_READINGS = "level-readings"
    LEVEL_SETTLED = "level-settled"
    NO_COMPETENCIES = "no-competencies"
    COMPETENCIES_NOT_READ = "competencies-not-read"
    FIELD_MISSING = "field-missing"
    SECTION_MISSING = "section-missing"
    COMPETENCY_DUPLICATE = "competency-duplicate"
    COMPETENCY_UNNAMED = "competency-unnamed"
    TEXT_UNCLAIMED = "text-unclaimed"
    FUNCTION_DUPLICATE = "function-duplicate"
    FUNCTION_REPLACED = "function-replaced"
    NO_RULES_MATCH = "no-rules-match"
    GENERIC_RULES = "generic-rules"
    PAGE_DAMAGED = "page-damaged"
    SCALE_DIFFERS = "scale-differs"
    PAGES_OUTSIDE = "pages-outside"
    PDF_REPAIRED = "pdf-repaired"
    PAGE_WITHOUT_TEXT = "page-without-text"
    PAGE_NOT_READ = "page-not-read"
    OCR_UNCERTAIN = "ocr-uncertain"
    READERS_DIFFER = "readers-differ"
    MODULE_STEPPED_BACK = "module-stepped-back"
    NOT_OFFERED = "not-offered"
    TIME_LIMIT = "time-limit"
    TEXT_UNREADABLE = "text-unreadable"
    TEXT_HIDDEN = "text-hidden"
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


class ReadBy(StrEnum):
    """Where the words of a page come from: the text of the PDF, or a picture of it that was read (OCR)."""

    TEXT = "text"
    OCR = "ocr"


class PagesRead(Frozen):
    """Pages in a row, first and last, whose words were read in one way; `confidence` is that of an OCR engine."""

    pages: tuple[PageNumber, PageNumber]
    by: ReadBy
    engine: str | None = None
    confidence: float | None = Field(default=None, ge=0, le=1)


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
    pages_read: tuple[PagesRead, ...] = ()


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


class Section(Frozen):
    """A heading and what stands under it, in the order of the page; `key` is the standard name where one is known.

    `page` and `bbox` are those of the heading. Text that stands under none has none, and the place where it begins.
    """

    heading: str | None
    key: str | None
    page: PageNumber
    bbox: BBox
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


class ScaleSource(StrEnum):
    """Where the order of the labels comes from.

    `known` is common knowledge: numbers, letters, well-known words; `printed` the order of the levels on the page.
    """

    RULES = "rules"
    PRINTED = "printed"
    LEGEND = "legend"
    KNOWN = "known"


class LevelScale(Frozen):
    """The labels of the levels from low to high; the level of the first one is `first`, of the next one `first` + 1.

    `page` is where a legend stands.
    """

    labels: tuple[str, ...]
    first: int
    source: ScaleSource
    page: PageNumber | None = None

    @model_validator(mode="after")
    def _labels_differ(self) -> Self:
        if not self.labels or len(set(self.labels)) < len(self.labels):
            raise ValueError(f"the labels of a scale differ, and there is one at least: {self.labels}")
        return self


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
    """`marked` is None where the box could not be found or read: never the same as an empty box.

    Where the competency is `unranked`, `level` only counts the labels as they are printed.
    """

    level: int
    label: str
    marked: bool | None
    indicators: tuple[str, ...]
    mark: Mark | None


class BlockTitle(Frozen):
    number: int | None
    title: str


_LABELLED: Final = frozenset({Status.OK, Status.UNRANKED})
"""What has a required label; of the two only `ok` has a required level too."""


class Aspect(Frozen):
    """One of several levels that a document gives to one competency, under the name that it has there: "Gewenst"."""

    name: str
    required_level: int | None
    required_label: str | None
    status: Status
    page: PageNumber
    bbox: BBox

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
    name: str
    description: str | None = None
    block: BlockTitle | None
    group: str | None
    required_level: int | None
    required_label: str | None = None
    status: Status
    page: PageNumber
    bbox: BBox
    aspects: tuple[Aspect, ...] = ()
    levels: tuple[Level, ...]
    corrected: bool = Field(
        default=False, description="the required level is a person's word; the ticks are still those that were seen"
    )

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
        if self.status not in _LABELLED:
            if self.required_label is not None:
                raise ValueError(f"{self.id}: required label {self.required_label} with status {self.status}")
            return
        if len(ticked) != 1:
            raise ValueError(f"{self.id}: status {self.status} with ticks at {[level.label for level in ticked]}")
        if self.required_label is None:
            self.__dict__["required_label"] = ticked[0].label
        elif self.required_label != ticked[0].label:
            raise ValueError(f"{self.id}: required label {self.required_label}, but {ticked[0].label} is ticked")


class Approval(Frozen):
    text: str
    authority: str | None
    date: date | None
    page: PageNumber
    bbox: BBox


class Phrase(Frozen):
    """A part of a message: its name in the catalogue of findings, and the values in it."""

    phrase: str
    values: dict[str, Value] = Field(default_factory=dict)


Value = str | int | Phrase | tuple[str | Phrase, ...]
"""What a message is made with: a text, a number, a part that is worded itself, or a list of them."""


class Finding(Frozen):
    """Something that a person should know. `values` are what `message` is made of, to word it in another language."""

    code: FindingCode
    severity: Severity
    message: str
    competency: str | None
    page: PageNumber | None
    bbox: BBox | None
    values: dict[str, Value] = Field(default_factory=dict)


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

    schema_version: Literal["1.1"] = SCHEMA_VERSION
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
    sections: tuple[Section, ...] = ()
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
    scale: LevelScale | None = None

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
