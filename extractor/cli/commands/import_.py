"""What can be typed after `jobdesc import`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extractor.batch.cores import usable_cores
from extractor.cli import choices
from extractor.cli.options import Size, json_option, reading_options, rules_option, scale_option


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder for the JSON and CSV files, and the ledger of what was read.",
)
@rules_option
@reading_options
@scale_option
@click.option("--jobs", type=click.IntRange(1), default=usable_cores, help="PDFs read side by side; all cores.")
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=300.0, show_default=True, help="CPU seconds for one PDF."
)
@click.option(
    "--page-timeout", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="CPU seconds for one page."
)
@click.option("--max-memory", type=Size(), default="2GB", show_default=True, help="Memory for one PDF.")
@click.option("--max-pages", type=click.IntRange(1), default=2000, show_default=True, help="Pages of one PDF.")
@click.option("--max-size", type=Size(), default="200MB", show_default=True, help="Size of one PDF.")
@click.option(
    "--corrections",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="What you know better, as a CSV.  [default: that of last time, or corrections.csv in the output]",
)
@click.option("--cluster", metavar="URL", help="Read on the workers of this Dask scheduler: tcp://host:8786.")
@click.option(
    "--dialect",
    type=click.Choice(choices.DIALECTS),
    help="Also write tables for people, in a folder of this name: no text in them is a formula to a spreadsheet.",
)
@click.option(
    "--url-schemes",
    metavar="LIST",
    default=",".join(choices.SCHEMES),
    show_default=True,
    envvar="JOBDESC_URL_SCHEMES",
    help="What a URL may begin with.",
)
@click.option("--failed", is_flag=True, help="Read again what failed before, and nothing else.")
@click.option("--prune", is_flag=True, help="Take PDFs that are not offered any more out of the output.")
@click.option("--dry-run", is_flag=True, help="Say what would be read, and do nothing.")
@click.option("--quiet", is_flag=True, help="Say nothing while it goes on.")
@click.option("--log-json", is_flag=True, help="Report each PDF on stderr as a line of JSON.")
@json_option
@click.option("--strict", is_flag=True, help="Answer 1 also where a finding is an error.")
@click.pass_context
def import_pdfs(context: click.Context, /, **given: Any) -> None:
    """Read PDFs and write JSON and CSV.

    Every PATH is a PDF, a folder (with all folders in it), a glob, a ZIP archive, a URL (s3://…), or - for a list of
    paths on stdin. A PDF that cannot be read is reported, and the import goes on. What was read before and is unchanged
    is not read again, so an import that was stopped is gone on with by the same command.

    Exit codes: 0, all was read; 1, some PDF failed or was not recognised; 2, the call itself is wrong.
    """
    from extractor.cli.import_ import import_pdfs as carried_out

    carried_out(context, **given)
