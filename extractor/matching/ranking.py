"""A scale that the user names → the levels of which only the label was sure.

Some documents print one label for each competency ("Drager") and nowhere their order. What such a document says is the
label; that it is the third of "Starter, Groeier, Drager" is something that only its readers know. An order that a
document prints or a rule module has is never replaced.
"""

from __future__ import annotations

from extractor.matching.levels.scale import Scale, fixed_scale
from extractor.matching.rulefile import ScaleRules
from extractor.model import Aspect, Competency, FindingCode, JobDescription, Level, LevelScale, ScaleSource, Status


def ranked(description: JobDescription, labels: tuple[str, ...]) -> JobDescription:
    """The same with numbers for its unranked levels where all their labels are among `labels`, from low to high."""
    if not labels:
        return description
    scale = fixed_scale(ScaleRules(labels=labels))
    competencies = tuple(_ranked(competency, scale) for competency in description.competencies)
    if competencies == description.competencies:
        return description
    known = {after.id for after in competencies if after.status is Status.OK}
    findings = (
        f for f in description.findings if f.code is not FindingCode.LEVEL_UNRANKED or f.competency not in known
    )
    named = LevelScale(labels=labels, first=min(scale.by_label.values()), source=ScaleSource.RULES)
    changes = {"competencies": competencies, "findings": tuple(findings), "scale": description.scale or named}
    return JobDescription(**{**dict(description), **changes})


def _ranked(competency: Competency, scale: Scale) -> Competency:
    aspects = tuple(_ranked_aspect(aspect, scale) for aspect in competency.aspects)
    ranks = [scale.rank(level.label) for level in competency.levels]
    if competency.status is not Status.UNRANKED or None in ranks or len(set(ranks)) < len(ranks):
        return competency
    levels = [Level(**{**dict(one), "level": rank}) for one, rank in zip(competency.levels, ranks, strict=True)]
    levels.sort(key=lambda level: level.level)
    required = next(level.level for level in levels if level.marked)
    changes = {"levels": tuple(levels), "required_level": required, "status": Status.OK, "aspects": aspects}
    return Competency(**{**dict(competency), **changes})


def _ranked_aspect(aspect: Aspect, scale: Scale) -> Aspect:
    rank = scale.rank(aspect.required_label) if aspect.required_label is not None else None
    if aspect.status is not Status.UNRANKED or rank is None:
        return aspect
    return Aspect(**{**dict(aspect), "required_level": rank, "status": Status.OK})
