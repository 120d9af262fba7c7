"""What an output folder knows: every source, what became of it, and what was written. SQLite, one writer.

    source  ── sha256 ──>  reading ─┬< description ─< tally
    (a path)               (a PDF)  ├< corrected (a description that a person corrected, beside the one that was read)
                                    └< attached

Files are made of the ledger, or while others are read and then to the byte as they would be: so the next import makes
good whatever happens while they are written.
A source that was offered in this import has its number in `import`; a reading that must be made again is `stale`.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from extractor.errors import InputError, PasswordNeeded
from extractor.ledger.faults import LIMIT_CODES, code_of, error_from_json, error_to_json, outcome_of
from extractor.ledger.packing import PackedDescription, Reading
from extractor.ledger.recipe import Recipe
from extractor.output.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier import knew of a source; one that was read in part `failed` too."""

    sha256: str | None
    fingerprint: str | None
    failed: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """A source of this import; `place` is the root that it is known by, and its path below it."""

    path: str
    sha256: str | None
    fingerprint: str | None = None
    error: InputError | None = None
    inside: str | None = None
    place: tuple[int, str] | tuple[None, None] = (None, None)


class Ledger:
    """Use `open_ledger` or `look_into_ledger` of `extractor.ledger.opening`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        # For the modules of this room, which ask each their own questions.
        self.db = connection

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
        row = self.db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_fact(self, name: str, value: str) -> None:
        self.db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    @contextmanager
    def together(self, *, undo: bool = False) -> Iterator[None]:
        """All or nothing of what is written inside; with `undo` nothing."""
        self.db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("ROLLBACK" if undo else "COMMIT")

    def known(self, path: str) -> Known | None:
        row = self.db.execute(
            "SELECT s.sha256, s.fingerprint, s.error, r.error,"
            " EXISTS (SELECT 1 FROM tally t WHERE t.sha256 = r.sha256 AND t.name = 'time-limit')"
            " FROM source s LEFT JOIN reading r USING (sha256) WHERE path = ?",
            (path,),
        ).fetchone()
        if row is None:
            return None
        sha256, fingerprint, own, of_reading, cut_short = row
        failed = own is not None or bool(cut_short) or outcome_of(of_reading) is Outcome.FAILED
        return Known(sha256, fingerprint, failed)

    def of_fingerprint(self, fingerprint: str, path: str) -> str | InputError | None:
        """What a source with this fingerprint held: its SHA-256, or its error as one of `path`; None: never seen."""
        row = self.db.execute(
            "SELECT sha256, error FROM source WHERE fingerprint = ? ORDER BY sha256 IS NULL", (fingerprint,)
        ).fetchone()
        if row is None:
            return None
        sha256, text = row
        error = None if text is None else error_from_json(text, path)
        return str(sha256) if sha256 else error if isinstance(error, InputError) else None

    def offer(self, import_: int, source: Offered) -> None:
        error = None if source.error is None else error_to_json(source.error)
        self.db.execute(
            "INSERT OR REPLACE INTO source (path, sha256, fingerprint, error, inside, import, root, inner)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (source.path, source.sha256, source.fingerprint, error, source.inside, import_, *source.place),
        )

    def attached_to(self, sha256: str) -> list[tuple[str, str]]:
        """Name and SHA-256 of each PDF inside."""
        rows = self.db.execute("SELECT name, content FROM attached WHERE sha256 = ? ORDER BY position", (sha256,))
        return list(rows)

    # What is read

    def mark_stale(self, import_: int, recipe: Recipe, limits: str, *, password: bool, failed: bool) -> None:
        """Readings of this import's PDFs that may come out otherwise now; with `failed` also those that failed."""
        rows = self.db.execute(
            "SELECT sha256, recipe, error, limits, (SELECT group_concat(DISTINCT rules) FROM description d"
            " WHERE d.sha256 = r.sha256),"
            " EXISTS (SELECT 1 FROM tally t WHERE t.sha256 = r.sha256 AND t.name = 'time-limit')"
            " FROM reading r WHERE sha256 IN (SELECT sha256 FROM source WHERE import = ?)",
            (import_,),
        ).fetchall()
        recipes: dict[str, Recipe] = {}
        for sha256, before, error, limits_before, rules, cut_short in rows:
            code = code_of(error) if error else None
            used = frozenset((rules or "").split(",")) - {""}
            if (
                recipe.concerns(recipes.setdefault(before, Recipe.from_json(before)), used)
                or ((code in LIMIT_CODES or cut_short) and limits != limits_before)
                or (code == PasswordNeeded.code and password)
                or (failed and (cut_short or outcome_of(error) is Outcome.FAILED))
            ):
                self.db.execute("UPDATE reading SET stale = 1 WHERE sha256 = ?", (sha256,))

    def record(self, reading: Reading, recipe: Recipe, limits: str) -> None:
        error = None if reading.error is None else error_to_json(reading.error)
        digest = hashlib.sha256(repr((error, reading.attached)).encode())
        for packed in reading.descriptions:
            digest.update(packed.json)
        with self.together():
            self.db.execute("DELETE FROM reading WHERE sha256 = ?", (reading.sha256,))
            self.db.execute(
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
            self.db.executemany(
                "INSERT INTO attached VALUES (?, ?, ?, ?)",
                [(reading.sha256, n, name, content) for n, (name, content) in enumerate(reading.attached)],
            )

    def _record_description(self, sha256: str, position: int, packed: PackedDescription) -> None:
        self.db.execute(
            "INSERT INTO description VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (sha256, position, packed.function_key, packed.named, *packed.pages, packed.rules, packed.json),
        )
        self.db.executemany("INSERT INTO tally VALUES (?, ?, ?, ?, ?)", [(sha256, *tally) for tally in packed.tallies])

    def forget_unused(self) -> None:
        """Readings of content that no source has any more."""
        with self.together():
            # What is inside a PDF that changed or failed is not there any more either.
            self.db.execute(
                "DELETE FROM source WHERE inside IS NOT NULL AND NOT EXISTS ("
                "SELECT 1 FROM source holder JOIN attached USING (sha256)"
                " WHERE holder.path = source.inside AND attached.content = source.sha256)"
            )
            self.db.execute(
                "DELETE FROM reading WHERE sha256 NOT IN (SELECT sha256 FROM source WHERE sha256 IS NOT NULL)"
            )
