"""What the server knows between two requests: the questions, what was written and can be taken back, who answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from extractor.ledger.opening import look_into_ledger
from extractor.ledger.store import Ledger
from extractor.review.answering import AnswerWritten
from extractor.review.applying import Applied
from extractor.review.pictures import Pictures
from extractor.review.queue import Queue


class Work:
    """One session. Requests come in several threads: take `ledger_and_queue` for each."""

    def __init__(self, output: Path, pictures: Pictures, *, language: str | None = None) -> None:
        self.output = output
        self.pictures = pictures
        self.language = language
        self.flash: str | None = None
        self.applied: Applied | None = None
        self.written: list[list[AnswerWritten]] = []
        self._queue = Queue(output)
        self._lock = RLock()

    def look(self) -> None:
        """Read the questions once, so that the first view need not wait."""
        with self.ledger_and_queue():
            pass

    @contextmanager
    def ledger_and_queue(self) -> Iterator[tuple[Ledger, Queue]]:
        """The ledger, and the queue as the import and corrections.csv stand now."""
        with self._lock, look_into_ledger(self.output) as ledger:
            self._queue.refresh(ledger)
            yield ledger, self._queue

    def take_flash(self) -> str | None:
        """What was done just now, to be said once."""
        flash, self.flash = self.flash, None
        return flash

    def remember(self, written: list[AnswerWritten]) -> None:
        """Lines that were written together are taken back together."""
        if written:
            self.written.append(written)

    def last_written(self) -> list[AnswerWritten]:
        return self.written[-1] if self.written else []

    def forget_last(self) -> None:
        self.written.pop()

    def forget_all(self) -> None:
        """What was applied stands in the output, and is no slip of the finger any more."""
        self.written.clear()
