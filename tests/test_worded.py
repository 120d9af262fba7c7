"""Levels in words: a line that gives one is a competency, a sentence that speaks of one is not."""

from __future__ import annotations

import pytest

from extractor import JobDescription
from tests.drawing import Paper
from tests.reading import read


def described(profile: list[str], competencies: list[str]) -> JobDescription:
    paper = Paper()
    paper.text(60, 60, "FUNCTIEPROFIEL CONSULENT", 16)
    paper.lines(60, 95, ["Functienaam: Consulent", "Dienst: Burgerzaken"])
    paper.text(60, 150, "Profiel", 13)
    paper.lines(60, 175, profile)
    paper.text(60, 400, "Competenties", 13)
    paper.lines(60, 425, competencies)
    return read(paper.pdf())


@pytest.mark.parametrize(
    "sentence",
    [
        "Je beschikt over kennis van Frans op niveau 3.",
        "Je werkt zelfstandig op niveau 2.",
        "Het diploma is van bachelorniveau, niveau 6.",
        "Rijbewijs B vereist, opleiding niveau 6",
        "De functie is ingeschaald in niveau B",
        "Samenwerken met collega's van niveau C",
        "The post holder works at level 4",
        "Vous travaillez au niveau 2",
    ],
)
def test_a_sentence_about_a_level_is_no_competency(sentence: str) -> None:
    description = described([sentence], ["Klantgerichtheid: niveau 2", "Samenwerken: niveau 3"])
    assert [(c.name, c.required_level) for c in description.competencies] == [
        ("Klantgerichtheid", 2),
        ("Samenwerken", 3),
    ]
    texts = [text for section in description.sections for text in (*section.paragraphs, *section.items)]
    assert sentence in [*texts, *(line.text for line in description.unclaimed)]


@pytest.mark.parametrize("between", [": ", " – ", " - ", " (", " "])
def test_a_name_and_its_level_may_be_parted_by_a_sign_or_by_nothing(between: str) -> None:
    end = ")" if between == " (" else ""
    lines = [f"Klantgerichtheid{between}niveau 2{end}", f"Omgaan met weerstand{between}niveau 3{end}"]
    description = described([], lines)
    assert [(c.name, c.required_level, c.group) for c in description.competencies] == [
        ("Klantgerichtheid", 2, None),
        ("Omgaan met weerstand", 3, None),
    ]


def test_a_heading_over_all_competencies_ends_the_group_before() -> None:
    description = described(["Taalvaardigheid: niveau 1"], ["Klantgerichtheid: niveau 2"])
    assert [(c.name, c.group) for c in description.competencies] == [
        ("Taalvaardigheid", "Profiel"),
        ("Klantgerichtheid", None),
    ]
