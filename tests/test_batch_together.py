"""Small PDFs that a worker is given together: which go together, and that each of them costs itself only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from extractor.batch.batches import MOST_BYTES, MOST_TOGETHER, Batches
from extractor.batch.locations import LocalFile, Sent
from extractor.batch.task import Limits, Task
from extractor.batch.workers import LocalWorkers
from extractor.reading.limits import ReadingLimits
from extractor.reading.pdfium_calls import page_object_count
from tests.archives import small_pdf

LIMITS = Limits(seconds=60, page_seconds=30, memory=400 * 1024**2)


@dataclass(frozen=True)
class CrashingFile(LocalFile):
    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:
        page_object_count(8)  # type: ignore[arg-type]  # pdfium takes any number for a page
        return b""


@dataclass(frozen=True)
class EndlessFile(LocalFile):
    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:
        while True:
            pass


def file_of(folder: Path, size: int) -> LocalFile:
    path = folder / f"{size}.pdf"
    path.write_bytes(b"x" * size)
    return LocalFile(path)


def batches(locations: list[LocalFile | Sent], workers: int) -> list[int]:
    made = Batches((Task(str(n), str(n), location) for n, location in enumerate(locations)), workers)
    sizes, seen = [], 0
    while batch := made.take():
        assert [task.path for task in batch] == [str(seen + n) for n in range(len(batch))]
        seen += len(batch)
        sizes.append(len(batch))
    return sizes


def test_small_pdfs_go_together_and_fewer_towards_the_end(tmp_path: Path) -> None:
    sizes = batches([file_of(tmp_path, 1000)] * 100, workers=2)
    assert sum(sizes) == 100
    assert sizes[0] == MOST_TOGETHER
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-6:] == [1] * 6


def test_one_worker_alone_or_more_workers_than_pdfs(tmp_path: Path) -> None:
    small = file_of(tmp_path, 1000)
    assert batches([small] * 3, workers=8) == [1, 1, 1]
    assert batches([], workers=2) == []


def test_a_big_pdf_goes_alone(tmp_path: Path) -> None:
    small, big = file_of(tmp_path, 1000), file_of(tmp_path, MOST_BYTES + 1)
    sizes = batches([small, small, big, small, small, *[small] * 40], workers=1)
    assert sizes[:3] == [2, 1, MOST_TOGETHER]
    assert batches([file_of(tmp_path, MOST_BYTES // 2)] * 40, workers=1)[0] == 2


def test_what_nobody_knows_the_size_of_goes_alone(tmp_path: Path) -> None:
    small = file_of(tmp_path, 1000)
    assert batches([small, small, Sent(b"%PDF"), Sent(b"%PDF"), *[small] * 40], workers=1)[:3] == [2, 1, 1]
    assert batches([LocalFile(tmp_path / "gone.pdf")] * 4, workers=1) == [1, 1, 1, 1]


@pytest.mark.parametrize("workers", [1, 2])
def test_each_of_them_costs_itself_only(tmp_path: Path, workers: int) -> None:
    tasks = []
    for number in range(30):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(small_pdf(number % 3))
        kind = {3: CrashingFile, 6: EndlessFile}.get(number, LocalFile)
        limits = replace(LIMITS, seconds=0.5) if number == 6 else LIMITS
        tasks.append(Task(str(number), str(number), kind(path), limits=limits))
    with LocalWorkers(workers, LIMITS) as employed:
        read = list(employed.read(tasks))
        started = employed._started
    assert sorted(int(task.path) for task, _ in read) == list(range(30))
    errors = {task.path: str(reading.error) for task, reading in read if reading.error}
    assert errors == {
        "3": "3: the process that read it died, twice (signal SIGSEGV)",
        "6": "6: reading it took longer than the limit (at page 1, after 0.5 seconds of CPU time)",
    }
    assert all(len(reading.descriptions) == 1 for task, reading in read if task.path not in errors)
    assert started <= workers + 3  # twice for the one that crashes, once for the endless one
