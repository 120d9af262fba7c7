"""Which file a source is: a root that was named (a folder, a URL) and the path below it.

The path is what an output calls the file, as long as no file of another root has it. Folders that are named within each
other are one: a file is known by the outermost. A root that is gone has moved if another one holds the same content.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, TypeVar

from extractor.ledger.store import Ledger

File = TypeVar("File")
_NAMED: Final = "named"
_TRIED = 20
"""Files of a root that are looked at before it is taken for another one."""


@dataclass(frozen=True, slots=True)
class Named:
    """What an import was asked for, as absolute paths and URLs, in order; `before` is what the one before it was."""

    now: tuple[str, ...]
    before: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return bool(self.before) and self.before != self.now


def is_url(root: str) -> bool:
    return "://" in root


def below(root: str, path: str) -> str:
    return f"{root.rstrip('/')}/{path}"


def set_named(ledger: Ledger, named: Sequence[str]) -> None:
    """Remember what this import was asked for."""
    now = sorted(set(named))
    before = named_by(ledger).now
    ledger.set_fact(_NAMED, json.dumps([now, before]))


def named_by(ledger: Ledger) -> Named:
    """What the last import was asked for."""
    now, before = json.loads(ledger.fact(_NAMED) or "[[], []]")
    return Named(tuple(now), tuple(before))


class Roots:
    """The roots of an output, and the path by which it calls each file below them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._ids: dict[str, int] = dict(ledger.db.execute("SELECT place, id FROM root"))

    def path_of(self, root: str, inner: str) -> str:
        """What the output calls a file; a file it does not know gets a path that no other has, and is not entered."""
        place = below(root, inner)
        for outer, rest in _ways(place):
            id_ = self._ids.get(outer)
            path = None if id_ is None else self._known(id_, rest)
            if path is not None:
                # Known by a folder within the one that is named now: the outermost gives the path.
                return path if len(outer) <= len(root) else self._renamed(path, root, inner)
        # What was entered before roots were known is found by its path alone.
        return inner if self._adopts(inner) else self._free(root, inner)

    def place_of(self, root: str, inner: str) -> tuple[int, str]:
        """The root that a file is known by, or will be, and the path below it."""
        for outer, rest in _ways(below(root, inner)):
            id_ = self._ids.get(outer)
            if id_ is not None and self._known(id_, rest) is not None:
                return id_, rest
        return self._id_of(root), inner

    def _id_of(self, root: str) -> int:
        if root not in self._ids:
            cursor = self._ledger.db.execute("INSERT INTO root (place) VALUES (?)", (root,))
            assert cursor.lastrowid is not None
            self._ids[root] = cursor.lastrowid
        return self._ids[root]

    def follow(self, root: str, files: Mapping[str, File], digest: Callable[[File], str | None]) -> None:
        """Take a root that is new for one that is gone, if a file of it has the content that one had.

        `files` are what it holds by the path below it; `digest` gives the SHA-256 of one, or None.
        """
        if root in self._ids or is_url(root):
            return
        gone = [place for place in self._ids if not is_url(place) and not os.path.isdir(place)]
        for old in gone:
            known = dict(
                self._ledger.db.execute(
                    "SELECT inner, sha256 FROM source WHERE root = ? AND sha256 IS NOT NULL", (self._ids[old],)
                )
            )
            both = [path for path in files if path in known][:_TRIED]
            if any(digest(files[path]) == known[path] for path in both):
                self._ledger.db.execute("UPDATE root SET place = ? WHERE id = ?", (root, self._ids[old]))
                self._ids[root] = self._ids.pop(old)
                return

    def _known(self, root: int, inner: str) -> str | None:
        row = self._ledger.db.execute("SELECT path FROM source WHERE root = ? AND inner = ?", (root, inner)).fetchone()
        return None if row is None else str(row[0])

    def _adopts(self, path: str) -> bool:
        row = self._ledger.db.execute("SELECT root FROM source WHERE path = ?", (path,)).fetchone()
        return row is not None and row[0] is None

    def _free(self, root: str, inner: str) -> str:
        taken = self._ledger.known
        if taken(inner) is None:
            return inner
        above = list(reversed(PurePosixPath(root.replace("://", "/")).parts))
        path = inner
        for folder in above:
            if folder.strip("/"):
                path = f"{folder}/{path}"
                if taken(path) is None:
                    return path
        number = 2
        while taken(f"{path} ({number})") is not None:
            number += 1
        return f"{path} ({number})"

    def _renamed(self, path: str, root: str, inner: str) -> str:
        db = self._ledger.db
        new = inner if inner == path else self._free(root, inner)
        db.execute(
            "UPDATE source SET path = ?, root = ?, inner = ? WHERE path = ?", (new, self._id_of(root), inner, path)
        )
        db.execute("UPDATE source SET inside = ? WHERE inside = ?", (new, path))
        return new


def _ways(place: str) -> Iterator[tuple[str, str]]:
    """A place as each folder that holds it, and the rest: the nearest folder first."""
    for at in range(len(place) - 1, -1, -1):
        if place[at] == "/":
            yield place[:at] or "/", place[at + 1 :]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """PDFs of earlier imports that the last one did not offer.

    `vanished` are the paths of those that are gone from what was named, or from where they were; `elsewhere` counts
    those that it was not asked for.
    """

    vanished: tuple[str, ...]
    elsewhere: int


def left_out(ledger: Ledger) -> LeftOut:
    named = named_by(ledger).now
    last = int(ledger.fact("import") or 0)
    rows = ledger.db.execute(
        "SELECT path, place, inner FROM source LEFT JOIN root ON root.id = source.root WHERE import < ? ORDER BY path",
        (last,),
    )
    there: dict[str, bool] = {}
    gone: list[str] = []
    number = 0
    for path, root, inner in rows:
        number += 1
        if root is None or _is_gone(root, below(root, inner), named, there):
            gone.append(path)
    return LeftOut(tuple(gone), number - len(gone))


def forget_vanished(ledger: Ledger) -> None:
    ledger.db.executemany("DELETE FROM source WHERE path = ?", [(path,) for path in left_out(ledger).vanished])


def _is_gone(root: str, place: str, named: Sequence[str], there: dict[str, bool]) -> bool:
    """`there` remembers which roots are."""
    if any(place == one or place.startswith(below(one, "")) for one in named):
        return True
    if is_url(root):
        return False
    if root not in there:
        there[root] = os.path.isdir(root)
    # A list of files names no folder: what is left of the others is looked up where the list has some.
    looked = any(one.startswith(below(root, "")) for one in named)
    return not there[root] or (looked and not any(os.path.lexists(outer) for outer in _files(place)))


def _files(place: str) -> Iterator[str]:
    """The file, or the archive or the PDF that holds it."""
    yield place
    for outer, _ in _ways(place):
        if outer.lower().endswith((".zip", ".pdf")):
            yield outer


def places(ledger: Ledger, output: Path) -> dict[str, Path]:
    """Where each PDF that is a file of this machine is, by its path in the output.

    Where a root is gone and the output has moved, its root is looked for in the same place beside it.
    """
    was = ledger.fact("output")
    found: dict[str, Path] = {}
    roots: dict[str, Path] = {}
    rows = ledger.db.execute(
        "SELECT path, place, inner FROM source JOIN root ON root.id = source.root WHERE inside IS NULL"
    )
    for path, root, inner in rows:
        if is_url(root):
            continue
        if root not in roots:
            roots[root] = Path(root)
            if was and not os.path.isdir(root):
                beside = Path(os.path.abspath(output / os.path.relpath(root, was)))
                roots[root] = beside if beside.is_dir() else roots[root]
        found[path] = roots[root] / inner
    return found
