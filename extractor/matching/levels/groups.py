"""What stands above a question: its block and its group, for every way of giving a level alike.

    BLOK 2: GEDRAGSCOMPETENTIES                      a block
    Kerncompetenties                                 a group: a kind of competencies, or a line in stronger letters
    Klantgerichtheid    ☐ 1  ☒ 2  ☐ 3

Read down the page; a heading counts when a question follows. What a question took heads nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.matching.claims import Claim, Taken
from extractor.matching.document import DocumentContext
from extractor.matching.generic import is_competency_heading, names_group
from extractor.matching.levels.headed_lines import column_heads
from extractor.matching.levels.question import BlockFound, Question, taken
from extractor.matching.levels.text import matches, text_to_block
from extractor.matching.rulefile import CompetencyRules
from extractor.reading.layout import Word
from extractor.shaping.lines import Line
from extractor.shaping.tables.cells import Cell, Table

LONGEST_GROUP = 80
STRONGER = 1.08
"""Letters this many times as large as the text's are a heading."""
LOWER = 0.98
"""A heading in letters under this part of another's stands below it."""


def with_groups(
    questions: Sequence[Question], document: DocumentContext, rules: CompetencyRules, passed: Sequence[Question] = ()
) -> list[Question]:
    """The questions under their headings. `passed` are questions that are no competencies: no headings either."""
    if all(question.grouped for question in questions):
        return list(questions)
    return _Reader(questions, document, rules, passed).read()


def _key(word: Word) -> tuple[int, int]:
    return word.page, word.index


class _Reader:
    def __init__(
        self,
        questions: Sequence[Question],
        document: DocumentContext,
        rules: CompetencyRules,
        passed: Sequence[Question],
    ) -> None:
        self._document = document
        self._rules = rules
        self._grouped = list(questions)
        self._at: dict[tuple[int, int], list[int]] = {}
        for i, question in enumerate(questions):
            anchor = _anchor(question)
            if anchor is not None:
                self._at.setdefault(_key(anchor), []).append(i)
        self._taken = {
            _key(word) for question in (*questions, *passed) for part in question.took for word in part.words
        }
        self._corners = {_key(word) for question in questions for word in question.over}
        self._block: BlockFound | None = None
        self._group: str | None = None
        self._pending: tuple[str, tuple[Word, ...]] | None = None
        self._block_words: tuple[Word, ...] = ()
        self._opened = 0.0
        """The size of the heading under which all competencies stand: one in smaller letters parts them."""

    def read(self) -> list[Question]:
        for page in self._document.pages:
            for element in page.elements():
                if isinstance(element, Line):
                    self._line(element)
                else:
                    self._table(element)
        return self._grouped

    def _line(self, line: Line) -> None:
        here = self._questions_in(line.words)
        if here:
            self._assign(here)
        elif not self._is_taken(line.words) and not column_heads(line):
            self._heading(line.text, line.words, self._is_strong(line))

    def _table(self, table: Table) -> None:
        asked = [self._table_row(table, row) for row in range(table.row_count)]
        if not any(asked) and not self._is_taken(table.words):
            self._pending = None

    def _table_row(self, table: Table, row: int) -> bool:
        """Reads what begins in a row. Does it hold a question?"""
        cells = [cell for cell in table.row(row) if cell.row0 == row and cell.words]
        corner = [word for cell in cells for word in cell.words if _key(word) in self._corners]
        here = self._questions_in(word for cell in cells for word in cell.words)
        if corner:
            self._heading(self._document.text_of_words(corner), tuple(corner), True)
        if here:
            self._assign(here)
        elif not corner:
            self._row([cell for cell in cells if not self._is_taken(cell.words)])
        return bool(here)

    def _is_taken(self, words: Iterable[Word]) -> bool:
        return all(_key(word) in self._taken for word in words)

    def _questions_in(self, words: Iterable[Word]) -> list[int]:
        return [i for word in words for i in self._at.get(_key(word), ())]

    def _row(self, cells: Sequence[Cell]) -> None:
        """A row of a table of competencies that holds none: a heading where it has one text only."""
        if len(cells) == 1:
            text = self._document.text_of(cells[0])
            self._heading(text, cells[0].words, not text.endswith((".", ";")))

    def _assign(self, here: Sequence[int]) -> None:
        parts: tuple[Taken, ...] = ()
        if self._pending is not None:
            self._group, group_words = self._pending
            parts = taken(Claim.GROUP, group_words)
            self._pending = None
        if self._block_words:
            parts = (*parts, *taken(Claim.BLOCK, self._block_words))
            self._block_words = ()
        for i in here:
            question = self._grouped[i]
            if not question.grouped:
                self._grouped[i] = replace(
                    question, block=self._block, group=question.group or self._group, took=(*question.took, *parts)
                )
                parts = ()

    def _heading(self, text: str, heading: tuple[Word, ...], strong: bool) -> None:
        block = text_to_block(text, self._rules)
        if block is not None:
            self._block, self._group, self._pending = block, None, None
            self._block_words = heading
        elif matches(self._rules.group, text) or (not self._rules.group and names_group(text)):
            self._pending = (text.rstrip(" :"), heading)
        elif not self._rules.group and strong and len(text) <= LONGEST_GROUP:
            over_all = matches(self._rules.heading, text) and not self._stands_in_table(heading)
            if over_all and (is_competency_heading(text) or heading[0].size > LOWER * self._opened):
                self._group, self._pending = None, None
                self._opened = heading[0].size
            else:
                self._pending = (text.rstrip(" :"), heading)
        else:
            self._pending = None

    def _stands_in_table(self, heading: Sequence[Word]) -> bool:
        """A word such as "Vaardigheden" over a part of a table is the name of that part."""
        first = heading[0]
        return any(
            table.box.contains_middle_of(first.box)
            for page in self._document.pages
            if page.number == first.page
            for table in page.tables
        )

    def _is_strong(self, line: Line) -> bool:
        letters = any(c.isalpha() for c in line.text)
        strong = line.bold or line.size > STRONGER * self._document.text_size
        return letters and strong and not line.text.endswith((".", ";"))


def _anchor(question: Question) -> Word | None:
    """The word by which a question is met on the way down: the first of its name, else of what it took."""
    for claim in (Claim.NAME, None):
        for part in question.took:
            if (claim is None or part.claim is claim) and part.words:
                return part.words[0]
    return None
