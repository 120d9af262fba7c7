"""Texts that only say which level is meant, and tables of nothing else: "Niveau | 2", under a name.

Listening
Current level  | 2
Required level | 3
"""

from __future__ import annotations

import regex

from extractor.languages import per_words
from extractor.matching.document import DocumentContext
from extractor.matching.levels.labels import Label, text_to_label
from extractor.matching.vocabulary import fold, words
from extractor.shaping.tables.cells import Cell, Table

_PARTS = regex.compile(r"[\s/-]+")
WORD_AND_LEVEL = 2


def says_which(name: str) -> bool:
    """Is what would be a name only a word for what is required, or for what there is: "Required level", "Huidig"?"""
    known, folded = _known(), fold(name).strip(" :")
    parts = [part for part in _PARTS.split(folded) if part]
    return bool(parts) and (folded in known or all(part in known for part in parts))


@per_words
def _known() -> frozenset[str]:
    levels = words().levels
    listed = (levels.required, levels.current, levels.aspects, levels.column, levels.prefixes, levels.qualifiers)
    return frozenset(word for some in listed for word in some)


def rows_that_say_which(table: Table, document: DocumentContext) -> list[tuple[Cell, Cell, Label]]:
    """Each row's word, its level, and the label that this is; [] where a row of the table has anything else."""
    found = []
    for row in range(table.row_count):
        cells = [cell for cell in table.row(row) if cell.words]
        if len(cells) != WORD_AND_LEVEL or any(document.marks_in(cell) for cell in cells):
            return []
        label = text_to_label(document.text_of(cells[1]))
        if not isinstance(label, Label) or not says_which(document.text_of(cells[0])):
            return []
        found.append((cells[0], cells[1], label))
    return found
