"""The schemas as they were published, one file per version, and what may change under one version.

$ python -m tests.promises      writes what this version promises now; for a new version, or to add a field

The schema of rule modules, which editors read, is written by it too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.matching.rule_schema import SCHEMA_FILE, rule_schema
from extractor.model import SCHEMA_VERSION
from extractor.output.schema import document_schema, tables_schema

FOLDER = Path(__file__).parent / "published"
DOCUMENT = FOLDER / f"document-{SCHEMA_VERSION}.json"
TABLES = FOLDER / f"tables-{SCHEMA_VERSION}.json"
RULES = Path(__file__).parent.parent / "rules" / SCHEMA_FILE


def broken_promises(old: Any, new: Any, place: str = "$") -> Iterator[str]:
    """What someone who relies on `old` would trip over in `new`: all but added members, columns and codes."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name, value in old.items():
            if name in {"description", "title"} and isinstance(value, str):
                continue
            if name not in new:
                yield f"{place}.{name} is gone"
            else:
                yield from broken_promises(value, new[name], f"{place}.{name}")
    elif isinstance(old, list) and isinstance(new, list):
        yield from _broken_in_list(old, new, place)
    elif old != new:
        yield f"{place} was {old!r}, is {new!r}"


def _bare(schema: Any) -> Any:
    """Without the words for people, which may change."""
    if isinstance(schema, dict):
        return {name: _bare(value) for name, value in schema.items() if name != "description"}
    return schema


def _broken_in_list(old: list[Any], new: list[Any], place: str) -> Iterator[str]:
    named = all(isinstance(item, dict) and "name" in item for item in [*old, *new])
    if named:
        yield from broken_promises({i["name"]: i for i in old}, {i["name"]: i for i in new}, place)
        kept = [item["name"] for item in new if item["name"] in {i["name"] for i in old}]
        if kept != [item["name"] for item in old]:
            yield f"{place} has another order"
        return
    for item in map(_bare, old):
        if item not in map(_bare, new):
            yield f"{place} has lost {item!r}"


if __name__ == "__main__":
    for path, schema in ((DOCUMENT, document_schema()), (TABLES, tables_schema()), (RULES, rule_schema())):
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
