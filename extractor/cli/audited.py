"""What the commands of the analyst share."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.console import counted, printable
from extractor.corrections.waiting import Waiting, waiting
from extractor.errors import ImportNotFound, LedgerUnusable, OutputNotWritable
from extractor.output.placing import STDOUT, is_stdout, write_atomically

folder_argument = click.argument(
    "folder", required=False, default=Path("output"), type=click.Path(path_type=Path), metavar="[FOLDER]"
)


def print_or_write(text: str, output: Path | None) -> None:
    """To stdout, or whole to the file; raises OutputNotWritable."""
    write_atomically(output or STDOUT, text)


def say_written(to: Path, message: str) -> None:
    """A message about what was written; not where the written itself is printed."""
    click.echo(message, err=is_stdout(to))


def say_waiting(folder: Path) -> None:
    """Say on stderr that corrections wait, so that nobody takes what is shown for what they wrote down."""
    try:
        waits = waiting(folder)
    except (ImportNotFound, LedgerUnusable, OutputNotWritable):
        return  # the tables of an import do without its ledger
    if waits is not None:
        click.echo(waiting_text(waits), err=True)


def waiting_text(waits: Waiting) -> str:
    if waits.fault is not None:
        return f"Corrections wait that cannot be read: {printable(waits.fault)}"
    is_are = "waits" if waits.number == 1 else "wait"
    return (
        f"{counted(waits.number, 'correction')} in {printable(str(waits.file))} {is_are}: "
        "what is shown does not have them. The next import applies them."
    )
