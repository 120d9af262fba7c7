"""A row per level: name | label and box | indicators, the name merged over its rows.

Read in three steps: every table gives the parts of rows that stand on its page; parts that a page break tore apart
become one row again; rows become competencies. A row is torn wherever the break fell: between label and box, before the
label, or in the middle of the indicators. All that is asked is where things stand, never in what order the PDF holds
them.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import regex

from extractor.geometry import Box, box_around
from extractor.matching.claims import Claim, Taken
from extractor.matching.document import DocumentContext, cell_right, wrapped_lines
from extractor.matching.levels.heads import Role, head_rows, table_heads
from extractor.matching.levels.labels import label_core
from extractor.matching.levels.question import BlockFound, Option, Question, taken
from extractor.matching.levels.scale import Scale, fixed_scale, inferred_scale
from extractor.matching.levels.text import matches, text_to_block
from extractor.matching.rulefile import CompetencyRules, RuleModule
from extractor.matching.vocabulary import fold, is_repeated
from extractor.matching.vocabulary import words as known_words
from extractor.reading.layout import Word
from extractor.shaping.bullets import is_full, is_lone_sign
from extractor.shaping.lines import (
    Line,
    canonical,
    join_wrapped,
    line_to_segments,
    lines_to_text,
    turned_words_to_lines,
    words_to_lines,
    words_to_text,
)
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.paragraphs import lines_to_paragraphs
from extractor.shaping.tables.cells import Cell, Table

LONGEST_LABEL = 30
"""No level's label has more characters."""
MOST_LEVELS = 8
"""A scale with more levels than this is none."""
TICK_EDGE = 0.15
"""What is drawn in this outer part of a cell is its frame."""
SENTENCE_INSIDE = regex.compile(r"\p{Ll}{2}[.!?]\s+\p{Lu}")


@dataclass
class _Row:
    """A level's row, whole or as far as it stands on one page."""

    page: int
    label: str | None
    label_words: tuple[Word, ...]
    marks: list[SelectionMark]
    names: list[Cell]
    contents: list[Cell]
    first_on_page: bool
    box: Box
    group_cell: Cell | None = None
    left_empty: bool = False
    """Is the place of its tick an empty cell, in a column that holds nothing but ticks?"""


@dataclass(frozen=True)
class _Header:
    """A row that heads others: the group's name, and what stands over the other columns."""

    page: int
    name: str
    titled: bool
    """Does the heading of the levels stand beside the name?"""
    lines: tuple[Line, ...] = ()
    """Those of the name."""
    cell: Cell | None = None
    """The cell of the name where it stands in the column of names and its row is empty else."""


@dataclass(frozen=True)
class _Columns:
    """Where the levels stand in a table: column `index`, from `x0` to `x1`."""

    index: int
    x0: float
    x1: float


@dataclass
class _Competency:
    block: BlockFound | None
    group: str | None
    name_pieces: list[list[Line]] = field(default_factory=list)
    """Where the text of each piece wraps."""
    name_cells: list[Cell] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)


class _Books:
    """What headings of tables and blocks took: it goes with the first question."""

    def __init__(self) -> None:
        self.parts: list[Taken] = []

    def claim(self, words: Iterable[Word], claim: Claim) -> None:
        self.parts.extend(taken(claim, list(words)))


def match_rows(context: DocumentContext, rules: CompetencyRules) -> list[Question]:
    scale = fixed_scale(rules.scale) if rules.scale else _scale_of_rows(context)
    books = _Books()
    rows = list(_join_torn(_events(context, rules, scale, books), context))
    competencies = _rows_to_competencies(iter(rows), context, scale)
    by_sentence = _one_sentence_an_item(rows, context)
    found = [_finish(competency, by_sentence, context) for competency in competencies]
    if found:
        found[0] = replace(found[0], took=(*found[0].took, *books.parts))
    return found


def _events(
    context: DocumentContext, rules: CompetencyRules, scale: Scale, claims: _Books
) -> Iterator[BlockFound | _Header | _Row]:
    columns: _Columns | None = None
    flow: list[Line] = []
    for page in context.pages:
        fresh_page = True
        for element in page.elements():
            if isinstance(element, Line):
                flow.append(element)
                continue
            events, found = _table_to_events(
                element, context, rules, scale, columns if fresh_page else None, fresh_page, claims
            )
            if not events:
                flow.extend(words_to_lines(element.words))
                continue
            yield from _blocks(flow, context, rules, claims)
            flow = []
            columns = found or columns
            yield from events
            fresh_page = fresh_page and not any(isinstance(event, _Row) for event in events)
    yield from _blocks(flow, context, rules, claims)


def _blocks(
    lines: Sequence[Line], context: DocumentContext, rules: CompetencyRules, claims: _Books
) -> Iterator[BlockFound]:
    for group in lines_to_paragraphs(lines, context.right, lambda line: matches(rules.block, line.text)):
        block = text_to_block(lines_to_text(group, context.vocabulary), rules)
        if block is not None:
            claims.claim((word for line in group for word in line.words), Claim.BLOCK)
            yield block


def _table_to_events(
    table: Table,
    context: DocumentContext,
    rules: CompetencyRules,
    scale: Scale,
    before: _Columns | None,
    fresh_page: bool,
    claims: _Books,
) -> tuple[list[BlockFound | _Header | _Row], _Columns | None]:
    """The events of one table; none where it has nothing to do with levels."""
    if _ticks_something_else(table, context):
        return [], None
    header_rows = [row for row in range(table.row_count) if _is_header_row(table, row, rules)]
    columns = (
        _level_column(table, context, scale, bool(header_rows))
        or _same_column(table, before)
        or _headed_column(table, header_rows, rules)
    )
    if columns is None and not header_rows:
        return [], None
    events: list[BlockFound | _Header | _Row] = []
    for row0, row1, cells in _bands(table, columns):
        begun = [cell for cell in cells if cell.row0 >= row0]
        words = tuple(word for cell in begun for word in cell.words)
        if not words and not any(context.marks_in(cell) for cell in begun):
            continue
        event = None
        if row0 not in header_rows and columns is not None:
            first = fresh_page and not any(isinstance(event, _Row) for event in events)
            last = row1 == table.row_count
            event = _band_to_row(table, row0, row1, cells, columns, context, scale, first, last)
        if event is not None:
            events.append(event)
        else:
            name_column = _name_column(table, columns, context) if columns is not None else None
            events.append(_band_to_header(begun, words, name_column, context, rules, claims))
    return events, columns


def _ticks_something_else(table: Table, context: DocumentContext) -> bool:
    """Do ticks stand in columns alone that are headed as something else, such as "Opleiding nodig"?"""
    ticked = {cell.col0 for cell in table.cells if context.holds_marks_only(cell)}
    rows = head_rows(table, context) if ticked else 0
    return bool(rows) and ticked <= set(table_heads(table, rows, context).of(Role.OTHER))


def heads_levels(line: Line, rules: RuleModule) -> bool:
    """Does the line have the heading of the levels beside something else?"""
    return any(matches(rules.competencies.header, segment.text) for segment in line_to_segments(line)[1:])


def _is_header_row(table: Table, row: int, rules: CompetencyRules) -> bool:
    return any(
        cell.row0 == row and cell.words and matches(rules.header, canonical(words_to_text(_ordered(cell))))
        for cell in table.row(row)
    )


def _ordered(cell: Cell) -> list[Word]:
    return [word for line in cell.lines for word in line.words]


def _label(cell: Cell, context: DocumentContext) -> tuple[str, tuple[Word, ...]]:
    """The label and every word of the cell but its marks; a sign that is no known mark is no part of the label."""
    words = tuple(word for word in _ordered(cell) if word not in context.mark_words)
    letters = [word for word in words if any(c.isalnum() for c in word.text)]
    return canonical(words_to_text(letters)), words


def _scale_of_rows(context: DocumentContext) -> Scale:
    """The scale that the cells beside the marks make when read downwards, in whatever column it stands."""
    sequences: list[list[str]] = []
    for page in context.pages:
        for table in page.tables:
            texts = _texts_beside_marks(table, context)
            best = max(texts, key=lambda texts: (_alternations(texts), -len("".join(texts))), default=[])
            if _alternations(best):
                sequences.extend(_cut_at_restarts(best))
    return inferred_scale(sequences)


def _texts_beside_marks(table: Table, context: DocumentContext) -> Iterator[list[str]]:
    """Down each column, the short texts with one mark in their row.

    Also those with an empty cell in the column of marks, where only what is chosen has a tick: if not always the same
    label has it, for that may be an ornament of each first row.
    """
    of_marks = {cell.col0 for cell in table.cells if context.holds_marks_only(cell)}
    columns: dict[int, list[tuple[str, bool]]] = {}
    for cell in table.cells:
        text, _ = _label(cell, context)
        marks = _marks_of_row(table, cell, context)
        beside = [other for other in table.row(cell.row0) if other.col0 in of_marks and other.row0 == cell.row0]
        empty = not marks and bool(beside) and not any(other.words for other in beside)
        if text and len(text) <= LONGEST_LABEL and (len(marks) == 1 or empty):
            columns.setdefault(cell.col0, []).append((text, bool(marks)))
    for found in columns.values():
        marked = [text for text, ticked in found if ticked]
        yield [text for text, _ in found] if len({label_core(text) for text in marked}) > 1 else marked


def _alternations(texts: Sequence[str]) -> int:
    """How often the text changes from row to row; names that are repeated for every level do not."""
    cores = [label_core(text) for text in texts]
    changes = sum(a != b for a, b in itertools.pairwise(cores))
    recurring = len(set(cores)) < len(cores) or len(cores) <= MOST_LEVELS
    return changes if recurring and changes >= 0.8 * (len(cores) - 1) else 0


def _cut_at_restarts(texts: Sequence[str]) -> list[list[str]]:
    sequences: list[list[str]] = [[]]
    for text in texts:
        if label_core(text) in {label_core(t) for t in sequences[-1]}:
            sequences.append([])
        sequences[-1].append(text)
    return sequences


def _level_column(table: Table, context: DocumentContext, scale: Scale, headed: bool) -> _Columns | None:
    """The column whose cells hold the most labels of the scale with a mark.

    Labels alone need two different ones, or one under a heading of levels: its box may stand on the next page.
    """
    with_mark: Counter[int] = Counter()
    ranks: dict[int, list[int]] = {}
    for cell in table.cells:
        if not cell.words and not context.marks_in(cell):
            continue
        text, _ = _label(cell, context)
        rank = scale.rank(text)
        if rank is None:
            continue
        ranks.setdefault(cell.col0, []).append(rank)
        if _marks_of_row(table, cell, context):
            with_mark[cell.col0] += 1
    chosen = max(
        ranks,
        key=lambda col: (with_mark[col], len(set(ranks[col])), -col),
        default=None,
    )
    if chosen is None or (not with_mark[chosen] and not headed and len(set(ranks[chosen])) < 2):
        return None
    return _Columns(chosen, table.xs[chosen], table.xs[chosen + 1])


def _marks_of_row(table: Table, cell: Cell, context: DocumentContext) -> list[SelectionMark]:
    """Marks in the level's own cell, else in cells beside it that hold nothing else."""
    own = context.marks_in(cell)
    if own:
        return own
    return [
        mark
        for other in table.cells
        if other is not cell and cell.row0 <= other.row0 < cell.row1 and context.holds_marks_only(other)
        for mark in context.marks_in(other)
    ]


def _same_column(table: Table, before: _Columns | None) -> _Columns | None:
    """The column of a table that goes on from the page before, found again by where it stands."""
    if before is None:
        return None
    for index, (x0, x1) in enumerate(zip(table.xs, table.xs[1:], strict=False)):
        shared = min(x1, before.x1) - max(x0, before.x0)
        if shared > 0.6 * max(x1 - x0, before.x1 - before.x0):
            return _Columns(index, x0, x1)
    return None


def _headed_column(table: Table, header_rows: Sequence[int], rules: CompetencyRules) -> _Columns | None:
    """The first of several columns under the heading of the levels, where a page ends before the first label."""
    for row in header_rows:
        for cell in table.row(row):
            if cell.col1 - cell.col0 > 1 and matches(rules.header, canonical(words_to_text(_ordered(cell)))):
                return _Columns(cell.col0, table.xs[cell.col0], table.xs[cell.col0 + 1])
    return None


def _bands(table: Table, columns: _Columns | None) -> Iterator[tuple[int, int, list[Cell]]]:
    """Rows of the table as the cells of the level column part it, with every cell that has to do with them."""
    row = 0
    while row < table.row_count:
        cell = table.cell_at(row, columns.index) if columns is not None else None
        end = max(cell.row1, row + 1) if cell is not None and cell.row0 >= row else row + 1
        cells: list[Cell] = []
        for inner in range(row, end):
            cells.extend(c for c in table.row(inner) if all(c is not other for other in cells))
        yield row, end, cells
        row = end


def _band_to_row(
    table: Table,
    row0: int,
    row1: int,
    cells: Sequence[Cell],
    columns: _Columns,
    context: DocumentContext,
    scale: Scale,
    first: bool,
    last: bool,
) -> _Row | None:
    level = table.cell_at(row0, columns.index)
    if level is None or level.col1 > columns.index + 1 or level.col0 < columns.index:
        return None
    text, label_words = _label(level, context)
    own_marks = context.marks_in(level)
    marks = own_marks or _marks_of_row(table, level, context)
    left = [cell for cell in cells if cell.col1 <= level.col0]
    right = [
        cell
        for cell in cells
        if cell.col0 >= level.col1
        and row0 <= cell.row0 < row1
        and not (not own_marks and context.holds_marks_only(cell))
    ]
    if text and scale.rank(text) is None and not own_marks:
        return None
    if not text and not marks and not ((first or last) and any(cell.words for cell in right)):
        return None
    name_column = _name_column(table, columns, context)
    names = [cell for cell in left if name_column is not None and cell.col0 <= name_column < cell.col1]
    groups = [cell for cell in left if name_column is not None and cell.col1 <= name_column and cell.words]
    return _Row(
        page=table.page,
        label=text or None,
        label_words=label_words,
        marks=list(marks),
        names=names,
        contents=right,
        first_on_page=first,
        box=box_around([level.box, *(cell.box for cell in right)]),
        group_cell=groups[-1] if groups else None,
        left_empty=not marks and any(cell.row0 == row0 and _is_for_ticks(table, cell, context) for cell in cells),
    )


def _is_for_ticks(table: Table, cell: Cell, context: DocumentContext) -> bool:
    """Is the cell empty, down to the last stroke and picture, and are all the filled ones of its column ticks?

    Where empty boxes stand in the column, one that is missing was not found; here there is none to be found.
    """
    column = [c for c in table.cells if (c.col0, c.col1) == (cell.col0, cell.col1) and context.holds_marks_only(c)]
    states = [mark.state for other in column for mark in context.marks_in(other)]
    page = next(page.layout for page in context.pages if page.number == cell.page)
    within = cell.box.grown(-TICK_EDGE * min(cell.box.width, cell.box.height))
    things = [*(d.box for d in page.drawings), *(p.box for p in page.pictures), *(a.box for a in page.annotations)]
    inside = (box for box in things if within.overlaps(box) and not _covers(box, within))
    return not cell.words and bool(states) and all(states) and not any(True for _ in inside)


def _covers(box: Box, other: Box) -> bool:
    """As the ground behind a cell or a row does."""
    return box.contains_point(other.x0, other.top) and box.contains_point(other.x1, other.bottom)


def _name_column(table: Table, columns: _Columns, context: DocumentContext) -> int | None:
    """The nearest column to the left of the levels that is no column of boxes; None where there is none."""
    for column in range(columns.index - 1, -1, -1):
        if not any(cell.col0 == column and context.holds_marks_only(cell) for cell in table.cells):
            return column
    return None


def _band_to_header(
    cells: Sequence[Cell],
    words: tuple[Word, ...],
    name_column: int | None,
    context: DocumentContext,
    rules: CompetencyRules,
    claims: _Books,
) -> BlockFound | _Header:
    """A row without a level: a block or a group where it stands alone or beside the heading of the levels."""
    filled = [cell for cell in cells if context.text_of(cell)]
    texts = [context.text_of(cell) for cell in filled]
    names = [(cell, text) for cell, text in zip(filled, texts, strict=True) if not matches(rules.header, text)]
    if len(texts) > 1 and len(names) == len(texts):
        if any(fold(text) in known_words().levels.column for text in texts):
            claims.claim(words, Claim.TABLE_HEAD)
        return _Header(cells[0].page, "", False)
    claims.claim(words, Claim.GROUP)
    if len(texts) == 1 and (block := text_to_block(texts[0], rules)) is not None:
        return block
    if not names:
        return _Header(cells[0].page, "", bool(texts))
    cell, name = names[0]
    alone = len(texts) == 1 and len(cells) > 1 and (cell.col0, cell.col1 - 1) == (name_column, name_column)
    left = [word for word in cell.words if word not in context.mark_words]
    lines = (*wrapped_lines(cell, left), *turned_words_to_lines(left))
    return _Header(cells[0].page, name, len(names) < len(texts), lines, cell if alone else None)


def _join_torn(
    events: Iterator[BlockFound | _Header | _Row], context: DocumentContext
) -> Iterator[BlockFound | _Header | _Row]:
    """Rows that a page break tore apart, whole again; headers repeated at the head of the page fall away."""
    pending: _Row | None = None
    held: list[BlockFound | _Header] = []
    group: str | None = None
    for event in events:
        if not isinstance(event, _Row):
            before = held[-1] if held else None
            if isinstance(before, _Header) and isinstance(event, _Header) and _is_torn_header(before, event):
                held[-1] = _Header(event.page, join_wrapped(before.name, event.name, context.vocabulary), True)
            else:
                held.append(event)
            continue
        repeated_only = all(isinstance(h, _Header) and (h.cell or h.name in (group, "")) for h in held)
        if pending is not None and event.first_on_page and repeated_only and not (pending.label and event.label):
            pending.label = pending.label or event.label
            pending.label_words += event.label_words
            pending.marks += event.marks
            pending.left_empty = False
            pending.names += [h.cell for h in held if isinstance(h, _Header) and h.cell is not None and h.name != group]
            pending.names += event.names
            pending.contents += event.contents
            yield from (h for h in held if not isinstance(h, _Header) or h.cell is None)
        else:
            if pending is not None:
                yield pending
            yield from held
            pending = event
        for header in held:
            named = any(cell.words for cell in event.names)
            if isinstance(header, _Header) and header.name and (header.cell is None or named):
                group = header.name
        held = []
    if pending is not None:
        yield pending
    yield from held


def _is_torn_header(before: _Header, after: _Header) -> bool:
    """The rest of a header row on the next page: it has no heading of levels of its own."""
    return after.page > before.page and before.titled and not after.titled


def _rows_to_competencies(
    events: Iterator[BlockFound | _Header | _Row], context: DocumentContext, scale: Scale
) -> list[_Competency]:
    block: BlockFound | None = None
    group: str | None = None
    found: list[_Competency] = []
    current: _Competency | None = None
    above: list[_Header] = []
    for event in events:
        if isinstance(event, BlockFound):
            block, group, current, above = event, None, None, []
        elif isinstance(event, _Header):
            if event.name:
                above.append(event)
        else:
            name = above.pop() if above and above[-1].name != group and _names_row(above[-1], event) else None
            for header in above:
                if header.name != group:
                    group, current = header.name, None
            above = []
            if current is None or not _belongs(event, name, current, context, scale):
                current = _Competency(block, group)
                found.append(current)
            if event.group_cell is not None:
                current.group = lines_to_text(wrapped_lines(event.group_cell), context.vocabulary)
            if name is not None:
                _add_name(name.lines, current, context)
            _add(event, current, context)
    return found


def _names_row(header: _Header, row: _Row) -> bool:
    """Is it no group, but the name of the levels below it, which have no name beside them?

    It stands over the levels where the table has no column of names, or in that column above or below a page's end.
    """
    if header.titled:
        return False
    return not row.names or (header.cell is not None and not any(cell.words for cell in row.names))


def _belongs(row: _Row, name: _Header | None, current: _Competency, context: DocumentContext, scale: Scale) -> bool:
    seen = {rank for r in current.rows if (rank := _rank(r, scale)) is not None}
    rank = _rank(row, scale)
    follows = rank is None or not seen or rank > max(seen)
    if name is not None and name.cell is None:
        return follows and _is_name_of(name.name, current, context)
    if name is not None:
        return follows and not scale.complete(seen)
    named = [cell for cell in row.names if cell.words]
    if any(cell is other for cell in row.names for other in current.name_cells):
        return follows
    if not named or all(_is_name_of(context.text_of(cell), current, context) for cell in named):
        return follows
    return row.first_on_page and follows and not scale.complete(seen)


def _is_name_of(text: str, current: _Competency, context: DocumentContext) -> bool:
    return is_repeated(
        text, lines_to_text((line for piece in current.name_pieces for line in piece), context.vocabulary)
    )


def _rank(row: _Row, scale: Scale) -> int | None:
    return scale.rank(row.label) if row.label else None


def _add(row: _Row, current: _Competency, context: DocumentContext) -> None:
    for cell in row.names:
        if any(cell is other for other in current.name_cells):
            continue
        current.name_cells.append(cell)
        if cell.words:
            _add_name([*wrapped_lines(cell), *turned_words_to_lines(cell.words)], current, context)
    current.rows.append(row)


def _add_name(lines: Sequence[Line], current: _Competency, context: DocumentContext) -> None:
    text = lines_to_text(lines, context.vocabulary)
    if all(not is_repeated(text, lines_to_text(piece, context.vocabulary)) for piece in current.name_pieces):
        current.name_pieces.append(list(lines))


def _finish(competency: _Competency, by_sentence: bool, context: DocumentContext) -> Question:
    name_lines = [line for piece in competency.name_pieces for line in piece]
    name = lines_to_text(name_lines, context.vocabulary)
    first = name_lines[0] if name_lines else None
    took = [*taken(Claim.NAME, [word for cell in competency.name_cells for word in cell.words])]
    options = []
    for row in competency.rows:
        took += taken(Claim.GROUP, row.group_cell.words if row.group_cell else ())
        took += taken(Claim.LABEL, row.label_words)
        took += taken(Claim.MARK, [word for mark in row.marks for word in mark.words])
        took += taken(Claim.INDICATOR, [word for cell in row.contents for word in cell.words])
        items = _items(row.contents, by_sentence, context)
        options.append(Option(row.label or "", tuple(row.marks), items, row.left_empty, row.label_words))
    return Question(
        name=name,
        page=first.page if first else competency.rows[0].page,
        box=(
            box_around(word.box for line in name_lines for word in line.words if word.page == first.page)
            if first
            else competency.rows[0].box
        ),
        options=tuple(options),
        block=competency.block,
        group=competency.group,
        grouped=True,
        headed=True,
        names_headed=True,
        took=tuple(took),
    )


def _one_sentence_an_item(events: Sequence[BlockFound | _Header | _Row], context: DocumentContext) -> bool:
    """Without bullets, a sentence that ends where its line is full may end an item or not.

    Where no item of the document holds a second sentence inside a line, none does so between two lines.
    """
    texts = (
        words_to_text(line.words)
        for event in events
        if isinstance(event, _Row)
        for cell in event.contents
        for line in context.cell_lines(cell)
        if line.bullet is None
    )
    return not any(SENTENCE_INSIDE.search(text) for text in texts)


def _items(cells: Sequence[Cell], by_sentence: bool, context: DocumentContext) -> tuple[tuple[Line, ...], ...]:
    """The indicators of one level; its first cell on a later page goes on where the one before stopped."""
    items: list[list[Line]] = []
    right = 0.0
    for cell in cells:
        lines = context.cell_lines(cell)
        if not lines:
            continue
        if items and is_lone_sign(items[-1][-1], context.mark_words):
            sign = items.pop().pop()
            lines[0] = replace(lines[0], bullet=sign.words[0].text)
        groups = lines_to_paragraphs(lines, cell_right(cell, lines), by_sentence=by_sentence)
        if items and items[-1][-1].page != cell.page and _goes_on(items[-1], groups[0], right):
            items[-1].extend(groups.pop(0))
        items.extend(groups)
        right = cell_right(cell, lines)
    return tuple(tuple(item) for item in items)


def _goes_on(item: Sequence[Line], following: Sequence[Line], right: float) -> bool:
    if following[0].bullet is not None:
        return False
    return item[0].bullet is not None or is_full(item[-1], following[0], right)
