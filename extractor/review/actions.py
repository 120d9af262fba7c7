"""What changes something: an answer, one taken back, one put off, the corrections applied, the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar
from urllib.parse import urlencode

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from extractor.corrections.adding import Overtaken
from extractor.corrections.lines import CorrectionLine
from extractor.errors import ExtractorError
from extractor.model import CorrectedField
from extractor.review.answering import Answer, AnswerWritten, undo, write_answer, write_value
from extractor.review.applying import apply_and_compare
from extractor.review.bodies import AnswerBody, Body, DrawBody, LaterBody, Nothing, UndoBody, ValueBody, VerdictBody
from extractor.review.finding import find_question, reading_named
from extractor.review.queue import Chosen, State
from extractor.review.trusting import Trusting
from extractor.review.views import address_of, place_in
from extractor.review.wording import ReviewWords, words_for
from extractor.review.work import Work

Said = dict[str, object]
B = TypeVar("B", bound=Body)
_SAID: Final = {"unknown": "answer_unknown", "no-competency": "answer_none", "seen": "seen"}
_OF_A_QUESTION: Final = frozenset({CorrectedField.REQUIRED_LEVEL, CorrectedField.COMPETENCY, CorrectedField.FINDING})


class Actions:
    """Each answers JSON: where to go, or why not; a refusal is an answer too, and no fault of the connection."""

    def __init__(self, work: Work, stop: Callable[[], None]) -> None:
        self._work = work
        self._stop = stop
        self._trusting = Trusting(work, _today)

    async def answer(self, request: Request) -> Response:
        return await self._do(request, AnswerBody, self._answer)

    async def value(self, request: Request) -> Response:
        return await self._do(request, ValueBody, self._value)

    async def later(self, request: Request) -> Response:
        return await self._do(request, LaterBody, self._later)

    async def undo(self, request: Request) -> Response:
        return await self._do(request, UndoBody, self._undo)

    async def draw(self, request: Request) -> Response:
        return await self._do(request, DrawBody, self._trusting.draw)

    async def verdict(self, request: Request) -> Response:
        return await self._do(request, VerdictBody, self._trusting.verdict)

    async def apply(self, request: Request) -> Response:
        return await self._do(request, Nothing, self._apply)

    async def stop(self, request: Request) -> Response:
        self._stop()
        return JSONResponse({"ended": words_for(request, self._work.language).say("stopped")})

    async def _do(self, request: Request, kind: type[B], act: Callable[[B, ReviewWords], Said]) -> Response:
        """Off the loop, for files and the ledger make it wait; what is refused is said, and nothing was written."""
        words = words_for(request, self._work.language)
        try:
            body = kind.model_validate_json(await request.body())
        except ValidationError as fault:
            return JSONResponse({"error": words.say("error"), "advice": fault.errors()[0]["msg"]}, 400)
        try:
            return JSONResponse(await run_in_threadpool(act, body, words))
        except Overtaken as overtaken:
            return JSONResponse({"conflict": _conflict(overtaken.line, words)})
        except ExtractorError as error:
            return JSONResponse({"error": error.message, "advice": error.advice})

    def _answer(self, body: AnswerBody, words: ReviewWords) -> Said:
        """One question or several: all are written, or those before the first that is refused."""
        answer = Answer(body.says, body.value, body.reason, body.who, _today(), body.later_versions)
        chosen = body.chosen.chosen()
        written: list[AnswerWritten] = []
        with self._work.ledger_and_queue() as (ledger, queue):
            place = place_in(queue.entries(chosen), body.ids[-1], chosen)
            try:
                for id_ in body.ids:
                    entry, _ = find_question(ledger, queue, id_)
                    known = body.seen.get(id_, ())
                    written.append(write_answer(ledger, self._work.output, entry.question, answer, known))
            finally:
                self._work.remember(written)
        if len(written) == 1:
            said = body.value if body.says == "level" else words.say(_SAID[body.says])
            self._work.flash = words.say("written", _label(written[0], words), said)
        else:
            self._work.flash = words.say("written_many", len(written))
        return {"goto": _next_or_queue(place.after, chosen)}

    def _value(self, body: ValueBody, words: ReviewWords) -> Said:
        chosen = body.chosen.chosen()
        with self._work.ledger_and_queue() as (ledger, queue):
            _, read = reading_named(ledger, body.document_id)
            place = place_in(queue.entries(chosen), body.question, chosen)
            cells = {
                **({"function_key": read.function_key} if body.later_versions else {"document_id": read.document_id}),
                "competency": body.competency,
                "field": body.field.value,
                "new_value": body.value,
                "reason": body.reason,
                "who": body.who,
                "when": _today().isoformat(),
            }
            id_ = f"{read.document_id}.{body.competency}"
            label = words.say(f"field_{body.field}")
            written = write_value(ledger, self._work.output, id_, label, cells, body.seen)
            queue.refresh(ledger)
            entry = queue.entry(body.question)
        self._work.remember([written])
        self._work.flash = words.say("written", label, written.line.new_value or words.say("unknown"))
        if entry is None:
            return {"goto": f"/document/{read.document_id}"}
        answered = entry.state is State.ANSWERED
        return {"goto": _next_or_queue(place.after if answered else body.question, chosen)}

    def _later(self, body: LaterBody, words: ReviewWords) -> Said:
        chosen = body.chosen.chosen()
        with self._work.ledger_and_queue() as (ledger, queue):
            entry, _ = find_question(ledger, queue, body.id)
            place = place_in(queue.entries(chosen), body.id, chosen)
            queue.later.add(body.id)
        self._work.flash = words.say("put_off", entry.question.name or words.say(f"kind_{entry.question.kind}"))
        return {"goto": _next_or_queue(place.after, chosen)}

    def _undo(self, body: UndoBody, words: ReviewWords) -> Said:
        last = self._work.last_written()
        if not last:
            return {"error": words.say("undo_nothing")}
        for written in reversed(last):
            if not undo(written):
                return {"error": words.say("undo_changed")}
        self._work.forget_last()
        self._work.flash = words.say("undone", ", ".join(_label(written, words) for written in last[:3]))
        id_ = last[0].question_id
        if last[0].line.field in _OF_A_QUESTION:
            return {"goto": address_of(id_, body.chosen.chosen())}
        return {"goto": f"/document/{id_.partition('.')[0]}"}

    def _apply(self, _: Nothing, __: ReviewWords) -> Said:
        self._work.applied = apply_and_compare(self._work.output)
        self._work.forget_all()
        return {"goto": "/applied"}


def _label(written: AnswerWritten, words: ReviewWords) -> str:
    """The name of the competency, else what kind of finding it was."""
    return words.say(f"kind_{written.label}") if f"kind_{written.label}" in words.texts else written.label


def _conflict(line: CorrectionLine, words: ReviewWords) -> Said:
    said = line.new_value or words.say("answer_unknown")
    return {
        "title": words.say("conflict"),
        "theirs": words.say("conflict_theirs", line.who, line.when.isoformat(), said),
        "reason": line.reason,
        "imprint": line.imprint,
    }


def _next_or_queue(id_: str | None, chosen: Chosen) -> str:
    if id_ is not None:
        return address_of(id_, chosen)
    return f"/?{urlencode(chosen.parameters)}" if chosen.parameters else "/"


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the day of the person who answers
