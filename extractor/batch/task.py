"""One PDF → its reading: the function that every kind of worker runs. What goes in and comes out can be pickled."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from extractor.batch.locations import Location
from extractor.errors import (
    InputError,
    MemoryLimitExceeded,
    NoRulesMatch,
    NoTextLayer,
    TimeLimitExceeded,
)
from extractor.findings import finding, on_page
from extractor.ledger.packing import PackedDescription, Reading, packed
from extractor.matching.ranking import ranked
from extractor.model import FindingCode
from extractor.pipeline import read_stages
from extractor.reading.attachments import attached_pdfs
from extractor.reading.limits import OutOfTime, ReadingLimits
from extractor.reading.pdf import DEFAULT_READER
from extractor.reading.scan.opening import AS_INSTALLED, Scans
from extractor.settings import ReadingSettings

DEFAULT_READING_LIMITS = ReadingLimits(pages=2000, bytes=200 * 1024**2)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one PDF may take, beside its size: CPU time in `seconds`, and in `page_seconds` for each page.

    `memory` is in bytes, on top of what an idle worker has. `silence` is the one limit by the clock on the wall: how
    many seconds a worker may go without finishing a page. It is there for what waits and takes no CPU time.
    """

    seconds: float = 300
    page_seconds: float = 60
    silence: float = 900
    memory: int = 2 * 1024**3
    reading: ReadingLimits = DEFAULT_READING_LIMITS


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Task:
    """A PDF to read. `path` is how the import calls it, `sha256` what it held when it was offered.

    `scale` are labels from low to high, for levels whose order it does not say. With `only_digest` no more is asked
    of it than what it holds.
    """

    path: str
    sha256: str
    location: Location
    rules: str | None = None
    password: str | None = None
    limits: Limits = DEFAULT_LIMITS
    scans: Scans = AS_INSTALLED
    reader: str = DEFAULT_READER
    scale: tuple[str, ...] = ()
    only_digest: bool = False


Tell = Callable[[PackedDescription | None], None]
"""Told of each job description that is complete, and None after each page."""


def _tell_nobody(_: PackedDescription | None) -> None: ...


def read_task(task: Task, tell: Tell = _tell_nobody) -> Reading:
    """Read one PDF. An error of the PDF is in the reading; RulesNotFound and RuleFileError are raised.

    Its time is what the one who calls allows: OutOfTime, raised at any moment, makes a reading too.
    """
    start = time.perf_counter()
    try:
        reading = _read(task, tell)
    except OutOfTime as late:
        reading = failed(task, TimeLimitExceeded(task.path, late.detail))
    return replace(reading, seconds=time.perf_counter() - start)


def _read(task: Task, tell: Tell) -> Reading:
    reading_limits = task.limits.reading
    sha256 = task.sha256
    attached: tuple[tuple[str, str], ...] = ()
    found: list[PackedDescription] = []

    try:
        content = task.location.read(task.path, reading_limits, task.password)
        sha256 = hashlib.sha256(content).hexdigest()
        if task.only_digest:
            return Reading(sha256)
        inner = attached_pdfs(content, task.password, reading_limits)
        attached = tuple((pdf.name, hashlib.sha256(pdf.content).hexdigest()) for pdf in inner)
        for stage in read_stages(
            task.path,
            ReadingSettings(task.password, limits=reading_limits, scans=task.scans, reader=task.reader),
            rules=task.rules,
            relative_path=task.path,
            content=content,
            at_page=lambda: tell(None),
        ):
            found.append(packed(ranked(stage.description, task.scale)))
            tell(found[-1])
    except (NoRulesMatch, NoTextLayer) as error:
        # The cover page of a portfolio is no job description, and need not be one.
        return Reading(sha256, error=None if attached else error, attached=attached)
    except TimeLimitExceeded as late:
        return replace(cut_short(sha256, found, late), attached=attached)
    except InputError as error:
        return Reading(sha256, error=error)
    except MemoryError:
        return Reading(sha256, error=MemoryLimitExceeded(task.path, f"{task.limits.memory // 1024**2:,} MB"))
    return Reading(sha256, tuple(found), attached=attached)


def cut_short(sha256: str, complete: Sequence[PackedDescription], error: TimeLimitExceeded) -> Reading:
    """What is complete when the time is gone, the last of it with a finding; the error where nothing is."""
    if not complete:
        return Reading(sha256, error=error)
    last = complete[-1].unpacked()
    first, count = last.source.pages[1] + 1, last.source.page_count
    gone = finding(
        FindingCode.TIME_LIMIT, on_page(min(first, count)), first=first, last=count, after=error.detail or None
    )
    marked = last.model_copy(update={"findings": (*last.findings, gone)})
    return Reading(sha256, (*complete[:-1], packed(marked)))


def failed(task: Task, error: InputError) -> Reading:
    return Reading(task.sha256, error=error)
