"""`jobdesc import`: PDFs to JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from extractor.batch.importer import import_sources, with_function_duplicates
from extractor.batch.sources import find_sources
from extractor.cli.console import console_for_progress, console_for_results, counted, printable
from extractor.cli.options import password_option, rules_option
from extractor.cli.summary import print_import_summary
from extractor.matching.rulepacks import available_rule_modules, find_rule_modules
from extractor.model import Severity
from extractor.outcome import OfferedPdf, Outcome
from extractor.schema import write_datapackage
from extractor.writing import prepare_output, write_import


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder for the JSON and CSV files; what an earlier import wrote there is replaced.",
)
@rules_option
@password_option
@click.option("--strict", is_flag=True, help="Answer 1 also where a finding is an error.")
@click.pass_context
def import_pdfs(
    context: click.Context,
    paths: tuple[str, ...],
    output: Path,
    rules: str | None,
    password: str | None,
    strict: bool,
) -> None:
    """Read PDFs and write JSON and CSV.

    Every PATH is a PDF, a folder (with all folders in it) or a glob. A PDF that cannot be read is reported, and the
    import goes on.

    Exit codes: 0, all was read; 1, some PDF failed or was not recognised; 2, the call itself is wrong.
    """
    sources = find_sources(paths)
    # A fault in the rules or the output concerns every PDF: it is said once, before any is read.
    if rules is None:
        available_rule_modules()
    else:
        find_rule_modules(rules)
    prepare_output(output)
    read = _followed(import_sources(sources, rules=rules, password=password), total=len(sources))
    offered = with_function_duplicates(list(read))
    written = write_import(output, offered)
    write_datapackage(output)
    print_import_summary(console_for_results(), offered, written, output)
    if any(pdf.outcome is not Outcome.IMPORTED for pdf in offered) or (strict and _has_error_finding(offered)):
        context.exit(1)


def _followed(offered: Iterator[OfferedPdf], total: int) -> Iterator[OfferedPdf]:
    """The same PDFs, shown on stderr as they come: a bar on a terminal, else a line for each."""
    console = console_for_progress()
    if not console.is_terminal:
        for number, pdf in enumerate(offered, start=1):
            click.echo(f"{number}/{total} {printable(_line(pdf))}", err=True)
            yield pdf
        return
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total)
        for pdf in offered:
            progress.update(task, advance=1, description=printable(pdf.path))
            yield pdf


def _line(pdf: OfferedPdf) -> str:
    if pdf.error is not None:
        return pdf.error.message
    if pdf.same_as is not None:
        return f"{pdf.path}: the same file as {pdf.same_as}"
    competencies = sum(len(description.competencies) for description in pdf.job_descriptions)
    return (
        f"{pdf.path}: {counted(len(pdf.job_descriptions), 'job description')}, "
        f"{counted(competencies, 'competency', 'competencies')}"
    )


def _has_error_finding(offered: Iterable[OfferedPdf]) -> bool:
    descriptions = (description for pdf in offered for description in pdf.job_descriptions)
    return any(finding.severity is Severity.ERROR for description in descriptions for finding in description.findings)
