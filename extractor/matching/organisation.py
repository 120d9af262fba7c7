"""Which organisation a job description is of, as its running lines, its title page or its header say."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.matching.rulefile import Patterns
from extractor.shaping.lines import Line, line_to_segments


def lines_to_organisation(lines: Iterable[Line], patterns: Patterns) -> str | None:
    """The first line, cut at tabs, that a pattern fits; None where no line says it."""
    for line in lines:
        for segment in line_to_segments(line):
            for pattern in patterns:
                match = pattern.search(segment.text)
                if match is not None:
                    return match["organisation"].strip(" -–|·,")
    return None
