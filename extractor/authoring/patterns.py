"""Printed words → patterns that still fit when a person types them a little differently."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

import regex

from extractor.matching.vocabulary import fold

NUMBERING = regex.compile(r"^(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*|[A-Z])\s*[.):]\s*(?=\p{L})")
ANY_NUMBER = r"(?:[\dIVX.]+\s*[.):]?\s*)?"
ANY_LETTER = r"(?:[A-Z]\s*[.):]\s*)?"
APOSTROPHE = "['’]"


class Regex(str):
    """A pattern of a rule module, as it is written between the quotes."""

    __slots__ = ()


def literal(text: str) -> str:
    """The text itself, with either apostrophe."""
    escaped = regex.escape(text, special_only=True, literal_spaces=True)
    return regex.sub(APOSTROPHE, APOSTROPHE, escaped)


def unnumbered(heading: str) -> str:
    """The heading "II. Competenties:" without its number and colon."""
    return NUMBERING.sub("", heading).removesuffix(":").rstrip()


def same(heading: str) -> str:
    """What two spellings of one heading have in common: no number, no colon, any case, either apostrophe."""
    return fold(unnumbered(heading)).replace("’", "'")


def numbering_pattern(printed: Sequence[str]) -> str:
    """What fits the number, or the letter, that some of the texts begin with; nothing where none does."""
    numbers = [match[0] for text in printed if (match := NUMBERING.match(text))]
    lettered = any(number[0].isalpha() and number[0] not in "IVX" for number in numbers)
    return ANY_LETTER if lettered else ANY_NUMBER if numbers else ""


def heading_pattern(printed: Sequence[str]) -> Regex:
    """A heading by what is printed of it in several documents; with a number before it where any of them has one."""
    return Regex(rf"^{numbering_pattern(printed)}{literal(unnumbered(printed[0]))}\s*:?$")


def beginning_pattern(text: str) -> str:
    """The text as the beginning of a longer one, which goes on with another word."""
    return literal(text) + (r"\b" if text[-1:].isalnum() else "")


def common_beginning(texts: Sequence[str]) -> str:
    """The words, as the first text has them, that all begin with."""
    words = [text.split() for text in texts]
    alike = takewhile(lambda row: len({fold(word).replace("’", "'") for word in row}) == 1, zip(*words, strict=False))
    return " ".join(row[0] for row in alike)


def common_end(texts: Sequence[str]) -> str:
    backwards = common_beginning([" ".join(reversed(text.split())) for text in texts])
    return " ".join(reversed(backwards.split()))
