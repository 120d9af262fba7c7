"""What can be typed after `jobdesc framework`."""

from __future__ import annotations

from typing import Any

import click

from extractor.cli import choices
from extractor.cli.options import apply_option, folder_argument, mapping_option, printing_options


@click.command()
@folder_argument
@apply_option
@mapping_option
@printing_options(
    *choices.FRAMEWORK_FORMATS,
    how="How it is written; mapping is a CSV of codes to fill in.",
    where="With csv, json or mapping: the file. With table: a folder for framework.csv and framework.json.",
    tables=True,
)
def framework(**given: Any) -> None:
    """Show the competencies of all documents, and where their wording differs.

    FOLDER is what `jobdesc import` wrote. A level has the wording that most documents give it; all others are variants,
    shown as what they leave out [-so-] and add {+so+}.
    """
    from extractor.cli.framework import framework as carried_out

    carried_out(**given)
