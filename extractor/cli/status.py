"""`jobdesc status`: where an import stands, while it goes on or later."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from extractor.cli.audited import apply_if_asked, waiting_text
from extractor.cli.console import console_for_results, counted, print_json, printable
from extractor.cli.summary import overview_to_plain, print_corrections, print_overview
from extractor.corrections.publishing import verify
from extractor.corrections.sample import trust_in
from extractor.corrections.standing import last_corrections
from extractor.corrections.waiting import waiting_in
from extractor.ledger.opening import look_into_ledger
from extractor.ledger.overview import overview_of
from extractor.ledger.passed_over import passed_over


def status(context: click.Context, folder: Path, not_offered: bool, verifies: bool, as_json: bool) -> None:
    if verifies:
        context.exit(_verify(folder, as_json=as_json))
    apply_if_asked(folder)
    with look_into_ledger(folder) as ledger:
        if not_offered:
            listed = passed_over(ledger)
            if as_json:
                print_json([asdict(one) for one in listed])
                return
            for one in listed:
                click.echo(f"{printable(one.kind)}\t{printable(one.place)}")
            return
        overview = overview_of(ledger)
        corrections = last_corrections(ledger)
        waits = waiting_in(ledger, folder)
        trust = trust_in(ledger, folder)
    if as_json:
        said = None if trust is None else {**asdict(trust), "one_in": trust.one_in, "statement": trust.statement()}
        print_json({**overview_to_plain(overview, corrections, waits), "trust": said})
        return
    console = console_for_results()
    print_overview(console, overview)
    print_corrections(console, corrections)
    if trust is not None:
        console.print(f"\nA random sample of the levels that are ok: {trust.statement()}.", soft_wrap=True)
    if waits is not None:
        console.print(f"\n{waiting_text(waits)}", style="yellow", soft_wrap=True)
    if not overview.finished:
        console.print("\nThe last import goes on, or was stopped: the same command finishes it.")


def _verify(folder: Path, *, as_json: bool) -> int:
    wrong = verify(folder)
    if as_json:
        print_json({"differing": wrong})
    elif not wrong:
        click.echo("Every file is what was read.")
    else:
        for name in wrong:
            click.echo(f"differs  {printable(name)}")
        click.echo(
            f"{counted(len(wrong), 'file is', 'files are')} not what was read: run the same import to mend them."
        )
    return int(bool(wrong))
