"""Boxes of a form's header are no competencies: they are fields, with what is ticked and what is not."""

from __future__ import annotations

import pytest
from weasyprint import HTML

from extractor import JobDescription, Status
from tests.reading import read

STYLE = """<style>body { font: 10pt DejaVu Sans } table { border-collapse: collapse }
td, th { border: 0.5pt solid #444; padding: 1mm 2mm; text-align: left }</style>"""
MATRIX = """<table><tr><th>Competentie</th><th>1</th><th>2</th><th>3</th></tr>
<tr><td>Klantgerichtheid</td><td></td><td>X</td><td></td></tr>
<tr><td>Samenwerken</td><td>X</td><td></td><td></td></tr>
<tr><td>Zorgvuldigheid</td><td></td><td></td><td>X</td></tr></table>"""
LINES = """<p>Klantgerichtheid: ☐ basis ☒ gevorderd ☐ expert</p><p>Samenwerken: ☒ basis ☐ gevorderd ☐ expert</p>
<p>Zorgvuldigheid: ☐ basis ☐ gevorderd ☒ expert</p>"""
LEVELS = [("Klantgerichtheid", 2), ("Samenwerken", 1), ("Zorgvuldigheid", 3)]


def form(header: str, competencies: str, after: str = "") -> JobDescription:
    html = f"<h1>Functiebeschrijving onthaalmedewerker</h1>{header}<h2>Competenties</h2>{competencies}{after}"
    return read(HTML(string=STYLE + html).write_pdf())


@pytest.mark.parametrize("competencies", [MATRIX, LINES], ids=["matrix", "lines"])
@pytest.mark.parametrize(
    "header",
    [
        "<p>Functie: Onthaalmedewerker</p><p>Statuut: ☐ statutair ☒ contractueel</p><p>Dienst: Onthaal</p>",
        """<table><tr><td>Functie</td><td>Onthaalmedewerker</td></tr>
        <tr><td>Statuut</td><td>☐ statutair ☒ contractueel</td></tr><tr><td>Dienst</td><td>Onthaal</td></tr></table>""",
    ],
    ids=["paragraphs", "table"],
)
def test_a_choice_of_the_header_is_a_field(header: str, competencies: str) -> None:
    description = form(header, competencies)
    assert [(c.name, c.required_level) for c in description.competencies] == LEVELS
    assert [(field.label, field.value) for field in description.fields] == [
        ("Functie", "Onthaalmedewerker"),
        ("Statuut", "☐ statutair ☒ contractueel"),
        ("Dienst", "Onthaal"),
    ]
    assert [finding.code for finding in description.findings] == ["generic-rules"]


def test_among_the_competencies_a_scale_that_everybody_knows_needs_no_other_question() -> None:
    description = form("", LINES, "<p>Frans: ☐ A1 ☒ B2</p>")
    *others, french = description.competencies
    assert [(c.name, c.required_level) for c in others] == LEVELS
    assert (french.name, french.required_level, french.status) == ("Frans", 4, Status.OK)
