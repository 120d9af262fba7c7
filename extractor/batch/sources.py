"""What was named on a command line → the PDFs that it means, each once, in a stable order."""

from __future__ import annotations

import glob
import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO

from extractor.batch.locations import LocalFile, Location, RemoteFile, ZipMember
from extractor.batch.remote import is_url, pdfs_behind
from extractor.errors import NothingToImport, PathUnreadable


@dataclass(frozen=True, slots=True)
class Source:
    """One PDF to import. `relative_path` is how the import calls it everywhere: with slashes, on any machine.

    `fingerprint` changes whenever the content does, where the store says so; None: only reading it tells.
    """

    location: Location
    relative_path: str
    fingerprint: str | None = None
    inside: str | None = None


def find_sources(named: Sequence[str | os.PathLike[str]]) -> tuple[Source, ...]:
    """The PDFs that files, folders (with all in them), globs, ZIP archives and URLs stand for, by relative path.

    A folder gives its `*.pdf` and what is in its `*.zip`, in any case, and skips names that begin with a dot, as a glob
    does. A file that is named outright is taken whatever its name, also where it does not exist: reading it will say
    so. A file that can be reached in several ways is listed once. Paths are relative to the one folder or URL that was
    named, else to the deepest folder that holds everything that was named; a PDF in an archive is `archive.zip/name`.

    Raises:
        PathUnreadable: nothing that was named exists, or a URL does not answer.
        NothingToImport: what was named holds no PDF.
        ExtraMissing: a URL was named, and the extra `remote` is not installed.
    """
    names = [os.fspath(name) for name in named]
    urls = [name for name in names if is_url(name)]
    paths = [path for name in names if not is_url(name) for path in _expand_glob(name)]
    if paths and not urls and not any(os.path.lexists(path) for path in paths):
        raise PathUnreadable(names[0], "no such file or folder")
    sources = [*_local(paths), *_remote(urls)]
    if not sources:
        raise NothingToImport(
            f"there is no PDF in {', '.join(names)}",
            "Name PDF files, or a folder that holds some; names that begin with a dot are skipped.",
        )
    return tuple(_each_with_its_own_path(sorted(sources, key=lambda source: source.relative_path)))


def names_in_list(stream: IO[bytes]) -> list[str]:
    """A path on each line, or between NULs as `find -print0` writes them; bytes that are no UTF-8 stay as they are."""
    content = stream.read()
    return [os.fsdecode(name) for name in (content.split(b"\0") if b"\0" in content else content.splitlines()) if name]


def _local(paths: Sequence[str]) -> Iterator[Source]:
    files = [file for path in paths for file in (_pdfs_below(path) if os.path.isdir(path) else [path])]
    if not files:
        return
    root = os.path.commonpath([path if os.path.isdir(path) else os.path.dirname(path) for path in paths])
    once = {os.path.realpath(file): file for file in reversed(files)}
    for file in once.values():
        relative = _relative(file, root)
        if file.lower().endswith(".zip"):
            yield from _members(Path(file), relative)
        else:
            yield Source(LocalFile(Path(file)), relative)


def _members(archive: Path, relative: str) -> Iterator[Source]:
    """The PDFs in a ZIP archive; the archive itself where it cannot be opened, so that reading it says so."""
    try:
        with zipfile.ZipFile(archive) as opened:
            members = opened.infolist()
    except (OSError, zipfile.BadZipFile):
        yield Source(LocalFile(archive), relative)
        return
    for position, member in enumerate(members):
        if not member.is_dir() and member.filename.lower().endswith(".pdf") and not _is_hidden(member.filename):
            yield Source(ZipMember(archive, position), f"{relative}/{name_inside(member.filename)}")


def _remote(urls: Sequence[str]) -> Iterator[Source]:
    for url in urls:
        prefix = "" if len(urls) == 1 else f"{PurePosixPath(url.rstrip('/')).name}/"
        for found, relative, fingerprint in pdfs_behind(url):
            yield Source(RemoteFile(found), prefix + name_inside(relative), fingerprint)


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
        yield source if path == source.relative_path else replace(source, relative_path=path)


def _expand_glob(name: str) -> list[str]:
    """Absolute paths: a quoted glob, or one from a shell that does not expand them, arrives here as it was typed."""
    matches = [name] if os.path.lexists(name) or not glob.has_magic(name) else sorted(glob.glob(name, recursive=True))
    return [os.path.abspath(match) for match in matches]


def _pdfs_below(top: str) -> list[str]:
    """Also the folders that cannot be looked into, as they are: reading them will say so."""
    found: list[str] = []
    seen = {os.path.realpath(top)}

    def list_as_it_is(error: OSError) -> None:
        found.append(error.filename)

    for folder, folders, files in os.walk(top, followlinks=True, onerror=list_as_it_is):
        within = {name: os.path.realpath(os.path.join(folder, name)) for name in sorted(folders) if name[0] != "."}
        # A symlink may lead back up, or to a folder that was walked already.
        folders[:] = [name for name, real in within.items() if real not in seen]
        seen.update(within.values())
        found += [
            os.path.join(folder, name) for name in files if name[0] != "." and name.lower().endswith((".pdf", ".zip"))
        ]
    return sorted(found)


def _relative(file: str, root: str) -> str:
    relative = Path(os.path.relpath(file, root)).as_posix()
    # A name may hold bytes that are no UTF-8; they must not make the output unwritable.
    return os.fsencode(relative).decode("utf-8", "backslashreplace")
