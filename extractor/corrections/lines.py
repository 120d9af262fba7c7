"""One line of corrections.csv: what it means, and what is wrong with one that means nothing."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import date
from typing import Final

from extractor.handmade.suggest import did_you_mean
from extractor.model import OF_A_COMPETENCY, CorrectedField, FindingCode

COLUMNS: Final = tuple("document_id function_key competency field old_value new_value reason who when".split())
OPTIONAL_COLUMNS: Final = frozenset({"document_id", "function_key", "competency"})
"""Columns that a file may leave out where no line fills them."""

_DOCUMENT_ID = re.compile(r"[0-9a-f]{12}(-[0-9]+)?")
_FUNCTION_KEY = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})([./-])(?P<month>\d{1,2})\2(?P<year>\d{4})")


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """`number` is the line of the file, from 1. Means one document, or all that have the function key.

    `old_value` is what the person saw, `new_value` what it has to be; None is unknown.
    """

    number: int
    document_id: str | None
    function_key: str | None
    competency: str | None
    field: CorrectedField
    old_value: str | None
    new_value: str | None
    reason: str
    who: str
    when: date

    def __post_init__(self) -> None:
        if (self.document_id is None) == (self.function_key is None):
            raise ValueError(f"line {self.number}: one of document_id and function_key")
        of_competency = self.field in OF_A_COMPETENCY
        if self.field is not CorrectedField.FINDING and (self.competency is not None) != of_competency:
            raise ValueError(f"line {self.number}: {self.field} with competency {self.competency}")

    @property
    def target(self) -> str:
        return self.document_id or self.function_key or ""

    @property
    def confirms_unknown(self) -> bool:
        """A person looked at a level that is not known, and it cannot be known."""
        return self.field is CorrectedField.REQUIRED_LEVEL and self.old_value is None and self.new_value is None

    @property
    def imprint(self) -> str:
        """A digest of what it says, wherever it stands in the file."""
        return hashlib.sha256(repr([str(value) for value in astuple(self)[1:]]).encode()).hexdigest()[:16]


class Corrections:
    """All lines, in the order of the file, and those of one job description without a search."""

    def __init__(self, lines: Iterable[CorrectionLine] = ()) -> None:
        self.lines = tuple(lines)
        self._by_target: defaultdict[str, list[CorrectionLine]] = defaultdict(list)
        for line in self.lines:
            self._by_target[line.target].append(line)

    @property
    def targets(self) -> tuple[str, ...]:
        return tuple(self._by_target)

    def meaning(self, document_id: str, function_keys: Collection[str]) -> list[CorrectionLine]:
        """The lines that mean this document, or one of its keys, in the order of the file."""
        targets = {document_id, *function_keys} & self._by_target.keys()
        return sorted((line for target in targets for line in self._by_target[target]), key=lambda line: line.number)


def folded(text: str) -> str | None:
    """The text as an import writes texts, NFC and white space folded; None where nothing is left."""
    return " ".join(unicodedata.normalize("NFC", text).split()) or None


def text_to_day(text: str) -> date | None:
    """2026-01-31, or day first as European spreadsheets turn it into: 31/01/2026, 31-1-2026, 31.1.2026."""
    match = _ISO.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def cells_to_line(cells: Mapping[str, str], number: int) -> CorrectionLine | list[str]:
    """A line of the file from its cells by column, or all that is wrong with it, as `column: fault`."""
    values = {name: folded(cells.get(name) or "") for name in COLUMNS}
    faults = [*_target_faults(values), *_missing(values)]
    field = _field(values["field"] or "", faults)
    when = text_to_day(values["when"] or "")
    if values["when"] and when is None:
        faults.append(f"when: {values['when']!r} is no day; write it as 2026-01-31")
    if field is not None:
        _check_competency(field, values, faults)
        _check_values(field, values, faults)
    reason, who = values["reason"], values["who"]
    if faults or field is None or when is None or reason is None or who is None:
        return faults
    return CorrectionLine(
        number=number,
        document_id=values["document_id"],
        function_key=values["function_key"],
        competency=values["competency"],
        field=field,
        old_value=values["old_value"],
        new_value=values["new_value"],
        reason=reason,
        who=who,
        when=when,
    )


def _target_faults(values: Mapping[str, str | None]) -> list[str]:
    document_id, key = values["document_id"], values["function_key"]
    faults = []
    if document_id and key:
        faults.append("document_id: leave it or function_key empty: the one means this PDF, the other every version")
    if not document_id and not key:
        faults.append("function_key: neither it nor document_id says which job description is meant")
    if document_id and not _DOCUMENT_ID.fullmatch(document_id):
        faults.append(
            f"document_id: {document_id!r} is none; it has 12 of the signs 0-9 and a-f (a spreadsheet may have taken"
            " it for a number: format the column as text)"
        )
    if key and not _FUNCTION_KEY.fullmatch(key):
        faults.append(f"function_key: {key!r} is none; it looks like stad-tienen/deskundige-ict")
    return faults


def _missing(values: Mapping[str, str | None]) -> list[str]:
    return [f"{name}: is empty" for name in ("field", "reason", "who", "when") if not values[name]]


def _field(text: str, faults: list[str]) -> CorrectedField | None:
    names = [field.value for field in CorrectedField]
    if text in names:
        return CorrectedField(text)
    if text:
        hint = did_you_mean(text, names) or f" (known: {', '.join(names)})"
        faults.append(f"field: {text!r} cannot be corrected{hint}")
    return None


def _check_competency(field: CorrectedField, values: Mapping[str, str | None], faults: list[str]) -> None:
    of_competency = field in OF_A_COMPETENCY
    if of_competency and not values["competency"]:
        faults.append(f"competency: is empty; {field} is that of a competency")
    if values["competency"] and not of_competency and field is not CorrectedField.FINDING:
        faults.append(f"competency: leave it empty, for {field} is said of the function")


def _check_values(field: CorrectedField, values: dict[str, str | None], faults: list[str]) -> None:
    """Days are written in one way from here on."""
    if field is CorrectedField.FINDING and values["new_value"] not in list(FindingCode):
        hint = did_you_mean(values["new_value"] or "", [code.value for code in FindingCode])
        faults.append(f"new_value: {values['new_value'] or ''!r} is no code of a finding{hint}")
    if field is CorrectedField.APPROVED_ON:
        _as_day(values, "old_value", faults)
        _as_day(values, "new_value", faults)


def _as_day(values: dict[str, str | None], name: str, faults: list[str]) -> None:
    text = values[name]
    if text is None:
        return
    day = text_to_day(text)
    if day is None:
        faults.append(f"{name}: {text!r} is no day; write it as 2026-01-31")
    else:
        values[name] = day.isoformat()
