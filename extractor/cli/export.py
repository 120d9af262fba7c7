"""`jobdesc export`: what an import wrote, as another system takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click
from click.core import ParameterSource

from extractor.cli.audited import say_waiting, say_written
from extractor.cli.console import counted, printable
from extractor.cli.options import gathered
from extractor.cli.progress import steps
from extractor.errors import NotForTarget
from extractor.export import DATABASE, TARGETS, Options
from extractor.export.source import ImportFolder, open_import
from extractor.framework.mapping import Codes, read_mapping, unmapped, unused

EXPORT_FOLDER = "export"
_SHOWN = 10


@gathered(Options, "options")
def export(
    folder: Path, target: str, output: Path | None, mapping: Path | None, since: Path | None, options: Options
) -> None:
    to_database = "://" in target
    if not to_database and target not in TARGETS:
        raise NotForTarget(f"there is no target {target}", f"Choose from {', '.join(TARGETS)}, or give a database URL.")
    if to_database and output is not None:
        raise NotForTarget("a database is written in place", "Leave --output out.")
    say_waiting(folder)
    codes = None if mapping is None else read_mapping(mapping)
    source = open_import(folder, codes, since)
    chosen = DATABASE if to_database else TARGETS[target]
    to = target if to_database else str(output or folder / EXPORT_FOLDER / chosen.default)
    if _said_for_all("language") and "language" not in chosen.takes:
        options = replace(options, language=None)
    with steps() as step:
        told = replace(source, tell=lambda what, number: step(f"{what}: {number:,}"))
        report = chosen.write(told, to, options)
    say_written(Path(to), printable(str(report)) if report is not None else f"Written to {printable(to)}.")
    if source.changes is not None:
        changed = counted(len(source.changes.document_ids), "job description")
        say_written(Path(to), f"{changed} changed, {len(source.changes.removals)} removed.")
    if codes is not None:
        _report_codes(codes, open_import(folder))


def _said_for_all(option: str) -> bool:
    """Whether it stands in jobdesc.toml, where it is said to every command and every target."""
    return click.get_current_context().get_parameter_source(option) is ParameterSource.DEFAULT_MAP


def _report_codes(codes: Mapping[str, Codes], whole: ImportFolder) -> None:
    """Of the whole import, also where only changes were written: a mapping is kept for all of it."""
    ids = whole.competency_ids()
    missing, strangers = unmapped(codes, ids), unused(codes, ids)
    if missing:
        shown = ", ".join(missing[:_SHOWN]) + (", …" if len(missing) > _SHOWN else "")
        click.echo(f"{counted(len(missing), 'competency', 'competencies')} without codes: {printable(shown)}", err=True)
        if len(missing) > _SHOWN:
            click.echo("All of them: jobdesc framework --mapping …", err=True)
    if strangers:
        shown = ", ".join(strangers[:_SHOWN]) + (", …" if len(strangers) > _SHOWN else "")
        click.echo(f"Codes for no competency here: {printable(shown)}", err=True)
