"""What can be typed after `jobdesc correct`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extractor.cli import choices
from extractor.cli.options import json_option


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("output"), metavar="[DIR]")
@click.option("--document", metavar="ID", default="", help="The document_id of the one PDF that is meant.")
@click.option("--function", metavar="KEY", default="", help="The function_key: every version of it, also later ones.")
@click.option("--competency", metavar="ID", default="", help="The competency_id, or its name.")
@click.option(
    "--field",
    type=click.Choice(choices.FIELDS),
    default=choices.FIELDS[0],
    show_default=True,
    metavar="FIELD",
    help=f"What is corrected: {', '.join(choices.FIELDS)}.",
)
@click.option("--value", required=True, metavar="TEXT", help="What it has to be; '' where it cannot be known.")
@click.option("--reason", required=True, metavar="TEXT", help="Why, for who reads it in a year.")
@click.option("--who", required=True, metavar="NAME", help="Who says so.")
@click.option("--when", type=click.DateTime(["%Y-%m-%d"]), help="The day it is said; the default is today.")
@click.option("--corrections", type=click.Path(path_type=Path, dir_okay=False), help="The file, where it is another.")
@json_option
def correct(**given: Any) -> None:
    """Add a line to the corrections of the import in DIR.

    Name the job description by --document or --function. What is read there now is written down beside the new value;
    where another import reads something else, neither is taken, and a finding says so. The next import applies it.
    """
    from extractor.cli.correct import correct as carried_out

    carried_out(**given)
