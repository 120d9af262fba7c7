"""A scan takes seconds a page: whoever waits for an import sees which page it is at."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Self

import pytest
from rich.console import Console
from rich.progress import Progress

from extractor.batch.locations import LocalFile
from extractor.batch.one_pdf import read_task
from extractor.batch.task import Task
from extractor.cli import progress
from extractor.ledger.packing import PackedDescription
from extractor.reading.scan import opening
from extractor.reading.scan.choosing import Ocr, Scans
from tests.truth import SAMPLES


@pytest.mark.skipif(find_spec("cv2") is None, reason="jobdesc[scan] is not installed")
def test_a_worker_tells_each_page_that_it_read_from_its_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.recorded import RecordedEngine

    monkeypatch.setattr(opening, "_engine", lambda _: RecordedEngine())
    told: list[PackedDescription | int | None] = []
    task = Task("mixed.pdf", "", LocalFile(SAMPLES / "scans" / "mixed.pdf"), scans=Scans(Ocr.RAPIDOCR))
    (description,) = read_task(task, told.append).descriptions
    read = description.unpacked().source.pages_read
    by_picture = [page for run in read if run.engine for page in range(run.pages[0], run.pages[1] + 1)]
    assert by_picture
    assert [said for said in told if isinstance(said, int)] == by_picture


def test_the_bar_of_an_import_shows_the_page_of_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(force_terminal=True, width=120)
    bars: list[Progress] = []

    class Kept(Progress):
        def __enter__(self) -> Self:
            bars.append(self)
            return self

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(progress, "console_for_progress", lambda: console)
    monkeypatch.setattr(progress, "Progress", Kept)
    with progress.follower(progress.Listener.PERSON) as follow:
        follow.at_scan("archive/old/scan.pdf", 12)
    (task,) = bars[0].tasks
    assert task.description == "0 ok, 0 to review, 0 failed; scan scan.pdf, page 12"
