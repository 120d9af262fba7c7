"""An answer in the browser → a line of corrections.csv, written by the code of `jobdesc correct`; and taken back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from extractor.corrections.adding import take_back, write_down
from extractor.corrections.lines import CorrectionLine
from extractor.corrections.standing import corrections_file
from extractor.ledger.store import Ledger
from extractor.model import CorrectedField
from extractor.review.questions import Asks, ReviewQuestion

Says = Literal["level", "unknown", "no-competency", "seen"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says about a question. `later_versions`: of the function, not this PDF only."""

    says: Says
    value: str
    reason: str
    who: str
    when: date
    later_versions: bool = False


@dataclass(frozen=True, slots=True)
class AnswerWritten:
    """One line that this session wrote, and the question it answers."""

    question_id: str
    label: str
    line: CorrectionLine
    path: Path


def write_answer(
    ledger: Ledger, output: Path, question: ReviewQuestion, answer: Answer, seen: Collection[str] | None
) -> AnswerWritten:
    """Write the answer down. `seen` are the imprints of the lines about the document when the question was shown.

    Raises:
        Overtaken: somebody else has answered meanwhile, and the person has not seen it.
        CorrectionRefused: the import has no such thing, or the level does not exist.
        PathUnreadable, ListInvalid, OutputNotWritable: corrections.csv cannot be read or written.
    """
    field, value = _field_and_value(question, answer)
    return write_value(
        ledger,
        output,
        question.id,
        question.name or question.kind,
        {
            **_target(question.document_id, question.function_key, later_versions=answer.later_versions),
            "competency": question.competency or "",
            "field": field.value,
            "new_value": value,
            "reason": answer.reason,
            "who": answer.who,
            "when": answer.when.isoformat(),
        },
        seen,
    )


def write_value(
    ledger: Ledger, output: Path, id_: str, label: str, cells: dict[str, str], seen: Collection[str] | None
) -> AnswerWritten:
    """The same for any field; raises as `write_answer` does."""
    path = corrections_file(ledger, output, None)
    proposal = write_down(ledger, path, cells, seen=seen)
    return AnswerWritten(id_, label, proposal.line, path)


def undo(written: AnswerWritten) -> bool:
    """Take the line out again; False where the file has been changed so that it does not stand there any more."""
    return take_back(written.path, written.line)


def _target(document_id: str, function_key: str, *, later_versions: bool) -> dict[str, str]:
    return {"function_key": function_key} if later_versions else {"document_id": document_id}


def _field_and_value(question: ReviewQuestion, answer: Answer) -> tuple[CorrectedField, str]:
    if answer.says == "no-competency":
        return CorrectedField.COMPETENCY, ""
    if question.asks is Asks.FINDING or answer.says == "seen":
        return CorrectedField.FINDING, question.kind
    return CorrectedField.REQUIRED_LEVEL, answer.value if answer.says == "level" else ""
