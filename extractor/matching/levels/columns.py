"""A column per level, a mark in one cell of each row: matrices, also two side by side or under stacked heads.

    Competentie       | Kern |  1  |  2  |  3  | Opleiding nodig
    Klantgerichtheid  |  X   |     |  X  |     |       X

The heads of the levels are the lowest row above the marks that holds labels in the marks' own columns. Of these only
those that go up one scale are levels: what else can be ticked in a row says something else. A table that goes on from
the page before keeps the columns it had there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.geometry import box_around
from extractor.matching.claims import Claim, Taken
from extractor.matching.document import DocumentContext
from extractor.matching.generic import is_competency_heading, names_group, names_other_section
from extractor.matching.levels.heads import Role, is_no_level, names_otherwise, table_heads
from extractor.matching.levels.labels import Label, LabelKind, label_core, text_to_label
from extractor.matching.levels.names import cell_to_name, name_column
from extractor.matching.levels.question import Doubt, Option, Question, taken
from extractor.matching.levels.scale import fixed_scale, is_known_scale
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold, words
from extractor.reading.layout import Word
from extractor.shaping.lines import words_to_lines
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.tables.cells import Cell, Table

LONGEST_HEADING = 40
"""No level's name over a column has more characters."""
NOTHING = frozenset({"-", "–", "—", "−", "/", "n.v.t.", "nvt", "n/a", "s.o.", ".", "·"})
"""What people put in a cell that is not meant."""


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


def match_columns(document: DocumentContext, rules: CompetencyRules) -> list[Question]:
    found: list[Question] = []
    before: tuple[_Matrix, ...] = ()
    for page in document.pages:
        first = True
        for table in page.tables:
            heading = _heading(table, document, rules) or _continued(table, document, before if first else ())
            first = False
            if heading is None:
                continue
            transposed = _read_transposed(table, heading, document)
            if transposed:
                found.extend(transposed)
                continue
            asked = replace(heading, matrices=_of_levels(heading.matrices))
            before = asked.matrices
            found.extend(_read(table, asked, document) if asked.matrices else _names_only(table, heading, document))
    return found


def _of_levels(matrices: Sequence[_Matrix]) -> tuple[_Matrix, ...]:
    """The sets of columns without those that ask something else: "Basis | Expert | Opleiding nodig", "Ja | Nee"."""
    kept = [replace(m, columns=tuple(c for c in m.columns if not is_no_level(c.label))) for m in matrices]
    return tuple(matrix for matrix in kept if len(matrix.columns) > 1)


def _names_only(table: Table, heading: _Heading, document: DocumentContext) -> list[Question]:
    """The names of a table that is headed as one of competencies, where none of what is ticked in it is a level."""
    heads = table_heads(table, heading.row + 1, document)
    if not heads.of(Role.NAME):
        return []
    return [replace(question, options=(), took=_of_name(question)) for question in _read(table, heading, document)]


def _of_name(question: Question) -> tuple[Taken, ...]:
    return tuple(part for part in question.took if part.claim is not Claim.LEVEL)


def _heading(table: Table, document: DocumentContext, rules: CompetencyRules) -> _Heading | None:
    scale = fixed_scale(rules.scale) if rules.scale else None
    marks = [(cell, mark) for cell in table.cells for mark in document.marks_in(cell)]
    if not marks:
        return None
    first_row = min(cell.row0 for cell, _ in marks)
    marked = {cell.col0 for cell, _ in marks if cell.col1 == cell.col0 + 1}
    for row in range(first_row - 1, -1, -1):
        labelled = [
            (cell, text)
            for cell in table.row(row)
            if cell.col1 == cell.col0 + 1 and cell.row1 <= first_row and (text := document.text_of(cell))
        ]
        columns = [
            (cell, text)
            for cell, text in labelled
            if (scale.rank(text) is not None if scale else len(text) <= LONGEST_HEADING)
            and (cell.col0 in marked or _is_empty_below(table, cell, first_row, document))
        ]
        if len([cell for cell, _ in columns if cell.col0 in marked]) >= (1 if len(columns) > 1 else 2):
            matrices = _matrices(table, row, columns, document)
            return _Heading(matrices, row) if matrices else None
    return None


def _is_empty_below(table: Table, heading: Cell, first_row: int, document: DocumentContext) -> bool:
    """A level that no row has: its column stands empty under its heading, or with dashes in it."""
    below = [table.cell_at(row, heading.col0) for row in range(first_row, table.row_count)]
    return all(
        cell is None or cell.col1 > cell.col0 + 1 or not cell.words or fold(document.text_of(cell)) in NOTHING
        for cell in below
    )


def _matrices(
    table: Table, row: int, columns: Sequence[tuple[Cell, str]], document: DocumentContext
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
        for part in _of_one_scale(group):
            found = tuple(_LevelColumn(cell.box.x0, cell.box.x1, text) for cell, text in part)
            matrices.append(_Matrix(found, _over(table, row, part[0][0], document), left))
        left = group[-1][0].box.x1 if len(group) > 1 else left
    return tuple(matrices)


def _of_one_scale(group: Sequence[tuple[Cell, str]]) -> list[list[tuple[Cell, str]]]:
    """The parts of neighbouring columns whose heads are labels of one kind: "Kern | 1 | 2 | 3" → "1 | 2 | 3".

    Names can be of any scale, and stay together where nothing else stands among them. So do codes: "O | V | G".
    """
    parts: list[list[tuple[Cell, str]]] = []
    last: LabelKind | None = None
    codes = all(len(text) == 1 and text.isalpha() for _, text in group)
    for cell, text in group:
        kind = LabelKind.LETTER if codes and any(_kind(t) is LabelKind.LETTER for _, t in group) else _kind(text)
        goes_on = bool(parts) and (kind is last or LabelKind.ZERO in (kind, last))
        if not goes_on:
            parts.append([])
        parts[-1].append((cell, text))
        last = last if goes_on and kind is LabelKind.ZERO else kind
    long = [part for part in parts if len(part) > 1]
    ordered = [part for part in long if _kind(part[-1][1]) is not LabelKind.NAME]
    return ordered if ordered and not _all_names(long) else long


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


def _continued(table: Table, document: DocumentContext, before: tuple[_Matrix, ...]) -> _Heading | None:
    marks = [mark for cell in table.cells for mark in document.marks_in(cell)]
    columns = [column for matrix in before for column in matrix.columns]
    if not marks or not columns or not all(any(c.holds(mark.box.middle_x) for c in columns) for mark in marks):
        return None
    return _Heading(before, -1)


def _read(table: Table, heading: _Heading, document: DocumentContext) -> list[Question]:
    heads = table_heads(table, heading.row + 1, document)
    rows = _body_rows(table, heading, document)
    if _is_of_another_section(table, heading, document):
        return []
    corner = _corner(table, heading, document)
    names_headed = bool(heads.of(Role.NAME)) or bool(corner)
    headed = names_headed or bool(heads.of(Role.LEVEL))
    sets: list[list[Question]] = []
    for matrix in heading.matrices:
        name_col = name_column(table, heads, _columns_for_names(table, matrix), document, rows)
        aspect = matrix.over or None if len(heading.matrices) > 1 else None
        read = [q for row in rows for q in _row_to_questions(table, row, name_col, matrix, document)]
        otherwise = names_otherwise(heads, name_col) and not corner
        read = [replace(q, aspect=aspect, over=corner, names_otherwise=otherwise) for q in read]
        sets.append([replace(q, headed=headed, names_headed=names_headed) for q in read])
    found = [question for one in _one_of_many_left(sets) for question in one]
    found.sort(key=lambda question: (question.box.top, question.box.x0))
    if found:
        found[0] = replace(found[0], took=(*found[0].took, *taken(Claim.TABLE_HEAD, heads.words)))
    return found


def _one_of_many_left(sets: Sequence[list[Question]]) -> list[list[Question]]:
    """The sets of columns in which a row has one tick at most, where others beside them have several.

    Essential | Desirable | A | I | T: how it is assessed may be ticked more than once, and is no level.
    """
    one_of = [one for one in sets if not _is_many_of(one)]
    others = [one for one in sets if _is_many_of(one)]
    shared = {key for one in one_of for q in one for key in q.keys} & {k for one in others for q in one for k in q.keys}
    told_apart = any(question.aspect for one in sets for question in one)
    return list(sets) if shared or told_apart or not one_of else one_of


def _is_many_of(questions: Sequence[Question]) -> bool:
    """Do most rows that are ticked have several ticks? A single such row is a row that somebody ticked twice."""
    ticked = [len(question.chosen) for question in questions if question.chosen]
    return 2 * sum(number > 1 for number in ticked) > len(ticked)


def _body_rows(table: Table, heading: _Heading, document: DocumentContext) -> list[int]:
    """The rows below the heads that have a mark, or an empty place for one; repeated heads are none."""
    rows = []
    for row in range(heading.row + 1, table.row_count):
        cells = [cell for cell in table.row(row) if cell.row0 == row]
        marked = any(document.marks_in(cell) for cell in cells)
        if marked or not _repeats_heading(cells, heading):
            rows.append(row)
    return rows


def _columns_for_names(table: Table, matrix: _Matrix) -> range:
    """The columns left of the levels; where a second matrix has none of its own, those left of the first one."""
    first = next(i for i, x in enumerate(table.xs) if x >= matrix.columns[0].x0 - 1)
    own = next((i for i, x in enumerate(table.xs) if x >= matrix.left - 1), 0)
    return range(own if own < first else 0, first) if first else range(0)


def _corner(table: Table, heading: _Heading, document: DocumentContext) -> tuple[Word, ...]:
    """The words over the names where they head the group: "Kerncompetenties" and not "Competentie"."""
    if heading.row < 0:
        return ()
    cell = table.cell_at(heading.row, 0)
    text = document.text_of(cell) if cell is not None else ""
    if cell is None or not text or fold(text) in words().competencies.column or fold(text) in words().levels.column:
        return ()
    return cell.words if names_group(text) else ()


def _is_of_another_section(table: Table, heading: _Heading, document: DocumentContext) -> bool:
    """Is what stands over the names the heading of a part without competencies: "Arbeidsomstandigheden | nooit"?"""
    cell = table.cell_at(heading.row, 0) if heading.row >= 0 else None
    text = document.text_of(cell) if cell is not None else ""
    return names_other_section(text) and not is_competency_heading(text)


def _repeats_heading(cells: Sequence[Cell], heading: _Heading) -> bool:
    labels = [label_core(column.label) for matrix in heading.matrices for column in matrix.columns]
    texts = [fold(" ".join(word.text for word in cell.words)) for cell in cells if cell.words]
    return len(labels) > 0 and all(any(label_core(text) == label for text in texts) for label in labels)


def _row_to_questions(
    table: Table, row: int, name_col: int | Doubt, matrix: _Matrix, document: DocumentContext
) -> Iterator[Question]:
    """The question of a row; none where the row only heads others."""
    cell = table.cell_at(row, name_col) if isinstance(name_col, int) else _nearest_wordy(table, row, matrix, document)
    if cell is None or cell.row0 != row or not cell.words:
        return
    name = cell_to_name(cell, document)
    if name is None:
        return
    options, took = _options(table, row, cell, matrix, document)
    marked = any(option.marks for option in options)
    spans = [c for c in table.row(row) if c.col1 - c.col0 > 1 and c.box.x1 > matrix.columns[0].x1]
    if not marked and (spans or any(option.items for option in options) or names_group(name.text)):
        return
    if not marked and _stands_alone(table, row, cell) and not _is_plain_row(table, cell):
        return
    yield Question(
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


def _stands_alone(table: Table, row: int, cell: Cell) -> bool:
    return all(other is cell or not other.words for other in table.row(row))


def _is_plain_row(table: Table, cell: Cell) -> bool:
    """A name in no stronger letters than those of its column has no level; a stronger one heads the rows below."""
    others = [c for r in range(table.row_count) if (c := table.cell_at(r, cell.col0)) is not None and c.words]
    plain = [c for c in others if c is not cell and not _is_strong(c)]
    return not (_is_strong(cell) and plain)


def _is_strong(cell: Cell) -> bool:
    return all(line.bold for line in cell.lines)


def _nearest_wordy(table: Table, row: int, matrix: _Matrix, document: DocumentContext) -> Cell | None:
    """Where nobody can say which column names: the nearest with letters, under a doubt."""
    left = [cell for cell in table.row(row) if cell.words and cell.box.x1 <= matrix.columns[0].x0 + 1]
    wordy = [cell for cell in left if any(c.isalpha() for c in document.text_of(cell))]
    return wordy[-1] if wordy else None


def _options(
    table: Table, row: int, name: Cell, matrix: _Matrix, document: DocumentContext
) -> tuple[tuple[Option, ...], list[Word]]:
    options: list[Option] = []
    took: list[Word] = []
    for column in matrix.columns:
        cells = [
            cell
            for inner in range(row, max(name.row1, row + 1))
            for cell in table.row(inner)
            if column.holds(cell.box.middle_x)
        ]
        cells = list(dict.fromkeys(cells))
        marks: list[SelectionMark] = [mark for cell in cells for mark in document.marks_in(cell)]
        text = [w for cell in cells for w in cell.words if w not in document.mark_words]
        nothing = fold(" ".join(word.text for word in text)) in NOTHING
        lines = [] if nothing else words_to_lines(text)
        took.extend(w for cell in cells for w in cell.words)
        place = box_around(cell.box for cell in cells) if cells else None
        empty = not marks and (not text or nothing)
        options.append(Option(column.label, tuple(marks), (tuple(lines),) if lines else (), empty, place=place))
    return tuple(_unticked_beside_text(options)), took


def _unticked_beside_text(options: Sequence[Option]) -> list[Option]:
    """Where the tick of a row stands before the text of its cell, the cells with no more than text are not ticked."""
    ticked = [option for option in options if option.marks]
    if len(ticked) != 1 or not ticked[0].items or not all(mark.state for mark in ticked[0].marks):
        return list(options)
    return [option if option.marks else replace(option, empty_place=True) for option in options]


def _read_transposed(table: Table, heading: _Heading, document: DocumentContext) -> list[Question]:
    """The questions of a matrix that has a column for each and a row for each level; [] where it is none."""
    if len(heading.matrices) != 1 or heading.row < 0:
        return []
    matrix = heading.matrices[0]
    rows = [
        (row, cell)
        for row in range(heading.row + 1, table.row_count)
        if (cell := _nearest_wordy_or_number(table, row, matrix)) is not None
    ]
    corner = table.cell_at(heading.row, rows[0][1].col0) if rows else None
    says_level = corner is not None and fold(document.text_of(corner)) in words().levels.column
    if is_known_scale([column.label for column in matrix.columns]):
        return []
    if not says_level and not is_known_scale([document.text_of(cell) for _, cell in rows]):
        return []
    heads = [cell for cell in table.row(heading.row) if any(c.holds(cell.box.middle_x) for c in matrix.columns)]
    head_words = [w for row in range(heading.row + 1) for c in table.row(row) if c not in heads for w in c.words]
    shared = (*taken(Claim.TABLE_HEAD, head_words), *taken(Claim.LABEL, [w for _, cell in rows for w in cell.words]))
    found = []
    for head in heads:
        options: list[Option] = []
        took: list[Word] = []
        for row, label in rows:
            cell = table.cell_at(row, head.col0)
            marks = tuple(document.marks_in(cell)) if cell is not None else ()
            took.extend(cell.words if cell is not None else ())
            text = [word for word in (cell.words if cell is not None else ()) if word not in document.mark_words]
            items = (tuple(words_to_lines(text)),) if text else ()
            place = cell.box if cell is not None else None
            options.append(Option(document.text_of(label), marks, items, not marks and not text, place=place))
        found.append(
            Question(
                name=document.text_of(head),
                page=table.page,
                box=head.box,
                options=tuple(options),
                headed=True,
                took=(*taken(Claim.NAME, head.words), *taken(Claim.LEVEL, took), *shared),
            )
        )
    return found


def _nearest_wordy_or_number(table: Table, row: int, matrix: _Matrix) -> Cell | None:
    """The cell left of the columns with what may be a level's label."""
    left = [cell for cell in table.row(row) if cell.words and cell.box.x1 <= matrix.columns[0].x0 + 1]
    return left[-1] if left else None
