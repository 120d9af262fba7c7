"""Archives of small job descriptions, for tests of what an import does with many."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

import pikepdf

from extractor.batch.one_pdf import read_task
from extractor.batch.task import Task
from extractor.ledger.packing import Reading
from tests.forms import Block, Competency, Form, Group, Level, draw

NOT_OUTPUT = ("ledger.sqlite3", ".import.lock", ".corrections.csv.lock")


@cache
def small_pdf(number: int, name: str | None = None) -> bytes:
    """A job description of one or two pages: "Functie <number>"."""
    levels = tuple(Level("ticked" if i == number % 4 else "empty", (f"Doet {number} op {i}.",)) for i in range(4))
    blocks = (Block("GEDRAGSCOMPETENTIES", (Group("Waarden", (Competency("Integriteit", levels),)),)),)
    form = Form(blocks, name=name or f"Functie {number}", duties=(f"Je doet {number}.",))
    return draw(form)


def with_slow_page(*before: bytes) -> bytes:
    """These PDFs in one, and after them a page of forms that draw each other, a thousand thousand million times."""
    with pikepdf.new() as whole:
        for part in before:
            with pikepdf.open(io.BytesIO(part)) as pdf:
                whole.pages.extend(pdf.pages)
        drawn = whole.make_stream(b"0 0 1 1 re f", Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        for _ in range(12):
            resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=drawn))
            drawn = whole.make_stream(b"/F Do " * 10, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9], Resources=resources)
        page = whole.add_blank_page()
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=drawn))
        page.obj.Contents = whole.make_stream(b"/F Do")
        whole.pages.extend(whole.pages[:1])
        file = io.BytesIO()
        whole.save(file)
        return file.getvalue()


def fill(folder: Path, count: int, first: int = 0) -> Path:
    """`count` job descriptions in three folders, named from 0; their functions are numbered from `first`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        place = folder / f"{number % 3}" / f"{number}.pdf"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(small_pdf(first + number))
    return folder


class InThisProcess:
    """Workers without processes, for tests of what an import makes of readings. They know no limits of time."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...

    def read(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Reading]]:
        return ((task, read_task(task)) for task in tasks)


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


def locked_zip(to: Path, name: str, content: bytes, password: bytes) -> Path:
    """With one member under the old encryption of ZIP (APPNOTE 6.1), which zipfile reads and does not write."""
    crc = zlib.crc32(content)
    hidden = _hidden(bytes(11) + bytes([crc >> 24]) + content, password)
    with zipfile.ZipFile(to, "w") as pack:
        pack.writestr(name, hidden)
    made = bytearray(to.read_bytes())
    for at in (0, made.rindex(b"PK\x01\x02") + 2):
        made[at + 6] |= 1
        made[at + 14 : at + 18] = crc.to_bytes(4, "little")
        made[at + 22 : at + 26] = len(content).to_bytes(4, "little")
    to.write_bytes(made)
    return to


def _hidden(content: bytes, password: bytes) -> bytes:
    keys = [0x12345678, 0x23456789, 0x34567890]

    def mix(byte: int) -> None:
        keys[0] = _step(byte, keys[0])
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = _step(keys[1] >> 24, keys[2])

    for byte in password:
        mix(byte)
    made = bytearray()
    for byte in content:
        key = keys[2] | 2
        made.append(byte ^ ((key * (key ^ 1) >> 8) & 0xFF))
        mix(byte)
    return bytes(made)


def _step(byte: int, crc: int) -> int:
    return zlib.crc32(bytes([byte]), crc ^ 0xFFFFFFFF) ^ 0xFFFFFFFF
