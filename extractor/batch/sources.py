"""What was named on a command line → the PDFs that it means, each once, in a stable order."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import NothingToImport, PathUnreadable


@dataclass(frozen=True, slots=True)
class Source:
    """One file to import. `relative_path` is how the import calls it everywhere: with slashes, on any machine."""

    path: Path
    relative_path: str


def find_sources(named: Sequence[str | os.PathLike[str]]) -> tuple[Source, ...]:
    """The PDFs that files, folders (with all folders in them) and globs stand for, ordered by relative path.

    A folder gives its `*.pdf`, in any case, and skips names that begin with a dot, as a glob does. A file that is named
    outright is taken whatever its name, also where it does not exist: reading it will say so. A file that can be
    reached in several ways is listed once. Paths are relative to the one folder that was named, else to the deepest
    folder that holds everything that was named.

    Raises:
        PathUnreadable: nothing that was named exists.
        NothingToImport: the folders and globs hold no PDF.
    """
    paths = [path for name in named for path in _expand_glob(os.fspath(name))]
    if paths and not any(os.path.lexists(path) for path in paths):
        raise PathUnreadable(os.fspath(named[0]), "no such file or folder")
    files = [file for path in paths for file in (_pdfs_below(path) if os.path.isdir(path) else [path])]
    if not files:
        raise NothingToImport(
            f"there is no PDF in {', '.join(os.fspath(name) for name in named)}",
            "Name PDF files, or a folder that holds some; names that begin with a dot are skipped.",
        )
    root = os.path.commonpath([path if os.path.isdir(path) else os.path.dirname(path) for path in paths])
    once = {os.path.realpath(file): file for file in reversed(files)}
    sources = (Source(Path(file), _relative(file, root)) for file in once.values())
    return tuple(sorted(sources, key=lambda source: source.relative_path))


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
        found += [os.path.join(folder, name) for name in files if name[0] != "." and name.lower().endswith(".pdf")]
    return sorted(found)


def _relative(file: str, root: str) -> str:
    relative = Path(os.path.relpath(file, root)).as_posix()
    # A name may hold bytes that are no UTF-8; they must not make the output unwritable.
    return os.fsencode(relative).decode("utf-8", "backslashreplace")
