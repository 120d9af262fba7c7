"""Which PDFs have their files waiting in a stage: known to this import only, and gone with it."""

from __future__ import annotations

import json

from extractor.ledger.store import Ledger
from extractor.output.splicing import PdfRows, Staged

_TABLE = """
CREATE TEMP TABLE IF NOT EXISTS staged (
    sha256 TEXT PRIMARY KEY, path TEXT NOT NULL, sizes TEXT NOT NULL, names TEXT NOT NULL, at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS temp.staged_by_path ON staged (path);
"""
# What they were made for is known when all is read: no other path comes before it, and nobody corrected it.
_OTHERWISE = """
DELETE FROM temp.staged WHERE sha256 IN (SELECT sha256 FROM corrected)
    OR path IS NOT (SELECT path FROM temp.first_path f WHERE f.sha256 = staged.sha256)
    OR EXISTS (SELECT 1 FROM source s WHERE s.path = staged.path AND s.error IS NOT NULL);
"""


def begin_staging(ledger: Ledger) -> None:
    """Before anything is noted; what an earlier import of this process noted is gone with its stage."""
    ledger.db.executescript(f"DROP TABLE IF EXISTS temp.staged; {_TABLE}")


def note_staged(ledger: Ledger, sha256: str, staged: Staged) -> None:
    """The files of the PDF with this content wait; of one that was read twice, those of the last time do."""
    rows = staged.rows
    ledger.db.execute(
        "INSERT OR REPLACE INTO temp.staged VALUES (?, ?, ?, ?, ?)",
        (sha256, rows.path, json.dumps(rows.sizes), json.dumps(rows.names), staged.at),
    )


def forget_made_otherwise(ledger: Ledger) -> None:
    """Leave those that are what the output will have of their PDF, but for namesakes; needs the table `first_path`."""
    ledger.db.executescript(f"{_TABLE}{_OTHERWISE}")


def staged_at(ledger: Ledger, path: str) -> tuple[str, PdfRows, int] | None:
    """Of the PDF at this path its SHA-256, what waits, and where in the stage its rows begin."""
    row = ledger.db.execute("SELECT sha256, sizes, names, at FROM temp.staged WHERE path = ?", (path,)).fetchone()
    if row is None:
        return None
    sha256, sizes, names, at = row
    return sha256, PdfRows(path, tuple(json.loads(sizes)), tuple(json.loads(names))), at
