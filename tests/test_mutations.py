"""Every tick of every small sample, taken away or joined by a second one in the PDF itself, is noticed.

Which tick that is comes from the sample's truth. Its competency must lose its number and get the finding for it, and
all other competencies must stay as they were. Of neighbours one loses its tick and the other gets a second one;
`JOBDESC_ALL_TICKS=1` does both to each of them, and sets the second tick at every other level in turn.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from extractor import Competency, JobDescription, Status, read_job_descriptions
from tests.mutations import Mutated, Struck, Ticks, Words, locate
from tests.overlaid import Overlaid
from tests.readings import reading_of
from tests.ticks import Mutation
from tests.truth import sample_pdfs, truth_of

FAMILIES = (
    "marks", "strategies", "fiche-fonction", "federaal", "northmere", "oosterwoud", "inland-ports", "traps",
)  # fmt: skip
FILES = [path for family in FAMILIES for path in sample_pdfs(family)]
EVERY_LEVEL = os.environ.get("JOBDESC_ALL_TICKS") == "1"
IN_DOUBT = {
    "field-against-glyph": "the printed cross stays where the field is off",
    "wingdings2-libreoffice": "LibreOffice draws other things than Wingdings 2 under the code of its filled box",
}
"""Samples in which a mutation may also make a box that nobody can read."""
LEFT_OUT = {
    "inland-ports/port-specialist-reportlab",
    "inland-ports/port-specialist-weasyprint",
    "oosterwoud/beleidsuitvoering",
    "strategies/bold-weasyprint",
    "strategies/inline-after-reportlab",
    "strategies/pairs-chromium",
}
"""Where it is not sure which string is the level: numbers of their own for each line, words cut by their kerning, an x
for what somebody has and one for what is required."""
HELD_BY_TICKS = {"ontwikkeling"}
"""Matrices that nothing but the ticks holds together: without one of them the others may have no number either."""
CODES = {
    Status.NONE: "level-none",
    Status.MULTIPLE: "level-multiple",
    Status.UNCLEAR: "level-unclear",
    Status.INCOMPLETE: "level-set-incomplete",
}

each_sample = pytest.mark.parametrize("pdf", FILES, ids=lambda pdf: f"{pdf.parent.name}/{pdf.stem}")


class Sample:
    """A sample as it is, and where each competency of its truth stands in it."""

    def __init__(self, pdf: Path) -> None:
        self.pdf = pdf
        self.before = reading_of(pdf)
        truth = truth_of(pdf)["documents"][0]["competencies"]
        self.names = [competency["name"] for competency in truth]
        self.by_name = set(self.names) <= {c.name for c in self.before.competencies}
        self.right = [
            found is not None and found.required_level == wanted["required_level"]
            for found, wanted in zip(self.competencies(self.before), truth, strict=True)
        ]

    def competencies(self, description: JobDescription) -> list[Competency | None]:
        """Those of the truth, by name; by their order where a name is not read."""
        found = description.competencies
        if self.by_name:
            return [next((c for c in found if c.name == name), None) for name in self.names]
        return list(found) if len(found) == len(self.names) else [None] * len(self.names)

    def after(self, competency: int, mutation: Mutation) -> tuple[Competency | None, JobDescription]:
        """The competency after a mutation; all others are what they were."""
        (description,) = read_job_descriptions(self.pdf, content=mutation())
        found = self.competencies(description)
        was = [levels(c) for i, c in enumerate(self.competencies(self.before)) if i != competency]
        assert [levels(c) for i, c in enumerate(found) if i != competency] == was
        return found[competency], description


def levels(competency: Competency | None) -> object:
    if competency is None:
        return None
    return competency.required_level, competency.status, [(level.label, level.marked) for level in competency.levels]


def assert_noticed(found: Competency | None, description: JobDescription, expected: set[Status]) -> None:
    if found is None:  # what was drawn covers its label: no viewer shows a set of levels any more
        assert {"text-hidden", "text-unclaimed"} <= {f.code.value for f in description.findings}
        return
    assert found.required_level is None
    assert found.status in expected
    assert CODES[found.status] in {f.code.value for f in description.findings if f.competency == found.id}


def assert_no_number_made_up(sample: Sample, ticks: Mutated) -> None:
    """Where no word or tick is left for a level, none is known; the rest has the number it had, or none."""
    for competency, mutation in ticks.removals():
        (description,) = read_job_descriptions(sample.pdf, content=mutation())
        numbers = {c.name: c.required_level for c in description.competencies}
        before = {c.name: c.required_level for c in sample.before.competencies}
        assert numbers.get(sample.names[competency]) is None
        assert all(number in {None, before.get(name)} for name, number in numbers.items())
        assert description.findings


def second_ticks(ticks: Mutated) -> Iterator[tuple[int, Mutation]]:
    """All of them, or one for every second competency: not always at the same level."""
    of_competency: dict[int, list[Mutation]] = {}
    for competency, mutation in ticks.doublings():
        of_competency.setdefault(competency, []).append(mutation)
    for competency, mutations in of_competency.items():
        if competency % 2 == 0 and len(of_competency) > 1 and not EVERY_LEVEL:
            continue
        for mutation in mutations if EVERY_LEVEL else [mutations[competency % len(mutations)]]:
            yield competency, mutation


def removals(ticks: Mutated) -> Iterator[tuple[int, Mutation]]:
    """All of them, or those of the competencies that get no second tick."""
    for competency, mutation in ticks.removals():
        if EVERY_LEVEL or competency % 2 == 0:
            yield competency, mutation


@each_sample
def test_no_tick_goes_or_comes_unnoticed(pdf: Path) -> None:
    ticks = located(pdf)
    if ticks is None:
        pytest.skip("the places of the ticks are not sure")
    sample = Sample(pdf)
    if pdf.stem in HELD_BY_TICKS:
        assert_no_number_made_up(sample, ticks)
        return
    if isinstance(ticks, Words):
        for competency, mutation in ticks.removals():
            # An empty place in a column of levels says that none is required; a row without that place is incomplete.
            assert_noticed(*sample.after(competency, mutation), {Status.NONE, Status.INCOMPLETE})
        return
    boxed = isinstance(ticks, Overlaid) or (isinstance(ticks, Ticks) and ticks.boxed and not ticks.by_level)
    styled = isinstance(ticks, Struck) or (isinstance(ticks, Ticks) and ticks.by_level)
    doubt = {Status.UNCLEAR} if pdf.stem in IN_DOUBT else set()
    for competency, mutation in removals(ticks):
        if sample.right[competency]:
            gone = {Status.NONE, Status.INCOMPLETE} if boxed else {Status.UNCLEAR, Status.NONE}
            assert_noticed(*sample.after(competency, mutation), gone | doubt)
    for competency, mutation in second_ticks(ticks):
        if sample.right[competency]:
            two = {Status.UNCLEAR, Status.INCOMPLETE} if styled else {Status.MULTIPLE}
            assert_noticed(*sample.after(competency, mutation), two | doubt)


@cache
def located(pdf: Path) -> Mutated | None:
    return locate(pdf)


def test_nearly_all_samples_take_part() -> None:
    """How many ticks are taken away and how many are added, all levels counted; the generator knows no more of them."""
    found = {f"{pdf.parent.name}/{pdf.stem}": located(pdf) for pdf in FILES}
    left_out = {name for name, ticks in found.items() if ticks is None}
    assert left_out <= LEFT_OUT
    some = [ticks for ticks in found.values() if ticks is not None]
    assert sum(1 for ticks in some for _ in ticks.removals()) >= 500
    assert sum(1 for ticks in some for _ in ticks.doublings()) >= 1400
