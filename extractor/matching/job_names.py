"""Texts that name a job by their own words, and the one line above a document's sections that does.

    Northmere Council                       a name that says "manager", "Leiter", "medewerker", … and is no sentence
    Head of Finance                 ←
    About the role

Anything else is none: where two lines name jobs nobody can say which of them the document is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from extractor.languages import all_words
from extractor.matching.organisation import is_organisation
from extractor.matching.section_names import section_name
from extractor.matching.sections_found import SectionFound, SectionsFound
from extractor.matching.vocabulary import fold, words_to_pattern

MOST_WORDS = 10
"""A longer text is a sentence."""
LEAST_OF_COMPOUND = 5
"""Letters: a shorter word for a person is the end of too many other words."""
SEPARATOR = regex.compile(r"\s*:\s+|\s+[-–—|·•]\s+")
YEAR = regex.compile(r"\b(?:19|20)\d\d\b|^\W*\d")
"""Papers have years and numbers."""
ENDS = (".", ",", ";", ":", "?", "!", "…")
GENDERED = r"(?:(?:[*:_/·.-]-?|\()?(?:in|innen|en|e|r|a|o|ne|nne|trice|rice|euse|se|ère|ster)\)?)?"
"""What makes the word the one for the other sex: "Entwickler*in", "Technicien(ne)", "Técnico/a"."""


def names_job(text: str) -> str | None:
    """The job that the text, or the one part of it between signs, names; None where it is or may be something else.

    "Head of Finance", "Internship: Embedded Software Developer" (the developer), "Beleidsmedewerker mobiliteit".
    """
    named = [part for part in (part.strip() for part in SEPARATOR.split(text)) if part and _is_job(part)]
    return named[0] if len(named) == 1 else None


def names_person(text: str) -> bool:
    """Is there a word for people in it, whatever else it says?"""
    return _person().search(text) is not None


def line_with_job(found: SectionsFound) -> str | None:
    """The job that one line above the first section of a known name, on the first page, names; None for several."""
    named = {fold(job): job for text in _above_sections(found) if (job := names_job(text)) is not None}
    return next(iter(named.values())) if len(named) == 1 else None


def _above_sections(found: SectionsFound) -> Iterator[str]:
    for section in found.sections:
        if _is_known(section) or section.page != found.sections[0].page:
            return
        yield from section.paragraphs if section.heading is None else (section.heading,)


def _is_known(section: SectionFound) -> bool:
    return section.known or section.key is not None


def _is_job(text: str) -> bool:
    words = [fold(word.strip("()[],;/&")) for word in text.split()]
    return (
        len(words) <= MOST_WORDS
        and text[0].isalpha()
        and not text.endswith(ENDS)
        and YEAR.search(text) is None
        and _person().search(text) is not None
        and all_words().documents.sentence.isdisjoint(words)
        and _other_paper().search(text) is None
        and fold(text) not in _labels()
        and not is_organisation(text)
        and not ((name := section_name(text)) is not None and name.exact)
    )


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    """Such as "Line manager", that asks for a job and names none."""
    labels = all_words().fields.labels
    return frozenset(fold(label) for texts in (*labels.by_key().values(), labels.other) for label in texts)


@lru_cache(maxsize=1)
def _person() -> regex.Pattern[str]:
    jobs = all_words().documents.jobs
    short = words_to_pattern(job for job in jobs if len(job) < LEAST_OF_COMPOUND)
    long = words_to_pattern(job for job in jobs if len(job) >= LEAST_OF_COMPOUND)
    return regex.compile(
        rf"(?<!\p{{L}})(?:{short}|[\p{{L}}-]*(?:{long})){GENDERED}(?![\p{{L}}\p{{M}}])",
        flags=regex.VERSION1 | regex.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _other_paper() -> regex.Pattern[str]:
    """What says which paper it is, or that it is another one: "Manager handbook", "Nurse – draft"."""
    documents = all_words().documents
    papers = words_to_pattern((*documents.about, *documents.others, *documents.editions, *documents.titles))
    return regex.compile(rf"\b(?:{papers})s?\b", flags=regex.VERSION1 | regex.IGNORECASE)
