"""`jobdesc audit`: a policy checked against an import, or what stands apart without one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor.audit.checking import Audit, Verdict, check_policy
from extractor.audit.loading import load_tables
from extractor.audit.oddities import Oddity, find_oddities
from extractor.audit.policy import load_policy
from extractor.audit.verdicts import (
    audit_to_csv,
    audit_to_html,
    audit_to_json,
    audit_to_junit,
    audit_to_sarif,
    oddities_to_csv,
    oddities_to_json,
)
from extractor.audit.wording import diff_text
from extractor.cli.audited import print_or_write, say_waiting
from extractor.cli.console import console_for_results, counted, printable, printable_lines
from extractor.cli.options import Printing, Yardstick, gathered

_AUDIT_FORMATS: dict[str, Callable[[Audit], str]] = {
    "json": audit_to_json,
    "csv": audit_to_csv,
    "junit": audit_to_junit,
    "sarif": audit_to_sarif,
    "html": audit_to_html,
}
_ODDITY_FORMATS: dict[str, Callable[[tuple[Oddity, ...]], str]] = {"json": oddities_to_json, "csv": oddities_to_csv}
_STYLE = {Verdict.VIOLATION: "red", Verdict.UNKNOWN: "yellow", Verdict.PASS: "green"}


@gathered(Yardstick, "yardstick")
def audit(context: click.Context, folder: Path, printed: Printing, yardstick: Yardstick) -> None:
    kind, output = printed.format, printed.output
    say_waiting(folder)
    if yardstick.policy is None:
        if kind not in {"table", *_ODDITY_FORMATS}:
            raise click.UsageError(f"--format {kind} needs a policy: add --policy FILE.toml")
        tables = load_tables(folder, ["functions", "competencies", "indicators"])
        oddities = find_oddities(**tables, peers=yardstick.peers)
        if kind == "table":
            _print_oddities(console_for_results(), oddities)
        else:
            print_or_write(_ODDITY_FORMATS[kind](oddities), output)
        return
    rules = load_policy(yardstick.policy)
    tables = load_tables(folder, ["functions", "competencies"])
    checked = check_policy(rules, **tables, today=yardstick.day)
    for note in checked.notes:
        click.echo(printable(note), err=True)
    if kind == "table":
        _print_audit(console_for_results(), checked)
    else:
        print_or_write(_AUDIT_FORMATS[kind](checked), output)
    if checked.fails:
        context.exit(1)


def _print_audit(console: Console, audit: Audit) -> None:
    for rule in audit.policy.rules:
        results = [result for result in audit.results if result.rule == rule.id]
        counts = Counter(result.verdict for result in results)
        worst = next((verdict for verdict in (Verdict.VIOLATION, Verdict.UNKNOWN) if counts[verdict]), Verdict.PASS)
        said = ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in Verdict)
        console.print(Text(f"{worst.value:10}", style=_STYLE[worst]), Text(f"{rule.id} ({rule.severity}): {said}"))
        console.print(Text(f"          {printable(rule.description)}", style="dim"))
        for result in results:
            if result.verdict is not Verdict.PASS:
                console.print(Text(f"  {printable(result.function)} ({printable(result.path)})"), soft_wrap=True)
                for evidence in result.evidence:
                    console.print(Text(f"    {printable(str(evidence))}"), soft_wrap=True)
    counts = Counter(result.verdict for result in audit.results)
    console.print()
    console.print(
        f"{counted(len(audit.policy.rules), 'rule')}: {counts[Verdict.PASS]} passes, "
        f"{counted(counts[Verdict.VIOLATION], 'violation')}, {counts[Verdict.UNKNOWN]} unknown"
    )


def _print_oddities(console: Console, oddities: tuple[Oddity, ...]) -> None:
    if not oddities:
        console.print("Nothing stands apart.")
        return
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column("What", no_wrap=True)
    table.add_column("Function", ratio=1)
    table.add_column("Competency", ratio=1)
    table.add_column("Why", ratio=2)
    for oddity in oddities:
        why = f"{oddity.message}\n{diff_text(oddity.diff)}" if oddity.diff else oddity.message
        page = f" (page {oddity.page})" if oddity.page else ""
        table.add_row(
            oddity.kind.value,
            printable(oddity.function),
            printable(f"{oddity.competency or ''}{page}"),
            printable_lines(why),
        )
    console.print(table)
    counts = Counter(oddity.kind for oddity in oddities)
    console.print()
    console.print(", ".join(f"{count} {kind.value}" for kind, count in counts.items()))
