"""A page that lies on its side, or upside down, gives what it gives upright, with every box where a viewer shows it."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from extractor import JobDescription, read_job_descriptions
from extractor.geometry import Box
from tests.drawing import BOLD, PLAIN, Paper
from tests.test_cli import jobdesc

WIDTH, HEIGHT = 595.0, 842.0
LEVELS = [("Samenwerken", 2), ("Plannen", 1), ("Hygiëne", 3)]


def form(*, turned_heads: bool = False) -> bytes:
    """Competencies in rows, three drawn boxes each, one with a cross; the heads over them may run up the page."""
    sheet = Paper((WIDTH, HEIGHT))
    sheet.text(60, 60, "Functieprofiel Kok", 18, BOLD)
    sheet.text(60, 100, "Taken", 13, BOLD)
    sheet.text(60, 120, "• Je kookt voor alle scholen van de gemeente.")
    sheet.text(60, 160, "Competenties", 13, BOLD)
    for column in (1, 2, 3):
        if turned_heads:
            sheet.canvas.saveState()
            sheet.canvas.translate(249 + 60 * column, HEIGHT - 190)
            sheet.canvas.rotate(90)
            sheet.canvas.setFont(PLAIN, 10)
            sheet.canvas.drawString(0, 0, f"Niveau {column}")
            sheet.canvas.restoreState()
        else:
            sheet.text(240 + 60 * column, 180, f"Niveau {column}")
    for number, (name, level) in enumerate(LEVELS):
        top = 195 + 24 * number
        sheet.text(60, top + 10, name)
        for column in (1, 2, 3):
            left = 240 + 60 * column
            sheet.rect(left, top, left + 10, top + 10)
            if column == level:
                sheet.rule(left + 1, top + 1, left + 9, top + 9)
                sheet.rule(left + 1, top + 9, left + 9, top + 1)
    return sheet.pdf()


def turned(pdf: bytes, degrees: int) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            page.Rotate = degrees
        out = BytesIO()
        opened.save(out)
    return out.getvalue()


def read(folder: Path, pdf: bytes, reader: str) -> JobDescription:
    path = folder / "form.pdf"
    path.write_bytes(pdf)
    (description,) = read_job_descriptions(path, reader=reader)
    return description


def lying(box: Box, degrees: int) -> tuple[float, ...]:
    """Where a box of the upright page stands on one that a viewer turns to the right by so much."""
    x0, top, x1, bottom = box
    if degrees == 90:
        return (HEIGHT - bottom, x0, HEIGHT - top, x1)
    if degrees == 180:
        return (WIDTH - x1, HEIGHT - bottom, WIDTH - x0, HEIGHT - top)
    return (top, WIDTH - x1, bottom, WIDTH - x0)


@pytest.mark.parametrize("reader", ["pdfplumber", "pdfium"])
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_lies_gives_the_same(degrees: int, reader: str, tmp_path: Path) -> None:
    description = read(tmp_path, turned(form(), degrees), reader)
    assert description.title == "Functieprofiel Kok"
    assert [(c.name, c.required_level, c.status.value) for c in description.competencies] == [
        (name, level, "ok") for name, level in LEVELS
    ]
    for number, (one, (_, level)) in enumerate(zip(description.competencies, LEVELS, strict=True)):
        (mark,) = [option.mark for option in one.levels if option.marked]
        left, top = 240 + 60 * level, 195 + 24 * number
        assert mark is not None
        assert mark.bbox == pytest.approx(lying(Box(left, top, left + 10, top + 10), degrees), abs=1.0)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_explain_and_marks_say_where_a_viewer_shows_it(degrees: int, tmp_path: Path) -> None:
    (tmp_path / "form.pdf").write_bytes(turned(form(), degrees))
    (explained,) = json.loads(jobdesc("explain", tmp_path / "form.pdf", "--json").stdout)
    (page,) = explained["shown"]
    assert (page["page"], page["size"]) == (1, [WIDTH, HEIGHT] if degrees == 180 else [HEIGHT, WIDTH])
    boxes = [
        lying(Box(left, top, left + 10, top + 10), degrees)
        for top in (195.0, 219.0, 243.0)
        for left in (300.0, 360.0, 420.0)
    ]
    assert [mark["box"] for mark in page["marks"]] == [pytest.approx(box, abs=1.0) for box in boxes]
    listed = json.loads(jobdesc("marks", tmp_path / "form.pdf", "--json").stdout)
    assert [mark["bbox"] for mark in listed["marks"]] == [mark["box"] for mark in page["marks"]]
    title = Box(*next(run["box"] for run in page["runs"] if run["claim"] == "title"))
    # Its letters are 18 points high over the line at 60, and begin at 60.
    on_base = Box(*lying(Box(60, 50, 100, 60), degrees))
    assert title.contains_middle_of(on_base)
    printed = jobdesc("explain", tmp_path / "form.pdf").stdout.splitlines()
    width, height = page["size"]
    assert f"page 1: {width:.0f} x {height:.0f} pt, 22 words, text size 10" in printed
    assert [float(line.split()[0]) for line in printed if " mark " in line] == pytest.approx(
        [box[1] for box in boxes], abs=1.0
    )


def test_turned_heads_of_a_table_turn_no_page(tmp_path: Path) -> None:
    description = read(tmp_path, form(turned_heads=True), "pdfplumber")
    assert description.title == "Functieprofiel Kok"
    assert description.purpose.duties == ("Je kookt voor alle scholen van de gemeente.",)
    assert [one.text for one in description.unclaimed] == ["Niveau 1", "Niveau 2", "Niveau 3"]
    # Without a rule between them, nobody says yet which box stands under which head: that is said, and no level is.
    assert [c.name for c in description.competencies if c.required_level is not None] == []
    assert "competencies-not-read" in {finding.code for finding in description.findings}


def test_small_print_up_the_margin_turns_no_page(tmp_path: Path) -> None:
    """It has more letters than the form, and takes less of the page."""
    sheet = Paper((WIDTH, HEIGHT))
    sheet.text(60, 60, "Functieprofiel Kok", 18, BOLD)
    sheet.text(60, 100, "Competenties", 13, BOLD)
    for number, (name, level) in enumerate(LEVELS):
        sheet.text(60, 130 + 20 * number, f"{name}: niveau {level}", 11)
    sheet.canvas.saveState()
    sheet.canvas.rotate(90)
    for line in range(3):
        sheet.text(
            100, HEIGHT + 20 + 7 * line, "Dit blad blijft eigendom van de stad en wordt jaarlijks herzien. " * 2, 5
        )
    sheet.canvas.restoreState()
    description = read(tmp_path, sheet.pdf(), "pdfplumber")
    assert [(c.name, c.required_level) for c in description.competencies] == LEVELS
