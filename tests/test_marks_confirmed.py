"""The second reading: what the page shows against what the data say."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.colors import Color

from extractor.geometry import Box
from extractor.reading.rendering import PdfiumRenderer, RenderingFailed
from extractor.shaping.marks.ink import ink_in
from tests.paper import BLACK, Paper, see
from tests.test_marks_characters import LEVELS, levels, symbol_levels, unmapped
from tests.test_marks_layers import picture

WHITE, YELLOW, GREEN, NAVY = Color(1, 1, 1), Color(1, 1, 0), Color(0.6, 1, 0.6), Color(0.2, 0.2, 0.4)


def fonts_of(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font" and "/ToUnicode" in thing
    ]


def with_swapped_names(data: bytes, one: str, other: str) -> bytes:
    """The font's map says of each of two signs that it is the other one: the data lie, the page does not."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for font in fonts_of(pdf):
            cmap = font.ToUnicode.read_bytes().decode("latin-1")
            a, b = f"<{ord(one):04X}>", f"<{ord(other):04X}>"
            font.ToUnicode.write(cmap.replace(a, "<@>").replace(b, a).replace("<@>", b).encode("latin-1"))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def with_descent(data: bytes, descent: int) -> bytes:
    """The fonts say that they go down that far: what many fonts of symbols say wrongly."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for font in fonts_of(pdf):
            font.FontDescriptor.Descent = descent
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("empty", "ticked"), [("☐", "☒"), ("□", "■"), ("○", "●"), ("☐", "☑")])
def test_a_font_that_lies_is_found_out(empty: str, ticked: str, tmp_path: Path) -> None:
    seen = see(with_swapped_names(levels(empty + ticked + empty + empty).data(), empty, ticked), tmp_path)
    assert empty != "☐" or seen.states() == [True, False, True, True]
    assert all(state is None for state in seen.confirmed_states())


@pytest.mark.parametrize("descent", [-900, -680, -400, -236, 0])
def test_a_font_may_say_what_it_likes_of_its_height(descent: int, tmp_path: Path) -> None:
    paper = Paper().table([55, 80, 200], [90 + 12.0 * i for i in range(5)])
    for i, sign in enumerate("☐☒☐☐"):
        paper.text(60, 99 + 12 * i, sign).text(85, 99 + 12 * i, LEVELS[i], font="Helvetica")
    seen = see(with_descent(paper.data(), descent), tmp_path)
    assert seen.states() == seen.confirmed_states() == [False, True, False, False]


@pytest.mark.parametrize("shade", [YELLOW, GREEN, NAVY])
@pytest.mark.parametrize("size", [6, 9, 14])
def test_shading_behind_a_box_is_no_tick(shade: Color, size: float, tmp_path: Path) -> None:
    paper = Paper()
    for i, sign in enumerate("☐☒☐☐"):
        y = 100 + 2.5 * size * i
        if i in (1, 2):
            paper.rect(57, y - 0.95 * size, 3 * size, 1.3 * size, stroke=None, fill=shade)
        paper.text(60, y, sign, size=size, grey=1 if shade is NAVY and i in (1, 2) else 0)
        paper.text(180, y, LEVELS[i])
    seen = see(paper.data(), tmp_path)
    assert seen.states() == seen.confirmed_states() == [False, True, False, False]


def test_shading_as_wide_as_the_sign_is_no_box(tmp_path: Path) -> None:
    paper = Paper()
    for i, sign in enumerate("☐☒☐☐"):
        paper.rect(59.5, 92 + 30 * i, 10, 10, stroke=None, fill=Color(0.8, 0.8, 0.8))
        paper.text(60, 100 + 30 * i, sign).text(85, 100 + 30 * i, LEVELS[i])
    seen = see(paper.data(), tmp_path)
    assert [mark.raw for mark in seen.marks] == list("☐☒☐☐")
    assert seen.confirmed_states() == [False, True, False, False]


def test_rows_as_tight_as_their_boxes(tmp_path: Path) -> None:
    paper = Paper()
    for i in range(8):
        y = 100 + 7.5 * i
        paper.rect(55, y - 5.4, 10, 7.5, line=1).text(57, y, "☐☒☐☐"[i % 4], size=6).text(80, y, "niveau")
    seen = see(paper.data(), tmp_path)
    assert seen.states() == seen.confirmed_states(4) == [False, True, False, False] * 2


def test_a_struck_out_box_is_the_box_it_was(tmp_path: Path) -> None:
    paper = levels("☐☒☐☐")
    for i in (0, 1, 3):
        paper.line(55, 97 + 40 * i, 160, 97 + 40 * i, line=0.8)
    seen = see(paper.data(), tmp_path)
    assert seen.states() == seen.confirmed_states() == [False, True, False, False]


def test_specks_are_no_ticks(tmp_path: Path) -> None:
    paper = levels("☐☒☐☐")
    paper.circle(63, 97, 0.7, fill=BLACK).circle(65.5, 178, 0.6, fill=BLACK)
    seen = see(paper.data(), tmp_path)
    assert seen.states() == seen.confirmed_states() == [False, True, False, False]


def test_a_picture_of_a_tick_over_a_printed_box_is_unclear(tmp_path: Path) -> None:
    paper = levels("☐☐☐☐")
    paper.canvas.drawImage(picture(True), 60, 842 - 182, 9, 9)
    seen = see(paper.data(), tmp_path)
    assert seen.states() == [False] * 4
    looked_at = seen.confirmed()
    assert [mark.state for mark in looked_at] == [False, False, None, False]
    assert looked_at[2].reason == "the data say not ticked (the character ☐), the page shows something in it"


def test_numbers_without_names_beside_boxes_are_no_marks(tmp_path: Path) -> None:
    """Four numbers of a font without a map, in cells of their own: nothing to tick, whatever their ink."""
    paper = Paper().table([50, 90, 130, 300], [90 + 20.0 * i for i in range(9)])
    for row in range(8):
        y = 104 + 20.0 * row
        paper.text(65, y, "0123"[row % 4]).rect(105, y - 8, 9).text(140, y, "een niveau", font="Helvetica")
        if row in (2, 5):
            paper.cross(105, y - 8, 9)
    seen = see(unmapped(paper.data()), tmp_path)
    assert seen.confirmed_states(4) == [row in (2, 5) for row in range(8)]
    assert all(mark.box.x0 > 100 for mark in seen.marks)


def test_letters_without_names_are_not_told_apart_as_ticks(tmp_path: Path) -> None:
    """1 has more ink in its middle than 2, and is no tick for that."""
    seen = see(unmapped(symbol_levels("1221")), tmp_path)
    assert all(state is None for state in seen.confirmed_states())


def test_marks_of_several_pages_are_confirmed_together(tmp_path: Path) -> None:
    paper = Paper()
    for page in range(3):
        for i, sign in enumerate("☐☐☒" if page == 1 else "☐☐☐"):
            paper.text(60, 100 + 40 * i, sign).text(85, 100 + 40 * i, LEVELS[i])
        paper.new_page()
    seen = see(paper.data(), tmp_path)
    assert [mark.page for mark in seen.marks] == [1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert seen.confirmed_states(3) == [i == 5 for i in range(9)]


ANTIALIASING = 4.0
"""Mean difference of grey values, of 255, by which two drawings of one place may differ at the edges of shapes."""


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    turned=st.sampled_from([0, 90, 180, 270]),
    left=st.integers(-40, 60),
    bottom=st.integers(-40, 60),
    x=st.floats(80, 450),
    y=st.floats(80, 700),
    scale=st.floats(1, 3.5),
)
def test_pixels_lie_where_the_data_say(
    turned: int, left: int, bottom: int, x: float, y: float, scale: float, tmp_path: Path
) -> None:
    """Whatever the crop box and the rotation: a black square of the data is black in the picture, the rest white."""
    with pikepdf.open(io.BytesIO(Paper().rect(x, y, 20, 20, stroke=None, fill=BLACK).data())) as pdf:
        pdf.pages[0].MediaBox = pikepdf.Array([left, bottom, 595, 842])
        pdf.pages[0].CropBox = pikepdf.Array([left + 11, bottom + 7, 580, 830])
        pdf.pages[0].Rotate = turned
        out = io.BytesIO()
        pdf.save(out)
    seen = see(out.getvalue(), tmp_path)
    box = seen.pages[0].drawings[0].box
    with PdfiumRenderer(out.getvalue()) as renderer:
        whole = renderer.render(1, None, scale)
        part = renderer.render(1, box.grown(8), scale)
    for raster in (whole, part):
        assert int(raster.cut(box.grown(-1.5)).max()) == 0
        around = raster.cut(box.grown(6)).copy()
        edge = int(4 * scale)
        around[edge:-edge, edge:-edge] = 255
        assert int(around.min()) == 255
    same = whole.cut(part.area)
    assert part.pixels.shape == same.shape
    assert float(np.abs(part.pixels.astype(int) - same.astype(int)).mean()) < ANTIALIASING


def test_nothing_is_drawn_beyond_the_page(tmp_path: Path) -> None:
    del tmp_path
    with PdfiumRenderer(Paper().text(60, 100, "tekst").data()) as renderer:
        raster = renderer.render(1, Box(500, 800, 700, 900), 2)
        assert raster.area.x1 <= 595.5
        assert raster.area.bottom <= 842.5
        assert ink_in(raster, Box(1000, 1000, 1010, 1010), tight=True).blank


def test_a_file_or_page_that_cannot_be_drawn() -> None:
    with PdfiumRenderer(b"%PDF-1.4 nothing") as renderer, pytest.raises(RenderingFailed, match="page 1"):
        renderer.render(1, None, 2)
