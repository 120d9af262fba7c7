"""What no level strategy claimed, as paragraphs in the order in which one reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extractor.matching.claims import Claims
from extractor.matching.document import DocumentContext, cell_right, table_cells
from extractor.shaping.lines import Line
from extractor.shaping.paragraphs import TERMINAL, Paragraph, lines_to_paragraphs
from extractor.shaping.tables.cells import Table


def document_to_paragraphs(context: DocumentContext, claims: Claims, begins: Callable[[Line], bool]) -> list[Paragraph]:
    """Everything along the page; `begins` names lines that open a paragraph whatever the line before looks like."""
    found: list[Paragraph] = []
    flow: list[Line] = []
    for page in context.pages:
        for element in page.elements():
            if isinstance(element, Table):
                cells = _table(element, context, claims, begins)
                if cells:
                    found.extend(_flow(flow, context, begins))
                    flow = []
                    found.extend(cells)
            elif element.words[0].upright and claims.left(element.words):
                flow.append(element)
    found.extend(_flow(flow, context, begins))
    return _with_whole_sentences(found)


def _with_whole_sentences(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The same, a sentence that a page break parted in the cells of a column put together.

    | • The incumbent may be required to wear | page 2
    | a dosimeter.                            | page 3
    """
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        if found and _goes_on_in(found[-1], paragraph):
            above = found.pop()
            paragraph = replace(above, lines=(*above.lines, *paragraph.lines))
        found.append(paragraph)
    return found


def _goes_on_in(above: Paragraph, paragraph: Paragraph) -> bool:
    last, first = above.lines[-1], paragraph.first
    return (
        above.cell is not None
        and paragraph.cell is not None
        and last.page + 1 == first.page
        and paragraph.bullet is None
        and first.same_style(last)
        and first.text[:1].islower()
        and not last.text.endswith(TERMINAL)
        and above.cell.box.x0 < paragraph.cell.box.x1
        and paragraph.cell.box.x0 < above.cell.box.x1
    )


def _flow(lines: Sequence[Line], context: DocumentContext, begins: Callable[[Line], bool]) -> list[Paragraph]:
    lines = context.flow_lines(lines)
    return [Paragraph(tuple(group)) for group in lines_to_paragraphs(lines, context.right, begins)]


def _table(table: Table, context: DocumentContext, claims: Claims, begins: Callable[[Line], bool]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for row in table_cells(table):
        for cell in row:
            if claims.left(cell.words):
                lines = context.cell_lines(cell)
                groups = lines_to_paragraphs(lines, cell_right(cell, lines), begins)
                found.extend(Paragraph(tuple(group), table, cell) for group in groups)
    return found
