"""Blocks laid out with ReportLab's Platypus."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.fonts import addMapping
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as PlatypusTable

from samples.generator.blocks import Beside, Block, Bullets, Cell, Grid, Heading, Line, NewPage, Para, Run, Tick

from .fonts import font

DrawTick = Callable[[Tick], "Flowable | str"]
"""The look of a box: markup inside a line, or a drawing that stands alone in its cell."""


class PlatypusBlocks:
    """Lays out blocks one after the other."""

    def __init__(self, tick: DrawTick, *, family: str = "Liberation Sans", size: float = 10) -> None:
        self.tick, self.size = tick, size
        if family == "Helvetica":  # every PDF viewer has it; nothing is embedded
            self.plain, self.bold = "Helvetica", "Helvetica-Bold"
        else:
            self.plain, self.bold = font(family), font(family, bold=True)
        for italic in (1, 0):  # the last mapping of a font is the one by which it is known
            addMapping(self.plain, 1, italic, self.bold)
            addMapping(self.plain, 0, italic, self.plain)

    def save(self, blocks: Sequence[Block], path: Path, title: str = "") -> None:
        """Write the document."""
        template = SimpleDocTemplate(
            str(path),
            leftMargin=20 * mm,
            rightMargin=18 * mm,
            topMargin=18 * mm,
            bottomMargin=18 * mm,
            invariant=1,
            title=title,
        )
        template.build([flowable for block in blocks for flowable in self._block(block)])

    def _style(self, *, size: float = 0, bold: bool = False, centre: bool = False, **more: Any) -> ParagraphStyle:
        size = size or self.size
        return ParagraphStyle(
            "own",
            fontName=self.bold if bold else self.plain,
            fontSize=size,
            leading=size * 1.25,
            alignment=TA_CENTER if centre else TA_LEFT,
            **more,
        )

    def _block(self, block: Block) -> list[Flowable]:
        match block:
            case Heading(text, level):
                size = {0: 16, 1: 12.5, 2: 11.5, 3: 10.5}[level]
                style = self._style(size=size, bold=True, spaceBefore=7, spaceAfter=3)
                return [CondPageBreak(70), Paragraph(escape(text), style)]
            case Para(line, tabs, indent):
                if tabs:
                    return [self._tabbed(line, tabs)]
                return [Paragraph(self._markup(line), self._style(leftIndent=indent * mm, spaceAfter=2))]
            case Bullets(items):
                style = self._style(leftIndent=12, bulletIndent=2, spaceAfter=1, bulletFontName=self.plain)
                return [Paragraph(escape(item), style, bulletText="•") for item in items]
            case Grid():
                return [self._grid(block), Spacer(1, 8)]
            case Beside(left, right):
                widths = [(sum(grid.widths) + 5) * mm for grid in (left, right)]
                outer = PlatypusTable([[self._grid(left), self._grid(right)]], colWidths=widths, hAlign="LEFT")
                outer.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
                return [outer, Spacer(1, 8)]
            case NewPage():
                return [PageBreak()]

    def _markup(self, line: Line) -> str:
        parts = []
        for piece in line:
            if isinstance(piece, Tick):
                drawn = self.tick(piece)
                assert isinstance(drawn, str), "a drawn box stands alone in its cell"
                parts.append(drawn)
            else:
                parts.append(_run(piece))
        return "".join(parts)

    def _tabbed(self, line: Line, tabs: tuple[float, ...]) -> Flowable:
        """Tab stops as a table without lines, which leaves only text at fixed places."""
        columns: list[list[Run | Tick]] = [[]]
        for piece in line:
            if isinstance(piece, Tick):
                columns[-1].append(piece)
                continue
            first, *rest = piece.text.split("\t")
            columns[-1].append(Run(first, bold=piece.bold))
            columns += [[Run(text, bold=piece.bold)] for text in rest]
        starts = [0.0, *tabs, tabs[-1] + 25]
        widths = tuple(after - before for before, after in itertools.pairwise(starts))
        cells = tuple(Cell((tuple(p for p in column if isinstance(p, Tick) or p.text),)) for column in columns)
        return self._grid(Grid((cells,), widths, ruled=False))

    def _grid(self, grid: Grid) -> Flowable:
        columns = len(grid.widths)
        data: list[list[Any]] = [[""] * columns for _ in grid.rows]
        styles: list[tuple[Any, ...]] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ]
        if grid.ruled and grid.rules == "all":
            styles.append(("GRID", (0, 0), (-1, -1), 0.6, black))
        elif grid.ruled and grid.rules == "vertical":
            styles += [("LINEBEFORE", (0, 0), (-1, -1), 0.6, black), ("LINEAFTER", (-1, 0), (-1, -1), 0.6, black)]
        elif grid.ruled:
            dashes = (None, (0.6, 1.5)) if grid.rules == "dotted" else ()
            styles += [(side, (0, 0), (-1, -1), 0.6, black, *dashes) for side in ("LINEABOVE", "LINEBELOW")]
        taken: set[tuple[int, int]] = set()
        for y, row in enumerate(grid.rows):
            x = 0
            for cell in row:
                while (x, y) in taken:
                    x += 1
                data[y][x] = self._cell(cell)
                right, bottom = x + cell.colspan - 1, y + cell.rowspan - 1
                taken |= {(i, j) for i in range(x, right + 1) for j in range(y, bottom + 1)}
                if (right, bottom) != (x, y):
                    styles.append(("SPAN", (x, y), (right, bottom)))
                if cell.shade:
                    styles.append(("BACKGROUND", (x, y), (right, bottom), HexColor(f"#{cell.shade}")))
                if cell.centre:
                    styles.append(("ALIGN", (x, y), (right, bottom), "CENTER"))
                x = right + 1
        table = PlatypusTable(
            data,
            colWidths=[width * mm for width in grid.widths],
            repeatRows=grid.head_rows if grid.repeat_head else 0,
            hAlign="LEFT",
        )
        table.setStyle(styles)
        return table

    def _cell(self, cell: Cell) -> list[Flowable]:
        content: list[Flowable] = []
        for line in cell.lines:
            if len(line) == 1 and isinstance(line[0], Tick):
                drawn = self.tick(line[0])
                if isinstance(drawn, Flowable):
                    content.append(drawn)
                    continue
            content.append(Paragraph(self._markup(line), self._style(centre=cell.centre)))
        return content


def _run(run: Run) -> str:
    text = escape(run.text).replace("   ", "\u00a0\u00a0 ")
    if run.bold:
        text = f"<b>{text}</b>"
    if run.underline:
        text = f"<u>{text}</u>"
    if run.strike:
        text = f"<strike>{text}</strike>"
    if run.shade:
        text = f'<font backColor="#{run.shade}">{text}</font>'
    return text
