"""Any database that SQLAlchemy knows: rows inserted, updated or left alone by their keys, in one transaction.

    rows of a hundred documents ── beside the rows the database has of them ── delete, insert, update what differs

A second export of the same import changes nothing. Tables of other programs, and columns that a user added to ours, are
left as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import exc

from extractor.errors import DatabaseDiffers, DatabaseRefused, ExtraMissing
from extractor.export import Options
from extractor.export.source import MAPPING_TABLE, ImportFolder, Row
from extractor.export.views import views
from extractor.output.columns import COLUMNS, NUMBER, POINTS, TABLE, TEXT, TRUTH

Record = dict[str, Any]
Key = tuple[Any, ...]

# SQLAlchemy 2.0 would take psycopg2 for the bare word.
_DRIVERS: Final = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_TYPES: Final = {TEXT: sa.Text, NUMBER: sa.BigInteger, TRUTH: sa.Boolean, POINTS: sa.Double}

# Rows without a key of their own are counted within their document.
_COUNTED: Final = {
    "tasks": ("document_id", "number"),
    "findings": ("path", "number"),
    "corrected": ("document_id", "number"),
}
_DOCUMENTS_AT_ONCE = 100


@dataclass(slots=True)
class Report:
    """Rows by what was done to them."""

    done: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        counts = ", ".join(f"{self.done[what]} {what}" for what in ("inserted", "updated", "deleted", "unchanged"))
        marked = f", {self.done['marked']} functions marked as removed" if self.done["marked"] else ""
        return f"Rows: {counts}{marked}."


def write(source: ImportFolder, to: str, options: Options) -> Report:
    """Bring the database at the URL `to` in line with the import; all of it, or nothing.

    `options.removed` says what becomes of functions that the import has not: `keep` (default), `mark` in the column
    `functions.removed`, or `delete` with all their rows.

    Raises:
        DatabaseRefused: the URL is none, there is no connection, or a right is missing.
        DatabaseDiffers: a table has other columns than the export needs.
        ExtraMissing: the driver of this database is not installed.
    """
    engine = _engine(to)
    report = Report()
    try:
        with engine.begin() as connection:
            tables = _tables(with_codes=source.codes is not None)
            _prepare(connection, tables, source)
            for name in COLUMNS:
                for rows in _groups(source, name):
                    _merge(connection, tables[name], rows, report)
            if source.codes is not None:
                _merge_codes(connection, tables["mapping"], source, report)
            _removals(connection, tables, source, options.removed or "keep", report)
    except exc.DBAPIError as error:
        raise _refused(engine.url, error) from error
    finally:
        engine.dispose()
    return report


def _engine(to: str) -> sa.Engine:
    try:
        url = sa.make_url(to)
        url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
        return sa.create_engine(url)
    except exc.NoSuchModuleError as error:
        raise DatabaseRefused(
            f"{to.partition(':')[0]}: SQLAlchemy knows no such kind of database",
            "Check the beginning of the URL; postgresql://user@host/database is one.",
        ) from error
    except exc.ArgumentError as error:
        raise DatabaseRefused(
            "--to: not a database URL", "Write it as postgresql://user:password@host:5432/database."
        ) from error
    except ModuleNotFoundError as error:
        package = '"jobdesc[sql]"' if error.name == "psycopg" else error.name
        raise ExtraMissing(
            f"this kind of database needs the package {error.name}", f"Run: pip install {package}"
        ) from error


def _tables(*, with_codes: bool) -> dict[str, sa.Table]:
    metadata = sa.MetaData()
    shapes: dict[str, Mapping[str, str]] = {**COLUMNS, **({"mapping": MAPPING_TABLE} if with_codes else {})}
    return {name: _table(metadata, name, columns) for name, columns in shapes.items()}


def _table(metadata: sa.MetaData, name: str, columns: Mapping[str, str]) -> sa.Table:
    key = _key_of(name)
    parts: list[sa.schema.SchemaItem] = [
        # Databases but PostgreSQL and SQLite want a length for a text in a key.
        sa.Column(column, _TYPES[type_](), primary_key=column in key, nullable=column not in key, autoincrement=False)
        for column, type_ in columns.items()
    ]
    if name in _COUNTED:
        parts.append(sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False))
    if name == "functions":
        parts.append(sa.Column("removed", sa.Boolean(), nullable=False, server_default=sa.false()))
    for foreign in TABLE[name].foreign if name in TABLE else ():
        referred = [f"{foreign.table}.{column}" for column in foreign.columns]
        parts.append(sa.ForeignKeyConstraint(foreign.columns, referred, ondelete="CASCADE"))
    return sa.Table(name, metadata, *parts)


def _key_of(name: str) -> tuple[str, ...]:
    if name == "mapping":
        return ("competency_id",)
    return _COUNTED.get(name) or TABLE[name].primary


def _prepare(connection: sa.Connection, tables: Mapping[str, sa.Table], source: ImportFolder) -> None:
    """Make what is missing; refuse tables that have our names and not our columns, before anything is written."""
    inspector = sa.inspect(connection)
    there = set(inspector.get_table_names())
    faults = [
        fault
        for name, table in tables.items()
        if name in there
        for fault in _differences(table, {column["name"]: column["type"] for column in inspector.get_columns(name)})
    ]
    if faults:
        raise DatabaseDiffers(
            "the database has tables of the same names with other columns\n"
            + "\n".join(f"  {fault}" for fault in faults),
            "Change those columns, or export to a database or schema of its own.",
        )
    for name, table in tables.items():
        if name not in there:
            table.create(connection)
    for name, query in views(with_codes=source.codes is not None).items():
        if name in inspector.get_view_names():
            if source.codes is None:
                continue
            connection.execute(sa.text(f"DROP VIEW {name}"))
        connection.execute(sa.text(f"CREATE VIEW {name} AS {query}"))


def _differences(table: sa.Table, there: Mapping[str, sa.types.TypeEngine[Any]]) -> Iterator[str]:
    for column in table.columns:
        if column.name not in there:
            yield f"{table.name}.{column.name} is missing"
        elif not _holds(there[column.name], column.type):
            yield f"{table.name}.{column.name} is {there[column.name]}, not {column.type}"


def _holds(there: sa.types.TypeEngine[Any], wanted: sa.types.TypeEngine[Any]) -> bool:
    """Whether values of the one type survive in the other: SQLite, for one, calls a BIGINT an INTEGER."""
    kinds: tuple[type[sa.types.TypeEngine[Any]], ...] = (sa.Boolean, sa.String, sa.Integer, sa.Float)
    kind = next(kind for kind in kinds if isinstance(wanted, kind))
    return isinstance(there, (kind, sa.Double) if kind is sa.Float else kind)


def _groups(source: ImportFolder, table: str) -> Iterator[dict[str, list[Row]]]:
    """The rows of some documents at a time, by document or path; then those without any, which may have had some."""
    documents = source.rows_by_document(table)
    with_rows: set[str] = set()
    while some := dict(islice(documents, _DOCUMENTS_AT_ONCE)):
        with_rows |= some.keys()
        yield some
    of_all = source.rows_by_document("documents" if table == "findings" else "functions")
    without = ((key, list[Row]()) for key, _ in of_all if key not in with_rows)
    while table not in {"documents", "functions"} and (some := dict(islice(without, _DOCUMENTS_AT_ONCE))):
        yield some


def _merge(connection: sa.Connection, table: sa.Table, groups: Mapping[str, Sequence[Row]], report: Report) -> None:
    """Make the rows of these documents what the import says, touching only the ones that differ."""
    new = _by_key(table, _records(table, groups))
    old = _by_key(table, _stored(connection, table, list(groups)))
    stale = [key for key in old if key not in new]
    added = [record for key, record in new.items() if key not in old]
    changed = [record for key, record in new.items() if key in old and record.items() - old[key].items()]
    _write(connection, table, stale, added, changed)
    report.done.update(
        inserted=len(added), updated=len(changed), deleted=len(stale), unchanged=len(new) - len(added) - len(changed)
    )


def _write(
    connection: sa.Connection, table: sa.Table, stale: Sequence[Key], added: list[Record], changed: Sequence[Record]
) -> None:
    key_columns = [table.columns[name] for name in _key_of(table.name)]
    match = sa.and_(*(column == sa.bindparam(f"key_{column.name}") for column in key_columns))
    if stale:
        connection.execute(sa.delete(table).where(match), [_bound(key_columns, key) for key in stale])
    if added:
        connection.execute(sa.insert(table), added)
    if changed:
        values = _parameters(changed[0].keys() - set(_key_of(table.name)))
        bound = [record | _bound(key_columns, _key(table, record)) for record in changed]
        connection.execute(sa.update(table).where(match).values(values), bound)


def _parameters(names: Iterable[str]) -> dict[str, Any]:
    return {name: sa.bindparam(name) for name in sorted(names)}


def _stored(connection: sa.Connection, table: sa.Table, groups: list[str]) -> Iterator[Record]:
    """The rows of these documents that the table has."""
    scope = table.columns["path" if table.name in {"documents", "findings"} else _key_of(table.name)[0]]
    return map(dict, connection.execute(sa.select(table).where(scope.in_(groups))).mappings())


def _merge_codes(connection: sa.Connection, table: sa.Table, source: ImportFolder, report: Report) -> None:
    """Make the mapping what the user's file says: a code that was taken out of it is not one any more."""
    codes = {str(row[0]): [row] for row in source.rows("mapping")}
    _merge(connection, table, codes, report)
    column = table.c.competency_id
    for id_ in sorted(set(connection.scalars(sa.select(column))) - codes.keys()):
        report.done["deleted"] += connection.execute(sa.delete(table).where(column == id_)).rowcount


def _records(table: sa.Table, groups: Mapping[str, Sequence[Row]]) -> Iterator[Record]:
    names = list(COLUMNS.get(table.name, MAPPING_TABLE))
    extra: Record = {"removed": False} if table.name == "functions" else {}
    for rows in groups.values():
        for number, row in enumerate(rows, start=1):
            record = dict(zip(names, map(_storable, row), strict=True)) | extra
            yield record | {"number": number} if table.name in _COUNTED else record


def _storable(value: object) -> object:
    """PostgreSQL holds no NUL in a text; its printable symbol takes the place in every database alike."""
    return value.replace("\0", "\N{SYMBOL FOR NULL}") if isinstance(value, str) else value


def _by_key(table: sa.Table, records: Iterable[Record]) -> dict[Key, Record]:
    return {_key(table, record): record for record in records}


def _key(table: sa.Table, record: Mapping[str, Any]) -> Key:
    return tuple(record[name] for name in _key_of(table.name))


def _bound(columns: Sequence[sa.Column[Any]], key: Key) -> Record:
    return {f"key_{column.name}": value for column, value in zip(columns, key, strict=True)}


def _removals(
    connection: sa.Connection, tables: Mapping[str, sa.Table], source: ImportFolder, asked: str, report: Report
) -> None:
    """Functions that the import has not, and after a delete the PDFs without one; their rows go with them."""
    if asked == "keep":
        return
    functions = tables["functions"]
    if source.changes is not None:
        gone = {removal.document_id for removal in source.changes.removals}
    else:
        there = set(connection.scalars(sa.select(functions.c.document_id)))
        gone = there - {row[0] for row in source.rows("functions")}
    for document_id in sorted(gone):
        this = functions.c.document_id == document_id
        if asked == "delete":
            report.done["deleted"] += connection.execute(sa.delete(functions).where(this)).rowcount
        else:
            unmarked = sa.and_(this, functions.c.removed.is_(sa.false()))
            report.done["marked"] += connection.execute(
                sa.update(functions).where(unmarked).values(removed=True)
            ).rowcount
    if asked == "delete" and source.changes is None:
        documents = tables["documents"]
        paths = {row[0] for row in source.rows("documents")}
        for path in sorted(set(connection.scalars(sa.select(documents.c.path))) - paths):
            report.done["deleted"] += connection.execute(sa.delete(documents).where(documents.c.path == path)).rowcount


def _refused(url: sa.URL, error: exc.DBAPIError) -> DatabaseRefused:
    said = str(error.orig).strip().partition("\n")[0]
    return DatabaseRefused(
        f"{url.render_as_string(hide_password=True)}: {said}",
        "Nothing was written. Check the URL and the rights of this user: it makes tables and views, reads and writes.",
    )
