"""No text of a PDF disappears: what no rule knows is listed, and what cannot be read is said."""

from __future__ import annotations

import base64
import io
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

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
from tests.drawing import Paper, remapped
from tests.paper import FONT_FILE
from tests.pdfium import glyphs
from tests.readings import readings_of
from tests.test_samples import letters_of_model, plain
from tests.truth import SAMPLES, sample_pdfs, truth_of

SMALL = [pdf for pdf in sample_pdfs() if truth_of(pdf)["page_count"] < 20]
SIGNS = {
    "maatschappelijk-werker": "o",  # its bullets are the letter
    "letter-o-bullets": "o",
    "symbol-bullets": "nø",  # a square and an arrow in a symbol font
    "wingdings2-latin1-chromium": "s",  # a bullet in a symbol font
    "pairs-chromium": "x",  # ticks of what somebody has now: the model has their places under `aspects`
    "nl-core-and-training-ticked-beside-the-levels": "x",  # ticks in columns that are no level
    "nl-two-roles-ticked": "x",  # ticks of roles: the model has their labels under `aspects`
    "en-not-applicable-in-the-other-cells": "na",  # "n/a" where no tick is
    "nl-all-levels-in-a-line-none-meant": "niveau",  # the word before every level; the model has their labels
    "cid-chromium": "ĝ",  # a tick whose font says nothing
    "cid-weasyprint": "ණත",
    "swapped-ligatures": "昀琀椀氀",  # letters whose bytes are swapped
}
"""Letters that are no letters to the eye: bullets, and ticks whose fonts lie."""
NAMES_IN_EVERY_ROW = {"repeated-names-libreoffice"}
"""The model has each name once."""
UNTITLED = "☐☒■□"


@pytest.mark.parametrize("pdf", SMALL, ids=lambda pdf: f"{pdf.parent.name}/{pdf.stem}")
def test_every_letter_is_in_the_model(pdf: Path) -> None:
    try:
        descriptions = readings_of(pdf)
    except NoRulesMatch:
        return
    lost = Counter(plain("".join(glyph.text for glyph in glyphs(pdf))))
    for description in descriptions:
        lost.subtract(letters_of_model(description))
    if pdf.stem in NAMES_IN_EVERY_ROW:
        for document in truth_of(pdf)["documents"]:
            for competency in document["competencies"]:
                lost.subtract(plain(competency["name"]) * (len(competency["levels"]) - 1))
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


def read(data: bytes, folder: Path, rules: str | None = None) -> tuple[JobDescription, ...]:
    path = folder / "form.pdf"
    path.write_bytes(data)
    return read_job_descriptions(path, rules=rules)


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


def damaged_pages(pdf: pikepdf.Pdf, tmp_path: Path, **save: Any) -> list[tuple[Severity, int | None]]:
    """Severity and page of the findings `page-damaged`; the form has two pages. `save` is for pikepdf."""
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, **save)
    (description,) = read(out.getvalue(), tmp_path)
    assert description.source.pages == (1, 2)
    return [(f.severity, f.page) for f in description.findings if f.code is FindingCode.PAGE_DAMAGED]


def break_off(stream: pikepdf.Object, *, ascii85: bool = False) -> None:
    """Leave three quarters of what the stream is packed in."""
    packed = zlib.compress(stream.read_bytes())
    packed = packed[: len(packed) * 3 // 4]
    names = [pikepdf.Name.FlateDecode]
    if ascii85:
        packed = base64.a85encode(packed) + b"~>"
        names.insert(0, pikepdf.Name.ASCII85Decode)
    stream.write(packed, filter=pikepdf.Array(names))


def into_form(pdf: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Object:
    """Let the page draw what it shows by way of a form."""
    form = pdf.make_stream(
        page.Contents.read_bytes(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=page.mediabox,
        Resources=page.obj.Resources,
    )
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Whole=form))
    page.Contents = pdf.make_stream(b"q /Whole Do Q")
    return form


@pytest.mark.parametrize("ascii85", [False, True])
@pytest.mark.parametrize("encrypted", [False, True])
@pytest.mark.parametrize("place", ["page", "form", "form in a form"])
def test_a_page_that_cannot_be_unpacked_whole_is_an_error(
    place: str, encrypted: bool, ascii85: bool, tmp_path: Path
) -> None:
    with pikepdf.open(io.BytesIO(form(range(4), competencies=8))) as pdf:
        last = pdf.pages[-1]
        broken = last.Contents if place == "page" else into_form(pdf, last)
        if place == "form in a form":
            into_form(pdf, last)
        break_off(broken, ascii85=ascii85)
        # Qpdf must not mend what it writes.
        as_is = {"stream_decode_level": pikepdf.StreamDecodeLevel.none}
        save = {"encryption": pikepdf.Encryption(owner="", user="")} if encrypted else as_is
        assert damaged_pages(pdf, tmp_path, **save) == [(Severity.ERROR, 2)]


def test_a_whole_form_and_a_broken_one_that_is_not_drawn_are_no_damage(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(form(range(4), competencies=8))) as pdf:
        last = pdf.pages[-1]
        into_form(pdf, last)
        unused = pdf.make_stream(b"BT ET" * 100, Subtype=pikepdf.Name.Form, BBox=last.mediabox)
        break_off(unused)
        last.obj.Resources.XObject.Unused = unused
        assert damaged_pages(pdf, tmp_path) == []


def with_lines(picture: Image.Image) -> Image.Image:
    for top in range(200, 400, 20):
        picture.paste(20, (100, top, 400, top + 6))
    return picture


def test_a_scanned_page_among_others_is_said(tmp_path: Path) -> None:
    scan = io.BytesIO()
    drawing = canvas.Canvas(scan, pagesize=A4)
    drawing.drawImage(ImageReader(with_lines(Image.new("L", (600, 840), 230))), 0, 0, *A4)
    drawing.save()
    both = io.BytesIO()
    with pikepdf.open(io.BytesIO(form(range(4)))) as pdf, pikepdf.open(scan) as other:
        pdf.pages.append(other.pages[0])
        pdf.save(both)
    (description,) = read(both.getvalue(), tmp_path)
    (finding,) = description.findings
    assert (finding.code, finding.severity, finding.page) == (FindingCode.PAGE_NOT_READ, Severity.ERROR, 2)


def test_letters_that_the_font_does_not_name_are_said(tmp_path: Path) -> None:
    paper = Paper()
    paper.text(60, 60, "FUNCTIEBESCHRIJVING GRIFFIER", 16)
    paper.lines(60, 110, ["Functienaam: Griffier", "Dienst: Actzezaken"])
    (description,) = read(remapped(paper.pdf(), "z", "FFFD"), tmp_path, rules="tienen")
    (unreadable,) = [f for f in description.findings if f.code is FindingCode.TEXT_UNREADABLE]
    assert (unreadable.page, unreadable.severity) == (1, Severity.WARNING)
    assert "'Act\N{REPLACEMENT CHARACTER}e\N{REPLACEMENT CHARACTER}aken'" in unreadable.message


def test_the_covers_of_a_bundle_are_in_it() -> None:
    descriptions = readings_of(SAMPLES / "bundles" / "vacaturebundel.pdf")
    pages = {line.page for description in descriptions for line in description.unclaimed}
    covered = {p for d in descriptions for p in range(d.source.pages[0], d.source.pages[1] + 1)}
    assert pages | covered == set(range(1, descriptions[0].source.page_count + 1))
