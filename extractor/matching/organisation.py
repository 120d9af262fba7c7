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
    return text[0].isupper() and _has_kind(evened(text)) and _name().search(text) is not None


def _has_kind(text: str) -> bool:
    """Does the text, evened, begin or end with a kind of organisation?"""
    begins, ends = _kinds()
    return next(begins.beginning(text), None) is not None or next(ends.ending(text), None) is not None


@lru_cache(maxsize=1)
def _kinds() -> tuple[PrintedNames, PrintedNames]:
    organisation = words().organisation
    return PrintedNames(organisation.begins), PrintedNames(organisation.ends)


def _parts(text: str) -> Iterator[str]:
    """What stands between separators, and before the title of the document; a remark behind it is no part of it."""
    for piece in PARTS.split(text):
        titled = title_names().are_in(evened(piece))
        for part in _before_title().split(piece) if titled else (piece,):
            yield part.strip(BETWEEN)
            yield REMARK.sub("", part).strip(BETWEEN)


def _found(name: str, segment: Line) -> OrganisationFound:
    alone = segment.text.strip(BETWEEN) == name
    return OrganisationFound(name, segment.all_words if alone else ())


@lru_cache(maxsize=1)
def _before_title() -> regex.Pattern[str]:
    titles = words_to_pattern(words().documents.titles)
    return regex.compile(rf"\s+(?=(?:{titles})\b)", regex.IGNORECASE | regex.VERSION1)


@lru_cache(maxsize=1)
def _name() -> regex.Pattern[str]:
    """A kind and a name in capitals near it: "SPF Espace public", "Bureau of Inland Ports", "Northmere Council"."""
    organisation = words().organisation
    begins, ends = words_to_pattern(organisation.begins), words_to_pattern(organisation.ends)
    capital = rf"(?:[{APOSTROPHES}]\p{{L}}[\s-])?(?-i:\p{{Lu}})[\p{{L}}\p{{M}}{APOSTROPHES}.\-]*"
    joined = words_to_pattern(words().sections.joined)
    short = r"\p{L}{1,4}|[&\p{P}]+"
    return regex.compile(
        rf"^(?:(?:{begins})(?:\s+|(?<=[{APOSTROPHES}]))(?!(?:{joined})\s)(?:\p{{Ll}}+[{APOSTROPHES}]?\s*){{0,3}}{capital}[^,;]*"
        rf"|{capital}(?:\s+(?:{capital}|{short})){{0,5}}\s+(?=(?-i:\p{{Lu}})|\p{{L}}{{1,4}}$)(?:{ends}))$",
        regex.IGNORECASE | regex.VERSION1,
    )
