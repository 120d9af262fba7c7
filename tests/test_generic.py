"""Documents nobody wrote rules for: every value under its standard name, nothing guessed, nothing lost."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import weasyprint

from extractor import FindingCode, JobDescription, read_job_descriptions
from extractor.matching.generic import generic_module
from extractor.matching.levels.labels import printed_label
from tests.foreign import FOREIGN, STYLE, Foreign, shaded
from tests.truth import differences

each = pytest.mark.parametrize("foreign", FOREIGN, ids=lambda foreign: foreign.name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("foreign")


@cache
def read(foreign: str, folder: Path) -> JobDescription:
    path = folder / f"{foreign}.pdf"
    weasyprint.HTML(string=next(f.html for f in FOREIGN if f.name == foreign)).write_pdf(path)
    (description,) = read_job_descriptions(path)
    return description


@each
def test_every_value_is_found(foreign: Foreign, folder: Path) -> None:
    description = read(foreign.name, folder)
    assert differences(description, foreign.truth) == []
    printed = {field.label: field.value for field in description.fields}
    assert foreign.fields.items() <= printed.items()


@each
def test_every_level_is_found_in_its_group(foreign: Foreign, folder: Path) -> None:
    description = read(foreign.name, folder)
    assert [(c.name, c.required_level) for c in description.competencies] == list(foreign.levels.items())
    groups = foreign.groups or (None,) * len(foreign.levels)
    assert [c.group for c in description.competencies] == list(groups)


@each
def test_text_without_a_place_of_its_own_stands_under_its_heading(foreign: Foreign, folder: Path) -> None:
    sections = read(foreign.name, folder).sections
    texts = {s.heading: (*s.paragraphs, *s.items) for s in sections if s.paragraphs or s.items}
    assert texts == foreign.sections


@each
def test_only_what_has_no_name_in_the_model_is_unclaimed(foreign: Foreign, folder: Path) -> None:
    description = read(foreign.name, folder)
    assert tuple(line.text for line in description.unclaimed) == foreign.unclaimed


def test_a_column_that_is_shaded_from_its_heading_down_chooses_nothing(tmp_path: Path) -> None:
    competencies = {"Samenwerken": 1, "Hygiëne": 1, "Plannen": 1}
    table = shaded(["1", "2", "3"], competencies, head=1)
    html = f"<style>{STYLE % ''}</style><h1>Functieprofiel</h1><p>Functie: Kok</p><h2>Competenties</h2>{table}"
    weasyprint.HTML(string=html).write_pdf(tmp_path / "decorated.pdf")
    (description,) = read_job_descriptions(tmp_path / "decorated.pdf")
    assert {c.name: c.required_level for c in description.competencies} == dict.fromkeys(competencies)
    assert FindingCode.LEVELS_NOT_CHOSEN in {finding.code for finding in description.findings}


@pytest.mark.parametrize(
    ("text", "authority", "date"),
    [
        ("Goedgekeurd door de gemeenteraad in zitting van 3 maart 2021.", "gemeenteraad", "3 maart 2021"),
        ("Goedgekeurd op 12/05/2022", None, "12/05/2022"),
        ("Approuvé par le collège communal le 1er mars 2023", "collège communal", "1er mars 2023"),
        ("Adopté en séance du 3 mars 2020 par l’assemblée", "assemblée", "3 mars 2020"),
        ("Approved by the Cabinet on 4 July 2022.", "Cabinet", "4 July 2022"),
        ("Approved on July 4, 2022 by the Board", "Board", "July 4, 2022"),
        ("Genehmigt vom Gemeinderat am 3. März 2023", "Gemeinderat", "3. März 2023"),
        ("Aprobado por el Pleno el 3 de marzo de 2023", "Pleno", "3 de marzo de 2023"),
    ],
)
def test_approvals_in_five_languages(text: str, authority: str | None, date: str) -> None:
    (pattern,) = generic_module().approval
    match = pattern.search(text)
    assert match is not None
    assert (match["authority"], match["date"]) == (authority, date)


@pytest.mark.parametrize("text", ["Approved by:", "Approves invoices by the end of June 2023.", "Goedgekeurde plannen"])
def test_other_sentences_are_no_approval(text: str) -> None:
    (pattern,) = generic_module().approval
    assert pattern.search(text) is None


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("RAISON D'ETRE", "purpose"),
        ("Raison d’être du poste :", "purpose"),
        ("B. Kerntaken", "duties"),
        ("3.1 Tâches et responsabilités", "duties"),
        ("IV Aufgaben", "duties"),
        ("2 - Dependencia jerárquica", "position"),
        ("Reporting lines (who does the job report to?)", "position"),
    ],
)
def test_a_heading_is_known_however_it_is_printed(text: str, section: str) -> None:
    patterns = getattr(generic_module().sections, section)
    assert any(pattern.search(text) for pattern in patterns)


@pytest.mark.parametrize(
    ("printed", "label"),
    [("Niveau IV", "IV"), ("Level 4-3", "4-3"), ("Gevorderd", "Gevorderd"), ("niveau: 2", "2"), ("N.v.t.", "N.v.t.")],
)
def test_the_word_for_level_is_no_part_of_its_label(printed: str, label: str) -> None:
    assert printed_label(printed) == label
