"""Forms that were corrected by hand: what a pen struck out, missed or added is never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.model import MarkKind
from tests.paper import Paper, see

COLUMNS = (260, 320, 380)


def matrix(ticks: tuple[int, ...] = (0, 1, 2)) -> Paper:
    """Three names and three levels, an x under one of them in each row."""
    paper = Paper()
    for x in (50, 240, 300, 360, 420):
        paper.line(x, 100, x, 180)
    for y in (100, 120, 140, 160, 180):
        paper.line(50, y, 420, y)
    for x, label in zip(COLUMNS, "123", strict=True):
        paper.text(x, 114, label)
    for i, column in enumerate(ticks):
        paper.text(60, 134 + 20 * i, ("Overleg", "Zorg", "Toezicht")[i]).text(COLUMNS[column], 134 + 20 * i, "x")
    return paper


def cross(paper: Paper, x: float, y: float, half: float = 4) -> None:
    paper.line(x - half, y - half, x + half, y + half, line=1.2)
    paper.line(x - half, y + half, x + half, y - half, line=1.2)


def test_a_tick_drawn_in_an_empty_cell_of_the_matrix_is_a_second_tick(tmp_path: Path) -> None:
    paper = matrix()
    cross(paper, 383, 130)
    seen = see(paper.data(), tmp_path)
    drawn = [mark for mark in seen.marks if mark.kind is MarkKind.VECTOR]
    assert [(mark.state, round(mark.box.middle_x), round(mark.box.middle_y)) for mark in drawn] == [(True, 383, 130)]


def test_an_x_that_is_struck_out_says_nothing(tmp_path: Path) -> None:
    paper = matrix()
    paper.line(258, 131.3, 268, 131.3, line=1)
    seen = see(paper.data(), tmp_path)
    assert [mark.state for mark in seen.marks] == [None, True, True]
    assert seen.marks[0].reason == "“x” alone, but it is struck out"


def test_an_x_that_is_crossed_out_says_nothing(tmp_path: Path) -> None:
    paper = matrix()
    paper.line(256, 135, 270, 126, line=1)
    assert [mark.state for mark in see(paper.data(), tmp_path).marks] == [None, True, True]


@pytest.mark.parametrize("shift", [-8, 8])
def test_a_tick_that_misses_its_box_leaves_that_box_unclear(shift: float, tmp_path: Path) -> None:
    paper = Paper()
    for i in range(4):
        paper.rect(60, 100 + 30 * i, 10, 10, line=1).text(90, 109 + 30 * i, f"niveau {i}")
    cross(paper, 65, 135)
    cross(paper, 65 + shift, 165)
    seen = see(paper.data(), tmp_path)
    assert seen.states() == [False, True, None, False]
    assert "may be meant for it" in seen.marks[2].reason


def test_a_drawing_elsewhere_is_no_tick(tmp_path: Path) -> None:
    """In the cell of a name, in a table without ticks, beside the text: a pen may draw what it likes."""
    paper = matrix()
    cross(paper, 180, 130)
    cross(paper, 300, 400)
    for x in (50, 100, 150):
        paper.line(x, 500, x, 540)
    for y in (500, 520, 540):
        paper.line(50, y, 150, y)
    paper.text(60, 514, "Leeg")
    cross(paper, 125, 510)
    assert [mark.raw for mark in see(paper.data(), tmp_path).marks] == ["x", "x", "x"]
