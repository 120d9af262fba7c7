"""The headings that most documents of a family have: plain ones, and those with a word and a number that goes up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

import regex

from extractor.authoring.observing import COMPETENCY, Observed, ObservedPart
from extractor.authoring.patterns import NUMBERING, Regex, heading_pattern, literal, same
from extractor.authoring.wording import counted
from extractor.matching.generic import generic_module
from extractor.matching.rule_patterns import Headings
from extractor.matching.rulefile import SectionRules
from extractor.matching.vocabulary import fold, words

SERIES = regex.compile(r"^(?P<word>\p{L}[\p{L}’' -]{2,40}?)\s*(?P<number>\d{1,2})\s*[:.–‒−-]?\s*(?P<title>\p{L}.*)$")
"""Such as "Taakafspraak 2: …" or "BLOK 1. …"."""


@dataclass(frozen=True)
class SeenHeading:
    """`printed` are its spellings, the usual one first. `before`: it stands before the first competency.

    `follows` is the text right under it in each document that has some; `documents` are the names of those with it.
    """

    printed: tuple[str, ...]
    documents: tuple[str, ...]
    before: bool
    place: float
    follows: tuple[str, ...]

    @property
    def pattern(self) -> Regex:
        return heading_pattern(self.printed)

    @property
    def section(self) -> str | None:
        """Which section it opens, by the words that the generic module knows; None where they say nothing."""
        spellings = [spelling for text in self.printed for spelling in (text, text.replace("’", "'"))]
        for key in section_keys():
            patterns: Headings = getattr(generic_module().sections, key)
            if any(pattern.search(spelling) for spelling in spellings for pattern in patterns):
                return key
        return None


@dataclass(frozen=True)
class Series:
    """Numbered headings with one word, over competencies or over list items.

    `leads` are the lines right under them that end in a colon.
    """

    word: str
    titles: tuple[str, ...]
    holds_competencies: bool
    holds_items: bool
    leads: tuple[str, ...]

    @property
    def pattern(self) -> Regex:
        return Regex(rf"^{literal(self.word)}\s*(?<number>\d+)\s*[:.–‒−-]?\s*(?<title>.*)$")

    def is_one(self, part: ObservedPart) -> bool:
        match = SERIES.match(part.text)
        return match is not None and fold(match["word"]) == fold(self.word)


def section_keys() -> tuple[str, ...]:
    """The sections that the generic module has words for."""
    return tuple(key for key in SectionRules.model_fields if key not in ("structure", "required"))


def competency_places(one: Observed) -> tuple[int, int]:
    """Where the first and the last competency stand among the parts; behind all where there is none."""
    places = [i for i, part in enumerate(one.parts) if part.claim == COMPETENCY]
    return (places[0], places[-1]) if places else (len(one.parts), len(one.parts))


def usual_headings(observed: Sequence[Observed], series: Sequence[Series]) -> list[SeenHeading]:
    """Headings outside the competencies that stand once in a document, and in most of the documents, in their order."""
    places: dict[str, list[tuple[Observed, int]]] = {}
    for one in observed:
        for i in _single_headings(one):
            if not any(each.is_one(one.parts[i]) for each in series):
                places.setdefault(same(one.parts[i].text), []).append((one, i))
    return sorted(
        (_heading(where, series) for where in places.values() if is_usual(len(where), observed)), key=lambda h: h.place
    )


def _single_headings(one: Observed) -> Iterator[int]:
    """Where its headings stand that come once, neither among the competencies nor above the header."""
    counts = Counter(same(part.text) for part in one.parts if part.may_head)
    first, last = competency_places(one)
    header = next((i for i, part in enumerate(one.parts) if part.claim == "field"), 0)
    for i, part in enumerate(one.parts):
        above_the_header = part.claim is None and i < header and not NUMBERING.match(part.text)
        if part.may_head and counts[same(part.text)] == 1 and not (first <= i <= last or above_the_header):
            yield i


def is_usual(count: int, observed: Sequence[Observed]) -> bool:
    """Most of them, all of two."""
    return count > len(observed) / 2


def heading_over_competencies(headings: Sequence[SeenHeading]) -> SeenHeading | None:
    """Of the headings together just before the competencies the first one that speaks of them, or the last."""
    before = [heading for heading in headings if heading.before]
    together = list(takewhile(lambda heading: not heading.follows, reversed(before)))[::-1]
    speaking = [h for h in together if any(p.search(h.printed[0]) for p in generic_module().competencies.heading)]
    return next(iter(speaking), together[-1] if together else None)


def numbered_headings(observed: Sequence[Observed]) -> list[Series]:
    by_word: dict[str, list[tuple[Observed, list[int]]]] = {}
    for one in observed:
        for word, places in _numbered_from_one(one).items():
            by_word.setdefault(word, []).append((one, places))
    return [
        _series(where)
        for where in by_word.values()
        if sum(len(places) for _, places in where) > 1 and is_usual(len(where), observed)
    ]


def _heading(where: Sequence[tuple[Observed, int]], series: Sequence[Series]) -> SeenHeading:
    before = sum(i < competency_places(one)[0] for one, i in where)
    follows = (_text_under(one.parts, i, series) for one, i in where)
    return SeenHeading(
        printed=tuple(text for text, _ in counted(one.parts[i].text for one, i in where)),
        documents=tuple(one.name for one, _ in where),
        before=before > len(where) / 2,
        place=sum(i / len(one.parts) for one, i in where) / len(where),
        follows=tuple(text for text in follows if text),
    )


def _text_under(parts: Sequence[ObservedPart], i: int, series: Sequence[Series]) -> str | None:
    """The text right under a heading, if it is no other heading, no table, no header and no competency."""
    following = parts[i + 1] if i + 1 < len(parts) else None
    if following is None or following.may_head or following.in_table or following.claim in (COMPETENCY, "field"):
        return None
    return None if any(each.is_one(following) for each in series) else following.text


def _numbered_from_one(one: Observed) -> dict[str, list[int]]:
    """Where headings stand that begin with one word and are numbered from 1 up."""
    found: dict[str, list[tuple[int, int]]] = {}
    for i, part in enumerate(one.parts):
        match = SERIES.match(part.text) if not part.item and part.claim not in (COMPETENCY, "field") else None
        if match is not None and fold(match["word"]) not in words().levels.prefixes:
            found.setdefault(fold(match["word"]), []).append((int(match["number"]), i))
    return {
        word: [i for _, i in numbered]
        for word, numbered in found.items()
        if [number for number, _ in numbered] == list(range(1, len(numbered) + 1))
    }


def _series(where: Sequence[tuple[Observed, list[int]]]) -> Series:
    titles, first, leads = [], [], []
    for one, places in where:
        for place, following in zip(places, [*places[1:], len(one.parts)], strict=True):
            inside = one.parts[place + 1 : following]
            titles.append(one.parts[place].text)
            first += [part for part in inside if part.item or part.claim == COMPETENCY][:1]
            leads += [part.text for part in inside[:1] if not part.item and part.text.endswith(":")]
    match = SERIES.match(titles[0])
    assert match is not None
    return Series(
        word=match["word"],
        titles=tuple(titles),
        holds_competencies=sum(part.claim == COMPETENCY for part in first) > len(first) / 2,
        holds_items=sum(part.item for part in first) > len(first) / 2,
        leads=tuple(leads),
    )
