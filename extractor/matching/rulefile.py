"""A TOML rule module → frozen rules; every fault is reported at once, with its line, its key and a suggestion.

What a module may say is defined here once: these classes check a file, and `rule_schema` makes of them what an editor
checks it with. The texts under the fields are what the editor shows.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from extractor.errors import RuleFileError
from extractor.handmade.suggest import did_you_mean
from extractor.handmade.toml_lines import Key, key_lines, line_of
from extractor.matching.rule_patterns import TEXT, Headings, Patterns, SomeHeadings, SomePatterns, Text, with_group

OWN_KEYS = frozenset({"origin", "generic"})
"""Set by the program, never by a file."""
GENERIC = "generic"
"""The id of the program's own module for documents without rules."""

FieldKey = Literal["name", "department", "service", "grade", "career", "organisation"]
"""The standard names of a header's labels."""
SectionKey = Literal["purpose", "position", "agreements", "competencies"]
StrategyName = Literal["rows", "columns", "choices", "worded", "styled"]

Labels = Annotated[
    dict[FieldKey, tuple[Text, ...]],
    WithJsonSchema(
        {
            "type": "object",
            "properties": {key: {"type": "array", "items": TEXT} for key in get_args(FieldKey)},
            "additionalProperties": False,
        }
    ),
]


class RulePart(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, use_attribute_docstrings=True)


class DocumentRules(RulePart):
    """How a job description is recognised."""

    title: SomeHeadings
    """What its title looks like: a job description begins at a line that one of these fits."""
    requires: Patterns = ()
    """Lines that occur in each job description of this family; where one is missing, it is of another family."""
    organisation: Annotated[Patterns, with_group("organisation")] = ()
    """Lines that name the employer, in a group (?<organisation>…); where the header has no label for it."""
    text_columns: Literal[1, 2] | None = None
    """In how many columns the text stands side by side; without it the pages are looked at."""


class FieldRules(RulePart):
    """The header of labels and values."""

    heading: Headings = ()
    """The heading over the header."""
    labels: Labels = {}
    """For each standard name the labels as they are printed, without colon. Other labels are read too, without one."""
    required: tuple[FieldKey, ...] = ("name",)
    """Standard names that every document has a value for; where one is missing, a finding says so."""

    @field_validator("labels")
    @classmethod
    def _each_label_once(cls, labels: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
        names = Counter(label.strip(" :").casefold() for printed in labels.values() for label in printed)
        twice = [label for printed in labels.values() for label in printed if names[label.strip(" :").casefold()] > 1]
        if twice:
            raise ValueError(f"the label {twice[0]!r} stands there twice")
        return labels


class SectionRules(RulePart):
    """Headings of the sections."""

    purpose: Headings = ()
    """Headings over the purpose and over the duties: of what follows, sentences are the purpose, list items duties."""
    duties: Headings = ()
    """Headings over the duties alone, where they stand under one of their own."""
    position: Headings = ()
    """Headings over the place in the organisation."""
    structure: Headings = ()
    """Headings that only divide the document."""
    required: tuple[SectionKey, ...] = ()
    """Sections that every document has; where one is missing, a finding says so."""


class AgreementRules(RulePart):
    """Task agreements: numbered headings with a list of tasks each."""

    title: SomePatterns
    """Begins an agreement, with groups (?<number>…) and (?<title>…)."""
    lead: Patterns = ()
    """The fixed sentence before the tasks."""


class ScaleRules(RulePart):
    """The levels of every competency."""

    labels: tuple[Text, ...] = Field(min_length=1)
    """The levels from low to high, as they are printed."""
    first: int = 1
    """The number of the lowest one, where the labels are no numbers: 0 where it means "not applicable"."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        names = Counter(label.strip().casefold() for label in self.labels)
        twice = [label for label in self.labels if names[label.strip().casefold()] > 1]
        if twice:
            raise ValueError(f"the label {twice[0]!r} stands there twice, so its level cannot be told")
        if all(label.isdecimal() for label in self.labels):
            numbers = [int(label) for label in self.labels]
            if numbers != sorted(numbers):
                raise ValueError("the labels are not in order, from low to high")
            if "first" in self.model_fields_set and self.first != numbers[0]:
                raise ValueError(f"first is {self.first}, but the labels are numbers and begin at {numbers[0]}")
        return self


def _no_repetition(names: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(names)) < len(names):
        raise ValueError("a name stands there twice")
    return names


class ColumnRules(RulePart):
    """Texts in the head of a table of competencies, besides those that all job descriptions share."""

    name: tuple[Text, ...] = ()
    """The column that names the competencies."""
    level: tuple[Text, ...] = ()
    """The column that gives the level."""
    description: tuple[Text, ...] = ()
    """A column that says more of a competency than its name."""
    code: tuple[Text, ...] = ()
    """A column of numbers or codes of the competencies."""
    other: tuple[Text, ...] = ()
    """Columns whose numbers and ticks are no levels: a weight, a year."""
    aspects: tuple[Text, ...] = ()
    """Columns that each give a level of their own: on entry, after two years; one for each function."""
    required: tuple[Text, ...] = ()
    """Of these, the one that is required."""
    current: tuple[Text, ...] = ()
    """Of these, the one that is there today."""
    functions: tuple[Text, ...] = ()
    """Columns that are a function each: every one becomes a job description of its own, with the levels below it."""
    cell: Annotated[Patterns, with_group("label")] = ()
    """What a cell with a level looks like, where it says more: "{level} – {any}" of "5 – Ensure, advise"."""


class LabelRules(RulePart):
    """Labels behind which the parts of a competency stand: lines, a small table each, a table that lies on its side."""

    name: tuple[Text, ...] = ()
    """What stands before the name: "Skill" of "Skill: Baking". It begins a competency."""
    level: tuple[Text, ...] = ()
    """What stands before its level."""
    description: tuple[Text, ...] = ()
    """What stands before a text that says more of it."""

    @model_validator(mode="after")
    def _has_both(self) -> Self:
        if bool(self.name) is not bool(self.level) or (self.description and not self.name):
            raise ValueError("name and level are both needed: the label of the name, and that of its level")
        return self


class CompetencyRules(RulePart):
    """How competencies and their levels are laid out."""

    strategies: Annotated[tuple[StrategyName, ...], AfterValidator(_no_repetition)] = Field(min_length=1)
    """Ways of giving a level, tried in this order, each on what the ones before left.

    rows: a row for each level, with a tick beside one. columns: a column for each level, a tick in one cell of each
    competency's row. choices: the levels in a line or list, a tick beside one. worded: the level is printed beside the
    name. styled: the level that is meant looks different."""
    scale: ScaleRules | None = None
    """Without a scale it is read off each document."""
    heading: Patterns = ()
    """The heading over all competencies."""
    block: Patterns = ()
    """Headings over parts of them, with groups (?<number>…) and (?<title>…)."""
    group: Patterns = ()
    """Headings over groups; without these, any line in stronger letters just above a competency."""
    header: Patterns = ()
    """What stands over the levels in the head of a table."""
    worded: Annotated[Patterns, with_group("label")] = ()
    """A line that gives the level in words: "{name} (niveau {level})", or a pattern with (?<name>…) and (?<label>…).

    "{name} | {level}" is a row of a table, or a line with a wide white. Without a name, "Ausprägung: {level}", it is
    the line under the name."""
    level_heading: Annotated[Patterns, with_group("label")] = ()
    """A heading that gives the level of all competencies listed under it: "Niveau {level}"."""
    rated: tuple[Text, ...] = ()
    """Signs that give a level by how many of them stand there: "★" of "★★★", "+" of "++"."""
    footnotes: tuple[Text, ...] = ()
    """Signs behind a name or a level that only point to a note: "*", "(1)"."""
    elsewhere: Patterns = ()
    """Headings of sections that hold no competencies, whatever level is spoken of in them."""
    columns: ColumnRules = ColumnRules()
    """What the columns of a table of competencies are, by the texts in its head."""
    labels: LabelRules = LabelRules()
    """Where each part of a competency stands behind a label of its own: "Skill: Baking", "Level: 3"."""
    level_words: tuple[Text, ...] = ()
    """Words printed before a level, besides those that all job descriptions share: "Peil" of "Peil 3"."""
    not_applicable: tuple[Text, ...] = ()
    """Labels that say that a competency does not apply, besides the usual ones."""
    never: tuple[Text, ...] = ()
    """Names that are no competency, with whatever level: "Taalbrevet"."""

    @model_validator(mode="after")
    def _is_used(self) -> Self:
        for key in ("worded", "level_heading", "rated"):
            if getattr(self, key) and "worded" not in self.strategies:
                raise ValueError(f'{key} is not used: add "worded" to strategies')
        if self.labels.name and "worded" not in self.strategies:
            raise ValueError('labels is not used: add "worded" to strategies')
        return self


class RuleModule(RulePart):
    """One family of job descriptions: how it is recognised, and what is where in it.

    Patterns are those of the `regex` library, whatever the case of the letters, looked for in lines and paragraphs
    whose white space is one space.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    """What `--rules` and the output call it: small letters, digits and hyphens."""
    version: Text
    """Raise it when the module reads something differently."""
    name: Text
    """For people: which documents these are."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = None
    """Of all its documents, as ISO 639 has it: nl, fr, en. Without it, it is told from each document's own words."""
    document: DocumentRules
    fields: FieldRules = FieldRules()
    sections: SectionRules = SectionRules()
    agreements: AgreementRules | None = None
    """Task agreements, where the documents have them."""
    extension: Patterns = ()
    """The clause that extends the tasks, with a group (?<text>…)."""
    approval: Patterns = ()
    """The line that says who approved it and when, with groups (?<authority>…) and (?<date>…)."""
    competencies: CompetencyRules
    origin: str = "built in"
    """ "built in", or the path of the file."""
    generic: bool = False
    """Fits whatever has competencies with levels; only the program itself has such a module."""


def load_rule_file(path: Path | Traversable, origin: str | None = None) -> RuleModule:
    """Raises RuleFileError with all faults of the file."""
    where = origin or str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RuleFileError(where, [f"cannot be opened: {error.strerror or error}"]) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise RuleFileError(where, [f"line {line}: not UTF-8 at byte {error.start}"]) from error
    return text_to_rules(text, where)


def text_to_rules(text: str, where: str) -> RuleModule:
    """The same for a text that was read already; `where` becomes the module's origin."""
    faults: list[tuple[int, str]] = []
    table: dict[str, Any] | None = None
    while table is None:
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            line = _line_of_error(error, text)
            if not _SECOND.search(str(error)):
                faults.append((line, f"not valid TOML: {_AT.sub('', str(error))}"))
                raise RuleFileError(where, _listed(faults)) from error
            name, text = _cut_entry(text, line)
            faults.append((line, f"{name}: given twice"))
    lines_of_keys = key_lines(text)
    faults += [(line_of((key,), lines_of_keys), f"{key}: unknown key") for key in OWN_KEYS & table.keys()]
    if table.get("id") == GENERIC:
        faults.append((line_of(("id",), lines_of_keys), f"id: {GENERIC!r} is the program's own; give another one"))
    try:
        module = RuleModule.model_validate({**{k: v for k, v in table.items() if k not in OWN_KEYS}, "origin": where})
    except ValidationError as error:
        faults += [_fault(detail, lines_of_keys) for detail in _without_consequences(error.errors())]
        raise RuleFileError(where, _listed(faults)) from error
    if faults:
        raise RuleFileError(where, _listed(faults))
    return module


def rule_file_faults(path: Path) -> list[str]:
    try:
        load_rule_file(path)
    except RuleFileError as error:
        return list(error.faults)
    return []


def _listed(faults: Iterable[tuple[int, str]]) -> list[str]:
    return [f"line {line}: {fault}" for line, fault in sorted(faults)]


_AT = re.compile(r" \((?:at line (\d+), column \d+|at end of document)\)")
_SECOND = re.compile(r"^Cannot (?:overwrite|declare|mutate|redefine)")
_ENTRY = re.compile(r"""^\s*[\w"'.-]+(?:\s*\.\s*[\w"'-]+)*\s*=""")
_TABLE = re.compile(r"^\s*\[")


def _line_of_error(error: tomllib.TOMLDecodeError, text: str) -> int:
    place = _AT.search(str(error))
    return int(place[1]) if place and place[1] else text.rstrip().count("\n") + 1


def _cut_entry(text: str, line: int) -> tuple[str, str]:
    """The entry that ends on that line, or the table that begins there: its name, and the text with blanks for it."""
    lines = text.split("\n")
    first, last = line - 1, line
    if _TABLE.match(lines[first]):
        last = next((i for i in range(line, len(lines)) if _TABLE.match(lines[i])), len(lines))
        name = lines[first].partition("]")[0].strip(" [")
    else:
        while first > 0 and not _ENTRY.match(lines[first]):
            first -= 1
        name = lines[first].partition("=")[0].strip()
    return name, "\n".join([*lines[:first], *[""] * (last - first), *lines[last:]])


def _without_consequences(details: Sequence[Any]) -> list[Any]:
    """Where an entry of a list is at fault, that the list has too few sound ones goes without saying."""
    places = [detail["loc"] for detail in details]
    return [
        detail
        for detail in details
        if detail["type"] != "too_short" or not any(place[:-1] == detail["loc"] for place in places)
    ]


def _fault(detail: Mapping[str, Any], lines: Mapping[Key, int]) -> tuple[int, str]:
    location = tuple(part for part in detail["loc"] if part != "[key]")
    line = line_of(location, dict(lines))
    key = ".".join(str(part) for part in location)
    last = str(location[-1]) if location else ""
    if detail["type"] == "extra_forbidden":
        return line, f"{key}: unknown key{did_you_mean(last, _known_keys(location[:-1]))}"
    if detail["type"] == "missing":
        return line, f"{key}: missing"
    message = str(detail["msg"]).removeprefix("Value error, ")
    if detail["type"] == "literal_error":
        known = [name.strip("'") for name in re.split(r", | or ", str(detail["ctx"]["expected"]))]
        given = str(detail["input"])
        message = f"{given!r} is none of {', '.join(known)}{did_you_mean(given, known)}"
    return line, f"{key}: {message}"


def _known_keys(location: Sequence[str | int]) -> list[str]:
    model: type[BaseModel] = RuleModule
    for part in location:
        field = model.model_fields.get(str(part))
        candidates = [] if field is None else [field.annotation, *get_args(field.annotation)]
        inner = [c for c in candidates if isinstance(c, type) and issubclass(c, BaseModel)]
        if not inner:
            return []
        model = inner[0]
    return [name for name in model.model_fields if name not in OWN_KEYS]
