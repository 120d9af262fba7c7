"""How a family gives its levels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.authoring.asking import (
    asked_heading,
    asked_levels,
    asked_lines,
    asked_notes,
)
from extractor.authoring.draft_rule import DraftRule
from extractor.authoring.family import Family
from extractor.authoring.headings import (
    competency_places,
    is_usual,
)
from extractor.authoring.observing import Observed
from extractor.authoring.patterns import (
    Regex,
    literal,
)
from extractor.authoring.wording import counted, examples, few, listing
from extractor.matching.generic import generic_module
from extractor.matching.levels.labels import is_zero, label_core

WAYS = (
    "How a level is given. rows: a row for each level. columns: a column for each level. choices: the levels in a line "
    "or a list. worded: the level is printed beside the name. styled: the level that is meant looks different."
)


def competencies(family: Family) -> list[DraftRule]:
    rules = [_strategies(family)]
    if family.over_competencies is not None:
        rules.append(DraftRule("heading", family.over_competencies.pattern, ("The heading over all competencies.",)))
    blocks = next((each for each in family.series if each.holds_competencies), None)
    if blocks is not None:
        note = f"Headings over parts of them. Printed: {examples(blocks.titles)}."
        rules.append(DraftRule("block", blocks.pattern, (note,)))
    if head := _head_of_the_levels(family):
        note = "What stands over the levels in the head of each table."
        rules.append(DraftRule("header", Regex(f"^{literal(head)}"), (note,)))
    rules += asked_notes(family.all)
    if family.unread:
        rules += [] if family.over_competencies else asked_heading(family.all, family.headings)
        rules += asked_lines(family.all)
    return rules


def _strategies(family: Family) -> DraftRule:
    """The one way, where all documents agree; else every way, for the next one may have yet another."""
    seen = counted(" and ".join(one.strategies) for one in family.all if one.strategies)
    without = [one.name for one in family.all if not one.strategies]
    notes = [WAYS]
    if without:
        notes.append(f"CHECK: no level was read in {few(without)}. See `jobdesc explain` and `jobdesc marks`.")
    if len(seen) == 1 and not without:
        return DraftRule("strategies", family.all[0].strategies, tuple(notes))
    if len(seen) > 1:
        notes.append(f"CHECK: the documents differ ({listing(seen)}), so every way is tried, in this order.")
    every = generic_module().competencies.strategies
    if not seen and not any(one.seen.marks for one in family.all):
        notes.append("Nothing is ticked in them, so no row for each level is looked for.")
        every = tuple(name for name in every if name != "rows")
    return DraftRule("strategies", every, tuple(notes))


def _head_of_the_levels(family: Family) -> str | None:
    """The text that heads most tables of levels in most documents."""
    heads: list[str] = []
    for one in family.all:
        if "rows" in one.strategies:
            upto = one.parts[: competency_places(one)[1]]
            counts = Counter(part.text for part in upto if part.in_table and part.may_head)
            heads += [text for text, count in counts.items() if count == max(counts.values()) > 1]
    found = counted(heads)
    return found[0][0] if found and is_usual(found[0][1], family.all) else None


def scale(family: Family) -> list[DraftRule]:
    """Only where every document prints all levels, and the same ones; else each document's own is read off it."""
    seen = [one for one in family.all if one.scales]
    whole = [one for one in seen if one.complete]
    if not seen:
        note = "CHECK: which levels are there, from low to high, as they are printed? Then take the # away, twice."
        return [DraftRule("labels", asked_levels(family.all) or ["low", "higher"], (note,), off=True)]
    if len({tuple(map(label_core, one.scales[0])) for one in whole}) != 1 or len(whole) < len(family.all):
        return [_no_fixed_scale(seen)]
    labels = whole[0].scales[0]
    rules = [DraftRule("labels", labels, ("CHECK: from low to high, as they are printed.",))]
    if not all(label.isdecimal() for label in labels):
        zero = is_zero(label_core(labels[0]))
        rules.append(DraftRule("first", 0 if zero else 1, ("The number of the lowest one in the output.",)))
    return rules


def _no_fixed_scale(seen: Sequence[Observed]) -> DraftRule:
    """What the documents print, for a person who knows that there is one scale for all of them."""
    shown = listing(counted(_scale_text(one) for one in seen))
    notes = (
        f"No fixed scale: it is read off each document. Printed: {shown}.",
        "CHECK: is there one scale for all? Then write its levels from low to high, and take the # away.",
    )
    labels = max((one.scales[0] for one in seen), key=len)
    if len(labels) <= 1:
        labels = tuple(dict.fromkeys(label for one in seen for scale in one.scales for label in scale))
    return DraftRule("labels", labels if len(labels) > 1 else ["low", "higher"], notes, off=True)


def _scale_text(one: Observed) -> str:
    labels = one.scales[0] if one.complete else sorted({label for scale in one.scales for label in scale})
    return " ".join(labels) if all(len(label) < 3 for label in labels) else ", ".join(labels)
