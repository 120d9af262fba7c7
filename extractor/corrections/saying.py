"""What becomes of the lines on one value, and how it is said: the same for a level, a text of the header and a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractor.corrections.lines import CorrectionLine
from extractor.findings import Place, finding
from extractor.model import CorrectedField, Correction, CorrectionState, Finding, FindingCode, Phrase, Status


def state_of(
    now: str | None, lines: Sequence[CorrectionLine], said: Callable[[str | None], str | None], *, possible: bool
) -> CorrectionState:
    """`now` is what is read, `said` makes a text of the file comparable to it; of several lines the last one counts."""
    new = said(lines[-1].new_value)
    if now == new:
        return CorrectionState.APPLIED if now is None and lines[-1].confirms_unknown else CorrectionState.REDUNDANT
    return CorrectionState.APPLIED if possible and now in _seen(lines, said) else CorrectionState.CONFLICT


def _seen(lines: Sequence[CorrectionLine], said: Callable[[str | None], str | None]) -> set[str | None]:
    """What the person of the last line saw: the reading, or what an earlier line had made of it."""
    seen: set[str | None] = set()
    for before, line in zip((None, *lines), lines, strict=False):
        old = said(line.old_value)
        continues = before is not None and old == said(before.new_value)
        seen = {old, *(seen if continues else ())}
    return seen


def correction_of(
    line: CorrectionLine,
    state: CorrectionState,
    now: str | None,
    competency: str | None = None,
    status: Status | None = None,
) -> Correction:
    return Correction(
        field=line.field,
        competency=competency,
        state=state,
        read_value=now,
        read_status=status,
        old_value=line.old_value,
        new_value=line.new_value,
        reason=line.reason,
        who=line.who,
        when=line.when,
    )


def told(
    correction: Correction,
    place: Place,
    instead: Phrase,
    competency: str | None = None,
    status: Status | None = None,
) -> Finding | None:
    """What is said of a correction; `instead` why it does not stand, `status` that of a level without a number."""
    if correction.state is CorrectionState.REDUNDANT:
        return None
    said = {
        "competency": competency,
        "field": correction.field.value,
        "new": correction.new_value or (Phrase(phrase="no-competency") if _names_none(correction) else None),
        "who": correction.who,
        "when": correction.when.isoformat(),
        "reason": correction.reason,
    }
    if correction.state is CorrectionState.CONFLICT:
        return finding(FindingCode.CORRECTION_CONFLICT, place, old=correction.old_value, instead=instead, **said)
    return finding(
        FindingCode.CORRECTED, place, read=correction.read_value, status=status.value if status else None, **said
    )


def read_otherwise(now: str | None, status: Status | None = None) -> Phrase:
    values = {"read": now, "status": status.value if status else None}
    return Phrase(phrase="read-otherwise", values={name: value for name, value in values.items() if value is not None})


def _names_none(correction: Correction) -> bool:
    return correction.field is CorrectedField.COMPETENCY and correction.new_value is None
