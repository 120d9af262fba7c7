"""Rows of a table that read as a line with its level, where no head says what its columns hold.

Klantgerichtheid | Niveau 2             Niveau | 2          under a name that stands over the table
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.findings import phrase
from extractor.matching.document import DocumentContext
from extractor.matching.levels.behind_names import LONGEST_NAME, FoundLevel
from extractor.matching.levels.beside_names import with_meaning
from extractor.matching.levels.heads import head_rows
from extractor.matching.levels.labels import Label, number_of_factor, text_to_label, without_points
from extractor.matching.levels.level_words import rows_that_say_which
from extractor.matching.levels.printed_questions import found_to_question, level_prefix
from extractor.matching.levels.question import Question
from extractor.matching.levels.scale import Scale
from extractor.matching.vocabulary import fold, words
from extractor.shaping.lines import Line
from extractor.shaping.tables.cells import Cell, Table


def read_rows(table: Table, document: DocumentContext, scale: Scale | None) -> Iterator[Question]:
    """Rows whose cells read as one line, in a table whose heads name no levels: "Klantgerichtheid | Niveau 2".

    A text over the whole width of the table below such a row says what its level means.
    """
    for word, level, label in rows_that_say_which(table, document):
        said = FoundLevel("", (), level.words, label)
        yield found_to_question(document.text_of(word), word.words, said, Line(word.words))
    if head_rows(table, document) or rows_that_say_which(table, document):
        return
    last: Question | None = None
    rest: list[Cell] = []
    for row in range(table.row_count):
        filled = _own_cells(table, row)
        one = _cells_to_level(filled, document, scale) if len(filled) > 1 else None
        if one is not None:
            if last is not None:
                yield with_meaning(last, rest, document)
            last, rest = _row_to_question(filled, one, document), filled[2:]
        elif last is not None and len(filled) == 1 and _explains_row(filled[0], table, document):
            rest.append(filled[0])
        elif last is not None:
            yield with_meaning(last, rest, document)
            last = None
    if last is not None:
        yield with_meaning(last, rest, document)


def _row_to_question(cells: Sequence[Cell], one: FoundLevel, document: DocumentContext) -> Question:
    """Where two levels stand behind a name nobody says which of them is asked."""
    question = found_to_question(one.name, one.name_words, one, Line(cells[0].words))
    others = [text for cell in cells[2:] if _says_level(text := document.text_of(cell))]
    return question.doubted(phrase("names-several", text=f"{one.label.text}, {others[0]}")) if others else question


def _says_level(text: str) -> bool:
    plain = without_points(text)
    return level_prefix().match(plain) is not None and text_to_label(plain) is not None


def _own_cells(table: Table, row: int) -> list[Cell]:
    """The cells with words of a row that begin in it; [] where one of them reaches into it from above."""
    filled = [cell for cell in table.row(row) if cell.words]
    return filled if all(cell.row0 == row for cell in filled) else []


def _explains_row(cell: Cell, table: Table, document: DocumentContext) -> bool:
    """Is it a text over the whole width, longer than a heading?"""
    whole = cell.col1 - cell.col0 == len(table.xs) - 1
    return whole and len(document.text_of(cell)) > LONGEST_NAME


def _cells_to_level(cells: Sequence[Cell], document: DocumentContext, scale: Scale | None) -> FoundLevel | None:
    name, level = document.text_of(cells[0]), document.text_of(cells[1])
    if not any(c.isalpha() for c in name) or fold(name) in words().competencies.column:
        return None
    if level_prefix().match(without_points(level)) is None:
        return None
    found = text_to_label(without_points(level), number_of_factor(name))
    if found is None or (scale is not None and isinstance(found, Label) and scale.rank(found.core) is None):
        return None
    return FoundLevel(name.rstrip(" :"), cells[0].words, cells[1].words, found)
