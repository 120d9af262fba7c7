"""What can be typed after `jobdesc status`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extractor.cli.options import apply_option, json_option


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("output"), metavar="[DIR]")
@click.option("--not-offered", is_flag=True, help="List the files that are no PDF, and nothing else.")
@click.option("--verify", "verifies", is_flag=True, help="Compare every file, byte for byte, with what was read.")
@json_option
@apply_option
@click.pass_context
def status(context: click.Context, /, **given: Any) -> None:
    """Print what the imports into DIR came to, and what is still to do.

    DIR is the --output of an import, by default the folder output.
    """
    from extractor.cli.status import status as carried_out

    carried_out(context, **given)
