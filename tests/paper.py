"""Pages made by ReportLab for one test: what is drawn is the truth. Points from the top left, as everywhere."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractor.geometry import Box
from extractor.reading.layout import PageLayout
from extractor.reading.pdf import open_pdf
from extractor.reading.rendering import PdfiumRenderer
from extractor.shaping.marks.confirming import confirm_marks
from extractor.shaping.marks.finding import find_marks
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.pages import layout_to_page, usual_size
from extractor.shaping.tables.cells import Table

WIDTH, HEIGHT = 595.0, 842.0
SANS = "Signs"
FONT_FILE = Path(__file__).parent / "fonts" / "Signs.ttf"
BLACK, WHITE = Color(0, 0, 0), Color(1, 1, 1)


@cache
def register_font() -> None:
    pdfmetrics.registerFont(TTFont(SANS, FONT_FILE))


class Paper:
    """A PDF being drawn."""

    def __init__(self) -> None:
        register_font()
        self._file = io.BytesIO()
        self.canvas = Canvas(self._file, pagesize=(WIDTH, HEIGHT), pageCompression=0, invariant=True)

    def text(self, x: float, baseline: float, text: str, size: float = 10, font: str = SANS, grey: float = 0) -> Paper:
        self.canvas.setFillColor(Color(grey, grey, grey))
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - baseline, text)
        return self

    def rect(
        self,
        x: float,
        top: float,
        width: float,
        height: float | None = None,
        *,
        stroke: Color | None = BLACK,
        fill: Color | None = None,
        line: float = 0.7,
        radius: float = 0,
    ) -> Paper:
        height = width if height is None else height
        self._inks(stroke, fill, line)
        draw: Any = self.canvas.roundRect if radius else self.canvas.rect
        more = {"radius": radius} if radius else {}
        draw(
            x, HEIGHT - top - height, width, height, stroke=int(stroke is not None), fill=int(fill is not None), **more
        )
        return self

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        stroke: Color | None = BLACK,
        fill: Color | None = None,
        line: float = 0.7,
    ) -> Paper:
        self._inks(stroke, fill, line)
        self.canvas.circle(x, HEIGHT - y, radius, stroke=int(stroke is not None), fill=int(fill is not None))
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float, *, stroke: Color = BLACK, line: float = 0.7) -> Paper:
        self._inks(stroke, None, line)
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)
        return self

    def path(self, *points: tuple[float, float], stroke: Color = BLACK, line: float = 1, fill: bool = False) -> Paper:
        self._inks(stroke, stroke if fill else None, line)
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], HEIGHT - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, HEIGHT - y)
        if fill:
            path.close()
        self.canvas.drawPath(path, stroke=int(not fill), fill=int(fill))
        return self

    def cross(self, x: float, top: float, side: float, *, stroke: Color = BLACK, line: float = 0.7) -> Paper:
        return self.line(x, top, x + side, top + side, stroke=stroke, line=line).line(
            x + side, top, x, top + side, stroke=stroke, line=line
        )

    def table(self, xs: list[float], ys: list[float], line: float = 0.5) -> Paper:
        for x in xs:
            self.line(x, ys[0], x, ys[-1], line=line)
        for y in ys:
            self.line(xs[0], y, xs[-1], y, line=line)
        return self

    def new_page(self) -> Paper:
        self.canvas.showPage()
        return self

    def data(self) -> bytes:
        self.canvas.save()
        return self._file.getvalue()

    def _inks(self, stroke: Color | None, fill: Color | None, line: float) -> None:
        self.canvas.setLineWidth(line)
        if stroke is not None:
            self.canvas.setStrokeColor(stroke)
        if fill is not None:
            self.canvas.setFillColor(fill)


@dataclass(frozen=True)
class Seen:
    """What is found on the pages of a PDF."""

    data: bytes
    pages: list[PageLayout]
    tables: dict[int, list[Table]]
    text_size: float
    marks: list[SelectionMark]

    def states(self) -> list[bool | None]:
        return [mark.state for mark in self.marks]

    def confirmed(self, siblings: int | None = None) -> list[SelectionMark]:
        """The marks after a look at the pages, each `siblings` of them a competency; all of them one by default."""
        count = siblings or max(1, len(self.marks))
        groups = [self.marks[i : i + count] for i in range(0, len(self.marks), count)]
        with PdfiumRenderer(self.data) as renderer:
            looked_at = confirm_marks(groups, renderer)
        return [looked_at[mark] for mark in self.marks]

    def confirmed_states(self, siblings: int | None = None) -> list[bool | None]:
        return [mark.state for mark in self.confirmed(siblings)]


def see(data: bytes, folder: Path) -> Seen:
    path = folder / "paper.pdf"
    path.write_bytes(data)
    with open_pdf(path) as pdf:
        pages = list(pdf.pages())
    text_size = usual_size(word for page in pages for word in page.words)
    shaped = [layout_to_page(page, text_size) for page in pages]
    tables = {page.number: list(page.tables) for page in shaped}
    found = find_marks(shaped, text_size)
    return Seen(data, pages, tables, text_size, [mark for page in pages for mark in found[page.number]])


def near(box: Box, x: float, top: float, side: float, slack: float = 1.5) -> bool:
    return all(abs(a - b) <= slack for a, b in zip(box, (x, top, x + side, top + side), strict=True))
