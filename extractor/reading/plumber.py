"""The pdfplumber reader: an open PDF gives its pages one by one, each closed after use.

Works from pdfplumber's page layout rather than from its per-character dictionaries, which cost more than the
parsing itself. `pdfplumber.PDF.close` parses every page again, so only the stream is closed (pdfplumber 0.11).
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.layout import LTCurve, LTImage, LTPage
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.psparser import literal_name
from pdfminer.utils import Matrix, apply_matrix_rect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from extractor.errors import PasswordNeeded, PdfDamaged
from extractor.geometry import Box
from extractor.reading.annotations import page_annotations, page_widgets
from extractor.reading.colours import lightness
from extractor.reading.dates import iso_date, text_or_none
from extractor.reading.device import FontCache, PageDevice, PageFrame, leaves, paint_page, paint_stream, painted_as
from extractor.reading.glyph_columns import Glyphs
from extractor.reading.layout import Drawing, Glyph, PageLayout, PdfInfo, Picture
from extractor.reading.limits import ReadingLimits
from extractor.reading.missing_widths import FileWidths
from extractor.reading.raw import RawPage
from extractor.reading.rendering import OpenPages
from extractor.reading.repair import SoundPdf
from extractor.reading.streams import StreamChecker, drawn_forms
from extractor.reading.turning import raw_to_upright_layout
from extractor.reading.typed import typed_glyphs
from extractor.reading.witness import PdfiumWitness

PARSER_ERRORS = (
    PdfminerException,
    MalformedPDFException,
    PDFException,
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pdfplumber and pdfminer raise on damaged files: their own errors, and whatever an object of the wrong type, a
missing key or a broken stream makes Python raise inside them. All of them mean: this PDF is damaged."""


class PlumberFile:
    """A `PdfFile` as pdfplumber opens it; use `open_pdf`."""

    def __init__(self, pdf: PDF, name: str, content: bytes, sound: SoundPdf, password: str | None) -> None:
        self._pdf = pdf
        self._password = password
        self._resources = FileWidths()
        self.name = name
        self.content = content
        self.data = sound.data
        self.left_open: OpenPages | None = None
        self.damage = sound.damage
        try:
            self._pages = pdf.pages
        except PARSER_ERRORS as error:
            raise PdfDamaged(name, _cause(error)) from error
        if not self._pages:
            raise PdfDamaged(name, "it has no pages")

    def info(self) -> PdfInfo:
        """What the file says of itself; raises PdfDamaged where its catalogue cannot be read."""
        try:
            return self._info()
        except PARSER_ERRORS as error:
            raise PdfDamaged(self.name, _cause(error)) from error

    def _info(self) -> PdfInfo:
        metadata = self._pdf.metadata
        catalog = self._pdf.doc.catalog
        mark_info = resolve1(catalog.get("MarkInfo"))
        marked = isinstance(mark_info, dict) and resolve1(mark_info.get("Marked")) is True
        return PdfInfo(
            producer=text_or_none(metadata.get("Producer")),
            creator=text_or_none(metadata.get("Creator")),
            created=iso_date(text_or_none(metadata.get("CreationDate"))),
            tagged=marked and "StructTreeRoot" in catalog,
            page_count=len(self._pages),
        )

    def pages(self) -> Iterator[PageLayout]:
        """One page after the other, from 1; raises PdfDamaged where a page cannot be parsed."""
        streams = StreamChecker()
        fonts = FontCache()
        layers = _hides_layers(self._pdf.doc.catalog)
        with PdfiumWitness(self.data, self._password) as witness:
            for page in self._pages:
                try:
                    whole = streams.is_whole(page.page_obj)
                    broken_forms = streams.broken_forms(page.page_obj)
                    device = PageDevice(self._resources, page.page_number, _frame(page.page_obj), fonts, layers=layers)
                    painted = paint_page(page.page_obj, device, self._resources)
                    whole = whole and (not broken_forms or broken_forms.isdisjoint(drawn_forms(painted)))
                    raw = _page_to_raw(page, device, painted, self._typed(page, fonts), damaged=not whole)
                except PARSER_ERRORS as error:
                    raise PdfDamaged(self.name, f"page {page.page_number}: {_cause(error)}") from error
                page.close()
                yield raw_to_upright_layout(raw, witness)

    def _typed(self, page: Page, fonts: FontCache) -> list[Glyph]:
        resources, frame = self._resources, _frame(page.page_obj)

        def paint(stream: PDFStream, matrix: Matrix) -> Glyphs:
            device = PageDevice(resources, page.page_number, frame, fonts, layers=False)
            return paint_stream(stream, matrix, device, resources)

        upright = _upright_matrix(page.page_obj)
        to_page = partial(_rect_to_box, upright, frame)
        return list(typed_glyphs(page.page_obj, self._pdf.doc, to_page, upright, paint))


@contextmanager
def opened(
    name: str, content: bytes, sound: SoundPdf, password: str | None, limits: ReadingLimits
) -> Iterator[PlumberFile]:
    """Raises PasswordNeeded, PdfDamaged or TooManyPages."""
    stream = BytesIO(sound.data)
    try:
        pdf = pdfplumber.open(stream, password=password, raise_unicode_errors=False)
        limits.check_pages(name, PDFPage.create_pages(pdf.doc))
    except PARSER_ERRORS as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise PasswordNeeded.of(name, password) from error
        raise PdfDamaged(name, _cause(error)) from error
    try:
        yield PlumberFile(pdf, name, content, sound, password)
    finally:
        stream.close()


def _cause(error: Exception) -> str:
    """The parser's own words, without the wrapper pdfplumber puts around them."""
    inner = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    return f"{type(inner).__name__}: {inner}" if str(inner) else type(inner).__name__


def _page_to_raw(page: Page, device: PageDevice, painted: LTPage, typed: list[Glyph], *, damaged: bool) -> RawPage:
    pdf_page = page.page_obj
    ctm, frame = _upright_matrix(pdf_page), _frame(pdf_page)
    x0, y0, x1, y1 = _visible_box(pdf_page, ctm)
    items = list(leaves(painted))
    to_page = partial(_rect_to_box, ctm, frame)

    return RawPage(
        number=page.page_number,
        width=x1 - x0,
        height=y1 - y0,
        glyphs=device.glyphs(),
        typed=typed,
        drawings=[_curve_to_drawing(item, frame) for item in items if isinstance(item, LTCurve)],
        pictures=[_image_to_picture(item, frame) for item in items if isinstance(item, LTImage)],
        widgets=page_widgets(pdf_page, to_page),
        annotations=page_annotations(pdf_page, to_page),
        damaged=damaged,
        shaded=device.shaded,
    )


def _hides_layers(catalog: dict[str, Any]) -> bool:
    """Does the PDF hide some of its optional content from the start (ISO 32000-1, 8.11.4.3)?"""
    properties = resolve1(catalog.get("OCProperties"))
    usual = resolve1(properties.get("D")) if isinstance(properties, dict) else None
    if not isinstance(usual, dict):
        return False
    base = resolve1(usual.get("BaseState"))
    return bool(resolve1(usual.get("OFF")) or resolve1(usual.get("AS")) or (base and literal_name(base) != "ON"))


def _frame(page: PDFPage) -> PageFrame:
    crop = _visible_box(page, _upright_matrix(page))
    return PageFrame(left=crop[0], top=crop[3])


def _rect_to_box(upright: Matrix, frame: PageFrame, rect: tuple[float, float, float, float]) -> Box:
    """A rectangle in the page's own coordinates → where it stands on the upright page."""
    return frame.box(*_sorted_rect(apply_matrix_rect(upright, rect)))


def _upright_matrix(page: PDFPage) -> Matrix:
    """The matrix pdfminer turns a page with (`process_page`), for what it leaves unturned: boxes and annotations."""
    x0, y0, x1, y1 = page.mediabox
    turned: dict[int, Matrix] = {
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }
    return turned.get(page.rotate, (1, 0, 0, 1, -x0, -y0))


def _visible_box(page: PDFPage, ctm: Matrix) -> tuple[float, float, float, float]:
    """The crop box cut to the media box (ISO 32000-1, 14.11.2), upright; the media box where they do not meet."""
    media = _sorted_rect(apply_matrix_rect(ctm, page.mediabox))
    crop = _sorted_rect(apply_matrix_rect(ctm, page.cropbox))
    both = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return both if both[0] < both[2] and both[1] < both[3] else media


def _sorted_rect(rect: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = rect
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _curve_to_drawing(curve: LTCurve, frame: PageFrame) -> Drawing:
    operators = [segment[0] for segment in curve.original_path or ()]
    painted = painted_as(curve)
    return Drawing(
        box=frame.box(curve.x0, curve.y0, curve.x1, curve.y1),
        points=tuple([frame.point(x, y) for x, y in curve.pts]),
        stroked=curve.stroke,
        filled=curve.fill,
        width=float(curve.linewidth or 0) if curve.stroke else 0.0,
        stroke_ink=lightness(curve.stroking_color, painted.stroke_space) if curve.stroke else None,
        fill_ink=lightness(curve.non_stroking_color, painted.fill_space) if curve.fill else None,
        straight=not any(op in "cvy" for op in operators),
        closed="h" in operators or (len(curve.pts) > 2 and curve.pts[0] == curve.pts[-1]),
        even_odd=curve.fill and bool(curve.evenodd),
        order=painted.order,
        paint=painted.paint,
    )


def _image_to_picture(image: LTImage, frame: PageFrame) -> Picture:
    painted = painted_as(image)
    return Picture(
        box=frame.box(image.x0, image.y0, image.x1, image.y1),
        digest=_stream_digest(image.stream),
        order=painted.order,
        paint=painted.paint,
    )


def _stream_digest(stream: PDFStream) -> str:
    digest = hashlib.sha1(usedforsecurity=False)
    mask = resolve1(stream.attrs.get("SMask"))
    for part in (stream, mask):
        if isinstance(part, PDFStream):
            digest.update(part.rawdata if part.rawdata is not None else part.get_data())
    return digest.hexdigest()
