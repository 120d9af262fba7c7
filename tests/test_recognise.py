"""What is a job description, and what only speaks of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import NoRulesMatch, read_job_descriptions
from tests.drawing import Paper

PERSON = ["Voornaam: Lucía", "Familienaam: Garzas", "Land: Spanje"]


def written(folder: Path, lines: list[str]) -> Path:
    paper = Paper()
    paper.text(60, 60, "Stad Weverbeke", 16)
    for number, line in enumerate(lines):
        paper.text(60, 110 + 30 * number, line)
    path = folder / "form.pdf"
    path.write_bytes(paper.pdf())
    return path


@pytest.mark.parametrize("answer", ["Functiebeschrijving: Boekhouder", "Job description: UX Designer"])
def test_an_answer_on_a_form_is_no_title(answer: str, tmp_path: Path) -> None:
    path = written(tmp_path, [*PERSON, answer, "Ervaring: zes jaar", "Opmerkingen", "Geen."])
    with pytest.raises(NoRulesMatch):
        list(read_job_descriptions(path))


def test_a_title_among_labels_is_one_where_the_rest_is_a_job_description(tmp_path: Path) -> None:
    lines = ["Gemeente: Weverbeke", "Functiebeschrijving: Boekhouder", "Dienst: Financiën"]
    tasks = ["Doel van de functie", "Je houdt de boeken bij.", "Taken", "Je boekt de facturen."]
    (description,) = read_job_descriptions(written(tmp_path, [*lines, *tasks]))
    assert [section.key for section in description.sections if section.key] == ["purpose", "duties"]


def test_a_title_before_the_labels_is_one(tmp_path: Path) -> None:
    (description,) = read_job_descriptions(written(tmp_path, ["Functiebeschrijving: Boekhouder", *PERSON]))
    assert description.title == "Functiebeschrijving: Boekhouder"
