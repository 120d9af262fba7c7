"""The document that shaping makes: once for all rule modules, its marks in their cells and lines, measured once."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from extractor.pipeline import read_stages
from extractor.reading.layout import Word
from extractor.settings import ReadingSettings
from extractor.shaping.document import DocumentMaker
from extractor.shaping.lines import Line, lines_as_they_come, words_to_lines
from extractor.shaping.running import KnownLines
from tests.drawing import Paper
from tests.reading import shaped
from tests.truth import sample_pdfs


def form(foot: str = "Blad 1 van 2") -> bytes:
    paper = Paper()
    for page in range(2):
        if page:
            paper.turn_page()
        paper.text(50, 60, "Gemeente Voorbeeld")
        paper.text(50, 300, f"Tekst van blad {page + 1}")
        for x in (50, 250, 300, 350):
            paper.rule(x, 350, x, 390)
        for y in (350, 370, 390):
            paper.rule(50, y, 350, y)
        paper.text(60, 364, "Overleg")
        paper.text(60, 384, "Zorg")
        paper.text(270, 364, "☒")
        paper.text(320, 364, "☐")
        paper.text(270, 384, "☐")
        paper.text(320, 384, "☒")
        paper.text(50, 790, foot.replace("1", str(page + 1), 1))
    return paper.pdf()


def test_every_module_that_sees_the_same_running_lines_gets_the_same_document() -> None:
    maker = DocumentMaker(shaped(form()))
    one = maker.document()
    other = maker.document(KnownLines(is_text=lambda line: "nothing like it" in line.text))
    assert one is other
    assert [line.text for line in one.running if "Blad" in line.text] == ["Blad 1 van 2", "Blad 2 van 2"]


def test_a_line_that_a_module_knows_as_text_makes_another_document() -> None:
    maker = DocumentMaker(shaped(form()))

    def is_head(line: Line) -> bool:
        return line.text == "Gemeente Voorbeeld"

    kept = maker.document(KnownLines(heads_table=is_head))
    assert kept is not maker.document()
    assert any(is_head(line) for line in kept.pages[0].lines)
    assert maker.document(KnownLines(heads_table=is_head)) is kept


def test_each_mark_is_known_to_its_cell_and_its_line() -> None:
    document = DocumentMaker(shaped(form())).document()
    in_cells = [mark for page in document.pages for table in page.tables for cell in table.cells for mark in cell.marks]
    assert sorted(map(id, in_cells)) == sorted(id(mark) for marks in document.marks.values() for mark in marks)
    for page in document.pages:
        for cell in page.tables[0].cells:
            assert [mark for line in cell.lines for mark in line.marks] == list(cell.marks)
            assert set(cell.text_words) == set(cell.words) - {word for mark in cell.marks for word in mark.words}


def test_other_marks_take_the_place_of_those_that_stood_there() -> None:
    document = DocumentMaker(shaped(form())).document()
    without = document.with_marks({page.number: () for page in document.pages})
    assert not any(cell.marks for page in without.pages for table in page.tables for cell in table.cells)
    assert [cell.lines for cell in without.pages[0].tables[0].cells] == [
        tuple(Line(line.words) for line in cell.lines) for cell in document.pages[0].tables[0].cells
    ]


def test_all_pages_are_measured_by_the_text_of_the_document() -> None:
    paper = Paper()
    for i in range(30):
        paper.text(50, 60 + 15 * i, "Gewone tekst van de functiebeschrijving", size=10)
    paper.turn_page()
    paper.text(50, 60, "Bijlage", size=20)
    document = DocumentMaker(shaped(paper.pdf())).document()
    assert [page.text_size for page in document.pages] == [10.0, 10.0]


@pytest.mark.parametrize("path", sample_pdfs("tienen-form")[:3], ids=lambda path: path.stem)
def test_what_a_cell_knows_is_not_asked_of_its_words_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are gone through once for each cell that has some, and seldom else; they are hardly ever sorted."""
    sorted_ones, seen = 0, 0

    def noted(words: Iterable[Word]) -> list[Line]:
        nonlocal sorted_ones
        sorted_ones += 1
        return words_to_lines(words)

    def noted_too(words: Sequence[Word]) -> tuple[Line, ...] | None:
        nonlocal seen
        seen += 1
        return lines_as_they_come(words)

    for name, module in list(sys.modules.items()):
        if name.startswith("extractor.") and getattr(module, "words_to_lines", None) is words_to_lines:
            monkeypatch.setattr(module, "words_to_lines", noted)
        if name.startswith("extractor.") and getattr(module, "lines_as_they_come", None) is lines_as_they_come:
            monkeypatch.setattr(module, "lines_as_they_come", noted_too)
    stages = list(read_stages(path, ReadingSettings(confirm=False)))
    filled = [c for s in stages for p in s.matches.context.pages for t in p.tables for c in t.cells if c.words]
    assert 0 < seen <= 1.2 * len(filled)
    assert sorted_ones <= 0.1 * len(filled)
