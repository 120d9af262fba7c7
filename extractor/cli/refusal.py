"""The one place where an error of the library becomes what a person at a terminal sees."""

from __future__ import annotations

from typing import IO, Any

import click

from extractor.cli.console import printable, printable_lines
from extractor.cli.stopping import Stopped, stopping_in_order
from extractor.errors import ExtractorError, InputError, NoRulesMatch


class Refusal(click.ClickException):
    def __init__(self, error: ExtractorError) -> None:
        # What is about one file is said on one line, whatever the file is called.
        of_a_file = isinstance(error, (InputError, NoRulesMatch))
        super().__init__(printable(error.message) if of_a_file else printable_lines(error.message))
        self.advice = error.advice
        self.exit_code = error.exit_code  # type: ignore[misc]  # click reads it from the instance, and types it a constant

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"jobdesc: {self.message}\n{printable(self.advice)}", file=file, err=True)


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
