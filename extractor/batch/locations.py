"""Where the bytes of a source are; each kind can be sent to another process and read there."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from extractor.batch.remote import file_system, refusals
from extractor.batch.repacking import packed_alone
from extractor.errors import InputError, PasswordNeeded, PathUnreadable, PdfDamaged
from extractor.reading.limits import ReadingLimits


class Location(Protocol):
    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:
        """The whole content; raises an InputError about `name`, FileTooBig before it reads more than the limit."""
        ...


@dataclass(frozen=True, slots=True)
class LocalFile:
    """An import holds one for each PDF, and a text takes a fifth of what a Path does."""

    path: str | Path

    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:  # noqa: ARG002
        try:
            status = os.stat(self.path)
            if stat.S_ISREG(status.st_mode):
                limits.check_bytes(name, status.st_size)
                return Path(self.path).read_bytes()
        except OSError as error:
            raise PathUnreadable(name, error.strerror or "") from error
        # A pipe, for one, would keep the import waiting for ever.
        raise PathUnreadable(name, "a folder without access" if stat.S_ISDIR(status.st_mode) else "not a file")


@dataclass(frozen=True, slots=True)
class ZipMember:
    """`position` is the member's place in the archive, for two members may have one name."""

    archive: Path
    position: int

    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:
        with _faults_of_archive(name, password), zipfile.ZipFile(self.archive) as opened:
            return _unpacked(opened, opened.infolist()[self.position], name, limits, password)

    def still_packed(self, name: str, limits: ReadingLimits) -> PackedMember:
        """The member as it stands in the archive: to be unpacked elsewhere, and never here."""
        with _faults_of_archive(name), zipfile.ZipFile(self.archive) as opened:
            return PackedMember(packed_alone(opened, opened.infolist()[self.position], name, limits))


@dataclass(frozen=True, slots=True)
class PackedMember:
    """A ZIP archive of one member, which travels with the task."""

    archive: bytes

    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:
        with _faults_of_archive(name, password), zipfile.ZipFile(io.BytesIO(self.archive)) as opened:
            return _unpacked(opened, opened.infolist()[0], name, limits, password)


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file behind a URL that fsspec knows."""

    url: str

    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:  # noqa: ARG002
        files, path = file_system(self.url)
        try:
            limits.check_bytes(name, int(files.size(path) or 0))
            with files.open(path, "rb") as file:
                return _read_at_most(file, name, limits)
        except refusals() as error:
            raise PathUnreadable(name, str(error)) from error


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF inside a PDF, by the name that it has there."""

    inside: Location
    attached_as: str

    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:
        from extractor.reading.attachments import attached_pdf  # only a worker loads what opens PDFs

        content = attached_pdf(self.inside.read(name, limits, password), self.attached_as, password, limits)
        if content is None:
            raise PdfDamaged(name, "the attachment is not there any more")
        return content


@dataclass(frozen=True, slots=True)
class Sent:
    """Content that travels with the task, to machines that cannot see the file."""

    content: bytes | InputError

    def read(self, name: str, limits: ReadingLimits, password: str | None) -> bytes:  # noqa: ARG002
        if isinstance(self.content, InputError):
            raise self.content
        return self.content


def size_known(location: Location) -> int | None:
    """Bytes of a PDF, where that takes no opening of anything."""
    if not isinstance(location, LocalFile):
        return None
    try:
        return os.stat(location.path).st_size
    except OSError:  # reading it will say so
        return None


def to_send(location: Location, name: str, limits: ReadingLimits, password: str | None) -> Location:
    """The same for machines that cannot see the file; what is packed is sent packed, and unpacked there."""
    try:
        if isinstance(location, ZipMember):
            return location.still_packed(name, limits)
        if isinstance(location, Attachment):
            return Attachment(to_send(location.inside, name, limits, password), location.attached_as)
        return Sent(location.read(name, limits, password))
    except InputError as error:
        return Sent(error)


def _unpacked(
    opened: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, limits: ReadingLimits, password: str | None
) -> bytes:
    limits.check_bytes(name, member.file_size)
    with opened.open(member, pwd=password.encode() if password else None) as file:
        return _read_at_most(file, name, limits)


@contextmanager
def _faults_of_archive(name: str, password: str | None = None) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PathUnreadable(name, error.strerror or str(error)) from error
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, IndexError, NotImplementedError) as error:
        raise PathUnreadable(name, f"damaged archive: {error}") from error
    except RuntimeError as error:  # what zipfile raises for a missing or wrong password
        raise PasswordNeeded.of(name, password) from error


def _read_at_most(file: IO[bytes], name: str, limits: ReadingLimits) -> bytes:
    """What an archive or a server says of the size need not be true."""
    if limits.bytes is None:
        return file.read()
    content = file.read(limits.bytes + 1)
    limits.check_bytes(name, len(content))
    return content
