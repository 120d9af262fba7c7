"""Text aslant over a page: never part of what is written there, never lost."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from reportlab.pdfgen import canvas

from extractor.pipeline import read_job_descriptions
from tests.truth import SAMPLES, differences, truth_of

SAMPLE = SAMPLES / "tienen-form" / "technisch-assistent-wegen.pdf"


def test_a_watermark_is_running_text_and_leaves_the_values_alone(tmp_path: Path) -> None:
    stamp = io.BytesIO()
    drawing = canvas.Canvas(stamp, pagesize=(595, 842))
    drawing.translate(120, 250)
    drawing.rotate(50)
    drawing.setFont("Helvetica", 90)
    drawing.setFillGray(0.85)
    drawing.drawString(0, 0, "ONTWERP 7")
    drawing.save()
    marked = tmp_path / SAMPLE.name
    with pikepdf.open(SAMPLE) as pdf, pikepdf.open(stamp) as over:
        for page in pdf.pages:
            page.add_underlay(over.pages[0], None)
        pdf.save(marked)
    # Where the letters lie under a box the rendering sees ink in it; this is about the text.
    (description,) = read_job_descriptions(marked, confirm=False)
    assert differences(description, truth_of(SAMPLE)["documents"][0]) == []
    assert description.unclaimed == ()
    assert [line.text for line in description.running].count("ONTWERP 7") == description.source.page_count
