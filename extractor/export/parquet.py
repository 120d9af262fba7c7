"""Parquet: a file per table, typed; on request a folder per value of one column of the functions (Hive partitions)."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pyarrow.parquet as pq

from extractor.errors import NotForTarget
from extractor.export import Options
from extractor.export.columnar import arrow_batch, arrow_batches, arrow_schema
from extractor.export.source import ImportFolder, Row, Value, in_batches
from extractor.output.columns import COLUMNS
from extractor.output.placing import whole_folder

PARTITION_COLUMNS: Final = ("organisation", "department", "service", "grade")
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
_AT_ONCE = 50_000


def write(source: ImportFolder, to: str, options: Options) -> None:
    """Write `<table>.parquet` for each table, or `<table>/<column>=<value>/part-0.parquet`.

    With a mapping the competencies have the codes as columns.

    Raises:
        NotForTarget: `partition_by` names no column to partition by.
    """
    column = options.partition_by
    if column is not None and column not in PARTITION_COLUMNS:
        raise NotForTarget(f"cannot partition by {column}", f"Choose from {', '.join(PARTITION_COLUMNS)}.")
    source = source.with_codes_joined()
    with whole_folder(Path(to), ".parquet") as folder:
        values = _partitions(source, column) if column else {}
        for table, columns in source.tables().items():
            if column and "document_id" in columns and table != "removals":
                _write_partitioned(source, table, folder / table, column, values)
                continue
            schema = arrow_schema(columns)
            with pq.ParquetWriter(folder / f"{table}.parquet", schema) as writer:
                for batch in arrow_batches(source, table, schema):
                    writer.write_batch(batch)


def _partitions(source: ImportFolder, column: str) -> dict[Value, str]:
    at = list(COLUMNS["functions"]).index(column)
    return {row[0]: _folder_name(row[at]) for row in source.rows("functions")}


def _folder_name(value: Value) -> str:
    return _NO_VALUE if value is None else quote(str(value), safe=" ")


def _write_partitioned(source: ImportFolder, table: str, folder: Path, column: str, values: dict[Value, str]) -> None:
    """One writer for each partition stays open: there are as many as a user has organisations, not documents."""
    types = source.tables()[table]
    # The folder's name says the value already, and a reader takes it from there.
    kept = [number for number, name in enumerate(types) if name != column]
    schema = arrow_schema({name: type_ for name, type_ in types.items() if name != column})
    folder.mkdir()
    with ExitStack() as stack:
        writers: dict[str, pq.ParquetWriter] = {}
        for rows in in_batches(source.rows(table), _AT_ONCE):
            for value, part in _by_partition(rows, values).items():
                if value not in writers:
                    path = folder / f"{column}={value}" / "part-0.parquet"
                    path.parent.mkdir()
                    writers[value] = stack.enter_context(pq.ParquetWriter(path, schema))
                writers[value].write_batch(arrow_batch([tuple(row[n] for n in kept) for row in part], schema))
        if not writers:
            # A query over all partitions finds its columns, and no rows, instead of no file.
            path = folder / f"{column}={_NO_VALUE}" / "part-0.parquet"
            path.parent.mkdir()
            stack.enter_context(pq.ParquetWriter(path, schema))


def _by_partition(rows: list[Row], values: dict[Value, str]) -> dict[str, list[Row]]:
    parts: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        parts[values.get(row[0], _NO_VALUE)].append(row)
    return parts
