"""The scale that the levels of a document were held against, as its labels from low to high."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.matching.levels.scale import Scale
from extractor.model import Competency, LevelScale, ScaleSource


def printed_scale(scale: Scale | None, competencies: Sequence[Competency]) -> LevelScale | None:
    """None where a rank has no label or two, or ranks are left out, so that the labels alone do not say the levels."""
    if scale is None or not scale.ranks or not scale.is_ranked:
        return None
    ranks = sorted(scale.ranks)
    by_rank = {rank: label for label, rank in scale.by_label.items() if scale.source == "rules"}
    for level in (level for competency in competencies for level in competency.levels):
        by_rank[level.level] = level.label
    if ranks != list(range(ranks[0], ranks[-1] + 1)) or not by_rank.keys() >= set(ranks):
        return None
    labels = tuple(by_rank[rank] for rank in ranks)
    if len(set(labels)) < len(labels):
        return None
    return LevelScale(labels=labels, first=ranks[0], source=ScaleSource(scale.source.value), page=scale.page)
