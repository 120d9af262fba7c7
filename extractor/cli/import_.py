"""`jobdesc import`: PDFs to JSON and CSV."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import click

from extractor.batch.cluster import ClusterWorkers
from extractor.batch.importer import Import, ImportOrder, SourceChange
from extractor.batch.sources import Found, find_sources, names_in_list
from extractor.batch.starting import start_ahead
from extractor.batch.task import Limits
from extractor.batch.workers import LocalWorkers, Workers
from extractor.cli.console import console_for_results, counted, print_json, printable
from extractor.cli.options import gathered
from extractor.cli.progress import Follow, Listener, follower
from extractor.cli.summary import overview_to_plain, print_corrections, print_overview
from extractor.corrections.standing import last_corrections, load_corrections
from extractor.corrections.waiting import Waiting, waiting_for
from extractor.export import Options
from extractor.export.csv_ import write as write_csv
from extractor.export.source import ImportFolder
from extractor.ledger.opening import open_ledger
from extractor.ledger.overview import Overview, level_labels, overview_of
from extractor.ledger.publishing import published_json
from extractor.ledger.recipe import current_recipe
from extractor.ledger.roots import left_out
from extractor.ledger.schema import LEDGER
from extractor.ledger.store import Ledger
from extractor.output.columns import COLUMNS
from extractor.output.outcome import Outcome
from extractor.output.readme import write_readme
from extractor.output.schema import write_datapackage
from extractor.output.staging import Stage
from extractor.output.writing import prepare_output
from extractor.reading.limits import ReadingLimits
from extractor.reading.scan.choosing import KEPT, Scans
from extractor.settings import ReadingSettings

_VANISHED: Final = "vanished"


@dataclass(frozen=True, slots=True)
class _Most:
    """What one PDF may take."""

    timeout: float
    page_timeout: float
    max_memory: int
    max_pages: int
    max_size: int

    def limits(self) -> Limits:
        reading = ReadingLimits(pages=self.max_pages, bytes=self.max_size)
        return Limits(self.timeout, self.page_timeout, memory=self.max_memory, reading=reading)


@dataclass(frozen=True, slots=True)
class _Wishes:
    """All other options: what is read again and by whom, what is written, and what is said of it."""

    rules: str | None
    scale: tuple[str, ...]
    jobs: int
    cluster: str | None
    corrections: Path | None
    url_schemes: str
    failed: bool
    prune: bool
    dry_run: bool
    dialect: str | None
    quiet: bool
    log_json: bool
    as_json: bool
    strict: bool


@dataclass(frozen=True, slots=True)
class _Work:
    """What an import would find: each source with what is different about it, and what is not offered any more."""

    changes: tuple[tuple[str, str], ...]
    vanished: tuple[str, ...]

    def numbers(self) -> dict[str, int]:
        found = Counter(change for change, _ in self.changes)
        return {**{str(change): found[change] for change in SourceChange}, _VANISHED: len(self.vanished)}

    def to_do(self) -> Iterator[tuple[str, str]]:
        """All but what is unchanged."""
        yield from ((change, path) for change, path in self.changes if change != SourceChange.UNCHANGED)
        yield from ((_VANISHED, path) for path in self.vanished)


@gathered(_Most, "most")
@gathered(_Wishes, "wishes")
def import_pdfs(
    context: click.Context,
    paths: tuple[str, ...],
    output: Path,
    settings: ReadingSettings,
    most: _Most,
    wishes: _Wishes,
) -> None:
    found = find_sources(_with_list(paths), outside=output, schemes=wishes.url_schemes.split(","))
    if wishes.cluster is None and not wishes.dry_run and not (output / LEDGER).exists():
        start_ahead()  # there will be something to read
    # A fault in the rules or the output concerns every PDF: it is said once, before any is read.
    order = _order(output, settings, most, wishes)
    if wishes.dry_run:
        _try(output, found, order, wishes)
        return
    prepare_output(output)
    with open_ledger(output) as ledger, Stage(output) as stage:
        word = load_corrections(ledger, output, wishes.corrections)
        work = Import(ledger, found, replace(order, corrections=word), stage)
        del found  # a long list, which the ledger has from now on
        work.unpack(wishes.jobs)
        work.look()
        with follower(Listener.of(quiet=wishes.quiet, as_json=wishes.log_json)) as follow:
            read = work.read(lambda number: _workers(number, order, wishes, follow), send=wishes.cluster is not None)
            for finished in read:
                follow(finished)
        written = work.publish(output)
        write_datapackage(output, level_labels(ledger))
        write_readme(output)
        if wishes.dialect is not None:
            write_csv(ImportFolder(output), str(output / wishes.dialect), Options(dialect=wishes.dialect))
        overview = overview_of(ledger)
        if wishes.as_json:
            print_json(overview_to_plain(overview, last_corrections(ledger), None))
        else:
            print_overview(console_for_results(), overview)
            print_corrections(console_for_results(), last_corrections(ledger))
            _say_what_was_written(output, published_json(ledger), anew=written)
    context.exit(_answer(overview, strict=wishes.strict))


def _order(output: Path, settings: ReadingSettings, most: _Most, wishes: _Wishes) -> ImportOrder:
    ocr = settings.scans.ocr
    return ImportOrder(
        recipe=current_recipe(wishes.rules, ocr, settings.reader).with_scale(wishes.scale),
        rules=wishes.rules,
        password=settings.password,
        limits=most.limits(),
        failed=wishes.failed,
        prune=wishes.prune,
        scans=Scans(ocr, None if wishes.cluster else output.absolute() / KEPT),
        reader=settings.reader,
        scale=wishes.scale,
    )


def _workers(number: int, order: ImportOrder, wishes: _Wishes, follow: Follow) -> Workers:
    if wishes.cluster is not None:
        recipe = current_recipe(order.rules, order.scans.ocr, order.reader)
        return ClusterWorkers(wishes.cluster, order.limits, recipe, order.rules, order.scans.ocr, order.reader)
    return LocalWorkers(min(wishes.jobs, number), order.limits, follow.at_scan)


def _try(output: Path, found: Found, order: ImportOrder, wishes: _Wishes) -> None:
    with open_ledger(output, writing=False) as ledger:
        word = load_corrections(ledger, output, wishes.corrections)
        waits = waiting_for(ledger, word)
        work = Import(ledger, found, order)
        work.unpack(wishes.jobs)
        would = _what_would_be_done(ledger, work)
    if wishes.as_json:
        print_json(_would_as_data(would, waits, prune=wishes.prune))
    else:
        _say_what_would_be_done(would, waits, prune=wishes.prune)


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


def _what_would_be_done(ledger: Ledger, work: Import) -> _Work:
    with ledger.together(undo=True):
        work.look_within()
        changes = tuple((str(change), path) for change, path in work.changes())
        return _Work(changes, tuple(left_out(ledger).vanished))


def _say_what_would_be_done(would: _Work, waits: Waiting | None, *, prune: bool) -> None:
    console = console_for_results()
    for change, path in would.to_do():
        console.print(f"{change:10} {printable(path)}", soft_wrap=True)
    listing = ", ".join(f"{number} {change}" for change, number in would.numbers().items())
    removed = " (to be taken out)" if prune and would.vanished else ""
    console.print(f"\n{listing}{removed}. Nothing was done.")
    if waits is not None:
        lines = counted(waits.number, "line")
        click.echo(f"Corrections: {lines} of {printable(str(waits.file))} new or changed, to be applied.")


def _would_as_data(would: _Work, waits: Waiting | None, *, prune: bool) -> dict[str, object]:
    return {
        **would.numbers(),
        "to_do": [{"change": change, "path": path} for change, path in would.to_do()],
        "prune": prune,
        "corrections_waiting": 0 if waits is None else waits.number,
    }
