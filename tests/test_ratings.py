"""Ratings that are drawn: so many dots or stars of so many, read as the signs that a font would have."""

from __future__ import annotations

import math

import pytest
from reportlab.lib.colors import Color

from tests.drawing import Paper
from tests.reading import shaped

GREY, BLUE = Color(0.85, 0.85, 0.85), Color(0.1, 0.3, 0.6)


def dot(paper: Paper, x: float, y: float, filled: bool, style: str) -> None:
    canvas, radius = paper.canvas, 3.5
    canvas.setLineWidth(0.6)
    if style == "rings":
        canvas.circle(x, paper.height - y, radius, stroke=1, fill=filled)
    else:
        canvas.setFillColor(BLUE if filled else GREY)
        canvas.circle(x, paper.height - y, radius, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)


def star(paper: Paper, x: float, y: float, filled: bool) -> None:
    path = paper.canvas.beginPath()
    for i in range(10):
        radius = 4.5 if i % 2 == 0 else 1.8
        angle = math.pi / 2 + i * math.pi / 5
        point = (x + radius * math.cos(angle), paper.height - y + radius * math.sin(angle))
        (path.lineTo if i else path.moveTo)(*point)
    path.close()
    paper.canvas.drawPath(path, stroke=1, fill=filled)


def rated(levels: tuple[int, ...], style: str, of: int = 5) -> Paper:
    paper = Paper()
    for row, level in enumerate(levels):
        paper.text(50, 100 + 20 * row, ("Overleg", "Zorg", "Toezicht", "Beheer")[row])
        for i in range(of):
            if style == "stars":
                star(paper, 250 + 11 * i, 96.5 + 20 * row, i < level)
            else:
                dot(paper, 250 + 11 * i, 96.5 + 20 * row, i < level, style)
    return paper


@pytest.mark.parametrize(("style", "signs"), [("rings", "●○"), ("discs", "●○"), ("stars", "★☆")])
def test_drawn_signs_are_read_as_signs(style: str, signs: str) -> None:
    (page,) = shaped(rated((4, 1, 5), style).pdf())
    full, hollow = signs[0], signs[1]
    assert [line.text for line in page.lines] == [
        f"Overleg {full * 4}{hollow}",
        f"Zorg {full}{hollow * 4}",
        f"Toezicht {full * 5}",
    ]
    assert not page.outlines
    assert [word.index for word in page.layout.words] == list(range(6))


def test_one_filled_in_each_row_is_a_choice() -> None:
    """Nobody can say whether the first of four rings is ticked or one of four is filled."""
    (page,) = shaped(rated((1, 1), "rings", of=4).pdf())
    assert [line.text for line in page.lines] == ["Overleg", "Zorg"]


def test_signs_with_gaps_in_them_are_no_rating() -> None:
    paper = rated((3,), "rings")
    paper.text(50, 160, "Beheer")
    for i in range(5):
        dot(paper, 250 + 11 * i, 156.5, i in (1, 3), "rings")
    (page,) = shaped(paper.pdf())
    assert [line.text for line in page.lines] == ["Overleg", "Beheer"]
    assert page.outlines


def test_signs_with_a_label_each_are_choices() -> None:
    paper = Paper()
    for row in range(3):
        paper.text(50, 100 + 20 * row, ("Overleg", "Zorg", "Toezicht")[row])
        for i in range(4):
            dot(paper, 250 + 14 * i, 96.5 + 20 * row, i < 2, "rings")
            paper.text(254.5 + 14 * i, 100 + 20 * row, str(i), size=7)
    (page,) = shaped(paper.pdf())
    assert not any("●" in line.text for line in page.lines)
