"""Processes that read PDFs side by side; one that crashes, hangs or eats memory costs its own PDF only.

The memory limit is the kernel's limit on address space (RLIMIT_AS), set by each worker for itself: an allocation beyond
it fails at once, whereas whoever watches resident memory sees a bomb when it has gone off. It is counted from what an
idle worker has, for a process reserves far more than it uses. Where the kernel has no such limit there is none here.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from pebble import ProcessExpired, ProcessPool

from extractor.batch.task import Limits, Task, failed, read_task
from extractor.errors import ExtractorError, ProgramFault, TimeLimitExceeded, WorkerDied
from extractor.ledger.packing import Reading

MOST_CHATTER = 2000
"""Characters of what libraries print that are kept of a PDF: the end, where a crash is explained."""
_MOST_CHATTER_BYTES = 1024**2
_ATTEMPTS = 2
"""A worker may die of something else than its PDF: a second death is the PDF's."""


def usable_cores() -> int:
    """How many cores this process may use, which in a container are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


class Workers(Protocol):
    def read(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Reading]]:
        """Each task with its reading, as they are done; takes only as many tasks as it can begin soon."""
        ...

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...


class LocalWorkers:
    """`jobs` processes of this machine. They end with the process that made them, also where that one is killed."""

    def __init__(self, jobs: int, limits: Limits) -> None:
        self._jobs = jobs
        self._limits = limits
        self._folder = tempfile.TemporaryDirectory(prefix="jobdesc-")
        # Spawned, not forked: a copy of this process would hold its locks and open files as long as it lives.
        self._pool = ProcessPool(
            max_workers=jobs,
            initializer=_become_worker,
            initargs=(limits, self._folder.name),
            context=multiprocessing.get_context("spawn"),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble types only part of itself
        self._pool.join()
        self._folder.cleanup()

    def read(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Reading]]:
        waiting = iter(tasks)
        running: dict[Future[Reading], tuple[Task, int]] = {}
        while True:
            for task in islice(waiting, 2 * self._jobs - len(running)):
                running[self._begin(task)] = (task, 1)
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                task, attempt = running.pop(future)
                if isinstance(future.exception(), ProcessExpired) and attempt < _ATTEMPTS:
                    running[self._begin(task)] = (task, attempt + 1)
                else:
                    yield task, self._reading_of(task, future)

    def _begin(self, task: Task) -> Future[Reading]:
        begun: Future[Reading] = self._pool.schedule(_read_in_worker, args=(task,), timeout=self._limits.seconds)
        return begun

    def _reading_of(self, task: Task, future: Future[Reading]) -> Reading:
        fault = future.exception()
        if fault is None:
            return future.result()
        if isinstance(fault, ExtractorError):
            raise fault  # a fault of the rules, for one, concerns every PDF
        if isinstance(fault, ProcessExpired):
            chatter = _end_of(_chatter_file(self._folder.name, fault.pid)) if fault.pid else ""
            return replace(failed(task, WorkerDied(task.path, _how_it_died(fault.exitcode))), chatter=chatter)
        if isinstance(fault, TimeoutError):
            return failed(task, TimeLimitExceeded(task.path, f"{self._limits.seconds:g} seconds"))
        trace = str(getattr(fault, "traceback", ""))
        found = failed(task, ProgramFault(task.path, f"{type(fault).__name__}: {fault}"[:500]))
        return replace(found, chatter=trace[-MOST_CHATTER:])


def _become_worker(limits: Limits, folder: str) -> None:
    """Limits, and output to a file of the worker's own: what libraries print is neither lost nor without end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who gave the work
    chatter = os.open(_chatter_file(folder, os.getpid()), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(chatter, stream)
    faulthandler.enable(file=2)
    if sys.platform != "win32":
        _limit_resources(limits)


def _limit_resources(limits: Limits) -> None:
    import resource

    def lower(kind: int, most: int) -> None:
        _, allowed = resource.getrlimit(kind)
        most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(kind, (most, most))

    lower(resource.RLIMIT_FSIZE, _MOST_CHATTER_BYTES)  # a worker writes nothing but its chatter
    lower(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":
        idle = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        lower(resource.RLIMIT_AS, idle + limits.memory)


def _read_in_worker(task: Task) -> Reading:
    if sys.platform != "win32":
        _limit_seconds(task.limits.seconds)
    os.ftruncate(2, 0)
    reading = read_task(task)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return replace(reading, chatter=_end_of_descriptor(2))


def _limit_seconds(seconds: float) -> None:
    """Also where nobody is left to end a worker that hangs, the kernel does; later than the parent would."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime + 2 * seconds) + 10
    resource.setrlimit(resource.RLIMIT_CPU, (soft if most == resource.RLIM_INFINITY else min(soft, most), most))


def _chatter_file(folder: str, pid: int) -> Path:
    return Path(folder) / f"{pid}.txt"


def _end_of(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")[-MOST_CHATTER:] if file.exists() else ""


def _end_of_descriptor(descriptor: int) -> str:
    size = os.fstat(descriptor).st_size
    end = os.pread(descriptor, MOST_CHATTER, max(0, size - MOST_CHATTER))
    return end.decode("utf-8", "replace")


def _how_it_died(exit_code: int) -> str:
    if exit_code < 0:
        return f"signal {signal.Signals(-exit_code).name}"
    return f"exit code {exit_code}"
