"""Candidates that stand on one line, or below each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from extractor.shaping.grouping import grouped
from extractor.shaping.marks.candidate import Candidate
from extractor.shaping.sizes import SAME_MIDDLE

Groups = list[list[Candidate]]


def on_lines(candidates: Iterable[Candidate], text_size: float) -> Groups:
    """Those that stand on a line with others."""
    return _groups(candidates, lambda candidate: candidate.box.middle_y, SAME_MIDDLE * text_size)


def in_columns(candidates: Iterable[Candidate], text_size: float) -> Groups:
    """Those that have others above or below them."""
    return _groups(candidates, lambda candidate: candidate.box.middle_x, SAME_MIDDLE * text_size)


def _groups(candidates: Iterable[Candidate], place: Callable[[Candidate], float], reach: float) -> Groups:
    in_order = sorted(candidates, key=place)
    groups = grouped(in_order, lambda group, candidate: place(candidate) - place(group[0]) <= reach)
    return [group for group in groups if len(group) > 1]
