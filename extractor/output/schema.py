"""What the JSON and the tables promise, in the forms that other systems read.

    model.JobDescription ── JSON Schema 2020-12 of a document
    columns.TABLES      ── Tabular Data Package v2 of the CSV folder

Both carry `SCHEMA_VERSION`. A field or a column may be added under one version; everything else needs a new one.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from extractor.errors import ImportFolderInvalid
from extractor.model import SCHEMA_VERSION, JobDescription
from extractor.output.columns import NUMBER, POINTS, TABLES, TEXT, TRUTH, Column, OutputTable
from extractor.output.placing import CSV_FOLDER, write_atomically

Json = dict[str, object]


_TYPES: Final = {TEXT: "string", NUMBER: "integer", TRUTH: "boolean", POINTS: "number"}


def document_schema() -> Json:
    """JSON Schema (2020-12) of one job description as an import writes it.

    Unknown members are allowed, for a field may be added under the same version.
    """
    generated = JobDescription.model_json_schema(mode="serialization")
    head: Json = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:jobdesc:schema:job-description:{SCHEMA_VERSION}",
    }
    return head | _open(generated)


def _open(schema: Json) -> Json:
    return {name: _opened(value) for name, value in schema.items() if (name, value) != ("additionalProperties", False)}


def _opened(value: object) -> object:
    if isinstance(value, dict):
        return _open(value)
    return [_opened(inner) for inner in value] if isinstance(value, list) else value


def tables_schema(level_labels: Mapping[int, str] | None = None) -> Json:
    """The tables as a Tabular Data Package v2.

    `level_labels` name the levels of the scale, where all documents use one scale.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "job-descriptions",
        "version": SCHEMA_VERSION,
        "resources": [
            {
                "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
                "name": table.name,
                "description": table.description,
                "type": "table",
                "path": f"{table.name}.csv",
                "scheme": "file",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {
                    "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
                    "delimiter": ",",
                    "lineTerminator": "\r\n",
                    "doubleQuote": True,
                    "header": True,
                },
                "schema": _table_schema(table, level_labels or {}),
            }
            for table in TABLES
        ],
    }


def _table_schema(table: OutputTable, level_labels: Mapping[int, str]) -> Json:
    schema: Json = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column, level_labels) for column in table.columns],
        "missingValues": [""],
    }
    if table.primary:
        schema["primaryKey"] = list(table.primary)
    if table.foreign:
        schema["foreignKeys"] = [
            {"fields": list(key.columns), "reference": {"resource": key.table, "fields": list(key.columns)}}
            for key in table.foreign
        ]
    return schema


def _field(column: Column, level_labels: Mapping[int, str]) -> Json:
    field: Json = {"name": column.name, "type": _TYPES[column.type]}
    if column.type == TRUTH:
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    field["description"] = column.description
    constraints: Json = {}
    if column.key or column.required:
        constraints["required"] = True
    if column.closed:
        constraints["enum"] = list(column.closed)
    if column.least is not None:
        constraints["minimum"] = column.least
    if constraints:
        field["constraints"] = constraints
    if column.name in {"level", "required_level"} and level_labels:
        field["categories"] = [{"value": level, "label": label} for level, label in sorted(level_labels.items())]
        field["categoriesOrdered"] = True
    return field


def write_datapackage(output: Path, labels: Iterable[tuple[int, str]] | None = None) -> Path:
    """Put `datapackage.json` beside the tables of the import in `output`; `labels` of levels are read there, or given.

    Raises:
        ImportFolderInvalid: there is no levels.csv as an import writes it.
        OutputNotWritable: the folder takes no file.
    """
    path = output / CSV_FOLDER / "datapackage.json"
    schema = tables_schema(_one_each(_level_labels(output) if labels is None else labels))
    text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    if not (path.is_file() and path.read_bytes() == text.encode()):
        write_atomically(path, text)
    return path


def _one_each(labels: Iterable[tuple[int, str]]) -> dict[int, str]:
    """The label of each level where every document of the import gives it the same one, else nothing."""
    by_level: defaultdict[int, set[str]] = defaultdict(set)
    for level, label in labels:
        by_level[level].add(label)
    if any(len(names) > 1 for names in by_level.values()):
        return {}
    return {level: next(iter(by_level[level])) for level in sorted(by_level)}


def _level_labels(output: Path) -> set[tuple[int, str]]:
    path = output / CSV_FOLDER / "levels.csv"
    labels: set[tuple[int, str]] = set()
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            header = next(rows, [])
            level, label = header.index("level"), header.index("label")
            for row in rows:
                labels.add((int(row[level]), row[label]))
    except OSError as error:
        raise ImportFolderInvalid(f"{path}: cannot be read ({error.strerror})", "Import the PDFs again.") from error
    except (ValueError, IndexError) as error:
        raise ImportFolderInvalid(f"{path}: not as an import writes it ({error})", "Import the PDFs again.") from error
    return labels
