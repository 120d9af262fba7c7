"""A TOML rule module → frozen rules; every fault is reported at once, with its key and a suggestion."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Literal

import regex
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from extractor.errors import RuleFileError

OWN_KEYS = frozenset({"origin", "generic"})
"""Set by the program, never by a file."""


def _compiled(value: object) -> object:
    if isinstance(value, regex.Pattern):
        return value
    if not isinstance(value, str):
        raise ValueError("a pattern is a text between quotes")
    try:
        return regex.compile(value, flags=regex.VERSION1 | regex.IGNORECASE)
    except regex.error as error:
        raise ValueError(f"not a valid pattern: {error}") from error


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, (str, regex.Pattern)) else value


Pattern = Annotated[regex.Pattern[str], BeforeValidator(_compiled)]
Patterns = Annotated[tuple[Pattern, ...], BeforeValidator(_one_or_many)]


class RulePart(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class DocumentRules(RulePart):
    """How a job description is recognised. `title` begins one; all of `requires` occur in one."""

    title: Patterns
    requires: Patterns = ()
    organisation: Patterns = ()


class FieldRules(RulePart):
    """The header of labels and values. `labels` maps standard names to the labels as printed, without colon."""

    heading: Patterns = ()
    labels: dict[Literal["name", "department", "service", "grade", "career", "organisation"], tuple[str, ...]] = {}
    required: tuple[str, ...] = ("name",)


class SectionRules(RulePart):
    """Headings of the sections; `structure` are headings that only divide."""

    purpose: Patterns = ()
    position: Patterns = ()
    structure: Patterns = ()
    required: tuple[Literal["purpose", "position", "agreements", "competencies"], ...] = ()


class AgreementRules(RulePart):
    """`title` begins an agreement, with groups `number` and `title`; `lead` is the fixed sentence before its tasks."""

    title: Patterns
    lead: Patterns = ()


class ScaleRules(RulePart):
    """The levels in order, as printed. `first` is the number of the first one where the labels are no numbers."""

    labels: tuple[str, ...] = Field(min_length=1)
    first: int = 1


StrategyName = Literal["rows", "columns", "choices", "worded", "styled"]


class CompetencyRules(RulePart):
    """How competencies and their levels are laid out.

    Strategies are tried in their order, each on what the ones before left. Without a scale it is read off the document.
    """

    strategies: tuple[StrategyName, ...] = Field(min_length=1)
    scale: ScaleRules | None = None
    heading: Patterns = ()
    block: Patterns = ()
    group: Patterns = ()
    header: Patterns = ()
    worded: Patterns = ()


class RuleModule(RulePart):
    """One family of documents. `origin` is "built in" or the path of the file.

    Without a language it is told from each document's own words. `generic` marks the module that fits whatever has
    competencies with levels; only the program itself has one.
    """

    id: str
    version: str
    name: str
    language: str | None = None
    document: DocumentRules
    fields: FieldRules = FieldRules()
    sections: SectionRules = SectionRules()
    agreements: AgreementRules | None = None
    extension: Patterns = ()
    approval: Patterns = ()
    competencies: CompetencyRules
    origin: str = "built in"
    generic: bool = False


def load_rule_file(path: Path | Traversable, origin: str | None = None) -> RuleModule:
    """Raises RuleFileError with all faults of the file."""
    where = origin or str(path)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise RuleFileError(where, [f"cannot be opened: {error.strerror or error}"]) from error
    except UnicodeDecodeError as error:
        raise RuleFileError(where, [f"not UTF-8 at byte {error.start}"]) from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(where, [f"not valid TOML: {error}"]) from error
    for key in OWN_KEYS & table.keys():
        raise RuleFileError(where, [f"{key}: unknown key"])
    try:
        return RuleModule.model_validate({**table, "origin": where})
    except ValidationError as error:
        raise RuleFileError(where, [_fault(detail) for detail in error.errors()]) from error


def rule_file_faults(path: Path) -> list[str]:
    try:
        load_rule_file(path)
    except RuleFileError as error:
        return list(error.faults)
    return []


def _fault(detail: Mapping[str, Any]) -> str:
    location = [str(part) for part in detail["loc"] if part != "[key]"]
    key = ".".join(location)
    if detail["type"] == "extra_forbidden":
        near = difflib.get_close_matches(location[-1], _known_keys(location[:-1]), n=1)
        return f"{key}: unknown key" + (f"; did you mean {near[0]!r}?" if near else "")
    if detail["type"] == "missing":
        return f"{key}: missing"
    message = str(detail["msg"]).removeprefix("Value error, ")
    return f"{key}: {message}"


def _known_keys(location: list[str]) -> list[str]:
    model: type[BaseModel] = RuleModule
    for part in location:
        field = model.model_fields.get(part)
        candidates = [] if field is None else [field.annotation, *getattr(field.annotation, "__args__", ())]
        inner = [c for c in candidates if isinstance(c, type) and issubclass(c, BaseModel)]
        if not inner:
            return []
        model = inner[0]
    return [name for name in model.model_fields if name not in OWN_KEYS]
