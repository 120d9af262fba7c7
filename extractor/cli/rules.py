"""`jobdesc rules`: which rule modules there are, whether they hold, and how a new one is written and tested."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from rich.table import Table

from extractor.authoring.drafting import Reread, draft_rules
from extractor.authoring.testing import Tested, hold_against_truth, pdfs_to_test
from extractor.authoring.truth import TruthVerdict
from extractor.cli.audited import print_or_write
from extractor.cli.console import (
    console_for_progress,
    console_for_results,
    counted,
    print_json,
    printable,
    printable_lines,
)
from extractor.cli.trying import print_tried
from extractor.errors import NothingToImport
from extractor.matching.rule_schema import SCHEMA_FILE, rule_schema
from extractor.matching.rulefile import rule_file_faults
from extractor.matching.rulepacks import available_rule_modules, rule_files
from extractor.output.placing import is_stdout, write_atomically
from extractor.slugs import slug


def list_(as_json: bool) -> None:
    if as_json:
        names = ("id", "version", "language", "name", "origin")
        print_json([{name: getattr(module, name) for name in names} for module in available_rule_modules()])
        return
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    for heading in ("Id", "Version", "Language", "Name", "From"):
        table.add_column(heading)
    for module in available_rule_modules():
        table.add_row(module.id, module.version, module.language, printable(module.name), printable(module.origin))
    console_for_results().print(table)


def check(context: click.Context, path: Path | None, tried: Path | None, password: str | None, as_json: bool) -> None:
    if tried is not None:
        _refuse_unless_one_file_for_people(path, as_json)
    if path is None:
        _print_installed(as_json)
        return
    files = rule_files(path) if path.is_dir() else [path]
    if not files:
        raise NothingToImport(f"there is no rule file in {path}", "Name a .toml file, or a folder that holds some.")
    faults = {file: rule_file_faults(file) for file in files}
    if as_json:
        print_json([{"file": str(file), "faults": list(found)} for file, found in faults.items()])
    else:
        _print_faults(faults)
    if any(faults.values()):
        context.exit(1)
    if tried is not None:
        print_tried(console_for_results(), path, tried, password)


def _refuse_unless_one_file_for_people(path: Path | None, as_json: bool) -> None:
    if path is None or path.is_dir():
        raise click.UsageError("--try needs one rule file: jobdesc rules check MODULE.toml --try FILE")
    if as_json:
        raise click.UsageError("what --try shows is for people: leave out --json")


def _print_installed(as_json: bool) -> None:
    """Modules that are installed were checked when they were found: they have no faults."""
    modules = available_rule_modules()
    if as_json:
        print_json([{"file": module.origin, "id": module.id, "faults": []} for module in modules])
    else:
        click.echo(f"{counted(len(modules), 'rule module')} installed, no faults")


def _print_faults(faults: Mapping[Path, Sequence[str]]) -> None:
    for file, found in faults.items():
        click.echo(f"{printable(str(file))}: {counted(len(found), 'fault') if found else 'no faults'}")
        for fault in found:
            click.echo(f"  {printable_lines(fault)}")


def draft(files: Sequence[Path], output: Path | None, password: str | None) -> None:
    if output is not None and is_stdout(output):
        output = None
    drafted = draft_rules(files, id_=slug(output.stem) or None if output else None, password=password)
    if output is None:
        print_or_write(drafted.text, None)
    else:
        write_atomically(output, drafted.text)
        write_atomically(output.parent / SCHEMA_FILE, _schema_text())
    console = console_for_progress() if output is None else console_for_results()
    console.print(_reread_table(drafted.reread))
    for one in drafted.reread:
        if one.lost:
            console.print(f"{printable(one.name)}: the draft does not read {printable(', '.join(one.lost))}")
        if one.unrecognised:
            console.print(f"{printable(one.name)}: not recognised by the draft: {printable(one.unrecognised)}")
    if output is not None:
        checks = drafted.text.count("CHECK:")
        console.print(f"\nWritten to {printable(str(output))}, with {counted(checks, 'line')} to CHECK.")


def test(context: click.Context, folder: Path, rules: str | None, password: str | None, as_json: bool) -> None:
    tested, without = pdfs_to_test(folder)
    results = [hold_against_truth(pdf, truth, folder, rules=rules, password=password) for pdf, truth in tested]
    if as_json:
        untested = [pdf.relative_to(folder).as_posix() for pdf in without]
        print_json({"tested": [_tested_data(one) for one in results], "without_truth": untested})
    else:
        _print_tested(results)
        if without:
            names = ", ".join(pdf.relative_to(folder).as_posix() for pdf in without)
            click.echo(f"\nWithout a truth: {printable(names)}")
    if not all(one.as_expected for one in results):
        context.exit(1)


def _tested_data(one: Tested) -> dict[str, object]:
    verdicts = {verdict.value: number for verdict, number in one.verdicts.items()}
    said = [str(difference) for difference in one.differences]
    return {"file": one.file, **verdicts, "extra": one.extra, "differences": said, "failure": one.failure}


def _print_tested(results: Sequence[Tested]) -> None:
    console_for_results().print(_tested_table(results))
    for one in results:
        if not one.as_expected:
            click.echo(f"\n{printable(one.file)}")
        if one.failure is not None:
            click.echo(f"  {printable_lines(one.failure)}")
        for difference in one.differences:
            click.echo(f"  {printable_lines(str(difference))}")


def schema() -> None:
    click.echo(_schema_text(), nl=False)


def _schema_text() -> str:
    return json.dumps(rule_schema(), ensure_ascii=False, indent=2) + "\n"


def _reread_table(reread: Sequence[Reread]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column("Job description", overflow="fold")
    for heading in ("Levels", "generic", "Words left over", "generic"):
        table.add_column(heading, justify="right")
    for one in reread:
        numbers = (f"{one.levels} of {one.competencies}", one.levels_before, one.unclaimed, one.unclaimed_before)
        table.add_row(printable(one.name), *map(str, numbers))
    return table


def _tested_table(results: Sequence[Tested]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column("PDF", overflow="fold")
    for heading in ("Right", "Null", "Missing", "Wrong", "Extra", "Differences"):
        table.add_column(heading, justify="right")
    for one in results:
        numbers = (*(one.verdicts[verdict] for verdict in TruthVerdict), one.extra, len(one.differences))
        table.add_row(printable(one.file), *map(str, numbers))
    if len(results) > 1:
        sums = [sum(one.verdicts[verdict] for one in results) for verdict in TruthVerdict]
        sums += [sum(one.extra for one in results), sum(len(one.differences) for one in results)]
        table.add_row("together", *map(str, sums), style="bold")
    return table
