"""What each page shows, as plain values for its template."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from extractor.corrections.waiting import Waiting
from extractor.findings import Language, message_of
from extractor.model import Competency, CorrectedField, Correction, JobDescription, Status
from extractor.review.questions import Asks, ReviewQuestion
from extractor.review.queue import Chosen, Entry, Queue, State
from extractor.review.wording import ReviewWords

Context = dict[str, Any]
_LEVEL_KEYS: Final = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class PlaceInQueue:
    """A question among those of a selection: its number from 1, and the ones before and after it."""

    number: int
    total: int
    before: str | None
    after: str | None


def queue_view(queue: Queue, chosen: Chosen) -> Context:
    """The questions of a selection by document, and what can be chosen."""
    every = queue.entries(Chosen(state=None))
    selected = queue.entries(chosen)
    shown = [entry for entry in selected if chosen.state in {None, entry.state.value}]
    return {
        "documents": _by_document(shown),
        "shown": len(shown),
        "first": address_of(shown[0].question.id, chosen) if shown else None,
        "progress": progress(selected),
        "chosen": chosen,
        "choices": {
            "kind": sorted({(entry.question.kind, entry.question.kind) for entry in every}),
            "function": sorted({(e.question.function_key, e.question.function) for e in every}, key=lambda p: p[::-1]),
            "department": sorted({(d, d) for entry in every if (d := entry.question.department)}),
            "file": sorted({(entry.question.path, entry.question.path) for entry in every}),
        },
        "addresses": {entry.question.id: address_of(entry.question.id, chosen) for entry in shown},
    }


def question_view(queue: Queue, entry: Entry, read: JobDescription, chosen: Chosen, page: int | None) -> Context:
    """One question with its page, its answers, and where to go from it."""
    question = entry.question
    competency = next((c for c in read.competencies if c.id == question.competency), None)
    selected = queue.entries(chosen)
    place = place_in(selected, question.id, chosen)
    shown = page if page is not None and 1 <= page <= read.source.page_count else question.page
    lot = queue.lot(question)
    return {
        "entry": entry,
        "question": question,
        "competency": competency,
        "levels": levels_of(read, competency) if question.asks is Asks.LEVEL else [],
        "place": place,
        "progress": progress(selected),
        "chosen": chosen,
        "page": shown,
        "page_count": read.source.page_count,
        "picture": picture_address(question.document_id, question.sha256, shown),
        "boxes": boxes(question, competency, shown),
        "next_picture": _next_picture(queue, place),
        "lot": len(lot) if len(lot) > 1 else 0,
        "seen": queue.known_lines(question),
        "parameters": urlencode(chosen.parameters),
    }


def place_in(entries: list[Entry], id_: str, chosen: Chosen) -> PlaceInQueue:
    """Skips what the selection does not show, but for the question itself."""
    shown = [e.question.id for e in entries if chosen.state in {None, e.state.value} or e.question.id == id_]
    if id_ not in shown:
        return PlaceInQueue(0, len(shown), None, shown[0] if shown else None)
    at = shown.index(id_)
    before = shown[at - 1] if at else None
    after = shown[at + 1] if at + 1 < len(shown) else None
    return PlaceInQueue(at + 1, len(shown), before, after)


def progress(entries: list[Entry]) -> tuple[int, int]:
    """How many of the questions have an answer, and how many there are."""
    states = Counter(entry.state for entry in entries)
    return states[State.ANSWERED], len(entries)


def address_of(id_: str, chosen: Chosen, **more: object) -> str:
    asked = urlencode({**chosen.parameters, **{name: str(value) for name, value in more.items()}})
    return f"/question/{quote(id_)}" + (f"?{asked}" if asked else "")


def picture_address(document_id: str, sha256: str, page: int) -> str:
    return f"/page/{document_id}/{page}.png?v={sha256[:12]}"


def boxes(question: ReviewQuestion, competency: Competency | None, page: int) -> list[Context]:
    """What is outlined on a page: the row of the competency or the place of the finding, and the boxes."""
    looks = {True: "ticked", False: "empty", None: "unread"}
    marks = [
        {"kind": looks[level.marked], "box": _around([level.mark.bbox], 1.5)}
        for level in (competency.levels if competency else ())
        if level.mark and level.mark.page == page
    ]
    rows = []
    if question.bbox is not None and question.page == page:
        rows.append({"kind": "row", "box": _around([question.bbox, *(mark["box"] for mark in marks)])})
    elif marks:
        rows.append({"kind": "row", "box": _around([mark["box"] for mark in marks])})
    return [*rows, *marks]


def answer_text(words: ReviewWords, correction: Correction, labels: dict[int, str] | None = None) -> str:
    """What a correction says, in a few words."""
    if correction.field is CorrectedField.FINDING:
        return words.say("seen")
    if correction.field is CorrectedField.COMPETENCY and correction.new_value is None:
        return words.say("answer_none")
    if correction.new_value is None:
        return words.say("answer_unknown")
    label = (labels or {}).get(int(correction.new_value)) if correction.new_value.isdecimal() else None
    return correction.new_value if label in {None, correction.new_value} else f"{correction.new_value} ({label})"


def messages_of(words: ReviewWords, question: ReviewQuestion) -> list[str]:
    """What was found, in the language of the page."""
    return [
        message_of(found.code, found.message, found.values, Language(words.language)) for found in question.findings
    ]


def waiting_text(words: ReviewWords, waiting: Waiting | None) -> str | None:
    if waiting is None:
        return None
    if waiting.fault:
        return waiting.fault
    return words.say("waiting_one") if waiting.number == 1 else words.say("waiting", waiting.number)


def _by_document(entries: list[Entry]) -> list[tuple[ReviewQuestion, list[Entry]]]:
    documents: dict[str, tuple[ReviewQuestion, list[Entry]]] = {}
    for entry in entries:
        documents.setdefault(entry.question.document_id, (entry.question, []))[1].append(entry)
    return list(documents.values())


def levels_of(read: JobDescription, competency: Competency | None) -> list[Context]:
    """The levels that may be answered, from low to high, each with the key that chooses it."""
    if competency is None:
        return []
    several = read.competencies if competency.status is Status.INCOMPLETE else ()
    found = {level.level: level for c in (*several, competency) for level in c.levels}
    own = {level.level for level in competency.levels}
    return [
        {
            "value": str(number),
            "label": level.label,
            "key": str(number) if str(number) in _LEVEL_KEYS else None,
            "marked": level.marked if number in own else None,
            "own": number in own,
            "indicators": level.indicators if number in own else (),
        }
        for number, level in sorted(found.items())
    ]


def _next_picture(queue: Queue, place: PlaceInQueue) -> str | None:
    after = queue.entry(place.after) if place.after else None
    if after is None:
        return None
    question = after.question
    return picture_address(question.document_id, question.sha256, question.page)


def _around(all_boxes: list[Any], edge: float = 3.0) -> tuple[float, float, float, float]:
    """`edge` points further out, so that the outline does not cover what it shows."""
    return (
        min(box[0] for box in all_boxes) - edge,
        min(box[1] for box in all_boxes) - edge,
        max(box[2] for box in all_boxes) + edge,
        max(box[3] for box in all_boxes) + edge,
    )
