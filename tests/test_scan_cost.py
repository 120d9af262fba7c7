"""What the reading of scans costs a PDF of text: nothing of the extra is loaded for it, and no page is drawn for it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.reading.rendering import PdfiumRenderer
from extractor.reading.scan.choosing import Ocr, Scans
from extractor.reading.scan.detecting import with_scans_known
from extractor.reading.scan.opening import pages_with_scans
from tests.paper import see
from tests.truth import SAMPLES

TEXT = SAMPLES / "marks" / "unicode-chromium.pdf"
EXTRA = {"cv2", "onnxruntime", "rapidocr", "tesserocr", "PIL"}
OWN = {"extractor.reading.scan", *(f"extractor.reading.scan.{name}" for name in ("choosing", "detecting", "opening"))}
"""What says whether a page is a scan and which engine there is: all of this room that a PDF of text needs."""


def loaded(ocr: Ocr) -> set[str]:
    """The modules of a process that read a PDF of text."""
    script = (
        "import json, sys\n"
        "from extractor import read_job_descriptions\n"
        "from extractor.reading.scan.choosing import Scans\n"
        "from extractor.reading.scan.choosing import Ocr\n"
        f"(description,) = read_job_descriptions({str(TEXT)!r}, scans=Scans(Ocr({ocr.value!r})))\n"
        "assert description.competencies\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_a_pdf_of_text_loads_as_many_modules_with_scans_as_without() -> None:
    with_scans, without = loaded(Ocr.AUTO), loaded(Ocr.OFF)
    assert with_scans == without
    assert {module.partition(".")[0] for module in with_scans} & EXTRA == set()
    assert {module for module in with_scans if module.startswith("extractor.reading.scan")} == OWN


def test_no_page_of_text_is_drawn_to_find_out_that_it_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layouts = see(TEXT.read_bytes(), tmp_path).pages
    drawn: list[object] = []
    monkeypatch.setattr(PdfiumRenderer, "render", lambda *arguments, **_: drawn.append(arguments))
    with PdfiumRenderer(TEXT.read_bytes()) as renderer:
        assert list(pages_with_scans(layouts, renderer, Scans(Ocr.AUTO))) == layouts
        assert list(with_scans_known(layouts, renderer)) == layouts
    assert drawn == []
