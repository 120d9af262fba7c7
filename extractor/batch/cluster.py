"""Workers of a Dask cluster: the same function under the same limits, on other machines. The extra `cluster`.

On each worker the PDF is read in a process of its own, as on one machine, so that a crash or a hang costs that PDF
and not the worker. A worker that is lost, with its machine or by itself, has its PDFs read by the others.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from extractor.batch.task import Limits, Task, failed
from extractor.batch.workers import LocalWorkers
from extractor.closing import Closing
from extractor.errors import ClusterUnusable, ExtractorError, ExtraMissing, ProgramFault, WorkerDied
from extractor.ledger.packing import Reading
from extractor.ledger.recipe import Recipe, current_recipe
from extractor.reading.default import DEFAULT_READER
from extractor.reading.scan.choosing import Ocr

if TYPE_CHECKING:
    from distributed import Client

# Distributed types only part of itself.
# mypy: disable-error-code="no-untyped-call"

_SECONDS_TO_CONNECT = 15
_DAEMONS = "Start the workers with DASK_DISTRIBUTED__WORKER__DAEMON=False in their environment."


@dataclass(frozen=True, slots=True)
class _About:
    """What a worker says of itself."""

    recipe: Recipe
    daemon: bool


class ClusterWorkers(Closing):
    """The workers of the scheduler at `address`; raises ClusterUnusable where they are not fit for the work."""

    def __init__(
        self,
        address: str,
        limits: Limits,
        recipe: Recipe,
        rules: str | None,
        ocr: Ocr = Ocr.AUTO,
        reader: str = DEFAULT_READER,
    ) -> None:
        self._address = address
        self._limits = limits
        self._client = _connect(address)
        try:
            self._check(recipe, rules, ocr, reader)
        except ClusterUnusable:
            self._client.close()
            raise

    def close(self) -> None:
        self._client.close()

    def read(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Reading]]:
        from distributed import as_completed

        waiting = iter(tasks)
        running: dict[str, Task] = {}
        completed = as_completed(loop=self._client.loop)
        while True:
            for task in islice(waiting, max(0, max(1, 2 * self._threads()) - len(running))):
                future = self._client.submit(read_on_worker, task, key=f"read-{task.sha256}", pure=False)
                running[str(future.key)] = task
                completed.add(future)
            if not running:
                return
            future = next(completed)
            task = running.pop(str(future.key))
            reading = self._reading_of(task, future)
            future.release()
            yield task, reading

    def _reading_of(self, task: Task, future: Any) -> Reading:
        from distributed import KilledWorker

        if future.status == "finished":
            result: Reading = future.result()
            return result
        fault = future.exception()
        if isinstance(fault, ExtractorError):
            raise fault
        if isinstance(fault, KilledWorker):
            return failed(task, WorkerDied(task.path, "each worker that tried was lost"))
        return failed(task, ProgramFault(task.path, f"{type(fault).__name__}: {fault}"[:500]))

    def _threads(self) -> int:
        return sum(worker["nthreads"] for worker in self._client.scheduler_info(n_workers=-1)["workers"].values())

    def _check(self, recipe: Recipe, rules: str | None, ocr: Ocr, reader: str) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_SECONDS_TO_CONNECT)
        except TimeoutError as error:
            raise ClusterUnusable(
                f"{self._address}: the scheduler has no workers", "Start some, and try again."
            ) from error
        about: dict[str, _About] = self._client.run(_about_worker, rules, ocr, reader)
        for worker, said in about.items():
            if said.recipe != recipe:
                raise ClusterUnusable(
                    f"{worker}: this worker has another version of the program or of the rules",
                    "Install the same version, and the same rule modules, on every worker.",
                )
            if said.daemon:
                raise ClusterUnusable(f"{worker}: this worker may not start processes of its own", _DAEMONS)


def read_on_worker(task: Task) -> Reading:
    """What runs on a Dask worker, and under any other scheduler: reads one PDF under its limits, in its own process.

    The process is kept for the next PDF. Raises RulesNotFound or RuleFileError.
    """
    pool = getattr(_OF_THREAD, "pool", None)
    if pool is None or _OF_THREAD.limits != task.limits:
        if pool is not None:
            pool.close()
        _OF_THREAD.pool = pool = LocalWorkers(1, task.limits)
        _OF_THREAD.limits = task.limits
    ((_, reading),) = pool.read([task])
    return reading


_OF_THREAD = threading.local()
"""One process per thread of the worker, which lives as long as the worker does."""


def _about_worker(rules: str | None, ocr: Ocr, reader: str) -> _About:
    return _About(current_recipe(rules, ocr, reader), multiprocessing.current_process().daemon)


def _connect(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise ExtraMissing(
            f"{address}: a cluster needs the extra `cluster`", "pip install 'jobdesc[cluster]'"
        ) from error
    try:
        return Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterUnusable(
            f"{address}: no Dask scheduler answers ({error})", "Check the address; it looks like tcp://host:8786."
        ) from error
