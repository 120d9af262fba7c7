"""`jobdesc framework`: the competencies that all documents of an import make together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor.audit.wording import diff_text, word_diff
from extractor.cli.audited import print_or_write, say_waiting
from extractor.cli.console import console_for_results, counted, printable
from extractor.cli.options import Printing
from extractor.export.source import open_import
from extractor.framework.catalogue import (
    CatalogueCompetency,
    CatalogueLevel,
    Framework,
    LevelWording,
    WordingPlace,
    framework_of,
)
from extractor.framework.files import framework_to_csv, framework_to_json, mapping_to_fill_in
from extractor.framework.mapping import Codes, codes_of, read_mapping, unused

_WRITE = {"csv": framework_to_csv, "json": framework_to_json, "mapping": mapping_to_fill_in}
_PLACES = 3


def framework(folder: Path, mapping: Path | None, printed: Printing) -> None:
    kind, output = printed.format, printed.output
    say_waiting(folder)
    codes = None if mapping is None else read_mapping(mapping)
    made = framework_of(open_import(folder).documents())
    if kind != "table":
        print_or_write(_WRITE[kind](made, codes), output)
    elif output is None:
        _print(console_for_results(), made, codes)
    else:
        for name in ("csv", "json"):
            print_or_write(_WRITE[name](made, codes), output / f"framework.{name}")
        click.echo(f"Written to {printable(str(output))}: framework.csv and framework.json.")


def _print(console: Console, made: Framework, codes: Mapping[str, Codes] | None) -> None:
    if made.competencies:
        console.print(_table(made.competencies))
        console.print()
    varied = [(each, level) for each in made.competencies for level in each.levels if level.variants]
    for each, level in varied:
        _print_variants(console, each, level)
    levels = sum(len(each.levels) for each in made.competencies)
    bare = sum(bool(level.textless) for each in made.competencies for level in each.levels)
    console.print(
        f"{counted(len(made.competencies), 'competency', 'competencies')} in "
        f"{counted(made.documents, 'job description')}; "
        f"{counted(levels, 'level')}, {len(varied)} of them with variants"
        + (f", {bare} without text in some documents" if bare else "")
    )
    if made.unnamed:
        console.print(f"{len(made.unnamed)} without a readable name, left out: {_where(made.unnamed)}", soft_wrap=True)
    if codes is not None:
        _print_codes(console, made, codes)


def _table(competencies: Sequence[CatalogueCompetency]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column("Competency", ratio=1)
    table.add_column("Documents", justify="right")
    table.add_column("Levels")
    table.add_column("Variants", justify="right")
    above: tuple[str, ...] = ()
    for each in competencies:
        headings = tuple(_headings(each))
        for depth, heading in enumerate(headings):
            if headings[: depth + 1] != above[: depth + 1]:
                table.add_row(Text(printable(heading), style=("bold underline", "bold", "italic")[depth]))
        above = headings
        variants = sum(len(level.variants) for level in each.levels)
        table.add_row(
            Text(f"  {printable(each.name)}"),
            str(each.documents),
            Text(printable(" ".join(level.shared.label for level in each.levels)), style="dim"),
            Text(str(variants), style="yellow" if variants else "dim"),
        )
    return table


def _headings(each: CatalogueCompetency) -> Iterator[str]:
    yield each.organisation or "(organisation not stated)"
    number = "" if each.block_number is None else f"{each.block_number}. "
    yield f"{number}{each.block}" if each.block else "(no block)"
    yield each.group or "(no group)"


def _print_variants(console: Console, each: CatalogueCompetency, level: CatalogueLevel) -> None:
    under = ", ".join(filter(None, (each.group, each.organisation)))
    head = f"{each.name}, level {level.shared.label}" + (f" ({under})" if under else "")
    console.print(
        Text(f"{printable(head)}, in {counted(level.shared.documents, 'document')}", style="bold"),
        soft_wrap=True,
    )
    for variant in level.variants:
        said = diff_text(word_diff(_text(level.shared), _text(variant)))
        console.print(Text(f"  {printable(said)}"), soft_wrap=True)
        console.print(
            Text(f"    {counted(variant.documents, 'document')}: {_where(variant.places)}", style="dim"),
            soft_wrap=True,
        )
    console.print()


def _text(wording: LevelWording) -> str:
    return " • ".join((wording.label, *wording.indicators))


def _where(places: Sequence[WordingPlace]) -> str:
    pages = list(dict.fromkeys(f"{place.path} p. {place.page}" for place in places))
    return printable(", ".join(pages[:_PLACES]) + (f" and {len(pages) - _PLACES} more" if len(pages) > _PLACES else ""))


def _print_codes(console: Console, made: Framework, codes: Mapping[str, Codes]) -> None:
    missing = [each for each in made.competencies if not any(codes_of(each.competency_ids, codes))]
    if missing:
        console.print(f"{counted(len(missing), 'competency', 'competencies')} without codes:")
        for each in missing:
            console.print(Text(f"  {printable(' '.join(each.competency_ids))}  {printable(each.name)}"), soft_wrap=True)
    strangers = unused(codes, (id_ for each in made.competencies for id_ in each.competency_ids))
    if strangers:
        console.print(f"Codes for no competency here: {printable(', '.join(strangers))}", soft_wrap=True)
