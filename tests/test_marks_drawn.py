"""Tick boxes made of lines, rectangles and curves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.colors import Color

from extractor.model import MarkKind
from tests.paper import BLACK, WHITE, Paper, near, see

NAMES = ("basis", "gevorderd", "expert", "meester")
RED, BLUE, GREY, PALE, YELLOW = (
    Color(0.8, 0, 0), Color(0, 0.3, 0.7), Color(0.6, 0.6, 0.6), Color(0.85, 0.85, 0.85), Color(1, 1, 0)
)  # fmt: skip
X, SIDE = 60.0, 9.24


def rows(box: Callable[[Paper, float], object], tick: Callable[[Paper, float], object], ticked: int = 1) -> Paper:
    paper = Paper()
    for i, name in enumerate(NAMES):
        top = 100 + 30.0 * i
        box(paper, top)
        if i == ticked:
            tick(paper, top)
        paper.text(80, top + 8.5, name)
    return paper


def stroked(paper: Paper, top: float) -> None:
    paper.rect(X, top, SIDE, line=0.72)


def four_lines(paper: Paper, top: float) -> None:
    for x0, y0, x1, y1 in ((0, 0, 1, 0), (1, 0, 1, 1), (1, 1, 0, 1), (0, 1, 0, 0)):
        paper.line(X + x0 * SIDE, top + y0 * SIDE, X + x1 * SIDE, top + y1 * SIDE)


def four_bars(paper: Paper, top: float) -> None:
    paper.rect(X, top, SIDE, 0.7, stroke=None, fill=BLACK).rect(X, top + SIDE - 0.7, SIDE, 0.7, stroke=None, fill=BLACK)
    paper.rect(X, top, 0.7, SIDE, stroke=None, fill=BLACK).rect(X + SIDE - 0.7, top, 0.7, SIDE, stroke=None, fill=BLACK)


def rounded(paper: Paper, top: float) -> None:
    paper.rect(X, top, SIDE, radius=2)


def hairline(paper: Paper, top: float) -> None:
    paper.rect(X, top, 12.45, line=0)


def thick(paper: Paper, top: float) -> None:
    paper.rect(X, top, SIDE, line=1.8)


def grey_lines(paper: Paper, top: float) -> None:
    paper.rect(X, top, SIDE, stroke=GREY)


def shaded(paper: Paper, top: float) -> None:
    paper.rect(X, top, SIDE, fill=PALE)


def white_on_black(paper: Paper, top: float) -> None:
    paper.rect(X, top, SIDE, stroke=None, fill=BLACK).rect(X + 1, top + 1, SIDE - 2, stroke=None, fill=WHITE)


def twice(paper: Paper, top: float) -> None:
    paper.rect(X, top, SIDE, line=0.5).rect(X + 1, top + 1, SIDE - 2, line=0.5, stroke=GREY)


def highlighted(paper: Paper, top: float) -> None:
    paper.rect(X - 4, top - 3, 80, 15, stroke=None, fill=YELLOW).rect(X, top, SIDE)


def ring(paper: Paper, top: float) -> None:
    paper.circle(X + SIDE / 2, top + SIDE / 2, SIDE / 2)


def tiny(paper: Paper, top: float) -> None:
    paper.rect(X, top + 2, 5.2, line=0.5)


def cross(paper: Paper, top: float) -> None:
    paper.cross(X, top, SIDE)


def small_red_cross(paper: Paper, top: float) -> None:
    paper.cross(X + 2, top + 2, SIDE - 4, stroke=RED, line=1)


def overrunning_check(paper: Paper, top: float) -> None:
    paper.path((X + 1, top + 4), (X + 4, top + 9), (X + 14, top - 4), stroke=BLUE, line=1.5)


def filled_check(paper: Paper, top: float) -> None:
    points = ((1, 5), (2.5, 4), (4, 6), (8, 1), (9, 2), (4, 9))
    paper.path(*((X + x, top + y) for x, y in points), fill=True)


def fill(paper: Paper, top: float) -> None:
    paper.rect(X, top, SIDE, fill=BLACK)


def blue_fill(paper: Paper, top: float) -> None:
    paper.rect(X, top, SIDE, fill=BLUE).path((X + 2, top + 5), (X + 4, top + 7), (X + 7, top + 2), stroke=WHITE)


def inner_fill(paper: Paper, top: float) -> None:
    paper.rect(X + 2.5, top + 2.5, SIDE - 5, stroke=None, fill=BLACK)


def dot(paper: Paper, top: float) -> None:
    paper.circle(X + SIDE / 2, top + SIDE / 2, SIDE / 4, stroke=None, fill=BLACK)


def typed_x(paper: Paper, top: float) -> None:
    paper.text(X + 1.8, top + 8, "x", size=9)


def typed_check(paper: Paper, top: float) -> None:
    paper.text(X + 0.7, top + 8.2, "✔", size=9)


def large_cross(paper: Paper, top: float) -> None:
    paper.cross(X, top, 12.45, line=0.3)


def tiny_cross(paper: Paper, top: float) -> None:
    paper.cross(X, top + 2, 5.2, line=0.5)


BOXES = [stroked, four_lines, four_bars, rounded, thick, grey_lines, shaded, white_on_black, twice, highlighted, ring]
TICKS = [cross, small_red_cross, overrunning_check, filled_check, inner_fill, dot, typed_x, typed_check]


@pytest.mark.parametrize("tick", TICKS, ids=lambda f: f.__name__)
@pytest.mark.parametrize("box", BOXES, ids=lambda f: f.__name__)
def test_boxes_and_ticks(box: Callable[..., object], tick: Callable[..., object], tmp_path: Path) -> None:
    seen = see(rows(box, tick).data(), tmp_path)
    assert seen.states() == [False, True, False, False]
    assert seen.confirmed_states() == [False, True, False, False]
    assert {mark.kind for mark in seen.marks} == {MarkKind.VECTOR}
    assert all(near(mark.box, X, 100 + 30 * i, SIDE) for i, mark in enumerate(seen.marks))


@pytest.mark.parametrize(
    ("box", "tick"),
    [(stroked, fill), (stroked, blue_fill), (hairline, large_cross), (tiny, tiny_cross), (rounded, fill)],
    ids=lambda f: f.__name__,
)
def test_more_boxes_and_ticks(box: Callable[..., object], tick: Callable[..., object], tmp_path: Path) -> None:
    seen = see(rows(box, tick).data(), tmp_path)
    assert seen.states() == [False, True, False, False]
    assert seen.confirmed_states() == [False, True, False, False]


def test_filled_squares_beside_stroked_ones_are_ticked(tmp_path: Path) -> None:
    paper = Paper()
    for i, name in enumerate(NAMES):
        top = 100 + 30.0 * i
        paper.rect(X, top, SIDE, stroke=None if i == 2 else BLACK, fill=BLACK if i == 2 else None)
        paper.text(80, top + 8.5, name)
    seen = see(paper.data(), tmp_path)
    assert seen.states() == seen.confirmed_states() == [False, False, True, False]


def test_all_boxes_empty(tmp_path: Path) -> None:
    seen = see(rows(stroked, lambda paper, top: None).data(), tmp_path)
    assert seen.states() == seen.confirmed_states() == [False] * 4


def test_white_strokes_are_not_seen(tmp_path: Path) -> None:
    paper = rows(stroked, lambda paper, top: paper.cross(X, top, SIDE, stroke=WHITE))
    paper.rect(X, 300, SIDE, stroke=WHITE).text(80, 308.5, "niets")
    seen = see(paper.data(), tmp_path)
    assert seen.states() == seen.confirmed_states() == [False] * 4


def test_white_strokes_on_a_dark_bar_are_seen(tmp_path: Path) -> None:
    paper = rows(stroked, cross)
    paper.rect(40, 290, 300, 40, stroke=None, fill=BLUE)
    for x in (60, 160):
        paper.rect(x, 300, SIDE, stroke=WHITE).text(x + 20, 308.5, "wit", grey=1)
    paper.cross(160, 300, SIDE, stroke=WHITE)
    seen = see(paper.data(), tmp_path)
    assert seen.states() == seen.confirmed_states() == [False, True, False, False, False, True]


def test_the_cells_of_a_table_are_no_boxes(tmp_path: Path) -> None:
    paper = Paper().table([60, 72, 84, 96, 108], [100, 112, 124, 136])
    paper.text(62, 109, "1").text(120, 109, "een taak van de dienst")
    assert see(paper.data(), tmp_path).marks == []


def test_cells_drawn_one_by_one_are_no_boxes(tmp_path: Path) -> None:
    paper = Paper().text(60, 90, "een taak van de dienst")
    for row in range(3):
        for column in range(4):
            paper.rect(60 + 12 * column, 100 + 12 * row, 12)
    assert see(paper.data(), tmp_path).marks == []


def test_boxes_in_cells_are_found(tmp_path: Path) -> None:
    paper = Paper().table([50, 170, 230, 290, 350], [90, 110, 130, 150])
    for row in range(3):
        paper.text(60, 104 + 20 * row, "Samenwerken")
        for column in range(3):
            x, top = 195 + 60.0 * column, 95.5 + 20.0 * row
            paper.rect(x, top, 9)
            if column == row:
                paper.cross(x, top, 9)
    seen = see(paper.data(), tmp_path)
    assert seen.states() == seen.confirmed_states(3) == [i in (0, 4, 8) for i in range(9)]


def test_drawn_bullets_frames_and_numbers_in_squares_are_no_boxes(tmp_path: Path) -> None:
    paper = Paper()
    for i in range(4):
        y = 100 + 20.0 * i
        paper.circle(62, y, 1.6, fill=BLACK).text(75, y + 3, "een taak")
        paper.rect(160, y - 1.5, 3, fill=BLACK).text(175, y + 3, "een taak")
        paper.rect(260, y - 6, 11).text(262.5, y + 3, str(i + 1)).text(285, y + 3, "een niveau")
    paper.rect(50, 300, 200, 80).text(60, 320, "een kader")
    assert see(paper.data(), tmp_path).marks == []


def test_filled_squares_alone_are_bullets(tmp_path: Path) -> None:
    paper = Paper()
    for i in range(4):
        paper.rect(60, 100 + 20 * i, 7, fill=BLACK).text(75, 107 + 20 * i, "een taak")
    assert see(paper.data(), tmp_path).marks == []


def test_a_fields_for_one_letter_each_are_no_boxes(tmp_path: Path) -> None:
    paper = Paper().text(60, 90, "Datum")
    for i in range(8):
        paper.rect(60 + 12 * i, 100, 12)
    assert see(paper.data(), tmp_path).marks == []


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    side=st.floats(5.5, 20),
    line=st.floats(0.2, 1.4),
    x=st.floats(30, 400),
    top=st.floats(60, 300),
    lines=st.booleans(),
    ticked=st.integers(0, 3),
    grey=st.floats(0, 0.6),
)
def test_any_box_of_a_letters_size_is_read(
    side: float, line: float, x: float, top: float, lines: bool, ticked: int, grey: float, tmp_path: Path
) -> None:
    """Wherever it stands, however thick and grey its lines: four boxes, the one with the cross is ticked."""
    ink = Color(grey, grey, grey)
    paper = Paper()
    for i in range(4):
        y = top + 60 * i
        if lines:
            paper.line(x, y, x + side, y, stroke=ink, line=line).line(
                x, y + side, x + side, y + side, stroke=ink, line=line
            )
            paper.line(x, y, x, y + side, stroke=ink, line=line).line(
                x + side, y, x + side, y + side, stroke=ink, line=line
            )
        else:
            paper.rect(x, y, side, stroke=ink, line=line)
        if i == ticked:
            paper.cross(x, y, side, stroke=ink, line=line)
        paper.text(x + side + 6, y + side / 2 + 3, "een niveau van de schaal")
    seen = see(paper.data(), tmp_path)
    expected = [i == ticked for i in range(4)]
    assert seen.states() == expected
    assert seen.confirmed_states() == expected
    assert all(near(mark.box, x, top + 60 * i, side, slack=line + 0.5) for i, mark in enumerate(seen.marks))


def test_a_box_against_the_rule_of_its_row_is_a_box(tmp_path: Path) -> None:
    """A page break leaves it no room above."""
    paper = Paper().table([40, 200, 300], [90, 120, 150, 180, 210])
    for row in range(4):
        paper.rect(60, 90.3 + 30 * row, SIDE, line=0.72).text(210, 108 + 30 * row, str(row))
    assert see(paper.data(), tmp_path).states() == [False] * 4
