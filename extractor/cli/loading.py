"""Commands that are loaded when they are used: what reads PDFs takes a second, and a call for help needs none of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from extractor.cli.refusal import Commands
from extractor.cli.settings import defaults_of, read_settings, settings_file
from extractor.handmade.suggest import did_you_mean

_SETTINGS: Final = "extractor.settings"
"""Where the context keeps the file of settings."""


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

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        path = settings_file(args[1:])
        ctx.meta[_SETTINGS] = path
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with what may have been meant."""
        if args and not ctx.resilient_parsing and args[0] not in self._lazy and not args[0].startswith("-"):
            ctx.fail(f"No such command {args[0]!r}{did_you_mean(args[0], self._lazy)}")
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._lazy:
            return None
        command = self._lazy[cmd_name].load()
        path = ctx.meta.get(_SETTINGS)
        if path is not None:
            ctx.default_map = {cmd_name: defaults_of(command, read_settings(path), path)}
        return command

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
