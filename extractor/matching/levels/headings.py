"""Blocks and groups above competencies: remembered while reading down, claimed only when a competency follows."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.matching.claims import Claims
from extractor.matching.document import DocumentContext
from extractor.matching.generic import names_group
from extractor.matching.levels.found import BlockFound
from extractor.matching.levels.text import matches, text_to_block
from extractor.matching.rulefile import CompetencyRules
from extractor.reading.layout import Word
from extractor.shaping.lines import Line
from extractor.shaping.tables.cells import Cell, Table

LONGEST_GROUP = 80


class GroupHeadings:
    """A heading that a rule names is always one; without rules, the vocabulary's or a line in stronger letters."""

    def __init__(self, context: DocumentContext, rules: CompetencyRules, claims: Claims) -> None:
        self._context = context
        self._rules = rules
        self._claims = claims
        self._block: BlockFound | None = None
        self._group: str | None = None
        self._pending: tuple[str, list[Word]] | None = None

    def line(self, line: Line) -> None:
        if not any(True for _ in self._claims.unclaimed(line.words)):
            return
        self._heading(line.text, list(line.words), self._is_strong(line))

    def row(self, cells: Sequence[Cell]) -> None:
        """A row of a table of competencies that holds none: a heading where it has one text only."""
        filled = [cell for cell in cells if cell.words]
        if len(filled) == 1:
            self._heading(self._context.text_of(filled[0]), list(filled[0].words), True)

    def table(self, table: Table) -> None:
        """A table without levels parts what stands before it from what follows."""
        if any(True for _ in self._claims.unclaimed(table.words)):
            self._pending = None

    def current(self) -> tuple[BlockFound | None, str | None]:
        """What the competency that is read now stands under."""
        if self._pending is not None:
            self._group, words = self._pending
            self._claims.claim(words, "group")
            self._pending = None
        return self._block, self._group

    def _heading(self, text: str, words: list[Word], strong: bool) -> None:
        block = text_to_block(text, self._rules)
        if block is not None:
            self._claims.claim(words, "block")
            self._block, self._group, self._pending = block, None, None
        elif matches(self._rules.group, text) or (not self._rules.group and names_group(text)):
            self._pending = (text.rstrip(" :"), words)
        elif not self._rules.group and strong and len(text) <= LONGEST_GROUP:
            if matches(self._rules.heading, text):
                self._group, self._pending = None, None
            else:
                self._pending = (text, words)
        else:
            self._pending = None

    def _is_strong(self, line: Line) -> bool:
        letters = any(c.isalpha() for c in line.text)
        return (
            letters and (line.bold or line.size > 1.08 * self._context.text_size) and not line.text.endswith((".", ";"))
        )
