"""`jobdesc marks` and the function behind it, on any PDF."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from extractor.cli import main
from extractor.errors import NotAPdf, NoTextLayer
from extractor.listing import list_marks
from extractor.shaping.marks.vocabulary import Shape, character_to_sign
from tests.paper import HEIGHT, SANS, Paper, see
from tests.test_marks_characters import levels
from tests.test_marks_layers import check_boxes


def jobdesc(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="jobdesc")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def saved(data: bytes, folder: Path) -> Path:
    path = folder / "form.pdf"
    path.write_bytes(data)
    return path


def matrix() -> Paper:
    paper = Paper().table([60, 200, 260, 320, 380], [90, 110, 130, 150])
    for column, name in enumerate(("basis", "gevorderd", "expert")):
        paper.text(205 + 60 * column, 104, name)
    for row, name in enumerate(("Samenwerken", "Plannen")):
        paper.text(65, 124 + 20 * row, name)
        for column in range(3):
            paper.text(225 + 60 * column, 124 + 20 * row, "☒" if column == row else "☐")
    return paper


def test_marks_in_a_matrix_have_the_heads_of_row_and_column(tmp_path: Path) -> None:
    found = list_marks(saved(matrix().data(), tmp_path))
    ticked = [(listed.label.row, listed.label.column) for listed in found.marks if listed.mark.state]
    assert ticked == [("Samenwerken", "basis"), ("Plannen", "gevorderd")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Plannen: ☐ basis ☒ gevorderd ☐ expert", ["basis", "gevorderd", "expert"]),
        ("basis ☐ gevorderd ☒ expert ☐", ["basis", "gevorderd", "expert"]),
        ("☒ zelfstandig werken in de dienst", ["zelfstandig werken in de dienst"]),
        ("zelfstandig werken ☒", ["zelfstandig werken"]),
    ],
)
def test_the_text_beside_a_mark(line: str, expected: list[str], tmp_path: Path) -> None:
    found = list_marks(saved(Paper().text(60, 100, line).data(), tmp_path))
    assert [listed.label.text for listed in found.marks] == expected


WAYS = ("Overschrijving", "Kaart", "Contant", "Domiciliëring")


@pytest.mark.parametrize("side", ["right", "left", "above", "below"])
@pytest.mark.parametrize("drawn", [True, False])
def test_the_label_on_any_side_of_a_mark(side: str, drawn: bool, tmp_path: Path) -> None:
    """Marks in a column with their text beside them, or in a row with it over or under them; none is in a table."""
    paper = Paper().text(60, 60, "Gelieve aan te kruisen hoe u betaalt.")
    for i, way in enumerate(WAYS):
        x, y = (100.0, 120 + 30.0 * i) if side in {"right", "left"} else (80 + 110.0 * i, 160.0)
        if drawn:
            paper.rect(x, y - 8, 9)
            if i == 2:
                paper.cross(x, y - 8, 9)
        else:
            paper.text(x, y, "☒" if i == 2 else "☐")
        paper.canvas.setFont(SANS, 10)
        if side == "right":
            paper.text(x + 15, y, way)
        elif side == "left":
            paper.canvas.drawRightString(x - 6, HEIGHT - y, way)
        else:
            paper.canvas.drawCentredString(x + 5, HEIGHT - y + (13 if side == "above" else -14), way)
    found = list_marks(saved(paper.data(), tmp_path)).marks
    assert [(listed.label.text, listed.mark.state) for listed in found] == [(w, w == "Contant") for w in WAYS]
    assert {(listed.label.row, listed.label.column) for listed in found} == {("", "")}
    assert {listed.mark.page for listed in found} == {1}


@pytest.mark.parametrize("ruled", [True, False])
def test_a_matrix_with_and_without_rules_has_heads(ruled: bool, tmp_path: Path) -> None:
    paper = Paper()
    if ruled:
        paper.table([60, 180, 260, 340, 420], [90, 112, 134, 156, 178])
    for k, head in enumerate(("Nooit", "Soms", "Vaak")):
        paper.text(205 + 80 * k, 105, head)
    for i, (row, on) in enumerate((("Tillen", 0), ("Bukken", 2), ("Klimmen", 1))):
        paper.text(65, 127 + 22 * i, row)
        for k in range(3):
            paper.text(212 + 80 * k, 127 + 22 * i, "☒" if k == on else "☐")
    found = list_marks(saved(paper.data(), tmp_path)).marks
    assert len(found) == 9
    assert [(listed.label.row, listed.label.column) for listed in found if listed.mark.state] == [
        ("Tillen", "Nooit"), ("Bukken", "Vaak"), ("Klimmen", "Soms"),
    ]  # fmt: skip


def test_a_row_for_each_level_has_its_number_and_its_text(tmp_path: Path) -> None:
    paper = Paper().table([60, 160, 200, 240, 400], [90, 110, 130])
    for row in range(2):
        y = 104 + 20 * row
        paper.text(65, y, "Plannen").text(175, y, str(row + 1)).text(215, y, "☐☒"[row]).text(245, y, "plant de week")
    labels = [listed.label for listed in list_marks(saved(paper.data(), tmp_path)).marks]
    assert [(label.row, label.text) for label in labels] == [
        ("Plannen · 1", "plant de week"),
        ("Plannen · 2", "plant de week"),
    ]


def test_boxes_in_tight_cells_do_not_cut_the_table(tmp_path: Path) -> None:
    paper = Paper().table([50, 170, 230, 290], [90, 103, 116])
    for row in range(2):
        paper.text(60, 99.5 + 13 * row, "Samenwerken")
        for column in range(2):
            paper.rect(172.0 + 60 * column, 90.8 + 13 * row, 11.4, line=0.1)
        paper.cross(172 + 60 * row, 90.8 + 13 * row, 11.4, line=0.1)
    seen = see(paper.data(), tmp_path)
    assert [len(table.xs) for table in seen.tables[1]] == [4]
    assert seen.states() == seen.confirmed_states(2) == [True, False, False, True]


def test_the_command_prints_a_table_and_counts(tmp_path: Path) -> None:
    result = jobdesc("marks", saved(matrix().data(), tmp_path))
    assert result.exit_code == 0
    assert "ticked  glyph  Samenwerken · basis" in result.stdout
    assert result.stdout.splitlines()[-1] == "6 marks on 1 page: 2 ticked, 4 empty, 0 unclear"


def test_the_command_prints_json(tmp_path: Path) -> None:
    result = jobdesc("marks", saved(check_boxes(2), tmp_path), "--json")
    data = json.loads(result.stdout)
    assert data["page_count"] == 1
    assert [mark["marked"] for mark in data["marks"]] == [False, False, True, False]
    third = data["marks"][2]
    assert third["bbox"] == [60.0, 160.0, 71.0, 171.0]
    assert (third["kind"], third["raw"], third["label"]) == ("widget", "/Yes", "expert")
    assert third["confidence"] > 0.9
    assert "the page shows it" in third["reason"]


def test_the_command_draws_the_page(tmp_path: Path) -> None:
    image = tmp_path / "page.png"
    result = jobdesc("marks", saved(levels("☐☒☐☐").data(), tmp_path), "--image", image)
    assert result.exit_code == 0
    with Image.open(image) as drawn:
        colours = {colour for _, colour in drawn.convert("RGB").getcolors(1 << 24) or []}
    assert {(0, 150, 0), (230, 140, 0)} <= colours


def test_only_one_page(tmp_path: Path) -> None:
    paper = levels("☐☒").new_page()
    paper.text(60, 100, "☐").text(80, 100, "basis")
    path = saved(paper.data(), tmp_path)
    assert jobdesc("marks", path, "--page", "2").stdout.splitlines()[-1].startswith("1 mark on 2 pages")
    result = jobdesc("marks", path, "--page", "3")
    assert result.exit_code == 2
    assert "there is no page 3" in result.stderr


def test_without_confirming_the_data_alone_speak(tmp_path: Path) -> None:
    path = saved(levels("☐☒☐☐").data(), tmp_path)
    assert all("page shows" not in listed.mark.reason for listed in list_marks(path, confirm=False).marks)
    assert jobdesc("marks", path, "--no-confirm").exit_code == 0


def test_a_pdf_without_marks_a_scan_and_no_pdf(tmp_path: Path) -> None:
    assert list_marks(saved(Paper().text(60, 100, "Geachte mevrouw").data(), tmp_path)).marks == ()
    with pytest.raises(NoTextLayer):
        list_marks(saved(Paper().rect(60, 60, 300, 300).data(), tmp_path))
    with pytest.raises(NotAPdf):
        list_marks(saved(b"tekst", tmp_path))


@pytest.mark.parametrize(
    ("text", "font", "expected"),
    [
        ("☐", "MS-Gothic", (Shape.BOX, False)),
        ("\uf0fe", "ABCDEF+Wingdings-Regular", (Shape.BOX, True)),
        ("\u00a8", "Wingdings", (Shape.BOX, False)),
        ("\u00fe", "Wingdings,Bold", (Shape.BOX, True)),
        ("\uf0fe", "OpenSymbol", (Shape.BOX, True)),
        ("\uf078", "OpenSymbol", (Shape.UNKNOWN, None)),
        ("R", "Wingdings 2", (Shape.BOX, True)),
        ("R", "Wingdings", None),
        ("*", "Wingdings2", None),
        ("\u00a7", "Wingdings", None),
        ("\u00d8", "Wingdings", None),
        ("o", "CourierNew", None),
        ("þ", "Calibri", None),
        ("4", "ZapfDingbats", (Shape.TICK, True)),
        ("(cid:3)", "ABCDEF+F1", (Shape.UNKNOWN, None)),
        ("\uf0fe", "FontAwesome6Free-Solid", (Shape.UNKNOWN, None)),
    ],
)
def test_what_a_character_looks_like(text: str, font: str, expected: tuple[Shape, bool | None] | None) -> None:
    sign = character_to_sign(text, font)
    assert (None if sign is None else (sign.shape, sign.filled)) == expected
