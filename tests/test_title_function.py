"""The job that a title names, and the titles that name none: never a paper, a town or a service."""

from __future__ import annotations

from pathlib import Path

import pytest
import weasyprint

from extractor import read_job_descriptions
from extractor.matching.title import speaks_of_job_descriptions
from extractor.matching.title_function import headline_to_function, title_to_function


@pytest.mark.parametrize(
    ("title", "function"),
    [
        ("Functiebeschrijving Preparator", "Preparator"),
        ("FUNCTIEBESCHRIJVING DESKUNDIGE ICT", "DESKUNDIGE ICT"),
        ("Functieomschrijving medewerker groen", "medewerker groen"),
        ("Functiebeschrijving en competentieprofiel Kok", "Kok"),
        ("Functie- en competentieprofiel Schoonmaker", "Schoonmaker"),
        ("Functieprofiel Directie-assistent", "Directie-assistent"),
        ("Vacature: Chauffeur-lader", "Chauffeur-lader"),
        ("Job description: Ranger", "Ranger"),
        ("Job Description Policy Officer", "Policy Officer"),
        ("Job Description: Team Leader", "Team Leader"),
        ("Ranger – job description", "Ranger"),
        ("Person specification – Contract Manager", "Contract Manager"),
        ("Fiche de fonction Ouvrier polyvalent", "Ouvrier polyvalent"),
        ("Fiche de poste Chef de projet", "Chef de projet"),
        ("Fiche de poste – Responsable Qualité", "Responsable Qualité"),
        ("Stellenbeschreibung Erzieherin (m/w/d)", "Erzieherin (m/w/d)"),
        ("Stellenausschreibung: Gärtner", "Gärtner"),
        ("Perfil del puesto: Jardinero", "Jardinero"),
        ("Northmere Power - Job description for a Line Technician", "Line Technician"),
        ("Weverbeke – vacature voor een tuinmedewerker", "tuinmedewerker"),
        ("Descripción del puesto Secretario General", "Secretario General"),
    ],
)
def test_the_job_behind_or_before_the_word(title: str, function: str) -> None:
    assert title_to_function(title) == function


@pytest.mark.parametrize(
    "title",
    [
        "Functiebeschrijving",
        "Functiebeschrijving en competentieprofiel",
        "Functiebeschrijving 2021",
        "Functiebeschrijving versie 3",
        "Functiebeschrijving – versie 2021",
        "Functiebeschrijving Stad Weverbeke",
        "Functieprofiel Gemeente Oosterwoud",
        "Functieprofiel dienst Groen",
        "Functiebeschrijving van de dienst Groen",
        "Functieprofiel – Competenties",
        "Functiebeschrijving opstellen",
        "Functieprofiel Kok 2024",
        "Vacatures bij Stad Weverbeke",
        "Vacature bij de stad",
        "Job description template",
        "Job Description Template 3",
        "Job description – template",
        "Job description and person specification",
        "Job description: overview",
        "Job Description of the Northmere Council",
        "Job description Northmere Council",
        "Position Description Form",
        "UNION JOB DESCRIPTION",
        "Competency framework Civil Service",
        "Competency framework – Civil Service",
        "Fiche de poste de la commune de Rivebelle",
        "Fiche de poste type",
        "Offre d'emploi",
        "Stellenausschreibung Stadt Lindenau",
        "Stellenbeschreibung Muster",
        "Stellenbeschreibung Fachbereich Grün",
        "Descripción del puesto – borrador",
        "Perfil del puesto Ayuntamiento de Rivebella",
        "Functiebeschrijving – Kok – Keuken",
        "Head Gardener – job description for a Park Manager",
        "Northmere Power - Job description for the northern parks",
    ],
)
def test_a_title_that_may_name_something_else_names_no_job(title: str) -> None:
    assert title_to_function(title) is None


@pytest.mark.parametrize(
    ("headline", "function"),
    [
        ("Gärtner (m/w/d)", "Gärtner (m/w/d)"),
        ("Kok (m/v/x)", "Kok (m/v/x)"),
        ("Wir suchen Verstärkung", None),
        ("Stadt Lindenau (m/w/d)", None),
        ("(m/w/d)", None),
    ],
)
def test_the_headline_of_an_advert_names_a_job_only_where_it_says_that_anybody_may_have_it(
    headline: str, function: str | None
) -> None:
    assert headline_to_function(headline) == function


def test_a_sentence_below_the_word_for_function_is_not_its_name(tmp_path: Path) -> None:
    path = tmp_path / "drawn.pdf"
    text = "Vous tenez la comptabilité de trois maisons de repos."
    body = f"<h1>Offre d'emploi : Comptable</h1><p>ASBL Les Tilleuls</p><h2>Fonction</h2><p>{text}</p>"
    body += "<h2>Tâches</h2><ul><li>Encoder les factures.</li></ul><h2>Profil</h2><p>Bachelier en comptabilité.</p>"
    weasyprint.HTML(string=body).write_pdf(path)
    (description,) = read_job_descriptions(path)
    assert description.function.name == "Comptable"
    assert text in [paragraph for section in description.sections for paragraph in section.paragraphs]


@pytest.mark.parametrize(
    "title", ["How to write a job description", "Hoe schrijf je een functiebeschrijving", "Job description guide"]
)
def test_a_guide_to_writing_them_is_known_by_its_title(title: str) -> None:
    assert speaks_of_job_descriptions(title)
