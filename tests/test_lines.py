"""Words → lines → the text a reader would copy."""

from __future__ import annotations

import pytest

from extractor.shaping.lines import Vocabulary, canonical, join_wrapped, line_to_segments, lines_to_text, words_to_lines
from tests.drawing import BOLD, Paper, text_width
from tests.reading import layouts, shaped

NOTHING = Vocabulary([])


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("Je leidt", "de dienst.", "Je leidt de dienst."),
        ("een kop-", "en voettekst", "een kop- en voettekst"),
        ("groen-", "of speelzones", "groen- of speelzones"),
        ("informatie-", "uitwisseling", "informatie-uitwisseling"),
        ("niveau B1-", "B3", "niveau B1-B3"),
        ("2020-", "2025", "2020-2025"),
        ("verant\u00ad", "woordelijk", "verantwoordelijk"),
        ("in-/", "uitstroom", "in-/uitstroom"),
        ("dit of", "– soms – dat", "dit of – soms – dat"),
        ("van 9 –", "12 uur", "van 9 – 12 uur"),
        ("", "Begin", "Begin"),
        ("Einde", "", "Einde"),
    ],
)
def test_how_a_wrapped_line_goes_on(before: str, after: str, joined: str) -> None:
    assert canonical(join_wrapped(before, after, NOTHING)) == joined


def test_a_broken_word_is_healed_where_the_document_has_it_whole() -> None:
    known = Vocabulary(["verantwoordelijk,"])
    assert join_wrapped("Je bent verant-", "woordelijk.", known) == "Je bent verantwoordelijk."
    assert join_wrapped("Je bent verant-", "woordelijk.", NOTHING) == "Je bent verant-woordelijk."


def test_a_hyphen_stays_where_the_document_has_the_word_with_it() -> None:
    known = Vocabulary(["e-mail", "email"])
    assert join_wrapped("per e-", "mail", known) == "per e-mail"


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("cafe\u0301", "café"),
        ("o\ufb03ce \ufb02ink", "office flink"),
        ("a\u00a0b \t c", "a b c"),
        (" ver\u00adder ", "verder"),
        ("“Ja” – ’s avonds", "“Ja” – ’s avonds"),
    ],
)
def test_canonical_text(printed: str, text: str) -> None:
    assert canonical(printed) == text


def test_words_of_one_baseline_are_a_line_whatever_their_font_and_size() -> None:
    paper = Paper()
    paper.text(50, 100, "Klein", 8)
    paper.text(90, 100, "GROOT", 14, BOLD)
    paper.text(50, 116, "volgende", 8)
    (page,) = shaped(paper.pdf())
    assert [line.text for line in page.lines] == ["Klein GROOT", "volgende"]


@pytest.mark.parametrize(("before", "raised", "after"), [("20 m", "2", "groot"), ("de 2", "de", "graad")])
def test_what_is_raised_stays_with_its_line(before: str, raised: str, after: str) -> None:
    """As Word does it: two thirds of the size, a third of it higher."""
    paper = Paper()
    paper.text(50, 88, "de regel erboven", 10)
    paper.text(50, 100, before, 10)
    x = 50 + text_width(before, 10)
    paper.text(x, 96.7, raised, 6.5)
    paper.text(x + text_width(raised, 6.5) + 3, 100, after, 10)
    paper.text(50, 112, "de regel eronder", 10)
    (page,) = shaped(paper.pdf())
    assert [line.text for line in page.lines] == ["de regel erboven", f"{before}{raised} {after}", "de regel eronder"]


def test_a_change_of_font_inside_a_word_is_no_space() -> None:
    paper = Paper()
    paper.text(50, 100, "on", 10, BOLD)
    paper.text(50 + text_width("on", 10, BOLD), 100, "afhankelijk", 10)
    (page,) = shaped(paper.pdf())
    assert [line.text for line in page.lines] == ["onafhankelijk"]


def test_a_wide_gap_cuts_a_line_into_segments() -> None:
    paper = Paper()
    paper.text(50, 100, "Stad Oever")
    paper.text(300, 100, "Pagina 1")
    (page,) = shaped(paper.pdf())
    assert [segment.text for segment in line_to_segments(page.lines[0])] == ["Stad Oever", "Pagina 1"]


def test_wrapped_lines_are_one_text() -> None:
    paper = Paper()
    paper.lines(50, 100, ["De informatie-", "uitwisseling over kop-", "en voetteksten."])
    (page,) = layouts(paper.pdf())
    assert lines_to_text(words_to_lines(page.words), NOTHING) == "De informatie-uitwisseling over kop- en voetteksten."


def test_text_that_runs_up_the_page_is_no_part_of_the_lines_beside_it() -> None:
    paper = Paper()
    paper.text(100, 300, "gewone regel")
    paper.canvas.rotate(90)
    paper.canvas.drawString(500, -60, "omhoog gezet")
    (page,) = shaped(paper.pdf())
    assert sorted(line.text for line in page.lines) == ["gewone regel", "omhoog gezet"]
