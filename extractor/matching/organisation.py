"""Which organisation a job description is of, as its running lines, its letterhead or its title say.

A name is taken only for what it says itself: it fits a pattern of the rule module, or it begins or ends with a word for
a kind of organisation that the vocabulary knows. Anything else is no name, however much it looks like one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.matching.printed_names import PrintedNames, evened
from extractor.matching.rule_patterns import Patterns
from extractor.matching.title_names import title_names
from extractor.matching.vocabulary import APOSTROPHES, words, words_to_pattern
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, line_to_segments

BETWEEN = " -–—|·•,"
"""Around a name where it shares a line with something else."""
PARTS = regex.compile(r"\s+[-–—|·•/]\s+|\s*[|·•]\s*")
GAP = regex.compile(r"\s+")
REMARK = regex.compile(r"\s*\([^()]*\)\s*$")
"""Behind a name: "Ypsilon AG (Frankfurt)"."""
LEAST_WORDS = 2
"""A kind of organisation and its name."""
MOST_WORDS = 8
"""A name of more words than this is a sentence."""


@dataclass(frozen=True)
class OrganisationFound:
    """`words` are those of a line or segment that is the name and nothing else; empty where it says more."""

    name: str
    words: tuple[Word, ...]


def lines_to_organisation(lines: Iterable[Line], patterns: Patterns) -> OrganisationFound | None:
    """The first that one of a rule module's patterns fits, in a line cut at tabs; None where no line says it."""
    for line in lines:
        for segment in line_to_segments(line):
            for pattern in patterns:
                match = pattern.search(segment.text)
                if match is not None:
                    return _found(match["organisation"].strip(BETWEEN), segment)
    return None


def lines_to_named_organisation(lines: Iterable[Line]) -> OrganisationFound | None:
    """The first line, or part of one, that is the name of an organisation by the words all job descriptions share."""
    for line in lines:
        for segment in (*line_to_segments(line), line):
            for part in _parts(segment.text):
                if is_organisation(part):
                    return _found(part, segment)
    return None


def is_organisation(text: str) -> bool:
    """Is the whole text the name of an organisation?"""
    if not LEAST_WORDS <= len(text.split()) <= MOST_WORDS or text.endswith((";", "?", "!")) or ":" in text:
        return False
    begins, ends = _kinds()
    even = evened(text)
    first, last = tuple(name for name, _ in begins.beginning(even)), tuple(name for name, _ in ends.ending(even))
    return text[0].isupper() and bool(first or last) and _name(first, last).search(text) is not None


@lru_cache(maxsize=1)
def _kinds() -> tuple[PrintedNames, PrintedNames]:
    organisation = words().organisation
    return PrintedNames(organisation.begins), PrintedNames(organisation.ends)


def _parts(text: str) -> Iterator[str]:
    """What stands between separators, and before the title of the document; a remark behind it is no part of it."""
    for piece in PARTS.split(text):
        for part in _before_titles(piece):
            yield part.strip(BETWEEN)
            yield REMARK.sub("", part).strip(BETWEEN)


def _found(name: str, segment: Line) -> OrganisationFound:
    alone = segment.text.strip(BETWEEN) == name
    return OrganisationFound(name, segment.all_words if alone else ())


def _before_titles(text: str) -> Iterator[str]:
    """The text, cut before each title in it."""
    start = 0
    for gap in GAP.finditer(text):
        if next(title_names().first_words(evened(text[gap.end() :])), None) is not None:
            yield text[start : gap.start()]
            start = gap.end()
    yield text[start:]


@lru_cache(maxsize=256)
def _name(begins: tuple[str, ...], ends: tuple[str, ...]) -> regex.Pattern[str]:
    """A kind and a name in capitals near it: "SPF Espace public", "Bureau of Inland Ports", "Northmere Council".

    Of all kinds there are hundreds: those that a text begins and ends with.
    """
    capital = rf"(?:[{APOSTROPHES}]\p{{L}}[\s-])?(?-i:\p{{Lu}})[\p{{L}}\p{{M}}{APOSTROPHES}.\-]*"
    joined = words_to_pattern(words().sections.joined)
    short = r"\p{L}{1,4}|[&\p{P}]+"
    names = [
        rf"(?:{words_to_pattern([kind])})(?:\s+|(?<=[{APOSTROPHES}]))(?!(?:{joined})\s)"
        rf"(?:\p{{Ll}}+[{APOSTROPHES}]?\s*){{0,3}}{capital}[^,;]*"
        for kind in begins
    ]
    names += [
        rf"{capital}(?:\s+(?:{capital}|{short})){{0,5}}\s+(?=(?-i:\p{{Lu}})|\p{{L}}{{1,4}}$)(?:{words_to_pattern([kind])})"
        for kind in ends
    ]
    return regex.compile(rf"^(?:{'|'.join(names)})$", regex.IGNORECASE | regex.VERSION1)
