"""Rows to Arrow record batches, typed: what Parquet and DuckDB take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pyarrow as pa

from extractor.export.source import ImportFolder, Row, in_batches
from extractor.output.columns import NUMBER, POINTS, TEXT, TRUTH

_TYPES: Final = {TEXT: pa.string(), NUMBER: pa.int64(), TRUTH: pa.bool_(), POINTS: pa.float64()}
_AT_ONCE = 50_000


def arrow_schema(columns: Mapping[str, str]) -> pa.Schema:
    return pa.schema([(name, _TYPES[type_]) for name, type_ in columns.items()])


def arrow_batch(rows: Sequence[Row], schema: pa.Schema) -> pa.RecordBatch:
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pa.record_batch(
        [pa.array(column, type_) for column, type_ in zip(columns, schema.types, strict=True)], schema
    )


def arrow_batches(source: ImportFolder, table: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    for rows in in_batches(source.rows(table), _AT_ONCE):
        yield arrow_batch(rows, schema)
