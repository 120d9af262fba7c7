"""Text below a name with its level that says what the level requires.

**Luisteren: niveau 2**
Hoort wat een ander zegt.
• Vraagt door.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.matching.claims import Claim
from extractor.matching.document import DocumentContext
from extractor.matching.generic import generic_module
from extractor.matching.levels.question import Question, taken
from extractor.matching.levels.text import matches
from extractor.matching.levels.told_names import NEAR
from extractor.shaping.lines import Line
from extractor.shaping.paragraphs import lines_to_paragraphs


def explains(line: Line, under: Sequence[Line], is_item: bool) -> bool:
    """Is the line text of what the heading `under[0]` requires: in weaker letters than it, and near what is above?"""
    heading, last = under[0], under[-1]
    weaker = not line.same_style(heading) and line.size <= heading.size and line.bold <= heading.bold
    listed = line.bullet is not None and not is_item
    near = 0 < line.baseline - last.baseline < NEAR * heading.size
    return (
        (weaker or listed)
        and near
        and (len(under) == 1 or line.same_style(last) or line.bullet is not None)
        and not matches(generic_module().approval, line.text)
    )


def with_items(question: Question, lines: Sequence[Line], document: DocumentContext) -> Question:
    if len(question.options) != 1:
        return question
    items = tuple(tuple(group) for group in lines_to_paragraphs(lines, document.right))
    took = [part for part in question.took if part.claim is not Claim.INDICATOR]
    took += taken(Claim.INDICATOR, [word for line in lines for word in line.all_words])
    return replace(question, options=(replace(question.options[0], items=items),), took=tuple(took))
