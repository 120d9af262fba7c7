"""What is promised to machines: the JSON Schema, the data package, and that neither changes under one version."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import pytest

from extractor.model import SCHEMA_VERSION
from extractor.output.columns import COLUMNS, TABLES
from extractor.output.schema import document_schema, tables_schema, write_datapackage
from extractor.output.writing import job_description_to_json
from tests import promises
from tests.builders import job_description
from tests.exports import described, imported
from tests.promises import DOCUMENT, FOLDER, broken_promises
from tests.test_cli import jobdesc


def published(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_document_is_valid_and_a_wrong_one_is_not() -> None:
    validator = jsonschema.Draft202012Validator(document_schema())
    validator.check_schema(document_schema())
    document = json.loads(job_description_to_json(job_description()))
    validator.validate(document)
    validator.validate({**document, "added_later": 1})
    document["competencies"][0]["levels"][0]["marked"] = "yes"
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(document)


@pytest.mark.parametrize(("path", "now"), [(DOCUMENT, document_schema()), (promises.TABLES, tables_schema())])
def test_no_promise_of_this_version_is_broken(path: Path, now: object) -> None:
    assert list(broken_promises(published(path), now)) == []


@pytest.mark.parametrize(("file", "now"), [("document", document_schema()), ("tables", tables_schema())])
def test_this_version_only_adds_to_the_one_before(file: str, now: object) -> None:
    before = published(FOLDER / f"{file}-1.0.json")
    assert [fault for fault in broken_promises(before, now) if " was '" not in fault or "1.0" not in fault] == []


def test_every_member_and_every_column_is_described_in_a_sentence() -> None:
    schema: Any = document_schema()
    parts = {"JobDescription": schema, **schema["$defs"]}
    members = {
        f"{name}.{member}": inner.get("description")
        for name, part in parts.items()
        for member, inner in part.get("properties", {}).items()
    }
    columns = {f"{table.name}.{column.name}": column.description for table in TABLES for column in table.columns}
    assert len(members) > 100
    assert [name for name, text in {**members, **columns}.items() if not text or not text.endswith(".")] == []


def test_both_schemas_carry_their_version() -> None:
    assert document_schema()["$id"] == f"urn:jobdesc:schema:job-description:{SCHEMA_VERSION}"
    assert tables_schema()["version"] == SCHEMA_VERSION


def changed(path: Path, *keys: str | int, value: object) -> Any:
    whole = copy.deepcopy(published(path))
    inner = whole
    for key in keys[:-1]:
        inner = inner[key]
    if value is None:
        del inner[keys[-1]]
    else:
        inner[keys[-1]] = value
    return whole


@pytest.mark.parametrize(
    ("keys", "value", "said"),
    [
        (("properties", "title"), None, "$.properties.title is gone"),
        (("properties", "language", "type"), "integer", "$.properties.language.type was 'string', is 'integer'"),
        (("required",), ["document_id"], "$.required has lost 'function_key'"),
    ],
)
def test_an_incompatible_document_is_seen(keys: tuple[str | int, ...], value: object, said: str) -> None:
    assert said in list(broken_promises(published(DOCUMENT), changed(DOCUMENT, *keys, value=value)))


def test_an_incompatible_table_is_seen() -> None:
    fields = ("resources", 0, "schema", "fields")
    path = published(promises.TABLES)["resources"][0]["schema"]["fields"]
    shuffled = changed(promises.TABLES, *fields, value=[path[1], path[0], *path[2:]])
    assert [fault for fault in broken_promises(published(promises.TABLES), shuffled) if "another order" in fault]
    renamed = changed(promises.TABLES, *fields, 0, "name", value="file")
    assert [
        fault for fault in broken_promises(published(promises.TABLES), renamed) if fault.endswith("fields.path is gone")
    ]


def test_a_new_field_is_no_broken_promise() -> None:
    added = changed(DOCUMENT, "properties", "added_later", value={"type": "string"})
    assert list(broken_promises(published(DOCUMENT), added)) == []


def test_frictionless_finds_the_tables_of_an_import_valid(tmp_path: Path) -> None:
    imported(tmp_path, described("een"), described("twee", 'Met ; en " en\nregels'))
    report = frictionless.validate(str(tmp_path / "csv" / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    assert [task.name for task in report.tasks] == list(COLUMNS)


@pytest.mark.parametrize(
    ("table", "old", "new", "kind"),
    [
        ("levels", ",integriteit,", ",onbekend,", "foreign-key"),
        ("competencies", ",ok,", ",misschien,", "constraint-error"),
        ("competencies", ",2,ok,2", ",twee,ok,2", "type-error"),
        ("levels", ",integriteit,1,1,", ",integriteit,0,1,", "primary-key"),
    ],
)
def test_frictionless_finds_what_is_wrong(tmp_path: Path, table: str, old: str, new: str, kind: str) -> None:
    imported(tmp_path, described("een"))
    path = tmp_path / "csv" / f"{table}.csv"
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    report = frictionless.validate(str(tmp_path / "csv" / "datapackage.json"))
    assert kind in {error[0] for error in report.flatten(["type"])}


def _fields(package: Any, table: str) -> list[dict[str, Any]]:
    (fields,) = (resource["schema"]["fields"] for resource in package["resources"] if resource["name"] == table)
    return list(fields)


def test_levels_are_labelled_where_all_documents_use_one_scale(tmp_path: Path) -> None:
    write_datapackage(imported(tmp_path, described("een")))
    package = json.loads((tmp_path / "csv" / "datapackage.json").read_text())
    (level,) = (f for f in _fields(package, "levels") if f["name"] == "level")
    assert level["categories"] == [{"value": n, "label": str(n)} for n in range(4)]
    with (tmp_path / "csv" / "levels.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("x,y,1,Basis,,,,,,,\r\n")
    package = json.loads(write_datapackage(tmp_path).read_text())
    assert not any("categories" in f for f in _fields(package, "levels"))


@pytest.mark.parametrize(("arguments", "expected"), [((), document_schema()), (("tables",), tables_schema())])
def test_the_command_prints_them(arguments: tuple[str, ...], expected: object) -> None:
    assert json.loads(jobdesc("schema", *arguments).stdout) == expected
