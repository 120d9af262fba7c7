"""Form fields, annotations and pictures, and what lies on top of what."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader

from extractor.model import MarkKind
from tests.paper import BLACK, HEIGHT, Paper, see

NAMES = ("basis", "gevorderd", "expert", "meester")
X, SIDE = 60.0, 11.0


def tops() -> list[float]:
    return [100 + 30.0 * i for i in range(len(NAMES))]


def named() -> Paper:
    paper = Paper()
    for top, name in zip(tops(), NAMES, strict=True):
        paper.text(85, top + 9, name)
    return paper


def check_boxes(ticked: int, style: str = "check", shape: str = "square", under: str | None = None) -> bytes:
    paper = named()
    for i, top in enumerate(tops()):
        if under:
            paper.text(X, top + 9, under)
        paper.canvas.acroForm.checkbox(
            name=f"c{i}", x=X, y=HEIGHT - top - SIDE, size=SIDE, checked=i == ticked, buttonStyle=style, shape=shape
        )
    return paper.data()


@pytest.mark.parametrize("style", ["check", "cross", "circle", "star", "diamond"])
def test_check_boxes_of_a_form(style: str, tmp_path: Path) -> None:
    seen = see(check_boxes(2, style), tmp_path)
    assert seen.states() == [False, False, True, False]
    assert seen.confirmed_states() == [False, False, True, False]
    assert {mark.kind for mark in seen.marks} == {MarkKind.WIDGET}
    assert [mark.raw for mark in seen.marks] == ["/Off", "/Off", "/Yes", "/Off"]


def test_radio_buttons_of_a_form(tmp_path: Path) -> None:
    paper = named()
    for i, top in enumerate(tops()):
        paper.canvas.acroForm.radio(
            name="level", value=f"l{i}", x=X, y=HEIGHT - top - SIDE, size=SIDE, selected=i == 1, buttonStyle="circle"
        )
    seen = see(paper.data(), tmp_path)
    assert seen.states() == seen.confirmed_states() == [False, True, False, False]


def edited(data: bytes, edit: Callable[[pikepdf.Pdf, pikepdf.Page], None]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        edit(pdf, pdf.pages[0])
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_the_state_is_as_then_v(tmp_path: Path) -> None:
    def without_as(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        for annotation in page.Annots:
            del annotation.AS

    assert see(edited(check_boxes(0), without_as), tmp_path).states() == [True, False, False, False]


def test_a_field_goes_before_the_character_under_it(tmp_path: Path) -> None:
    seen = see(check_boxes(1, under="☐"), tmp_path)
    assert seen.states() == [False, True, False, False]
    assert {mark.kind for mark in seen.marks} == {MarkKind.WIDGET}
    assert [word.text for mark in seen.marks for word in mark.words] == ["☐"] * 4
    assert seen.confirmed_states() == [False, True, False, False]


def test_hidden_fields_and_push_buttons_are_no_boxes(tmp_path: Path) -> None:
    def hide(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.Annots[0].F = 2
        page.Annots[1].Ff = 1 << 16

    assert len(see(edited(check_boxes(2), hide), tmp_path).marks) == 2


def test_a_field_that_says_ticked_but_shows_nothing_is_unclear(tmp_path: Path) -> None:
    def blank(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        normal = page.Annots[2].AP.N
        normal[pikepdf.Name.Yes] = normal[pikepdf.Name.Off]

    seen = see(edited(check_boxes(2), blank), tmp_path)
    assert seen.states() == [False, False, True, False]
    looked_at = seen.confirmed()
    assert [mark.state for mark in looked_at] == [False, False, None, False]
    assert "the data say ticked" in looked_at[2].reason
    assert "the page shows" in looked_at[2].reason


def text_fields(values: tuple[str, ...]) -> bytes:
    paper = named()
    for i, (top, value) in enumerate(zip(tops(), values, strict=True)):
        paper.canvas.acroForm.textfield(
            name=f"t{i}", value=value, x=X, y=HEIGHT - top - 16, width=16, height=16, fontSize=10, maxlen=3
        )
    return paper.data()


def test_an_x_in_a_small_text_field(tmp_path: Path) -> None:
    seen = see(text_fields(("", "", "X", "")), tmp_path)
    assert seen.states() == seen.confirmed_states() == [False, False, True, False]


@pytest.mark.parametrize("values", [("", "", "", ""), ("12", "3", "4", "")])
def test_text_fields_for_something_else(values: tuple[str, ...], tmp_path: Path) -> None:
    assert see(text_fields(values), tmp_path).marks == []


def printed(sign: str = "☐") -> bytes:
    paper = named()
    for top in tops():
        paper.text(X, top + 9, sign, size=12)
    return paper.data()


def drawn() -> bytes:
    paper = named()
    for top in tops():
        paper.rect(X, top, SIDE)
    return paper.data()


def annotate(data: bytes, subtype: str, box: tuple[float, float, float, float], **more: Any) -> bytes:
    """An annotation with a red cross as its appearance; `box` from the top left."""

    def add(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        x0, top, x1, bottom = box
        width, height = x1 - x0, bottom - top
        content = f"1 0 0 RG 1.5 w 1 1 m {width - 1} {height - 1} l S {width - 1} 1 m 1 {height - 1} l S"
        look = pdf.make_stream(content.encode(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        look.BBox = pikepdf.Array([0, 0, width, height])
        annotation = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name("/" + subtype),
            Rect=pikepdf.Array([x0, HEIGHT - bottom, x1, HEIGHT - top]),
            AP=pikepdf.Dictionary(N=look),
            F=more.pop("flags", 4),
            **more,
        )
        if "/Annots" not in page:
            page.Annots = pdf.make_indirect(pikepdf.Array())
        page.Annots.append(pdf.make_indirect(annotation))

    return edited(data, add)


OVER_SECOND = (X - 1, tops()[1] - 1, X + SIDE + 1, tops()[1] + SIDE + 1)


@pytest.mark.parametrize("page", [printed, drawn])
@pytest.mark.parametrize(
    ("subtype", "more"), [("Stamp", {}), ("Ink", {}), ("FreeText", {"Contents": "X"}), ("FreeText", {"Contents": "✓"})]
)
def test_an_annotation_over_a_box_ticks_it(
    page: Callable[[], bytes], subtype: str, more: dict[str, Any], tmp_path: Path
) -> None:
    seen = see(annotate(page(), subtype, OVER_SECOND, **more), tmp_path)
    assert seen.states() == [False, True, False, False]
    assert seen.marks[1].kind is MarkKind.ANNOTATION
    assert seen.confirmed_states() == [False, True, False, False]


@pytest.mark.parametrize("subtype", ["Highlight", "StrikeOut", "Text", "Square"])
def test_other_annotations_tick_nothing(subtype: str, tmp_path: Path) -> None:
    assert see(annotate(printed(), subtype, OVER_SECOND), tmp_path).states() == [False] * 4


def test_hidden_annotations_tick_nothing(tmp_path: Path) -> None:
    seen = see(annotate(printed(), "Stamp", OVER_SECOND, flags=2), tmp_path)
    assert seen.states() == seen.confirmed_states() == [False] * 4


def test_a_stamp_across_the_page_ticks_nothing(tmp_path: Path) -> None:
    assert see(annotate(printed(), "Stamp", (40, 80, 500, 400)), tmp_path).states() == [False] * 4


def test_all_crosses_of_a_page_in_one_ink_annotation(tmp_path: Path) -> None:
    strokes = pikepdf.Array()
    for i in (0, 3):
        x0, y0, x1, y1 = X, HEIGHT - tops()[i], X + SIDE, HEIGHT - tops()[i] - SIDE
        strokes.append(pikepdf.Array([x0, y0, x1, y1]))
        strokes.append(pikepdf.Array([x1, y0, x0, y1]))
    data = annotate(drawn(), "Ink", (X, tops()[0], X + SIDE, tops()[3] + SIDE), InkList=strokes)
    assert see(data, tmp_path).states() == [True, False, False, True]


def test_a_stamp_over_a_field_that_is_off_is_unclear(tmp_path: Path) -> None:
    seen = see(annotate(check_boxes(9), "Stamp", OVER_SECOND), tmp_path)
    assert seen.states() == [False, None, False, False]


def test_what_the_data_miss_the_page_shows(tmp_path: Path) -> None:
    """A cross that is one large drawing over the page: no tick for the data, ink in the box for the eye."""
    paper = named()
    for top in tops():
        paper.text(X, top + 9, "☐", size=12)
    canvas = paper.canvas
    path = canvas.beginPath()
    path.moveTo(300, HEIGHT - 500)
    path.lineTo(X, HEIGHT - tops()[2])
    path.lineTo(X + SIDE, HEIGHT - tops()[2] - SIDE)
    path.lineTo(X, HEIGHT - tops()[2] - SIDE)
    path.lineTo(X + SIDE, HEIGHT - tops()[2])
    canvas.setLineWidth(1)
    canvas.setStrokeColor(BLACK)
    canvas.drawPath(path)
    seen = see(paper.data(), tmp_path)
    assert seen.states() == [False] * 4
    assert seen.confirmed_states() == [False, False, None, False]


def test_a_printed_box_that_is_painted_over_is_none(tmp_path: Path) -> None:
    paper = named()
    for i, top in enumerate(tops()):
        paper.text(X, top + 9, "☒" if i == 1 else "☐", size=12)
    paper.rect(X - 2, tops()[1] - 2, 16, stroke=None, fill=Color(1, 1, 1))
    seen = see(paper.data(), tmp_path)
    assert seen.states() == [False, False, False]


def picture(ticked: bool, noise: int = 0, side: int = 40, grey: int = 0) -> ImageReader:
    image = Image.new("RGB", (side, side), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((3, 3, side - 4, side - 4), outline=(grey, grey, grey), width=3)
    if ticked:
        draw.line((8, 20, 18, 32, 34, 6), fill=(grey, grey, grey), width=4)
    if noise:
        image.putpixel((0, 0), (255 - noise, 255, 255))
    return ImageReader(image)


@pytest.mark.parametrize("different_files", [False, True])
def test_pictures_are_told_apart_by_their_pixels(different_files: bool, tmp_path: Path) -> None:
    paper = named()
    for i, top in enumerate(tops()):
        image = picture(i == 2, noise=i + 1 if different_files else 0)
        paper.canvas.drawImage(image, X, HEIGHT - top - SIDE, SIDE, SIDE)
    seen = see(paper.data(), tmp_path)
    assert seen.states() == [None] * 4
    assert {mark.kind for mark in seen.marks} == {MarkKind.IMAGE}
    assert seen.confirmed_states() == [False, False, True, False]


def test_the_same_picture_before_every_line_is_a_bullet(tmp_path: Path) -> None:
    paper = named()
    for top in tops():
        paper.canvas.drawImage(picture(False), X, HEIGHT - top - SIDE, SIDE, SIDE)
    assert see(paper.data(), tmp_path).marks == []


def test_a_picture_that_is_ticked_for_most_is_unclear(tmp_path: Path) -> None:
    paper = named()
    for i, top in enumerate(tops()):
        paper.canvas.drawImage(picture(i != 2), X, HEIGHT - top - SIDE, SIDE, SIDE)
    seen = see(paper.data(), tmp_path)
    assert seen.confirmed_states() == [None] * 4


def test_pictures_of_ticks_alone_in_a_matrix(tmp_path: Path) -> None:
    paper = Paper().table([60, 200, 260, 320, 380], [90, 110, 130, 150])
    for row in range(3):
        paper.text(65, 104 + 20 * row, "Samenwerken")
        paper.canvas.drawImage(picture(True), 225 + 60 * row, HEIGHT - 106 - 20 * row, SIDE, SIDE)
    seen = see(paper.data(), tmp_path)
    assert seen.states() == [None] * 3
    assert seen.confirmed_states(1) == [True] * 3


@pytest.mark.parametrize("column", [0, 1, 2])
def test_pictures_that_never_leave_one_column_are_no_ticks(column: int, tmp_path: Path) -> None:
    """An icon or a logo in each row says nothing about levels, wherever its column is."""
    paper = Paper().table([60, 200, 260, 320, 380], [90, 110, 130, 150])
    for row in range(3):
        paper.text(65, 104 + 20 * row, "Samenwerken")
        paper.canvas.drawImage(picture(True), 225 + 60 * column, HEIGHT - 106 - 20 * row, SIDE, SIDE)
    assert see(paper.data(), tmp_path).confirmed_states(1) == [None] * 3


def test_a_page_turned_on_its_side_is_confirmed(tmp_path: Path) -> None:
    def turn(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.Rotate = 90
        page.CropBox = pikepdf.Array([20, 30, 500, 800])

    paper = Paper()
    paper.canvas.translate(595, 0)
    paper.canvas.rotate(90)
    for i in range(4):
        paper.canvas.setFont("Signs", 10)
        paper.canvas.drawString(60, 500 - 30 * i, "☐☒☐☐"[i])
        paper.canvas.drawString(90, 500 - 30 * i, NAMES[i])
        paper.canvas.rect(200, 500 - 30 * i, 9, 9)
    paper.canvas.line(200, 440, 209, 449)
    paper.canvas.line(209, 440, 200, 449)
    seen = see(edited(paper.data(), turn), tmp_path)
    expected = [False, False, True, False, False, True, False, False]
    assert seen.states() == seen.confirmed_states() == expected


def test_a_damaged_page_is_not_confirmed_but_kept(tmp_path: Path) -> None:
    from extractor.geometry import Box
    from extractor.reading.rendering import Raster, RenderingFailed
    from extractor.shaping.marks.confirming import confirm_marks

    class Broken:
        def render(self, page_number: int, box: Box | None, scale: float) -> Raster:
            raise RenderingFailed("page 1: refused")

    seen = see(printed(), tmp_path)
    looked_at = confirm_marks([seen.marks], Broken())
    assert [mark.state for mark in looked_at.values()] == [False] * 4
    assert all("not confirmed: page 1: refused" in mark.reason for mark in looked_at.values())
