"""A job description as it was read → what a person can settle about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypedDict

from extractor.model import BBox, Competency, CorrectedField, Finding, FindingCode, JobDescription, Severity, Status

CONFLICT: Final = FindingCode.CORRECTION_CONFLICT.value
_OF_STATUS: Final = {
    Status.NONE: "level-none",
    Status.MULTIPLE: "level-multiple",
    Status.UNCLEAR: "level-unclear",
    Status.INCOMPLETE: "level-set-incomplete",
}
# What is asked level by level, or said elsewhere.
_NOT_ASKED: Final = frozenset(
    {*_OF_STATUS.values(), "level-unranked", "level-aspects", "levels-not-chosen", "corrected", CONFLICT}
)
_WORST_FIRST: Final = (CONFLICT, "level-multiple", "level-unclear", "level-none", "level-set-incomplete")


class Asks(StrEnum):
    """What kind of answer a question takes: a level, a text of the header, or that somebody has looked."""

    LEVEL = "level"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class ReviewQuestion:
    """One thing that is open about a job description. `id` is unique in the import and safe in an address.

    `lot` is the same for questions of one kind and one template: they may well have one answer. `about` is the
    competency as it was read, without its indicators, which only its own page shows.
    """

    id: str
    document_id: str
    sha256: str
    position: int
    asks: Asks
    kind: str
    severity: Severity
    competency: str | None
    name: str | None
    about: Competency | None
    findings: tuple[Finding, ...]
    page: int
    bbox: BBox | None
    function: str
    function_key: str
    department: str | None
    path: str
    lot: str

    @property
    def lacking(self) -> tuple[str, ...]:
        """The fields that the header does not have, where that is what was found and a person can give them all."""
        found = (finding.values.get("key") for finding in self.findings if finding.code is FindingCode.FIELD_MISSING)
        keys = tuple(str(key) for key in found)
        return keys if set(CorrectedField) >= set(keys) else ()

    @property
    def weight(self) -> tuple[int, int]:
        """The worst first."""
        severity = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}[self.severity]
        return severity, _WORST_FIRST.index(self.kind) if self.kind in _WORST_FIRST else len(_WORST_FIRST)


def questions_of(description: JobDescription, sha256: str, position: int, path: str) -> Iterator[ReviewQuestion]:
    """Its questions in the order of the document: levels that are not known, then what else was found."""
    for competency in description.competencies:
        if competency.status is not Status.OK:
            yield level_question(description, competency, sha256, position, path)
    yield from _about_findings(description, sha256, position, path)


def level_question(
    description: JobDescription, competency: Competency, sha256: str, position: int, path: str
) -> ReviewQuestion:
    """Which level does this competency require?"""
    none_chosen = any(finding.code is FindingCode.LEVELS_NOT_CHOSEN for finding in description.findings)
    kind = "levels-not-chosen" if none_chosen else _OF_STATUS.get(competency.status, f"level-{competency.status}")
    return ReviewQuestion(
        **_about(description, sha256, position, path),
        id=f"{description.document_id}.{competency.id}",
        asks=Asks.LEVEL,
        kind=kind,
        severity=Severity.ERROR,
        competency=competency.id,
        name=competency.name,
        about=_without_indicators(competency),
        findings=_findings(description, competency),
        page=competency.page,
        bbox=competency.bbox,
        lot=f"{kind} {description.document_id}"
        if none_chosen
        else f"{kind} {description.rules.id} {_ticks(competency)}",
    )


class _About(TypedDict):
    document_id: str
    sha256: str
    position: int
    function: str
    function_key: str
    department: str | None
    path: str


def _about(description: JobDescription, sha256: str, position: int, path: str) -> _About:
    return {
        "document_id": description.document_id,
        "sha256": sha256,
        "position": position,
        "function": description.function.name or description.title or description.source.file,
        "function_key": description.function_key,
        "department": description.function.department,
        "path": path,
    }


def _about_findings(description: JobDescription, sha256: str, position: int, path: str) -> Iterator[ReviewQuestion]:
    """One question for all findings of one code about one competency, for they are looked at together."""
    for (code, competency), findings in _to_ask(description).items():
        first = findings[0]
        about = next((c for c in description.competencies if c.id == competency), None)
        yield ReviewQuestion(
            **_about(description, sha256, position, path),
            id=f"{description.document_id}.{competency or ''}!{code}",
            asks=Asks.FINDING,
            kind=code,
            severity=first.severity,
            competency=competency,
            name=about.name if about else None,
            about=_without_indicators(about) if about else None,
            findings=tuple(findings),
            page=first.page or description.source.pages[0],
            bbox=first.bbox,
            lot=f"{code} {description.rules.id} {competency or ''} {' '.join(f.message for f in findings)}",
        )


def _to_ask(description: JobDescription) -> dict[tuple[str, str | None], list[Finding]]:
    """The findings that somebody should look at, by code and competency."""
    several: defaultdict[tuple[str, str | None], list[Finding]] = defaultdict(list)
    doubted = {competency.id for competency in description.competencies if competency.status is not Status.OK}
    for finding in description.findings:
        # Why a level is not known is said where it is asked for.
        of_level = finding.competency in doubted and finding.code.value.startswith("level-")
        if finding.code.value not in _NOT_ASKED and not of_level and finding.severity is not Severity.INFO:
            several[finding.code.value, finding.competency].append(finding)
    return several


def _without_indicators(competency: Competency) -> Competency:
    """A third of the memory, of which a queue of thousands needs enough."""
    levels = tuple(level.model_copy(update={"indicators": ()}) for level in competency.levels)
    return competency.model_copy(update={"levels": levels})


def _findings(description: JobDescription, competency: Competency) -> tuple[Finding, ...]:
    return tuple(
        finding
        for finding in description.findings
        if finding.competency == competency.id and finding.severity is not Severity.INFO
    )


def _ticks(competency: Competency) -> str:
    """How its boxes look: `0.1x2?`."""
    looks = {True: "x", False: ".", None: "?"}
    return "".join(f"{level.level}{looks[level.marked]}" for level in competency.levels)
