"""What can be typed after `jobdesc export`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extractor.cli import choices
from extractor.cli.options import apply_option, mapping_option


@click.command()
@click.argument("folder", metavar="[DIR]", default="output", type=click.Path(path_type=Path))
@apply_option
@click.option(
    "--to",
    "target",
    required=True,
    metavar="TARGET|URL",
    help=f"One of {', '.join(choices.TARGETS)}, or the URL of a database.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="File or folder to write.  [default: DIR/export/…]"
)
@mapping_option
@click.option(
    "--changed-since",
    "since",
    metavar="LAST",
    type=click.Path(path_type=Path),
    help="Only what changed since the import in LAST, and what is gone.",
)
@click.option("--dialect", metavar="NAME", help="For csv: rfc4180 (default), excel, or excel-nl (Dutch).")
@click.option("--partition-by", metavar="COLUMN", help="For parquet: organisation, department, service or grade.")
@click.option(
    "--removed",
    type=click.Choice(["keep", "mark", "delete"]),
    help="For a database: what to do with functions that are gone. The default is keep.",
)
@click.option("--language", type=click.Choice(["nl", "en"]), help="For xlsx: of the heads, the legend and what to do.")
@click.option("--base-uri", metavar="URI", help="For jsonld and case: what your URIs begin with.")
def export(**given: Any) -> None:
    """Write what an import left in DIR as another system takes it.

    DIR is the output folder of an import; without it, output.
    """
    from extractor.cli.export import export as carried_out

    carried_out(**given)
