"""A small table for each competency, under a line with its name.

    Luisteren                               Luisteren
    Hoort wat een ander zegt.                Niveau | Gedrag       | Vereist
     1 | 2 | 3 | 4                             1    | Hoort toe.   |
       |   | X |                               2    | Vraagt door. |    X

Rows that only say what is required, or what there is today, are the aspects of the name above. Two such tables at least
make them a way of giving levels: one alone may be anything that a form asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from extractor.findings import phrase
from extractor.matching.claims import Claim
from extractor.matching.document import DocumentContext
from extractor.matching.generic import is_competency_heading, names_group, names_other_section
from extractor.matching.levels.labels import text_to_label
from extractor.matching.levels.level_words import says_which
from extractor.matching.levels.names import Name, cell_to_name, lines_to_name
from extractor.matching.levels.no_names import field_labels, is_no_competency
from extractor.matching.levels.question import Question, taken
from extractor.matching.vocabulary import fold, words
from extractor.shaping.lines import Line
from extractor.shaping.pages import ShapedPage
from extractor.shaping.tables.cells import Table

LONGEST_NAME = 80
NEAR = 2.6
"""Lines over a table, and the table, are at most this many sizes apart where they belong together."""
STRONGER = 1.08
"""Letters this many times as large as the text's are a heading."""
LEAST_TABLES = 2
_NUMBERING = regex.compile(r"^\d{1,2}[.)]\s+(?=\p{L}{2})")
"""Before a name: "1. Luisteren" is no level 1 that is called so."""


@dataclass(frozen=True)
class _Asked:
    """The questions of a table that have no name of their own, by their places, and the line with their name."""

    places: tuple[int, ...]
    name: Name


def with_names_above(questions: Sequence[Question], document: DocumentContext) -> list[Question]:
    """The questions, those of tables without names under the names that stand over these; doubted where none does."""
    nameless = any(_says_no_name(question) for question in questions)
    named = _those_asked_named(questions, list(_asked(questions, document))) if nameless else list(questions)
    named = [_doubted(q) if q.name and not q.own and says_which(q.name) and q.options else q for q in named]
    return [q for q in named if q.name or q.doubt is not None or "rows" in q.read_by]


def _those_asked_named(questions: Sequence[Question], asked: Sequence[_Asked]) -> list[Question]:
    """The questions, those of a table under its name where other tables have its labels and none has its name."""
    labels = Counter(_labels(questions, one) for one in asked)
    names = Counter(fold(one.name.text) for one in asked)
    named = list(questions)
    for one in asked:
        if labels[_labels(questions, one)] >= LEAST_TABLES and names[fold(one.name.text)] == 1:
            for i in one.places:
                named[i] = _under(named[i], one.name, alone=len(one.places) == 1)
    return named


def _labels(questions: Sequence[Question], asked: _Asked) -> tuple[str, ...]:
    """What such tables have in common: all labels of a level, or that only the one that is meant is printed."""
    first = questions[asked.places[0]]
    return () if first.printed else tuple(first.keys)


def _doubted(question: Question) -> Question:
    return replace(question, name="").doubted(phrase("no-name-column"))


def _asked(questions: Sequence[Question], document: DocumentContext) -> Iterator[_Asked]:
    for page in document.pages:
        over: list[Line] = []
        for element in page.elements():
            if isinstance(element, Line):
                over.append(element)
                continue
            places = tuple(i for i, q in enumerate(questions) if _stands_in(q, element))
            name = _name_of(element, over, page, document) if places else None
            if name is not None and _are_nameless([questions[i] for i in places]):
                yield _Asked(places, name)
            over = []


def _stands_in(question: Question, table: Table) -> bool:
    return question.page == table.page and table.box.contains_middle_of(question.box) and bool(question.options)


def _are_nameless(questions: Sequence[Question]) -> bool:
    """Has the table one question without a name, or several that say only which of its levels is which?"""
    if len(questions) == 1:
        return _says_no_name(questions[0])
    return all(says_which(q.name) for q in questions) and len({fold(q.name) for q in questions}) == len(questions)


def _says_no_name(question: Question) -> bool:
    return not question.name or says_which(question.name)


def _name_of(table: Table, over: Sequence[Line], page: ShapedPage, document: DocumentContext) -> Name | None:
    """The name in a first row over the whole table, or over it."""
    first = table.cell_at(0, 0)
    if first is not None and first.words and first.col1 == len(table.xs) - 1 and table.row_count > first.row1:
        return cell_to_name(first, document) if _can_name(document.text_of(first)) else None
    return _name_over(table, over, page, document)


def _name_over(table: Table, over: Sequence[Line], page: ShapedPage, document: DocumentContext) -> Name | None:
    """The strong line next above the table, with the weaker lines below it, or the only line under a heading."""
    near = _lines_near(table, over)
    strong = [i for i, line in enumerate(near) if line.bold or line.size > STRONGER * page.text_size]
    at = strong[-1] if strong else 0
    if not near or (not strong and len(near) > 1) or not _can_name(near[at].text):
        return None
    named, told = near[at : at + 1], near[at + 1 :]
    name = lines_to_name(named, document)
    return replace(name, description=tuple(told)) if name is not None else None


def _lines_near(table: Table, over: Sequence[Line]) -> list[Line]:
    """The lines next above the table, each near the next, below the heading of a section."""
    near: list[Line] = []
    below = table.box.top
    for line in reversed(over):
        if below - line.baseline > NEAR * line.size or _heads_section(line.text):
            break
        near.insert(0, line)
        below = line.baseline
    return near


def _heads_section(text: str) -> bool:
    return is_competency_heading(text) or names_group(text) or names_other_section(text)


def _can_name(line: str) -> bool:
    text = _NUMBERING.sub("", line)
    if len(line) > LONGEST_NAME or text.endswith((".", ";", ",", "?")) or not any(c.isalpha() for c in text):
        return False
    if is_no_competency(text) or fold(text) in field_labels():
        return False
    return text_to_label(text) is None and not _heads_section(text)


def _under(question: Question, name: Name, *, alone: bool) -> Question:
    """The question under the name; what its table has for a name is its aspect, where it is not the only level.

    "Niveau | 2" is the level of the name above; "Current level | 2" only one of its levels.
    """
    is_level = alone and not set(fold(question.name).split()) & {*words().levels.current, *words().levels.aspects}
    told = [word for line in name.description for word in line.all_words]
    return replace(
        question,
        name=name.text,
        page=name.words[0].page,
        box=name.box,
        aspect=None if is_level else question.name,
        group=None,
        grouped=False,
        description=(*name.description, *question.description),
        took=(*taken(Claim.NAME, name.words), *taken(Claim.DESCRIPTION, told), *question.took),
    )
