"""Documents that are read only with a key of a rule module: two for each key, and the module beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .kinds_family import level_truth
from .printing import Build, then
from .producers import chromium, ghostscript, weasy
from .sample import Sample

STYLE = """td, th { border: 0.6pt solid #444; padding: 1mm 3mm; text-align: left }
table { border-collapse: collapse } body { font: 10pt "DejaVu Sans"; font-variant-ligatures: none }"""
HEAD = "<h1>Functieprofiel</h1><p>Functie: {function}</p><h2>Bekwaamheden</h2>"
MODULE = """\
# Read with `jobdesc show FILE --rules module.toml`.
id = "{id}"
version = "1"
name = "Functieprofiel of an invented bakery and harbour: {id}"
language = "nl"

[document]
title = "^Functieprofiel"
{document}
[competencies]
strategies = ["rows", "columns", "choices", "worded"]
heading = "^Bekwaamheden$"
{competencies}"""

Levels = Mapping[str, str | None]


@dataclass(frozen=True)
class Key:
    """`two` bodies with what a person reads in them; `more` of the module, which makes them readable."""

    name: str
    purpose: str
    more: str
    two: tuple[tuple[str, Levels], tuple[str, Levels]]
    document: str = ""

    @property
    def module(self) -> str:
        return MODULE.format(id=self.name, document=self.document, competencies=self.more)


def table(*rows: str) -> str:
    cells = (f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    return f"<table>{''.join(cells)}</table>"


def lines(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def listed(*parts: tuple[str, tuple[str, ...]]) -> str:
    return "".join(f"<p>{head}</p><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" for head, items in parts)


def columns(keys: str) -> str:
    return f"\n[competencies.columns]\n{keys}\n"


GRADES = '\n[competencies.scale]\nlabels = ["goed", "best"]\n'
GIVEN: Levels = {"Kneden": "goed", "Rijzen": "best"}
MOORED: Levels = {"Aanmeren": "best", "Loodsen": "goed"}

KEYS = (
    Key(
        "worded",
        "A pattern as it is printed, with a name",
        'worded = "{name} (tot {level})"' + GRADES,
        (
            (lines("Kneden (tot goed)", "Rijzen (tot best)"), GIVEN),
            (lines("Aanmeren (tot best)", "Loodsen (tot goed)"), MOORED),
        ),
    ),
    Key(
        "worded-below",
        "A pattern without a name: the line under it",
        'worded = "Vlot: {level}"' + GRADES,
        (
            ("<p><b>Kneden</b></p><p>Vlot: goed</p><p><b>Rijzen</b></p><p>Vlot: best</p>", GIVEN),
            (table("Aanmeren", "Vlot: best", "Loodsen", "Vlot: goed"), MOORED),
        ),
    ),
    Key(
        "worded-row",
        "A pattern with a bar: the cells of a row",
        'worded = "{name} | {level}"' + GRADES,
        (
            (table("Kneden|goed", "Rijzen|best"), GIVEN),
            (table("Aanmeren|best", "Loodsen|goed"), MOORED),
        ),
    ),
    Key(
        "worded-names",
        "A pattern with a list of names behind one level",
        'worded = "{level}: {names}"' + GRADES,
        (
            (
                lines("Goed: Kneden; Wegen, ook met de hand", "Best: Rijzen"),
                {"Kneden": "goed", "Wegen, ook met de hand": "goed", "Rijzen": "best"},
            ),
            (lines("Best: Aanmeren", "Goed: Loodsen, Peilen"), {**MOORED, "Peilen": "goed"}),
        ),
    ),
    Key(
        "labels",
        "A label before the name, and one before its level",
        '\n[competencies.labels]\nname = ["Kunde"]\nlevel = ["Haalt"]\ndescription = ["Teken"]\n' + GRADES,
        (
            (
                table("Kunde|Kneden", "Haalt|goed", "Teken|Het deeg is glad")
                + "<br>"
                + table("Kunde|Rijzen", "Haalt|best", "Teken|Het deeg is dubbel"),
                GIVEN,
            ),
            (table("Kunde|Aanmeren|Loodsen", "Haalt|best|goed"), MOORED),
        ),
    ),
    Key(
        "level-heading",
        "A heading gives the level of all that is listed under it",
        'level_heading = "Graad: {level}"' + GRADES,
        (
            (listed(("Graad: goed", ("Kneden",)), ("Graad: best", ("Rijzen",))), GIVEN),
            (table("Graad: best", "Aanmeren", "Graad: goed", "Loodsen"), MOORED),
        ),
    ),
    Key(
        "rated",
        "Signs that are counted",
        'rated = ["▲"]\n' + columns('name = ["Bekwaamheid"]\nlevel = ["Peil"]'),
        (
            (table("Bekwaamheid|Peil", "Kneden|▲△△", "Rijzen|▲▲▲"), {"Kneden": "1", "Rijzen": "3"}),
            (table("Bekwaamheid|Peil", "Aanmeren|▲▲△", "Loodsen|▲△△"), {"Aanmeren": "2", "Loodsen": "1"}),
        ),
    ),
    Key(
        "footnotes",
        "Signs that only point to a note",
        'footnotes = ["*", "°"]',
        (
            (
                table("Competentie|Niveau", "Kneden*|2", "Rijzen|3*") + lines("* Enkel op vrijdag."),
                {"Kneden": "2", "Rijzen": "3"},
            ),
            (
                table("Competentie|Niveau", "Aanmeren°|1", "Loodsen|4°") + lines("° Met een gids."),
                {"Aanmeren": "1", "Loodsen": "4"},
            ),
        ),
    ),
    Key(
        "text-columns",
        "Two columns of text that do not look alike",
        'worded = "{name} peil {level}"',
        (
            (
                "<div style='columns: 2; column-gap: 12mm'>"
                + lines(*(f"Je bakt brood van soort {i} voor alle gasten" for i in "abcdefgh"))
                + "<div style='break-before: column'>"
                + lines(*(f"Deeg {i} peil {n}" for i, n in zip("ABCDEFGH", "12312312", strict=True)))
                + "</div></div>",
                {f"Deeg {i}": n for i, n in zip("ABCDEFGH", "12312312", strict=True)},
            ),
            (
                "<div style='columns: 2; column-gap: 12mm'>"
                + lines(*(f"Je begeleidt schepen naar kade {i} van de haven" for i in "abcdefgh"))
                + "<div style='break-before: column'>"
                + lines(*(f"Vaart {i} peil {n}" for i, n in zip("ABCDEFGH", "32132132", strict=True)))
                + "</div></div>",
                {f"Vaart {i}": n for i, n in zip("ABCDEFGH", "32132132", strict=True)},
            ),
        ),
        "text_columns = 2\n",
    ),
    Key(
        "columns-name-level-description",
        "Which columns name a competency, give its level, and say more of it",
        columns('name = ["Bekwaamheid"]\nlevel = ["Peil"]\ndescription = ["Wat het is"]'),
        (
            (
                table("Bekwaamheid|Wat het is|Peil", "Kneden|Met de hand|2", "Rijzen|In de kast|3"),
                {"Kneden": "2", "Rijzen": "3"},
            ),
            (
                table("Peil|Wat het is|Bekwaamheid", "1|Aan de kade|Aanmeren", "4|In de geul|Loodsen"),
                {"Aanmeren": "1", "Loodsen": "4"},
            ),
        ),
    ),
    Key(
        "columns-required",
        "Which of several levels is the required one",
        columns('aspects = ["Instap"]\nrequired = ["Streefdoel"]'),
        (
            (table("Competentie|Instap|Streefdoel", "Kneden|1|2", "Rijzen|2|3"), {"Kneden": "2", "Rijzen": "3"}),
            (table("Competentie|Streefdoel|Instap", "Aanmeren|4|1", "Loodsen|2|2"), {"Aanmeren": "4", "Loodsen": "2"}),
        ),
    ),
    Key(
        "columns-other",
        "A column whose numbers are no levels",
        columns('other = ["Niveau proefjaar"]'),
        (
            (table("Competentie|Niveau proefjaar|Niveau", "Kneden|3|2", "Rijzen|1|3"), {"Kneden": "2", "Rijzen": "3"}),
            (
                table("Competentie|Niveau|Niveau proefjaar", "Aanmeren|4|1", "Loodsen|2|3"),
                {"Aanmeren": "4", "Loodsen": "2"},
            ),
        ),
    ),
    Key(
        "columns-cell",
        "The pattern of a cell",
        columns('name = ["Bekwaamheid"]\nlevel = ["Peil"]\ncell = "{any}, graad {level}"'),
        (
            (
                table("Bekwaamheid|Peil", "Kneden|Vlot en fijn, graad B", "Rijzen|Grof, graad A"),
                {"Kneden": "B", "Rijzen": "A"},
            ),
            (
                table("Bekwaamheid|Peil", "Aanmeren|Bij wind, graad C", "Loodsen|In mist, graad A"),
                {"Aanmeren": "C", "Loodsen": "A"},
            ),
        ),
    ),
    Key(
        "columns-functions",
        "A column for each function; the first one's levels are the truth",
        columns('functions = ["Hulp", "Meester"]'),
        (
            (
                table("Competentie|Hulp|Meester", "Kneden|1|3", "Rijzen|2|2", "Leiden|1|3"),
                {"Kneden": "1", "Rijzen": "2", "Leiden": "1"},
            ),
            (
                table("Competentie|Hulp|Meester", "Aanmeren|2|4", "Loodsen|1|3", "Leiden|–|4"),
                {"Aanmeren": "2", "Loodsen": "1"},
            ),
        ),
    ),
    Key(
        "elsewhere",
        "A section that holds no competencies",
        'elsewhere = "^Talen van het huis$"',
        (
            (
                lines("Kneden: niveau 2", "Rijzen: niveau 3") + "<h2>Talen van het huis</h2><p>Frans: niveau 1</p>",
                {"Kneden": "2", "Rijzen": "3"},
            ),
            (
                "<h2>Talen van het huis</h2><p>Deens: niveau 2</p><h2>Bekwaamheden</h2>"
                + lines("Aanmeren: niveau 1", "Loodsen: niveau 4"),
                {"Aanmeren": "1", "Loodsen": "4"},
            ),
        ),
    ),
    Key(
        "never",
        "Names that are no competency",
        'never = ["Bakkerskaart", "Vaarbrief"]',
        (
            (
                lines("Kneden: niveau 2", "Rijzen: niveau 3", "Bakkerskaart: niveau 1"),
                {"Kneden": "2", "Rijzen": "3"},
            ),
            (
                lines("Vaarbrief: niveau 2", "Aanmeren: niveau 1", "Loodsen: niveau 4"),
                {"Aanmeren": "1", "Loodsen": "4"},
            ),
        ),
    ),
    Key(
        "level-words",
        "Another word for level",
        'level_words = ["lepels", "knopen"]',
        (
            (lines("Kneden: lepels 2", "Rijzen: lepels 3"), {"Kneden": "2", "Rijzen": "3"}),
            (lines("Aanmeren: knopen 1", "Loodsen: knopen 4"), {"Aanmeren": "1", "Loodsen": "4"}),
        ),
    ),
    Key(
        "not-applicable",
        "A word for what does not apply",
        'not_applicable = ["niet in dit huis"]',
        (
            (
                table("Competentie|Niveau", "Kneden|2", "Rijzen|niet in dit huis", "Leiden|1"),
                {"Kneden": "2", "Rijzen": None, "Leiden": "1"},
            ),
            (
                table("Competentie|Niveau", "Aanmeren|niet in dit huis", "Loodsen|3", "Leiden|2"),
                {"Aanmeren": None, "Loodsen": "3", "Leiden": "2"},
            ),
        ),
    ),
)


def samples() -> list[Sample]:
    """Two for each key: one by Chromium, one by WeasyPrint and Ghostscript."""
    result = []
    for key in KEYS:
        for number, (body, levels) in enumerate(key.two):
            slug, function = (("one", "Bakker"), ("two", "Havenmeester"))[number]
            html = f"<style>{STYLE}</style>{HEAD.format(function=function)}{body}"
            truth = {"competencies": [{"name": name, **level_truth(label, {})} for name, label in levels.items()]}
            producer = ("HTML → Chromium", "HTML → WeasyPrint → Ghostscript")[number]
            build = _with_module(key, (_chromium, _ghostscript)[number](html))
            result.append(Sample("rule-keys", f"{key.name}/{slug}", producer, key.purpose, (), build, partial=truth))
    return result


def _chromium(html: str) -> Build:
    return lambda out: chromium.print_pdf(f"<!DOCTYPE html>{html}", out)


def _ghostscript(html: str) -> Build:
    return then(lambda out: weasy.print_pdf(html, out), ghostscript.distil)


def _with_module(key: Key, build: Build) -> Build:
    def both(out: Path) -> None:
        (out.parent / "module.toml").write_text(key.module, encoding="utf-8")
        build(out)

    return both
