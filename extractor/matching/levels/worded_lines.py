"""Lines that end in the name of a level, where all of them are steps of one list that is printed or known.

• Stock control – Proficient          Weaving: expert          Dyeing (basic)
• Data entry – Beginner
Scale: Beginner, Competent, Proficient, Expert
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

import regex

from extractor.findings import phrase
from extractor.matching.document import DocumentContext
from extractor.matching.levels.behind_names import LEADERS, LONGEST_NAME, FoundLevel, words_of
from extractor.matching.levels.labels import Label, LabelKind, NoLabel
from extractor.matching.levels.standing import Standing, Standings
from extractor.matching.vocabulary import fold, words
from extractor.shaping.lines import Line, canonical, line_to_segments

LEAST_LINES, LEAST_STEPS = 2, 3
LONGEST_STEP = 30
_ENDED = regex.compile(
    rf"^(?P<name>.*\p{{L}}.*?)(?::\s+|\s+[–—-]\s+|\s*(?:{LEADERS.pattern})\s*|\s+(?P<open>\())"
    rf"(?P<step>\p{{L}}[\p{{L}} -]{{0,{LONGEST_STEP}}})(?(open)\))\.?$"
)
_LISTED = regex.compile(r"\s*[,;/|<→]\s*|\s+(?:-|–|—)\s+")


def worded_lines(lines: Sequence[Line], document: DocumentContext, standings: Standings) -> dict[int, FoundLevel]:
    """Those among `lines` under the heading of competencies that are of the list that more than half of them are of."""
    found = {
        i: one
        for i, line in enumerate(lines)
        if standings.at(line.page, line.box) is Standing.COMPETENCIES and (one := _ended(line)) is not None
    }
    if len(found) < LEAST_LINES:
        return {}
    known = max(_lists(document), key=lambda known: sum(fold(one.label.text) in known for one in found.values()))
    steps = {i: one for i, one in found.items() if fold(one.label.text) in known}
    if len(steps) < LEAST_LINES or 2 * len(steps) <= len(found):
        return {}
    return {i: one if i in steps else _doubted(one) for i, one in found.items() if i in steps or _speaks(one, known)}


def _speaks(one: FoundLevel, known: Set[str]) -> bool:
    """Does the line say more than one step, or a step among other words: "basis of gevorderd", "now basic"?"""
    return any(regex.search(rf"\b{regex.escape(step)}\b", fold(one.label.text)) for step in known)


def _doubted(one: FoundLevel) -> FoundLevel:
    return replace(one, label=NoLabel(one.label.text, phrase("no-single-level", text=one.label.text)))


def _ended(line: Line) -> FoundLevel | None:
    """The name of a line and the short text behind the sign or the white at its end."""
    segments = line_to_segments(line)
    match = _ENDED.match(line.text)
    if match is not None:
        name, step = match["name"].rstrip(" :"), match["step"].strip()
    elif len(segments) == LEAST_LINES:
        name, step = segments[0].text.rstrip(" :"), segments[1].text
    else:
        return None
    if len(name) > LONGEST_NAME or len(step) > LONGEST_STEP or not any(c.isalpha() for c in name):
        return None
    name_words = words_of(line, 0, len(name))
    behind = tuple(word for word in line.words if word not in name_words)
    label = Label(canonical(step), fold(step), LabelKind.NAME)
    return FoundLevel(canonical(name), tuple(name_words), behind, label) if behind else None


def _lists(document: DocumentContext) -> Iterator[Set[str]]:
    """The lists of levels' names that everybody knows, and those that lines of the document say are levels."""
    levels = words().levels
    yield from map(set, (*levels.scales, *levels.ordered))
    for line in (line for page in document.pages for line in page.lines):
        head, _, tail = line.text.partition(":")
        steps = {fold(step) for step in _LISTED.split(tail.strip(" .()"))}
        if len(steps) >= LEAST_STEPS and levels.listing.intersection(fold(head).split()):
            yield steps
