"""What can be typed after `jobdesc compare`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extractor.cli.options import printing_options


@click.command()
@click.argument("old", type=click.Path(path_type=Path), required=False)
@click.argument("new", type=click.Path(path_type=Path), required=False)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
    help="What changed in the import in OLD since this day, by what its ledger keeps.",
)
@click.option("--function", "function_key", metavar="KEY", help="Only this function_key; without NEW: its versions.")
@printing_options("json", where="Write the JSON to this file.")
def compare(**given: Any) -> None:
    """Show what changed between OLD and NEW.

    Each is a PDF, a JSON file of an import, or the folder of an import. With one folder and --function the two latest
    versions of that function are compared. With --since the import in OLD (by default the folder output) is compared
    with what it was at the beginning of that day.
    """
    from extractor.cli.compare import compare as carried_out

    carried_out(**given)
