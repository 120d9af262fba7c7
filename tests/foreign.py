"""Job descriptions of organisations that no rule module knows, as HTML, each with what a reader finds in it.

Written by hand: other towns, other words, other layouts than the samples. What a truth does not name is not compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ON, OFF = "☒", "☐"
STYLE = """
@page { size: A4; margin: 20mm 20mm 22mm 20mm; @top-left { content: "%s"; font: 8pt DejaVu Sans } }
body { font: 10pt/1.35 DejaVu Sans; } h1 { font-size: 17pt; margin: 0 0 3mm }
h2 { font-size: 12.5pt; margin: 5mm 0 2mm }
h3 { font-size: 10.5pt; margin: 3mm 0 1mm } p { margin: 0 0 2mm } ul, ol { margin: 0 0 2mm }
table { border-collapse: collapse; margin: 0 0 3mm } .ruled td, .ruled th { border: 0.6pt solid #444; padding: 1mm 2mm }
td, th { vertical-align: top; text-align: left; padding: 0.6mm 2mm } .caps h2 { text-transform: uppercase }
.columns { columns: 2; column-gap: 12mm } .columns div { break-inside: avoid }
"""


@dataclass(frozen=True)
class Foreign:
    """`levels` are the required levels by competency in the order of the page, `groups` their groups if any.

    `sections` is the text that only a section holds, by heading; None for what stands above every heading.
    """

    name: str
    body: str
    truth: dict[str, Any]
    levels: dict[str, int | None]
    groups: tuple[str | None, ...] | None = None
    unclaimed: tuple[str, ...] = ()
    sections: dict[str | None, tuple[str, ...]] = field(default_factory=dict)
    head: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def html(self) -> str:
        return f"<html><head><style>{STYLE % self.head}</style></head><body>{self.body}</body></html>"


def rows(cells: list[list[str]], kind: str = "ruled", tag: str = "td") -> str:
    lines = "".join("<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>" for row in cells)
    return f'<table class="{kind}">{lines}</table>'


def matrix(
    first: str, labels: list[str], chosen: dict[str, int], sign: str = "✓", empty: str = "", kind: str = "ruled"
) -> str:
    """A column for each level; `chosen` is the place of the tick, from 0."""
    table = [[f"<b>{first}</b>", *(f"<b>{label}</b>" for label in labels)]]
    table += [[name, *(sign if i == at else empty for i in range(len(labels)))] for name, at in chosen.items()]
    return rows(table, kind)


def boxes(labels: list[str], at: int) -> str:
    return " &nbsp; ".join(f"{ON if i == at else OFF} {label}" for i, label in enumerate(labels))


def shaded(labels: list[str], chosen: dict[str, int], head: int | None = None) -> str:
    """All labels in each row; `chosen` is the place of the shaded one, `head` that of a shaded heading."""

    def row(tag: str, name: str, at: int | None) -> str:
        cells = (
            f'<{tag} style="background: #cde">{label}</{tag}>' if i == at else f"<{tag}>{label}</{tag}>"
            for i, label in enumerate(labels)
        )
        return f"<tr><{tag}>{name}</{tag}>{''.join(cells)}</tr>"

    lines = [row("th", "Competentie", head), *(row("td", name, at) for name, at in chosen.items())]
    return f'<table class="ruled">{"".join(lines)}</table>'


def items(*texts: str, tag: str = "ul") -> str:
    return f"<{tag}>" + "".join(f"<li>{text}</li>" for text in texts) + f"</{tag}>"


FOREIGN = [
    Foreign(
        "nl-numbered-headings",
        "<h1>Functieprofiel Bosarbeider</h1><p>Stad Veldegem</p>"
        + rows([["Functiebenaming", "Bosarbeider"], ["Directie", "Groen en Natuur"], ["Cel", "Bossen"], ["Graad", "D"]])
        + "<h2>1. Functiedoel</h2><p>Je houdt de stadsbossen gezond en veilig.</p>"
        "<h2>2. Taken en verantwoordelijkheden</h2>"
        + items("Je velt zieke bomen.", "Je beoordeelt de competenties van stagiairs.", "Je herstelt wandelpaden.")
        + "<h2>3. Positionering</h2>"
        + items("Je werkt onder de boswachter.")
        + "<h2>4. Competenties</h2>"
        + matrix("Competentie", ["1", "2", "3", "4"], {"Zagen": 2, "Plannen": 0, "Overleggen": 1})
        + "<p>Goedgekeurd door de gemeenteraad in zitting van 14 juni 2021.</p>",
        {
            "language": "nl",
            "title": "Functieprofiel Bosarbeider",
            "organisation": "Stad Veldegem",
            "function": {"name": "Bosarbeider", "department": "Groen en Natuur", "service": "Bossen", "grade": "D"},
            "purpose": {
                "text": ["Je houdt de stadsbossen gezond en veilig."],
                "duties": [
                    "Je velt zieke bomen.",
                    "Je beoordeelt de competenties van stagiairs.",
                    "Je herstelt wandelpaden.",
                ],
            },
            "position": ["Je werkt onder de boswachter."],
            "approval": {"authority": "gemeenteraad", "date": "2021-06-14"},
        },
        {"Zagen": 3, "Plannen": 1, "Overleggen": 2},
    ),
    Foreign(
        "fr-capitals",
        '<div class="caps"><h1>Fiche de poste</h1><p>Mairie de Saint-Aubin</p>'
        "<p><b>Intitulé du poste :</b> Jardinière</p><p><b>Pôle :</b> Cadre de vie</p><p><b>Catégorie :</b> C</p>"
        "<h2>Mission du poste</h2><p>Vous faites fleurir la commune.</p>"
        "<h2>Activites principales</h2>"
        + items("Vous plantez et arrosez.", "Vous taillez les haies.")
        + "<h2>Rattachement hierarchique</h2><p>Sous la responsabilité du chef d’équipe.</p><h2>Compétences</h2>"
        + "".join(
            f"<p>{name} : {boxes(['débutant', 'intermédiaire', 'avancé', 'expert'], at)}</p>"
            for name, at in (("Reconnaître les plantes", 3), ("Conduire un tracteur", 1))
        )
        + "</div><p>Approuvé en séance du 3 mars 2020 par le conseil municipal</p>",
        {
            "language": "fr",
            "organisation": "Mairie de Saint-Aubin",
            "function": {"name": "Jardinière", "department": "Cadre de vie", "grade": "C"},
            "purpose": {
                "text": ["Vous faites fleurir la commune."],
                "duties": ["Vous plantez et arrosez.", "Vous taillez les haies."],
            },
            "position": ["Sous la responsabilité du chef d’équipe."],
            "approval": {"authority": "conseil municipal", "date": "2020-03-03"},
        },
        {"Reconnaître les plantes": 4, "Conduire un tracteur": 2},
    ),
    Foreign(
        "de-four-columns",
        "<h1>Stellenbeschreibung</h1>"
        + rows(
            [
                ["Stellenbezeichnung:", "Bauleiterin Tiefbau", "Fachbereich:", "Technik"],
                ["Sachgebiet:", "Straßen", "Entgeltgruppe:", "E 11"],
            ]
        )
        + "<h2>Ziel der Stelle</h2><p>Die Straßen der Stadt sind sicher und werden rechtzeitig erneuert.</p>"
        "<h2>Aufgaben</h2>"
        + items("Plant und überwacht Baustellen.", "Prüft die Rechnungen der Firmen.", tag="ol")
        + "<h2>Organisatorische Eingliederung</h2><p>Die Stelle ist der Leitung des Fachbereichs unterstellt.</p>"
        "<h2>Anforderungsprofil</h2>"
        + matrix("Kompetenz", ["1", "2", "3", "4", "5"], {"Technik": 4, "Verhandeln": 2, "Führung": 1}, "x")
        + "<p>Genehmigt durch den Bürgermeister am 1. September 2022</p>",
        {
            "language": "de",
            "organisation": "Stadt Rosenfeld",
            "function": {
                "name": "Bauleiterin Tiefbau",
                "department": "Technik",
                "service": "Straßen",
                "grade": "E 11",
            },
            "purpose": {
                "text": ["Die Straßen der Stadt sind sicher und werden rechtzeitig erneuert."],
                "duties": ["Plant und überwacht Baustellen.", "Prüft die Rechnungen der Firmen."],
            },
            "position": ["Die Stelle ist der Leitung des Fachbereichs unterstellt."],
            "approval": {"authority": "Bürgermeister", "date": "2022-09-01"},
        },
        {"Technik": 5, "Verhandeln": 3, "Führung": 2},
        sections={None: ("Stadt Rosenfeld · Personalamt",)},
        head="Stadt Rosenfeld · Personalamt",
    ),
    Foreign(
        "es-level-column",
        "<h1>Descripción del puesto de trabajo</h1><p>Ayuntamiento de Valdeluna</p>"
        + rows([["Denominación", "Bibliotecaria"], ["Concejalía", "Cultura"], ["Grupo", "A2"]])
        + "<h2>I. Misión</h2><p>Acercar los libros a las personas del municipio.</p>"
        "<h2>II. Funciones principales</h2>"
        + items("Compra y cataloga los libros.", "Organiza la hora del cuento.")
        + "<h2>III. Dependencia jerárquica</h2><p>Depende de la dirección de Cultura.</p><h2>IV. Competencias</h2>"
        + rows(
            [
                ["<b>Competencia</b>", "<b>Nivel requerido</b>", "<b>Descripción</b>"],
                ["Atención al público", "3", "Resuelve consultas difíciles."],
                ["Trabajo en equipo", "2", "Comparte lo que sabe."],
            ]
        )
        + "<p>Aprobado por el Pleno el 9 de mayo de 2023.</p>",
        {
            "language": "es",
            "organisation": "Ayuntamiento de Valdeluna",
            "function": {"name": "Bibliotecaria", "department": "Cultura", "grade": "A2"},
            "purpose": {
                "text": ["Acercar los libros a las personas del municipio."],
                "duties": ["Compra y cataloga los libros.", "Organiza la hora del cuento."],
            },
            "position": ["Depende de la dirección de Cultura."],
            "approval": {"authority": "Pleno", "date": "2023-05-09"},
        },
        {"Atención al público": 3, "Trabajo en equipo": 2},
    ),
    Foreign(
        "en-colons-after-headings",
        "<h1>Job Description</h1><p>Harrowdale Town Council</p>"
        "<p>Post title: Cemetery Warden</p><p>Directorate: Environment</p><p>Grade: Scale 4</p>"
        "<h2>Job purpose:</h2><p>You keep the cemeteries dignified and safe.</p>"
        "<h2>Main duties and responsibilities:</h2>"
        + items("You guide visitors and funeral directors.", "You keep the register of graves.")
        + "<h2>Reporting lines:</h2><p>Reports to the Parks Manager.</p><h2>Competencies:</h2>"
        + "".join(
            f"<p><b>{name}</b></p>" + "".join(f"<p>{ON if i == at else OFF} Level {i + 1}</p>" for i in range(3))
            for name, at in (("Caring for visitors", 2), ("Keeping records", 0), ("Working outdoors", 1))
        )
        + "<p>Adopted by the Town Council on 7 November 2019.</p>",
        {
            "language": "en",
            "organisation": "Harrowdale Town Council",
            "function": {"name": "Cemetery Warden", "department": "Environment", "grade": "Scale 4"},
            "purpose": {
                "text": ["You keep the cemeteries dignified and safe."],
                "duties": ["You guide visitors and funeral directors.", "You keep the register of graves."],
            },
            "position": ["Reports to the Parks Manager."],
            "approval": {"authority": "Town Council", "date": "2019-11-07"},
        },
        {"Caring for visitors": 3, "Keeping records": 1, "Working outdoors": 2},
    ),
    Foreign(
        "nl-column-of-colons",
        "<h1>Functiebeschrijving Havenmeester</h1><p>Gemeente Zandvoorde</p>"
        + rows(
            [
                ["Functietitel", ":", "Havenmeester"],
                ["Beleidsdomein", ":", "Economie"],
                ["Team", ":", "Haven en markten"],
                ["Functieschaal", ":", "9"],
            ],
            "plain",
        )
        + "<h2>Bestaansreden</h2><p>Zorgt dat schepen veilig aanleggen.</p>"
        "<h2>Kernresultaten</h2>"
        + items("Wijst ligplaatsen toe.", "Int de havengelden.")
        + "<h2>Plaats van de functie</h2>"
        + items("Valt onder de teamleider economie.")
        + "<h2>Competentieprofiel</h2>"
        + rows(
            [
                ["<b>Vaardigheid</b>", "<b>Niveau</b>", "<b>Gedrag</b>"],
                ["Handhaven", "Niveau III", "Legt boetes op."],
                ["Klantgericht werken", "Niveau II", "Denkt mee met de schipper."],
            ]
        ),
        {
            "language": "nl",
            "organisation": "Gemeente Zandvoorde",
            "function": {
                "name": "Havenmeester",
                "department": "Economie",
                "service": "Haven en markten",
                "grade": "9",
            },
            "purpose": {
                "text": ["Zorgt dat schepen veilig aanleggen."],
                "duties": ["Wijst ligplaatsen toe.", "Int de havengelden."],
            },
            "position": ["Valt onder de teamleider economie."],
        },
        {"Handhaven": 3, "Klantgericht werken": 2},
    ),
    Foreign(
        "nl-unknown-headings",
        "<h1>Functiekaart Redder</h1><p>Lokaal bestuur Meerhoven</p><p>Functie: Redder</p><p>Dienst: Zwembad</p>"
        "<h2>Doel</h2><p>Je waakt over de zwemmers.</p>"
        "<h2>Materiaal</h2><p>Een fluitje en een reddingsboei.</p>"
        "<h2>Kerntaken</h2>"
        + items("Je houdt toezicht.", "Je redt wie in nood is.")
        + "<h2>Diploma</h2><p>Hoger reddersbrevet.</p><h2>Competenties</h2>"
        + matrix("Competentie", ["Basis", "Gevorderd", "Expert"], {"Zwemmen": 2, "Ingrijpen": 1}, "X", ""),
        {
            "organisation": "Lokaal bestuur Meerhoven",
            "function": {"name": "Redder", "service": "Zwembad", "department": None},
            "purpose": {
                "text": ["Je waakt over de zwemmers."],
                "duties": ["Je houdt toezicht.", "Je redt wie in nood is."],
            },
            "position": [],
            "approval": None,
        },
        {"Zwemmen": 3, "Ingrijpen": 2},
        sections={"Materiaal": ("Een fluitje en een reddingsboei.",), "Diploma": ("Hoger reddersbrevet.",)},
    ),
    Foreign(
        "nl-sections-in-a-table",
        "<h1>Functieomschrijving</h1>"
        + rows(
            [
                ["<b>Werkgever</b>", "OCMW Lierbeke"],
                ["<b>Functietitel</b>", "Poetshulp"],
                ["<b>Afdeling</b>", "Thuisdiensten"],
                ["<b>Doel</b>", "<p>Je zorgt voor een net huis.</p>"],
                ["<b>Taken</b>", items("Je stofzuigt.", "Je wast de ramen.")],
                ["<b>Plaats in de organisatie</b>", "<p>Je werkt onder de teamverantwoordelijke.</p>"],
                ["<b>Uurrooster</b>", "19 uur per week"],
            ]
        )
        + "<h2>Competenties</h2>"
        + matrix("Competentie", ["0", "1", "2", "3"], {"Netheid": 3, "Discretie": 2, "Frans": 0}, "●", "○"),
        {
            "organisation": "OCMW Lierbeke",
            "function": {"name": "Poetshulp", "department": "Thuisdiensten"},
            "purpose": {"text": ["Je zorgt voor een net huis."], "duties": ["Je stofzuigt.", "Je wast de ramen."]},
            "position": ["Je werkt onder de teamverantwoordelijke."],
        },
        {"Netheid": 3, "Discretie": 2, "Frans": 0},
        fields={"Uurrooster": "19 uur per week"},
    ),
    Foreign(
        "fr-straight-apostrophes",
        "<h1>Description de fonction</h1><p>CPAS de Montrieux</p>"
        "<p>Dénomination de la fonction : Aide familiale</p><p>Service : Maintien à domicile</p><p>Barème : D2-D4</p>"
        "<h2>A. Raison d'être</h2><p>Vous aidez les personnes âgées chez elles.</p>"
        "<h2>B. Tâches et responsabilités</h2>"
        + items("Vous préparez les repas.", "Vous signalez ce qui change.")
        + "<h2>C. Place dans l'organigramme</h2><p>Vous travaillez sous l'autorité de la coordinatrice.</p>"
        "<h2>D. Profil de compétences</h2>"
        + rows(
            [
                ["<b>Compétence</b>", "<b>Niveau attendu</b>"],
                ["Écoute", boxes(["A", "B", "C"], 2)],
                ["Hygiène", boxes(["A", "B", "C"], 1)],
            ]
        ),
        {
            "language": "fr",
            "organisation": "CPAS de Montrieux",
            "function": {
                "name": "Aide familiale",
                "service": "Maintien à domicile",
                "career": {"text": "D2-D4", "steps": ["D2", "D3", "D4"]},
            },
            "purpose": {
                "text": ["Vous aidez les personnes âgées chez elles."],
                "duties": ["Vous préparez les repas.", "Vous signalez ce qui change."],
            },
            "position": ["Vous travaillez sous l'autorité de la coordinatrice."],
        },
        {"Écoute": 3, "Hygiène": 2},
    ),
    Foreign(
        "en-us-fields-and-factors",
        "<h1>Position Description</h1><p>City of Pine Ridge</p>"
        "<p>Job title: Water Plant Operator</p><p>Division: Utilities</p><p>Pay grade: 17</p>"
        "<h2>Position Summary</h2><p>The operator keeps the drinking water clean around the clock.</p>"
        "<h2>Essential Functions</h2>"
        + items("Takes samples and adjusts the dosage.", "Answers alarms at night.", tag="ol")
        + "<h2>Supervision</h2><p>None.</p><h2>Skills</h2>"
        + rows(
            [
                ["<b>Skill</b>", "<b>Proficiency</b>", "<b>What it takes</b>"],
                ["Chemistry", "Advanced", "Explains an analysis to others."],
                ["Mechanics", "Intermediate", "Replaces a pump."],
            ]
        ),
        {
            "language": "en",
            "organisation": "City of Pine Ridge",
            "function": {"name": "Water Plant Operator", "department": "Utilities", "grade": "17"},
            "purpose": {
                "text": ["The operator keeps the drinking water clean around the clock."],
                "duties": ["Takes samples and adjusts the dosage.", "Answers alarms at night."],
            },
            "position": [],
        },
        {"Chemistry": None, "Mechanics": None},  # 3 and 2 of four steps, or 4 and 2 of five: the page does not say
        sections={"Supervision": ("None.",)},
    ),
    Foreign(
        "de-groups",
        "<h1>Aufgabenbeschreibung Archivar</h1><p>Landkreis Moorheim</p>"
        "<p>Funktion: Archivar</p><p>Amt: Kultur</p><p>Besoldungsgruppe: A 10</p>"
        "<h2>Kurzbeschreibung</h2><p>Bewahrt die Akten des Kreises.</p>"
        "<h2>Tätigkeiten</h2>"
        + items("Ordnet und verzeichnet die Akten.", "Berät die Benutzer im Lesesaal.")
        + "<h2>Kompetenzen</h2>"
        + rows(
            [
                ["<b>Merkmal</b>", *(f"<b>{n}</b>" for n in "1234")],
                ["<b>Fachkompetenzen</b>", "", "", "", ""],
                ["Paläographie", "", "", "", "✗"],
                ["Datenbanken", "", "✗", "", ""],
                ["<b>Sozialkompetenzen</b>", "", "", "", ""],
                ["Beratung", "", "", "✗", ""],
            ]
        ),
        {
            "language": "de",
            "organisation": "Landkreis Moorheim",
            "function": {"name": "Archivar", "department": "Kultur", "grade": "A 10"},
            "purpose": {
                "text": ["Bewahrt die Akten des Kreises."],
                "duties": ["Ordnet und verzeichnet die Akten.", "Berät die Benutzer im Lesesaal."],
            },
        },
        {"Paläographie": 4, "Datenbanken": 2, "Beratung": 3},
        groups=("Fachkompetenzen", "Fachkompetenzen", "Sozialkompetenzen"),
    ),
    Foreign(
        "es-lists",
        "<h1>Perfil del puesto</h1><p>Diputación de Almenara</p>"
        "<p>Puesto: Conductor de quitanieves</p><p>Área: Carreteras</p>"
        "<h2>Objetivo del puesto</h2><p>Mantener abiertas las carreteras en invierno.</p>"
        "<h2>Tareas</h2>"
        + items("Limpia la nieve de la calzada.", "Revisa el vehículo cada día.")
        + "<h2>Competencias</h2>"
        + "".join(
            f"<h3>{name}</h3>"
            + "".join(f"<p>{ON if i == at else OFF} {label}</p>" for i, label in enumerate(("Bajo", "Medio", "Alto")))
            for name, at in (("Prudencia", 2), ("Mecánica", 1), ("Orientación", 0))
        ),
        {
            "language": "es",
            "organisation": "Diputación de Almenara",
            "function": {"name": "Conductor de quitanieves", "service": "Carreteras"},
            "purpose": {
                "text": ["Mantener abiertas las carreteras en invierno."],
                "duties": ["Limpia la nieve de la calzada.", "Revisa el vehículo cada día."],
            },
        },
        {"Prudencia": 3, "Mecánica": 2, "Orientación": 1},
    ),
    Foreign(
        "nl-no-organisation",
        "<h1>Profielbeschrijving vrijwilliger</h1><p>Huis van de Zon</p><p>Functie: Vrijwilliger</p>"
        "<h2>Missie</h2><p>Je brengt gezelligheid.</p>"
        "<h2>Activiteiten</h2>"
        + items("Je schenkt koffie.", "Je speelt kaart.")
        + "<h2>Vaardigheden</h2>"
        + matrix("Vaardigheid", ["laag", "midden", "hoog"], {"Luisteren": 2, "Geduld": 1}, "X"),
        {
            "organisation": None,
            "function": {"name": "Vrijwilliger"},
            "purpose": {"text": ["Je brengt gezelligheid."], "duties": ["Je schenkt koffie.", "Je speelt kaart."]},
        },
        {"Luisteren": 3, "Geduld": 2},
        sections={None: ("Huis van de Zon",)},
    ),
    Foreign(
        "nl-purpose-as-a-label",
        "<h1>Functiefiche klusjesman</h1><p>Stad en OCMW Hoevelaar</p>"
        "<p>Functie: Klusjesman</p><p>Doel: Je herstelt wat stuk is in de woningen.</p><p>Dienst: Wonen</p>"
        "<h2>Takenpakket</h2><p>Je hangt deuren.</p><p>Je vervangt kranen.</p><h2>Gedragscompetenties</h2>"
        + "".join(
            f"<p>{name}: {boxes(['1', '2', '3'], at)}</p>" for name, at in (("Handigheid", 2), ("Beleefdheid", 1))
        )
        + "<h2>Technische competenties</h2>"
        + "".join(f"<p>{name}: {boxes(['1', '2', '3'], at)}</p>" for name, at in (("Lassen", 0), ("Loodgieterij", 2))),
        {
            "organisation": "Stad en OCMW Hoevelaar",
            "function": {"name": "Klusjesman", "service": "Wonen"},
            "purpose": {
                "text": ["Je herstelt wat stuk is in de woningen."],
                "duties": ["Je hangt deuren.", "Je vervangt kranen."],
            },
        },
        {"Handigheid": 3, "Beleefdheid": 2, "Lassen": 1, "Loodgieterij": 3},
        groups=(*["Gedragscompetenties"] * 2, *["Technische competenties"] * 2),
        fields={"Doel": "Je herstelt wat stuk is in de woningen."},
    ),
    Foreign(
        "en-two-columns",
        "<h1>Role Profile: Festival Officer</h1><p>Kestrel County Council</p><p>Role: Festival Officer</p>"
        "<p>Department: Culture</p><h2>Purpose of the role</h2><p>You make the summer festivals happen.</p>"
        "<h2>Key responsibilities</h2>"
        + items("You book artists.", "You brief the police.")
        + '<h2>Competencies</h2><div class="columns">'
        + "".join(
            f"<div><h3>{name}</h3>"
            + "".join(f"<p>{ON if i == at else OFF} {label}</p>" for i, label in enumerate("123"))
            + "</div>"
            for name, at in (("Budgeting", 0), ("Charm", 2), ("Deadlines", 1), ("Energy", 2))
        )
        + "</div>",
        {
            "title": "Role Profile: Festival Officer",
            "organisation": "Kestrel County Council",
            "function": {"name": "Festival Officer", "department": "Culture"},
            "purpose": {
                "text": ["You make the summer festivals happen."],
                "duties": ["You book artists.", "You brief the police."],
            },
        },
        {"Budgeting": 1, "Charm": 3, "Deadlines": 2, "Energy": 3},
    ),
    Foreign(
        "fr-levels-in-headings",
        "<h1>Profil de fonction</h1><p>SPF Mobilité douce</p><p>Titre de la fonction : Inspectrice des pistes</p>"
        "<h2>Finalité de la fonction</h2><p>Vous rendez les pistes cyclables sûres.</p>"
        "<h2>Domaines de résultats</h2>"
        + items("Vous inspectez les pistes.", "Vous rédigez un rapport par mois.")
        + "<h2>Compétences</h2>"
        "<h3>Observer – niveau 3</h3><p>Voit ce que d’autres ne voient pas.</p>"
        "<h3>Rédiger – niveau 2</h3><p>Écrit un rapport clair et court.</p>",
        {
            "organisation": "SPF Mobilité douce",
            "function": {"name": "Inspectrice des pistes"},
            "purpose": {
                "text": ["Vous rendez les pistes cyclables sûres."],
                "duties": ["Vous inspectez les pistes.", "Vous rédigez un rapport par mois."],
            },
        },
        {"Observer": 3, "Rédiger": 2},
    ),
    Foreign(
        "nl-headings-in-a-row",
        "<h1>Taakomschrijving Schoolbuschauffeur</h1>"
        + rows([["<b>Gemeente Kwikrode</b>", "Versie 3"]], "ruled")
        + rows([["Naam van de functie:", "Schoolbuschauffeur"], ["Sector:", "Onderwijs"], ["Loonschaal:", "D1-D2"]])
        + rows([["<b>Doelstelling van de functie</b>"], ["Je brengt kinderen veilig naar school."]])
        + rows([["<b>Hoofdtaken</b>"], [items("Je rijdt de vaste ronde.", "Je keurt de bus voor vertrek.")]])
        + "<h2>Competenties</h2>"
        + matrix("Competentie", ["I", "II", "III"], {"Rijden": 2, "Omgaan met kinderen": 1}, "V"),
        {
            "organisation": "Gemeente Kwikrode",
            "function": {
                "name": "Schoolbuschauffeur",
                "department": "Onderwijs",
                "career": {"text": "D1-D2", "steps": ["D1", "D2"]},
            },
            "purpose": {
                "text": ["Je brengt kinderen veilig naar school."],
                "duties": ["Je rijdt de vaste ronde.", "Je keurt de bus voor vertrek."],
            },
        },
        {"Rijden": 3, "Omgaan met kinderen": 2},
    ),
    Foreign(
        "en-lone-ticks-without-rules",
        "<h1>Person Specification</h1><p>Isle of Merrow District Council</p>"
        "<p>Position: Beach Ranger</p><p>Section: Coast</p>"
        "<h2>Summary</h2><p>You look after nine miles of beach.</p>"
        "<h2>Key tasks</h2>"
        + items("You clear litter.", "You rescue seals.")
        + "<h2>Competencies</h2>"
        + matrix(
            "Competency",
            ["Basic", "Intermediate", "Advanced", "Expert"],
            {"First aid": 3, "Identifying seabirds": 1, "Talking to visitors": 0, "Driving": 3},
            "X",
            "",
            "plain",
        )
        + "<p>Approved on 2 March 2024 by the Coastal Committee.</p>",
        {
            "organisation": "Isle of Merrow District Council",
            "function": {"name": "Beach Ranger", "service": "Coast"},
            "purpose": {
                "text": ["You look after nine miles of beach."],
                "duties": ["You clear litter.", "You rescue seals."],
            },
            "approval": {"authority": "Coastal Committee", "date": "2024-03-02"},
        },
        {"First aid": 4, "Identifying seabirds": 2, "Talking to visitors": 1, "Driving": 4},
    ),
    Foreign(
        "nl-agreements",
        "<h1>Functiefiche Archivaris</h1><p>Provincie Westerlo-Zuid</p><p>Functie: Archivaris</p><p>Dienst: Erfgoed</p>"
        "<h2>Rol</h2><p>Je bewaart het geheugen van de provincie.</p><h2>Taakafspraken</h2>"
        "<p>Taakafspraak 1: Beheert de depots</p><p>Dit omvat onder meer:</p>"
        + items("Meet de vochtigheid.", "Verpakt stukken zuurvrij.")
        + "<p>Taakafspraak 2: Helpt onderzoekers</p>"
        + items("Beantwoordt vragen.")
        + "<p>Verruimende bepaling: alles wat het archief vooruithelpt.</p><h2>Competenties</h2>"
        + matrix("Competentie", ["1", "2", "3"], {"Ordenen": 2, "Schrijven": 1}),
        {
            "organisation": "Provincie Westerlo-Zuid",
            "function": {"name": "Archivaris", "service": "Erfgoed"},
            "purpose": {"text": ["Je bewaart het geheugen van de provincie."], "duties": []},
            "task_agreements": [
                {
                    "number": 1,
                    "title": "Beheert de depots",
                    "tasks": ["Meet de vochtigheid.", "Verpakt stukken zuurvrij."],
                },
                {"number": 2, "title": "Helpt onderzoekers", "tasks": ["Beantwoordt vragen."]},
            ],
            "extension_clause": "alles wat het archief vooruithelpt.",
        },
        {"Ordenen": 3, "Schrijven": 2},
    ),
    Foreign(
        "fr-a-tick-beside-one-of-three-rows",
        "<h1>Description de fonction : Chef de bureau</h1><p>Fonction : Chef de bureau</p>"
        "<h2>Finalité</h2><p>Diriger le bureau.</p><h2>Profil de compétences</h2>"
        """<table class="ruled"><tr><th>Compétence</th><th>Niveau</th><th>Description</th><th>Requis</th></tr>
        <tr><td rowspan="3">Diriger</td><td>I</td><td>Donne des consignes.</td><td></td></tr>
        <tr><td>II</td><td>Motive.</td><td>X</td></tr><tr><td>III</td><td>Inspire.</td><td></td></tr>
        <tr><td rowspan="3">Décider</td><td>I</td><td>Tranche les cas simples.</td><td></td></tr>
        <tr><td>II</td><td>Décide seul.</td><td></td></tr><tr><td>III</td><td>Décide dans le doute.</td><td>X</td></tr>
        </table>""",
        {
            "language": "fr",
            "function": {"name": "Chef de bureau"},
            "purpose": {"text": ["Diriger le bureau."]},
        },
        {"Diriger": 2, "Décider": 3},
    ),
    Foreign(
        "nl-a-table-for-each-competency",
        "<h1>Functiebeschrijving Ploegbaas</h1><p>Functietitel: Ploegbaas</p><h2>Gedragscompetenties</h2>"
        + "".join(
            f'<table class="ruled" style="width: 100%; margin: 2mm 0"><tr><th colspan="2">{name}</th></tr>'
            + "".join(
                f"<tr><td>Niveau {level} {ON if level == chosen else OFF}</td><td>{name} op trap {level}.</td></tr>"
                for level in range(1, 5)
            )
            + "</table>"
            for name, chosen in {"Samenwerken": 2, "Veilig werken": 4, "Initiatief": 1}.items()
        ),
        {"language": "nl", "title": "Functiebeschrijving Ploegbaas", "function": {"name": "Ploegbaas"}},
        {"Samenwerken": 2, "Veilig werken": 4, "Initiatief": 1},
    ),
    Foreign(
        "es-short-header",
        "<h1>DESCRIPCIÓN DEL PUESTO</h1><p>Denominación del puesto: Auxiliar administrativo</p>"
        "<p>Ayuntamiento de Lorca</p><h2>Misión</h2><p>Apoyar la gestión.</p><h2>Funciones</h2>"
        + items("Atender al público.")
        + "<h2>Competencias</h2>"
        + matrix("Competencia", ["Básico", "Medio", "Alto"], {"Orientación al ciudadano": 1, "Trabajo en equipo": 2}),
        {
            "language": "es",
            "organisation": "Ayuntamiento de Lorca",
            "function": {"name": "Auxiliar administrativo"},
            "purpose": {"text": ["Apoyar la gestión."], "duties": ["Atender al público."]},
        },
        {"Orientación al ciudadano": 2, "Trabajo en equipo": 3},
    ),
    Foreign(
        "nl-a-column-for-each-competency",
        "<h1>Functieprofiel</h1><p>Functie: Kok</p><h2>Competenties</h2>"
        + matrix("Niveau", ["Samenwerken", "Hygiëne", "Plannen"], {"Basis": 0, "Gevorderd": 1, "Expert": 2}, "X"),
        {"function": {"name": "Kok"}},
        {"Samenwerken": 1, "Hygiëne": 2, "Plannen": 3},
    ),
    Foreign(
        "en-a-column-for-each-competency",
        "<h1>Job description</h1><p>Job title: Warden</p><h2>Competencies</h2>"
        + matrix("", ["Listening", "Patrolling"], {"Level 1": 1, "Level 2": 0, "Level 3": 3}, "✓"),
        {"function": {"name": "Warden"}},
        {"Listening": 2, "Patrolling": 1},
    ),
    Foreign(
        "nl-weight-beside-level",
        "<h1>Functieprofiel</h1><p>Functie: Kok</p><h2>Competenties</h2>"
        + rows(
            [
                ["<b>Competentie</b>", "<b>Belang (1-5)</b>", "<b>Niveau (1-4)</b>"],
                ["Samenwerken", "5", "2"],
                ["Hygiëne", "4", "4"],
                ["Plannen", "1", "3"],
            ]
        ),
        {"function": {"name": "Kok"}},
        {"Samenwerken": 2, "Hygiëne": 4, "Plannen": 3},
        unclaimed=("5", "4", "1"),
    ),
    Foreign(
        "nl-explanation-beside-matrix",
        "<h1>Functieprofiel</h1><p>Functie: Kok</p><h2>Competenties</h2>"
        """<table class="ruled"><tr><th rowspan="2">Competentie</th><th colspan="3">Niveau</th>
        <th rowspan="2">Toelichting</th></tr><tr><th>1</th><th>2</th><th>3</th></tr>
        <tr><td>Samenwerken</td><td></td><td>X</td><td></td><td>Zie niveau 3 in bijlage.</td></tr>
        <tr><td>Hygiëne</td><td></td><td></td><td>X</td><td>Wettelijk verplicht</td></tr></table>""",
        {"function": {"name": "Kok"}},
        {"Samenwerken": 2, "Hygiëne": 3},
        unclaimed=("Zie niveau 3 in bijlage.", "Wettelijk verplicht"),
    ),
    Foreign(
        "nl-labels-repeated-under-their-heading",
        "<h1>Functieprofiel</h1><p>Functie: Kok</p><h2>Competenties</h2>"
        + shaded(["1", "2", "3"], {"Samenwerken": 1, "Hygiëne": 2, "Plannen": 0}),
        {"function": {"name": "Kok"}},
        {"Samenwerken": 2, "Hygiëne": 3, "Plannen": 1},
    ),
]
"""One for each way in which the documents of others differ from those that a rule module knows."""
