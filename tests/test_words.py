"""Characters → words: upright and top-left whatever the page does, and never glued or torn."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest

from extractor.reading.layout import Word
from extractor.reading.rendering import PdfiumRenderer
from tests.drawing import BOLD, PLAIN, Paper, remapped, text_width
from tests.reading import READER, layouts

WIDTH, HEIGHT = 400.0, 600.0
WORD, SIZE = "Griffier", 12.0
LENGTH = text_width(WORD, SIZE)


@pytest.fixture(autouse=True, params=["pdfplumber", "pdfium"])
def _by_each_reader(request: pytest.FixtureRequest) -> Iterator[None]:
    token = READER.set(request.param)
    yield
    READER.reset(token)


def near(word: Word, x0: float, baseline: float) -> bool:
    return abs(word.box.x0 - x0) < 0.6 and abs(word.baseline - baseline) < 0.6 and abs(word.box.width - LENGTH) < 0.6


def paper_with(text: str, x: float = 50, baseline: float = 100) -> Paper:
    paper = Paper((WIDTH, HEIGHT))
    paper.text(x, baseline, text, SIZE)
    return paper


def texts(paper: Paper) -> list[str]:
    (page,) = layouts(paper.pdf())
    return [word.text for word in page.words]


def changed(pdf: bytes, **keys: object) -> bytes:
    """The same page with keys of its dictionary set."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for key, value in keys.items():
            opened.pages[0].obj[f"/{key}"] = value
        out = BytesIO()
        opened.save(out)
    return out.getvalue()


def test_a_word_has_its_box_from_the_top_left() -> None:
    (page,) = layouts(paper_with(WORD).pdf())
    (word,) = page.words
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    assert near(word, 50, 100)
    assert word.box.top < 100 < word.box.bottom + 0.01 * HEIGHT
    assert (word.page, word.index, word.size, word.upright) == (1, 0, SIZE, True)


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_a_turned_page_reads_as_a_viewer_shows_it(angle: int) -> None:
    """The same word drawn so that it is upright at (50, 100) once the page is turned."""
    turned = angle % 180 == 90
    paper = Paper((HEIGHT, WIDTH) if turned else (WIDTH, HEIGHT))
    matrix = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, 1, -1, 0, HEIGHT, 0),
        180: (-1, 0, 0, -1, WIDTH, HEIGHT),
        270: (0, -1, 1, 0, 0, WIDTH),
    }
    paper.canvas.transform(*matrix[angle])
    paper.text(50, 100 + paper.height - HEIGHT, WORD, SIZE)
    (page,) = layouts(changed(paper.pdf(), Rotate=angle))
    (word,) = page.words
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    assert near(word, 50, 100)
    assert word.upright


def test_an_upright_word_on_a_turned_page_runs_down_it() -> None:
    paper = paper_with(WORD)
    paper.canvas.saveState()
    paper.canvas.rotate(90)
    paper.text(60, HEIGHT + 100, "De meeste woorden staan recht op de gedraaide pagina.", SIZE)
    paper.canvas.restoreState()
    (page,) = layouts(changed(paper.pdf(), Rotate=90))
    word = next(word for word in page.words if word.text == WORD)
    assert (page.width, page.height) == (HEIGHT, WIDTH)
    assert not word.upright
    assert abs(word.box.height - LENGTH) < 0.6


def test_the_crop_box_is_the_page() -> None:
    pdf = changed(paper_with(WORD).pdf(), CropBox=[30, 50, WIDTH - 20, HEIGHT - 40])
    (page,) = layouts(pdf)
    assert (page.width, page.height) == (WIDTH - 50, HEIGHT - 90)
    assert near(page.words[0], 50 - 30, 100 - 40)


def test_what_the_crop_box_hides_is_not_read() -> None:
    paper = paper_with(WORD)
    paper.text(50, 300, "Verborgen", SIZE)
    (page,) = layouts(changed(paper.pdf(), CropBox=[0, HEIGHT - 200, WIDTH, HEIGHT]))
    assert [word.text for word in page.words] == [WORD]


def test_a_media_box_may_begin_anywhere() -> None:
    (page,) = layouts(changed(paper_with(WORD).pdf(), MediaBox=[-10, -20, WIDTH - 10, HEIGHT - 20]))
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    assert near(page.words[0], 60, 80)


def test_coordinates_may_be_flipped() -> None:
    """Some producers turn the page upside down, and every glyph with it."""
    paper = Paper((WIDTH, HEIGHT))
    paper.canvas.transform(1, 0, 0, -1, 0, HEIGHT)
    paper.canvas.saveState()
    paper.canvas.transform(1, 0, 0, -1, 0, 0)
    paper.text(50, HEIGHT + 100, WORD, SIZE)
    paper.canvas.restoreState()
    (page,) = layouts(paper.pdf())
    assert near(page.words[0], 50, 100)
    assert page.words[0].text == WORD


def test_bold_made_by_printing_twice_is_one_word() -> None:
    paper = paper_with(WORD)
    paper.text(50.3, 100, WORD, SIZE)
    assert texts(paper) == [WORD]


def test_a_letter_that_is_doubled_in_the_word_stays_doubled() -> None:
    assert texts(paper_with("fff aaa 11")) == ["fff", "aaa", "11"]


@pytest.mark.parametrize("spread", [0.5, 1.5, 2.5, 4, 6])
def test_letters_set_apart_are_one_word(spread: float) -> None:
    paper = Paper()
    paper.text(50, 100, "HET DOEL", SIZE, spread=spread)
    paper.text(300, 100, "van de kat", SIZE)
    assert texts(paper) == ["HET", "DOEL", "van", "de", "kat"]


def test_letters_of_columns_are_no_word_set_apart() -> None:
    paper = Paper()
    for number, letter in enumerate("ABCDE"):
        paper.text(50 + 1.5 * SIZE * number, 100, letter, SIZE)
    assert texts(paper) == list("ABCDE")


def test_words_without_a_space_character_are_parted_by_their_gap() -> None:
    paper = paper_with("Doel")
    paper.text(50 + text_width("Doel", SIZE) + 0.28 * SIZE, 100, "functie", SIZE)
    assert texts(paper) == ["Doel", "functie"]


@pytest.mark.parametrize("gap", [0.2, 0.28, 0.34])
def test_a_gap_parts_words_though_other_words_of_the_line_have_a_space_character(gap: float) -> None:
    paper = paper_with("op eigen houtje")
    paper.text(50 + text_width("op eigen houtje", SIZE) + gap * SIZE, 100, "uit de kast", SIZE)
    assert texts(paper) == ["op", "eigen", "houtje", "uit", "de", "kast"]


@pytest.mark.parametrize(("given", "read"), [("74006900", "ti"), ("660066006900", "ffi"), ("00740069", "ti")])
def test_a_ligature_whose_letters_ghostscript_wrote_with_swapped_bytes(given: str, read: str) -> None:
    """The glyph of z stands for that of the ligature."""
    (page,) = layouts(remapped(paper_with("Funcze").pdf(), "z", given))
    assert [word.text for word in page.words] == [f"Func{read}e"]


def test_a_single_ideograph_is_left_as_it_is() -> None:
    (page,) = layouts(remapped(paper_with("z").pdf(), "z", "7400"))
    assert [word.text for word in page.words] == ["琀"]


def test_a_tick_stays_apart_from_the_text_it_is_glued_to() -> None:
    assert texts(paper_with("2☒Toont ☐☐")) == ["2", "☒", "Toont", "☐", "☐"]


def test_a_word_never_mixes_fonts() -> None:
    paper = paper_with("Doel")
    paper.text(50 + text_width("Doel", SIZE), 100, "vet", SIZE, BOLD)
    (page,) = layouts(paper.pdf())
    assert [(word.text, word.bold) for word in page.words] == [("Doel", False), ("vet", True)]
    assert PLAIN in page.words[0].font


def test_lines_come_from_top_to_bottom_whatever_the_order_of_drawing() -> None:
    paper = paper_with("derde", baseline=140)
    paper.text(50, 100, "eerste", SIZE)
    paper.text(200, 100, "tweede", SIZE)
    assert texts(paper) == ["eerste", "tweede", "derde"]


def test_an_empty_page_has_no_words() -> None:
    paper = Paper()
    paper.turn_page()
    paper.text(50, 100, WORD)
    assert [len(page.words) for page in layouts(paper.pdf())] == [0, 1]


def test_a_crop_box_that_misses_the_media_box_hides_nothing() -> None:
    """Neither from the words nor from the second look at the page."""
    pdf = changed(paper_with(WORD).pdf(), CropBox=[WIDTH + 50, HEIGHT + 50, WIDTH + 250, HEIGHT + 250])
    (page,) = layouts(pdf)
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    assert near(page.words[0], 50, 100)
    with PdfiumRenderer(pdf) as renderer:
        assert renderer.render(1, page.words[0].box, 2).pixels.min() < 128


def test_a_spaced_capital_and_its_small_capitals_are_one_word() -> None:
    paper = Paper()
    x = 50.0
    for capital, rest in (("D", "OEL"), ("V", "AN"), ("F", "UNCTIE")):
        paper.text(x, 100, capital, 14, spread=3)
        x += text_width(capital, 14) + 3
        paper.text(x, 100, f"{rest} ", 10.5, spread=3)
        x += text_width(f"{rest} ", 10.5) + 3 * (len(rest) + 1)
    assert texts(paper) == ["DOEL", "VAN", "FUNCTIE"]
