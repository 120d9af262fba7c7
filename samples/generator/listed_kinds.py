"""Small documents for `jobdesc marks`, and job descriptions in which no level, or none that rules hold, is to be read.

`BOXES` are what a person reads of each box, from the top: what is asked, the answer beside or over it, and its state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .kinds import EN, FR, Kind, span, table
from .kinds_family import by_browser, distilled, partial_truth
from .sample import Sample

WITHOUT = "A job description without readable levels"
LISTED = "The text that a box belongs to"
Box = tuple[str, str, bool]

SURVEY = Kind(
    "nl-question-with-boxes-of-its-own",
    table(
        [
            ["Vraag", "Ja", "Nee"],
            ["Eet u thuis?", "☒", "☐"],
            ["Hebt u een tuin?", "☐", "☒"],
            [span("Wat kweekt u?<br>☐ Prei &nbsp; ☒ Sla &nbsp; ☐ Niets", 3, tag="td")],
            ["Komt u terug?", "☒", "☐"],
        ]
    ),
    {},
    title="<h1>Vragenlijst van de volkstuin</h1>",
)
SIGNED = Kind(
    "en-sign-here-beside-icons",
    "<p>✆ 0123 456 &nbsp; ✉ garden@example.org</p><p>☒ I have read the rules.</p><p>☐ I want a key.</p>"
    "<p>✓ Free compost for members<br>✓ Tools on loan</p>"
    "<p style='margin-top:30pt'>X ______________________<br>Signature</p>",
    {},
    title="<h1>Consent</h1>",
)
BOXES: Mapping[str, Sequence[Box]] = {
    SURVEY.name: (
        ("Eet u thuis?", "Ja", True),
        ("Eet u thuis?", "Nee", False),
        ("Hebt u een tuin?", "Ja", False),
        ("Hebt u een tuin?", "Nee", True),
        ("Wat kweekt u?", "Prei", False),
        ("Wat kweekt u?", "Sla", True),
        ("Wat kweekt u?", "Niets", False),
        ("Komt u terug?", "Ja", True),
        ("Komt u terug?", "Nee", False),
    ),
    SIGNED.name: (("", "I have read the rules.", True), ("", "I want a key.", False)),
}


def rows(*levels: tuple[str, Sequence[str], int]) -> str:
    """A row for each level, without a rule: the name beside the first one."""
    lines = [
        [name if number == 0 else "", f"{number} {'☒' if number == at else '☐'}", text]
        for name, texts, at in levels
        for number, text in enumerate(texts)
    ]
    return table(lines, head=0, look="bare")


PROSE = [
    Kind(
        "nl-competencies-in-a-sentence",
        "<p>De poortwachter is hoffelijk en laat zich niet van de wijs brengen.</p>"
        "<h2>Wij bieden</h2><p>Een hok met een kachel.</p>",
        {},
        title="<h1>Functieprofiel poortwachter</h1><p>Functie: Poortwachter</p><p>Dienst: Onthaal</p>"
        "<h2>Doel van de functie</h2><p>De poort gaat open en dicht.</p><h2>Competenties</h2>",
    ),
    Kind(
        "en-skills-in-a-list",
        "<ul><li>Calls out clearly</li><li>Knows the tides</li><li>Handles a rope</li></ul>",
        {},
        title=EN.replace("<h2>", "<h2>Purpose of the role</h2><p>The ferry sails on time.</p><h2>"),
    ),
]
ROWS = [
    Kind(
        "nl-a-row-for-each-level-without-rules",
        rows(
            ("Snoeien", ("Knipt niet.", "Knipt wat is aangewezen.", "Kiest wat te knippen.", "Leert het anderen."), 2),
            ("Zaaien", ("Zaait niet.", "Zaait in rijen.", "Kiest het zaad.", "Kweekt eigen zaad."), 0),
            ("Oogsten", ("Oogst niet.", "Plukt.", "Weet wanneer.", "Regelt de pluk."), 3),
        ),
        {"Snoeien": "2", "Zaaien": "0", "Oogsten": "3"},
    ),
    Kind(
        "fr-une-ligne-par-niveau-sans-filets",
        rows(
            ("Tailler", ("Ne taille pas.", "Taille selon le plan.", "Fait le plan."), 1),
            ("Semer", ("Ne sème pas.", "Sème en ligne.", "Choisit les graines."), 2),
            ("Récolter", ("Ne récolte pas.", "Cueille.", "Dit quand cueillir."), 0),
        ),
        {"Tailler": "1", "Semer": "2", "Récolter": "0"},
        title=FR,
    ),
]
TOLD: Mapping[str, Mapping[str, Any]] = {
    "nl-competencies-in-a-sentence": {
        "title": "Functieprofiel poortwachter",
        "purpose": {"text": ["De poort gaat open en dicht."], "duties": []},
    },
    "en-skills-in-a-list": {
        "title": "Job description",
        "purpose": {"text": ["The ferry sails on time."], "duties": []},
    },
}


def samples() -> list[Sample]:
    """Every sample of this part of the family."""
    makers = (("HTML → Chromium", by_browser), ("HTML → WeasyPrint → Ghostscript", distilled))
    result = []
    for number, kind in enumerate((SURVEY, SIGNED)):
        producer, build = makers[number % 2]
        boxes = [{"asked": asked, "answer": answer, "ticked": ticked} for asked, answer, ticked in BOXES[kind.name]]
        result.append(Sample("kinds", kind.name, producer, LISTED, (), build(kind), status="unrecognised", boxes=boxes))
    for number, kind in enumerate((*PROSE, *ROWS)):
        producer, build = makers[number % 2]
        truth = {**TOLD.get(kind.name, {}), **partial_truth(kind)}
        result.append(Sample("kinds", kind.name, producer, WITHOUT, (), build(kind), partial=truth))
    return result
