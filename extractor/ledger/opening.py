"""An output folder → its ledger: one import at a time writes, anybody reads."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from extractor.errors import ImportNotFound, LedgerUnusable, OutputBusy
from extractor.ledger.packing import OddlyKept
from extractor.ledger.schema import LEDGER, check, prepare
from extractor.ledger.store import Ledger
from extractor.output.placing import make_file, not_writable

LOCK = ".import.lock"
_OF_THE_DISK = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY}
)


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
        raise not_writable(output, error) from error
    try:
        make_file(path)
        with _connected(str(path), output) as ledger:
            yield ledger
    finally:
        lock.release()


@contextmanager
def look_into_ledger(output: Path) -> Iterator[Ledger]:
    """The ledger for reading only, also while an import goes on and where nothing may be written.

    Raises ImportNotFound where there is none.
    """
    path = output / LEDGER
    if not path.exists():
        raise ImportNotFound(str(output), f"there is no {LEDGER} in it")
    if os.access(path, os.W_OK) and os.access(output, os.W_OK):
        with _connected(str(path), output) as ledger:
            yield ledger
        return
    with _faults_named(output), closing(_connected_to_read(path)) as connection:
        check(connection, output)
        yield Ledger(connection)


def _connected_to_read(path: Path) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=30)
    try:
        connection.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _OF_THE_DISK:
            raise
        # SQLite would put an index of what is not in the file yet beside it. An import that has ended needs none.
        connection.close()
        connection = sqlite3.connect(f"{address}&immutable=1", uri=True, isolation_level=None)
    return connection


@contextmanager
def _connected(database: str, output: Path) -> Iterator[Ledger]:
    with _faults_named(output):
        connection = sqlite3.connect(database, isolation_level=None, timeout=30)
        with closing(connection):
            prepare(connection, output)
            yield Ledger(connection)


@contextmanager
def _faults_named(output: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in _OF_THE_DISK:  # the upper bits say more of the same
            raise not_writable(output, OSError(str(error))) from error
        raise
    except (sqlite3.DatabaseError, OddlyKept) as error:
        raise LedgerUnusable(
            f"{output / LEDGER}: not a ledger, or damaged ({error})",
            "Remove it, and import again: all PDFs are read anew.",
        ) from error
