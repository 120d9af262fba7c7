"""Sources → what became of each. A bad PDF costs itself only; whatever else goes wrong stops the import."""

from __future__ import annotations

import hashlib
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from extractor.batch.sources import Source
from extractor.errors import ExtractorError, InputError, NoRulesMatch, PathUnreadable
from extractor.model import Finding, FindingCode, JobDescription, Severity
from extractor.outcome import OfferedPdf
from extractor.pipeline import read_job_descriptions


class ReadJobDescriptions(Protocol):
    """`extractor.read_job_descriptions`, or what stands in for it."""

    def __call__(
        self, path: Path, *, rules: str | None, password: str | None, relative_path: str | None
    ) -> tuple[JobDescription, ...]: ...


def import_sources(
    sources: Iterable[Source],
    *,
    rules: str | None = None,
    password: str | None = None,
    read: ReadJobDescriptions = read_job_descriptions,
) -> Iterator[OfferedPdf]:
    """Read one source after the other, and keep none of them.

    A PDF whose bytes were read before under another path is not read again: its job descriptions would only stand in
    the tables twice, under one document id.
    """
    first_path: dict[str, str] = {}
    for source in sources:
        sha256: str | None = None
        try:
            sha256 = _sha256_of(source)
            if sha256 in first_path:
                yield OfferedPdf(source.relative_path, sha256, same_as=first_path[sha256])
                continue
            read_from = read(source.path, rules=rules, password=password, relative_path=source.relative_path)
        except ExtractorError as error:
            yield OfferedPdf(source.relative_path, sha256, error=_said_of(source, error))
        else:
            first_path[sha256] = source.relative_path
            yield OfferedPdf(source.relative_path, sha256, job_descriptions=read_from)


def with_function_duplicates(offered: Sequence[OfferedPdf]) -> tuple[OfferedPdf, ...]:
    """The same PDFs, where each job description of a function that another one describes too has a finding."""
    by_key: defaultdict[str, list[JobDescription]] = defaultdict(list)
    for pdf in offered:
        for description in pdf.job_descriptions:
            if description.function.name:
                by_key[description.function_key].append(description)

    def checked(description: JobDescription) -> JobDescription:
        namesakes = by_key.get(description.function_key, [])
        others = [other for other in namesakes if other.document_id != description.document_id]
        if not others:
            return description
        found = (*description.findings, _function_duplicate(description, others))
        return description.model_copy(update={"findings": found})

    return tuple(replace(pdf, job_descriptions=tuple(map(checked, pdf.job_descriptions))) for pdf in offered)


def _sha256_of(source: Source) -> str:
    try:
        mode = source.path.stat().st_mode
        if stat.S_ISREG(mode):
            with source.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise PathUnreadable(source.relative_path, error.strerror or "") from error
    # A pipe, for one, would keep the import waiting for ever.
    raise PathUnreadable(source.relative_path, "a folder without access" if stat.S_ISDIR(mode) else "not a file")


def _said_of(source: Source, error: ExtractorError) -> ExtractorError:
    """The same error with the path that the import uses: where the archive stands on this machine is left out."""
    if isinstance(error, InputError):
        return type(error)(source.relative_path, error.detail)
    if isinstance(error, NoRulesMatch):
        return NoRulesMatch(source.relative_path, error.reasons)
    return error


def _function_duplicate(description: JobDescription, others: Iterable[JobDescription]) -> Finding:
    places = sorted((other.source.path, other.source.pages) for other in others)
    listing = ", ".join(f"{path} (pages {first}-{last})" for path, (first, last) in places)
    return Finding(
        code=FindingCode.FUNCTION_DUPLICATE,
        severity=Severity.WARNING,
        message=f"{description.function_key} is described in {listing} too",
        competency=None,
        page=description.source.pages[0],
        bbox=None,
    )
