"""corrections.csv → the ledger: which job descriptions stand corrected in the output, and what became of each line.

Readings stay as they were read. A line that is changed or taken out has its effect at the next import, and no PDF is
read for it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from extractor.corrections.applying import Fate, correct
from extractor.corrections.lines import CorrectionLine, Corrections
from extractor.corrections.opening import FILE_NAME, read_corrections
from extractor.handmade.suggest import did_you_mean
from extractor.ledger.corrected import forget_corrected, function_keys, reading_of, readings_meant, set_corrected
from extractor.ledger.packing import kept_json, packed
from extractor.ledger.store import Ledger

_FILE, _REPORT = "corrections_file", "corrections"
APPLIED: Final = "corrections_applied"
"""The fact of the ledger that says which lines its corrected job descriptions are made with."""
UNMATCHED: Final = "unmatched"
_MOST_SUGGESTIONS = 20_000
"""Keys that are looked through for one that was meant."""


@dataclass(frozen=True, slots=True)
class PersonsWord:
    """The corrections of an import; `file` is theirs, or None where there is no such file."""

    corrections: Corrections
    file: Path | None
    chosen: bool = False


NOTHING_SAID: Final = PersonsWord(Corrections(), None)


@dataclass(frozen=True, slots=True)
class CorrectionsReport:
    """What became of the lines of `file`: how many had which fate, and those that meant nothing, in words.

    `gone` counts the corrections that the import before had applied, where there is no file any more.
    """

    file: str
    fates: Counter[str]
    unmatched: tuple[str, ...]
    gone: int

    @property
    def lines(self) -> int:
        return self.fates.total()


def corrections_file(ledger: Ledger, output: Path, given: Path | None) -> Path:
    """Where the corrections of an output are: the file that was given, now or last time, or else one in the output."""
    kept = ledger.fact(_FILE)
    return given or (Path(kept) if kept else output / FILE_NAME)


def load_corrections(ledger: Ledger, output: Path, given: Path | None) -> PersonsWord:
    """The corrections for an import into `output`.

    Raises:
        PathUnreadable: a file that was given, now or at an earlier import, cannot be opened.
        ListInvalid: lines that mean nothing; all of them at once.
    """
    path = corrections_file(ledger, output, given)
    chosen = path.resolve() != (output / FILE_NAME).resolve()
    if not chosen and not path.exists():
        return NOTHING_SAID
    return PersonsWord(read_corrections(path), path, chosen)


def correct_readings(ledger: Ledger, word: PersonsWord) -> None:
    """Put the corrected job descriptions into the ledger, in place of those of the import before."""
    corrections = word.corrections
    gone = _applied_before(ledger) if word.file is None else 0
    with ledger.together():
        counts, unmatched = _counted(ledger, corrections, _correct_each(ledger, corrections))
        ledger.set_fact(_FILE, str(word.file.resolve()) if word.file and word.chosen else "")
        report = [word.file.name if word.file else FILE_NAME, counts, unmatched, gone]
        ledger.set_fact(APPLIED, json.dumps([line.imprint for line in corrections.lines]))
        ledger.set_fact(_REPORT, json.dumps(report) if counts or gone else "")


@dataclass(frozen=True, slots=True)
class _Meant:
    """What one line came to in the job descriptions that it means, and the competencies of those where it has none."""

    fates: set[Fate] = field(default_factory=set)
    competencies: set[str] = field(default_factory=set)


def _correct_each(ledger: Ledger, corrections: Corrections) -> dict[int, _Meant]:
    """Correct every job description that is meant; by the number of the line."""
    meant: defaultdict[int, _Meant] = defaultdict(_Meant)
    places = readings_meant(ledger, corrections.targets) if corrections.lines else []
    forget_corrected(ledger)
    for sha256, position in places:
        read = reading_of(ledger, sha256, position)
        corrected, of_lines = correct(read, corrections)
        if corrected != read:
            set_corrected(ledger, sha256, position, packed(corrected), read)
        for line, fate in of_lines:
            meant[line.number].fates.add(fate)
            if fate is Fate.NO_COMPETENCY:
                meant[line.number].competencies.update(competency.id for competency in read.competencies)
    return meant


def _counted(ledger: Ledger, corrections: Corrections, meant: Mapping[int, _Meant]) -> tuple[Counter[str], list[str]]:
    """How many lines had which fate, and what is wrong with those that mean nothing."""
    counts: Counter[str] = Counter()
    unmatched = []
    keys = function_keys(ledger) if any(line.number not in meant for line in corrections.lines) else []
    for line in corrections.lines:
        of_line = meant.get(line.number, _Meant())
        worst = next((fate for fate in Fate if fate in of_line.fates), Fate.NO_COMPETENCY)
        counts[UNMATCHED if worst is Fate.NO_COMPETENCY else worst.value] += 1
        if worst is Fate.NO_COMPETENCY:
            unmatched.append(_unmatched(line, of_line.competencies, keys))
    return counts, unmatched


def last_corrections(ledger: Ledger) -> CorrectionsReport | None:
    """What the last import made of the corrections; None where there were none."""
    text = ledger.fact(_REPORT)
    if not text:
        return None
    file, counts, unmatched, gone = kept_json(text)
    return CorrectionsReport(file, Counter(counts), tuple(unmatched), gone)


def _applied_before(ledger: Ledger) -> int:
    before = last_corrections(ledger)
    return before.fates[Fate.APPLIED.value] if before else 0


def _unmatched(line: CorrectionLine, competencies: set[str], keys: list[str]) -> str:
    if competencies:
        hint = did_you_mean(line.competency or "", competencies)
        return f"line {line.number}: {line.target} has no competency {line.competency!r}{hint}"
    if line.document_id:
        return f"line {line.number}: no job description has the document_id {line.document_id}"
    hint = did_you_mean(line.target, keys) if len(keys) <= _MOST_SUGGESTIONS else ""
    return f"line {line.number}: no job description has the function_key {line.target!r}{hint}"
