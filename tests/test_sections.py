"""Everything around the competencies: each text under the heading it stands under, strange text under none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from extractor import FindingCode, JobDescription
from extractor.matching.levels.text import text_to_number
from tests.drawing import BOLD, Paper
from tests.reading import read

LINE = 14.0


def document(*lines: str, title: Sequence[str] = ("FUNCTIEBESCHRIJVING GRIFFIER",)) -> JobDescription:
    """`# ` marks a heading; each line is a paragraph, an item where it begins with a bullet."""
    paper = Paper()
    paper.lines(60, 60, title, 16, BOLD)
    y = 60 + 20.0 * len(title) + 10
    for line in ("Functienaam: Griffier", *lines):
        heading = line.startswith("# ")
        y += LINE + (10 if heading or not line.startswith("•") else 0)
        if y > 780:
            paper.turn_page()
            y = 60
        paper.text(60, y, line.removeprefix("# "), 12 if heading else 10, BOLD if heading else "ProofSans")
    return read(paper.pdf(), rules="tienen")


def test_a_title_over_two_lines_is_one_title() -> None:
    description = document(title=("FUNCTIEBESCHRIJVING", "GRIFFIER VAN DE STAD"))
    assert description.title == "FUNCTIEBESCHRIJVING GRIFFIER VAN DE STAD"
    assert description.function.name == "Griffier"


def test_purpose_and_duties() -> None:
    description = document("# Doel van de functie", "Je houdt de griffie.", "Je helpt.", "• Leest.", "• Schrijft.")
    assert description.purpose.text == ("Je houdt de griffie.", "Je helpt.")
    assert description.purpose.duties == ("Leest.", "Schrijft.")


def test_position() -> None:
    description = document("# Plaats in de organisatie", "• Je werkt onder de burgemeester.", "• Je leidt niemand.")
    assert description.position == ("Je werkt onder de burgemeester.", "Je leidt niemand.")


def test_task_agreements_in_their_order() -> None:
    description = document(
        "# Inhoudelijke taakafspraken",
        "Taakafspraak 1: Houdt het register",
        "Dit omvat onder meer:",
        "• Schrijft in.",
        "• Schrijft uit.",
        "Taakafspraak 2: Helpt anderen",
        "Dit omvat onder meer:",
        "• Legt uit.",
    )
    assert [(a.number, a.title, a.tasks) for a in description.task_agreements] == [
        (1, "Houdt het register", ("Schrijft in.", "Schrijft uit.")),
        (2, "Helpt anderen", ("Legt uit.",)),
    ]
    assert description.unclaimed == ()


def test_the_extension_clause_belongs_to_no_agreement() -> None:
    description = document(
        "Taakafspraak 1: Houdt het register", "• Schrijft in.", "Verruimende bepaling: wat nodig is voor de dienst."
    )
    assert description.extension_clause == "wat nodig is voor de dienst."
    assert description.task_agreements[0].tasks == ("Schrijft in.",)


def test_an_agreement_whose_title_is_a_line_of_its_own() -> None:
    description = document(
        "Taakafspraak 1",
        "Houdt het register van alle besluiten",
        "Dit omvat onder meer:",
        "• Schrijft in.",
        "Taakafspraak 2",
        "Helpt anderen.",
        "• Legt uit.",
        "Taakafspraak 3",
        "• Ruimt op.",
    )
    assert [(a.number, a.title, a.tasks) for a in description.task_agreements] == [
        (1, "Houdt het register van alle besluiten", ("Schrijft in.",)),
        (2, "Helpt anderen.", ("Legt uit.",)),
        (3, "", ("Ruimt op.",)),
    ]
    assert description.unclaimed == ()


def test_tasks_without_bullets_are_no_titles() -> None:
    description = document("Taakafspraak 1", "Schrijft in.", "Schrijft uit.")
    assert [(a.title, a.tasks) for a in description.task_agreements] == [("", ("Schrijft in.", "Schrijft uit."))]


def test_a_sentence_that_leads_to_a_list_is_no_task_whatever_its_words() -> None:
    description = document("Taakafspraak 1: Houdt het register", "Concreet houdt dit in:", "• Schrijft in.")
    assert [(a.title, a.tasks) for a in description.task_agreements] == [("Houdt het register", ("Schrijft in.",))]
    assert [line.text for line in description.headings] == ["Concreet houdt dit in:"]


@pytest.mark.parametrize("heading", ["Verruimende bepaling", "# Verruimende bepaling:"])
def test_the_extension_clause_under_its_heading(heading: str) -> None:
    description = document(
        "Taakafspraak 1: Houdt het register",
        "• Schrijft in.",
        heading,
        "Wat nodig is voor de dienst.",
        "# Competenties",
    )
    assert description.extension_clause == "Wat nodig is voor de dienst."
    assert description.task_agreements[0].tasks == ("Schrijft in.",)
    assert description.unclaimed == ()


@pytest.mark.parametrize("first", ["# Doel van de", "# DOEL VAN DE"])
def test_a_heading_that_was_parted_by_hand(first: str) -> None:
    """Its second line is a heading by itself."""
    second = "# functie" if first.endswith("de") else "# FUNCTIE"
    description = document(first, second, "Je houdt de griffie.")
    assert description.purpose.text == ("Je houdt de griffie.",)
    assert description.unclaimed == ()


@pytest.mark.parametrize(
    ("text", "authority", "day"),
    [
        ("Goedgekeurd door de gemeenteraad op 9 februari 2023.", "gemeenteraad", date(2023, 2, 9)),
        ("Vastgesteld bij besluit van het vast bureau van 12/03/2024", "vast bureau", date(2024, 3, 12)),
        ("Goedkeuring bij besluit van de secretaris van 1 april 2021", "secretaris", date(2021, 4, 1)),
    ],
)
def test_the_approval_has_its_authority_and_its_date(text: str, authority: str, day: date) -> None:
    approval = document("# Doel van de functie", "Je houdt de griffie.", text).approval
    assert approval is not None
    assert (approval.text, approval.authority, approval.date) == (text, authority, day)


def test_text_under_a_heading_that_no_rule_knows_is_a_section_without_a_name() -> None:
    description = document(
        "# Doel van de functie", "Je houdt de griffie.", "# Meubilair", "Een bureau en een stoel.", "• Een lamp."
    )
    assert description.purpose.text == ("Je houdt de griffie.",)
    assert [(s.heading, s.key, s.paragraphs, s.items) for s in description.sections] == [
        ("Doel van de functie", "purpose", (), ()),
        ("Meubilair", None, ("Een bureau en een stoel.",), ("Een lamp.",)),
    ]
    assert description.unclaimed == ()


def test_a_heading_that_all_job_descriptions_share_has_its_standard_name() -> None:
    description = document("# Doel van de functie", "Je houdt de griffie.", "# Wij bieden", "• Een lamp.")
    assert [(s.heading, s.key, s.items) for s in description.sections[1:]] == [
        ("Wij bieden", "conditions", ("Een lamp.",))
    ]


def test_a_line_in_bold_letters_that_ends_as_a_sentence_is_no_heading() -> None:
    paper = Paper()
    paper.lines(60, 60, ("FUNCTIEBESCHRIJVING GRIFFIER",), 16, BOLD)
    paper.text(60, 90, "Doel van de functie", 12, BOLD)
    paper.text(60, 110, "Je houdt de griffie.")
    paper.text(60, 140, "Meubilair", 12, BOLD)
    paper.text(60, 160, "Een bureau en een stoel.", 10, BOLD)
    paper.text(60, 180, "Meer is er niet en meer komt er niet.")
    sections = read(paper.pdf(), rules="tienen").sections
    assert [(s.heading, s.paragraphs) for s in sections[1:]] == [
        ("Meubilair", ("Een bureau en een stoel.", "Meer is er niet en meer komt er niet."))
    ]


def test_what_is_missing_is_a_finding_and_not_empty_text() -> None:
    description = document()
    assert (description.extension_clause, description.approval, description.organisation) == (None, None, None)
    missing = [f.message for f in description.findings if f.code is FindingCode.SECTION_MISSING]
    assert any("purpose" in message for message in missing)
    assert any("competencies" in message for message in missing)


def test_a_section_goes_on_over_the_page() -> None:
    items = [f"Doet taak {letter} van de lijst." for letter in "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"]
    description = document("# Doel van de functie", "Je houdt de griffie.", *(f"• {item}" for item in items))
    assert description.source.page_count == 2
    assert list(description.purpose.duties) == items


@pytest.mark.parametrize(("printed", "number"), [("2", 2), ("IV", 4), ("x", 10), ("twee", None), (None, None)])
def test_the_number_of_a_heading_is_in_digits_or_roman(printed: str | None, number: int | None) -> None:
    assert text_to_number(printed) == number
