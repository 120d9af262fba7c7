"""`jobdesc review`: what an import left open, settled in the browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from extractor.cli.console import print_json, printable
from extractor.errors import ExtraMissing
from extractor.ledger.opening import look_into_ledger
from extractor.review.queue import Queue, State


def print_open(folder: Path) -> None:
    """The open questions as JSON, worst first; needs none of the packages that serve pages."""
    with look_into_ledger(folder) as ledger:
        queue = Queue(folder)
        queue.refresh(ledger)
    open_ones = [entry.question for entry in queue.entries() if entry.state is State.OPEN]
    names = ("document_id", "path", "function_key", "kind", "severity", "competency", "name", "page", "bbox")
    print_json(
        [
            {name: getattr(question, name) for name in names}
            | {"messages": [finding.message for finding in question.findings]}
            for question in open_ones
        ]
    )


def review(
    folder: Path, archive: Path | None, language: str | None, port: int, browser: bool, password: str | None
) -> None:
    try:
        from extractor.review.serving import ReviewOrder, serve
    except ImportError as error:
        raise ExtraMissing(f"a review needs the package {error.name}", 'Run: pip install "jobdesc[review]"') from error

    def ready(address: str) -> None:
        click.echo(f"Review of {printable(str(folder))}: {address}\nCtrl-C ends it.")
        if browser:
            webbrowser.open(address)

    serve(ReviewOrder(folder, archive, port, language, password), ready)
