"""What a page paints, as pdfminer meets it: glyphs, drawings and pictures in the order of painting.

Glyphs are made here and not from pdfminer's `LTChar`, which costs more than the rest of the parsing together. Besides,
only here is known how they are painted: text rendering mode, optional content, letters seen from behind.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, cast

from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTPage
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFStackT, PDFTextState
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Matrix, Point
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from extractor.geometry import Box
from extractor.reading.colours import lightness
from extractor.reading.content import ContentInterpreter
from extractor.reading.glyph_columns import Glyphs, Style
from extractor.reading.glyph_strings import GlyphStrings, Pen, Run
from extractor.reading.glyphs import direction_of, font_name
from extractor.reading.layout import Glyph, Paint
from extractor.reading.missing_widths import letter_width
from extractor.reading.veils import NOTHING_HIDDEN, Veil, form_box, is_rectangle, may_veil, path_box

INVISIBLE_MODES = frozenset({3, 7})
"""Text rendering modes that neither fill nor stroke (ISO 32000-1, table 106)."""
STROKED_MODES = frozenset({1, 5})
"""Those that only stroke."""
OPTIONAL_CONTENT = "OC"


class PageFrame(NamedTuple):
    """How pdfminer's coordinates (origin bottom left of the media box) become ours (top left of the crop box)."""

    left: float
    top: float

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        return Box(x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)

    def point(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.left, self.top - y)


class FontCache:
    """What each code of a font says and how far it moves the pen; one for all pages of a PDF."""

    def __init__(self) -> None:
        self._fonts: dict[PDFFont, tuple[str, dict[int, tuple[str, float]]]] = {}

    def of(self, font: PDFFont) -> tuple[str, dict[int, tuple[str, float]]]:
        """Its name, and its codes so far."""
        found = self._fonts.get(font)
        if found is None:
            found = (font_name(font.fontname), {})
            self._fonts[font] = found
        return found


class Painted(NamedTuple):
    """What pdfminer does not say of a drawing or picture."""

    order: int
    paint: Paint
    stroke_space: str
    fill_space: str


def painted_as(item: Any) -> Painted:
    painted: Painted = item.painted
    return painted


class PageDevice(PDFPageAggregatorWithMarkedContent):
    """Collects `glyphs`; drawings and pictures stay pdfminer's own, each with its `order`. One for each page.

    `veil` is what is in force while text is painted; `shaded` are the orders of the operators that paint a shading.
    """

    def __init__(
        self, resources: PDFResourceManager, page: int, frame: PageFrame, fonts: FontCache, *, layers: bool
    ) -> None:
        """`layers`: does the PDF hide some of its optional content?"""
        super().__init__(resources, pageno=page, laparams=None)
        self._strings = GlyphStrings(*frame)
        self._downwards: list[Glyph] = []
        self._frame = frame
        self._fonts = fonts
        self._layers = layers
        self._painted = 0
        self._tags: list[bool] = []
        self._optional = 0
        self._invisible = False
        self._stroked = False
        self.veil = NOTHING_HIDDEN
        self.shaded: list[int] = []

    def glyphs(self) -> Glyphs:
        """Of all that was painted so far, in the order of painting."""
        return self._strings.glyphs()

    def begin_tag(self, tag: PSLiteral, props: PDFStackT | None = None) -> None:
        super().begin_tag(tag, props)
        optional = self.cur_tag == OPTIONAL_CONTENT
        self._tags.append(optional)
        self._optional += optional

    def end_tag(self) -> None:
        super().end_tag()
        if self._tags:
            self._optional -= self._tags.pop()

    @contextmanager
    def optional(self, is_optional: bool) -> Iterator[None]:
        """While a form or picture that is optional content is drawn."""
        self._optional += is_optional
        yield
        self._optional -= is_optional

    def clip(self, path: Sequence[Any], matrix: Matrix) -> None:
        """From now on nothing shows outside this path."""
        shaped = not is_rectangle(path, matrix)
        self.veil = self.veil.clipped(self._frame.box(*path_box(path, matrix)), shaped=shaped)

    def paint_shading(self) -> None:
        """Over all that the clip lets through."""
        self._painted += 1
        self.shaded.append(self._painted)

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        before = len(self.cur_item._objs)
        super().paint_path(*args, **kwargs)
        state: PDFGraphicState = args[0]
        if isinstance(state.linewidth, _OneUnit):
            for item in self.cur_item._objs[before:]:
                cast(LTCurve, item).linewidth = math.hypot(self.ctm[0], self.ctm[1])
        self._note(self.cur_item._objs[before:], state.scs.name, state.ncs.name)

    def render_image(self, *args: Any, **kwargs: Any) -> None:
        super().render_image(*args, **kwargs)
        self._note(self.cur_item._objs[-1:], "", "")

    def _note(self, items: list[Any], stroke_space: str, fill_space: str) -> None:
        self._painted += 1
        painted = Painted(self._painted, self._layer(), stroke_space, fill_space)
        for item in items:
            item.painted = painted

    def _layer(self) -> Paint:
        return Paint.LAYERED if self._optional and self._layers else Paint.PLAIN

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        self._invisible = textstate.render in INVISIBLE_MODES
        self._stroked = textstate.render in STROKED_MODES
        self._painted += 1
        super().render_string(textstate, seq, ncs, graphicstate)
        if self._downwards:
            veiled = may_veil(self.veil, self._downwards, stroked=self._stroked)
            self._strings.add_glyphs(
                [
                    glyph._replace(paint=Paint.VEILED) if veiled and glyph.paint is Paint.PLAIN else glyph
                    for glyph in self._downwards
                ]
            )
            self._downwards = []

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        """Text of fonts that write downwards: pdfminer's own character, made a glyph."""
        advance = super().render_char(*args, **kwargs)
        char = self.cur_item._objs.pop()
        if isinstance(char, LTChar):
            paint = self._paint(char.matrix, 1.0, args[1])
            self._downwards.append(_vertical_glyph(char, self._frame, self._painted, paint, self.cur_tag))
        return advance

    def render_string_horizontal(  # noqa: PLR0913  # pdfminer calls it so
        self,
        seq: PDFTextSeq,
        matrix: Matrix,
        pos: Point,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        charspace: float,
        wordspace: float,
        rise: float,
        dxscale: float,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> Point:
        """As pdfminer has it, with all that is the same for the whole string worked out once."""
        name, codes = self._fonts.of(font)
        ink = lightness(graphicstate.ncolor, ncs.name)
        if self._stroked:
            ink = lightness(graphicstate.scolor, graphicstate.scs.name)
        x, y = pos
        texts: list[str] = []
        xs: list[float] = []
        advances: list[float] = []
        spaced = False
        for piece in seq:
            if isinstance(piece, (int, float)):
                x -= piece * dxscale
                spaced = True
            elif isinstance(piece, bytes):
                for code in font.decode(piece):
                    if spaced:
                        x += charspace
                    known = codes.get(code)
                    if known is None:
                        known = codes[code] = self._code(font, code)
                    text, width = known
                    advance = width * fontsize * scaling
                    texts.append(text)
                    xs.append(x)
                    advances.append(advance)
                    x += advance
                    if code == 32 and wordspace:
                        x += wordspace
                    spaced = True
        run = _run_of(matrix, font, fontsize, rise, onwards=fontsize * scaling >= 0)
        paint = self._paint(matrix, scaling, font)
        style = Style(run.direction, run.size, name, ink, self.cur_tag == "Artifact", paint)
        pen = Pen(texts, xs, advances, y, self._painted)
        self._strings.add(pen, matrix, run, style, self.veil, stroked=self._stroked)
        return (x, y)

    def _code(self, font: PDFFont, code: int) -> tuple[str, float]:
        try:
            text = font.to_unichr(code)
        except PDFUnicodeNotDefined:
            text = self.handle_undefined_char(font, code)
        return text, letter_width(font, code, text)

    def _paint(self, matrix: Matrix, scaling: float, font: PDFFont) -> Paint:
        if _turns_over(matrix) * scaling * _turns_over(getattr(font, "matrix", None)) < 0:
            return Paint.MIRRORED
        if self._invisible:
            return Paint.INVISIBLE
        return self._layer()


class _OneUnit(float):
    """How wide lines are where nothing is said (ISO 32000-1, table 52), in the units of where they are drawn."""


class PageInterpreter(ContentInterpreter):
    """Tells its device where a form or picture is optional content, and what hides all or part of what it paints."""

    device: PageDevice

    def init_state(self, ctm: Matrix) -> None:
        super().init_state(ctm)
        self.graphicstate.linewidth = _OneUnit(1.0)
        self._veils: list[Veil] = []

    def do_q(self) -> None:
        super().do_q()
        self._veils.append(self.device.veil)

    def do_Q(self) -> None:  # noqa: N802
        super().do_Q()
        if self._veils:
            self.device.veil = self._veils.pop()

    def do_W(self) -> None:  # noqa: N802
        self.device.clip(self.curpath, self.ctm)

    def do_W_a(self) -> None:  # noqa: N802
        self.device.clip(self.curpath, self.ctm)

    def do_gs(self, name: PDFStackT) -> None:
        resources: Any = self.resources
        states = resolve1(resources.get("ExtGState")) if isinstance(resources, dict) else None
        if isinstance(states, dict):
            self.device.veil = self.device.veil.with_state(resolve1(states.get(getattr(name, "name", None))))

    def do__w(self, aw: PDFStackT, ac: PDFStackT, s: PDFStackT) -> None:
        """Pdfminer sets the spaces and shows the string, but stays on its line (ISO 32000-1, table 109)."""
        self.do_T_a()
        super().do__w(aw, ac, s)

    def do_sh(self, name: object) -> None:  # noqa: ARG002 - pdfminer counts the operands by the parameters
        self.device.paint_shading()

    def do_Do(self, xobjid_arg: PDFStackT) -> None:  # noqa: N802
        drawn = resolve1(self.xobjmap.get(getattr(xobjid_arg, "name", None)))
        around = self.device.veil
        self.device.veil = around.in_a_form()
        inside = form_box(drawn, self.ctm)
        if inside is not None:
            self.device.clip(*inside)
        with self.device.optional(isinstance(drawn, PDFStream) and drawn.attrs.get(OPTIONAL_CONTENT) is not None):
            super().do_Do(xobjid_arg)
        self.device.veil = around


def _run_of(matrix: Matrix, font: PDFFont, fontsize: float, rise: float, *, onwards: bool) -> Run:
    """`onwards`: does the pen move the way of the matrix, as it does but for sizes and scalings below 0?"""
    a, b, c, d, _, _ = matrix
    sign = 1 if onwards else -1
    low = font.get_descent() * fontsize + rise
    high = low + fontsize
    direction = direction_of(sign * a, -sign * b)
    dx, dy = direction
    size = abs(c * fontsize) if not dx else abs(d * fontsize) if not dy else abs(d * fontsize / dx)
    return Run(
        low_x=min(c * low, c * high),
        high_x=max(c * low, c * high),
        low_y=min(d * low, d * high),
        high_y=max(d * low, d * high),
        lift_x=c * rise,
        lift_y=d * rise,
        scale=sign * (a * a + b * b) ** 0.5,
        direction=direction,
        size=size,
    )


def _turns_over(matrix: Any) -> float:
    """Below 0 where the matrix shows things from behind; that of a font whose glyphs are drawings is its own."""
    if not isinstance(matrix, (tuple, list)) or len(matrix) != 6:
        return 1.0
    a, b, c, d, _, _ = matrix
    return float(a * d - b * c)


def _vertical_glyph(char: LTChar, frame: PageFrame, order: int, paint: Paint, tag: str | None) -> Glyph:
    a, b, _, _, e, f = char.matrix
    direction = direction_of(a, -b)
    box = frame.box(char.x0, char.y0, char.x1, char.y1)
    return Glyph(
        char.get_text(),
        *box,
        *frame.point(e, f),
        direction,
        char.adv * (a * a + b * b) ** 0.5,
        char.size if direction.dx else char.width,
        font_name(char.fontname),
        lightness(char.graphicstate.ncolor, char.ncs.name),
        tag == "Artifact",
        order,
        paint,
    )


def leaves(container: LTContainer[LTComponent]) -> Iterator[LTComponent]:
    """What a page holds, forms unfolded, in the order of painting."""
    for item in container:
        if isinstance(item, LTContainer):
            yield from leaves(item)
        else:
            yield item


def paint_stream(stream: PDFStream, matrix: Matrix, device: PageDevice, resources: PDFResourceManager) -> Glyphs:
    """The glyphs that an appearance draws, `matrix` leading to the upright page; `device` is one of its own."""
    device.cur_item = LTPage(device.pageno, (0, 0, 0, 0))
    own = resolve1(stream.get("Resources"))
    PageInterpreter(resources, device).render_contents(own if isinstance(own, dict) else {}, [stream], ctm=matrix)
    return device.glyphs()


def paint_page(page_obj: Any, device: PageDevice, resources: PDFResourceManager) -> LTPage:
    """Runs the page's content through the device."""
    PageInterpreter(resources, device).process_page(page_obj)
    return device.get_result()
