"""Two readers, one result: the JSON of every sample is the same, but for differences that are named and judged here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from extractor import ExtractorError, FindingCode, Status, read_job_descriptions
from extractor.geometry import Box
from extractor.reading import pdf, plumber
from extractor.reading.both import differences, opened_by
from extractor.reading.layout import PageLayout
from extractor.reading.rendering import MOST_OPEN, PdfiumRenderer
from tests.drawing import Paper
from tests.reading import layouts
from tests.readings import readings_of, scans
from tests.truth import SAMPLES

NEAR = 0.75
"""Points: pdfium counts in whole thousandths of a letter's size, which add up along a line."""
SIGNS = {"raw", "reason"}

NAMED = {
    "marks/dingbats-ghostscript.pdf": "pdfplumber has keys of Zapf Dingbats (o), pdfium its signs (❏), as on the page",
    "marks/dingbats-reportlab.pdf": "as above",
    "marks/wingdings2-latin1-chromium.pdf": "one box has another text laid over it (/ActualText), which pdfium gives",
    "unruled/vertical-libreoffice.pdf": (
        "by its PDF the font of the signs goes 0 below the line, by its own tables more, as on the page: pdfium has "
        "their boxes 1.8 points lower; one lies over the rule below it, and another module reads the table"
    ),
}
"""Samples whose JSON differs in more than the place of a box, and which reader is nearer to the rendered page."""
TRIED = [path for path in sorted(SAMPLES.rglob("*.pdf")) if path.name != "alle-functies.pdf"]
"""Its 139 pages are those of `tienen-form`, bound."""
ONLY_SIGNS = {name for name in NAMED if name.startswith("marks/")}


def said(path: Path, reader: str) -> list[dict[str, Any]] | str:
    try:
        found = (
            readings_of(path) if reader == "pdfplumber" else read_job_descriptions(path, reader=reader, scans=scans())
        )
    except ExtractorError as error:
        return type(error).__name__
    return [json.loads(description.model_dump_json()) for description in found]


def differing(one: Any, other: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where two JSON values differ; boxes only where by more than `NEAR`."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one.keys() | other.keys():
            yield from differing(one.get(key), other.get(key), (*place, key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        if place and place[-1] == "bbox":
            if max(abs(a - b) for a, b in zip(one, other, strict=True)) > NEAR:
                yield place
            return
        for number, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from differing(a, b, (*place, str(number)))
    elif one != other:
        yield place


@pytest.mark.parametrize("path", TRIED, ids=lambda path: str(path.relative_to(SAMPLES)))
def test_both_readers_give_the_same_json(path: Path) -> None:
    """Boxes apart: those of fonts without measures of their own are judged in the next test."""
    name = path.relative_to(SAMPLES).as_posix()
    places = {place for place in differing(said(path, "pdfplumber"), said(path, "pdfium")) if place[-1:] != ("bbox",)}
    if name in ONLY_SIGNS:
        assert places
        assert {place[-1] for place in places} == SIGNS
    else:
        assert bool(places) == (name in NAMED), sorted(places)[:5]


def test_the_docs_count_these_samples() -> None:
    text = (SAMPLES.parent / "docs" / "speed.md").read_text(encoding="utf-8")
    assert f"the same JSON for {len(TRIED) - len(NAMED)} of the {len(TRIED)} samples," in text


def page(paper: Paper) -> PageLayout:
    (found,) = layouts(paper.pdf())
    return found


def drawn(word: str = "Dienst", *, square: bool = True) -> Paper:
    paper = Paper((400, 400))
    paper.text(50, 100, "Afdeling", 11)
    paper.text(150, 100, word, 11)
    if square:
        paper.rect(250, 90, 260, 100)
    return paper


def test_two_readings_of_one_page_do_not_differ() -> None:
    assert not list(differences(page(drawn()), page(drawn())))


def test_a_word_that_only_one_has_is_told_with_what_the_other_has_there() -> None:
    (disputed,) = differences(page(drawn("Dienst")), page(drawn("Diensten")))
    assert (disputed.first, disputed.second) == ("Dienst", "Diensten")
    assert disputed.box.overlaps(Box(150, 90, 160, 100))


def test_a_tick_that_only_one_has_is_told() -> None:
    (disputed,) = differences(page(drawn(square=False)), page(drawn()))
    assert (disputed.first, disputed.second) == (None, "a drawing")


def test_where_readers_differ_a_level_is_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second reader loses the name of a competency."""
    path = min(SAMPLES.glob("tienen-form/*.pdf"), key=lambda path: (path.stat().st_size, path.name))
    (before,) = read_job_descriptions(path, reader="both")
    sure = next(c for c in before.competencies if c.status is Status.OK)
    assert not [f for f in before.findings if f.code is FindingCode.READERS_DIFFER]

    class Otherwise(plumber.PlumberFile):
        """Loses the words of one competency's name."""

        def pages(self) -> Iterator[PageLayout]:
            for layout in super().pages():
                place = Box(*sure.bbox) if layout.number == sure.page else Box(0, 0, 0, 0)
                yield replace(layout, words=tuple(word for word in layout.words if not word.box.overlaps(place)))

    @contextmanager
    def opened(*args: Any) -> Iterator[Any]:
        with plumber.opened(*args) as file:
            file.__class__ = Otherwise
            yield file

    monkeypatch.setitem(pdf.READERS, "both", opened_by(plumber.opened, opened))
    (after,) = read_job_descriptions(path, reader="both")
    doubted = next(c for c in after.competencies if c.id == sure.id)
    assert (doubted.status, doubted.required_level) == (Status.UNCLEAR, None)
    found = [f for f in after.findings if f.code is FindingCode.READERS_DIFFER]
    assert found
    assert {f.competency for f in found} == {sure.id}


def kept(data: bytes, folder: Path) -> list[bool]:
    """Which pages the pdfium reader leaves open, each drawn as it is drawn from a document of its own."""
    path = folder / "some.pdf"
    path.write_bytes(data)
    with pdf.open_pdf(path, reader="pdfium") as file, PdfiumRenderer(data) as fresh:
        pages = list(file.pages())
        with PdfiumRenderer(data, None, file.left_open) as renderer:
            for page in pages:
                one, other = (some.render(page.number, None, 1.0).pixels for some in (renderer, fresh))
                assert np.mean(np.abs(one.astype(int) - other) > 64) < 0.001  # a font may be a pixel off, a box is not
        assert file.left_open is not None
        left = [file.left_open.get(page.number) is not None for page in pages]
    assert not any(file.left_open.get(page.number) for page in pages)
    return left


def test_pages_that_were_read_need_no_second_opening_to_be_drawn(tmp_path: Path) -> None:
    assert kept((SAMPLES / "tienen-form" / "bibliothecaris.pdf").read_bytes(), tmp_path) == [True] * 12
    paper = Paper()
    for number in range(2 * MOST_OPEN):
        paper.text(50, 100, f"Blad {number}")
        paper.turn_page()
    left = kept(paper.pdf(), tmp_path)
    assert left == [False] * (len(left) - MOST_OPEN) + [True] * MOST_OPEN


def test_a_document_that_reading_changed_is_drawn_from_its_data(tmp_path: Path) -> None:
    """What is typed into a field becomes text of its page before it is read."""
    paper = Paper()
    paper.text(50, 100, "Functie")
    paper.turn_page()
    paper.text(50, 100, "Naam")
    paper.canvas.acroForm.textfield(value="Kok", x=150, y=700, width=100, height=20)
    assert kept(paper.pdf(), tmp_path) == [False, False]
