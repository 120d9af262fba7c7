"""Which columns of a table hold names and which hold levels, by its heads, or by its rows where it has none.

Competentie | Omschrijving | minimum | optimum           names, and two sets of levels
Competentie | Onthaal | ICT | Groen                      functions as columns, each with levels of its own
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.matching.document import DocumentContext
from extractor.matching.levels.headless import level_column
from extractor.matching.levels.heads import Head, Heads, Role, head_rows, table_heads
from extractor.matching.levels.labels import Label, LabelKind, core_of, text_to_label
from extractor.matching.levels.level_words import rows_that_say_which
from extractor.matching.levels.names import name_column
from extractor.matching.levels.no_names import is_no_competency
from extractor.matching.levels.question import Doubt
from extractor.matching.levels.standing import Standings
from extractor.matching.vocabulary import fold, words
from extractor.shaping.lines import canonical, words_to_text
from extractor.shaping.tables.cells import Cell, Table

SAME_COLUMN = 0.6
"""Columns that share this part of the wider one's width are one, on the page before and on this one."""
SAYS_MORE = frozenset({Role.OTHER, Role.DESCRIPTION, Role.CODE})
"""A tick under such a head says something else, or is a letter of a remark."""
NOTHING = frozenset("-–—−/._… ")
"""Signs of which alone no text says a level: a dash, or dots to write on."""


@dataclass(frozen=True)
class Layout:
    """What a table's columns hold: the name, and sets of levels (one column, or all levels side by side)."""

    heads: Heads
    name: int | Doubt
    levels: tuple[tuple[int, ...], ...]
    aspects: tuple[str | None, ...]
    bounds: tuple[float, ...]
    headed: bool = True


def table_layout(table: Table, document: DocumentContext) -> Layout | None:
    """What the heads of the table say; None where they name no levels."""
    rows = head_rows(table, document)
    if not rows or rows_that_say_which(table, document):
        return None
    heads = table_heads(table, rows, document)
    body = list(range(rows, table.row_count))
    columns = heads.of(Role.LEVEL) or _like_levels(table, heads, body, document)
    if not columns or not body:
        return None
    if _has_ticks(table, body, heads, document):
        return None
    columns = _with_unheaded(table, _with_other_aspects(table, columns, heads, body), heads, body)
    sets = _sets(table, columns, heads, body, document)
    first = min(columns)
    left = range(first) if first else range(max(columns) + 1, len(table.xs) - 1)
    name = name_column(table, heads, left, document, body)
    if (not first and _is_legend(table, heads, sets, body)) or _names_no_competencies(heads, name):
        return None
    return Layout(heads, name, sets, _aspects(sets, heads), table.xs)


def _is_legend(table: Table, heads: Heads, sets: Sequence[Sequence[int]], body: Sequence[int]) -> bool:
    """Does the table say what each level means, one after the other, and no head that names stand beside them?

    Niveau | Betekenis           Niveau | Competentie
    1      | basis               1      | Luisteren
    2      | gevorderd           2      | Plannen
    """
    if heads.of(Role.NAME) or len(sets) != 1 or len(sets[0]) != 1:
        return False
    cells = [cell for row in body if (cell := own_cell(table, row, sets[0][0])) is not None]
    texts = [fold(level_text(cell)) for cell in cells]
    return len(set(texts)) == len(texts) > 1


def _names_no_competencies(heads: Heads, name: int | Doubt) -> bool:
    """Does the head over the names say that they are none: "Opleiding | Niveau", "Voordelen | Niveau"?"""
    if not isinstance(name, int) or heads.columns[name].role is Role.NAME:
        return False
    head = fold(heads.columns[name].text)
    sections = words().sections
    return is_no_competency(head, whole=True) or head in sections.salary or head in sections.conditions


def _with_other_aspects(table: Table, columns: Sequence[int], heads: Heads, body: Sequence[int]) -> list[int]:
    """Where one column is headed as one of several sets ("Mínimo"), those beside it with levels are the others.

    Mínimo | Deseable: what the second one is called nobody knows, but the first one alone is not what is required.
    """
    levels = words().levels
    bare = {fold(text) for col in columns for text in heads.columns[col].texts}
    one_of_several = len(columns) == 1 and bare <= levels.aspects and not bare & {*levels.required, *levels.column}
    if not one_of_several:
        return list(columns)
    unknown = [col for col in heads.of(Role.UNKNOWN) if heads.columns[col].texts and _holds_levels(table, col, body)]
    return sorted({*columns, *unknown})


def _with_unheaded(table: Table, columns: Sequence[int], heads: Heads, body: Sequence[int]) -> list[int]:
    """Where one column is headed as levels, those next to it that have no head and levels of the same sort are more.

    Niveau |        which one is meant, 1 or 2, the head does not say, as it may stand over both
       1   | 2
    """
    if len(columns) != 1:
        return list(columns)
    sorts = _sorts(table, columns[0], body)
    found = list(columns)
    for step in (-1, 1):
        col = columns[0] + step
        while 0 < col < len(heads.columns) and not heads.columns[col].texts and _sorts(table, col, body) & sorts:
            found.append(col)
            col += step
    return sorted(found)


def _sorts(table: Table, col: int, body: Sequence[int]) -> set[LabelKind]:
    """The sorts of levels in a column that holds nothing else."""
    if not _holds_levels(table, col, body, least=1):
        return set()
    cells = (own_cell(table, row, col) for row in body)
    labels = (text_to_label(level_text(cell)) for cell in cells if cell is not None)
    return {label.kind for label in labels if isinstance(label, Label)} - {LabelKind.ZERO}


def headless_layout(table: Table, document: DocumentContext, standings: Standings) -> Layout | None:
    """That of a table whose rows say by themselves which column has the levels."""
    column = level_column(table, document, standings)
    if column is None or rows_that_say_which(table, document) or head_rows(table, document):
        return None
    heads = table_heads(table, 0, document)
    name = name_column(table, heads, range(column), document, range(table.row_count))
    return Layout(heads, name, ((column,),), (None,), table.xs, headed=False)


def _has_ticks(table: Table, body: Sequence[int], heads: Heads, document: DocumentContext) -> bool:
    """Is something ticked in the table, beside labels or instead of them? Then the tick says which level is meant.

    A "V" among Roman numerals is no tick, nor are the signs of a rating, nor what stands under another head. A label
    that is marked under the same label is one.
    """
    for cell in table.cells:
        if cell.row0 < body[0] or not document.marks_in(cell) or heads.columns[cell.col0].role in SAYS_MORE:
            continue
        if _repeats(cell, heads.columns[cell.col0]) or not _is_numeral(cell, table, body, document):
            return not _all_in_row(table, body, document)
    return False


def _is_numeral(cell: Cell, table: Table, body: Sequence[int], document: DocumentContext) -> bool:
    """Is the "V" or the "X" of a cell a Roman numeral, as others of its column that are no ticks? Or a rating?"""
    label = text_to_label(level_text(cell))
    if not document.holds_marks_only(cell) or not isinstance(label, Label):
        return False
    if label.kind is not LabelKind.ROMAN:
        return True
    column = [c for row in body if (c := own_cell(table, row, cell.col0)) is not None and not document.marks_in(c)]
    others = [text_to_label(level_text(other)) for other in column]
    return any(isinstance(other, Label) and other.kind is LabelKind.ROMAN for other in others)


def _all_in_row(table: Table, body: Sequence[int], document: DocumentContext) -> bool:
    """Do the marks stand in cells that have a label each, several in a row: "1 ☐ | 2 ☒ | 3 ☐"?"""
    marked = [cell for cell in table.cells if cell.row0 >= body[0] and document.marks_in(cell)]
    if not all(_is_labelled(cell, document) for cell in marked):
        return False
    rows = {cell.row0 for cell in marked}
    return all(sum(cell.row0 == row for cell in marked) > 1 for row in rows) or _each_beside_others(
        table, body, document
    )


def _is_labelled(cell: Cell, document: DocumentContext) -> bool:
    return isinstance(text_to_label(document.text_of(cell)), Label)


def _each_beside_others(table: Table, body: Sequence[int], document: DocumentContext) -> bool:
    """Does every row have labels of its own, of which one has a mark beside it: "1 | 2 X | 3"?"""
    rows = [labelled for row in body if (labelled := _labelled_cells(table, row, document))]
    texts = {tuple(fold(document.text_of(cell)) for cell in row) for row in rows}
    marked = [sum(bool(document.marks_in(cell)) for cell in row) for row in rows]
    return len(texts) == 1 and len(next(iter(texts))) > 1 and max(marked) == 1


def _labelled_cells(table: Table, row: int, document: DocumentContext) -> list[Cell]:
    """The cells that begin in the row and hold a label."""
    return [cell for cell in table.row(row) if cell.row0 == row and _is_labelled(cell, document)]


def _like_levels(table: Table, heads: Heads, body: Sequence[int], document: DocumentContext) -> list[int]:
    """Where no head says "level" but one says where the names are: columns that hold nothing but levels, two or more.

    Competentie | Onthaal | ICT | Groen: functions as columns, each with levels of its own. Where the heads are levels
    and rows repeat several of them ("1 | 2" under "1 | 2 | 3"), all those are the row's.
    """
    if not heads.of(Role.NAME):
        return []
    unknown = [col for col, head in enumerate(heads.columns) if head.role is Role.UNKNOWN]
    bare = [col for col in unknown if not heads.columns[col].texts]
    headed = _headed_levels(table, [col for col in unknown if col not in bare], heads, body)
    if headed:
        return headed
    return bare if _are_side_by_side(bare) and _all_levels_printed(table, bare, body, document) else []


def _headed_levels(table: Table, columns: Sequence[int], heads: Heads, body: Sequence[int]) -> list[int]:
    """Those of the columns with levels, where two or more have several, or the label of their own head."""
    filled = [col for col in columns if _holds_levels(table, col, body, least=1)]
    several = sum(_holds_levels(table, col, body) for col in filled)
    repeated = sum(_repeats_head(table, col, heads.columns[col], body) for col in filled)
    return filled if max(several, repeated) > 1 else []


def _are_side_by_side(columns: Sequence[int]) -> bool:
    """Are they two or more, each next to the one before?"""
    return len(columns) > 1 and list(columns) == list(range(columns[0], columns[-1] + 1))


def _holds_levels(table: Table, col: int, body: Sequence[int], least: int = 2) -> bool:
    """Is there nothing but levels in the column, and `least` of them?"""
    cells = (own_cell(table, row, col) for row in body)
    texts = [text for cell in cells if cell is not None and not says_nothing(text := level_text(cell))]
    return len(texts) >= least and all(isinstance(text_to_label(text), Label) for text in texts)


def _repeats_head(table: Table, col: int, head: Head, body: Sequence[int]) -> bool:
    """Do the cells of the column say the label of its head once more, or nothing?"""
    cells = [cell for row in body if (cell := own_cell(table, row, col)) is not None]
    return all(_repeats(cell, head) for cell in cells if not says_nothing(level_text(cell)))


def _repeats(cell: Cell, head: Head) -> bool:
    return bool(head.text) and core_of(level_text(cell)) == core_of(head.text)


def says_nothing(text: str) -> bool:
    """Is the text empty, a dash, or dots to write on?"""
    return set(text) <= NOTHING


def own_cell(table: Table, row: int, col: int) -> Cell | None:
    """The cell that begins in this row and stands in this column alone."""
    cell = table.cell_at(row, col)
    return cell if cell is not None and cell.row0 == row and cell.col1 == cell.col0 + 1 else None


def level_text(cell: Cell) -> str:
    """All of the cell's words: a "V" or an "X" that is a mark elsewhere may be a numeral here."""
    return canonical(" ".join(words_to_text(line.words) for line in cell.lines))


def _sets(
    table: Table, columns: Sequence[int], heads: Heads, body: Sequence[int], document: DocumentContext
) -> tuple[tuple[int, ...], ...]:
    """Columns that together hold all levels of each row, in order; each other column by itself."""
    runs: list[list[int]] = []
    for col in columns:
        same = runs and runs[-1][-1] == col - 1 and _head_one_set(heads.columns[runs[-1][-1]], heads.columns[col])
        if same:
            runs[-1].append(col)
        else:
            runs.append([col])
    sets: list[tuple[int, ...]] = []
    for run in runs:
        if len(run) > 1 and _all_levels_printed(table, run, body, document):
            sets.append(tuple(run))
        else:
            sets.extend((col,) for col in run)
    return tuple(sets)


def _head_one_set(one: Head, other: Head) -> bool:
    """Do both stand under one head, or each under the label that its cells have: "1 | 2 | 3" over "1 | 2 | 3"?"""
    labels = [text_to_label(head.text) if head.text else None for head in (one, other)]
    return one.texts == other.texts or all(isinstance(label, Label) for label in labels)


def _all_levels_printed(table: Table, run: Sequence[int], body: Sequence[int], document: DocumentContext) -> bool:
    """Does each row that has anything here have the same labels, all different?"""
    rows = []
    for row in body:
        cells = [own_cell(table, row, col) for col in run]
        texts = tuple(fold(document.text_of(cell)) if cell is not None else "" for cell in cells)
        if any(texts):
            rows.append(texts)
    return len(rows) > 0 and len(set(rows)) == 1 and len(set(rows[0])) == len(rows[0]) and all(rows[0])


def _aspects(sets: Sequence[Sequence[int]], heads: Heads) -> tuple[str | None, ...]:
    """What each set is called where there are several: the texts of its head that not all of them have.

    A single one that somebody has now ("Huidig niveau") is called so too: it is not what is required.
    """
    if len(sets) <= 1:
        return tuple(_current(heads.columns[columns[0]].text) for columns in sets)
    paths = [heads.columns[columns[0]].texts for columns in sets]
    shared = set.intersection(*(set(path) for path in paths))
    return tuple(" ".join(text for text in path if text not in shared) or None for path in paths)


def _current(head: str) -> str | None:
    """The head where it says that the level is the one of today, and not the required one."""
    said = set(fold(head).split())
    return head if said & {*words().levels.current} and not said & {*words().levels.required} else None


def same_layout(table: Table, before: Layout | None) -> Layout | None:
    """The table goes on from the page before, where its columns stand in the same places."""
    if before is None or len(before.bounds) != len(table.xs):
        return None
    pairs = list(zip(before.bounds, table.xs, strict=True))
    near = SAME_COLUMN * min(b - a for a, b in zip(table.xs, table.xs[1:], strict=False)) / 2
    if any(abs(a - b) > near for a, b in pairs):
        return None
    return replace(before, heads=replace(before.heads, rows=0, words=()))
