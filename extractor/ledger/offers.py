"""What an import was offered and what waits to be read: in tables that go with it, and not in its memory.

offer    each PDF by its path, with what only the import understands of it
waiting  those that one round of it reads, each content once, under its first path
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractor.ledger.store import Ledger

_TABLES: Final = (
    "DROP TABLE IF EXISTS temp.offer",
    "DROP TABLE IF EXISTS temp.waiting",
    "CREATE TEMP TABLE offer (path TEXT PRIMARY KEY, change TEXT, about BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TEMP TABLE waiting (place INTEGER PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL)",
)
_UNREAD: Final = (
    "SELECT MIN(path) AS path, sha256 FROM source LEFT JOIN reading r USING (sha256)"
    " WHERE import = ? AND sha256 IS NOT NULL AND (r.recipe IS NULL OR r.stale) GROUP BY sha256"
)
_AT_ONCE: Final = 100


class Offers:
    """Those of one import; `about` is what it notes of each."""

    def __init__(self, ledger: Ledger) -> None:
        self._db = ledger.db
        for table in _TABLES:  # not as a script, which would end what is begun
            self._db.execute(table)

    def add(self, path: str, change: str | None, about: bytes) -> None:
        self._db.execute("INSERT OR REPLACE INTO temp.offer VALUES (?, ?, ?)", (path, change, about))

    def about(self, path: str) -> bytes:
        return bytes(self._db.execute("SELECT about FROM temp.offer WHERE path = ?", (path,)).fetchone()[0])

    def about_content(self, sha256: str) -> list[bytes]:
        """Of each that has this content."""
        rows = self._db.execute("SELECT about FROM temp.offer JOIN source USING (path) WHERE sha256 = ?", (sha256,))
        return [about for (about,) in rows]

    def changes(self, import_: int) -> Iterator[tuple[str, str | None, bool]]:
        """Path, change and whether it is still to be read, by path."""
        yield from self._db.execute(
            f"SELECT path, change, source.sha256 IN (SELECT sha256 FROM ({_UNREAD}))"  # noqa: S608  # a constant
            " FROM temp.offer JOIN source USING (path) ORDER BY path",
            (import_,),
        )

    def begin_round(self, import_: int) -> int:
        """How many were offered and nobody has read; `waiting` gives them."""
        self._db.execute("DELETE FROM temp.waiting")
        return self._db.execute(
            f"INSERT INTO temp.waiting (path, sha256) SELECT path, sha256 FROM ({_UNREAD})"  # noqa: S608
            " WHERE path IN (SELECT path FROM temp.offer) ORDER BY path",
            (import_,),
        ).rowcount

    def waiting(self) -> Iterator[tuple[str, str, bytes]]:
        """Path, SHA-256 and `about` of each, by path; what is offered meanwhile waits for the next round."""
        last = 0
        while rows := self._db.execute(
            "SELECT place, path, sha256, about FROM temp.waiting JOIN temp.offer USING (path)"
            " WHERE place > ? ORDER BY place LIMIT ?",
            (last, _AT_ONCE),
        ).fetchall():
            last = rows[-1][0]
            yield from (row[1:] for row in rows)
