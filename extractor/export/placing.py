"""Files and folders that appear whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.corrections.opening import FILE_NAME
from extractor.errors import OutputNotWritable


@contextmanager
def whole_file(to: Path) -> Iterator[Path]:
    """A path to write to; the file takes the place of `to` when the block ends well, and is gone when it does not.

    Raises:
        OutputNotWritable: an OSError in the block, or `to` is a folder.
    """
    unfinished = _unfinished(to)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        _remove_what_was_killed(to)
        try:
            yield unfinished
            unfinished.replace(to)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise _not_writable(to, error) from error


@contextmanager
def whole_folder(to: Path, suffix: str) -> Iterator[Path]:
    """A folder to write in, which takes the place of `to` when the block ends well.

    `to` may be there already if it holds nothing but files with `suffix`: an earlier export, and nothing of a user's.

    Raises:
        OutputNotWritable: `to` holds something else, or an OSError in the block.
    """
    unfinished, earlier = _unfinished(to), to.with_name(f".{to.name}.{os.getpid()}.earlier")
    try:
        if os.path.lexists(to):
            _refuse_what_is_not_ours(to, suffix)
        to.parent.mkdir(parents=True, exist_ok=True)
        _remove_what_was_killed(to)
        unfinished.mkdir()
        yield unfinished
        if to.exists():
            to.rename(earlier)
        unfinished.rename(to)
    except OSError as error:
        raise _not_writable(to, error) from error
    finally:
        for leftover in (unfinished, earlier):
            shutil.rmtree(leftover, ignore_errors=True)


def _unfinished(to: Path) -> Path:
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
        else [path for path in to.rglob("*") if path.is_file() and (path.suffix != suffix or path.name == FILE_NAME)]
    )
    if others:
        raise OutputNotWritable(
            f"{to}: is not replaced, for it holds {others[0].name}, which no export wrote",
            "Name another folder with --output, or empty this one.",
        )


def _not_writable(to: Path, error: OSError) -> OutputNotWritable:
    return OutputNotWritable(
        f"{to}: cannot be written ({error.strerror or error})",
        "Name another place with --output, or free space on its disk.",
    )
