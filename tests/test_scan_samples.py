"""Sample scans are read as the print that they show, by the engine of the extra; without it nothing is guessed.

The whole way is also gone with answers that were recorded, so that it is tested where no engine is installed.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from extractor import FindingCode, JobDescription, NoTextLayer, read_job_descriptions
from extractor.reading.scan import opening
from extractor.reading.scan.choosing import Ocr, Scans
from tests.readings import scans
from tests.truth import SAMPLES, truth_of

SCANS = SAMPLES / "scans"
TRUTHS: dict[str, dict[str, Any]] = json.loads((SCANS / "truths.json").read_text(encoding="utf-8"))

needs_pictures = pytest.mark.skipif(find_spec("cv2") is None, reason="jobdesc[scan] is not installed")
needs_engine = pytest.mark.skipif(
    any(find_spec(name) is None for name in ("cv2", "onnxruntime", "rapidocr")), reason="jobdesc[scan] is not installed"
)
each_scan = pytest.mark.parametrize("name", sorted(TRUTHS))
by_each = pytest.mark.parametrize(
    "by", [pytest.param("recorded", marks=needs_pictures), pytest.param("engine", marks=needs_engine)]
)


@cache
def read(name: str, by: str = "engine") -> JobDescription:
    with pytest.MonkeyPatch.context() as patch:
        if by == "recorded":
            from tests.recorded import RecordedEngine

            patch.setattr(opening, "_engine", lambda _: RecordedEngine())
        kept = scans(Ocr.RAPIDOCR) if by == "engine" else Scans(Ocr.RAPIDOCR)
        (description,) = read_job_descriptions(SCANS / name, scans=kept)
    return description


def printed(name: str) -> dict[str, Any]:
    (document,) = truth_of(SAMPLES / TRUTHS[name]["sample"])["documents"]
    whole: dict[str, Any] = document
    return whole


def test_there_is_a_truth_for_each_scan() -> None:
    assert {path.name for path in SCANS.glob("*.pdf")} == set(TRUTHS)


@by_each
@each_scan
def test_every_level_is_that_of_the_print(name: str, by: str) -> None:
    wanted = [competency["required_level"] for competency in printed(name)["competencies"]]
    found = read(name, by).competencies
    assert [competency.required_level for competency in found] == wanted
    names = [competency["name"] for competency in printed(name)["competencies"]]
    assert sum(a.name == b for a, b in zip(found, names, strict=True)) >= 0.7 * len(names)


@by_each
@each_scan
def test_every_mark_on_a_scan_is_of_pixels_and_on_the_page_that_is_shown(name: str, by: str) -> None:
    description = read(name, by)
    marks = [level.mark for c in description.competencies for level in c.levels if level.mark is not None]
    scanned = set(TRUTHS[name]["scanned_pages"])
    assert {mark.page for mark in marks} <= set(range(1, description.source.page_count + 1))
    assert all((mark.kind == "pixels") == (mark.page in scanned) for mark in marks)
    for mark in marks:
        x0, top, x1, bottom = mark.bbox
        assert -1 < x0 < x1 < 843
        assert -1 < top < bottom < 843
    assert {
        page for run in description.source.pages_read if run.by == "ocr" for page in range(*_upto(run.pages))
    } == scanned


def _upto(pages: tuple[int, int]) -> tuple[int, int]:
    return pages[0], pages[1] + 1


@by_each
def test_a_false_layer_is_no_witness(by: str) -> None:
    description = read("false-layer.pdf", by)
    assert not any(text.text == "x" for text in description.unclaimed)
    assert all(level.marked is not None for c in description.competencies for level in c.levels)


@pytest.mark.parametrize("name", [name for name in sorted(TRUTHS) if name != "mixed.pdf"])
def test_unread_scans_are_refused(name: str) -> None:
    with pytest.raises(NoTextLayer):
        read_job_descriptions(SCANS / name, scans=Scans(Ocr.OFF))


def test_an_unread_page_among_others_is_an_error(tmp_path: Path) -> None:
    (description,) = read_job_descriptions(SCANS / "mixed.pdf", scans=Scans(Ocr.OFF))
    (finding,) = [f for f in description.findings if f.code is FindingCode.PAGE_NOT_READ]
    assert (finding.page, finding.severity) == (2, "error")
    wanted = {c["name"]: c["required_level"] for c in printed("mixed.pdf")["competencies"]}
    assert all(c.required_level in (None, wanted.get(c.name)) for c in description.competencies)


@needs_engine
def test_what_was_read_once_is_read_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.reading.scan.rapid import RapidEngine

    scans = Scans(Ocr.RAPIDOCR, tmp_path / "kept")
    first = read_job_descriptions(SCANS / "false-layer.pdf", scans=scans)
    calls: list[object] = []

    def counted(_: RapidEngine, crop: object) -> tuple[()]:
        calls.append(crop)
        return ()

    monkeypatch.setattr(RapidEngine, "read", counted)
    assert read_job_descriptions(SCANS / "false-layer.pdf", scans=scans) == first
    assert calls == []
