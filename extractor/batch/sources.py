"""What was named on a command line → the PDFs that it means, each once, in a stable order."""

from __future__ import annotations

import glob
import hashlib
import os
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO

from extractor.batch.locations import LocalFile, Location, RemoteFile, ZipMember
from extractor.batch.remote import SCHEMES, check_scheme, is_url, pdfs_behind
from extractor.batch.sniffing import Content, content_of, kind_of, member_begins_a_pdf
from extractor.errors import NothingToImport, PathUnreadable
from extractor.ledger.passed_over import PassedOver, kinds_passed_over

_TRUTHS = (".truth.json", ".truth.csv")
"""What a person wrote beside a PDF for `jobdesc rules test`."""


@dataclass(frozen=True, slots=True)
class Source:
    """One PDF to import. `relative_path` is how the import calls it everywhere: with slashes, on any machine.

    `fingerprint` changes whenever the content does, where the store says so; None: only reading it tells.
    `root` is the folder or URL that was named, and `inner` the path below it: together they are the file.
    """

    location: Location
    relative_path: str
    fingerprint: str | None = None
    inside: str | None = None
    root: str = ""
    inner: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was named: `sources` by path, and in the same folders `passed_over` files that are no PDF.

    `named` is what was asked for, as absolute paths and URLs.
    """

    sources: tuple[Source, ...]
    named: tuple[str, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()

    def __iter__(self) -> Iterator[Source]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)


def find_sources(
    named: Sequence[str | os.PathLike[str]], outside: Path | None = None, schemes: Collection[str] = SCHEMES
) -> Found:
    """The PDFs that files, folders (with all in them), globs, ZIP archives and URLs stand for, by relative path.

    A folder gives its PDFs and what is in its ZIP archives, by their names or else by how they begin, and skips names
    that begin with a dot, as a glob does, and the folder `outside`. A file that is named outright is taken whatever it
    is, also where it does not exist: reading it will say so. A file that can be reached in several ways is listed once.
    Paths are relative to the one folder or URL that was named, else to the deepest folder that holds everything that
    was named; a PDF in an archive is `archive.zip/name`.

    Raises:
        PathUnreadable: nothing that was named exists, or a URL does not answer.
        NothingToImport: what was named holds no PDF.
        SchemeNotAllowed: a URL begins with none of the `schemes`.
        ExtraMissing: a URL was named, and the extra `remote` is not installed.
    """
    names = [os.fspath(name) for name in named]
    urls = [name for name in names if is_url(name)]
    for url in urls:
        check_scheme(url, schemes)
    paths = [path for name in names if not is_url(name) for path in _expand_glob(name)]
    if paths and not urls and not any(os.path.lexists(path) for path in paths):
        raise PathUnreadable(names[0], "no such file or folder")
    passed_over: list[PassedOver] = []
    sources = [*_local(paths, passed_over, outside), *_remote(urls)]
    if not sources:
        raise _no_pdf(names, passed_over)
    by_path = sorted(sources, key=lambda source: source.relative_path)
    return Found(tuple(_each_with_its_own_path(by_path)), (*paths, *urls), tuple(sorted(passed_over)))


def _no_pdf(names: Sequence[str], passed_over: Sequence[PassedOver]) -> NothingToImport:
    kinds = ", ".join(f"{kind.number} {kind.kind}" for kind in kinds_passed_over(passed_over))
    return NothingToImport(
        f"there is no PDF in {', '.join(names)}" + (f", but {kinds}" if kinds else ""),
        "Save those as PDF first, and name the folder that holds the PDFs."
        if kinds
        else "Name PDF files, or a folder that holds some; names that begin with a dot are skipped.",
    )


def names_in_list(stream: IO[bytes]) -> list[str]:
    """A path on each line, or between NULs as `find -print0` writes them; bytes that are no UTF-8 stay as they are."""
    content = stream.read()
    return [os.fsdecode(name) for name in (content.split(b"\0") if b"\0" in content else content.splitlines()) if name]


def _local(paths: Sequence[str], passed_over: list[PassedOver], outside: Path | None) -> Iterator[Source]:
    """`passed_over` takes what is no PDF."""
    files = [
        file
        for path in paths
        for file in (_files_below(path, passed_over, outside) if os.path.isdir(path) else [_as_named(path)])
    ]
    if not files:
        return
    root = os.path.commonpath([path if os.path.isdir(path) else os.path.dirname(path) for path in paths])
    once = {os.path.realpath(file): (file, content) for file, content in reversed(files)}
    for file, content in once.values():
        relative = _relative(file, root)
        if content is Content.ARCHIVE:
            yield from _members(Path(file), relative, root, passed_over)
        else:
            yield Source(LocalFile(file), relative, root=root)


def _as_named(path: str) -> tuple[str, Content]:
    return path, Content.ARCHIVE if path.lower().endswith(".zip") else Content.PDF


def _members(archive: Path, relative: str, root: str, passed_over: list[PassedOver]) -> Iterator[Source]:
    """The PDFs in a ZIP archive; the archive itself where it cannot be opened, so that reading it says so."""
    try:
        status = archive.stat()
        with zipfile.ZipFile(archive) as opened:
            members = [
                (position, member, member_begins_a_pdf(opened, member))
                for position, member in enumerate(opened.infolist())
                if not member.is_dir() and not _is_hidden(member.filename)
            ]
    except (OSError, zipfile.BadZipFile):
        yield Source(LocalFile(archive), relative, root=root)
        return
    for position, member, is_pdf in members:
        path = f"{relative}/{name_inside(member.filename)}"
        if is_pdf:
            telling = (status.st_size, status.st_mtime_ns, position, member.CRC, member.file_size)
            fingerprint = hashlib.sha256(repr(telling).encode()).hexdigest()
            yield Source(ZipMember(archive, position), path, fingerprint, root=root)
        else:
            passed_over.append(PassedOver(kind_of(member.filename), f"{root}/{path}"))


def _remote(urls: Sequence[str]) -> Iterator[Source]:
    for url in urls:
        prefix = "" if len(urls) == 1 else f"{PurePosixPath(url.rstrip('/')).name}/"
        root = url.rstrip("/") if not prefix else url.rstrip("/").rpartition("/")[0]
        for found, relative, fingerprint in pdfs_behind(url):
            yield Source(RemoteFile(found), prefix + name_inside(relative), fingerprint, root=root)


def name_inside(name: str) -> str:
    """The name of something in an archive as a path that stays in it: it names, and must not lead anywhere."""
    parts = [part.replace("\\", "_") for part in PurePosixPath(name.replace("\x00", "")).parts if part.strip("/")]
    return "/".join("_" if part in {"..", "."} else part for part in parts) or "_"


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part[0] == "." and part != ".." for part in parts) or "__MACOSX" in parts


def _each_with_its_own_path(sources: Iterable[Source]) -> Iterator[Source]:
    taken: set[str] = set()
    for source in sources:
        path, number = source.relative_path, 1
        while path in taken:
            number += 1
            path = f"{source.relative_path} ({number})"
        taken.add(path)
        yield replace(source, relative_path=path, inner=path)


def _expand_glob(name: str) -> list[str]:
    """Absolute paths: a quoted glob, or one from a shell that does not expand them, arrives here as it was typed."""
    matches = [name] if os.path.lexists(name) or not glob.has_magic(name) else sorted(glob.glob(name, recursive=True))
    return [os.path.abspath(match) for match in matches]


def _files_below(top: str, passed_over: list[PassedOver], outside: Path | None) -> list[tuple[str, Content]]:
    """PDFs and archives; also the folders that cannot be looked into, as they are: reading them will say so."""
    found: list[tuple[str, Content]] = []
    seen = {os.path.realpath(top), *([os.path.realpath(outside)] if outside else [])}

    def list_as_it_is(error: OSError) -> None:
        found.append((error.filename, Content.PDF))

    for folder, folders, files in os.walk(top, followlinks=True, onerror=list_as_it_is):
        within = {name: os.path.realpath(os.path.join(folder, name)) for name in sorted(folders) if name[0] != "."}
        # A symlink may lead back up, or to a folder that was walked already.
        folders[:] = [name for name, real in within.items() if real not in seen]
        seen.update(within.values())
        for name in files:
            if name[0] == "." or name.endswith(_TRUTHS):
                continue
            file = os.path.join(folder, name)
            try:
                content = content_of(file)
            except OSError as error:
                passed_over.append(PassedOver(f"not opened: {error.strerror}", file))
                continue
            if content is Content.OTHER:
                passed_over.append(PassedOver(kind_of(name), file))
            else:
                found.append((file, content))
    return sorted(found, key=lambda pair: pair[0])


def _relative(file: str, root: str) -> str:
    relative = Path(os.path.relpath(file, root)).as_posix()
    # A name may hold bytes that are no UTF-8; they must not make the output unwritable.
    return os.fsencode(relative).decode("utf-8", "backslashreplace")
