"""Words on the page that are no part of its text: struck out and replaced, or the sign of a footnote. None is lost."""

from __future__ import annotations

from extractor.shaping.pages import ShapedPage
from tests.drawing import Paper, text_width
from tests.reading import read, shaped


def texts(page: ShapedPage) -> list[str]:
    return [line.text for line in page.lines]


def written(paper: Paper, x: float, baseline: float, *parts: tuple[str, bool], size: float = 10) -> None:
    """Parts of one line behind each other; those that are True have a line through them."""
    for text, struck in parts:
        paper.text(x, baseline, text, size)
        end = x + text_width(text.rstrip(), size)
        if struck:
            paper.rule(x, baseline - 0.28 * size, end, baseline - 0.28 * size)
        x += text_width(text, size)


def test_a_word_that_is_struck_out_beside_others_is_not_said() -> None:
    paper = Paper()
    written(paper, 50, 100, ("Werkt ", False), ("zelden ", True), ("vaak met burgers", False))
    (page,) = shaped(paper.pdf())
    assert texts(page) == ["Werkt vaak met burgers"]
    assert [word.text for word in page.layout.words if word.struck] == ["zelden"]


def test_of_a_number_that_is_struck_out_in_part_the_rest_is_read() -> None:
    paper = Paper()
    written(paper, 50, 100, ("2", True), ("5", False))
    written(paper, 50, 130, ("3", False), ("4", True))
    (page,) = shaped(paper.pdf())
    assert texts(page) == ["5", "3"]
    assert [(word.index, word.text) for word in page.layout.words] == [(0, "2"), (1, "5"), (2, "3"), (3, "4")]


def test_a_choice_whose_other_options_are_struck_out_with_what_parts_them() -> None:
    paper = Paper()
    written(paper, 50, 100, ("trap 1 ", True), ("/ ", False), ("trap 2 ", False), ("/ ", False), ("trap 3", True))
    (page,) = shaped(paper.pdf())
    assert texts(page) == ["trap 2"]


def test_where_everything_beside_it_is_struck_out_too_it_stays_and_is_known_as_such() -> None:
    paper = Paper()
    written(paper, 50, 100, ("Overleg en beraad", True))
    paper.text(200, 100, "Zorg")
    (page,) = shaped(paper.pdf())
    assert [line.text for line in page.lines] == ["Overleg en beraad Zorg"]
    assert [word.struck for word in page.lines[0].words] == [True, True, True, False]


def test_rules_of_tables_underlines_and_dashes_strike_nothing_out() -> None:
    paper = Paper()
    paper.text(50, 100, "Onderlijnd woord")
    paper.rule(50, 101.5, 90, 101.5)
    paper.text(50, 130, "Tekst op een regel die doorloopt")
    paper.rule(20, 127, 500, 127)
    paper.text(50, 160, "van 2 – 3 dagen")
    (page,) = shaped(paper.pdf())
    assert not any(word.struck for word in page.layout.words)


def test_the_sign_of_a_footnote_is_no_digit_of_what_it_stands_behind() -> None:
    paper = Paper()
    paper.text(50, 100, "Samenwerken")
    paper.text(50 + text_width("Samenwerken", 10), 96.5, "2", size=6.5)
    paper.text(300, 100, "4")
    paper.text(300 + text_width("4", 10), 96.5, "13", size=6.5)
    paper.text(50, 600, "2", size=6.5)
    paper.text(50 + text_width("2", 6.5), 603.5, " Zie het woordenboek van 12 maart")
    (page,) = shaped(paper.pdf())
    assert texts(page) == ["Samenwerken 4", "Zie het woordenboek van 12 maart"]
    assert [word.text for word in page.layout.words if word.raised] == ["2", "13", "2"]


def test_a_power_is_part_of_its_unit_and_a_number_on_its_line_is_none() -> None:
    paper = Paper()
    paper.text(50, 100, "Onderhoudt 40 m")
    paper.text(50 + text_width("Onderhoudt 40 m", 10), 96.5, "2", size=6.5)
    paper.text(50, 130, "Binnen")
    paper.text(50 + text_width("Binnen ", 10), 130, "10 dagen", size=9)
    (page,) = shaped(paper.pdf())
    assert not any(word.raised for word in page.layout.words)
    assert page.lines[0].text == "Onderhoudt 40 m2"


def test_what_is_no_text_is_listed_and_counted() -> None:
    paper = Paper()
    paper.text(50, 60, "Functiebeschrijving medewerker", size=16)
    paper.text(50, 100, "Doel van de functie", size=12)
    written(paper, 50, 120, ("Helpt ", False), ("geen ", True), ("bezoekers verder.", False))
    paper.text(50, 160, "Competenties", size=12)
    for i, (name, level) in enumerate((("Overleg", "2"), ("Zorg", "3"))):
        paper.text(50, 180 + 15 * i, f"{name}: niveau {level}")
        paper.text(50 + text_width(f"{name}: niveau {level}", 10), 176.5 + 15 * i, "1", size=6.5)
    description = read(paper.pdf(), rules="generic")
    assert [(c.name, c.required_level) for c in description.competencies] == [("Overleg", 2), ("Zorg", 3)]
    assert sorted(found.text for found in description.unclaimed) == ["1", "1", "geen"]
    assert description.word_count.total == description.word_count.claimed + description.word_count.unclaimed
