"""DuckDB: the tables and views in one file, typed, for analysis."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from extractor.errors import OutputNotWritable
from extractor.export import Options
from extractor.export.columnar import arrow_batches, arrow_schema
from extractor.export.source import ImportFolder
from extractor.export.views import views
from extractor.output.placing import whole_file


def write(source: ImportFolder, to: str, _options: Options) -> None:
    """Write a new database; one that was there is replaced when the new one is whole.

    Raises:
        OutputNotWritable: DuckDB could not write it.
    """
    try:
        with whole_file(Path(to)) as path, duckdb.connect(str(path)) as database:
            for table, columns in source.tables().items():
                schema = arrow_schema(columns)
                batches = pa.RecordBatchReader.from_batches(schema, arrow_batches(source, table, schema))
                database.register("incoming", batches)
                database.execute(f'CREATE TABLE "{table}" AS SELECT * FROM incoming')  # noqa: S608  # our own names
                database.unregister("incoming")
            for name, query in views(with_codes=source.codes is not None).items():
                database.execute(f"CREATE VIEW {name} AS {query}")
    except duckdb.IOException as error:
        raise OutputNotWritable(
            f"{to}: DuckDB cannot write it ({error})", "Make room, or name another file."
        ) from error
