"""The tables of a ledger, made where there are none and brought up to date where they are older."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from extractor.errors import LedgerUnusable

LEDGER = "ledger.sqlite3"
VERSION = 2

_SCHEMA = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    path TEXT PRIMARY KEY, sha256 TEXT, fingerprint TEXT, error TEXT, inside TEXT, import INTEGER NOT NULL,
    root INTEGER, inner TEXT
) WITHOUT ROWID;
CREATE INDEX source_by_content ON source (sha256, path);
CREATE TABLE reading (
    sha256 TEXT PRIMARY KEY, recipe TEXT NOT NULL, error TEXT, limits TEXT NOT NULL, digest TEXT NOT NULL,
    seconds REAL NOT NULL, chatter TEXT NOT NULL, stale INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE description (
    sha256 TEXT REFERENCES reading ON DELETE CASCADE, position INTEGER, function_key TEXT NOT NULL,
    named INTEGER NOT NULL, first_page INTEGER NOT NULL, last_page INTEGER NOT NULL, rules TEXT NOT NULL,
    json BLOB NOT NULL, PRIMARY KEY (sha256, position)
);
CREATE INDEX description_by_function ON description (function_key) WHERE named;
CREATE TABLE tally (
    sha256 TEXT REFERENCES reading ON DELETE CASCADE, kind TEXT NOT NULL, name TEXT NOT NULL, severity TEXT NOT NULL,
    number INTEGER NOT NULL
);
CREATE INDEX tally_of ON tally (sha256);
CREATE TABLE attached (
    sha256 TEXT REFERENCES reading ON DELETE CASCADE, position INTEGER, name TEXT NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (sha256, position)
) WITHOUT ROWID;
CREATE TABLE published (name TEXT PRIMARY KEY, bytes INTEGER NOT NULL, modified INTEGER NOT NULL) WITHOUT ROWID;
"""

_FROM_1 = "ALTER TABLE source ADD COLUMN root INTEGER; ALTER TABLE source ADD COLUMN inner TEXT;"

# What a ledger that was made before these can be given without reading a PDF again.
_LATER = """
CREATE TABLE IF NOT EXISTS root (id INTEGER PRIMARY KEY, place TEXT NOT NULL UNIQUE);
CREATE UNIQUE INDEX IF NOT EXISTS source_by_place ON source (root, inner);
CREATE INDEX IF NOT EXISTS source_by_fingerprint ON source (fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX IF NOT EXISTS source_by_import ON source (import);
CREATE TABLE IF NOT EXISTS placed (
    path TEXT PRIMARY KEY, key TEXT NOT NULL, sizes TEXT NOT NULL, names TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS came (name TEXT PRIMARY KEY, since TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS past (
    name TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, json BLOB NOT NULL, PRIMARY KEY (name, since)
);
CREATE TABLE IF NOT EXISTS replaced (path TEXT PRIMARY KEY, function_keys TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS passed_over (place TEXT PRIMARY KEY, kind TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS corrected (
    sha256 TEXT REFERENCES reading ON DELETE CASCADE, position INTEGER, function_key TEXT NOT NULL,
    named INTEGER NOT NULL, tallies TEXT NOT NULL, json BLOB NOT NULL, PRIMARY KEY (sha256, position)
) WITHOUT ROWID;
CREATE VIEW IF NOT EXISTS standing AS
    SELECT d.sha256, d.position, COALESCE(c.function_key, d.function_key) AS function_key,
    COALESCE(c.named, d.named) AS named, d.first_page, d.last_page
    FROM description d LEFT JOIN corrected c ON c.sha256 = d.sha256 AND c.position = d.position;
"""


def prepare(connection: sqlite3.Connection, output: Path) -> None:
    """Make the tables where there are none. Raises LedgerUnusable where there are others."""
    version = _version(connection, output)
    # A power cut may cost the last readings, which are then made again; it never costs the ledger (SQLite, WAL mode).
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    if version == 0:
        connection.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
    if version == 1:
        connection.executescript(f"BEGIN; {_FROM_1} PRAGMA user_version = {VERSION}; COMMIT;")
    _check_columns(connection, output, _SCHEMA)
    connection.executescript(_LATER)
    _check_columns(connection, output, _SCHEMA + _LATER)


def check(connection: sqlite3.Connection, output: Path) -> None:
    """For a ledger that may not be written. Raises LedgerUnusable where it is not as `prepare` leaves it."""
    if _version(connection, output) != VERSION:
        raise LedgerUnusable(
            f"{output / LEDGER}: an earlier version of this program wrote it, and it may not be written here",
            "Run the import again, or copy the folder to where you may write.",
        )
    _check_columns(connection, output, _SCHEMA + _LATER)


def _check_columns(connection: sqlite3.Connection, output: Path, schema: str) -> None:
    with closing(sqlite3.connect(":memory:")) as ours:
        ours.executescript(schema)
        missing = sorted(_columns(ours) - _columns(connection))
    if missing:
        raise _not_ours(output, f"{missing[0]} is not in it")


def _version(connection: sqlite3.Connection, output: Path) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version not in (0, 1, VERSION):
        raise LedgerUnusable(
            f"{output / LEDGER}: written by another version of this program (ledger {version}, here {VERSION})",
            "Use that version, or another folder with --output.",
        )
    if version == 0 and _columns(connection):
        raise _not_ours(output, "it has no version, and tables all the same")
    return version


def _columns(connection: sqlite3.Connection) -> set[str]:
    """Each as `table.column`."""
    rows = connection.execute(
        "SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
    )
    return {name for (name,) in rows}


def _not_ours(output: Path, what: str) -> LedgerUnusable:
    return LedgerUnusable(
        f"{output / LEDGER}: not a ledger, or changed by hand ({what})",
        "Remove it, and import again: all PDFs are read anew.",
    )
