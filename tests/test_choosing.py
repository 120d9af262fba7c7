"""Which rule module reads a document: the one that explains it, not the one whose words merely occur in it."""

from __future__ import annotations

import pytest

from extractor import JobDescription
from extractor.matching import choosing
from extractor.matching.claims import Claims
from extractor.matching.document import DocumentContext
from extractor.matching.rulefile import RuleModule
from extractor.matching.sections import match_sections
from extractor.matching.sections_found import SectionsFound
from tests.drawing import BOLD, Paper
from tests.reading import read


def profile(*lines: str) -> Paper:
    """`# ` marks a heading."""
    paper = Paper()
    paper.lines(60, 60, ("Functieprofiel medewerker",), 16, BOLD)
    for i, line in enumerate(("Functie: Medewerker", *lines)):
        heading = line.startswith("# ")
        paper.text(60, 95 + 22 * i, line.removeprefix("# "), 12 if heading else 10, BOLD if heading else "ProofSans")
    return paper


def read_by_any(paper: Paper) -> JobDescription:
    return read(paper.pdf())


def test_a_profile_that_merely_speaks_of_a_level_is_no_form_of_a_town() -> None:
    description = read_by_any(
        profile("# Doel van de functie", "Je werkt op hoog niveau.", "# Competenties", "Je bent klantgericht.")
    )
    assert description.rules.id == "generic"
    assert description.purpose.text == ("Je werkt op hoog niveau.",)
    assert [(s.heading, s.key, s.paragraphs) for s in description.sections[1:]] == [
        ("Competenties", "competencies", ("Je bent klantgericht.",))
    ]


def test_a_module_that_decides_fewer_levels_steps_back() -> None:
    """The head of the form's table occurs, but the levels stand behind the names, as the form never has them."""
    description = read_by_any(
        profile("# Competenties", "Keuze niveau en duiding", "Klantgericht: niveau 2", "Samenwerken: niveau 3")
    )
    assert description.rules.id == "generic"
    assert {c.name: c.required_level for c in description.competencies} == {"Klantgericht": 2, "Samenwerken": 3}


def test_what_stands_around_the_levels_is_read_by_one_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that steps back for its levels is not asked what it makes of the rest of the pages."""
    asked: list[str] = []

    def counted(context: DocumentContext, rules: RuleModule, claims: Claims) -> SectionsFound:
        asked.append(rules.id)
        return match_sections(context, rules, claims)

    monkeypatch.setattr(choosing, "match_sections", counted)
    form = profile("# Competenties", "Keuze niveau en duiding", "Klantgericht: niveau 2", "Samenwerken: niveau 3")
    assert read_by_any(form).findings[0].code == "generic-rules"
    assert asked == ["generic"]
