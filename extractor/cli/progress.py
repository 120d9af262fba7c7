"""What is seen of an import while it goes on: a bar on a terminal, else a line for each PDF, or JSON, or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePath
from typing import Protocol

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from extractor.batch.importer import Finished
from extractor.cli.console import console_for_progress, counted, printable
from extractor.errors import NoRulesMatch
from extractor.ledger.packing import Reading
from extractor.model import Severity


class Follow(Protocol):
    """What to call with each PDF that was read."""

    def __call__(self, finished: Finished) -> None: ...

    def at_scan(self, path: str, page: int) -> None:
        """A page of it was read from its picture: that takes seconds, and the PDF is not done."""
        ...


class Listener(Enum):
    QUIET = "quiet"
    JSON = "json"
    PERSON = "person"

    @classmethod
    def of(cls, *, quiet: bool, as_json: bool) -> Listener:
        if as_json:
            return cls.JSON
        return cls.QUIET if quiet else cls.PERSON


@contextmanager
def follower(chosen: Listener) -> Iterator[Follow]:
    console = console_for_progress()
    if chosen is Listener.QUIET:
        yield _Lines(lambda _: None)
    elif chosen is Listener.JSON:
        yield _Lines(lambda finished: click.echo(json.dumps(_record(finished), ensure_ascii=True), err=True))
    elif not console.is_terminal:
        yield _Lines(
            lambda finished: click.echo(f"{finished.number}/{finished.total} {printable(_line(finished))}", err=True)
        )
    else:
        columns = (
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("{task.description}", markup=False),
        )
        with Progress(*columns, console=console, transient=True) as progress:
            yield _Bar(progress)


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """What to call with each step of something long: seen on a terminal, as long as it goes on, and nowhere else."""
    console = console_for_progress()
    if not console.is_terminal:
        yield lambda _: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda step: progress.update(task, description=step, refresh=True)


@dataclass(frozen=True)
class _Lines:
    """A line for each PDF, and none for a page."""

    say: Callable[[Finished], None]

    def __call__(self, finished: Finished) -> None:
        self.say(finished)

    def at_scan(self, path: str, page: int) -> None:
        pass


class _Bar:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=None, rate="")
        self._ok = self._review = self._failed = 0

    def __call__(self, finished: Finished) -> None:
        reading = finished.reading
        if reading.error is not None:
            self._failed += 1
        elif _to_review(reading):
            self._review += 1
        else:
            self._ok += 1
        speed = self._progress.tasks[0].speed
        self._progress.update(
            self._task,
            total=finished.total,
            advance=1,
            rate=f"{speed:.1f} PDFs/s" if speed else "",
            description=self._counts(),
        )

    def at_scan(self, path: str, page: int) -> None:
        description = f"{self._counts()}; scan {printable(PurePath(path).name)}, page {page}"
        self._progress.update(self._task, description=description)

    def _counts(self) -> str:
        return f"{self._ok} ok, {self._review} to review, {self._failed} failed"


def _to_review(reading: Reading) -> bool:
    return any(
        kind == "finding" and severity != Severity.INFO
        for description in reading.descriptions
        for kind, _, severity, _ in description.tallies
    )


def _line(finished: Finished) -> str:
    reading = finished.reading
    if reading.error is not None:
        return reading.error.message
    if not reading.descriptions:
        return f"{finished.path}: {counted(len(reading.attached), 'PDF')} inside"
    competencies = sum(
        number
        for description in reading.descriptions
        for kind, _, _, number in description.tallies
        if kind == "competency"
    )
    return (
        f"{finished.path}: {counted(len(reading.descriptions), 'job description')}, "
        f"{counted(competencies, 'competency', 'competencies')}"
    )


def _record(finished: Finished) -> dict[str, object]:
    reading, error = finished.reading, finished.reading.error
    return {
        "number": finished.number,
        "total": finished.total,
        "path": finished.path,
        "sha256": reading.sha256,
        "status": "imported" if error is None else "unrecognised" if isinstance(error, NoRulesMatch) else "failed",
        "to_review": _to_review(reading),
        "error_code": error.code if error else None,
        "message": error.message if error else None,
        "next_step": error.advice if error else None,
        "job_descriptions": len(reading.descriptions),
        "seconds": round(reading.seconds, 3),
        "said_by_libraries": reading.chatter or None,
    }
