"""How far a worker is with what it was given: a few bytes in a file, which cost nothing until somebody looks.

Whoever gives the work looks only where a worker died or was silent for long. The file says what was so at that moment,
however the worker ended.
"""

from __future__ import annotations

import struct
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FORM: Final = struct.Struct("=QQd")


@dataclass(frozen=True, slots=True)
class Beat:
    """PDFs that a worker began in its life, pages of the last of them that are read, and when it said so.

    The time is that of `time.monotonic`, which is one for all processes of a machine.
    """

    begun: int = 0
    pages: int = 0
    moment: float = 0


class Pulse:
    """For the worker that makes the file."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("wb", buffering=0)
        self._begun = self._pages = 0

    def begin(self) -> None:
        """The next PDF."""
        self._begun += 1
        self._pages = 0
        self._beat()

    def page(self) -> None:
        """A page of it is read."""
        self._pages += 1
        self._beat()

    def _beat(self) -> None:
        self._file.seek(0)
        self._file.write(_FORM.pack(self._begun, self._pages, time.monotonic()))


def last_beat(file: Path) -> Beat:
    """What a worker said last; nothing where it had not begun."""
    content = file.read_bytes() if file.exists() else b""
    return Beat(*_FORM.unpack(content)) if len(content) == _FORM.size else Beat()
