"""The header's labels and values, in every way that towns print them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from extractor import HeaderField
from tests.drawing import BOLD, Paper, text_width, wrap
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

    assert pairs(header) == [
        ("Functienaam", "Griffier van de vrije tijd", "name"),
        ("Dienst", "Burgerzaken", "service"),
    ]


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


def lines_at(columns: Sequence[float], rows: Sequence[Sequence[str]], distance: float = 16, size: float = 10) -> Header:
    """Rows of text without rules; `None` texts are empty strings."""

    def draw(paper: Paper) -> None:
        for number, row in enumerate(rows):
            for x, text in zip(columns, row, strict=True):
                if text:
                    paper.text(x, 110 + distance * number, text, size)

    return draw


UNKNOWN = [("Uurrooster", "38/38", None), ("Plaats tewerkstelling", "Stadhuis: balie", None)]


def test_columns_without_colons_and_labels_that_nobody_knows() -> None:
    """The gap after the longest label is no wider than 8 points."""
    wide = 60 + text_width("Functionele loopbaan", 10) + 8
    rows = [(label, value) for label, value, _ in [*THREE, *UNKNOWN]]
    assert pairs(lines_at((60, wide), rows)) == [*THREE, *UNKNOWN]


def test_a_label_in_a_column_without_a_value_is_kept() -> None:
    rows = [(label, value) for label, value, _ in THREE]
    rows[1:1] = [("Uurrooster", "")]
    assert pairs(lines_at((60, 220), rows)) == [THREE[0], ("Uurrooster", None, None), *THREE[1:]]


@pytest.mark.parametrize("colon", ["", ":"])
def test_labels_over_two_lines_without_a_table(colon: str) -> None:
    """Those of the rules and others; their second line may be a label by itself."""
    between = [
        ("Functionele", colon, "C1-C3"),
        ("loopbaan", "", ""),
        ("Plaats van", colon, "Oever"),
        ("werken", "", ""),
    ]
    rows = [("Functienaam", colon, "Griffier"), *between, ("Dienst", colon, "Burgerzaken")]
    assert pairs(lines_at((60, 150, 160), rows)) == [
        ("Functienaam", "Griffier", "name"),
        ("Functionele loopbaan", "C1-C3", "career"),
        ("Plaats van werken", "Oever", None),
        ("Dienst", "Burgerzaken", "service"),
    ]


def test_a_label_over_two_lines_with_its_value_beside_the_second() -> None:
    rows = [("Functienaam", "Griffier"), ("Functionele", ""), ("loopbaan", "C1-C3"), ("Dienst", "Burgerzaken")]
    assert pairs(lines_at((60, 160), rows)) == [THREE[0], THREE[2], THREE[1]]


def test_a_value_that_wraps_in_its_column() -> None:
    rows = [
        ("Functienaam:", "Griffier"),
        ("Dienst:", "Burgerzaken, bevolking,"),
        ("", "begraafplaatsen"),
        ("", "en loket"),
    ]
    assert pairs(lines_at((60, 160), rows, 12)) == [
        THREE[0],
        ("Dienst", "Burgerzaken, bevolking, begraafplaatsen en loket", "service"),
    ]


def test_a_value_that_wraps_under_its_label() -> None:
    """Only a line that is full goes on in the next one."""
    long = "Burgerzaken, bevolking, burgerlijke stand, begraafplaatsen, vreemdelingenzaken, verkiezingen en het loket"
    first, *rest = wrap(f"Dienst: {long}", 480, 10)
    assert len(rest) == 1

    def header(paper: Paper) -> None:
        paper.lines(60, 110, ["Functienaam: Griffier", first, *rest, "Graad: Deskundige"])

    assert pairs(header) == [
        THREE[0],
        ("Dienst", long, "service"),
        ("Graad", "Deskundige", "grade"),
    ]


def test_two_pairs_on_a_line() -> None:
    rows = [("Functienaam: Griffier", "Dienst: Burgerzaken"), ("Uurrooster: 38/38", "Loopbaan: C1-C3")]
    assert pairs(lines_at((60, 300), rows)) == [
        THREE[0],
        THREE[1],
        ("Uurrooster", "38/38", None),
        ("Loopbaan", "C1-C3", "career"),
    ]


@pytest.mark.parametrize("colon", ["", ":"])
def test_a_label_over_two_lines_in_a_table(colon: str) -> None:
    """Its first line fills its cell to the edge."""
    width = text_width("Functionele", 10) + 8
    rows = [
        ("Functie-\nnaam" + colon, "Griffier"),
        ("Functionele\nloopbaan" + colon, "C1-C3"),
        ("Dienst" + colon, "Loket"),
    ]
    assert pairs(table(rows, (width, 300), height=32)) == [
        ("Functienaam", "Griffier", "name"),
        ("Functionele loopbaan", "C1-C3", "career"),
        ("Dienst", "Loket", "service"),
    ]


def test_empty_values_in_tables_of_two_and_four_columns() -> None:
    assert pairs(table([("Functienaam", "Griffier"), ("Uurrooster", ""), ("Dienst", "")], (150, 300))) == [
        THREE[0],
        ("Uurrooster", None, None),
        ("Dienst", None, "service"),
    ]
    rows = [("Functienaam", "Griffier", "Dienst", "Loket"), ("Graad", "", "Evaluator", "Afdelingshoofd")]
    assert pairs(table(rows, (100, 130, 100, 130))) == [
        THREE[0],
        ("Dienst", "Loket", "service"),
        ("Graad", None, "grade"),
        ("Evaluator", "Afdelingshoofd", None),
    ]


def test_labels_over_their_values() -> None:
    rows = [("Functienaam", "Dienst", "Uurrooster", "Loopbaan"), ("Griffier", "Loket", "", "C1-C3")]
    assert pairs(table(rows, (120, 110, 110, 110))) == [
        THREE[0],
        ("Dienst", "Loket", "service"),
        ("Uurrooster", None, None),
        ("Loopbaan", "C1-C3", "career"),
    ]


def test_a_value_that_is_a_label_elsewhere() -> None:
    assert pairs(table([("Functienaam", "Griffier"), ("Bevoegdheid", "Sector"), ("Dienst", "Loket")], (150, 300))) == [
        THREE[0],
        ("Bevoegdheid", "Sector", None),
        ("Dienst", "Loket", "service"),
    ]


def test_cells_that_go_over_rows_and_columns() -> None:
    """One label beside two rows of value; one value over three columns."""

    def header(paper: Paper) -> None:
        for x0, top, x1, bottom, text in (
            (60, 100, 160, 140, "Functienaam"),
            (160, 100, 500, 120, "Griffier"),
            (160, 120, 500, 140, "vrije tijd"),
            (60, 140, 160, 160, "Dienst"),
            (160, 140, 300, 160, "Loket"),
            (300, 140, 400, 160, "Graad"),
            (400, 140, 500, 160, "Deskundige"),
            (60, 160, 160, 180, "Loopbaan"),
            (160, 160, 500, 180, "C1-C3"),
        ):
            paper.frame(x0, top, x1, bottom)
            paper.text(x0 + 4, top + 13, text)

    assert pairs(header) == [
        ("Functienaam", "Griffier vrije tijd", "name"),
        ("Dienst", "Loket", "service"),
        ("Graad", "Deskundige", "grade"),
        ("Loopbaan", "C1-C3", "career"),
    ]


def test_labels_listed_in_one_cell_and_values_in_the_next() -> None:
    rows = [("\n".join(label for label, _, _ in THREE), "\n".join(value for _, value, _ in THREE))]
    assert pairs(table(rows, (150, 300), height=46)) == THREE


@pytest.mark.parametrize("heading", ["I. Algemeen", "A. Algemeen", "1) Algemeen", "B. Identificatiegegevens"])
def test_labels_right_under_a_heading_that_divides(heading: str) -> None:
    def header(paper: Paper) -> None:
        paper.text(60, 110, heading, 12, BOLD)
        paper.lines(60, 130, [f"{label}: {value}" for label, value, _ in THREE])

    assert pairs(header) == THREE


def test_bold_labels_are_no_headings() -> None:
    def header(paper: Paper) -> None:
        paper.text(60, 110, "Functie", 10, BOLD)
        paper.text(60, 130, "Functienaam: Griffier")
        paper.text(60, 146, "Uurrooster: 38/38", 10, BOLD)
        paper.text(60, 162, "Dienst: Burgerzaken")

    assert pairs(header) == [THREE[0], UNKNOWN[0], THREE[1]]


def test_a_line_below_the_longest_label_is_not_its_value() -> None:
    """Where all lines are short, the longest of them did not wrap."""
    paper = Paper()
    paper.text(60, 60, "DESCRIPCIÓN DEL PUESTO", 16)
    paper.lines(60, 90, ["Denominación del puesto: Auxiliar administrativo", "Ayuntamiento de Lorca"])
    paper.text(60, 140, "Competencias", 13)
    paper.lines(60, 160, ["Trabajo en equipo: nivel 2", "Iniciativa: nivel 3"])
    description = read(paper.pdf())
    assert [(field.label, field.value) for field in description.fields] == [
        ("Denominación del puesto", "Auxiliar administrativo")
    ]
    assert description.function.name == "Auxiliar administrativo"
    assert description.organisation == "Ayuntamiento de Lorca"
