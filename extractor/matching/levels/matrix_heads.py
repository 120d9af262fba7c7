"""The heads of the columns of a matrix: the lowest row above its marks that holds labels in the marks' own columns.

Competentie       | Kern |  1  |  2  |  3  | Opleiding nodig          of these 1, 2, 3 go up one scale
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extractor.matching.document import DocumentContext
from extractor.matching.levels.heads import is_no_level
from extractor.matching.levels.labels import Label, LabelKind, label_core, text_to_label
from extractor.matching.levels.scale import Scale, fixed_scale
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold
from extractor.shaping.tables.cells import Cell, Table

LONGEST_HEADING = 40
"""No level's name over a column has more characters."""
NOTHING = frozenset({"-", "–", "—", "−", "/", "n.v.t.", "nvt", "n/a", "s.o.", ".", "·"})
"""What people put in a cell that is not meant."""


@dataclass(frozen=True)
class LevelColumn:
    x0: float
    x1: float
    label: str

    def holds(self, x: float) -> bool:
        return self.x0 <= x <= self.x1


@dataclass(frozen=True)
class Matrix:
    """One set of level columns, the text over it, and where the names of its rows may begin."""

    columns: tuple[LevelColumn, ...]
    over: str
    left: float


@dataclass(frozen=True)
class MatrixHeads:
    """The matrices of a table and the row of it that names them: -1 where it stands on an earlier page."""

    matrices: tuple[Matrix, ...]
    row: int


def of_levels(matrices: Sequence[Matrix]) -> tuple[Matrix, ...]:
    """The sets of columns without those that ask something else: "Basis | Expert | Opleiding nodig", "Ja | Nee"."""
    kept = [replace(m, columns=tuple(c for c in m.columns if not is_no_level(c.label))) for m in matrices]
    return tuple(matrix for matrix in kept if len(matrix.columns) > 1)


@dataclass(frozen=True)
class _Marked:
    """Where the marks of a table stand: in `columns`, from `first_row` down."""

    first_row: int
    columns: frozenset[int]


def table_heading(table: Table, document: DocumentContext, rules: CompetencyRules) -> MatrixHeads | None:
    """The lowest row above the marks that heads their columns; None where there is none, or no matrix below it."""
    marked = _marked(table, document)
    if marked is None:
        return None
    scale = fixed_scale(rules.scale) if rules.scale else None
    for row in range(marked.first_row - 1, -1, -1):
        columns = _level_heads(table, row, marked, scale, document)
        over_marks = [cell for cell, _ in columns if cell.col0 in marked.columns]
        if len(over_marks) >= (1 if len(columns) > 1 else 2):
            matrices = _matrices(table, row, columns, document)
            return MatrixHeads(matrices, row) if matrices else None
    return None


def _marked(table: Table, document: DocumentContext) -> _Marked | None:
    cells = [cell for cell in table.cells if document.marks_in(cell)]
    if not cells:
        return None
    return _Marked(min(cell.row0 for cell in cells), frozenset(cell.col0 for cell in cells if _has_own_column(cell)))


def _has_own_column(cell: Cell) -> bool:
    return cell.col1 == cell.col0 + 1


def _level_heads(
    table: Table, row: int, marked: _Marked, scale: Scale | None, document: DocumentContext
) -> list[tuple[Cell, str]]:
    """The cells of the row that may name a level, each over a column of marks or an empty one."""
    above = [cell for cell in table.row(row) if _has_own_column(cell) and cell.row1 <= marked.first_row]
    labelled = [(cell, text) for cell in above if (text := document.text_of(cell)) and _may_be_level(text, scale)]
    return [
        (cell, text)
        for cell, text in labelled
        if cell.col0 in marked.columns or _is_empty_below(table, cell, marked.first_row, document)
    ]


def _may_be_level(text: str, scale: Scale | None) -> bool:
    return scale.rank(text) is not None if scale else len(text) <= LONGEST_HEADING


def _is_empty_below(table: Table, heading: Cell, first_row: int, document: DocumentContext) -> bool:
    """A level that no row has: its column stands empty under its heading, or with dashes in it."""
    below = [table.cell_at(row, heading.col0) for row in range(first_row, table.row_count)]
    return all(
        cell is None or cell.col1 > cell.col0 + 1 or not cell.words or fold(document.text_of(cell)) in NOTHING
        for cell in below
    )


def _matrices(
    table: Table, row: int, columns: Sequence[tuple[Cell, str]], document: DocumentContext
) -> tuple[Matrix, ...]:
    groups: list[list[tuple[Cell, str]]] = []
    for cell, text in columns:
        last = groups[-1] if groups else []
        restarted = label_core(text) in {label_core(other) for _, other in last}
        if not last or restarted or cell.col0 != last[-1][0].col1:
            groups.append([])
        groups[-1].append((cell, text))
    matrices = []
    left = table.box.x0
    for group in groups:
        for part in _of_one_scale(group):
            found = tuple(LevelColumn(cell.box.x0, cell.box.x1, text) for cell, text in part)
            matrices.append(Matrix(found, _over(table, row, part[0][0], document), left))
        left = group[-1][0].box.x1 if len(group) > 1 else left
    return tuple(matrices)


def _of_one_scale(group: Sequence[tuple[Cell, str]]) -> list[list[tuple[Cell, str]]]:
    """The parts of neighbouring columns whose heads are labels of one kind: "Kern | 1 | 2 | 3" → "1 | 2 | 3".

    Names can be of any scale, and stay together where nothing else stands among them. So do codes: "O | V | G".
    """
    parts: list[list[tuple[Cell, str]]] = []
    last: LabelKind | None = None
    for (cell, text), kind in zip(group, _kinds([text for _, text in group]), strict=True):
        goes_on = bool(parts) and (kind is last or LabelKind.ZERO in (kind, last))
        if not goes_on:
            parts.append([])
        parts[-1].append((cell, text))
        last = last if goes_on and kind is LabelKind.ZERO else kind
    long = [part for part in parts if len(part) > 1]
    ordered = [part for part in long if _kind(part[-1][1]) is not LabelKind.NAME]
    return ordered if ordered and not _all_names(long) else long


def _kinds(texts: Sequence[str]) -> list[LabelKind]:
    """The kind of each head; where one of neighbouring single letters is no numeral, "V" and "I" are letters as well.

    O | V | G | Opmerking          letters               K | I | II | III          numerals, as "II" is
    """
    if any(len(text) > 1 and _kind(text) is LabelKind.ROMAN for text in texts):
        return [_kind(text) for text in texts]
    kinds: list[LabelKind] = []
    for is_code, run in groupby(texts, lambda text: len(text) == 1 and text.isalpha()):
        own = [_kind(text) for text in run]
        kinds += [LabelKind.LETTER] * len(own) if is_code and LabelKind.LETTER in own else own
    return kinds


def _all_names(parts: Sequence[Sequence[tuple[Cell, str]]]) -> bool:
    """Do names come first, and letters that are none of their scale ("A | I | T") behind them?"""
    kinds = [_kind(part[-1][1]) for part in parts]
    return bool(kinds) and kinds[0] is LabelKind.NAME


def _kind(text: str) -> LabelKind:
    label = text_to_label(text)
    if isinstance(label, Label):
        return label.kind
    return LabelKind.LETTER if len(text) == 1 and text.isalpha() else LabelKind.NAME


def _over(table: Table, row: int, first: Cell, document: DocumentContext) -> str:
    over = ""
    for upper in range(row):
        above = table.cell_at(upper, first.col0)
        if above is not None and above.row1 <= row and above.words and above.col1 - above.col0 > 1:
            over = document.text_of(above)
    return over


def continued_heading(table: Table, document: DocumentContext, before: tuple[Matrix, ...]) -> MatrixHeads | None:
    marks = [mark for cell in table.cells for mark in document.marks_in(cell)]
    columns = [column for matrix in before for column in matrix.columns]
    if not marks or not columns or not all(any(c.holds(mark.box.middle_x) for c in columns) for mark in marks):
        return None
    return MatrixHeads(before, -1)
