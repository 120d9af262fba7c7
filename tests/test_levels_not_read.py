"""Lines that say a level in a way that cannot be read stand among the findings where others were read."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import FindingCode, JobDescription, Status, read_job_descriptions
from tests.drawing import BOLD, PLAIN, Paper

LINES_OF_A_PAGE = 28
HEADINGS = ("Competenties", "Beoordeling")


def read(folder: Path, lines: list[str]) -> JobDescription:
    paper = Paper()
    paper.text(60, 60, "Functiebeschrijving: Boekhouder", 16, BOLD)
    for number, line in enumerate(["Taken", "Je boekt de facturen.", *lines]):
        heading = line in ("Taken", *HEADINGS)
        if number and number % LINES_OF_A_PAGE == 0:
            paper.turn_page()
        paper.text(
            60,
            100 + 18 * (number % LINES_OF_A_PAGE),
            line,
            12 if heading else 10,
            BOLD if heading else PLAIN,
        )
    path = folder / "form.pdf"
    path.write_bytes(paper.pdf())
    (description,) = read_job_descriptions(path)
    return description


def test_a_level_over_names_is_known_again_on_the_next_page(tmp_path: Path) -> None:
    names = [f"Kunde {chr(ord('A') + number)}" for number in range(LINES_OF_A_PAGE - 4)]
    description = read(tmp_path, ["Competenties", "Niveau 1", *names, "Plannen", "Niveau 3", "Rekenen"])
    assert set(description.source.pages) == {1, 2}
    assert description.competencies == ()
    assert FindingCode.COMPETENCIES_NOT_READ in {one.code for one in description.findings}


def test_a_level_that_is_to_become_another_is_no_level(tmp_path: Path) -> None:
    lines = [
        "Plannen (niveau 2 => 3)",
        "Rekenen (niveau 1 -> 2)",
        "Luisteren (niveau 2 naar 3)",
        "Overleggen (niveau 3)",
    ]
    found = {one.name: one for one in read(tmp_path, ["Competenties", *lines]).competencies}
    assert {name: one.required_level for name, one in found.items()} == {
        "Plannen": None, "Rekenen": None, "Luisteren": None, "Overleggen": 3,
    }  # fmt: skip
    assert found["Plannen"].status is Status.UNCLEAR


def test_a_line_that_says_a_level_nobody_can_read_is_said(tmp_path: Path) -> None:
    lines = ["Nauwkeurig werken (niveau 2, wordt 3)", "Plannen (niveau 1)", "Overleggen (niveau 3)"]
    description = read(tmp_path, ["Competenties", *lines])
    assert {one.name: one.required_level for one in description.competencies} == {"Plannen": 1, "Overleggen": 3}
    (left,) = [one for one in description.findings if one.code is FindingCode.LEVELS_NOT_READ]
    assert "'Nauwkeurig werken (niveau 2, wordt 3)'" in left.message
    assert left.page == 1


def test_a_name_with_two_levels_is_said(tmp_path: Path) -> None:
    lines = ["Competenties", "Plannen: niveau 2", "Overleggen: niveau 3", "Beoordeling", "Plannen: niveau 1"]
    description = read(tmp_path, lines)
    twice = [one.message for one in description.findings if one.code is FindingCode.COMPETENCY_DUPLICATE]
    levels = [one.required_level for one in description.competencies if one.name == "Plannen"]
    assert levels == [2, 1]
    assert len(twice) == 1


def test_a_level_that_stands_over_names_is_not_that_of_the_name_above_it(tmp_path: Path) -> None:
    description = read(tmp_path, ["Competenties", "Niveau 1", "Rekenen", "Plannen", "Niveau 3", "Overleggen"])
    assert description.competencies == ()
    assert FindingCode.COMPETENCIES_NOT_READ in {one.code for one in description.findings}


def test_levels_in_a_sentence_and_out_of_a_most_are_said(tmp_path: Path) -> None:
    for lines in (
        ["Rekenen (niveau 3) en plannen (niveau 2) en overleggen (niveau 1)."],
        ["Rekenen : 3/4", "Plannen : 2/5"],
        ["Rekenen : 1/2", "Plannen : 2/2"],
    ):
        description = read(tmp_path, ["Competenties", *lines])
        assert description.competencies == ()
        assert FindingCode.COMPETENCIES_NOT_READ in {one.code for one in description.findings}


def test_steps_out_of_a_most_are_no_other_way_where_only_a_diploma_has_a_level(tmp_path: Path) -> None:
    lines = ["Competenties", "Rekenen 2/3", "Plannen 3/3", "Overleggen 2/3", "Opleiding", "Bachelor, niveau 6"]
    levels = {one.name: one.required_level for one in read(tmp_path, lines).competencies}
    assert levels == {"Rekenen": 2, "Plannen": 3, "Overleggen": 2}


def test_steps_out_of_a_most_beside_another_way_are_said(tmp_path: Path) -> None:
    lines = ["Competenties", "Rekenen 2/4", "Plannen 3/4", "Luisteren: niveau 2", "Overleggen: niveau 3"]
    description = read(tmp_path, lines)
    assert {one.name for one in description.competencies if one.status is Status.OK} == {"Luisteren", "Overleggen"}
    (left,) = [one for one in description.findings if one.code is FindingCode.LEVELS_NOT_READ]
    assert "'Rekenen 2/4'" in left.message


@pytest.mark.parametrize("ruled", [True, False])
def test_a_row_whose_level_nobody_can_read_is_said(ruled: bool, tmp_path: Path) -> None:
    paper = Paper()
    paper.text(60, 60, "Functiebeschrijving: Boekhouder", 16, BOLD)
    paper.text(60, 100, "Competenties", 12, BOLD)
    levels = {"Plannen": "3", "Luisteren": "2–3", "Schrijven": "1/2", "Rekenen": ">= 2"}
    rows = [("Competentie", "Niveau"), *levels.items()]
    for number, (name, level) in enumerate(rows):
        paper.text(64, 134 + 20 * number, name, 10)
        paper.text(264, 134 + 20 * number, level, 10)
        if ruled:
            paper.rect(60, 120 + 20 * number, 260, 140 + 20 * number)
            paper.rect(260, 120 + 20 * number, 360, 140 + 20 * number)
    (tmp_path / "form.pdf").write_bytes(paper.pdf())
    (description,) = read_job_descriptions(tmp_path / "form.pdf")
    assert {one.name: one.required_level for one in description.competencies} == {
        "Plannen": 3, "Luisteren": None, "Schrijven": None,
    }  # fmt: skip
    said = [one.message for one in description.findings if one.code is FindingCode.LEVELS_NOT_READ]
    assert len(said) == 1
    assert "'Rekenen" in said[0]


def test_a_level_under_what_heads_a_section_elsewhere_is_said(tmp_path: Path) -> None:
    lines = ["Competenties", "Plannen", "Niveau: 3", "Rekenen", "Niveau: 2", "Beoordeling", "Niveau: 1"]
    description = read(tmp_path, lines)
    assert {one.name: one.required_level for one in description.competencies} == {"Plannen": 3, "Rekenen": 2}
    (left,) = [one for one in description.findings if one.code is FindingCode.LEVELS_NOT_READ]
    assert "'Niveau: 1'" in left.message


def test_a_level_alone_below_a_line_that_names_nothing_is_said(tmp_path: Path) -> None:
    """The last line of an item that is longer than a line, beside others that are read."""
    item = "• Verantwoordelijkheid nemen voor alles wat in de keuken gebeurt en ook voor resultaten:"
    description = read(tmp_path, ["Competenties", "• Plannen: niveau 2", item, "niveau 3", "• Rekenen: niveau 1"])
    assert {one.name: one.required_level for one in description.competencies} == {"Plannen": 2, "Rekenen": 1}
    assert FindingCode.LEVELS_NOT_READ in {one.code for one in description.findings}


def test_a_level_that_was_changed_by_hand_is_said(tmp_path: Path) -> None:
    description = read(tmp_path, ["Competenties", "Plannen: niveau 3", "Rekenen: niveau 2 4 (JB)", "Leiden: niveau 1"])
    assert {one.name for one in description.competencies if one.status is Status.OK} == {"Plannen", "Leiden"}
    (left,) = [one for one in description.findings if one.code is FindingCode.LEVELS_NOT_READ]
    assert "'Rekenen: niveau 2 4 (JB)'" in left.message


@pytest.mark.parametrize(
    "lines",
    [
        ["Orde: 1 / 2 / 3", "Netheid: 1 / 2 / 3"],
        ["Competentie            Niveau", "Orde is altijd nodig in dit vak       meestal"],
        ["Competentie            1    2    3", "Orde is altijd nodig in dit vak       ja"],
    ],
)
def test_lists_and_tables_that_nobody_reads_are_said_beside_others(lines: list[str], tmp_path: Path) -> None:
    description = read(tmp_path, ["Competenties", "Plannen: niveau 2", "Rekenen: niveau 1", *lines])
    assert [one.name for one in description.competencies] == ["Plannen", "Rekenen"]
    assert FindingCode.LEVELS_NOT_READ in {one.code for one in description.findings}


@pytest.mark.parametrize("paper", ["EHBO-attest: niveau 2", "Diploma: niveau 5"])
def test_a_paper_is_no_level_that_was_not_read(paper: str, tmp_path: Path) -> None:
    description = read(tmp_path, ["Competenties", "Plannen: niveau 2", "Rekenen: niveau 1", paper])
    assert {one.name: one.required_level for one in description.competencies} == {"Plannen": 2, "Rekenen": 1}
    assert FindingCode.LEVELS_NOT_READ not in {one.code for one in description.findings}
