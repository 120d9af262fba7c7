"""A table that is mostly the one of before: what did not change is copied byte for byte, and not made again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Final

from extractor.model import Finding
from extractor.output.outcome import OfferedPdf

_AT_ONCE: Final = 1024**2
"""Bytes that are copied at once."""


@dataclass(frozen=True, slots=True)
class PdfRows:
    """What one PDF has in the files: so many bytes in each of the tables, and the names of its JSON files."""

    path: str
    sizes: tuple[int, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A PDF whose rows stand in the tables of before, and stay."""

    rows: PdfRows


@dataclass(frozen=True, slots=True)
class Gone:
    """A PDF whose rows stand in the tables of before, and leave; what takes their place comes after it."""

    rows: PdfRows


@dataclass(frozen=True, slots=True)
class Staged:
    """A PDF whose files were made while others were read and wait in a stage; its rows begin at `at` there.

    `added` has for each JSON file the finding that is still to be put into it, if any.
    """

    rows: PdfRows
    at: int
    added: tuple[Finding | None, ...]


Entry = OfferedPdf | Staged | Kept | Gone


class SplicedFile:
    """`new` becomes the header, rows of `old` in their order, and rows that are written between them."""

    def __init__(self, new: BinaryIO, old: Callable[[], BinaryIO], header: bytes) -> None:
        self._new = new
        self._open_old = old
        self._old: BinaryIO | None = None
        self._header = header
        self._kept = 0
        new.write(header)

    def keep(self, size: int) -> None:
        self._kept += size

    def drop(self, size: int) -> None:
        self._copy()
        self._from_old().seek(size, 1)

    def write(self, rows: bytes) -> None:
        self._copy()
        self._new.write(rows)

    def finish(self) -> None:
        self._copy()
        self._new.flush()

    def _copy(self) -> None:
        while self._kept:
            piece = self._from_old().read(min(self._kept, _AT_ONCE))
            if not piece:
                raise OSError("a table became shorter while it was read")
            self._new.write(piece)
            self._kept -= len(piece)

    def _from_old(self) -> BinaryIO:
        if self._old is None:
            self._old = self._open_old()
            self._old.seek(len(self._header))
        return self._old
