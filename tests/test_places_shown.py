"""What the page shows at the places of a question where the data have nothing: a second mark, however it came there."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader

from extractor.geometry import Box
from extractor.reading.rendering import PdfiumRenderer
from extractor.shaping.marks.places_shown import OptionPlace, ink_at, second_marks
from tests.paper import Paper
from tests.reading import read

XS, TOP = (240, 300, 360, 420), 120


def matrix() -> Paper:
    paper = Paper()
    for x in (50, *XS):
        paper.line(x, 100, x, 160)
    for y in (100, 120, 140, 160):
        paper.line(50, y, 420, y)
    paper.text(60, 134, "Overleg").text(267, 134, "x")
    paper.text(60, 154, "Zorg").text(327, 154, "x")
    return paper


def places(row: int) -> list[OptionPlace]:
    top = TOP + 20 * row
    return [OptionPlace(1, Box(a, top, b, top + 20)) for a, b in pairwise(XS)]


def seconds(paper: Paper) -> list[list[int]]:
    rows = [places(0), places(1)]
    with PdfiumRenderer(paper.data(), None) as renderer:
        inks = ink_at([place for row in rows for place in row], renderer)
    chosen = [[rows[0][0]], [rows[1][1]]]
    others = [[p for p in row if p not in own] for row, own in zip(rows, chosen, strict=True)]
    return [[row.index(p) for p in some] for row, some in zip(rows, second_marks(chosen, others, inks), strict=True)]


def cross_picture() -> ImageReader:
    image = Image.new("RGB", (40, 40), "white")
    draw = ImageDraw.Draw(image)
    draw.line((5, 5, 35, 35), fill="blue", width=5)
    draw.line((5, 35, 35, 5), fill="blue", width=5)
    out = io.BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    return ImageReader(out)


def test_a_matrix_with_one_tick_in_each_row_shows_no_second() -> None:
    assert seconds(matrix()) == [[], []]


@pytest.mark.parametrize("how", ["drawn", "picture", "pale", "scribble"])
def test_a_second_mark_is_seen_however_it_came_there(how: str, tmp_path: Path) -> None:
    paper = matrix()
    if how == "drawn":
        paper.cross(385, 126, 8, line=1)
    elif how == "picture":
        paper.canvas.drawImage(cross_picture(), 385, paper.canvas._pagesize[1] - 134, 9, 9)
    elif how == "pale":
        paper.cross(385, 126, 8, stroke=Color(0.5, 0.6, 0.9), line=1)
    else:
        paper.path((380, 124), (400, 130), (380, 132), (400, 137), line=0.8)
    assert seconds(paper) == [[2], []]


def test_dust_shading_and_rules_are_no_marks() -> None:
    paper = matrix()
    paper.rect(360, 120, 60, 20, fill=Color(0.9, 0.9, 0.9), stroke=None)
    paper.circle(330, 130, 0.5, fill=Color(0, 0, 0))
    paper.line(360, 120, 420, 120)
    assert seconds(paper) == [[], []]


def test_the_level_of_a_row_with_a_second_mark_that_only_the_page_shows_is_unclear() -> None:
    paper = Paper()
    paper.text(50, 60, "Functiebeschrijving medewerker", size=16).text(50, 90, "Competenties", size=12)
    for x in (50, 240, 300, 360, 420):
        paper.line(x, 100, x, 180)
    for y in (100, 120, 140, 160, 180):
        paper.line(50, y, 420, y)
    for i, x in enumerate((267, 327, 387)):
        paper.text(x, 114, str(i + 1))
        paper.text(60, 134 + 20 * i, ("Overleg", "Zorg", "Toezicht")[i]).text(x, 134 + 20 * i, "x")
    paper.canvas.drawImage(cross_picture(), 385, 842 - 134, 9, 9)
    description = read(paper.data(), rules="generic")
    assert [(c.name, c.required_level, c.status) for c in description.competencies] == [
        ("Overleg", None, "unclear"),
        ("Zorg", 2, "ok"),
        ("Toezicht", 3, "ok"),
    ]
