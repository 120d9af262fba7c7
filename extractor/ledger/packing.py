"""What the ledger keeps of a PDF: its job descriptions as compressed JSON, or the error in their place."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from extractor.errors import InputError, NoRulesMatch
from extractor.model import JobDescription
from extractor.output.staging import Made


@dataclass(frozen=True, slots=True)
class PackedDescription:
    """A job description as compressed JSON, with what the ledger asks about it."""

    function_key: str
    named: bool
    pages: tuple[int, int]
    rules: str
    tallies: tuple[tuple[str, str, str, int], ...]
    json: bytes

    def unpacked(self) -> JobDescription:
        return unpacked(self.json)


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a PDF: job descriptions, an error in their place, or PDFs that are attached (name, SHA-256).

    `made` is what the files of an output have of them, where somebody asked for it.
    """

    sha256: str
    descriptions: tuple[PackedDescription, ...] = ()
    error: InputError | NoRulesMatch | None = None
    attached: tuple[tuple[str, str], ...] = ()
    seconds: float = 0
    chatter: str = ""
    made: Made | None = None


def packed(description: JobDescription) -> PackedDescription:
    return PackedDescription(
        function_key=description.function_key,
        named=bool(description.function.name),
        pages=description.source.pages,
        rules=description.rules.id,
        tallies=tuple(tallies(description)),
        json=zlib.compress(description.model_dump_json().encode(), 6),
    )


class OddlyKept(Exception):
    """What a ledger keeps is not what was put into it."""


def unpacked(kept: bytes) -> JobDescription:
    """Raises OddlyKept."""
    try:
        return JobDescription.model_validate_json(zlib.decompress(kept))
    except (zlib.error, ValidationError, TypeError) as error:
        raise OddlyKept("a job description in it was changed") from error


def kept_json(text: str) -> Any:
    """Raises OddlyKept."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise OddlyKept("a count in it was changed") from error


def tallies(description: JobDescription) -> Iterator[tuple[str, str, str, int]]:
    """What a summary counts: kind, name, severity and number; of a label the level stands in place of a severity."""
    for status, number in sorted(Counter(competency.status for competency in description.competencies).items()):
        yield "competency", status.value, "", number
    for (code, severity), number in sorted(Counter((f.code, f.severity) for f in description.findings).items()):
        yield "finding", code.value, severity.value, number
    labels = Counter((str(level.level), level.label) for c in description.competencies for level in c.levels)
    for (rank, label), number in sorted(labels.items()):
        yield "label", label, rank, number
