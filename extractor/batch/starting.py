"""How a process that reads PDFs comes to be: with what it needs there already, and deaf to what is not for it.

    this process ── starts once ──> one that has imported everything ── a copy of it ──> a worker, another one, …

Where a copy is not safe (macOS: its own libraries may have begun threads that a copy has not), or cannot be had
(Windows; a folder for temporary files that takes no socket), each worker is a new Python, and imports for itself. A
copy of *this* process would hold its locks and open files.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import forkserver, resource_tracker, util
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

from extractor.batch.scratch import scratch_of_process
from extractor.batch.task import Limits
from extractor.errors import WorkersUnusable

_PRELOADED: Final = "extractor.batch.preloaded"
_FILES, _FILES_PER_WORKER = 40, 4
"""Files that an import has open at once: libraries, the ledger, what it writes; for a worker pipes, and to start it."""
_ONE_AT_A_TIME = threading.Lock()


def starting_context() -> ForkServerContext | SpawnContext:
    """What makes pipes and processes."""
    if sys.platform != "linux" or not _takes_a_socket(_folder_of_sockets()):
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_PRELOADED])
    return context


def begin(pipe: Connection, limits: Limits, chatter: Path, pulse: Path) -> None:
    """What runs in it; only there is what reads PDFs loaded."""
    from extractor.batch.worker import work

    work(pipe, limits, chatter, pulse)


def start_undisturbed(process: BaseProcess) -> None:
    """Start it with Ctrl-C held back, until it can ignore it.

    Raises OSError where there is no room for it, EOFError where the process that it would be a copy of has ended.
    """
    if sys.platform == "win32":
        process.start()
        return
    with _undisturbed():
        process.start()


def start_ahead() -> None:
    """Let what workers are copies of begin to import, while this process has other things to do.

    Where that cannot be, whoever starts workers will say so.
    """
    with suppress(OSError):
        if sys.platform != "win32" and isinstance(starting_context(), ForkServerContext):
            with _undisturbed():
                forkserver.ensure_running()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """What is started in it does not hear of Ctrl-C, and takes its modules from where this process does."""
    assert sys.platform != "win32"
    with _ONE_AT_A_TIME, _modules_of_this_process():
        resource_tracker.ensure_running()  # the first process starts it, and it would let Ctrl-C through again
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def check_room_for_files(jobs: int) -> None:
    """Raises WorkersUnusable where this shell allows fewer open files than so many workers need."""
    if sys.platform == "win32":
        return
    import resource

    needed = _FILES + jobs * _FILES_PER_WORKER
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if allowed != resource.RLIM_INFINITY and allowed < needed:
        fewer = ", or read fewer PDFs at once with --jobs" if jobs > 1 else ""
        raise WorkersUnusable(
            f"reading needs {needed} open files with --jobs {jobs}, and this shell allows {allowed}",
            f"Say `ulimit -n {max(256, needed)}` first{fewer}.",
        )


def _folder_of_sockets() -> Path:
    """Where Python puts the socket that copies are asked for by: it stays behind when this process is killed."""
    scratch = str(scratch_of_process().path)
    with _ONE_AT_A_TIME:
        before, tempfile.tempdir = tempfile.tempdir, scratch
        try:
            return Path(util.get_temp_dir())
        finally:
            tempfile.tempdir = before


def _takes_a_socket(folder: Path) -> bool:
    """Not every file system does, and the whole path may have only some hundred bytes."""
    trial = folder / "listener-is-tried"  # as long as the name that Python will choose
    with socket.socket(socket.AF_UNIX) as tried, suppress(OSError):
        tried.bind(str(trial))
        trial.unlink()
        return True
    return False


@contextmanager
def _modules_of_this_process() -> Iterator[None]:
    """What is copied imports before it is told where from: it looks where this process does, and nowhere else.

    By itself it would take an archive's `numpy.py` for the library, and another version of this program for this one.
    """
    told = {"PYTHONSAFEPATH": "1", "PYTHONPATH": os.pathsep.join(filter(os.path.isabs, sys.path))}
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
