"""`jobdesc report`: an import as one HTML page."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import click

from extractor.audit.checking import check_policy
from extractor.audit.loading import load_tables
from extractor.audit.oddities import find_oddities
from extractor.audit.policy import load_policy
from extractor.audit.report.originals import Originals, originals_of
from extractor.audit.report.writing import About, Pictures, ReportWritten, write_report
from extractor.cli.audited import apply_option, folder_argument, say_waiting, say_written
from extractor.cli.console import counted, printable
from extractor.cli.options import password_option, peers_option, today_option
from extractor.cli.progress import steps
from extractor.corrections.sample import trust_in
from extractor.errors import ImportNotFound, LedgerUnusable
from extractor.findings import Language
from extractor.ledger.opening import look_into_ledger
from extractor.output.columns import COLUMNS
from extractor.output.placing import is_stdout


@click.command()
@folder_argument
@apply_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("report.html"),
    show_default=True,
    help="The page to write.",
)
@click.option("--language", type=click.Choice(["nl", "en"]), default="en", show_default=True, help="Of the page.")
@click.option("--title", help="Over the page, instead of the name of the organisation.")
@click.option(
    "--archive",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The folder of the PDFs, where it is not the one that was imported; shows pictures.",
)
@click.option("--pictures", is_flag=True, help="Show where a level stands as a picture of the page.")
@click.option("--embed", is_flag=True, help="Put the pictures into the page instead of into a folder beside it.")
@password_option
@click.option("--policy", type=click.Path(path_type=Path), help="A TOML file of rules: shows what violates them.")
@peers_option
@today_option
def report(
    folder: Path,
    output: Path,
    language: str,
    title: str | None,
    archive: Path | None,
    pictures: bool,
    embed: bool,
    password: str | None,
    policy: Path | None,
    peers: tuple[str, ...],
    today: datetime | None,
) -> None:
    """Write an import as one page to read, filter, sort and print.

    FOLDER is what `jobdesc import` wrote. The page needs no network. A click on a level leads to its page in the PDF,
    which is looked for where it was imported from, and with --pictures shows it.
    """
    pictures = pictures or embed or archive is not None
    if pictures and not embed and is_stdout(output):
        raise click.UsageError("pictures go into a folder beside the page: add --embed, or name a file")
    originals = _originals(folder, archive, needed=pictures)
    say_waiting(folder)
    rules = load_policy(policy) if policy else None
    day = today.date() if today else date.today()  # noqa: DTZ011  # the analyst's own day
    with steps() as step:
        step("Reading the tables")
        tables = load_tables(folder, COLUMNS)
        functions, competencies = tables["functions"], tables["competencies"]
        step("Looking for what stands apart")
        checked = check_policy(rules, functions, competencies, today=day) if rules else None
        oddities = find_oddities(functions, competencies, tables["indicators"], peers)
        step("Drawing the pictures and writing the page" if pictures else "Writing the page")
        written = write_report(
            output,
            tables,
            audit=checked,
            oddities=oddities,
            language=Language(language),
            title=title,
            originals=originals,
            pictures=Pictures(embed, password, lambda n: step(f"Drawing the pictures: {n:,}")) if pictures else None,
            about=About(folder, _trust(folder, Language(language))),
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
