"""The scale that the levels of a document were held against, as its labels from low to high."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.matching.levels.scale import Scale, is_known_scale, label_core
from extractor.matching.rulefile import ScaleRules
from extractor.model import Competency, LevelScale, ScaleSource


def printed_scale(rules: ScaleRules | None, scale: Scale, competencies: Sequence[Competency]) -> LevelScale | None:
    """None where a rank has no label or two, or ranks are left out, so that the labels alone do not say the levels."""
    if not scale.ranks:
        return None
    ranks = sorted(scale.ranks)
    by_rank: dict[int, str] = {}
    for level in (level for competency in competencies for level in competency.levels):
        by_rank.setdefault(level.level, level.label)
    for label in rules.labels if rules else ():
        rank = scale.rank(label)
        if rank is not None:
            by_rank.setdefault(rank, label)
    if ranks != list(range(ranks[0], ranks[-1] + 1)) or not by_rank.keys() >= set(ranks):
        return None
    labels = tuple(by_rank[rank] for rank in ranks)
    if len(set(labels)) < len(labels):
        return None
    return LevelScale(labels=labels, first=ranks[0], source=_source(rules, scale, labels))


def _source(rules: ScaleRules | None, scale: Scale, labels: Sequence[str]) -> ScaleSource:
    if rules is not None and set(map(scale.rank, rules.labels)) == set(scale.ranks or ()):
        return ScaleSource.RULES
    numbered = all(label_core(label).isdecimal() for label in labels)
    return ScaleSource.KNOWN if numbered or is_known_scale(labels) else ScaleSource.PRINTED
