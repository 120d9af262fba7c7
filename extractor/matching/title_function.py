"""The job that a title names, where no field of the header does: "Functiebeschrijving Preparator" is a Preparator's.

A name is taken only for what cannot well be anything else: a title that may name a paper, a town or a service has none.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from extractor.languages import all_words, languages
from extractor.matching.job_names import YEAR, line_with_job, names_job
from extractor.matching.organisation import is_organisation
from extractor.matching.printed_names import PrintedNames, evened
from extractor.matching.section_names import section_name
from extractor.matching.sections_found import SectionsFound
from extractor.matching.title_names import ends_of_title, mentions_title, title_names
from extractor.matching.vocabulary import fold, words_to_pattern

SEPARATOR = regex.compile(r"\s*:\s+|\s+[-–—|]\s+")
SAYING_AND_JOB = 2
"""A title with a sign in it says that it is a job description, and of which job; with two signs it may say anything."""
MOST_WORDS = 8
"""A longer text is a sentence."""


def sections_to_function(found: SectionsFound) -> str | None:
    """The job of a document no field of which names it: by its title, else by one line above its sections."""
    title = found.title
    if title is not None and _collection().search(title):
        return None
    named = title_to_function(title) if title is not None and found.titled else None
    named = named or (headline_to_function(title) if title is not None else None)
    return named or line_with_job(found)


def title_to_function(title: str) -> str | None:
    """The job that the title of a job description names behind its word, or behind or before a sign.

    "Fiche de poste – Responsable Qualité", "FUNCTIEBESCHRIJVING DESKUNDIGE ICT".
    """
    if _collection().search(title):
        return None
    places = _places_of(title)
    parts = [part.strip() for part in SEPARATOR.split(title)]
    if len(parts) == SAYING_AND_JOB:
        named = [part for part in parts if part and not mentions_title(part)]
        if len(named) != 1:
            return None
        return _job_of_two(named[0], next(part for part in parts if part != named[0]), places)
    rest = _behind_title(title)
    if rest is None:
        return None
    return rest if _names_a_job(rest, places) else names_job(_without_little(rest))


def _job_of_two(part: str, saying: str, places: tuple[str, ...]) -> str | None:
    """The one that either names: "Responsable Qualité" beside "Fiche de poste", "JD for Developer" beside a firm."""
    may_be = _names_a_job(part, places)
    if _says_no_more(saying):
        return part if may_be else None
    behind = _behind_title(saying)
    jobs = (
        names_job(part) if may_be else None,
        None if behind is None else names_job(_without_little(behind)),
    )
    named = [job for job in jobs if job is not None]
    return named[0] if len(named) == 1 else None


def _without_little(text: str) -> str:
    """Such as "software developer" in "for a software developer"."""
    words = text.split()
    while words and fold(words[0]) in all_words().text.little | all_words().documents.sentence:
        words.pop(0)
    return " ".join(words)


def headline_to_function(headline: str) -> str | None:
    """The job that a headline names: by a word for people ("Head of Finance"), or as anybody may have it ("m/w/d")."""
    name = for_anybody().sub("", headline).strip()
    if name != headline:
        return headline if _names_a_job(name, all_words().documents.places) else None
    return names_job(headline)


@lru_cache(maxsize=1)
def for_anybody() -> regex.Pattern[str]:
    """Like "(m/w/d)" behind the name of a job."""
    return regex.compile(rf"\((?:{words_to_pattern(all_words().documents.anybody)})\)", flags=regex.IGNORECASE)


def _names_a_job(text: str, places: tuple[str, ...]) -> bool:
    return (
        0 < len(text.split()) <= MOST_WORDS
        and text[0].isalpha()
        and not text.endswith((".", "?", "!"))
        and YEAR.search(text) is None
        and not _begins_elsewhere(text, places)
        and fold(text) not in all_words().documents.weak
        and _paper().search(text) is None
        and not mentions_title(text)
        and not is_organisation(text)
        and not ((name := section_name(text)) is not None and name.exact)
    )


def _behind_title(text: str) -> str | None:
    """What stands behind a title's words, one or two ("Functiebeschrijving en competentieprofiel"), as printed."""
    even = evened(text.strip())
    words = (len(even[:end].split()) for end in ends_of_title(even) if even.startswith(" ", end))
    before = next(words, None)
    return None if before is None else text.split(maxsplit=before)[-1]


def _says_no_more(text: str) -> bool:
    """The title's words alone; "Simulation toolbox job description" speaks of something else too."""
    even = evened(text)
    return len(even) in ends_of_title(even)


@lru_cache(maxsize=1)
def _collection() -> regex.Pattern[str]:
    """Titles of what is about many jobs: a framework, a dictionary."""
    texts = words_to_pattern(all_words().documents.collections)
    return regex.compile(rf"\b(?:{texts})\b", flags=regex.VERSION1 | regex.IGNORECASE)


@lru_cache(maxsize=1)
def _paper() -> regex.Pattern[str]:
    """Words that say which paper it is: "template", "concept versie 3"."""
    documents = all_words().documents
    editions, kinds = words_to_pattern(documents.editions), words_to_pattern([*documents.about, *documents.others])
    return regex.compile(
        rf"^(?:{editions})\b|\b(?:{editions})(?:\W*$|\W*\d)|^(?:{kinds})s?$",
        flags=regex.VERSION1 | regex.IGNORECASE,
    )


def _places_of(title: str) -> tuple[str, ...]:
    """Those of the languages that the title's own words are in: "Team Groen" is a service, "Team Leader" a job."""
    said = {name for name, _ in title_names().words_in(evened(title))}
    speaking = (words.documents for words in languages().values() if not said.isdisjoint(words.documents.titles))
    return tuple(place for documents in speaking for place in documents.places)


def _begins_elsewhere(text: str, places: tuple[str, ...]) -> bool:
    """No job begins with the word of a service or a town ("dienst Groen"), nor with a little word ("van de dienst")."""
    even = evened(text)
    return any(even[end : end + 1] in ("", " ") for _, end in _elsewhere(places).beginning(even))


@lru_cache(maxsize=16)
def _elsewhere(places: tuple[str, ...]) -> PrintedNames:
    everything = all_words()
    little = everything.text.little | everything.text.conjunctions | everything.text.lean_on_next
    return PrintedNames((*places, *everything.organisation.begins, *little))
