"""Every selection mark of any PDF, whatever its template: what it is, where, its state and the text it belongs to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.errors import NoTextLayer
from extractor.reading.default import DEFAULT_READER
from extractor.reading.layout import PageLayout
from extractor.reading.pdf import open_pdf
from extractor.reading.rendering import OnShownPages, PdfiumRenderer, Renderer
from extractor.reading.scan.choosing import AS_INSTALLED, Scans
from extractor.reading.scan.opening import pages_with_scans
from extractor.shaping.document import Document, DocumentMaker
from extractor.shaping.marks.confirming import confirm_marks
from extractor.shaping.marks.labels import MarkLabel, label_marks
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.pages import layout_to_page


@dataclass(frozen=True, slots=True)
class ListedMark:
    mark: SelectionMark
    label: MarkLabel


@dataclass(frozen=True, slots=True)
class MarkList:
    """`marks` from the first page to the last, top to bottom, left to right."""

    page_count: int
    marks: tuple[ListedMark, ...]


def list_marks(
    path: str | os.PathLike[str],
    *,
    password: str | None = None,
    confirm: bool = True,
    scans: Scans = AS_INSTALLED,
    reader: str = DEFAULT_READER,
) -> MarkList:
    """All selection marks of one PDF; with `confirm` each is held against a rendering of its page.

    Raises an InputError where the file cannot be read or has no text and no marks.
    """
    with open_pdf(path, password, reader=reader) as pdf, PdfiumRenderer(pdf.data, password, pdf.left_open) as renderer:
        pages = [layout_to_page(layout) for layout in pages_with_scans(pdf.pages(), renderer, scans)]
        document = DocumentMaker(pages).document()
        marks = document.marks
        if not any(page.layout.words for page in document.pages) and not any(marks.values()):
            raise NoTextLayer.of(os.fspath(path), blank=all(page.layout.is_blank for page in document.pages))
        seen = _looked_at(document, renderer) if confirm else {}
    listed: list[ListedMark] = []
    for page in document.pages:
        here = marks[page.number]
        labels = label_marks(page.layout, page.tables, here)
        listed += [ListedMark(_shown(seen.get(mark, mark), page.layout), labels[mark]) for mark in here]
    return MarkList(len(document.pages), tuple(listed))


def _looked_at(document: Document, renderer: Renderer) -> dict[SelectionMark, SelectionMark]:
    """Each mark as the page shows it; a look at a scan confirms nothing, for its marks were read from that picture."""
    as_shown = OnShownPages(renderer, {p.number: p.layout.shown for p in document.pages if p.layout.shown})
    text = [page.number for page in document.pages if page.layout.engine is None]
    return confirm_marks([group for number in text for group in _neighbours(document.marks[number])], as_shown)


def _shown(mark: SelectionMark, page: PageLayout) -> SelectionMark:
    """Where a viewer shows it: scans are read upright, as they may not lie in the PDF."""
    return replace(mark, page=page.shown_page, box=page.shown_box(mark.box))


def _neighbours(marks: Sequence[SelectionMark]) -> list[list[SelectionMark]]:
    """Without a template the marks of one choice are not known: those of a line, or else those of a column."""
    lines: dict[int, list[SelectionMark]] = {}
    for mark in marks:
        lines.setdefault(round(mark.box.middle_y), []).append(mark)
    groups = [line for line in lines.values() if len(line) > 1]
    columns: dict[int, list[SelectionMark]] = {}
    for line in lines.values():
        if len(line) == 1:
            columns.setdefault(round(line[0].box.middle_x), []).append(line[0])
    return [*groups, *columns.values()]
