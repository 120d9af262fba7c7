"""Whether corrections wait: what a person wrote down, and the output does not say yet."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from extractor.corrections.lines import Corrections
from extractor.corrections.opening import FILE_NAME, read_corrections
from extractor.corrections.standing import APPLIED, PersonsWord, corrections_file
from extractor.errors import ListInvalid, PathUnreadable
from extractor.ledger.opening import look_into_ledger
from extractor.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the next import or `apply_waiting` would bring: `new` lines of `file` were added since the last one.

    `gone` lines were taken out; one that was changed is both. `fault` says why the file cannot be read, if it cannot.
    """

    file: Path
    new: int
    gone: int
    fault: str | None = None

    @property
    def number(self) -> int:
        """How many lines wait; a line that was changed counts once."""
        return max(self.new, self.gone)


def waiting(output: Path) -> Waiting | None:
    """The corrections that were written down for `output` and are not in it yet; None where all are.

    Raises LedgerUnusable where there was no import into `output`.
    """
    with look_into_ledger(output) as ledger:
        return waiting_in(ledger, output)


def waiting_in(ledger: Ledger, output: Path) -> Waiting | None:
    """The same of a ledger that is open."""
    path = corrections_file(ledger, output, None)
    applied = Counter[str](json.loads(ledger.fact(APPLIED) or "[]"))
    try:
        lines = read_corrections(path) if path.exists() else Corrections()
    except (ListInvalid, PathUnreadable) as error:
        return Waiting(path, 0, 0, error.message)
    return _waiting(path, lines, applied)


def waiting_for(ledger: Ledger, word: PersonsWord) -> Waiting | None:
    """What an import with these corrections would bring."""
    applied = Counter[str](json.loads(ledger.fact(APPLIED) or "[]"))
    return _waiting(word.file or Path(FILE_NAME), word.corrections, applied)


def _waiting(path: Path, lines: Corrections, applied: Counter[str]) -> Waiting | None:
    there = Counter(line.imprint for line in lines.lines)
    new, gone = (there - applied).total(), (applied - there).total()
    return Waiting(path, new, gone) if new or gone else None
