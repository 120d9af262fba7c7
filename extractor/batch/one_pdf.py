"""One PDF → its reading: the function that every kind of worker runs, and nobody else has to load."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import replace

from extractor.batch.task import Task, cut_short, failed
from extractor.errors import InputError, MemoryLimitExceeded, NoRulesMatch, NoTextLayer, TimeLimitExceeded
from extractor.ledger.packing import PackedDescription, Reading, packed
from extractor.matching.ranking import ranked
from extractor.output.making import Making
from extractor.pipeline import read_stages
from extractor.reading.attachments import attached_pdfs
from extractor.reading.limits import OutOfTime
from extractor.settings import ReadingSettings

Tell = Callable[[PackedDescription | int | None], None]
"""Told of each job description that is complete, of the number of each scanned page, and None after any other page."""


def _tell_nobody(_: PackedDescription | int | None) -> None: ...


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
    making = Making(task.path)

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
            at_page=tell,
        ):
            description = ranked(stage.description, task.scale)
            found.append(packed(description))
            tell(found[-1])
            if task.make_files:
                making.add(description)
    except (NoRulesMatch, NoTextLayer) as error:
        # The cover page of a portfolio is no job description, and need not be one.
        return Reading(sha256, error=None if attached else error, attached=attached)
    except TimeLimitExceeded as late:
        return replace(cut_short(sha256, found, late), attached=attached)
    except InputError as error:
        return Reading(sha256, error=error)
    except MemoryError:
        return Reading(sha256, error=MemoryLimitExceeded(task.path, f"{task.limits.memory // 1024**2:,} MB"))
    return Reading(sha256, tuple(found), attached=attached, made=making.made(sha256))
