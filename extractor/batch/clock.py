"""How much CPU time a worker may still use for a PDF. What others use of the machine costs nobody a PDF.

    with ── page ── page ── … ── end
      └ a page may take `page_seconds`, all of them `seconds`; whichever ends first raises OutOfTime in what is running

A library of C hears of no exception, so the kernel ends a process that goes on for long after it (SIGXCPU).
"""

from __future__ import annotations

import signal
import sys
import time
from types import FrameType, TracebackType
from typing import Self

from extractor.reading.limits import OutOfTime

_TO_FINISH = 2
"""Seconds of CPU time beside those of a page, from OutOfTime to the end: what is complete is still to be sent."""


class CpuClock:
    """The clock of one PDF, for the main thread of a worker. Without such signals (Windows) it never ends."""

    def __init__(self, seconds: float, page_seconds: float) -> None:
        self._seconds = seconds
        self._page_seconds = page_seconds
        self._start = time.process_time()
        self._pages = 0
        self._for_whole = False
        self.ended = False

    def __enter__(self) -> Self:
        if sys.platform != "win32":
            signal.signal(signal.SIGPROF, self._out_of_time)
            self._limit_process()
            self._wind()
        return self

    def page(self) -> None:
        """A page was read, the next one begins."""
        self._pages += 1
        if sys.platform != "win32" and not self.ended:
            self._wind()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, signal.SIG_IGN)

    def _left(self) -> float:
        return self._seconds - (time.process_time() - self._start)

    def _wind(self) -> None:
        # Again and again, for it may be lost: what is raised in a callback, some libraries swallow.
        left = self._left()
        self._for_whole = left <= self._page_seconds
        first = max(0.001, min(self._page_seconds, left))
        signal.setitimer(signal.ITIMER_PROF, first, max(1, self._page_seconds))

    def _out_of_time(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        self.ended = True
        # The timer counts in ticks and may ring a little before the clock that it was wound by.
        whole = self._for_whole or self._left() <= 0
        seconds = self._seconds if whole else self._page_seconds
        raise OutOfTime(self._pages + 1, f"after {seconds:g} seconds of CPU time{'' if whole else ' for one page'}")

    def _limit_process(self) -> None:
        import resource

        most = int(self._start + self._seconds + self._page_seconds + _TO_FINISH) + 1
        _, allowed = resource.getrlimit(resource.RLIMIT_CPU)
        soft = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(resource.RLIMIT_CPU, (soft, allowed))
