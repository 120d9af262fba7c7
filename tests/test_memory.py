"""A page is gone once the next one is read, so a long PDF needs no more memory than a short one."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

from pdfminer.layout import LTChar

from extractor.reading.pdf import open_pdf
from tests.drawing import Paper


def long_pdf(folder: Path, pages: int) -> Path:
    paper = Paper()
    for number in range(pages):
        if number:
            paper.turn_page()
        paper.lines(60, 60, [f"Regel {line} van bladzijde {number}, met genoeg woorden erop." for line in range(50)])
    path = folder / f"{pages}.pdf"
    path.write_bytes(paper.pdf())
    return path


def chars_alive() -> int:
    gc.collect()
    return sum(type(thing) is LTChar for thing in gc.get_objects())


def test_no_character_of_a_page_outlives_it(tmp_path: Path) -> None:
    with open_pdf(long_pdf(tmp_path, 6)) as pdf:
        before = chars_alive()
        for page in pdf.pages():
            assert len(page.words) == 50 * 9
            assert chars_alive() - before < 3000, f"page {page.number}: more than one page is held"
    assert chars_alive() <= before


def peak(path: Path) -> int:
    with open_pdf(path) as pdf:
        pages = pdf.pages()
        next(pages)  # fonts and caches are filled by the first page
        gc.collect()
        tracemalloc.start()
        try:
            for _ in pages:
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


def test_a_long_pdf_needs_hardly_more_than_a_short_one(tmp_path: Path) -> None:
    assert peak(long_pdf(tmp_path, 24)) < 1.5 * peak(long_pdf(tmp_path, 4))
