"""The way into a PDF: what every reader gives, and how a file is opened whichever reads it.

A reader is one file: it takes sound bytes and gives a `PdfFile`. What is wrong with the file itself (empty, no PDF, too
big, damaged) is found here, once, before a reader sees it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import regex

from extractor.errors import FileEmpty, NotAPdf, PathUnreadable
from extractor.reading import both, pdfium, plumber
from extractor.reading.default import DEFAULT_READER
from extractor.reading.layout import PageLayout, PdfInfo
from extractor.reading.limits import NO_LIMITS, ReadingLimits
from extractor.reading.rendering import OpenPages
from extractor.reading.repair import SoundPdf, repaired

HEADER_WINDOW = 1024
"""A PDF's `%PDF-` may stand anywhere in its first 1024 bytes (ISO 32000-1, Annex H, note 13)."""
STARTXREF = regex.compile(rb"startxref\s+(\d{1,12})")
XREF = regex.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)\b")


class PdfFile(Protocol):
    """An open PDF. Get one with `open_pdf`; wrap one to see more in its pages (as the reading of scans does)."""

    @property
    def name(self) -> str:
        """The path as it was given, for messages."""
        ...

    @property
    def content(self) -> bytes:
        """The bytes of the file as they are."""
        ...

    @property
    def data(self) -> bytes:
        """The bytes that are read, those of a damaged file repaired: what else looks at the pages looks at these."""
        ...

    @property
    def damage(self) -> str | None:
        """What was wrong with the file, None where nothing was."""
        ...

    @property
    def left_open(self) -> OpenPages | None:
        """Pages that were read and can be drawn as they are; None where the reader has none that pdfium could draw."""
        ...

    def info(self) -> PdfInfo:
        """What the file says of itself; raises PdfDamaged where its catalogue cannot be read."""
        ...

    def pages(self) -> Iterator[PageLayout]:
        """One page after the other, from 1; raises PdfDamaged where a page cannot be read."""
        ...


Reader = Callable[[str, bytes, SoundPdf, str | None, ReadingLimits], AbstractContextManager[PdfFile]]
"""(name, content, sound bytes, password, limits); raises PasswordNeeded, PdfDamaged or TooManyPages."""
READERS: dict[str, Reader] = {
    "pdfplumber": plumber.opened,
    "pdfium": pdfium.opened,
    "both": both.opened_by(plumber.opened, pdfium.opened),
}


@contextmanager
def open_pdf(
    path: str | os.PathLike[str],
    password: str | None = None,
    *,
    content: bytes | None = None,
    limits: ReadingLimits = NO_LIMITS,
    reader: str = DEFAULT_READER,
) -> Iterator[PdfFile]:
    """`content` is what stands at `path`, where somebody has read it already; a damaged file is opened repaired.

    `reader` is one of `READERS`. Raises PathUnreadable, FileEmpty, NotAPdf, PasswordNeeded, PdfDamaged, FileTooBig or
    TooManyPages.
    """
    name = os.fspath(path)
    data = _content_of(path, name, limits) if content is None else content
    if not data:
        raise FileEmpty(name)
    start = data[:HEADER_WINDOW].find(b"%PDF-")
    if start < 0:
        raise NotAPdf(name, "it does not begin with %PDF-")
    limits.check_bytes(name, len(data))
    sound = repaired(data[start:] if start and not _counts_from_the_first_byte(data) else data, password)
    with READERS[reader](name, data, sound, password, limits) as pdf:
        yield pdf


def _content_of(path: str | os.PathLike[str], name: str, limits: ReadingLimits) -> bytes:
    try:
        limits.check_bytes(name, Path(path).stat().st_size)
        return Path(path).read_bytes()
    except OSError as error:
        raise PathUnreadable(name, error.strerror or str(error)) from error


def _counts_from_the_first_byte(data: bytes) -> bool:
    """Is the cross-reference table where the file says, so that bytes before its header were there from the start?"""
    said = STARTXREF.findall(data[-HEADER_WINDOW:])
    return bool(said) and XREF.match(data, int(said[-1])) is not None
