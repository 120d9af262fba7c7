"""More small documents of the kinds that archives are full of: ways of giving a level that a person reads at a glance.

Beside `kinds.py`, whose `Kind` these are.
"""

from __future__ import annotations

from .kinds import DE, EN, FR, Kind, span, table, ticks

GLANCE = [
    Kind(
        "nl-letters-as-heads-beside-a-description",
        table(
            [
                ["Vaardigheid", "Omschrijving", "O", "V", "G"],
                ["Snoeien", "Knipt in de winter wat in de zomer moet groeien.", "", "X", ""],
                ["Zaaien", "Weet wat in welke grond gedijt.", "X", "", ""],
                ["Enten", "Zet een twijg op een vreemde stam.", "", "", "X"],
            ]
        ),
        {"Snoeien": "V", "Zaaien": "O", "Enten": "G"},
        descriptions={"Zaaien": "Weet wat in welke grond gedijt."},
    ),
    Kind(
        "en-letters-as-heads-under-an-empty-corner",
        table(
            [
                ["", "T", "V", "X", "Remark"],
                *[[*row, ""] for row in ticks({"Baking": 1, "Weighing": 0, "Icing": 2}, "TVX", "✓")],
            ]
        ),
        {"Baking": "V", "Weighing": "T", "Icing": "X"},
        title=EN,
    ),
    Kind(
        "nl-group-merged-beside-the-names",
        table(
            [
                ["Domein", "Competentie", "Niveau"],
                [span("Grond", rows=2, tag="td"), "Spitten", "2"],
                ["Bemesten", "3"],
                [span("Boom", rows=2, tag="td"), "Snoeien", "1"],
                ["Vellen", "4"],
            ]
        ),
        {"Spitten": "2", "Bemesten": "3", "Snoeien": "1", "Vellen": "4"},
        groups={"Spitten": "Grond", "Bemesten": "Grond", "Snoeien": "Boom", "Vellen": "Boom"},
    ),
    Kind(
        "fr-groupe-fusionné-à-côté-des-croix",
        table(
            [
                ["Famille", "Compétence", "1", "2", "3"],
                [span("Sol", rows=2, tag="td"), "Bêcher", "", "x", ""],
                ["Fumer", "x", "", ""],
                [span("Arbre", rows=2, tag="td"), "Tailler", "", "", "x"],
                ["Abattre", "", "x", ""],
            ]
        ),
        {"Bêcher": "2", "Fumer": "1", "Tailler": "3", "Abattre": "2"},
        groups={"Bêcher": "Sol", "Fumer": "Sol", "Tailler": "Arbre", "Abattre": "Arbre"},
        title=FR,
    ),
    Kind(
        "nl-a-dash-and-not-applicable-for-a-level",
        table(
            [
                ["Competentie", "Niveau"],
                ["Spitten", "2"],
                ["Bemesten", "–"],
                ["Snoeien", "n.v.t."],
                ["Vellen", "4"],
                ["Enten", ""],
            ]
        ),
        {"Spitten": "2", "Bemesten": None, "Snoeien": None, "Vellen": "4", "Enten": None},
    ),
    Kind(
        "en-current-level-and-no-required-one",
        table(
            [
                ["Competency", "Current level", "Required level"],
                ["Baking", "3", "-"],
                ["Weighing", "1", "2"],
                ["Icing", "", "4"],
            ]
        ),
        {"Baking": None, "Weighing": "2", "Icing": "4"},
        title=EN,
    ),
    Kind(
        "de-rückfragen-unter-den-zeilen",
        table(
            [
                ["Kompetenz", "Niveau"],
                ["Umgraben", "2"],
                ["Gräbt im Herbst, wenn die Erde trocken ist.", ""],
                ["Düngen", "1"],
                ["Unterschrift", ""],
            ]
        ),
        {"Umgraben": "2", "Düngen": "1"},
        title=DE,
    ),
]
"""Each with the levels that a person reads in it."""
