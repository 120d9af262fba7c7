"""What can be typed after `jobdesc show`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extractor.cli.options import json_option, reading_options, rules_option, scale_option


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@rules_option
@reading_options
@scale_option
@json_option
def show(**given: Any) -> None:
    """Print what was read from FILE: header, competencies with their levels, findings.

    FILE is a PDF, or a JSON file that an import wrote; of the folder of an import the functions are listed.
    """
    from extractor.cli.show import show as carried_out

    carried_out(**given)
