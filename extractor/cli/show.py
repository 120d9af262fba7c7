"""`jobdesc show`: one job description for a person."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extractor.cli.audited import say_waiting
from extractor.cli.console import console_for_results, counted, print_json, print_text, printable
from extractor.errors import ImportFolderInvalid
from extractor.export.source import open_import
from extractor.matching.ranking import ranked
from extractor.model import OF_A_COMPETENCY, Competency, CorrectionState, Finding, JobDescription, Level, Severity
from extractor.output.writing import job_description_from_json, job_description_to_json
from extractor.pipeline import read_stages
from extractor.settings import ReadingSettings

_BOX = {True: "☒", False: "☐", None: "?"}
_STYLE = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def show(file: Path, rules: str | None, settings: ReadingSettings, scale: tuple[str, ...], as_json: bool) -> None:
    if file.is_dir():
        _list_functions(file, as_json=as_json)
        return
    if file.suffix.lower() == ".json":
        descriptions: tuple[JobDescription, ...] = (job_description_from_json(file),)
    else:
        stages = read_stages(file, settings, rules=rules)
        descriptions = tuple(ranked(stage.description, scale) for stage in stages)
    if as_json:
        _print_json(descriptions)
        return
    console = console_for_results()
    for number, description in enumerate(descriptions):
        if number:
            console.rule()
        console.print(_portrait(description))


def _print_json(descriptions: Sequence[JobDescription]) -> None:
    """One as an import writes it to its file; several as a list of those."""
    texts = list(map(job_description_to_json, descriptions))
    if len(texts) == 1:
        print_text(texts[0])
    else:
        print_json(list(map(json.loads, texts)))


def _list_functions(folder: Path, *, as_json: bool) -> None:
    if not (folder / "csv").is_dir():
        raise ImportFolderInvalid(
            f"{folder}: this is not the output of an import",
            "Name one of its PDFs, or the folder that an import wrote.",
        )
    say_waiting(folder)
    source = open_import(folder)
    files = {id_: file.relative_to(folder).as_posix() for id_, file in source.json_files().items()}
    columns = list(source.tables()["functions"])
    rows = [dict(zip(columns, row, strict=True)) for row in source.rows("functions")]
    functions = [{**row, "json": files.get(str(row["document_id"]))} for row in rows]
    if as_json:
        print_json(functions)
        return
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column("Function", ratio=1)
    table.add_column("Levels known", justify="right")
    table.add_column("Findings", justify="right")
    table.add_column("Show", ratio=2, overflow="fold")
    for function in functions:
        name = function["name"] or function["function_key"]
        known = f"{function['ok']} of {function['competencies']}"
        table.add_row(printable(str(name)), known, str(function["findings"]), printable(str(function["json"])))
    console = console_for_results()
    console.print(table)
    shown = counted(len(functions), "job description")
    console.print(f"\n{shown}; `jobdesc show {printable(str(folder))}/…` shows one.", soft_wrap=True)


def _portrait(description: JobDescription) -> RenderableType:
    return Group(*_head(description), *_competencies(description), *_findings(description))


def _head(description: JobDescription) -> Iterator[RenderableType]:
    title = description.title or description.function.name or "(no title)"
    yield Text(printable(title), style="bold")
    if description.organisation:
        yield Text(printable(description.organisation))
    yield Text()
    fields = Table.grid(padding=(0, 2))
    for field in description.fields:
        fields.add_row(Text(printable(field.label), style="dim"), printable(field.value or "–"))
    if description.approval:
        fields.add_row(Text("Approved", style="dim"), printable(description.approval.text))
    first, last = description.source.pages
    fields.add_row(Text("File", style="dim"), f"{printable(description.source.path)}, pages {first}-{last}")
    fields.add_row(Text("Rules", style="dim"), f"{description.rules.id} {description.rules.version}")
    for correction in description.corrections:
        if correction.field not in OF_A_COMPETENCY and correction.state is CorrectionState.APPLIED:
            new, read = (printable(value or "unknown") for value in (correction.new_value, correction.read_value))
            fields.add_row(Text(f"Corrected {correction.field}", style="dim"), f"{new} (read: {read})")
    yield fields
    yield Text()
    agreements = description.task_agreements
    yield Text(
        f"{counted(len(description.purpose.duties), 'duty', 'duties')}, "
        f"{counted(len(agreements), 'task agreement')} with "
        f"{counted(sum(len(agreement.tasks) for agreement in agreements), 'task')}, "
        f"{counted(len(description.competencies), 'competency', 'competencies')}"
    )


def _competencies(description: JobDescription) -> Iterator[RenderableType]:
    if not description.competencies:
        return
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column("Competency", ratio=1)
    table.add_column("Required")
    table.add_column("Levels")
    above: tuple[str, ...] = ()
    for competency in description.competencies:
        headings = _headings(competency)
        if headings != above:
            table.add_row()
        for depth, heading in enumerate(headings):
            if headings[: depth + 1] != above[: depth + 1]:
                table.add_row(Text(printable(heading), style="italic" if depth else "bold"))
        above = headings
        name = Padding(Text(printable(competency.name)), (0, 0, 0, 2))
        table.add_row(name, _required(competency), _levels(competency.levels))
    yield Text()
    yield table


def _headings(competency: Competency) -> tuple[str, ...]:
    block = competency.block
    number = f"{block.number}. " if block and block.number is not None else ""
    return tuple(filter(None, (f"{number}{block.title}" if block else "", competency.group or "")))


def _required(competency: Competency) -> Text:
    corrected = " corrected" if competency.corrected else ""
    level = competency.required_level
    if level is None:
        label = f"{printable(competency.required_label)}, " if competency.required_label else ""
        return Text(f"{label}{competency.status}{corrected}", style="yellow" if label else "red")
    labels = {level.level: level.label for level in competency.levels}
    # A person may say a level that was not found in the PDF.
    return Text(printable(labels.get(level, str(level))), style="bold green").append(corrected, style="yellow")


def _levels(levels: tuple[Level, ...]) -> Text:
    shown = Text()
    for level in levels:
        shown.append("  " if shown else "")
        shown.append(f"{printable(level.label)} {_BOX[level.marked]}", style="bold" if level.marked else "dim")
    return shown


def _findings(description: JobDescription) -> Iterator[RenderableType]:
    yield Text()
    if not description.findings:
        yield Text("No findings.", style="green")
        return
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column("Finding")
    table.add_column("Page", justify="right")
    table.add_column("Message", ratio=1)
    for finding in description.findings:
        table.add_row(Text(finding.code, style=_STYLE[finding.severity]), _page(finding), printable(finding.message))
    yield table


def _page(finding: Finding) -> str:
    return "" if finding.page is None else str(finding.page)
