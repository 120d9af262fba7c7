"""A column that holds the level itself, as a number, a word or a sign, or every level of the row side by side.

    Competentie      | Omschrijving | Gewicht | Niveau           Competentie      |       Niveau
    Klantgerichtheid | Helpt wie …  |    3    |   2              Klantgerichtheid |  1  | (2) |  3

Which column that is its head says. Where several do ("minimum | optimum", "Onthaal | ICT") each is an aspect of its
own.
Where all levels are printed in each row, the one that is meant has a look or a mark of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.geometry import box_around
from extractor.matching.claims import Claim
from extractor.matching.document import DocumentContext
from extractor.matching.levels.beside_names import with_meaning
from extractor.matching.levels.headed_lines import headed_tables
from extractor.matching.levels.heads import Role, names_competencies, names_otherwise
from extractor.matching.levels.labels import TICK_LETTERS, Label, LabelKind, NoLabel, number_of_factor, text_to_label
from extractor.matching.levels.laid_over import over_words
from extractor.matching.levels.looks import LookedAt, look_of
from extractor.matching.levels.names import Name
from extractor.matching.levels.question import Doubt, Option, Question, taken
from extractor.matching.levels.repeated_heads import parts_beside
from extractor.matching.levels.standing import document_to_standings
from extractor.matching.levels.value_labels import ValueLabels, labels_of_rules
from extractor.matching.levels.value_layouts import Layout, headless_layout, level_text, same_layout, table_layout
from extractor.matching.levels.value_rows import ValueRow, ValueTable, has_none, row_of
from extractor.matching.rulefile import CompetencyRules
from extractor.model import MarkKind
from extractor.reading.layout import Word
from extractor.shaping.lines import canonical, words_to_text
from extractor.shaping.marks.evidence import Evidence, Fact
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.tables.cells import Cell, Table


def match_values(document: DocumentContext, rules: CompetencyRules) -> list[Question]:
    labels = labels_of_rules(rules)
    found: list[Question] = []
    before: Layout | None = None
    headed = headed_tables(document)
    standings = document_to_standings(document, rules)
    for page in document.pages:
        first = True
        tables = _with_headed(page.tables, headed[page.number])
        for table in [part for whole in tables for part in parts_beside(whole, document)]:
            own = table_layout(table, document) or headless_layout(table, document, standings)
            layout = own or (same_layout(table, before) if first else None)
            first = False
            if layout is None:
                continue
            last = found[-1] if own is None and found else None
            read = _without_ticks(list(_read(table, layout, document, labels, last)))
            if read or layout.heads.rows:
                before = layout
            found.extend(read)
    return found


def _with_headed(tables: Sequence[Table], headed: Sequence[Table]) -> list[Table]:
    """Those made of lines too, in place of the tables that held these lines as cells."""
    kept = [table for table in tables if not any(table.box.contains_middle_of(other.box) for other in headed)]
    return [*kept, *headed]


def _without_ticks(questions: list[Question]) -> list[Question]:
    """The same, unless its Roman numerals are all "X" and "V": those are ticks, whoever does not know them as such."""
    numerals = [q for q in questions if q.printed and _is_roman(q)]
    if any(key not in TICK_LETTERS for question in numerals for key in question.keys):
        return questions
    return [question for question in questions if question not in numerals]


def _is_roman(question: Question) -> bool:
    labels = [text_to_label(option.label) for option in question.options]
    return bool(labels) and all(isinstance(label, Label) and label.kind is LabelKind.ROMAN for label in labels)


def _read(
    table: Table, layout: Layout, document: DocumentContext, labels: ValueLabels, last: Question | None
) -> Iterator[Question]:
    labels = labels.of_table(table, layout, document)
    first = True
    whole = ValueTable(table, layout)
    for row in whole.body:
        for question in _row_to_questions(whole, row, document, labels):
            named = question if question.name or last is None else _named_as(question, last)
            if not named.name:
                continue
            last = named
            head = taken(Claim.TABLE_HEAD, layout.heads.words) if first else ()
            first = False
            yield replace(named, took=(*named.took, *head))


def _named_as(question: Question, last: Question) -> Question:
    """A row without a name gives one more level of the name above it."""
    return replace(question, name=last.name, page=last.page, box=last.box)


def _row_to_questions(
    whole: ValueTable, row: int, document: DocumentContext, labels: ValueLabels
) -> Iterator[Question]:
    found, layout = row_of(whole, row, document), whole.layout
    if _covers_levels(found.name_cell, layout):
        return
    if found.gives_level or _is_on_scale(found, labels):
        if not found.begins or found.name is not None:
            yield from _with_levels(found, layout, document, labels)
    elif found.begins and found.name is not None:
        yield from _without_level(found, whole, document)


def _with_levels(row: ValueRow, layout: Layout, document: DocumentContext, labels: ValueLabels) -> Iterator[Question]:
    """A question for each set of levels of the row; none for an empty set that no aspect heads."""
    rest = _rest(row, layout)
    factor = number_of_factor(row.name.text) if row.name is not None else None
    for columns, aspect, own in zip(layout.levels, layout.aspects, row.levels, strict=True):
        if len(columns) > 1:
            question = _all_levels(own, document)
        else:
            question = _one_level(own, labels.of_cells(own, layout, columns[0], factor), rest[1])
        if question is None and aspect is not None and own:
            question = _unfilled(own)
        if question is not None:
            named = _with_name(_as_headed(question, aspect, layout), row.name, layout, rest, document)
            yield row.group.grouped(named, row.number, document) if row.group is not None else named


def _is_on_scale(row: ValueRow, labels: ValueLabels) -> bool:
    """Is a dash, which says nothing elsewhere, a level of the module's scale?"""
    return any(labels.has_on_scale(level_text(cell)) for own in row.levels for cell in own)


def _covers_levels(cell: Cell | None, layout: Layout) -> bool:
    """Is the cell of the name merged with those of levels, so that it heads the rows below?"""
    if cell is None or cell.col1 - cell.col0 <= 1:
        return False
    return any(cell.col0 <= col < cell.col1 for columns in layout.levels for col in columns)


def _as_headed(question: Question, aspect: str | None, layout: Layout) -> Question:
    """The question with what the heads of its table say of it."""
    return replace(
        question,
        aspect=aspect,
        headed=layout.headed,
        names_headed=names_competencies(layout.heads),
        names_otherwise=names_otherwise(layout.heads, layout.name),
    )


def _rest(row: ValueRow, layout: Layout) -> tuple[list[Cell], list[Cell]]:
    """Beside name and levels: cells that say what the level means, and bare numbers ("950" points) that belong to it.

    What is headed as something else ("Gewicht") is nobody's.
    """
    group = row.group.cell(row.number) if row.group is not None else None
    used = [row.name_cell, group, *(cell for own in row.levels for cell in own)]
    left = [cell for cell in row.cells if cell.words and all(cell is not other for other in used)]
    own = [cell for cell in left if layout.heads.columns[cell.col0].role not in (Role.OTHER, Role.CODE)]
    return [cell for cell in own if not _is_number(cell)], [cell for cell in own if _is_number(cell)]


def _is_number(cell: Cell) -> bool:
    return all(word.text.isdecimal() for word in cell.words)


def _all_levels(cells: Sequence[Cell], document: DocumentContext) -> Question | None:
    """Every level is printed: a mark in a cell, or the look of its label, says which is meant."""
    options = []
    ticked = any(document.marks_in(cell) for cell in cells)
    for cell in cells:
        label = [word for line in cell.text_lines for word in line.words]
        text = text_to_label(words_to_text(label))
        printed = text.text if isinstance(text, Label) else canonical(words_to_text(label))
        marks = tuple(document.marks_in(cell))
        unticked = ticked and not marks and not _is_picked_out(label, cell, document)
        options.append(Option(printed, marks, empty_place=unticked, label_words=tuple(label), place=cell.box))
    if not options:
        return None
    words_ = [word for cell in cells for word in cell.words]
    return _question(cells, tuple(options), words_)


def _is_picked_out(label: Sequence[Word], cell: Cell, document: DocumentContext) -> bool:
    """Is something drawn around the label, along it or over it, so that it may be meant as well as the one ticked?"""
    if not label:
        return True
    page = document.page(cell.page).layout
    look = look_of(LookedAt(tuple(label), cell.box), page)
    return look.circled or look.underlined or look.struck or over_words(label, page) is not None


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


def _without_level(row: ValueRow, whole: ValueTable, document: DocumentContext) -> Iterator[Question]:
    """A name in a row that gives no level: none is required where its place is seen to be empty, or has a dash."""
    none, layout = has_none(row, whole, document), whole.layout
    if row.name is None or none is False:
        return
    cells = [cell for own in row.levels for cell in own]
    question = _unfilled(cells) if none and cells else Question("", whole.table.page, row.name.box, ())
    question = replace(_as_headed(question, None, layout), headed=True, names_otherwise=False)
    named = _with_name(question, row.name, layout, _rest(row, layout), document)
    yield row.group.grouped(named, row.number, document) if row.group is not None else named


def _unfilled(cells: Sequence[Cell]) -> Question:
    """The place of a level with nothing in it, or a dash."""
    words_ = [word for cell in cells for word in cell.words]
    return replace(_question(cells, (), words_), unfilled=True)


def _with_name(
    question: Question,
    name: Name | None,
    layout: Layout,
    rest: tuple[list[Cell], list[Cell]],
    document: DocumentContext,
) -> Question:
    described = [cell for cell in rest[0] if layout.heads.columns[cell.col0].role is Role.DESCRIPTION]
    meaning = [cell for cell in rest[0] if cell not in described]
    told = tuple(line for cell in described for line in document.cell_lines(cell))
    took = (
        *question.took,
        *taken(Claim.LEVEL, [word for cell in rest[1] for word in cell.words]),
        *taken(Claim.DESCRIPTION, [word for cell in described for word in cell.words]),
    )
    question = with_meaning(replace(question, description=told, took=took), meaning, document)
    question = _named(question, name) if name is not None else question
    return question.doubted(layout.name.reason) if isinstance(layout.name, Doubt) else question


def _named(question: Question, name: Name) -> Question:
    own = [word for line in name.description for word in line.all_words]
    return replace(
        question,
        name=name.text,
        box=name.box,
        page=name.words[0].page,
        description=(*name.description, *question.description),
        took=(*question.took, *taken(Claim.NAME, name.words), *taken(Claim.DESCRIPTION, own)),
    )
