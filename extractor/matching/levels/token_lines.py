"""Lines of words and marks from left to right, and the lists beside each other that they make."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.reading.layout import Word
from extractor.shaping.lines import Line, line_to_segments
from extractor.shaping.marks.selection import SelectionMark

SAME_X = 0.6

Token = Word | SelectionMark


@dataclass(frozen=True)
class TokenLine:
    """A line's words and marks from left to right, marks' own words left out."""

    line: Line | None
    tokens: tuple[Token, ...]

    @property
    def marks(self) -> list[SelectionMark]:
        return [token for token in self.tokens if isinstance(token, SelectionMark)]

    @property
    def words(self) -> list[Word]:
        return [token for token in self.tokens if isinstance(token, Word)]

    @property
    def x0(self) -> float:
        return self.tokens[0].box.x0

    @property
    def page(self) -> int:
        return self.tokens[0].page

    @property
    def baseline(self) -> float:
        words = self.words
        return words[0].baseline if words else self.tokens[0].box.bottom

    @property
    def size(self) -> float:
        words = self.words
        return words[0].size if words else self.tokens[0].box.height


def marks_come_first(lines: Sequence[TokenLine]) -> bool:
    first = sum(isinstance(line.tokens[0], SelectionMark) for line in lines if line.marks)
    last = sum(isinstance(line.tokens[-1], SelectionMark) for line in lines if line.marks)
    return first >= last


def side_by_side(lines: Sequence[TokenLine]) -> list[list[TokenLine]]:
    """Lists that stand beside each other, one after the other; the lines as they are where there are none."""
    columns = _columns(lines)
    if len(columns) <= 1:
        return [list(lines)]
    split: list[list[TokenLine]] = [[] for _ in columns]
    for line in lines:
        for i, start in enumerate(columns):
            end = columns[i + 1] if i + 1 < len(columns) else float("inf")
            reach = SAME_X * line.size
            tokens = tuple(
                token
                for token in line.tokens
                if start - reach <= token.box.x0 < end - reach or (i == 0 and token.box.x0 < start)
            )
            if tokens:
                words = tuple(token for token in tokens if isinstance(token, Word))
                split[i].append(TokenLine(Line(words) if words else None, tokens))
    return split


def _columns(lines: Sequence[TokenLine]) -> list[float]:
    """Where the lists begin: lines of one box a list, under a line with a name over each."""
    for heading, line in itertools.pairwise(lines):
        marks = line.marks
        if heading.marks or heading.line is None or len(marks) <= 1 or not isinstance(line.tokens[0], SelectionMark):
            continue
        starts = [segment.box.x0 for segment in line_to_segments(heading.line)]
        if len(starts) == len(marks) and all(
            abs(start - mark.box.x0) < 2 * heading.size for start, mark in zip(starts, marks, strict=True)
        ):
            return [min(start, mark.box.x0) for start, mark in zip(starts, marks, strict=True)]
    return []
