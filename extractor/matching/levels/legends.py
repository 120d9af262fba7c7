"""What the text beside the competencies says of their labels: which there are, in what order, and what they mean.

Schaal: basis, voldoende, goed          1 = basis, 2 = goed          A  uitstekend
O = onvoldoende, V = voldoende, G = goed                             B  goed
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.matching.document import DocumentContext
from extractor.matching.levels.directions import goes_up
from extractor.matching.levels.labels import label_core
from extractor.matching.levels.question import Question
from extractor.matching.levels.scale import Scale, ScaleSource
from extractor.matching.vocabulary import fold
from extractor.reading.layout import Word
from extractor.shaping.tables.cells import Table

CODE_AND_MEANING = 2
"""Cells in a row of a legend."""
LONGEST_CODE = 3
"""A longer text in the first cell of a row is no label of a legend."""
MOST_LABELS = 10
_ITEM = regex.compile(r"\s*[,;/|<>→]\s*|\s+(?:-|–|—)\s+|\s*\b(?:en|et|and|und|y)\b\s*")
_MEANS = regex.compile(r"^(?P<label>\S{1,3}|\p{L}+)\s*(?:=|:|–|—)\s*(?P<word>\p{L}.*)$")
_NUMBERED = regex.compile(r"^(?P<number>\d{1,2})\s*(?:=|:|–|—|-|\.|\))\s*(?P<word>\p{L}.*)$")


@dataclass(frozen=True)
class Beside:
    """A line, or a row of two cells as "A = goed", that no competency took; `text` is folded."""

    text: str
    page: int


@dataclass(frozen=True)
class _Entry:
    label: str
    number: int | None


def texts_beside(document: DocumentContext, questions: Sequence[Question]) -> list[Beside]:
    """The texts of the document that no question took: a legend is among them."""
    held = frozenset((word.page, word.index) for question in questions for part in question.took for word in part.words)
    found: list[Beside] = []
    for page in document.pages:
        found += [Beside(fold(line.text), page.number) for line in page.lines if not _has_any(line.words, held)]
        for table in page.tables:
            if not any(_has_any(cell.words, held) for cell in table.cells):
                found += [Beside(text, page.number) for text in _row_texts(table, document)]
    return found


def _has_any(words: Iterable[Word], held: frozenset[tuple[int, int]]) -> bool:
    return any((word.page, word.index) in held for word in words)


def _row_texts(table: Table, document: DocumentContext) -> Iterator[str]:
    """What each cell says; a row of a code and its meaning ("A | goed") says one thing: "A = goed"."""
    for row in range(table.row_count):
        texts = [fold(document.text_of(cell)) for cell in table.row(row) if cell.row0 == row and cell.words]
        coded = len(texts) == CODE_AND_MEANING and len(texts[0]) <= LONGEST_CODE
        yield from [" = ".join(texts)] if coded else texts


def legend_scale(labels: Sequence[str], beside: Iterable[Beside]) -> Scale | None:
    """The order of a line that lists all the labels: "Schaal: basis, voldoende, goed" or "1 = basis, 2 = goed"."""
    if len(labels) < 1:
        return None
    for line in beside:
        _, _, tail = line.text.partition(":")
        for listed in (tail.strip(), line.text) if tail else (line.text,):
            entries = [_entry(item) for item in _ITEM.split(listed.strip(" .()"))]
            listed_labels = {entry.label for entry in entries if entry.label in labels}
            if len(listed_labels) < len(labels) or not 1 < len(entries) <= MOST_LABELS:
                continue
            ranks = _entry_ranks(entries)
            if ranks is not None:
                kept = {entry.label: rank for entry, rank in zip(entries, ranks, strict=True) if entry.label in labels}
                return Scale(kept, None, source=ScaleSource.LEGEND, page=line.page)
    return None


def meanings_scale(labels: Sequence[str], beside: Iterable[Beside]) -> Scale | None:
    """The order of what all the labels are said to mean, where that can be told: "O = onvoldoende, G = goed"."""
    told = meanings(labels, beside)
    if set(told) < set(labels) or len(told) <= 1:
        return None
    order = list(told)
    is_up = goes_up([told[label].text for label in order])
    if is_up is None:
        return None
    ranked = order if is_up else order[::-1]
    ranks = {label: i for i, label in enumerate(ranked, start=1)}
    return Scale(ranks, None, source=ScaleSource.LEGEND, page=told[order[0]].page)


def meanings(labels: Sequence[str], beside: Iterable[Beside]) -> dict[str, Beside]:
    """What lines say that two or more of the labels mean, in the order of the lines; {} where they say it of none."""
    told: dict[str, Beside] = {}
    for line in beside:
        items = [_MEANS.match(item.strip()) for item in regex.split(r"[,;|]", line.text)]
        for match in items:
            if match is not None and match["label"] in labels:
                told.setdefault(match["label"], Beside(label_core(match["word"]), line.page))
    return told if len(told) > 1 else {}


def _entry(item: str) -> _Entry:
    numbered = _NUMBERED.match(item.strip())
    if numbered is not None:
        return _Entry(label_core(numbered["word"]), int(numbered["number"]))
    return _Entry(label_core(item), None)


def _entry_ranks(entries: Sequence[_Entry]) -> list[int] | None:
    """Their numbers, or their order where it can be told to go up."""
    numbers = [entry.number for entry in entries]
    if all(number is not None for number in numbers) and len(set(numbers)) == len(numbers):
        return [number for number in numbers if number is not None]
    if any(number is not None for number in numbers):
        return None
    is_up = goes_up([entry.label for entry in entries])
    if is_up is None:
        return None
    ranks = list(range(1, len(entries) + 1))
    return ranks if is_up else ranks[::-1]
