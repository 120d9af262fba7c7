"""What MkDocs asks while it builds the site: a page of all commands, and a place in the menu for every page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from extractor.cli import main

COMMANDS = "reference/cli.md"
_HEAD = """# Commands

Each command says the same with `--help`. Results go to stdout, all else to stderr; the exit codes stand at the end of
[errors](../errors.md#exit-codes).
"""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Pages that the menu does not name stand at its end."""
    named = set(_named(config.nav))
    rest = sorted(path.relative_to(config.docs_dir).as_posix() for path in Path(config.docs_dir).rglob("*.md"))
    more = [path for path in rest if path not in named]
    if more and config.nav is not None:
        config.nav.append({"More": more})
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The page of commands is made of the commands, so it is never yesterday's."""
    files.append(File.generated(config, COMMANDS, content=reference()))
    return files


def reference() -> str:
    return "\n".join([_HEAD, *(_section(name, command) for name, command in _all(main, "jobdesc"))])


def _named(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for inner in nav.values():
            yield from _named(inner)
    elif isinstance(nav, list):
        for inner in nav:
            yield from _named(inner)


def _all(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group, info_name=name)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _all(command, f"{name} {word}")
        else:
            yield f"{name} {word}", command


def _section(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, terminal_width=100, max_content_width=100)
    text = command.get_help(context).rstrip()
    return f"## {name.removeprefix('jobdesc ')}\n\n```text\n{text}\n```\n"
