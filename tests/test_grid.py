"""Drawn rules → tables: merged cells, every way of drawing a border, and cells that a page cuts open."""

from __future__ import annotations

from typing import get_args

import pytest

from extractor.shaping.tables.cells import Table
from tests.drawing import Borders, Paper
from tests.reading import shaped

every_border = pytest.mark.parametrize("borders", get_args(Borders))


def text_of(table: Table, row: int, col: int) -> str:
    cell = table.cell_at(row, col)
    return " ".join(word.text for word in cell.words) if cell else "?"


def span(table: Table, row: int, col: int) -> tuple[int, int]:
    cell = table.cell_at(row, col)
    return (cell.row1 - cell.row0, cell.col1 - cell.col0) if cell else (0, 0)


def cell(
    paper: Paper, x0: float, top: float, x1: float, bottom: float, text: str, borders: Borders = "lines", cut: str = ""
) -> None:
    paper.frame(x0, top, x1, bottom, borders, cut)
    if text:
        paper.text(x0 + 5, top + 14, text)


def seed_table(borders: Borders) -> Paper:
    """A head over two columns, a name over two rows."""
    paper = Paper()
    cell(paper, 50, 100, 150, 120, "Groep", borders)
    cell(paper, 150, 100, 400, 120, "Keuze", borders)
    cell(paper, 50, 120, 150, 180, "Naam", borders)
    cell(paper, 150, 120, 200, 150, "nul", borders)
    cell(paper, 200, 120, 400, 150, "eerste", borders)
    cell(paper, 150, 150, 200, 180, "een", borders)
    cell(paper, 200, 150, 400, 180, "tweede", borders)
    return paper


@every_border
def test_merged_cells(borders: Borders) -> None:
    (page,) = shaped(seed_table(borders).pdf())
    (table,) = page.tables
    assert (len(table.xs), len(table.ys)) == (4, 4)
    assert [round(x) for x in table.xs] == [50, 150, 200, 400]
    assert span(table, 0, 1) == (1, 2)
    assert span(table, 1, 0) == (2, 1)
    assert table.cell_at(1, 0) is table.cell_at(2, 0)
    assert [text_of(table, row, col) for row in range(3) for col in range(3)] == [
        *("Groep", "Keuze", "Keuze"),
        *("Naam", "nul", "eerste"),
        *("Naam", "een", "tweede"),
    ]
    assert page.lines == ()


def test_one_long_rule_is_as_good_as_many_short_ones() -> None:
    paper = Paper()
    for y in (100, 130, 160):
        paper.rule(50, y, 250, y)
    for x in (50, 150, 250):
        paper.rule(x, 100, x, 160)
    for row, y in enumerate((118, 148)):
        for col, x in enumerate((60, 160)):
            paper.text(x, y, f"r{row}c{col}")
    (table,) = shaped(paper.pdf())[0].tables
    assert [text_of(table, row, col) for row in range(2) for col in range(2)] == ["r0c0", "r0c1", "r1c0", "r1c1"]


def test_a_cell_that_the_page_cuts_open_is_not_lost() -> None:
    """A browser draws no rule under a cell that goes on over the page."""
    paper = Paper()
    for x0, x1, whole, open_ in ((50, 150, "Naam", "rest"), (150, 200, "nul", "een"), (200, 400, "eerste", "tweede")):
        cell(paper, x0, 700, x1, 730, whole)
        cell(paper, x0, 730, x1, 760, open_, cut="bottom")
    (table,) = shaped(paper.pdf())[0].tables
    assert [text_of(table, 1, col) for col in range(3)] == ["rest", "een", "tweede"]


def test_a_cell_that_goes_on_from_the_page_before_is_not_lost() -> None:
    paper = Paper()
    for x0, x1, open_, whole in ((50, 150, "", ""), (150, 200, "☐", "3"), (200, 400, "zin.", "nieuw")):
        cell(paper, x0, 50, x1, 80, open_, cut="top")
        cell(paper, x0, 80, x1, 110, whole)
    (table,) = shaped(paper.pdf())[0].tables
    assert [text_of(table, 0, col) for col in range(3)] == ["", "☐", "zin."]


@every_border
def test_tables_apart_are_tables_apart(borders: Borders) -> None:
    paper = Paper()
    for top in (100, 150):
        cell(paper, 50, top, 150, top + 20, f"a{top}", borders)
        cell(paper, 150, top, 250, top + 20, f"b{top}", borders)
    paper.text(50, 140, "ertussen")
    (page,) = shaped(paper.pdf())
    assert [text_of(table, 0, 1) for table in page.tables] == ["b100", "b150"]
    assert [line.text for line in page.lines] == ["ertussen"]


def test_a_tick_box_is_no_table_and_no_wall() -> None:
    paper = seed_table("lines")
    paper.rect(185, 155, 195, 165)
    paper.rect(420, 155, 430, 165)
    (page,) = shaped(paper.pdf())
    (table,) = page.tables
    assert text_of(table, 2, 1) == "een"


def test_an_underline_is_no_table() -> None:
    paper = Paper()
    paper.text(50, 100, "Onderstreepte kop")
    paper.rule(50, 102, 150, 102)
    (page,) = shaped(paper.pdf())
    assert page.tables == ()
    assert [line.text for line in page.lines] == ["Onderstreepte kop"]


def test_a_frame_around_text_is_no_table() -> None:
    paper = Paper()
    paper.rect(40, 80, 400, 140)
    paper.text(50, 100, "Ingekaderd.")
    (page,) = shaped(paper.pdf())
    assert [line.text for line in page.lines] == ["Ingekaderd."]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    paper = Paper()
    cell(paper, 50, 100, 400, 300, "Buiten")
    cell(paper, 50, 300, 400, 330, "Onder")
    cell(paper, 100, 150, 200, 180, "links")
    cell(paper, 200, 150, 300, 180, "rechts")
    (page,) = shaped(paper.pdf())
    words = sorted(tuple(word.text for word in table.words) for table in page.tables)
    assert words == [("Buiten", "Onder"), ("links", "rechts")]


def test_dots_in_a_row_are_a_rule() -> None:
    """Browsers draw a dotted border dot by dot."""
    paper = Paper()
    xs, ys = (50, 150, 250), (100, 130, 160)
    for y in ys:
        for x in range(xs[0], xs[-1], 2):
            paper.rect(x, y - 0.5, x + 1, y + 0.5, filled=True)
    for x in xs:
        for y in range(ys[0], ys[-1], 2):
            paper.rect(x - 0.5, y, x + 0.5, y + 1, filled=True)
    for row, y in enumerate((118, 148)):
        for col, x in enumerate((60, 160)):
            paper.text(x, y, f"r{row}c{col}")
    (table,) = shaped(paper.pdf())[0].tables
    assert [text_of(table, row, col) for row in range(2) for col in range(2)] == ["r0c0", "r0c1", "r1c0", "r1c1"]


def test_a_few_dots_are_no_rule() -> None:
    paper = seed_table("lines")
    for x in range(160, 168, 2):
        paper.rect(x, 134.5, x + 1, 135.5, filled=True)
    (table,) = shaped(paper.pdf())[0].tables
    assert len(table.ys) == 4


def test_cells_drawn_apart_are_neighbours() -> None:
    """`border-spacing`: every cell has a frame of its own, and between them stands nothing."""
    paper = Paper()
    for row in range(3):
        for col in range(2):
            x, y = 50 + 104 * col, 100 + 34 * row
            cell(paper, x, y, x + 100, y + 30, f"r{row}c{col}", "rects")
    (table,) = shaped(paper.pdf())[0].tables
    assert (len(table.xs), len(table.ys)) == (3, 4)
    assert [text_of(table, row, 1) for row in range(3)] == ["r0c1", "r1c1", "r2c1"]
