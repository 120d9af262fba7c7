"""What became of one PDF that was offered to an import."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extractor.errors import ExtractorError, NoRulesMatch
from extractor.model import JobDescription


class Outcome(StrEnum):
    """`unrecognised` is a PDF that was read, but holds no job description that a rule module knows."""

    IMPORTED = "imported"
    UNRECOGNISED = "unrecognised"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class OfferedPdf:
    """One PDF that was offered, and either its job descriptions, the error in their place, or the path it repeats.

    `path` is relative to the folder that was imported; `sha256` is None where the file could not be opened.
    `same_as` is the path under which the very same bytes were read: the job descriptions belong to that one.
    `attached` counts the PDFs inside one that has no job description of its own; each of them is offered too.
    """

    path: str
    sha256: str | None
    job_descriptions: tuple[JobDescription, ...] = ()
    error: ExtractorError | None = None
    same_as: str | None = None
    attached: int = 0

    def __post_init__(self) -> None:
        results = (self.job_descriptions, self.error is not None, self.same_as is not None, self.attached)
        if sum(map(bool, results)) != 1:
            raise ValueError(
                f"{self.path}: exactly one of job descriptions, an error, a path that it repeats or PDFs inside"
            )

    @property
    def outcome(self) -> Outcome:
        if self.error is None:
            return Outcome.IMPORTED
        return Outcome.UNRECOGNISED if isinstance(self.error, NoRulesMatch) else Outcome.FAILED
