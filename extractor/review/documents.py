"""All about one job description, and questions of one kind side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from extractor.corrections.applying import correct
from extractor.corrections.lines import Corrections
from extractor.corrections.opening import read_corrections
from extractor.corrections.standing import corrections_file
from extractor.corrections.values import has_place, value_of
from extractor.ledger.store import Ledger
from extractor.model import Competency, CorrectedField, Correction, CorrectionState, JobDescription
from extractor.review.queue import Chosen, Entry, Queue
from extractor.review.views import Context, address_of, boxes, picture_address

_HEADER: Final = (
    CorrectedField.TITLE,
    CorrectedField.ORGANISATION,
    CorrectedField.NAME,
    CorrectedField.DEPARTMENT,
    CorrectedField.SERVICE,
    CorrectedField.GRADE,
    CorrectedField.CAREER,
    CorrectedField.APPROVED_BY,
    CorrectedField.APPROVED_ON,
)
_AT_ONCE: Final = 24
"""Pictures that a person looks at before they answer; the next ones come after."""
_ABOVE, _BELOW = 30.0, 60.0
"""Points of the page shown above and below a row: its own lines, and the heads of a table where they are near."""


def document_view(ledger: Ledger, queue: Queue, output: Path, read: JobDescription) -> Context:
    """The header and the competencies as they would stand with all corrections, each with what was read."""
    file = corrections_file(ledger, output, None)
    corrections = read_corrections(file) if file.exists() else Corrections()
    stands, _ = correct(read, corrections)
    entries = [e for e in queue.entries(Chosen(state=None)) if e.question.document_id == read.document_id]
    lines = corrections.meaning(read.document_id, {read.function_key, stands.function_key})
    return {
        "read": read,
        "stands": stands,
        **_values_view(read, stands),
        "findings": [e for e in entries if e.question.id.partition("!")[2]],
        "addresses": {e.question.id: address_of(e.question.id, Chosen(state=None)) for e in entries},
        "seen": [line.imprint for line in lines],
    }


def _values_view(read: JobDescription, stands: JobDescription) -> Context:
    applied = [c for c in stands.corrections if c.state is CorrectionState.APPLIED]
    before = {r.id: r.competency.id for r in stands.replaced if r.id is not None}
    return {
        "header": [_field_view(stands, field, applied) for field in _HEADER if has_place(read, field)],
        "competencies": [_competency_view(read, c, before.get(c.id, c.id), applied) for c in stands.competencies],
        "aside": [r.competency for r in stands.replaced if r.id is None],
    }


def _field_view(stands: JobDescription, field: CorrectedField, applied: Sequence[Correction]) -> Context:
    correction = next((c for c in applied if c.field is field), None)
    return {"field": field.value, "value": value_of(stands, field), "correction": correction}


def _competency_view(read: JobDescription, stands: Competency, id_: str, applied: Sequence[Correction]) -> Context:
    """`id_` is the one that the competency was read with."""
    return {
        "id": id_,
        "name": stands.name,
        "group": stands.group,
        "level": stands.required_label or stands.required_level,
        "status": stands.status.value,
        "address": address_of(f"{read.document_id}.{id_}", Chosen(state=None)),
        "corrected": [k for k in applied if k.competency == stands.id and k.field is not CorrectedField.FINDING],
    }


def lot_view(queue: Queue, entry: Entry, chosen: Chosen) -> Context:
    """Questions of one kind and template, each with its own picture."""
    lot = queue.lot(entry.question)
    # The one that was looked at is among those that are shown.
    shown = sorted(lot, key=lambda other: other.question.id != entry.question.id)[:_AT_ONCE]
    levels = {level.level: level.label for one in shown if one.question.about for level in one.question.about.levels}
    return {
        "entry": entry,
        "question": entry.question,
        "items": [_item_of_lot(queue, one, chosen) for one in shown],
        "whole": len(lot),
        "levels": [(str(level), label) for level, label in sorted(levels.items())],
        "chosen": chosen,
        "parameters": urlencode(chosen.parameters),
        "back": address_of(entry.question.id, chosen),
    }


def _item_of_lot(queue: Queue, entry: Entry, chosen: Chosen) -> Context:
    question = entry.question
    outlined = boxes(question, question.about, question.page)
    row = outlined[0]["box"] if outlined else (0.0, 0.0, 0.0, 0.0)
    return {
        "entry": entry,
        "picture": picture_address(question.document_id, question.sha256, question.page),
        "boxes": outlined,
        "band": (max(0.0, row[1] - _ABOVE), row[3] + _BELOW),
        "address": address_of(question.id, chosen),
        "seen": queue.known_lines(question),
    }
