"""An id in an address → the job description and the question that it means, or 404: nothing else is looked up by it."""

from __future__ import annotations

import re
from typing import Final

from starlette.exceptions import HTTPException

from extractor.ledger.corrected import path_of, reading_of, readings_meant
from extractor.ledger.store import Ledger
from extractor.model import JobDescription
from extractor.review.questions import level_question
from extractor.review.queue import Entry, Queue, State

_DOCUMENT: Final = re.compile(r"[0-9a-f]{12}(-[0-9]{1,6})?")
_QUESTION: Final = re.compile(rf"(?P<document>{_DOCUMENT.pattern})\.(?P<competency>[a-z0-9-]*)(![a-z-]+)?")


def reading_named(ledger: Ledger, document_id: str) -> tuple[str, JobDescription]:
    """The path of the PDF, and the job description as it was read; raises HTTPException(404)."""
    sha256, _, read = _reading(ledger, document_id)
    return path_of(ledger, sha256), read


def find_question(ledger: Ledger, queue: Queue, id_: str) -> tuple[Entry, JobDescription]:
    """The question of this id, also about a level that nobody doubts; raises HTTPException(404)."""
    match = _QUESTION.fullmatch(id_)
    if match is None:
        raise HTTPException(404)
    entry = queue.entry(id_)
    if entry is not None:
        return entry, reading_of(ledger, entry.question.sha256, entry.question.position)
    sha256, position, read = _reading(ledger, match["document"])
    competency = next((c for c in read.competencies if f"{read.document_id}.{c.id}" == id_), None)
    if competency is None:
        raise HTTPException(404)
    question = level_question(read, competency, sha256, position, path_of(ledger, sha256))
    answer = queue.answer_to(question)
    return Entry(question, State.OPEN if answer is None else State.ANSWERED, answer), read


def _reading(ledger: Ledger, document_id: str) -> tuple[str, int, JobDescription]:
    if not _DOCUMENT.fullmatch(document_id):
        raise HTTPException(404)
    for sha256, position in readings_meant(ledger, [document_id]):
        read = reading_of(ledger, sha256, position)
        if read.document_id == document_id:
            return sha256, position, read
    raise HTTPException(404)
