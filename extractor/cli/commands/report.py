"""What can be typed after `jobdesc report`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extractor.cli.options import apply_option, folder_argument, password_option, peers_option, today_option


@click.command()
@folder_argument
@apply_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("report.html"),
    show_default=True,
    help="The page to write.",
)
@click.option("--language", type=click.Choice(["nl", "en"]), default="en", show_default=True, help="Of the page.")
@click.option("--title", help="Over the page, instead of the name of the organisation.")
@click.option(
    "--archive",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The folder of the PDFs, where it is not the one that was imported; shows pictures.",
)
@click.option("--pictures", is_flag=True, help="Show where a level stands as a picture of the page.")
@click.option("--embed", is_flag=True, help="Put the pictures into the page instead of into a folder beside it.")
@password_option
@click.option("--policy", type=click.Path(path_type=Path), help="A TOML file of rules: shows what violates them.")
@peers_option
@today_option
def report(**given: Any) -> None:
    """Write an import as one page to read, filter, sort and print.

    FOLDER is what `jobdesc import` wrote. The page needs no network. A click on a level leads to its page in the PDF,
    which is looked for where it was imported from, and with --pictures shows it.
    """
    from extractor.cli.report import report as carried_out

    carried_out(**given)
