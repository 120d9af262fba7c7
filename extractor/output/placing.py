"""Files and folders that appear whole or not at all, where they were named.

A link stays a link, and what it leads to is written; a pipe, a device and an open descriptor are written into, for
there is nothing to replace; `-` is stdout. A new file is no more open to others than the folder it is made in.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from extractor.errors import OutputNotWritable

STDOUT: Final = Path("-")
JSON_FOLDER, CSV_FOLDER = "json", "csv"
CORRECTIONS, REVIEW = "corrections.csv", "review.csv"
"""What people write into an output, so that no folder with it is replaced."""
_PRIVATE = 0o700
_MOST_LINKS = 40
_DESCRIPTOR = re.compile(r"/(?:dev|proc/(?:self|\d+))/fd/(\d+)")


def is_stdout(to: Path) -> bool:
    """Whether what is written to `to` goes where results are printed, so that nothing else may be printed there."""
    return _descriptor(to) == 1


@contextmanager
def whole_file(to: Path, *, tidy: bool = True) -> Iterator[Path]:
    """A path to write to; the file takes the place of `to` when the block ends well, and is gone when it does not.

    With `tidy`, what an earlier process left there unfinished when it was killed is cleared away.

    Raises:
        OutputNotWritable: an OSError in the block, or `to` is a folder.
    """
    try:
        with _into(to) if _is_written_into(to) else _in_place_of(Path(os.path.realpath(to)), tidy) as path:
            yield path
    except BrokenPipeError:
        raise  # whoever reads has seen enough
    except OSError as error:
        raise not_writable(to, error) from error


def write_atomically(to: Path, text: str, *, tidy: bool = True) -> None:
    """Put `text` (UTF-8, line ends as they are) at `to` so that a reader sees the old file or the whole new one.

    Raises OutputNotWritable.
    """
    if is_stdout(to):
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    with whole_file(to, tidy=tidy) as path, path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)


@contextmanager
def whole_folder(to: Path, suffix: str) -> Iterator[Path]:
    """A folder to write in, which takes the place of `to` when the block ends well.

    `to` may be there already if it holds nothing but files with `suffix`: an earlier export, and nothing of a user's.

    Raises:
        OutputNotWritable: `to` holds something else, or is no folder, or an OSError in the block.
    """
    if _descriptor(to) is not None:
        raise OutputNotWritable(f"{to}: what is written is a folder, which has no place there", "Name a folder.")
    named, to = to, Path(os.path.realpath(to))
    made, earlier = unfinished(to), to.with_name(f".{to.name}.{os.getpid()}.earlier")
    try:
        if os.path.lexists(to):
            _refuse_what_is_not_ours(to, suffix)
        make_folder(to.parent)
        _remove_what_was_killed(to)
        made.mkdir(mode=stat.S_IMODE(to.stat().st_mode) if to.exists() else _PRIVATE)
        yield made
        if to.exists():
            to.rename(earlier)
        made.rename(to)
    except OSError as error:
        raise not_writable(named, error) from error
    finally:
        for leftover in (made, earlier):
            shutil.rmtree(leftover, ignore_errors=True)


def make_folder(folder: Path) -> None:
    """Make the folder and those above it; each that was not there is private to the user."""
    if not folder.is_dir():
        if os.path.lexists(folder):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
        make_folder(folder.parent)
        folder.mkdir(mode=_PRIVATE, exist_ok=True)


def make_file(file: Path) -> None:
    """Make an empty file where there is none, with the mode that a new file here has."""
    if not file.exists():
        file.touch()
        file.chmod(_mode_of_new(file, file.parent))


def not_writable(to: Path, error: OSError) -> OutputNotWritable:
    if isinstance(error, NotADirectoryError | FileExistsError | IsADirectoryError):
        taken = (
            "a folder has this name" if isinstance(error, IsADirectoryError) else "a file stands where a folder has to"
        )
        return OutputNotWritable(f"{to}: cannot be written ({taken})", "Name another place with --output.")
    return OutputNotWritable(
        f"{to}: cannot be written ({error.strerror or error})",
        "Name a place that you may write to with --output, or free space on its disk; then run the same again.",
    )


@contextmanager
def _in_place_of(to: Path, tidy: bool) -> Iterator[Path]:
    path = unfinished(to)
    make_folder(to.parent)
    if tidy:
        _remove_what_was_killed(to)
    try:
        yield path
        _settle(to, path)
        path.replace(to)
    finally:
        path.unlink(missing_ok=True)


def make_whole(to: Path, content: bytes) -> None:
    """Write what shall take the place of `to` beside it, so that only a rename is left to do. Raises OSError."""
    path = unfinished(to)
    path.write_bytes(content)
    _settle(to, path)


def _settle(to: Path, path: Path) -> None:
    """Let it be as `to` is, and on the disk."""
    path.chmod(_mode(to, path))
    with path.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def _into(to: Path) -> Iterator[Path]:
    """Whole first, and only then into a thing that cannot take it back."""
    with TemporaryDirectory(prefix="jobdesc-") as folder:
        path = Path(folder) / "whole"
        yield path
        with path.open("rb") as file:
            descriptor = _descriptor(to)
            if descriptor == 1:
                sys.stdout.flush()
                shutil.copyfileobj(file, sys.stdout.buffer)
                sys.stdout.buffer.flush()
            else:
                # A copy of the descriptor keeps its place in the file, and whether it appends.
                with to.open("wb") if descriptor is None else os.fdopen(os.dup(descriptor), "wb") as sink:
                    shutil.copyfileobj(file, sink)


def _is_written_into(to: Path) -> bool:
    if _descriptor(to) is not None:
        return True
    try:
        mode = to.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _descriptor(to: Path) -> int | None:
    """The number of the open file that `to` stands for: /dev/stdout, /dev/fd/3, or a link to one."""
    if to == STDOUT:
        return 1
    path = os.path.abspath(to)
    for _ in range(_MOST_LINKS):
        if named := _DESCRIPTOR.fullmatch(path):
            return int(named[1])
        if not os.path.islink(path):
            break
        path = os.path.normpath(os.path.join(os.path.dirname(path), os.readlink(path)))
    return None


def _mode(to: Path, unfinished: Path) -> int:
    """Of the file that is replaced; of a new one what the user's umask says, but no more than its folder allows."""
    if to.exists():
        return stat.S_IMODE(to.stat().st_mode)
    return _mode_of_new(unfinished, to.parent)


def _mode_of_new(file: Path, folder: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode) & (stat.S_IMODE(folder.stat().st_mode) | 0o600)


def unfinished(to: Path) -> Path:
    """Where a file stands until it is whole."""
    # In the same folder, for a rename is atomic within one file system only; one per process, so that none share it.
    return to.with_name(f".{to.name}.{os.getpid()}.unfinished")


def _remove_what_was_killed(to: Path) -> None:
    """What an export to the same place left when its process was killed; one that still runs keeps its own."""
    for leftover in to.parent.iterdir():
        named = re.fullmatch(rf"\.{re.escape(to.name)}\.(\d+)\.(unfinished|earlier)", leftover.name)
        # Between two renames the earlier export may be all there is.
        if named and _has_ended(int(named[1])) and (named[2] == "unfinished" or to.exists()):
            if leftover.is_dir():
                shutil.rmtree(leftover)
            else:
                leftover.unlink()


def _has_ended(process: int) -> bool:
    if os.name != "posix":  # elsewhere to ask is to end it
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False


def _refuse_what_is_not_ours(to: Path, suffix: str) -> None:
    others = (
        [to]
        if not to.is_dir()
        else [
            path
            for path in to.rglob("*")
            if path.is_file() and (path.suffix != suffix or path.name in {CORRECTIONS, REVIEW})
        ]
    )
    if others:
        raise OutputNotWritable(
            f"{to}: is not replaced, for it holds {others[0].name}, which no export wrote",
            "Name another folder with --output, or empty this one.",
        )
