"""The `jobdesc` command in a process of its own that has not to load anything first: a fork of one that did.

What a command writes to stdout, to a device or into a pipe goes through the file descriptors of a process; to start
Python for each of a hundred commands takes longer than what they do.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(
    [
        "pytest",
        "extractor.cli.audit",
        "extractor.cli.export",
        "extractor.cli.framework",
        "extractor.cli.matrix",
        "extractor.cli.report",
    ]
)


LONGEST = 600
"""Seconds after which a command hangs: a guard, for none of these takes more than a few."""


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: bytes
    stderr: bytes


def jobdesc(*arguments: str | Path, stdout: Path | None = None) -> Done:
    """As a shell runs it; `stdout` is a file that its output is appended to."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = stdout or Path(folder, "out"), Path(folder, "err")
        os.umask(mask := os.umask(0))
        process = _SERVER.Process(target=_be_jobdesc, args=([str(one) for one in arguments], out, err, mask))
        process.start()
        process.join(LONGEST)
        if process.exitcode is None:
            process.kill()
            raise AssertionError(f"jobdesc {' '.join(map(str, arguments))} did not end")
        return Done(process.exitcode, out.read_bytes(), err.read_bytes())


def _be_jobdesc(arguments: list[str], out: Path, err: Path, mask: int) -> None:
    for path, number in ((out, 1), (err, 2)):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.umask(mask)
    sys.argv[1:] = arguments
    runpy.run_module("extractor", run_name="__main__")
