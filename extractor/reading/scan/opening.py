"""The pages of a PDF with its scans read: what everything after `reading` gets.

Nothing of the extra is imported before the first page that is a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from extractor.reading.layout import PageLayout
from extractor.reading.rendering import PdfiumRenderer
from extractor.reading.scan.choosing import AS_INSTALLED, Ocr, Scans, engine_for
from extractor.reading.scan.detecting import with_scans_known

if TYPE_CHECKING:
    from extractor.reading.scan.engines import Engine


AtPage = Callable[[int | None], None]
"""Called after each page: with its number where it was read from its picture now, with None after any other."""


def pages_with_scans(
    pages: Iterable[PageLayout],
    renderer: PdfiumRenderer,
    scans: Scans = AS_INSTALLED,
    at_page: AtPage = lambda _: None,
) -> Iterator[PageLayout]:
    """All pages; those that are pictures are read where an engine is there, else said to be scans.

    `at_page` is called with the number of each scan that was read: those of a document are read before the first is
    given on; with None it is only a sign of life.
    From the first scan on pages may have other numbers than in the PDF: `PageLayout.shown` says where they stand.
    Raises ScanReaderMissing or ScanModelUnknown.
    """
    known = iter(with_scans_known(pages, renderer))
    for page in known:
        if page.scanned and (engine := _engine(scans.ocr)) is not None:
            from extractor.reading.scan.document import ScanReader
            from extractor.reading.scan.keeping import KeptInFolder, NothingKept

            kept = NothingKept() if scans.kept_in is None else KeptInFolder(scans.kept_in)
            reader = ScanReader(renderer, engine, kept, at_page)
            yield from reader.pages(chain([page], known), page.number)
            return
        yield page


@cache
def _engine(ocr: Ocr) -> Engine | None:
    """One for the process: its model takes half a second to load."""
    return engine_for(ocr)
