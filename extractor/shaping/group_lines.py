"""Lines of a table without rules that head the rows below them: in letters of their own, or far from all others.

Competentie         Niveau
**Techniek**
Lassen                3
Draaien               2          the rest of a name is as near to its row as lines are, and a definition nearer to it
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from extractor.shaping.lines import Line, line_to_segments
from extractor.shaping.sizes import NEXT_LINE

AS_NEAR = 0.9
"""The rows above and below such a line are as far away, but for this part."""


def group_lines(lines: Sequence[Line], is_row: Callable[[Line], bool]) -> set[tuple[int, int]]:
    """The places of those below the first of `lines`, which is the head of the table; `is_row` knows its rows."""
    below = list(takewhile(lambda line: line.page == lines[0].page, lines[1:]))
    letters = {_font(line, 0) for line in below if is_row(line)}
    return {
        line.place
        for above, line, following in zip([lines[0], *below], below, below[1:], strict=False)
        if is_row(following)
        and not is_row(line)
        and len(line_to_segments(line)) == 1
        and (_is_alone(above, line) or letters.isdisjoint(_font(line, i) for i in range(len(line.words))))
        and line.baseline - above.baseline >= AS_NEAR * (following.baseline - line.baseline)
    }


def _is_alone(above: Line, line: Line) -> bool:
    """Is it too far below for the next line of a name?"""
    return line.baseline - above.baseline > NEXT_LINE * line.size


def _font(line: Line, i: int) -> tuple[str, bool]:
    """The letters of a word of the line, whichever part of their font the PDF has."""
    return line.words[i].font.rpartition("+")[2], line.words[i].bold
