"""What the commands of the analyst share."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.console import counted, printable
from extractor.cli.options import APPLY
from extractor.corrections.publishing import apply_waiting
from extractor.corrections.standing import CorrectionsReport
from extractor.corrections.waiting import Waiting, waiting
from extractor.errors import ImportNotFound, LedgerUnusable, OutputNotWritable
from extractor.output.placing import STDOUT, is_stdout, write_atomically


def print_or_write(text: str, output: Path | None) -> None:
    """To stdout, or whole to the file; raises OutputNotWritable."""
    write_atomically(output or STDOUT, text)


def say_written(to: Path, message: str) -> None:
    """A message about what was written; not where the written itself is printed."""
    click.echo(message, err=is_stdout(to))


def say_waiting(folder: Path) -> None:
    """Say on stderr that corrections wait, so that nobody takes what is shown for what they wrote down.

    With --apply they are applied first.
    """
    apply_if_asked(folder)
    try:
        waits = waiting(folder)
    except (ImportNotFound, LedgerUnusable, OutputNotWritable):
        return  # the tables of an import do without its ledger
    if waits is not None:
        click.echo(waiting_text(waits), err=True)


def apply_if_asked(folder: Path) -> None:
    """What --apply is for; raises as `apply_waiting` does."""
    if click.get_current_context().meta.get(APPLY) and waiting(folder) is not None:
        _say_applied(apply_waiting(folder))


def _say_applied(report: CorrectionsReport | None) -> None:
    if report is None:
        click.echo("No correction is left: what is read stands.", err=True)
        return
    fates = ", ".join(f"{number} {fate}" for fate, number in sorted(report.fates.items()))
    gone = f"; {report.gone} of before no longer apply" if report.gone else ""
    click.echo(f"Corrections in {printable(report.file)}: {fates or 'none'}{gone}.", err=True)


def waiting_text(waits: Waiting) -> str:
    if waits.fault is not None:
        return f"Corrections wait that cannot be read: {printable(waits.fault)}"
    is_are = "waits" if waits.number == 1 else "wait"
    return (
        f"{counted(waits.number, 'correction')} in {printable(str(waits.file))} {is_are}: "
        "what is shown does not have them. --apply or the next import applies them."
    )
