"""Which language a text is in, by its commonest little words."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.languages import languages

UNDETERMINED = "und"
"""ISO 639-3's code for a language that could not be told."""
ENOUGH_WORDS = 5
LEAST_WORDS, LEAST_AHEAD = 3, 2
"""So few words tell a language where every other one has at most half as many."""


def language_of(texts: Iterable[str]) -> str:
    little = {language: words.text.little for language, words in languages().items()}
    counts = dict.fromkeys(little, 0)
    for text in texts:
        folded = text.casefold()
        for language, common in little.items():
            counts[language] += folded in common
    language, second = sorted(counts, key=lambda code: -counts[code])[:2]
    most = counts[language]
    told = most >= ENOUGH_WORDS or (most >= LEAST_WORDS and most >= LEAST_AHEAD * counts[second])
    return language if told else UNDETERMINED
