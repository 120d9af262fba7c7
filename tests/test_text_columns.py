"""Text in two columns is read one column after the other; what only stands side by side is one line."""

from __future__ import annotations

from collections.abc import Sequence

from tests.drawing import Paper
from tests.reading import read, shaped

LEFT, RIGHT = 50, 320
PROSE = (
    ("De medewerker ontvangt bezoekers en", "Het team telt zeven mensen die elk een"),
    ("wijst hun de weg in het gebouw, ook", "eigen wijk hebben en elkaar vervangen"),
    ("wie voor het eerst komt en niet goed", "wanneer dat nodig is, zodat er altijd"),
    ("weet bij welke dienst hij moet zijn.", "iemand aan de balie zit die helpt."),
)


def lines_of(paper: Paper) -> list[str]:
    (page,) = shaped(paper.pdf())
    return [line.text for line in page.elements() if hasattr(line, "text")]


def side_by_side(paper: Paper, top: float, rows: Sequence[tuple[str, str]]) -> None:
    for i, (left, right) in enumerate(rows):
        paper.text(LEFT, top + 14 * i, left)
        paper.text(RIGHT, top + 14 * i, right)


def items(name: str) -> tuple[str, ...]:
    return (name, "• Luistert naar wat mensen vragen.", "• Zegt wat er kan.")


def test_columns_of_items_are_read_one_after_the_other() -> None:
    paper = Paper()
    paper.text(LEFT, 60, "Functiebeschrijving balie", size=16)
    paper.text(LEFT, 90, "Doel van de functie", size=12)
    paper.text(LEFT, 105, "Mensen helpen die aan de balie komen met wat zij nodig hebben.")
    paper.text(LEFT, 130, "Competenties", size=12)
    left = [*items("Overleg – niveau 2"), *items("Zorg – niveau 4")]
    right = [*items("Toezicht – niveau 3"), *items("Beheer – niveau 1")]
    side_by_side(paper, 150, list(zip(left, right, strict=True)))
    description = read(paper.pdf(), rules="generic")
    assert [(c.name, c.required_level) for c in description.competencies] == [
        ("Overleg", 2),
        ("Zorg", 4),
        ("Toezicht", 3),
        ("Beheer", 1),
    ]


def test_columns_of_prose_stand_between_what_runs_over_both() -> None:
    paper = Paper()
    paper.text(LEFT, 60, "Een kop over de hele breedte van het blad die beide kolommen overspant")
    side_by_side(paper, 90, PROSE)
    paper.text(LEFT, 170, "Een slot over de hele breedte van het blad dat beide kolommen overspant")
    found = lines_of(paper)
    assert found[0].startswith("Een kop")
    assert found[1:-1] == [left for left, _ in PROSE] + [right for _, right in PROSE]
    assert found[-1].startswith("Een slot")


def test_a_name_with_its_level_and_a_label_with_its_value_are_one_line() -> None:
    paper = Paper()
    rows = [("Overleg", "3"), ("Zorg", "2"), ("Toezicht", "4"), ("Afdeling:", "Vrije tijd"), ("Dienst:", "Bibliotheek")]
    side_by_side(paper, 100, rows)
    assert lines_of(paper) == [f"{left} {right}" for left, right in rows]


def test_rows_with_tick_boxes_are_no_columns_of_text() -> None:
    paper = Paper()
    rows = [(f"☐ {left}", f"☒ {right}") for left, right in PROSE]
    side_by_side(paper, 100, rows)
    assert lines_of(paper) == [f"{left} {right}" for left, right in rows]
