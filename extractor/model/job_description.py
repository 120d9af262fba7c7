"""A job description, and what it is made of."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from extractor.model.codes import OF_A_COMPETENCY, CorrectedField, CorrectionState, ReadBy, Status
from extractor.model.competency import Competency, LevelScale
from extractor.model.findings import Finding
from extractor.model.frozen import BBox, Frozen, PageNumber

SCHEMA_VERSION: Final = "1.1"


class PagesRead(Frozen):
    """Pages in a row, first and last, whose words were read in one way; `confidence` is that of an OCR engine."""

    pages: tuple[PageNumber, PageNumber]
    """First and last of the pages, from 1."""
    by: ReadBy
    """Where their words come from."""
    engine: str | None = None
    """The OCR engine that read them, null for the text of the PDF."""
    confidence: float | None = Field(default=None, ge=0, le=1)
    """How sure the engine is of their words, from 0 to 1."""


class Source(Frozen):
    """The PDF a job description was read from; `path` is relative to the folder that was imported."""

    file: str
    """Name of the file."""
    path: str
    """Its path, relative to the folder that was imported."""
    sha256: str
    """Digest of its bytes."""
    bytes: int
    """Its size."""
    page_count: int
    """How many pages the whole PDF has."""
    pages: tuple[PageNumber, PageNumber]
    """First and last page of the job description, from 1."""
    producer: str | None
    """The program that made the PDF, as the PDF says."""
    creator: str | None
    """The program that made what was printed, as the PDF says."""
    created: str | None
    """When it was made, as the PDF says."""
    tagged: bool
    """Whether the PDF says what its parts are (headings, tables)."""
    pages_read: tuple[PagesRead, ...] = ()
    """By what means each run of pages was read."""


class Reader(Frozen):
    """The program that read the PDF."""

    name: str
    """Always jobdesc."""
    version: str
    """Version of the program."""


class RulesUsed(Frozen):
    """A rule module."""

    id: str
    """Id of the rule module that recognised the document."""
    version: str
    """Its version."""


class Career(Frozen):
    """The pay scales a function runs through: "B1-B3" has the steps B1, B2, B3."""

    text: str
    """The pay scales, as printed."""
    steps: tuple[str, ...]
    """The steps from the first to the last."""


class Function(Frozen):
    """The function, as its header says."""

    name: str | None
    """Name of the function, as printed."""
    department: str | None
    """Department, as printed."""
    service: str | None
    """Service within the department, as printed."""
    grade: str | None
    """Grade, as printed."""
    career: Career | None
    """The pay scales that the function runs through."""


class HeaderField(Frozen):
    """One label and its value as printed; `key` is the standard name where the rules give one."""

    label: str
    """The label, as printed."""
    value: str | None
    """What stands behind it, null where nothing does."""
    key: str | None
    """Standard name of the field, where the rules give one."""
    page: PageNumber
    """Page of the field, from 1."""
    bbox: BBox
    """Where on that page: [x0, top, x1, bottom] in PDF points, from the top left."""


class Purpose(Frozen):
    """What the function is for."""

    text: tuple[str, ...]
    """Paragraphs on what the function is for."""
    duties: tuple[str, ...]
    """The duties that are listed there."""


class TaskAgreement(Frozen):
    """An agreement on tasks."""

    number: int | None
    """Number of the agreement, where it has one."""
    title: str
    """Title, as printed."""
    tasks: tuple[str, ...]
    """Its tasks, as printed."""


class Section(Frozen):
    """A heading and what stands under it, in the order of the page; `key` is the standard name where one is known.

    `page` and `bbox` are those of the heading. Text that stands under none has none, and the place where it begins.
    """

    heading: str | None
    """The heading, as printed."""
    key: str | None
    """Standard name of the section, where one is known."""
    page: PageNumber
    """Page of the heading, from 1."""
    bbox: BBox
    """Where the heading stands on that page: [x0, top, x1, bottom] in PDF points, from the top left."""
    paragraphs: tuple[str, ...] = ()
    """The running text under it."""
    items: tuple[str, ...] = ()
    """The items of its lists."""


class Approval(Frozen):
    """The sentence that says who approved the document, and when."""

    text: str
    """The sentence, as printed."""
    authority: str | None
    """Who approved it."""
    date: date | None
    """When it was approved."""
    page: PageNumber
    """Page of the sentence, from 1."""
    bbox: BBox
    """Where it stands on that page: [x0, top, x1, bottom] in PDF points, from the top left."""


class ReplacedCompetency(Frozen):
    """A competency as it was read, that a person gave another name or group, or said is none."""

    position: int = Field(ge=0)
    """Its place among the competencies that were read, from 0."""
    id: str | None
    """The id of the one that stands for it, null where it is none."""
    competency: Competency
    """What was read."""


class Correction(Frozen):
    """A person's word on one value, and what is read there; `competency` is the id that the output has for it.

    Values are texts as the tables have them, None for unknown: `read_value` is what was read, `old_value` what the
    person saw, `new_value` what it has to be. `read_status` is the status that the level was read with. The field
    `competency` is its name, and its new value None says that it is none; `finding` says that a person has seen the
    findings of the code `new_value`, which said `old_value`, and `read_value` is their severity as it was.
    """

    field: CorrectedField
    """What is corrected."""
    competency: str | None
    """Id of the competency it is about, null for a field of the function."""
    state: CorrectionState
    """What became of it."""
    read_value: str | None
    """What was read; null where it could not be told."""
    read_status: Status | None
    """The status that a level was read with."""
    old_value: str | None
    """What the person saw."""
    new_value: str | None
    """What the person says it is."""
    reason: str
    """Why, in the person's words."""
    who: str
    """Who corrected it."""
    when: date
    """On which day."""

    @model_validator(mode="after")
    def _level_of_a_competency(self) -> Self:
        of_level = self.field is CorrectedField.REQUIRED_LEVEL
        of_competency = self.field in OF_A_COMPETENCY
        placed = self.field is CorrectedField.FINDING or (self.competency is not None) == of_competency
        if not placed or (self.read_status is not None) != of_level:
            raise ValueError(f"correction of {self.field}: competency {self.competency}, status {self.read_status}")
        return self


class PlacedText(Frozen):
    """A line of text where it stands."""

    page: PageNumber
    """Page of the line, from 1."""
    bbox: BBox
    """Where it stands on that page: [x0, top, x1, bottom] in PDF points, from the top left."""
    text: str
    """The line, as printed."""


class WordCount(Frozen):
    """How many words the pages have, and where they went."""

    total: int
    """All words that the PDF shows on these pages."""
    claimed: int
    """Those that stand in a field of the result or head one."""
    running: int
    """Those in running heads and feet."""
    unclaimed: int
    """Those that no rule recognised."""

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.total != self.claimed + self.running + self.unclaimed:
            raise ValueError(f"word count does not add up: {self!r}")
        return self


class JobDescription(Frozen):
    """One job description; the order of the fields is the order in the JSON."""

    schema_version: Literal["1.1"] = SCHEMA_VERSION
    """Version of this form; within one version members are only added."""
    document_id: str
    """First 12 hex digits of the PDF's SHA-256; with -2, -3, … for the next ones in the same PDF."""
    function_key: str
    """Slugs of organisation and function name: joins the versions of one function, need not be unique."""
    source: Source
    """The PDF and the pages of it."""
    reader: Reader
    """The program that read it."""
    rules: RulesUsed
    """The rule module that recognised the document."""
    language: str
    """Two letters for the language of the document."""
    title: str | None
    """The title, as printed."""
    organisation: str | None
    """Who has the function, null where the document does not say it."""
    function: Function
    """The function, under standard names."""
    fields: tuple[HeaderField, ...]
    """Every label and value of the header, in order, as printed."""
    purpose: Purpose
    """What the function is for, and its duties."""
    position: tuple[str, ...]
    """Where the function stands in the organisation."""
    task_agreements: tuple[TaskAgreement, ...]
    """Agreements on tasks, each with its tasks."""
    extension_clause: str | None
    """What follows “Verruimende bepaling:”, null where nothing does."""
    sections: tuple[Section, ...] = ()
    """Every other heading and what stands under it, in order."""
    competencies: tuple[Competency, ...]
    """The competencies with their levels, in order."""
    approval: Approval | None
    """The sentence on who approved the document."""
    findings: tuple[Finding, ...]
    """What a person should know about this document."""
    headings: tuple[PlacedText, ...]
    """What only heads or divides: titles of sections, blocks, groups and tables, fixed sentences."""
    running: tuple[PlacedText, ...]
    """Running heads and feet."""
    unclaimed: tuple[PlacedText, ...]
    """Text that no rule recognised."""
    word_count: WordCount
    """Every word of the pages, counted."""
    corrections: tuple[Correction, ...] = ()
    """What people corrected."""
    replaced: tuple[ReplacedCompetency, ...] = ()
    """Competencies as they were read, that a person renamed, moved to another group or said are none."""
    scale: LevelScale | None = None
    """The scale that the levels were held against, null where none is known."""

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
        read = (*self.competencies, *(r.competency for r in self.replaced))
        strange = set(marked.values()) - {None, *(level.level for c in read for level in c.levels)}
        if strange:
            raise ValueError(f"{self.document_id}: no competency has the level {strange}")
        return self


def _corrects_a_level(correction: Correction) -> bool:
    return correction.field is CorrectedField.REQUIRED_LEVEL and correction.state is CorrectionState.APPLIED
