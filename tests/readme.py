"""The commands that README.md and the guides show, run as a reader would, so that what they show is what is printed.

$ python -m tests.readme      rewrites them with what the commands print today
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
CORRECTIONS = ROOT / "docs" / "corrections.md"
GUIDE = ROOT / "docs" / "writing-a-rule-module.md"
TUTORIALS = (ROOT / "docs" / "tutorial.md", ROOT / "docs" / "zelfstudie.md")
ABOUT_AN_IMPORT = tuple(ROOT / "docs" / name for name in ("audit.md", "bulk-import.md", "export/csv.md"))
PAGES = ((README, *ABOUT_AN_IMPORT), (CORRECTIONS,), (GUIDE,), TUTORIALS)
"""Those that stand together speak of one import: they are run in one folder."""
LEFT_OUT = "…"

_BLOCK = re.compile(r"(?<=^```console)(?P<refused> refused)?\n(?P<text>.*?)(?=^```$)", re.MULTILINE | re.DOTALL)


def commands(text: str) -> list[str]:
    blocks = _BLOCK.finditer(text)
    return [line[2:] for block in blocks for line in block["text"].splitlines() if line.startswith("$ ")]


def with_todays_output(*texts: str) -> list[str]:
    """The same texts, each `$ command` in a console block followed by what it prints now.

    A line `…` in the text stands for lines that are left out; as many lines as stood before and after it are shown. In
    a block marked "console refused" the commands fail, and their errors are shown. All texts run in one folder; what
    an earlier one ran is not run again.
    """
    rewritten = []
    ran: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for name in ("samples", "examples"):
            (here / name).symlink_to(ROOT / name)
        for text in texts:
            page = _Page(here, ran)
            rewritten.append(_BLOCK.sub(page.rerun, text))
            ran = {**ran, **page.printed}
    return rewritten


class _Page:
    """`ran` is what the commands of other pages printed in this folder, `printed` what those of this one do."""

    def __init__(self, here: Path, ran: Mapping[str, list[str]]) -> None:
        self._here = here
        self._ran = ran
        self.printed: dict[str, list[str]] = {}

    def rerun(self, block: re.Match[str]) -> str:
        refused = block["refused"] or ""
        shown = [refused]
        for part in re.split(r"^\$ ", block["text"], flags=re.MULTILINE)[1:]:
            command, *before = part.splitlines()
            # Only of other pages: a page may run a command again after something changed.
            now = self._ran[command] if command in self._ran else _printed_by(command, self._here, bool(refused))
            self.printed[command] = now
            shown += [f"$ {command}", *_shortened(now, like=before)]
        return "".join(f"{line}\n" for line in shown)


def _printed_by(command: str, here: Path, refused: bool) -> list[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, shell=True, cwd=here, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if bool(done.returncode) != refused:
        raise RuntimeError(f"$ {command}\n{done.stdout}{done.stderr}")
    printed = done.stdout + done.stderr if refused else done.stdout
    return [line.rstrip() for line in printed.splitlines()]


def _shortened(printed: list[str], like: list[str]) -> list[str]:
    if LEFT_OUT not in like:
        return printed
    head = like.index(LEFT_OUT)
    tail = len(like) - head - 1
    return [*printed[:head], LEFT_OUT, *printed[len(printed) - tail :]]


if __name__ == "__main__":
    for pages in PAGES:
        for page, text in zip(
            pages, with_todays_output(*(page.read_text(encoding="utf-8") for page in pages)), strict=True
        ):
            page.write_text(text, encoding="utf-8")
