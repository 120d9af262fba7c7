"""The lines of the documentation that are for a shell and begin with another program than this one.

What changes a machine (pip, make, docker) is not run here: what a line names has to exist. No line is left unchecked.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from importlib.metadata import entry_points
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from tests.readme import ROOT
from tests.test_docs_commands import PAGES, is_a_command

FENCED: Final = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINE: Final = re.compile(r"^    (?! )(?!jobdesc |policy\.toml:|\[)(.*?)(?: {3,}#.*| +# .*)?$", re.MULTILINE)
EXTRA: Final = re.compile(r"(?:jobdesc|\.)\[([a-z0-9,]+)\]")
EXTRAS: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
PROGRAMS: Final = Path(sys.executable).parent


def installed(words: Sequence[str]) -> None:
    """pip, pipx, uv: `.`, `-e .`, the files of -r, and extras that there are."""
    assert "." in words or any(EXTRA.fullmatch(word) for word in words) or words[:2] == ["uv", "venv"]
    for option, file in pairwise(words):
        assert option != "-r" or (ROOT / file).is_file()


def made(words: Sequence[str]) -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {word for word in words[1:] if "=" not in word} <= set(targets)


def composed(words: Sequence[str]) -> None:
    recipe = (ROOT / "examples" / "nightly" / "compose.yaml").read_text(encoding="utf-8")
    services = re.findall(r"^  (\w+):$", recipe.partition("\nservices:\n")[2], re.MULTILINE)
    assert words[:4] == ["docker", "compose", "run", "--rm"]
    assert words[4] in services


def dasked(words: Sequence[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dask", words[1], "--help"], capture_output=True, text=True, check=True
    )
    assert all(word in done.stdout for word in words if word.startswith("--"))


def there(words: Sequence[str]) -> None:
    installed_here = {script.name for script in entry_points(group="console_scripts")}
    assert words[0] in installed_here or (ROOT / f".{words[0]}-config.yaml").exists()


def scheduled(words: Sequence[str]) -> None:
    assert len(words) > 5
    is_a_command(shlex.join(words[5:]))


def run_by_pytest(words: Sequence[str]) -> None:
    assert words[-2:] == ["-m", "pytest"]


KINDS: Final[dict[str, Callable[[Sequence[str]], None]]] = {
    "pip install": installed,
    "pipx install": installed,
    "uv tool install": installed,
    "uv pip install": installed,
    "uv venv": installed,
    "python -m pip install": installed,
    "python -m pytest": run_by_pytest,
    "make": made,
    "docker": composed,
    "dask": dasked,
    "datasette": there,
    "pre-commit": there,
    "15 2": scheduled,
    "jobdesc": lambda words: is_a_command(shlex.join(words)),
}


def lines(page: Path) -> list[str]:
    return LINE.findall(FENCED.sub("", page.read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", [page for page in PAGES if lines(page)], ids=lambda page: page.name)
def test_what_a_line_for_a_shell_names_is_there(page: Path) -> None:
    for line in lines(page):
        if line.startswith(("find ", "--")):
            continue  # run below; the second line of a usage
        for part in line.split(" || ")[0].split(" && "):
            command = re.sub(r"^(?:[A-Z_]+=\S+ )+", "", part)
            check = next((check for kind, check in KINDS.items() if f"{command} ".startswith(f"{kind} ")), None)
            assert check is not None, f"{page.name}: nothing checks {command!r}"
            check(shlex.split(command))


def test_every_extra_that_a_page_or_a_message_names_can_be_installed() -> None:
    sources = [*PAGES, *(ROOT / "extractor").rglob("*.py")]
    named = {name: path for path in sources for name in EXTRA.findall(path.read_text(encoding="utf-8"))}
    assert {extra for names in named for extra in names.split(",")} <= set(EXTRAS)
    assert len(named) > 6


def test_a_list_from_another_program_is_imported(tmp_path: Path) -> None:
    """As docs/bulk-import.md shows it, in a shell, with another folder."""
    (line,) = [line for line in lines(ROOT / "docs" / "bulk-import.md") if line.startswith("find ")]
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "redder zwembad.pdf").write_bytes(
        (ROOT / "samples" / "tienen-form" / "redder-zwembad.pdf").read_bytes()
    )
    done = subprocess.run(
        line.replace("/srv/hr", "archive"),
        shell=True,
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [path.name.split(".")[0] for path in (tmp_path / "output" / "json").iterdir()] == ["redder"]
