"""`jobdesc rules`: which rule modules there are, and whether they hold."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Table

from extractor.cli.console import console_for_results, counted, printable
from extractor.errors import NothingToImport
from extractor.matching.rulefile import rule_file_faults
from extractor.matching.rulepacks import NOT_MODULES, available_rule_modules


@click.group()
def rules() -> None:
    """List and check rule modules."""


@rules.command("list")
def list_() -> None:
    """List the rule modules that an import can choose from."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    for heading in ("Id", "Version", "Language", "Name", "From"):
        table.add_column(heading)
    for module in available_rule_modules():
        table.add_row(module.id, module.version, module.language, printable(module.name), printable(module.origin))
    console_for_results().print(table)


@rules.command()
@click.argument("path", required=False, type=click.Path(path_type=Path, exists=True))
@click.pass_context
def check(context: click.Context, path: Path | None) -> None:
    """Find every fault in a rule file, or in all rule files of a folder.

    Without PATH the rule modules that are installed are checked. Exit code 1 where there is a fault.
    """
    if path is None:
        checked = counted(len(available_rule_modules()), "rule module")
        click.echo(f"{checked} installed, no faults")
        return
    files = [path]
    if path.is_dir():
        files = sorted(file for file in path.rglob("*.toml") if file.name not in NOT_MODULES)
    if not files:
        raise NothingToImport(f"there is no rule file in {path}", "Name a .toml file, or a folder that holds some.")
    faults = {file: rule_file_faults(file) for file in files}
    for file, found in faults.items():
        click.echo(f"{printable(str(file))}: {counted(len(found), 'fault') if found else 'no faults'}")
        for fault in found:
            click.echo(f"  {printable(fault)}")
    if any(faults.values()):
        context.exit(1)
