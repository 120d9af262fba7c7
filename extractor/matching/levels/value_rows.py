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
from functools import cached_property

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


@dataclass(frozen=True)
class ValueTable:
    """A table that gives levels in cells, and what its rows have in common."""

    table: Table
    layout: Layout

    @property
    def body(self) -> range:
        return range(self.layout.heads.rows, self.table.row_count)

    @cached_property
    def group(self) -> GroupColumn | None:
        name = self.layout.name
        return group_column(self.table, self.layout.heads, name, self.body) if isinstance(name, int) else None

    @cached_property
    def empty_rows(self) -> frozenset[int]:
        """The rows in whose places of levels nothing stands, or a dash."""
        return frozenset(row for row in self.body if all(map(says_nothing, self._level_texts(row))))

    @cached_property
    def empty_before_others(self) -> int:
        """How many rows without a level, but for the last, stand right over one that has a level."""
        return sum(row < self.body[-1] and row + 1 not in self.empty_rows for row in self.empty_rows)

    @cached_property
    def weakest(self) -> dict[int, _Look]:
        """The look that stands out least among the cells of each column."""
        return {col: min(map(_look, cells)) for col, cells in self._columns.items()}

    @cached_property
    def small(self) -> dict[int, int]:
        """How many cells of each column begin with a small letter."""
        return {col: sum(_begins_small(cell) for cell in cells) for col, cells in self._columns.items()}

    @cached_property
    def _columns(self) -> dict[int, list[Cell]]:
        """The cells with words that begin in each column."""
        columns: dict[int, list[Cell]] = {}
        for cell in {id(cell): cell for row in self.body for cell in self.table.row(row) if cell.words}.values():
            columns.setdefault(cell.col0, []).append(cell)
        return columns

    def _level_texts(self, row: int) -> list[str]:
        cells = (own_cell(self.table, row, col) for columns in self.layout.levels for col in columns)
        return [level_text(cell) for cell in cells if cell is not None]


_Look = tuple[bool, float, bool]
"""Is all of it bold, how large is it, is it in capitals?"""


def row_of(whole: ValueTable, row: int, document: DocumentContext) -> ValueRow:
    table, layout = whole.table, whole.layout
    cells = tuple(cell for cell in table.row(row) if cell.row0 == row)
    name_cell = table.cell_at(row, layout.name) if isinstance(layout.name, int) else first_wordy(cells, document)
    begins = name_cell is not None and name_cell.row0 == row and bool(name_cell.words)
    name = cell_to_name(name_cell, document) if begins and name_cell is not None else None
    levels = tuple(
        tuple(cell for col in columns if (cell := own_cell(table, row, col)) is not None) for columns in layout.levels
    )
    return ValueRow(row, cells, name_cell, name, begins, levels, whole.group)


def first_wordy(cells: Sequence[Cell], document: DocumentContext) -> Cell | None:
    return next((c for c in cells if c.words and any(ch.isalpha() for ch in document.text_of(c))), None)


def not_applicable(text: str) -> bool:
    """Does it say that no level applies: "n.v.t.", "niet vereist"?"""
    label = text_to_label(text)
    return isinstance(label, Label) and label.kind is LabelKind.ZERO


def has_none(row: ValueRow, whole: ValueTable, document: DocumentContext) -> bool | None:
    """Is the row that of a competency without a level? False: it heads others. None: nobody can say what it has."""
    if row.has_dash:
        return True
    if _is_heading(row, whole) or not _reads_as_name(row, whole):
        return False
    drawn = any(is_drawn_in(cell, document) for own in row.levels for cell in own)
    return None if drawn or not all(row.levels) else True


def _is_heading(row: ValueRow, whole: ValueTable) -> bool:
    """Does the row head those below it: by its words, its letters, or as the first of a table that begins so?"""
    if row.name is None or row.name_cell is None or names_group(row.name.text):
        return True
    if row.beside:
        return False
    return _is_stronger(row.name_cell, whole) or _begins_with_heading(row, whole)


def _reads_as_name(row: ValueRow, whole: ValueTable) -> bool:
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
    others = whole.small[row.name_cell.col0] - _begins_small(row.name_cell)
    return not text[0].islower() or others > 0


def _is_field(text: str) -> bool:
    """Does the text name a field of a form, or another part of it: "Handtekening", "Datum", "Diploma"?"""
    folded, labels = fold(text), field_labels()
    if is_no_competency(text) or names_other_section(text) or folded in labels or folded in words().documents.weak:
        return True
    begins = (*labels, *words().approval.verbs, *words().competencies.totals)
    return any(folded.startswith(f"{fold(begin)} ") for begin in begins)


def _begins_small(cell: Cell) -> bool:
    return level_text(cell)[:1].islower()


def _begins_with_heading(row: ValueRow, whole: ValueTable) -> bool:
    """Do the rows of the table stand under headings, the first of which is its first row?

    Where the first rows have a level, no heading needs to stand over the others, and the last row heads nothing. A
    single row without a level at the top, in cells of its own, may as well be a competency whose level is missing.

    Team        |              Luisteren  |              what a person blotted out in the first row
    Luisteren   | 2            Plannen    | 3
    Taal        |              Leiden     | 2
    Plannen     | 3
    """
    body, empty = whole.body, whole.empty_rows
    begins = body[0] in empty and len(empty) < len(body) and row.number < body[-1]
    return begins and (whole.empty_before_others > 1 or _spans_levels(row, whole.layout))


def _spans_levels(row: ValueRow, layout: Layout) -> bool:
    """Is the cell of the name merged with those of the levels?"""
    return row.name_cell is not None and any(row.name_cell.col1 > col for own in layout.levels for col in own)


def _is_stronger(cell: Cell, whole: ValueTable) -> bool:
    """Does it stand out among the names: in bold or larger letters, or in capitals, as not all of them do?"""
    return _look(cell) > whole.weakest[cell.col0]


def _look(cell: Cell) -> _Look:
    lines = cell.lines
    return all(line.bold for line in lines), round(max(line.size for line in lines), 1), level_text(cell).isupper()
