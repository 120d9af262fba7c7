"""`jobdesc schema`: what the JSON and the tables promise, for machines."""

from __future__ import annotations

import json

import click

from extractor.output.schema import document_schema, tables_schema


@click.command()
@click.argument("part", type=click.Choice(["document", "tables"]), default="document")
def schema(part: str) -> None:
    """Print the JSON Schema of a document, or the data package of the tables.

    The first is JSON Schema 2020-12, the second a Tabular Data Package v2, as it stands beside the CSV files too.
    """
    shown = document_schema() if part == "document" else tables_schema()
    click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
