"""The chosen level shown by its look: bold, underlined, shaded, or the only one that is not struck out.

Only where no selection mark stands. Labels that stand together are compared with each other: the one that looks unlike
all the others is taken for ticked, and its look is the evidence. The looks become marks, so that the strategies for
marks read the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.geometry import Box, box_around
from extractor.matching.claims import Claims
from extractor.matching.document import DocumentContext
from extractor.matching.levels.choices import match_choices
from extractor.matching.levels.columns import match_columns
from extractor.matching.levels.found import CompetencyFound
from extractor.matching.levels.rows import match_rows
from extractor.matching.levels.scale import Scale, fixed_scale, label_core
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold
from extractor.matching.vocabulary import words as vocabulary_words
from extractor.model import MarkKind
from extractor.reading.layout import Drawing, Word
from extractor.shaping.lines import is_bold, words_to_text
from extractor.shaping.marks.evidence import Evidence, Fact
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.pages import ShapedPage
from extractor.shaping.tables.cells import Cell, Table

LEAST_DECIDED = 0.5
"""At least this part of the sets of labels must have one that stands out, or looks mean nothing here."""
WHITE = 0.98


class _Look(NamedTuple):
    bold: bool
    underlined: bool
    struck: bool
    shaded: bool


class _Label(NamedTuple):
    """One printed label; `box` is what its look is judged by: its words, or its whole cell in a table."""

    words: tuple[Word, ...]
    box: Box
    cell: Cell | None


def match_styled(context: DocumentContext, rules: CompetencyRules, claims: Claims) -> list[CompetencyFound]:
    if any(context.marks.values()):
        return []
    context = context.with_struck_words
    scale = fixed_scale(rules.scale) if rules.scale else None
    sets = [labels for page in context.pages for labels in _sets_of_labels(page, scale, context)]
    chosen = [(labels, _odd_one_out(labels, context)) for labels in sets]
    decided = [pair for pair in chosen if pair[1] is not None]
    if not decided or len(decided) < LEAST_DECIDED * len(chosen):
        return []
    marks: dict[int, list[SelectionMark]] = {}
    for labels, odd in chosen:
        for i, label in enumerate(labels):
            if odd is None:
                evidence = Evidence.of(Fact.NONE_STANDS_OUT)
            else:
                evidence = Evidence.of(Fact.STANDS_OUT, i == odd[0], trait=odd[1], count=len(labels))
            marks.setdefault(label.words[0].page, []).append(_mark(label, evidence))
    styled = context.with_marks({page: tuple(found) for page, found in marks.items()})
    found: list[CompetencyFound] = []
    for strategy in (match_columns, match_rows, match_choices):
        found.extend(strategy(styled, rules, claims))
    return found


def _mark(label: _Label, evidence: Evidence) -> SelectionMark:
    first = label.words[0]
    box = box_around(word.box for word in label.words)
    return SelectionMark(
        page=first.page,
        box=box,
        kind=MarkKind.TEXT,
        raw=words_to_text(label.words),
        font=first.font,
        words=(),
        evidence=evidence,
    )


def _sets_of_labels(page: ShapedPage, scale: Scale | None, context: DocumentContext) -> Iterator[list[_Label]]:
    """Labels that stand below each other in a column, behind each other in a line or a cell, or cells of text.

    Labels over such cells are their headings, and say nothing themselves where none of them stands out.
    """
    for table in page.tables:
        if _is_decorated(table, scale, context):
            continue
        yield from _labels_in_columns(table, scale)
        for row in range(table.row_count):
            cells = [cell for cell in table.row(row) if cell.words and cell.row0 == row]
            for labels in _in_order([_cell_label(cell) for cell in cells], scale):
                if _heads_same(table, row, labels):
                    continue
                under = list(_cells_under(table, row, labels, scale))
                if not under or _odd_one_out(labels, context) is not None:
                    yield labels
                yield from under
        for cell in table.cells:
            for line in cell.lines:
                yield from _in_order(_word_labels(line.words), scale)
    for line in page.lines:
        yield from _in_order(_word_labels(line.words), scale)


def _labels_in_columns(table: Table, scale: Scale | None) -> Iterator[list[_Label]]:
    for col in range(len(table.xs) - 1):
        cells: list[Cell] = []
        for row in range(table.row_count):
            cell = table.cell_at(row, col)
            if cell is not None and cell.words and all(cell is not other for other in cells):
                cells.append(cell)
        yield from _in_order([_cell_label(cell) for cell in cells], scale)


def _is_decorated(table: Table, scale: Scale | None, context: DocumentContext) -> bool:
    """Does a heading stand out as well: is its whole column bold or shaded, whatever is chosen below?"""
    for row in range(table.row_count):
        cells = [cell for cell in table.row(row) if cell.words and cell.row0 == row]
        for labels in _in_order([_cell_label(cell) for cell in cells], scale):
            if _heads_same(table, row, labels) and _odd_one_out(labels, context) is not None:
                return True
    return False


def _heads_same(table: Table, row: int, labels: Sequence[_Label]) -> bool:
    """Do the same labels stand in the cells of two rows below, so that these head them?"""
    texts = [(label.cell.col0, fold(words_to_text(label.words))) for label in labels if label.cell is not None]

    def repeats(below: int) -> bool:
        cells = [(table.cell_at(below, col), text) for col, text in texts]
        return all(cell is not None and fold(words_to_text(_cell_label(cell).words)) == text for cell, text in cells)

    after = range(row + 1, min(row + 3, table.row_count))
    first = row == 0 or not repeats(row - 1)
    return first and len(after) == 2 and all(map(repeats, after)) and _name_is_heading(table, row, labels)


def _name_is_heading(table: Table, row: int, labels: Sequence[_Label]) -> bool:
    """Has the row no name beside its labels, or the word for competencies?"""
    start = min(label.box.x0 for label in labels)
    names = [cell for cell in table.row(row) if cell.words and cell.box.x1 <= start + 1]
    return all(fold(words_to_text(_cell_label(cell).words)) in vocabulary_words().competencies.column for cell in names)


def _cells_under(table: Table, head: int, labels: Sequence[_Label], scale: Scale | None) -> Iterator[list[_Label]]:
    """Below a row of labels, each row's cells of text, where every level has one."""
    columns = [label.cell.col0 for label in labels if label.cell is not None]
    for row in range(head + 1, table.row_count):
        cells = [cell for col in columns if (cell := table.cell_at(row, col)) is not None and cell.row0 == row]
        under = [_cell_label(cell) for cell in cells if cell.words and cell.col1 == cell.col0 + 1]
        if len(under) == len(columns) and not any(_places(words_to_text(u.words), scale) for u in under):
            yield under


def _cell_label(cell: Cell) -> _Label:
    return _Label(tuple(word for line in cell.lines for word in line.words), cell.box, cell)


def _word_labels(words: Sequence[Word]) -> list[_Label]:
    """Each word by itself; what only separates them ("/", "|") is none."""
    return [_Label((word,), word.box, None) for word in words if any(c.isalnum() for c in word.text)]


def _in_order(labels: Sequence[_Label], scale: Scale | None) -> Iterator[list[_Label]]:
    """Runs of labels that go up one scale; a label that does not begins the next run."""
    run: list[_Label] = []
    last: dict[int, int] = {}
    for label in labels:
        places = _places(words_to_text(label.words), scale)
        follows = {kind: place for kind, place in places.items() if last.get(kind) == place - 1}
        if run and not follows:
            if len(run) > 1:
                yield run
            run = []
        if places:
            run.append(label)
        last = follows or places
    if len(run) > 1:
        yield run


def _places(text: str, scale: Scale | None) -> dict[int, int]:
    """The kinds of scale that a label may be of, and its place on each."""
    core = label_core(text.strip(" ,/|·"))
    if scale is not None:
        rank = scale.rank(core)
        return {} if rank is None else {0: rank}
    if core.isdecimal() and len(core) <= 2:
        return {1: int(core)}
    if len(core) == 1 and core in "abcdefgh":
        return {2: ord(core) - ord("a") + 1}
    scales = enumerate(vocabulary_words().levels.scales, start=10)
    return {kind: names.index(core) + 1 for kind, names in scales if core in names}


def _odd_one_out(labels: Sequence[_Label], context: DocumentContext) -> tuple[int, str] | None:
    """Which label looks unlike all the others, and how; None where none or more than one does."""
    page = next(p for p in context.pages if p.number == labels[0].words[0].page)
    looks = [_look(label, page.layout.drawings) for label in labels]
    for trait in ("bold", "underlined", "shaded"):
        having = [i for i, look in enumerate(looks) if getattr(look, trait)]
        if len(having) == 1:
            return having[0], trait
    unstruck = [i for i, look in enumerate(looks) if not look.struck]
    if len(unstruck) == 1:
        return unstruck[0], "not struck out"
    return None


def _look(label: _Label, drawings: Sequence[Drawing]) -> _Look:
    words = label.words
    box = box_around(word.box for word in words)
    size, baseline = words[0].size, words[0].baseline
    lines = [
        d
        for d in drawings
        if d.box.height < 0.2 * size
        and d.box.shared_width(box) > 0.6 * box.width
        and d.box.width < 3 * box.width + size
    ]
    return _Look(
        bold=all(is_bold(word.font) for word in words),
        underlined=any(-0.05 * size < d.box.middle_y - baseline < 0.3 * size for d in lines),
        struck=any(0.15 * size < baseline - d.box.middle_y < 0.5 * size for d in lines),
        shaded=any(
            d.filled
            and d.fill_ink is not None
            and d.fill_ink < WHITE
            and d.box.height > 0.6 * size
            and d.box.grown(0.1 * size).contains_middle_of(box)
            and d.box.shared_width(box) > 0.9 * box.width
            for d in drawings
        ),
    )
