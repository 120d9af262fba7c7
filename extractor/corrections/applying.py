"""Corrections applied to one job description, last of all. Both values are kept, so that `as_read` can undo it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from extractor.corrections.lines import CorrectionLine, Corrections, folded
from extractor.corrections.values import (
    IDENTITY,
    competency_named,
    copied,
    has_place,
    level_said,
    possible_levels,
    value_of,
    with_value,
)
from extractor.findings import Place, as_it_was, at_competency, finding, on_page, settled
from extractor.model import (
    Competency,
    CorrectedField,
    Correction,
    CorrectionState,
    Finding,
    FindingCode,
    JobDescription,
    Phrase,
    Status,
)
from extractor.slugs import function_key

SETTLED: Final = frozenset(
    {
        FindingCode.LEVEL_NONE,
        FindingCode.LEVEL_MULTIPLE,
        FindingCode.LEVEL_UNCLEAR,
        FindingCode.LEVEL_SET_INCOMPLETE,
    }
)
"""Errors that a person's word on the level answers; they stay, as an info."""
_OURS: Final = frozenset({FindingCode.CORRECTED, FindingCode.CORRECTION_CONFLICT})


class Fate(StrEnum):
    """What became of a line in one job description; `superseded` where a later line speaks of the same value."""

    CONFLICT = CorrectionState.CONFLICT.value
    APPLIED = CorrectionState.APPLIED.value
    REDUNDANT = CorrectionState.REDUNDANT.value
    SUPERSEDED = "superseded"
    NO_COMPETENCY = "no-competency"


Made = tuple[Correction, Finding | None]
Fates = tuple[tuple[CorrectionLine, Fate], ...]


def apply_corrections(description: JobDescription, corrections: Corrections) -> JobDescription:
    """The job description as the person says it is, whether it was corrected before or not.

    A value is replaced where what is read is what the person saw (`old_value`); of several lines on one value the last
    counts. Where something else is read now, neither is believed: a level becomes unknown, a text stays as it is read,
    and a finding `correction-conflict` says both.
    """
    return correct(description, corrections)[0]


def correct(description: JobDescription, corrections: Corrections) -> tuple[JobDescription, Fates]:
    """The same, with what became of each line that means this job description."""
    read = as_read(description)
    keys = {read.function_key}
    while True:
        result, fates = _corrected(read, corrections.meaning(read.document_id, keys))
        if result.function_key in keys:
            return result, fates
        # A corrected name makes another key, and a person who saw that one may use it in the next line.
        keys.add(result.function_key)


def as_read(description: JobDescription) -> JobDescription:
    """The job description without its corrections."""
    if not description.corrections:
        return description
    levels = {c.competency: c for c in description.corrections if c.competency is not None}
    applied = [c for c in description.corrections if c.state is CorrectionState.APPLIED]
    answered = {c.competency for c in applied if c.competency is not None}
    read = copied(
        description,
        corrections=(),
        competencies=tuple(_level_as_read(c, levels.get(c.id)) for c in description.competencies),
        findings=tuple(
            as_it_was(one) if one.competency in answered else one
            for one in description.findings
            if one.code not in _OURS
        ),
    )
    texts = [c for c in applied if c.competency is None]
    for correction in texts:
        read = with_value(read, correction.field, correction.read_value)
    return _keyed(read) if IDENTITY & {c.field for c in texts} else read


def _level_as_read(competency: Competency, correction: Correction | None) -> Competency:
    if correction is None:
        return competency
    level = correction.read_value
    return copied(
        competency,
        required_level=None if level is None else int(level),
        required_label=None,  # the tick says it
        status=correction.read_status,
        corrected=False,
    )


def _keyed(description: JobDescription) -> JobDescription:
    name = description.function.name or description.title
    return copied(description, function_key=function_key(description.organisation, name))


def _corrected(read: JobDescription, lines: Sequence[CorrectionLine]) -> tuple[JobDescription, Fates]:
    places, lost = _places(read, lines)
    fates = [(line, Fate.NO_COMPETENCY) for line in lost]
    result = read
    made: list[Made] = []
    for place, several in places:
        if isinstance(place, Competency):
            correction, finding = _level_corrected(read, place, several)
        else:
            correction, finding = _text_corrected(read, place, several)
            if correction.state is CorrectionState.APPLIED:
                result = with_value(result, place, correction.new_value)
                result = _keyed(result) if place in IDENTITY else result
        made.append((correction, finding))
        fates += [(line, Fate.SUPERSEDED) for line in several[:-1]] + [(several[-1], Fate(correction.state.value))]
    return _with_corrections(result, made) if made else read, tuple(sorted(fates, key=lambda fate: fate[0].number))


def _places(
    read: JobDescription, lines: Sequence[CorrectionLine]
) -> tuple[list[tuple[CorrectedField | Competency, list[CorrectionLine]]], list[CorrectionLine]]:
    """The values that the lines speak of, in the order of the document, and the lines that speak of none."""
    by_place: defaultdict[str, list[CorrectionLine]] = defaultdict(list)
    lost = []
    for line in lines:
        competency = competency_named(read, line.competency) if line.competency else None
        if line.competency and competency is None:
            lost.append(line)
        else:
            by_place[competency.id if competency else f"field {line.field}"].append(line)
    texts = [(field, by_place[f"field {field}"]) for field in CorrectedField if f"field {field}" in by_place]
    return [*texts, *((c, by_place[c.id]) for c in read.competencies if c.id in by_place)], lost


def _with_corrections(result: JobDescription, made: Sequence[Made]) -> JobDescription:
    levels = {correction.competency: correction for correction, _ in made}
    answered = {c.competency for c, _ in made if c.competency and c.state is CorrectionState.APPLIED}
    findings = [settled(one) if one.code in SETTLED and one.competency in answered else one for one in result.findings]
    return copied(
        result,
        competencies=tuple(_with_level(c, levels.get(c.id), possible_levels(result, c)) for c in result.competencies),
        findings=(*findings, *(one for _, one in made if one)),
        corrections=tuple(correction for correction, _ in made),
    )


def _with_level(competency: Competency, correction: Correction | None, labels: Mapping[int, str]) -> Competency:
    if correction is None or correction.state is CorrectionState.REDUNDANT:
        return competency
    # One tick was seen and is not believed any more: what is required is as unclear as where a box cannot be read.
    seen = competency.status in {Status.OK, Status.UNRANKED}
    unknown = Status.UNCLEAR if seen else competency.status
    if correction.state is CorrectionState.CONFLICT:
        return copied(competency, required_level=None, required_label=None, status=unknown)
    level = None if correction.new_value is None else int(correction.new_value)
    return copied(
        competency,
        required_level=level,
        required_label=None if level is None else labels.get(level),
        status=unknown if level is None else Status.OK,
        corrected=True,
    )


def _text_corrected(read: JobDescription, field: CorrectedField, lines: Sequence[CorrectionLine]) -> Made:
    now = value_of(read, field)
    placed = has_place(read, field)
    state = _state(None if now is None else folded(now), lines, lambda text: text, possible=placed)
    correction = _correction(lines[-1], state, now, lines[-1].old_value, lines[-1].new_value)
    header = next((f for f in read.fields if f.key == field.value), read.approval if "approved" in field else None)
    place = Place(header.page, header.bbox) if header else on_page(read.source.pages[0])
    instead = _read_otherwise(now) if placed else Phrase(phrase="no-approval")
    return correction, _told(correction, place, instead)


def _level_corrected(read: JobDescription, competency: Competency, lines: Sequence[CorrectionLine]) -> Made:
    levels = possible_levels(read, competency)
    now = None if competency.required_level is None else str(competency.required_level)

    def said(text: str | None) -> str | None:
        return level_said(text, levels)

    old, new = said(lines[-1].old_value), said(lines[-1].new_value)
    possible = new is None or new in map(str, levels)
    state = _state(now, lines, said, possible=possible)
    correction = _correction(lines[-1], state, now, old, new, competency)
    status = competency.status if now is None else None
    known = Phrase(phrase="not-a-level", values={"levels": tuple(map(str, sorted(levels)))})
    instead = _read_otherwise(now, status) if possible else known
    return correction, _told(correction, at_competency(competency), instead, competency.name or competency.id, status)


def _told(
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
        "new": correction.new_value,
        "who": correction.who,
        "when": correction.when.isoformat(),
        "reason": correction.reason,
    }
    if correction.state is CorrectionState.CONFLICT:
        return finding(FindingCode.CORRECTION_CONFLICT, place, old=correction.old_value, instead=instead, **said)
    return finding(
        FindingCode.CORRECTED, place, read=correction.read_value, status=status.value if status else None, **said
    )


def _read_otherwise(now: str | None, status: Status | None = None) -> Phrase:
    values = {"read": now, "status": status.value if status else None}
    return Phrase(phrase="read-otherwise", values={name: value for name, value in values.items() if value is not None})


def _state(
    now: str | None, lines: Sequence[CorrectionLine], said: Callable[[str | None], str | None], *, possible: bool
) -> CorrectionState:
    new = said(lines[-1].new_value)
    if now == new:
        return CorrectionState.REDUNDANT
    return CorrectionState.APPLIED if possible and now in _seen(lines, said) else CorrectionState.CONFLICT


def _seen(lines: Sequence[CorrectionLine], said: Callable[[str | None], str | None]) -> set[str | None]:
    """What the person of the last line saw: the reading, or what an earlier line had made of it."""
    seen: set[str | None] = set()
    for before, line in zip((None, *lines), lines, strict=False):
        old = said(line.old_value)
        continues = before is not None and old == said(before.new_value)
        seen = {old, *(seen if continues else ())}
    return seen


def _correction(
    line: CorrectionLine,
    state: CorrectionState,
    now: str | None,
    old: str | None,
    new: str | None,
    competency: Competency | None = None,
) -> Correction:
    return Correction(
        field=line.field,
        competency=competency.id if competency else None,
        state=state,
        read_value=now,
        read_status=competency.status if competency else None,
        old_value=old,
        new_value=new,
        reason=line.reason,
        who=line.who,
        when=line.when,
    )
