"""Levels of lines that only together say that they are steps of so many.

Luisteren: niveau 2/4
Plannen: niveau 4/4          steps of four, where "niveau 2/4" alone is two levels as well
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import regex

from extractor.matching.document import DocumentContext
from extractor.matching.language import language_of
from extractor.matching.levels.behind_names import FoundLevel
from extractor.matching.levels.heads import head_rows
from extractor.matching.levels.labels import Label, of_most_steps
from extractor.shaping.lines import Line

ENGLISH = "en"
_OF_SO_MANY = regex.compile(r"\d\s*(?:/|van(?: de)?|of|out of|sur|von|de)\s*\d", regex.IGNORECASE)


def steps_of_so_many(
    lines: Sequence[Line], level_of: Callable[[Line], FoundLevel | None], document: DocumentContext
) -> Mapping[str, Label] | None:
    """What each such text means, where all levels of the lines are given so; None: the document gives levels otherwise.

    "2 of 3" is a choice of two in Dutch: it counts where the last step is given too, or the document is in English.
    """
    if not any(_OF_SO_MANY.search(line.text) for line in lines):
        return {}
    texts = [one.label.text for line in lines if (one := level_of(line)) is not None]
    steps = of_most_steps(texts)
    if len(steps) < len(set(texts)) or _has_heads(document):
        return None
    has_last = any(label.core == str(label.most) for label in steps.values())
    either_or = any("of" in text for text in texts) and not has_last
    return {} if either_or and language_of(word.text for line in lines for word in line.words) != ENGLISH else steps


def _has_heads(document: DocumentContext) -> bool:
    return any(head_rows(table, document) for page in document.pages for table in page.tables)
