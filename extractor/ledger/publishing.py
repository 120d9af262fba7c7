"""What the files of an output are made of, and whether they stand there as they were made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from extractor.ledger.faults import error_from_json
from extractor.ledger.packing import unpacked
from extractor.ledger.store import Ledger
from extractor.model import Finding, FindingCode, JobDescription, Severity
from extractor.output.outcome import OfferedPdf

NAMESAKES_SHOWN = 5


def offered(ledger: Ledger) -> Iterator[OfferedPdf]:
    """Everything that was read, by path, one at a time; each job description knows its namesakes."""
    _gather_namesakes(ledger)
    rows = ledger.db.execute(
        "SELECT s.path, s.sha256, s.error, r.error, f.path,"
        " (SELECT COUNT(*) FROM attached a WHERE a.sha256 = s.sha256)"
        " FROM source s LEFT JOIN reading r USING (sha256) LEFT JOIN first_path f USING (sha256)"
        " WHERE s.error IS NOT NULL OR r.recipe IS NOT NULL ORDER BY s.path"
    )
    for path, sha256, own_error, error, first_path, attached in rows:
        if own_error or error:
            yield OfferedPdf(path, sha256, error=error_from_json(own_error or error, path))
        elif path != first_path:
            yield OfferedPdf(path, sha256, same_as=first_path)
        else:
            descriptions = tuple(_descriptions(ledger, sha256, path))
            yield OfferedPdf(path, sha256, job_descriptions=descriptions, attached=0 if descriptions else attached)


def _descriptions(ledger: Ledger, sha256: str, path: str) -> Iterator[JobDescription]:
    rows = ledger.db.execute(
        "SELECT COALESCE(c.json, d.json) FROM description d LEFT JOIN corrected c USING (sha256, position)"
        " WHERE d.sha256 = ? ORDER BY position",
        (sha256,),
    ).fetchall()
    for (packed,) in rows:
        description = unpacked(packed)
        source = description.source
        if source.path != path:
            source = source.model_copy(update={"path": path, "file": PurePosixPath(path).name})
        namesakes = _namesakes(ledger, description, path)
        findings = description.findings if namesakes is None else (*description.findings, namesakes)
        yield description.model_copy(update={"source": source, "findings": findings})


def _gather_namesakes(ledger: Ledger) -> None:
    ledger.db.executescript(
        "DROP TABLE IF EXISTS temp.first_path; DROP TABLE IF EXISTS temp.namesake;"
        "CREATE TEMP TABLE first_path (sha256 TEXT PRIMARY KEY, path TEXT) WITHOUT ROWID;"
        "INSERT INTO first_path SELECT sha256, MIN(path) FROM source WHERE sha256 IS NOT NULL GROUP BY sha256;"
    )
    ledger.db.execute(
        "CREATE TEMP TABLE namesake AS SELECT * FROM ("
        " SELECT function_key, path, first_page, last_page,"
        " COUNT(*) OVER (PARTITION BY function_key) AS number,"
        " ROW_NUMBER() OVER (PARTITION BY function_key ORDER BY path, first_page) AS place"
        " FROM standing JOIN first_path USING (sha256) WHERE named)"
        " WHERE number > 1 AND place <= ?",
        (NAMESAKES_SHOWN + 1,),
    )
    ledger.db.execute("CREATE INDEX temp.namesake_by_key ON namesake (function_key)")


def _namesakes(ledger: Ledger, description: JobDescription, path: str) -> Finding | None:
    """The finding of a job description whose function another one describes too. Names the first few of them."""
    if not description.function.name:
        return None
    rows = ledger.db.execute(
        "SELECT path, first_page, last_page, number FROM namesake WHERE function_key = ? ORDER BY place",
        (description.function_key,),
    ).fetchall()
    if not rows:
        return None
    own = (path, *description.source.pages)
    others = [row for row in rows if row[:3] != own][:NAMESAKES_SHOWN]
    listing = ", ".join(f"{other} (pages {first}-{last})" for other, first, last, _ in others)
    more = rows[0][3] - 1 - len(others)
    return Finding(
        code=FindingCode.FUNCTION_DUPLICATE,
        severity=Severity.WARNING,
        message=f"{description.function_key} is described in {listing}{f' and {more} more' if more else ''} too",
        competency=None,
        page=description.source.pages[0],
        bbox=None,
    )


def state(ledger: Ledger) -> str:
    """A digest of all that the files are made of."""
    digest = hashlib.sha256()
    for row in ledger.db.execute(
        "SELECT path, sha256, s.error, r.digest FROM source s LEFT JOIN reading r USING (sha256) ORDER BY path"
    ):
        digest.update(repr(row).encode())
    for row in ledger.db.execute("SELECT sha256, position, json FROM corrected ORDER BY sha256, position"):
        digest.update(repr(row).encode())
    return digest.hexdigest()


def is_published(ledger: Ledger, output: Path, program: str) -> bool:
    """Whether the files in `output` are what would be written now."""
    if ledger.fact("published") != f"{program} {state(ledger)}":
        return False
    for name, size, modified in ledger.db.execute("SELECT * FROM published"):
        try:
            status = (output / name).stat()
        except OSError:
            return False
        if (status.st_size, status.st_mtime_ns) != (size, modified):
            return False
    return True


def begin_publishing(ledger: Ledger) -> None:
    ledger.db.execute("DELETE FROM fact WHERE name = 'published'")


def set_published(ledger: Ledger, output: Path, program: str, names: Sequence[str]) -> None:
    with ledger.together():
        ledger.db.execute("DELETE FROM published")
        for name in names:
            status = (output / name).stat()
            ledger.db.execute("INSERT INTO published VALUES (?, ?, ?)", (name, status.st_size, status.st_mtime_ns))
        ledger.set_fact("published", f"{program} {state(ledger)}")


def published_json(ledger: Ledger) -> int:
    return int(ledger.db.execute("SELECT COUNT(*) FROM published WHERE name LIKE 'json/%'").fetchone()[0])
