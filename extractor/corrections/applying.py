"""Corrections applied to one job description, last of all. Both values are kept, so that `as_read` can undo it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import replace
from enum import StrEnum
from typing import Final

from extractor.corrections.lines import CorrectionLine, Corrections, folded
from extractor.corrections.looking import lookings, with_lookings, without_lookings
from extractor.corrections.naming import FIELDS, Naming, by_competency, namings, with_names, without_names
from extractor.corrections.saying import correction_of, read_otherwise, state_of, told
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
from extractor.findings import Place, as_it_was, at_competency, on_page, settled
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
from extractor.slugs import function_key, slug

SETTLED: Final = frozenset(
    {
        FindingCode.LEVEL_NONE,
        FindingCode.LEVEL_MULTIPLE,
        FindingCode.LEVEL_UNCLEAR,
        FindingCode.LEVEL_SET_INCOMPLETE,
    }
)
"""Errors that a person's word on the level answers; they stay, as an info. So does a field that was missing."""
_OURS: Final = frozenset({FindingCode.CORRECTED, FindingCode.CORRECTION_CONFLICT})


class Fate(StrEnum):
    """What became of a line in one job description; `superseded` where a later line speaks of the same value."""

    CONFLICT = CorrectionState.CONFLICT.value
    APPLIED = CorrectionState.APPLIED.value
    REDUNDANT = CorrectionState.REDUNDANT.value
    SUPERSEDED = "superseded"
    NO_COMPETENCY = "no-competency"


Placed = tuple[CorrectionLine, Competency | None]
"""A line, and the competency that it means; None for one that speaks of the function."""
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
    description = without_lookings(without_names(description))
    levels = {c.competency: c for c in description.corrections if c.competency is not None}
    applied = [c for c in description.corrections if c.state is CorrectionState.APPLIED]
    read = copied(
        description,
        corrections=(),
        competencies=tuple(_level_as_read(c, levels.get(c.id)) for c in description.competencies),
        findings=tuple(as_it_was(one) for one in description.findings if one.code not in _OURS),
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
    found, strange = _placed(read, lines)
    named = namings(read, by_competency([(there, line) for line, there in found if there and line.field in FIELDS]))
    values, superseded = _values(found, aside={naming.competency.id for naming in named if naming.none})
    result, of_values = _with_values(read, values)
    looked = lookings(read, [pair for pair in found if pair[0].field is CorrectedField.FINDING])
    result = with_lookings(result, [correction for correction, _ in looked])
    result = with_names(result, named) if named else result
    of_looks = [fate for correction, several in looked for fate in _fates(correction.state, several)]
    fates = [*strange, *superseded, *of_values, *_fates_of_names(named, found), *of_looks]
    return result, tuple(sorted(fates, key=lambda fate: fate[0].number))


def _placed(
    read: JobDescription, lines: Sequence[CorrectionLine]
) -> tuple[list[Placed], list[tuple[CorrectionLine, Fate]]]:
    """Each line with its competency, and those that name one that is not there."""
    placed = [(line, _competency_meant(read, line, lines)) for line in lines]
    strange = [(line, Fate.NO_COMPETENCY) for line, there in placed if line.competency and there is None]
    return [(line, there) for line, there in placed if there or not line.competency], strange


def _values(found: Sequence[Placed], aside: Set[str]) -> tuple[list[Placed], list[tuple[CorrectionLine, Fate]]]:
    """The lines on levels and on the header, and those on a competency that another line puts `aside`, by its id."""
    values = [(line, there) for line, there in found if line.field not in {*FIELDS, CorrectedField.FINDING}]
    superseded = [(line, Fate.SUPERSEDED) for line, there in values if there and there.id in aside]
    return [(line, there) for line, there in values if not there or there.id not in aside], superseded


def _with_values(
    read: JobDescription, lines: Sequence[Placed]
) -> tuple[JobDescription, list[tuple[CorrectionLine, Fate]]]:
    """Levels and texts of the header as the lines say, and what became of each line."""
    fates: list[tuple[CorrectionLine, Fate]] = []
    result = read
    made: list[Made] = []
    for place, several in _places(read, lines):
        if isinstance(place, Competency):
            correction, finding = _level_corrected(read, place, several)
        else:
            correction, finding = _text_corrected(read, place, several)
            if correction.state is CorrectionState.APPLIED:
                result = with_value(result, place, correction.new_value)
                result = _keyed(result) if place in IDENTITY else result
        made.append((correction, finding))
        fates += _fates(correction.state, several)
    return _with_corrections(result, made) if made else read, fates


def _fates(state: CorrectionState, lines: Sequence[CorrectionLine]) -> list[tuple[CorrectionLine, Fate]]:
    return [*((line, Fate.SUPERSEDED) for line in lines[:-1]), (lines[-1], Fate(state.value))]


def _fates_of_names(named: Sequence[Naming], found: Sequence[Placed]) -> list[tuple[CorrectionLine, Fate]]:
    states = {(n.competency.id, c.field): c.state for n in named for c in n.corrections}
    fates = []
    for (id_, field), state in states.items():
        fates += _fates(state, [line for line, there in found if there and there.id == id_ and line.field is field])
    return fates


def _competency_meant(read: JobDescription, line: CorrectionLine, lines: Sequence[CorrectionLine]) -> Competency | None:
    """The competency of a line, also by the name that another line gives it, for a person may have seen that one."""
    if line.competency is None:
        return None
    by_read = competency_named(read, line.competency)
    if by_read is not None:
        return by_read
    renamings = [
        other.competency
        for other in lines
        if other.field is CorrectedField.COMPETENCY
        and other.competency
        and other.new_value
        and line.competency in {other.new_value, slug(other.new_value)}
    ]
    return competency_named(read, renamings[-1]) if renamings else None


def _places(
    read: JobDescription, lines: Sequence[Placed]
) -> list[tuple[CorrectedField | Competency, list[CorrectionLine]]]:
    """The values that the lines speak of, in the order of the document."""
    by_place: defaultdict[str, list[CorrectionLine]] = defaultdict(list)
    for line, competency in lines:
        by_place[competency.id if competency else f"field {line.field}"].append(line)
    texts = [(field, by_place[f"field {field}"]) for field in CorrectedField if f"field {field}" in by_place]
    return [*texts, *((c, by_place[c.id]) for c in read.competencies if c.id in by_place)]


def _with_corrections(result: JobDescription, made: Sequence[Made]) -> JobDescription:
    levels = {correction.competency: correction for correction, _ in made}
    applied = [correction for correction, _ in made if correction.state is CorrectionState.APPLIED]
    answered = {correction.competency for correction in applied if correction.competency}
    given = {correction.field.value for correction in applied if not correction.competency}
    findings = [settled(one) if _is_answered(one, answered, given) else one for one in result.findings]
    return copied(
        result,
        competencies=tuple(_with_level(c, levels.get(c.id), possible_levels(result, c)) for c in result.competencies),
        findings=(*findings, *(one for _, one in made if one)),
        corrections=tuple(correction for correction, _ in made),
    )


def _is_answered(found: Finding, competencies: Collection[str], fields: Collection[str]) -> bool:
    """Whether a person said the level that was in doubt, or the value that the header lacks."""
    if found.code is FindingCode.FIELD_MISSING:
        return found.values.get("key") in fields
    return found.code in SETTLED and found.competency in competencies


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
    state = state_of(None if now is None else folded(now), lines, lambda text: text, possible=placed)
    correction = correction_of(lines[-1], state, now)
    header = next((f for f in read.fields if f.key == field.value), read.approval if "approved" in field else None)
    place = Place(header.page, header.bbox) if header else on_page(read.source.pages[0])
    instead = read_otherwise(now) if placed else Phrase(phrase="no-approval")
    return correction, told(correction, place, instead)


def _level_corrected(read: JobDescription, competency: Competency, lines: Sequence[CorrectionLine]) -> Made:
    levels = possible_levels(read, competency)
    now = None if competency.required_level is None else str(competency.required_level)

    def said(text: str | None) -> str | None:
        return level_said(text, levels)

    last = lines[-1]
    old, new = said(last.old_value), said(last.new_value)
    possible = new is None or new in map(str, levels)
    state = state_of(now, lines, said, possible=possible)
    line = replace(last, old_value=old, new_value=new)
    correction = correction_of(line, state, now, competency.id, competency.status)
    status = competency.status if now is None else None
    known = Phrase(phrase="not-a-level", values={"levels": tuple(map(str, sorted(levels)))})
    instead = read_otherwise(now, status) if possible else known
    return correction, told(correction, at_competency(competency), instead, competency.name or competency.id, status)
