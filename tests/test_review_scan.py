"""A doubt of a scan in the review: the page as it lies on the glass, sideways, and on it the boxes of the question."""

from __future__ import annotations

import io
import re
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samples.generator.scanning import Scan, scanned
from tests.paper import WIDTH
from tests.reviewing import review
from tests.scanned_forms import rows as form_of_rows
from tests.test_cli import jobdesc, rows

pytestmark = [
    pytest.mark.usefixtures("read_here"),
    pytest.mark.skipif(
        any(find_spec(name) is None for name in ("cv2", "onnxruntime", "rapidocr")),
        reason="jobdesc[scan] is not installed",
    ),
]
RECT = re.compile(r'<rect class="(\w+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"')


def test_the_boxes_of_a_question_lie_on_the_boxes_of_the_page(tmp_path: Path) -> None:
    """Two boxes of the first competency are ticked; a quarter turn takes (x, y) to (y, width - x)."""
    form = form_of_rows("nl", np.random.default_rng(4), 4, count=3)
    own = form.boxes[:4]
    second = next(i for i, (_, _, ticked) in enumerate(own) if not ticked)
    x0, top, *_ = own[second][1]
    form.paper.cross(x0 + 1.8, top + 1.8, 6.4, line=1.1)
    archive, output = tmp_path / "archive", tmp_path / "output"
    archive.mkdir()
    scan = Scan("turned", 200, 75, turns=(1,))
    (archive / "bode.pdf").write_bytes(scanned(form.paper.data(), scan, seed=1))
    jobdesc("import", archive, "--output", output, "--quiet")
    (doubt,) = [row for row in rows(output / "csv" / "competencies.csv") if row["status"] != "ok"]
    assert doubt["status"] == "multiple"
    with review(output) as server:
        page = server.ask("GET", f"/question/{doubt['document_id']}.{doubt['competency_id']}").body.decode()
        (address,) = set(re.findall(r"/page/[^\"]+", page))
        picture = Image.open(io.BytesIO(server.ask("GET", address).body)).convert("L")
    marks = [(kind, [float(v) for v in place]) for kind, *place in RECT.findall(page) if kind in ("ticked", "empty")]
    found = sorted((x + 1.5, y + 1.5) for _, (x, y, _, _) in marks)
    wanted = sorted((t, WIDTH - x1) for _, (_, t, x1, _), _ in own)
    assert [v for place in found for v in place] == pytest.approx([v for place in wanted for v in place], abs=2)
    assert sum(kind == "ticked" for kind, _ in marks) == 2
    assert picture.width > picture.height
    scale = picture.width / 842
    for kind, (x, y, w, h) in marks:
        middle = tuple(round(v * scale) for v in (x + 0.35 * w, y + 0.35 * h, x + 0.65 * w, y + 0.65 * h))
        darkest = np.asarray(picture.crop(middle)).min()  # type: ignore[arg-type]
        assert bool(darkest < 128) is (kind == "ticked")
