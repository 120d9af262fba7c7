"""What a file is, by how it begins: names say what somebody meant, and some say nothing."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import IO, Final

HEAD: Final = 1024
"""Bytes that are looked at."""
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OF_PROGRAMS: Final = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml"})
"""What stands in documents and programs that are ZIP archives inside."""


class Content(Enum):
    PDF = "pdf"
    ARCHIVE = "archive"
    OTHER = "other"


def content_of(path: str) -> Content:
    """What a file in a folder is. One that calls itself a PDF or a ZIP is taken for one: reading it says if it is none.

    Raises OSError where it cannot be opened.
    """
    name = path.lower()
    if name.endswith(".pdf"):
        return Content.PDF
    if name.endswith(".zip"):
        return Content.ARCHIVE
    if not stat.S_ISREG(os.stat(path).st_mode):
        return Content.OTHER
    with open(path, "rb") as file:
        head = file.read(HEAD)
    if begins_a_pdf(head):
        return Content.PDF
    return Content.ARCHIVE if head.startswith(_ZIP) and _holds_pdfs(Path(path)) else Content.OTHER


def begins_a_pdf(head: bytes) -> bool:
    """Whether a file that begins so is a PDF; white space and a byte order mark may stand before."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\x00\t\n\x0c\r ").startswith(b"%PDF-")


def member_begins_a_pdf(opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether a member of an archive is a PDF by its name, or begins as one; unpacks no more than its beginning."""
    if member.filename.lower().endswith(".pdf"):
        return True
    if member.flag_bits & 1 or member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return False  # protected, or packed in a way that cannot be unpacked in parts
    try:
        file: IO[bytes]
        with opened.open(member) as file:
            return begins_a_pdf(file.read(HEAD))
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, zlib.error):
        return False


def kind_of(name: str) -> str:
    """What people call files of this kind: their ending."""
    return PurePosixPath(name).suffix.lower() or "without an ending"


def _holds_pdfs(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as opened:
            names = opened.namelist()
    except (OSError, zipfile.BadZipFile):
        return False
    return not _OF_PROGRAMS & set(names) and any(name.lower().endswith(".pdf") for name in names)
