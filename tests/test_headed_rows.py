"""Rows under heads without a rule between them: a number belongs to its own head, a description is no name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractor import JobDescription, read_job_descriptions
from tests.drawing import BOLD, Paper, text_width

Column = tuple[str, float]
DOES = "Doet dit elke dag zonder hulp."


def read(folder: Path, heads: Sequence[Column], rows: Sequence[Sequence[str]]) -> JobDescription:
    """`heads` with the middle of each column; everything stands around it, but the names, which begin at 60."""
    sheet = Paper()
    sheet.text(60, 60, "Functieprofiel Kok", 18, BOLD)
    sheet.text(60, 100, "Competenties", 13, BOLD)
    for number, row in enumerate([[head for head, _ in heads], *rows]):
        for column, text in enumerate(row):
            left = 60 if not column else heads[column][1] - text_width(text, 10) / 2
            sheet.text(left, 125 + 18 * number, text)
    path = folder / "form.pdf"
    path.write_bytes(sheet.pdf())
    (description,) = read_job_descriptions(path)
    return description


def levels(description: JobDescription) -> dict[str | None, int | None]:
    return {one.name: one.required_level for one in description.competencies}


NAME = ("Competentie", 60.0)


@pytest.mark.parametrize(
    "columns",
    [
        [("Gewicht", 190.0), ("Omschrijving", 330.0), ("Niveau", 480.0)],
        [("Omschrijving", 250.0), ("Gewicht", 390.0), ("Niveau", 480.0)],
        [("Gewicht", 330.0), ("Niveau", 480.0)],
        [("Omschrijving", 250.0), ("Niveau", 480.0)],
    ],
)
def test_the_level_is_that_under_its_head(columns: list[Column], tmp_path: Path) -> None:
    heads = [NAME, *columns]
    cells = {"Gewicht": "523", "Niveau": "142"}
    rows = [
        [name, *(cells[head][i] if head in cells else DOES for head, _ in columns)]
        for i, name in enumerate(["Samenwerken", "Luisteren", "Plannen"])
    ]
    assert levels(read(tmp_path, heads, rows)) == {"Samenwerken": 1, "Luisteren": 4, "Plannen": 2}


def test_rows_that_cross_their_columns_say_no_level(tmp_path: Path) -> None:
    """A description that reaches under the next head: nobody can say which column a number stands in."""
    heads = [NAME, ("Gewicht", 190.0), ("Omschrijving", 300.0), ("Niveau", 365.0)]
    rows = [[name, "4", 2 * DOES, "2"] for name in ("Samenwerken", "Luisteren", "Plannen")]
    description = read(tmp_path, heads, rows)
    assert [one.name for one in description.competencies if one.required_level is not None] == []
    assert "competencies-not-read" in {finding.code for finding in description.findings}


def test_a_description_between_name_and_ticks_is_no_part_of_the_name(tmp_path: Path) -> None:
    heads = [NAME, ("Omschrijving", 250.0), ("1", 400.0), ("2", 430.0), ("3", 460.0)]
    ticks = {"Samenwerken": "○●○", "Luisteren": "●○○", "Plannen": "○○●"}
    description = read(tmp_path, heads, [[name, DOES, *signs] for name, signs in ticks.items()])
    assert levels(description) == {"Samenwerken": 2, "Luisteren": 1, "Plannen": 3}


def test_boxes_under_heads_are_what_is_asked_and_the_heads_no_group(tmp_path: Path) -> None:
    """The digits stand beside real check boxes: "Niveau" heads them all, and none of them alone."""
    sheet = Paper()
    sheet.text(60, 60, "Functieprofiel Kok", 18, BOLD)
    sheet.text(60, 100, "Competenties", 13, BOLD)
    sheet.text(60, 130, "Competentie", 10, BOLD)
    sheet.text(300, 130, "Niveau", 10, BOLD)
    ticked = {"Samenwerken": 3, "Luisteren": 2, "Plannen": 1}
    for row, (name, level) in enumerate(ticked.items()):
        sheet.text(60, 160 + 25 * row, name)
        for digit in (1, 2, 3, 4):
            bottom = sheet.height - 160 - 25 * row - 2
            sheet.canvas.acroForm.checkbox(
                name=f"{name}{digit}", x=300 + 40 * digit, y=bottom, size=12, checked=digit == level
            )
            sheet.text(316 + 40 * digit, 160 + 25 * row, str(digit))
    path = tmp_path / "form.pdf"
    path.write_bytes(sheet.pdf())
    (description,) = read_job_descriptions(path)
    assert levels(description) == ticked
    assert {one.group for one in description.competencies} == {None}
