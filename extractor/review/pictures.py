"""Pictures of pages, drawn in another process so that a PDF that hangs or crashes costs its own picture only."""

from __future__ import annotations

import multiprocessing
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import Final

from pebble import ProcessExpired, ProcessPool

from extractor.batch.locations import Location
from extractor.batch.task import DEFAULT_READING_LIMITS
from extractor.closing import Closing
from extractor.review.drawing import NoPicture, become_draughtsman, draw_page

SECONDS: Final = 20.0
"""For one page."""
_KEPT: Final = 32 * 1024**2
"""Bytes of pictures that are kept: some hundred pages."""

Locate = Callable[[str, str], Location | None]


class Pictures(Closing):
    """`locate` says where the PDF of a path and a SHA-256 is. Use `with`: the process ends with it."""

    def __init__(self, locate: Locate, *, password: str | None = None, seconds: float = SECONDS) -> None:
        self._locate = locate
        self._password = password
        self._seconds = seconds
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._lock = Lock()
        # Spawned, not forked: the server has threads, and a copy of it would hold their locks.
        self._pool = ProcessPool(
            max_workers=1,
            max_tasks=200,
            initializer=become_draughtsman,
            context=multiprocessing.get_context("spawn"),
        )

    def close(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble types only part of itself
        self._pool.join()

    def picture(self, path: str, sha256: str, page: int) -> bytes | NoPicture:
        """The PNG of a page, from 1, or why there is none; waits for it."""
        with self._lock:
            if (sha256, page) in self._kept:
                self._kept.move_to_end((sha256, page))
                return self._kept[sha256, page]
        location = self._locate(path, sha256)
        if location is None:
            return NoPicture.MISSING
        drawn = self._draw(location, path, sha256, page)
        if isinstance(drawn, bytes):
            self._keep((sha256, page), drawn)
        return drawn

    def _draw(self, location: Location, path: str, sha256: str, page: int) -> bytes | NoPicture:
        future: Future[bytes | NoPicture] = self._pool.schedule(
            draw_page,
            args=(location, path, sha256, page, self._password, DEFAULT_READING_LIMITS),
            timeout=self._seconds,
        )
        try:
            return future.result()
        except TimeoutError:
            return NoPicture.TIME
        except (ProcessExpired, MemoryError):
            return NoPicture.UNREADABLE

    def _keep(self, key: tuple[str, int], picture: bytes) -> None:
        with self._lock:
            self._kept[key] = picture
            while sum(map(len, self._kept.values())) > _KEPT:
                self._kept.popitem(last=False)
