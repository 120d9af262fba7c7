"""Files in what was named that no import reads, since they are no PDF: nobody shall believe that they were."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.ledger.store import Ledger


@dataclass(frozen=True, slots=True, order=True)
class PassedOver:
    """`place` is the file; `kind` its ending, or what else it is."""

    kind: str
    place: str


@dataclass(frozen=True, slots=True)
class PassedOverKind:
    """So many files of one kind, and the first few of them."""

    kind: str
    number: int
    first: tuple[str, ...]


def set_passed_over(ledger: Ledger, files: Iterable[PassedOver]) -> None:
    """Those of this import, instead of those of the one before."""
    ledger.db.execute("DELETE FROM passed_over")
    ledger.db.executemany("INSERT OR IGNORE INTO passed_over VALUES (?, ?)", [(one.place, one.kind) for one in files])


def passed_over(ledger: Ledger) -> list[PassedOver]:
    """All of them, by kind and place."""
    rows = ledger.db.execute("SELECT kind, place FROM passed_over ORDER BY kind, place")
    return [PassedOver(kind, place) for kind, place in rows]


def kinds_passed_over(files: Iterable[PassedOver], shown: int = 2) -> list[PassedOverKind]:
    """The most frequent kinds first."""
    by_kind: dict[str, list[str]] = {}
    for one in files:
        by_kind.setdefault(one.kind, []).append(one.place)
    kinds = [PassedOverKind(kind, len(all_), tuple(all_[:shown])) for kind, all_ in by_kind.items()]
    return sorted(kinds, key=lambda kind: (-kind.number, kind.kind))
