"""What a person sees while something long goes on: on a terminal, and nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.archives import command, fill, jobdesc


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seen")
    fill(folder / "archive", 2)
    jobdesc("import", folder / "archive", "--output", folder / "output")
    return folder / "output"


def seen_on_a_terminal(*arguments: str | Path) -> str:
    """What stderr shows where it is one."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(command(*arguments), stdout=subprocess.DEVNULL, stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # how Linux says that the other end is closed
                break
            if not part:
                break
            shown += part
    os.close(ours)
    assert process.returncode == 0, shown
    return shown.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report", "--pictures"), ("Reading the tables", "Looking for what stands apart", "Drawing the pictures: 1")),
        (("export", "--to", "csv"), ("documents: 0", "levels: 0")),
    ],
)
def test_long_work_says_how_far_it_is_to_a_person_only(
    arguments: tuple[str, ...], said: tuple[str, ...], output: Path, tmp_path: Path
) -> None:
    to = tmp_path / "written"
    name, *more = arguments
    shown = seen_on_a_terminal(name, output, *more, "--output", to)
    assert [word for word in said if word not in shown] == []
    piped = jobdesc(name, output, *more, "--output", to)
    assert piped.returncode == 0
    assert piped.stderr == b""
