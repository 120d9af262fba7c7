"""`jobdesc review`: what an import left open, settled in the browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from extractor.cli.console import printable
from extractor.errors import ExtraMissing


def review(
    folder: Path, archive: Path | None, language: str | None, port: int, browser: bool, password: str | None
) -> None:
    try:
        from extractor.review.serving import Order, serve
    except ImportError as error:
        raise ExtraMissing(f"a review needs the package {error.name}", 'Run: pip install "jobdesc[review]"') from error

    def ready(address: str) -> None:
        click.echo(f"Review of {printable(str(folder))}: {address}\nCtrl-C ends it.")
        if browser:
            webbrowser.open(address)

    serve(Order(folder, archive, port, language, password), ready)
