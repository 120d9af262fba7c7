"""What speaks for a mark's state: facts, in the order in which they were found out.

What each fact weighs, what it says of the state and its sentences stand in `rules/marks.toml`; state, confidence and
reason are what they make together. Code asks for facts, never for words of a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Self

from extractor.findings import Language, phrase, worded
from extractor.model import Phrase
from extractor.shaping.marks.data import marks_data
from extractor.values import kept, value


class Fact(StrEnum):
    """Each has its entry under `[evidence]` in rules/marks.toml."""

    BALLOT_BOX = "ballot-box"
    SIGN = "sign"
    BALLOT_BOX_CODE = "ballot-box-code"
    SIGN_CODE = "sign-code"
    NAMELESS = "nameless"
    LETTER = "letter"
    BRACKETS = "brackets"
    DRAWN_EMPTY = "drawn-empty"
    DRAWN_FILLED = "drawn-filled"
    DRAWN_MARKED = "drawn-marked"
    DRAWN_PATTERN = "drawn-pattern"
    PICTURE = "picture"
    BUTTON = "button"
    BUTTON_VALUE = "button-value"
    FIELD_TICKED = "field-ticked"
    FIELD_EMPTY = "field-empty"
    ANNOTATION_OVER = "annotation-over"
    ANNOTATION_ALONE = "annotation-alone"
    ANNOTATION_OVER_FIELD = "annotation-over-field"
    STROKE_OVER = "stroke-over"
    STROKE_BESIDE = "stroke-beside"
    STROKE_ALONE = "stroke-alone"
    STRUCK_OUT = "struck-out"
    TYPED_IN = "typed-in"
    TYPED_NAMELESS = "typed-nameless"
    TWO_DISAGREE = "two-disagree"
    MOST_FILLED = "most-filled"
    CHECKS_AND_CROSSES = "checks-and-crosses"
    CROSS_BESIDE_CHECKS = "cross-beside-checks"
    STANDS_OUT = "stands-out"
    NONE_STANDS_OUT = "none-stands-out"
    PRINTED = "printed"
    SHOWN = "shown"
    SHOWN_FAINTLY = "shown-faintly"
    NOT_SHOWN_BY_VIEWERS = "not-shown-by-viewers"
    NOT_LOOKED_AT = "not-looked-at"
    SECOND_SHOWN = "second-shown"
    SHOWN_OTHERWISE = "shown-otherwise"
    INKED = "inked"
    HOLLOW = "hollow"
    SCANNED_BOX = "scanned-box"
    SCANNED_UNCLEAR = "scanned-unclear"
    SCANNED_SIGN = "scanned-sign"
    DOUBTED = "doubted"


UNREADABLE = "unreadable"
"""What a fact says where it leaves the state unknown, whatever was known before."""


@value
class Seen:
    """One fact, and the words that its sentence needs, among them what speaks for another mark.

    `state` is what it says of the state; None: nothing.
    """

    fact: Fact
    state: bool | None = None
    words: tuple[tuple[str, str | Phrase | Evidence], ...] = ()


@dataclass(frozen=True, slots=True)
class _Weight:
    """`confidence` is that of the state by this fact; or else it moves the one before: `times`, or `nearer` to 1."""

    text: str
    short: str | None
    says: bool | str | None
    confidence: float | None
    times: float | None
    nearer: float | None


@value
class Evidence:
    """Facts about one mark, the first one seen first."""

    seen: tuple[Seen, ...]

    @classmethod
    def of(cls, fact: Fact, state: bool | None = None, **words: object) -> Self:
        return cls((_seen(fact, state, words),))

    def and_(self, fact: Fact, state: bool | None = None, **words: object) -> Evidence:
        """The same and one more fact, which may say another state."""
        return Evidence((*self.seen, _seen(fact, state, words)))

    def has(self, *facts: Fact) -> bool:
        return any(seen.fact in facts for seen in self.seen)

    @kept
    def state(self) -> bool | None:
        state: bool | None = None
        for seen in self.seen:
            says = _weights()[seen.fact].says
            if says == UNREADABLE:
                state = None
            elif isinstance(says, bool):
                state = says
            elif seen.state is not None:
                state = seen.state
        return state

    @kept
    def confidence(self) -> float:
        """0 to 1."""
        confidence = 0.0
        for seen in self.seen:
            weight = _weights()[seen.fact]
            if weight.confidence is not None:
                confidence = weight.confidence
            elif weight.times is not None:
                confidence = round(confidence * weight.times, 2)
            elif weight.nearer is not None:
                confidence = round(1 - (1 - confidence) / weight.nearer, 3)
        return confidence

    @property
    def said(self) -> Phrase:
        """All of it as a part of a finding, which can be worded in another language than English."""
        text: Phrase | None = None
        short: Phrase | None = None
        for seen in self.seen:
            words = {name: word.said if isinstance(word, Evidence) else word for name, word in seen.words}
            values = {"before": text, "short": short, **words}
            known = {name: value for name, value in values.items() if value is not None}
            text = phrase(f"mark-{seen.fact}", **known)
            short = phrase(f"mark-{seen.fact}-short", **known) if _weights()[seen.fact].short else text
        assert text is not None
        return text

    @kept
    def reason(self) -> str:
        """All of it in a few words, in English."""
        text = short = ""
        for seen in self.seen:
            weight = _weights()[seen.fact]
            words = {name: _in_english(word) for name, word in seen.words}
            values = {"before": text, "short": short, **words}
            text, short = weight.text.format(**values), (weight.short or weight.text).format(**values)
        return text


def _in_english(word: str | Phrase | Evidence) -> str:
    if isinstance(word, Evidence):
        return word.reason
    return word if isinstance(word, str) else worded(word, Language.EN)


def _seen(fact: Fact, state: bool | None, words: dict[str, object]) -> Seen:
    plain = {name: value if isinstance(value, Evidence | Phrase) else str(value) for name, value in words.items()}
    return Seen(fact, state, tuple(plain.items()))


@cache
def _weights() -> dict[Fact, _Weight]:
    """Raises KeyError where a fact has no entry: a test asks for all of them."""
    table: dict[str, dict[str, Any]] = marks_data()["evidence"]
    return {fact: _weight(table[fact]) for fact in Fact}


def _weight(entry: dict[str, Any]) -> _Weight:
    names = ("short", "says", "confidence", "times", "nearer")
    return _Weight(entry["text"], **{name: entry.get(name) for name in names})
