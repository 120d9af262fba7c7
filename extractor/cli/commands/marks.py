"""What can be typed after `jobdesc marks`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extractor.cli.options import reading_options


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the marks as JSON, boxes in points from the top left.")
@click.option("--page", type=click.IntRange(min=1), help="Only this page, from 1.")
@click.option(
    "--image",
    type=click.Path(path_type=Path),
    help="Draw a page with its marks (--page, or the first that has any) to this PNG.",
)
@click.option("--no-confirm", is_flag=True, help="Do not look at the marks in a rendering of the pages.")
@reading_options
def marks(**given: Any) -> None:
    """List the selection marks (tick boxes) of FILE, any PDF: page, state, kind, and the text each belongs to.

    Boxes may be characters, symbol fonts, drawings, pictures, form fields or annotations. A mark is unclear where its
    data and its looks on the page do not agree, or where neither says whether it is ticked.
    """
    from extractor.cli.marks import marks as carried_out

    carried_out(**given)
