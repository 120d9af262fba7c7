"""Where the PDFs of an import are now: path of the import → location that can be read in another process."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath
from threading import Lock

from extractor.audit.report.originals import Originals, originals_of
from extractor.batch.locations import Attachment, LocalFile, Location, ZipMember
from extractor.batch.sources import name_inside
from extractor.ledger.opening import look_into_ledger


class Archive:
    """`folder` is looked in before the places that the ledger knows; they are asked for when a PDF is sought first."""

    def __init__(self, output: Path, folder: Path | None) -> None:
        self._output = output
        self._folder = folder
        self._originals: Originals | None = None
        self._lock = Lock()

    def locate(self, path: str, sha256: str) -> Location | None:
        """None where nobody knows a place of it; it need not hold any more what was read."""
        with self._lock:
            if self._originals is None:
                self._originals = originals_of(self._output, self._folder)
            place = self._originals.place(path, sha256)
        if place is not None and place.is_file():
            return LocalFile(place)
        return self._in_archive(place) if place is not None else self._attached(path)

    def _in_archive(self, place: Path) -> Location | None:
        """A member of a ZIP archive: `functies.zip/bode.pdf`."""
        for outer in place.parents:
            if outer.suffix.lower() == ".zip" and outer.is_file():
                inner = place.relative_to(outer).as_posix()
                try:
                    with zipfile.ZipFile(outer) as opened:
                        names = [name_inside(member.filename) for member in opened.infolist()]
                except (OSError, zipfile.BadZipFile):
                    return None
                return ZipMember(outer, names.index(inner)) if inner in names else None
        return None

    def _attached(self, path: str) -> Location | None:
        """A PDF that is attached to another one: `portfolio.pdf/letter.pdf`."""
        for holder in map(str, PurePosixPath(path).parents):
            with look_into_ledger(self._output) as ledger:
                known = ledger.known(holder)
                inner = ledger.attached_to(known.sha256) if known and known.sha256 else []
            meant = next((name for name, _ in inner if name_inside(name) == path[len(holder) + 1 :]), None)
            if known and known.sha256 and meant is not None:
                outer = self.locate(holder, known.sha256)
                return Attachment(outer, meant) if outer else None
        return None
