"""What looks like levels or boxes and is none: tables of labels and values, lists with bullets of a symbol font.

JOB TITLE:      Guard        GRID/PAY LEVEL:   F 21
REPORTING TO:   Team leader  JOB/CLASS CODE:   40700
"""

from __future__ import annotations

from dataclasses import replace

from extractor.languages import all_words, per_words
from extractor.matching.document import DocumentContext
from extractor.matching.levels.question import Question
from extractor.matching.levels.reading import LevelsRead
from extractor.matching.vocabulary import fold
from extractor.shaping.tables.cells import Table

LEAST_LABELS = 3
"""So many cells that end in a colon make a table of labels and values,"""
LEAST_ITEMS = 3
"""A list has so many items; two boxes that cannot be read are yes and no."""
LEAST_KNOWN = 2
"""if so many of them are labels of a header."""


def without_header_tables(levels: LevelsRead, document: DocumentContext) -> LevelsRead:
    """The same without competencies that were read in such a table."""
    headers = [table for page in document.pages for table in page.tables if _is_header(table, document)]
    if not headers:
        return levels
    kept = tuple(question for question in levels.competencies if not _stands_in(question, headers))
    return replace(levels, competencies=kept)


def without_bullets(levels: LevelsRead, document: DocumentContext) -> tuple[LevelsRead, DocumentContext]:
    """The same without choices of which no box can be read, and a document in which these are no marks: bullets."""
    bullets = [choice for choice in levels.choices if _is_list(choice)]
    if not bullets:
        return levels, document
    signs = {mark for choice in bullets for option in choice.options for mark in option.marks}
    marks = {page: tuple(m for m in some if m not in signs) for page, some in document.marks.items()}
    kept = tuple(choice for choice in levels.choices if choice not in bullets)
    return replace(levels, choices=kept), document.with_marks(marks)


def _is_list(choice: Question) -> bool:
    marks = [mark for option in choice.options for mark in option.marks]
    return len(choice.options) >= LEAST_ITEMS and bool(marks) and all(mark.state is None for mark in marks)


def _is_header(table: Table, document: DocumentContext) -> bool:
    if any(cell.marks for cell in table.cells):
        return False
    texts = [document.text_of(cell) for cell in table.cells if cell.words]
    labels = [text for text in texts if text.endswith(":")]
    return len(labels) >= LEAST_LABELS and sum(fold(label) in _known() for label in labels) >= LEAST_KNOWN


@per_words
def _known() -> frozenset[str]:
    return frozenset(fold(label) for _, some in all_words().fields.labels for label in some)


def _stands_in(question: Question, tables: list[Table]) -> bool:
    return any(question.page == table.page and table.box.contains_middle_of(question.box) for table in tables)
