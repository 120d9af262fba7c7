"""A table without heads under the heading of competencies: which of its columns holds the levels.

    Luisteren   2   01/02/2024            Luisteren   Hoort wat een ander bedoelt.   B
    Plannen     3   01/02/2024            Plannen     Brengt orde in het werk.       A
    Leiden      2   14/03/2024            Leiden      Zet een ploeg aan het werk.    B

One column only can be it: every row has a label of one sort there, and they do not count the rows. Where a second one
has nothing but such labels, in some of the rows, nobody can say which of the two is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.matching.document import DocumentContext
from extractor.matching.levels.ended_lists import is_numbering, says_what_numbers_are
from extractor.matching.levels.labels import TICK_LETTERS, Label, LabelKind, text_to_label
from extractor.matching.levels.standing import Standing, Standings
from extractor.shaping.lines import canonical, words_to_text
from extractor.shaping.tables.cells import Table

LEAST_ROWS = 2
MOST = 10
"""What has more steps counts something else: hours, points, years."""
SURE = frozenset({LabelKind.NUMBER, LabelKind.ROMAN, LabelKind.LETTER, LabelKind.NAME})


def level_column(table: Table, document: DocumentContext, standings: Standings) -> int | None:
    """The one column of the table that can hold levels, right of a column of names."""
    if standings.at(table.page, table.box) is not Standing.COMPETENCIES or table.row_count < LEAST_ROWS:
        return None
    if any(document.marks_in(cell) for cell in table.cells):
        return None
    labelled = _labelled_columns(table)
    if labelled and says_what_numbers_are(document):
        return None
    column = _behind_names(labelled)
    return None if column is None or _has_second(table, column, labelled[column]) else column


def _has_second(table: Table, column: int, labels: Sequence[Label]) -> bool:
    """Has another column behind the first one nothing but labels of that sort, in some of the rows?"""
    kinds = {label.kind for label in labels}
    for other in range(1, len(table.xs) - 1):
        found = _labels([text for text in _texts(table, other) if text]) if other != column else None
        if found and kinds & {label.kind for label in found}:
            return True
    return False


def _behind_names(labelled: Mapping[int, Sequence[Label]]) -> int | None:
    """The only column of labels, where names can stand left of it and its labels do not count the rows."""
    numbered = [col for col, labels in labelled.items() if is_numbering(labels)]
    left = [col for col in labelled if col > 0 or col not in numbered]  # rows are numbered in front of them
    return left[0] if len(left) == 1 and left[0] > 0 and left[0] not in numbered else None


def _labelled_columns(table: Table) -> dict[int, list[Label]]:
    columns = ((col, _labels(_texts(table, col))) for col in range(len(table.xs) - 1))
    return {col: labels for col, labels in columns if labels is not None}


def _texts(table: Table, col: int) -> list[str]:
    """The text of each row's cell of the column; of a cell over several columns or rows, and of none, it is empty."""
    cells = [table.cell_at(row, col) for row in range(table.row_count)]
    own = [c if c is not None and c.row1 - c.row0 == 1 and c.col1 - c.col0 == 1 else None for c in cells]
    return [canonical(words_to_text([w for line in c.lines for w in line.words])) if c else "" for c in own]


def _label(text: str) -> Label | None:
    label = text_to_label(text)
    if not isinstance(label, Label) or label.core in TICK_LETTERS:
        return None
    return None if label.core.isdecimal() and int(label.core) > MOST else label


def _labels(texts: Sequence[str]) -> list[Label] | None:
    """The labels of a column; None where a row has none, or they are not of one sort."""
    labels = [label for text in texts if (label := _label(text)) is not None]
    kinds = {label.kind for label in labels} - {LabelKind.ZERO}
    return labels if len(labels) == len(texts) and len(kinds) == 1 and kinds <= SURE else None
