"""SQLite: keys, foreign keys, views and a full-text search, in one file that Datasette opens."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from extractor.errors import OutputNotWritable
from extractor.export import Options
from extractor.export.source import ImportFolder, in_batches
from extractor.export.views import views
from extractor.output.columns import NUMBER, POINTS, TABLE, TEXT, TRUTH
from extractor.output.placing import whole_file

_TYPES: Final = {TEXT: "TEXT", NUMBER: "INTEGER", TRUTH: "INTEGER", POINTS: "REAL"}
_AT_ONCE = 10_000

_SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(
    text, document_id UNINDEXED, kind UNINDEXED, competency_id UNINDEXED, level UNINDEXED,
    tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO search SELECT text, document_id, 'task', NULL, NULL FROM tasks ORDER BY rowid;
INSERT INTO search SELECT competency, document_id, 'competency', competency_id, NULL FROM competencies ORDER BY rowid;
INSERT INTO search SELECT text, document_id, 'indicator', competency_id, level FROM indicators ORDER BY rowid;
"""


def write(source: ImportFolder, to: str, _options: Options) -> None:
    """Write a new database; one that was there is replaced when the new one is whole.

    Raises:
        OutputNotWritable: SQLite could not write it, for instance because the disk is full.
    """
    try:
        with whole_file(Path(to)) as path, closing(sqlite3.connect(path, isolation_level=None)) as database:
            # The file is of nobody else until it is whole: a journal would only cost time.
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;")
            database.execute("BEGIN")
            for table, columns in source.tables().items():
                database.execute(_create(table, columns))
                places = ", ".join("?" * len(columns))
                for rows in in_batches(source.rows(table), _AT_ONCE):
                    database.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)  # noqa: S608  # our own names
            for name, query in views(with_codes=source.codes is not None).items():
                database.execute(f"CREATE VIEW {name} AS {query}")
            database.execute("COMMIT")
            database.executescript(f"BEGIN;{_SEARCH}COMMIT;")
    except sqlite3.OperationalError as error:
        raise OutputNotWritable(
            f"{to}: SQLite cannot write it ({error})", "Make room, or name another file."
        ) from error


def _create(table: str, columns: dict[str, str]) -> str:
    parts = [f'"{name}" {_TYPES[type_]}' for name, type_ in columns.items()]
    known = TABLE.get(table)
    if known and known.primary:
        parts.append(f"PRIMARY KEY ({', '.join(known.primary)})")
    for key in known.foreign if known else ():
        names = ", ".join(key.columns)
        parts.append(f"FOREIGN KEY ({names}) REFERENCES {key.table} ({names})")
    return f'CREATE TABLE "{table}" ({", ".join(parts)})'
