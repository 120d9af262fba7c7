"""Every finding that there is: how bad it is, how it is worded, what it means, and what to do next.

The catalogue is `findings.toml`. A finding is made here and nowhere else, so that a code has one severity and one
wording; it keeps the values that its message has, and can so be said in another language too.

    >>> finding(FindingCode.LEVEL_NONE, on_page(3), name="Initiatief").message
    'Initiatief: no level is ticked'
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from extractor.geometry import Box
from extractor.model import BBox, Competency, Finding, FindingCode, Phrase, Severity, Value

_VALUE: Final = re.compile(r"\{(?P<name>\w+)(?:!(?P<how>[qwd]))?(?::(?P<joiner>[^}|]*))?(?:\|(?P<default>[^}]*))?\}")
_VALUES: Final = TypeAdapter(dict[str, Value])
_OPTIONAL: Final = re.compile(r"\[([^\[\]]*)\]")


class Language(StrEnum):
    """What the program speaks to people."""

    EN = "en"
    NL = "nl"


class Place(NamedTuple):
    """Where to look: a page (from 1), a box on it in PDF points, the id of a competency; None where there is none."""

    page: int | None = None
    bbox: BBox | None = None
    competency: str | None = None


NOWHERE: Final = Place()


def on_page(page: int, box: Box | None = None) -> Place:
    return Place(page, None if box is None else box.rounded())


def at_competency(competency: Competency) -> Place:
    return Place(competency.page, competency.bbox, competency.id)


@dataclass(frozen=True, slots=True)
class Wording:
    """Of a finding in one language."""

    message: str
    meaning: str
    next: str


@dataclass(frozen=True, slots=True)
class FindingKind:
    """An entry of the catalogue."""

    code: FindingCode
    severity: Severity
    wordings: Mapping[Language, Wording]


def kinds() -> tuple[FindingKind, ...]:
    """The whole catalogue, in its order."""
    return tuple(_catalogue().kinds.values())


def kind_of(code: FindingCode) -> FindingKind:
    return _catalogue().kinds[code]


def finding(code: FindingCode, place: Place = NOWHERE, **values: Value | None) -> Finding:
    """A finding of this kind; a value that is None is one that is not known.

    Raises:
        ValueError: the message has no place for a value, or needs one that is not given.
    """
    template = kind_of(code).wordings[Language.EN].message
    known = {name: value for name, value in values.items() if value is not None and value != ()}
    if strange := known.keys() - value_names(template):
        raise ValueError(f"{code}: the message has no place for {', '.join(sorted(strange))}")
    if missing := needed_names(template) - known.keys():
        raise ValueError(f"{code}: the message needs {', '.join(sorted(missing))}")
    return Finding(
        code=code,
        severity=kind_of(code).severity,
        message=_said(template, known, Language.EN),
        competency=place.competency,
        page=place.page,
        bbox=place.bbox,
        values=known,
    )


def message_of(code: FindingCode, message: str, values: Mapping[str, Value], language: Language) -> str:
    """The message in another language; as it is where the values that it needs are not known."""
    template = kind_of(code).wordings[language].message
    return message if language is Language.EN or not _sayable(template, values) else _said(template, values, language)


def phrase(name: str, /, **values: Value) -> Phrase:
    """A part of a message, or a message of its own that is no finding."""
    return Phrase(phrase=name, values=values)


def worded(said: Phrase, language: Language) -> str:
    """The phrase in words."""
    return _part(said, None, language)


def in_english(said: Phrase | None) -> str | None:
    return None if said is None else worded(said, Language.EN)


def message_in(language: Language, code: str, message: str, values: str | None) -> str:
    """The same for a row of findings.csv, where the values are JSON; as it is where that is of another program."""
    if values is None or code not in set(FindingCode):
        return message
    try:
        read = _VALUES.validate_json(values)
    except ValidationError:
        return message
    return message_of(FindingCode(code), message, read, language)


def settled(before: Finding) -> Finding:
    """A doubt that a person answered, or looked at: what was found is kept, see `as_it_was`."""
    seen = Phrase(phrase=before.code.value, values=before.values)
    now = {"code": FindingCode.LEVEL_SETTLED, "severity": kind_of(FindingCode.LEVEL_SETTLED).severity}
    return before.model_copy(update={**now, "values": {"seen": seen}})


def as_it_was(now: Finding) -> Finding:
    """The doubt that a person's word settled; any other finding is what it is."""
    seen = now.values.get("seen")
    if now.code is not FindingCode.LEVEL_SETTLED or not isinstance(seen, Phrase):
        return now
    code = FindingCode(seen.phrase)
    return now.model_copy(update={"code": code, "severity": kind_of(code).severity, "values": seen.values})


def value_names(template: str) -> frozenset[str]:
    """The values that a message has places for."""
    return frozenset(match["name"] for match in _VALUE.finditer(template))


def needed_names(template: str) -> frozenset[str]:
    """Those of them that it cannot do without."""
    needed = _VALUE.finditer(_OPTIONAL.sub("", template))
    return frozenset(match["name"] for match in needed if match["default"] is None)


@dataclass(frozen=True, slots=True)
class _Catalogue:
    kinds: Mapping[FindingCode, FindingKind]
    phrases: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Mapping[str, str]]


@cache
def _catalogue() -> _Catalogue:
    text = files("extractor").joinpath("findings.toml").read_text(encoding="utf-8")
    content: dict[str, Any] = tomllib.loads(text)
    phrases, words = content.pop("phrase") | _of_marks(), content.pop("word")
    return _Catalogue({(kind := _kind(code, entry)).code: kind for code, entry in content.items()}, phrases, words)


def _of_marks() -> dict[str, dict[str, str]]:
    """What speaks for the state of a mark, in the sentences that stand beside its weight."""
    marks = tomllib.loads((files("extractor.rules") / "marks.toml").read_text(encoding="utf-8"))
    whole = {f"mark-{fact}": {"en": said["text"], "nl": said["nl"]} for fact, said in marks["evidence"].items()}
    short = {fact: said for fact, said in marks["evidence"].items() if "short" in said}
    return whole | {f"mark-{fact}-short": {"en": said["short"], "nl": said["short_nl"]} for fact, said in short.items()}


def _kind(code: str, entry: Mapping[str, Any]) -> FindingKind:
    wordings = {language: Wording(**entry[language.value]) for language in Language}
    return FindingKind(FindingCode(code), Severity(entry["severity"]), wordings)


def _template(phrase: str, language: Language) -> str:
    """Of a part of a message, or of a whole one inside another."""
    if phrase in _catalogue().phrases:
        return _catalogue().phrases[phrase][language.value]
    return kind_of(FindingCode(phrase)).wordings[language].message


def _sayable(template: str, values: Mapping[str, Value]) -> bool:
    """Whether all that is needed is there, also in the phrases inside."""
    parts = [part for value in values.values() for part in (value if isinstance(value, tuple) else (value,))]
    inside = (part for part in parts if isinstance(part, Phrase))
    return needed_names(template) <= values.keys() and all(
        _sayable(_template(part.phrase, Language.EN), part.values) for part in inside
    )


def _said(template: str, values: Mapping[str, Value], language: Language) -> str:
    kept = _OPTIONAL.sub(lambda part: part[1] if value_names(part[1]) <= values.keys() else "", template)

    def said(place: re.Match[str]) -> str:
        value = values.get(place["name"])
        if value is None:
            return place["default"] or ""
        parts = value if isinstance(value, tuple) else (value,)
        return (place["joiner"] or ", ").join(_part(part, place["how"], language) for part in parts)

    return _VALUE.sub(said, kept)


def _part(value: str | int | Phrase, how: str | None, language: Language) -> str:
    if isinstance(value, Phrase):
        return _said(_template(value.phrase, language), value.values, language)
    if how == "w":
        return _catalogue().words[language.value].get(str(value), str(value))
    if how == "d" and language is Language.NL:
        return str(value).replace(".", ",")
    if how == "q":
        return f'"{value}"' if "'" in str(value) and '"' not in str(value) else f"'{value}'"
    return str(value)
