"""The town's form as a Word document, built with the means a Word user has.

Lists are real lists, the name column is merged cells, the foot has PAGE and NUMPAGES fields. Widow
control is off in the tables, as it is in the real forms: that is why rows break inside a cell.
"""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from samples.generator.model import Competency, Job, blocks
from samples.generator.style import Style
from samples.generator.wording import foot_parts


class DocxForm:
    """Writes one job description; each method adds one part of the form."""

    def __init__(self, job: Job, style: Style) -> None:
        self.job, self.style = job, style
        self.doc: Doc = Document()
        self._page_setup()
        self.list_id = self._bullet_list(1, style.bullet, Pt(18))
        self.cell_list_id = self._bullet_list(2, style.cell_bullet, Pt(11))

    def save(self, path: Path) -> None:
        """Write the whole form."""
        self._title()
        self._general()
        self._agreements()
        self._competencies()
        self._approval()
        self.doc.save(str(path))

    # -- page and styles

    def _page_setup(self) -> None:
        style, section = self.style, self.doc.sections[0]
        section.page_width, section.page_height = Mm(style.page[0]), Mm(style.page[1])
        top, right, bottom, left = style.margins
        section.top_margin, section.right_margin = Mm(top), Mm(right)
        section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
        section.header_distance = section.footer_distance = Mm(10)
        normal = self.doc.styles["Normal"]
        normal.font.name, normal.font.size = style.font, Pt(style.size)
        normal.paragraph_format.space_after = Pt(0)
        core = self.doc.core_properties
        core.title, core.author = " ".join(self.job.title), self.job.organisation or ""
        if style.head:
            self._running(section.header.paragraphs[0], style.head)
        if style.foot:
            self._running(section.footer.paragraphs[0], style.foot)

    def _running(self, paragraph: Paragraph, pattern: str) -> None:
        """A running head or foot, whose page numbers are fields."""
        width = self.style.page[0] - self.style.margins[1] - self.style.margins[3]
        paragraph.style = self.doc.styles["Normal"]
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
        for part in foot_parts(pattern, self.job):
            run = paragraph.add_run("" if part in ("{page}", "{pages}") else part)
            run.font.size = Pt(8.5)
            if part in ("{page}", "{pages}"):
                field = OxmlElement("w:fldSimple")
                field.set(qn("w:instr"), "PAGE" if part == "{page}" else "NUMPAGES")
                run._r.addprevious(field)
                field.append(run._r)
                run.text = "1"

    def _bullet_list(self, number: int, bullet: str, indent: int) -> int:
        """A list definition of our own, as Word makes one when a user picks a bullet."""
        numbering = self.doc.part.numbering_part.element
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), str(90 + number))
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), "0")
        for tag, value in (("start", "1"), ("numFmt", "bullet"), ("lvlText", bullet), ("lvlJc", "left")):
            child = OxmlElement(f"w:{tag}")
            child.set(qn("w:val"), value)
            level.append(child)
        properties = OxmlElement("w:pPr")
        space = OxmlElement("w:ind")
        space.set(qn("w:left"), str(int(indent / 635)))
        space.set(qn("w:hanging"), str(int(indent / 635)))
        properties.append(space)
        level.append(properties)
        fonts = OxmlElement("w:rFonts")
        for side in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{side}"), self.style.bullet_font or self.style.font)
        run = OxmlElement("w:rPr")
        run.append(fonts)
        level.append(run)
        abstract.append(level)
        numbering.insert(0, abstract)
        instance = OxmlElement("w:num")
        instance.set(qn("w:numId"), str(90 + number))
        reference = OxmlElement("w:abstractNumId")
        reference.set(qn("w:val"), str(90 + number))
        instance.append(reference)
        numbering.append(instance)
        return 90 + number

    def _listed(self, paragraph: Paragraph, list_id: int) -> None:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = list_id

    # -- text

    def _text(
        self, text: str, *, bold: bool = False, size: float = 0, before: float = 0, after: float = 0
    ) -> Paragraph:
        paragraph = self.doc.add_paragraph()
        run = paragraph.add_run(text)
        run.bold = bold
        if size:
            run.font.size = Pt(size)
        if bold and self.style.accent != "000000":
            run.font.color.rgb = RGBColor.from_string(self.style.accent)
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.paragraph_format.space_after = Pt(after)
        return paragraph

    def _items(self, items: tuple[str, ...]) -> None:
        for item in items:
            self._listed(self._text(item, after=2), self.list_id)

    def _chapter(self, text: str, *, new_page: bool) -> None:
        paragraph = self._text(text, bold=True, size=self.style.size + 3, before=14, after=8)
        paragraph.paragraph_format.page_break_before = new_page
        paragraph.paragraph_format.keep_with_next = True

    def _title(self) -> None:
        for line in self.job.title:
            self._text(line, bold=True, size=self.style.size + 7)

    def _general(self) -> None:
        job, size = self.job, self.style.size
        self._chapter("I. Algemeen", new_page=False)
        self._text("Functie", bold=True, size=size + 1, after=4)
        for field in job.fields:
            paragraph = self._text("", after=1)
            paragraph.add_run(f"{field.label}: ").bold = True
            paragraph.add_run(field.value)
        self._text("Doel van de functie", bold=True, size=size + 1, before=12, after=4)
        for text in job.purpose:
            self._text(text, after=6)
        self._items(job.duties)
        self._text("Plaats in de organisatie", bold=True, size=size + 1, before=12, after=4)
        self._items(job.position)

    def _agreements(self) -> None:
        self._chapter("II. Inhoudelijke taakafspraken", new_page=self.style.chapters_on_new_page)
        for agreement in self.job.agreements:
            paragraph = self._text("", before=8, after=6)
            paragraph.add_run(f"Taakafspraak {agreement.number}: ").bold = True
            paragraph.add_run(agreement.title)
            self._text("Dit omvat onder meer de volgende concrete taken:", after=4)
            self._items(agreement.tasks)
        paragraph = self._text("", before=12)
        paragraph.add_run("Verruimende bepaling: ").bold = True
        paragraph.add_run(self.job.extension or "")

    # -- competencies

    def _competencies(self) -> None:
        self._chapter("III. Competenties", new_page=self.style.chapters_on_new_page)
        lead = self.style.lead
        for block, groups in blocks(self.job):
            assert block is not None
            heading = self._text(f"BLOK {block.number}: {block.title}", bold=True, before=lead, after=6)
            heading.paragraph_format.keep_with_next = True
            lead = 16
            for group, competencies in groups:
                self._table(group or "", competencies)
                self._text("", size=8)

    def _table(self, group: str, competencies: list[Competency]) -> None:
        style = self.style
        table = self.doc.add_table(rows=0, cols=3)
        table.style = self.doc.styles["Table Grid"]
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        for column, width in zip(table.columns, style.columns, strict=True):
            column.width = Mm(width)
        head = table.add_row()
        right = head.cells[1].merge(head.cells[2])
        self._cell_text(head.cells[0], group, bold=True)
        self._cell_text(right, "Keuze niveau en duiding", bold=True)
        if style.shade:
            self._shade(head.cells[0])
            self._shade(right)
        if style.repeat_header:
            mark = OxmlElement("w:tblHeader")
            head._tr.get_or_add_trPr().append(mark)
        for competency in competencies:
            self._rows(table, competency)

    def _rows(self, table: Table, competency: Competency) -> None:
        rows = [table.add_row() for _ in competency.levels]  # type: ignore[no-untyped-call]
        for row in rows:
            for cell, width in zip(row.cells, self.style.columns, strict=True):
                cell.width = Mm(width)
        name = rows[0].cells[0].merge(rows[-1].cells[0])
        self._cell_text(name, competency.name, bold=True)
        self._align(name)
        for row, level in zip(rows, competency.levels, strict=True):
            self._level(row.cells[1], level.label, self.style.boxes[bool(level.marked)])
            for number, indicator in enumerate(level.indicators):
                paragraph = self._cell_text(row.cells[2], indicator, fresh=number > 0)
                if self.style.cell_bullet:
                    self._listed(paragraph, self.cell_list_id)

    def _level(self, cell: _Cell, label: str, box: str) -> None:
        inline = self.style.level == "inline"
        paragraph = self._cell_text(cell, f"{label} " if inline else label)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if not inline:
            paragraph = self._cell_text(cell, "", fresh=True)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(box)
        run.font.size = Pt(self.style.table_size)
        run.font.name = self.style.box_font
        for side in ("ascii", "hAnsi", "cs", "eastAsia"):
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn(f"w:{side}"), self.style.box_font)
        self._align(cell)

    def _align(self, cell: _Cell) -> None:
        if self.style.align == "middle":
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER

    def _cell_text(self, cell: _Cell, text: str, *, bold: bool = False, fresh: bool = False) -> Paragraph:
        paragraph: Paragraph = cell.add_paragraph() if fresh else cell.paragraphs[0]
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(self.style.table_size)
        paragraph.paragraph_format.widow_control = False
        return paragraph

    def _shade(self, cell: _Cell) -> None:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), self.style.shade or "")
        cell._tc.get_or_add_tcPr().append(shade)

    def _approval(self) -> None:
        if self.job.approval:
            self._text(self.job.approval.text, before=14)
