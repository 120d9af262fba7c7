"""Labels that somebody picked out: a ring around one of them, drawn or laid over the page, or a marker's colour."""

from __future__ import annotations

import io

import pikepdf
import pytest

from tests.drawing import Paper
from tests.reading import shaped

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
