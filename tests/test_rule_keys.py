"""What a rule module can say of documents that are not read without it: each key, with and without."""

from __future__ import annotations

from pathlib import Path

import pytest
import weasyprint

from extractor import JobDescription
from extractor.authoring.unused import unused_rules
from extractor.errors import RuleFileError
from extractor.matching.plain_patterns import is_plain, plain_to_pattern
from extractor.matching.rulefile import load_rule_file, text_to_rules
from extractor.pipeline import read_stages
from tests.truth import SAMPLES, differences, truth_of

STYLE = "td, th { border: 0.6pt solid #444; padding: 1mm 3mm; text-align: left } table { border-collapse: collapse }"
HEAD = "<h1>Functieprofiel</h1><p>Functie: Kok</p><h2>Bekwaamheden</h2>"
MODULE = """
id = "kitchen"
version = "1"
name = "Kitchen"
language = "nl"
[document]
title = "^Functieprofiel"
[competencies]
strategies = ["rows", "columns", "choices", "worded"]
heading = "^Bekwaamheden$"
"""


def table(*rows: str) -> str:
    cells = (f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    return f"<table>{''.join(cells)}</table>"


def read(body: str, folder: Path, more: str = "", module: str = MODULE) -> JobDescription:
    path = folder / "drawn.pdf"
    weasyprint.HTML(string=f"<style>{STYLE}</style>{HEAD}{body}").write_pdf(path)
    rules = text_to_rules(f"{module}{more}", "kitchen.toml")
    (stages,) = read_stages(path, rules=rules)
    return stages.description


def levels(description: JobDescription) -> dict[str, int | None]:
    return {competency.name: competency.required_level for competency in description.competencies}


def test_which_columns_name_a_competency_and_give_its_level(tmp_path: Path) -> None:
    body = table("Bekwaamheid|Wat het is|Peil", "Snijden|Met het mes|2", "Proeven|Met de tong|3", "Garen|Op vuur|1")
    more = '[competencies.columns]\nname = ["Bekwaamheid"]\nlevel = ["Peil"]\ndescription = ["Wat het is"]\n'
    assert levels(read(body, tmp_path)) != {"Snijden": 2, "Proeven": 3, "Garen": 1}
    description = read(body, tmp_path, more)
    assert levels(description) == {"Snijden": 2, "Proeven": 3, "Garen": 1}
    assert description.competencies[0].description == "Met het mes"


def test_heads_that_come_again_beside_each_other(tmp_path: Path) -> None:
    body = table("Bekwaamheid|Peil|Bekwaamheid|Peil", "Snijden|2|Proeven|3", "Garen|1|Leiden|2", "Zouten|4||")
    more = '[competencies.columns]\nname = ["Bekwaamheid"]\nlevel = ["Peil"]\n'
    expected = {"Snijden": 2, "Garen": 1, "Zouten": 4, "Proeven": 3, "Leiden": 2}
    assert levels(read(body, tmp_path, more)) == expected
    known = body.replace("Bekwaamheid", "Competentie").replace("Peil", "Niveau")
    assert levels(read(known, tmp_path)) == expected


def test_a_dash_is_a_level_where_the_scale_has_it(tmp_path: Path) -> None:
    body = table("Bekwaamheid|Peil", "Snijden|-", "Proeven|++", "Garen|o")
    more = '[competencies.columns]\nname = ["Bekwaamheid"]\nlevel = ["Peil"]\n'
    scale = '[competencies.scale]\nlabels = ["-", "o", "+", "++"]\n'
    assert levels(read(body, tmp_path, more + scale)) == {"Snijden": 1, "Proeven": 4, "Garen": 2}
    assert levels(read(body, tmp_path, more))["Snijden"] is None


def test_which_of_several_levels_is_required(tmp_path: Path) -> None:
    body = table("Competentie|Instap|Streefdoel", "Snijden|1|2", "Proeven|2|3", "Garen|1|1")
    more = '[competencies.columns]\naspects = ["Instap"]\nrequired = ["Streefdoel"]\n'
    assert None in levels(read(body, tmp_path)).values() or not levels(read(body, tmp_path))
    description = read(body, tmp_path, more)
    assert levels(description) == {"Snijden": 2, "Proeven": 3, "Garen": 1}
    assert [aspect.name for aspect in description.competencies[0].aspects] == ["Instap", "Streefdoel"]


def test_columns_whose_numbers_are_no_levels(tmp_path: Path) -> None:
    body = table("Competentie|Niveau proefkok|Niveau", "Snijden|3|2", "Proeven|1|3", "Garen|2|1")
    more = '[competencies.columns]\nother = ["Niveau proefkok"]\n'
    assert levels(read(body, tmp_path)) != {"Snijden": 2, "Proeven": 3, "Garen": 1}
    assert levels(read(body, tmp_path, more)) == {"Snijden": 2, "Proeven": 3, "Garen": 1}


def test_a_section_that_holds_no_competencies(tmp_path: Path) -> None:
    body = "<p>Snijden: niveau 2</p><p>Proeven: niveau 3</p><h2>Keukentalen</h2><p>Frans: niveau 1</p>"
    assert "Frans" in levels(read(body, tmp_path))
    assert levels(read(body, tmp_path, 'elsewhere = "^Keukentalen$"\n')) == {"Snijden": 2, "Proeven": 3}


def test_a_name_that_is_no_competency(tmp_path: Path) -> None:
    body = "<p>Snijden: niveau 2</p><p>Proeven: niveau 3</p><p>Kokskaart: niveau 1</p>"
    assert "Kokskaart" in levels(read(body, tmp_path))
    assert levels(read(body, tmp_path, 'never = ["Kokskaart"]\n')) == {"Snijden": 2, "Proeven": 3}


def test_another_word_for_level(tmp_path: Path) -> None:
    body = "<p>Snijden: lepels 2</p><p>Proeven: lepels 3</p>"
    assert levels(read(body, tmp_path)) == {}
    assert levels(read(body, tmp_path, 'level_words = ["lepels"]\n')) == {"Snijden": 2, "Proeven": 3}


SCALE = '[competencies.scale]\nlabels = ["Gaar", "Zeer gaar", "Aangebrand"]\n'


def test_a_plain_pattern_with_a_scale_of_names(tmp_path: Path) -> None:
    body = "<p>Snijden (tot Zeer gaar)</p><p>Proeven (tot Gaar)</p><p>Afwassen (tot morgen)</p>"
    description = read(body, tmp_path, 'worded = "{name} (tot {level})"\n' + SCALE)
    assert levels(description) == {"Snijden": 2, "Proeven": 1, "Afwassen": None}
    assert any("'morgen' is not on the scale" in finding.message for finding in description.findings)


def test_the_words_of_one_module_are_not_those_of_the_next_document(tmp_path: Path) -> None:
    body = "<p>Snijden: lepels 2</p><p>Proeven: lepels 3</p>"
    read(body, tmp_path, 'level_words = ["lepels"]\n')
    assert levels(read(body, tmp_path)) == {}


@pytest.mark.parametrize(
    ("plain", "line", "groups"),
    [
        ("{name} (niveau {level})", "Goed (leren) koken (niveau 2)", {"name": "Goed (leren) koken", "label": "2"}),
        ("{name}: {level}", "Koken: zeer goed", {"name": "Koken", "label": "zeer goed"}),
        ("{name} {level}", "Samen koken 3", {"name": "Samen koken", "label": "3"}),
        ("{level} – {name}", "2 – Koken", {"name": "Koken", "label": "2"}),
        ("Blok {number}. {title}", "BLOK 12. Techniek", {"number": "12", "title": "Techniek"}),
        ("{name} | {any} | {level}", "Koken | met vuur | 4", {"name": "Koken", "label": "4"}),
    ],
)
def test_plain_patterns_mean_what_they_show(plain: str, line: str, groups: dict[str, str]) -> None:
    key = "worded" if "{level}" in plain else "block"
    (pattern,) = getattr(text_to_rules(f'{MODULE}{key} = "{plain}"\n', "kitchen.toml").competencies, key)
    match = pattern.search(line)
    assert match is not None
    assert {key: value for key, value in match.groupdict().items() if value is not None} == groups


@pytest.mark.parametrize("text", [r"^\d{1,2}$", r"\p{L}{2}", "{2,3}", "Niveau"])
def test_patterns_of_the_library_are_left_alone(text: str) -> None:
    assert not is_plain(text)


@pytest.mark.parametrize(("plain", "fault"), [("{naam}: {level}", "{naam} is none of"), ("{name} {name}", "twice")])
def test_a_wrong_place_is_said(plain: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        plain_to_pattern(plain)


def test_a_pattern_that_is_never_used_is_a_fault() -> None:
    module = MODULE.replace(', "worded"]', "]")
    with pytest.raises(RuleFileError, match="worded is not used"):
        text_to_rules(f'{module}worded = "{{name}}: {{level}}"\n', "kitchen.toml")


def grades(description: JobDescription) -> dict[str, str | None]:
    return {competency.name: competency.required_label for competency in description.competencies}


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("<p><b>Snijden</b></p><p>Vlot: goed</p><p><b>Proeven</b></p><p>Vlot: best</p>", 'worded = "Vlot: {level}"'),
        (table("Snijden", "Vlot: goed", "Proeven", "Vlot: best"), 'worded = "Vlot: {level}"'),
        (table("Snijden|goed", "Proeven|best"), 'worded = "{name} | {level}"'),
        ("<p>Snijden ............. goed</p><p>Proeven ....... best</p>", 'worded = "{name} ... {level}"'),
        ("<p>Kan goed snijden.</p><p>Kan best proeven.</p>", 'worded = "Kan {level} {name}."'),
        (
            "<p>Graad: goed</p><ul><li>Snijden</ul><p>Graad: best</p><ul><li>Proeven</ul>",
            'level_heading = "Graad: {level}"',
        ),
        (table("Graad: goed", "Snijden", "Graad: best", "Proeven"), 'level_heading = "Graad: {level}"'),
    ],
)
def test_lines_cells_and_headings_as_the_module_says_them(body: str, key: str, tmp_path: Path) -> None:
    scale = '[competencies.scale]\nlabels = ["goed", "best"]\n'
    description = read(body, tmp_path, f"{key}\n{scale}")
    assert {name.capitalize(): level for name, level in grades(description).items()} == {
        "Snijden": "goed",
        "Proeven": "best",
    }


LABELS = '[competencies.labels]\nname = ["Kunde"]\nlevel = ["Haalt"]\ndescription = ["Teken"]\n'


@pytest.mark.parametrize(
    "body",
    [
        table("Kunde|Snijden", "Haalt|goed") + "<br>" + table("Kunde|Proeven", "Teken|Met lange tong", "Haalt|best"),
        "<p>Kunde: Snijden<br>Haalt: goed</p><p>Kunde: Proeven<br>Haalt: best<br>Teken: Met lange tong</p>",
        table("Kunde|Snijden|Haalt|goed", "Kunde|Proeven|Haalt|best"),
        table("Kunde|Snijden|Proeven", "Haalt|goed|best"),
        table("Kunde: Snijden", "Haalt – goed", "Kunde: Proeven", "Haalt – best"),
    ],
)
def test_each_part_behind_its_label(body: str, tmp_path: Path) -> None:
    description = read(body, tmp_path, f'{LABELS}[competencies.scale]\nlabels = ["goed", "best"]\n')
    assert grades(description) == {"Snijden": "goed", "Proeven": "best"}
    said = [competency.description for competency in description.competencies]
    assert said == [None, "Met lange tong" if "tong" in body else None]
    assert description.unclaimed == ()


def test_a_label_without_a_level_or_with_two_gives_none(tmp_path: Path) -> None:
    body = "<p>Kunde: Snijden</p><p>Kunde: Proeven<br>Haalt: 2<br>Haalt: 3</p><p>Kunde: Garen<br>Haalt: 1</p>"
    assert levels(read(body, tmp_path, LABELS)) == {"Snijden": None, "Proeven": None, "Garen": 1}


def test_a_label_alone_is_a_fault() -> None:
    with pytest.raises(RuleFileError, match=r"competencies\.labels: name and level are both needed"):
        text_to_rules(f'{MODULE}[competencies.labels]\nname = ["Kunde"]\n', "kitchen.toml")


def test_one_level_for_a_list_of_names_and_a_legend_that_is_none(tmp_path: Path) -> None:
    body = "<p>goed = mag alleen, best = leert anderen</p><p>Goed: Snijden, Proeven</p><p>Best: Zout; Peper, zwart</p>"
    description = read(body, tmp_path, 'worded = "{level}: {names}"\n[competencies.scale]\nlabels = ["goed", "best"]\n')
    assert levels(description) == {"Snijden": 1, "Proeven": 1, "Zout": 2, "Peper, zwart": 2}


def test_another_aspect_is_not_the_required_one_that_cannot_be_read(tmp_path: Path) -> None:
    body = table("Bekwaamheid|Nu|Moet|Top", "Snijden|1|2 3|4", "Proeven|1|2|3")
    more = '[competencies.columns]\nname = ["Bekwaamheid"]\naspects = ["Nu", "Top"]\nrequired = ["Moet"]\n'
    assert levels(read(body, tmp_path, more)) == {"Snijden": None, "Proeven": 2}


def test_a_list_of_labels_of_which_one_is_unknown_says_nothing(tmp_path: Path) -> None:
    two = "Smeden<br>Foundation / <u>Practitioner</u> / Master", "Lassen<br><u>Foundation</u> / Practitioner / Master"
    body = "".join(f"<p>{text}</p>" for text in two)
    module = MODULE.replace('["rows"', '["styled", "rows"')
    assert set(levels(read(body, tmp_path, module=module)).values()) <= {None}
    more = '[competencies.scale]\nlabels = ["Foundation", "Practitioner", "Master"]\n'
    assert levels(read(body, tmp_path, more, module)) == {"Smeden": 2, "Lassen": 1}


def test_a_sentence_over_two_lines_is_one(tmp_path: Path) -> None:
    name = "het snijden van alle groenten die de leveranciers van het huis iedere week opnieuw naar de keuken brengen"
    body = f"<p>De kok heeft basiskennis van {name}.</p><p>De kok heeft vakkennis van vis.</p>"
    more = 'worded = "De kok heeft {level}kennis van {name}."\n[competencies.scale]\nlabels = ["basis", "vak"]\n'
    assert levels(read(body, tmp_path, more)) == {name: 1, "vis": 2}


@pytest.mark.parametrize(("cells", "sign"), [(("+", "+++"), "+"), (("★", "★★★"), "★"), (("▲△△", "▲▲▲"), "▲")])
def test_signs_are_counted(cells: tuple[str, str], sign: str, tmp_path: Path) -> None:
    body = table("Bekwaamheid|Peil", f"Snijden|{cells[0]}", f"Proeven|{cells[1]}")
    more = f'rated = ["{sign}"]\n[competencies.columns]\nname = ["Bekwaamheid"]\nlevel = ["Peil"]\n'
    assert levels(read(body, tmp_path, more)) == {"Snijden": 1, "Proeven": 3}


def test_the_pattern_of_a_cell(tmp_path: Path) -> None:
    body = table("Bekwaamheid|Peil", "Snijden|Vlot en fijn, graad B", "Proeven|Grof, graad A")
    columns = '[competencies.columns]\nname = ["Bekwaamheid"]\nlevel = ["Peil"]\n'
    assert grades(read(body, tmp_path, columns)) != {"Snijden": "B", "Proeven": "A"}
    more = columns + 'cell = "{any}, graad {level}"\n'
    assert grades(read(body, tmp_path, more)) == {"Snijden": "B", "Proeven": "A"}


def test_signs_of_notes_are_no_part_of_names_and_levels(tmp_path: Path) -> None:
    body = table("Competentie|Niveau", "Snijden*|2", "Proeven|3*") + "<p>* Enkel op vrijdag.</p>"
    assert levels(read(body, tmp_path, 'footnotes = ["*"]\n')) == {"Snijden": 2, "Proeven": 3}


def test_each_column_is_a_function_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "matrix.pdf"
    body = table("Competentie|Hulpkok|Chef", "Snijden|1|3", "Proeven|–|2", "Leiden|1|3")
    weasyprint.HTML(string=f"<style>{STYLE}</style>{HEAD}{body}").write_pdf(path)
    more = '[competencies.columns]\nfunctions = ["Hulpkok", "Chef"]\n'
    stages = [one.description for one in read_stages(path, rules=text_to_rules(f"{MODULE}{more}", "kitchen.toml"))]
    assert [one.function.name for one in stages] == ["Hulpkok", "Chef"]
    assert [levels(one) for one in stages] == [{"Snijden": 1, "Leiden": 1}, {"Snijden": 3, "Proeven": 2, "Leiden": 3}]
    assert len({one.document_id for one in stages}) == 2


def test_text_in_two_columns_that_do_not_look_alike(tmp_path: Path) -> None:
    left = "".join(f"<p>Je snijdt groenten van soort {i} voor alle gasten</p>" for i in "abcdefgh")
    right = "".join(f"<p>{name} peil {level}</p>" for name, level in zip("ABCDEFGH", "12312312", strict=True))
    body = f"<div style='columns: 2; column-gap: 12mm'>{left}<div style='break-before: column'>{right}</div></div>"
    more = 'worded = "{name} peil {level}"\n'
    parted = MODULE.replace("[competencies]", "text_columns = 2\n[competencies]")
    assert levels(read(body, tmp_path, more, parted)) == {
        name: int(level) for name, level in zip("ABCDEFGH", "12312312", strict=True)
    }


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('[competencies.columns]\nlevel = ["Piel"]\n', "columns.level: 'Piel' is not printed"),
        ('level_heading = "Gard: {level}"\n', "level_heading: no line looks like"),
        ('worded = "{name}: {level}"\n[competencies.scale]\nlabels = ["goet"]\n', "'goed' is none of goet"),
    ],
)
def test_what_was_typed_wrongly_is_said(more: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "drawn.pdf"
    body = f"{table('Bekwaamheid|Peil', 'Snijden|2', 'Proeven|3')}<p>Garen: goed</p>"
    weasyprint.HTML(string=f"<style>{STYLE}</style>{HEAD}{body}").write_pdf(path)
    (stages,) = read_stages(path, rules=text_to_rules(f"{MODULE}{more}", "kitchen.toml"))
    assert any(said in fault for fault in unused_rules(stages.matches))
    assert stages.description.competencies == ()
    assert "competencies-not-read" in {finding.code.value for finding in stages.description.findings}


def test_a_heading_over_all_competencies_is_no_competency(tmp_path: Path) -> None:
    body = f"<p>Niveau 2</p>{table('Bekwaamheid|Peil', 'Snijden|2', 'Proeven|3')}"
    names = [competency.name for competency in read(body, tmp_path).competencies]
    assert "Bekwaamheden" not in names


KEPT = sorted((SAMPLES / "rule-keys").glob("*/*.pdf"))


@pytest.mark.parametrize("pdf", KEPT, ids=lambda pdf: f"{pdf.parent.name}/{pdf.stem}")
def test_a_sample_is_read_with_its_module(pdf: Path) -> None:
    rules = load_rule_file(pdf.with_name("module.toml"))
    description = next(iter(read_stages(pdf, rules=rules))).description
    (truth,) = truth_of(pdf)["documents"]
    assert differences(description, truth) == []


def test_every_key_about_levels_has_two_samples() -> None:
    modules = [path.read_text(encoding="utf-8") for path in (SAMPLES / "rule-keys").glob("*/module.toml")]
    assert len(KEPT) == 2 * len(modules)
    for key in ("worded", "level_heading", "rated", "footnotes", "text_columns", "elsewhere", "never", "level_words"):
        assert any(f"\n{key} = " in module for module in modules)
    for key in ("name", "level", "description", "aspects", "required", "other", "functions", "cell"):
        assert any(f"\n{key} = " in module for module in modules)
    assert any("[competencies.labels]" in module for module in modules)
    assert any("{names}" in module for module in modules)
