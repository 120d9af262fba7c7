"""Where two readers differ, nobody can say: a level there is a doubt, and the finding says what each of them reads."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.findings import finding, on_page
from extractor.geometry import Box, box_around
from extractor.model import Competency, Finding, FindingCode, JobDescription, Level, Status
from extractor.reading.layout import Disputed, PageLayout


def with_disputes(description: JobDescription, pages: Sequence[PageLayout]) -> JobDescription:
    """The same, each competency that two readers do not read alike without a level; one finding for each place."""
    disputes = [(page.number, disputed) for page in pages for disputed in page.disputed]
    if not disputes:
        return description
    competencies = tuple(_doubted(competency, disputes) for competency in description.competencies)
    findings = [
        *description.findings,
        *(_finding(page, disputed, description.competencies) for page, disputed in disputes),
    ]
    return description.model_copy(update={"competencies": competencies, "findings": tuple(findings)})


def _doubted(competency: Competency, disputes: Sequence[tuple[int, Disputed]]) -> Competency:
    here = [(page, disputed.box) for page, disputed in disputes if _concerns(competency, page, disputed.box)]
    if not here or competency.corrected:
        return competency
    changed = {
        **competency.model_dump(),
        "status": Status.UNCLEAR,
        "required_level": None,
        "required_label": None,
        "levels": [_level(level, here) for level in competency.levels],
        "aspects": [
            {**aspect.model_dump(), "status": Status.UNCLEAR, "required_level": None, "required_label": None}
            for aspect in competency.aspects
        ],
    }
    return Competency.model_validate(changed)


def _level(level: Level, here: Sequence[tuple[int, Box]]) -> dict[str, object]:
    said = level.model_dump()
    if level.mark is not None and any(
        page == level.mark.page and box.overlaps(Box(*level.mark.bbox)) for page, box in here
    ):
        said["marked"] = None
    return said


def _concerns(competency: Competency, page: int, box: Box) -> bool:
    """Does the place lie among what says the competency: its name, its boxes, and what is between them?"""
    evidence = [Box(*competency.bbox)] if competency.page == page else []
    evidence += [Box(*level.mark.bbox) for level in competency.levels if level.mark and level.mark.page == page]
    evidence += [Box(*aspect.bbox) for aspect in competency.aspects if aspect.page == page]
    return bool(evidence) and box_around(evidence).overlaps(box)


def _finding(page: int, disputed: Disputed, competencies: Sequence[Competency]) -> Finding:
    concerned = next((c.id for c in competencies if _concerns(c, page, disputed.box)), None)
    place = on_page(page, disputed.box)._replace(competency=concerned)
    return finding(FindingCode.READERS_DIFFER, place, one=disputed.first or "", other=disputed.second or "")
