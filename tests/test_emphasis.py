"""Labels that somebody picked out: a ring around one of them, drawn or laid over the page, or a marker's colour."""

from __future__ import annotations

import io

import pikepdf
import pytest

from tests.drawing import Paper
from tests.reading import read, shaped

XS = (250, 300, 350, 400)


def labels() -> Paper:
    paper = Paper()
    paper.text(50, 100, "Overleg")
    for i, x in enumerate(XS):
        paper.text(x, 100, str(i + 1))
    return paper


def picked(pdf: bytes, how: str) -> list[str]:
    (page,) = shaped(pdf)
    return [word.text for word in page.layout.words if getattr(word, how)]


def annotated(pdf: bytes, subtype: str, x0: float, top: float, x1: float, bottom: float, flags: int = 4) -> bytes:
    height, out = 842.0, io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        annotation = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name(f"/{subtype}"),
            Rect=[x0, height - bottom, x1, height - top],
            C=[1, 0, 0],
            F=flags,
        )
        opened.pages[0].Annots = opened.make_indirect(pikepdf.Array([annotation]))
        opened.save(out)
    return out.getvalue()


def test_a_ring_that_is_drawn_around_a_label() -> None:
    paper = labels()
    paper.canvas.circle(303, paper.height - 96.5, 8, stroke=1, fill=0)
    assert picked(paper.pdf(), "ringed") == ["2"]


@pytest.mark.parametrize("subtype", ["Circle", "Square"])
def test_a_ring_that_is_laid_over_the_page(subtype: str) -> None:
    assert picked(annotated(labels().pdf(), subtype, 345, 88, 361, 104), "ringed") == ["3"]


def test_a_ring_that_is_hidden_is_none() -> None:
    assert picked(annotated(labels().pdf(), "Circle", 345, 88, 361, 104, flags=2), "ringed") == []


def test_a_marker_over_a_label() -> None:
    assert picked(annotated(labels().pdf(), "Highlight", 399, 90, 407, 103), "highlighted") == ["4"]


def test_a_large_ring_frames_a_text_and_a_disc_is_none() -> None:
    paper = labels()
    paper.canvas.roundRect(40, paper.height - 110, 400, 24, 8, stroke=1, fill=0)
    paper.canvas.setFillColorRGB(0.7, 0.8, 1)
    paper.canvas.circle(253, paper.height - 96.5, 8, stroke=0, fill=1)
    assert picked(paper.pdf(), "ringed") == []


def matrix(chosen: tuple[int, ...]) -> Paper:
    paper = Paper()
    paper.text(50, 50, "Functiebeschrijving medewerker", size=16)
    paper.text(50, 90, "Competenties", size=12)
    for x in (50, 240, 290, 340, 390, 440):
        paper.rule(x, 100, x, 180)
    for y in (100, 120, 140, 160, 180):
        paper.rule(50, y, 440, y)
    paper.text(60, 114, "Competentie")
    for row, level in enumerate(chosen):
        paper.text(60, 134 + 20 * row, ("Overleg", "Zorg", "Toezicht")[row])
        for i in range(4):
            paper.text(262 + 50 * i, 134 + 20 * row, str(i))
        paper.canvas.circle(265 + 50 * level, paper.height - 130.5 - 20 * row, 7.5, stroke=1, fill=0)
    return paper


def test_the_label_with_the_ring_is_the_level() -> None:
    description = read(matrix((2, 3, 1)).pdf(), rules="generic")
    assert [(c.name, c.required_level) for c in description.competencies] == [
        ("Overleg", 2),
        ("Zorg", 3),
        ("Toezicht", 1),
    ]


def test_two_rings_in_a_row_say_nothing() -> None:
    paper = matrix((2, 3, 1))
    paper.canvas.circle(265, paper.height - 130.5, 7.5, stroke=1, fill=0)
    found = {c.name: (c.required_level, c.status) for c in read(paper.pdf(), rules="generic").competencies}
    assert found == {"Overleg": (None, "unclear"), "Zorg": (3, "ok"), "Toezicht": (1, "ok")}


@pytest.mark.parametrize("choice", ["Rijbewijs B: ☒ ja ☐ nee", "Contract: ☒ vast ☐ tijdelijk"])
def test_a_choice_of_the_form_takes_no_level_from_those_that_a_look_shows(choice: str) -> None:
    paper = matrix((2, 3, 1))
    paper.text(50, 220, choice)
    found = [(c.name, c.required_level) for c in read(paper.pdf(), rules="generic").competencies]
    assert found == [("Overleg", 2), ("Zorg", 3), ("Toezicht", 1)]


def test_beside_ticks_of_competencies_no_look_is_a_level() -> None:
    paper = matrix((2, 3, 1))
    paper.text(50, 220, "Snelheid: ☒ 1 ☐ 2 ☐ 3")
    description = read(paper.pdf(), rules="generic")
    assert [(c.name, c.required_level) for c in description.competencies if c.required_level is not None] == []
    assert "competencies-not-read" in {finding.code for finding in description.findings}
