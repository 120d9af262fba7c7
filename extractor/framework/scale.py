"""Which scale a competency is measured on, as its own document shows it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from extractor.findings import as_it_was
from extractor.framework.sameness import folded
from extractor.model import Competency, FindingCode, JobDescription

Scale = tuple[tuple[int, str], ...]
"""Levels with their labels, folded, from the lowest; empty where a document prints no more than one level."""

UNKNOWN: Final[Scale] = ()


def scales_of(description: JobDescription) -> dict[str, Scale]:
    """Competency id → its scale.

    Only the document itself is asked, so that no other document can change the answer. A competency that misses a level
    of its scale is read with the ladder that most others of its document have, of those that hold all its levels.
    """
    ladders = {competency.id: _ladder(competency) for competency in description.competencies}
    doubts = map(as_it_was, description.findings)
    torn = {doubt.competency for doubt in doubts if doubt.code is FindingCode.LEVEL_SET_INCOMPLETE}
    whole = Counter(ladder for id_, ladder in ladders.items() if id_ not in torn and len(ladder) > 1)
    ordered = sorted(whole, key=lambda ladder: (-whole[ladder], -len(ladder), ladder))
    scales = {}
    for id_, ladder in ladders.items():
        if id_ in torn and ladder:
            ladder = next((other for other in ordered if set(ladder) <= set(other)), ladder)
        scales[id_] = ladder if len(ladder) > 1 else UNKNOWN
    return scales


def _ladder(competency: Competency) -> Scale:
    return tuple(sorted((level.level, _label(level.level, level.label)) for level in competency.levels))


def _label(level: int, label: str) -> str:
    """`2`, `Niveau 2` and `2.` say the same of level 2; a word is a word."""
    return str(level) if re.findall(r"\d+", label) == [str(level)] else folded(label)
