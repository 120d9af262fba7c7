"""Words → lines → the text a reader would copy."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.geometry import Box
from extractor.reading.layout import Word
from extractor.shaping.lines import (
    Vocabulary,
    canonical,
    join_wrapped,
    line_to_segments,
    lines_as_they_come,
    lines_to_text,
    words_to_lines,
)
from tests.drawing import BOLD, Paper, text_width
from tests.reading import layouts, read, shaped

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
        ("overheidsopdrachten", ", leveringen", "overheidsopdrachten, leveringen"),
        ("(dit en dat", ").", "(dit en dat)."),
        ("kennis van", ".NET", "kennis van .NET"),
        ("kennis van", "… en meer", "kennis van … en meer"),
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


def names(text: Sequence[str], width: float, elsewhere: str = "") -> str:
    """The text of a cell of that width, whose lines are those given; `elsewhere` stands under the table."""
    paper = Paper()
    paper.text(60, 60, "FUNCTIEBESCHRIJVING GRIFFIER", 16, BOLD)
    paper.lines(60, 90, ["Functienaam: Griffier", elsewhere])
    for level in range(4):
        top = 200 + 80.0 * level
        paper.frame(60, top, 60 + width, top + 80)
        paper.frame(60 + width, top, 90 + width, top + 80)
        paper.frame(90 + width, top, 500, top + 80)
        paper.lines(64, top + 14, () if level else text)
        paper.text(64 + width, top + 14, f"{level}")
        paper.text(64 + width, top + 30, "☒" if level == 2 else "☐")
        paper.text(94 + width, top + 14, "• Doet wat gevraagd is.")
    (competency,) = read(paper.pdf(), rules="tienen").competencies
    return competency.name


def fitting(text: str) -> float:
    """The width of a cell that the text fills, padding on both sides included."""
    return text_width(text, 10) + 8


@pytest.mark.parametrize(
    ("head", "tail"), [("overheidsopdrac", "hten,"), ("Nauwkeurighei", "d"), ("Stressbestend", "igheid")]
)
def test_a_word_longer_than_its_column_is_one_word(head: str, tail: str) -> None:
    assert names(["Kennis van", head, tail, "en meer"], fitting(head) + 1) == f"Kennis van {head}{tail} en meer"


def test_an_and_goes_between_words_and_never_after_the_last() -> None:
    assert names(["Burgerzaken", "en loket"], fitting("Burgerzaken")) == "Burgerzaken en loket"
    assert names(["rekenblad", "en"], fitting("rekenblad")) == "rekenbladen"


def test_a_word_that_leaves_room_for_a_letter_is_whole() -> None:
    room = text_width("t", 10)
    assert names(["Burgerzaken", "toelichten"], fitting("Burgerzaken") + room) == "Burgerzaken toelichten"


@pytest.mark.parametrize("elsewhere", ["Wie Burgerzaken kent, weet het.", "Wie kan toelichten wat moet?"])
def test_words_that_the_document_has_elsewhere_are_whole(elsewhere: str) -> None:
    assert names(["Burgerzaken", "toelichten"], fitting("Burgerzaken"), elsewhere) == "Burgerzaken toelichten"


def test_text_that_runs_up_the_page_is_no_part_of_the_lines_beside_it() -> None:
    paper = Paper()
    paper.text(100, 300, "gewone regel")
    paper.canvas.rotate(90)
    paper.canvas.drawString(500, -60, "omhoog gezet")
    (page,) = shaped(paper.pdf())
    assert sorted(line.text for line in page.lines) == ["gewone regel", "omhoog gezet"]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("Wet overheidsopdrachten", ", leveringen", "Wet overheidsopdrachten, leveringen"),
        ("(in overleg", ").", "(in overleg)."),
        ("werkt met", ".NET en Java", "werkt met .NET en Java"),
    ],
)
def test_a_sign_that_had_no_room_on_its_line(before: str, after: str, joined: str) -> None:
    assert join_wrapped(before, after, NOTHING) == joined


def standing(index: int, line: float, x: int, size: float) -> Word:
    return Word(1, index, "woord", Box(10 * x, line - size, 10 * x + 9, line), line, "Font", size)


PLACES = st.tuples(st.sampled_from([100, 101, 104, 112, 124, 136]), st.integers(1, 4), st.sampled_from([8.0, 10.0]))


@given(st.lists(PLACES, min_size=1, max_size=9), st.booleans())
@settings(deadline=None, derandomize=True, database=None)
def test_words_that_come_in_order_are_on_the_lines_that_sorting_would_find(
    places: list[tuple[float, int, float]], ordered: bool
) -> None:
    words = [standing(i, *place) for i, place in enumerate(sorted(set(places)) if ordered else places)]
    known = lines_as_they_come(words)
    assert known is None or list(known) == words_to_lines(words)


def test_words_in_order_need_no_sorting() -> None:
    words = [standing(i, line, x, 10.0) for i, (line, x) in enumerate([(100, 1), (100, 2), (112, 1), (124, 1)])]
    known = lines_as_they_come(words)
    assert known is not None
    assert [len(line.words) for line in known] == [2, 1, 1]
    assert lines_as_they_come(words[::-1]) is None
