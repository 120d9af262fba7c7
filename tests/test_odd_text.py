"""Text that no good program writes: it must neither stop a reading nor lose its letters."""

from __future__ import annotations

import io
import zlib
from types import ModuleType

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from extractor.reading import pdfium, plumber
from extractor.reading.deflate import UNPACKED_AT_ONCE, unpacks_whole
from extractor.reading.layout import PageLayout
from extractor.reading.limits import ReadingLimits
from extractor.reading.repair import SoundPdf
from extractor.shaping.lines import words_to_lines

both = pytest.mark.parametrize("reader", [plumber, pdfium])
HALF = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <7A> <D83D> endbfchar endcmap"


def page_of(reader: ModuleType, content: bytes, *, half: bool = False, font: Dictionary | None = None) -> PageLayout:
    """`/F` is a font without widths, `/H` is `font` or Helvetica; with `half` its "z" is half a character."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    plain = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Foo, Encoding=Name.WinAnsiEncoding)
    known = font or Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    if half:
        known.ToUnicode = pdf.make_stream(HALF)
    pdf.pages[0].Resources = Dictionary(Font=Dictionary(F=plain, H=known))
    pdf.pages[0].Contents = pdf.make_stream(content)
    written = io.BytesIO()
    pdf.save(written)
    data = written.getvalue()
    with reader.opened("odd.pdf", data, SoundPdf(data), None, ReadingLimits()) as file:
        (page,) = file.pages()
    assert isinstance(page, PageLayout)
    return page


@both
def test_letters_on_one_spot_stay_where_a_word_is_white(reader: ModuleType) -> None:
    white = b" 1 g BT /H 12 Tf 50 500 Td (white) Tj ET"
    page = page_of(reader, b"0 g BT /F 12 Tf 50 700 Td (Samenwerken) Tj ET" + white)
    assert [word.text for word in page.words] == ["Samenwerken"]
    assert [hidden.word.text for hidden in page.hidden] == ["white"]


@both
def test_a_letter_twice_is_two_where_the_font_says_no_widths(reader: ModuleType) -> None:
    page = page_of(reader, b"BT /H 12 Tf 50 700 Td (niveau) Tj /F 12 Tf 60 0 Td (22) Tj 0 -20 Td (Massa's) Tj ET")
    assert [word.text for word in page.words] == ["niveau", "22", "Massa's"]


@both
@pytest.mark.parametrize("sized", [b"/H 0 Tf", b"/H 12 Tf 1 0 0 0 50 600 Tm", b"/H 12 Tf 0 1 0 0 50 600 Tm"])
def test_text_without_a_size_stops_nothing(reader: ModuleType, sized: bytes) -> None:
    page = page_of(reader, b"BT /H 12 Tf 50 700 Td (Plannen) Tj ET BT " + sized + b" ([x]bc) Tj (ABC) Tj ET")
    assert "Plannen" in [word.text for word in page.words]


@both
def test_half_a_character_can_be_written(reader: ModuleType) -> None:
    page = page_of(reader, b"BT /H 12 Tf 50 700 Td (Plan z) Tj ET", half=True)
    assert "Plan" in " ".join(word.text for word in page.words).encode().decode()


def test_what_waits_behind_the_limit_is_unpacked_too() -> None:
    for size in range(UNPACKED_AT_ONCE - 4, UNPACKED_AT_ONCE + 40, 2):
        assert unpacks_whole(zlib.compress(b"ab" * (size // 2))[:-4])
    assert not unpacks_whole(zlib.compress(b"ab" * UNPACKED_AT_ONCE)[:-40])


@both
def test_letters_that_are_raised_stand_over_the_line(reader: ModuleType) -> None:
    """A text rise is how many a program writes the sign of a footnote: "niveau 2" and a note 1 are no level 21."""
    page = page_of(reader, b"BT /H 12 Tf 50 700 Td (niveau 2) Tj 5 Ts /H 7 Tf (1) Tj 0 Ts /H 12 Tf ( en) Tj ET")
    heights = {word.text: round(word.baseline) for word in page.words}
    assert heights == {"niveau": 142, "2": 142, "1": 137, "en": 142}


@both
def test_raised_letters_on_a_turned_page(reader: ModuleType) -> None:
    page = page_of(reader, b"BT /H 12 Tf 0 1 -1 0 300 300 Tm (niveau 2) Tj 5 Ts /H 7 Tf (1) Tj ET")
    assert {word.text for word in page.words} == {"niveau", "2", "1"}


@both
def test_two_spacings_and_a_string_begin_a_line(reader: ModuleType) -> None:
    page = page_of(reader, b"BT /H 12 Tf 14 TL 50 700 Td (Plannen) Tj (niveau 2) ' 3 1 (Leiden) \" (niveau 3) ' ET")
    assert [line.text for line in words_to_lines(page.words)] == ["Plannen", "niveau 2", "Leiden", "niveau 3"]


@both
@pytest.mark.parametrize("turned", [b"-1 0 0 -1 50 700 Tm", b"1 0 0 -1 50 700 Tm -100 Tz"])
def test_a_size_below_nothing_is_a_turn(reader: ModuleType, turned: bytes) -> None:
    """Turned twice it stands upright; the word below keeps the page from being taken for one upside down."""
    below = b"BT /H 12 Tf 100 Tz 50 600 Td (Leiden) Tj ET"
    page = page_of(reader, b"BT /H -12 Tf " + turned + b" (Plannen 2) Tj ET " + below)
    assert [(word.text, round(word.box.x0)) for word in page.words] == [("Plannen", 50), ("2", 97), ("Leiden", 50)]


@pytest.mark.parametrize(("reader", "said"), [(plumber, True), (plumber, False), (pdfium, True)])
def test_a_ligature_of_a_font_that_viewers_have_is_as_wide_as_it_is(reader: ModuleType, said: bool) -> None:
    """Else what follows stands too far left, and a word that is set in two strings comes apart: "Pro fi el Ni veau"."""
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Times-Roman"),
        Encoding=Dictionary(Type=Name.Encoding, Differences=[1, Name("/f_i")]),
    )  # fmt: skip
    if said:
        font.FirstChar, font.LastChar = 1, 255
        font.Widths = [556, *[0] * 76, 722, *[500] * 26, 278, *[500] * 150]
    content = b"BT /H 10 Tf 50 700 Td (\\001\\001\\001\\001Ni) Tj 32.24 0 Td (veau) Tj ET"
    page = page_of(reader, content, font=font)
    assert len(page.words) == 1
    assert page.words[0].text.endswith("Niveau")
