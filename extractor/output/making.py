"""Job descriptions of one PDF → all that an output has of it, as soon as they are read."""

from __future__ import annotations

from typing import Final

from extractor.model import JobDescription
from extractor.output.outcome import OfferedPdf
from extractor.output.rows import offered_to_csv
from extractor.output.staging import Made
from extractor.output.writing import job_description_to_json, json_file_name

MOST_MADE: Final = 2 * 1024**2
"""Bytes of JSON, some forty job descriptions of twelve pages. A bundle of more is not held to its end for this."""


class Making:
    """The files of the PDF that an import calls `path`, where they are not too many."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._json: list[tuple[str, bytes]] = []
        self._held: list[JobDescription] = []
        self._left = MOST_MADE

    def add(self, description: JobDescription) -> None:
        if self._left < 0:
            return
        content = job_description_to_json(description).encode()
        self._json.append((json_file_name(description), content))
        self._held.append(description)
        self._left -= len(content)
        if self._left < 0:
            self._json.clear()
            self._held.clear()

    def made(self, sha256: str) -> Made | None:
        """None where there is nothing to make, or too much."""
        if not self._held:
            return None
        pdf = OfferedPdf(self._path, sha256, job_descriptions=tuple(self._held))
        return Made(self._path, tuple(self._json), tuple(offered_to_csv(pdf)))
