"""The value of each field that may be corrected: where it stands in a job description, and what it may be."""

from __future__ import annotations

from datetime import date
from typing import Final, TypeVar

from extractor.matching.career import text_to_career
from extractor.model import Approval, Competency, CorrectedField, Frozen, JobDescription, Status

Model = TypeVar("Model", bound=Frozen)
Field = CorrectedField

IDENTITY: Final = frozenset({Field.NAME, Field.ORGANISATION, Field.TITLE})
"""What the function key is made of."""
_OF_FUNCTION: Final = frozenset({Field.NAME, Field.DEPARTMENT, Field.SERVICE, Field.GRADE})


def value_of(description: JobDescription, field: CorrectedField) -> str | None:
    """The value of a field of the function as a text; None where it is unknown."""
    function, approval = description.function, description.approval
    if field in _OF_FUNCTION:
        value: str | None = getattr(function, field.value)
        return value
    if field is Field.CAREER:
        return function.career.text if function.career else None
    if field is Field.APPROVED_BY:
        return approval.authority if approval else None
    if field is Field.APPROVED_ON:
        return approval.date.isoformat() if approval and approval.date else None
    return description.organisation if field is Field.ORGANISATION else description.title


def with_value(description: JobDescription, field: CorrectedField, value: str | None) -> JobDescription:
    """The same with another value of a field of the function; raises ValueError where there is no place for it."""
    function = description.function
    if field in _OF_FUNCTION:
        return copied(description, function=copied(function, **{field.value: value}))
    if field is Field.CAREER:
        career = None if value is None else text_to_career(value)
        return copied(description, function=copied(function, career=career))
    if field in {Field.APPROVED_BY, Field.APPROVED_ON}:
        return copied(description, approval=_approval(description, field, value))
    return copied(description, **{field.value: value})


def _approval(description: JobDescription, field: CorrectedField, value: str | None) -> Approval:
    if description.approval is None:
        raise ValueError(f"{description.document_id}: no approval to correct")
    if field is Field.APPROVED_BY:
        return copied(description.approval, authority=value)
    day = None if value is None else date.fromisoformat(value)
    return copied(description.approval, date=day)


def copied(model: Model, **changes: object) -> Model:
    """The same with other values, checked as any new one is."""
    return type(model)(**{**dict(model), **changes})


def has_place(description: JobDescription, field: CorrectedField) -> bool:
    """An approval is a place in the PDF; where the document has none, there is nothing whose day could be corrected."""
    return description.approval is not None or field not in {Field.APPROVED_BY, Field.APPROVED_ON}


def competency_named(description: JobDescription, word: str) -> Competency | None:
    """The competency of this id, or else the only one of this name."""
    by_id = next((c for c in description.competencies if c.id == word), None)
    named = [c for c in description.competencies if c.name.casefold() == word.casefold()]
    return by_id or (named[0] if len(named) == 1 else None)


def possible_levels(description: JobDescription, competency: Competency) -> dict[int, str]:
    """Level → label of those that the competency has; where some were not found, those of the document's others too."""
    several = description.competencies if competency.status is Status.INCOMPLETE else ()
    levels = [level for c in (competency, *several) for level in c.levels]
    return {level.level: level.label for level in reversed(levels)}


def level_said(text: str | None, levels: dict[int, str]) -> str | None:
    """The level as its number, where `text` is its number or its label as printed; else the text as it is."""
    if text is None:
        return None
    numbered = [level for level in levels if text.lstrip("0") == str(level).lstrip("0")]
    labelled = [level for level, label in levels.items() if label.casefold() == text.casefold()]
    said = numbered or labelled
    return str(said[0]) if len(said) == 1 else text
