"""Files of an output that are made while other PDFs are still read, beside their places until all is known.

    put ─┬─ JSON, which a thread writes and syncs ──> json/.NAME.PROCESS.unfinished ── move ──> json/NAME
         └─ rows, one PDF after the other ──────────> csv/.rows.PROCESS.unfinished ─── rows ──> the tables

None of them counts before `write_import` takes it. An import that is stopped takes its own away again; what one leaves
that is killed, the next one clears away.
"""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extractor.closing import Closing
from extractor.output.placing import CSV_FOLDER, JSON_FOLDER, make_whole, not_writable, unfinished
from extractor.output.splicing import PdfRows, Staged

_MOST_WAITING: Final = 32
"""JSON files that wait for the disk; then the import waits for it too, and does not fill the memory."""

_MOVERS: Final = 4
"""Side by side, for a disk takes as long for several files as for one."""


@dataclass(frozen=True, slots=True)
class Made:
    """What the files of an output have of the PDF at `path`: JSON by the name of its file, and rows of each table."""

    path: str
    json: tuple[tuple[str, bytes], ...]
    rows: tuple[bytes, ...]


class Stage(Closing):
    """The files that wait for their places in `output`, which `prepare_output` has made."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._rows = unfinished(output / CSV_FOLDER / "rows").open("w+b")
        self._writer = ThreadPoolExecutor(1)  # one, for what is put twice must stand there as it was put last
        self._movers = ThreadPoolExecutor(_MOVERS)
        self._waiting: deque[Future[None]] = deque()

    def put(self, made: Made) -> Staged:
        """Raises OutputNotWritable, also for what was put before."""
        names = tuple(f"{JSON_FOLDER}/{name}" for name, _ in made.json)
        try:
            at = self._rows.tell()
            for rows in made.rows:
                self._rows.write(rows)
            for name, (_, content) in zip(names, made.json, strict=True):
                self._waiting.append(self._writer.submit(make_whole, self._output / name, content))
            self._wait(_MOST_WAITING)
        except OSError as error:
            raise not_writable(self._output, error) from error
        return Staged(PdfRows(made.path, tuple(map(len, made.rows)), names), at, (None,) * len(names))

    def finish(self) -> None:
        """Wait for the disk; raises OSError, as all that follows does."""
        self._wait(0)
        self._rows.flush()

    def rows(self, staged: Staged) -> list[bytes]:
        """The rows of a PDF in each table."""
        self._rows.seek(staged.at)
        return [self._rows.read(size) for size in staged.rows.sizes]

    def json(self, name: str) -> bytes:
        return unfinished(self._output / name).read_bytes()

    def move(self, name: str) -> None:
        """Put a JSON file where it belongs, in place of what is there."""
        unfinished(self._output / name).replace(self._output / name)

    def move_changed(self, name: str, content: bytes) -> None:
        """The same with another content, as soon as the disk has it."""
        self._waiting.append(self._movers.submit(self._write_and_move, name, content))
        self._wait(_MOST_WAITING)

    def _write_and_move(self, name: str, content: bytes) -> None:
        make_whole(self._output / name, content)
        self.move(name)

    def close(self) -> None:
        for threads in (self._writer, self._movers):
            threads.shutdown(cancel_futures=True)
        with suppress(OSError):  # a full disk does not take the last rows, which nobody wants any more
            self._rows.close()
        for folder in (JSON_FOLDER, CSV_FOLDER):
            for left in (self._output / folder).glob(f".*.{os.getpid()}.unfinished"):
                left.unlink(missing_ok=True)

    def _wait(self, most: int) -> None:
        while len(self._waiting) > most:
            self._waiting.popleft().result()
