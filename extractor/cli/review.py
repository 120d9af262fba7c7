"""`jobdesc review`: what an import left open, settled in the browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from extractor.cli.console import printable
from extractor.cli.options import password_option
from extractor.errors import ExtraMissing


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
def review(
    folder: Path, archive: Path | None, language: str | None, port: int, browser: bool, password: str | None
) -> None:
    """Settle in the browser what the import in DIR left open.

    Each question shows the page with the boxes outlined; one key answers it. Answers go to corrections.csv, as those of
    `jobdesc correct` do. The pages are served to this machine only, until Ctrl-C or the button Stop.
    """
    try:
        from extractor.review.serving import Order, serve
    except ImportError as error:
        raise ExtraMissing(f"a review needs the package {error.name}", 'Run: pip install "jobdesc[review]"') from error

    def ready(address: str) -> None:
        click.echo(f"Review of {printable(str(folder))}: {address}\nCtrl-C ends it.")
        if browser:
            webbrowser.open(address)

    serve(Order(folder, archive, port, language, password), ready)
