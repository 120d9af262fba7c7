"""What can be typed after `jobdesc review`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extractor.cli.options import json_option, password_option


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("output"), metavar="[DIR]")
@click.option(
    "--archive",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The folder of PDFs, for the pictures.  [default: where the import found them]",
)
@click.option("--language", type=click.Choice(["nl", "en"]), help="Of the pages; the default is the browser's.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="To listen at; the default is a free one.")
@click.option("--browser/--no-browser", default=True, help="Open the pages in the browser, or only print the address.")
@password_option
@json_option
def review(**given: Any) -> None:
    """Settle in the browser what the import in DIR left open.

    Each question shows the page with the boxes outlined; one key answers it. Answers go to corrections.csv, as those of
    `jobdesc correct` do. The pages are served to this machine only, until Ctrl-C or the button Stop. With --json
    the questions that are open are printed, and nothing is served.
    """
    from extractor.cli import review as carried_out

    if given.pop("as_json"):
        carried_out.print_open(given["folder"])
    else:
        carried_out.review(**given)
