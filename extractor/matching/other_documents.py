"""Headlines of documents that are no job descriptions: forms, invoices, minutes, evaluations."""

from __future__ import annotations

from functools import lru_cache

import regex

from extractor.languages import all_words
from extractor.matching.printed_names import PrintedNames, evened
from extractor.matching.vocabulary import words_to_pattern


def other_document(headline: str) -> str | None:
    """What it calls itself: "Expense claim form", "Invoice 2024-17"; but not "Contract manager"."""
    if headline.endswith(":") or not _names().are_in(evened(headline)):
        return None
    match = _other_documents().search(headline)
    return None if match is None else match.group()


@lru_cache(maxsize=1)
def _names() -> PrintedNames:
    return PrintedNames(all_words().documents.others)


@lru_cache(maxsize=1)
def _other_documents() -> regex.Pattern[str]:
    """What a headline ends or begins with."""
    others = words_to_pattern(all_words().documents.others)
    little = words_to_pattern(all_words().text.little)
    return regex.compile(
        rf"\b(?:{others})s?\s*(?:\W*\d[\d\W]*|\([^()]*\))?$|^(?:{others})s?(?:\s*[:#\d(–-]|\s+(?:{little})\b)",
        flags=regex.VERSION1 | regex.IGNORECASE,
    )
