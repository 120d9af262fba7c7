"""Processes that read PDFs side by side; one that crashes, hangs or eats memory costs its own PDF only.

    LocalWorkers ── a pipe each, and a file that says how far it is ──> worker.work

No worker shares a pipe or a lock with another one, so that none can take them along when it dies.
"""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from extractor.batch.batches import Batches
from extractor.batch.pulse import last_beat
from extractor.batch.saying import AsSaid, Ready, Said, ScanRead, end_of
from extractor.batch.scratch import scratch_of_process
from extractor.batch.starting import begin, check_room_for_files, start_undisturbed, starting_context
from extractor.batch.task import Limits, Task, cut_short, failed
from extractor.closing import Closing
from extractor.errors import ExtractorError, TimeLimitExceeded, WorkerDied, WorkersUnusable
from extractor.ledger.packing import PackedDescription, Reading

_ATTEMPTS = 2
"""A worker may die of something else than its PDF: a second death is the PDF's."""
_STARTS = 10
"""Workers that die one after the other before any of them is ready: this machine has no room for them."""
_LONGEST_WAIT = 1.0
_TO_END = 60
"""Seconds for a process that has closed its pipe to end by itself."""
_ADVICE = "See that this machine has memory to spare, or read fewer PDFs at once with --jobs; then run the same again."


AtScan = Callable[[str, int], None]


class Workers(Protocol):
    def read(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Reading]]:
        """Each task with its reading, as they are done; takes not many more tasks than it can begin."""
        ...

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class _Work:
    task: Task
    attempt: int = 1


@dataclass(slots=True, eq=False)
class _Worker:
    """One process. `given` is what it reads, one after the other, and `complete` what it said of the first of them.

    `done` counts what it has read, `done_before` what it had when it was given these; `heard` is when it was last known
    to get on.
    """

    process: BaseProcess
    pipe: connection.Connection
    chatter: Path
    pulse: Path
    started: bool = False
    ready: bool = False
    given: deque[_Work] = field(default_factory=deque)
    complete: list[PackedDescription] = field(default_factory=list)
    done: int = 0
    done_before: int = 0
    heard: float = field(default_factory=time.monotonic)

    def take(self, batch: Sequence[_Work]) -> bool:
        """Whether it took the work; one that died meanwhile takes none."""
        try:
            self.pipe.send(tuple(work.task for work in batch))
        except OSError:
            return False
        self.ready = False
        self.given.extend(batch)
        self.done_before = self.done
        self.heard = time.monotonic()
        return True

    def next_said(self) -> Said | None:
        """None where it never says anything again."""
        try:
            said: Said = self.pipe.recv()
        except (EOFError, OSError):  # also where it was killed in the middle of a word
            return None
        self.heard = time.monotonic()
        return said

    def finish(self, said: Reading | AsSaid) -> tuple[Task, Reading]:
        """The first of what it was given is read, and it goes on with the next one."""
        reading = replace(said.rest, descriptions=tuple(self.complete)) if isinstance(said, AsSaid) else said
        self.complete.clear()
        self.done += 1
        return self.given.popleft().task, reading

    def is_silent(self, limits: Limits) -> bool:
        """Too long without getting on; `limits` are those of a worker that has no task yet."""
        if self.started and not self.given:
            return False
        patience = (self.given[0].task.limits if self.given else limits).silence
        if time.monotonic() - self.heard > patience:
            self.heard = max(self.heard, last_beat(self.pulse).moment)
        return time.monotonic() - self.heard > patience

    def begun(self) -> _Work | None:
        """What it was reading or about to, which is taken from `given`; None between two of them."""
        between = self.done_before < self.done == last_beat(self.pulse).begun
        return None if between or not self.given else self.given.popleft()

    def end(self) -> int:
        """Its exit code, also where it had to be killed."""
        self.process.kill()
        self.process.join()
        exit_code = self.process.exitcode or 0
        self.process.close()
        self.pipe.close()
        return exit_code


class LocalWorkers(Closing):
    """`jobs` processes of this machine. They end with the process that made them, also where that one is killed.

    `at_scan` is called with the path of a PDF and the number of each page of it that was read from its picture. Raises
    WorkersUnusable where this machine cannot run them.
    """

    def __init__(self, jobs: int, limits: Limits, at_scan: AtScan = lambda _, __: None) -> None:
        check_room_for_files(jobs)
        self._jobs = jobs
        self._limits = limits
        self._at_scan = at_scan
        self._scratch = Path(tempfile.mkdtemp(dir=scratch_of_process().path))
        self._context = starting_context()
        self._workers: list[_Worker] = []
        self._again: deque[_Work] = deque()
        self._started = self._died_starting = 0

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.end()
        self._workers.clear()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def read(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Reading]]:
        batches = Batches(tasks, self._jobs)
        upcoming = self._next(batches)
        while True:
            while upcoming and (worker := self._free_worker()):
                if worker.take(upcoming):
                    upcoming = self._next(batches)
                else:
                    yield from self._bury(worker)
            if not upcoming and not any(worker.given for worker in self._workers):
                return
            yield from self._attend()
            upcoming = upcoming or self._next(batches)

    def _next(self, batches: Batches) -> Sequence[_Work]:
        """What was with another PDF when a worker died goes alone."""
        return [self._again.popleft()] if self._again else [_Work(task) for task in batches.take()]

    def _free_worker(self) -> _Worker | None:
        """One that is ready; None where there is none yet, and then as many are started as there may be."""
        free = next((worker for worker in self._workers if worker.ready), None)
        starting = any(not worker.started for worker in self._workers)
        if free is None and not starting and len(self._workers) < self._jobs:
            for _ in range(self._jobs - len(self._workers)):
                self._start()
        return free

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        self._started += 1
        chatter, pulse = (self._scratch / f"{self._started}.{kind}" for kind in ("txt", "pulse"))
        process = self._context.Process(target=begin, args=(theirs, self._limits, chatter, pulse), daemon=True)
        try:
            start_undisturbed(process)
        except (EOFError, ConnectionError):
            ours.close()
            self._count_failed_start("what starts them has ended")
        except OSError as error:
            raise WorkersUnusable(f"no process can be started here ({error.strerror})", _ADVICE) from error
        else:
            self._workers.append(_Worker(process, ours, chatter, pulse))
        theirs.close()

    def _attend(self) -> Iterator[tuple[Task, Reading]]:
        """Hear who says something, and bury who is dead or said nothing for too long."""
        ends = [end for worker in self._workers for end in (worker.pipe, worker.process.sentinel)]
        heard = connection.wait(ends, timeout=_LONGEST_WAIT)
        for worker in tuple(self._workers):
            if worker.pipe in heard:
                yield from self._hear(worker)
            elif worker.process.sentinel in heard:
                yield from self._bury(worker)
            elif worker.is_silent(self._limits):
                yield from self._bury(worker, silent=True)

    def _hear(self, worker: _Worker) -> Iterator[tuple[Task, Reading]]:
        """The next thing that it says, or its end."""
        said = worker.next_said()
        if isinstance(said, ExtractorError):
            raise said
        if isinstance(said, Reading | AsSaid):
            yield worker.finish(said)
        elif isinstance(said, PackedDescription):
            worker.complete.append(said)
        elif isinstance(said, ScanRead):
            self._at_scan(worker.given[0].task.path, said.page)
        elif isinstance(said, Ready):
            worker.started = worker.ready = True
            self._died_starting = 0
        else:
            yield from self._bury(worker)

    def _bury(self, worker: _Worker, *, silent: bool = False) -> Iterator[tuple[Task, Reading]]:
        """What a dead worker leaves: PDFs that it had not begun, and its own for another one to read, or its end."""
        if not silent:
            worker.process.join(_TO_END)
        self._workers.remove(worker)
        how = worker.end()
        begun = worker.begun()
        self._again.extend(worker.given)
        if not worker.started:
            self._count_failed_start("; ".join([_how_it_died(how), *end_of(worker.chatter).strip().splitlines()[-1:]]))
        if begun is None:
            return
        task = begun.task
        if silent:
            yield task, _late(worker, task, f"after {task.limits.silence:g} seconds without a page")
        elif sys.platform != "win32" and how == -signal.SIGXCPU:
            yield task, _late(worker, task, f"after {task.limits.seconds:g} seconds of CPU time")
        elif begun.attempt < _ATTEMPTS:
            self._again.append(_Work(task, begun.attempt + 1))
        else:
            died = failed(task, WorkerDied(task.path, _how_it_died(how)))
            yield task, replace(died, chatter=end_of(worker.chatter))

    def _count_failed_start(self, how: str) -> None:
        self._died_starting += 1
        if self._died_starting > _STARTS:
            raise WorkersUnusable(f"the processes that read PDFs die before they begin ({how})", _ADVICE)


def _late(worker: _Worker, task: Task, after: str) -> Reading:
    page = last_beat(worker.pulse).pages + 1
    return cut_short(task.sha256, worker.complete, TimeLimitExceeded(task.path, f"at page {page}, {after}"))


def _how_it_died(exit_code: int) -> str:
    if exit_code < 0:
        return f"signal {signal.Signals(-exit_code).name}"
    return f"exit code {exit_code}"
