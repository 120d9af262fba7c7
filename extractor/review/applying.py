"""The button Apply: what the next import would do with the corrections, and what it changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.corrections.publishing import apply_waiting
from extractor.corrections.values import value_of
from extractor.ledger.corrected import reading_of
from extractor.ledger.doubts import corrected_jsons
from extractor.ledger.opening import look_into_ledger
from extractor.ledger.packing import unpacked
from extractor.model import CorrectedField, JobDescription

_OF_HEADER = tuple(
    field
    for field in CorrectedField
    if field
    not in {CorrectedField.REQUIRED_LEVEL, CorrectedField.COMPETENCY, CorrectedField.GROUP, CorrectedField.FINDING}
)


@dataclass(frozen=True, slots=True)
class Changed:
    """One value of the output; `what` is the name of a competency, `field` what of it or of the function changed."""

    function: str
    document_id: str
    what: str | None
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying came to: the fate of every line of the corrections, and each value that is another one now."""

    fates: Counter[str]
    unmatched: tuple[str, ...]
    changes: tuple[Changed, ...]


def apply_and_compare(output: Path) -> Applied:
    """Apply, and compare what stood corrected before with what stands so now; raises as `apply_waiting` does."""
    before = _corrected(output)
    report = apply_waiting(output)
    after = _corrected(output)
    changes: list[Changed] = []
    with look_into_ledger(output) as ledger:
        for key in sorted(before.keys() | after.keys()):
            if before.get(key) != after.get(key):
                read = None if key in before and key in after else reading_of(ledger, *key)
                old, new = (unpacked(found[key]) if key in found else read for found in (before, after))
                assert old is not None
                assert new is not None
                changes += _changes(old, new)
    fates = report.fates if report else Counter[str]()
    return Applied(fates, report.unmatched if report else (), tuple(changes))


def _corrected(output: Path) -> dict[tuple[str, int], bytes]:
    with look_into_ledger(output) as ledger:
        return corrected_jsons(ledger)


_Change = tuple[str | None, str, str | None, str | None]
"""What, which field of it, before and after: the end of a `Changed`."""


def _changes(old: JobDescription, new: JobDescription) -> list[Changed]:
    function = new.function.name or new.title or new.source.file
    found = [*_in_header(old, new), *_in_competencies(old, new), *_settled(old, new)]
    return [Changed(function, new.document_id, *one) for one in found]


def _in_header(old: JobDescription, new: JobDescription) -> Iterator[_Change]:
    for field in _OF_HEADER:
        before, after = value_of(old, field), value_of(new, field)
        if before != after:
            yield None, field.value, before, after


def _in_competencies(old: JobDescription, new: JobDescription) -> Iterator[_Change]:
    was, now = _by_id_as_read(old), _by_id_as_read(new)
    nothing = (None, None, None)
    for id_ in dict.fromkeys([*was, *now]):
        before, after = was.get(id_, nothing), now.get(id_, nothing)
        for field, one, other in zip(("competency", "group", "required_level"), before, after, strict=True):
            if one != other:
                yield (after if id_ in now else before)[0], field, one, other


def _settled(old: JobDescription, new: JobDescription) -> Iterator[_Change]:
    """Findings that a person has answered, by their code."""
    before, after = (Counter((f.code.value, f.severity.value) for f in d.findings) for d in (old, new))
    for (code, severity), number in (before - after).items():
        if severity != "info" and (code, "info") in after - before:
            yield code, "finding", f"{number} × {severity}", "info"


def _by_id_as_read(description: JobDescription) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Name, group and level of each competency by the id that it was read with."""
    read = {r.id: r.competency.id for r in description.replaced if r.id is not None}
    return {
        read.get(c.id, c.id): (c.name, c.group, None if c.required_level is None else str(c.required_level))
        for c in description.competencies
    }
