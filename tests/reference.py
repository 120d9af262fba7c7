"""The pages of docs that are written from the code, so that they cannot say anything else.

$ python -m tests.reference      writes them
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from extractor.findings import FindingKind, Language, kinds
from extractor.model import SCHEMA_VERSION, Severity
from extractor.output.columns import NUMBER, POINTS, TABLES, TEXT, TRUTH, Column
from extractor.output.schema import document_schema
from tests.reference_python import python_page

DOCS: Final = Path(__file__).parent.parent / "docs"

_SEVERITIES: Final = {
    Severity.ERROR: "A level or a page is not known. `--strict` answers 1 where one stands.",
    Severity.WARNING: "Something is odd or lacking; what was read stands.",
    Severity.INFO: "Good to know.",
}


def findings_page() -> str:
    """docs/findings.md."""
    lines = [
        "# Findings",
        "",
        "A finding says what a person should know about one document. It stands in the JSON and in `findings.csv`,",
        "with its page, its place on the page, and its competency where it is about one. A code has one severity,",
        "one meaning and one next step. The message of a finding is made of the values beside it (`values`), so that",
        "the report can word it in Dutch too.",
        "",
    ]
    for severity, meaning in _SEVERITIES.items():
        lines += [f"## {severity.value.capitalize()}", "", meaning, "", *_table(severity, Language.EN), ""]
    lines += ["## In het Nederlands", "", "Dezelfde codes, zoals het rapport ze noemt.", ""]
    return "\n".join([*lines, *_table(None, Language.NL)]) + "\n"


def _table(severity: Severity | None, language: Language) -> list[str]:
    heads = {Language.EN: ("what it means", "what to do"), Language.NL: ("wat het betekent", "wat te doen")}[language]
    rows = [f"| code | {heads[0]} | {heads[1]} |", "|---|---|---|"]
    return rows + [_row(kind, language) for kind in kinds() if severity in (None, kind.severity)]


def _row(kind: FindingKind, language: Language) -> str:
    wording = kind.wordings[language]
    return f"| `{kind.code.value}` | {wording.meaning} | {wording.next} |"


def output_page() -> str:
    """docs/reference/output.md."""
    lines = [
        "# What an import writes, field by field",
        "",
        f"Version {SCHEMA_VERSION}. Within one version members and columns are only added. `jobdesc schema` prints the",
        "same for programs: as JSON Schema, and with `tables` as a Data Package.",
        "",
        "## The tables in `csv/`",
        "",
        "An unknown is empty. **Bold** columns are the key of a row; an arrow says which table a column refers to.",
        "",
    ]
    for table in TABLES:
        lines += [
            f"### `{table.name}.csv`",
            "",
            table.description,
            "",
            "| column | type | what it is |",
            "|---|---|---|",
        ]
        lines += [_column(column) for column in table.columns] + [""]
    lines += [
        "## The JSON of a job description",
        "",
        "A box is `[x0, top, x1, bottom]` in PDF points, from the top left.",
        "",
    ]
    schema: Any = document_schema()
    for name, part in {"JobDescription": schema, **schema["$defs"]}.items():
        if "properties" in part:
            lines += [f"### {name}", "", *part["description"].splitlines(), "", "| member | what it is |", "|---|---|"]
            lines += [f"| `{member}` | {inner['description']} |" for member, inner in part["properties"].items()] + [""]
    lines += ["## Closed lists", ""]
    for name, part in schema["$defs"].items():
        if "enum" in part:
            lines += [
                f"### {name}",
                "",
                *part["description"].splitlines(),
                "",
                ", ".join(f"`{v}`" for v in part["enum"]) + ".",
                "",
            ]
    return "\n".join(lines)


def _listed(values: list[str]) -> str:
    return ", ".join(f"`{value}`" for value in values) + "."


_TYPES: Final = {TEXT: "text", NUMBER: "whole number", TRUTH: "true or false", POINTS: "number"}


def _column(column: Column) -> str:
    name = f"**`{column.name}`**" if column.key else f"`{column.name}`"
    of = f" → `{column.of}`" if column.of else ""
    few = f" One of {', '.join(column.closed)}." if 0 < len(column.closed) <= 8 else ""
    return f"| {name}{of} | {_TYPES[column.type]} | {column.description}{few} |"


PAGES: Final[dict[Path, Callable[[], str]]] = {
    DOCS / "findings.md": findings_page,
    DOCS / "reference" / "output.md": output_page,
    DOCS / "reference" / "python.md": python_page,
}


if __name__ == "__main__":
    for path, written in PAGES.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(written(), encoding="utf-8")
