"""The module for documents nobody wrote rules for, made of the words that job descriptions share.

It fits whatever has competencies with levels and speaks of a job; what it reads carries the finding `generic-rules`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import regex

from extractor.languages import languages
from extractor.matching.dates import printed_date
from extractor.matching.heading_names import COMPETENCIES, FIELDS, GROUP, NEVER, SECTIONS, STRUCTURE, HeadingOf
from extractor.matching.printed_names import KEPT
from extractor.matching.rulefile import (
    AgreementRules,
    CompetencyRules,
    DocumentRules,
    FieldKey,
    FieldRules,
    RuleModule,
    SectionRules,
)
from extractor.matching.title_names import TitleLine
from extractor.matching.vocabulary import APOSTROPHES, fold, words, words_to_pattern

LONGEST_AUTHORITY = 80
"""No authority has a longer name; a longer text after "approved by" is a sentence about something else."""


@lru_cache(maxsize=1)
def generic_module() -> RuleModule:
    vocabulary = words()
    agreements = vocabulary.agreements
    return RuleModule(
        id="generic",
        version="1.1",
        name="Any job description with competencies and levels",
        document=DocumentRules(title=(TitleLine(),)),
        fields=FieldRules(
            heading=(_heading_of(FIELDS),),
            labels=vocabulary.fields.labels.by_key(),
            required=("name",),
        ),
        sections=SectionRules(
            purpose=(_heading_of("purpose"),),
            duties=(_heading_of("duties"),),
            position=(_heading_of("position"),),
            structure=(_heading_of(STRUCTURE, COMPETENCIES),),
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
    if rules is generic_module().fields:
        return rules
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


def _heading_of(*kinds: str) -> HeadingOf:
    return HeadingOf(frozenset(kinds))


_ASKED = _heading_of("requirements", STRUCTURE)
_OTHER_SECTION = _heading_of(*(set(SECTIONS) - ASKED), NEVER, FIELDS)
_COMPETENCIES, _GROUP, _ABILITY = _heading_of(COMPETENCIES), _heading_of(GROUP), _heading_of("relations", "authority")


@lru_cache(maxsize=KEPT)
def names_what_is_asked(text: str) -> bool:
    """Does the text head what is asked of a person, or only divide: competencies may stand there, and other things?"""
    return _ASKED.search(text)


@lru_cache(maxsize=KEPT)
def is_competency_heading(text: str) -> bool:
    """Is the text, and no more than it, a heading under which competencies stand?"""
    return _COMPETENCIES.search(text)


@lru_cache(maxsize=KEPT)
def names_other_section(text: str) -> bool:
    """Does the text head a part of a job description in which no competencies stand?"""
    return _OTHER_SECTION.search(text)


def may_be_competency(text: str) -> bool:
    """Does the text head a section about what somebody can as well: "Communicatie", "Problem solving"?"""
    return _ABILITY.search(text)


@lru_cache(maxsize=KEPT)
def names_group(text: str) -> bool:
    """Is the text a kind of competencies, such as "Technische competenties"?"""
    return _GROUP.search(text)


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


def _mentions(texts: Iterable[str]) -> regex.Pattern[str]:
    return _pattern(rf"\b(?:{words_to_pattern(texts)})\b")
