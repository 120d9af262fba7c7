"""Scans from picture to levels: with answers given in advance, and with an engine where one is installed."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np
import pytest

pytest.importorskip("cv2")

from extractor.geometry import Box
from extractor.matching.shown_pages import on_shown_pages
from extractor.reading.layout import Shown
from extractor.reading.scan.choosing import Ocr, resolved
from extractor.reading.scan.engines import ReadWord
from extractor.reading.scan.layouts import pages_to_layouts
from extractor.reading.scan.lines import find_lines
from extractor.reading.scan.pixels import Grey
from extractor.reading.scan.recognising import read_lines
from extractor.reading.scan.seen import Area, SeenPage, SeenWord
from tests.reading import read
from tests.test_nothing_lost import form
from tests.test_scan_pictures import Sheet

needs_engine = pytest.mark.skipif(
    any(find_spec(name) is None for name in ("onnxruntime", "rapidocr")), reason="the extra jobdesc[scan] is missing"
)


class Answers:
    """An engine that says in turn what it is told to."""

    name, version = "answers", "1"

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)

    def read(self, crop: Grey) -> tuple[ReadWord, ...]:
        words = self.answers.pop(0).split()
        step = crop.shape[1] / max(1, len(words))
        return tuple(ReadWord(word, i * step, (i + 1) * step, 0.99) for i, word in enumerate(words))


def read_column(*answers: str, signs: str = "0123") -> list[tuple[str, bool]]:
    """What stands below each other in a column, each sign answered twice; (text, is it sure?)."""
    sheet = Sheet()
    for row, sign in enumerate(signs):
        sheet.text(200, 200 + 100 * row, sign)
    ink = sheet.ink
    lines = find_lines(ink, np.zeros_like(ink))
    words = read_lines(sheet.grey, ink, lines, Answers(*answers))
    return [(word.text, word.confidence > 0.75) for word in words]


def test_a_sign_is_sure_only_where_two_cuts_of_it_are_read_alike() -> None:
    assert read_column("0", "0", "1", "1", "2", "2", "3", "8") == [("0", True), ("1", True), ("2", True), ("3", False)]


def test_the_ring_in_a_column_of_numbers_is_its_0_and_the_stroke_its_1() -> None:
    assert read_column("O", "o", "I", "1", "2", "2", "3", "3") == [("0", True), ("1", True), ("2", True), ("3", True)]


def test_among_letters_the_i_stays_what_it_is() -> None:
    read_as = read_column("I", "I", "II", "II", "III", "III", "IV", "IV", signs="0123")
    assert read_as == [("I", True), ("II", True), ("III", True), ("IV", True)]
    assert read_column("A", "A", "I", "l", "C", "C", "D", "D") == [
        ("A", True),
        ("I", False),
        ("C", True),
        ("D", True),
    ]


def test_what_is_read_upright_is_told_where_a_viewer_shows_it() -> None:
    description = read(form(range(4)))
    turned = Shown(7, (0.0, -1.0, 842.0, 1.0, 0.0, 0.0))
    moved = on_shown_pages(description, {1: turned})
    assert {competency.page for competency in moved.competencies} == {7}
    before, after = description.competencies[0], moved.competencies[0]
    assert after.bbox is not None
    assert before.bbox is not None
    assert after.bbox == pytest.approx(
        (842 - before.bbox[3], before.bbox[0], 842 - before.bbox[1], before.bbox[2]), abs=0.02
    )
    assert moved.source.pages == (7, 7)
    assert Shown(1, (1, 0, 0, 0, 1, 0)).box(Box(1, 2, 3, 4)) == Box(1, 2, 3, 4)


def test_off_reads_nothing_and_auto_is_what_is_installed() -> None:
    assert resolved(Ocr.OFF) is Ocr.OFF
    assert resolved(Ocr.AUTO) in Ocr


def test_a_line_that_nobody_can_read_is_not_lost() -> None:
    sheet = Sheet().text(200, 200, "Onleesbaar")
    ink = sheet.ink
    words = read_lines(sheet.grey, ink, find_lines(ink, np.zeros_like(ink)), Answers("", ""))
    assert [(word.text, word.confidence) for word in words] == [("?", 0.0)]


def test_a_letter_by_itself_is_set_in_the_usual_size_however_high_it_is() -> None:
    """A J with a blot below it is as high as the letters of a title; a line of them is a title."""

    def word(text: str, y: int, height: int, width: int) -> SeenWord:
        return SeenWord(text, Area(300, y, width, height), 0.99, y, y + 40.0, height)

    words = [word("Werkt volgens de afspraken", 500 + 100 * i, 45, 900) for i in range(6)]
    words += [word("J", 200, 70, 40), word("FUNCTIEBESCHRIJVING", 300, 70, 900)]
    page = SeenPage(1, 3508, 2480, (1.0, 0, 0, 0, 1.0, 0, 0, 0, 1.0), (), (), tuple(words))
    (layout,) = pages_to_layouts([page], "engine 1")
    sizes = {word.text: word.size for word in layout.words}
    assert sizes["J"] == sizes["Werkt volgens de afspraken"]
    assert sizes["FUNCTIEBESCHRIJVING"] > 1.3 * sizes["J"]
