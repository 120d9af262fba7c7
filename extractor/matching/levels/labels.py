"""The text in the place of a level → the label it gives, or why it gives none.

    2 · Niveau 2 · 2 – voldoende · ③ · niveau 2 van 4 · IV · B2 · 75 % · Gevorderd      one label
    2-3 · 1 / 2 / 3 · 3 3 3 · 2+ · 2,5 · 2 à 3                                          none: several, or between two

A label is what is printed; its rank is the business of a scale.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import regex

from extractor.findings import phrase
from extractor.languages import once_per_words, per_words
from extractor.matching.vocabulary import fold, words, words_to_pattern
from extractor.model import Phrase
from extractor.shaping.lines import canonical

MOST_STEPS = 10
"""No scale has more steps: a larger number is points, a grade or a year."""
LEAST_SIGNS = 3
"""Two signs, one of them filled, are as well a decoration."""
LONGEST_WORD = 30
"""No level's name has more characters."""

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
TICK_LETTERS = frozenset({"x", "v"})
"""Letters that are ticks before they are numerals: whoever means 5 and 10 has other numerals beside them."""
RATED = (("●", "○"), ("⬤", "○"), ("★", "☆"), ("◆", "◇"), ("■", "□"), ("▮", "▯"), ("▰", "▱"), ("♦", "♢"), ("⚫", "⚪"))
"""Signs of ratings, filled and hollow."""

_SIGNS = (
    r"[-–—/|,;&+→⇒➔➜]|[-=]>|…|\.{2,3}"
    r"|\b(?:à|a|naar|tot|t/m|t\.e\.m\.|of|to|through|or|bis|oder|ou|et|en|and|und|y|o|hasta)(?!\w)"
)
_STEP = r"(?:[a-z]-?)?\d{1,2}|[ivx]{1,4}|[a-h]"
_ONE = regex.compile(rf"^(?:{_STEP})$", regex.IGNORECASE)
_SEVERAL = regex.compile(rf"^(?:{_STEP})(?:\s*(?:{_SIGNS})\s*(?:{_STEP}))+$|^\d(?:\s+\d)+$", regex.IGNORECASE)
_BETWEEN = regex.compile(
    r"^(?:\d{1,2}\s*[,.]\s*5|\d{1,2}\s*(?:½|1⁄2)|[<>≤≥±~]\s*\d{1,2}"
    r"|(?:min|max|minstens|minimaal|minimum|maximum|at least|au moins|mindestens|al menos)\.?\s*\d{1,2}"
    r"|(?:\d{1,2}|[a-h]|[abc][12])\s*[-+±≥–—]+)$"
)
_OF_MOST = regex.compile(
    r"^(?P<step>\d{1,2})\s*(?P<sign>van(?: de)?|of|out of|sur|von|de|/)\s*(?P<most>\d{1,2})$", regex.I
)
_EXPLAINED = regex.compile(
    rf"^(?P<step>{_STEP})\s*(?:[-–—:=.)]+\s*(?P<word>\p{{L}}[^\d]*)|\((?P<inner>[^()\d]+)\))$", regex.IGNORECASE
)
_EXPLAINS = regex.compile(r"^(?P<word>\p{L}[\p{L}\s]*?)\s*(?:[-–—:=]\s*|\()(?P<step>\d{1,2})\)?$")
_PERCENT = regex.compile(r"^(?P<number>\d{1,3})\s*%$")
_FACTOR = regex.compile(r"^(?P<factor>\d{1,2})\s*-\s*(?P<step>\d{1,2}|[A-H])$")
_NUMBER_OF_FACTOR = regex.compile(r"^\p{L}+\s+(?P<number>\d{1,2})\b")
_STARRED = regex.compile(r"(?<=[\p{L}\d])\*{1,3}$")
"""Asterisks behind a label point to a note: "2*"."""
_CODE = regex.compile(r"^[a-z]{1,2}-?\d{1,2}$")
"""A number behind a letter or two: "n2", "e-3"."""
_LANGUAGE_LEVEL = regex.compile(r"^[abc][12][+]?$", regex.IGNORECASE)
_LISTED = regex.compile(
    r"\s*(?:[/|,;→⇒➔➜]|[-=]>)\s*|\s+(?:[-–—]|of|or|ou|oder|o|to|tot|à|a|bis|hasta|en|and|et|und|y)\s+", regex.IGNORECASE
)


class LabelKind(StrEnum):
    """What sort of sign a label is: only those of one sort share a scale."""

    NUMBER = "number"
    ROMAN = "roman"
    LETTER = "letter"
    PERCENT = "percent"
    ZERO = "zero"
    NAME = "name"


@dataclass(frozen=True)
class Label:
    """`text` is as printed, `core` what it is compared by, `most` the last step of the scale where it is printed."""

    text: str
    core: str
    kind: LabelKind
    most: int | None = None


@dataclass(frozen=True)
class NoLabel:
    """A text that speaks of levels but of no single one."""

    text: str
    reason: Phrase


@once_per_words
def label_core(label: str) -> str:
    """The label without what is only printed around it: "Niveau 2:" → "2"; a dash alone is printed around nothing."""
    folded = fold(label)
    text = folded.strip(" .:;)(–-") or folded
    for prefix in _prefixes():
        rest = text.removeprefix(prefix)
        if rest != text and rest.strip(" .:-") and not rest[0].isalpha():
            return rest.strip(" .:-")
    return text


@per_words
def _prefixes() -> list[str]:
    return sorted(words().levels.prefixes, key=len, reverse=True)


def printed_label(label: str) -> str:
    """The label as printed, without the word for "level" before it: "Niveau IV" → "IV"."""
    core, text = label_core(label), canonical(label)
    tail = text[len(text) - len(core) :] if core else text
    return tail if fold(tail) == core else text


def is_zero(label: str) -> bool:
    zero = words().levels.zero
    return label in zero or label.strip(".") in zero or f"{label}." in zero


@per_words
def _points() -> regex.Pattern[str]:
    """What a level counts for: "Level 4-3, 60 points", "Level 4-3 60 points"."""
    points = words_to_pattern(words().levels.points)
    return regex.compile(rf"(?:\s*[,;(]\s*|\s+)\d+\s*(?:{points})\)?\.?$", regex.IGNORECASE)


def without_points(text: str) -> str:
    """The level alone: "Level 4-3, 60 points" → "Level 4-3"."""
    return _points().sub("", text)


def core_of(label: str) -> str:
    """What a printed label is compared by: "2 – voldoende" → "2"."""
    found = text_to_label(label)
    return found.core if isinstance(found, Label) else label_core(label)


@once_per_words
def text_to_label(text: str, factor: str | None = None) -> Label | NoLabel | None:
    """What `text` gives; None where it does not look like a level at all.

    `factor` is the number of the factor that stands before its level ("Factor 7 … Level 7-D"), where there is one.
    """
    text = _STARRED.sub("", without_note(text))
    rated = _rating(text)
    if rated is not None:
        return rated
    core = _core(text)
    if not core or len(core) > 2 * LONGEST_WORD:
        return None
    printed = _printed(text)
    if is_zero(core) or is_zero(fold(text)):
        return Label(canonical(text), core, LabelKind.ZERO)
    stepped = _step(core, printed, factor)
    if stepped is not None:
        return stepped
    if is_level_name(core):
        return Label(printed, core, LabelKind.NAME)
    listed = [part for part in _LISTED.split(core) if part]
    if len(listed) > 1 and all(is_level_name(part) for part in listed):
        return NoLabel(printed, phrase("names-levels", text=printed, count=len(listed)))
    return None


def without_note(text: str) -> str:
    """The text without the sign behind it that points to a note, where the rule module knows it: "2*" → "2"."""
    for sign in words().levels.footnotes:
        bare = text.rstrip()
        if fold(bare).endswith(sign) and len(bare) > len(sign):
            text = bare[: -len(sign)].rstrip()
    return text


@per_words
def _prefix() -> regex.Pattern[str]:
    """The word for "level" before a label, however often: "niveau 1 / niveau 2"."""
    levels = words().levels
    prefix, required = words_to_pattern(levels.prefixes), words_to_pattern(levels.required)
    return regex.compile(rf"\b(?:{prefix})(?:\b|(?<=\.))(?:\s+(?:{required})\w{{0,2}})?\s*[:.]?\s*(?=\S)", regex.I)


def _core(text: str) -> str:
    """Without the word for "level" and what is only printed around a label: "(Niveau 2:" → "2"."""
    bare = fold(unicodedata.normalize("NFKC", text)).strip(" .:;[]")
    bare = _without_brackets(bare)
    rest = _prefix().sub("", bare).strip(" .:;")
    return _without_brackets(rest or bare)


def _printed(text: str) -> str:
    bare = _without_brackets(canonical(text).strip(" :;[]"))
    first = _prefix().match(bare)
    rest = bare[first.end() :] if first is not None else bare
    return _without_brackets(rest.strip(" :;")) or bare


def _without_brackets(text: str) -> str:
    """Of a whole label and half a pair: "(2)" and "2)" → "2"; "expert (4)" keeps its own."""
    if text.count("(") != text.count(")"):
        return text.strip("() ")
    return text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text


def _rating(text: str) -> Label | None:
    """Signs of which the first so many are filled: "●●●○○" is three of five.

    All are filled ("★★★") or all hollow: how many there can be is not printed, so it is none of so many.
    """
    signs = "".join(text.split())
    if len(signs) > MOST_STEPS:
        return None
    for own in words().levels.rated:
        step = len(signs) - len(signs.lstrip(own))
        rest = signs[step:]
        if 0 < step <= len(signs) and len(set(rest)) <= 1 and not any(c.isalnum() for c in rest):
            return Label(canonical(text), str(step), LabelKind.NUMBER, len(signs) if rest else None)
    for filled, hollow in RATED:
        most = len(signs)
        step = most - len(signs.lstrip(filled))
        if most >= LEAST_SIGNS and signs == filled * step + hollow * (most - step) and step > 0:
            return Label(canonical(text), str(step), LabelKind.NUMBER, most)
    return None


def _step(core: str, printed: str, factor: str | None) -> Label | NoLabel | None:
    """A number, a Roman numeral, a letter or a percentage, with what may be printed beside it."""
    of_factor = _FACTOR.match(core.upper())
    if of_factor is not None and of_factor["factor"] == factor:
        return _one_step(of_factor["step"].casefold(), printed)
    if _ONE.match(core) or _LANGUAGE_LEVEL.match(core):
        return _one_step(core, printed)
    if (percent := _PERCENT.match(core)) is not None:
        return Label(printed, percent["number"], LabelKind.PERCENT)
    if (of_most := _OF_MOST.match(core)) is not None and _is_of_most(of_most):
        return Label(of_most["step"], of_most["step"], LabelKind.NUMBER, int(of_most["most"]))
    if _BETWEEN.match(core):
        return NoLabel(printed, phrase("no-single-level", text=printed))
    if _SEVERAL.match(core):
        return NoLabel(printed, phrase("names-several", text=printed))
    explained = _EXPLAINED.match(core)
    if explained is not None:
        return _one_step(explained["step"], printed)
    explains = _EXPLAINS.match(core)
    if explains is not None and is_level_name(explains["word"].strip()):
        return _one_step(explains["step"], printed)
    return None


def _is_of_most(match: regex.Match[str]) -> bool:
    """The second of four is "2 van 4"; "2/3" may be the second of three as well as two or three."""
    return int(match["step"]) <= int(match["most"]) and (match["sign"] != "/" and match["sign"] != "of")


def _one_step(core: str, printed: str) -> Label:
    if core.isdecimal() or _CODE.match(core):
        kind = LabelKind.NUMBER
    elif core in ROMAN:
        kind = LabelKind.ROMAN
    else:
        kind = LabelKind.LETTER
    if _LANGUAGE_LEVEL.match(core):
        kind = LabelKind.NAME
    return Label(printed, core, kind)


@per_words
def _level_names() -> frozenset[str]:
    return frozenset(name for scale in words().levels.scales for name in scale)


def is_level_name(core: str) -> bool:
    """Is the word a step of a scale that needs no document to explain it?"""
    return core in _level_names()


def of_most_steps(texts: Iterable[str]) -> dict[str, Label]:
    """Texts such as "3/5" that only together say that they are a step of so many: one last step, different steps.

    Under one head "3/5", "2/5", "5/5" are steps of five; a lone "2/3" is two levels as well.
    """
    matches = {text: _OF_MOST.match(_core(text)) for text in texts}
    found = {text: match for text, match in matches.items() if match is not None}
    mosts = {match["most"] for match in found.values()}
    steps = {match["step"] for match in found.values()}
    if len(found) < len(matches) or len(mosts) != 1 or len(steps) <= 1:
        return {}
    most = int(next(iter(mosts)))
    if any(int(step) > most for step in steps):
        return {}
    return {text: Label(m["step"], m["step"], LabelKind.NUMBER, most) for text, m in found.items()}


def number_of_factor(name: str) -> str | None:
    """The number of a factor that stands in its name: its levels may repeat it, "6-3" for the third."""
    match = _NUMBER_OF_FACTOR.match(name)
    return match["number"] if match is not None else None
