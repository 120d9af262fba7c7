"""What an import comes to: how much, how sure, and what to do about the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor.cli.console import counted, printable
from extractor.corrections.applying import Fate
from extractor.corrections.standing import UNMATCHED, CorrectionsReport
from extractor.corrections.waiting import Waiting
from extractor.ledger.overview import EXAMPLES, Cause, Overview
from extractor.ledger.replaced import Replaced
from extractor.model import Status
from extractor.output.outcome import Outcome

_FATES = tuple(fate.value for fate in (Fate.APPLIED, Fate.CONFLICT, Fate.REDUNDANT, Fate.SUPERSEDED))
_MOST_UNMATCHED = 20
_MOST_REPLACED = 20
_MOST_NAMED = 2


def print_overview(console: Console, overview: Overview) -> None:
    _print_figures(console, overview)
    for cause in overview.causes:
        _print_cause(console, cause)
    if overview.repeated:
        repeated = counted(overview.repeated, "PDF is", "PDFs are")
        console.print(f"\n{repeated} the same file as another one, and counted once.")
    _print_what_was_left_out(console, overview)
    _print_replaced(console, overview.replaced)
    if overview.unread:
        console.print(f"\n{counted(overview.unread, 'PDF')} not read yet: run the same import again to go on.")


def _print_what_was_left_out(console: Console, overview: Overview) -> None:
    if overview.passed_over:
        files = counted(sum(kind.number for kind in overview.passed_over), "file is", "files are")
        console.print(f"\n{files} no PDF and not offered; `jobdesc status --not-offered` lists them:")
        for kind in overview.passed_over:
            first = ", ".join(printable(below_named(place, overview.named.now)) for place in kind.first)
            more = ", …" if kind.number > len(kind.first) else ""
            console.print(f"  {kind.number} {printable(kind.kind)}: {first}{more}", soft_wrap=True)
    if overview.vanished:
        vanished = counted(overview.vanished, "PDF", "PDFs")
        console.print(f"\n{vanished} of earlier imports not found any more; they leave with --prune.")
    if overview.elsewhere:
        before = f" (the import before: {_listed(overview.named.before)})" if overview.named.differs else ""
        console.print(
            f"\nThis import was asked for {_listed(overview.named.now)}{before}: "
            f"{counted(overview.elsewhere, 'PDF')} of earlier imports kept as before.",
            soft_wrap=True,
        )


def _print_replaced(console: Console, replaced: Sequence[Replaced]) -> None:
    if not replaced:
        return
    console.print(f"\n{counted(len(replaced), 'PDF')} changed: what is read there now stands in place of what was.")
    others = [one for one in replaced if one.is_other]
    for one in others[:_MOST_REPLACED]:
        said = f"{one.path}: {', '.join(one.before)} → {', '.join(one.after) or 'no job description'}"
        console.print(f"  {printable(said)}", style="yellow", soft_wrap=True)
    if len(others) > _MOST_REPLACED:
        console.print(f"  … and {len(others) - _MOST_REPLACED} more with other functions than before")


def _listed(named: Sequence[str]) -> str:
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    return ", ".join(map(printable, named[:_MOST_NAMED])) + more


def below_named(place: str, named: Sequence[str]) -> str:
    """The way to a file from what was named, which is shorter."""
    root = next((one for one in named if place.startswith(f"{one}/")), None)
    return place if root is None else place[len(root) + 1 :]


def overview_to_plain(overview: Overview, report: CorrectionsReport | None, waits: Waiting | None) -> dict[str, object]:
    """The same for programs: plain values under names that stay."""
    examples = overview.examples
    return {
        "offered": overview.offered,
        **{outcome.value: overview.outcomes[outcome] for outcome in Outcome},
        "job_descriptions": overview.descriptions,
        "competencies": {status.value: overview.competencies[status.value] for status in Status},
        "findings": [
            {
                "code": code,
                "severity": severity,
                "number": number,
                "first": examples.get((code, severity), ())[:EXAMPLES],
            }
            for (code, severity), number in sorted(overview.findings.items())
        ],
        "causes": [asdict(cause) for cause in overview.causes],
        "not_offered": [asdict(kind) for kind in overview.passed_over],
        "named": overview.named.now,
        "named_before": overview.named.before,
        "repeated": overview.repeated,
        "vanished": overview.vanished,
        "elsewhere": overview.elsewhere,
        "replaced": [asdict(one) for one in overview.replaced],
        "unread": overview.unread,
        "finished": overview.finished,
        "corrections": None if report is None else {"file": report.file, **report.fates, "messages": report.unmatched},
        "corrections_waiting": 0 if waits is None else waits.number,
    }


def print_corrections(console: Console, report: CorrectionsReport | None) -> None:
    """What became of the lines of corrections.csv; a line that means nothing is most often a slip of the pen."""
    if report is None:
        return
    if report.lines:
        fates = ", ".join(f"{report.fates[fate]} {fate}" for fate in (*_FATES, UNMATCHED) if report.fates[fate])
        console.print(f"\n{counted(report.lines, 'correction')} in {printable(report.file)}: {fates}.", soft_wrap=True)
    for message in report.unmatched[:_MOST_UNMATCHED]:
        console.print(f"  {printable(message)}", style="yellow", soft_wrap=True)
    if len(report.unmatched) > _MOST_UNMATCHED:
        console.print(f"  … and {len(report.unmatched) - _MOST_UNMATCHED} more")
    if report.gone:
        gone = counted(report.gone, "correction")
        console.print(
            f"\nThere is no {printable(report.file)} any more: {gone} of the import before no longer apply.",
            style="yellow",
            soft_wrap=True,
        )


def _print_figures(console: Console, overview: Overview) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    table.add_row(Text("PDFs offered", style="bold"), str(overview.offered))
    for outcome in Outcome:
        table.add_row(f"  {outcome}", str(overview.outcomes[outcome]))
    table.add_row(Text("Job descriptions", style="bold"), str(overview.descriptions))
    table.add_row(Text("Competencies", style="bold"), str(overview.competencies.total()))
    for status in Status:
        table.add_row(f"  {status}", str(overview.competencies[status.value]))
    table.add_row(Text("Findings", style="bold"), str(overview.findings.total()))
    for (code, severity), number in sorted(overview.findings.items()):
        table.add_row(f"  {code}", str(number), severity)
    console.print(table)
    for (code, severity), paths in sorted(overview.examples.items()):
        if overview.findings[code, severity]:
            more = ", …" if len(paths) > EXAMPLES else ""
            console.print(f"  {code}: {', '.join(map(printable, paths[:EXAMPLES]))}{more}", soft_wrap=True)


def _print_cause(console: Console, cause: Cause) -> None:
    """A hundred PDFs with one fault need one next step."""
    console.print(f"\n{cause.code}: {counted(cause.number, 'PDF')}", style="bold red")
    for message in cause.messages:
        console.print(f"  {printable(message)}", soft_wrap=True)
    if cause.number > len(cause.messages):
        console.print(f"  … and {cause.number - len(cause.messages)} more: see csv/documents.csv")
    console.print(f"  → {printable(cause.advice)}", style="italic", soft_wrap=True)
