"""What a rule module's patterns may be: whole lists of them, checked one by one where the file is read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Final, Protocol, runtime_checkable

import regex
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from extractor.matching.plain_patterns import PLACES, is_plain, plain_to_pattern

PUMPS = ("a", "A", "é", "1", " ", "-", ".", ",", "a ", "1 ", "a-", "a. ", "a1", ": ", "|", "(")
"""What runs of a text are made of: repeated, they bring out a pattern that takes for ever."""
PUMPED: Final = 48
"""Copies: a pattern whose time doubles with each would take longer than there is."""
PATIENCE: Final = 1.0
"""Seconds for a search that takes less than a thousandth where a pattern is sound."""
_REPEATED_GROUP = regex.compile(r"(?<!\\)\)[*+{]")


@runtime_checkable
class Fitting(Protocol):
    """A pattern, or what the program looks up instead: it says only whether a text fits."""

    @property
    def pattern(self) -> str:
        """What it looks for, as people write it."""

    def search(self, text: str, /) -> object: ...


def fits(patterns: Iterable[Fitting], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def _compiled(value: object) -> object:
    if isinstance(value, Fitting):
        return value
    if not isinstance(value, str):
        raise ValueError("a pattern is a text between quotes")
    try:
        pattern = regex.compile(
            plain_to_pattern(value) if is_plain(value) else value, flags=regex.VERSION1 | regex.IGNORECASE
        )
    except regex.error as error:
        raise ValueError(f"not a valid pattern: {error}") from error
    if pattern.search("") is not None:
        raise ValueError("the pattern fits an empty text, and so every line; ask for a word")
    if _takes_for_ever(pattern):
        raise ValueError("the pattern takes for ever on some texts; repeat no alternatives that begin alike: (a|ab)+")
    return pattern


def _takes_for_ever(pattern: regex.Pattern[str]) -> bool:
    """Tried on long runs of what texts are made of, behind the words that the pattern itself begins with."""
    text = pattern.pattern
    if not _REPEATED_GROUP.search(text):
        return False
    words = " ".join(regex.findall(r"(?<![\\<\p{L}])\p{L}{2,}", text)[:1])
    letters = regex.sub(r"[^\p{L}\p{N}]+", " ", text)
    end = f"\N{SNOWMAN} {letters} {text}"  # without the letters that a fit must have the search gives up at once
    pumps = dict.fromkeys((*PUMPS, *letters.split()))
    try:
        for start in sorted({"", words, f"{words} "}):
            for pump in pumps:
                pattern.search(f"{start}{pump * PUMPED}{end}", timeout=PATIENCE)
    except TimeoutError:
        return True
    return False


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, (str, Fitting)) else value


def with_group(*names: str) -> AfterValidator:
    def check(patterns: tuple[regex.Pattern[str], ...]) -> tuple[regex.Pattern[str], ...]:
        for pattern in patterns:
            missing = [name for name in names if name not in pattern.groupindex]
            if missing:
                place = next((place for place, group in PLACES.items() if group == missing[0]), missing[0])
                asked = f"{{{place}}}, or group (?<{missing[0]}>…)"
                raise ValueError(f"the pattern has no {asked}, which says what is taken from the line")
        return patterns

    return AfterValidator(check)


TEXT: Final = {"type": "string", "minLength": 1}
_PATTERNS: Final = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
_SOME_PATTERNS: Final = {"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}

Pattern = Annotated[regex.Pattern[str], BeforeValidator(_compiled)]
Patterns = Annotated[tuple[Pattern, ...], BeforeValidator(_one_or_many), WithJsonSchema(_PATTERNS)]
SomePatterns = Annotated[
    tuple[Pattern, ...], BeforeValidator(_one_or_many), Field(min_length=1), WithJsonSchema(_SOME_PATTERNS)
]
_Heading = Annotated[Fitting, BeforeValidator(_compiled)]
Headings = Annotated[tuple[_Heading, ...], BeforeValidator(_one_or_many), WithJsonSchema(_PATTERNS)]
"""Patterns of which nobody asks more than whether one fits."""
SomeHeadings = Annotated[
    tuple[_Heading, ...], BeforeValidator(_one_or_many), Field(min_length=1), WithJsonSchema(_SOME_PATTERNS)
]
Text = Annotated[str, Field(min_length=1)]
