"""Forms of many layouts, drawn and ticked here, scanned askew: what is ticked comes out, or a person is called."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

pytest.importorskip("cv2")

from extractor import FindingCode, JobDescription, Severity, read_job_descriptions
from extractor.matching.scan_losses import TYPED_BOX
from extractor.reading.scan.choosing import Ocr
from samples.generator.scanning import SCANS, scanned
from tests.readings import scans
from tests.scanned_forms import KINDS, Form, form_of

pytestmark = pytest.mark.skipif(
    any(find_spec(name) is None for name in ("onnxruntime", "rapidocr")), reason="jobdesc[scan] is not installed"
)
WITHOUT_BOXES = {"brackets-es", "bare-x-nl"}
"""Signs that are typed, with no box drawn around them."""
SEED = 3


def read(form: Form) -> JobDescription:
    data = scanned(form.paper.data(), SCANS["200-skew"], SEED)
    (description,) = read_job_descriptions("form.pdf", content=data, scans=scans(Ocr.RAPIDOCR))
    return description


@pytest.mark.parametrize("kind", sorted(set(KINDS) - WITHOUT_BOXES))
def test_every_level_of_a_drawn_form_is_read(kind: str) -> None:
    form = form_of(kind, SEED)
    assert {c.name: c.required_level for c in read(form).competencies} == form.levels


@pytest.mark.parametrize("kind", sorted(WITHOUT_BOXES))
def test_signs_that_are_typed_are_read_right_or_a_person_is_called(kind: str) -> None:
    form = form_of(kind, SEED)
    description = read(form)
    levels = {c.name: c.required_level for c in description.competencies if c.required_level is not None}
    assert levels.items() <= form.levels.items()
    assert levels == form.levels or any(finding.severity is Severity.ERROR for finding in description.findings)


def test_typed_boxes_that_are_no_level_are_counted() -> None:
    codes = {finding.code for finding in read(form_of("brackets-es", SEED)).findings}
    assert FindingCode.SCAN_NOT_WHOLE in codes


@pytest.mark.parametrize(("text", "typed"), [("[]1", True), ("[x", True), ("[×]1", True), ("[1]", False), ("x", False)])
def test_what_an_engine_makes_of_a_typed_box(text: str, typed: bool) -> None:
    assert bool(TYPED_BOX.match(text)) is typed
