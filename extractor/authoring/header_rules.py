"""The block of labels and the sections of a family."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.authoring.draft_rule import DraftRule
from extractor.authoring.family import Family
from extractor.authoring.headings import (
    SeenHeading,
    is_usual,
    section_keys,
)
from extractor.authoring.patterns import (
    Regex,
    beginning_pattern,
    common_beginning,
    heading_pattern,
    literal,
)
from extractor.authoring.wording import counted, examples, few, quoted
from extractor.matching.vocabulary import fold

SECTION_NOTES = {
    "purpose": "What the job is for. Under these headings sentences become the purpose, list items become duties.",
    "duties": "What is done in it.",
    "position": "Its place in the organisation.",
    "structure": "Headings that only divide. Text right under one of them stands in the section of that heading.",
}


def fields(family: Family) -> list[DraftRule]:
    named = all("name" in {key for _, key in one.labels} for one in family.all)
    note = "Standard names that every document has a value for; where one is missing, a finding says so."
    rules = [DraftRule("heading", heading_pattern([family.header]))] if family.header else []
    return [*rules, DraftRule("required", ["name"] if named else [], (note,))]


def labels(family: Family) -> list[DraftRule]:
    keys = {fold(label): key for one in family.all for label, key in one.labels}
    found = counted(label for one in family.all for label in dict(one.labels))
    by_key: dict[str, list[str]] = {}
    for label, _ in found:
        if key := keys[fold(label)]:
            by_key.setdefault(key, []).append(label)
    unknown = [label for label, count in found if keys[fold(label)] is None and is_usual(count, family.all)]
    notes = ["Labels as they are printed, by the standard name of what stands beside them."]
    if unknown:
        notes.append(
            f"CHECK: no standard name is known for {quoted(unknown)}. Add a label to name, department, service, "
            "grade, career or organisation, or leave it: it is read all the same, under its own name only."
        )
    if len(by_key.get("name", ())) > 1:
        notes.append("CHECK: more than one label gives the name; the first one in a document counts.")
    return [DraftRule("", "", tuple(notes)), *(DraftRule(key, labels) for key, labels in by_key.items())]


def sections(family: Family) -> list[DraftRule]:
    found: dict[str, list[SeenHeading]] = {}
    for heading in family.headings:
        if heading is not family.over_competencies:
            found.setdefault(heading.section or "structure", []).append(heading)
    rules = [
        DraftRule(key, [heading.pattern for heading in found[key]], _section_notes(family, key, found[key]))
        for key in (*section_keys(), "structure")
        if key in found
    ]
    everywhere = [h for h in found.get("purpose", []) if len(h.documents) == len(family.all)]
    some = any(one.competencies for one in family.all)
    required = [*(["purpose"] if everywhere else []), *(["competencies"] if some else [])]
    return [*rules, DraftRule("required", required, ("Where one of these is missing, a finding says so.",))]


def _section_notes(family: Family, key: str, headings: Sequence[SeenHeading]) -> tuple[str, ...]:
    notes = [SECTION_NOTES[key]]
    if key == "structure" and any(heading.follows for heading in headings):
        where = ", ".join(section_keys())
        notes.append(f"CHECK: what stands under these? Move a heading to {where}, if it is that:")
        notes += [f"  {heading.printed[0]}: {examples(heading.follows)}" for heading in headings if heading.follows]
    for heading in headings:
        without = [one.name for one in family.all if one.name not in heading.documents]
        notes += [f"{quoted(heading.printed[:1])} is not in {few(without)}."] if without else []
    return tuple(notes)


def agreements(family: Family) -> list[DraftRule]:
    series = next((each for each in family.series if each.holds_items and not each.holds_competencies), None)
    if series is None:
        return []
    rules = [
        DraftRule("title", series.pattern, (f"Numbered headings over tasks. Printed: {examples(series.titles)}.",))
    ]
    lead = common_beginning(series.leads) if len(series.leads) > 1 else ""
    if lead:
        whole = len({fold(text) for text in series.leads}) == 1
        pattern = rf"^{literal(lead.rstrip(' :'))}\s*:?$" if whole else rf"^{beginning_pattern(lead)}.*:$"
        rules.append(DraftRule("lead", Regex(pattern), ("The fixed sentence before the tasks.",)))
    return rules
