"""What the commands of the analyst share."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.errors import OutputNotWritable
from extractor.output.writing import write_atomically

folder_argument = click.argument(
    "folder", required=False, default=Path("output"), type=click.Path(path_type=Path), metavar="[FOLDER]"
)


def print_or_write(text: str, output: Path | None) -> None:
    """To stdout, or whole to the file; raises OutputNotWritable."""
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        write_atomically(output, text)
    except OSError as error:
        raise not_writable(output, error) from error


def not_writable(output: Path, error: OSError) -> OutputNotWritable:
    return OutputNotWritable(
        f"{output}: cannot be written ({error.strerror or error})", "Name a file in a folder that you may write in."
    )
