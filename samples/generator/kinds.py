"""Small documents of the kinds that archives are full of, each with what a person reads in it.

`levels` are by competency the label that is required, as printed, or None where nobody can tell; what is not in it is
no competency. `groups` and `descriptions` are by competency too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

STYLE = """
@page { size: A4; margin: 20mm } body { font: 10pt "DejaVu Sans" } h1 { font-size: 15pt } h2 { font-size: 12pt }
table.ruled { border-collapse: collapse } .ruled td, .ruled th { border: 0.6pt solid black; padding: 2pt 5pt }
table.bare td, table.bare th { padding: 2pt 12pt 2pt 0; text-align: left; border: none }
.small { font-size: 8pt; font-style: italic } .grey { background: #bbb } sup { font-size: 6pt }
"""


@dataclass(frozen=True)
class Kind:
    name: str
    body: str
    levels: Mapping[str, str | None]
    groups: Mapping[str, str | None] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    title: str = "<h1>Functieprofiel</h1><p>Functie: Kok</p><h2>Competenties</h2>"

    @property
    def html(self) -> str:
        return f"<style>{STYLE}</style>{self.title}{self.body}"


def table(rows: Sequence[Sequence[str]], head: int = 1, look: str = "ruled") -> str:
    """`rows` are cells of HTML; a cell may begin with `<td` or `<th` itself."""

    def cell(text: str, tag: str) -> str:
        return text if text.startswith(("<td", "<th")) else f"<{tag}>{text}</{tag}>"

    lines = [
        "<tr>" + "".join(cell(text, "th" if i < head else "td") for text in row) + "</tr>" for i, row in enumerate(rows)
    ]
    return f'<table class="{look}">{"".join(lines)}</table>'


def span(text: str, cols: int = 1, rows: int = 1, tag: str = "th") -> str:
    return f'<{tag} colspan="{cols}" rowspan="{rows}">{text}</{tag}>'


def ticks(names: Mapping[str, int], labels: Sequence[str], sign: str = "X", empty: str = "") -> list[list[str]]:
    """A row for each name, ticked under the label of that number."""
    return [[name, *(sign if i == at else empty for i in range(len(labels)))] for name, at in names.items()]


def touching(*tables: Sequence[Sequence[str]]) -> str:
    """Tables right below each other, as wide as each other: one grid of rules."""
    wide = "<style>table { width: 100%; table-layout: fixed } th:first-child { width: 40% }</style>"
    return wide + "<div>" + "".join(table(rows) for rows in tables) + "</div>"


EN = "<h1>Job description</h1><p>Job title: Ranger</p><h2>Competencies</h2>"
FR = "<h1>Description de fonction</h1><p>Intitulé de la fonction : Jardinier</p><h2>Compétences</h2>"
DE = "<h1>Stellenbeschreibung</h1><p>Stellenbezeichnung: Gärtner</p><h2>Kompetenzen</h2>"
ES = "<h1>Descripción del puesto</h1><p>Puesto: Jardinero</p><h2>Competencias</h2>"

KINDS = [
    Kind(
        "nl-minimum-and-optimum",
        table(
            [
                [span("Competentie", rows=2), span("Niveau", cols=2)],
                ["minimum", "optimum"],
                ["Omgevingsbewustzijn", "2", "4"],
                ["Overleggen", "1", "2"],
            ],
            head=2,
        ),
        {"Omgevingsbewustzijn": None, "Overleggen": None},
    ),
    Kind(
        "en-on-entry-and-after-two-years",
        table(
            [
                [span("Skill", rows=2), "On entry", "After two years"],
                ["Level", "Level"],
                ["Tracking", "1", "3"],
                ["First aid", "2", "3"],
            ],
            head=2,
        ),
        {"Tracking": None, "First aid": None},
        title=EN,
    ),
    Kind(
        "fr-actuel-et-requis",
        table([["Compétence", "Niveau actuel", "Niveau requis"], ["Tailler", "1", "3"], ["Semer", "2", "2"]]),
        {"Tailler": "3", "Semer": "2"},
        title=FR,
    ),
    Kind(
        "de-soll-und-ist-in-einer-zeile",
        "<p>S = Soll, I = Ist</p>"
        + table(
            [
                ["Kompetenz", "1", "2", "3", "4"],
                ["Sorgfalt", "", "I", "", "S"],
                ["Geduld", "S I", "", "", ""],
                ["Planung", "", "", "S", "I"],
            ]
        ),
        {"Sorgfalt": "4", "Geduld": "1", "Planung": "3"},
        title=DE,
    ),
    Kind(
        "nl-when-it-is-needed-under-one-head",
        table(
            [
                [span("Competentie", rows=2), span("Vereist niveau", cols=2)],
                ["bij indiensttreding", "na 3 jaar"],
                ["Peilen", "1", "3"],
                ["Roeien", "2", "2"],
            ],
            head=2,
        ),
        {"Peilen": None, "Roeien": None},
    ),
    Kind(
        "en-definition-behind-the-name-in-bold",
        table(
            [
                ["Competency", "Level"],
                ["<b>Stock keeping:</b> knows what is there and orders in time", "3"],
                ["<b>Tact</b> says what has to be said without hurting", "1"],
            ]
        ),
        {"Stock keeping": "3", "Tact": "1"},
        descriptions={
            "Stock keeping": "knows what is there and orders in time",
            "Tact": "says what has to be said without hurting",
        },
        title=EN,
    ),
    Kind(
        "fr-définition-après-deux-points",
        table([["Compétence", "Niveau"], ["Écoute : entend ce que dit l'autre.", "2"], ["Ordre", "3"]]),
        {"Écoute": "2", "Ordre": "3"},
        descriptions={"Écoute": "entend ce que dit l'autre."},
        title=FR,
    ),
    Kind(
        "de-eines-von-mehreren-worten-ist-fett",
        table(
            [
                ["Kompetenz", "Niveau"],
                ["Sägen", "Einstieg / <b>Fortgeschritten</b> / Experte"],
                ["Hobeln", "<b>Einstieg</b> / Fortgeschritten / Experte"],
                ["Leimen", "Einstieg / <b><s>Fortgeschritten</s></b> / Experte"],
            ]
        ),
        {"Sägen": "Fortgeschritten", "Hobeln": "Einstieg", "Leimen": None},
        title=DE,
    ),
    Kind(
        "es-letras-fuera-del-comienzo-del-alfabeto",
        "<p>B = bajo, M = medio, A = alto</p>"
        + table([["Competencia", "Nivel"], ["Podar", "M"], ["Sembrar", "A"], ["Regar", "A"]]),
        {"Podar": "M", "Sembrar": "A", "Regar": "A"},
        title=ES,
    ),
    Kind(
        "en-names-that-head-sections-elsewhere",
        "<p><b>Mending</b> (level 3)</p><ul><li>Sees what is broken.</li></ul>"
        "<p><b>Problem solving</b> (level 4)</p><ul><li>Finds a way out.</li></ul>"
        "<p><b>Communication</b> (level 2)</p><ul><li>Listens first.</li></ul>",
        {"Mending": "3", "Problem solving": "4", "Communication": "2"},
        title=EN,
    ),
    Kind(
        "nl-de-langste-naam-raakt-bijna-het-niveau",
        "<style>table.bare td, table.bare th { padding-right: 9pt }</style>"
        + table(
            [
                ["Competentie", "Niveau", "Prioriteit"],
                ["Lezen", "gevorderd", "2"],
                ["Omgaan met verandering", "basis", "1"],
                ["Sorteren", "expert", "3"],
            ],
            look="bare",
        ),
        {"Lezen": "gevorderd", "Omgaan met verandering": "basis", "Sorteren": "expert"},
    ),
    Kind(
        "nl-what-each-level-means-in-a-table",
        table([["Niveau", "Betekenis"], ["A", "meester"], ["B", "gezel"], ["C", "leerling"]])
        + table([["Competentie", "Niveau"], ["Metselen", "A"], ["Voegen", "C"], ["Pleisteren", "A"]]),
        {"Metselen": "A", "Voegen": "C", "Pleisteren": "A"},
    ),
    Kind(
        "en-who-needs-it-and-some-need-it-both",
        table(
            [
                ["Competency", "Caretaker", "Foreman"],
                ["Sweeping", "X", ""],
                ["Reporting", "X", "X"],
                ["Rostering", "", "X"],
            ]
        ),
        {"Sweeping": None, "Reporting": None, "Rostering": None},
        title=EN,
    ),
    Kind(
        "nl-van-een-tot-en-met-een-ander",
        "<p>Dansen: niveau 2 t/m 4</p><p>Zingen: niveau 3</p>",
        {"Dansen": None, "Zingen": "3"},
    ),
    Kind(
        "fr-degré-de-maîtrise-entre-parenthèses",
        "<p>Coudre (degré de maîtrise : 2)</p><p>Broder (degré de maîtrise : 4)</p>",
        {"Coudre": "2", "Broder": "4"},
        title=FR,
    ),
    Kind(
        "en-white-between-all-paragraphs",
        "<style>p { margin: 0 0 12pt; line-height: 1.2 }</style>"
        "<p><b>Felling</b></p><p>Required level: 3 (advanced)</p><p>Cuts safely.</p>"
        "<p><b>Stacking</b></p><p>Required level: 1 (basic)</p><p>Stacks in rows.</p>",
        {"Felling": "3 (advanced)", "Stacking": "1 (basic)"},
        title=EN,
    ),
    Kind(
        "de-punkte-ohne-abstand",
        f"<p>Drechseln{'.' * 40}3</p><p>Schnitzen{'.' * 40}1</p><p>Leimen{'.' * 42}2</p>",
        {"Drechseln": "3", "Schnitzen": "1", "Leimen": "2"},
        title=DE,
    ),
    Kind(
        "fr-groupes-qui-parlent-de-compétences",
        "<h3>Compétences relationnelles</h3>"
        + table([["Compétence", "Niveau"], ["Accueillir", "2"], ["Négocier", "3"]])
        + "<h3>Compétences liées au métier</h3>"
        + table([["Compétence", "Niveau"], ["Tondre", "1"], ["Tailler", "3"]]),
        {"Accueillir": "2", "Négocier": "3", "Tondre": "1", "Tailler": "3"},
        groups={
            "Accueillir": "Compétences relationnelles",
            "Négocier": "Compétences relationnelles",
            "Tondre": "Compétences liées au métier",
            "Tailler": "Compétences liées au métier",
        },
        title=FR,
    ),
    Kind(
        "nl-pay-and-what-the-levels-mean-in-lines",
        "<p>Basis: niveau 1</p><p>Expert: niveau 2</p><p>Vijlen: niveau 2</p><p>Lassen: niveau 1</p>"
        "<p>Salaris: niveau 5</p>",
        {"Vijlen": "2", "Lassen": "1"},
    ),
    Kind(
        "nl-two-roles-ticked",
        table(
            [
                [span("Competentie", rows=2), span("Assistent", cols=3), span("Deskundige", cols=3)],
                ["1", "2", "3", "1", "2", "3"],
                ["Luisteren", "X", "", "", "", "", "X"],
                ["Plannen", "", "X", "", "", "X", ""],
            ],
            head=2,
        ),
        {"Luisteren": None, "Plannen": None},
    ),
    Kind(
        "en-roles-as-columns",
        table(
            [
                ["Competency", "Reception", "Workshop", "Fleet"],
                ["Listening", "1", "3", "2"],
                ["Planning", "2", "2", "4"],
            ]
        ),
        {"Listening": None, "Planning": None},
        title=EN,
    ),
    Kind(
        "nl-weight-before-level",
        table([["Competentie", "Weging", "Niveau"], ["Horen", "3", "1"], ["Plannen", "1", "4"], ["Leiden", "2", "2"]]),
        {"Horen": "1", "Plannen": "4", "Leiden": "2"},
    ),
    Kind(
        "en-priority-behind-level",
        table([["Skill", "Level", "Priority"], ["Tracking", "2", "1"], ["Mapping", "3", "2"], ["First aid", "1", "3"]]),
        {"Tracking": "2", "Mapping": "3", "First aid": "1"},
        title=EN,
    ),
    Kind(
        "nl-core-and-training-ticked-beside-the-levels",
        table(
            [
                ["Competentie", "Kern", "1", "2", "3", "4", "Opleiding nodig"],
                ["Luisteren", "x", "", "x", "", "", ""],
                ["Plannen", "", "", "", "x", "", "x"],
                ["Leiden", "x", "x", "", "", "", "x"],
            ]
        ),
        {"Luisteren": "2", "Plannen": "3", "Leiden": "1"},
    ),
    Kind(
        "en-how-it-is-assessed",
        table(
            [
                ["Criterion", "Essential", "Desirable", "A", "I", "R"],
                ["Driving a tractor", "✓", "", "✓", "✓", ""],
                ["Felling", "", "✓", "", "✓", ""],
                ["Map reading", "✓", "", "✓", "", "✓"],
            ]
        ),
        {"Driving a tractor": "Essential", "Felling": "Desirable", "Map reading": "Essential"},
        title="<h1>Person specification</h1><p>Job title: Ranger</p><h2>Skills and knowledge</h2>",
    ),
    Kind(
        "nl-definition-in-a-column-of-its-own",
        table(
            [
                ["Competentie", "Definitie", "1", "2", "3"],
                ["Luisteren", "Laat anderen uitspreken.", "", "X", ""],
                ["Plannen", "Deelt de eigen tijd in.", "X", "", ""],
                ["Leiden", "Stuurt anderen aan.", "", "", "X"],
            ]
        ),
        {"Luisteren": "2", "Plannen": "1", "Leiden": "3"},
    ),
    Kind(
        "en-code-between-name-and-level",
        table(
            [
                ["Skill", "Description", "Code", "Level"],
                ["Systems design", "Designs systems.", "DESN", "5"],
                ["Data management", "Manages data.", "DATM", "4"],
                ["Network support", "Supports networks.", "NTAS", "3"],
            ]
        ),
        {"Systems design": "5", "Data management": "4", "Network support": "3"},
        title=EN,
    ),
    Kind(
        "de-numbers-before-the-names",
        table(
            [
                ["", "Fachkompetenzen", "4", "3", "2", "1"],
                ["2.1.1", "Baumpflege", "", "X", "", ""],
                ["2.1.2", "Pflanzenkunde", "X", "", "", ""],
                ["2.1.3", "Maschinen", "", "", "", "X"],
            ]
        ),
        {"Baumpflege": "3", "Pflanzenkunde": "4", "Maschinen": "1"},
        title=DE,
    ),
    Kind(
        "nl-definition-in-small-letters-under-the-name",
        table(
            [
                ["Competentie", "Niveau"],
                ['<b>Luisteren</b><br><span class="small">Laat anderen uitspreken en vraagt door.</span>', "3"],
                ['<b>Plannen</b><br><span class="small">Deelt de eigen tijd in en die van anderen.</span>', "1"],
            ]
        ),
        {"Luisteren": "3", "Plannen": "1"},
        descriptions={"Luisteren": "Laat anderen uitspreken en vraagt door."},
    ),
    Kind(
        "en-definition-in-italics-under-the-name-of-a-matrix",
        table(
            [
                ["Competency", "Basic", "Advanced", "Expert"],
                ['Listening<br><i class="small">Hears what others say.</i>', "", "✗", ""],
                ['Planning<br><i class="small">Divides the time there is.</i>', "", "", "✗"],
            ]
        ),
        {"Listening": "Advanced", "Planning": "Expert"},
        title=EN,
    ),
    Kind("nl-range", "<p>Luisteren: niveau 1-2</p><p>Plannen: niveau 3</p>", {"Luisteren": None, "Plannen": "3"}),
    Kind(
        "fr-fourchette",
        "<p>Tailler : niveau 2 à 3</p><p>Semer : niveau 1</p><p>Arroser : niveau 2 ou 3</p>",
        {"Tailler": None, "Semer": "1", "Arroser": None},
        title=FR,
    ),
    Kind(
        "en-halves-and-pluses",
        table([["Skill", "Level"], ["Tracking", "2.5"], ["Mapping", "3+"], ["First aid", "2/3"], ["Rescue", "4"]]),
        {"Tracking": None, "Mapping": None, "First aid": None, "Rescue": "4"},
        title=EN,
    ),
    Kind(
        "nl-so-many-of-so-many",
        "<p>Luisteren (niveau 2 van 5)</p><p>Plannen (niveau 5 van 5)</p>",
        {"Luisteren": "2", "Plannen": "5"},
    ),
    Kind(
        "en-out-of-five",
        table([["Skill", "Level"], ["Tracking", "3/5"], ["Mapping", "5/5"], ["First aid", "1/5"]]),
        {"Tracking": "3", "Mapping": "5", "First aid": "1"},
        title=EN,
    ),
    Kind(
        "es-numero-y-palabra",
        table([["Competencia", "Nivel"], ["Podar", "3 – alto"], ["Sembrar", "1 – bajo"], ["Regar", "2 – medio"]]),
        {"Podar": "3 – alto", "Sembrar": "1 – bajo", "Regar": "2 – medio"},
        title=ES,
    ),
    Kind(
        "nl-word-with-its-number-behind",
        "<p>Luisteren: niveau 2 (voldoende)</p><p>Plannen: niveau 1 (basis)</p>",
        {"Luisteren": "2 (voldoende)", "Plannen": "1 (basis)"},
    ),
    Kind(
        "en-percent",
        table([["Skill", "Level"], ["Tracking", "50 %"], ["Mapping", "100 %"]]),
        {"Tracking": "50 %", "Mapping": "100 %"},
        title=EN,
    ),
    Kind(
        "en-stars",
        table([["Skill", "Level"], ["Tracking", "★★★☆☆"], ["Mapping", "★★★★★"], ["First aid", "★☆☆☆☆"]]),
        {"Tracking": "★★★☆☆", "Mapping": "★★★★★", "First aid": "★☆☆☆☆"},
        title=EN,
    ),
    Kind(
        "nl-circled-numbers",
        table([["Competentie", "Niveau"], ["Luisteren", "②"], ["Plannen", "④"], ["Leiden", "①"]]),
        {"Luisteren": "②", "Plannen": "④", "Leiden": "①"},
    ),
    Kind(
        "en-words-of-a-known-scale-not-in-its-order",
        table([["Competency", "Level"], ["Listening", "Adept"], ["Planning", "Foundational"], ["Leading", "Advanced"]]),
        {"Listening": "Adept", "Planning": "Foundational", "Leading": "Advanced"},
        title=EN,
    ),
    Kind(
        "en-words-nobody-knows",
        table([["Competency", "Level"], ["Listening", "Sapling"], ["Planning", "Oak"], ["Leading", "Sapling"]]),
        {"Listening": "Sapling", "Planning": "Oak", "Leading": "Sapling"},
        title=EN,
    ),
    Kind(
        "en-words-in-the-order-of-a-legend",
        table([["Skill", "Level"], ["Budgeting", "Skilled"], ["Writing", "Basic"], ["Planning", "Master"]])
        + "<p>Levels: basic, skilled, master</p>",
        {"Budgeting": "Skilled", "Writing": "Basic", "Planning": "Master"},
        title=EN,
    ),
    Kind(
        "nl-letters-of-a-legend",
        "<p>A = uitstekend, B = goed, C = voldoende</p>"
        + table([["Competentie", "A", "B", "C"], *ticks({"Luisteren": 1, "Plannen": 0, "Leiden": 2}, "ABC")]),
        {"Luisteren": "B", "Plannen": "A", "Leiden": "C"},
    ),
    Kind(
        "de-römische-zahlen",
        table([["Kompetenz", "Stufe"], ["Sorgfalt", "III"], ["Geduld", "V"], ["Planung", "II"], ["Ordnung", "V"]]),
        {"Sorgfalt": "III", "Geduld": "V", "Planung": "II", "Ordnung": "V"},
        title=DE,
    ),
    Kind(
        "nl-group-in-a-row",
        table(
            [
                ["Competentie", "1", "2", "3"],
                [span("Kerncompetenties", cols=4, tag="td")],
                *ticks({"Luisteren": 0, "Plannen": 2}, "123"),
                [span("Vaardigheden", cols=4, tag="td")],
                *ticks({"Tekstverwerking": 1, "Rekenen": 0}, "123"),
            ]
        ),
        {"Luisteren": "1", "Plannen": "3", "Tekstverwerking": "2", "Rekenen": "1"},
        groups={"Luisteren": "Kerncompetenties", "Rekenen": "Vaardigheden"},
    ),
    Kind(
        "fr-groupe-dans-le-coin",
        table([["Savoir-être", "1", "2", "3"], *ticks({"Patience": 1, "Rigueur": 2}, "123")]),
        {"Patience": "2", "Rigueur": "3"},
        groups={"Patience": "Savoir-être", "Rigueur": "Savoir-être"},
        title=FR,
    ),
    Kind(
        "nl-all-levels-in-the-row-one-bold",
        table(
            [
                ["Competentie", span("Niveau", cols=4)],
                ["Luisteren", "1", "2", "<b>3</b>", "4"],
                ["Plannen", "<b>1</b>", "2", "3", "4"],
                ["Leiden", "1", "<b>2</b>", "3", "4"],
            ]
        ),
        {"Luisteren": "3", "Plannen": "1", "Leiden": "2"},
    ),
    Kind(
        "en-all-levels-in-the-row-none-meant",
        table([["Skill", span("Level", cols=3)], ["Tracking", "1", "2", "3"], ["Mapping", "1", "2", "3"]]),
        {"Tracking": None, "Mapping": None},
        title=EN,
    ),
    Kind(
        "nl-all-levels-in-the-row-with-boxes",
        table(
            [
                ["Competentie", span("Niveau", cols=3)],
                ["Luisteren", "1 ☐", "2 ☒", "3 ☐"],
                ["Plannen", "1 ☒", "2 ☐", "3 ☐"],
            ]
        ),
        {"Luisteren": "2", "Plannen": "1"},
    ),
    Kind(
        "en-all-levels-in-a-line-others-struck-out",
        "<p>Delete what does not apply.</p><p>Listening: level 1 / <s>level 2</s> / <s>level 3</s></p>"
        "<p>Planning: <s>level 1</s> / <s>level 2</s> / level 3</p>",
        {"Listening": "1", "Planning": "3"},
        title=EN,
    ),
    Kind(
        "nl-all-levels-in-a-line-none-meant",
        "<p>Luisteren: niveau 1 / niveau 2 / niveau 3</p><p>Plannen: niveau 1 / niveau 2 / niveau 3</p>",
        {"Luisteren": None, "Plannen": None},
    ),
    Kind(
        "nl-dashes-in-the-other-cells",
        table([["Competentie", "1", "2", "3"], *ticks({"Luisteren": 2, "Plannen": 0}, "123", "x", "–")]),
        {"Luisteren": "3", "Plannen": "1"},
    ),
    Kind(
        "en-not-applicable-in-the-other-cells",
        table([["Skill", "1", "2", "3"], *ticks({"Tracking": 1, "Mapping": 2}, "123", "✓", "n/a")]),
        {"Tracking": "2", "Mapping": "3"},
        title=EN,
    ),
    Kind(
        "nl-tick-before-the-text-that-is-meant",
        table(
            [
                ["Competentie", "Basis", "Gevorderd", "Expert"],
                ["Luisteren", "Hoort toe.", "✓ Vraagt door.", "Hoort wat niet gezegd is."],
                ["Plannen", "✓ Maakt een lijst.", "Verdeelt werk.", "Plant jaren ver."],
            ]
        ),
        {"Luisteren": "Gevorderd", "Plannen": "Basis"},
    ),
    Kind(
        "nl-level-on-the-line-below",
        "<p><b>Luisteren</b><br>Niveau: 2</p><p><b>Plannen</b><br>Niveau: 3</p>",
        {"Luisteren": "2", "Plannen": "3"},
    ),
    Kind(
        "fr-niveau-requis-sous-le-nom",
        "<p><b>Tailler</b><br>Niveau requis : 2<br>Taille.</p><p><b>Semer</b><br>Niveau requis : 1<br>Sème.</p>",
        {"Tailler": "2", "Semer": "1"},
        title=FR,
    ),
    Kind(
        "en-skill-level-on-the-line-below",
        "<p><b>Tracking</b><br>Skill level: expert</p><p><b>Mapping</b><br>Skill level: basic</p>",
        {"Tracking": "expert", "Mapping": "basic"},
        title=EN,
    ),
    Kind(
        "nl-leaders",
        "<p>Luisteren ................................ 3</p><p>Plannen .................................. 1</p>"
        "<p>Leiden ................................... 2</p>",
        {"Luisteren": "3", "Plannen": "1", "Leiden": "2"},
        title="<h1>Functieprofiel</h1><p>Functie: Kok</p><h2>Competenties (van 1 tot 4)</h2>",
    ),
    Kind(
        "en-no-rules-under-heads",
        table(
            [
                ["Skill", "Level", "Behaviour"],
                ["Tracking", "Basic", "Finds prints."],
                ["Mapping", "Expert", "Draws maps."],
            ],
            look="bare",
        ),
        {"Tracking": "Basic", "Mapping": "Expert"},
        title=EN,
    ),
    Kind(
        "nl-list-after-a-table",
        "<h3>Gedragscompetenties</h3>"
        + table([["Competentie", "Niveau"], ["Luisteren", "2"], ["Plannen", "3"]])
        + "<h3>Technische competenties</h3><ul><li>Tekstverwerking: niveau 1</li><li>Rekenbladen: niveau 4</li></ul>",
        {"Luisteren": "2", "Plannen": "3", "Tekstverwerking": "1", "Rekenbladen": "4"},
        groups={"Luisteren": "Gedragscompetenties", "Rekenbladen": "Technische competenties"},
    ),
    Kind(
        "nl-footnotes-at-levels-and-names",
        table(
            [
                ["Competentie", "Niveau<sup>1</sup>"],
                ["Luisteren<sup>2</sup>", "3"],
                ["Plannen", "2<sup>3</sup>"],
                ["Leiden", "1"],
            ]
        )
        + "<p><sup>1</sup> Van 1 tot 4. <sup>2</sup> Ook aan de telefoon. <sup>3</sup> Na zes maanden.</p>",
        {"Luisteren": "3", "Plannen": "2", "Leiden": "1"},
    ),
    Kind(
        "nl-schooling-and-licence-before-and-after",
        "<p>Luisteren: niveau 2</p><p>Plannen: niveau 3</p><h2>Opleiding</h2><p>Diploma: niveau 6</p>"
        "<p>Rijbewijs: niveau C</p>",
        {"Luisteren": "2", "Plannen": "3"},
        title="<h1>Functieprofiel</h1><p>Functie: Kok</p><h2>Functie-eisen</h2><p>Opleiding: mbo niveau 3</p>"
        "<p>Engels op niveau B1</p><h2>Competenties</h2>",
    ),
    Kind(
        "en-choices-of-a-form-around-the-levels",
        table([["Competency", "1", "2", "3"], *ticks({"Listening": 0, "Planning": 2}, "123", "☒", "☐")])
        + "<h2>Conditions</h2><p>Contract: ☒ permanent ☐ temporary</p><p>Own car: ☐ yes ☒ no</p>",
        {"Listening": "1", "Planning": "3"},
        title="<h1>Job description</h1><p>Job title: Ranger</p><p>Hours: ☐ full ☒ part time</p><h2>Competencies</h2>",
    ),
    Kind(
        "nl-choices-of-a-form-and-no-competencies",
        "<p>Rol: ☐ Expert ☐ Leidinggevend ☒ Projectleider</p><p>Rijbewijs C: ☒ ja ☐ nee</p>",
        {},
        title="<h1>Functieprofiel</h1><p>Functie: Kok</p><h2>Doel van de functie</h2><p>Kookt.</p><h2>Profiel</h2>",
    ),
    Kind(
        "nl-employee-and-function",
        table([["Competentie", "Niveau functie", "Niveau medewerker"], ["Luisteren", "3", "2"], ["Plannen", "2", "4"]]),
        {"Luisteren": "3", "Plannen": "2"},
    ),
    Kind(
        "en-ticks-up-to-the-level",
        table(
            [
                ["Skill", "1", "2", "3"],
                ["Tracking", "X", "X", ""],
                ["Mapping", "X", "", ""],
                ["Rescue", "X", "X", "X"],
            ]
        ),
        {"Tracking": None, "Mapping": "1", "Rescue": None},
        title=EN,
    ),
    Kind(
        "nl-shaded-up-to-the-level",
        table(
            [
                ["Competentie", span("Niveau", cols=4)],
                ["Luisteren", '<td class="grey">1</td>', '<td class="grey">2</td>', "3", "4"],
                ["Plannen", '<td class="grey">1</td>', "2", "3", "4"],
                ["Leiden", *(f'<td class="grey">{n}</td>' for n in (1, 2, 3)), "4"],
            ]
        ),
        {"Luisteren": "2", "Plannen": "1", "Leiden": "3"},
    ),
    Kind(
        "en-federal-factors",
        "<p>Factor 2 - Controls, Level 2-4, 450 points</p><p>Factor 3 - Guidelines, Level 3-3, 275 points</p>",
        {"Factor 2 - Controls": "4", "Factor 3 - Guidelines": "3"},
        title="<h1>Position description</h1><p>Position title: Clerk</p><h2>Factors</h2>",
    ),
    Kind(
        "nl-levels-of-a-header-are-no-competencies",
        table([["Competentie", "Niveau"], ["Luisteren", "2"], ["Plannen", "1"]]),
        {"Luisteren": "2", "Plannen": "1"},
        title="<h1>Functieprofiel</h1><p>Functie: Kok</p><p>Niveau: C</p><p>Functieklasse: niveau 4</p>"
        "<h2>Salaris</h2>" + table([["Trap", "Bedrag"], ["1", "2.100"], ["2", "2.250"]]) + "<h2>Competenties</h2>",
    ),
    Kind(
        "nl-a-header-with-a-level-and-no-competencies",
        "<ul><li>Kookt.</li><li>Bestelt.</li></ul>",
        {},
        title="<h1>Functieprofiel</h1><p>Functie: Kok</p><p>Niveau: C</p><p>Functieklasse: niveau 4</p><h2>Taken</h2>",
    ),
    Kind(
        "nl-how-often-is-no-level",
        table([["Competentie", "1", "2"], ["Luisteren", "X", ""], ["Plannen", "", "X"]])
        + "<h2>Tijdsbesteding</h2>"
        + table([["Werk", "dagelijks", "wekelijks"], ["Koken", "X", ""], ["Bestellen", "", "X"], ["Tellen", "", "X"]])
        + "<h2>Werkrelaties</h2><p>Leveranciers: ☐ dagelijks ☒ wekelijks</p><p>Bewoners: ☒ dagelijks ☐ wekelijks</p>",
        {"Luisteren": "1", "Plannen": "2"},
    ),
    Kind(
        "en-contents-with-pages",
        "<p>Purpose .......... 2</p><p>Duties .......... 3</p><p>Conditions .......... 5</p>",
        {},
        title="<h1>Job description</h1><p>Job title: Ranger</p><h2>Skills</h2>",
    ),
    Kind(
        "fr-une-phrase-sur-un-niveau",
        "<p>Vous encadrez une équipe de niveau 2.</p><p>Tailler : niveau 3</p><p>Semer : niveau 1</p>",
        {"Tailler": "3", "Semer": "1"},
        title=FR,
    ),
    Kind(
        "de-zwei-tabellen-mit-zwei-skalen",
        table([["Kompetenz", "1", "2", "3"], *ticks({"Sorgfalt": 0, "Geduld": 2}, "123")])
        + "<p>Sprachen</p>"
        + table([["Fähigkeit", "Stufe"], ["Englisch", "B2"], ["Polnisch", "A1"]]),
        {"Sorgfalt": "1", "Geduld": "3", "Englisch": "B2", "Polnisch": "A1"},
        title=DE,
    ),
    Kind(
        "nl-two-lists-beside-each-other",
        '<div style="columns: 2"><p><b>Luisteren – niveau 2</b></p><ul><li>Laat uitspreken.</li></ul>'
        "<p><b>Plannen – niveau 3</b></p><ul><li>Deelt in.</li></ul><p><b>Leiden – niveau 1</b></p>"
        "<ul><li>Stuurt aan.</li></ul><p><b>Rekenen – niveau 4</b></p><ul><li>Telt op.</li></ul></div>",
        {"Luisteren": "2", "Plannen": "3", "Leiden": "1", "Rekenen": "4"},
    ),
    Kind(
        "es-dos-niveles-con-caras",
        table(
            [
                [span("Competencia", rows=2), span("Actual", cols=2), span("Requerido", cols=2)],
                ["1", "2", "1", "2"],
                ["Podar", "X", "", "", "X"],
                ["Regar", "X", "", "X", ""],
            ],
            head=2,
        ),
        {"Podar": "2", "Regar": "1"},
        title=ES,
    ),
    Kind(
        "en-three-text-columns",
        '<div style="columns: 3"><p>Tracking – level 2</p><p>Mapping – level 3</p><p>Rescue – level 1</p>'
        "<p>Felling – level 4</p><p>Fencing – level 2</p><p>Digging – level 1</p></div>",
        {"Tracking": "2", "Mapping": "3", "Rescue": "1", "Felling": "4", "Fencing": "2", "Digging": "1"},
        title=EN,
    ),
    Kind(
        "nl-several-names-in-one-line",
        "<p>Luisteren: niveau 2, Plannen: niveau 3, Leiden: niveau 1</p><p>Rekenen: niveau 4; Tellen: niveau 2</p>",
        {"Luisteren": "2", "Plannen": "3", "Leiden": "1", "Rekenen": "4", "Tellen": "2"},
    ),
    Kind(
        "nl-the-others-struck-out-behind-the-word-for-level",
        "<p>Luisteren: niveau <s>1</s> / 2 / <s>3</s></p><p>Plannen: niveau <s>1</s> / <s>2</s> / 3</p>",
        {"Luisteren": "2", "Plannen": "3"},
    ),
    Kind(
        "en-factors-with-their-levels-far-to-the-right",
        "".join(
            f'<p style="margin: 1pt 0"><span style="display: inline-block; width: 250pt">Factor {n} - {name}</span>'
            f"Level {n}-{level}, {points} points</p>"
            for n, name, level, points in (
                (6, "Personal contacts", 3, 60),
                (7, "Purpose of contacts", 2, 50),
                (8, "Physical demands", 1, 5),
            )
        ),
        {
            "Factor 6 - Personal contacts": "3",
            "Factor 7 - Purpose of contacts": "2",
            "Factor 8 - Physical demands": "1",
        },
        title="<h1>Position description</h1><p>Position title: Clerk</p><h2>Factors</h2>",
    ),
    Kind(
        "nl-prose-beside-a-list-of-levels",
        '<div style="display: flex; gap: 30pt"><div style="width: 220pt">De kok werkt in de keuken en zorgt dat elke'
        " maaltijd op tijd klaar is en dat de voorraad in de koelcel elke week wordt geteld en besteld.</div>"
        "<div><div>Luisteren: niveau 2</div><div>Plannen: niveau 3</div><div>Leiden: niveau 1</div></div></div>",
        {"Luisteren": "2", "Plannen": "3", "Leiden": "1"},
    ),
    Kind(
        "nl-two-matrices-that-touch-with-the-labels-turned",
        touching(
            [["Competentie", "1", "2", "3"], *ticks({"Luisteren": 0, "Plannen": 2}, "123")],
            [["Vaardigheid", "3", "2", "1"], *ticks({"Rekenen": 0, "Tellen": 2}, "321")],
        ),
        {"Luisteren": "1", "Plannen": "3", "Rekenen": "3", "Tellen": "1"},
    ),
    Kind(
        "nl-two-matrices-that-touch-each-with-its-group",
        touching(
            [["Kerncompetenties", "1", "2", "3"], *ticks({"Luisteren": 1, "Plannen": 2}, "123")],
            [["Technische competenties", "A", "B", "C"], *ticks({"Rekenen": 0, "Tellen": 2}, "ABC")],
        ),
        {"Luisteren": "2", "Plannen": "3", "Rekenen": "A", "Tellen": "C"},
        groups={"Luisteren": "Kerncompetenties", "Rekenen": "Technische competenties"},
    ),
    Kind(
        "en-two-tables-that-touch-with-the-columns-turned",
        touching(
            [["Skill", "Weight", "Level"], ["Tracking", "3", "1"], ["Mapping", "2", "4"]],
            [["Competency", "Level", "Weight"], ["Rescue", "2", "1"], ["Felling", "3", "4"]],
        ),
        {"Tracking": "1", "Mapping": "4", "Rescue": "2", "Felling": "3"},
        title=EN,
    ),
    Kind(
        "nl-conditions-that-touch-the-competencies",
        touching(
            [["Competentie", "1", "2", "3"], *ticks({"Luisteren": 0, "Plannen": 2}, "123")],
            [["Werkomstandigheden", "nooit", "soms", "vaak"], *ticks({"Lawaai": 0, "Stof": 2}, "123")],
        ),
        {"Luisteren": "1", "Plannen": "3"},
    ),
    Kind(
        "nl-a-salary-with-steps-that-are-called-levels",
        table([["Competentie", "Niveau"], ["Luisteren", "2"], ["Plannen", "3"]])
        + "<h2>Arbeidsvoorwaarden</h2>"
        + table([["Loon", "Niveau"], ["Bij de start", "1"], ["Na tien jaar", "3"]]),
        {"Luisteren": "2", "Plannen": "3"},
    ),
    Kind(
        "nl-stars-behind-a-colon",
        "<p>Luisteren: ★★☆☆☆</p><p>Plannen: ★★★★☆</p><p>Leiden: ★★★★★</p>",
        {"Luisteren": "★★☆☆☆", "Plannen": "★★★★☆", "Leiden": "★★★★★"},
    ),
    Kind(
        "nl-training-ticked-behind-the-level",
        table(
            [
                ["Competentie", "Niveau", "Opleiding nodig"],
                ["Luisteren", "2", "X"],
                ["Plannen", "3", ""],
                ["Leiden", "1", "X"],
            ]
        ),
        {"Luisteren": "2", "Plannen": "3", "Leiden": "1"},
    ),
    Kind(
        "nl-a-letter-among-the-remarks",
        table([["Competentie", "Niveau", "Opmerking"], ["Luisteren", "2", ""], ["Plannen", "3", "V"]]),
        {"Luisteren": "2", "Plannen": "3"},
    ),
    Kind(
        "en-from-one-word-to-another",
        table([["Skill", "Level"], ["Tracking", "basic to advanced"], ["Mapping", "advanced"], ["Rescue", "basic"]]),
        {"Tracking": None, "Mapping": "advanced", "Rescue": "basic"},
        title=EN,
    ),
    Kind(
        "de-plus-und-minus",
        table([["Kompetenz", "Stufe"], ["Sorgfalt", "++"], ["Geduld", "+"], ["Planung", "+++"]]),
        {},
        title=DE,
    ),
    Kind(
        "en-essential-or-desirable",
        table([["Skill", "Essential", "Desirable"], *ticks({"Tracking": 0, "Mapping": 1, "Rescue": 0}, "ED")]),
        {"Tracking": "Essential", "Mapping": "Desirable", "Rescue": "Essential"},
        title=EN,
    ),
    Kind(
        "nl-vereist-of-gewenst",
        table([["Competentie", "Vereist", "Gewenst"], *ticks({"Luisteren": 1, "Plannen": 0, "Leiden": 0}, "VG")]),
        {"Luisteren": "Gewenst", "Plannen": "Vereist", "Leiden": "Vereist"},
    ),
    Kind(
        "de-muss-soll-kann",
        table([["Kompetenz", "Muss", "Soll", "Kann"], *ticks({"Sorgfalt": 2, "Geduld": 0, "Planung": 1}, "MSK")]),
        {"Sorgfalt": "Kann", "Geduld": "Muss", "Planung": "Soll"},
        title=DE,
    ),
    Kind(
        "nl-by-role",
        table([["Competentie", "Balie", "Werkplaats", "Chef"], *ticks({"Luisteren": 1, "Plannen": 2}, "BWC")]),
        {"Luisteren": "Werkplaats", "Plannen": "Chef"},
    ),
    Kind(
        "en-how-often",
        table([["Skill", "Daily", "Weekly", "Monthly"], *ticks({"Tracking": 2, "Mapping": 0, "Rescue": 1}, "DWM")]),
        {"Tracking": None, "Mapping": None, "Rescue": None},
        title=EN,
    ),
    Kind(
        "fr-comment-on-le-verifie",
        table(
            [["Compétence", "Entretien", "Épreuve", "Test"], *ticks({"Tailler": 0, "Semer": 2, "Greffer": 1}, "EET")]
        ),
        {"Tailler": None, "Semer": None, "Greffer": None},
        title=FR,
    ),
    Kind(
        "nl-by-team",
        table([["Competentie", "Ploeg 1", "Ploeg 2", "Ploeg 3"], *ticks({"Luisteren": 1, "Plannen": 2}, "123")]),
        {"Luisteren": None, "Plannen": None},
    ),
    Kind(
        "es-si-o-no",
        table([["Competencia", "Sí", "No"], *ticks({"Podar": 0, "Regar": 1, "Sembrar": 0}, "SN")]),
        {"Podar": None, "Regar": None, "Sembrar": None},
        title=ES,
    ),
    Kind(
        "nl-ja-of-nee-onder-niveau",
        table([["Competentie", "Niveau"], ["Luisteren", "ja"], ["Plannen", "nee"], ["Leiden", "ja"]]),
        {"Luisteren": None, "Plannen": None, "Leiden": None},
    ),
    Kind(
        "nl-words-among-how-it-is-tested",
        table(
            [
                ["Competentie", "Basis", "Gevorderd", "Expert", "Interview"],
                ["Luisteren", "", "X", "", "X"],
                ["Plannen", "X", "", "", ""],
                ["Leiden", "", "", "X", "X"],
            ]
        ),
        {"Luisteren": "2", "Plannen": "1", "Leiden": "3"},
    ),
    Kind(
        "nl-words-that-go-down",
        table(
            [["Competentie", "Zelfstandig", "Met hulp", "Onder leiding"], *ticks({"Luisteren": 0, "Plannen": 2}, "ZMO")]
        ),
        {"Luisteren": "3", "Plannen": "1"},
    ),
    Kind(
        "nl-letters-out-of-the-alphabet",
        table([["Competentie", "S", "G", "K"], *ticks({"Luisteren": 2, "Plannen": 0, "Leiden": 1}, "SGK")]),
        {"Luisteren": "K", "Plannen": "S", "Leiden": "G"},
    ),
    Kind(
        "nl-a-line-that-shows-how-it-is-filled-in",
        "<p>Voorbeeld: Tellen ☐ 1 ☒ 2 ☐ 3 wil zeggen: niveau 2.</p>"
        + table([["Luisteren", "☐ 1", "☐ 2", "☒ 3"], ["Plannen", "☒ 1", "☐ 2", "☐ 3"]], head=0),
        {"Luisteren": "3", "Plannen": "1"},
    ),
    Kind(
        "en-a-row-that-shows-how-it-is-filled-in",
        table([["Skill", "1", "2", "3"], ["Example", "", "X", ""], *ticks({"Tracking": 0, "Mapping": 2}, "123")]),
        {"Tracking": "1", "Mapping": "3"},
        title=EN,
    ),
    Kind(
        "fr-des-exemples-parmi-les-lignes",
        "<p>Exemple : Nager : niveau 4</p><p>Tailler : niveau 2</p><p>Exemplarité : niveau 3</p>",
        {"Tailler": "2", "Exemplarité": "3"},
        title=FR,
    ),
    Kind(
        "nl-a-numbered-list-of-names-and-numbers",
        "<ol><li>Luisteren 2</li><li>Plannen en schikken 4</li><li>Leiden 2</li></ol>",
        {"Luisteren": "2", "Plannen en schikken": "4", "Leiden": "2"},
    ),
    Kind(
        "fr-des-chiffres-entre-parentheses",
        "<ul><li>Tailler (4)</li><li>Semer (2)</li><li>Greffer les arbres (3)</li></ul>",
        {"Tailler": "4", "Semer": "2", "Greffer les arbres": "3"},
        title=FR,
    ),
    Kind(
        "en-dots-as-many-for-each-name",
        "<ol><li>Tracking ........ 3</li><li>Mapping of the woods ........ 1</li><li>Rescue ........ 4</li></ol>",
        {"Tracking": "3", "Mapping of the woods": "1", "Rescue": "4"},
        title=EN,
    ),
    Kind(
        "de-auspraegung-von-fuenf",
        "<p>Genauigkeit: Ausprägung 4 von 5</p><p>Geduld: Ausprägung 2 von 5</p>",
        {"Genauigkeit": "4", "Geduld": "2"},
        title=DE,
    ),
    Kind(
        "nl-a-table-without-heads",
        table([["Luisteren", "2", "12/09/2023"], ["Plannen", "1", "3/09/2023"], ["Leiden", "2", "4/10/2023"]], head=0),
        {"Luisteren": "2", "Plannen": "1", "Leiden": "2"},
    ),
    Kind(
        "en-a-table-without-heads-that-is-numbered",
        table(
            [
                ["1", "Tracking", "Finds animals.", "B"],
                ["2", "Mapping", "Draws maps.", "A"],
                ["3", "Rescue", "Carries people.", "B"],
            ],
            head=0,
        ),
        {"Tracking": "B", "Mapping": "A", "Rescue": "B"},
        title=EN,
    ),
    Kind(
        "nl-names-that-end-in-a-number",
        "<ul><li>Windows 10</li><li>Office 365</li><li>Luisteren</li></ul>",
        {},
    ),
    Kind(
        "nl-an-order-of-importance",
        "<ul><li>Luisteren 2</li><li>Plannen 1</li><li>Leiden 3</li></ul>",
        {},
    ),
    Kind(
        "nl-letters-of-notes",
        "<ul><li>Luisteren (a)</li><li>Plannen (b)</li><li>Leiden (c)</li></ul>",
        {},
    ),
    Kind(
        "nl-two-columns-of-numbers-without-heads",
        table([["Luisteren", "2", "4"], ["Plannen", "1", "4"], ["Leiden", "2", "3"]], head=0),
        {},
    ),
    Kind(
        "nl-hours-without-a-head",
        table([["Luisteren", "38"], ["Plannen", "19"], ["Leiden", "38"]], head=0),
        {},
    ),
    Kind(
        "en-a-level-that-was-corrected",
        table(
            [["Skill", "Level"], ["Tracking", "<s>1</s> 3"], ["Mapping", "2"], ["Rescue", "<s>2</s>"], ["Felling", "1"]]
        ),
        {"Tracking": "3", "Mapping": "2", "Rescue": None, "Felling": "1"},
        title=EN,
    ),
    Kind(
        "nl-codes-of-a-legend-with-a-v",
        table([["Competentie", "S", "V", "G"], *ticks({"Luisteren": 1, "Plannen": 2, "Leiden": 0}, "SVG")])
        + "<p>S = slecht, V = voldoende, G = goed</p>",
        {"Luisteren": "2", "Plannen": "3", "Leiden": "1"},
    ),
    Kind(
        "en-letters-that-a-legend-puts-upside-down",
        table([["Skill", "A", "B", "C"], *ticks({"Tracking": 0, "Mapping": 2, "Rescue": 1}, "ABC")])
        + "<p>A = excellent</p><p>B = good</p><p>C = poor</p>",
        {"Tracking": "3", "Mapping": "1", "Rescue": "2"},
        title=EN,
    ),
    Kind(
        "fr-des-lettres-et-un-tableau-qui-les-explique",
        table([["Compétence", "A", "B", "C"], *ticks({"Tailler": 0, "Semer": 2, "Greffer": 1}, "ABC")])
        + "<h2>Remarques</h2>"
        + table([["A", "excellent"], ["B", "bon"], ["C", "faible"]], head=0),
        {"Tailler": "3", "Semer": "1", "Greffer": "2"},
        title=FR,
    ),
    Kind(
        "de-soll-und-ist-mit-strich",
        table(
            [
                ["Kompetenz", "1", "2", "3"],
                ["Sorgfalt", "I", "", "S"],
                ["Geduld", "", "S", "I"],
                ["Planung", "I S", "", ""],
            ]
        )
        + "<p>S: Soll – I: Ist</p>",
        {"Sorgfalt": "3", "Geduld": "2", "Planung": "1"},
        title=DE,
    ),
    Kind(
        "nl-words-that-stand-in-two-scales",
        table([["Competentie", "Niveau"], ["Luisteren", "Basis"], ["Plannen", "Expert"], ["Leiden", "Basis"]]),
        {"Luisteren": "Basis", "Plannen": "Expert", "Leiden": "Basis"},
    ),
    Kind(
        "nl-tools-counted-in-the-same-grid",
        table(
            [
                ["Competentie", "Niveau"],
                ["Luisteren", "2"],
                ["Plannen", "1"],
                ["<th>Gereedschap", "<th>Aantal"],
                ["Hamer", "3"],
                ["Tang", "4"],
            ]
        ),
        {"Luisteren": "2", "Plannen": "1"},
    ),
    Kind(
        "en-strong-heads-of-something-else-in-the-same-grid",
        table(
            [
                ["Skill", "Level"],
                ["Tracking", "2"],
                ["Mapping", "3"],
                ["<th>Languages of the area", "<th>Speakers"],
                ["Dutch", "2"],
                ["Frisian", "1"],
            ]
        ),
        {"Tracking": "2", "Mapping": "3"},
        title=EN,
    ),
    Kind(
        "fr-un-mot-parmi-les-chiffres",
        table([["Compétence", "Niveau"], ["Tailler", "2"], ["Semer", "à définir"], ["Greffer", "3"]]),
        {"Tailler": "2", "Semer": None, "Greffer": "3"},
        title=FR,
    ),
    Kind(
        "de-ein-quartal-je-spalte",
        table([["Kompetenz", "Q1", "Q2", "Q3"], *ticks({"Sorgfalt": 0, "Geduld": 2, "Planung": 1}, "123")]),
        {"Sorgfalt": None, "Geduld": None, "Planung": None},
        title=DE,
    ),
    Kind(
        "es-minimo-y-lo-que-nadie-conoce",
        table([["Competencia", "Mínimo", "Ideal"], ["Podar", "1", "3"], ["Regar", "2", "4"], ["Sembrar", "1", "2"]]),
        {"Podar": None, "Regar": None, "Sembrar": None},
        title=ES,
    ),
    Kind(
        "en-a-row-that-adds-up",
        table([["Skill", "Level"], ["Tracking", "2"], ["Mapping", "3"], ["Total", "5"]]),
        {"Tracking": "2", "Mapping": "3"},
        title=EN,
    ),
    Kind(
        "nl-numbers-that-a-line-explains",
        "<ul><li>Luisteren 2</li><li>Plannen 4</li><li>Leiden 2</li></ul><p>De cijfers zijn de jaren ervaring.</p>",
        {},
    ),
    Kind(
        "nl-a-table-of-something-else",
        table([["Competentie", "Niveau"], ["Luisteren", "2"], ["Plannen", "3"]])
        + "<h2>Gevaren</h2>"
        + table([["Gevaar", "Niveau"], ["Vallen", "3"], ["Snijden", "1"]]),
        {"Luisteren": "2", "Plannen": "3"},
    ),
    Kind(
        "nl-one-of-three-words-in-bold-behind-a-bullet",
        "<ul><li>Luisteren: laag / <b>midden</b> / hoog</li><li>Plannen: <b>laag</b> / midden / hoog</li>"
        "<li>Leiden: laag / midden / <b>hoog</b></li></ul>",
        {"Luisteren": "midden", "Plannen": "laag", "Leiden": "hoog"},
    ),
]
