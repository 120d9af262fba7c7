"""`jobdesc compare`: what changed between two versions."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from extractor.audit.comparison import (
    Change,
    ChangeKind,
    Comparison,
    Side,
    compare_imports,
    compare_job_descriptions,
    compare_versions,
)
from extractor.audit.wording import diff_text
from extractor.cli.audited import print_or_write
from extractor.cli.console import console_for_results, counted, printable
from extractor.cli.options import Printing
from extractor.errors import ImportNotFound, NothingToCompare
from extractor.ledger.opening import look_into_ledger
from extractor.ledger.past import said_on
from extractor.model import JobDescription
from extractor.output.placing import JSON_FOLDER
from extractor.output.writing import job_description_from_json
from extractor.pipeline import read_job_descriptions

_STYLE = {
    ChangeKind.ADDED: "green",
    ChangeKind.REMOVED: "red",
    ChangeKind.RAISED: "bold",
    ChangeKind.LOWERED: "bold",
    ChangeKind.BLURRED: "yellow",
    ChangeKind.CLEARED: "green",
    ChangeKind.REWORDED: "cyan",
}


def compare(
    old: Path | None,
    new: Path | None,
    since: datetime | None,
    function_key: str | None,
    printed: Printing,
) -> None:
    if since is not None:
        if new is not None:
            raise click.UsageError("--since compares an import with what it was: leave NEW out")
        compared = _since(old or Path("output"), since.astimezone(), function_key)
    elif old is None:
        raise click.UsageError("name what to compare: OLD and NEW, or --since DAY")
    else:
        compared = _compared(old, new, function_key)
    if printed.format == "json":
        text = json.dumps([_comparison_json(comparison) for comparison in compared], ensure_ascii=False, indent=2)
        print_or_write(text + "\n", printed.output)
    else:
        _print(console_for_results(), compared)


def _since(folder: Path, moment: datetime, function_key: str | None) -> tuple[Comparison, ...]:
    with look_into_ledger(folder) as ledger:
        before = [d for d in said_on(ledger, folder, moment) if function_key in {None, d.function_key}]
    # A folder may hold no JSON any more: then everything was removed.
    now = [job_description_from_json(file) for file in sorted((folder / JSON_FOLDER).glob("*.json"))]
    return compare_imports(before, [d for d in now if function_key in {None, d.function_key}])


def _compared(old: Path, new: Path | None, function_key: str | None) -> tuple[Comparison, ...]:
    before = _read(old, function_key)
    if new is None:
        if function_key is None:
            raise click.UsageError("name what to compare with: NEW, or --function KEY for two versions in one folder")
        return (compare_versions(before, function_key),)
    after = _read(new, function_key)
    if old.is_dir() or new.is_dir() or len(before) > 1 or len(after) > 1:
        return compare_imports(before, after)
    # Two documents that were named are compared whatever they are called.
    return (compare_job_descriptions(before[0], after[0]),)


def _read(path: Path, function_key: str | None) -> list[JobDescription]:
    if path.is_dir():
        files = sorted((path / JSON_FOLDER).glob("*.json"))
        if not files:
            raise ImportNotFound(str(path), f"there is no file in {JSON_FOLDER}/")
        descriptions = [job_description_from_json(file) for file in files]
    elif path.suffix.lower() == ".json":
        descriptions = [job_description_from_json(path)]
    else:
        descriptions = list(read_job_descriptions(path))
    chosen = [d for d in descriptions if function_key in {None, d.function_key}]
    if not chosen:
        raise NothingToCompare(
            f"{path}: there is no function {function_key}", "The keys stand in functions.csv, column function_key."
        )
    return chosen


def _print(console: Console, compared: tuple[Comparison, ...]) -> None:
    changed = [comparison for comparison in compared if comparison.changes]
    for comparison in compared:
        if comparison.old is None or comparison.new is None:
            said, side = ("added", comparison.new) if comparison.old is None else ("removed", comparison.old)
            console.print(Text(f"{said:9}{printable(comparison.function)}", style="bold"), _where(side))
        elif comparison.changes:
            console.print(Text(printable(comparison.function), style="bold"))
            console.print(Text("  from "), _where(comparison.old), Text(" to "), _where(comparison.new), soft_wrap=True)
            for change in comparison.changes:
                console.print(
                    Text(f"  {change.kind.value:9}", style=_STYLE[change.kind]), _said(change), soft_wrap=True
                )
    total = sum(len(comparison.changes) for comparison in changed)
    console.print(f"{counted(total, 'change')} in {counted(len(changed), 'function')}")


def _where(side: Side | None) -> Text:
    if side is None:
        return Text("")
    return Text(printable(side.path) + (f" ({side.approved_on})" if side.approved_on else ""), style="dim")


def _said(change: Change) -> Text:
    about = f"{change.part.value} {change.about}" if change.about else change.part.value
    if change.diff:
        return Text(printable(f"{about}: {diff_text(change.diff)}"))
    if change.old is not None and change.new is not None:
        return Text(printable(f"{about}: {change.old} → {change.new}"))
    return Text(printable(f"{about}: {change.new if change.old is None else change.old}"))


def _comparison_json(comparison: Comparison) -> dict[str, object]:
    return {
        "function_key": comparison.function_key,
        "function": comparison.function,
        "old": _side_json(comparison.old),
        "new": _side_json(comparison.new),
        "changes": [
            {
                "kind": change.kind.value,
                "part": change.part.value,
                "about": change.about,
                "old": change.old,
                "new": change.new,
                "diff": [{"change": run.change, "text": run.text} for run in change.diff],
            }
            for change in comparison.changes
        ],
    }


def _side_json(side: Side | None) -> dict[str, str | None] | None:
    return (
        None if side is None else {"document_id": side.document_id, "path": side.path, "approved_on": side.approved_on}
    )
