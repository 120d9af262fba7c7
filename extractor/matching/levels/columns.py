"""A column per level, a mark in one cell of each row: matrices, also two side by side or under stacked headings.

Column headings are the lowest row above the marks that holds labels in the marks' own columns; a table that goes on
from the page before keeps the columns it had there. The labels start anew where a second matrix begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.geometry import box_around
from extractor.matching.claims import Claims
from extractor.matching.document import DocumentContext
from extractor.matching.generic import names_group
from extractor.matching.levels.found import CompetencyFound, LevelFound
from extractor.matching.levels.headings import GroupHeadings
from extractor.matching.levels.scale import Scale, fixed_scale, is_known_scale, label_core
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold, words
from extractor.reading.layout import Word
from extractor.shaping.lines import words_to_lines
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.tables.cells import Cell, Table

LONGEST_HEADING = 40
"""No level's name over a column has more characters."""


@dataclass(frozen=True)
class _LevelColumn:
    x0: float
    x1: float
    label: str

    def holds(self, x: float) -> bool:
        return self.x0 <= x <= self.x1


@dataclass(frozen=True)
class _Matrix:
    """One set of level columns, the text over it, and where the names of its rows may begin."""

    columns: tuple[_LevelColumn, ...]
    over: str
    left: float


@dataclass(frozen=True)
class _Heading:
    """The matrices of a table and the row of it that names them: -1 where it stands on an earlier page."""

    matrices: tuple[_Matrix, ...]
    row: int


def match_columns(context: DocumentContext, rules: CompetencyRules, claims: Claims) -> list[CompetencyFound]:
    scale = fixed_scale(rules.scale) if rules.scale else None
    headings = GroupHeadings(context, rules, claims)
    found: list[CompetencyFound] = []
    before: tuple[_Matrix, ...] = ()
    for page in context.pages:
        first = True
        for element in page.elements():
            if not isinstance(element, Table):
                headings.line(element)
                continue
            if not any(True for _ in claims.unclaimed(element.words)):
                continue
            heading = _heading(element, context, scale) or _continued(element, context, before if first else ())
            first = False
            if heading is None:
                headings.table(element)
                continue
            transposed = _read_transposed(element, heading, context, headings, claims)
            if transposed:
                found.extend(transposed)
                continue
            before = heading.matrices
            found.extend(_read(element, heading, context, headings, claims))
    return found


def _heading(table: Table, context: DocumentContext, scale: Scale | None) -> _Heading | None:
    marks = [(cell, mark) for cell in table.cells for mark in context.marks_in(cell)]
    if not marks:
        return None
    first_row = min(cell.row0 for cell, _ in marks)
    marked = {cell.col0 for cell, _ in marks if cell.col1 == cell.col0 + 1}
    for row in range(first_row - 1, -1, -1):
        labelled = [
            (cell, text)
            for cell in table.row(row)
            if cell.col1 == cell.col0 + 1 and cell.row1 <= first_row and (text := context.text_of(cell))
        ]
        columns = [
            (cell, text)
            for cell, text in labelled
            if (scale.rank(text) is not None if scale else len(text) <= LONGEST_HEADING)
            and (cell.col0 in marked or _is_empty_below(table, cell, first_row))
        ]
        if len([cell for cell, _ in columns if cell.col0 in marked]) >= (1 if len(columns) > 1 else 2):
            matrices = _matrices(table, row, columns, context)
            return _Heading(matrices, row) if matrices else None
    return None


def _is_empty_below(table: Table, heading: Cell, first_row: int) -> bool:
    """A level that no row has: its column stands empty under its heading."""
    return all(
        not (cell := table.cell_at(row, heading.col0)) or not cell.words or cell.col1 > cell.col0 + 1
        for row in range(first_row, table.row_count)
    )


def _matrices(
    table: Table, row: int, columns: Sequence[tuple[Cell, str]], context: DocumentContext
) -> tuple[_Matrix, ...]:
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
        if len(group) < 2:
            continue
        found = tuple(_LevelColumn(cell.box.x0, cell.box.x1, text) for cell, text in group)
        over = ""
        for upper in range(row):
            above = table.cell_at(upper, group[0][0].col0)
            if above is not None and above.row1 <= row and above.words and above.col1 - above.col0 > 1:
                over = context.text_of(above)
        matrices.append(_Matrix(found, over, left))
        left = found[-1].x1
    return tuple(matrices)


def _continued(table: Table, context: DocumentContext, before: tuple[_Matrix, ...]) -> _Heading | None:
    marks = [mark for cell in table.cells for mark in context.marks_in(cell)]
    columns = [column for matrix in before for column in matrix.columns]
    if not marks or not columns or not all(any(c.holds(mark.box.middle_x) for c in columns) for mark in marks):
        return None
    return _Heading(before, -1)


def _read(
    table: Table, heading: _Heading, context: DocumentContext, headings: GroupHeadings, claims: Claims
) -> list[CompetencyFound]:
    for row in range(heading.row + 1):
        claims.claim((word for cell in table.row(row) for word in cell.words), "table head")
    found: list[CompetencyFound] = []
    names: list[Cell] = []
    for row in range(heading.row + 1, table.row_count):
        cells = [cell for cell in table.row(row) if cell.row0 == row]
        marked = any(context.marks_in(cell) for cell in cells)
        if any(cell.words for cell in cells) and not marked and _repeats_heading(cells, heading):
            claims.claim((word for cell in cells for word in cell.words), "table head")
            continue
        read_any = False
        required, others = _required_first(heading.matrices)
        for matrix in (*required, *others):
            name = _name_cell(table, row, matrix, context)
            if name is None or any(name is other for other in names):
                continue
            competency = _row_to_competency(table, row, name, matrix, context, headings, claims)
            if competency is not None:
                names.append(name)
                sets = sum(_name_cell(table, row, other, context) is name for other in required)
                found.append(competency if sets < 2 else _undecided(competency, sets))
                read_any = True
        if not read_any:
            headings.row(cells)
    return found


def _read_transposed(
    table: Table, heading: _Heading, context: DocumentContext, headings: GroupHeadings, claims: Claims
) -> list[CompetencyFound]:
    """The competencies of a matrix that has a column for each and a row for each level; [] where it is none."""
    if len(heading.matrices) != 1 or heading.row < 0:
        return []
    matrix = heading.matrices[0]
    names = [(row, _name_cell(table, row, matrix, context)) for row in range(heading.row + 1, table.row_count)]
    rows = [(row, name) for row, name in names if name is not None]
    corner = table.cell_at(heading.row, rows[0][1].col0) if rows else None
    says_level = corner is not None and fold(context.text_of(corner)) in words().levels.column
    if is_known_scale([column.label for column in matrix.columns]):
        return []
    if not says_level and not is_known_scale([context.text_of(name) for _, name in rows]):
        return []
    block, group = headings.current()
    heads = [cell for cell in table.row(heading.row) if any(c.holds(cell.box.middle_x) for c in matrix.columns)]
    claims.claim((w for cell in heads for w in cell.words), "competency name")
    claims.claim((w for row in range(heading.row + 1) for cell in table.row(row) for w in cell.words), "table head")
    claims.claim((w for _, name in rows for w in name.words), "level label")
    found = []
    for head in heads:
        levels = []
        for row, name in rows:
            cell = table.cell_at(row, head.col0)
            marks = tuple(context.marks_in(cell)) if cell is not None else ()
            taken = cell.words if cell is not None else ()
            claims.claim(taken, "level")
            text = [word for word in taken if word not in context.mark_words]
            items = (tuple(words_to_lines(text)),) if text else ()
            levels.append(LevelFound(context.text_of(name), marks, items, not marks and not text))
        found.append(CompetencyFound(context.text_of(head), table.page, head.box, block, group, tuple(levels)))
    return found


def _repeats_heading(cells: Sequence[Cell], heading: _Heading) -> bool:
    labels = [label_core(column.label) for matrix in heading.matrices for column in matrix.columns]
    texts = [fold(" ".join(word.text for word in cell.words)) for cell in cells if cell.words]
    return len(labels) > 0 and all(any(label_core(text) == label for text in texts) for label in labels)


def _required_first(matrices: Sequence[_Matrix]) -> tuple[Sequence[_Matrix], Sequence[_Matrix]]:
    """Of sets of levels for one name ("actuel", "requis") those that may be what the job requires, then the others.

    What is said to be required, or else all that is not said to be what somebody has now.
    """
    asked = [m for m in matrices if m.over and any(word in fold(m.over) for word in words().levels.required)]
    had = [m for m in matrices if m.over and any(word in fold(m.over) for word in words().levels.current)]
    rest = [m for m in matrices if m not in asked and m not in had]
    return (asked, rest) if asked else (rest, [])


def _undecided(competency: CompetencyFound, sets: int) -> CompetencyFound:
    reason = f"{sets} sets of levels stand behind this name, and nothing says which one is required"
    levels = (replace(level, marks=tuple(m.doubted(reason) for m in level.marks)) for level in competency.levels)
    return replace(competency, levels=tuple(levels))


def _name_cell(table: Table, row: int, matrix: _Matrix, context: DocumentContext) -> Cell | None:
    """The nearest cell with words to the left of the levels."""
    candidates = [
        cell
        for cell in table.row(row)
        if cell.words and cell.box.x1 <= matrix.columns[0].x0 + 1 and cell.box.x0 >= matrix.left - 1
    ]
    if not candidates and matrix.left > table.box.x0:
        candidates = [cell for cell in table.row(row) if cell.words and cell.box.x1 <= matrix.columns[0].x0 + 1]
    wordy = [cell for cell in candidates if any(c.isalpha() for c in context.text_of(cell))]
    return wordy[-1] if wordy else None


def _row_to_competency(
    table: Table,
    row: int,
    name: Cell,
    matrix: _Matrix,
    context: DocumentContext,
    headings: GroupHeadings,
    claims: Claims,
) -> CompetencyFound | None:
    levels: list[LevelFound] = []
    taken: list[Word] = []
    any_mark = False
    for column in matrix.columns:
        cells = [
            cell
            for inner in range(row, max(name.row1, row + 1))
            for cell in table.row(inner)
            if column.holds(cell.box.middle_x)
        ]
        marks: list[SelectionMark] = [mark for cell in dict.fromkeys(cells) for mark in context.marks_in(cell)]
        text_words = [w for cell in dict.fromkeys(cells) for w in cell.words if w not in context.mark_words]
        any_mark = any_mark or bool(marks)
        lines = words_to_lines(text_words)
        taken.extend(w for cell in cells for w in cell.words)
        levels.append(
            LevelFound(column.label, tuple(marks), (tuple(lines),) if lines else (), not marks and not text_words)
        )
    spans = [cell for cell in table.row(row) if cell.col1 - cell.col0 > 1 and cell.box.x1 > matrix.columns[0].x1]
    if not any_mark and (spans or any(level.items for level in levels) or names_group(context.text_of(name))):
        return None
    claims.claim(name.words, "competency name")
    claims.claim(taken, "level")
    name_lines = name.lines
    block, group = headings.current()
    return CompetencyFound(
        name=context.text_of(name),
        page=table.page,
        box=box_around(line.box for line in name_lines) if name_lines else name.box,
        block=block,
        group=group,
        levels=tuple(levels),
    )
