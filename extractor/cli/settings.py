"""`jobdesc.toml`: what somebody would type each time. In the folder where one works, or beside the archive.

output = "hr/output"          # of every command that has it
language = "nl"
rules = "rules/town.toml"
scale = ["Starter", "Groeier", "Drager"]
[import]                      # the options of one command, by their long names
timeout = 600
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

NAME: Final = "jobdesc.toml"
_OF_ALL: Final = ("output", "rules", "ocr", "password", "scale", "language")
"""Keys that may stand over the tables; `output` is the folder that an import writes and the others read."""
_PATHS: Final = frozenset({"output", "rules", "policy", "mapping", "corrections", "archive"})


def settings_file(arguments: Sequence[str]) -> Path | None:
    """The file that JOBDESC_CONFIG names, else that of this folder, else that beside a folder that is named."""
    if named := os.environ.get("JOBDESC_CONFIG"):
        return Path(named)
    beside = [Path(os.path.abspath(name)).parent for name in arguments if os.path.isdir(name)]
    return next((folder / NAME for folder in (Path(), *beside) if (folder / NAME).is_file()), None)


def read_settings(path: Path) -> dict[str, Any]:
    """Its tables, paths taken from where it stands. Raises click.UsageError that says what is wrong with it."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise click.UsageError(f"{path}: cannot be used: {error}") from error
    if odd := [key for key, value in table.items() if not isinstance(value, dict) and key not in _OF_ALL]:
        raise click.UsageError(f"{path}: {odd[0]}: over the tables stand only {', '.join(_OF_ALL)}")
    return {
        key: {name: _placed(name, of_one, path) for name, of_one in value.items()}
        if isinstance(value, dict)
        else _placed(key, value, path)
        for key, value in table.items()
    }


def defaults_of(command: click.Command, settings: dict[str, Any], path: Path) -> dict[str, Any]:
    """The settings as the command's own parameters. Raises click.UsageError for one that it does not have."""
    names = {option.lstrip("-").replace("-", "_"): p for p in command.params for option in p.opts if len(option) > 2}
    own = {key.replace("-", "_"): value for key, value in settings.get(command.name or "", {}).items()}
    if odd := sorted(own.keys() - names.keys()):
        raise click.UsageError(f"{path}: {command.name}.{odd[0]}: jobdesc {command.name} has no option --{odd[0]}")
    shared: dict[str, Any] = {key: settings[key] for key in _OF_ALL if key in settings and key in names}
    if "output" in settings and command.name != "import":
        shared.pop("output", None)
        shared["folder"] = settings["output"]
    found: dict[str, Any] = {}
    for key, value in {**shared, **own}.items():
        parameter = names.get(key)
        found[str(parameter.name if parameter is not None else key)] = value
    return found


def _placed(key: str, value: Any, path: Path) -> Any:
    there = path.parent / value if isinstance(value, str) else None
    # The rules may be named by their id, and are then no file.
    return str(there) if key in _PATHS and there is not None and (key != "rules" or there.exists()) else value
