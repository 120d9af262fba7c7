"""Label and value pairs of a header block, in a table or in lines with a colon, a tab or both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.geometry import Box, box_around
from extractor.matching.claims import Claims
from extractor.matching.context import DocumentContext, table_cells
from extractor.matching.rulefile import FieldRules
from extractor.reading.layout import Word
from extractor.shaping.grid import Table
from extractor.shaping.lines import Line, canonical, line_to_segments, lines_to_text, words_to_lines, words_to_text
from extractor.shaping.paragraphs import Paragraph

COLON = regex.compile(r"\s*:\s*")
LONGEST_LABEL = 60
"""No label is longer than this many characters; a longer text before a colon is a sentence."""


@dataclass(frozen=True)
class FieldFound:
    """`key` is the standard name of the label, None where the rules give none."""

    label: str
    value: str | None
    key: str | None
    page: int
    box: Box
    words: tuple[Word, ...]


@dataclass
class _Pair:
    label: list[Word]
    value: list[Line]
    column: float | None
    """Where the value begins, in points; None while it has none."""


def match_fields(
    paragraphs: Sequence[Paragraph], context: DocumentContext, rules: FieldRules, claims: Claims
) -> list[FieldFound]:
    """Pairs in reading order; text that is no part of one stays unclaimed."""
    keys = _Keys(rules)
    pairs: list[_Pair] = []
    tables: list[Table] = []
    lines: list[Line] = []
    for paragraph in paragraphs:
        if paragraph.table is None:
            lines.extend(paragraph.lines)
            continue
        if all(paragraph.table is not table for table in tables):
            pairs.extend(_lines_to_pairs(lines, keys))
            lines = []
            tables.append(paragraph.table)
            pairs.extend(_table_to_pairs(paragraph.table, claims, keys))
    pairs.extend(_lines_to_pairs(lines, keys))
    found = []
    for pair in pairs:
        label = canonical(words_to_text(pair.label)).removesuffix(":").strip()
        value_words = [word for line in pair.value for word in line.all_words]
        words = (*pair.label, *value_words)
        claims.claim(words, "field")
        value = lines_to_text(pair.value, context.vocabulary)
        value = value.removeprefix(":").strip()
        page = pair.label[0].page
        box = box_around(word.box for word in words if word.page == page)
        found.append(FieldFound(label, value or None, keys.key(label), page, box, words))
    return found


class _Keys:
    """Labels as printed → standard names, whatever the case and the colon."""

    def __init__(self, rules: FieldRules) -> None:
        self._keys = {_fold(label): key for key, labels in rules.labels.items() for label in labels}

    def key(self, label: str) -> str | None:
        return self._keys.get(_fold(label))


def _fold(label: str) -> str:
    return canonical(label).rstrip(": ").casefold()


def _table_to_pairs(table: Table, claims: Claims, keys: _Keys) -> Iterator[_Pair]:
    for row in table_cells(table):
        texts: list[list[Line]] = []
        for cell in row:
            if any(True for _ in claims.unclaimed(cell.words)):
                lines = words_to_lines(cell.words)
                if texts and words_to_text(_words(lines)).strip() == ":":
                    texts[-1][-1] = Line((*texts[-1][-1].words, *_words(lines)))
                else:
                    texts.append(lines)
        i = 0
        while i < len(texts):
            label = canonical(words_to_text(_words(texts[i])))
            named = label.endswith(":") or keys.key(label) is not None
            if len(label) <= LONGEST_LABEL and i + 1 < len(texts) and (named or len(texts) == 2):
                yield _Pair(_words(texts[i]), texts[i + 1], texts[i + 1][0].box.x0)
                i += 2
            elif len(label) <= LONGEST_LABEL and named:
                yield _Pair(_words(texts[i]), [], None)
                i += 1
            else:
                yield from _lines_to_pairs(texts[i], keys)
                i += 1


def _words(lines: Sequence[Line]) -> list[Word]:
    return [word for line in lines for word in line.words]


def _lines_to_pairs(lines: Sequence[Line], keys: _Keys) -> Iterator[_Pair]:
    pair: _Pair | None = None
    for line in lines:
        split = _split(line, keys)
        if split is not None:
            if pair is not None:
                yield pair
            label, value = split
            pair = _Pair(label, [value] if value else [], value.box.x0 if value else None)
        elif pair is not None and _continues(pair, line):
            pair.value.append(line)
            pair.column = min(pair.column or line.box.x0, line.box.x0)
    if pair is not None:
        yield pair


def _split(line: Line, keys: _Keys) -> tuple[list[Word], Line | None] | None:
    """Label words and the rest of the line: at the first colon, or after a known label, or at a tab."""
    words = list(line.words)
    for i, word in enumerate(words):
        if word.text.endswith(":"):
            label = words[: i + 1]
            if len(words_to_text(label)) <= LONGEST_LABEL:
                rest = words[i + 1 :]
                return label, Line(tuple(rest)) if rest else None
            break
    segments = line_to_segments(line)
    if len(segments) >= 2 and (keys.key(segments[0].text) is not None):
        rest = [word for segment in segments[1:] for word in segment.words]
        return list(segments[0].words), Line(tuple(rest))
    return (words, None) if keys.key(line.text) is not None else None


def _continues(pair: _Pair, line: Line) -> bool:
    """A further line of the value: under it, or under the label while there is no value yet."""
    last = pair.value[-1] if pair.value else None
    if last is None:
        return True
    near = 0.5 * line.size
    return (
        pair.column is not None
        and line.box.x0 > pair.label[0].box.x0 + near
        and abs(line.box.x0 - pair.column) < 2 * line.size
    )
