"""What the files of an output are made of, and whether they stand there as they were made."""

from __future__ import annotations

import hashlib
import json
import stat
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, Final

from extractor.findings import finding, on_page
from extractor.ledger.faults import error_from_json
from extractor.ledger.packing import unpacked
from extractor.ledger.staged import forget_made_otherwise, staged_at
from extractor.ledger.store import Ledger
from extractor.model import Finding, FindingCode, JobDescription, Phrase
from extractor.output.adding import takes_findings
from extractor.output.columns import COLUMNS
from extractor.output.outcome import OfferedPdf
from extractor.output.placing import CSV_FOLDER
from extractor.output.splicing import Entry, Gone, Kept, PdfRows, Staged

NAMESAKES_SHOWN = 5
_PUBLISHED: Final = "published"
"""The fact that says with which program all files were written to their end."""


_OFFERED = (
    "SELECT s.path, s.sha256, s.error, r.error, f.path,"
    " (SELECT COUNT(*) FROM attached a WHERE a.sha256 = s.sha256)"
    " FROM source s LEFT JOIN reading r USING (sha256) LEFT JOIN first_path f USING (sha256)"
)
# All that the rows and the JSON of a PDF are made of. SQLite has no digest, and needs none.
_KEYS = """
DROP TABLE IF EXISTS temp.namesake_key; DROP TABLE IF EXISTS temp.state;
CREATE TEMP TABLE namesake_key AS SELECT sha256, group_concat(listing, ';') AS key FROM (
    SELECT st.sha256, st.position, n.listing FROM standing st JOIN (
        SELECT function_key, group_concat(path || ':' || first_page || ':' || last_page || ':' || number) AS listing
        FROM (SELECT * FROM namesake ORDER BY function_key, place) GROUP BY function_key
    ) n USING (function_key) WHERE st.named ORDER BY st.sha256, st.position
) GROUP BY sha256;
CREATE INDEX temp.namesake_key_of ON namesake_key (sha256);
CREATE TEMP TABLE state AS SELECT s.path AS path,
    COALESCE(s.sha256, '') || '|' || COALESCE(s.error, '') || '|' || COALESCE(r.digest, '') || '|'
    || COALESCE(f.path, '') || '|' || COALESCE(c.key, '') || '|' || COALESCE(n.key, '') AS key
FROM source s LEFT JOIN reading r USING (sha256) LEFT JOIN first_path f USING (sha256)
LEFT JOIN corrected_key c USING (sha256) LEFT JOIN namesake_key n USING (sha256)
WHERE s.error IS NOT NULL OR r.recipe IS NOT NULL;
CREATE UNIQUE INDEX temp.state_of ON state (path);
"""


_ANEW: Final = """
DROP TABLE IF EXISTS temp.anew;
CREATE TEMP TABLE anew (path TEXT PRIMARY KEY, sizes TEXT, names TEXT) WITHOUT ROWID;
"""
"""Where each PDF that is written again is now: in a list, there would be one for each PDF of an archive."""


def offered(ledger: Ledger) -> Iterator[OfferedPdf]:
    """Everything that was read, by path, one at a time; each job description knows its namesakes."""
    _gather_namesakes(ledger)
    for row in ledger.db.execute(f"{_OFFERED} WHERE s.error IS NOT NULL OR r.recipe IS NOT NULL ORDER BY s.path"):
        yield _offered(ledger, row)


def _offered(ledger: Ledger, row: Sequence[Any]) -> OfferedPdf:
    path, sha256, own_error, error, first_path, attached = row
    if own_error or error:
        return OfferedPdf(path, sha256, error=error_from_json(own_error or error, path))
    if path != first_path:
        return OfferedPdf(path, sha256, same_as=first_path)
    descriptions = tuple(_descriptions(ledger, sha256, path))
    return OfferedPdf(path, sha256, job_descriptions=descriptions, attached=0 if descriptions else attached)


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
        key = description.function_key if description.function.name else None
        namesakes = _namesakes(ledger, key, path, source.pages)
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


def _namesakes(ledger: Ledger, function_key: str | None, path: str, pages: tuple[int, int]) -> Finding | None:
    """The finding of a job description whose function another one describes too. Names the first few of them."""
    if function_key is None:
        return None
    rows = ledger.db.execute(
        "SELECT path, first_page, last_page, number FROM namesake WHERE function_key = ? ORDER BY place",
        (function_key,),
    ).fetchall()
    if not rows:
        return None
    own = (path, *pages)
    others = [row for row in rows if row[:3] != own][:NAMESAKES_SHOWN]
    places = tuple(
        Phrase(phrase="in-pages", values={"path": other, "first": first, "last": last})
        for other, first, last, _ in others
    )
    more = rows[0][3] - 1 - len(others)
    return finding(
        FindingCode.FUNCTION_DUPLICATE,
        on_page(pages[0]),
        function_key=function_key,
        places=places,
        more=more or None,
    )


class Publication:
    """The files of an output as they stand there, and as the ledger would have them now.

    Only what differs is made again. `program` is what else the files depend on: with another one, all of them are.
    """

    def __init__(self, ledger: Ledger, output: Path, program: str) -> None:
        self._ledger = ledger
        self._output = output
        self._program = program
        ledger.db.executescript(_ANEW)
        _gather_namesakes(ledger)
        self._gather_state()
        forget_made_otherwise(ledger)
        altered = self._altered()
        # A table that is not the one that was written cannot be gone on with.
        self._whole = ledger.fact(_PUBLISHED) == program and not any(name.startswith(CSV_FOLDER) for name in altered)
        self._altered_json = altered

    @property
    def is_needed(self) -> bool:
        if not self._whole or self._altered_json:
            return True
        (differing,) = self._ledger.db.execute(
            "SELECT EXISTS (SELECT 1 FROM temp.state LEFT JOIN placed p USING (path) WHERE state.key IS NOT p.key)"
            " OR EXISTS (SELECT 1 FROM placed WHERE path NOT IN (SELECT path FROM temp.state))"
        ).fetchone()
        return bool(differing)

    @property
    def altered(self) -> frozenset[str]:
        """Names of files that somebody else changed since they were written."""
        return self._altered_json

    def entries(self) -> Iterator[Entry]:
        """What the files are made of, by path. Until `finish`, what is in the output counts for nothing."""
        self._ledger.db.execute("DELETE FROM fact WHERE name = ?", (_PUBLISHED,))
        if not self._whole:
            self._ledger.db.execute("DELETE FROM placed")
        rows = self._ledger.db.execute(
            "SELECT state.path, state.key IS p.key, p.sizes, p.names FROM temp.state LEFT JOIN placed p USING (path)"
            " UNION ALL SELECT path, NULL, sizes, names FROM placed WHERE path NOT IN (SELECT path FROM temp.state)"
            " ORDER BY 1"
        )
        for path, same, sizes, names in rows:
            before = None if sizes is None else PdfRows(path, tuple(json.loads(sizes)), tuple(json.loads(names)))
            if before is not None and same and not self._altered_json.intersection(before.names):
                yield Kept(before)
                continue
            if before is not None:
                yield Gone(before)
            if same is not None:
                yield self._staged(path) or self._made_now(path)

    def _staged(self, path: str) -> Staged | None:
        """What waits for its place; of a PDF that nobody corrected."""
        found = staged_at(self._ledger, path)
        if found is None:
            return None
        sha256, rows, at = found
        descriptions = self._ledger.db.execute(
            "SELECT function_key, named, first_page, last_page FROM description WHERE sha256 = ? ORDER BY position",
            (sha256,),
        ).fetchall()
        added = tuple(
            _namesakes(self._ledger, key if named else None, path, (first, last))
            for key, named, first, last in descriptions
        )
        return None if any(added) and not takes_findings(rows.sizes) else Staged(rows, at, added)

    def _made_now(self, path: str) -> OfferedPdf:
        return _offered(self._ledger, self._ledger.db.execute(f"{_OFFERED} WHERE s.path = ?", (path,)).fetchone())

    def place(self, rows: PdfRows) -> None:
        """Where a PDF that was made again is now."""
        self._ledger.db.execute(
            "INSERT INTO temp.anew VALUES (?, ?, ?)", (rows.path, json.dumps(rows.sizes), json.dumps(rows.names))
        )

    def finish(self) -> None:
        """The files are written, and are what the ledger says."""
        db = self._ledger.db
        with self._ledger.together():
            db.execute("DELETE FROM placed WHERE path NOT IN (SELECT path FROM temp.state)")
            db.execute(
                "INSERT OR REPLACE INTO placed"
                " SELECT path, key, sizes, names FROM temp.state JOIN temp.anew USING (path)"
            )
            db.execute(
                "DELETE FROM published WHERE name LIKE 'json/%' AND name NOT IN"
                " (SELECT value FROM placed, json_each(placed.names))"
            )
            anew = (name for (name,) in db.execute("SELECT value FROM temp.anew, json_each(anew.names)"))
            for name in chain(anew, (f"{CSV_FOLDER}/{table}.csv" for table in COLUMNS)):
                status = (self._output / name).stat()
                db.execute(
                    "INSERT OR REPLACE INTO published VALUES (?, ?, ?)", (name, status.st_size, status.st_mtime_ns)
                )
            self._ledger.set_fact(_PUBLISHED, self._program)

    def _gather_state(self) -> None:
        db = self._ledger.db
        db.executescript(
            "DROP TABLE IF EXISTS temp.corrected_key;"
            "CREATE TEMP TABLE corrected_key (sha256 TEXT PRIMARY KEY, key TEXT) WITHOUT ROWID;"
        )
        digests: defaultdict[str, Any] = defaultdict(hashlib.sha256)
        for sha256, position, packed in db.execute("SELECT sha256, position, json FROM corrected ORDER BY 1, 2"):
            digests[sha256].update(repr((position, packed)).encode())
        keys = [(sha256, digest.hexdigest()) for sha256, digest in digests.items()]
        db.executemany("INSERT INTO temp.corrected_key VALUES (?, ?)", keys)
        db.executescript(_KEYS)

    def _altered(self) -> frozenset[str]:
        """The names of files that are not as they were written, by their size and time."""
        written = self._ledger.db.execute("SELECT name, bytes, modified FROM published")
        return frozenset(name for name, *what in written if _stands(self._output / name) != what)


def _stands(file: Path) -> list[int] | None:
    """Size and time of a file; None where there is none."""
    try:
        status = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return [status.st_size, status.st_mtime_ns] if stat.S_ISREG(status.st_mode) else None


def is_whole(ledger: Ledger, program: str) -> bool:
    """Whether an import of this version wrote all files to their end."""
    return ledger.fact(_PUBLISHED) == program


def doubt(ledger: Ledger) -> None:
    """Let the next import write all files again."""
    ledger.set_fact(_PUBLISHED, "")


def published_json(ledger: Ledger) -> int:
    return int(ledger.db.execute("SELECT COUNT(*) FROM published WHERE name LIKE 'json/%'").fetchone()[0])
