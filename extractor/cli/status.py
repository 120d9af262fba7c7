"""`jobdesc status`: where an import stands, while it goes on or later."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.console import console_for_results, printable
from extractor.cli.summary import print_corrections, print_overview
from extractor.corrections.standing import last_corrections
from extractor.ledger.opening import look_into_ledger
from extractor.ledger.overview import overview_of
from extractor.ledger.passed_over import passed_over


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("output"), metavar="[DIR]")
@click.option("--not-offered", is_flag=True, help="List the files that are no PDF, and nothing else.")
def status(folder: Path, not_offered: bool) -> None:
    """Print what the imports into DIR came to, and what is still to do.

    DIR is the --output of an import, by default the folder output.
    """
    with look_into_ledger(folder) as ledger:
        if not_offered:
            for one in passed_over(ledger):
                click.echo(f"{printable(one.kind)}\t{printable(one.place)}")
            return
        overview = overview_of(ledger)
        corrections = last_corrections(ledger)
    console = console_for_results()
    print_overview(console, overview)
    print_corrections(console, corrections)
    if not overview.finished:
        console.print("\nThe last import goes on, or was stopped: the same command finishes it.")
