"""What ends a job description: the clause that extends the tasks, and who approved it."""

from __future__ import annotations

from itertools import takewhile

import regex

from extractor.authoring.draft_rule import DraftRule
from extractor.authoring.family import Family
from extractor.authoring.header_rules import agreements
from extractor.authoring.headings import (
    competency_places,
    is_usual,
)
from extractor.authoring.patterns import (
    Regex,
    beginning_pattern,
    common_beginning,
    literal,
)
from extractor.authoring.wording import counted, examples, quoted

LABELLED = regex.compile(r"^(\p{L}[\p{L} ]{6,40}):\s+\p{L}.{30,}")
"""A sentence behind a label of its own."""


def extension(family: Family) -> list[DraftRule]:
    found: list[str] = []
    for one in family.all:
        matches = [
            LABELLED.match(part.text)
            for part in one.parts[: competency_places(one)[0]]
            if not part.item and part.claim not in ("field", "title") and not any(s.is_one(part) for s in family.series)
        ]
        found += dict.fromkeys(match[1] for match in matches if match)
    usual = [label for label, count in counted(found) if is_usual(count, family.all)]
    if not usual or len(family.all) == 1:
        return []
    after_tasks = bool(agreements(family))
    what = "is taken for the clause that extends the tasks" if after_tasks else "may be a clause that extends the tasks"
    note = f"CHECK: most documents have a sentence after {quoted(usual[:1])}, which {what}."
    return [DraftRule("extension", Regex(rf"^{literal(usual[0])}\s*:\s*(?<text>.*)$"), (note,), off=not after_tasks)]


def approval(family: Family) -> list[DraftRule]:
    found = [one.approval for one in family.all if one.approval]
    if found:
        note = f"Who approved it, and when. Printed: {examples([text for text, _, _ in found])}."
        patterns = list(dict.fromkeys(_approval_pattern(*approval) for approval in found))
        return [DraftRule("approval", patterns, (note,))]
    last = [one.parts[-1].text for one in family.all if one.parts and one.parts[-1].claim is None]
    if not is_usual(len(last), family.all) or not common_beginning(last):
        return []
    note = (
        f"CHECK: the documents end with {examples(last)}. If that says who approved them and when, put the groups "
        "(?<authority>.+?) and (?<date>.+?) in their places and take the # away."
    )
    fixed = " ".join(takewhile(lambda word: not any(c.isdecimal() for c in word), common_beginning(last).split()))
    return [DraftRule("approval", Regex(f"^{beginning_pattern(fixed or last[0])}"), (note,), off=True)]


def _approval_pattern(text: str, authority: str | None, date: str | None) -> Regex:
    """The printed line with groups in the places of what was told."""
    pattern = literal(text.rstrip(" ."))
    for name, value in (("authority", authority), ("date", date)):
        if value:
            pattern = pattern.replace(literal(value), rf"(?<{name}>\S.*?)", 1)
    return Regex(rf"^{pattern}\.?$")
