"""What can be typed after `jobdesc rules`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extractor.cli.options import json_option, password_option, rules_option


@click.group()
def rules() -> None:
    """List, check, draft and test rule modules."""


@rules.command("list")
@json_option
def list_(**given: Any) -> None:
    """List the rule modules that an import can choose from."""
    from extractor.cli.rules import list_ as carried_out

    carried_out(**given)


@rules.command()
@click.argument("path", required=False, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--try",
    "tried",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read this PDF with the rule file PATH, and show line by line what each rule takes and what is left.",
)
@password_option
@json_option
@click.pass_context
def check(context: click.Context, /, **given: Any) -> None:
    """Find every fault in a rule file, or in all rule files of a folder.

    Without PATH the rule modules that are installed are checked. Exit code 1 where there is a fault.
    """
    from extractor.cli.rules import check as carried_out

    carried_out(context, **given)


@rules.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file, whose name becomes the module's id, instead of printing it.",
)
@password_option
def draft(**given: Any) -> None:
    """Propose a rule module for the family that some PDFs are of.

    Three to five PDFs of one family are best: what they have in common becomes the rules, what differs a comment. Lines
    with CHECK are for a person. Beside the OUTPUT stands the schema by which editors complete and check what is typed.
    """
    from extractor.cli.rules import draft as carried_out

    carried_out(**given)


@rules.command()
@click.argument("folder", type=click.Path(path_type=Path))
@rules_option
@password_option
@json_option
@click.pass_context
def test(context: click.Context, /, **given: Any) -> None:
    """Compare what is read from the PDFs of a folder with the truth beside each.

    The truth of function.pdf is function.truth.csv, with the columns competency and required_level, or
    function.truth.json, under the names of the output. Exit code 1 where something differs.
    """
    from extractor.cli.rules import test as carried_out

    carried_out(context, **given)


@rules.command()
def schema() -> None:
    """Print the JSON Schema of rule modules, for editors.

    An editor with TOML support (Even Better TOML, taplo) reads it where the first line of a module is
    `#:schema PATH-OR-URL`.
    """
    from extractor.cli.rules import schema as carried_out

    carried_out()
