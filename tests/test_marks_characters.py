"""Tick boxes made of characters, on pages made by ReportLab."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from extractor.model import MarkKind
from tests.paper import SANS, Paper, Seen, see

LEVELS = ("basis", "gevorderd", "expert", "meester")


def levels(signs: str, x: float = 60, top: float = 100, step: float = 40, font: str = SANS) -> Paper:
    """A line for each level: its sign, then its name."""
    paper = Paper()
    for i, sign in enumerate(signs):
        paper.text(x, top + step * i, sign, font=font).text(x + 25, top + step * i, LEVELS[i % 4])
    return paper


@pytest.mark.parametrize("ticked", "☒☑⌧⊠")
def test_ballot_boxes_are_read_and_confirmed(ticked: str, tmp_path: Path) -> None:
    seen = see(levels(f"☐{ticked}☐☐").data(), tmp_path)
    assert seen.states() == [False, True, False, False]
    assert seen.confirmed_states() == [False, True, False, False]
    assert {mark.kind for mark in seen.marks} == {MarkKind.GLYPH}
    assert seen.marks[1].raw == ticked
    assert all(mark.confidence > before.confidence for mark, before in zip(seen.confirmed(), seen.marks, strict=True))


@pytest.mark.parametrize(
    ("empty", "filled"),
    [
        ("□", "■"),
        ("○", "●"),
        ("○", "◉"),
        ("◻", "◼"),
        ("❏", "■"),
        ("□", "✓"),
        ("☐", "✔"),
        ("☐", "✘"),
        ("□", "☒"),
        ("☐", "■"),
    ],
)
def test_shapes_beside_their_counterpart_are_tick_boxes(empty: str, filled: str, tmp_path: Path) -> None:
    seen = see(levels(f"{empty}{empty}{filled}{empty}").data(), tmp_path)
    assert seen.states() == [False, False, True, False]
    assert seen.confirmed_states() == [False, False, True, False]


@pytest.mark.parametrize("bullet", "■●○□✓➢▪•❑◆")
def test_the_same_sign_before_every_item_is_a_bullet(bullet: str, tmp_path: Path) -> None:
    assert see(levels(bullet * 4).data(), tmp_path).marks == []


def test_bullets_of_two_depths_are_no_tick_boxes(tmp_path: Path) -> None:
    paper = Paper()
    for i, (x, sign) in enumerate([(60, "●"), (80, "○"), (80, "○"), (60, "●"), (80, "○"), (100, "■")]):
        paper.text(x, 100 + 15 * i, sign).text(x + 15, 100 + 15 * i, "een taak van de dienst")
    assert see(paper.data(), tmp_path).marks == []


def test_a_sign_alone_in_a_cell_is_a_tick_box_without_a_counterpart(tmp_path: Path) -> None:
    paper = Paper().table([60, 200, 260, 320], [90, 110, 130, 150])
    for row in range(3):
        paper.text(65, 104 + 20 * row, "Samenwerken")
        paper.text(225, 104 + 20 * row, "□").text(285, 104 + 20 * row, "□")
    seen = see(paper.data(), tmp_path)
    assert seen.states() == [False] * 6
    assert seen.confirmed_states() == [False] * 6


def test_choices_in_a_line_are_read_where_one_is_filled(tmp_path: Path) -> None:
    seen = see(Paper().text(60, 100, "Klantgericht: ○ basis ● gevorderd ○ expert").data(), tmp_path)
    assert seen.states() == [False, True, False]


def test_a_line_without_a_tick_is_read_where_others_have_one(tmp_path: Path) -> None:
    paper = Paper()
    paper.text(60, 100, "Klantgericht: ○ basis ● gevorderd ○ expert")
    paper.text(60, 130, "Integer: ○ basis ○ gevorderd ○ expert")
    assert see(paper.data(), tmp_path).states() == [False, True, False, False, False, False]


def test_where_most_are_filled_the_tick_is_not_guessed(tmp_path: Path) -> None:
    paper = Paper()
    for i in range(3):
        paper.text(60, 100 + 30 * i, "Klantgericht: ● basis ○ gevorderd ● expert ● meester")
    seen = see(paper.data(), tmp_path)
    assert seen.states() == [None] * 12
    assert seen.confirmed_states(4) == [None] * 12
    assert "which of the two" in seen.marks[0].reason


def test_checks_say_yes_and_crosses_no_where_no_box_is_empty(tmp_path: Path) -> None:
    paper = Paper().table([60, 200, 260, 320, 380], [90, 110, 130])
    for row, signs in enumerate(("✗✓✗", "✗✗✓")):
        paper.text(65, 104 + 20 * row, "Samenwerken")
        for column, sign in enumerate(signs):
            paper.text(225 + 60 * column, 104 + 20 * row, sign)
    seen = see(paper.data(), tmp_path)
    assert seen.states() == [False, True, False, False, False, True]
    assert seen.confirmed_states(3) == seen.states()


def test_checks_and_crosses_are_both_ticks_beside_empty_boxes(tmp_path: Path) -> None:
    seen = see(levels("☐☒☐☑").data(), tmp_path)
    assert seen.states() == [False, True, False, True]


def test_a_box_in_a_sentence_is_no_tick_box(tmp_path: Path) -> None:
    paper = levels("☐☒☐☐", top=200)
    paper.text(60, 100, "Kruis het vakje ☐ aan van het niveau dat past.")
    paper.text(60, 130, "Een vereist niveau heeft een kruisje (☒) voor zich.")
    paper.text(60, 160, "☒ = vereist niveau")
    seen = see(paper.data(), tmp_path)
    assert [mark.box.top > 180 for mark in seen.marks] == [True] * 4


def test_choices_that_wrap_over_two_lines_are_all_read(tmp_path: Path) -> None:
    paper = Paper().text(60, 100, "Plannen: ☐ basis ☐ gevorderd").text(60, 113, "verder nog ☒ expert in dit vak")
    assert see(paper.data(), tmp_path).states() == [False, False, True]


def test_a_box_glued_to_its_text_is_a_word_by_itself(tmp_path: Path) -> None:
    seen = see(Paper().text(60, 100, "☐basis").text(60, 140, "☒gevorderd").data(), tmp_path)
    assert seen.states() == [False, True]
    assert [word.text for word in seen.pages[0].words] == ["☐", "basis", "☒", "gevorderd"]


def test_white_on_white_is_not_there_and_white_on_black_is(tmp_path: Path) -> None:
    from tests.paper import BLACK

    paper = levels("☐☐☐☐").text(60, 260, "☒", grey=1)
    paper.rect(50, 300, 300, 40, fill=BLACK).text(60, 320, "☒", grey=1).text(90, 320, "expert", grey=1)
    seen = see(paper.data(), tmp_path)
    assert seen.states() == [False, False, False, False, True]
    assert seen.confirmed_states() == [False, False, False, False, True]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("[ ] basis", "[x] gevorderd", "[ ] expert"), [False, True, False]),
        (("[X] basis", "[ ] gevorderd", "[ ] expert"), [True, False, False]),
        (("( ) basis", "(x) gevorderd", "( ) expert"), [False, True, False]),
        (("[ x ] basis", "[  ] gevorderd", "[v] expert"), [True, False, True]),
        (("[ ]basis", "[x]gevorderd", "[ ]expert"), [False, True, False]),
        (("(a) basis", "(b) gevorderd", "(x) expert"), []),
        (("[1] basis", "[2] gevorderd", "[10] expert"), []),
    ],
)
def test_brackets(lines: tuple[str, ...], expected: list[bool], tmp_path: Path) -> None:
    paper = Paper()
    for i, line in enumerate(lines):
        paper.text(60, 100 + 30 * i, line)
    seen = see(paper.data(), tmp_path)
    assert seen.states() == expected
    assert seen.confirmed_states() == expected


def test_a_letter_alone_in_a_cell_is_a_tick_and_a_roman_number_is_none(tmp_path: Path) -> None:
    paper = Paper().table([60, 200, 240, 280, 320, 360, 400], [90, 110, 130, 150])
    for column, name in enumerate(("I", "II", "III", "IV", "V")):
        paper.text(215 + 40 * column, 104, name)
    paper.text(65, 124, "Samenwerken").text(255, 124, "x")
    paper.text(65, 144, "Plannen").text(375, 144, "V")
    seen = see(paper.data(), tmp_path)
    assert [(mark.raw, mark.state) for mark in seen.marks] == [("x", True), ("V", True)]
    assert seen.confirmed_states() == [True, True]


def test_letters_in_sentences_and_between_numbers_are_no_ticks(tmp_path: Path) -> None:
    paper = Paper().text(60, 100, "De x as en de v van vrede").text(60, 130, "3").text(90, 130, "x").text(120, 130, "4")
    assert see(paper.data(), tmp_path).marks == []


def test_a_tick_typed_over_a_printed_box_ticks_it(tmp_path: Path) -> None:
    seen = see(levels("☐☐☐☐").text(62, 140, "x").data(), tmp_path)
    assert seen.states() == [False, True, False, False]
    assert seen.confirmed_states() == [False, True, False, False]


def symbol_font(data: bytes, name: str, code_of: dict[str, int], guise: str) -> bytes:
    """The embedded font under another name, its characters under the codes of a symbol font in one of three guises."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != "/Font":
                continue
            if "DejaVu" not in str(thing.get("/BaseFont")) or "/ToUnicode" not in thing:
                continue
            cmap = thing.ToUnicode.read_bytes().decode("latin-1")
            if not any(f"<{ord(c):04X}>" in cmap.upper() for c in code_of):
                continue
            for character, code in code_of.items():
                new = {"private": 0xF000 + code, "latin": code, "unicode": ord(character)}[guise]
                for form in (f"<{ord(character):04X}>", f"<{ord(character):04x}>"):
                    cmap = cmap.replace(form, f"<{new:04X}>")
            thing.ToUnicode.write(cmap.encode("latin-1"))
            thing.BaseFont = thing.FontDescriptor.FontName = pikepdf.Name("/ABCDEF+" + name)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def symbol_levels(signs: str) -> bytes:
    """Signs in one font, their text in another, so that only the signs' font is renamed."""
    paper = Paper()
    for i, sign in enumerate(signs):
        paper.text(60, 100 + 40 * i, sign).text(85, 100 + 40 * i, LEVELS[i], font="Helvetica")
    return paper.data()


WINGDINGS = {"☐": 0xA8, "☒": 0xFD, "☑": 0xFE, "●": 0x6C, "○": 0xA1}
WINGDINGS_2 = {"☐": 0xA3, "☒": 0x53, "☑": 0x52}
WEBDINGS = {"☐": 0x63, "✓": 0x61}
DINGBATS = {"❏": 0x6F, "✔": 0x34, "●": 0x6C, "■": 0x6E, "❍": 0x6D}


@pytest.mark.parametrize("guise", ["private", "latin", "unicode"])
@pytest.mark.parametrize(
    ("font", "codes", "empty", "ticked"),
    [
        ("Wingdings-Regular", WINGDINGS, "☐", "☒"),
        ("Wingdings", WINGDINGS, "☐", "☑"),
        ("Wingdings", WINGDINGS, "○", "●"),
        ("OpenSymbol", WINGDINGS, "☐", "☒"),
        ("Wingdings2", WINGDINGS_2, "☐", "☒"),
        ("Wingdings 2", WINGDINGS_2, "☐", "☑"),
        ("Webdings", WEBDINGS, "☐", "✓"),
        ("ZapfDingbats", DINGBATS, "❏", "✔"),
        ("ITCZapfDingbats", DINGBATS, "❏", "■"),
        ("ZapfDingbatsITC", DINGBATS, "❍", "●"),
    ],
)
def test_symbol_fonts_in_their_guises(
    font: str, codes: dict[str, int], empty: str, ticked: str, guise: str, tmp_path: Path
) -> None:
    seen = see(symbol_font(symbol_levels(empty + ticked + empty), font, codes, guise), tmp_path)
    assert seen.states() == [False, True, False]
    assert seen.confirmed_states() == [False, True, False]
    assert {mark.kind for mark in seen.marks} == {MarkKind.SYMBOL}
    assert seen.marks[0].font == font
    if guise == "private":
        assert seen.marks[1].raw == f"U+{0xF000 + codes[ticked]:04X}"


def test_the_standard_dingbats_as_raw_letters(tmp_path: Path) -> None:
    seen = see(levels("❏✔❏❏", font="ZapfDingbats").data(), tmp_path)
    assert seen.states() == [False, True, False, False]
    assert seen.confirmed_states() == [False, True, False, False]


@pytest.mark.parametrize("font", ["Helvetica", "Courier", "ABCDEF+FontAwesome5Free-Solid"])
def test_the_codes_mean_nothing_in_other_fonts(font: str, tmp_path: Path) -> None:
    data = (
        levels("onþ¨", font=font).data()
        if font in {"Helvetica", "Courier"}
        else symbol_font(symbol_levels("☐☒●○"), font.removeprefix("ABCDEF+"), WINGDINGS, "private")
    )
    assert [mark.state for mark in see(data, tmp_path).marks if mark.state is not None] == []


def test_bullets_of_wingdings_are_no_boxes(tmp_path: Path) -> None:
    data = symbol_font(symbol_levels("▪▪▪"), "Wingdings", {"▪": 0xA7}, "latin")
    assert see(data, tmp_path).marks == []


def unmapped(data: bytes) -> bytes:
    """The embedded fonts without their Unicode map and with it the knowledge of what their glyphs are."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font" and "/ToUnicode" in thing:
                del thing.ToUnicode
                thing.Encoding = pikepdf.Dictionary(
                    Type=pikepdf.Name.Encoding,
                    Differences=pikepdf.Array([0, *(pikepdf.Name(f"/g{i}") for i in range(256))]),
                )
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("signs", ["☐☒☐☐", "○○●○", "□■□□"])
def test_glyphs_without_a_name_are_told_apart_by_their_pixels(signs: str, tmp_path: Path) -> None:
    seen = see(unmapped(symbol_levels(signs)), tmp_path)
    assert seen.states() == [None] * 4
    assert seen.confirmed_states() == [sign in "☒●■" for sign in signs]


def test_one_glyph_without_a_name_before_every_line_is_a_bullet(tmp_path: Path) -> None:
    assert see(unmapped(symbol_levels("▪▪▪▪")), tmp_path).marks == []


def test_the_letters_of_a_font_without_names_are_no_boxes(tmp_path: Path) -> None:
    paper = Paper()
    for i in range(6):
        paper.text(60, 100 + 20 * i, "a" if i % 2 else "b").text(90, 100 + 20 * i, "een taak").text(
            200, 100 + 20 * i, "basis", font="Helvetica"
        )
    assert see(unmapped(paper.data()), tmp_path).marks == []


def test_a_document_without_marks_has_an_entry_for_each_page(tmp_path: Path) -> None:
    seen: Seen = see(Paper().text(60, 100, "Niets aan te kruisen").data(), tmp_path)
    assert seen.marks == []
