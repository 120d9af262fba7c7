"""Every table and column of an import, once: what frames, schemas, readers and exports make of it.

documents ─< functions ─┬< tasks
├< sections
├< competencies ─┬< levels ─< indicators
│                └< aspects
├< findings
└< corrected
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from extractor.model import CorrectedField, CorrectionState, FindingCode, MarkKind, Severity, Status
from extractor.output.outcome import Outcome

TEXT, NUMBER, TRUTH, POINTS = "string", "Int64", "boolean", "Float64"
"""The types of columns, by pandas' names."""


@dataclass(frozen=True, slots=True)
class Column:
    """`of` is the table whose column of the same name this one refers to; `closed` are all values that it may have.

    `since` is the version that it came with: an import of an earlier one has not got it.
    """

    name: str
    type: str
    description: str
    key: bool = False
    required: bool = False
    of: str | None = None
    closed: tuple[str, ...] = ()
    least: int | None = None
    since: str = "1.0"


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """`columns` hold the values that the columns of the same names have in a row of `table`."""

    columns: tuple[str, ...]
    table: str


@dataclass(frozen=True, slots=True)
class OutputTable:
    name: str
    description: str
    columns: tuple[Column, ...]
    since: str = "1.0"

    @property
    def primary(self) -> tuple[str, ...]:
        """Empty where rows have no key but their order."""
        return tuple(column.name for column in self.columns if column.key)

    @property
    def foreign(self) -> tuple[ForeignKey, ...]:
        tables = dict.fromkeys(column.of for column in self.columns if column.of)
        return tuple(ForeignKey(tuple(c.name for c in self.columns if c.of == table), table) for table in tables)


def _values(closed: type[StrEnum]) -> tuple[str, ...]:
    return tuple(one.value for one in closed)


def _of(table: str, *, key: bool = False, required: bool = True) -> Column:
    """The column that says of which job description a row is."""
    return Column("document_id", TEXT, "The job description.", key=key, required=required, of=table)


_COMPETENCY_OF_ROW: Final = "The competency, by its id."
_PAGE: Final = "Page of the PDF, from 1."

TABLES: Final = (
    OutputTable(
        "documents",
        "A row for each PDF that was offered, and what became of it.",
        (
            Column("path", TEXT, "Path of the PDF, relative to the folder that was imported.", key=True),
            Column("sha256", TEXT, "Digest of its bytes; empty where it could not be opened."),
            Column("status", TEXT, "What became of it.", required=True, closed=_values(Outcome)),
            Column("error_code", TEXT, "Why it was not imported, as docs/errors.md has it."),
            Column("message", TEXT, "The same in words, or the PDF whose very bytes it repeats."),
            Column("pages", NUMBER, "Number of its pages."),
            Column("documents", NUMBER, "Number of its job descriptions.", required=True),
            Column("rules", TEXT, "The rule modules that read them, with their versions."),
            Column("competencies", NUMBER, "Number of its competencies.", required=True),
            Column("findings", NUMBER, "Number of its findings.", required=True),
        ),
    ),
    OutputTable(
        "functions",
        "A row for each job description.",
        (
            Column("document_id", TEXT, "Id of the job description, made of the PDF's digest.", key=True),
            Column("function_key", TEXT, "Joins the versions of one function; need not be unique.", required=True),
            Column("path", TEXT, "The PDF.", required=True, of="documents"),
            Column("organisation", TEXT, "Who has the function; empty where the document does not say it."),
            Column("name", TEXT, "Name of the function, as printed."),
            Column("department", TEXT, "Department, as printed."),
            Column("service", TEXT, "Service within the department, as printed."),
            Column("grade", TEXT, "Grade, as printed."),
            Column("career", TEXT, "The pay scales that the function runs through, as printed."),
            Column("approved_by", TEXT, "Who approved the document."),
            Column("approved_on", TEXT, "Date of the approving decision, as YYYY-MM-DD."),
            Column("competencies", NUMBER, "Number of its competencies.", required=True),
            Column("ok", NUMBER, "Number of those whose required level is known.", required=True),
            Column("findings", NUMBER, "Number of its findings.", required=True),
            Column("corrected", TEXT, "The columns that are a person's word, not what was read."),
        ),
    ),
    OutputTable(
        "tasks",
        "A row for each duty, and for each task of a task agreement.",
        (
            _of("functions"),
            Column("section", TEXT, "Where it stands.", required=True, closed=("duty", "agreement")),
            Column("agreement_number", NUMBER, "Number of the task agreement, where it has one."),
            Column("agreement_title", TEXT, "Title of the task agreement."),
            Column("position", NUMBER, "From 1, within the duties or within the agreement.", required=True, least=1),
            Column("text", TEXT, "The duty or task, as printed.", required=True),
        ),
    ),
    OutputTable(
        "sections",
        "A row for each paragraph or item under a heading; a heading with nothing under it has one too.",
        (
            _of("functions", key=True),
            Column("position", NUMBER, "From 1, within the document.", key=True, least=1),
            Column("heading", TEXT, "The heading, as printed.", required=True),
            Column("key", TEXT, "Standard name of the section, where one is known."),
            Column("page", NUMBER, "Page of the heading, from 1.", required=True, least=1),
            Column("text", TEXT, "The paragraph or item, as printed."),
        ),
        since="1.1",
    ),
    OutputTable(
        "competencies",
        "A row for each competency of each job description, with its required level and how sure that is.",
        (
            _of("functions", key=True),
            Column("function_key", TEXT, "As in functions.", required=True),
            Column("function_name", TEXT, "Name of the function, as printed."),
            Column("block_number", NUMBER, "Number of the block that the competency stands in."),
            Column("block", TEXT, "Title of that block, as printed."),
            Column("group", TEXT, "Heading above the competency within the block, as printed."),
            Column("competency_id", TEXT, "Id of the competency, unique within the job description.", key=True),
            Column("competency", TEXT, "Name of the competency, as printed.", required=True),
            Column(
                "required_level",
                NUMBER,
                "The one level that is ticked, or a person's word; empty unless status is ok.",
            ),
            Column("status", TEXT, "How sure the required level is.", required=True, closed=_values(Status)),
            Column("page", NUMBER, _PAGE, required=True, least=1),
            Column(
                "corrected",
                TRUTH,
                "Whether the required level is a person's word; the table corrected has both values.",
                required=True,
            ),
            Column(
                "required_label",
                TEXT,
                "The required level as printed; known where status is ok or unranked.",
                since="1.1",
            ),
        ),
    ),
    OutputTable(
        "aspects",
        "A row for each level of a competency that has several, each under its own name.",
        (
            _of("competencies", key=True),
            Column("competency_id", TEXT, _COMPETENCY_OF_ROW, key=True, of="competencies"),
            Column("aspect", TEXT, "Name of this level as printed, for instance “Gewenst”.", required=True),
            Column("position", NUMBER, "From 1, within the competency.", key=True, least=1),
            Column("required_level", NUMBER, "The level of this aspect; empty unless status is ok."),
            Column("required_label", TEXT, "The same as printed; known where status is ok or unranked."),
            Column("status", TEXT, "How sure this level is.", required=True, closed=_values(Status)),
            Column("page", NUMBER, _PAGE, required=True, least=1),
        ),
        since="1.1",
    ),
    OutputTable(
        "levels",
        "A row for each level of each competency: its box, ticked or not, and where it stands.",
        (
            _of("competencies", key=True),
            Column("competency_id", TEXT, _COMPETENCY_OF_ROW, key=True, of="competencies"),
            Column("level", NUMBER, "The number on the scale; for a scale of names, its rank.", key=True),
            Column("label", TEXT, "The level as printed.", required=True),
            Column("marked", TRUTH, "True: ticked; false: seen and not ticked; empty: not found or not readable."),
            Column("mark_kind", TEXT, "What its box is made of; empty where none was found.", closed=_values(MarkKind)),
            Column("page", NUMBER, "Page of the box, from 1.", least=1),
            Column("x0", POINTS, "Left side of the box, in PDF points from the left of the page."),
            Column("top", POINTS, "Upper side of the box, in PDF points from the top of the page."),
            Column("x1", POINTS, "Right side of the box, in PDF points from the left of the page."),
            Column("bottom", POINTS, "Lower side of the box, in PDF points from the top of the page."),
        ),
    ),
    OutputTable(
        "indicators",
        "A row for each sentence that describes a level.",
        (
            _of("levels", key=True),
            Column("competency_id", TEXT, _COMPETENCY_OF_ROW, key=True, of="levels"),
            Column("level", NUMBER, "The level that it describes.", key=True, of="levels"),
            Column("position", NUMBER, "From 1, within the level.", key=True, least=1),
            Column("text", TEXT, "The sentence, as printed.", required=True),
        ),
    ),
    OutputTable(
        "findings",
        "A row for each thing that a person should look at.",
        (
            _of("functions", required=False),
            Column("path", TEXT, "The PDF.", required=True, of="documents"),
            Column("code", TEXT, "What it is, as docs/findings.md has it.", required=True, closed=_values(FindingCode)),
            Column("severity", TEXT, "How bad it is.", required=True, closed=_values(Severity)),
            Column("competency", TEXT, "Id of the competency that it is about, if any."),
            Column("page", NUMBER, "Page to look at, from 1.", least=1),
            Column("message", TEXT, "What it is, in English.", required=True),
            Column(
                "values",
                TEXT,
                "What the message is made of, as JSON, to word it in another language.",
                since="1.1",
            ),
        ),
    ),
    OutputTable(
        "corrected",
        "A row for each correction by a person: what was read, and what it is.",
        (
            _of("functions"),
            Column("function_key", TEXT, "As in functions.", required=True),
            Column("competency_id", TEXT, "The competency whose level it is about, if any."),
            Column("field", TEXT, "What is corrected.", required=True, closed=_values(CorrectedField)),
            Column("state", TEXT, "What became of the correction.", required=True, closed=_values(CorrectionState)),
            Column("read_value", TEXT, "What was read; empty where it could not be told."),
            Column("read_status", TEXT, "The status that a level was read with.", closed=_values(Status)),
            Column("old_value", TEXT, "What the person saw."),
            Column("new_value", TEXT, "What the person says it is; it stands only where state is applied."),
            Column("reason", TEXT, "Why, in the person's words.", required=True),
            Column("who", TEXT, "Who corrected it.", required=True),
            Column("when", TEXT, "On which day, as YYYY-MM-DD.", required=True),
        ),
    ),
)

FIRST_VERSION: Final = "1.0"
TABLE: Final = {table.name: table for table in TABLES}
COLUMNS: Final = {table.name: {column.name: column.type for column in table.columns} for table in TABLES}
"""Table → column → type, in the order in which they are written."""
