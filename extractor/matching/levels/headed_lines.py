"""Lines below each other under heads that say what they hold → a table, where no rule is drawn.

    Competentie          Niveau        Gedrag
    Klantgerichtheid     Basis         • Reageert tijdig op vragen.
                                       • Volgt afspraken op.
    Samenwerken          Gevorderd     • Deelt informatie.

Columns begin where their heads begin; a row begins with a line that has words under the head of names. It ends at the
first line that crosses a side of a column, or stands further away than lines of the same table do.

      Competentie          Gewicht        Gedrag                          Niveau
    Samenwerken               3           Deelt informatie met anderen.     2

Where heads stand over the middle of their columns, these end in the white that runs down through head and rows. A line
with boxes to tick is no row: what can be chosen there is printed beside them.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import partial
from itertools import pairwise

from extractor.geometry import box_around
from extractor.matching.document import DocumentContext
from extractor.matching.generic import names_group
from extractor.matching.levels.centred_rows import Columns
from extractor.matching.levels.double_heads import COLUMN_GAP, with_heads_joined
from extractor.matching.levels.heads import Role, texts_to_role
from extractor.matching.levels.open_cells import OpenTable, opened
from extractor.matching.levels.own_level import gives_own_level
from extractor.matching.levels.rows_overleaf import FARTHEST, ends_page, rows_overleaf
from extractor.matching.levels.seen_rows import seen_rows
from extractor.matching.levels.table_ends import heads_another, heads_schooling
from extractor.reading.layout import Word
from extractor.shaping.group_lines import group_lines
from extractor.shaping.lines import Line, joined_spans, line_to_segments, words_to_segments
from extractor.shaping.tables.cells import Table
from extractor.shaping.tables.lattice import bands_to_table

BEFORE = 0.5
"""Words may begin this part of a text size before their head."""
WIDER = 1.2
"""A line that goes on with a name stands at most so much further from the line above than rows do from each other."""
LEAST_ROWS, LEAST_COLUMNS = 2, 3
RIVER = 0.4
"""White that runs down between columns is at least this many sizes wide; spaces, which are narrower, do not."""
SAME_X = 0.15
"""Words that begin a column begin where its head does, give or take this part of a size."""

_Span = tuple[float, float]
"""The left and the right end of a run of words, or of a column."""


def headed_tables(document: DocumentContext) -> dict[int, list[Table]]:
    """Such tables by page, where no table of the page holds their lines already, or only one that parts no rows."""
    found: dict[int, list[Table]] = {}
    last: Table | None = None
    levels: frozenset[int] = frozenset()
    for page in document.pages:
        rest = rows_overleaf(last, levels, page, document.text_size) if last is not None else None
        open_tables = (one for table in page.tables if (one := opened(table, column_heads)) is not None)
        inside = [part for one in open_tables for part in _tables_in(one, document.text_size)]
        tables = _page_tables(with_heads_joined(page.lines), document)
        if tables:
            levels = _levels_of(tables[-1])
        ending = tables[-1] if tables else rest
        last = ending if ending is not None and ends_page(ending, page) else None
        found[page.number] = [*([rest] if rest is not None else []), *tables, *inside]
    return found


def _levels_of(table: Table) -> frozenset[int]:
    """The columns that its heads give to levels."""
    heads = [(cell, texts_to_role([cell.lines[0].text])) for cell in table.row(0) if cell.lines]
    return frozenset(cell.col0 for cell, role in heads if role is Role.LEVEL)


def _tables_in(one: OpenTable, text_size: float) -> list[Table]:
    table, _ = _below(one.lines, 0, one.starts, text_size)
    return [] if table is None else [table]


def _page_tables(lines: Sequence[Line], document: DocumentContext) -> list[Table]:
    tables: list[Table] = []
    i = 0
    while i < len(lines):
        starts = column_heads(lines[i])
        table, rows = _below(lines, i, starts, document.text_size) if starts else (None, [])
        tables += [table] if table is not None else []
        i += max(1, sum(len(row) for row in rows))
    return tables


def _below(
    lines: Sequence[Line], head: int, starts: Sequence[float], text_size: float
) -> tuple[Table | None, list[list[Line]]]:
    """The table under a head whose columns begin there, and the lines that it took or looked at, by rows."""
    rows, sides = _seen_rows(lines, head, starts, text_size)
    if rows:
        levels = _columns(lines[head], sides, text_size)
        across = {k for k, row in enumerate(rows) if k and not any(map(levels.has_level, row))}
        return _parted_table(rows, sides, text_size, across), rows
    rows = _rows(lines, head, starts, text_size)
    levels = _columns(lines[head], starts, text_size)
    if any(_numbers(row, levels) > 1 for row in rows[1:]):
        return None, rows
    if len(rows) > LEAST_ROWS:
        across = {k for k, row in enumerate(rows) if k and not _is_row(row[0], starts, text_size)}
        return _parted_table(rows, starts, text_size, across), rows
    rows, sides = _rows_between_whites(lines, head, text_size)
    return (_table(rows, sides, text_size) if rows else None), rows


def _numbers(row: Sequence[Line], columns: Columns) -> int:
    """How many lines of a row have a number in a column of levels: where more than one has, these are two rows."""
    levels = [[word.text for word in line.words if columns.of(word) in columns.levels] for line in row]
    return sum(bool(texts) and all(map(str.isdecimal, texts)) for texts in levels)


def lines_of_rows(lines: Sequence[Line], text_size: float) -> set[tuple[int, int]]:
    """The places of the lines that stand under heads of three or more columns: which word is of which the heads tell.

    So do those under the head of schooling over a head of levels.

    Also where they make no table: no such line is a name with its level, but for one that says so itself.
    """
    found: set[tuple[int, int]] = set()
    head: Line | None = None
    last: Line | None = None
    for line in lines:
        if len(column_heads(line)) >= LEAST_COLUMNS or heads_schooling(line):
            head, last = line, None
        elif head is not None and _goes_on(last or head, last, line, text_size):
            if not _is_own(line, [x0 for x0, _ in _spans(head)], text_size):
                found.add(line.place)
            last = line
        else:
            head = None
    return found


def _is_own(line: Line, starts: Sequence[float], text_size: float) -> bool:
    """Does it begin under the head of names and give a level by itself, where a cell of a row above would go on?"""
    return _column(line.words[0], starts, text_size) == 0 and gives_own_level(line)


def _goes_on(above: Line, row: Line | None, line: Line, text_size: float) -> bool:
    """Is the line near, and no heading of its own?"""
    near = line.page == above.page and 0 <= line.baseline - above.baseline <= FARTHEST * text_size
    stronger = row is not None and (line.bold > row.bold or line.size > row.size)
    return near and not (stronger and len(line_to_segments(line)) == 1)


def _rows_between_whites(lines: Sequence[Line], head: int, text_size: float) -> tuple[list[list[Line]], list[float]]:
    """The head and the lines below it as rows, and where the columns begin; ([], []) where white does not part them.

    Each row has a name and something else, in one line.
    """
    heads = _spans(lines[head])
    rows, spans = _rows_and_spans(lines, head, text_size)
    middles = [(x0 + x1) / 2 for x0, x1 in heads]
    headed = len(spans) == len(heads) and all(a <= x <= b for (a, b), x in zip(spans, middles, strict=True))
    if len(rows) <= LEAST_ROWS or not headed:
        return [], []
    return rows, [spans[0][0] - BEFORE * text_size, *((a[1] + b[0]) / 2 for a, b in pairwise(spans))]


def _rows_and_spans(lines: Sequence[Line], head: int, text_size: float) -> tuple[list[list[Line]], list[_Span]]:
    """The head and the lines below it that leave as many columns as it has, and what each column spans."""
    heads = _spans(lines[head])
    spans, rows = heads, [[lines[head]]]
    for line in lines[head + 1 :]:
        away = line.baseline - rows[-1][0].baseline
        parts = _spans(line)
        joined = joined_spans([*spans, *parts], COLUMN_GAP * text_size)
        is_row = len(parts) > 1 and parts[0][0] < joined[0][1] and not line.marks
        apart = line.page != lines[head].page or away > FARTHEST * text_size or len(joined) < len(heads)
        if apart or not is_row or column_heads(line):
            break
        spans = joined
        rows.append([line])
    return rows, spans


def _spans(line: Line) -> list[_Span]:
    """From where to where each of its runs of words stands."""
    return [(segment.box.x0, segment.box.x1) for segment in words_to_segments(line.words, COLUMN_GAP)]


def column_heads(line: Line) -> list[float]:
    """Where the columns begin, if the line heads names and levels; [] else."""
    segments = words_to_segments(line.words, COLUMN_GAP)
    if len(segments) <= 1 or texts_to_role([segments[0].text]) is not Role.NAME:
        return []
    known = any(texts_to_role([segment.text]) is Role.LEVEL for segment in segments)
    return [segment.box.x0 for segment in segments] if known else []


def _rows(lines: Sequence[Line], head: int, starts: Sequence[float], text_size: float) -> list[list[Line]]:
    """The head and the rows below it, each as its lines."""
    rows: list[list[Line]] = [[lines[head]]]
    bottom, widest = lines[head].baseline, 0.0
    levels = _level_columns(lines[head])
    groups = _groups(lines, head, starts, text_size)
    for line in lines[head + 1 :]:
        away = line.baseline - bottom
        if line.page != lines[head].page or away > FARTHEST * text_size or _ends_table(line):
            break
        if line.place in groups:
            rows.append([line])
            bottom = line.baseline
            continue
        if not _keeps_to_columns(line, starts, text_size):
            break
        bottom = line.baseline
        if _is_own(line, starts, text_size):
            continue
        begins = _column(line.words[0], starts, text_size) == 0
        if begins and _begins_row({_column(word, starts, text_size) for word in line.words}, levels, line.text):
            rows.append([line])
            widest = max(widest, away)
        elif len(rows) == 1 or (begins and away > WIDER * widest):
            break
        else:
            rows[-1].append(line)
    return rows


def _groups(lines: Sequence[Line], head: int, starts: Sequence[float], text_size: float) -> set[tuple[int, int]]:
    """The places of the headings of groups: by how they look, or by what they say."""
    told = {line.place for line in _near_below(lines, head, text_size) if names_group(line.text)}
    return told | group_lines(lines[head:], lambda line: _is_row(line, starts, text_size))


def _begins_row(filled: Set[int], levels: Set[int], text: str) -> bool:
    """Has the line something beside its name, and is that name not the rest of the one above it?"""
    return len(filled) > 1 and not (text[:1].islower() and filled.isdisjoint(levels))


def _seen_rows(
    lines: Sequence[Line], head: int, starts: Sequence[float], text_size: float
) -> tuple[list[list[Line]], Sequence[float]]:
    """The head and the rows below it, where it is seen that their first lines need not have the levels; their columns.

    These begin where their heads do, or in the white between them where heads stand over their middle.
    """
    most: list[list[Line]] = []
    columns = starts
    for sides, below in (
        (starts, _lines_below(lines, head, starts, text_size)),
        _parted_by_white(lines, head, text_size),
    ):
        in_order = sorted(below, key=lambda line: (line.baseline, line.box.x0))
        rows = seen_rows(in_order, _columns(lines[head], sides, text_size))
        if len(rows) > len(most):
            most, columns = rows, sides
    return [[lines[head]], *most] if most else [], columns


def _lines_below(lines: Sequence[Line], head: int, starts: Sequence[float], text_size: float) -> list[Line]:
    below: list[Line] = []
    for line in _near_below(lines, head, text_size):
        if not _keeps_to_columns(line, starts, text_size):
            break
        below.append(line)
    return below


def _near_below(lines: Sequence[Line], head: int, text_size: float) -> list[Line]:
    """The lines without boxes below the head, each near those before; the levels may come behind all the names."""
    below: list[Line] = []
    lowest = lines[head].baseline
    for line in lines[head + 1 :]:
        near = lines[head].baseline <= line.baseline <= lowest + FARTHEST * text_size
        if line.page != lines[head].page or _ends_table(line) or not near:
            break
        below.append(line)
        lowest = max(lowest, line.baseline)
    return below


def _ends_table(line: Line) -> bool:
    return bool(line.marks) or bool(column_heads(line)) or heads_another(line)


def _parted_by_white(lines: Sequence[Line], head: int, text_size: float) -> tuple[list[float], list[Line]]:
    """Where columns begin in the white that runs down between them, one under each head, and how far it does."""
    heads = _spans(lines[head])
    below = _near_below(lines, head, text_size)
    spans: list[_Span] = []
    found: tuple[list[float], list[Line]] = ([], [])
    for count, line in enumerate(below, 1):
        spans = joined_spans([*spans, *((w.box.x0, w.box.x1) for w in line.words)], RIVER * text_size)
        if len(spans) == len(heads) and all(a < d and c < b for (a, b), (c, d) in zip(spans, heads, strict=True)):
            found = [x0 for x0, _ in spans], below[:count]
    return found


def _columns(head: Line, starts: Sequence[float], text_size: float) -> Columns:
    return Columns(partial(_column, starts=starts, text_size=text_size), 0, _level_columns(head))


def _level_columns(head: Line) -> frozenset[int]:
    segments = words_to_segments(head.words, COLUMN_GAP)
    return frozenset(i for i, part in enumerate(segments) if texts_to_role([part.text]) is Role.LEVEL)


def _is_row(line: Line, starts: Sequence[float], text_size: float) -> bool:
    """Has it a name and something else?"""
    columns = {_column(word, starts, text_size) for word in line.words}
    return 0 in columns and len(columns) > 1 and _keeps_to_columns(line, starts, text_size)


def _keeps_to_columns(line: Line, starts: Sequence[float], text_size: float) -> bool:
    """Do none of its runs of words cross into a column that begins further right?"""
    for segment in _parted_at(line, starts):
        first, last = (_column(word, starts, text_size) for word in (segment.words[0], segment.words[-1]))
        if first != last or segment.box.x0 < starts[0] - BEFORE * text_size:
            return False
    return True


def _parted_at(line: Line, starts: Sequence[float]) -> list[Line]:
    """The line cut at gaps as wide as a tab, and at smaller ones behind which a column begins, to the point."""
    return [part for segment in line_to_segments(line) for part in _cut(segment, starts)]


def _cut(segment: Line, starts: Sequence[float]) -> list[Line]:
    for i, (before, word) in enumerate(pairwise(segment.words), 1):
        begins = any(abs(word.box.x0 - start) < SAME_X * word.size for start in starts)
        if begins and word.box.x0 - before.box.x1 > COLUMN_GAP * word.size:
            return [Line(segment.words[:i]), *_cut(Line(segment.words[i:]), starts)]
    return [segment]


def _column(word: Word, starts: Sequence[float], text_size: float) -> int:
    return max((i for i, start in enumerate(starts) if word.box.x0 >= start - BEFORE * text_size), default=0)


def _side(i: int, rows: Sequence[Sequence[Line]], starts: Sequence[float], text_size: float) -> float:
    """Where the column begins: in the middle of the white left of its words, which those before may come near.

    Today      Must have            a number set to the right of its column stands right before the next head
             2            3
    """
    words = [word for row in rows for line in row for word in line.words]
    before = [word.box.x1 for word in words if _column(word, starts, text_size) == i - 1]
    own = [word.box.x0 for word in words if _column(word, starts, text_size) == i]
    apart = i > 0 and before and own and max(before) < min(own)
    return (max(before) + min(own)) / 2 if apart else starts[i] - BEFORE * text_size


def _sides(rows: Sequence[Sequence[Line]], starts: Sequence[float], text_size: float) -> list[float]:
    return [_side(i, rows, starts, text_size) for i in range(len(starts))]


def _parted_table(rows: Sequence[Sequence[Line]], starts: Sequence[float], text_size: float, across: Set[int]) -> Table:
    """Where the columns part is seen in the rows that have them all: a line across has its words anywhere."""
    whole = [row for k, row in enumerate(rows) if k not in across]
    return _table(rows, _sides(whole, starts, text_size), text_size, across)


def _table(
    rows: Sequence[Sequence[Line]], sides: Sequence[float], text_size: float, across: Set[int] = frozenset()
) -> Table:
    boxes = [box_around(line.box for line in row) for row in rows]
    xs = (*sides, max(box.x1 for box in boxes) + BEFORE * text_size)
    between = [(above.bottom + below.top) / 2 for above, below in pairwise(boxes)]
    ys = (boxes[0].top, *between, boxes[-1].bottom)
    words = [[word for line in row for word in line.words] for row in rows]
    return bands_to_table(rows[0][0].page, xs, ys, words, across)
