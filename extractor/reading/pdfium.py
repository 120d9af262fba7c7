"""The pdfium reader: the same pages as the pdfplumber reader gives, read by a library that shares no code with it.

A second opinion in a fraction of the time. Characters, paths and pictures come from pdfium's page objects in the order
of painting; fields and notes from its form environment, which must stand before a page is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium

from extractor.errors import PasswordNeeded, PdfDamaged
from extractor.reading.buttons import Buttons
from extractor.reading.dates import iso_date, text_or_none
from extractor.reading.layout import Glyph, PageLayout, PdfInfo
from extractor.reading.limits import ReadingLimits
from extractor.reading.objects import page_objects, page_transform
from extractor.reading.pdfium_annotations import PageAnnotations
from extractor.reading.pdfium_drawn import objects_to_drawings, objects_to_pictures
from extractor.reading.pdfium_glyphs import GlyphReader
from extractor.reading.raw import RawPage
from extractor.reading.rendering import MOST_OBJECTS, OpenPages, open_page
from extractor.reading.repair import SoundPdf
from extractor.reading.turning import raw_to_upright_layout
from extractor.reading.unpacking import Streams
from extractor.reading.witness import PdfiumWitness


class PdfiumFile:
    """A `PdfFile` as pdfium opens it; use `open_pdf`."""

    def __init__(
        self, document: pypdfium2.PdfDocument, name: str, content: bytes, sound: SoundPdf, password: str | None
    ) -> None:
        self._document = document
        self._password = password
        self.name = name
        self.content = content
        self.data = sound.data
        self.left_open = OpenPages()
        self._changed = False
        """Is the document no longer what a viewer shows, since what was typed had to be made text of its page?"""
        self.damage = sound.damage
        if not len(document):
            raise PdfDamaged(name, "it has no pages")

    def info(self) -> PdfInfo:
        """What the file says of itself."""
        said = self._document.get_metadata_dict()
        return PdfInfo(
            producer=text_or_none(said.get("Producer")),
            creator=text_or_none(said.get("Creator")),
            created=iso_date(text_or_none(said.get("CreationDate"))),
            tagged=bool(pdfium.FPDFCatalog_IsTagged(self._document.raw)),
            page_count=len(self._document),
        )

    def pages(self) -> Iterator[PageLayout]:
        """One page after the other, from 1; raises PdfDamaged where pdfium cannot load one."""
        reader = GlyphReader()
        with (
            PdfiumWitness(self.data, self._password, self.left_open) as witness,
            closing(Buttons(self.data, self._password)) as buttons,
            closing(Streams(self.data, self._password)) as streams,
        ):
            for number in range(1, len(self._document) + 1):
                raw = self._read(number, reader, buttons)
                yield raw_to_upright_layout(replace(raw, damaged=not streams.are_whole(number)), witness)

    def _read(self, number: int, reader: GlyphReader, buttons: Buttons) -> RawPage:
        page = self._open(number)
        leave = False
        try:
            objects = page_objects(page)
            glyphs = reader.read(page, objects, page_transform(page))
            annotations = PageAnnotations(page, number, self._document.formenv, buttons)
            width, height = page.get_size()
            drawings = objects_to_drawings(objects)
            pictures = objects_to_pictures(page, objects)
            widgets, laid_over = annotations.widgets(), annotations.annotations()
            typed: list[Glyph] = []
            if annotations.holds_text():
                self._changed = True
                self.left_open.close()

                def reopened() -> pypdfium2.PdfPage:
                    nonlocal page
                    page.close()
                    page = self._open(number)
                    return page

                typed = annotations.typed(reopened, reader)
            # Pdfium keeps the pictures of an open page unpacked once they are drawn.
            leave = not (self._changed or pictures) and len(objects) <= MOST_OBJECTS
        finally:
            if leave:
                self.left_open.leave(number, page)
            else:
                page.close()
        shaded = objects.of_kind(pdfium.FPDF_PAGEOBJ_SHADING)
        return RawPage(number, width, height, glyphs, typed, drawings, pictures, widgets, laid_over, shaded=shaded)

    def _open(self, number: int) -> pypdfium2.PdfPage:
        try:
            return open_page(self._document, number)
        except pypdfium2.PdfiumError as error:
            raise PdfDamaged(self.name, f"page {number}: {error}") from error


@contextmanager
def opened(
    name: str, content: bytes, sound: SoundPdf, password: str | None, limits: ReadingLimits
) -> Iterator[PdfiumFile]:
    """Raises PasswordNeeded, PdfDamaged or TooManyPages."""
    try:
        document = pypdfium2.PdfDocument(sound.data, password=password)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise PasswordNeeded(name) from error
        raise PdfDamaged(name, str(error)) from error
    try:
        limits.check_pages(name, iter(range(len(document))))
        document.init_forms()
        file = PdfiumFile(document, name, content, sound, password)
        with file.left_open:
            yield file
    finally:
        document.close()
