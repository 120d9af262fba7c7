"""Where the PDFs of an import are now: where its ledger says, or in a folder that is named instead."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from extractor.errors import ImportNotFound, LedgerUnusable
from extractor.ledger.opening import look_into_ledger
from extractor.ledger.roots import places


@dataclass(frozen=True)
class Originals:
    """`places` are the files of the PDFs by their path in the import; an `archive` that was named goes before them.

    In that archive a PDF that does not stand under its path is looked for by its content.
    """

    places: Mapping[str, Path] = field(default_factory=dict)
    archive: Path | None = None

    @property
    def known(self) -> bool:
        return bool(self.places or self.archive)

    def place(self, path: str, sha256: str | None) -> Path | None:
        """The file, which need not hold any more what was read; None where nobody knows it."""
        if self.archive is None:
            return self.places.get(path)
        there = self.archive / path
        if there.exists():
            return there
        return self._by_content.get(sha256 or "", there)

    def base(self, to: Path) -> str | None:
        """What a link from a page at `to` to most of the PDFs begins with."""
        if self.archive is not None:
            return _link(self.archive, to, folder=True)
        suffixes = ((str(place), "/" + path) for path, place in self.places.items())
        roots = Counter(place.removesuffix(path) for place, path in suffixes if place.endswith(path))
        return _link(Path(roots.most_common(1)[0][0] or "/"), to, folder=True) if roots else None

    def others(self, to: Path, sha256_by_path: Mapping[str, str]) -> dict[str, str]:
        """The links to the PDFs that do not stand under `base`."""
        base = self.base(to)
        found = {path: self.place(path, sha256) for path, sha256 in sha256_by_path.items()}
        links = {path: _link(place, to) for path, place in found.items() if place is not None}
        return {path: link for path, link in links.items() if link != f"{base}{quote(path)}"}

    @cached_property
    def _by_content(self) -> dict[str, Path]:
        """Every PDF of the archive by its SHA-256: made once, and only where one is missing."""
        assert self.archive is not None
        files = sorted(path for path in self.archive.rglob("*") if path.suffix.lower() == ".pdf" and path.is_file())
        return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in reversed(files)}


def originals_of(output: Path, archive: Path | None) -> Originals:
    """What is known of the PDFs of the import in `output`; nothing where it has no ledger."""
    if archive is not None:
        return Originals(archive=archive)
    try:
        with look_into_ledger(output) as ledger:
            return Originals(places(ledger, output))
    except (ImportNotFound, LedgerUnusable):
        return Originals()


def _link(place: Path, to: Path, *, folder: bool = False) -> str:
    """The way from the page to the file: works as long as the two stay where they are to each other.

    A page that is a link is opened where the link stands, not where it leads.
    """
    relative = Path(os.path.relpath(place.resolve(), to.parent.resolve())).as_posix()
    return quote(f"./{relative}{'/' if folder else ''}")
