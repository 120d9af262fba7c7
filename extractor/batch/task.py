"""What a worker is asked, under which limits, and what becomes of a PDF that it does not come to the end of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.batch.locations import Location
from extractor.errors import InputError, TimeLimitExceeded
from extractor.findings import finding, on_page
from extractor.ledger.packing import PackedDescription, Reading, packed
from extractor.model import FindingCode
from extractor.reading.default import DEFAULT_READER
from extractor.reading.limits import ReadingLimits
from extractor.reading.scan.choosing import AS_INSTALLED, Scans

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
    of it than what it holds, with `make_files` also what the files of an output have of it.
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
    make_files: bool = False


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
