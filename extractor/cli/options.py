"""Options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, Final, TypeVar

import click
from click.core import ParameterSource

from extractor.cli import choices

_Result = TypeVar("_Result")


def gathered(kind: type[Any], name: str) -> Callable[[Callable[..., _Result]], Callable[..., _Result]]:
    """The options that `kind`, a dataclass, has fields for reach the command as one value of it: `name`.

    It stands next to the command, below the options.
    """
    names = [field.name for field in fields(kind)]

    def decorate(command: Callable[..., _Result]) -> Callable[..., _Result]:
        @wraps(command)
        def with_one_value(*args: Any, **given: Any) -> _Result:
            value = kind(**{option: given.pop(option) for option in names if option in given})
            return command(*args, **given, **{name: value})

        return with_one_value

    return decorate


class ScaleType(click.ParamType[tuple[str, ...]]):
    """Labels between commas; a list in jobdesc.toml."""

    name = "labels"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        listed = value.split(",") if isinstance(value, str) else value
        labels = tuple(label.strip() for label in map(str, listed) if label.strip())
        twice = [label for label in labels if [one.casefold() for one in labels].count(label.casefold()) > 1]
        if twice:
            self.fail(f"{twice[0]!r} stands there twice, so its level cannot be told", param, ctx)
        if len(labels) == 1:
            self.fail(f"{labels[0]!r} alone is no scale; write all labels, from low to high", param, ctx)
        return labels


rules_option = click.option(
    "--rules",
    metavar="ID|PATH",
    help="Use this rule module (see `jobdesc rules list`), rule file or folder, instead of the one that fits best.",
)
password_option = click.option(
    "--password",
    metavar="TEXT",
    envvar="JOBDESC_PASSWORD",
    help="Opens protected PDFs. The environment variable JOBDESC_PASSWORD does the same, unseen by other users.",
)
ocr_option = click.option(
    "--ocr",
    type=click.Choice(choices.OCR),
    default=choices.OCR[0],
    show_default=True,
    help="What reads pages that are pictures: an engine, the first that is installed, or off to leave them unread.",
)
reader_option = click.option(
    "--reader",
    type=click.Choice(choices.READERS),
    default=choices.READERS[0],
    show_default=True,
    help="What reads the pages: pdfplumber; pdfium, in a fraction of the time; or both, compared: where they differ, "
    "a level is a doubt.",
)


def reading_options(command: Callable[..., _Result]) -> Callable[..., _Result]:
    """--password, --ocr and --reader, as one value: `settings`."""

    @wraps(command)
    def with_settings(*args: Any, password: str | None, ocr: str, reader: str, **given: Any) -> _Result:
        from extractor.reading.scan.choosing import Ocr, Scans
        from extractor.settings import ReadingSettings

        settings = ReadingSettings(password, scans=Scans(Ocr(ocr)), reader=reader)
        return command(*args, **given, settings=settings)

    return password_option(ocr_option(reader_option(with_settings)))


scale_option = click.option(
    "--scale",
    type=ScaleType(),
    default="",
    help="Labels from low to high, such as 'Starter, Groeier, Drager': ranks levels whose order no document tells.",
)
folder_argument = click.argument(
    "folder", required=False, default=Path("output"), type=click.Path(path_type=Path), metavar="[FOLDER]"
)
APPLY: Final = "jobdesc.apply"
"""Where the context keeps whether --apply was given."""


def _remember(context: click.Context, _: click.Parameter, value: bool) -> None:
    context.meta[APPLY] = value


apply_option = click.option(
    "--apply",
    is_flag=True,
    expose_value=False,
    callback=_remember,
    help="First apply the corrections that wait, as the next import would; no PDF is read.",
)


json_option = click.option("--json", "as_json", is_flag=True, help="Print it as JSON, for programs.")
mapping_option = click.option(
    "--mapping", type=click.Path(path_type=Path), help="Your codes for competencies: a CSV by competency_id."
)
peers_option = click.option(
    "--peers",
    type=click.Choice(choices.PEERS),
    multiple=True,
    default=["grade", "department"],
    show_default=True,
    help="Which functions are compared with each other, to find what stands apart.",
)
today_option = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day that ages are counted from; the default is today.",
)


@dataclass(frozen=True, slots=True)
class Printing:
    """How a command gives what it found: a table for people, or another format; `output` where it is not printed."""

    format: str
    output: Path | None


def printing_options(
    *formats: str, how: str = "How it is written.", where: str = "Write to this file.", tables: bool = False
) -> Callable[[Callable[..., _Result]], Callable[..., _Result]]:
    """--format, --output and --json, as one value: `printed`; `tables` says that a table can be written too."""

    def decorate(command: Callable[..., _Result]) -> Callable[..., _Result]:
        @wraps(command)
        def with_printing(*args: Any, kind: str, output: Path | None, as_json: bool, **given: Any) -> _Result:
            format_ = _format(kind, as_json=as_json)
            if format_ == "table" and not tables and output is not None and _typed("output"):
                raise click.UsageError(f"--output takes no table: add --format {'|'.join(formats)}")
            return command(*args, **given, printed=Printing(format_, output))

        kinds = click.Choice(["table", *formats])
        format_option = click.option("--format", "kind", type=kinds, default="table", show_default=True, help=how)
        path = click.Path(path_type=Path, dir_okay=tables)
        output_option = click.option("-o", "--output", type=path, help=where)
        return format_option(output_option(json_option(with_printing)))

    return decorate


def _format(kind: str, *, as_json: bool) -> str:
    """What was typed comes before what the settings say. Raises click.UsageError where two things were typed."""
    if not as_json or kind == "json":
        return kind
    if not _typed("kind"):
        return "json"
    if _typed("as_json"):
        raise click.UsageError(f"--format {kind} and --json are two formats: leave one of them out")
    return kind


def _typed(option: str) -> bool:
    return click.get_current_context().get_parameter_source(option) is ParameterSource.COMMANDLINE


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What an import is held against: the file of a policy, what is compared with what, and the day."""

    policy: Path | None
    peers: tuple[str, ...]
    today: datetime | None

    @property
    def day(self) -> date:
        return self.today.date() if self.today else date.today()  # noqa: DTZ011  # the analyst's own day


_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?", re.IGNORECASE)
_UNITS = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3, "T": 1024**4}


class Size(click.ParamType[int]):
    """Bytes, with a unit: 200MB, 1.5G, 4096."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        match = _SIZE.fullmatch(value.strip())
        if match is None:
            self.fail(f"{value!r} is no size; write 200MB or 2GB", param, ctx)
        return int(float(match[1]) * _UNITS[match[2].upper()])
