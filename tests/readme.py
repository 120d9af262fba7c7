"""The commands that README.md shows, run as a reader would, so that what it shows is what they print.

$ python -m tests.readme      rewrites README.md with what the commands print today
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
LEFT_OUT = "…"

_BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)


def commands(text: str) -> list[str]:
    return [line[2:] for block in _BLOCK.findall(text) for line in block.splitlines() if line.startswith("$ ")]


def with_todays_output(text: str) -> str:
    """The same text, each `$ command` in a console block followed by what it prints now.

    A line `…` in the text stands for lines that are left out; as many lines as stood before and after it are shown.
    """
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for name in ("samples", "examples"):
            (here / name).symlink_to(ROOT / name)
        return _BLOCK.sub(lambda block: _rerun(block[1], here), text)


def _rerun(block: str, here: Path) -> str:
    shown: list[str] = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *before = part.splitlines()
        shown += [f"$ {command}", *_shortened(_printed_by(command, here), like=before)]
    return "".join(f"{line}\n" for line in shown)


def _printed_by(command: str, here: Path) -> list[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, shell=True, cwd=here, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise RuntimeError(f"$ {command}\n{done.stdout}{done.stderr}")
    return [line.rstrip() for line in done.stdout.splitlines()]


def _shortened(printed: list[str], like: list[str]) -> list[str]:
    if LEFT_OUT not in like:
        return printed
    head = like.index(LEFT_OUT)
    tail = len(like) - head - 1
    return [*printed[:head], LEFT_OUT, *printed[len(printed) - tail :]]


if __name__ == "__main__":
    README.write_text(with_todays_output(README.read_text(encoding="utf-8")), encoding="utf-8")
