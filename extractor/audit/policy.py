"""A TOML file of rules → frozen rules; every fault is reported at once, with its line and a suggestion.

A policy is data: it names columns and a closed list of words, and runs nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from extractor.audit.conditions import FUNCTION_COLUMNS, WORDS, Condition, ValueKind, condition_fault
from extractor.errors import PathUnreadable, PolicyInvalid
from extractor.handmade.suggest import did_you_mean, nearest
from extractor.handmade.toml_lines import key_lines, line_of


class _Fault(ValueError):
    """A fault below the key that pydantic is at: `below` leads to it."""

    def __init__(self, message: str, *below: str) -> None:
        super().__init__(message)
        self.below = below


_ALIKE = 0.5
"""A policy has few words, so that one that is less alike is meant too."""


def _suggestion(word: str, known: Iterable[str]) -> str:
    return did_you_mean(word, known, alike=_ALIKE)


def _to_conditions(table: object) -> tuple[Condition, ...]:
    if not isinstance(table, dict):
        raise _Fault("a table of columns and what is asked of them")
    return tuple(condition for column, asked in table.items() for condition in _conditions_of(str(column), asked))


def _conditions_of(column: str, asked: object) -> list[Condition]:
    if column not in FUNCTION_COLUMNS:
        raise _Fault(f"no column of functions.csv{_suggestion(column, FUNCTION_COLUMNS)}", column)
    kind = FUNCTION_COLUMNS[column]
    words: dict[str, Any] = asked if isinstance(asked, dict) else {"one_of" if isinstance(asked, list) else "is": asked}
    conditions = []
    for word, value in words.items():
        if word not in WORDS[kind]:
            known = WORDS[kind]
            hint = _suggestion(str(word), known) or f"; it is one of {', '.join(known)}"
            where = (column, str(word)) if isinstance(asked, dict) else (column,)
            if kind is ValueKind.DATE and not isinstance(asked, dict):
                raise _Fault("ask for a date with a word, such as { within_years = 10 }", *where)
            raise _Fault(f"unknown word for a column of the kind {kind.value}{hint}", *where)
        condition = Condition(column, str(word), tuple(value) if isinstance(value, list) else value)
        if fault := condition_fault(condition):
            raise _Fault(fault, column, *([str(word)] if isinstance(asked, dict) else []))
        conditions.append(condition)
    return conditions


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _not_empty(values: tuple[str, ...]) -> tuple[str, ...]:
    if not values:
        raise ValueError("names at least one competency")
    return values


Conditions = Annotated[tuple[Condition, ...], BeforeValidator(_to_conditions)]
Names = Annotated[tuple[str, ...], BeforeValidator(_one_or_many), AfterValidator(_not_empty)]
Treatment = Literal["violation", "allow"]


class PolicyPart(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class LevelRule(PolicyPart):
    """What the required level of some competencies must be; `competency` are names or globs, whatever the case.

    `absent` and `unknown` say what it is when a document does not have the competency, or its level could not be told.
    """

    competency: Names
    at_least: int | None = None
    at_most: int | None = None
    one_of: tuple[int, ...] | None = None
    none_of: tuple[int, ...] | None = None
    absent: Treatment = "violation"
    unknown: Treatment = "violation"

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if all(limit is None for limit in (self.at_least, self.at_most, self.one_of, self.none_of)):
            raise ValueError("asks nothing of the level; add at_least, at_most, one_of or none_of")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError(f"no level is at least {self.at_least} and at most {self.at_most}")
        return self


class PeersRule(PolicyPart):
    """Functions with the `same` value of a column have the same level, give or take `within`, as the median of theirs.

    `least` is how many known levels make a median worth comparing with.
    """

    same: Literal["grade", "department", "service", "career", "rank", "organisation"]
    competency: Names = ("*",)
    within: int = Field(default=1, ge=0)
    least: int = Field(default=3, ge=2)


class PolicyRule(PolicyPart):
    """One rule: which functions (`where`, all of them without it), and one thing that must be so of each."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    description: str = Field(min_length=1)
    severity: Literal["error", "warning"] = "error"
    where: Conditions = ()
    expect: Conditions = ()
    level: LevelRule | None = None
    peers: PeersRule | None = None
    line: int = 1

    @model_validator(mode="after")
    def _one_demand(self) -> Self:
        demands = [bool(self.expect), self.level is not None, self.peers is not None]
        if sum(demands) != 1:
            said = "nothing is" if not any(demands) else "more than one thing is"
            raise ValueError(f"{said} demanded; a rule has exactly one of expect, level and peers")
        return self


class Policy(PolicyPart):
    """The rules of a file, in their order; `path` is the file as it was named."""

    title: str = "Policy"
    rules: tuple[PolicyRule, ...] = Field(min_length=1)
    path: str = ""


_OWN_KEYS = frozenset({"path", "line"})


def load_policy(path: Path) -> Policy:
    """Raises PolicyInvalid with all faults of the file, or PathUnreadable."""
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise PathUnreadable(str(path), error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise PolicyInvalid(str(path), [f"{line}: not UTF-8"]) from error
    return text_to_policy(text, str(path))


def text_to_policy(text: str, path: str) -> Policy:
    """The same for a text that was read already."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = place[1] if place else str(text.count("\n") + 1)
        raise PolicyInvalid(path, [f"{line}: not valid TOML: {error}"]) from error
    lines = key_lines(text)
    faults = [f"{line_of((key,), lines)}: {key}: unknown key" for key in table if key in _OWN_KEYS]
    rules = table.get("rules")
    if isinstance(rules, list):
        table = {**table, "rules": [_with_line(rule, i, lines) for i, rule in enumerate(rules)]}
        faults += _repeated_ids(rules, lines)
    try:
        policy = Policy.model_validate({**table, "path": path})
    except ValidationError as error:
        details: list[dict[str, Any]] = [dict(detail) for detail in error.errors()]
        faults += [_fault(detail, lines) for detail in details if not _follows(detail, details)]
        raise PolicyInvalid(path, sorted(faults, key=lambda fault: int(fault.partition(":")[0]))) from error
    if faults:
        raise PolicyInvalid(path, faults)
    return policy


def _with_line(rule: object, number: int, lines: dict[tuple[str | int, ...], int]) -> object:
    if not isinstance(rule, dict) or "line" in rule:
        return rule
    return {**rule, "line": line_of(("rules", number), lines)}


def _repeated_ids(rules: list[Any], lines: dict[tuple[str | int, ...], int]) -> list[str]:
    faults, seen = [], set()
    for number, rule in enumerate(rules):
        if not isinstance(rule, dict):
            continue
        if "line" in rule:
            faults.append(f"{line_of(('rules', number, 'line'), lines)}: rules.{number + 1}.line: unknown key")
        id_ = rule.get("id")
        if isinstance(id_, str) and id_ in seen:
            faults.append(f"{line_of(('rules', number, 'id'), lines)}: rules.{number + 1}.id: {id_!r} stands twice")
        seen.add(id_ if isinstance(id_, str) else None)
    return faults


def _fault(detail: dict[str, Any], lines: dict[tuple[str | int, ...], int]) -> str:
    cause = detail.get("ctx", {}).get("error")
    location = (*detail["loc"], *(cause.below if isinstance(cause, _Fault) else ()))
    shown = ".".join(str(part + 1) if isinstance(part, int) else part for part in location) or "file"
    message = str(detail["msg"]).removeprefix("Value error, ")
    if detail["type"] == "extra_forbidden":
        message = f"unknown key{_suggestion(str(location[-1]), _known_keys(location[:-1]))}"
    elif detail["type"] == "missing":
        message = "missing"
    elif detail["type"] == "string_pattern_mismatch":
        message = "small letters, digits and hyphens only"
    return f"{line_of(location, lines)}: {shown}: {message}"


def _follows(detail: dict[str, Any], details: list[dict[str, Any]]) -> bool:
    """Whether a fault is only another one seen again: a key that is missing as it is misspelt, a list with faults."""
    place = tuple(detail["loc"])
    if detail["type"] == "missing":
        return place in {_meant(other) for other in details}
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and tuple(other["loc"])[: len(place)] == place for other in details
    )


def _meant(detail: dict[str, Any]) -> tuple[str | int, ...] | None:
    """The place of the key that an unknown one was meant to be."""
    if detail["type"] != "extra_forbidden":
        return None
    *above, word = detail["loc"]
    near = nearest(str(word), _known_keys(tuple(above)), alike=_ALIKE)
    return None if near is None else (*above, near)


def _known_keys(location: tuple[str | int, ...]) -> set[str]:
    parts: dict[str | int, type[PolicyPart]] = {"level": LevelRule, "peers": PeersRule, "rules": PolicyRule}
    model = next((parts[part] for part in reversed(location) if part in parts), Policy)
    return set(model.model_fields) - _OWN_KEYS
