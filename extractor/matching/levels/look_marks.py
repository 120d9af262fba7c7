"""Labels of one scale that stand together, and no mark among them → marks made of their looks.

    1 | **2** | 3        Basis  Gevorderd  [Expert]        in cells of a row or a column, in a line

Only where the document has no selection mark but those of a form's own choices ("Rijbewijs B: ☒ ja ☐ nee"): then the
look of a label is the only thing that can tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from extractor.geometry import box_around
from extractor.languages import per_words
from extractor.matching.document import DocumentContext
from extractor.matching.levels.labels import label_core
from extractor.matching.levels.looks import LEAST_DECIDED, LookedAt, Odd, Unsure, evidence_of, look_to_mark, odd_option
from extractor.matching.levels.no_names import is_no_competency
from extractor.matching.levels.offered_lists import SIGNS, goes_on, key_of, listed_options
from extractor.matching.levels.scale import MOST_DIGITS, Scale, fixed_scale
from extractor.matching.levels.standing import Standing, document_to_standings
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold
from extractor.matching.vocabulary import words as vocabulary_words
from extractor.reading.layout import Word
from extractor.shaping.lines import words_to_text
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.pages import ShapedPage
from extractor.shaping.tables.cells import Cell, Table

ROWS_BELOW = 2
"""So many rows that hold the same labels make the one over them their head."""
PARTING = frozenset({"/", "|"})
"""Between the options of a list in a line."""
LONGEST_PART = 3
"""An option has at most so many words."""


@dataclass(frozen=True)
class _Label(LookedAt):
    """One printed label, and its cell in a table."""

    cell: Cell | None


def with_look_marks(document: DocumentContext, rules: CompetencyRules) -> DocumentContext:
    """The document with marks where the looks of most sets of labels tell one of them from the others."""
    if any(document.marks.values()) and not _are_choices_of_the_form(document, rules):
        return document
    whole = document.with_struck_words
    scale = fixed_scale(rules.scale) if rules.scale else None
    offered = _offered_lists(whole) if scale is None else frozenset[tuple[str, ...]]()
    sets = [labels for page in whole.pages for labels in _sets_of_labels(page, scale, whole, offered)]
    chosen = [(labels, odd_option(labels, whole)) for labels in sets]
    decided = [pair for pair in chosen if isinstance(pair[1], Odd)]
    if not decided or len(decided) < LEAST_DECIDED * len(chosen):
        return document
    marks = _looks_to_marks(chosen)
    for page, of_choices in document.marks.items():
        marks.setdefault(page, []).extend(of_choices)
    return whole.with_marks({page: tuple(found) for page, found in marks.items()})


def _looks_to_marks(chosen: Iterable[tuple[Sequence[_Label], Odd | Unsure | None]]) -> dict[int, list[SelectionMark]]:
    """A mark for each label, by page: ticked where it is the one of its set that looks different."""
    marks: dict[int, list[SelectionMark]] = {}
    for labels, odd in chosen:
        for i, label in enumerate(labels):
            mark = look_to_mark(label.words, evidence_of(i, odd, len(labels)))
            marks.setdefault(label.words[0].page, []).append(mark)
    return marks


def _are_choices_of_the_form(document: DocumentContext, rules: CompetencyRules) -> bool:
    """Do all marks stand on lines that name something else than a competency, or outside of where these stand?"""
    standings = document_to_standings(document, rules)
    ticked = (line for page in document.pages for line in page.lines if line.marks)
    none_of_them = {mark for line in ticked if is_no_competency(line.text) for mark in line.marks}
    return all(
        mark in none_of_them or standings.at(mark.page, mark.box) is Standing.ELSEWHERE
        for marks in document.marks.values()
        for mark in marks
    )


def _offered_lists(document: DocumentContext) -> frozenset[tuple[str, ...]]:
    """The lists of options that lines repeat behind their names, where one option of most of them stands out."""
    lists: dict[tuple[str, ...], list[list[_Label]]] = defaultdict(list)
    for line in (line for page in document.pages for line in page.lines):
        labels = _option_labels(line.words)
        if labels:
            lists[key_of([label.words for label in labels])].append(labels)
    several = {key: found for key, found in lists.items() if len(found) > 1}
    return frozenset(
        key
        for key, found in several.items()
        if sum(isinstance(odd_option(labels, document), Odd) for labels in found) > LEAST_DECIDED * len(found)
    )


def _option_labels(words: Sequence[Word]) -> list[_Label]:
    return [_Label(part, box_around(word.box for word in part), None) for part in listed_options(words)]


def _sets_of_labels(
    page: ShapedPage, scale: Scale | None, document: DocumentContext, offered: Set[tuple[str, ...]]
) -> Iterator[list[_Label]]:
    """Labels that stand below each other in a column, behind each other in a line or a cell, or cells of text.

    Labels over such cells are their headings, and say nothing themselves where none of them stands out.
    """
    for table in page.tables:
        if not _is_decorated(table, scale, document):
            yield from _sets_in_table(table, scale, document)
    for line in page.lines:
        listed = _option_labels(line.words) if offered else []
        is_offered = key_of([label.words for label in listed]) in offered
        yield from [listed] if is_offered else _in_words(line.words, scale)


def _sets_in_table(table: Table, scale: Scale | None, document: DocumentContext) -> Iterator[list[_Label]]:
    yield from _labels_in_columns(table, scale)
    for row in range(table.row_count):
        yield from _sets_in_row(table, row, scale, document)
    for cell in table.cells:
        if _is_corrected(cell, table, scale):
            continue
        listed = _listed_labels(cell, scale)
        if listed:
            yield listed
            continue
        for line in cell.lines:
            yield from _in_words(line.words, scale)


def _sets_in_row(table: Table, row: int, scale: Scale | None, document: DocumentContext) -> Iterator[list[_Label]]:
    cells = [cell for cell in table.row(row) if cell.words and cell.row0 == row]
    for labels in _in_order([_cell_label(cell) for cell in cells], scale):
        if _heads_same(table, row, labels):
            continue
        under = list(_cells_under(table, row, labels, scale))
        if not under or odd_option(labels, document) is not None:
            yield labels
        yield from under


def _is_corrected(cell: Cell, table: Table, scale: Scale | None) -> bool:
    """Has the cell labels of which one is struck out, where most others of its column have a single one?

    Somebody changed that level: the cells of the column are no lists to choose from.
    """
    if not any(word.struck for word in cell.words):
        return False
    others = [_cell_label(c).words for c in table.cells if c.col0 == cell.col0 and c is not cell and c.words]
    single = [words for words in others if _places(words_to_text(words), scale)]
    listed = [words for words in others if len(list(_in_order(_word_labels(words), scale))) > 0]
    return len(single) > len(listed)


def _labels_in_columns(table: Table, scale: Scale | None) -> Iterator[list[_Label]]:
    for col in range(len(table.xs) - 1):
        cells: list[Cell] = []
        for row in range(table.row_count):
            cell = table.cell_at(row, col)
            if cell is not None and cell.words and all(cell is not other for other in cells):
                cells.append(cell)
        yield from _in_order([_cell_label(cell) for cell in cells], scale)


def _is_decorated(table: Table, scale: Scale | None, document: DocumentContext) -> bool:
    """Does a heading stand out as well: is its whole column bold or shaded, whatever is chosen below?"""
    for row in range(table.row_count):
        cells = [cell for cell in table.row(row) if cell.words and cell.row0 == row]
        for labels in _in_order([_cell_label(cell) for cell in cells], scale):
            if _heads_same(table, row, labels) and odd_option(labels, document) is not None:
                return True
    return False


def _heads_same(table: Table, row: int, labels: Sequence[_Label]) -> bool:
    """Do the same labels stand in the cells of two rows below, so that these head them?"""
    texts = [(label.cell.col0, fold(words_to_text(label.words))) for label in labels if label.cell is not None]

    def repeats(below: int) -> bool:
        cells = [(table.cell_at(below, col), text) for col, text in texts]
        return all(cell is not None and fold(words_to_text(_cell_label(cell).words)) == text for cell, text in cells)

    after = range(row + 1, min(row + 1 + ROWS_BELOW, table.row_count))
    first = row == 0 or not repeats(row - 1)
    return first and len(after) == ROWS_BELOW and all(map(repeats, after)) and _name_is_heading(table, row, labels)


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


def _in_words(words: Sequence[Word], scale: Scale | None) -> Iterator[list[_Label]]:
    """The runs of labels in a line, but those that go on with a word that nobody knows as a label.

    Foundation / **Practitioner** / Master: of two of three labels nobody can say which one is meant.
    """
    if sum(bool(_places(word.text, scale)) for word in words) <= 1:
        return
    for run in _in_order(_word_labels(words), scale):
        if scale is not None or not goes_on(words, [label.words[0] for label in run]):
            yield run


def _word_labels(words: Sequence[Word]) -> list[_Label]:
    """Each word by itself; what only separates them ("/", "|") is none."""
    return [_Label((word,), word.box, None) for word in words if any(c.isalnum() for c in word.text)]


def _listed_labels(cell: Cell, scale: Scale | None) -> list[_Label]:
    """The parts of a cell's text between signs, where two of them go up one scale: "Novice / **Advanced** / Expert".

    A part that nobody knows is an option as well: without it the wrong one might be the only one that is not bold.
    """
    parts: list[list[Word]] = [[]]
    for line in cell.lines:
        for word in line.words:
            if word.text in PARTING:
                parts.append([])
            else:
                parts[-1].append(word)
    if len(parts) <= 1:
        return []
    labels = [_Label(tuple(part), box_around(word.box for word in part), None) for part in parts if part]
    short = all(len(part) <= LONGEST_PART for part in parts)
    return labels if short and len(labels) > 1 and any(_in_order(labels, scale)) else []


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
    core = label_core(text.strip(f" {SIGNS}"))
    if scale is not None:
        rank = scale.rank(core)
        return {} if rank is None else {0: rank}
    if core.isdecimal() and len(core) <= MOST_DIGITS:
        return {1: int(core)}
    if len(core) == 1 and core in "abcdefgh":
        return {2: ord(core) - ord("a") + 1}
    return _places_of_names().get(core, {})


@per_words
def _places_of_names() -> dict[str, dict[int, int]]:
    """Each name of a known scale: the scales that have it, and its place on each."""
    levels = vocabulary_words().levels
    places: dict[str, dict[int, int]] = defaultdict(dict)
    for kind, names in enumerate((*levels.scales, *levels.ordered), start=10):
        for place, name in enumerate(names, start=1):
            places[name].setdefault(kind, place)
    return dict(places)
