"""What can be typed after `jobdesc explain`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extractor.cli.options import json_option, reading_options, rules_option


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@rules_option
@reading_options
@click.option("--page", type=click.IntRange(min=1), help="Only this page, from 1.")
@click.option("--image", type=click.Path(path_type=Path), help="Draw the page (the first, or --page) to this PNG.")
@json_option
def explain(**given: Any) -> None:
    """Show what each stage made of FILE: lines, tables, marks, and which rule took which words.

    With --image the page is drawn as well: cells grey, words in the colour of the rule that took them, ticked boxes
    green, empty ones orange, and red whatever could not be read or was taken by nobody.
    """
    from extractor.cli.explain import explain as carried_out

    carried_out(**given)
