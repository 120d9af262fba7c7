"""A person has seen a finding, and there is nothing to do: it stays, as an info, as long as it says the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from extractor.corrections.lines import CorrectionLine, folded
from extractor.corrections.saying import correction_of
from extractor.corrections.values import copied
from extractor.findings import settled
from extractor.model import Competency, CorrectedField, Correction, CorrectionState, Finding, JobDescription

_BETWEEN: Final = " | "


def what_is_found(read: JobDescription, code: str, competency: str | None) -> str | None:
    """What the findings of a code say about one competency or the whole; None where there are none."""
    return folded(_BETWEEN.join(finding.message for finding in _found(read, code, competency)))


Looked = tuple[Correction, list[CorrectionLine]]


def lookings(read: JobDescription, lines: Sequence[tuple[CorrectionLine, Competency | None]]) -> list[Looked]:
    """For each code and competency that lines speak of: what became of the last one, and all of them."""
    several: defaultdict[tuple[str, str | None], list[CorrectionLine]] = defaultdict(list)
    for line, there in lines:
        several[line.new_value or "", there.id if there else None].append(line)
    made = []
    for (code, competency), of_code in several.items():
        now = what_is_found(read, code, competency)
        last = of_code[-1]
        state = CorrectionState.CONFLICT
        if now is None:
            state = CorrectionState.REDUNDANT
        elif now == last.old_value:
            state = CorrectionState.APPLIED
        found = _found(read, code, competency)
        severity = found[0].severity.value if found else None
        made.append((correction_of(last, state, severity, competency), of_code))
    return made


def with_lookings(result: JobDescription, made: Sequence[Correction]) -> JobDescription:
    """The findings that were seen, as infos that keep what was seen."""
    seen = {(c.new_value, c.competency) for c in made if c.state is CorrectionState.APPLIED}
    return copied(
        result,
        findings=tuple(
            settled(finding) if (finding.code.value, finding.competency) in seen else finding
            for finding in result.findings
        ),
        corrections=(*result.corrections, *made),
    )


def without_lookings(result: JobDescription) -> JobDescription:
    """Without the corrections that say so; the findings are turned back with all others that were settled."""
    kept = tuple(c for c in result.corrections if c.field is not CorrectedField.FINDING)
    return copied(result, corrections=kept)


def _found(read: JobDescription, code: str, competency: str | None) -> list[Finding]:
    return [f for f in read.findings if f.code.value == code and f.competency == competency]
