"""The pdfplumber reader: an open PDF gives its pages one by one, each closed after use.

Works from pdfplumber's page layout rather than from its per-character dictionaries, which cost more than the
parsing itself. `pdfplumber.PDF.close` parses every page again, so only the stream is closed (pdfplumber 0.11).
"""

from __future__ import annotations

import hashlib
import math
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import NamedTuple

import pdfplumber
import regex
from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTImage
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.utils import Matrix, apply_matrix_rect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from extractor.errors import PasswordNeeded, PdfDamaged
from extractor.geometry import Box
from extractor.reading.annotations import page_annotations, page_widgets
from extractor.reading.colours import lightness
from extractor.reading.glyphs import direction_of
from extractor.reading.layout import Direction, Drawing, Glyph, PageLayout, PdfInfo, Picture
from extractor.reading.limits import ReadingLimits
from extractor.reading.repair import SoundPdf
from extractor.reading.streams import StreamChecker, drawn_forms
from extractor.reading.words import glyphs_to_words

PDF_DATE = regex.compile(
    r"^(?:D:)?(?P<y>\d{4})(?P<mo>\d\d)?(?P<d>\d\d)?(?P<h>\d\d)?(?P<mi>\d\d)?(?P<s>\d\d)?"
    r"(?:(?P<z>Z)|(?P<sign>[+-])(?P<oh>\d\d)'?(?P<om>\d\d)?'?)?"
)


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

    def __init__(self, pdf: PDF, name: str, content: bytes, sound: SoundPdf) -> None:
        self._pdf = pdf
        self.name = name
        self.content = content
        self.data = sound.data
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
            producer=_text_or_none(metadata.get("Producer")),
            creator=_text_or_none(metadata.get("Creator")),
            created=_iso_date(_text_or_none(metadata.get("CreationDate"))),
            tagged=marked and "StructTreeRoot" in catalog,
            page_count=len(self._pages),
        )

    def pages(self) -> Iterator[PageLayout]:
        """One page after the other, from 1; raises PdfDamaged where a page cannot be parsed."""
        streams = StreamChecker()
        for page in self._pages:
            try:
                whole = streams.is_whole(page.page_obj)
                broken_forms = streams.broken_forms(page.page_obj)
                layout = _page_to_layout(page)
                whole = whole and (not broken_forms or broken_forms.isdisjoint(drawn_forms(page.layout)))
            except PARSER_ERRORS as error:
                raise PdfDamaged(self.name, f"page {page.page_number}: {_cause(error)}") from error
            page.close()
            yield layout if whole else replace(layout, damaged=True)


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
        yield PlumberFile(pdf, name, content, sound)
    finally:
        stream.close()


def _cause(error: Exception) -> str:
    """The parser's own words, without the wrapper pdfplumber puts around them."""
    inner = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    return f"{type(inner).__name__}: {inner}" if str(inner) else type(inner).__name__


def _page_to_layout(page: Page) -> PageLayout:
    pdf_page = page.page_obj
    ctm = _upright_matrix(pdf_page)
    crop = _visible_box(pdf_page, ctm)
    frame = PageFrame(left=crop[0], top=crop[3])
    chars: list[LTChar] = []
    drawings: list[Drawing] = []
    pictures: list[Picture] = []
    for item in _leaves(page.layout):
        if isinstance(item, LTChar):
            chars.append(item)
        elif isinstance(item, LTCurve):
            drawings.append(_curve_to_drawing(item, frame))
        elif isinstance(item, LTImage):
            pictures.append(_image_to_picture(item, frame))

    def to_page(rect: tuple[float, float, float, float]) -> Box:
        return frame.box(*_sorted_rect(apply_matrix_rect(ctm, rect)))

    width, height = crop[2] - crop[0], crop[3] - crop[1]
    visible = Box(0, 0, width, height)
    glyphs = [_char_to_glyph(char, frame) for char in chars]
    words = glyphs_to_words((glyph for glyph in glyphs if visible.overlaps(glyph.box)), page.page_number)
    return PageLayout(
        number=page.page_number,
        width=width,
        height=height,
        words=words,
        drawings=tuple(drawings),
        pictures=tuple(pictures),
        widgets=page_widgets(pdf_page, to_page),
        annotations=page_annotations(pdf_page, to_page),
    )


class PageFrame(NamedTuple):
    """How pdfminer's coordinates (origin bottom left of the media box) become ours (top left of the crop box)."""

    left: float
    top: float

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        return Box(x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)

    def point(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.left, self.top - y)


def _char_to_glyph(char: LTChar, frame: PageFrame) -> Glyph:
    a, b, _, _, e, f = char.matrix
    direction = direction_of(a, -b)
    name = char.fontname
    return Glyph(
        char.get_text(),
        char.x0 - frame.left,
        frame.top - char.y1,
        char.x1 - frame.left,
        frame.top - char.y0,
        e - frame.left,
        frame.top - f,
        direction,
        char.adv * math.hypot(a, b),
        _size(char, direction),
        name.decode("latin-1") if isinstance(name, bytes) else name,
        lightness(char.graphicstate.ncolor),
        getattr(char, "tag", None) == "Artifact",
    )


def _size(char: LTChar, direction: Direction) -> float:
    """Its box is as high as the font where the text runs along the page, as wide where it runs up or down it."""
    dx, dy = direction
    if not dy:
        return char.size
    if not dx:
        return char.width
    advance = char.adv * math.hypot(*char.matrix[:2])
    return (char.height - advance * abs(dy)) / abs(dx)


def _leaves(container: LTContainer[LTComponent]) -> Iterator[LTComponent]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _leaves(item)
        else:
            yield item


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
    return Drawing(
        box=frame.box(curve.x0, curve.y0, curve.x1, curve.y1),
        points=tuple([frame.point(x, y) for x, y in curve.pts]),
        stroked=curve.stroke,
        filled=curve.fill,
        width=float(curve.linewidth or 0),
        stroke_ink=lightness(curve.stroking_color) if curve.stroke else None,
        fill_ink=lightness(curve.non_stroking_color) if curve.fill else None,
        straight=not any(op in "cvy" for op in operators),
        closed="h" in operators or (len(curve.pts) > 2 and curve.pts[0] == curve.pts[-1]),
        even_odd=curve.fill and bool(curve.evenodd),
    )


def _image_to_picture(image: LTImage, frame: PageFrame) -> Picture:
    width, height = (int(resolve1(side) or 0) for side in image.srcsize)
    return Picture(
        box=frame.box(image.x0, image.y0, image.x1, image.y1),
        digest=_stream_digest(image.stream),
        pixel_width=width,
        pixel_height=height,
    )


def _stream_digest(stream: PDFStream) -> str:
    digest = hashlib.sha1(usedforsecurity=False)
    mask = resolve1(stream.attrs.get("SMask"))
    for part in (stream, mask):
        if isinstance(part, PDFStream):
            digest.update(part.rawdata if part.rawdata is not None else part.get_data())
    return digest.hexdigest()


def _text_or_none(value: object) -> str | None:
    text = value.replace("\x00", "").strip() if isinstance(value, str) else ""
    return text or None


def _iso_date(text: str | None) -> str | None:
    """`D:20230209101500+01'00'` (ISO 32000-1, 7.9.4) → `2023-02-09T10:15:00+01:00`; None where it is none."""
    match = PDF_DATE.match(text or "")
    if match is None:
        return None
    part = match.groupdict()
    day = f"{part['y']}-{part['mo'] or '01'}-{part['d'] or '01'}"
    iso = f"{day}T{part['h'] or '00'}:{part['mi'] or '00'}:{part['s'] or '00'}"
    if part["z"]:
        return iso + "Z"
    return f"{iso}{part['sign']}{part['oh']}:{part['om'] or '00'}" if part["sign"] else iso
