"""Commands that are loaded when they are used: what reads PDFs takes a second, and a call for help needs none of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from extractor.cli.refusal import Commands


@dataclass(frozen=True, slots=True)
class LazyCommand:
    """A command by its module and its name in it; `summary` is the first sentence of its help."""

    module: str
    name: str
    summary: str

    def load(self) -> click.Command:
        command: click.Command = getattr(import_module(self.module), self.name)
        return command


class LazyCommands(Commands):
    def __init__(self, *args: Any, lazy: Mapping[str, LazyCommand], **more: Any) -> None:
        super().__init__(*args, **more)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        return self._lazy[cmd_name].load() if cmd_name in self._lazy else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        room = formatter.width - 6 - max(map(len, self._lazy))
        rows = [
            (name, click.Command(name, help=self._lazy[name].summary).get_short_help_str(room))
            for name in sorted(self._lazy)
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [
            CompletionItem(name, help=self._lazy[name].summary)
            for name in sorted(self._lazy)
            if name.startswith(incomplete)
        ]
