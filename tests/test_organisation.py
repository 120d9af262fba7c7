"""An organisation is what names itself one; anything else stays unknown."""

from __future__ import annotations

import pytest

from extractor.matching.organisation import is_organisation, lines_to_named_organisation
from extractor.shaping.lines import words_to_lines
from tests.drawing import Paper
from tests.reading import layouts

NAMES = (
    """
Stad Veldegem|STAD VELDEGEM|Gemeente ’s-Gravendal|OCMW Lierbeke|Stad en OCMW Hoevelaar|Lokaal bestuur Meerhoven
FOD Zachte Mobiliteit|SPF Mobilité douce|Ville d’Orvaux|Commune de Rivebelle|CPAS de Montrieux|Mairie de Saint-Aubin
City of Pine Ridge|Kestrel County Council|Bureau of Inland Ports|Stadt Rosenfeld|Landkreis Moorheim
Gemeinde Bad Aurach v.d.H.|AZ Sint-Elooi
Ayuntamiento de Valdeluna|Diputación de Almenara|Junta de Montaraz|De Kouter vzw|Solveig Pflege GmbH
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
OTHERS = (
    """
Huis van de Zon|Gemeente en burgers|OCMW|Dienst ICT|Région Sud|Employee of the council|Stad in beweging voor iedereen
Je werkt voor de Stad Veldegem|Gemeente: Lierbeke|Département Culture|Stadt und Land
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_says_what_kind_of_organisation_it_is(name: str) -> None:
    assert is_organisation(name)


@pytest.mark.parametrize("text", OTHERS)
def test_other_texts_are_no_organisation(text: str) -> None:
    assert not is_organisation(text)


@pytest.mark.parametrize(
    ("line", "name", "alone"),
    [
        ("Stad Veldegem", "Stad Veldegem", True),
        ("Stad Veldegem – Functieprofiel bosarbeider", "Stad Veldegem", False),
        ("Gemeente Lierbeke Functiebeschrijving poetshulp", "Gemeente Lierbeke", False),
        ("Job description | Kestrel County Council", "Kestrel County Council", False),
    ],
)
def test_a_name_may_share_its_line(line: str, name: str, alone: bool) -> None:
    paper = Paper()
    paper.text(60, 60, line, 10)
    found = lines_to_named_organisation(words_to_lines(layouts(paper.pdf())[0].words))
    assert found is not None
    assert found.name == name
    assert bool(found.words) == alone
