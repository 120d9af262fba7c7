"""What can be typed after `jobdesc matrix`."""

from __future__ import annotations

from typing import Any

import click

from extractor.cli import choices
from extractor.cli.options import apply_option, folder_argument, printing_options


@click.command()
@folder_argument
@apply_option
@click.option(
    "--by",
    type=click.Choice(choices.ROWS),
    default=choices.ROWS[0],
    show_default=True,
    help="A row for each; all but function give medians.",
)
@printing_options("csv", "json", "xlsx", "html", where="Write to this file instead of printing; xlsx needs it.")
@click.option(
    "--where",
    "wanted",
    multiple=True,
    metavar="COLUMN=VALUE",
    help="Only functions with this value in a column of functions.csv; may be given again.",
)
@click.option("--only-unknown", "unknown_only", is_flag=True, help="Only what has a level that could not be told.")
def matrix(**given: Any) -> None:
    """Show which level each function requires of each competency.

    FOLDER is what `jobdesc import` wrote. A level that could not be told is `?`, a competency that the document does
    not have is `–`.
    """
    from extractor.cli.matrix import matrix as carried_out

    carried_out(**given)
