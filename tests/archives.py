"""Archives of small job descriptions, for tests of what an import does with many."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.forms import Block, Competency, Form, Group, Level, draw

NOT_OUTPUT = ("ledger.sqlite3", ".import.lock", ".corrections.csv.lock")


def small_pdf(number: int, name: str | None = None) -> bytes:
    """A job description of one or two pages: "Functie <number>"."""
    levels = tuple(Level("ticked" if i == number % 4 else "empty", (f"Doet {number} op {i}.",)) for i in range(4))
    blocks = (Block("GEDRAGSCOMPETENTIES", (Group("Waarden", (Competency("Integriteit", levels),)),)),)
    form = Form(blocks, name=name or f"Functie {number}", duties=(f"Je doet {number}.",))
    return draw(form)


def fill(folder: Path, count: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        place = folder / f"{number % 3}" / f"{number}.pdf"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(small_pdf(number))
    return folder


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "extractor", *map(str, arguments)]


def jobdesc(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command(*arguments), input=stdin, capture_output=True, check=False)


def written(output: Path) -> dict[str, bytes]:
    """Every file of an import but its ledger and its locks."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and not path.name.startswith(NOT_OUTPUT)
    }
