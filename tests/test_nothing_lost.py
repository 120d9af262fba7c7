"""No text of a PDF disappears: what no rule knows is listed, and what cannot be read is said."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from extractor import JobDescription, NoRulesMatch, read_job_descriptions
from extractor.model import FindingCode, Severity
from tests.paper import FONT_FILE
from tests.pdfium import glyphs
from tests.test_samples import letters_of_model, plain
from tests.truth import SAMPLES, sample_pdfs, truth_of

SMALL = [pdf for pdf in sample_pdfs() if truth_of(pdf)["page_count"] < 20]
SIGNS = {
    "maatschappelijk-werker": "o",  # its bullets are the letter
    "letter-o-bullets": "o",
    "wingdings2-latin1-chromium": "s",  # a bullet in a symbol font
    "cid-chromium": "ĝ",  # a tick whose font says nothing
    "cid-weasyprint": "ණත",
}
"""Letters that are no letters to the eye: bullets, and ticks whose fonts lie."""
UNTITLED = "☐☒■□"


@pytest.mark.parametrize("pdf", SMALL, ids=lambda pdf: f"{pdf.parent.name}/{pdf.stem}")
def test_every_letter_is_in_the_model(pdf: Path) -> None:
    try:
        descriptions = read_job_descriptions(pdf)
    except NoRulesMatch:
        return
    lost = Counter(plain("".join(glyph.text for glyph in glyphs(pdf))))
    for description in descriptions:
        lost.subtract(letters_of_model(description))
    assert {char for char, count in lost.items() if count > 0} <= {*SIGNS.get(pdf.stem, ""), *UNTITLED}


def form(levels: range, ticked: int | None = 2, competencies: int = 4, box: bool = True) -> bytes:
    """A job description whose competencies have `levels`, drawn as a ruled table; `ticked` None leaves all empty."""
    pdfmetrics.registerFont(TTFont("Signs", str(FONT_FILE)))
    style = getSampleStyleSheet()
    rows = [["Gedrag", "Keuze niveau en duiding", ""]]
    for number in range(competencies):
        for level in levels:
            sign = ("☒" if level == ticked else "☐") if box else ""
            label = Paragraph(f"{level} <font name='Signs'>{sign}</font>", style["Normal"])
            rows.append([f"Bekwaamheid {number}" if level == levels[0] else "", label, f"Doet wat {level} vraagt."])
    spans = [("SPAN", (0, 1 + i * len(levels)), (0, (i + 1) * len(levels))) for i in range(competencies)]
    table = Table(rows, colWidths=[150, 60, 250], style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), *spans])
    story: list[Flowable] = [Paragraph("FUNCTIEBESCHRIJVING BODE", style["Title"])]
    story += [Paragraph(text, style["Normal"]) for text in ("Functie", "Functienaam: Bode", "Doel van de functie")]
    story += [
        Paragraph("Je brengt de post rond.", style["Normal"]),
        Paragraph("Competenties", style["Heading2"]),
        table,
    ]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4).build(story)
    return buffer.getvalue()


def read(data: bytes, folder: Path) -> tuple[JobDescription, ...]:
    path = folder / "form.pdf"
    path.write_bytes(data)
    return read_job_descriptions(path)


def codes(description: JobDescription) -> list[str]:
    return [finding.code.value for finding in description.findings]


def test_levels_that_a_town_numbers_otherwise_are_read_and_said(tmp_path: Path) -> None:
    (description,) = read(form(range(1, 5)), tmp_path)
    assert [competency.required_level for competency in description.competencies] == [2, 2, 2, 2]
    assert codes(description) == ["scale-differs"]


def test_a_level_that_one_competency_lacks_is_no_scale_of_its_own(tmp_path: Path) -> None:
    (description,) = read(form(range(3), competencies=2), tmp_path)
    assert {competency.required_level for competency in description.competencies} == {None}
    assert codes(description) == ["level-set-incomplete"] * 2


def test_levels_of_which_none_can_be_chosen_make_one_finding(tmp_path: Path) -> None:
    (description,) = read(form(range(4), box=False), tmp_path)
    assert {competency.required_level for competency in description.competencies} == {None}
    assert codes(description) == ["levels-not-chosen"]


def test_pages_before_and_after_a_job_description_are_listed_with_it(tmp_path: Path) -> None:
    extra = io.BytesIO()
    drawing = canvas.Canvas(extra)
    drawing.drawString(72, 700, "Bijlage zonder functie")
    drawing.save()
    bundle = io.BytesIO()
    with pikepdf.open(io.BytesIO(form(range(4)))) as pdf, pikepdf.open(extra) as other:
        pdf.pages.insert(0, other.pages[0])
        pdf.save(bundle)
    (description,) = read(bundle.getvalue(), tmp_path)
    assert description.source.pages[0] == 2
    assert [(line.page, line.text) for line in description.unclaimed] == [(1, "Bijlage zonder functie")]
    assert codes(description) == ["pages-outside"]
    count = description.word_count
    assert count.unclaimed == 3
    assert count.total == count.claimed + count.running + count.unclaimed


def test_a_page_that_cannot_be_unpacked_whole_is_an_error(tmp_path: Path) -> None:
    broken = io.BytesIO()
    with pikepdf.open(io.BytesIO(form(range(4), competencies=8))) as pdf:
        contents = pdf.pages[-1].Contents
        packed = zlib.compress(contents.read_bytes())
        contents.write(packed[: len(packed) * 3 // 4], filter=pikepdf.Name.FlateDecode)
        pdf.save(broken)
    (description,) = read(broken.getvalue(), tmp_path)
    damage = [finding for finding in description.findings if finding.code is FindingCode.PAGE_DAMAGED]
    assert [(finding.severity, finding.page) for finding in damage] == [(Severity.ERROR, description.source.pages[1])]


def test_a_scanned_page_among_others_is_said(tmp_path: Path) -> None:
    scan = io.BytesIO()
    drawing = canvas.Canvas(scan, pagesize=A4)
    drawing.drawImage(ImageReader(Image.new("L", (200, 280), 230)), 0, 0, *A4)
    drawing.save()
    both = io.BytesIO()
    with pikepdf.open(io.BytesIO(form(range(4)))) as pdf, pikepdf.open(scan) as other:
        pdf.pages.append(other.pages[0])
        pdf.save(both)
    (description,) = read(both.getvalue(), tmp_path)
    assert codes(description) == ["page-without-text"]


def test_the_covers_of_a_bundle_are_in_it() -> None:
    descriptions = read_job_descriptions(SAMPLES / "bundles" / "vacaturebundel.pdf")
    pages = {line.page for description in descriptions for line in description.unclaimed}
    covered = {p for d in descriptions for p in range(d.source.pages[0], d.source.pages[1] + 1)}
    assert pages | covered == set(range(1, descriptions[0].source.page_count + 1))
