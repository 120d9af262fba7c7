"""What a worker is given at once: one PDF, or a few small ones, between which it need not wait for an answer.

Big PDFs go alone, so that none waits behind one while another worker is idle; so do those whose size nobody knows.
Towards the end fewer go together, so that all workers end at much the same time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from itertools import islice
from typing import Final

from extractor.batch.locations import size_known
from extractor.batch.task import Task

MOST_TOGETHER: Final = 8
MOST_BYTES: Final = 512 * 1024
"""Of all that go together. Most job descriptions have 20 to 200 KB, and take a tenth of a second and more each."""


class Batches:
    """The tasks for `workers` workers; looks only so far ahead as it takes to share the last ones."""

    def __init__(self, tasks: Iterable[Task], workers: int) -> None:
        self._tasks = iter(tasks)
        self._workers = workers
        self._next: deque[tuple[Task, int | None]] = deque()

    def take(self) -> tuple[Task, ...]:
        """What a worker is to be given next; nothing at the end."""
        ahead = 2 * self._workers * MOST_TOGETHER - len(self._next)
        self._next.extend((task, size_known(task.location)) for task in islice(self._tasks, ahead))
        most = max(1, len(self._next) // (2 * self._workers))
        taken: list[Task] = []
        left = MOST_BYTES
        while self._next and len(taken) < most:
            task, size = self._next[0]
            left -= MOST_BYTES if size is None else size
            if taken and left < 0:
                break
            taken.append(task)
            self._next.popleft()
        return tuple(taken)
