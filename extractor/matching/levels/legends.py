"""What the text beside the competencies says of their labels: which there are, in what order, and what they mean.

Schaal: basis, voldoende, goed          1 = basis, 2 = goed          A  uitstekend
O = onvoldoende, V = voldoende, G = goed                             B  goed
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.matching.document import DocumentContext
from extractor.matching.levels.directions import goes_up, is_step
from extractor.matching.levels.labels import is_zero, label_core
from extractor.matching.levels.question import Question
from extractor.matching.levels.scale import RankedBy, Scale
from extractor.matching.vocabulary import fold, words
from extractor.reading.layout import Word
from extractor.shaping.tables.cells import Table

CODE_AND_MEANING = 2
"""Cells in a row of a legend."""
LONGEST_CODE = 3
"""A longer text in the first cell of a row is no label of a legend."""
MOST_LABELS = 10
_ITEM = regex.compile(r"\s*[,;/|<>→]\s*|\s+(?:-|–|—)\s+|\s*\b(?:en|et|and|und|y)\b\s*")
_BETWEEN = regex.compile(r"[,;|]")
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
                return Scale(kept, None, source=RankedBy.LEGEND, page=line.page)
    return None


def meanings_scale(labels: Sequence[str], beside: Iterable[Beside]) -> Scale | None:
    """The order of what all the labels are said to mean, where that can be told: "O = onvoldoende, G = goed".

    Steps of the legend that no competency has count as well: "A = basis, B = goed, C = expert" makes C the third. Where
    one of them may as well be no step ("A = aanwezig" over "B = basis"), and would move the others, nobody can count.
    """
    told = _legend(labels, list(beside))
    if not set(labels) <= set(told) or len(told) <= 1:
        return None
    order = list(told)
    is_up = goes_up([told[label].text for label in order])
    if is_up is None:
        return None
    ranked = order if is_up else order[::-1]
    steps = [label for label in ranked if label in labels or is_step(told[label].text)]
    ranks = {label: ranked.index(label) + 1 for label in labels}
    if any(steps.index(label) + 1 != rank for label, rank in ranks.items()):
        return None
    return Scale(ranks, None, source=RankedBy.LEGEND, page=told[order[0]].page)


def meanings(labels: Sequence[str], beside: Iterable[Beside]) -> dict[str, Beside]:
    """What lines say that two or more of the labels mean, in the order of the lines; {} where they say it of none."""
    told = {label: line for label, line in _legend(labels, list(beside)).items() if label in labels}
    return told if len(told) > 1 else {}


def _legend(labels: Sequence[str], beside: Sequence[Beside]) -> dict[str, Beside]:
    """What lines say that the labels mean, and others that stand with them and look like them.

    Lines that say nothing of the kind end a legend: what "G: drive" means further down the page is none of its steps.
    """
    told: dict[str, Beside] = {}
    for items in _lines_of_legend(_said_by_line(labels, beside), labels):
        for label, line in items.items():
            if label in labels or _is_like(label, line.text, labels):
                told.setdefault(label, line)
    return told


def _said_by_line(labels: Sequence[str], beside: Iterable[Beside]) -> list[dict[str, Beside]]:
    """What each line explains; {} where it explains none of the labels and these are no short codes."""
    short = all(len(label) <= LONGEST_CODE for label in labels)
    return [items if short or _has_label(items, labels) else {} for items in map(_told, beside)]


def _lines_of_legend(said: Sequence[dict[str, Beside]], labels: Sequence[str]) -> Sequence[dict[str, Beside]]:
    """From the first line that explains one of the labels to the last, and those next to them that explain others."""
    own = [i for i, items in enumerate(said) if _has_label(items, labels)]
    if not own:
        return ()
    first, last = own[0], own[-1]
    while first > 0 and said[first - 1]:
        first -= 1
    while last + 1 < len(said) and said[last + 1]:
        last += 1
    return said[first : last + 1]


def _has_label(items: Iterable[str], labels: Sequence[str]) -> bool:
    return any(label in labels for label in items)


def _told(line: Beside) -> dict[str, Beside]:
    """The labels that a line explains, and what each means."""
    items = [_MEANS.match(item.strip()) for item in _BETWEEN.split(line.text)]
    return {match["label"]: Beside(label_core(match["word"]), line.page) for match in items if match is not None}


def _is_like(label: str, meaning: str, labels: Sequence[str]) -> bool:
    """Is it a step too: a letter, a code as long or a word as the labels are, and more than "not applicable"?"""
    alike = any(_look(label) == _look(other) for other in labels)
    return alike and not is_zero(meaning)


def _look(label: str) -> tuple[int, bool]:
    return min(len(label), LONGEST_CODE + 1), label.isalpha()


def letters_told(document: DocumentContext) -> frozenset[str]:
    """Single letters that the document says the meaning of, two or more and none of them a yes or a no."""
    told: dict[str, Beside] = {}
    for line in texts_beside(document, ()):
        told.update((label, meant) for label, meant in _told(line).items() if len(label) == 1 and label.isalpha())
    yes_no = words().levels.yes_no
    return (
        frozenset(told) if len(told) > 1 and not any(meant.text in yes_no for meant in told.values()) else frozenset()
    )


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
