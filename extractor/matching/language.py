"""Which of five languages a text is in, by its commonest little words."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.matching.vocabulary import words

UNDETERMINED = "und"
"""ISO 639-3's code for a language that could not be told."""
LEAST_WORDS = 5


def language_of(texts: Iterable[str]) -> str:
    counts = dict.fromkeys(words().language, 0)
    for text in texts:
        folded = text.casefold()
        for language, common in words().language.items():
            counts[language] += folded in common
    language = max(counts, key=lambda code: counts[code])
    return language if counts[language] >= LEAST_WORDS else UNDETERMINED
