"""Which pages are pictures, and what a hidden layer of text on them may not do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from extractor.errors import NoTextLayer
from extractor.geometry import Box
from extractor.matching.levels.scale import inferred_scale
from extractor.pipeline import read_job_descriptions
from extractor.reading.rendering import PdfiumRenderer, Raster
from extractor.reading.scan.choosing import Ocr, Scans
from extractor.reading.scan.detecting import with_scans_known
from extractor.shaping.marks.ink import ink_in
from tests.paper import HEIGHT, WIDTH, Paper, see

WORDS = "De medewerker werkt samen met anderen en luistert naar wat zij vragen."


def printed(text: str = WORDS, lines: int = 20) -> Image.Image:
    """A page with lines of text, as a scanner sees it."""
    paper = Paper()
    for line in range(lines):
        paper.text(80, 120 + 20 * line, text)
    with pypdfium2.PdfDocument(paper.data()) as pdf:
        return Image.fromarray(pdf[0].render(scale=1.5, grayscale=True).to_numpy().squeeze().copy())


def blank() -> Image.Image:
    noise = np.random.default_rng(3).normal(236, 4, (1263, 893))
    return Image.fromarray(np.clip(noise, 0, 255).astype(np.uint8))


def placed(
    paper: Paper, picture: Image.Image, x: float = 0, y: float = 0, width: float = WIDTH, height: float = HEIGHT
) -> Paper:
    paper.canvas.drawImage(ImageReader(picture), x, y, width, height, mask="auto")
    return paper


def invisible(paper: Paper, text: str = WORDS) -> Paper:
    written = paper.canvas.beginText(80, HEIGHT - 120)
    written.setFont("Helvetica", 10)
    written.setTextRenderMode(3)
    written.textOut(text)
    paper.canvas.drawText(written)
    return paper


def kinds(data: bytes, folder: Path) -> list[tuple[bool, int]]:
    """Of each page: is it a scan, and how many words of it are left?"""
    with PdfiumRenderer(data) as renderer:
        return [(page.scanned, len(page.words)) for page in with_scans_known(see(data, folder).pages, renderer)]


def test_a_picture_with_invisible_words_is_a_scan_without_them(tmp_path: Path) -> None:
    assert kinds(invisible(placed(Paper(), printed())).data(), tmp_path) == [(True, 0)]


def test_words_under_the_picture_are_hidden_too(tmp_path: Path) -> None:
    paper = Paper().text(80, 120, WORDS)
    assert kinds(placed(paper, printed()).data(), tmp_path) == [(True, 0)]


def test_a_watermark_over_text_hides_nothing(tmp_path: Path) -> None:
    paper = Paper().text(80, 120, WORDS)
    veil = Image.new("RGBA", (200, 280), (0, 0, 0, 0))
    veil.paste((200, 0, 0, 90), (50, 100, 150, 140))
    assert kinds(placed(paper, veil).data(), tmp_path) == [(False, len(WORDS.split()))]


def test_words_on_a_letterhead_that_fills_the_page_are_text(tmp_path: Path) -> None:
    assert kinds(placed(Paper(), printed()).text(80, 120, WORDS).data(), tmp_path) == [(False, len(WORDS.split()))]


def test_a_stamp_that_shows_makes_a_scan_no_text(tmp_path: Path) -> None:
    paper = invisible(placed(Paper(), printed())).text(400, 800, "blad 3", 7)
    assert [scanned for scanned, _ in kinds(paper.data(), tmp_path)] == [True]


def test_strips_of_a_picture_are_one_picture(tmp_path: Path) -> None:
    page, paper, strips = printed(), Paper(), 6
    for strip in range(strips):
        top, bottom = (page.height * s // strips for s in (strip, strip + 1))
        height = HEIGHT * (bottom - top) / page.height
        placed(paper, page.crop((0, top, page.width, bottom)), y=HEIGHT * (1 - bottom / page.height), height=height)
    assert kinds(invisible(paper).data(), tmp_path) == [(True, 0)]


def test_invisible_words_without_a_picture_make_no_scan(tmp_path: Path) -> None:
    paper = placed(invisible(Paper()), printed(), width=100, height=100).text(80, 300, WORDS)
    assert [scanned for scanned, _ in kinds(paper.data(), tmp_path)] == [False]


@pytest.mark.parametrize("picture", [blank(), Image.new("L", (200, 280), 230)], ids=["noise", "grey"])
def test_a_blank_page_is_no_picture_of_one(picture: Image.Image, tmp_path: Path) -> None:
    assert kinds(placed(Paper(), picture).data(), tmp_path) == [(False, 0)]


def test_a_line_of_text_is_enough_to_be_no_blank_page(tmp_path: Path) -> None:
    assert kinds(placed(Paper(), printed("Voor kennisname", 1)).data(), tmp_path) == [(True, 0)]


def test_a_scan_with_a_hidden_layer_is_refused_and_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(invisible(placed(Paper(), printed())).data())
    with pytest.raises(NoTextLayer) as refused:
        read_job_descriptions(path, scans=Scans(Ocr.OFF))
    assert "not believed" in str(refused.value.advice)


def test_paper_with_noise_holds_no_mark() -> None:
    """The darkest pixel differs from the paper by just what counts as noise."""
    pixels = np.full((40, 40), 252, dtype=np.uint8)
    pixels[20, 20] = 222
    ink = ink_in(Raster(pixels, Box(0, 0, 20, 20)), Box(5, 5, 15, 15), tight=False)
    assert ink.blank
    assert ink.inside == 0.0


def test_labels_of_one_competency_alone_are_on_no_scale() -> None:
    noise = [[". 1", "basis", "• 2"], ["basis", "gevorderd"], ["basis", "gevorderd", "I."]]
    scale = inferred_scale(noise)
    assert [scale.rank(label) for label in ("basis", "gevorderd")] == [1, 2]
    assert {scale.rank("• 2"), scale.rank(". 1"), scale.rank("I.")} == {None}
