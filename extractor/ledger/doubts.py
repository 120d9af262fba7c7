"""What a person may look at: the readings that leave something open, and the levels that are sure."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.ledger.packing import unpacked
from extractor.ledger.store import Ledger
from extractor.model import JobDescription


def readings_in_doubt(ledger: Ledger) -> Iterator[tuple[str, int, JobDescription]]:
    """SHA-256, position and job description as it was read, of PDFs with an unknown level or more than an info."""
    rows = ledger.db.execute(
        "SELECT sha256, position, json FROM description WHERE sha256 IN (SELECT sha256 FROM tally"
        " WHERE (kind = 'competency' AND name != 'ok') OR (kind = 'finding' AND severity != 'info'))"
        " AND sha256 IN (SELECT sha256 FROM source) ORDER BY sha256, position"
    )
    for sha256, position, json in rows:
        yield sha256, position, unpacked(json)


def first_paths(ledger: Ledger) -> dict[str, str]:
    """SHA-256 → the first path of the PDF."""
    return dict(ledger.db.execute("SELECT sha256, MIN(path) FROM source WHERE sha256 IS NOT NULL GROUP BY sha256"))


def sure_levels(ledger: Ledger) -> list[tuple[str, int]]:
    """SHA-256 of each PDF with levels that were read as ok, and how many it has, in a stable order."""
    return list(
        ledger.db.execute(
            "SELECT sha256, SUM(number) FROM tally WHERE kind = 'competency' AND name = 'ok'"
            " AND sha256 IN (SELECT sha256 FROM source) GROUP BY sha256 ORDER BY sha256"
        )
    )


def readings_in(ledger: Ledger, sha256: str) -> list[JobDescription]:
    """The job descriptions of a PDF as they were read, in its order."""
    rows = ledger.db.execute("SELECT json FROM description WHERE sha256 = ? ORDER BY position", (sha256,))
    return [unpacked(json) for (json,) in rows]


def corrected_jsons(ledger: Ledger) -> dict[tuple[str, int], bytes]:
    """SHA-256 and position → the packed job description that stands in the place of one that was read."""
    rows = ledger.db.execute("SELECT sha256, position, json FROM corrected")
    return {(sha256, position): json for sha256, position, json in rows}


def number_of_import(ledger: Ledger) -> str:
    """Changes whenever an import has read something anew."""
    readings = ledger.db.execute("SELECT COUNT(*), COALESCE(MAX(rowid), 0) FROM description").fetchone()
    return repr((ledger.fact("import"), *readings))
