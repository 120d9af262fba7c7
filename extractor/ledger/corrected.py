"""Job descriptions that stand corrected, beside the ones that were read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from extractor.ledger.packing import PackedDescription, tallies, unpacked
from extractor.ledger.store import Ledger
from extractor.model import JobDescription


def readings_meant(ledger: Ledger, targets: Iterable[str]) -> list[tuple[str, int]]:
    """SHA-256 and position of the job descriptions with one of these document ids or keys, read or corrected."""
    ledger.db.execute("DROP TABLE IF EXISTS temp.target")
    ledger.db.execute("CREATE TEMP TABLE target (name TEXT PRIMARY KEY) WITHOUT ROWID")
    # Of an id the PDF's part will do: which of its job descriptions is meant, is looked up in them.
    names = {target if "/" in target else target.partition("-")[0] for target in targets}
    ledger.db.executemany("INSERT INTO target VALUES (?)", [(name,) for name in sorted(names)])
    rows = ledger.db.execute(
        "SELECT d.sha256, d.position FROM description d JOIN standing s USING (sha256, position)"
        " WHERE (d.function_key IN temp.target OR s.function_key IN temp.target"
        " OR substr(d.sha256, 1, 12) IN temp.target)"
        " AND d.sha256 IN (SELECT sha256 FROM source) ORDER BY 1, 2"
    )
    return list(rows)


def reading_of(ledger: Ledger, sha256: str, position: int) -> JobDescription:
    """A job description as it was read."""
    row = ledger.db.execute(
        "SELECT json FROM description WHERE sha256 = ? AND position = ?", (sha256, position)
    ).fetchone()
    return unpacked(row[0])


def path_of(ledger: Ledger, sha256: str) -> str:
    """Where a PDF is now, by the first of its paths."""
    return str(ledger.db.execute("SELECT MIN(path) FROM source WHERE sha256 = ?", (sha256,)).fetchone()[0])


def function_keys(ledger: Ledger) -> list[str]:
    """Every key that stands in the import, or was read."""
    rows = ledger.db.execute("SELECT function_key FROM description UNION SELECT function_key FROM standing")
    return [key for (key,) in rows]


def forget_corrected(ledger: Ledger) -> None:
    ledger.db.execute("DELETE FROM corrected")


def set_corrected(
    ledger: Ledger, sha256: str, position: int, corrected: PackedDescription, read: JobDescription
) -> None:
    """The job description that stands in the place of one that was read."""
    difference: Counter[tuple[str, str, str]] = Counter()
    for counted, sign in ((corrected.tallies, 1), (tallies(read), -1)):
        for kind, name, severity, number in counted:
            difference[kind, name, severity] += sign * number
    differing = json.dumps([[*what, number] for what, number in sorted(difference.items()) if number])
    ledger.db.execute(
        "INSERT INTO corrected VALUES (?, ?, ?, ?, ?, ?)",
        (sha256, position, corrected.function_key, corrected.named, differing, corrected.json),
    )
