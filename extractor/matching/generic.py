"""The module for documents nobody wrote rules for, made of the words that job descriptions share.

It fits whatever has competencies with levels and speaks of a job; what it reads carries the finding `generic-rules`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import regex

from extractor.languages import languages
from extractor.matching.dates import printed_date
from extractor.matching.rulefile import (
    AgreementRules,
    CompetencyRules,
    DocumentRules,
    FieldKey,
    FieldRules,
    RuleModule,
    SectionRules,
)
from extractor.matching.vocabulary import APOSTROPHES, fold, words, words_to_pattern

NUMBERING = (
    r"^(?:(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*|[A-Z])\s*[.):–-]\s*|(?:\d{1,2}(?:\.\d{1,2})*\.?|(?-i:[IVX]{1,4}))\s+)?"
)
"""What may be printed before a heading: "II.", "3.1", "B)", "2 -"."""
KEPT = 4096
"""Answers about lines: several readers ask about each, and each module that may read the document."""
LONGEST_AUTHORITY = 80
"""No authority has a longer name; a longer text after "approved by" is a sentence about something else."""


@lru_cache(maxsize=1)
def generic_module() -> RuleModule:
    vocabulary = words()
    sections, agreements = vocabulary.sections, vocabulary.agreements
    return RuleModule(
        id="generic",
        version="1.1",
        name="Any job description with competencies and levels",
        document=DocumentRules(title=(_title(vocabulary.documents.titles),)),
        fields=FieldRules(
            heading=(joined_names(vocabulary.fields.headings),),
            labels=vocabulary.fields.labels.by_key(),
            required=("name",),
        ),
        sections=SectionRules(
            purpose=(joined_names(sections.purpose),),
            duties=(joined_names(sections.duties),),
            position=(joined_names(sections.position),),
            structure=(joined_names((*sections.structure, *vocabulary.competencies.headings)),),
        ),
        agreements=AgreementRules(
            title=(
                _pattern(rf"^(?:{words_to_pattern(agreements.titles)})\s*(?<number>\d+)\s*[:.–—-]\s*(?<title>.+)$"),
            ),
            lead=(_pattern(rf"^(?:{words_to_pattern(agreements.leads)})\b.*:$"),),
        ),
        extension=(_pattern(rf"^(?:{words_to_pattern(agreements.extensions)})\s*:\s*(?<text>.*)$"),),
        approval=(_approval(),),
        competencies=CompetencyRules(
            strategies=("styled", "columns", "rows", "choices", "worded"),
            heading=(_mentions(vocabulary.competencies.headings),),
        ),
        generic=True,
    )


def labels_with_shared(rules: FieldRules) -> FieldRules:
    """A module's labels, and behind them those all job descriptions share; the module's own meaning goes first."""
    own = {fold(label) for labels in rules.labels.values() for label in labels}
    merged = dict(rules.labels)
    for key, labels in generic_module().fields.labels.items():
        merged[key] = (*merged.get(key, ()), *(label for label in labels if fold(label) not in own))
    return rules.model_copy(update={"labels": merged})


def labels_for_people(rules: RuleModule, key: FieldKey, language: str) -> tuple[str, ...]:
    """The module's labels of that standard name; of the shared ones those in the language of the document."""
    if rules.generic and language in languages():
        return languages()[language].fields.labels.by_key().get(key, ())
    return rules.fields.labels.get(key, ())


ASKED = frozenset({"competencies", "requirements"})
"""Sections in which what is asked of a person stands, competencies among it."""


@lru_cache(maxsize=1)
def _other_section() -> regex.Pattern[str]:
    sections = words().sections.by_key()
    headings = [text for key, texts in sections.items() if key not in ASKED for text in texts]
    return joined_names((*headings, *words().competencies.never, *words().fields.headings))


@lru_cache(maxsize=1)
def _asked() -> regex.Pattern[str]:
    return joined_names((*words().sections.requirements, *words().sections.structure))


@lru_cache(maxsize=KEPT)
def names_what_is_asked(text: str) -> bool:
    """Does the text head what is asked of a person, or only divide: competencies may stand there, and other things?"""
    return _asked().search(text) is not None


@lru_cache(maxsize=1)
def _competency_heading() -> regex.Pattern[str]:
    return joined_names(words().competencies.headings)


@lru_cache(maxsize=KEPT)
def is_competency_heading(text: str) -> bool:
    """Is the text, and no more than it, a heading under which competencies stand?"""
    return _competency_heading().search(text) is not None


@lru_cache(maxsize=KEPT)
def names_other_section(text: str) -> bool:
    """Does the text head a part of a job description in which no competencies stand?"""
    return _other_section().search(text) is not None


@lru_cache(maxsize=1)
def _ability() -> regex.Pattern[str]:
    return joined_names((*words().sections.relations, *words().sections.authority))


def may_be_competency(text: str) -> bool:
    """Does the text head a section about what somebody can as well: "Communicatie", "Problem solving"?"""
    return _ability().search(text) is not None


@lru_cache(maxsize=1)
def _group() -> regex.Pattern[str]:
    return joined_names(words().competencies.groups)


@lru_cache(maxsize=KEPT)
def names_group(text: str) -> bool:
    """Is the text a kind of competencies, such as "Technische competenties"?"""
    return _group().search(text) is not None


def _approval() -> regex.Pattern[str]:
    """Like "Goedgekeurd door de gemeenteraad in zitting van 3 maart 2021", "Approved on 4 July 2022 by the Cabinet"."""
    approval = words().approval
    by, on = words_to_pattern(approval.by), words_to_pattern(approval.on)
    article = rf"(?:(?:{words_to_pattern(approval.articles)})(?:\s+|(?<=[{APOSTROPHES}])))?"
    session = rf"(?:(?:{words_to_pattern(approval.sessions)})\s+)?"
    date = rf"{session}(?:(?:{on})\s+)?(?<date>{printed_date()})"
    authority = rf"{article}(?<authority>\p{{L}}[^.;:]{{1,{LONGEST_AUTHORITY}}}?)"
    return _pattern(
        rf"^(?:{words_to_pattern(approval.verbs)})\b\s*:?\s*(?:(?:(?:{by})\s+{authority},?\s+)?{date}"
        rf"(?:,?\s+(?:{by})\s+{authority})?|(?:{by})\s+{authority})\s*\.?$"
    )


def _pattern(text: str) -> regex.Pattern[str]:
    return regex.compile(text, flags=regex.VERSION1 | regex.IGNORECASE)


def _title(texts: Iterable[str]) -> regex.Pattern[str]:
    """A line that begins with one of the texts; but not of a table of contents: "Functieprofiel Kok ...... 12"."""
    return _pattern(rf"(?!.*[.…·_]{{3,}}\s*\d+\s*$){NUMBERING}(?:{words_to_pattern(texts)})\b")


def joined_names(texts: Iterable[str]) -> regex.Pattern[str]:
    """A heading that is one of the texts, or several joined: "Taken en verantwoordelijkheden (5)".

    The texts stand in it once: there are hundreds, and they are most of what a process that begins has to compile.
    """
    text, joined = words_to_pattern(texts), words_to_pattern(words().sections.joined)
    return _pattern(rf"{NUMBERING}(?:(?:{text})(?:\s*(?:{joined})\s*(?=\S)|(?:\s*\([^()]*\))?\s*[:.?!]*$))+$")


def _mentions(texts: Iterable[str]) -> regex.Pattern[str]:
    return _pattern(rf"\b(?:{words_to_pattern(texts)})\b")
