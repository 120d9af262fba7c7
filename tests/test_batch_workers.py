"""What one PDF may cost: itself, and nothing else. Real processes, really crashed, hung and starved."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from extractor.batch.task import Limits, Task
from extractor.batch.workers import MOST_CHATTER, LocalWorkers
from extractor.errors import RulesNotFound
from extractor.ledger.packing import Reading
from extractor.reading.limits import ReadingLimits
from tests.archives import small_pdf

LIMITS = Limits(seconds=4, memory=400 * 1024**2)


@dataclass(frozen=True)
class Content:
    content: bytes = b""

    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:
        return self.content


@dataclass(frozen=True)
class Crash(Content):
    """Dies as a library of C does; with `mark` the first time only."""

    mark: Path | None = None

    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:
        if self.mark is not None:
            if self.mark.exists():
                return self.content
            self.mark.touch()
        os.kill(os.getpid(), signal.SIGSEGV)
        return b""


@dataclass(frozen=True)
class Hang(Content):
    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:
        time.sleep(600)
        return b""


@dataclass(frozen=True)
class Eat(Content):
    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:
        return b"x" * (2 * 1024**3)


@dataclass(frozen=True)
class Chat(Content):
    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:
        for _ in range(100_000):
            os.write(2, b"libsomething: what a strange font\n") if os.fstat(2).st_size < 1_000_000 else None
        os.write(1, b"the last word\n")
        return self.content


@dataclass(frozen=True)
class Bug(Content):
    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:
        raise ZeroDivisionError("what nobody thought of")


def task(name: str, location: Content, **more: str) -> Task:
    return Task(name, name, location, limits=LIMITS, **more)


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Reading]]:
    good = Content(small_pdf(1))
    tasks = [
        task("good 1", good),
        task("crash", Crash()),
        task("good 2", good),
        task("hang", Hang()),
        task("good 3", good),
        task("eat", Eat()),
        task("good 4", good),
        task("once", Crash(good.content, tmp_path_factory.mktemp("once") / "mark")),
        task("chat", Chat(good.content)),
        task("bug", Bug()),
        task("good 5", good),
    ]
    with LocalWorkers(2, LIMITS) as workers:
        yield {done.path: reading for done, reading in workers.read(tasks)}


def test_the_others_are_read(readings: dict[str, Reading]) -> None:
    assert len(readings) == 11
    for name in ("good 1", "good 2", "good 3", "good 4", "good 5", "once", "chat"):
        assert readings[name].error is None, name
        assert len(readings[name].descriptions) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("crash", "crash: the process that read it died, twice (signal SIGSEGV)"),
        ("hang", "hang: reading it took longer than the limit (4 seconds)"),
        ("eat", "eat: reading it takes more memory than the limit (400 MB)"),
        ("bug", "bug: a fault of this program, not of the PDF (ZeroDivisionError: what nobody thought of)"),
    ],
)
def test_each_failure_has_an_error_of_its_own(readings: dict[str, Reading], name: str, said: str) -> None:
    assert str(readings[name].error) == said


def test_what_libraries_say_is_kept_within_bounds(readings: dict[str, Reading]) -> None:
    assert readings["chat"].chatter.endswith("the last word\n")
    assert len(readings["chat"].chatter) <= MOST_CHATTER
    assert readings["good 1"].chatter == ""
    assert "Segmentation fault" in readings["crash"].chatter
    assert "ZeroDivisionError" in readings["bug"].chatter


def test_a_fault_that_concerns_every_pdf_ends_the_import() -> None:
    with LocalWorkers(1, LIMITS) as workers, pytest.raises(RulesNotFound):
        list(workers.read([task("any", Content(small_pdf(1)), rules="nowhere")]))
