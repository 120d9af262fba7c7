"""docs/reference/python.md, written from the signatures and docstrings of the package."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import fields
from enum import Enum
from typing import Final

import extractor
from extractor.audit.loading import load_tables
from extractor.audit.matrix import level_statistics, required_levels
from extractor.errors import ExtractorError, InputError
from extractor.listing import list_marks
from extractor.output.outcome import OfferedPdf
from extractor.output.schema import document_schema, tables_schema
from extractor.output.tables import offered_to_frames
from extractor.output.writing import job_description_from_json, job_description_to_json, write_import
from extractor.settings import ReadingSettings

EXAMPLE: Final = """\
from pathlib import Path

from extractor import ExtractorError, read_job_descriptions
from extractor.output.outcome import OfferedPdf
from extractor.output.tables import offered_to_frames

offered = []
for path in sorted(Path("samples/tienen-form").glob("*.pdf")):
    try:
        read = read_job_descriptions(path)
    except ExtractorError as error:  # this file cannot be used: the message says why and what to do
        offered.append(OfferedPdf(path.name, None, error=error))
    else:
        offered.append(OfferedPdf(path.name, read[0].source.sha256, job_descriptions=read))

competencies = offered_to_frames(offered)["competencies"]
print(competencies.groupby("required_level").size())
"""
"""Run by the tests, in a folder that has the samples."""

PARTS: Final[dict[str, tuple[Callable[..., object], ...]]] = {
    "Read PDFs": (extractor.read_job_descriptions, list_marks),
    "Make tables and files of them": (OfferedPdf, offered_to_frames, write_import),
    "Take up an import again": (load_tables, job_description_from_json, job_description_to_json),
    "Compare levels": (required_levels, level_statistics),
    "Schemas": (document_schema, tables_schema),
}
_LONG: Final = 100


def python_page() -> str:
    """docs/reference/python.md."""
    lines = [
        "# From Python",
        "",
        "`extractor` has the reading and the types of what is read; the other functions stand in the modules named",
        "here. Values are frozen, an unknown is `None`, boxes are PDF points from the top left, pages count from 1.",
        "What each member of a `JobDescription` means stands in [output.md](output.md).",
        "",
        "```python",
        *EXAMPLE.splitlines(),
        "```",
        "",
        "An import of thousands, with limits for each PDF and a ledger, is the command's: `jobdesc import`, then",
        "`load_tables`. The whole package is typed (`py.typed`).",
        "",
    ]
    for title, functions in PARTS.items():
        lines += [f"## {title}", ""]
        for function in functions:
            lines += [*_function(function), ""]
    lines += [
        "## Errors",
        "",
        "All are in `extractor`, and all are `ExtractorError`s: `str(error)` says what is wrong and where,",
        "`error.advice` what to do; [errors.md](../errors.md) explains each `error.code`.",
        "",
        "| class | code | of one PDF: an `InputError` |",
        "|---|---|---|",
        *_error_rows(),
    ]
    return "\n".join(lines) + "\n"


def _function(function: Callable[..., object]) -> list[str]:
    module = "extractor" if hasattr(extractor, function.__name__) else function.__module__
    said = inspect.getdoc(function) or ""
    return [f"### `{module}.{function.__name__}`", "", "```python", _signature(function), "```", "", *_prose(said)]


def _signature(function: Callable[..., object]) -> str:
    """As it is written, a parameter on each line where it is long; defaults that are made by a call are `...`."""
    found = inspect.signature(function)
    parts: list[str] = []
    starred = False
    for parameter in found.parameters.values():
        if parameter.kind is parameter.VAR_KEYWORD:
            parts += [f"{field.name}: {field.type} = {_default(field.default)}" for field in fields(ReadingSettings)]
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            parts, starred = [*parts, "*"], True
        default = "" if parameter.default is parameter.empty else f" = {_default(parameter.default)}"
        parts.append(f"{parameter.name}: {parameter.annotation}{default}")
    back = "" if inspect.isclass(function) else f" -> {found.return_annotation}"
    line = f"{function.__name__}({', '.join(parts)}){back}"
    return (
        line if len(line) <= _LONG else "\n".join([f"{function.__name__}(", *(f"    {p}," for p in parts), f"){back}"])
    )


def _default(value: object) -> str:
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    return repr(value) if value is None or isinstance(value, bool | int | str) else "..."


def _prose(docstring: str) -> list[str]:
    """The section "Raises:" as a list."""
    text, _, raised = docstring.partition("\n\nRaises:\n")
    told = [line.strip() for line in raised.splitlines()]
    items = [
        re.sub(r"^([\w, ]+): ", r"- `\1`: ", line) if re.match(r"[A-Z]\w+[\w, ]*: ", line) else f"  {line}"
        for line in told
    ]
    return [*text.splitlines(), *(["", "Raises:", "", *items] if items else [])]


def _error_rows() -> list[str]:
    named = {name: getattr(extractor, name) for name in extractor.__all__}
    errors = {name: kind for name, kind in named.items() if inspect.isclass(kind) and issubclass(kind, ExtractorError)}
    return [
        f"| `{name}` | `{kind.code}` | {'yes' if issubclass(kind, InputError) else ''} |"
        for name, kind in errors.items()
        if kind.code != ExtractorError.code
    ]
