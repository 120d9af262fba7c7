"""The schema by which editors check a rule module says what `rules check` says, as far as form goes."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from extractor.matching.rule_schema import rule_schema
from extractor.matching.rulefile import OWN_KEYS, RuleModule, rule_file_faults
from extractor.matching.rulepacks import rule_files
from tests.promises import RULES

FOLDER = RULES.parent
MODULES = [path for path in rule_files(FOLDER) if path.parent != FOLDER]
SMALLEST: dict[str, Any] = {
    "id": "mine",
    "version": "1.0",
    "name": "Mine",
    "document": {"title": "^Job description"},
    "competencies": {"strategies": ["rows"]},
}


def as_toml(table: dict[str, Any]) -> str:
    """Enough of TOML for the tables here."""
    plain = [f"{key} = {json.dumps(value)}" for key, value in table.items() if not isinstance(value, dict)]
    tables = [
        f"[{key}]\n" + "\n".join(f"{inner} = {json.dumps(value)}" for inner, value in table[key].items())
        for key in table
        if isinstance(table[key], dict)
    ]
    return "\n".join([*plain, *tables]) + "\n"


def schema_faults(table: dict[str, Any]) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(rule_schema()).iter_errors(table)]


def test_the_schema_is_one_and_the_published_one_is_this_one() -> None:
    jsonschema.Draft202012Validator.check_schema(rule_schema())
    assert json.loads(RULES.read_text(encoding="utf-8")) == rule_schema()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_module_fits_and_names_the_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert schema_faults(tomllib.loads(text)) == []
    directive, _, target = text.splitlines()[0].partition(" ")
    assert directive == "#:schema"
    assert (path.parent / target).resolve() == RULES


def test_the_smallest_module_fits_both(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(as_toml(SMALLEST), encoding="utf-8")
    assert rule_file_faults(tmp_path / "mine.toml") == []
    assert schema_faults(SMALLEST) == []


@pytest.mark.parametrize(
    "change",
    [
        {"id": "My Town"},
        {"version": 1.0},
        {"name": ""},
        {"language": "Nederlands"},
        {"titel": "x"},
        {"document": {}},
        {"document": {"title": []}},
        {"document": {"title": 3}},
        {"document": {"title": "^x", "organization": "y"}},
        {"competencies": {"strategies": []}},
        {"competencies": {"strategies": ["row"]}},
        {"competencies": {"strategies": ["rows"], "scale": {"labels": []}}},
        {"fields": {"labels": {"nam": ["x"]}}},
        {"fields": {"labels": {"name": "x"}}},
        {"fields": {"required": ["nam"]}},
        {"sections": {"required": ["purposes"]}},
        {"agreements": {"lead": "x"}},
        {"origin": "built in"},
        {"generic": True},
    ],
    ids=str,
)
def test_faults_of_form_are_seen_by_both(change: dict[str, Any], tmp_path: Path) -> None:
    table = {**SMALLEST, **change}
    (tmp_path / "mine.toml").write_text(as_toml(table), encoding="utf-8")
    assert rule_file_faults(tmp_path / "mine.toml") != []
    assert schema_faults(table) != []


def test_every_key_but_the_programs_own_is_explained() -> None:
    schema = rule_schema()
    assert set(schema["properties"]) == set(RuleModule.model_fields) - OWN_KEYS
    for name, part in {"": schema, **schema["$defs"]}.items():
        assert part["description"], name
        for key, value in part["properties"].items():
            described = value.get("description") or schema["$defs"][value["$ref"].rsplit("/")[-1]]["description"]
            assert described, f"{name}.{key}"
