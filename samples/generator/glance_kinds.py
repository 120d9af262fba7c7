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
    Kind(
        "nl-a-small-table-under-each-name",
        "<h3>Spitten</h3><p>Keert de grond zonder hem te mengen.</p>"
        + table([["1", "2", "3", "4"], ["", "", "X", ""]])
        + "<h3>Snoeien</h3><p>Knipt in de winter wat in de zomer moet groeien.</p>"
        + table([["1", "2", "3", "4"], ["X", "", "", ""]])
        + "<h3>Enten</h3>"
        + table([["1", "2", "3", "4"], ["", "X", "", "X"]]),
        {"Spitten": "3", "Snoeien": "1", "Enten": None},
        descriptions={"Spitten": "Keert de grond zonder hem te mengen."},
    ),
    Kind(
        "en-a-name-in-the-first-row-of-each-table",
        "".join(
            table([[span(name, 3)], ["Basic", "Good", "Expert"], *[row[1:] for row in ticks({name: at}, "123")]])
            + "<p></p>"
            for name, at in (("Baking", 1), ("Weighing", 2), ("Icing", 0))
        ),
        {"Baking": "Good", "Weighing": "Expert", "Icing": "Basic"},
        title=EN,
    ),
    Kind(
        "fr-niveau-comportement-requis-sous-chaque-nom",
        "".join(
            f"<h3>{name}</h3>"
            + table(
                [
                    ["Niveau", "Comportement", "Requis"],
                    *[[label, text, "x" if label == at else ""] for label, text in zip("ABC", texts, strict=True)],
                ]
            )
            for name, texts, at in (
                ("Tailler", ("Taille selon le plan.", "Fait le plan.", "Forme les autres."), "B"),
                ("Semer", ("Sème en ligne.", "Choisit les graines.", "Garde les graines."), "A"),
            )
        ),
        {"Tailler": "B", "Semer": "A"},
        title=FR,
    ),
    Kind(
        "nl-huidig-en-gewenst-onder-elke-naam",
        "".join(
            f"<h3>{name}</h3>" + table([["", "1", "2", "3"], *ticks({"Huidig": had, "Gewenst": asked}, "123")])
            for name, had, asked in (("Spitten", 0, 2), ("Snoeien", 1, 1))
        ),
        {"Spitten": "3", "Snoeien": "2"},
    ),
    Kind(
        "de-niveau-und-zahl-unter-jedem-namen",
        "".join(
            f"<h3>{name}</h3>" + table([["Niveau", at]], head=0) for name, at in (("Umgraben", "2"), ("Düngen", "3"))
        ),
        {"Umgraben": "2", "Düngen": "3"},
        title=DE,
    ),
    Kind(
        "nl-questions-with-numbers-are-no-competencies",
        "<p>Spitten: niveau 2</p><p>Snoeien: niveau 3</p><p>Hoe vaak komt u met de fiets?</p>"
        + table([["1", "2", "3"], ["", "X", ""]])
        + "<p>Hoe lang werkt u hier?</p>"
        + table([["1", "2", "3"], ["X", "", ""]]),
        {"Spitten": "2", "Snoeien": "3"},
    ),
    Kind(
        "en-level-of-the-job-and-of-the-employee",
        table([["Competency", "Level of the job", "Level of the employee"], ["Baking", "3", "2"], ["Icing", "1", "4"]]),
        {"Baking": "3", "Icing": "1"},
        title=EN,
    ),
    Kind(
        "nl-two-numbers-below-each-other-in-a-cell",
        table([["Competentie", "Niveau"], ["Spitten", "1<br>2"], ["Snoeien", "2"], ["Enten", "3"]]),
        {"Spitten": None, "Snoeien": "2", "Enten": "3"},
    ),
    Kind(
        "nl-a-name-of-which-the-first-word-is-bold",
        table(
            [
                ["Competentie", "Niveau"],
                ["<b>Kennis</b> van de wet op het groen", "2"],
                ["<b>Kennis</b> van de machines in huis", "3"],
            ]
        ),
        {"Kennis van de wet op het groen": "2", "Kennis van de machines in huis": "3"},
    ),
    Kind(
        "nl-what-somebody-has-is-not-what-is-required",
        table([["Competentie", "Huidig niveau"], ["Spitten", "2"], ["Snoeien", "3"]]),
        {"Spitten": None, "Snoeien": None},
    ),
    Kind(
        "nl-two-levels-under-a-name",
        "<p><b>Spitten</b></p><p>Niveau 2</p><p>Niveau 3</p><p><b>Snoeien</b></p><p>Niveau 1</p>",
        {"Spitten": None, "Snoeien": "1"},
    ),
    Kind(
        "nl-of-four-behind-the-name",
        "<p>Spitten 2/4</p><p>Snoeien 4/4</p><p>Enten 1/4</p>",
        {"Spitten": "2", "Snoeien": "4", "Enten": "1"},
    ),
    Kind(
        "en-steps-of-four-that-only-together-say-so",
        "<p>Baking: level 2/4</p><p>Icing: level 4/4</p><p>Kneading: level 2/4</p><p>Working hours: 2/5</p>",
        {"Baking": "2", "Icing": "4", "Kneading": "2"},
        title=EN,
    ),
    Kind(
        "nl-of-four-in-brackets-and-in-words",
        "<p>Spitten (3/4)</p><p>Snoeien (2/4)</p><p>Enten: 1 van 4</p>",
        {"Spitten": "3", "Snoeien": "2", "Enten": "1"},
    ),
    Kind(
        "nl-two-or-three",
        "<p>Spitten: niveau 2 of 3</p><p>Snoeien: niveau 1 of 3</p>",
        {"Spitten": None, "Snoeien": None},
    ),
    Kind(
        "nl-a-part-of-the-week-among-levels",
        "<p>Spitten: niveau 2</p><p>Snoeien: niveau 3</p><p>Aanwezig: 4/5</p><p>Thuiswerk: 2/5</p>",
        {"Spitten": "2", "Snoeien": "3"},
    ),
    Kind(
        "nl-functie-en-medewerker",
        table(
            [
                ["Competentie", "Functie", "Medewerker"],
                ["Spitten", "2", "3"],
                ["Snoeien", "4", "-"],
                ["Enten", "1", "1"],
            ]
        ),
        {"Spitten": "2", "Snoeien": "4", "Enten": "1"},
    ),
    Kind(
        "nl-employee-and-his-head-are-two-roles",
        table([["Competentie", "Medewerker", "Ploegbaas"], ["Spitten", "2", "3"], ["Snoeien", "1", "4"]]),
        {"Spitten": None, "Snoeien": None},
    ),
    Kind(
        "nl-job-and-two-who-judge",
        table(
            [
                ["Competentie", "Functie", "Medewerker", "Leidinggevende"],
                ["Spitten", "2", "3", "2"],
                ["Snoeien", "1", "4", "3"],
            ]
        ),
        {"Spitten": None, "Snoeien": None},
    ),
    Kind(
        "nl-the-digit-itself-under-its-head",
        table(
            [["Competentie", "1", "2", "3"], ["Spitten", "", "2", ""], ["Snoeien", "", "", "3"], ["Enten", "1", "", ""]]
        ),
        {"Spitten": "2", "Snoeien": "3", "Enten": "1"},
    ),
    Kind(
        "nl-the-digit-itself-under-its-head-several-times",
        table(
            [
                ["Competentie", "1", "2", "3"],
                *ticks({"Spitten": 1, "Snoeien": 1}, "123", "2"),
                *ticks({"Enten": 2, "Zaaien": 2}, "123", "3"),
            ]
        ),
        {"Spitten": "2", "Snoeien": "2", "Enten": "3", "Zaaien": "3"},
    ),
    Kind(
        "en-digits-up-to-the-level",
        table(
            [["Skill", "1", "2", "3"], ["Baking", "1", "2", ""], ["Icing", "1", "2", "3"], ["Weighing", "1", "", ""]]
        ),
        {"Baking": None, "Icing": None, "Weighing": None},
        title=EN,
    ),
    Kind(
        "nl-an-x-under-one-of-all-digits",
        table(
            [
                ["Competentie", span("Niveau", 4)],
                ["Spitten", "1", "2<br>X", "3", "4"],
                ["Snoeien", "1<br>X", "2", "3", "4"],
                ["Enten", "1", "2", "3", "4<br>X"],
            ]
        ),
        {"Spitten": "2", "Snoeien": "1", "Enten": "4"},
    ),
    Kind(
        "nl-an-x-under-one-digit-and-another-underlined",
        table(
            [
                ["Competentie", span("Niveau", 4)],
                ["Spitten", "1", "2<br>X", "<u>3</u>", "4"],
                ["Snoeien", "1<br>X", "2", "3", "4"],
                ["Enten", "1", "2", "3", "4<br>X"],
            ]
        ),
        {"Spitten": None, "Snoeien": "1", "Enten": "4"},
    ),
    Kind(
        "en-digits-several-times-and-asterisks",
        table([["Skill", "Level"], ["Baking", "3 3 3"], ["Weighing", "2*"], ["Icing", "1"]]) + "<p>* within a year</p>",
        {"Baking": None, "Weighing": "2", "Icing": "1"},
        title=EN,
    ),
    Kind(
        "en-percent-up-to-a-hundred",
        table([["Skill", "Level"], ["Baking", "75 %"], ["Weighing", "100 %"], ["Icing", "50 %"]]),
        {"Baking": "75", "Weighing": "100", "Icing": "50"},
        title=EN,
    ),
    Kind(
        "nl-names-that-end-as-little-words-do",
        "<p>Agenda niveau 2</p><p>Controle niveau 1</p><p>Werkschema niveau 3</p>",
        {"Agenda": "2", "Controle": "1", "Werkschema": "3"},
    ),
    Kind(
        "en-skill-level-behind-a-full-stop",
        "<ul><li>Baking. Skill level: 3</li><li>Weighing. Skill level: 1</li></ul>",
        {"Baking": "3", "Weighing": "1"},
        title=EN,
    ),
    Kind(
        "nl-levels-up-to-the-one-that-is-meant-under-their-heads",
        table(
            [
                ["Competentie", "Niveau 1", "Niveau 2", "Niveau 3"],
                ["Spitten", "Niveau 1", "Niveau 2", ""],
                ["Snoeien", "Niveau 1", "", ""],
            ]
        ),
        {"Spitten": None, "Snoeien": None},
    ),
    Kind(
        "en-a-second-level-in-one-row-without-heads",
        table([["Baking", "Level 1", "Level 2"], ["Weighing", "Level 1", ""], ["Icing", "Level 3", ""]], head=0),
        {"Baking": None, "Weighing": "1", "Icing": "3"},
        title=EN,
    ),
    Kind(
        "nl-fields-of-the-form-over-small-tables",
        "".join(
            f"<h3>{name}</h3>{table([['Niveau', level]], head=0)}"
            for name, level in {
                "Spitten": "2",
                "Snoeien": "3",
                "Functieklasse": "4",
                "Fietsvergoeding": "5",
                "Einde van het formulier": "1",
            }.items()
        ),
        {"Spitten": "2", "Snoeien": "3"},
    ),
    Kind(
        "en-a-line-with-its-level-under-three-heads",
        table(
            [
                ["Competency", "Level", "Remark"],
                ["Baking", "2", "as written in<br>Ovens: level 3"],
                ["Weighing", "3", "on the scales"],
            ],
            look="bare",
        )
        + "<style>td { vertical-align: top }</style><div>Icing: level 1</div>",
        {"Baking": "2", "Weighing": "3", "Icing": "1"},
        descriptions={"Baking": "as written in Ovens: level 3"},
        title=EN,
    ),
    Kind(
        "nl-two-levels-over-each-other-in-a-cell",
        table(
            [
                ["Competentie", "Vereist niveau"],
                ["Spitten", "Basis<br>Gevorderd"],
                ["Snoeien", "II<br>III"],
                ["Enten", "zeer<br>goed"],
                ["Zaaien", "Expert"],
            ]
        ),
        {"Spitten": None, "Snoeien": None, "Enten": "zeer goed", "Zaaien": "Expert"},
    ),
    Kind(
        "en-what-the-levels-are-called",
        "<p>Baking: level 2</p><p>Icing: level 1</p><h3>Explanation of the levels</h3>"
        "<p>Beginner: level 1</p><p>Skilled: level 2</p><p>Master: level 3</p>"
        "<h3>Required levels</h3><p>Ovens: level 1</p><p>Weighing: level 2</p><p>Kneading: level 3</p>",
        {"Baking": "2", "Icing": "1", "Ovens": "1", "Weighing": "2", "Kneading": "3"},
        title=EN,
    ),
    Kind(
        "nl-a-row-for-each-line-of-a-name",
        table(
            [
                ["Competentie", "Niveau"],
                ["Spitten", "2"],
                ["in zware", ""],
                ["grond", ""],
                ["Snoeien van", "3"],
                ["bomen", ""],
                ["Enten", "1"],
            ]
        ),
        {"Spitten in zware grond": "2", "Snoeien van bomen": "3", "Enten": "1"},
        groups={"Snoeien van bomen": None, "Enten": None},
    ),
    Kind(
        "nl-a-row-for-each-line-of-a-name-beside-crosses",
        table(
            [
                ["Competentie", "1", "2", "3"],
                *ticks({"Spitten in": 1, "zware grond": 9, "Snoeien": 2, "Enten": 0}, "123"),
            ]
        ),
        {"Spitten in zware grond": "2", "Snoeien": "3", "Enten": "1"},
    ),
    Kind(
        "nl-names-that-begin-small",
        table([["Competentie", "Niveau"], ["Spitten", "2"], ["snoeien", "3"], ["enten", ""], ["zaaien", "1"]]),
        {"Spitten": "2", "snoeien": "3", "enten": None, "zaaien": "1"},
    ),
    Kind(
        "nl-letters-of-nobody-that-repeat-under-their-heads",
        table(
            [
                ["Competentie", "V", "X", "E"],
                ["Spitten", "", "X", ""],
                ["Snoeien", "", "", "E"],
                ["Enten", "V", "", ""],
                ["Zaaien", "", "X", ""],
            ]
        ),
        {"Spitten": "X", "Snoeien": None, "Enten": "V", "Zaaien": "X"},
    ),
    Kind(
        "en-two-names-in-a-line-one-of-which-begins-with-first",
        "<p>Baking level 2, First aid level 3</p><p>Weighing level 1, Icing level 2</p>",
        {"Baking": "2", "First aid": "3", "Weighing": "1", "Icing": "2"},
        title=EN,
    ),
    Kind(
        "nl-a-cell-with-the-level-of-later",
        table([["Competentie", "Niveau"], ["Spitten", "2; later 3"], ["Snoeien", "2 (vroeger 3)"], ["Enten", "3"]]),
        {"Spitten": None, "Snoeien": None, "Enten": "3"},
    ),
    Kind(
        "nl-a-second-column-of-levels-without-a-head",
        table([["Competentie", "Niveau", ""], ["Spitten", "Niveau 1", "Niveau 2"], ["Snoeien", "Niveau 3", ""]]),
        {"Spitten": None, "Snoeien": None},
    ),
    Kind(
        "en-what-each-level-is-called-in-a-column-without-a-head",
        table([["Competency", "Level", ""], ["Baking", "1", "basic"], ["Icing", "3", "expert"], ["Kneading", "", ""]]),
        {"Baking": "1", "Icing": "3", "Kneading": None},
        title=EN,
    ),
    Kind(
        "nl-heads-of-two-lines-and-no-rules-between-columns",
        "<table style='border-spacing: 12mm 1mm'><tr><td>Competentie</td><td colspan=2 align=center>Niveau</td></tr>"
        "<tr><td></td><td>huidig</td><td>gewenst</td></tr><tr><td>Spitten</td><td>1</td><td>2</td></tr>"
        "<tr><td>Snoeien</td><td>3</td><td>3</td></tr><tr><td>Enten</td><td></td><td>1</td></tr></table>",
        {"Spitten": "2", "Snoeien": "3", "Enten": "1"},
    ),
    Kind(
        "fr-deux-lignes-de-titres-dont-aucune-ne-dit-le-requis",
        "<table style='border-spacing: 12mm 1mm'><tr><td>Compétence</td><td colspan=2 align=center>Niveau</td></tr>"
        "<tr><td></td><td>minimum</td><td>optimum</td></tr><tr><td>Bêcher</td><td>1</td><td>2</td></tr>"
        "<tr><td>Tailler</td><td>3</td><td>4</td></tr></table>",
        {"Bêcher": None, "Tailler": None},
        title=FR,
    ),
    Kind(
        "nl-numbered-names-over-small-tables",
        "".join(
            f"<h3>{i}. {name}</h3>{table([['1', '2', '3'], *[row[1:] for row in ticks({name: at}, '123')]], head=0)}"
            for i, (name, at) in enumerate((("Spitten", 1), ("Snoeien", 2), ("Maaltijdvergoeding", 0)), start=1)
        ),
        {"1. Spitten": "2", "2. Snoeien": "3"},
    ),
    Kind(
        "nl-a-table-of-schooling-under-the-one-of-competencies",
        table([["Competentie", "Niveau"], ["Spitten", "2"], ["Snoeien", "3"]])
        + "<p></p>"
        + table([["Opleiding", "Niveau"], ["Tuinbouwschool", "2"], ["Bachelor tuinarchitectuur", "3"]]),
        {"Spitten": "2", "Snoeien": "3"},
    ),
    Kind(
        "de-was-bezahlt-wird-unter-den-kompetenzen",
        "".join(
            f"<h3>{name}</h3>{table([['Stufe', level]])}"
            for name, level in (("Umgraben", "2"), ("Düngen", "3"), ("Weihnachtsgeld", "1"), ("Dienstwagen", "2"))
        ),
        {"Umgraben": "2", "Düngen": "3"},
        title=DE,
    ),
]
"""Each with the levels that a person reads in it."""
