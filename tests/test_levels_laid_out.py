"""Layouts that people make by hand: levels in the middle of their rows, cards side by side, rows that no rule parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from extractor import FindingCode, JobDescription, Status, read_job_descriptions
from tests.drawing import BOLD, PLAIN, Paper

Row = tuple[str, Sequence[str], str]
ROWS: Sequence[Row] = (
    ("Luisteren", ("Hoort wat een ander zegt en vraagt", "door tot alles duidelijk is."), "2"),
    ("Plannen", ("Maakt een planning.",), "4"),
    ("Rekenen", ("Rekent na wat anderen hebben", "gerekend, ook met breuken en", "procenten van alle soorten."), "3"),
)
LEVELS = {name: int(level) for name, _, level in ROWS}
LINE = 12.0


def sheet(heading: str = "Competenties") -> Paper:
    paper = Paper()
    paper.text(60, 60, "Functieprofiel Kok", 18, BOLD)
    paper.text(60, 85, "Taken", 13, BOLD)
    paper.text(60, 103, "Je kookt elke dag voor de gasten.")
    paper.text(60, 130, heading, 13, BOLD)
    return paper


def read(paper: Paper, folder: Path) -> JobDescription:
    path = folder / "form.pdf"
    path.write_bytes(paper.pdf())
    (description,) = read_job_descriptions(path)
    return description


def levels(description: JobDescription) -> dict[str, int | None]:
    return {one.name: one.required_level for one in description.competencies}


def told(description: JobDescription) -> dict[str, str | None]:
    return {one.name: one.description for one in description.competencies}


def name_over_text(paper: Paper, at: float) -> float:
    for name, lines, level in ROWS:
        paper.text(60, at, name, 10, BOLD)
        paper.lines(60, at + LINE, lines)
        paper.text(420, at + LINE * len(lines) / 2, level)
        at += LINE * (len(lines) + 1) + 6
    return at


def name_beside_text(paper: Paper, at: float) -> float:
    for name, lines, level in ROWS:
        middle = at + LINE * (len(lines) - 1) / 2
        paper.text(60, middle, name)
        paper.lines(160, at, lines)
        paper.text(420, middle, level)
        at += LINE * len(lines)
    return at


@pytest.mark.parametrize(
    ("heads", "rows"),
    [(((60, "Competentie"), (410, "Niveau")), name_over_text)]
    + [(((60, "Competentie"), (x, "Omschrijving"), (405, "Niveau")), name_beside_text) for x in (160, 220)],
)
@pytest.mark.parametrize("framed", [False, True])
def test_a_level_in_the_middle_of_its_row(
    heads: Sequence[tuple[float, str]], rows: Callable[[Paper, float], float], framed: bool, tmp_path: Path
) -> None:
    paper = sheet()
    for x, head in heads:
        paper.text(x, 160, head, 10, BOLD)
    bottom = rows(paper, 185)
    if framed:
        paper.rect(55, 148, 460, bottom + 3)
        paper.rule(55, 168, 460, 168)
    description = read(paper, tmp_path)
    assert levels(description) == LEVELS
    assert told(description) == {name: " ".join(lines) for name, lines, _ in ROWS}


def level_heads(paper: Paper, *heads: tuple[float, str]) -> None:
    for x, head in (*heads, (405.0, "Niveau")):
        paper.text(x, 160, head, 10, BOLD)


@pytest.mark.parametrize("white", [0.0, 4.0])
@pytest.mark.parametrize("place", ["first", "last"])
def test_names_of_two_lines_whose_level_stands_in_the_first_or_last(place: str, white: float, tmp_path: Path) -> None:
    """Spreadsheets set a value at the bottom of its row. Without white "organiseren" says where its row began."""
    paper = sheet()
    level_heads(paper, (60, "Competentie"))
    at = 185.0
    rows = ((("Overtuigen",), 1), (("Plannen en", "organiseren"), 3), (("Luisteren",), 2), (("Leiding", "geven"), 4))
    for names, level in rows:
        paper.lines(60, at, names, 10, BOLD)
        paper.text(420, at + LINE * (len(names) - 1) * (place == "last"), str(level))
        at += LINE * len(names) + white
    assert levels(read(paper, tmp_path)) == {" ".join(names): level for names, level in rows}


@pytest.mark.parametrize("font", [PLAIN, BOLD])
@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
def test_white_tells_rows_of_names_in_small_letters(place: float, font: str, tmp_path: Path) -> None:
    """No letter says where a name begins; a level between two lines of its row is no line of text."""
    paper = sheet()
    level_heads(paper, (60, "Competentie"))
    at = 185.0
    rows = ((("zorgen voor een", "ander"), 3), (("eigen werk", "plannen en", "bijsturen"), 4), (("vlot beslissen",), 1))
    for names, level in (*rows, (("werken in een", "team"), 2)):
        paper.lines(60, at, names, 10, font)
        paper.text(420, at + place * LINE * (len(names) - 1), str(level))
        at += LINE * (len(names) + 0.7)
    found = read(paper, tmp_path).competencies
    whole = {" ".join(names): level for names, level in (*rows, (("werken in een", "team"), 2))}
    assert {one.name: one.required_level for one in found if one.status is Status.OK}.items() <= whole.items()
    assert {one.name for one in found} == whole.keys()


def test_a_name_goes_on_in_the_line_in_which_its_text_does(tmp_path: Path) -> None:
    paper = sheet()
    level_heads(paper, (60, "Competentie"), (160, "Omschrijving"))
    for at, line in ((185, ROWS[0][1][0]), (185 + LINE, ROWS[0][1][1]), (185 + 2 * LINE, ROWS[1][1][0])):
        paper.text(160, at, line)
    paper.lines(60, 185, ("Plannen en", "organiseren", "Integriteit"))
    paper.text(420, 185, "2")
    paper.text(420, 185 + 2 * LINE, "4")
    assert levels(read(paper, tmp_path)) == {"Plannen en organiseren": 2, "Integriteit": 4}


@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
def test_groups_between_rows_of_two_lines(place: float, tmp_path: Path) -> None:
    """All lines are as far from each other; levels between two lines make the page seem to have two columns."""
    paper = sheet()
    level_heads(paper, (60, "Competentie"))
    groups = (
        ("Kerncompetenties", ((("Overtuigen",), 1), (("Plannen en", "organiseren"), 3))),
        ("Sociale competenties", ((("Klantgericht", "handelen"), 2), (("Luisteren",), 4), (("Leiding", "geven"), 1))),
    )
    at = 160.0
    for group, rows in groups:
        at += LINE
        paper.text(60, at, group, 10, BOLD)
        for names, level in rows:
            paper.lines(60, at + LINE, names, 10, BOLD)
            paper.text(420, at + LINE * (1 + place * (len(names) - 1)), str(level))
            at += LINE * len(names)
    description = read(paper, tmp_path)
    assert levels(description) == {" ".join(names): level for _, rows in groups for names, level in rows}
    assert [one.group for one in description.competencies] == [group for group, rows in groups for _ in rows]


@pytest.mark.parametrize("text", ["Maakt een planning.", "Ziet verbanden."])
def test_a_short_sentence_below_a_name_says_what_it_means(text: str, tmp_path: Path) -> None:
    paper = sheet()
    level_heads(paper, (60, "Competentie"))
    for at, name, level in ((185, "Plannen", "2"), (185 + 3 * LINE, "Kennis van", "4")):
        paper.lines(60, at, (name, text if name == "Plannen" else "Word e.d."))
        paper.text(420, at + LINE / 2, level)
    assert levels(read(paper, tmp_path)) == {"Plannen": 2, "Kennis van Word e.d.": 4}


@pytest.mark.parametrize("font", [BOLD, PLAIN])
def test_a_heading_over_each_competency_is_no_part_of_its_name(font: str, tmp_path: Path) -> None:
    paper = sheet()
    level_heads(paper, (60, "Competentie"))
    for number, (heading, name) in enumerate((("Technisch", "Lassen"), ("Sociaal", "Luisteren"), ("Eigen", "Plannen"))):
        at = 185 + number * 3 * LINE
        paper.text(60, at, heading, 10, font)
        paper.text(60, at + LINE, name)
        paper.text(420, at + LINE, str(number + 1))
    assert levels(read(paper, tmp_path)) == {"Lassen": 1, "Luisteren": 2, "Plannen": 3}


@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize("ruled_head", [False, True])
def test_columns_with_rules_and_rows_without(centred: bool, ruled_head: bool, tmp_path: Path) -> None:
    paper = sheet()
    for x, head in ((60, "Competentie"), (160, "Omschrijving"), (410, "Niveau")):
        paper.text(x, 160, head, 10, BOLD)
    at = 185.0
    for name, lines, level in ROWS:
        middle = at + (LINE * (len(lines) - 1) / 2 if centred else 0)
        paper.text(60, middle, name)
        paper.lines(160, at, lines)
        paper.text(425, middle, level)
        at += LINE * len(lines)
    paper.rect(55, 148, 460, at)
    for x in (155, 400):
        paper.rule(x, 148, x, at)
    if ruled_head:
        paper.rule(55, 168, 460, 168)
    description = read(paper, tmp_path)
    assert levels(description) == LEVELS
    assert told(description) == {name: " ".join(lines) for name, lines, _ in ROWS}


def test_text_around_a_level_is_no_name(tmp_path: Path) -> None:
    """Without heads nobody can say whose the level in the middle of a row is: at least it is a doubt."""
    paper = sheet()
    at = 160.0
    for name, lines, level in (*ROWS, ("Koken", ROWS[2][1], "1")):
        paper.text(60, at, name)
        paper.lines(60, at + LINE, lines)
        paper.text(420, at + LINE * len(lines) / 2, f"Niveau {level}")
        at += LINE * (len(lines) + 1) + 6
    found = read(paper, tmp_path).competencies
    assert {one.name for one in found if one.status is Status.OK} <= {"Luisteren", "Plannen"}


CARDS = (("Luisteren", 3), ("Plannen", 2), ("Rekenen", 4), ("Koken", 1))


@pytest.mark.parametrize("way", ["level", "boxes", "dots"])
@pytest.mark.parametrize("round_corners", [False, True])
def test_cards_side_by_side(way: str, round_corners: bool, tmp_path: Path) -> None:
    paper = sheet()
    for number, (name, level) in enumerate(CARDS):
        left, top = 60 + 240 * (number % 2), 150 + 80 * (number // 2)
        y = paper.height - top - 70
        if round_corners:
            paper.canvas.roundRect(left, y, 220, 70, 6)
        else:
            paper.rect(left, top, left + 220, top + 70)
        paper.text(left + 10, top + 18, name, 10, BOLD)
        paper.text(left + 10, top + 38, f"Zegt wat {name.lower()} is.")
        if way == "level":
            paper.text(left + 10, top + 58, f"Niveau {level}")
        elif way == "boxes":
            paper.text(left + 10, top + 58, "  ".join(f"{'☒' if i == level else '☐'} {i}" for i in range(1, 5)))
        else:
            for i in range(4):
                paper.canvas.circle(left + 15 + 14 * i, paper.height - top - 55, 4, fill=int(i < level))
    description = read(paper, tmp_path)
    assert levels(description) == dict(CARDS)
    assert told(description) == {name: f"Zegt wat {name.lower()} is." for name, _ in CARDS}


def test_cards_at_heights_of_their_own_under_each_other_too(tmp_path: Path) -> None:
    paper = sheet()
    for number, (name, level) in enumerate(CARDS):
        # In lines of both sides "Niveau 3" stands beside what another card tells.
        left, top = 60 + 240 * (number % 2), 150 + 21 * (number % 2) + 90 * (number // 2)
        paper.rect(left, top, left + 220, top + 70)
        paper.text(left + 10, top + 18, name, 10, BOLD)
        paper.text(left + 10, top + 38, f"Zegt wat {name.lower()} is.")
        paper.text(left + 10, top + 58, f"Niveau {level}")
    paper.rect(420, 80, 520, 140)  # a picture, beside text and above the cards
    description = read(paper, tmp_path)
    assert levels(description) == dict(CARDS)
    assert told(description) == {name: f"Zegt wat {name.lower()} is." for name, _ in CARDS}


def test_cards_that_touch_and_are_not_read_are_told_beside_others(tmp_path: Path) -> None:
    paper = sheet()
    for number, (name, level) in enumerate(CARDS):
        # Those at the right touch each other, as a table of one column does.
        left, top = 60 + 240 * (number % 2), 150 + (70 if number % 2 else 90) * (number // 2)
        paper.rect(left, top, left + 220, top + 70)
        paper.lines(left + 10, top + 18, (name,), 10, BOLD)
        paper.lines(left + 10, top + 38, (f"Zegt wat {name.lower()} is.", f"Niveau {level}"))
    description = read(paper, tmp_path)
    read_now = {name: level for name, level in levels(description).items() if level is not None}
    assert read_now.items() <= dict(CARDS).items()
    told_of = FindingCode.LEVELS_NOT_READ in {one.code for one in description.findings}
    assert len(read_now) == len(CARDS) or told_of


WRAPPED = (
    (("Omgaan met stress en", "tegenslag"), 2),
    (("Verantwoordelijkheid", "nemen voor", "resultaten"), 3),
    (("Flexibel inspelen op", "Verandering"), 1),
)


@pytest.mark.parametrize("way", ["told", "below", "behind", "item"])
def test_a_name_begins_on_the_lines_that_it_goes_on_from(way: str, tmp_path: Path) -> None:
    paper = sheet()
    at = 155.0
    for lines, level in WRAPPED:
        if way == "item":
            paper.text(52, at, "•")
        behind = f": niveau {level}" if way in ("behind", "item") else ""
        below = [*["Toont dit elke dag."] * (way == "told"), *[f"Niveau {level}"] * (not behind)]
        paper.lines(60, at, (*lines[:-1], lines[-1] + behind), 10, PLAIN if behind else BOLD)
        paper.lines(60, at + LINE * len(lines), below)
        at += LINE * (len(lines) + len(below)) + 6
    assert levels(read(paper, tmp_path)) == {" ".join(lines): level for lines, level in WRAPPED}


def test_names_in_small_letters_go_on_from_nothing(tmp_path: Path) -> None:
    paper = sheet()
    paper.lines(60, 155, ("De functie vraagt", "luisteren: niveau 2", "plannen: niveau 3"))
    found = levels(read(paper, tmp_path))
    assert (set(found), found["plannen"]) == ({"luisteren", "plannen"}, 3)


@pytest.mark.parametrize("head", ["Criterium", "Competentie"])
def test_what_other_tables_have_as_a_head_is_no_word_for_competencies(head: str, tmp_path: Path) -> None:
    paper = sheet("Arbeidsomstandigheden")
    names = ("Lawaai", "Tillen", "Hitte")
    for row, cells in enumerate([(head, "laag", "midden", "hoog"), *((name, "", "X", "") for name in names)]):
        for column, text in enumerate(cells):
            paper.text(65 + 90 * column, 165 + 20 * row, text)
    for i in range(5):
        paper.rule(60, 150 + 20 * i, 420, 150 + 20 * i)
        paper.rule(60 + 90 * i, 150, 60 + 90 * i, 230)
    expected = dict.fromkeys(names, 2) if head == "Competentie" else {}
    assert levels(read(paper, tmp_path)) == expected


def knobs(paper: Paper, at: float, level: int) -> None:
    paper.rule(200, at - 4, 400, at - 4)
    paper.disc(200 + 50 * level, at - 4, 4)


def bars(paper: Paper, at: float, level: int) -> None:
    for width, grey in ((200, 0.8), (50 * level, 0.3)):
        paper.canvas.setFillGray(grey)
        paper.canvas.rect(200, paper.height - at, width, 8, stroke=0, fill=1)
    paper.canvas.setFillGray(0)


@pytest.mark.parametrize("drawn", [knobs, bars])
def test_drawn_levels_that_nobody_reads_are_said(drawn: Callable[[Paper, float, int], None], tmp_path: Path) -> None:
    paper = sheet()
    for row, (name, level) in enumerate(CARDS[:3]):
        paper.text(60, 160 + 24 * row, name)
        drawn(paper, 160 + 24 * row, level)
    assert FindingCode.COMPETENCIES_NOT_READ in {one.code for one in read(paper, tmp_path).findings}


def test_columns_of_crosses_without_row_rules_are_said(tmp_path: Path) -> None:
    paper = sheet()
    for row, cells in enumerate([("Competentie", "1", "2", "3"), ("Plannen", "", "x", ""), ("Koken", "x", "", "")]):
        for column, text in enumerate(cells):
            paper.text(65 + 90 * column, 165 + 14 * row, text)
    paper.rect(60, 150, 420, 200)
    for i in (1, 2, 3):
        paper.rule(60 + 90 * i, 150, 60 + 90 * i, 200)
    assert FindingCode.COMPETENCIES_NOT_READ in {one.code for one in read(paper, tmp_path).findings}


def test_names_with_sentences_only_are_no_unread_levels(tmp_path: Path) -> None:
    paper = sheet()
    for row, (name, _) in enumerate(CARDS):
        paper.text(60, 160 + 24 * row, name)
        paper.text(200, 160 + 24 * row, "Hoort bij de taken.")
    assert FindingCode.COMPETENCIES_NOT_READ not in {one.code for one in read(paper, tmp_path).findings}


def test_a_second_head_begins_another_table(tmp_path: Path) -> None:
    """Columns in the same places, and another heading between: the second table is not the rest of the first."""
    paper = sheet()
    rows = [("Competentie", "Niveau"), *((name, level) for name, _, level in ROWS)]
    others = [("Criterium", "Niveau"), ("Lawaai", "3"), ("Tillen", "2"), ("Hitte", "1")]
    for start, table in ((160, rows), (270, others)):
        for row, cells in enumerate(table):
            for x, text in zip((60, 200), cells, strict=True):
                paper.text(x, start + 18 * row, text, 10, BOLD if not row else PLAIN)
    paper.text(60, 245, "Arbeidsomstandigheden", 13, BOLD)
    assert levels(read(paper, tmp_path)) == LEVELS


def test_what_is_bold_before_a_colon_is_the_name(tmp_path: Path) -> None:
    paper = sheet()
    for row, (name, lines, level) in enumerate(ROWS):
        paper.text(60, 160 + 20 * row, f"{name} :", 10, BOLD)
        paper.text(140, 160 + 20 * row, f"{lines[0].lower()} en nog wat (niveau {level})")
    description = read(paper, tmp_path)
    assert levels(description) == LEVELS
    assert told(description) == {name: f"{lines[0].lower()} en nog wat" for name, lines, _ in ROWS}


def test_a_table_without_rules_goes_on_overleaf(tmp_path: Path) -> None:
    """Only under its own columns: a sentence with a number at its end is no row."""
    paper = sheet()
    for x, head in ((60, "Competentie"), (250, "Niveau")):
        paper.text(x, 160, head, 10, BOLD)
    for row in range(20):
        paper.text(60, 190 + 30 * row, f"Kunde {chr(ord('A') + row)}")
        paper.text(262, 190 + 30 * row, str(row % 4 + 1))
    paper.turn_page()
    paper.text(60, 60, "Stressbestendig blijven bij drukte")
    paper.text(262, 60, "3")
    paper.text(60, 90, "Luisteren")
    paper.text(262, 90, "2")
    paper.text(60, 120, "Deze tabel geldt voor alle koks vanaf 3")
    found = levels(read(paper, tmp_path))
    assert len(found) == 22
    assert {name: found[name] for name in list(found)[-2:]} == {"Stressbestendig blijven bij drukte": 3, "Luisteren": 2}


@pytest.mark.parametrize(
    "lines",
    [
        ["Luisteren [N2]", "Plannen [N3]"],
        ["Luisteren (3), plannen (2), rekenen (4)"],
        ["Luisteren", "Met hulp.", "Alleen.", "Plannen", "Met hulp.", "Alleen."],
    ],
)
def test_lists_of_levels_that_nobody_reads_are_said(lines: Sequence[str], tmp_path: Path) -> None:
    paper = sheet()
    paper.lines(60, 160, lines)
    description = read(paper, tmp_path)
    assert description.competencies == ()
    assert FindingCode.COMPETENCIES_NOT_READ in {one.code for one in description.findings}
