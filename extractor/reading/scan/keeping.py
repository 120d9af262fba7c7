"""What was seen on a page, kept: reading it again costs no recognition.

A file for each page, named after all that it depends on: the page's picture, the sizes of its document's boxes, the
engine with its model, and how this room reads. What cannot be used (cut off, of another version) is read anew.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from extractor.reading.scan.seen import Area, SeenPage, SeenRule, SeenTick, SeenWord

SEEING = "14"
"""Raise it with every change of what is seen on a picture."""


class Kept(Protocol):
    def get(self, key: str) -> list[SeenPage] | None: ...

    def put(self, key: str, pages: Sequence[SeenPage]) -> None: ...


class NothingKept:
    def get(self, key: str) -> list[SeenPage] | None:  # noqa: ARG002
        return None

    def put(self, key: str, pages: Sequence[SeenPage]) -> None:
        pass


class KeptInFolder:
    """`folder` is made when the first page is kept. Several processes may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> list[SeenPage] | None:
        try:
            data = self._path(key).read_bytes()
            return [_page(page) for page in json.loads(gzip.decompress(data))]
        except FileNotFoundError:
            return None
        except (OSError, EOFError, ValueError, KeyError, TypeError):
            return None  # damaged: it costs a reading, and is written anew

    def put(self, key: str, pages: Sequence[SeenPage]) -> None:
        path = self._path(key)
        data = gzip.compress(json.dumps([asdict(page) for page in pages]).encode(), mtime=0)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        except OSError:
            return  # a full disk: what is kept only saves time

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key[2:]}.json.gz"


def key_of(*parts: str) -> str:
    return hashlib.sha256("\n".join([SEEING, *parts]).encode()).hexdigest()


def _page(data: dict[str, Any]) -> SeenPage:
    return SeenPage(
        page=data["page"],
        rows=data["rows"],
        columns=data["columns"],
        placement=tuple(data["placement"]),
        rules=tuple(SeenRule(Area(*rule["area"]), rule["across"]) for rule in data["rules"]),
        ticks=tuple(SeenTick(**{**tick, "area": Area(*tick["area"])}) for tick in data["ticks"]),
        words=tuple(SeenWord(**{**word, "area": Area(*word["area"])}) for word in data["words"]),
    )
