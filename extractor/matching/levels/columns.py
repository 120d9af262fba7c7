"""A column per level, a mark in one cell of each row: matrices, also two side by side or under stacked heads.

    Competentie       | Kern |  1  |  2  |  3  | Opleiding nodig
    Klantgerichtheid  |  X   |     |  X  |     |       X

The heads of the levels are the lowest row above the marks that holds labels in the marks' own columns. Of these only
those that go up one scale are levels: what else can be ticked in a row says something else. A table that goes on from
the page before keeps the columns it had there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.findings import phrase
from extractor.geometry import box_around
from extractor.matching.claims import Claim, Taken
from extractor.matching.document import DocumentContext
from extractor.matching.generic import is_competency_heading, names_group, names_other_section
from extractor.matching.levels.beside_names import group_column, with_description
from extractor.matching.levels.heads import Heads, Role, names_competencies, names_otherwise, table_heads
from extractor.matching.levels.labels import label_core
from extractor.matching.levels.matrix_heads import (
    NOTHING,
    LevelColumn,
    Matrix,
    MatrixHeads,
    continued_heading,
    of_levels,
    table_heading,
)
from extractor.matching.levels.names import Name, cell_to_name, name_column
from extractor.matching.levels.question import Doubt, Option, Question, taken
from extractor.matching.levels.scale import is_known_scale
from extractor.matching.levels.transposed import read_transposed
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold, words
from extractor.reading.layout import Word
from extractor.shaping.lines import words_to_lines
from extractor.shaping.tables.cells import Cell, Table

SMALL = 2
"""Rows of a table that one competency has for itself: the heads, and the place of the tick."""
SEVERAL = 0.2
"""So many of the rows at least that are ticked have several ticks where their heads are no steps of one scale."""


def match_columns(document: DocumentContext, rules: CompetencyRules) -> list[Question]:
    found: list[Question] = []
    before: tuple[Matrix, ...] = ()
    for page in document.pages:
        first = True
        for table in page.tables:
            heading = table_heading(table, document, rules) or continued_heading(
                table, document, before if first else ()
            )
            first = False
            if heading is None:
                found.extend(_left_empty(table, found, document))
                continue
            transposed = read_transposed(table, heading, document)
            if transposed:
                found.extend(transposed)
                continue
            asked = replace(heading, matrices=of_levels(heading.matrices))
            before = asked.matrices
            found.extend(_read(table, asked, document) if asked.matrices else _names_only(table, heading, document))
    return found


def _left_empty(table: Table, found: Sequence[Question], document: DocumentContext) -> list[Question]:
    """The question of a small table of which no level is ticked, where those before it have the same heads."""
    heads = _heads_over_nothing(table, found, document)
    if not heads:
        return []
    below = [table.cell_at(1, cell.col0) for cell in heads]
    options = [
        Option(document.text_of(head), (), empty_place=True, place=cell.box if cell is not None else None)
        for head, cell in zip(heads, below, strict=True)
    ]
    took = taken(Claim.TABLE_HEAD, [word for cell in heads for word in cell.words])
    return [Question("", table.page, table.box, tuple(options), took=took)]


def _heads_over_nothing(table: Table, found: Sequence[Question], document: DocumentContext) -> list[Cell]:
    """The heads of a small table over an empty row, where they are those of a question without a name; else []."""
    heads = [cell for cell in table.row(0) if cell.words] if table.row_count == SMALL else []
    same = heads and any(not q.name and q.labels == [document.text_of(cell) for cell in heads] for q in found)
    return heads if same and not any(cell.words for cell in table.row(1)) else []


def _names_only(table: Table, heading: MatrixHeads, document: DocumentContext) -> list[Question]:
    """The names of a table that is headed as one of competencies, where none of what is ticked in it is a level."""
    heads = table_heads(table, heading.row + 1, document)
    if not heads.of(Role.NAME):
        return []
    return [replace(question, options=(), took=_of_name(question)) for question in _read(table, heading, document)]


def _of_name(question: Question) -> tuple[Taken, ...]:
    return tuple(part for part in question.took if part.claim is not Claim.LEVEL)


def _read(table: Table, heading: MatrixHeads, document: DocumentContext) -> list[Question]:
    heads = table_heads(table, heading.row + 1, document)
    rows = _body_rows(table, heading, document)
    if _is_of_another_section(table, heading, document):
        return []
    sets = [_read_matrix(table, matrix, rows, heads, heading, document) for matrix in heading.matrices]
    found = [question for one in _one_of_many_left(sets) for question in one]
    found.sort(key=lambda question: (question.box.top, question.box.x0))
    if found:
        found[0] = replace(found[0], took=(*found[0].took, *taken(Claim.TABLE_HEAD, heads.words)))
    return found


def _read_matrix(
    table: Table, matrix: Matrix, rows: Sequence[int], heads: Heads, heading: MatrixHeads, document: DocumentContext
) -> list[Question]:
    """The questions of one set of columns, with what the heads of the table say of them."""
    corner = _corner(table, heading, document)
    names_headed = names_competencies(heads) or bool(corner)
    name_col = name_column(table, heads, _columns_for_names(table, matrix), document, rows)
    grouped = _rows_to_questions(table, matrix, rows, heads, name_col, document)
    if not heads.of(Role.LEVEL) and _say_whom(grouped):
        grouped = [question.doubted(phrase("heads-of-whom")) for question in grouped]
    return [
        replace(
            question,
            aspect=(matrix.over or None) if len(heading.matrices) > 1 else None,
            over=corner,
            headed=bool(corner) or bool(heads.of(Role.NAME)) or bool(heads.of(Role.LEVEL)),
            names_headed=names_headed,
            names_otherwise=names_otherwise(heads, name_col) and not corner,
        )
        for question in grouped
    ]


def _rows_to_questions(
    table: Table, matrix: Matrix, rows: Sequence[int], heads: Heads, name_col: int | Doubt, document: DocumentContext
) -> list[Question]:
    """The questions of the rows, each with the description beside it and under its group."""
    group = group_column(table, heads, name_col, rows) if isinstance(name_col, int) else None
    found = ((row, _row_to_question(table, row, name_col, matrix, document)) for row in rows)
    asked = [(row, question) for row, question in found if question is not None]
    described = [(row, with_description(q, _beside(table, row, matrix), heads, document)) for row, q in asked]
    return [group.grouped(q, row, document) if group is not None else q for row, q in described]


def _say_whom(questions: Sequence[Question]) -> bool:
    """Are the heads words nobody knows, and several of them ticked in one of five rows: "Assistent | Ploegbaas"?

    One row among many that is ticked twice is a slip.
    """
    ticked = [len(question.chosen) for question in questions if question.chosen]
    several = sum(number > 1 for number in ticked)
    return several >= SEVERAL * len(ticked) > 0 and not any(is_known_scale(question.labels) for question in questions)


def _beside(table: Table, row: int, matrix: Matrix) -> list[Cell]:
    """The cells that begin in a row outside its columns of levels."""
    return [
        cell
        for cell in table.row(row)
        if cell.row0 == row and not any(column.holds(cell.box.middle_x) for column in matrix.columns)
    ]


def _one_of_many_left(sets: Sequence[list[Question]]) -> list[list[Question]]:
    """The sets of columns in which a row has one tick at most, where others beside them have several.

    Essential | Desirable | A | I | T: how it is assessed may be ticked more than once, and is no level.
    """
    one_of = [one for one in sets if not _is_many_of(one)]
    many_of = [one for one in sets if _is_many_of(one)]
    told_apart = any(question.aspect for one in sets for question in one)
    return list(sets) if _keys(one_of) & _keys(many_of) or told_apart or not one_of else one_of


def _keys(sets: Sequence[Sequence[Question]]) -> set[str]:
    return {key for one in sets for question in one for key in question.keys}


def _is_many_of(questions: Sequence[Question]) -> bool:
    """Do most rows that are ticked have several ticks? A single such row is a row that somebody ticked twice."""
    ticked = [len(question.chosen) for question in questions if question.chosen]
    return 2 * sum(number > 1 for number in ticked) > len(ticked)


def _body_rows(table: Table, heading: MatrixHeads, document: DocumentContext) -> list[int]:
    """The rows below the heads that have a mark, or an empty place for one; repeated heads are none."""
    rows = []
    for row in range(heading.row + 1, table.row_count):
        cells = [cell for cell in table.row(row) if cell.row0 == row]
        marked = any(document.marks_in(cell) for cell in cells)
        if marked or not _repeats_heading(cells, heading):
            rows.append(row)
    return rows


def _columns_for_names(table: Table, matrix: Matrix) -> range:
    """The columns left of the levels; where a second matrix has none of its own, those left of the first one."""
    first = next(i for i, x in enumerate(table.xs) if x >= matrix.columns[0].x0 - 1)
    own = next((i for i, x in enumerate(table.xs) if x >= matrix.left - 1), 0)
    return range(own if own < first else 0, first) if first else range(0)


def _corner(table: Table, heading: MatrixHeads, document: DocumentContext) -> tuple[Word, ...]:
    """The words over the names where they head the group: "Kerncompetenties" and not "Competentie"."""
    if heading.row < 0:
        return ()
    cell = table.cell_at(heading.row, 0)
    text = document.text_of(cell) if cell is not None else ""
    if cell is None or not text or fold(text) in words().competencies.column or fold(text) in words().levels.column:
        return ()
    return cell.words if names_group(text) else ()


def _is_of_another_section(table: Table, heading: MatrixHeads, document: DocumentContext) -> bool:
    """Is what stands over the names the heading of a part without competencies: "Arbeidsomstandigheden | nooit"?"""
    cell = table.cell_at(heading.row, 0) if heading.row >= 0 else None
    text = document.text_of(cell) if cell is not None else ""
    return names_other_section(text) and not is_competency_heading(text)


def _repeats_heading(cells: Sequence[Cell], heading: MatrixHeads) -> bool:
    labels = [label_core(column.label) for matrix in heading.matrices for column in matrix.columns]
    texts = [fold(" ".join(word.text for word in cell.words)) for cell in cells if cell.words]
    return len(labels) > 0 and all(any(label_core(text) == label for text in texts) for label in labels)


def _row_to_question(
    table: Table, row: int, name_col: int | Doubt, matrix: Matrix, document: DocumentContext
) -> Question | None:
    """The question of a row; none where the row only heads others."""
    cell = table.cell_at(row, name_col) if isinstance(name_col, int) else _nearest_wordy(table, row, matrix, document)
    name = _name_from_row(cell, row, document) if cell is not None else None
    if name is None and _has_no_names(table, row, matrix, document):
        return _nameless_question(table, row, matrix, document)
    if cell is None or name is None:
        return None
    options, took = _options(table, row, cell.row1, matrix, document)
    if not any(option.marks for option in options) and _heads_others(table, row, cell, name, matrix, options):
        return None
    return Question(
        name=name.text,
        page=table.page,
        box=name.box,
        options=options,
        description=name.description,
        doubt=name_col if isinstance(name_col, Doubt) else None,
        took=(
            *taken(Claim.NAME, name.words),
            *taken(Claim.DESCRIPTION, [word for line in name.description for word in line.all_words]),
            *taken(Claim.LEVEL, took),
        ),
    )


def _name_from_row(cell: Cell, row: int, document: DocumentContext) -> Name | None:
    """The name in the cell; None where it is empty, or begins in a row above."""
    return cell_to_name(cell, document) if cell.row0 == row and cell.words else None


def _nameless_question(table: Table, row: int, matrix: Matrix, document: DocumentContext) -> Question | None:
    """None where the tick stands in a cell across the columns, and is in none of them."""
    options, took = _options(table, row, row + 1, matrix, document)
    places = [option.place for option in options if option.place is not None]
    return Question("", table.page, box_around(places), options, took=taken(Claim.LEVEL, took)) if places else None


def _heads_others(table: Table, row: int, cell: Cell, name: Name, matrix: Matrix, options: Sequence[Option]) -> bool:
    """Does a row without a mark head those below it?

    Kerncompetenties                  a group's name
    Klantgerichtheid  |  X  |     |
    Leidinggeven      |   alleen N3   a text over the columns of levels
    """
    if any(option.items for option in options) or names_group(name.text) or _spans_levels(table, row, matrix):
        return True
    return _stands_alone(table, row, cell) and not _is_plain_row(table, cell)


def _spans_levels(table: Table, row: int, matrix: Matrix) -> bool:
    return any(cell.col1 - cell.col0 > 1 and cell.box.x1 > matrix.columns[0].x1 for cell in table.row(row))


def _stands_alone(table: Table, row: int, cell: Cell) -> bool:
    return all(other is cell or not other.words for other in table.row(row))


def _is_plain_row(table: Table, cell: Cell) -> bool:
    """A name in no stronger letters than those of its column has no level; a stronger one heads the rows below."""
    others = [c for r in range(table.row_count) if (c := table.cell_at(r, cell.col0)) is not None and c.words]
    plain = [c for c in others if c is not cell and not _is_strong(c)]
    return not (_is_strong(cell) and plain)


def _is_strong(cell: Cell) -> bool:
    return all(line.bold for line in cell.lines)


def _nearest_wordy(table: Table, row: int, matrix: Matrix, document: DocumentContext) -> Cell | None:
    """Where nobody can say which column names: the nearest with letters, under a doubt."""
    left = [cell for cell in table.row(row) if cell.words and cell.box.x1 <= matrix.columns[0].x0 + 1]
    wordy = [cell for cell in left if any(c.isalpha() for c in document.text_of(cell))]
    return wordy[-1] if wordy else None


def _has_no_names(table: Table, row: int, matrix: Matrix, document: DocumentContext) -> bool:
    """Is it the only row of ticks in a table without a name in it, which then may stand over the table?"""
    ticked = {cell.row0 for cell in table.cells if document.marks_in(cell)}
    left = [cell for cell in table.cells if cell.words and cell.box.x1 <= matrix.columns[0].x0 + 1]
    return ticked == {row} and not left


def _options(
    table: Table, row: int, end: int, matrix: Matrix, document: DocumentContext
) -> tuple[tuple[Option, ...], list[Word]]:
    """Those of a name that stands beside the rows up to `end`."""
    rows = range(row, max(end, row + 1))
    held = [_cells_of(table, rows, column) for column in matrix.columns]
    options = [_option(column, cells, document) for column, cells in zip(matrix.columns, held, strict=True)]
    return tuple(_unticked_beside_text(options)), [word for cells in held for cell in cells for word in cell.words]


def _cells_of(table: Table, rows: range, column: LevelColumn) -> list[Cell]:
    """The cells of a name's rows in one column of levels, each once."""
    return list(dict.fromkeys(cell for row in rows for cell in table.row(row) if column.holds(cell.box.middle_x)))


def _option(column: LevelColumn, cells: Sequence[Cell], document: DocumentContext) -> Option:
    marks = tuple(mark for cell in cells for mark in document.marks_in(cell))
    text = [word for cell in cells for word in cell.words if word not in document.mark_words]
    nothing = fold(" ".join(word.text for word in text)) in NOTHING
    lines = [] if nothing else words_to_lines(text)
    return Option(
        column.label,
        marks,
        (tuple(lines),) if lines else (),
        empty_place=not marks and (not text or nothing),
        place=box_around(cell.box for cell in cells) if cells else None,
    )


def _unticked_beside_text(options: Sequence[Option]) -> list[Option]:
    """Where the tick of a row stands before the text of its cell, the cells with no more than text are not ticked."""
    ticked = [option for option in options if option.marks]
    if len(ticked) != 1 or not ticked[0].items or not all(mark.state for mark in ticked[0].marks):
        return list(options)
    return [option if option.marks else replace(option, empty_place=True) for option in options]
