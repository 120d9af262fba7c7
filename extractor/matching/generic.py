"""The module for documents nobody wrote rules for, made of the words that job descriptions share.

It fits whatever has competencies with levels and speaks of a job; what it reads carries the finding `generic-rules`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import regex

from extractor.matching.rulefile import (
    CompetencyRules,
    DocumentRules,
    FieldRules,
    RuleModule,
    SectionRules,
)
from extractor.matching.vocabulary import words

NUMBERING = r"^(?:(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*|[A-Z])\s*[.):]\s*)?"
"""What may be printed before a heading: "II.", "3.1", "B)"."""
ORGANISATION = (
    r"^(?<organisation>(?:(?:stad|gemeente)(?:sbestuur)?(?:\s+(?:en|&)\s+ocmw)?|ocmw|provincie|politiezone|hulpverleningszone|"
    r"lokaal bestuur|ville de|commune d[e’']|cpas d[e’']|mairie d[e’']|communauté de communes|région|"
    r"département d[e’'u]|"
    r"city of|town of|county of|borough of|city council of|landkreis|stadt|gemeinde|ayuntamiento de|municipalidad de|"
    r"municipio de|diputación de|gobierno de)\s*(?-i:\p{Lu}[\p{L}'’.\-]*)(?:\s+(?-i:\p{Lu}[\p{L}'’.\-]*))*"
    r"|(?-i:\p{Lu}[\p{L}'’.\-]*\s+){1,3}(?:city|county|town|borough|district) council)"
)


@lru_cache(maxsize=1)
def generic_module() -> RuleModule:
    vocabulary = words()
    return RuleModule(
        id="generic",
        version="1.0",
        name="Any job description with competencies and levels",
        document=DocumentRules(
            title=(_begins_with(vocabulary.documents.titles),), organisation=(_pattern(ORGANISATION),)
        ),
        fields=FieldRules(labels=vocabulary.fields, required=("name",)),
        sections=SectionRules(
            purpose=(_is(vocabulary.sections.purpose),),
            position=(_is(vocabulary.sections.position),),
            structure=(_is(vocabulary.competencies.headings),),
        ),
        competencies=CompetencyRules(
            strategies=("styled", "columns", "rows", "choices", "worded"),
            heading=(_mentions(vocabulary.competencies.headings),),
        ),
        generic=True,
    )


def _pattern(text: str) -> regex.Pattern[str]:
    return regex.compile(text, flags=regex.VERSION1 | regex.IGNORECASE)


def _any(texts: Iterable[str]) -> str:
    return "|".join(regex.escape(text) for text in sorted(texts, key=len, reverse=True))


def _begins_with(texts: Iterable[str]) -> regex.Pattern[str]:
    return _pattern(rf"{NUMBERING}(?:{_any(texts)})\b")


def _is(texts: Iterable[str]) -> regex.Pattern[str]:
    return _pattern(rf"{NUMBERING}(?:{_any(texts)})\s*:?$")


def _mentions(texts: Iterable[str]) -> regex.Pattern[str]:
    return _pattern(rf"\b(?:{_any(texts)})\b")
