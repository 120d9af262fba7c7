"""What a draft asks where the documents do not say it: how levels are given, in which column, on which scale."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.authoring.draft_rule import DraftRule
from extractor.authoring.headings import SeenHeading
from extractor.authoring.observing import Observed
from extractor.authoring.seen_labels import seen_labels
from extractor.authoring.seen_tables import heads
from extractor.authoring.shapes import LevelShape, shapes
from extractor.authoring.wording import counted, quoted

MOST = 3
"""So many guesses are shown."""
ASKED = (
    "CHECK: no level was read. Does a line give one? Write it as it is printed, with {name} and {level}, and {any} for "
    "what nobody needs; between cells of a table stands |. Without {name} it is the line under the name."
)
EACH = "Or is each of them a function of its own, with a job description each? Then take the # away here instead."
TAKE = "Take the # away, here and before the name in brackets above."


def _shapes(observed: Sequence[Observed]) -> list[LevelShape]:
    return shapes(tuple(one.seen for one in observed))


def asks_for_levels(observed: Sequence[Observed]) -> bool:
    """Is nothing read, or does a pattern give more levels than were read?"""
    decided = sum(one.decided for one in observed)
    undecided = any(one.aspects for one in observed)
    guessed = sum(shape.count for shape in _shapes(observed)[:1])
    return not undecided and (decided == 0 or guessed > decided)


def gives_level(text: str, observed: Sequence[Observed]) -> bool:
    """Does the likeliest pattern fit the text?"""
    return any(shape.pattern.match(text) for shape in _shapes(observed)[:1])


def asked_heading(observed: Sequence[Observed], headings: Sequence[SeenHeading]) -> list[DraftRule]:
    """Whether the heading right above the lines that may give levels is the one over all competencies."""
    found = _shapes(observed)[:1]
    over = [h for h in headings if any(shape.pattern.match(text) for shape in found for text in h.follows)]
    under_names = any("{name" not in shape.plain and not shape.heads for shape in found)
    if under_names or (not over and heads([one.seen for one in observed])):
        over = [heading for heading in headings if not heading.follows][-1:]
    note = "CHECK: is this the heading over all competencies?"
    return [DraftRule("heading", heading.pattern, (note,), off=True) for heading in over[:1]]


def asked_notes(observed: Sequence[Observed]) -> list[DraftRule]:
    signs = sorted({sign for one in observed for sign in one.seen.note_signs})
    note = "CHECK: do these signs behind a name or a level only point to a note?"
    return [DraftRule("footnotes", signs, (note,))] if signs else []


def asked_lines(observed: Sequence[Observed]) -> list[DraftRule]:
    """How a line gives a level, and whether a heading does for what is listed below it."""
    found = _shapes(observed)
    marks = sum(one.seen.marks for one in observed)
    lines = [shape for shape in found if not shape.heads]
    notes = [ASKED]
    notes += [_seen(shape) for shape in lines[:MOST]]
    notes += [f"Seen: {marks} ticks or boxes. `jobdesc marks` lists them."] if marks else []
    rules = [DraftRule("worded", lines[0].plain if lines else "{name}: {level}", tuple(notes), off=True)]
    over = [shape for shape in found if shape.heads]
    if over:
        note = "CHECK: does a heading give the level of all that is listed below it?"
        rules.append(
            DraftRule("level_heading", over[0].plain, (note, *(_seen(shape) for shape in over[:MOST])), off=True)
        )
    return rules


def _seen(shape: LevelShape) -> str:
    return f'Seen {shape.count} times: "{shape.plain}", as in {quoted([shape.example])}.'


def asked_columns(observed: Sequence[Observed]) -> list[DraftRule]:
    """Which column of a table is which, by the heads that were seen."""
    found = heads([one.seen for one in observed])
    if not found:
        return []
    first = found[0]
    seen = "; ".join(" | ".join(head.texts) for head in found[:MOST])
    note = f"CHECK: is one of these a table of competencies? Its head: {seen}. {TAKE}"
    texts, level, also = first.texts, first.texts[first.level], [first.texts[i] for i in first.also]
    wordy = [texts[i] for i in first.wordy]
    coded = [texts[i] for i in first.coded if texts[i] not in wordy]
    known = (*wordy, *also, *coded)
    others = [text for i, text in enumerate(texts) if text not in known and i not in (first.name, first.level)]
    rules = [DraftRule("name", [texts[first.name]], (note, "Which column is the name?"), off=True)]
    rules += _asked_level_columns(level, also)
    rules += _asked_where_seen("description", wordy, "Which ones say more of the competency?")
    rules += _asked_where_seen("code", coded, "Which ones give a code or a number?")
    rules += _asked_where_seen("other", others, "Which ones give no level at all?")
    return rules


def _asked_level_columns(level: str, also: Sequence[str]) -> list[DraftRule]:
    if not also:
        return [DraftRule("level", [level], ("Which one gives the level?",), off=True)]
    return [
        DraftRule("required", [level], ("Several give a level. Which one is required?",), off=True),
        DraftRule("aspects", list(also), ("Which ones give another level: on entry, today?",), off=True),
        DraftRule("functions", [*also, level], (EACH,), off=True),
    ]


def _asked_where_seen(key: str, texts: Sequence[str], question: str) -> list[DraftRule]:
    return [DraftRule(key, list(texts), (question,), off=True)] if texts else []


def asked_labels(observed: Sequence[Observed]) -> list[DraftRule]:
    """Which labels stand before a name and before its level, where they come again for each competency."""
    found = seen_labels([one.seen for one in observed])
    if found is None:
        return []
    note = f"CHECK: has each competency its own labels, such as these? {TAKE}"
    rules = [
        DraftRule("name", [found.name], (note, "What stands before its name?"), off=True),
        DraftRule("level", [found.level], ("What stands before its level?",), off=True),
    ]
    if found.description:
        note = "What stands before a text that says more of it?"
        rules.append(DraftRule("description", list(found.description), (note,), off=True))
    return rules


def asked_aspects(observed: Sequence[Observed]) -> list[DraftRule]:
    """Where a competency has a level in several columns: which is required, or is each a function of its own?"""
    found = [name for name, _ in counted(name for one in observed for name in one.aspects)]
    if not found:
        return []
    note = f"CHECK: several columns give a level: {quoted(found)}. Which one is required? {TAKE}"
    return [
        DraftRule("required", found[-1:], (note,), off=True),
        DraftRule("functions", found, (EACH,), off=True),
    ]


def asked_levels(observed: Sequence[Observed]) -> list[str]:
    """The levels of the likeliest guess."""
    columns = [head.levels for head in heads([one.seen for one in observed])]
    labelled = seen_labels([one.seen for one in observed])
    guesses = [*columns, *([labelled.levels] if labelled else []), *(shape.levels for shape in _shapes(observed))]
    return list(guesses[0]) if guesses else []
