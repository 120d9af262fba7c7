"""What an import says when it is done: how much, how sure, and what to do about the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor.cli.console import counted, printable
from extractor.errors import ExtractorError
from extractor.model import Status
from extractor.outcome import OfferedPdf, Outcome
from extractor.writing import Written


def print_import_summary(console: Console, offered: Sequence[OfferedPdf], written: Written, output: Path) -> None:
    _print_figures(console, offered)
    _print_errors(console, offered)
    repeated = sum(pdf.same_as is not None for pdf in offered)
    if repeated:
        console.print(f"\n{counted(repeated, 'PDF is', 'PDFs are')} the same file as another one, and counted once.")
    json_files, csv_files = counted(len(written.json), "JSON file"), counted(len(written.csv), "CSV file")
    console.print(f"\nWritten to {printable(str(output))}: {json_files} and {csv_files}.", soft_wrap=True)
    if written.removed:
        console.print(f"Removed {counted(len(written.removed), 'JSON file')} of an earlier import.")


def _print_figures(console: Console, offered: Sequence[OfferedPdf]) -> None:
    descriptions = [description for pdf in offered for description in pdf.job_descriptions]
    outcomes = Counter(pdf.outcome for pdf in offered)
    statuses = Counter(competency.status for description in descriptions for competency in description.competencies)
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    table.add_row(Text("PDFs offered", style="bold"), str(len(offered)))
    for outcome in Outcome:
        table.add_row(f"  {outcome}", str(outcomes[outcome]))
    table.add_row(Text("Job descriptions", style="bold"), str(len(descriptions)))
    table.add_row(Text("Competencies", style="bold"), str(statuses.total()))
    for status in Status:
        table.add_row(f"  {status}", str(statuses[status]))
    findings = Counter((finding.code, finding.severity) for d in descriptions for finding in d.findings)
    table.add_row(Text("Findings", style="bold"), str(findings.total()))
    for (code, severity), number in sorted(findings.items()):
        table.add_row(f"  {code}", str(number), severity)
    console.print(table)


def _print_errors(console: Console, offered: Sequence[OfferedPdf]) -> None:
    """Group them by cause, for a hundred PDFs with one fault need one next step."""
    by_cause: defaultdict[tuple[str, str], list[ExtractorError]] = defaultdict(list)
    for pdf in offered:
        if pdf.error is not None:
            by_cause[pdf.error.code, pdf.error.advice].append(pdf.error)
    for (code, advice), errors in sorted(by_cause.items(), key=lambda cause: cause[0]):
        console.print(f"\n{code}: {counted(len(errors), 'PDF')}", style="bold red")
        for error in errors:
            console.print(f"  {printable(error.message)}", soft_wrap=True)
        console.print(f"  → {printable(advice)}", style="italic", soft_wrap=True)
