"""A folder for the time of an import, which the next import removes where this one could not."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from functools import cache
from multiprocessing import util
from pathlib import Path

from filelock import FileLock, Timeout

_PREFIX = "jobdesc-"
_LOCK = "in-use"
_AFTER_ALL = -1000


class ScratchFolder:
    """`path` is there until `remove`, and the user's own. The kernel drops the lock of whoever dies."""

    def __init__(self) -> None:
        _remove_left_behind()
        self.path, self._lock = _new_and_locked()
        self.remove = weakref.finalize(self, _remove, self.path, self._lock)


@cache
def scratch_of_process() -> ScratchFolder:
    """One that is there as long as this process, also for what its processes have in it, which goes first."""
    scratch = ScratchFolder()
    known = scratch.remove.detach()
    assert known is not None
    _, remove, what, _ = known
    util.Finalize(None, remove, what, exitpriority=_AFTER_ALL)
    return scratch


def _new_and_locked() -> tuple[Path, FileLock]:
    """A folder that has its lock before it has the name that others look for."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX if os.name == "nt" else f".{_PREFIX}"))
    lock = FileLock(folder / _LOCK)
    lock.acquire()
    if os.name == "nt":  # what holds an open file cannot be renamed there, nor removed
        return folder, lock
    return folder.rename(folder.with_name(folder.name.removeprefix("."))), lock


def _remove(folder: Path, lock: FileLock) -> None:
    lock.release()
    shutil.rmtree(folder, ignore_errors=True)


def _remove_left_behind() -> None:
    with os.scandir(tempfile.gettempdir()) as entries:
        folders = [entry for entry in entries if entry.name.startswith(_PREFIX) and _is_ours(entry)]
    for folder in folders:
        lock = os.path.join(folder.path, _LOCK)
        if os.path.exists(lock):
            try:
                with FileLock(lock, timeout=0):
                    pass
            except (Timeout, FileNotFoundError, FileExistsError):  # in use, or its import removes it at this moment
                continue
            shutil.rmtree(folder.path, ignore_errors=True)


def _is_ours(entry: os.DirEntry[str]) -> bool:
    """In a folder that all may write to, what has such a name need not be ours."""
    if not entry.is_dir(follow_symlinks=False):
        return False
    try:
        return not hasattr(os, "getuid") or entry.stat(follow_symlinks=False).st_uid == os.getuid()
    except FileNotFoundError:  # its own import has just removed it
        return False
