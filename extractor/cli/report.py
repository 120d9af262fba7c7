"""`jobdesc report`: an import as one HTML page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import click

from extractor.audit.checking import check_policy
from extractor.audit.loading import load_tables
from extractor.audit.oddities import find_oddities
from extractor.audit.policy import load_policy
from extractor.audit.report.originals import Originals, originals_of
from extractor.audit.report.writing import About, Pictures, ReportWritten, write_report
from extractor.cli.audited import say_waiting, say_written
from extractor.cli.console import counted, printable
from extractor.cli.options import Yardstick, gathered
from extractor.cli.progress import steps
from extractor.corrections.sample import trust_in
from extractor.errors import ImportNotFound, LedgerUnusable
from extractor.findings import Language
from extractor.ledger.opening import look_into_ledger
from extractor.output.columns import COLUMNS
from extractor.output.placing import is_stdout


@dataclass(frozen=True, slots=True)
class _Pages:
    """What is to be seen of the pages of the PDFs."""

    archive: Path | None
    pictures: bool
    embed: bool
    password: str | None

    @property
    def shown(self) -> bool:
        return self.pictures or self.embed or self.archive is not None


@gathered(Yardstick, "yardstick")
@gathered(_Pages, "pages")
def report(folder: Path, output: Path, language: str, title: str | None, pages: _Pages, yardstick: Yardstick) -> None:
    if pages.shown and not pages.embed and is_stdout(output):
        raise click.UsageError("pictures go into a folder beside the page: add --embed, or name a file")
    originals = _originals(folder, pages.archive, needed=pages.shown)
    say_waiting(folder)
    rules = load_policy(yardstick.policy) if yardstick.policy else None
    with steps() as step:
        step("Reading the tables")
        tables = load_tables(folder, COLUMNS)
        functions, competencies = tables["functions"], tables["competencies"]
        step("Looking for what stands apart")
        checked = check_policy(rules, functions, competencies, today=yardstick.day) if rules else None
        oddities = find_oddities(functions, competencies, tables["indicators"], yardstick.peers)
        step("Drawing the pictures and writing the page" if pages.shown else "Writing the page")
        written = write_report(
            output,
            tables,
            audit=checked,
            oddities=oddities,
            pictures=Pictures(
                originals, pages.shown, pages.embed, pages.password, lambda n: step(f"Drawing the pictures: {n:,}")
            ),
            about=About(folder, _trust(folder, Language(language)), Language(language), title),
        )
    say_written(
        output,
        f"Written to {printable(str(output))}: {counted(len(functions), 'function')}, {written.size / 1000:.0f} kB, "
        f"{counted(written.pictures, 'picture')}",
    )
    _say_without(written)


def _originals(folder: Path, archive: Path | None, *, needed: bool) -> Originals:
    originals = originals_of(folder, archive)
    if needed and not originals.known:
        raise click.UsageError(f"nothing in {folder} says where its PDFs are: add --archive FOLDER")
    return originals


def _say_without(written: ReportWritten) -> None:
    for reason, count in sorted(Counter(reason for _, reason in written.without).items()):
        example = next(path for path, why in written.without if why is reason)
        click.echo(f"No pictures of {counted(count, 'PDF')} ({reason.value}), such as {printable(example)}", err=True)


def _trust(folder: Path, language: Language) -> str | None:
    """What the random sample of the import says; None where none was drawn, or the tables have no ledger."""
    try:
        with look_into_ledger(folder) as ledger:
            trust = trust_in(ledger, folder)
    except (ImportNotFound, LedgerUnusable):
        return None
    return None if trust is None else trust.statement(language.value)
