"""What a reading depends on besides the PDF: the program, and the rule modules in the order they are tried."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Set
from dataclasses import dataclass, replace
from typing import Self

from extractor.ledger.packing import OddlyKept
from extractor.matching.rule_patterns import Fitting
from extractor.matching.rulefile import RuleModule
from extractor.matching.rulepacks import available_rule_modules, find_rule_modules, program_data
from extractor.model import SCHEMA_VERSION
from extractor.reading.default import DEFAULT_READER
from extractor.reading.scan.choosing import Ocr, pinned
from extractor.version import VERSION

GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class Recipe:
    """`modules` are (id, digest of the rules); `forced` where they were chosen and not recognised."""

    program: str
    modules: tuple[tuple[str, str], ...]
    forced: bool

    def to_json(self) -> str:
        return json.dumps([self.program, self.modules, self.forced])

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Raises OddlyKept where it is none."""
        try:
            program, modules, forced = json.loads(text)
            return cls(program, tuple((id_, digest) for id_, digest in modules), forced)
        except (ValueError, TypeError) as error:
            raise OddlyKept("who read a PDF was changed in it") from error

    def with_scale(self, labels: tuple[str, ...]) -> Recipe:
        """The same where levels are ranked by a scale that the user named."""
        return replace(self, program=f"{self.program} scale {_digest(json.dumps(labels))}") if labels else self

    def concerns(self, before: Recipe, used: Set[str]) -> bool:
        """Whether a PDF that was read by the modules `used` of the recipe `before` may be read otherwise now.

        The first module that fits reads a document, so it concerns those that a module after it read, or none did.
        """
        if self == before:
            return False
        if self.program != before.program or self.forced != before.forced or not used or GENERIC in used:
            return True
        return _tried(self, used) != _tried(before, used)


def current_recipe(rules: str | None, ocr: Ocr = Ocr.AUTO, reader: str = DEFAULT_READER) -> Recipe:
    """Raises RulesNotFound, RuleFileError or ScanReaderMissing."""
    modules = available_rule_modules() if rules is None else find_rule_modules(rules)
    program = f"{VERSION} schema {SCHEMA_VERSION} {_digest(program_data())} scans {pinned(ocr)}"
    if reader != DEFAULT_READER:
        program += f" reader {reader}"
    return Recipe(program, tuple((module.id, _digest(_text_of(module))) for module in modules), rules is not None)


def _tried(recipe: Recipe, used: Set[str]) -> tuple[tuple[str, str], ...]:
    places = [place for place, (id_, _) in enumerate(recipe.modules) if id_ in used]
    return recipe.modules[: max(places) + 1] if len(places) == len(used) else ()


def _text_of(module: RuleModule) -> str:
    return json.dumps(module.model_dump(exclude={"origin"}), default=_plain, sort_keys=True)


def _plain(value: object) -> object:
    if isinstance(value, Fitting):
        return value.pattern
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"rules hold a {type(value).__name__}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
