"""A column that holds the level itself, as a number, a word or a sign, or every level of the row side by side.

    Competentie      | Omschrijving | Gewicht | Niveau           Competentie      |       Niveau
    Klantgerichtheid | Helpt wie …  |    3    |   2              Klantgerichtheid |  1  | (2) |  3

Which column that is its head says. Where several do ("minimum | optimum", "Onthaal | ICT") each is an aspect of its
own.
Where all levels are printed in each row, the one that is meant has a look or a mark of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex

from extractor.findings import phrase
from extractor.geometry import box_around
from extractor.matching.claims import Claim
from extractor.matching.document import DocumentContext, cell_right
from extractor.matching.levels.headed_lines import headed_tables
from extractor.matching.levels.headless import level_column
from extractor.matching.levels.heads import Head, Heads, Role, head_rows, names_otherwise, table_heads
from extractor.matching.levels.labels import Label, LabelKind, NoLabel, of_most_steps, text_to_label, without_note
from extractor.matching.levels.names import Name, cell_to_name, name_column
from extractor.matching.levels.own_patterns import pattern_to_label
from extractor.matching.levels.question import Doubt, Option, Question, taken
from extractor.matching.levels.scale import Scale, fixed_scale
from extractor.matching.levels.standing import Standings, document_to_standings
from extractor.matching.rule_patterns import Patterns
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold, words
from extractor.model import MarkKind
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, canonical, words_to_text
from extractor.shaping.marks.evidence import Evidence, Fact
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.paragraphs import lines_to_paragraphs
from extractor.shaping.tables.cells import Cell, Table

SAME_COLUMN = 0.6
"""Columns that share this part of the wider one's width are one, on the page before and on this one."""
FACTOR = regex.compile(r"^\p{L}+\s+(?P<number>\d{1,2})\b")
"""A name such as "Factor 6 - Personal contacts"."""
SAYS_MORE = frozenset({Role.OTHER, Role.DESCRIPTION, Role.CODE})
"""A tick under such a head says something else, or is a letter of a remark."""
TICK_LETTERS = frozenset({"x", "v"})
NOTHING = frozenset({"", "-", "–", "—", "−", "/"})
LONGEST_FREE_LABEL = 30
"""Under the head of levels a word nobody knows may be one; a longer text is none."""


@dataclass(frozen=True)
class _Labels:
    """What a cell may say: on the module's scale, in its pattern; and texts that together are steps of so many."""

    scale: Scale | None = None
    cell: Patterns = ()
    of_most: Mapping[str, Label] = field(default_factory=dict)
    counted: frozenset[int] = frozenset()
    """Columns of numbers, numerals or letters: no word among them is a level."""


@dataclass(frozen=True)
class _Layout:
    """What a table's columns hold: the name, and sets of levels (one column, or all levels side by side)."""

    heads: Heads
    name: int | Doubt
    levels: tuple[tuple[int, ...], ...]
    aspects: tuple[str | None, ...]
    bounds: tuple[float, ...]
    headed: bool = True


def match_values(document: DocumentContext, rules: CompetencyRules) -> list[Question]:
    labels = _Labels(fixed_scale(rules.scale) if rules.scale else None, rules.columns.cell)
    found: list[Question] = []
    before: _Layout | None = None
    headed = headed_tables(document)
    standings = document_to_standings(document, rules)
    for page in document.pages:
        first = True
        for table in (*page.tables, *headed[page.number]):
            own = _layout(table, document) or _headless_layout(table, document, standings)
            layout = own or (_same_layout(table, before) if first else None)
            first = False
            if layout is None:
                continue
            last = found[-1] if own is None and found else None
            read = _without_ticks(list(_read(table, layout, document, labels, last)))
            if read or layout.heads.rows:
                before = layout
            found.extend(read)
    return found


def _without_ticks(questions: list[Question]) -> list[Question]:
    """The same, unless its Roman numerals are all "X" and "V": those are ticks, whoever does not know them as such."""
    numerals = [q for q in questions if q.printed and _is_roman(q)]
    if any(key not in TICK_LETTERS for question in numerals for key in question.keys):
        return questions
    return [question for question in questions if question not in numerals]


def _is_roman(question: Question) -> bool:
    labels = [text_to_label(option.label) for option in question.options]
    return bool(labels) and all(isinstance(label, Label) and label.kind is LabelKind.ROMAN for label in labels)


def _layout(table: Table, document: DocumentContext) -> _Layout | None:
    """What the heads of the table say; None where they name no levels."""
    rows = head_rows(table, document)
    if not rows:
        return None
    heads = table_heads(table, rows, document)
    body = list(range(rows, table.row_count))
    columns = heads.of(Role.LEVEL) or _like_levels(table, heads, body, document)
    if not columns or not body:
        return None
    if _has_ticks(table, body, heads, document):
        return None
    columns = _with_other_aspects(table, columns, heads, body)
    sets = _sets(table, columns, heads, body, document)
    first = min(columns)
    left = range(first) if first else range(max(columns) + 1, len(table.xs) - 1)
    name = name_column(table, heads, left, document, body)
    return _Layout(heads, name, sets, _aspects(sets, heads), table.xs)


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


def _headless_layout(table: Table, document: DocumentContext, standings: Standings) -> _Layout | None:
    """That of a table whose rows say by themselves which column has the levels."""
    column = level_column(table, document, standings)
    if column is None:
        return None
    heads = table_heads(table, 0, document)
    name = name_column(table, heads, range(column), document, range(table.row_count))
    return _Layout(heads, name, ((column,),), (None,), table.xs, headed=False)


def _has_ticks(table: Table, body: Sequence[int], heads: Heads, document: DocumentContext) -> bool:
    """Is something ticked in the table, beside labels or instead of them? Then the tick says which level is meant.

    A "V" among Roman numerals is no tick, nor are the signs of a rating, nor what stands under another head.
    """
    for cell in table.cells:
        if cell.row0 < body[0] or not document.marks_in(cell) or heads.columns[cell.col0].role in SAYS_MORE:
            continue
        if not _is_numeral(cell, table, body, document):
            return not _all_in_row(table, body, document)
    return False


def _is_numeral(cell: Cell, table: Table, body: Sequence[int], document: DocumentContext) -> bool:
    """Is the "V" or the "X" of a cell a Roman numeral, as others of its column that are no ticks? Or a rating?"""
    label = text_to_label(_level_text(cell))
    if not document.holds_marks_only(cell) or not isinstance(label, Label):
        return False
    if label.kind is not LabelKind.ROMAN:
        return True
    column = [c for row in body if (c := _own_cell(table, row, cell.col0)) is not None and not document.marks_in(c)]
    others = [text_to_label(_level_text(other)) for other in column]
    return any(isinstance(other, Label) and other.kind is LabelKind.ROMAN for other in others)


def _all_in_row(table: Table, body: Sequence[int], document: DocumentContext) -> bool:
    """Do the marks stand in cells that have a label each, several in a row: "1 ☐ | 2 ☒ | 3 ☐"?"""
    marked = [cell for cell in table.cells if cell.row0 >= body[0] and document.marks_in(cell)]
    rows = {cell.row0 for cell in marked}
    labelled = all(isinstance(text_to_label(document.text_of(cell)), Label) for cell in marked)
    return labelled and all(sum(cell.row0 == row for cell in marked) > 1 for row in rows)


def _like_levels(table: Table, heads: Heads, body: Sequence[int], document: DocumentContext) -> list[int]:
    """Where no head says "level" but one says where the names are: columns that hold nothing but levels, two or more.

    Competentie | Onthaal | ICT | Groen: functions as columns, each with levels of its own.
    """
    if not heads.of(Role.NAME):
        return []
    unknown = [col for col, head in enumerate(heads.columns) if head.role is Role.UNKNOWN]
    columns = [col for col in unknown if heads.columns[col].texts and _holds_levels(table, col, body)]
    if len(columns) > 1:
        return columns
    bare = [col for col in unknown if not heads.columns[col].texts]
    side_by_side = len(bare) > 1 and bare == list(range(bare[0], bare[-1] + 1))
    return bare if side_by_side and _all_levels_printed(table, bare, body, document) else []


def _holds_levels(table: Table, col: int, body: Sequence[int]) -> bool:
    cells = (_own_cell(table, row, col) for row in body)
    texts = [text for cell in cells if cell is not None and fold(text := _level_text(cell)) not in NOTHING]
    return len(texts) > 1 and all(isinstance(text_to_label(text), Label) for text in texts)


def _own_cell(table: Table, row: int, col: int) -> Cell | None:
    """The cell that begins in this row and stands in this column alone."""
    cell = table.cell_at(row, col)
    return cell if cell is not None and cell.row0 == row and cell.col1 == cell.col0 + 1 else None


def _level_text(cell: Cell) -> str:
    """All of the cell's words: a "V" or an "X" that is a mark elsewhere may be a numeral here."""
    return canonical(words_to_text([word for line in cell.lines for word in line.words]))


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
        cells = [_own_cell(table, row, col) for col in run]
        texts = tuple(fold(document.text_of(cell)) if cell is not None else "" for cell in cells)
        if any(texts):
            rows.append(texts)
    return len(rows) > 0 and len(set(rows)) == 1 and len(set(rows[0])) == len(rows[0]) and all(rows[0])


def _aspects(sets: Sequence[Sequence[int]], heads: Heads) -> tuple[str | None, ...]:
    """What each set is called where there are several: the texts of its head that not all of them have."""
    if len(sets) < 2:
        return tuple(None for _ in sets)
    paths = [heads.columns[columns[0]].texts for columns in sets]
    shared = set.intersection(*(set(path) for path in paths))
    return tuple(" ".join(text for text in path if text not in shared) or None for path in paths)


def _same_layout(table: Table, before: _Layout | None) -> _Layout | None:
    """The table goes on from the page before, where its columns stand in the same places."""
    if before is None or len(before.bounds) != len(table.xs):
        return None
    pairs = list(zip(before.bounds, table.xs, strict=True))
    near = SAME_COLUMN * min(b - a for a, b in zip(table.xs, table.xs[1:], strict=False)) / 2
    if any(abs(a - b) > near for a, b in pairs):
        return None
    return replace(before, heads=replace(before.heads, rows=0, words=()))


def _read(
    table: Table, layout: _Layout, document: DocumentContext, labels: _Labels, last: Question | None
) -> Iterator[Question]:
    labels = replace(labels, of_most=_of_most(table, layout), counted=_counted(table, layout))
    first = True
    for row in range(layout.heads.rows, table.row_count):
        for question in _row_to_questions(table, row, layout, document, labels):
            named = question if question.name or last is None else _named_as(question, last)
            if not named.name:
                continue
            last = named
            head = taken(Claim.TABLE_HEAD, layout.heads.words) if first else ()
            first = False
            yield replace(named, took=(*named.took, *head))


def _counted(table: Table, layout: _Layout) -> frozenset[int]:
    """The columns of levels in which more rows have a number, a numeral or a letter than have a word."""
    found = set()
    for col in (columns[0] for columns in layout.levels if len(columns) == 1):
        cells = [_own_cell(table, row, col) for row in range(layout.heads.rows, table.row_count)]
        texts = [text for cell in cells if cell is not None and fold(text := _level_text(cell)) not in NOTHING]
        known = [label for text in texts if isinstance(label := text_to_label(text), Label)]
        signs = [label for label in known if label.kind not in (LabelKind.NAME, LabelKind.ZERO)]
        if 2 * len(signs) > len(texts):
            found.add(col)
    return frozenset(found)


def _named_as(question: Question, last: Question) -> Question:
    """A row without a name gives one more level of the name above it."""
    return replace(question, name=last.name, page=last.page, box=last.box)


def _of_most(table: Table, layout: _Layout) -> dict[str, Label]:
    texts = []
    for columns in layout.levels:
        cells = [_own_cell(table, row, columns[0]) for row in range(layout.heads.rows, table.row_count)]
        texts += [text for cell in cells if cell is not None and (text := _level_text(cell))]
    return of_most_steps(texts)


def _row_to_questions(
    table: Table,
    row: int,
    layout: _Layout,
    document: DocumentContext,
    labels: _Labels,
) -> Iterator[Question]:
    cells = [cell for cell in table.row(row) if cell.row0 == row]
    name_cell = table.cell_at(row, layout.name) if isinstance(layout.name, int) else _first_wordy(cells, document)
    begins = name_cell is not None and name_cell.row0 == row and bool(name_cell.words)
    name = cell_to_name(name_cell, document) if begins and name_cell is not None else None
    if (
        name_cell is not None
        and name_cell.col1 - name_cell.col0 > 1
        and any(name_cell.col0 <= col < name_cell.col1 for columns in layout.levels for col in columns)
    ):
        return
    level_cells = [[c for col in columns if (c := _own_cell(table, row, col)) is not None] for columns in layout.levels]
    if not any(cell.words for cells_ in level_cells for cell in cells_):
        beside = [cell for cell in cells if cell.words and cell is not name_cell]
        if name is not None and beside:
            yield replace(_without_level(name), names_headed=bool(layout.heads.of(Role.NAME)))
        return
    if begins and name is None:
        return
    rest = _rest(cells, name_cell, level_cells, layout)
    numbers = rest[1]
    factor = FACTOR.match(name.text) if name is not None else None
    for columns, aspect, own in zip(layout.levels, layout.aspects, level_cells, strict=True):
        if len(columns) > 1:
            question = _all_levels(own, document)
        else:
            label = _label(own, layout, columns[0], labels, factor["number"] if factor is not None else None)
            question = _one_level(own, label, numbers)
        if question is not None:
            asked = replace(
                question, aspect=aspect, headed=layout.headed, names_headed=bool(layout.heads.of(Role.NAME))
            )
            asked = replace(asked, names_otherwise=names_otherwise(layout.heads, layout.name))
            yield _with_name(asked, name, layout, rest, document)


def _first_wordy(cells: Sequence[Cell], document: DocumentContext) -> Cell | None:
    return next((c for c in cells if c.words and any(ch.isalpha() for ch in document.text_of(c))), None)


def _rest(
    cells: Sequence[Cell], name: Cell | None, levels: Sequence[Sequence[Cell]], layout: _Layout
) -> tuple[list[Cell], list[Cell]]:
    """Beside name and levels: cells that say what the level means, and bare numbers ("950" points) that belong to it.

    What is headed as something else ("Gewicht") is nobody's.
    """
    used = [name, *(cell for own in levels for cell in own)]
    left = [cell for cell in cells if cell.words and all(cell is not other for other in used)]
    other = [cell for cell in left if layout.heads.columns[cell.col0].role in (Role.OTHER, Role.CODE)]
    left = [cell for cell in left if cell not in other]
    numbers = [cell for cell in left if all(word.text.isdecimal() for word in cell.words)]
    return [cell for cell in left if cell not in numbers], numbers


def _all_levels(cells: Sequence[Cell], document: DocumentContext) -> Question | None:
    """Every level is printed: a mark in a cell, or the look of its label, says which is meant."""
    options = []
    for cell in cells:
        label = [word for line in cell.text_lines for word in line.words]
        text = text_to_label(words_to_text(label))
        printed = text.text if isinstance(text, Label) else canonical(words_to_text(label))
        options.append(Option(printed, tuple(document.marks_in(cell)), label_words=tuple(label), place=cell.box))
    if not options:
        return None
    words_ = [word for cell in cells for word in cell.words]
    return _question(cells, tuple(options), words_)


def _label(
    cells: Sequence[Cell], layout: _Layout, col: int, labels: _Labels, factor: str | None
) -> Label | NoLabel | None:
    """What the cell under the head of levels says: under that head a short word nobody knows is a label too.

    What is not on the scale of a module is no level, and under the head of levels a doubt.
    """
    if not cells or not cells[0].words:
        return None
    text = _level_text(cells[0])
    if fold(text) in NOTHING:
        return None
    headed = layout.heads.columns[col].role is Role.LEVEL
    if labels.cell:
        match = next((found for pattern in labels.cell if (found := pattern.search(text)) is not None), None)
        if match is None:
            return NoLabel(text, phrase("unlike-module-cells", text=text)) if headed else None
        text = canonical(match["label"])
    scale, text = labels.scale, without_note(text)
    if scale is not None and scale.rank(text) is not None:
        return pattern_to_label(text, scale)
    if headed and fold(text) in words().levels.yes_no:
        return NoLabel(text, phrase("yes-or-no", text=text))
    label = labels.of_most.get(text) or text_to_label(text, factor)
    if label is None and headed and len(text) <= LONGEST_FREE_LABEL and sum(c.isalpha() for c in text) > 1:
        if col in labels.counted:
            return NoLabel(text, phrase("no-level-as-others", text=text))
        label = Label(text, fold(text), LabelKind.NAME)
    off = scale is not None and isinstance(label, Label) and scale.rank(label.core) is None
    if label is not None and off and scale is not None and scale.rank(label.text) is None:
        return NoLabel(label.text, phrase("off-module-scale", text=label.text)) if headed else None
    return label


def _one_level(cells: Sequence[Cell], label: Label | NoLabel | None, numbers: Sequence[Cell]) -> Question | None:
    """The level printed in a cell; a text that names several, or one between two, is a doubt."""
    if label is None:
        return None
    cell = cells[0]
    mark = _printed_mark(cell, numbers)
    if isinstance(label, NoLabel):
        options = (Option(label.text, (mark,), label_words=cell.words, place=cell.box),)
        return _question(cells, options, cell.words).doubted(label.reason)
    option = Option(label.text, (mark,), place=cell.box, core=label.core)
    return replace(_question(cells, (option,), cell.words), printed=True)


def _question(cells: Sequence[Cell], options: tuple[Option, ...], words_: Sequence[Word]) -> Question:
    box = box_around(cell.box for cell in cells)
    return Question("", cells[0].page, box, options, took=taken(Claim.LEVEL, list(words_)))


def _printed_mark(cell: Cell, numbers: Sequence[Cell]) -> SelectionMark:
    """What is printed is its own evidence; a number beside it ("950" points) is more of it."""
    printed = [word for one in (cell, *numbers) for word in one.words]
    return SelectionMark(
        page=cell.page,
        box=box_around(word.box for word in printed),
        kind=MarkKind.TEXT,
        raw=words_to_text(printed),
        font=cell.words[0].font,
        words=tuple(printed),
        evidence=Evidence.of(Fact.PRINTED),
    )


def _without_level(name: Name) -> Question:
    """A name with a text but nothing where its level should stand: no number, but no heading either."""
    return Question(
        name.text,
        name.words[0].page,
        name.box,
        (),
        description=name.description,
        headed=True,
        took=taken(Claim.NAME, name.words),
    )


def _with_name(
    question: Question,
    name: Name | None,
    layout: _Layout,
    rest: tuple[list[Cell], list[Cell]],
    document: DocumentContext,
) -> Question:
    described = [cell for cell in rest[0] if layout.heads.columns[cell.col0].role is Role.DESCRIPTION]
    meaning = [cell for cell in rest[0] if cell not in described]
    items: list[tuple[Line, ...]] = []
    for cell in meaning:
        lines = document.cell_lines(cell)
        items.extend(tuple(group) for group in lines_to_paragraphs(lines, cell_right(cell, lines)))
    if len(question.options) != 1:
        items = []
    options = question.options
    if items:
        options = (replace(options[0], items=tuple(items)),)
    told = [line for cell in described for line in document.cell_lines(cell)]
    took = [
        *question.took,
        *taken(Claim.LEVEL, [word for cell in rest[1] for word in cell.words]),
        *taken(Claim.DESCRIPTION, [word for cell in described for word in cell.words]),
    ]
    if items:
        took += taken(Claim.INDICATOR, [word for cell in meaning for word in cell.words])
    question = replace(question, options=options, description=tuple(told), took=tuple(took))
    if name is not None:
        own = [word for line in name.description for word in line.all_words]
        question = replace(
            question,
            name=name.text,
            box=name.box,
            page=name.words[0].page,
            description=(*name.description, *told),
            took=(*question.took, *taken(Claim.NAME, name.words), *taken(Claim.DESCRIPTION, own)),
        )
    doubt = layout.name if isinstance(layout.name, Doubt) else None
    return question.doubted(doubt.reason) if doubt is not None else question
