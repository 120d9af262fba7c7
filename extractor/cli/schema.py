"""`jobdesc schema`: what the JSON and the tables promise, for machines."""

from __future__ import annotations

import json

import click

from extractor.output.schema import document_schema, tables_schema


def schema(part: str) -> None:
    shown = document_schema() if part == "document" else tables_schema()
    click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
