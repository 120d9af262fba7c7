"""What an output said before: each JSON that another took the place of, or that left, with the time that it stood.

Only what was replaced is kept; what stands now is in the output. So a day of the past is what stands now, but for what
came since, and what was replaced since.
"""

from __future__ import annotations

import json
import uuid
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from extractor.errors import NothingToCompare
from extractor.ledger.store import Ledger
from extractor.model import JobDescription
from extractor.output.writing import job_description_from_json

_SINCE, _ID = "history_since", "id"
ALWAYS: Final = ""
"""When a file came that was there before anybody wrote down when."""


def clock() -> datetime:
    """The time in UTC. It stands in the ledger only: no file of an output depends on it."""
    return datetime.now(UTC)


class Past:
    """The notes of one publication; `altered` files are not what the ledger said."""

    def __init__(self, ledger: Ledger, altered: frozenset[str]) -> None:
        self._db = ledger.db
        self._now = clock().isoformat(timespec="microseconds")
        self._altered = altered
        if ledger.fact(_SINCE) is None:
            ledger.set_fact(_SINCE, self._now)

    def leaves(self, name: str, old: bytes, new: bytes | None) -> None:
        """Keep what a JSON file said, before it is removed or says `new`."""
        if name in self._altered or not _is_json(old) or (new is not None and _same_but_for_the_reader(old, new)):
            return
        row = self._db.execute("SELECT since FROM came WHERE name = ?", (name,)).fetchone()
        self._db.execute(
            "INSERT OR REPLACE INTO past VALUES (?, ?, ?, ?)",
            (name, row[0] if row else ALWAYS, self._now, zlib.compress(old, 6)),
        )
        self._db.execute("DELETE FROM came WHERE name = ?", (name,))
        if new is not None:
            self.comes(name)

    def comes(self, name: str) -> None:
        """Note when a JSON file came that was not there."""
        self._db.execute("INSERT OR REPLACE INTO came VALUES (?, ?)", (name, self._now))


def said_on(ledger: Ledger, output: Path, moment: datetime) -> Iterator[JobDescription]:
    """The job descriptions that stood in `output` at that moment.

    Raises NothingToCompare where the ledger does not go back so far.
    """
    at = moment.astimezone(UTC).isoformat(timespec="microseconds")
    begins = ledger.fact(_SINCE)
    if begins is None or at < begins:
        since = "never yet" if begins is None else f"since {datetime.fromisoformat(begins).astimezone():%Y-%m-%d %H:%M}"
        raise NothingToCompare(
            f"{output}: what its imports said is kept {since}, not on {moment.astimezone():%Y-%m-%d %H:%M}",
            "Name a later day, or compare with a copy of the folder.",
        )
    came = dict(ledger.db.execute("SELECT name, since FROM came"))
    for (name,) in ledger.db.execute("SELECT name FROM published WHERE name LIKE 'json/%' ORDER BY name").fetchall():
        if came.get(name, ALWAYS) <= at:
            yield job_description_from_json(output / name)
    for (packed,) in ledger.db.execute("SELECT json FROM past WHERE since <= ? AND until > ? ORDER BY name", (at, at)):
        yield JobDescription.model_validate_json(zlib.decompress(packed))


def identity(ledger: Ledger) -> str | None:
    """What tells an output and its copies from all others; None of one that was written before there was any."""
    return ledger.fact(_ID)


def give_identity(ledger: Ledger) -> None:
    if ledger.fact(_ID) is None:
        ledger.set_fact(_ID, uuid.uuid4().hex)


def _is_json(old: bytes) -> bool:
    """What is none, no import ever said: somebody else wrote it where the ledger does not know of it."""
    try:
        json.loads(old)
    except ValueError:
        return False
    return True


def _same_but_for_the_reader(old: bytes, new: bytes) -> bool:
    """That another version of the program read the same is no change."""
    one, other = json.loads(old), json.loads(new)
    return bool({**one, "reader": None, "schema_version": None} == {**other, "reader": None, "schema_version": None})
