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
from extractor.matching.field_labels import FieldLabels, Pair
from extractor.matching.field_lines import FieldLines
from extractor.matching.field_tables import FieldTables
from extractor.reading.layout import Word
from extractor.shaping.lines import lines_to_text
from extractor.shaping.paragraphs import Paragraph
from extractor.shaping.tables.cells import Cell, Table

SENTENCE = 5
"""Words: a value with a full stop may have fewer ("Dhr. J. Maes.")."""


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
    paragraphs: Sequence[Paragraph], context: DocumentContext, labels: FieldLabels, claims: Claims
) -> list[FieldFound]:
    """Pairs in reading order, each with its words; `claims` say what others took."""
    lines = FieldLines(labels)
    tables = FieldTables(context, labels, lines, claims)
    pairs: list[Pair] = []
    for in_table, run in groupby(paragraphs, key=lambda one: one.table is not None and one.cell is not None):
        if in_table:
            for table, cells in _cells_by_table(run):
                pairs += tables.table_to_pairs(table, cells)
        else:
            pairs += lines.lines_to_pairs([line for one in run for line in one.lines], context.frame_right)
    found = [(pair, _pair_to_field(pair, labels, context)) for pair in pairs]
    return [field for pair, field in found if not _is_heading_and_text(pair, field.value or "")]


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


def _is_heading_and_text(pair: Pair, value: str) -> bool:
    """A sentence below a word is no value of it: "Fonction" over "Vous tenez la comptabilité de trois maisons."."""
    below = bool(pair.value) and pair.value[0].box.top >= pair.label[-1].box.bottom
    sentence = value.endswith(".") and len(value.split()) >= SENTENCE
    return below and sentence and not pair.label[-1].text.endswith(":")


def _pair_to_field(pair: Pair, labels: FieldLabels, context: DocumentContext) -> FieldFound:
    label = labels.text(pair.label)
    words = tuple(word for line in (*pair.label, *pair.value) for word in line.all_words)
    value = lines_to_text(pair.value, context.vocabulary).removeprefix(":").strip()
    page = words[0].page
    box = box_around(word.box for word in words if word.page == page)
    return FieldFound(label, value or None, labels.key(label), page, box, words)
