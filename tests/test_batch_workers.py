"""What one PDF may cost: itself, and nothing else. Real processes, really crashed, hung and starved."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.batch.cores import usable_cores
from extractor.batch.saying import MOST_CHATTER
from extractor.batch.task import Limits, Task
from extractor.batch.workers import AtScan, LocalWorkers
from extractor.cli import main
from extractor.errors import RulesNotFound, WorkersUnusable
from extractor.ledger.packing import Reading
from extractor.model import FindingCode, Severity
from extractor.reading.limits import ReadingLimits
from extractor.reading.pdfium_calls import page_object_count, pointer
from tests.archives import fill, small_pdf, with_slow_page

LIMITS = Limits(seconds=60, page_seconds=30, memory=400 * 1024**2)
"""Seconds of CPU time that no PDF here comes near, however loaded the machine is."""


@dataclass(frozen=True)
class Content:
    content: bytes = b""

    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:
        return self.content


@dataclass(frozen=True)
class Crash(Content):
    """Dies in pdfium; with `mark` the first time only."""

    mark: Path | None = None

    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:
        if self.mark is not None:
            if self.mark.exists():
                return self.content
            self.mark.touch()
        page_object_count(pointer(8))  # pdfium takes any number for a page
        return b""


@dataclass(frozen=True)
class Hang(Content):
    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:
        time.sleep(600)
        return b""


@dataclass(frozen=True)
class Spin(Content):
    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:
        while True:
            pass


@dataclass(frozen=True)
class SpinDeaf(Content):
    """As a library of C does, it hears of no exception."""

    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:
        while True:
            with suppress(BaseException):
                while True:
                    pass


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


def task(name: str, location: Content, limits: Limits = LIMITS, rules: str | None = None) -> Task:
    return Task(name, name, location, limits=limits, rules=rules)


def short(**seconds: float) -> Limits:
    return replace(LIMITS, **seconds)  # type: ignore[arg-type]  # all that is given here is a float


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Reading]]:
    good = Content(small_pdf(1))
    tasks = [
        task("good 1", good),
        task("crash", Crash()),
        task("good 2", good),
        task("hang", Hang(), short(silence=1)),
        task("spin", Spin(), short(seconds=0.5)),
        task("deaf", SpinDeaf(), short(seconds=0.5, page_seconds=0.2)),
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
    assert len(readings) == 13
    for name in ("good 1", "good 2", "good 3", "good 4", "good 5", "once", "chat"):
        assert readings[name].error is None, name
        assert len(readings[name].descriptions) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("crash", "crash: the process that read it died, twice (signal SIGSEGV)"),
        ("hang", "hang: reading it took longer than the limit (at page 1, after 1 seconds without a page)"),
        ("spin", "spin: reading it took longer than the limit (at page 1, after 0.5 seconds of CPU time)"),
        ("deaf", "deaf: reading it took longer than the limit (at page 1, after 0.5 seconds of CPU time)"),
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


def test_what_is_complete_when_the_time_is_gone_is_kept() -> None:
    """The third job description might go on on the slow page, so it is not complete."""
    bundle = with_slow_page(small_pdf(1), small_pdf(2), small_pdf(3))
    with LocalWorkers(1, LIMITS) as workers:
        ((_, reading),) = workers.read([task("bundle", Content(bundle), short(page_seconds=2))])
    assert reading.error is None
    kept = [packed.unpacked() for packed in reading.descriptions]
    assert [description.function.name for description in kept] == ["Functie 1", "Functie 2"]
    first, last = ([f for f in description.findings if f.code is FindingCode.TIME_LIMIT] for description in kept)
    assert first == []
    assert [finding.severity for finding in last] == [Severity.ERROR]
    pages = kept[1].source
    assert last[0].page == pages.pages[1] + 1
    assert last[0].message.startswith(
        f"pages {pages.pages[1] + 1}-{pages.page_count} are not read: the time was gone at"
    )
    assert last[0].message.endswith("after 2 seconds of CPU time for one page")


def test_the_page_is_named_at_which_a_worker_fell_silent() -> None:
    """Pages that are read are told to nobody who does not ask."""
    bundle = with_slow_page(small_pdf(1), small_pdf(2))
    limits = Limits(seconds=600, page_seconds=600, silence=4)
    with LocalWorkers(1, LIMITS) as workers:
        ((_, reading),) = workers.read([task("bundle", Content(bundle), limits)])
    assert str(reading.error) == (
        "bundle: reading it took longer than the limit (at page 3, after 4 seconds without a page)"
    )


def test_workers_that_are_killed_as_they_start_cost_nothing() -> None:
    """As the kernel does where memory is short: five of them, each as soon as it is there."""
    killed: set[int] = set()
    done = threading.Event()

    def kill() -> None:
        while len(killed) < 5 and not done.is_set():
            for child in multiprocessing.active_children():
                if child.pid is not None and child.pid not in killed and len(killed) < 5:
                    os.kill(child.pid, signal.SIGKILL)
                    killed.add(child.pid)
            time.sleep(0.01)

    killer = threading.Thread(target=kill)
    killer.start()
    with LocalWorkers(2, LIMITS) as workers:
        readings = [reading for _, reading in workers.read([task(f"{n}", Content(small_pdf(n))) for n in range(6)])]
    done.set()
    killer.join()
    assert len(killed) == 5
    assert len(readings) == 6
    assert {reading.error for reading in readings} == {None}


def test_workers_that_cannot_even_start_are_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.batch.workers._STARTS", 2)
    with LocalWorkers(1, LIMITS) as workers:
        shutil.rmtree(workers._scratch)  # what they print has nowhere to go
        with pytest.raises(WorkersUnusable, match=r"before they begin \(exit code 1"):
            list(workers.read([task("any", Content(small_pdf(1)))]))


def test_an_import_that_names_no_number_of_workers_has_one_for_each_core(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    class Counted(LocalWorkers):
        def __init__(self, jobs: int, limits: Limits, *more: AtScan) -> None:
            made.append(jobs)
            super().__init__(jobs, limits, *more)

    monkeypatch.delenv("JOBDESC_IMPORT_JOBS")
    monkeypatch.setattr("extractor.cli.import_.LocalWorkers", Counted)
    archive, output = fill(tmp_path / "archive", 3), tmp_path / "output"
    done = CliRunner().invoke(main, ["import", str(archive), "--output", str(output)])
    assert done.exit_code == 0, done.output
    assert made == [min(3, usable_cores())]
    assert len(list((output / "json").glob("*.json"))) == 3
