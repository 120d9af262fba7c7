"""What stands beside a name in its table: its group, merged over the rows it holds, and what it means.

Domein      | Competentie | Omschrijving     | 1 | 2
Zelfsturing | Luisteren   | Hoort toe.       | X |
| Plannen     | Deelt de dag in. |   | X
Ploeg       | Leiden      | Stuurt aan.      | X |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.matching.claims import Claim
from extractor.matching.document import DocumentContext, cell_right
from extractor.matching.levels.heads import Heads, Role
from extractor.matching.levels.names import cell_to_name, is_group_column, is_index
from extractor.matching.levels.question import Question, taken
from extractor.shaping.lines import Line
from extractor.shaping.paragraphs import lines_to_paragraphs
from extractor.shaping.tables.cells import Cell, Table


@dataclass(frozen=True)
class GroupColumn:
    """A column of a table whose cells each stand beside several names."""

    table: Table
    col: int

    def cell(self, row: int) -> Cell | None:
        """The cell of the group that the row belongs to; None where it holds no word."""
        cell = self.table.cell_at(row, self.col)
        return cell if cell is not None and cell.words and cell.col1 == self.col + 1 else None

    def grouped(self, question: Question, row: int, document: DocumentContext) -> Question:
        """The question under the group beside its row, where there is one."""
        cell = self.cell(row)
        name = cell_to_name(cell, document) if cell is not None else None
        if cell is None or name is None or is_index(name.text) or name.text.endswith((".", ";")):
            return question
        return replace(question, group=name.text, took=(*question.took, *taken(Claim.GROUP, cell.words)))


def group_column(table: Table, heads: Heads, name_col: int, rows: Sequence[int]) -> GroupColumn | None:
    """The nearest column left of the names that is merged over several of the rows; None where there is none."""
    says_more = (Role.DESCRIPTION, Role.OTHER, Role.CODE, Role.LEVEL)
    for col in range(name_col - 1, -1, -1):
        if heads.columns[col].role not in says_more and is_group_column(table, col, rows):
            return GroupColumn(table, col)
    return None


def with_description(question: Question, cells: Sequence[Cell], heads: Heads, document: DocumentContext) -> Question:
    """The question, described by those of the cells of its row that are headed as descriptions."""
    told = [cell for cell in cells if cell.text_words and heads.columns[cell.col0].role is Role.DESCRIPTION]
    lines = tuple(line for cell in told for line in document.cell_lines(cell))
    words = [word for cell in told for word in cell.text_words]
    took = (*question.took, *taken(Claim.DESCRIPTION, words))
    return replace(question, description=(*question.description, *lines), took=took) if told else question


def with_meaning(question: Question, cells: Sequence[Cell], document: DocumentContext) -> Question:
    """The question, its one level with what the cells beside it say that it means."""
    items: list[tuple[Line, ...]] = []
    for cell in cells:
        lines = document.cell_lines(cell)
        items += map(tuple, lines_to_paragraphs(lines, cell_right(cell, lines)))
    if not items or len(question.options) != 1:
        return question
    took = (*question.took, *taken(Claim.INDICATOR, [word for cell in cells for word in cell.words]))
    return replace(question, options=(replace(question.options[0], items=tuple(items)),), took=took)
