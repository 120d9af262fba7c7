"""What the commands of the analyst share."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.output.placing import STDOUT, is_stdout, write_atomically

folder_argument = click.argument(
    "folder", required=False, default=Path("output"), type=click.Path(path_type=Path), metavar="[FOLDER]"
)


def print_or_write(text: str, output: Path | None) -> None:
    """To stdout, or whole to the file; raises OutputNotWritable."""
    write_atomically(output or STDOUT, text)


def say_written(to: Path, message: str) -> None:
    """A message about what was written; not where the written itself is printed."""
    click.echo(message, err=is_stdout(to))
