"""What runs in a process that reads PDFs: it takes tasks from a pipe, and says into it how far it is.

The memory limit is the kernel's limit on address space (RLIMIT_AS), set by each worker for itself: an allocation beyond
it fails at once, whereas whoever watches resident memory sees a bomb when it has gone off. It is counted from what an
idle worker has, for a process reserves far more than it uses. Where the kernel has no such limit there is none here.
"""

from __future__ import annotations

import faulthandler
import gc
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from extractor.batch.clock import CpuClock
from extractor.batch.one_pdf import read_task
from extractor.batch.pulse import Pulse
from extractor.batch.saying import MOST_CHATTER, AsSaid, Ready, Said, ScanRead
from extractor.batch.task import Limits, Task, failed
from extractor.errors import ExtractorError, ProgramFault
from extractor.ledger.packing import PackedDescription, Reading

_MOST_CHATTER_BYTES = 1024**2
BORN_BEFORE_SEARCH = 20_000
"""Objects made before the next search for what only cycles keep alive. A page makes thousands of words and boxes that
all live until its document is done: Python's usual 700 searches them again and again and finds nothing."""


def work(pipe: Connection, limits: Limits, chatter: Path, pulse: Path) -> None:
    """Read the PDFs that come through `pipe` until it closes.

    `chatter` is the file for what libraries print, `pulse` the one that says how far it is.
    """
    for ignored in {"SIGINT", "SIGHUP"} & set(dir(signal)):  # they are for the one who gives the work
        signal.signal(getattr(signal, ignored), signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_SETMASK, ())  # see `starting.start_undisturbed`
    threading.Thread(target=_end_with_parent, daemon=True).start()
    output = os.open(chatter, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(output, stream)
    faulthandler.enable(file=2, all_threads=False)
    beating = Pulse(pulse)
    if sys.platform != "win32":
        _limit_resources(limits)
    gc.freeze()
    gc.set_threshold(BORN_BEFORE_SEARCH)
    going_on = True
    while going_on:
        pipe.send(Ready())
        try:
            tasks: tuple[Task, ...] = pipe.recv()
        except EOFError:
            return
        # As long as this process can be trusted; the others are for somebody else.
        going_on = all(_serve(task, pipe, beating) for task in tasks)


def _serve(task: Task, pipe: Connection, pulse: Pulse) -> bool:
    """Read one PDF; whether this process can be trusted with another one."""
    clock = CpuClock(task.limits.seconds, task.limits.page_seconds)
    complete: list[PackedDescription] = []

    def tell(said: PackedDescription | int | None) -> None:
        if isinstance(said, PackedDescription):
            complete.append(said)
            pipe.send(said)
            return
        if said is not None:
            pipe.send(ScanRead(said))
        pulse.page()
        clock.page()

    pulse.begin()
    os.ftruncate(2, 0)
    said: Said
    try:
        with clock:
            said = read_task(task, tell)
    except ExtractorError as error:
        said = error
    except Exception as fault:  # whatever it is: it costs one PDF, and is told
        trace = traceback.format_exc()
        said = failed(task, ProgramFault(task.path, f"{type(fault).__name__}: {fault}"[:500]))
        said = replace(said, chatter=trace[-MOST_CHATTER:])
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    if isinstance(said, Reading) and not said.chatter:
        said = replace(said, chatter=_end_of_descriptor(2))
    if isinstance(said, Reading) and said.descriptions == tuple(complete):
        said = AsSaid(replace(said, descriptions=()))
    pipe.send(said)
    # What was running when the time was gone may have left anything half done.
    return not clock.ended


def _end_with_parent() -> None:
    """Also a parent that was killed takes its workers with it, whatever they are doing."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


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


def _end_of_descriptor(descriptor: int) -> str:
    """What is written goes behind all that is there, wherever the file was read last."""
    size = os.fstat(descriptor).st_size
    os.lseek(descriptor, max(0, size - MOST_CHATTER), os.SEEK_SET)
    return os.read(descriptor, MOST_CHATTER).decode("utf-8", "replace")
