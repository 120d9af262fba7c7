"""What can be typed after `jobdesc framework`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extractor.cli import choices
from extractor.cli.options import apply_option, folder_argument, json_option, mapping_option


@click.command()
@folder_argument
@apply_option
@mapping_option
@click.option(
    "--format",
    "kind",
    type=click.Choice(["table", *choices.FRAMEWORK_FORMATS]),
    default="table",
    show_default=True,
    help="How it is written; mapping is a CSV of codes to fill in.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="With csv, json or mapping: the file. With table: a folder for framework.csv and framework.json.",
)
@json_option
def framework(**given: Any) -> None:
    """Show the competencies of all documents, and where their wording differs.

    FOLDER is what `jobdesc import` wrote. A level has the wording that most documents give it; all others are variants,
    shown as what they leave out [-so-] and add {+so+}.
    """
    from extractor.cli.framework import framework as carried_out

    carried_out(**given)
