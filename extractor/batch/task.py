"""One PDF → its reading: the function that every kind of worker runs. What goes in and comes out can be pickled."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, replace

from extractor.batch.locations import Location
from extractor.errors import ExtractorError, InputError, MemoryLimitExceeded, NoRulesMatch, NoTextLayer
from extractor.ledger.packing import Reading, packed
from extractor.pipeline import read_job_descriptions
from extractor.reading.attachments import attached_pdfs
from extractor.reading.limits import ReadingLimits

DEFAULT_READING_LIMITS = ReadingLimits(pages=2000, bytes=200 * 1024**2)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one PDF may take: `seconds` to read, `memory` in bytes on top of what an idle worker has, and its size."""

    seconds: float = 300
    memory: int = 2 * 1024**3
    reading: ReadingLimits = DEFAULT_READING_LIMITS


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Task:
    """A PDF to read. `path` is how the import calls it, `sha256` what it held when it was offered."""

    path: str
    sha256: str
    location: Location
    rules: str | None = None
    password: str | None = None
    limits: Limits = DEFAULT_LIMITS


def read_task(task: Task) -> Reading:
    """Read one PDF. An error of the PDF is in the reading; RulesNotFound and RuleFileError are raised."""
    start = time.perf_counter()
    reading = _read(task)
    return replace(reading, seconds=time.perf_counter() - start)


def _read(task: Task) -> Reading:
    reading_limits = task.limits.reading
    sha256 = task.sha256
    attached: tuple[tuple[str, str], ...] = ()
    try:
        content = task.location.read(task.path, reading_limits, task.password)
        sha256 = hashlib.sha256(content).hexdigest()
        inner = attached_pdfs(content, task.password, reading_limits)
        attached = tuple((pdf.name, hashlib.sha256(pdf.content).hexdigest()) for pdf in inner)
        found = read_job_descriptions(
            task.path,
            rules=task.rules,
            password=task.password,
            relative_path=task.path,
            content=content,
            limits=reading_limits,
        )
    except (NoRulesMatch, NoTextLayer) as error:
        # The cover page of a portfolio is no job description, and need not be one.
        return Reading(sha256, error=None if attached else error, attached=attached)
    except InputError as error:
        return Reading(sha256, error=error)
    except MemoryError:
        return Reading(sha256, error=MemoryLimitExceeded(task.path, f"{task.limits.memory // 1024**2:,} MB"))
    return Reading(sha256, tuple(map(packed, found)), attached=attached)


def failed(task: Task, error: InputError) -> Reading:
    return Reading(task.sha256, error=error)


def about(path: str, error: ExtractorError) -> ExtractorError:
    """The same error about `path`: one PDF may be offered under several."""
    if isinstance(error, InputError):
        return type(error)(path, error.detail)
    if isinstance(error, NoRulesMatch):
        return NoRulesMatch(path, error.reasons)
    return error
