"""Boxes that are no text: drawn, pictured, or fields of a form."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from reportlab.lib.colors import black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from samples.generator.blocks import Tick

from .fonts import font

Pen = Callable[[Canvas, float, bool], None]
"""Draws a box of some size with its lower left corner at the origin, ticked or not."""


class Drawing(Flowable):  # type: ignore[misc,unused-ignore]
    """A box in a cell, drawn by a pen."""

    def __init__(self, pen: Pen, size: float, marked: bool) -> None:
        super().__init__()
        self.pen, self.size, self.marked = pen, size, marked
        self.hAlign = "CENTER"

    def wrap(self, *_available: float) -> tuple[float, float]:
        """The room it takes."""
        return self.size, self.size + 1

    def draw(self) -> None:
        """Let the pen draw."""
        self.pen(self.canv, self.size, self.marked)


def word_form_box(canvas: Canvas, size: float, marked: bool) -> None:
    """Word's old form field: a square of 9.24 points, 0.72 wide, with two diagonals when it is on."""
    canvas.setLineWidth(0.72)
    canvas.rect(0, 0, size, size)
    if marked:
        canvas.line(0, 0, size, size)
        canvas.line(0, size, size, 0)


def four_lines_tick(canvas: Canvas, size: float, marked: bool) -> None:
    """A box of four separate lines, and a tick as one path."""
    canvas.setLineWidth(0.6)
    for line in ((0, 0, size, 0), (size, 0, size, size), (size, size, 0, size), (0, size, 0, 0)):
        canvas.line(*line)
    if marked:
        canvas.setLineWidth(1.4)
        path = canvas.beginPath()
        path.moveTo(size * 0.2, size * 0.5)
        path.lineTo(size * 0.42, size * 0.22)
        path.lineTo(size * 0.85, size * 0.85)
        canvas.drawPath(path)


def filled_box(canvas: Canvas, size: float, marked: bool) -> None:
    """A box that is filled when it is on."""
    canvas.setLineWidth(0.8)
    canvas.setFillColor(black)
    canvas.rect(0, 0, size, size, fill=0)
    if marked:
        canvas.rect(size * 0.2, size * 0.2, size * 0.6, size * 0.6, stroke=0, fill=1)


def round_button(canvas: Canvas, size: float, marked: bool) -> None:
    """A circle of Bézier curves, with a dot when it is on."""
    canvas.setLineWidth(0.7)
    canvas.setFillColor(black)
    canvas.circle(size / 2, size / 2, size / 2, fill=0)
    if marked:
        canvas.circle(size / 2, size / 2, size / 4, stroke=0, fill=1)


def box_with_character(canvas: Canvas, size: float, marked: bool) -> None:
    """A drawn box; the character ✔ stands in it only when it is on."""
    canvas.setLineWidth(0.7)
    canvas.rect(0, 0, size, size)
    if marked:
        canvas.setFont(font("DejaVu Sans"), size * 0.85)
        canvas.setFillColor(black)
        canvas.drawCentredString(size / 2, size * 0.2, "✔")


def white_cross(canvas: Canvas, size: float, marked: bool) -> None:
    """A trap: the box that is off has a cross too, in white, which nobody sees."""
    canvas.setLineWidth(0.72)
    canvas.rect(0, 0, size, size)
    canvas.setStrokeColor(black if marked else white)
    canvas.line(1, 1, size - 1, size - 1)
    canvas.line(1, size - 1, size - 1, 1)
    canvas.setStrokeColor(black)


@cache
def picture(marked: bool, style: str = "cross") -> bytes:
    """A small PNG of a box."""
    image = Image.new("RGB", (32, 32), "white")
    pen = ImageDraw.Draw(image)
    if style == "cross":
        pen.rectangle((3, 3, 28, 28), outline="black", width=2)
        if marked:
            pen.line((7, 7, 24, 24), fill="black", width=4)
            pen.line((7, 24, 24, 7), fill="black", width=4)
    else:
        pen.ellipse((3, 3, 28, 28), outline="black", width=2, fill="#1F7A3D" if marked else "white")
        if marked:
            pen.line((9, 16, 14, 22), fill="white", width=3)
            pen.line((14, 22, 23, 10), fill="white", width=3)
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def picture_url(marked: bool, style: str = "cross") -> str:
    """The same as a data: URL."""
    return f"data:image/png;base64,{base64.b64encode(picture(marked, style)).decode()}"


def pictured(canvas: Canvas, size: float, marked: bool) -> None:
    """The picture of a state."""
    canvas.drawImage(ImageReader(BytesIO(picture(marked))), 0, 0, size, size)


class CheckField(Flowable):  # type: ignore[misc,unused-ignore]
    """An AcroForm checkbox."""

    def __init__(self, tick: Tick, size: float = 11, *, look: str = "check") -> None:
        super().__init__()
        self.tick, self.size, self.look = tick, size, look
        self.hAlign = "CENTER"

    def wrap(self, *_available: float) -> tuple[float, float]:
        """The room it takes."""
        return self.size, self.size + 1

    def draw(self) -> None:
        """Add the field to the page."""
        form: Any = self.canv.acroForm
        form.checkbox(
            name=f"c{self.tick.competency}l{self.tick.level}",
            checked=self.tick.marked,
            buttonStyle=self.look,
            size=self.size,
            relative=True,
            borderWidth=0.8,
            borderStyle="solid",
            fillColor=white,
        )


class RadioField(CheckField):
    """An AcroForm radio button; the levels of one competency are one field."""

    def draw(self) -> None:
        """Add the button to its field."""
        form: Any = self.canv.acroForm
        form.radio(
            name=f"c{self.tick.competency}",
            value=f"niveau{self.tick.level}",
            selected=self.tick.marked,
            buttonStyle="circle",
            shape="circle",
            size=self.size,
            relative=True,
            borderWidth=0.8,
            fillColor=white,
        )
