"""The levels that a column or a pattern gives, each once and from low to high."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from extractor.authoring.candidates import Candidates, SeenText
from extractor.matching.levels.labels import ROMAN, Label, text_to_label
from extractor.matching.vocabulary import fold

LONGEST_LEVEL = 30
SIGNS = ("--", "-", "–", "o", "0", "+-", "+/-", "±", "+", "++", "+++")
"""Signs of levels, from low to high."""
_NUMBER = regex.compile(r"\d+")


def come_back(texts: Sequence[str]) -> bool:
    """Does one of them stand there twice? Levels do, names do not."""
    return len(set(map(fold, texts))) < len(texts)


def are_known(texts: Iterable[str]) -> bool:
    """Are they levels that everybody knows?"""
    return all(text_to_label(text) is not None for text in texts)


def in_order(values: Iterable[str], all_seen: Sequence[Candidates]) -> tuple[str, ...]:
    """Each level once: numbers from low to high, others as a text that names them all has them, or as they come."""
    once = list({fold(value): value for value in values if value}.values())
    for as_they_say in (_by_number, _by_roman_number, _by_sign):
        known = as_they_say(once)
        if known is not None:
            return known
    legend = next((text for seen in all_seen for text in seen.texts if _names_all(text, once)), None)
    if legend is not None:
        once.sort(key=lambda value: _place(value, legend.text))
    return tuple(once)


def _by_number(once: Sequence[str]) -> tuple[str, ...] | None:
    """For "N1", "N2", or "1 von 5"; None where they differ in more than a number."""
    if len({_NUMBER.sub("", fold(value), count=1) for value in once}) == 1 and all(map(_NUMBER.search, once)):
        return tuple(sorted(once, key=lambda value: int(_NUMBER.findall(value)[0])))
    return None


def _by_roman_number(once: Sequence[str]) -> tuple[str, ...] | None:
    """None where one of them is no Roman number."""
    labels = [text_to_label(value) for value in once]
    romans = [ROMAN[one.core] for one in labels if isinstance(one, Label) and one.core in ROMAN]
    if len(romans) == len(once):
        return tuple(value for _, value in sorted(zip(romans, once, strict=True)))
    return None


def _by_sign(once: Sequence[str]) -> tuple[str, ...] | None:
    """For "-", "o", "+", or for "*", "**", "***"; None where they are no signs that have an order."""
    if set(once) <= set(SIGNS):
        return tuple(sorted(once, key=SIGNS.index))
    if all(len(set(value)) == 1 and value[0] == once[0][0] for value in once):
        return tuple(sorted(once, key=len))
    return None


def _place(value: str, text: str) -> int:
    match = regex.search(rf"(?<![\p{{L}}\p{{N}}]){regex.escape(value)}(?![\p{{L}}\p{{N}}])", text, regex.IGNORECASE)
    return match.start() if match is not None else -1


def _names_all(text: SeenText, values: Sequence[str]) -> bool:
    return len(values) > 1 and all(_place(value, text.text) >= 0 for value in values)
