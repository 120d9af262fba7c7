"""The one place where an error of the library becomes what a person at a terminal sees."""

from __future__ import annotations

from typing import IO, Any

import click

from extractor.cli.console import printable
from extractor.cli.stopping import Stopped, stopping_in_order
from extractor.errors import ExtractorError


class Refusal(click.ClickException):
    def __init__(self, error: ExtractorError) -> None:
        super().__init__(error.message)
        self.advice = error.advice
        self.exit_code = error.exit_code  # type: ignore[misc]  # click reads it from the instance, and types it a constant

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"jobdesc: {printable(self.message)}\n{printable(self.advice)}", file=file, err=True)


class Commands(click.Group):
    """A group whose commands may raise any ExtractorError: message and advice go to stderr, its exit code is theirs."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with stopping_in_order():
                return super().invoke(ctx)
        except ExtractorError as error:
            raise Refusal(error) from error
        except Stopped as stop:
            go_on = "; the same command goes on from here" if ctx.invoked_subcommand == "import" else ""
            click.echo(f"\njobdesc: stopped{go_on}", err=True)
            ctx.exit(stop.exit_code)
