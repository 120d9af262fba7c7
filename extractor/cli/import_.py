"""`jobdesc import`: PDFs to JSON and CSV."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import click

from extractor.batch.cluster import ClusterWorkers
from extractor.batch.importer import Change, Import, Order
from extractor.batch.remote import SCHEMES
from extractor.batch.sources import find_sources, names_in_list
from extractor.batch.task import Limits
from extractor.batch.workers import LocalWorkers, Workers, usable_cores
from extractor.cli.console import console_for_results, counted, print_json, printable
from extractor.cli.options import (
    Size,
    json_option,
    ocr_option,
    password_option,
    reader_option,
    rules_option,
    scale_option,
)
from extractor.cli.progress import Chosen, follower
from extractor.cli.summary import overview_to_plain, print_corrections, print_overview
from extractor.corrections.standing import last_corrections, load_corrections
from extractor.corrections.waiting import waiting_for
from extractor.export import Options
from extractor.export.csv_ import DEFAULT_DIALECT, DIALECTS
from extractor.export.csv_ import write as write_csv
from extractor.export.source import ImportFolder
from extractor.ledger.opening import open_ledger
from extractor.ledger.overview import Overview, level_labels, overview_of
from extractor.ledger.publishing import published_json
from extractor.ledger.recipe import current_recipe
from extractor.ledger.roots import left_out
from extractor.ledger.store import Ledger
from extractor.output.columns import COLUMNS
from extractor.output.outcome import Outcome
from extractor.output.readme import write_readme
from extractor.output.schema import write_datapackage
from extractor.output.writing import prepare_output
from extractor.reading.limits import ReadingLimits
from extractor.reading.scan.choosing import Ocr
from extractor.reading.scan.opening import KEPT, Scans


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder for the JSON and CSV files, and the ledger of what was read.",
)
@rules_option
@password_option
@ocr_option
@reader_option
@scale_option
@click.option("--jobs", type=click.IntRange(1), default=usable_cores, help="PDFs read side by side; all cores.")
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=300.0, show_default=True, help="CPU seconds for one PDF."
)
@click.option(
    "--page-timeout", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="CPU seconds for one page."
)
@click.option("--max-memory", type=Size(), default="2GB", show_default=True, help="Memory for one PDF.")
@click.option("--max-pages", type=click.IntRange(1), default=2000, show_default=True, help="Pages of one PDF.")
@click.option("--max-size", type=Size(), default="200MB", show_default=True, help="Size of one PDF.")
@click.option(
    "--corrections",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="What you know better, as a CSV.  [default: that of last time, or corrections.csv in the output]",
)
@click.option("--cluster", metavar="URL", help="Read on the workers of this Dask scheduler: tcp://host:8786.")
@click.option(
    "--dialect",
    type=click.Choice([name for name in DIALECTS if name != DEFAULT_DIALECT]),
    help="Also write tables for people, in a folder of this name: no text in them is a formula to a spreadsheet.",
)
@click.option(
    "--url-schemes",
    metavar="LIST",
    default=",".join(SCHEMES),
    show_default=True,
    envvar="JOBDESC_URL_SCHEMES",
    help="What a URL may begin with.",
)
@click.option("--failed", is_flag=True, help="Read again what failed before, and nothing else.")
@click.option("--prune", is_flag=True, help="Take PDFs that are not offered any more out of the output.")
@click.option("--dry-run", is_flag=True, help="Say what would be read, and do nothing.")
@click.option("--quiet", is_flag=True, help="Say nothing while it goes on.")
@click.option("--log-json", is_flag=True, help="Report each PDF on stderr as a line of JSON.")
@json_option
@click.option("--strict", is_flag=True, help="Answer 1 also where a finding is an error.")
@click.pass_context
def import_pdfs(
    context: click.Context,
    paths: tuple[str, ...],
    output: Path,
    rules: str | None,
    password: str | None,
    ocr: str,
    reader: str,
    scale: tuple[str, ...],
    jobs: int,
    timeout: float,
    page_timeout: float,
    max_memory: int,
    max_pages: int,
    max_size: int,
    corrections: Path | None,
    cluster: str | None,
    dialect: str | None,
    url_schemes: str,
    failed: bool,
    prune: bool,
    dry_run: bool,
    quiet: bool,
    log_json: bool,
    as_json: bool,
    strict: bool,
) -> None:
    """Read PDFs and write JSON and CSV.

    Every PATH is a PDF, a folder (with all folders in it), a glob, a ZIP archive, a URL (s3://…), or - for a list of
    paths on stdin. A PDF that cannot be read is reported, and the import goes on. What was read before and is unchanged
    is not read again, so an import that was stopped is gone on with by the same command.

    Exit codes: 0, all was read; 1, some PDF failed or was not recognised; 2, the call itself is wrong.
    """
    found = find_sources(_with_list(paths), outside=output, schemes=url_schemes.split(","))
    # A fault in the rules or the output concerns every PDF: it is said once, before any is read.
    recipe = current_recipe(rules, Ocr(ocr), reader)
    order = Order(
        recipe=recipe.with_scale(scale),
        rules=rules,
        password=password,
        limits=Limits(
            seconds=timeout,
            page_seconds=page_timeout,
            memory=max_memory,
            reading=ReadingLimits(pages=max_pages, bytes=max_size),
        ),
        failed=failed,
        prune=prune,
        scans=Scans(Ocr(ocr), None if cluster else output.absolute() / KEPT),
        reader=reader,
        scale=scale,
    )
    if dry_run:
        with open_ledger(output, writing=False) as ledger:
            word = load_corrections(ledger, output, corrections)
            waits = waiting_for(ledger, word)
            work = Import(ledger, found, order)
            work.unpack(jobs)
            _say_what_would_be_done(ledger, work, prune=prune)
        if waits is not None:
            lines = counted(waits.number, "line")
            click.echo(f"Corrections: {lines} of {printable(str(waits.file))} new or changed, to be applied.")
        return
    prepare_output(output)

    def employ(number: int) -> Workers:
        if cluster is not None:
            return ClusterWorkers(cluster, order.limits, recipe, rules, order.scans.ocr, order.reader)
        return LocalWorkers(min(jobs, number), order.limits)

    with open_ledger(output) as ledger:
        word = load_corrections(ledger, output, corrections)
        work = Import(ledger, found, replace(order, corrections=word))
        work.unpack(jobs)
        work.look()
        with follower(Chosen.of(quiet=quiet, as_json=log_json)) as follow:
            for finished in work.read(employ, send=cluster is not None):
                follow(finished)
        written = work.publish(output)
        write_datapackage(output, level_labels(ledger))
        write_readme(output)
        if dialect is not None:
            write_csv(ImportFolder(output), str(output / dialect), Options(dialect=dialect))
        overview = overview_of(ledger)
        if as_json:
            print_json(overview_to_plain(overview, last_corrections(ledger), None))
        else:
            print_overview(console_for_results(), overview)
            print_corrections(console_for_results(), last_corrections(ledger))
            _say_what_was_written(output, published_json(ledger), anew=written)
    context.exit(_answer(overview, strict=strict))


def _with_list(paths: tuple[str, ...]) -> list[str]:
    return [name for path in paths for name in (names_in_list(sys.stdin.buffer) if path == "-" else [path])]


def _answer(overview: Overview, *, strict: bool) -> int:
    bad = overview.outcomes[Outcome.FAILED] or overview.outcomes[Outcome.UNRECOGNISED]
    return int(bool(bad) or (strict and overview.has_error_finding))


def _say_what_was_written(output: Path, json_files: int, *, anew: bool) -> None:
    console = console_for_results()
    written = "Written to" if anew else "Nothing has changed in"
    console.print(
        f"\n{written} {printable(str(output))}: {counted(json_files, 'JSON file')} and {len(COLUMNS)} CSV files.",
        soft_wrap=True,
    )


def _say_what_would_be_done(ledger: Ledger, work: Import, *, prune: bool) -> None:
    console = console_for_results()
    numbers: Counter[Change] = Counter()
    with ledger.together(undo=True):
        work.look_within()
        for change, path in work.changes():
            numbers[change] += 1
            if change is not Change.UNCHANGED:
                console.print(f"{change:10} {printable(path)}", soft_wrap=True)
        vanished = left_out(ledger).vanished
    for path in vanished:
        console.print(f"{'vanished':10} {printable(path)}", soft_wrap=True)
    listing = ", ".join(f"{numbers[change]} {change}" for change in Change)
    removed = " (to be taken out)" if prune and vanished else ""
    console.print(f"\n{listing}, {len(vanished)} vanished{removed}. Nothing was done.")
