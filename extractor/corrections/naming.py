"""A person's word on what a competency is called, in which group it stands, or that it is none.

What was read stays beside it in `replaced`, so that nothing is lost and it can be undone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from extractor.corrections.lines import CorrectionLine, folded
from extractor.corrections.saying import correction_of, read_otherwise, state_of, told
from extractor.corrections.values import copied
from extractor.findings import at_competency, settled
from extractor.model import (
    Competency,
    CorrectedField,
    Correction,
    CorrectionState,
    Finding,
    FindingCode,
    JobDescription,
    ReplacedCompetency,
)
from extractor.slugs import slug

FIELDS: Final = (CorrectedField.COMPETENCY, CorrectedField.GROUP)
_ANSWERED: Final = frozenset(
    {
        FindingCode.LEVEL_NONE,
        FindingCode.LEVEL_MULTIPLE,
        FindingCode.LEVEL_UNCLEAR,
        FindingCode.LEVEL_SET_INCOMPLETE,
        FindingCode.COMPETENCY_UNNAMED,
        FindingCode.COMPETENCY_DUPLICATE,
    }
)
"""What is no competency any more has no such fault."""

Lines = Mapping[tuple[str, CorrectedField], Sequence[CorrectionLine]]


@dataclass(frozen=True, slots=True)
class Naming:
    """What the lines make of one competency; `none` where it is no competency."""

    competency: Competency
    corrections: tuple[Correction, ...]

    @property
    def none(self) -> bool:
        return any(c.field is CorrectedField.COMPETENCY and c.new_value is None for c in self._applied)

    @property
    def changes(self) -> bool:
        return bool(self._applied)

    @property
    def _applied(self) -> list[Correction]:
        return [c for c in self.corrections if c.state is CorrectionState.APPLIED]

    def named(self) -> tuple[str, str | None]:
        """Name and group as they are to be."""
        said = {c.field: c.new_value for c in self._applied}
        name = said.get(CorrectedField.COMPETENCY) or self.competency.name
        return name, said.get(CorrectedField.GROUP, self.competency.group)


def namings(read: JobDescription, lines: Lines) -> list[Naming]:
    """For each competency that lines speak of, in the order of the document."""
    found = []
    for competency in read.competencies:
        corrections = tuple(
            _corrected(competency, field, lines[competency.id, field])
            for field in FIELDS
            if (competency.id, field) in lines
        )
        if corrections:
            found.append(Naming(competency, corrections))
    return found


def with_names(result: JobDescription, named: Sequence[Naming]) -> JobDescription:
    """The job description with these names; the ids of what is renamed follow, as those of any name do."""
    changed = {naming.competency.id: naming for naming in named if naming.changes}
    replaced = _replaced(result, changed)
    ids = {c.id: c.id for c in result.competencies if c.id not in changed}
    ids |= {r.competency.id: r.id for r in replaced if r.id is not None}
    kept = (_renamed(c, changed.get(c.id), ids) for c in result.competencies if c.id in ids)
    corrections = chain.from_iterable(naming.corrections for naming in named)
    remarks = chain.from_iterable(map(_remarks, named))
    aside = {naming.competency.id for naming in changed.values() if naming.none}
    return copied(
        result,
        competencies=tuple(kept),
        findings=tuple(_placed(finding, ids, aside) for finding in (*result.findings, *remarks)),
        corrections=tuple(_of_id(c, ids) for c in (*result.corrections, *corrections)),
        replaced=tuple(replaced),
    )


def _replaced(result: JobDescription, changed: Mapping[str, Naming]) -> list[ReplacedCompetency]:
    """The competencies that are called otherwise or are none, each with its new id, which no other one has."""
    taken = {c.id for c in result.competencies if c.id not in changed}
    replaced = []
    for position, competency in enumerate(result.competencies):
        naming = changed.get(competency.id)
        if naming is not None:
            id_ = None if naming.none else _new_id(*naming.named(), taken=taken)
            replaced.append(ReplacedCompetency(position=position, id=id_, competency=naming.competency))
            taken |= {id_} if id_ is not None else set()
    return replaced


def _remarks(naming: Naming) -> Iterator[Finding]:
    place, name = at_competency(naming.competency), naming.competency.name
    for correction in naming.corrections:
        remark = told(correction, place, read_otherwise(correction.read_value), name)
        if remark is not None:
            yield remark


def without_names(result: JobDescription) -> JobDescription:
    """The inverse: the competencies as they were read, but for levels that a person corrected."""
    if not any(c.field in FIELDS for c in result.corrections):
        return result
    before = {r.id: r.competency.id for r in result.replaced if r.id is not None}
    now = {c.id: c for c in result.competencies}
    competencies = [c for c in result.competencies if c.id not in before]
    for r in result.replaced:
        stands = now[r.id] if r.id is not None else r.competency
        read = copied(stands, id=r.competency.id, name=r.competency.name, group=r.competency.group)
        competencies.insert(r.position, read)
    return copied(
        result,
        competencies=tuple(competencies),
        findings=tuple(copied(f, competency=before.get(f.competency or "", f.competency)) for f in result.findings),
        corrections=tuple(_of_id(c, before) for c in result.corrections if c.field not in FIELDS),
        replaced=(),
    )


def _corrected(competency: Competency, field: CorrectedField, lines: Sequence[CorrectionLine]) -> Correction:
    now = competency.name if field is CorrectedField.COMPETENCY else competency.group
    state = state_of(None if now is None else folded(now), lines, lambda text: text, possible=True)
    return correction_of(lines[-1], state, now, competency.id)


def _new_id(name: str, group: str | None, *, taken: set[str]) -> str:
    base = slug(name) or "unnamed"
    if base in taken and group:
        base = f"{slug(group)}-{base}"
    number, id_ = 1, base
    while id_ in taken:
        number += 1
        id_ = f"{base}-{number}"
    return id_


def _renamed(competency: Competency, naming: Naming | None, ids: Mapping[str, str]) -> Competency:
    if naming is None:
        return competency
    name, group = naming.named()
    return copied(competency, id=ids[competency.id], name=name, group=group)


def _placed(finding: Finding, ids: Mapping[str, str], aside: set[str]) -> Finding:
    if finding.competency in aside and finding.code in _ANSWERED:
        return settled(finding)
    return copied(finding, competency=ids.get(finding.competency or "", finding.competency))


def _of_id(correction: Correction, ids: Mapping[str, str]) -> Correction:
    return copied(correction, competency=ids.get(correction.competency or "", correction.competency))


def by_competency(pairs: Sequence[tuple[Competency, CorrectionLine]]) -> Lines:
    """The lines on names and groups, by the id of the competency and the field."""
    lines: defaultdict[tuple[str, CorrectedField], list[CorrectionLine]] = defaultdict(list)
    for competency, line in pairs:
        lines[competency.id, line.field].append(line)
    return dict(lines)
