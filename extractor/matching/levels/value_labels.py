"""What a cell under the head of levels says: a label, a text that is none and why, or nothing.

Competentie      | Niveau
Klantgerichtheid | 2                a label
Luisteren        | gevorderd        one too, as the head says so, though nobody knows the word
Plannen          | zie bijlage 3    under "2" and "3" a doubt
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex

from extractor.findings import phrase
from extractor.matching.document import DocumentContext
from extractor.matching.levels.heads import Role
from extractor.matching.levels.labels import (
    Label,
    LabelKind,
    NoLabel,
    is_level_name,
    of_most_steps,
    text_to_label,
    without_note,
)
from extractor.matching.levels.legends import letters_told
from extractor.matching.levels.own_patterns import pattern_to_label
from extractor.matching.levels.scale import Scale, fixed_scale
from extractor.matching.levels.value_layouts import Layout, level_text, own_cell, says_nothing
from extractor.matching.rule_patterns import Patterns
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold, words
from extractor.shaping.lines import canonical
from extractor.shaping.tables.cells import Cell, Table

LONGEST_FREE_LABEL = 30
"""Under the head of levels a word nobody knows may be one; a longer text is none."""

NO_COLUMN = -1
_NUMBER = regex.compile(r"\d+")


@dataclass(frozen=True)
class ValueLabels:
    """What a cell may say: on the module's scale, in its pattern; and texts that together are steps of so many."""

    scale: Scale | None = None
    cell: Patterns = ()
    of_most: Mapping[str, Label] = field(default_factory=dict)
    counted: frozenset[int] = frozenset()
    """Columns of numbers, numerals or letters: no word among them is a level."""
    told: frozenset[str] = frozenset()
    """Letters that the document explains: levels in a column of letters, wherever in the alphabet they stand."""

    def of_table(self, table: Table, layout: Layout, document: DocumentContext) -> ValueLabels:
        """The same, with what the columns of levels of this table say together."""
        told = letters_told(document) if _has_letters(table, layout) else frozenset()
        return replace(self, of_most=_of_most(table, layout), counted=_counted(table, layout), told=told)

    def of_cells(self, cells: Sequence[Cell], layout: Layout, col: int, factor: str | None) -> Label | NoLabel | None:
        """What the first of `cells`, in column `col`, says; `factor` is the number in the name of its row.

        What is not on the scale of a module is no level, and under the head of levels a doubt.
        """
        if not cells or not cells[0].words:
            return None
        text = level_text(cells[0])
        if says_nothing(text) and not self.has_on_scale(text):
            return None
        if _names_several(cells[0]) and not self.has_on_scale(text):
            return NoLabel(text, phrase("names-several", text=text))
        headed = layout.heads.columns[col].role is Role.LEVEL
        inside = self._in_pattern(text)
        if inside is None:
            return NoLabel(text, phrase("unlike-module-cells", text=text)) if headed else None
        return self._of_text(without_note(inside), col if headed else None, factor)

    def has_on_scale(self, text: str) -> bool:
        """Is the text a level of the module's scale: a dash too, where that has one below "+"?"""
        return self.scale is not None and bool(text) and self.scale.rank(text) is not None

    def of_text(self, text: str) -> Label | NoLabel | None:
        """What a text says that has the label of a level."""
        inside = self._in_pattern(text)
        return None if inside is None else self._of_text(without_note(inside), NO_COLUMN, None)

    def _of_text(self, text: str, headed_col: int | None, factor: str | None) -> Label | NoLabel | None:
        """What a text says that is like the module's patterns; `headed_col` is its column where that is of levels."""
        if self.scale is not None and self.has_on_scale(text):
            return pattern_to_label(text, self.scale)
        headed = headed_col is not None
        if headed and fold(text) in words().levels.yes_no:
            return NoLabel(text, phrase("yes-or-no", text=text))
        label = self.of_most.get(text) or text_to_label(text, factor)
        if label is None and headed_col is not None:
            label = self._free_label(text, headed_col)
        if not isinstance(label, Label) or self._has(label):
            return label
        return NoLabel(label.text, phrase("off-module-scale", text=label.text)) if headed else None

    def _in_pattern(self, text: str) -> str | None:
        """The part of a text that the module's patterns call the label; None where it is like none of them."""
        if not self.cell:
            return text
        match = next((found for pattern in self.cell if (found := pattern.search(text)) is not None), None)
        return canonical(match["label"]) if match is not None else None

    def _free_label(self, text: str, col: int) -> Label | NoLabel | None:
        """Under the head of levels a short word nobody knows is a label too, unless the others there are counted."""
        if fold(text) in self.told:
            return Label(text, fold(text), LabelKind.LETTER)
        if len(text) > LONGEST_FREE_LABEL:
            return None
        if col in self.counted:
            return NoLabel(text, phrase("no-level-as-others", text=text))
        if sum(c.isalpha() for c in text) <= 1:
            return None
        if len(set(_NUMBER.findall(text))) > 1:
            return NoLabel(text, phrase("names-several", text=text))
        return Label(text, fold(text), LabelKind.NAME)

    def _has(self, label: Label) -> bool:
        """Is it on the scale of the module, where that has one?"""
        scale = self.scale
        return scale is None or scale.rank(label.core) is not None or scale.rank(label.text) is not None


def _names_several(cell: Cell) -> bool:
    """Is each of its lines a level by itself, of one sort: "Basis" over "Gevorderd", and not "zeer" over "goed"?

    "2" over "Gevorderd" is one level with its name.
    """
    labels = [text_to_label(line.text) for line in cell.lines]
    kinds = {label.kind for label in labels if isinstance(label, Label)}
    alike = len(kinds) == 1 and LabelKind.ZERO not in kinds and all(isinstance(label, Label) for label in labels)
    return alike and len({fold(line.text) for line in cell.lines}) > 1 and not is_level_name(fold(level_text(cell)))


def labels_of_rules(rules: CompetencyRules) -> ValueLabels:
    return ValueLabels(fixed_scale(rules.scale) if rules.scale else None, rules.columns.cell)


def _counted(table: Table, layout: Layout) -> frozenset[int]:
    """The columns of levels in which more rows have a number, a numeral or a letter than have a word."""
    single = (columns[0] for columns in layout.levels if len(columns) == 1)
    return frozenset(col for col in single if _is_counted(_texts(table, layout, col)))


def _has_letters(table: Table, layout: Layout) -> bool:
    """Does a column of levels hold nothing but letters, some of them not among the first of the alphabet?"""
    single = (columns[0] for columns in layout.levels if len(columns) == 1)
    texts = ([t for t in _texts(table, layout, col) if not says_nothing(t)] for col in single)
    return any(all(len(t) == 1 and t.isalpha() for t in own) and None in map(text_to_label, own) for own in texts)


def _is_counted(texts: Sequence[str]) -> bool:
    said = [text for text in texts if not says_nothing(text)]
    known = [label for text in said if isinstance(label := text_to_label(text), Label)]
    signs = [label for label in known if label.kind not in (LabelKind.NAME, LabelKind.ZERO)]
    return 2 * len(signs) > len(said)


def _of_most(table: Table, layout: Layout) -> dict[str, Label]:
    return of_most_steps([text for columns in layout.levels for text in _texts(table, layout, columns[0]) if text])


def _texts(table: Table, layout: Layout, col: int) -> list[str]:
    cells = (own_cell(table, row, col) for row in range(layout.heads.rows, table.row_count))
    return [level_text(cell) for cell in cells if cell is not None]
