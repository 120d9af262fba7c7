"""Rows that no rule parts: a name that is cut is no answer, and a table ends where something else is headed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractor import FindingCode, Status
from tests.drawing import BOLD, PLAIN, Paper
from tests.test_levels_laid_out import levels, read, sheet

Lines = Sequence[tuple[str, str]]


def table(lines: Lines, heads: Sequence[tuple[int, str]] = ((60, "Competentie"), (420, "Niveau"))) -> Paper:
    paper = sheet()
    for x, head in heads:
        paper.text(x, 160, head, 10, BOLD)
    for i, (left, level) in enumerate(lines):
        paper.text(heads[-2][0], 180 + 13 * i, left)
        paper.text(428, 180 + 13 * i, level)
    return paper


def sure(paper: Paper, folder: Path) -> dict[str, int | None]:
    found = read(paper, folder).competencies
    return {one.name: one.required_level for one in found if one.status is Status.OK}


NUMBERED: Lines = (("Planifier et", "1"), ("organiser", ""), ("Convaincre", "3"), ("Diriger des", "2"), ("chefs", ""))


def test_a_name_that_goes_on_below_is_no_answer(tmp_path: Path) -> None:
    paper = table(NUMBERED, ((60, "Nr."), (100, "Compétence"), (420, "Niveau")))
    for number, row in enumerate((0, 2, 3), 1):
        paper.text(60, 180 + 13 * row, str(number))
    assert sure(paper, tmp_path).keys() <= {"Planifier et organiser", "Convaincre", "Diriger des chefs"}


def test_names_joined_from_two_rows_are_no_answer(tmp_path: Path) -> None:
    rows = (("luisteren", "5"), ("zorg dragen voor", ""), ("materiaal", "4"), ("veilig werken", "2"))
    assert (
        sure(table(rows), tmp_path).items()
        <= {"luisteren": 5, "zorg dragen voor materiaal": 4, "veilig werken": 2}.items()
    )


def test_a_name_that_goes_on_overleaf_is_no_answer(tmp_path: Path) -> None:
    paper = table((("Luisteren", "2"), ("Rekenen", "3"), ("Kwaliteitsvol", "4")))
    paper.turn_page()
    paper.text(60, 60, "werken in een keuken")
    assert sure(paper, tmp_path) == {"Luisteren": 2, "Rekenen": 3}


def test_whole_names_stay_sure(tmp_path: Path) -> None:
    """Small letters alone cut no name, nor does the part of a verb at its end."""
    rows = (("Luisteren", "5"), ("e-learning maken", "2"), ("Stuurt de ploeg aan", "3"), ("Rekenen", "4"))
    assert sure(table(rows), tmp_path) == {name: int(level) for name, level in rows}


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (("Opleiding", "Niveau"), (("Bachelor koken", "6"), ("Secundair onderwijs", "4"))),
        (("Taal", "Niveau"), (("Frans", "B2"), ("Engels", "C1"))),
    ],
)
def test_a_table_ends_where_another_is_headed(head: tuple[str, str], rows: Lines, tmp_path: Path) -> None:
    paper = table((("Luisteren", "2"), ("Rekenen", "3"), head, *rows))
    assert levels(read(paper, tmp_path)) == {"Luisteren": 2, "Rekenen": 3}


def test_a_heading_of_schooling_is_no_part_of_a_name(tmp_path: Path) -> None:
    rows = (
        ("Rekenen", "3"),
        ("Plannen en", "2"),
        ("organiseren", ""),
        ("Opleiding en ervaring", ""),
        ("Diploma kok.", ""),
    )
    assert not any("Opleiding" in name for name in levels(read(table(rows), tmp_path)))


def test_a_level_between_the_lines_of_a_name_that_nobody_read_is_said(tmp_path: Path) -> None:
    paper = sheet()
    for x, head in ((60, "Nr."), (100, "Compétence"), (420, "Niveau")):
        paper.text(x, 167, head, 10, BOLD)
    for i, name in enumerate(("Travailler en équipe", "Diriger des", "Convaincre", "Intégrité", "Esprit d'analyse")):
        at = 180 + 13 * (i + (i > 1))
        paper.text(60, at, str(i + 1))
        paper.text(100, at, name)
        paper.text(428, at + 6.5 * (i == 1), "11334"[i])
    paper.text(100, 206, "collaborateurs")
    description = read(paper, tmp_path)
    lost = "Diriger des collaborateurs" not in levels(description)
    assert not lost or FindingCode.LEVELS_NOT_READ in {one.code for one in description.findings}


@pytest.mark.parametrize("bold", [True, False])
def test_a_heading_that_no_vocabulary_knows_is_no_name(bold: bool, tmp_path: Path) -> None:
    heads = {180: "Wat ons draagt", 232: "Het hart"}
    paper = table((("", ""), ("Rekenen", "3"), ("Plannen en", ""), ("organiseren", "4"), ("", ""), ("Luisteren", "1")))
    for at, text in heads.items():
        paper.text(60, at, text if bold else text.upper(), 10, BOLD if bold else PLAIN)
    found = sure(paper, tmp_path)
    assert {"Rekenen": 3, "Luisteren": 1}.items() <= found.items()
    assert found.items() <= {"Rekenen": 3, "Plannen en organiseren": 4, "Luisteren": 1}.items()


def test_german_prepositions_with_their_article_end_no_name(tmp_path: Path) -> None:
    rows = (("Rechnen", "2"), ("Zusammenarbeit im", ""), ("Team", "3"), ("Wissen vom", ""), ("Betrieb", "1"))
    paper = table(rows, ((60, "Nr."), (100, "Kompetenz"), (420, "Niveau")))
    for number, row in enumerate((0, 2, 4), 1):
        paper.text(60, 180 + 13 * row, str(number))
    assert sure(paper, tmp_path).keys() <= {"Rechnen", "Zusammenarbeit im Team", "Wissen vom Betrieb"}
