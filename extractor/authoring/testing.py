"""PDFs with their truth beside them → what a rule module reads right, and every difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.authoring.truth import Compared, Difference, Truth, TruthVerdict, compare, load_truth, truth_beside
from extractor.errors import InputError, NoRulesMatch, NothingToCompare, PathUnreadable
from extractor.findings import in_english
from extractor.matching.recognise import misfit
from extractor.model import JobDescription
from extractor.pipeline import read_stages
from extractor.settings import ReadingSettings


@dataclass(frozen=True)
class Tested:
    """One PDF; `file` is relative to the folder, with slashes. `failure` says why it could not be read."""

    file: str
    verdicts: dict[TruthVerdict, int] = field(default_factory=lambda: dict.fromkeys(TruthVerdict, 0))
    extra: int = 0
    differences: tuple[Difference, ...] = ()
    failure: str | None = None

    @property
    def as_expected(self) -> bool:
        return not self.differences and self.failure is None


def pdfs_to_test(folder: Path) -> tuple[list[tuple[Path, Truth]], list[Path]]:
    """The PDFs in all folders below with their truths, and those without one.

    Raises NothingToCompare where no PDF has a truth, TruthInvalid for a truth with faults, PathUnreadable.
    """
    if not folder.is_dir():
        raise PathUnreadable(str(folder), "no such folder")
    pdfs = sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".pdf" and path.is_file())
    truths = [(pdf, truth_beside(pdf)) for pdf in pdfs]
    tested = [(pdf, load_truth(path)) for pdf, path in truths if path is not None]
    if not tested:
        raise NothingToCompare(
            f"{folder}: no PDF has its truth beside it",
            "Write what `function.pdf` says into `function.truth.csv`, with the columns competency and required_level.",
        )
    return tested, [pdf for pdf, path in truths if path is None]


def hold_against_truth(
    pdf: Path, truth: Truth, folder: Path, *, rules: str | None, password: str | None = None
) -> Tested:
    """Raises RulesNotFound or RuleFileError where `rules` is wrong; a PDF that cannot be read is a failure."""
    file = pdf.relative_to(folder).as_posix()
    try:
        stages = list(read_stages(pdf, ReadingSettings(password), rules=rules, relative_path=file))
    except NoRulesMatch as error:
        if truth.unrecognised:
            return Tested(file)
        return _failed(file, truth, error.message.removeprefix(f"{pdf}: "))
    except InputError as error:
        return _failed(file, truth, error.message.removeprefix(f"{pdf}: "))
    for stage in stages:  # a module that is named reads whatever it is given; an import asks first whether it knows it
        if reason := misfit(stage.pages, stage.matches.rules):
            module = stage.matches.rules.id
            return _failed(file, truth, f"the rule module {module!r} does not recognise it: {in_english(reason)}")
    descriptions = [stage.description for stage in stages]
    differences = list(_about_the_file(descriptions, truth))
    compared = [compare(one, true) for one, true in zip(descriptions, truth.documents, strict=False)]
    several = len(truth.documents) > 1
    for number, one in enumerate(compared, start=1):
        differences += [_numbered(d, number) if several else d for d in one.differences]
    verdicts = {verdict: sum(one.verdicts[verdict] for one in compared) for verdict in TruthVerdict}
    verdicts[TruthVerdict.MISSING] += _competencies(truth.documents[len(descriptions) :])
    return Tested(file, verdicts, sum(one.extra for one in compared), tuple(differences))


def _failed(file: str, truth: Truth, why: str) -> Tested:
    return Tested(file, Compared().verdicts | {TruthVerdict.MISSING: _competencies(truth.documents)}, failure=why)


def _competencies(documents: Sequence[Mapping[str, Any]]) -> int:
    return sum(len(document.get("competencies", ())) for document in documents)


def _about_the_file(descriptions: Sequence[JobDescription], truth: Truth) -> Iterator[Difference]:
    expected = 0 if truth.unrecognised else len(truth.documents)
    if len(descriptions) != expected:
        yield Difference("job descriptions", str(expected), str(len(descriptions)))
    pages = descriptions[0].source.page_count if descriptions else None
    if truth.page_count is not None and pages != truth.page_count:
        yield Difference("page_count", str(truth.page_count), str(pages))
    found = sorted(finding.code.value for one in descriptions for finding in one.findings)
    if truth.findings is not None and list(truth.findings) != found:
        yield Difference("findings", ", ".join(truth.findings) or "none", ", ".join(found) or "none")


def _numbered(difference: Difference, number: int) -> Difference:
    return Difference(
        f"job description {number}: {difference.place}",
        difference.expected,
        difference.read,
        difference.page,
        difference.box,
    )
