"""What the page shows is read; what it hides is listed with why; what was typed into it is read where it shows."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader

from extractor.reading.layout import Hidden, PageLayout, Word
from tests.drawing import BOLD, Paper, text_width
from tests.reading import READER, layouts

WHITE, GREY = Color(1, 1, 1), Color(0.5, 0.5, 0.5)
SIZE = 12.0
MULTILINE, COMBO = 1 << 12, 1 << 17
"""Flags of fields (ISO 32000-1, tables 228 and 230): a list that is no combo box shows all that can be chosen."""


@pytest.fixture(autouse=True, params=["pdfplumber", "pdfium"])
def _by_each_reader(request: pytest.FixtureRequest) -> Iterator[None]:
    token = READER.set(request.param)
    yield
    READER.reset(token)


def only(pdf: bytes) -> PageLayout:
    (page,) = layouts(pdf)
    return page


def shown(page: PageLayout) -> list[str]:
    return [word.text for word in page.words]


def hidden(page: PageLayout) -> dict[str, Hidden]:
    return {one.word.text: one.why for one in page.hidden}


def paper() -> Paper:
    """A page with a word that shows, whatever else is drawn."""
    sheet = Paper((400, 600))
    sheet.text(50, 60, "Zichtbaar", SIZE)
    return sheet


def white(sheet: Paper) -> None:
    sheet.canvas.setFillColor(WHITE)
    sheet.text(50, 100, "Verborgen", SIZE)


def covered(sheet: Paper) -> None:
    sheet.text(50, 100, "Verborgen", SIZE)
    sheet.canvas.setFillColor(WHITE)
    sheet.canvas.rect(45, 600 - 105, 100, 20, stroke=0, fill=1)


def covered_in_grey(sheet: Paper) -> None:
    sheet.text(50, 100, "Verborgen", SIZE)
    sheet.canvas.setFillColor(GREY)
    sheet.canvas.rect(45, 600 - 105, 100, 20, stroke=0, fill=1)


def covered_by_a_picture(sheet: Paper) -> None:
    sheet.text(50, 100, "Verborgen", SIZE)
    sheet.canvas.drawImage(picture(), 45, 600 - 105, 100, 20)


def grey_on_grey(sheet: Paper) -> None:
    sheet.canvas.setFillColor(GREY)
    sheet.canvas.rect(45, 600 - 105, 100, 20, stroke=0, fill=1)
    sheet.text(50, 100, "Verborgen", SIZE)


def invisible(sheet: Paper) -> None:
    text = sheet.canvas.beginText(50, 600 - 100)
    text.setTextRenderMode(3)
    text.textOut("Verborgen")
    sheet.canvas.drawText(text)


def off_the_page(sheet: Paper) -> None:
    sheet.text(450, 100, "Verborgen", SIZE)


def mirrored(sheet: Paper) -> None:
    sheet.canvas.saveState()
    sheet.canvas.transform(-1, 0, 0, 1, 300, 0)
    sheet.text(50, 100, "Verborgen", SIZE)
    sheet.canvas.restoreState()


def outlined_in_white(sheet: Paper) -> None:
    text = sheet.canvas.beginText(50, 600 - 100)
    text.setTextRenderMode(1)
    text.textOut("Verborgen")
    sheet.canvas.setStrokeColor(WHITE)
    sheet.canvas.drawText(text)


def transparent(sheet: Paper) -> None:
    sheet.canvas.setFillAlpha(0)
    sheet.text(50, 100, "Verborgen", SIZE)


def outside_its_clip(sheet: Paper) -> None:
    clipped_to(sheet, (300, 10, 20, 20), lambda: sheet.text(50, 100, "Verborgen", SIZE))


def clipped_to(sheet: Paper, box: tuple[float, float, float, float], draw: Callable[[], None]) -> None:
    sheet.canvas.saveState()
    clip = sheet.canvas.beginPath()
    clip.rect(*box)
    sheet.canvas.clipPath(clip, stroke=0, fill=0)
    draw()
    sheet.canvas.restoreState()


def in_a_transparent_form(sheet: Paper) -> None:
    sheet.canvas.beginForm("blok")
    sheet.text(50, 100, "Verborgen", SIZE)
    sheet.canvas.endForm()
    sheet.canvas.setFillAlpha(0)
    sheet.canvas.doForm("blok")


def between_two_clips(sheet: Paper) -> None:
    """The box around both parts of the clip holds the word, and neither part does."""
    sheet.canvas.saveState()
    clip = sheet.canvas.beginPath()
    clip.rect(10, 400, 20, 20)
    clip.rect(300, 560, 20, 20)
    sheet.canvas.clipPath(clip, stroke=0, fill=0)
    sheet.text(50, 100, "Verborgen", SIZE)
    sheet.canvas.restoreState()


def outside_the_box_of_its_form(sheet: Paper) -> None:
    sheet.canvas.beginForm("blok", 0, 0, 40, 40)
    sheet.text(50, 100, "Verborgen", SIZE)
    sheet.canvas.endForm()
    sheet.canvas.doForm("blok")


def in_a_form_that_is_clipped(sheet: Paper) -> None:
    sheet.canvas.beginForm("blok")
    sheet.text(50, 100, "Verborgen", SIZE)
    sheet.canvas.endForm()
    clipped_to(sheet, (300, 10, 20, 20), lambda: sheet.canvas.doForm("blok"))


def stroked_without_ink(sheet: Paper) -> None:
    sheet.canvas.setStrokeAlpha(0)
    text = sheet.canvas.beginText(50, 600 - 100)
    text.setTextRenderMode(1)
    text.textOut("Verborgen")
    sheet.canvas.drawText(text)


def covered_by_a_shading(sheet: Paper) -> None:
    sheet.text(50, 100, "Verborgen", SIZE)
    clipped_to(
        sheet, (45, 600 - 105, 100, 20), lambda: sheet.canvas.linearGradient(45, 495, 145, 495, (WHITE, Color(1, 1, 1)))
    )


def covered_by_a_thick_line(sheet: Paper) -> None:
    sheet.text(50, 100, "Verborgen", SIZE)
    sheet.canvas.setStrokeColor(WHITE)
    sheet.canvas.setLineWidth(24)
    sheet.canvas.line(45, 600 - 97, 145, 600 - 97)


@pytest.mark.parametrize(
    ("hide", "why"),
    [
        (outlined_in_white, Hidden.FAINT),
        (transparent, Hidden.VEILED),
        (outside_its_clip, Hidden.VEILED),
        (in_a_transparent_form, Hidden.VEILED),
        (between_two_clips, Hidden.VEILED),
        (outside_the_box_of_its_form, Hidden.VEILED),
        (in_a_form_that_is_clipped, Hidden.VEILED),
        (stroked_without_ink, Hidden.VEILED),
        (covered_by_a_shading, Hidden.COVERED),
        (covered_by_a_thick_line, Hidden.COVERED),
        (white, Hidden.FAINT),
        (grey_on_grey, Hidden.FAINT),
        (covered, Hidden.COVERED),
        (covered_in_grey, Hidden.COVERED),
        (covered_by_a_picture, Hidden.COVERED),
        (invisible, Hidden.INVISIBLE),
        (off_the_page, Hidden.OFF_PAGE),
        (mirrored, Hidden.MIRRORED),
    ],
)
def test_text_that_nobody_sees_is_listed_and_not_read(hide: Callable[[Paper], None], why: Hidden) -> None:
    sheet = paper()
    hide(sheet)
    page = only(sheet.pdf())
    assert shown(page) == ["Zichtbaar"]
    assert hidden(page) == {"Verborgen": why}


def white_on_grey(sheet: Paper) -> None:
    sheet.canvas.setFillColor(GREY)
    sheet.canvas.rect(45, 600 - 105, 100, 20, stroke=0, fill=1)
    sheet.canvas.setFillColor(WHITE)
    sheet.text(50, 100, "Kop", SIZE)


def white_on_a_picture(sheet: Paper) -> None:
    sheet.canvas.drawImage(picture(), 45, 600 - 105, 100, 20)
    sheet.canvas.setFillColor(WHITE)
    sheet.text(50, 100, "Kop", SIZE)


def white_on_a_shading(sheet: Paper) -> None:
    """A gradient is painted by an operator that the layout parser passes over."""
    sheet.canvas.saveState()
    clip = sheet.canvas.beginPath()
    clip.rect(45, 600 - 105, 100, 20)
    sheet.canvas.clipPath(clip, stroke=0, fill=0)
    sheet.canvas.linearGradient(45, 495, 145, 495, (GREY, Color(0, 0, 0)))
    sheet.canvas.restoreState()
    sheet.canvas.setFillColor(WHITE)
    sheet.text(50, 100, "Kop", SIZE)


def under_a_marker(sheet: Paper) -> None:
    sheet.text(50, 100, "Kop", SIZE)
    sheet.canvas.setFillColor(Color(1, 1, 0, alpha=0.4))
    sheet.canvas.rect(45, 600 - 105, 100, 20, stroke=0, fill=1)


def beside_a_clipped_fill(sheet: Paper) -> None:
    """The fill is large, but only a corner of it is painted."""
    sheet.text(50, 100, "Kop", SIZE)
    sheet.canvas.saveState()
    clip = sheet.canvas.beginPath()
    clip.rect(300, 10, 20, 20)
    sheet.canvas.clipPath(clip, stroke=0, fill=0)
    sheet.canvas.setFillColor(GREY)
    sheet.canvas.rect(0, 0, 400, 580, stroke=0, fill=1)
    sheet.canvas.restoreState()


def half_transparent(sheet: Paper) -> None:
    sheet.canvas.setFillAlpha(0.5)
    sheet.text(50, 100, "Kop", SIZE)


def outlined(sheet: Paper) -> None:
    text = sheet.canvas.beginText(50, 600 - 100)
    text.setTextRenderMode(1)
    text.textOut("Kop")
    sheet.canvas.setFillColor(WHITE)
    sheet.canvas.drawText(text)


def cut_off_in_part(sheet: Paper) -> None:
    """As a spreadsheet does with what is too long for its cell."""
    clipped_to(sheet, (40, 490, 22, 30), lambda: sheet.text(50, 100, "Kop", SIZE))


def full_tint_of_black(sheet: Paper) -> None:
    """In the ink's own colour space 1 is black."""
    from reportlab.lib.colors import CMYKColorSep

    sheet.canvas.setFillColor(CMYKColorSep(black=1, spotName="Zwart", density=1))
    sheet.text(50, 100, "Kop", SIZE)


@pytest.mark.parametrize(
    "draw",
    [
        white_on_grey,
        white_on_a_picture,
        white_on_a_shading,
        under_a_marker,
        beside_a_clipped_fill,
        full_tint_of_black,
        half_transparent,
        outlined,
        cut_off_in_part,
    ],
)
def test_text_that_shows_is_read_however_it_is_painted(draw: Callable[[Paper], None]) -> None:
    sheet = paper()
    draw(sheet)
    page = only(sheet.pdf())
    assert shown(page) == ["Zichtbaar", "Kop"]
    assert not page.hidden


@pytest.mark.parametrize(("erased", "then", "at"), [(50, "3", 51), (90, "Niveau", 50)])
def test_a_number_that_is_erased_before_something_else_is_printed_is_hidden(erased: int, then: str, at: int) -> None:
    """Over it, and no longer a number, or left of it: pdfium lists a line from left to right, whatever came first."""
    sheet = paper()
    sheet.text(erased, 100, "2", SIZE)
    sheet.canvas.setFillColor(WHITE)
    sheet.canvas.rect(erased - 5, 600 - 105, 30, 20, stroke=0, fill=1)
    sheet.canvas.setFillColor(Color(0, 0, 0))
    sheet.text(at, 100, then, SIZE)
    page = only(sheet.pdf())
    assert shown(page) == ["Zichtbaar", then]
    assert hidden(page) == {"2": Hidden.COVERED}


def layered(pdf: bytes, *, off: bool) -> bytes:
    """The same with a layer that has a word and a drawing of its own; `off` hides it."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        layer = opened.make_indirect(Dictionary(Type=Name.OCG, Name=String("Vorige versie")))
        usual = Dictionary(OFF=Array([layer])) if off else Dictionary()
        opened.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=usual)
        page = opened.pages[0]
        page.obj.Resources.Properties = Dictionary(Laag=layer)
        font = next(iter(page.obj.Resources.Font.keys()))
        content = f"/OC /Laag BDC BT {font} 12 Tf 1 0 0 1 50 400 Tm (A) Tj ET 60 450 20 20 re S EMC"
        page.contents_add(content.encode())
        out = BytesIO()
        opened.save(out)
    return out.getvalue()


def helvetica() -> bytes:
    sheet = Paper((400, 600))
    sheet.canvas.setFont("Helvetica", SIZE)
    sheet.canvas.drawString(50, 540, "Zichtbaar")
    return sheet.pdf()


def test_a_layer_that_is_off_is_not_read() -> None:
    page = only(layered(helvetica(), off=True))
    assert shown(page) == ["Zichtbaar"]
    assert hidden(page) == {"A": Hidden.LAYER}
    assert not page.drawings


def test_a_layer_that_is_on_is_read() -> None:
    page = only(layered(helvetica(), off=False))
    assert shown(page) == ["Zichtbaar", "A"]
    assert len(page.drawings) == 1
    assert not page.hidden


def test_what_ocr_read_in_a_picture_stays() -> None:
    sheet = paper()
    sheet.canvas.drawImage(picture(), 40, 480, 200, 40)
    invisible(sheet)
    assert shown(only(sheet.pdf())) == ["Zichtbaar", "Verborgen"]


def test_bold_made_by_printing_twice_is_bold() -> None:
    sheet = Paper((400, 600))
    for x in (50, 50.5):
        sheet.text(x, 100, "dubbel gedrukt", SIZE)
    sheet.text(50, 130, "gewoon", SIZE)
    sheet.text(50, 160, "vet", SIZE, BOLD)
    page = only(sheet.pdf())
    assert [(word.text, word.bold) for word in page.words] == [
        ("dubbel", True),
        ("gedrukt", True),
        ("gewoon", False),
        ("vet", True),
    ]


def test_a_shadow_makes_no_bold() -> None:
    sheet = Paper((400, 600))
    sheet.canvas.setFillColor(GREY)
    sheet.text(50.7, 100, "schaduw", SIZE)
    sheet.canvas.setFillColor(Color(0, 0, 0))
    sheet.text(50, 100, "schaduw", SIZE)
    (word,) = only(sheet.pdf()).words
    assert (word.text, word.bold) == ("schaduw", False)


FIELD = (100.0, 480.0, 300.0, 500.0)
"""Left, bottom, right, top, as the PDF has it; the page is 600 high."""


def with_field(pdf: bytes, stale: bool = False, **keys: Any) -> bytes:
    """The same page with one annotation in `FIELD`."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        said: dict[str, Any] = {"Subtype": Name.Widget, "F": 4, **keys}
        annotation = opened.make_indirect(Dictionary(Type=Name.Annot, Rect=Array(FIELD), T=String("veld"), **said))
        opened.pages[0].obj.Annots = Array([annotation])
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        opened.Root.AcroForm = Dictionary(
            Fields=Array([annotation]), DA=String("/Helv 10 Tf 0 g"), DR=Dictionary(Font=Dictionary(Helv=font))
        )
        if stale:
            opened.Root.AcroForm.NeedAppearances = True
        shows = keys.get("AP")
        if isinstance(shows, bytes):
            stream = opened.make_stream(shows)
            stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 20])
            stream.Resources = Dictionary(Font=Dictionary(Helv=font))
            annotation.AP = Dictionary(N=stream)
        out = BytesIO()
        opened.save(out)
    return out.getvalue()


def typed(page: PageLayout) -> list[Word]:
    return [word for word in page.words if word.typed]


def test_a_value_is_read_where_its_appearance_shows_it() -> None:
    shows = b"/Tx BMC q BT /Helv 10 Tf 2 6 Td (Vrije tijd) Tj ET Q EMC"
    pdf = with_field(paper().pdf(), FT=Name.Tx, V=String("Vrije tijd"), AP=shows)
    first, second = typed(only(pdf))
    assert (first.text, second.text) == ("Vrije", "tijd")
    assert abs(first.box.x0 - 102) < 0.1
    assert abs(first.baseline - (600 - 486)) < 0.1
    assert first.size == 10


def test_what_the_field_shows_outranks_what_its_value_says() -> None:
    pdf = with_field(paper().pdf(), FT=Name.Tx, V=String("3"), AP=b"BT /Helv 10 Tf 2 6 Td (2) Tj ET")
    assert [word.text for word in typed(only(pdf))] == ["2"]


def test_an_appearance_is_stretched_into_its_rectangle() -> None:
    half = b"q 0.5 0 0 0.5 0 0 cm BT /Helv 20 Tf 4 12 Td (Dienst) Tj ET Q"
    (word,) = typed(only(with_field(paper().pdf(), FT=Name.Tx, V=String("Dienst"), AP=half)))
    assert word.size == 10
    assert abs(word.box.x0 - 102) < 0.1


@pytest.mark.parametrize(
    "keys",
    [
        {"FT": Name.Tx, "V": String("Vrije tijd")},
        {"FT": Name.Ch, "Ff": COMBO, "V": String("Vrije tijd"), "Opt": Array([String("Zorg"), String("Vrije tijd")])},
        {"FT": Name.Ch, "Ff": COMBO, "V": String("vt"), "Opt": Array([Array([String("vt"), String("Vrije tijd")])])},
        {"Subtype": Name.FreeText, "Contents": String("Vrije tijd")},
    ],
)
def test_a_value_without_an_appearance_stands_in_its_box(keys: dict[str, Any]) -> None:
    words = typed(only(with_field(paper().pdf(), **keys)))
    assert [word.text for word in words] == ["Vrije", "tijd"]
    for word in words:
        assert FIELD[0] <= word.box.x0 < word.box.x1 <= FIELD[2]
        assert 600 - FIELD[3] <= word.box.top < word.box.bottom <= 600 - FIELD[1]


def test_a_stale_empty_appearance_is_made_again_by_viewers() -> None:
    pdf = with_field(paper().pdf(), stale=True, FT=Name.Tx, V=String("Dienst"), AP=b"/Tx BMC EMC")
    assert [word.text for word in typed(only(pdf))] == ["Dienst"]


@pytest.mark.parametrize(
    "keys",
    [
        {"FT": Name.Tx, "V": String("geheim"), "Ff": 1 << 13},
        {"FT": Name.Tx, "V": String("geheim"), "F": 2},
        {"FT": Name.Btn, "V": Name.Yes, "AS": Name.Yes},
    ],
)
def test_passwords_hidden_fields_and_buttons_give_no_words(keys: dict[str, Any]) -> None:
    assert not typed(only(with_field(paper().pdf(), **keys)))


def test_a_long_value_is_broken_into_the_lines_of_its_box() -> None:
    long = "Helpt bezoekers en houdt de collectie op orde samen met de dienst"
    words = typed(only(with_field(paper().pdf(), FT=Name.Tx, Ff=MULTILINE, V=String(long))))
    assert " ".join(word.text for word in words) == long
    assert len({word.baseline for word in words}) > 1


def picture() -> ImageReader:
    from PIL import Image

    return ImageReader(Image.new("RGB", (10, 10), (90, 90, 90)))


def test_a_word_beside_hidden_ones_keeps_its_place() -> None:
    sheet = paper()
    white(sheet)
    (word,) = only(sheet.pdf()).words
    assert abs(word.box.x0 - 50) < 0.1
    assert abs(word.box.width - text_width("Zichtbaar", SIZE)) < 0.1
    assert word.index == 0


def test_a_page_whose_content_ends_early_is_damaged() -> None:
    sheet = paper()
    for line in range(20):
        sheet.text(50, 100 + 20 * line, f"regel {line} van een lange tekst", SIZE)
    whole = sheet.pdf()
    with pikepdf.open(BytesIO(whole)) as opened:
        page = opened.pages[0].obj
        packed = zlib.compress(page.Contents.read_bytes())
        page.Contents.write(packed[: len(packed) // 2], filter=Name.FlateDecode)
        out = BytesIO()
        opened.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert only(out.getvalue()).damaged
    assert not only(whole).damaged


@pytest.mark.parametrize("subtype", [Name.Square, Name.Highlight, Name.Stamp])
def test_text_under_an_opaque_note_is_not_read(subtype: Name) -> None:
    sheet = paper()
    sheet.text(120, 110, "Verborgen", SIZE)
    shows = b"1 g 0 0 200 20 re f"
    page = only(with_field(sheet.pdf(), Subtype=subtype, AP=shows))
    assert shown(page) == ["Zichtbaar"]
    assert hidden(page) == {"Verborgen": Hidden.COVERED}


def test_text_under_a_marker_laid_over_it_is_read() -> None:
    sheet = paper()
    sheet.text(120, 110, "Kop", SIZE)
    quad = Array([100, 500, 300, 500, 100, 480, 300, 480])
    page = only(with_field(sheet.pdf(), Subtype=Name.Highlight, QuadPoints=quad, C=Array([1, 1, 0])))
    assert shown(page) == ["Zichtbaar", "Kop"]
    assert not page.hidden


def test_of_a_number_that_a_clip_cuts_only_the_digits_that_show_are_read() -> None:
    sheet = paper()
    end = 50 + text_width("niveau 1", SIZE)
    clipped_to(sheet, (40, 490, end - 40, 30), lambda: sheet.text(50, 100, "niveau 12", SIZE))
    page = only(sheet.pdf())
    assert shown(page) == ["Zichtbaar", "niveau", "1"]
    assert hidden(page) == {"2": Hidden.VEILED}
