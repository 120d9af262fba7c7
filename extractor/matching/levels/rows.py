"""A row per level: name | label and box | indicators, the name merged over its rows.

Read in three steps: every table gives the parts of rows that stand on its page; parts that a page break tore apart
become one row again; rows become competencies. A row is torn wherever the break fell: between label and box, before the
label, or in the middle of the indicators. All that is asked is where things stand, never in what order the PDF holds
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import regex

from extractor.geometry import Box, box_around
from extractor.matching.claims import Claim, Taken
from extractor.matching.document import DocumentContext, cell_right, wrapped_lines
from extractor.matching.levels.question import BlockFound, Option, Question, taken
from extractor.matching.levels.row_columns import scale_of_rows
from extractor.matching.levels.row_parts import Books, Event, HeaderRow, RowPart, document_to_parts
from extractor.matching.levels.scale import Scale, fixed_scale
from extractor.matching.levels.text import matches
from extractor.matching.levels.torn_rows import join_torn
from extractor.matching.rulefile import CompetencyRules, RuleModule
from extractor.matching.vocabulary import is_repeated
from extractor.shaping.bullets import is_full, is_lone_sign
from extractor.shaping.lines import (
    Line,
    line_to_segments,
    lines_to_text,
    turned_words_to_lines,
)
from extractor.shaping.paragraphs import lines_to_paragraphs
from extractor.shaping.tables.cells import Cell

SENTENCE_INSIDE = regex.compile(r"\p{Ll}{2}[.!?]\s+\p{Lu}")


@dataclass
class _Competency:
    block: BlockFound | None
    group: str | None
    name_pieces: list[list[Line]] = field(default_factory=list)
    """Where the text of each piece wraps."""
    name_cells: list[Cell] = field(default_factory=list)
    rows: list[RowPart] = field(default_factory=list)
    ranks: set[int] = field(default_factory=set)
    """Those of its rows on the scale."""


def match_rows(context: DocumentContext, rules: CompetencyRules) -> list[Question]:
    scale = fixed_scale(rules.scale) if rules.scale else scale_of_rows(context)
    if not scale.by_label and not rules.header:
        return []
    books = Books()
    rows = list(join_torn(document_to_parts(context, rules, scale, books), context))
    competencies = _rows_to_competencies(iter(rows), context, scale)
    by_sentence = _one_sentence_an_item(rows, context)
    found = [_finish(competency, by_sentence, context) for competency in competencies]
    if found:
        found[0] = replace(found[0], took=(*found[0].took, *books.parts))
    return found


def heads_levels(line: Line, rules: RuleModule) -> bool:
    """Does the line have the heading of the levels beside something else?"""
    return any(matches(rules.competencies.header, segment.text) for segment in line_to_segments(line)[1:])


def _rows_to_competencies(events: Iterator[Event], context: DocumentContext, scale: Scale) -> list[_Competency]:
    block: BlockFound | None = None
    group: str | None = None
    found: list[_Competency] = []
    current: _Competency | None = None
    above: list[HeaderRow] = []
    for event in events:
        if isinstance(event, BlockFound):
            block, group, current, above = event, None, None, []
        elif isinstance(event, HeaderRow):
            above += [event] if event.name else []
        else:
            name = above.pop() if above and above[-1].name != group and _names_row(above[-1], event) else None
            for header in above:
                if header.name != group:
                    group, current = header.name, None
            above = []
            rank = _rank(event, scale)
            if current is None or not _belongs(event, rank, name, current, context, scale):
                current = _Competency(block, group)
                found.append(current)
            if event.group_cell is not None:
                current.group = lines_to_text(wrapped_lines(event.group_cell), context.vocabulary)
            if name is not None:
                _add_name(name.lines, current, context)
            _add(event, rank, current, context)
    return found


def _names_row(header: HeaderRow, row: RowPart) -> bool:
    """Is it no group, but the name of the levels below it, which have no name beside them?

    It stands over the levels where the table has no column of names, or in that column above or below a page's end.
    """
    if header.titled:
        return False
    return not row.names or (header.cell is not None and not any(cell.words for cell in row.names))


def _belongs(
    row: RowPart,
    rank: int | None,
    name: HeaderRow | None,
    current: _Competency,
    context: DocumentContext,
    scale: Scale,
) -> bool:
    if rank is not None and any(rank <= other for other in current.ranks):
        return False
    complete = scale.complete(current.ranks)
    if name is not None:
        return not complete if name.cell is not None else _is_name_of(name.name, current, context)
    if _has_its_name(row, current, context):
        return True
    return row.first_on_page and not complete


def _has_its_name(row: RowPart, current: _Competency, context: DocumentContext) -> bool:
    """Does the same cell name both, or do all names beside the row only repeat its name?"""
    if any(cell is other for cell in row.names for other in current.name_cells):
        return True
    return all(_is_name_of(context.text_of(cell), current, context) for cell in row.names if cell.words)


def _is_name_of(text: str, current: _Competency, context: DocumentContext) -> bool:
    return is_repeated(
        text, lines_to_text((line for piece in current.name_pieces for line in piece), context.vocabulary)
    )


def _rank(row: RowPart, scale: Scale) -> int | None:
    return scale.rank(row.label) if row.label else None


def _add(row: RowPart, rank: int | None, current: _Competency, context: DocumentContext) -> None:
    for cell in row.names:
        if any(cell is other for other in current.name_cells):
            continue
        current.name_cells.append(cell)
        if cell.words:
            _add_name([*wrapped_lines(cell), *turned_words_to_lines(cell.words)], current, context)
    current.rows.append(row)
    if rank is not None:
        current.ranks.add(rank)


def _add_name(lines: Sequence[Line], current: _Competency, context: DocumentContext) -> None:
    text = lines_to_text(lines, context.vocabulary)
    if all(not is_repeated(text, lines_to_text(piece, context.vocabulary)) for piece in current.name_pieces):
        current.name_pieces.append(list(lines))


def _finish(competency: _Competency, by_sentence: bool, context: DocumentContext) -> Question:
    name_lines = [line for piece in competency.name_pieces for line in piece]
    page, box = _place_of(name_lines, competency.rows[0])
    items = [_items(row.contents, by_sentence, context) for row in competency.rows]
    return Question(
        name=lines_to_text(name_lines, context.vocabulary),
        page=page,
        box=box,
        options=tuple(
            Option(row.label or "", tuple(row.marks), own, row.left_empty, row.label_words)
            for row, own in zip(competency.rows, items, strict=True)
        ),
        block=competency.block,
        group=competency.group,
        grouped=True,
        headed=True,
        names_headed=True,
        took=(
            *taken(Claim.NAME, [word for cell in competency.name_cells for word in cell.words]),
            *(part for row in competency.rows for part in _words_of(row)),
        ),
    )


def _place_of(name_lines: Sequence[Line], first_row: RowPart) -> tuple[int, Box]:
    """Where the name stands, as far as it does on one page; of a row without a name its own place."""
    if not name_lines:
        return first_row.page, first_row.box
    page = name_lines[0].page
    return page, box_around(word.box for line in name_lines for word in line.words if word.page == page)


def _words_of(row: RowPart) -> tuple[Taken, ...]:
    return (
        *taken(Claim.GROUP, row.group_cell.words if row.group_cell else ()),
        *taken(Claim.LABEL, row.label_words),
        *taken(Claim.MARK, [word for mark in row.marks for word in mark.words]),
        *taken(Claim.INDICATOR, [word for cell in row.contents for word in cell.words]),
    )


def _one_sentence_an_item(events: Sequence[Event], context: DocumentContext) -> bool:
    """Without bullets, a sentence that ends where its line is full may end an item or not.

    Where no item of the document holds a second sentence inside a line, none does so between two lines.
    """
    texts = (
        line.printed
        for event in events
        if isinstance(event, RowPart)
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
        own_right = cell_right(cell, lines)
        groups = lines_to_paragraphs(lines, own_right, by_sentence=by_sentence)
        if items and items[-1][-1].page != cell.page and _goes_on(items[-1], groups[0], right):
            items[-1].extend(groups.pop(0))
        items.extend(groups)
        right = own_right
    return tuple(tuple(item) for item in items)


def _goes_on(item: Sequence[Line], following: Sequence[Line], right: float) -> bool:
    if following[0].bullet is not None:
        return False
    return item[0].bullet is not None or is_full(item[-1], following[0], right)
