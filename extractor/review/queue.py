"""The questions of an import, worst first and grouped by document, each with its answer in corrections.csv."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from extractor.corrections.applying import correct
from extractor.corrections.lines import CorrectionLine, Corrections
from extractor.corrections.opening import read_corrections
from extractor.corrections.standing import corrections_file
from extractor.ledger.corrected import path_of, reading_of, readings_meant
from extractor.ledger.doubts import first_paths, number_of_import, readings_in_doubt
from extractor.ledger.store import Ledger
from extractor.model import CorrectedField, Correction, CorrectionState, JobDescription, Severity
from extractor.review.questions import CONFLICT, ReviewQuestion, level_question, questions_of

FILTERS: Final = ("kind", "function", "department", "file", "state")


class State(StrEnum):
    OPEN = "open"
    LATER = "later"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Entry:
    """A question, and how it stands. `answer` is the correction that speaks of it, also where it is in conflict."""

    question: ReviewQuestion
    state: State
    answer: Correction | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which questions are looked at; None: all of them."""

    kind: str | None = None
    function: str | None = None
    department: str | None = None
    file: str | None = None
    state: str | None = State.OPEN.value

    def holds(self, entry: Entry) -> bool:
        """Whatever its state."""
        question = entry.question
        return all(
            wanted is None or wanted == value
            for wanted, value in (
                (self.kind, question.kind),
                (self.function, question.function_key),
                (self.department, question.department),
                (self.file, question.path),
            )
        )

    @property
    def parameters(self) -> dict[str, str]:
        """As they stand in an address, where they differ from what is usual."""
        said = {name: getattr(self, name) for name in FILTERS}
        return {name: value or "all" for name, value in said.items() if value != getattr(_USUAL, name)}


_USUAL: Final = Chosen()


@dataclass(slots=True)
class _Document:
    """A job description with questions, and the lines about it as they were when `answers` were looked up."""

    sha256: str
    position: int
    document_id: str
    path: str
    keys: set[str]
    questions: tuple[ReviewQuestion, ...]
    imprints: tuple[str, ...] = ()
    answers: dict[str, Correction] = field(default_factory=dict)
    conflicts: tuple[ReviewQuestion, ...] = ()

    @property
    def all_questions(self) -> tuple[ReviewQuestion, ...]:
        known = {question.id for question in self.questions}
        return (*self.questions, *(question for question in self.conflicts if question.id not in known))


class Queue:
    """Use `refresh` before each look: the import and the corrections may have changed meanwhile."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._import: str | None = None
        self._file_seen: tuple[Path, int, int] | None = None
        self._corrections = Corrections()
        self._documents: dict[tuple[str, int], _Document] = {}
        self._order: list[tuple[str, int]] = []
        self.later: set[str] = set()

    def refresh(self, ledger: Ledger) -> None:
        """Raises ListInvalid or PathUnreadable where the corrections cannot be read."""
        number = number_of_import(ledger)
        if number != self._import:
            self._load(ledger)
            self._import, self._file_seen = number, None
        path = corrections_file(ledger, self._output, None)
        status = path.stat() if path.exists() else None
        seen = (path, status.st_mtime_ns if status else 0, status.st_size if status else -1)
        if seen != self._file_seen:
            self._corrections = read_corrections(path) if status else Corrections()
            self._look_up(ledger)
            self._file_seen = seen

    def entries(self, chosen: Chosen = _USUAL) -> list[Entry]:
        """Those of the selection, in their order; the state of the selection is left aside."""
        return [entry for entry in self._all() if chosen.holds(entry)]

    def entry(self, id_: str) -> Entry | None:
        document = next((d for d in self._documents.values() if id_.startswith(f"{d.document_id}.")), None)
        question = next((q for q in document.all_questions if q.id == id_), None) if document else None
        return self._entry(document, question) if document and question else None

    def lot(self, question: ReviewQuestion) -> list[Entry]:
        """The questions of the same kind and template, this one among them, that are not answered."""
        same = [entry for entry in self._all() if entry.question.lot == question.lot]
        return [entry for entry in same if entry.state is not State.ANSWERED or entry.question.id == question.id]

    def known_lines(self, question: ReviewQuestion) -> tuple[str, ...]:
        """The imprints of the lines about the document as they were at the last `refresh`."""
        document = self._documents.get((question.sha256, question.position))
        return document.imprints if document else ()

    def answer_to(self, question: ReviewQuestion) -> Correction | None:
        """Also of a question that is none: a level that nobody doubts."""
        document = self._documents.get((question.sha256, question.position))
        return document.answers.get(question.id) if document else None

    def _all(self) -> Iterator[Entry]:
        for key in self._order:
            document = self._documents[key]
            for question in document.all_questions:
                yield self._entry(document, question)

    def _entry(self, document: _Document, question: ReviewQuestion) -> Entry:
        answer = document.answers.get(question.id)
        if answer is not None and answer.state is CorrectionState.CONFLICT:
            asked = replace(question, kind=CONFLICT, severity=Severity.ERROR)
            return Entry(asked, State.LATER if question.id in self.later else State.OPEN, answer)
        if answer is not None:
            return Entry(question, State.ANSWERED, answer)
        return Entry(question, State.LATER if question.id in self.later else State.OPEN)

    def _load(self, ledger: Ledger) -> None:
        paths = first_paths(ledger)
        self._documents = {}
        for sha256, position, read in readings_in_doubt(ledger):
            questions = tuple(questions_of(read, sha256, position, paths[sha256]))
            if questions:
                self._documents[sha256, position] = _document(read, sha256, position, paths[sha256], questions)
        self._sort()

    def _look_up(self, ledger: Ledger) -> None:
        """Which lines speak of which question; only of documents whose lines changed."""
        for sha256, position in readings_meant(ledger, self._corrections.targets) if self._corrections.lines else []:
            if (sha256, position) not in self._documents:
                read = reading_of(ledger, sha256, position)
                self._documents[sha256, position] = _document(read, sha256, position, path_of(ledger, sha256), ())
        for document in self._documents.values():
            lines = self._corrections.meaning(document.document_id, document.keys)
            imprints = tuple(line.imprint for line in lines)
            if imprints != document.imprints:
                self._look_up_in(ledger, document, lines)
                document.imprints = imprints
        self._sort()

    def _look_up_in(self, ledger: Ledger, document: _Document, lines: Iterable[CorrectionLine]) -> None:
        read = reading_of(ledger, document.sha256, document.position)
        corrected, _ = correct(read, Corrections(lines))
        document.keys = {read.function_key, corrected.function_key}
        ids = {r.id: r.competency.id for r in corrected.replaced if r.id is not None}
        answers = [c for c in corrected.corrections if _answers(c)]
        document.answers = {_id_of(document, correction, ids): correction for correction in answers}
        document.answers |= _given_fields(document.questions, answers)
        conflicts = {c.competency for c in corrected.corrections if c.state is CorrectionState.CONFLICT}
        document.conflicts = tuple(
            level_question(read, competency, document.sha256, document.position, document.path)
            for competency in read.competencies
            if competency.id in conflicts
        )

    def _sort(self) -> None:
        def weight(key: tuple[str, int]) -> tuple[object, ...]:
            document = self._documents[key]
            questions = document.all_questions
            errors = Counter(question.severity for question in questions)[Severity.ERROR]
            worst = min((question.weight for question in questions), default=(9, 9))
            return worst, -errors, document.path, document.position

        self._order = sorted(self._documents, key=weight)


def _answers(correction: Correction) -> bool:
    """Another name or group leaves the question for the level open; that it is no competency does not."""
    if correction.field is CorrectedField.COMPETENCY:
        return correction.new_value is None and correction.state is not CorrectionState.CONFLICT
    return correction.field is not CorrectedField.GROUP and correction.state is not CorrectionState.REDUNDANT


def _given_fields(questions: Iterable[ReviewQuestion], answers: Iterable[Correction]) -> dict[str, Correction]:
    """The questions for what the header lacks, where all of it was given since."""
    given = {c.field.value: c for c in answers if c.state is CorrectionState.APPLIED and not c.competency}
    return {
        question.id: given[question.lacking[-1]]
        for question in questions
        if question.lacking and given.keys() >= set(question.lacking)
    }


def _document(
    read: JobDescription, sha256: str, position: int, path: str, questions: tuple[ReviewQuestion, ...]
) -> _Document:
    return _Document(sha256, position, read.document_id, path, {read.function_key}, questions)


def _id_of(document: _Document, correction: Correction, ids: Mapping[str, str]) -> str:
    """The id of the question that a correction answers; of a field of the header there is none of that name."""
    competency = ids.get(correction.competency or "", correction.competency or "")
    if correction.field is CorrectedField.FINDING:
        return f"{document.document_id}.{competency}!{correction.new_value}"
    return f"{document.document_id}.{competency}" if competency else f"{document.document_id}.!{correction.field}"
