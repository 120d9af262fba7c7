"""Blocks as a Word document, for LibreOffice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from samples.generator.blocks import Beside, Block, Bullets, Cell, Grid, Heading, Line, NewPage, Para, Rules, Run, Tick

DrawTick = Callable[[Paragraph, Tick], None]
TITLE_SIZES = {0: 17, 1: 13, 2: 12, 3: 11}


class DocxBlocks:
    """Writes blocks one after the other."""

    def __init__(self, tick: DrawTick, *, font: str = "Carlito", size: float = 10.5, landscape: bool = False) -> None:
        self.tick = tick
        self.size = size
        self.doc: Doc = Document()
        section = self.doc.sections[0]
        section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
        normal = self.doc.styles["Normal"]
        normal.font.name, normal.font.size = font, Pt(size)
        normal.paragraph_format.space_after = Pt(2)

    def save(self, blocks: Sequence[Block], path: Path, title: str = "") -> None:
        """Write the document."""
        self.doc.core_properties.title = title
        for block in blocks:
            self._block(block)
        self.doc.save(str(path))

    def _block(self, block: Block) -> None:
        match block:
            case Heading(text, level):
                paragraph = self.doc.add_paragraph()
                run = paragraph.add_run(text)
                run.bold, run.font.size = True, Pt(TITLE_SIZES[level])
                paragraph.paragraph_format.space_before = Pt(8 if level else 0)
                paragraph.paragraph_format.keep_with_next = True
            case Para(line, tabs, indent):
                paragraph = self.doc.add_paragraph()
                for tab in tabs:
                    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(tab))
                paragraph.paragraph_format.left_indent = Mm(indent)
                self._line(paragraph, line)
            case Bullets(items):
                for item in items:
                    self.doc.add_paragraph(item, style="List Bullet")
            case Grid():
                self._grid(block, self.doc.add_table(rows=0, cols=len(block.widths)))
                self.doc.add_paragraph().paragraph_format.space_after = Pt(0)
            case Beside(left, right):
                self._beside(left, right)
            case NewPage():
                self.doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _line(self, paragraph: Paragraph, line: Line) -> None:
        for piece in line:
            if isinstance(piece, Tick):
                self.tick(paragraph, piece)
            else:
                self._run(paragraph, piece)

    def _run(self, paragraph: Paragraph, piece: Run) -> None:
        run = paragraph.add_run(piece.text)
        run.bold, run.underline, run.font.strike = piece.bold, piece.underline, piece.strike
        if piece.shade:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), piece.shade)
            run._r.get_or_add_rPr().append(shade)

    def _grid(self, grid: Grid, table: Table) -> None:
        if grid.ruled and grid.rules == "all":
            table.style = self.doc.styles["Table Grid"]
        elif grid.ruled:
            _rule(table, grid.rules)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        for column, width in zip(table.columns, grid.widths, strict=True):
            column.width = Mm(width)
        covered: dict[int, tuple[_Cell, int]] = {}
        for number, cells in enumerate(grid.rows):
            row = table.add_row()  # type: ignore[no-untyped-call]
            if number < grid.head_rows and grid.repeat_head:
                row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            targets = list(row.cells)
            for target, width in zip(targets, grid.widths, strict=True):
                target.width = Mm(width)
            column, waiting = 0, list(cells)
            while column < len(targets):
                above = covered.get(column)
                if above:
                    above[0].merge(targets[column])
                    covered[column] = (above[0], above[1] - 1)
                    if covered[column][1] == 0:
                        del covered[column]
                    column += 1
                    continue
                cell = waiting.pop(0)
                target = targets[column]
                if cell.colspan > 1:
                    target = target.merge(targets[column + cell.colspan - 1])
                if cell.rowspan > 1:
                    covered[column] = (target, cell.rowspan - 1)
                self._cell(target, cell)
                column += cell.colspan

    def _cell(self, target: _Cell, cell: Cell) -> None:
        for number, line in enumerate(cell.lines):
            paragraph: Paragraph = target.add_paragraph() if number else target.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            if cell.centre:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._line(paragraph, line)
        if cell.shade:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), cell.shade)
            target._tc.get_or_add_tcPr().append(shade)

    def _beside(self, left: Grid, right: Grid) -> None:
        """Two tables in the cells of a table without lines."""
        outer = self.doc.add_table(rows=1, cols=2)
        for cell, grid in zip(outer.rows[0].cells, (left, right), strict=True):
            self._grid(grid, cell.add_table(rows=0, cols=len(grid.widths)))
            cell.add_paragraph()


def _rule(table: Table, rules: Rules) -> None:
    """Some of the borders only, or dotted ones."""
    sides = {
        "dotted": ("top", "left", "bottom", "right", "insideH", "insideV"),
        "horizontal": ("top", "bottom", "insideH"),
        "vertical": ("left", "right", "insideV"),
    }[rules]
    borders = OxmlElement("w:tblBorders")
    for side in sides:
        border = OxmlElement(f"w:{side}")
        border.set(qn("w:val"), "dotted" if rules == "dotted" else "single")
        border.set(qn("w:sz"), "4")
        borders.append(border)
    table._tbl.tblPr.append(borders)
