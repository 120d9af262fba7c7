"""A line that gives a level by itself, whatever heads stand over it.

Competency     Level     Remark
Listening        2       on site
Reporting: level 3                    no rest of the name above it, nor a row of these columns
"""

from __future__ import annotations

from extractor.matching.levels.labels import Label, text_to_label, without_points
from extractor.matching.levels.printed_questions import level_prefix
from extractor.shaping.lines import Line, line_to_segments

PARTING = frozenset(":;–—‒(-|")
"""Signs between a name and its level."""


def gives_own_level(line: Line) -> bool:
    """Is it one run of words that begins as a name does: a name, a sign, the word for level and which one?"""
    text = without_points(line.text)
    if len(line_to_segments(line)) > 1 or text[:1].islower():
        return False
    for match in level_prefix().finditer(text):
        name = text[: match.start()].rstrip()
        parted = name[-1:] in PARTING and any(c.isalpha() for c in name)
        if parted and isinstance(text_to_label(text[match.start() :]), Label):
            return True
    return False
