"""Lists under the heading of competencies of which every line ends in its level, with no more than a space before it.

    1. Luisteren 2            • Luisteren (2)
    2. Plannen 3              • Plannen (3)
    3. Leiden 2               • Leiden (2)

A number behind a name may be part of it ("Windows 10"), the page of a contents, or a place in an order of importance.
So every line of the list has one, of one sort; they do not rise from line to line, and are no 1 to n of n lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.matching.document import DocumentContext
from extractor.matching.levels.behind_names import FoundLevel, words_of
from extractor.matching.levels.labels import ROMAN, TICK_LETTERS, Label, LabelKind, text_to_label
from extractor.matching.levels.standing import Standing, Standings
from extractor.matching.vocabulary import fold, words
from extractor.shaping.lines import Line, canonical

LEAST_LINES = 3
"""Two names can both have a number for a reason of their own."""
NEAR = 2.2
"""Lines of one list are at most this many sizes apart."""
LONGEST_NAME = 60

_ENDED = regex.compile(r"^(?P<name>\p{L}[^\d]*?)\s*(?:\((?P<inner>[^()]{1,30})\)|(?<=\s)(?P<digit>\d))$")


def ended_lists(lines: Sequence[Line], document: DocumentContext, standings: Standings) -> dict[int, FoundLevel]:
    """By the place of its line what each line of such a list says."""
    found: dict[int, FoundLevel] = {}
    for places in _lists(lines, standings):
        read = [_line_to_level(lines[i]) for i in places]
        sure = [one for one in read if one is not None]
        if len(sure) == len(places) >= LEAST_LINES and _are_levels(sure):
            found |= dict(zip(places, sure, strict=True))
    return {} if found and says_what_numbers_are(document) else found


def says_what_numbers_are(document: DocumentContext) -> bool:
    """Does a line say that the numbers are something else than levels: "Het cijfer geeft de jaren ervaring aan"?"""
    levels = words().levels
    level_words = {*levels.prefixes, *levels.headed, *levels.required, *levels.aspects}
    spoken = (set(regex.findall(r"\p{L}+", fold(line.text))) for page in document.pages for line in page.lines)
    return any(text & levels.numbers and not text & level_words for text in spoken)


def _lists(lines: Sequence[Line], standings: Standings) -> Iterator[list[int]]:
    """Lines of competencies that go on in the same letters, near each other, all with a bullet or all without."""
    places: list[int] = []
    for i, line in enumerate(lines):
        if standings.at(line.page, line.box) is not Standing.COMPETENCIES:
            continue
        if places and not (places[-1] == i - 1 and _goes_on(lines[i - 1], line)):
            yield places
            places = []
        places.append(i)
    if places:
        yield places


def _goes_on(above: Line, line: Line) -> bool:
    near = line.page == above.page and 0 < line.baseline - above.baseline < NEAR * line.size
    return near and line.same_style(above) and (line.bullet is None) == (above.bullet is None)


def _line_to_level(line: Line) -> FoundLevel | None:
    match = _ENDED.match(line.text)
    if match is None or line.marks:
        return None
    name = match["name"].rstrip(" :-–—")
    label = text_to_label(match["inner"] or match["digit"])
    if not isinstance(label, Label) or label.core in TICK_LETTERS or len(name) > LONGEST_NAME:
        return None
    name_words = words_of(line, 0, len(name))
    level_words = tuple(word for word in line.words if word not in name_words)
    return FoundLevel(canonical(name), tuple(name_words), level_words, label) if level_words else None


def _are_levels(found: Sequence[FoundLevel]) -> bool:
    labels = [one.label for one in found if isinstance(one.label, Label)]
    kinds = {label.kind for label in labels} - {LabelKind.ZERO}
    different = len({fold(one.name) for one in found}) == len(found)
    return len(kinds) == 1 and different and not is_numbering(labels)


def is_numbering(labels: Sequence[Label]) -> bool:
    """Do they count the lines: rising from each to the next, or 1 to n in another order? So do letters of notes."""
    counted = [place_of(label) for label in labels]
    places = [place for place in counted if place is not None]
    if len(places) < len(counted) or len(places) <= 1:
        return False
    return all(a < b for a, b in pairwise(places)) or sorted(places) == list(range(1, len(places) + 1))


def place_of(label: Label) -> int | None:
    """The number that it is, or stands for as a numeral or a letter; None where it is a word."""
    if label.core.isdecimal():
        return int(label.core)
    if label.kind is LabelKind.ROMAN:
        return ROMAN[label.core]
    return ord(label.core) - ord("a") + 1 if label.kind is LabelKind.LETTER and len(label.core) == 1 else None
