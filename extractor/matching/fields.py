"""Label and value pairs of a header block.

A label ends at a colon, at a gap, or where the values of the block begin, which stand below each other; in a table it
has a cell of its own, and its value stands beside it or, under a row of nothing but labels, below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from extractor.geometry import Box, box_around
from extractor.matching.claims import Claims
from extractor.matching.document import DocumentContext
from extractor.matching.field_labels import Labels, Pair
from extractor.matching.field_lines import FieldLines
from extractor.matching.field_tables import FieldTables
from extractor.matching.rulefile import FieldRules
from extractor.reading.layout import Word
from extractor.shaping.lines import lines_to_text
from extractor.shaping.paragraphs import Paragraph
from extractor.shaping.tables.cells import Cell, Table


@dataclass(frozen=True)
class FieldFound:
    """`key` is the standard name of the label, None where the rules give none."""

    label: str
    value: str | None
    key: str | None
    page: int
    box: Box
    words: tuple[Word, ...]


def match_fields(
    paragraphs: Sequence[Paragraph], context: DocumentContext, rules: FieldRules, claims: Claims
) -> list[FieldFound]:
    """Pairs in reading order, each with its words; `claims` say what others took."""
    labels = Labels(context, rules)
    lines = FieldLines(labels)
    tables = FieldTables(context, labels, lines, claims)
    pairs: list[Pair] = []
    for in_table, run in groupby(paragraphs, key=lambda one: one.table is not None and one.cell is not None):
        if in_table:
            for table, cells in _cells_by_table(run):
                pairs += tables.table_to_pairs(table, cells)
        else:
            pairs += lines.lines_to_pairs([line for one in run for line in one.lines], context.frame_right)
    return [_pair_to_field(pair, labels, context) for pair in pairs]


def _cells_by_table(paragraphs: Iterable[Paragraph]) -> list[tuple[Table, list[Cell]]]:
    """Each table of one run of paragraphs with those of its cells that these stand in."""
    found: list[tuple[Table, list[Cell]]] = []
    for one in paragraphs:
        if one.table is None or one.cell is None:
            continue
        if not found or found[-1][0] is not one.table:
            found.append((one.table, []))
        if all(one.cell is not cell for cell in found[-1][1]):
            found[-1][1].append(one.cell)
    return found


def _pair_to_field(pair: Pair, labels: Labels, context: DocumentContext) -> FieldFound:
    label = labels.text(pair.label)
    words = tuple(word for line in (*pair.label, *pair.value) for word in line.all_words)
    value = lines_to_text(pair.value, context.vocabulary).removeprefix(":").strip()
    page = words[0].page
    box = box_around(word.box for word in words if word.page == page)
    return FieldFound(label, value or None, labels.key(label), page, box, words)
