"""What the extractor's first stages make of a PDF that a test has drawn."""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor import JobDescription, read_job_descriptions
from extractor.reading.default import DEFAULT_READER
from extractor.reading.layout import PageLayout
from extractor.reading.pdf import open_pdf
from extractor.shaping.pages import ShapedPage, layout_to_page

READER: ContextVar[str] = ContextVar("reader", default=DEFAULT_READER)
"""Set for a test that must hold whichever library reads."""


def layouts(pdf: bytes, reader: str | None = None) -> list[PageLayout]:
    """By `reader`, else by the one that `by_reader` chose for the test, else by the usual one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "drawn.pdf"
        path.write_bytes(pdf)
        with open_pdf(path, reader=reader or READER.get()) as opened:
            return list(opened.pages())


def shaped(pdf: bytes) -> list[ShapedPage]:
    return [layout_to_page(layout) for layout in layouts(pdf)]


def read(pdf: bytes, rules: str | None = None) -> JobDescription:
    """The one job description in it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "drawn.pdf"
        path.write_bytes(pdf)
        (description,) = read_job_descriptions(path, rules=rules)
        return description
