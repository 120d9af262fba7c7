"""What the JSON and the tables promise, in the forms that other systems read.

    model.JobDescription ── JSON Schema 2020-12 of a document
    tables.COLUMNS, KEYS ── Tabular Data Package v2 of the CSV folder

Both carry `SCHEMA_VERSION`. A field or a column may be added under one version; everything else needs a new one.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extractor.errors import ImportFolderInvalid
from extractor.model import (
    SCHEMA_VERSION,
    CorrectedField,
    CorrectionState,
    FindingCode,
    JobDescription,
    MarkKind,
    Severity,
    Status,
)
from extractor.output.outcome import Outcome
from extractor.output.placing import write_atomically
from extractor.output.tables import COLUMNS, NUMBER, POINTS, TEXT, TRUTH
from extractor.output.writing import CSV_FOLDER

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """`columns` hold the key of a row of `table`, whose columns are `refers_to`."""

    columns: tuple[str, ...]
    table: str
    refers_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """`primary` is empty where rows have no key but their order."""

    primary: tuple[str, ...]
    foreign: tuple[ForeignKey, ...] = ()


_TO_DOCUMENT = ForeignKey(("path",), "documents", ("path",))
_TO_FUNCTION = ForeignKey(("document_id",), "functions", ("document_id",))
_TO_COMPETENCY = ForeignKey(("document_id", "competency_id"), "competencies", ("document_id", "competency_id"))

KEYS: Final[dict[str, Keys]] = {
    "documents": Keys(("path",)),
    "functions": Keys(("document_id",), (_TO_DOCUMENT,)),
    "tasks": Keys((), (_TO_FUNCTION,)),
    "sections": Keys(("document_id", "position"), (_TO_FUNCTION,)),
    "competencies": Keys(("document_id", "competency_id"), (_TO_FUNCTION,)),
    "aspects": Keys(("document_id", "competency_id", "position"), (_TO_COMPETENCY,)),
    "levels": Keys(("document_id", "competency_id", "level"), (_TO_COMPETENCY,)),
    "indicators": Keys(
        ("document_id", "competency_id", "level", "position"),
        (ForeignKey(("document_id", "competency_id", "level"), "levels", ("document_id", "competency_id", "level")),),
    ),
    "findings": Keys((), (_TO_DOCUMENT, _TO_FUNCTION)),
    "corrected": Keys((), (_TO_FUNCTION,)),
}

_TYPES: Final = {TEXT: "string", NUMBER: "integer", TRUTH: "boolean", POINTS: "number"}

_NEVER_EMPTY: Final = {
    "documents": {"status", "documents", "competencies", "findings"},
    "functions": {"function_key", "path", "competencies", "ok", "findings"},
    "tasks": {"document_id", "section", "position", "text"},
    "sections": {"heading", "page"},
    "competencies": {"function_key", "competency", "status", "page", "corrected"},
    "aspects": {"aspect", "status", "page"},
    "levels": {"label"},
    "indicators": {"text"},
    "findings": {"path", "code", "severity", "message"},
    "corrected": {"document_id", "function_key", "field", "state", "reason", "who", "when"},
}

_CLOSED: Final[dict[tuple[str, str], list[str]]] = {
    ("documents", "status"): [outcome.value for outcome in Outcome],
    ("tasks", "section"): ["duty", "agreement"],
    ("competencies", "status"): [status.value for status in Status],
    ("aspects", "status"): [status.value for status in Status],
    ("levels", "mark_kind"): [kind.value for kind in MarkKind],
    ("findings", "severity"): [severity.value for severity in Severity],
    ("findings", "code"): [code.value for code in FindingCode],
    ("corrected", "field"): [field.value for field in CorrectedField],
    ("corrected", "state"): [state.value for state in CorrectionState],
    ("corrected", "read_status"): [status.value for status in Status],
}

_DESCRIPTIONS: Final[dict[tuple[str, str], str]] = {
    ("documents", "path"): "path of the PDF, relative to the folder that was imported",
    ("functions", "function_key"): "joins the versions of one function; need not be unique",
    ("functions", "approved_on"): "date of the approving decision, as YYYY-MM-DD",
    ("tasks", "position"): "from 1, within the duties or within the agreement",
    ("functions", "corrected"): "the columns that are a person's word, not what was read",
    ("competencies", "required_level"): "the one level that is ticked, or a person's word; empty unless status is ok",
    ("competencies", "required_label"): "the required level as printed; known where status is ok or unranked",
    ("sections", "position"): "from 1, within the document",
    ("sections", "key"): "standard name of the section, where one is known",
    ("aspects", "aspect"): "name of the level as printed, where a competency has several",
    ("findings", "values"): "what the message is made of, as JSON, to word it in another language",
    ("competencies", "corrected"): "true: the required level is a person's word; the table corrected has both values",
    ("corrected", "read_value"): "what was read; empty where it could not be told",
    ("corrected", "old_value"): "what the person saw",
    ("corrected", "new_value"): "what the person says it is; it stands only where state is applied",
    ("corrected", "when"): "as YYYY-MM-DD",
    ("levels", "level"): "the number on the scale; for a scale of names, its rank",
    ("levels", "marked"): "true: ticked; false: seen and not ticked; empty: not found or not readable",
    **{
        ("levels", side): "of the mark, in PDF points from the top left of the page"
        for side in ("x0", "top", "x1", "bottom")
    },
}


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
                "name": table,
                "type": "table",
                "path": f"{table}.csv",
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
            for table in COLUMNS
        ],
    }


def _table_schema(table: str, level_labels: Mapping[int, str]) -> Json:
    keys = KEYS[table]
    schema: Json = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(table, name, type_, level_labels) for name, type_ in COLUMNS[table].items()],
        "missingValues": [""],
    }
    if keys.primary:
        schema["primaryKey"] = list(keys.primary)
    if keys.foreign:
        schema["foreignKeys"] = [
            {
                "fields": list(key.columns),
                "reference": {"resource": key.table, "fields": list(key.refers_to)},
            }
            for key in keys.foreign
        ]
    return schema


def _field(table: str, name: str, type_: str, level_labels: Mapping[int, str]) -> Json:
    field: Json = {"name": name, "type": _TYPES[type_]}
    if type_ == TRUTH:
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if (table, name) in _DESCRIPTIONS:
        field["description"] = _DESCRIPTIONS[table, name]
    constraints: Json = {}
    if name in KEYS[table].primary or name in _NEVER_EMPTY[table]:
        constraints["required"] = True
    if (table, name) in _CLOSED:
        constraints["enum"] = _CLOSED[table, name]
    if name in {"page", "position"}:
        constraints["minimum"] = 1
    if constraints:
        field["constraints"] = constraints
    if name in {"level", "required_level"} and level_labels:
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
