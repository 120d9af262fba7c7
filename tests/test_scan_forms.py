"""Forms of many layouts, drawn and ticked here, scanned askew: what is ticked comes out, or a person is called."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

pytest.importorskip("cv2")

from extractor import JobDescription, Severity, read_job_descriptions
from extractor.matching.scan_losses import TYPED_BOX
from extractor.reading.scan.choosing import Ocr
from samples.generator.scanning import SCANS, scanned
from tests.readings import scans
from tests.scanned_forms import BODY, KINDS, Form, form_of

pytestmark = pytest.mark.skipif(
    any(find_spec(name) is None for name in ("onnxruntime", "rapidocr")), reason="jobdesc[scan] is not installed"
)
SEED = 3


def read(form: Form) -> JobDescription:
    data = scanned(form.paper.data(), SCANS["200-skew"], SEED)
    (description,) = read_job_descriptions("form.pdf", content=data, scans=scans(Ocr.RAPIDOCR))
    return description


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_level_of_a_drawn_form_is_read(kind: str) -> None:
    form = form_of(kind, SEED)
    assert {c.name: c.required_level for c in read(form).competencies} == form.levels


def test_a_row_with_half_a_typed_box_is_said_and_never_another_level() -> None:
    form = form_of("brackets-es", SEED)
    form.paper.text(60, 300, "Negociación", 10, BODY)
    for i, box in enumerate(("[  ] 1", "[x] 2", "[ 3", "[  ] 4")):
        form.paper.text(230 + 60 * i, 300, box, 10, BODY)
    description = read(form)
    levels = {c.name: c.required_level for c in description.competencies}
    assert levels.pop("Negociación", None) is None
    assert levels == form.levels
    assert any(finding.severity is Severity.ERROR for finding in description.findings)


@pytest.mark.parametrize(("text", "typed"), [("[]1", True), ("[x", True), ("[×]1", True), ("[1]", False), ("x", False)])
def test_what_an_engine_makes_of_a_typed_box(text: str, typed: bool) -> None:
    assert bool(TYPED_BOX.match(text)) is typed
