"""`jobdesc schema`: what the JSON and the tables promise, for machines."""

from __future__ import annotations

from extractor.cli.console import print_json
from extractor.output.schema import document_schema, tables_schema


def schema(part: str) -> None:
    print_json(document_schema() if part == "document" else tables_schema())
