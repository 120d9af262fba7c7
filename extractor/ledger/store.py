"""What an output folder knows: every source, what became of it, and what was written. SQLite, one writer.

    source  ── sha256 ──>  reading ─┬< description ─< tally
    (a path)               (a PDF)  ├< corrected (a description that a person corrected, beside the one that was read)
                                    └< attached

Files are made of the ledger and nothing else, so the next import makes good whatever happens while they are written.
A source that was offered in this import has its number in `import`; a reading that must be made again is `stale`.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from extractor.errors import (
    ExtractorError,
    InputError,
    LedgerUnusable,
    NoRulesMatch,
    OutputBusy,
    OutputNotWritable,
    PasswordNeeded,
)
from extractor.ledger.packing import PackedDescription, Reading, tallies, unpacked
from extractor.ledger.recipe import Recipe
from extractor.model import Finding, FindingCode, JobDescription, Severity
from extractor.output.outcome import OfferedPdf, Outcome

LEDGER, LOCK = "ledger.sqlite3", ".import.lock"
VERSION = 1
NAMESAKES_SHOWN = 5

_OF_THE_DISK = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY}
)

_SCHEMA = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    path TEXT PRIMARY KEY, sha256 TEXT, fingerprint TEXT, error TEXT, inside TEXT, import INTEGER NOT NULL
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

# What a ledger that was made before these can be given without reading a PDF again.
_LATER = """
CREATE TABLE IF NOT EXISTS corrected (
    sha256 TEXT REFERENCES reading ON DELETE CASCADE, position INTEGER, function_key TEXT NOT NULL,
    named INTEGER NOT NULL, tallies TEXT NOT NULL, json BLOB NOT NULL, PRIMARY KEY (sha256, position)
) WITHOUT ROWID;
CREATE VIEW IF NOT EXISTS standing AS
    SELECT d.sha256, d.position, COALESCE(c.function_key, d.function_key) AS function_key,
    COALESCE(c.named, d.named) AS named, d.first_page, d.last_page
    FROM description d LEFT JOIN corrected c ON c.sha256 = d.sha256 AND c.position = d.position;
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier import knew of a source."""

    sha256: str | None
    fingerprint: str | None
    failed: bool


@dataclass(frozen=True, slots=True)
class Cause:
    """PDFs that failed in one way: some of them in words, and the next step for all."""

    code: str
    advice: str
    number: int
    messages: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """An output folder in figures. `vanished` were not offered by the last import, `unread` still wait."""

    outcomes: Counter[Outcome]
    descriptions: int
    competencies: Counter[str]
    findings: Counter[tuple[str, str]]
    causes: tuple[Cause, ...]
    repeated: int
    vanished: int
    unread: int
    finished: bool

    @property
    def offered(self) -> int:
        return self.outcomes.total()

    @property
    def has_error_finding(self) -> bool:
        return any(severity == Severity.ERROR for _, severity in self.findings)


@contextmanager
def open_ledger(output: Path, *, writing: bool = True) -> Iterator[Ledger]:
    """The ledger of an output folder, made where there is none; without `writing` in memory, so that nothing is left.

    Raises:
        OutputBusy: another import writes there.
        LedgerUnusable: the file is damaged, no ledger, or of a later version.
        OutputNotWritable: the folder or the disk does not take it.
    """
    path = output / LEDGER
    if not writing and not path.exists():
        with _connected(":memory:", output) as ledger:
            yield ledger
        return
    lock = FileLock(output / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise OutputBusy(
            f"{output}: another import writes there", "Wait until it has ended, or choose another folder with --output."
        ) from error
    except OSError as error:
        raise _not_writable(output, error.strerror or str(error)) from error
    try:
        with _connected(str(path), output) as ledger:
            yield ledger
    finally:
        lock.release()


@contextmanager
def look_into_ledger(output: Path) -> Iterator[Ledger]:
    """The ledger for reading only, also while an import goes on; raises LedgerUnusable where there is none."""
    path = output / LEDGER
    if not path.exists():
        raise LedgerUnusable(f"{output}: there was no import into this folder", "Name the --output of an import.")
    with _connected(str(path), output) as ledger:
        yield ledger


@contextmanager
def _connected(database: str, output: Path) -> Iterator[Ledger]:
    try:
        connection = sqlite3.connect(database, isolation_level=None, timeout=30)
        try:
            _prepare(connection, output)
            yield Ledger(connection)
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in _OF_THE_DISK:  # the upper bits say more of the same
            raise _not_writable(output, str(error)) from error
        raise
    except sqlite3.DatabaseError as error:
        raise LedgerUnusable(
            f"{output / LEDGER}: not a ledger, or damaged ({error})",
            "Remove it, and import again: all PDFs are read anew.",
        ) from error


def _prepare(connection: sqlite3.Connection, output: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version not in (0, VERSION):
        raise LedgerUnusable(
            f"{output / LEDGER}: written by another version of this program (ledger {version}, here {VERSION})",
            "Use that version, or another folder with --output.",
        )
    # A power cut may cost the last readings, which are then made again; it never costs the ledger (SQLite, WAL mode).
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    if version == 0:
        connection.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
    connection.executescript(_LATER)


class Ledger:
    """Use `open_ledger` or `look_into_ledger`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    # What is offered

    def begin_import(self, *, go_on: bool = False) -> int:
        """The number of this import; that of the last one, to `go_on` with it."""
        number = max(1, int(self.fact("import") or 0) + (not go_on))
        self.set_fact("import", str(number))
        self.set_fact("finished", "")
        return number

    def end_import(self) -> None:
        self.set_fact("finished", "yes")

    def fact(self, name: str) -> str | None:
        row = self._db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_fact(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    @contextmanager
    def together(self, *, undo: bool = False) -> Iterator[None]:
        """All or nothing of what is written inside; with `undo` nothing."""
        self._db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("ROLLBACK" if undo else "COMMIT")

    def known(self, path: str) -> Known | None:
        row = self._db.execute(
            "SELECT s.sha256, s.fingerprint, s.error, r.error FROM source s LEFT JOIN reading r USING (sha256)"
            " WHERE path = ?",
            (path,),
        ).fetchone()
        if row is None:
            return None
        sha256, fingerprint, own, of_reading = row
        return Known(sha256, fingerprint, failed=own is not None or _outcome_of(of_reading) is Outcome.FAILED)

    def offer(
        self,
        import_: int,
        path: str,
        sha256: str | None,
        *,
        fingerprint: str | None = None,
        error: InputError | None = None,
        inside: str | None = None,
    ) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?)",
            (path, sha256, fingerprint, None if error is None else _error_to_json(error), inside, import_),
        )

    def attached_to(self, sha256: str) -> list[tuple[str, str]]:
        """Name and SHA-256 of each PDF inside."""
        rows = self._db.execute("SELECT name, content FROM attached WHERE sha256 = ? ORDER BY position", (sha256,))
        return list(rows)

    # What is read

    def mark_stale(self, import_: int, recipe: Recipe, limits: str, *, password: bool, failed: bool) -> None:
        """Readings of this import's PDFs that may come out otherwise now; with `failed` also those that failed."""
        rows = self._db.execute(
            "SELECT sha256, recipe, error, limits, (SELECT group_concat(DISTINCT rules) FROM description d"
            " WHERE d.sha256 = r.sha256) FROM reading r WHERE sha256 IN (SELECT sha256 FROM source WHERE import = ?)",
            (import_,),
        ).fetchall()
        recipes: dict[str, Recipe] = {}
        for sha256, before, error, limits_before, rules in rows:
            code = json.loads(error)[0] if error else None
            used = frozenset((rules or "").split(",")) - {""}
            if (
                recipe.concerns(recipes.setdefault(before, Recipe.from_json(before)), used)
                or (code in LIMIT_CODES and limits != limits_before)
                or (code == PasswordNeeded.code and password)
                or (failed and _outcome_of(error) is Outcome.FAILED)
            ):
                self._db.execute("UPDATE reading SET stale = 1 WHERE sha256 = ?", (sha256,))

    def unread(self, import_: int) -> list[tuple[str, str]]:
        """Path and SHA-256 of what this import offered and nobody has read; each content once, under its first path."""
        rows = self._db.execute(
            "SELECT MIN(path), sha256 FROM source LEFT JOIN reading r USING (sha256)"
            " WHERE import = ? AND sha256 IS NOT NULL AND (r.recipe IS NULL OR r.stale) GROUP BY sha256 ORDER BY 1",
            (import_,),
        )
        return list(rows)

    def record(self, reading: Reading, recipe: Recipe, limits: str) -> None:
        error = None if reading.error is None else _error_to_json(reading.error)
        digest = hashlib.sha256(repr((error, reading.attached)).encode())
        for packed in reading.descriptions:
            digest.update(packed.json)
        with self.together():
            self._db.execute("DELETE FROM reading WHERE sha256 = ?", (reading.sha256,))
            self._db.execute(
                "INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
                (
                    reading.sha256,
                    recipe.to_json(),
                    error,
                    limits,
                    digest.hexdigest(),
                    reading.seconds,
                    reading.chatter,
                ),
            )
            for position, packed in enumerate(reading.descriptions):
                self._record_description(reading.sha256, position, packed)
            self._db.executemany(
                "INSERT INTO attached VALUES (?, ?, ?, ?)",
                [(reading.sha256, n, name, content) for n, (name, content) in enumerate(reading.attached)],
            )

    def _record_description(self, sha256: str, position: int, packed: PackedDescription) -> None:
        self._db.execute(
            "INSERT INTO description VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (sha256, position, packed.function_key, packed.named, *packed.pages, packed.rules, packed.json),
        )
        self._db.executemany("INSERT INTO tally VALUES (?, ?, ?, ?, ?)", [(sha256, *tally) for tally in packed.tallies])

    # What is corrected

    def readings_meant(self, targets: Iterable[str]) -> list[tuple[str, int]]:
        """SHA-256 and position of the job descriptions with one of these document ids or keys, read or corrected."""
        self._db.execute("DROP TABLE IF EXISTS temp.target")
        self._db.execute("CREATE TEMP TABLE target (name TEXT PRIMARY KEY) WITHOUT ROWID")
        # Of an id the PDF's part will do: which of its job descriptions is meant, is looked up in them.
        names = {target if "/" in target else target.partition("-")[0] for target in targets}
        self._db.executemany("INSERT INTO target VALUES (?)", [(name,) for name in sorted(names)])
        rows = self._db.execute(
            "SELECT d.sha256, d.position FROM description d JOIN standing s USING (sha256, position)"
            " WHERE (d.function_key IN temp.target OR s.function_key IN temp.target"
            " OR substr(d.sha256, 1, 12) IN temp.target)"
            " AND d.sha256 IN (SELECT sha256 FROM source) ORDER BY 1, 2"
        )
        return list(rows)

    def reading(self, sha256: str, position: int) -> JobDescription:
        """A job description as it was read."""
        row = self._db.execute(
            "SELECT json FROM description WHERE sha256 = ? AND position = ?", (sha256, position)
        ).fetchone()
        return unpacked(row[0])

    def path_of(self, sha256: str) -> str:
        """Where a PDF is now, by the first of its paths."""
        return str(self._db.execute("SELECT MIN(path) FROM source WHERE sha256 = ?", (sha256,)).fetchone()[0])

    def function_keys(self) -> list[str]:
        """Every key that stands in the import, or was read."""
        rows = self._db.execute("SELECT function_key FROM description UNION SELECT function_key FROM standing")
        return [key for (key,) in rows]

    def forget_corrected(self) -> None:
        self._db.execute("DELETE FROM corrected")

    def set_corrected(self, sha256: str, position: int, corrected: PackedDescription, read: JobDescription) -> None:
        """The job description that stands in the place of one that was read."""
        difference: Counter[tuple[str, str, str]] = Counter()
        for counted, sign in ((corrected.tallies, 1), (tallies(read), -1)):
            for kind, name, severity, number in counted:
                difference[kind, name, severity] += sign * number
        differing = json.dumps([[*what, number] for what, number in sorted(difference.items()) if number])
        self._db.execute(
            "INSERT INTO corrected VALUES (?, ?, ?, ?, ?, ?)",
            (sha256, position, corrected.function_key, corrected.named, differing, corrected.json),
        )

    # What is left

    def vanished(self) -> list[str]:
        """Paths that earlier imports offered and the last one did not."""
        last = int(self.fact("import") or 0)
        return [path for (path,) in self._db.execute("SELECT path FROM source WHERE import < ? ORDER BY path", (last,))]

    def forget_vanished(self) -> None:
        self._db.execute("DELETE FROM source WHERE import < ?", (int(self.fact("import") or 0),))

    def forget_unused(self) -> None:
        """Readings of content that no source has any more."""
        with self.together():
            # What is inside a PDF that changed or failed is not there any more either.
            self._db.execute(
                "DELETE FROM source WHERE inside IS NOT NULL AND NOT EXISTS ("
                "SELECT 1 FROM source holder JOIN attached USING (sha256)"
                " WHERE holder.path = source.inside AND attached.content = source.sha256)"
            )
            self._db.execute(
                "DELETE FROM reading WHERE sha256 NOT IN (SELECT sha256 FROM source WHERE sha256 IS NOT NULL)"
            )

    # What is written

    def offered(self) -> Iterator[OfferedPdf]:
        """Everything that was read, by path, one at a time; each job description knows its namesakes."""
        self._gather_namesakes()
        rows = self._db.execute(
            "SELECT s.path, s.sha256, s.error, r.error, f.path,"
            " (SELECT COUNT(*) FROM attached a WHERE a.sha256 = s.sha256)"
            " FROM source s LEFT JOIN reading r USING (sha256) LEFT JOIN first_path f USING (sha256)"
            " WHERE s.error IS NOT NULL OR r.recipe IS NOT NULL ORDER BY s.path"
        )
        for path, sha256, own_error, error, first_path, attached in rows:
            if own_error or error:
                yield OfferedPdf(path, sha256, error=_error_from_json(own_error or error, path))
            elif path != first_path:
                yield OfferedPdf(path, sha256, same_as=first_path)
            else:
                descriptions = tuple(self._descriptions(sha256, path))
                yield OfferedPdf(path, sha256, job_descriptions=descriptions, attached=0 if descriptions else attached)

    def _descriptions(self, sha256: str, path: str) -> Iterator[JobDescription]:
        rows = self._db.execute(
            "SELECT COALESCE(c.json, d.json) FROM description d LEFT JOIN corrected c USING (sha256, position)"
            " WHERE d.sha256 = ? ORDER BY position",
            (sha256,),
        ).fetchall()
        for (packed,) in rows:
            description = unpacked(packed)
            source = description.source
            if source.path != path:
                source = source.model_copy(update={"path": path, "file": PurePosixPath(path).name})
            namesakes = self._namesakes(description, path)
            findings = description.findings if namesakes is None else (*description.findings, namesakes)
            yield description.model_copy(update={"source": source, "findings": findings})

    def _gather_namesakes(self) -> None:
        self._db.executescript(
            "DROP TABLE IF EXISTS temp.first_path; DROP TABLE IF EXISTS temp.namesake;"
            "CREATE TEMP TABLE first_path (sha256 TEXT PRIMARY KEY, path TEXT) WITHOUT ROWID;"
            "INSERT INTO first_path SELECT sha256, MIN(path) FROM source WHERE sha256 IS NOT NULL GROUP BY sha256;"
        )
        self._db.execute(
            "CREATE TEMP TABLE namesake AS SELECT * FROM ("
            " SELECT function_key, path, first_page, last_page,"
            " COUNT(*) OVER (PARTITION BY function_key) AS number,"
            " ROW_NUMBER() OVER (PARTITION BY function_key ORDER BY path, first_page) AS place"
            " FROM standing JOIN first_path USING (sha256) WHERE named)"
            " WHERE number > 1 AND place <= ?",
            (NAMESAKES_SHOWN + 1,),
        )
        self._db.execute("CREATE INDEX temp.namesake_by_key ON namesake (function_key)")

    def _namesakes(self, description: JobDescription, path: str) -> Finding | None:
        """The finding of a job description whose function another one describes too. Names the first few of them."""
        if not description.function.name:
            return None
        rows = self._db.execute(
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

    def state(self) -> str:
        """A digest of all that the files are made of."""
        digest = hashlib.sha256()
        for row in self._db.execute(
            "SELECT path, sha256, s.error, r.digest FROM source s LEFT JOIN reading r USING (sha256) ORDER BY path"
        ):
            digest.update(repr(row).encode())
        for row in self._db.execute("SELECT sha256, position, json FROM corrected ORDER BY sha256, position"):
            digest.update(repr(row).encode())
        return digest.hexdigest()

    def is_published(self, output: Path, program: str) -> bool:
        """Whether the files in `output` are what would be written now."""
        if self.fact("published") != f"{program} {self.state()}":
            return False
        for name, size, modified in self._db.execute("SELECT * FROM published"):
            try:
                status = (output / name).stat()
            except OSError:
                return False
            if (status.st_size, status.st_mtime_ns) != (size, modified):
                return False
        return True

    def begin_publishing(self) -> None:
        self._db.execute("DELETE FROM fact WHERE name = 'published'")

    def set_published(self, output: Path, program: str, names: Sequence[str]) -> None:
        with self.together():
            self._db.execute("DELETE FROM published")
            for name in names:
                status = (output / name).stat()
                self._db.execute("INSERT INTO published VALUES (?, ?, ?)", (name, status.st_size, status.st_mtime_ns))
            self.set_fact("published", f"{program} {self.state()}")

    def published_json(self) -> int:
        return int(self._db.execute("SELECT COUNT(*) FROM published WHERE name LIKE 'json/%'").fetchone()[0])

    # What is said

    def _tallies_of_corrections(self) -> list[tuple[str, str, str, int]]:
        """What corrections add to the tallies of the readings, or take from them."""
        rows = self._db.execute("SELECT tallies FROM corrected WHERE sha256 IN (SELECT sha256 FROM source)")
        return [tuple(tally) for (text,) in rows for tally in json.loads(text)]

    def overview(self, shown: int = 10) -> Overview:
        """`shown` messages of each cause are put into words."""
        outcomes: Counter[Outcome] = Counter()
        causes: dict[tuple[str, str], tuple[int, list[str]]] = {}
        unread = repeated = 0
        rows = self._db.execute(
            "SELECT path, s.error, r.error, r.recipe, s.sha256 IS NOT NULL AND path !="
            " (SELECT MIN(path) FROM source f WHERE f.sha256 = s.sha256)"
            " FROM source s LEFT JOIN reading r USING (sha256) ORDER BY path"
        )
        for path, own_error, reading_error, recipe, again in rows:
            text = own_error or reading_error
            if text is None and recipe is None:
                unread += 1
                continue
            outcomes[_outcome_of(text)] += 1
            repeated += bool(again and not text)
            if text:
                error = _error_from_json(text, path)
                number, messages = causes.get((error.code, error.advice), (0, []))
                if number < shown:
                    messages.append(error.message)
                causes[error.code, error.advice] = (number + 1, messages)
        tallied = self._db.execute(
            "SELECT kind, name, severity, SUM(number) FROM tally WHERE sha256 IN (SELECT sha256 FROM source)"
            " GROUP BY 1, 2, 3"
        ).fetchall()
        tallied += self._tallies_of_corrections()
        (descriptions,) = self._db.execute(
            "SELECT COUNT(*) FROM description WHERE sha256 IN (SELECT sha256 FROM source)"
        ).fetchone()
        counts: Counter[tuple[str, str, str]] = Counter()
        for kind, name, severity, n in tallied:
            counts[kind, name, severity] += n
        findings = Counter({(name, severity): n for (kind, name, severity), n in counts.items() if kind == "finding"})
        (doubles,) = self._db.execute(
            "SELECT COALESCE(SUM(n), 0) FROM (SELECT COUNT(*) AS n FROM standing"
            " WHERE named AND sha256 IN (SELECT sha256 FROM source) GROUP BY function_key HAVING n > 1)"
        ).fetchone()
        if doubles:
            findings[FindingCode.FUNCTION_DUPLICATE.value, Severity.WARNING.value] = doubles
        return Overview(
            outcomes=outcomes,
            descriptions=descriptions,
            competencies=Counter({name: n for (kind, name, _), n in counts.items() if kind == "competency"}),
            findings=+findings,
            causes=tuple(
                Cause(code, advice, number, tuple(messages))
                for (code, advice), (number, messages) in sorted(causes.items())
            ),
            repeated=repeated,
            vanished=len(self.vanished()),
            unread=unread,
            finished=self.fact("finished") == "yes",
        )


def _classes(kind: type[ExtractorError]) -> Iterator[type[ExtractorError]]:
    yield kind
    for inner in kind.__subclasses__():
        yield from _classes(inner)


_INPUT_ERRORS = {kind.code: kind for kind in _classes(InputError)}
LIMIT_CODES = frozenset({"file-too-big", "too-many-pages", "time-limit", "memory-limit"})


def _error_to_json(error: InputError | NoRulesMatch) -> str:
    return json.dumps([error.code, error.reasons if isinstance(error, NoRulesMatch) else error.detail])


def _error_from_json(text: str, path: str) -> InputError | NoRulesMatch:
    code, detail = json.loads(text)
    if code == NoRulesMatch.code:
        return NoRulesMatch(path, [(module, reason) for module, reason in detail])
    kind = _INPUT_ERRORS[code]
    assert issubclass(kind, InputError)
    return kind(path, detail)


def _outcome_of(error: str | None) -> Outcome:
    if error is None:
        return Outcome.IMPORTED
    return Outcome.UNRECOGNISED if json.loads(error)[0] == NoRulesMatch.code else Outcome.FAILED


def _not_writable(output: Path, reason: str) -> OutputNotWritable:
    return OutputNotWritable(
        f"{output}: cannot be written ({reason})",
        "Choose a folder you may write in with --output, or free space on its disk; then run the same import again.",
    )
