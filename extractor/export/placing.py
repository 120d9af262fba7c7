"""Files and folders that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import OutputNotWritable


@contextmanager
def whole_file(to: Path) -> Iterator[Path]:
    """A path to write to; the file takes the place of `to` when the block ends well, and is gone when it does not.

    Raises:
        OutputNotWritable: an OSError in the block, or `to` is a folder.
    """
    unfinished = to.with_name(f".{to.name}.{os.getpid()}.unfinished")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        yield unfinished
        unfinished.replace(to)
    except OSError as error:
        raise _not_writable(to, error) from error
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def whole_folder(to: Path, suffix: str) -> Iterator[Path]:
    """A folder to write in, which takes the place of `to` when the block ends well.

    `to` may be there already if it holds nothing but files with `suffix`: an earlier export, and nothing of a user's.

    Raises:
        OutputNotWritable: `to` holds something else, or an OSError in the block.
    """
    unfinished = to.with_name(f".{to.name}.{os.getpid()}.unfinished")
    earlier = to.with_name(f".{to.name}.{os.getpid()}.earlier")
    try:
        if os.path.lexists(to):
            _refuse_what_is_not_ours(to, suffix)
        unfinished.mkdir(parents=True)
        yield unfinished
        if to.exists():
            to.rename(earlier)
        unfinished.rename(to)
    except OSError as error:
        raise _not_writable(to, error) from error
    finally:
        for leftover in (unfinished, earlier):
            shutil.rmtree(leftover, ignore_errors=True)


def _refuse_what_is_not_ours(to: Path, suffix: str) -> None:
    others = [to] if not to.is_dir() else [path for path in to.rglob("*") if path.is_file() and path.suffix != suffix]
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
