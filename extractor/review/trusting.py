"""The random sample: how it stands, and one of its levels beside the page it was read from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException

from extractor.corrections.sample import Looked, draw, judge, read_sample, trust_in, write_sample
from extractor.ledger.doubts import sure_levels
from extractor.ledger.store import Ledger
from extractor.review.bodies import DrawBody, VerdictBody
from extractor.review.finding import find_question
from extractor.review.queue import Queue
from extractor.review.views import Context, boxes, levels_of, picture_address
from extractor.review.wording import ReviewWords
from extractor.review.work import Work

_SIZES: Final = ((60, 20), (150, 50), (300, 100), (600, 200))
"""So many levels of which none is wrong say, at 95 %, that at most one in so many is."""
_SHOWN: Final = 200


def trust_view(ledger: Ledger, output: Path) -> Context:
    """What the sample says, the next level to look at, those that were seen, and what sizes could be drawn."""
    sample = read_sample(output)
    levels = sum(number for _, number in sure_levels(ledger))
    sizes: list[tuple[int, int | None]] = [(size, one_in) for size, one_in in _SIZES if size < levels]
    if levels and (len(sizes) < len(_SIZES)):
        sizes.append((levels, None))
    return {
        "trust": trust_in(ledger, output),
        "next": _next(sample),
        "sizes": sizes,
        "seen": [looked for looked in sample if looked.verdict][:_SHOWN],
    }


def look_view(ledger: Ledger, queue: Queue, output: Path, id_: str, page: int | None) -> Context:
    """One level of the sample; raises HTTPException(404) where it holds no such one, or its PDF is gone."""
    sample = read_sample(output)
    row = next((looked for looked in sample if looked.id == id_), None)
    if row is None:
        raise HTTPException(404)
    entry, read = find_question(ledger, queue, id_)
    question = entry.question
    competency = next(c for c in read.competencies if c.id == question.competency)
    shown = page if page is not None and 1 <= page <= read.source.page_count else question.page
    return {
        "row": row,
        "question": question,
        "competency": competency,
        "levels": levels_of(read, competency),
        "trust": trust_in(ledger, output),
        "page": shown,
        "page_count": read.source.page_count,
        "picture": picture_address(question.document_id, question.sha256, shown),
        "boxes": boxes(question, competency, shown),
        "next_picture": _next_picture(ledger, queue, sample, id_),
        "parameters": "",
    }


class Trusting:
    """What changes the sample."""

    def __init__(self, work: Work, today: Callable[[], date]) -> None:
        self._work = work
        self._today = today

    def draw(self, body: DrawBody, _: ReviewWords) -> dict[str, object]:
        with self._work.ledger_and_queue() as (ledger, _queue):
            write_sample(self._work.output, draw(ledger, body.size, self._today()))
        return {"goto": "/trust"}

    def verdict(self, body: VerdictBody, words: ReviewWords) -> dict[str, object]:
        output = self._work.output
        if not judge(output, body.id, body.verdict, body.who, self._today()):
            return {"error": words.say("not_found")}
        if body.verdict == "wrong":
            self._work.flash = words.say("trust_wrong_next")
            return {"goto": f"/question/{body.id}?state=all"}
        following = _next(read_sample(output))
        return {"goto": f"/trust/{following}" if following else "/trust"}


def _next(sample: list[Looked], after: str = "") -> str | None:
    return next((looked.id for looked in sample if not looked.verdict and looked.id != after), None)


def _next_picture(ledger: Ledger, queue: Queue, sample: list[Looked], id_: str) -> str | None:
    following = _next(sample, id_)
    if following is None:
        return None
    try:
        question = find_question(ledger, queue, following)[0].question
    except HTTPException:
        return None  # its PDF is gone since the sample was drawn
    return picture_address(question.document_id, question.sha256, question.page)
