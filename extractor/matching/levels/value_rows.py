"""The rows of a table that gives levels in cells: their name, their group, and whether a row without a level has none.

Competentie      | Niveau
Luisteren        |   2
Plannen          |   -         none: the row says so
Schrijven        |             none: its place is empty, and rows before it have a level
**Team**         |             heads the rows below
Leiden           |   3
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.matching.document import DocumentContext
from extractor.matching.generic import names_group, names_other_section
from extractor.matching.levels.beside_names import GroupColumn, group_column
from extractor.matching.levels.blank_cells import is_drawn_in
from extractor.matching.levels.labels import Label, LabelKind, text_to_label
from extractor.matching.levels.names import Name, cell_to_name, is_index
from extractor.matching.levels.no_names import field_labels, is_no_competency
from extractor.matching.levels.value_layouts import Layout, level_text, own_cell, says_nothing
from extractor.matching.vocabulary import fold, words
from extractor.shaping.tables.cells import Cell, Table


@dataclass(frozen=True)
class ValueRow:
    """The cells that begin in a row, which of them names it, and those of each set of levels."""

    number: int
    cells: tuple[Cell, ...]
    name_cell: Cell | None
    name: Name | None
    begins: bool
    """Does the cell of the name begin here, with words in it? Else it is merged from above, or empty."""
    levels: tuple[tuple[Cell, ...], ...]
    group: GroupColumn | None

    @property
    def gives_level(self) -> bool:
        """Is there a text in a place of levels that is more than a dash?"""
        return any(not says_nothing(level_text(cell)) for own in self.levels for cell in own)

    @property
    def has_dash(self) -> bool:
        return any(cell.words and says_nothing(level_text(cell)) for own in self.levels for cell in own)

    @property
    def beside(self) -> list[Cell]:
        """The cells with words beside the name, but for the group's and the number of the row."""
        beside = [cell for cell in self.cells if cell.words and cell is not self.name_cell]
        beside = [cell for cell in beside if self.group is None or cell is not self.group.cell(self.number)]
        return [cell for cell in beside if not is_index(level_text(cell))]


def row_of(table: Table, row: int, layout: Layout, document: DocumentContext) -> ValueRow:
    cells = tuple(cell for cell in table.row(row) if cell.row0 == row)
    name_cell = table.cell_at(row, layout.name) if isinstance(layout.name, int) else first_wordy(cells, document)
    begins = name_cell is not None and name_cell.row0 == row and bool(name_cell.words)
    name = cell_to_name(name_cell, document) if begins and name_cell is not None else None
    levels = tuple(
        tuple(cell for col in columns if (cell := own_cell(table, row, col)) is not None) for columns in layout.levels
    )
    rows = range(layout.heads.rows, table.row_count)
    group = group_column(table, layout.heads, layout.name, rows) if isinstance(layout.name, int) else None
    return ValueRow(row, cells, name_cell, name, begins, levels, group)


def first_wordy(cells: Sequence[Cell], document: DocumentContext) -> Cell | None:
    return next((c for c in cells if c.words and any(ch.isalpha() for ch in document.text_of(c))), None)


def not_applicable(text: str) -> bool:
    """Does it say that no level applies: "n.v.t.", "niet vereist"?"""
    label = text_to_label(text)
    return isinstance(label, Label) and label.kind is LabelKind.ZERO


def has_none(row: ValueRow, table: Table, layout: Layout, document: DocumentContext) -> bool | None:
    """Is the row that of a competency without a level? False: it heads others. None: nobody can say what it has."""
    if row.has_dash:
        return True
    if _is_heading(row, table, layout) or not _reads_as_name(row, table, layout):
        return False
    drawn = any(is_drawn_in(cell, document) for own in row.levels for cell in own)
    return None if drawn or not all(row.levels) else True


def _is_heading(row: ValueRow, table: Table, layout: Layout) -> bool:
    """Does the row head those below it: by its words, its letters, or as the first of a table that begins so?"""
    if row.name is None or row.name_cell is None or names_group(row.name.text):
        return True
    if row.beside:
        return False
    return _is_stronger(row.name_cell, table, layout) or _begins_with_heading(row, table, layout)


def _reads_as_name(row: ValueRow, table: Table, layout: Layout) -> bool:
    """Is it no sentence, remark or field of a form, and no rest of the name above it?

    Luisteren naar   | 2             Plannen                    | 3             Handtekening |
    anderen          |               * binnen twee jaar         |

    "Health and safety" beside a text on behaviour is a competency, whatever section may be called so.
    """
    if row.name is None or row.name_cell is None:
        return False
    text = row.name.text
    if text.endswith((".", ";", ",", ":")) or not text[0].isalnum() or (_is_field(text) and not row.beside):
        return False
    return not text[0].islower() or any(level_text(c)[:1].islower() for c in _names(table, row.name_cell, layout))


def _is_field(text: str) -> bool:
    """Does the text name a field of a form, or another part of it: "Handtekening", "Datum", "Diploma"?"""
    folded, labels = fold(text), field_labels()
    if is_no_competency(text) or names_other_section(text) or folded in labels or folded in words().documents.weak:
        return True
    begins = (*labels, *words().approval.verbs, *words().competencies.totals)
    return any(folded.startswith(f"{fold(begin)} ") for begin in begins)


def _names(table: Table, cell: Cell, layout: Layout) -> list[Cell]:
    """The other cells with words in the column of names."""
    cells = [table.cell_at(row, cell.col0) for row in range(layout.heads.rows, table.row_count)]
    return [other for other in cells if other is not None and other.words and other is not cell]


def _begins_with_heading(row: ValueRow, table: Table, layout: Layout) -> bool:
    """Do the rows of the table stand under headings, the first of which is its first row?

    Where the first rows have a level, no heading needs to stand over the others, and the last row heads nothing. A
    single row without a level at the top, in cells of its own, may as well be a competency whose level is missing.

    Team        |              Luisteren  |              what a person blotted out in the first row
    Luisteren   | 2            Plannen    | 3
    Taal        |              Leiden     | 2
    Plannen     | 3
    """
    body = range(layout.heads.rows, table.row_count)
    empty = [r for r in body if all(says_nothing(text) for text in _level_texts(table, r, layout))]
    begins = 0 < len(empty) < len(body) and empty[0] == body[0] and row.number < body[-1]
    headings = [r for r in empty if r < body[-1] and r + 1 not in empty]
    return begins and (len(headings) > 1 or _spans_levels(row, layout))


def _spans_levels(row: ValueRow, layout: Layout) -> bool:
    """Is the cell of the name merged with those of the levels?"""
    return row.name_cell is not None and any(row.name_cell.col1 > col for own in layout.levels for col in own)


def _level_texts(table: Table, row: int, layout: Layout) -> list[str]:
    cells = (own_cell(table, row, col) for columns in layout.levels for col in columns)
    return [level_text(cell) for cell in cells if cell is not None]


def _is_stronger(cell: Cell, table: Table, layout: Layout) -> bool:
    """Does it stand out among the names: in bold or larger letters, or in capitals, as not all of them do?"""
    return any(_look(cell) > _look(other) for other in _names(table, cell, layout))


def _look(cell: Cell) -> tuple[bool, float, bool]:
    lines = cell.lines
    return all(line.bold for line in lines), round(max(line.size for line in lines), 1), level_text(cell).isupper()
