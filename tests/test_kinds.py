"""What a person reads at a glance in small documents of every kind comes out so, or is doubted: never otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
import weasyprint

from extractor import Competency, FindingCode, JobDescription, Severity, Status, read_job_descriptions
from samples.generator.apart_kinds import APART
from samples.generator.glance_kinds import GLANCE
from samples.generator.kinds import FR, KINDS, Kind, table, ticks


def read(kind: Kind, folder: Path) -> JobDescription:
    path = folder / "kind.pdf"
    weasyprint.HTML(string=kind.html).write_pdf(path)
    (description,) = read_job_descriptions(path, rules="generic")
    return description


def sure(competency: Competency) -> bool:
    return competency.status in (Status.OK, Status.UNRANKED)


@pytest.mark.parametrize("kind", [*KINDS, *GLANCE, *APART], ids=lambda kind: kind.name)
def test_a_level_is_what_a_person_reads_and_nothing_else_is_one(kind: Kind, tmp_path: Path) -> None:
    description = read(kind, tmp_path)
    read_levels = {
        c.name: {c.required_label, str(c.required_level)} if sure(c) else None for c in description.competencies
    }
    for name, label in kind.levels.items():
        assert name in read_levels
        assert (read_levels[name] is None) if label is None else label in (read_levels[name] or ())
    assert {name for name, labels in read_levels.items() if labels is not None} <= kind.levels.keys()
    by_name = {c.name: c for c in description.competencies}
    assert {name: by_name[name].group for name in kind.groups} == dict(kind.groups)
    assert {name: by_name[name].description for name in kind.descriptions} == dict(kind.descriptions)


@pytest.mark.parametrize("kind", [*KINDS, *GLANCE, *APART], ids=lambda kind: kind.name)
def test_a_doubt_is_said(kind: Kind, tmp_path: Path) -> None:
    description = read(kind, tmp_path)
    told = {finding.competency for finding in description.findings}
    unsure = [c for c in description.competencies if not sure(c)]
    assert all(c.id in told or None in told for c in unsure)


def test_letters_that_a_legend_explains_and_words_nobody_knows_have_no_number(tmp_path: Path) -> None:
    for name in ("nl-letters-of-a-legend", "en-words-nobody-knows", "en-how-it-is-assessed"):
        kind = next(kind for kind in KINDS if kind.name == name)
        for competency in read(kind, tmp_path).competencies:
            ranked = competency.status is Status.OK
            assert ranked == (competency.required_level is not None)


NO_NUMERALS = "nl-letters-of-nobody-that-repeat-under-their-heads"


def test_v_and_x_alone_are_no_five_and_ten(tmp_path: Path) -> None:
    kind = next(kind for kind in GLANCE if kind.name == NO_NUMERALS)
    assert [c.required_level for c in read(kind, tmp_path).competencies] == [None] * len(kind.levels)


NO_ORDER = {
    "en-essential-or-desirable", "nl-vereist-of-gewenst", "de-muss-soll-kann", "nl-by-role",
    "nl-letters-out-of-the-alphabet", "nl-words-that-stand-in-two-scales",
}  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.name in NO_ORDER], ids=lambda kind: kind.name)
def test_heads_side_by_side_are_no_order_where_nothing_says_so(kind: Kind, tmp_path: Path) -> None:
    competencies = read(kind, tmp_path).competencies
    assert [c.status for c in competencies] == [Status.UNRANKED] * len(kind.levels)
    assert [c.required_level for c in competencies] == [None] * len(kind.levels)


@pytest.mark.parametrize("second", [["1", "2"], ["Basis", "Expert"]])
def test_a_second_column_of_levels_in_some_rows_leaves_neither_sure(second: list[str], tmp_path: Path) -> None:
    """Luisteren | 1 | 2 above Plannen | 1: the first of the two is no more the level than the other."""
    first, other = second
    rows = table([["Luisteren", first, other], ["Plannen", first, ""], ["Leiden", other, ""]], head=0)
    description = read(Kind("second", rows, {}), tmp_path)
    assert description.competencies == ()
    assert [f.severity for f in description.findings if f.code is FindingCode.COMPETENCIES_NOT_READ] == [Severity.ERROR]


@pytest.mark.parametrize(
    "name",
    [
        "nl-an-order-of-importance",
        "nl-two-columns-of-numbers-without-heads",
        "nl-hours-without-a-head",
        "nl-numbers-that-a-line-explains",
    ],
)
def test_what_may_be_levels_and_is_not_read_is_an_error(name: str, tmp_path: Path) -> None:
    description = read(next(kind for kind in KINDS if kind.name == name), tmp_path)
    assert [f.severity for f in description.findings if f.code is FindingCode.COMPETENCIES_NOT_READ] == [Severity.ERROR]


@pytest.mark.parametrize(
    "body",
    [
        table([["Basis", "Expert"], ["Spitten", "Snoeien"], ["Zaaien", "Enten"]], head=0),
        "<h3>Basis</h3><ul><li>Spitten</li><li>Zaaien</li></ul><h3>Expert</h3><ul><li>Snoeien</li></ul>",
    ],
)
def test_levels_over_what_may_be_names_are_an_error(body: str, tmp_path: Path) -> None:
    """What stands below them may as well say what each level means: no competency, but not silence either."""
    description = read(Kind("over", body, {}), tmp_path)
    assert description.competencies == ()
    assert [f.severity for f in description.findings if f.code is FindingCode.COMPETENCIES_NOT_READ] == [Severity.ERROR]


def test_crosses_of_two_strokes_that_are_not_read_are_an_error(tmp_path: Path) -> None:
    """No tick was read, but somebody drew in the cells; a form that nobody filled in has no ticks to speak of."""
    strokes = '<line x1="2" y1="2" x2="10" y2="10" stroke="#000"/><line x1="2" y1="10" x2="10" y2="2" stroke="#000"/>'
    cross = f'<svg width="12" height="12">{strokes}</svg>'
    told = {}
    for name, sign in (("crossed", cross), ("blank", "")):
        rows = [["Competentie", "1", "2", "3"], *ticks({"Spitten": 1, "Snoeien": 2, "Enten": 0}, "123", sign)]
        description = read(Kind(name, table(rows), {}), tmp_path)
        assert description.competencies == ()
        told[name] = {f.code: f.severity for f in description.findings}
    assert told["crossed"][FindingCode.COMPETENCIES_NOT_READ] is Severity.ERROR
    assert FindingCode.COMPETENCIES_NOT_READ not in told["blank"]


def test_bars_of_shaded_cells_that_are_not_read_are_an_error(tmp_path: Path) -> None:
    """A column that is grey in all rows is a decoration; a bar ends in another column in each row."""
    grey, plain = "<td style='background: #888'></td>", ""
    told = {}
    for name, ends in (("bars", (3, 1, 2)), ("column", (1, 1, 1))):
        bars = [[grey if i < end else plain for i in range(4)] for end in ends]
        rows = [[label, *bar] for label, bar in zip(("Spitten", "Snoeien", "Enten"), bars, strict=True)]
        description = read(Kind(name, table([["Competentie", *"1234"], *rows]), {}), tmp_path)
        assert not any(sure(competency) for competency in description.competencies)
        told[name] = {f.code: f.severity for f in description.findings}
    assert told["bars"][FindingCode.COMPETENCIES_NOT_READ] is Severity.ERROR
    assert FindingCode.COMPETENCIES_NOT_READ not in told["column"]


@pytest.mark.parametrize("line", ["Spitten niveau 2, later niveau 3", "Spitten: niveau 1 (nu niveau 2)"])
def test_a_line_with_the_level_of_another_time_is_said_to_be_unread(line: str, tmp_path: Path) -> None:
    """Neither of its levels is sure, "later" is no name, and the line is not passed over either."""
    description = read(Kind("later", f"<p>{line}</p><p>Snoeien: niveau 3</p><p>Enten: niveau 1</p>", {}), tmp_path)
    assert {c.name for c in description.competencies if sure(c)} == {"Snoeien", "Enten"}
    assert [f.code for f in description.findings if f.message.find(line) >= 0] == [FindingCode.LEVELS_NOT_READ]


def test_names_that_end_in_a_number_are_no_sign_of_levels(tmp_path: Path) -> None:
    names = "<ul><li>Windows 10</li><li>Luisteren</li><li>Plannen</li><li>Leiden</li></ul>"
    description = read(Kind("names", names, {}), tmp_path)
    assert FindingCode.NO_COMPETENCIES in {finding.code for finding in description.findings}


def test_a_place_with_nothing_or_a_dash_in_it_is_no_level(tmp_path: Path) -> None:
    none_given = {
        "nl-a-dash-and-not-applicable-for-a-level": {"Bemesten", "Snoeien", "Enten"},
        "en-current-level-and-no-required-one": {"Baking"},
    }
    for name, names in none_given.items():
        description = read(next(kind for kind in GLANCE if kind.name == name), tmp_path)
        assert {c.name for c in description.competencies if c.status is Status.NONE} == names
        told = {f.competency for f in description.findings if f.code is FindingCode.LEVEL_NONE}
        assert told == {c.id for c in description.competencies if c.name in names}


def test_rows_without_a_level_that_are_no_names_are_no_competencies(tmp_path: Path) -> None:
    kind = next(kind for kind in GLANCE if kind.name == "de-rückfragen-unter-den-zeilen")
    assert {c.name for c in read(kind, tmp_path).competencies} == set(kind.levels)


@pytest.mark.parametrize(
    "legend",
    [
        "<p>A = expert, B = confirmé, C = intermédiaire, D = débutant</p>",
        "<p>A = expert</p><p>B = confirmé</p><p>C = intermédiaire</p><p>D = débutant</p><p>N = sans objet</p>",
    ],
)
def test_steps_of_a_legend_that_nobody_needs_count(legend: str, tmp_path: Path) -> None:
    table = "<table><tr><th>Compétence</th><th>Niveau</th></tr><tr><td>Ordre</td><td>A</td></tr>"
    table += "<tr><td>Écoute</td><td>D</td></tr><tr><td>Calcul</td><td>A</td></tr></table>"
    description = read(Kind("legend", f"{legend}{table}", {}, title=FR), tmp_path)
    assert [(c.name, c.required_level) for c in description.competencies] == [
        ("Ordre", 4),
        ("Écoute", 1),
        ("Calcul", 4),
    ]


def test_a_letter_that_may_be_no_step_of_the_legend_leaves_no_number_sure(tmp_path: Path) -> None:
    """M = maladie stands over the levels and nobody needs it: is B the first or the second."""
    legend = "".join(f"<p>{told}</p>" for told in ("M = maladie", "B = base", "C = confirmé", "E = expert"))
    rows = table([["Compétence", "Niveau"], ["Ordre", "B"], ["Écoute", "E"], ["Calcul", "B"]])
    description = read(Kind("foreign", f"{rows}{legend}", {}, title=FR), tmp_path)
    read_levels = {c.name: (c.status, c.required_label, c.required_level) for c in description.competencies}
    assert read_levels == {
        "Ordre": (Status.UNRANKED, "B", None),
        "Écoute": (Status.UNRANKED, "E", None),
        "Calcul": (Status.UNRANKED, "B", None),
    }


@pytest.mark.parametrize("level", ["<td>X</td><td></td>", "<td colspan=2>2</td>"])
def test_a_name_that_a_page_break_tears_is_one_name(level: str, tmp_path: Path) -> None:
    """The tick stays on the first page, the last line of its name begins the second one."""
    style = (
        "<style>@page { size: 160mm 95mm; margin: 10mm } td { orphans: 1; widows: 1 } td:first-child { width: 28mm }"
    )
    rows = "".join(f"<tr><td>Kennis van onderhoud {kind}</td>{level}</tr>" for kind in ("a", "b", "c", "d", "e"))
    head = "<th>1</th><th>2</th>" if "X" in level else "<th colspan=2>Niveau</th>"
    body = f"{style}</style><table class=ruled><tr><th>Competentie</th>{head}</tr>{rows}</table>"
    description = read(Kind("torn", body, {}, title="<h1>Functieprofiel</h1><h2>Competenties</h2>"), tmp_path)
    assert description.source.page_count == 2
    assert {(c.name, c.status) for c in description.competencies} == {
        (f"Kennis van onderhoud {kind}", Status.OK) for kind in ("a", "b", "c", "d", "e")
    }
