"""A correction that a person asks for, held against the import before it is written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.corrections.applying import Fate, correct
from extractor.corrections.lines import CorrectionLine, Corrections, cells_to_line, folded
from extractor.corrections.looking import what_is_found
from extractor.corrections.values import competency_named, has_place, level_said, possible_levels, value_of
from extractor.errors import CorrectionRefused
from extractor.handmade.suggest import did_you_mean
from extractor.ledger.corrected import function_keys, path_of, reading_of, readings_meant
from extractor.ledger.store import Ledger
from extractor.model import Competency, CorrectedField, JobDescription

_NEW = 2**31
"""After every line of a file."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line to be added. It means the job descriptions of `paths`, and takes the place of the lines `supersedes`."""

    line: CorrectionLine
    paths: tuple[str, ...]
    supersedes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Meant:
    """A job description as it was read, where it is now, and its competency that is meant."""

    read: JobDescription
    path: str
    competency: Competency | None

    def value(self, line: CorrectionLine) -> str | None:
        """What is read of what the line speaks of."""
        competency = self.competency
        if line.field is CorrectedField.FINDING:
            return what_is_found(self.read, line.new_value or "", competency.id if competency else None)
        if competency is None:
            value = value_of(self.read, line.field)
        elif line.field is CorrectedField.REQUIRED_LEVEL:
            value = None if competency.required_level is None else str(competency.required_level)
        else:
            value = competency.name if line.field is CorrectedField.COMPETENCY else competency.group
        return None if value is None else folded(value)

    def said(self, text: str | None, field: CorrectedField) -> str | None:
        if self.competency is None or field is not CorrectedField.REQUIRED_LEVEL:
            return text
        return level_said(text, possible_levels(self.read, self.competency))


def propose(ledger: Ledger, corrections: Corrections, cells: Mapping[str, str]) -> Proposal:
    """The line of these cells, with `old_value` filled in from the import. `corrections` are those there are.

    Raises:
        CorrectionRefused: no such document, competency or value in the import; or it is said or read already.
    """
    line = _line({**cells, "old_value": ""})
    meant = _meant_places(ledger, line)
    first = meant[0]
    new = first.said(line.new_value, line.field)
    _check_possible(first, line, new)
    old = _old_value(meant, line, new, corrections)
    named = first.competency.id if first.competency else ""
    line = _line({**cells, "competency": named, "old_value": old or "", "new_value": new or ""})
    return Proposal(line, tuple(m.path for m in meant), _superseded(meant, corrections, line))


def lines_about(ledger: Ledger, corrections: Corrections, cells: Mapping[str, str]) -> list[CorrectionLine]:
    """The lines there are on the value that the cells speak of, in the order of the file; raises as `propose`."""
    line = _line({**cells, "old_value": ""})
    earlier = {f.number: f for m in _meant_places(ledger, line) for f in _earlier(m, corrections, line)}
    return [earlier[number] for number in sorted(earlier)]


def _meant_places(ledger: Ledger, line: CorrectionLine) -> list[_Meant]:
    meant = [_with_competency(m, line) for m in _meant(ledger, line)]
    meant = [m for m in meant if m.competency or line.competency is None]
    if not meant:
        raise _no_competency(ledger, line)
    return meant


def _line(cells: Mapping[str, str]) -> CorrectionLine:
    line = cells_to_line(cells, _NEW)
    if isinstance(line, CorrectionLine):
        return line
    listing = "\n".join(f"  {fault}" for fault in line)
    raise CorrectionRefused(f"this cannot be a correction\n{listing}", "Change that; nothing was added.")


def _meant(ledger: Ledger, line: CorrectionLine) -> list[_Meant]:
    found = [
        (reading_of(ledger, sha256, position), path_of(ledger, sha256))
        for sha256, position in readings_meant(ledger, [line.target])
    ]
    exact = [(read, path) for read, path in found if line.document_id in {None, read.document_id}]
    if not exact:
        what = "document_id" if line.document_id else "function_key"
        hint = "" if line.document_id else did_you_mean(line.target, function_keys(ledger))
        raise CorrectionRefused(
            f"no job description of this import has the {what} {line.target!r}{hint}",
            "Look them up in csv/functions.csv of the import; nothing was added.",
        )
    return [_Meant(read, path, None) for read, path in sorted(exact, key=lambda pair: pair[1])]


def _with_competency(meant: _Meant, line: CorrectionLine) -> _Meant:
    competency = competency_named(meant.read, line.competency) if line.competency else None
    return _Meant(meant.read, meant.path, competency)


def _no_competency(ledger: Ledger, line: CorrectionLine) -> CorrectionRefused:
    word = line.competency or ""
    there = [c for meant in _meant(ledger, line) for c in meant.read.competencies]
    several = [c.id for c in there if c.name.casefold() == word.casefold()]
    hint = (
        f"; several have that name: {', '.join(several)}" if several else did_you_mean(word, {c.id: 0 for c in there})
    )
    return CorrectionRefused(
        f"{line.target} has no competency {word!r}{hint}",
        "Look them up in csv/competencies.csv of the import; nothing was added.",
    )


def _check_possible(meant: _Meant, line: CorrectionLine, new: str | None) -> None:
    if not has_place(meant.read, line.field):
        raise CorrectionRefused(
            f"{meant.path}: the document has no approval whose {line.field} could be corrected", "Nothing was added."
        )
    if meant.competency is None or new is None or line.field is not CorrectedField.REQUIRED_LEVEL:
        return
    levels = possible_levels(meant.read, meant.competency)
    if new not in map(str, levels):
        scale = ", ".join(
            str(level) if label == str(level) else f"{level} ({label})" for level, label in sorted(levels.items())
        )
        raise CorrectionRefused(
            f"{meant.path}: {meant.competency.name} has no level {new!r}; its levels are {scale}",
            "Give one of those with --value, or --value '' where it cannot be known; nothing was added.",
        )


def _old_value(meant: list[_Meant], line: CorrectionLine, new: str | None, corrections: Corrections) -> str | None:
    """What is read in all documents that are meant and do not say the new value by themselves.

    An unknown level may be said to be unknown: then a person has looked, and it cannot be known.
    """
    differing = _differing({m.path: m.value(line) for m in meant}, line, new)
    if not differing and line.field is CorrectedField.FINDING:
        raise CorrectionRefused(
            f"{line.target} has no finding {new}",
            "Look them up in csv/findings.csv of the import; nothing was added.",
        )
    if not differing:
        standing = [f.number for m in meant for f in _earlier(m, corrections, line)]
        said = f"; line {standing[-1]} of the corrections says otherwise: take that out" if standing else ""
        raise CorrectionRefused(
            f"{line.target}: {line.field} is read as {_shown(new)} already{said}", "Nothing was added."
        )
    if len(set(differing.values())) > 1:
        listing = ", ".join(f"{path}: {_shown(value)}" for path, value in differing.items())
        raise CorrectionRefused(
            f"{line.target} has several documents that say different things ({listing})",
            "Correct one of them with --document; nothing was added.",
        )
    return next(iter(differing.values()))


def _differing(values: Mapping[str, str | None], line: CorrectionLine, new: str | None) -> dict[str, str | None]:
    """Of what is read, by path, that which the line speaks of: a level that is said to be unknown may be so already."""
    if line.field is CorrectedField.FINDING:
        return {path: value for path, value in values.items() if value is not None}
    looked = line.field is CorrectedField.REQUIRED_LEVEL and new is None
    return {path: value for path, value in values.items() if looked or value != new}


def _earlier(meant: _Meant, corrections: Corrections, line: CorrectionLine) -> list[CorrectionLine]:
    """The lines there are on the same value, in the order of the file."""
    _, fates = correct(meant.read, corrections)
    competency = meant.competency
    return [
        f
        for f, fate in fates
        if fate is not Fate.NO_COMPETENCY
        and f.field is line.field
        and (line.field is not CorrectedField.FINDING or f.new_value == line.new_value)
        and (f.competency is None or competency_named(meant.read, f.competency) == competency)
    ]


def _superseded(meant: list[_Meant], corrections: Corrections, line: CorrectionLine) -> tuple[int, ...]:
    earlier = [f for m in meant for f in _earlier(m, corrections, line)]
    for before in earlier[-1:]:
        same = (before.target, meant[0].said(before.new_value, line.field)) == (line.target, line.new_value)
        if same and meant[0].said(before.old_value, line.field) == line.old_value:
            raise CorrectionRefused(
                f"line {before.number} of the corrections says the same ({before.who}, {before.when.isoformat()})",
                "Import again, and it applies; nothing was added.",
            )
    return tuple(sorted({f.number for f in earlier}))


def _shown(value: str | None) -> str:
    return "unknown" if value is None else value
