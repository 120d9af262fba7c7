"""What can be typed after `jobdesc schema`."""

from __future__ import annotations

from typing import Any

import click


@click.command()
@click.argument("part", type=click.Choice(["document", "tables"]), default="document")
def schema(**given: Any) -> None:
    """Print the JSON Schema of a document, or the data package of the tables.

    The first is JSON Schema 2020-12, the second a Tabular Data Package v2, as it stands beside the CSV files too.
    """
    from extractor.cli.schema import schema as carried_out

    carried_out(**given)
