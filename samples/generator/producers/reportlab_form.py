"""The town's form drawn with ReportLab, line by line.

A row is a set of lines; when the page is full, the row goes on at the head of the next one. That is
what a word processor does too, and it gives every kind of damage a page break can do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from samples.generator.model import Competency, Job, blocks
from samples.generator.style import Style
from samples.generator.wording import foot_text

from .fonts import font
from .fonts import width as text_width

Draw = Callable[[Canvas], None]
BREAK_AFTER = re.compile(r"(?<=\s)|(?<=\w-)(?=\w)")
PAD = 3.0


@dataclass(frozen=True)
class Span:
    """A piece of a line: `dx` is its distance from the left side of the cell."""

    dx: float
    text: str
    font: str
    size: float


Line = Sequence[Span]


def wrap(text: str, name: str, size: float, width: float) -> list[str]:
    """Break text at spaces and after hyphens."""
    lines, current = [], ""
    for piece in BREAK_AFTER.split(text):
        if current and text_width((current + piece).rstrip(), name, size) > width:
            lines.append(current.rstrip())
            current = piece
        else:
            current += piece
    return [*lines, current.rstrip()]


@dataclass
class Paper:
    """Pages of drawing orders; they are carried out at the end, when the number of pages is known."""

    style: Style
    pages: list[list[Draw]] = field(default_factory=lambda: [[]])
    y: float = 0

    def __post_init__(self) -> None:
        top, right, bottom, left = (side * mm for side in self.style.margins)
        self.width, self.height = (side * mm for side in self.style.page)
        self.left, self.right = left, self.width - right
        self.top, self.bottom = self.height - top, bottom
        self.y = self.top

    @property
    def room(self) -> float:
        """What is left of the page."""
        room: float = self.y - self.bottom
        return room

    def draw(self, order: Draw) -> None:
        """Add a drawing order to the current page."""
        self.pages[-1].append(order)

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append([])
        self.y = self.top

    def spans(self, line: Line, x: float, y: float) -> None:
        """Draw one line of text."""
        for span in line:
            text_width(span.text, span.font, span.size)

        def order(canvas: Canvas) -> None:
            for span in line:
                canvas.setFont(span.font, span.size)
                canvas.drawString(x + span.dx, y, span.text)

        self.draw(order)

    def frame(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw the border of a cell, in the way this document has it."""
        rule = self.style.rule

        def lines(canvas: Canvas) -> None:
            canvas.setLineWidth(0.5)
            for a, b, c, d in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                canvas.line(a, b, c, d)

        def rects(canvas: Canvas) -> None:
            for x, y, w, h in (
                (x0, y0, x1 - x0, 0.48),
                (x0, y1, x1 - x0, 0.48),
                (x0, y0, 0.48, y1 - y0),
                (x1, y0, 0.48, y1 - y0),
            ):
                canvas.rect(x, y, w, h, stroke=0, fill=1)

        if rule != "none":
            self.draw(lines if rule == "lines" else rects)


class ReportLabForm:
    """Draws one job description."""

    def __init__(self, job: Job, style: Style) -> None:
        self.job, self.style = job, style
        self.paper = Paper(style)
        self.plain, self.bold = font(style.font), font(style.font, bold=True)
        self.box_font = font(style.box_font)
        self.bullet_font = font(style.bullet_font) if style.bullet_font else self.plain
        left = self.paper.left
        widths = [column * mm for column in style.columns]
        self.edges = [left, left + widths[0], left + widths[0] + widths[1], left + sum(widths)]
        self.leading = style.table_size * 1.22

    def save(self, path: Path, *, on_its_side: bool = False) -> None:
        """Draw the form; on its side it reads upright once the pages are turned by /Rotate 90."""
        self._text_part()
        self._competency_part()
        if self.job.approval:
            self._paragraph(self.job.approval.text, before=14)
        paper, job = self.paper, self.job
        size = (paper.height, paper.width) if on_its_side else (paper.width, paper.height)
        canvas = Canvas(str(path), pagesize=size, invariant=1)
        canvas.setTitle(" ".join(job.title))
        canvas.setAuthor(job.organisation or "")
        for number, orders in enumerate(paper.pages, 1):
            if on_its_side:
                canvas.transform(0, 1, -1, 0, paper.height, 0)
            for order in orders:
                order(canvas)
            self._running(canvas, number)
            canvas.showPage()
        canvas.save()

    def _running(self, canvas: Canvas, number: int) -> None:
        style, paper = self.style, self.paper
        pages = len(paper.pages)
        canvas.setFont(self.plain, 8)
        places = [(style.head, paper.height - 9 * mm)]
        if style.foot_on == "every" or number == pages:
            places.append((style.foot, 9 * mm))
        for pattern, y in places:
            if pattern:
                left, _, right = foot_text(pattern, self.job, number, pages).partition("\t")
                canvas.drawString(paper.left, y, left)
                canvas.drawRightString(paper.right, y, right)

    # -- text

    def _paragraph(self, text: str, *, bold: str = "", size: float = 0, before: float = 0, after: float = 3) -> None:
        """A paragraph whose first words may be bold."""
        paper, size = self.paper, size or self.style.size
        paper.y -= before if paper.y < paper.top else 0
        whole = bold + text
        done = 0
        for line in wrap(whole, self.bold if bold else self.plain, size, paper.right - paper.left):
            if paper.room < size * 1.25:
                paper.turn()
            paper.y -= size * 1.25
            start = whole.index(line, done)
            done = start + len(line)
            cut = max(0, min(len(line), len(bold) - start))
            head = Span(0, line[:cut].rstrip(), self.bold, size)
            dx = text_width(line[:cut], self.bold, size)
            paper.spans([head, Span(dx, line[cut:], self.plain, size)], paper.left, paper.y)
        paper.y -= after

    def _items(self, items: Sequence[str]) -> None:
        paper, size = self.paper, self.style.size
        for item in items:
            for number, line in enumerate(wrap(item, self.plain, size, paper.right - paper.left - 16)):
                if paper.room < size * 1.25:
                    paper.turn()
                paper.y -= size * 1.25
                spans = [Span(16, line, self.plain, size)]
                if number == 0:
                    spans.insert(0, Span(4, self.style.bullet, self.bullet_font, size))
                paper.spans(spans, paper.left, paper.y)
            paper.y -= 1.5

    def _heading(self, text: str, level: int, *, before: float = 10, new_page: bool = False) -> None:
        if (new_page and self.paper.pages[-1]) or self.paper.room < 60:
            self.paper.turn()
        sizes = {1: self.style.size + 6, 2: self.style.size + 3, 3: self.style.size + 1}
        colour = HexColor(f"#{self.style.accent}")
        self.paper.draw(lambda canvas: canvas.setFillColor(colour))
        self._paragraph("", bold=text, size=sizes[level], before=before)
        self.paper.draw(lambda canvas: canvas.setFillColor(HexColor("#000000")))

    def _text_part(self) -> None:
        job, style = self.job, self.style
        for line in job.title:
            self._heading(line, 1, before=0)
        self._heading("I. Algemeen", 2)
        self._heading("Functie", 3)
        for item in job.fields:
            self._paragraph(item.value, bold=f"{item.label}: ", after=1)
        self._heading("Doel van de functie", 3)
        for text in job.purpose:
            self._paragraph(text)
        self._items(job.duties)
        self._heading("Plaats in de organisatie", 3)
        self._items(job.position)
        self._heading("II. Inhoudelijke taakafspraken", 2, new_page=style.chapters_on_new_page)
        for agreement in job.agreements:
            self._paragraph(agreement.title, bold=f"Taakafspraak {agreement.number}: ", before=8)
            self._paragraph("Dit omvat onder meer de volgende concrete taken:")
            self._items(agreement.tasks)
        self._paragraph(job.extension or "", bold="Verruimende bepaling: ", before=12)

    # -- competencies

    def _competency_part(self) -> None:
        self._heading("III. Competenties", 2, new_page=self.style.chapters_on_new_page)
        lead = self.style.lead
        for block, groups in blocks(self.job):
            assert block is not None
            self._heading(f"BLOK {block.number}: {block.title}", 3, before=lead)
            self.paper.y -= 4
            lead = 14
            for group, competencies in groups:
                if self.paper.room < 60:
                    self.paper.turn()
                self._group_row(group or "")
                for competency in competencies:
                    self._competency(competency, group or "")
                self.paper.y -= 10

    def _group_row(self, group: str) -> None:
        paper, edges, size = self.paper, self.edges, self.style.table_size
        name = wrap(group, self.bold, size, edges[1] - edges[0] - 2 * PAD)
        height = len(name) * self.leading + 2 * PAD
        y0, y1 = paper.y - height, paper.y
        if self.style.shade:
            colour = HexColor(f"#{self.style.shade}")

            def shade(canvas: Canvas) -> None:
                canvas.setFillColor(colour)
                canvas.rect(edges[0], y0, edges[3] - edges[0], height, stroke=0, fill=1)
                canvas.setFillColor(HexColor("#000000"))

            paper.draw(shade)
        for x0, x1, lines in (
            (edges[0], edges[1], name),
            (edges[1], edges[3], ["Keuze niveau en duiding"]),
        ):
            paper.frame(x0, y0, x1, y1)
            for number, text in enumerate(lines):
                y = y1 - PAD - size - number * self.leading
                paper.spans([Span(PAD, text, self.bold, size)], x0, y)
        paper.y = y0

    def _rows(self, competency: Competency) -> list[tuple[list[Line], list[Line]]]:
        """The lines of the level cell and of the indicator cell, for each level."""
        size, style = self.style.table_size, self.style
        width = self.edges[2] - self.edges[1]
        rows: list[tuple[list[Line], list[Line]]] = []
        for level in competency.levels:
            box = style.boxes[bool(level.marked)]
            box_width = text_width(box, self.box_font, size)
            label_width = text_width(level.label, self.plain, size)
            left: list[Line]
            if style.level == "inline":
                start = (width - label_width - box_width - 4) / 2
                left = [
                    [
                        Span(start, level.label, self.plain, size),
                        Span(start + label_width + 4, box, self.box_font, size),
                    ]
                ]
            else:
                left = [
                    [Span((width - label_width) / 2, level.label, self.plain, size)],
                    [Span((width - box_width) / 2, box, self.box_font, size)],
                ]
            rows.append((left, self._indicator_lines(level.indicators)))
        return rows

    def _indicator_lines(self, indicators: Sequence[str]) -> list[Line]:
        size, bullet = self.style.table_size, self.style.cell_bullet
        indent = PAD + (10 if bullet else 0)
        width = self.edges[3] - self.edges[2] - indent - PAD
        result: list[Line] = []
        for indicator in indicators:
            for number, text in enumerate(wrap(indicator, self.plain, size, width)):
                line = [Span(indent, text, self.plain, size)]
                if bullet and number == 0:
                    line.insert(0, Span(PAD, bullet, self.bullet_font, size))
                result.append(line)
        return result

    def _competency(self, competency: Competency, group: str) -> None:
        """The four rows, broken over pages wherever the page is full."""
        paper = self.paper
        name = wrap(competency.name, self.bold, self.style.table_size, self.edges[1] - self.edges[0] - 2 * PAD)
        pending, start = name, paper.y
        for left, right in self._rows(competency):
            while left or right:
                fit = int((paper.room - 2 * PAD) // self.leading)
                if fit < 1:
                    pending = self._name_cell(pending, start)
                    paper.turn()
                    if self.style.repeat_header:
                        self._group_row(group)
                    start = paper.y
                    continue
                self._fragment(left[:fit], right[:fit])
                left, right = left[fit:], right[fit:]
        self._name_cell(pending, start)

    def _fragment(self, left: list[Line], right: list[Line]) -> None:
        """As much of a row as fits on this page."""
        paper, edges, size = self.paper, self.edges, self.style.table_size
        height = max(len(left), len(right)) * self.leading + 2 * PAD
        for lines, x0, x1 in ((left, edges[1], edges[2]), (right, edges[2], edges[3])):
            paper.frame(x0, paper.y - height, x1, paper.y)
            offset = 0.0
            if self.style.align == "middle" and lines is left:
                offset = (height - 2 * PAD - len(lines) * self.leading) / 2
            for number, line in enumerate(lines):
                paper.spans(line, x0, paper.y - PAD - offset - size - number * self.leading)
        paper.y -= height

    def _name_cell(self, lines: list[str], start: float) -> list[str]:
        """The merged cell with the name, which is empty after a page break; returns what did not fit."""
        paper, size = self.paper, self.style.table_size
        height = start - paper.y
        if height <= 0:
            return lines
        paper.frame(self.edges[0], paper.y, self.edges[1], start)
        fit = int((height - 2 * PAD + 0.1) // self.leading)
        shown, rest = lines[:fit], lines[fit:]
        offset = 0.0
        if self.style.align == "middle":
            offset = (height - 2 * PAD - len(shown) * self.leading) / 2
        for number, line in enumerate(shown):
            y = start - PAD - offset - size - number * self.leading
            paper.spans([Span(PAD, line, self.bold, size)], self.edges[0], y)
        return rest
