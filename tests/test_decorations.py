"""Squares, pictures and icons that only adorn a page: they never make a level, whatever row or column they stand in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.colors import Color

from extractor import FindingCode, JobDescription, read_job_descriptions
from tests.paper import HEIGHT, Paper
from tests.test_marks_layers import picture

NAMES = ("Samenwerken", "Plannen", "Luisteren", "Klantgerichtheid", "Beslissen", "Analyseren")
LEVELS = ("basis", "gevorderd", "expert")
BLUE = Color(0.1, 0.2, 0.6)

Ornament = Callable[[Paper, float, float], object]
"""Draws a thing of about the size of a tick box: x and the baseline of its line."""


def icon(paper: Paper, x: float, y: float) -> None:
    paper.canvas.drawImage(picture(True), x, HEIGHT - y - 1, 9, 9)


def faint_icon(paper: Paper, x: float, y: float) -> None:
    paper.canvas.drawImage(picture(False), x, HEIGHT - y - 1, 9, 9)


def filled_square(paper: Paper, x: float, y: float) -> None:
    paper.rect(x, y - 8, 8, stroke=None, fill=BLUE)


def empty_square(paper: Paper, x: float, y: float) -> None:
    paper.rect(x, y - 8, 8)


def bullet(paper: Paper, x: float, y: float) -> None:
    paper.text(x, y, "■")


ORNAMENTS = (icon, faint_icon, filled_square, empty_square, bullet)
each_ornament = pytest.mark.parametrize("ornament", ORNAMENTS, ids=lambda ornament: ornament.__name__)


def begun() -> Paper:
    paper = Paper().text(60, 60, "Functiebeschrijving", 16).text(60, 80, "Functie: Kok").text(60, 95, "Dienst: Keuken")
    return paper.text(60, 120, "Competenties", 13)


def read(paper: Paper, folder: Path) -> JobDescription:
    path = folder / "adorned.pdf"
    path.write_bytes(paper.data())
    (description,) = read_job_descriptions(path, rules="generic")
    return description


def matrix(ornament: Ornament, *columns: str, at: int) -> Paper:
    xs = [60.0, 220, *(220 + 70.0 * i for i in range(1, len(columns) + 1))]
    paper = begun().table(xs, [140 + 20.0 * i for i in range(len(NAMES) + 2)]).text(64, 154, "Competentie")
    for x, column in zip(xs[1:], columns, strict=False):
        paper.text(x + 4, 154, column)
    for i, name in enumerate(NAMES):
        paper.text(64, 174 + 20 * i, name)
        ornament(paper, xs[at + 1] + 25, 174 + 20 * i)
    return paper


@pytest.mark.parametrize("ornament", [icon, faint_icon, empty_square], ids=lambda ornament: ornament.__name__)
@pytest.mark.parametrize("at", [0, 2])
def test_one_column_of_a_matrix_with_the_same_thing_in_each_row(ornament: Ornament, at: int, tmp_path: Path) -> None:
    assert_no_level(read(matrix(ornament, *LEVELS, at=at), tmp_path))


@pytest.mark.parametrize("ornament", [icon, faint_icon, empty_square], ids=lambda ornament: ornament.__name__)
def test_a_column_of_icons_beside_the_levels(ornament: Ornament, tmp_path: Path) -> None:
    assert_no_level(read(matrix(ornament, *LEVELS, "info", at=3), tmp_path))


@each_ornament
@pytest.mark.parametrize("at", [64, 330])
def test_rows_that_choose_nothing(ornament: Ornament, at: float, tmp_path: Path) -> None:
    """A dictionary: a row for each level, the name in the first of them only, with an ornament before or behind it."""
    paper = begun().table([60, 210, 300, 350, 540], [140 + 16.0 * i for i in range(3 * len(NAMES) + 2)])
    paper.text(64, 152, "Competentie").text(214, 152, "Niveau").text(354, 152, "Omschrijving")
    for i, name in enumerate(NAMES):
        ornament(paper, at, 168 + 48 * i)
        paper.text(80, 168 + 48 * i, name)
        for k, level in enumerate(LEVELS):
            paper.text(214, 168 + 48 * i + 16 * k, level).text(354, 168 + 48 * i + 16 * k, f"op het niveau {level}")
    assert_no_level(read(paper, tmp_path))


def assert_no_level(description: JobDescription) -> None:
    assert all(competency.required_level is None for competency in description.competencies)
    codes = {finding.code for finding in description.findings}
    loud = {
        FindingCode.LEVELS_NOT_CHOSEN,
        FindingCode.LEVEL_UNCLEAR,
        FindingCode.LEVEL_NONE,
        FindingCode.LEVEL_MULTIPLE,
        FindingCode.COMPETENCIES_NOT_READ,
    }
    assert codes & loud


def test_pictures_that_wander_over_the_columns_are_ticks(tmp_path: Path) -> None:
    paper = matrix(lambda paper, x, y: icon(paper, x + 70 * (round(y) // 20 % 3), y), *LEVELS, at=0)
    description = read(paper, tmp_path)
    assert [c.required_level for c in description.competencies] == [3, 1, 2, 3, 1, 2]
