"""Job descriptions → the rows of each table, as values by the names of the columns in `columns`; None is unknown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import Final

from extractor.errors import NoRulesMatch
from extractor.findings import finding
from extractor.model import (
    OF_A_COMPETENCY,
    CorrectedField,
    CorrectionState,
    Finding,
    FindingCode,
    JobDescription,
    Phrase,
    Section,
    Status,
)
from extractor.output.columns import COLUMNS, POINTS, TRUTH
from extractor.output.outcome import OfferedPdf

Row = dict[str, object]
_ELSEWHERE = {*OF_A_COMPETENCY, CorrectedField.FINDING}
"""What is corrected and no column of functions."""


def offered_to_rows(offered: Iterable[OfferedPdf]) -> dict[str, Iterable[Row]]:
    """The rows of all tables; of each PDF those that stand first in its document first."""
    pdfs = tuple(offered)
    described = [description for pdf in pdfs for description in pdf.job_descriptions]
    rows: dict[str, Iterable[Row]] = {
        "documents": map(_document_row, pdfs),
        "functions": map(_function_row, described),
        "findings": chain.from_iterable(map(_finding_rows, pdfs)),
        **{name: chain.from_iterable(map(of, described)) for name, of in _ROWS.items()},
    }
    return {name: rows[name] for name in COLUMNS}


def header_of(table: str) -> bytes:
    """The first line of its CSV."""
    return rows_to_csv([list(COLUMNS[table])])


def offered_to_csv(pdf: OfferedPdf) -> list[bytes]:
    """The rows of one PDF in each table, in the order of `COLUMNS`: RFC 4180, CRLF, UTF-8.

    An unknown is empty, a truth value is `true` or `false` as in the JSON.
    """
    return [rows_to_csv(map(_CELLS[name], rows)) for name, rows in offered_to_rows([pdf]).items()]


def rows_to_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """RFC 4180, CRLF, UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _cells(types: dict[str, str]) -> Callable[[Row], Sequence[object]]:
    """What takes the cells of a row in the order of its columns; csv knows how to write all but truth values."""
    in_order = itemgetter(*types)
    truths = [place for place, type_ in enumerate(types.values()) if type_ == TRUTH]
    points = [place for place, type_ in enumerate(types.values()) if type_ == POINTS]
    if not truths and not points:
        return in_order

    def cells(row: Row) -> Sequence[object]:
        made = list(in_order(row))
        for place in truths:
            made[place] = _TRUTH[made[place]]
        for place in points:
            made[place] = None if made[place] is None else float(made[place])
        return made

    return cells


_TRUTH: Final = {None: None, True: "true", False: "false"}
_CELLS: Final = {name: _cells(types) for name, types in COLUMNS.items()}


def _document_row(pdf: OfferedPdf) -> Row:
    descriptions = pdf.job_descriptions
    rules = sorted({f"{description.rules.id} {description.rules.version}" for description in descriptions})
    return {
        "path": pdf.path,
        "sha256": pdf.sha256,
        "status": pdf.outcome.value,
        "error_code": pdf.error.code if pdf.error else None,
        "message": _message(pdf),
        "pages": descriptions[0].source.page_count if descriptions else None,
        "documents": len(descriptions),
        "rules": ", ".join(rules) or None,
        "competencies": sum(len(description.competencies) for description in descriptions),
        "findings": sum(1 for _ in _finding_rows(pdf)),
    }


def _message(pdf: OfferedPdf) -> str | None:
    if pdf.error is not None:
        return pdf.error.message
    if pdf.same_as is not None:
        return f"the same file as {pdf.same_as}"
    return f"a portfolio of PDFs: {pdf.attached}" if pdf.attached else None


def _function_row(description: JobDescription) -> Row:
    function, approval, competencies = description.function, description.approval, description.competencies
    applied = (c for c in description.corrections if c.state is CorrectionState.APPLIED)
    corrected = [correction.field.value for correction in applied if correction.field not in _ELSEWHERE]
    return {
        "document_id": description.document_id,
        "function_key": description.function_key,
        "path": description.source.path,
        "organisation": description.organisation,
        "name": function.name,
        "department": function.department,
        "service": function.service,
        "grade": function.grade,
        "career": function.career.text if function.career else None,
        "approved_by": approval.authority if approval else None,
        "approved_on": approval.date.isoformat() if approval and approval.date else None,
        "competencies": len(competencies),
        "ok": sum(competency.status is Status.OK for competency in competencies),
        "findings": len(description.findings),
        "corrected": ", ".join(corrected) or None,
    }


def _task_rows(description: JobDescription) -> Iterator[Row]:
    for position, text in enumerate(description.purpose.duties, start=1):
        yield {
            "document_id": description.document_id,
            "section": "duty",
            "agreement_number": None,
            "agreement_title": None,
            "position": position,
            "text": text,
        }
    for agreement in description.task_agreements:
        for position, text in enumerate(agreement.tasks, start=1):
            yield {
                "document_id": description.document_id,
                "section": "agreement",
                "agreement_number": agreement.number,
                "agreement_title": agreement.title,
                "position": position,
                "text": text,
            }


def _section_rows(description: JobDescription) -> Iterator[Row]:
    """A row for each paragraph and item; a heading with nothing under it has one too."""
    texts = ((section, text) for section in description.sections for text in _texts(section))
    for position, (section, text) in enumerate(texts, start=1):
        yield {
            "document_id": description.document_id,
            "position": position,
            "heading": section.heading,
            "key": section.key,
            "page": section.page,
            "text": text,
        }


def _texts(section: Section) -> tuple[str | None, ...]:
    return (*section.paragraphs, *section.items) or (None,)


def _competency_rows(description: JobDescription) -> Iterator[Row]:
    for competency in description.competencies:
        yield {
            "document_id": description.document_id,
            "function_key": description.function_key,
            "function_name": description.function.name,
            "block_number": competency.block.number if competency.block else None,
            "block": competency.block.title if competency.block else None,
            "group": competency.group,
            "competency_id": competency.id,
            "competency": competency.name,
            "required_level": competency.required_level,
            "status": competency.status.value,
            "page": competency.page,
            "corrected": competency.corrected,
            "required_label": competency.required_label,
        }


def _aspect_rows(description: JobDescription) -> Iterator[Row]:
    for competency in description.competencies:
        for position, aspect in enumerate(competency.aspects, start=1):
            yield {
                "document_id": description.document_id,
                "competency_id": competency.id,
                "aspect": aspect.name,
                "position": position,
                "required_level": aspect.required_level,
                "required_label": aspect.required_label,
                "status": aspect.status.value,
                "page": aspect.page,
            }


def _level_rows(description: JobDescription) -> Iterator[Row]:
    for competency in description.competencies:
        for level in competency.levels:
            mark = level.mark
            x0, top, x1, bottom = mark.bbox if mark else (None, None, None, None)
            yield {
                "document_id": description.document_id,
                "competency_id": competency.id,
                "level": level.level,
                "label": level.label,
                "marked": level.marked,
                "mark_kind": mark.kind.value if mark else None,
                "page": mark.page if mark else None,
                "x0": x0,
                "top": top,
                "x1": x1,
                "bottom": bottom,
            }


def _indicator_rows(description: JobDescription) -> Iterator[Row]:
    for competency in description.competencies:
        for level in competency.levels:
            for position, text in enumerate(level.indicators, start=1):
                yield {
                    "document_id": description.document_id,
                    "competency_id": competency.id,
                    "level": level.level,
                    "position": position,
                    "text": text,
                }


def _finding_rows(pdf: OfferedPdf) -> Iterator[Row]:
    if isinstance(pdf.error, NoRulesMatch):
        said = tuple(Phrase.model_validate_json(one) for one in pdf.error.said)
        told = tuple(f"{module}: {reason}" for module, reason in pdf.error.reasons)
        yield _finding_row(
            None, pdf.path, finding(FindingCode.NO_RULES_MATCH, path=pdf.error.path, reasons=said or told)
        )
    for description in pdf.job_descriptions:
        for one in description.findings:
            yield _finding_row(description.document_id, pdf.path, one)


def cells_of_finding(document_id: str, path: str, one: Finding) -> Sequence[object]:
    """Its row, in the order of the columns."""
    return _CELLS["findings"](_finding_row(document_id, path, one))


def _finding_row(document_id: str | None, path: str, one: Finding) -> Row:
    values = one.model_dump(mode="json", include={"values"})["values"]
    return {
        "document_id": document_id,
        "path": path,
        "code": one.code.value,
        "severity": one.severity.value,
        "competency": one.competency,
        "page": one.page,
        "message": one.message,
        "values": json.dumps(values, ensure_ascii=False) if values else None,
    }


def _corrected_rows(description: JobDescription) -> Iterator[Row]:
    for correction in description.corrections:
        yield {
            "document_id": description.document_id,
            "function_key": description.function_key,
            "competency_id": correction.competency,
            "field": correction.field.value,
            "state": correction.state.value,
            "read_value": correction.read_value,
            "read_status": correction.read_status.value if correction.read_status else None,
            "old_value": correction.old_value,
            "new_value": correction.new_value,
            "reason": correction.reason,
            "who": correction.who,
            "when": correction.when.isoformat(),
        }


_ROWS: Final[dict[str, Callable[[JobDescription], Iterator[Row]]]] = {
    "tasks": _task_rows,
    "sections": _section_rows,
    "competencies": _competency_rows,
    "aspects": _aspect_rows,
    "levels": _level_rows,
    "indicators": _indicator_rows,
    "corrected": _corrected_rows,
}
"""Tables with any number of rows for a job description."""
