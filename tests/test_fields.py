"""The header's labels and values, in every way that towns print them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from extractor import HeaderField
from tests.drawing import BOLD, Paper
from tests.reading import read

Header = Callable[[Paper], None]


def fields(header: Header) -> list[HeaderField]:
    """Those of a job description whose header is drawn from a height of 100 on."""
    paper = Paper()
    paper.text(60, 60, "FUNCTIEBESCHRIJVING GRIFFIER", 16, BOLD)
    header(paper)
    paper.text(60, 400, "Doel van de functie", 12, BOLD)
    paper.text(60, 420, "Je houdt de griffie open en de boeken dicht.")
    description = read(paper.pdf(), rules="tienen")
    assert description.unclaimed == ()
    assert description.purpose.text == ("Je houdt de griffie open en de boeken dicht.",)
    return list(description.fields)


def pairs(header: Header) -> list[tuple[str, str | None, str | None]]:
    return [(field.label, field.value, field.key) for field in fields(header)]


def table(rows: Sequence[Sequence[str]], widths: Sequence[float], height: float = 20) -> Header:
    def draw(paper: Paper) -> None:
        for number, row in enumerate(rows):
            x, top = 60.0, 100 + height * number
            for width, text in zip(widths, row, strict=True):
                paper.frame(x, top, x + width, top + height)
                paper.lines(x + 4, top + 13, text.split("\n"))
                x += width

    return draw


THREE = [
    ("Functienaam", "Griffier", "name"),
    ("Dienst", "Burgerzaken", "service"),
    ("Functionele loopbaan", "C1-C3", "career"),
]


def test_lines_with_a_colon() -> None:
    def header(paper: Paper) -> None:
        paper.lines(60, 110, [f"{label}: {value}" for label, value, _ in THREE])

    assert pairs(header) == THREE


def test_lines_with_a_tab() -> None:
    def header(paper: Paper) -> None:
        for number, (label, value, _) in enumerate(THREE):
            paper.text(60, 110 + 16 * number, label)
            paper.text(220, 110 + 16 * number, value)

    assert pairs(header) == THREE


def test_a_colon_in_a_column_of_its_own() -> None:
    def header(paper: Paper) -> None:
        for number, (label, value, _) in enumerate(THREE):
            paper.text(60, 110 + 16 * number, label)
            paper.text(220, 110 + 16 * number, ":")
            paper.text(230, 110 + 16 * number, value)

    assert pairs(header) == THREE


@pytest.mark.parametrize("colon", ["", ":", " :"])
def test_a_table_of_two_columns(colon: str) -> None:
    assert pairs(table([(label + colon, value) for label, value, _ in THREE], (150, 300))) == THREE


def test_a_table_with_the_colons_between() -> None:
    assert pairs(table([(label, ":", value) for label, value, _ in THREE], (150, 20, 280))) == THREE


def test_a_table_of_four_columns() -> None:
    rows = [("Functienaam:", "Griffier", "Dienst:", "Burgerzaken"), ("Graad:", "Deskundige", "Loopbaan:", "B1-B3")]
    assert pairs(table(rows, (100, 130, 100, 130))) == [
        ("Functienaam", "Griffier", "name"),
        ("Dienst", "Burgerzaken", "service"),
        ("Graad", "Deskundige", "grade"),
        ("Loopbaan", "B1-B3", "career"),
    ]


def test_a_value_over_two_lines_in_a_table() -> None:
    rows = [("Functienaam", "Griffier van de\nvrije tijd"), ("Dienst", "Burgerzaken")]
    assert pairs(table(rows, (150, 300), height=32))[0] == ("Functienaam", "Griffier van de vrije tijd", "name")


def test_a_value_over_two_lines_without_a_table() -> None:
    def header(paper: Paper) -> None:
        paper.text(60, 110, "Functienaam:")
        paper.lines(220, 110, ["Griffier van de", "vrije tijd"])
        paper.text(60, 140, "Dienst:")
        paper.text(220, 140, "Burgerzaken")

    assert pairs(header) == [("Functienaam", "Griffier van de vrije tijd", "name"), ("Dienst", "Burgerzaken", "service")]


@pytest.mark.parametrize(
    "header",
    [
        table([("Functienaam", "Griffier"), ("Dienst", "")], (150, 300)),
        lambda paper: paper.lines(60, 110, ["Functienaam: Griffier", "Dienst:"]),
    ],
    ids=["table", "lines"],
)
def test_a_label_without_a_value_is_kept_and_empty(header: Header) -> None:
    assert pairs(header) == [("Functienaam", "Griffier", "name"), ("Dienst", None, "service")]


def test_a_label_that_the_rules_do_not_know_is_kept_without_a_key() -> None:
    rows = [("Functienaam", "Griffier"), ("Aantal voltijdse eenheden", "2,5")]
    assert pairs(table(rows, (200, 250)))[1] == ("Aantal voltijdse eenheden", "2,5", None)


def test_a_colon_inside_the_value_stays() -> None:
    def header(paper: Paper) -> None:
        paper.lines(60, 110, ["Functienaam: Griffier: burgerzaken", "Dienst: Loket 3"])

    assert pairs(header)[0] == ("Functienaam", "Griffier: burgerzaken", "name")


def test_labels_are_known_in_any_case() -> None:
    def header(paper: Paper) -> None:
        paper.lines(60, 110, ["FUNCTIENAAM: Griffier"])

    assert pairs(header) == [("FUNCTIENAAM", "Griffier", "name")]


def test_a_field_has_its_place() -> None:
    (name, _) = fields(table([("Functienaam", "Griffier"), ("Dienst", "Loket")], (150, 300)))
    x0, top, x1, bottom = name.bbox
    assert name.page == 1
    assert 60 < x0 < 70
    assert 210 < x1 < 300
    assert 100 < top < bottom < 120
