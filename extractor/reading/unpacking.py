"""Do the streams that a page is drawn by unpack to their end? Pdfium takes what it gets of a broken one, silently.

For the reader that has no parser of its own in Python: qpdf finds the streams.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from extractor.reading.deflate import MOST_NESTED, unpacks_whole

FLATE = frozenset({"/FlateDecode", "/Fl"})


class Streams:
    """Opens the PDF when the first page is asked for. Close it after use."""

    def __init__(self, data: bytes, password: str | None) -> None:
        self._data = data
        self._password = password
        self._pdf: pikepdf.Pdf | None = None
        self._whole: dict[tuple[int, int], bool] = {}

    def close(self) -> None:
        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None

    def are_whole(self, page: int) -> bool:
        """Every content stream of the page, from 1, and every form in its resources; true where qpdf cannot tell."""
        try:
            if self._pdf is None:
                self._pdf = pikepdf.open(BytesIO(self._data), password=self._password or "")
            if self._pdf.is_encrypted:
                return True
            return all(map(self._is_whole, _streams_of(self._pdf.pages[page - 1].obj)))
        except (pikepdf.PdfError, pikepdf.PasswordError, IndexError, TypeError, ValueError, RuntimeError):
            # Pdfium has read the page all the same.
            return True

    def _is_whole(self, stream: pikepdf.Object) -> bool:
        key = stream.objgen
        if key not in self._whole:
            self._whole[key] = _unpacks_whole(stream)
        return self._whole[key]


def _streams_of(page: pikepdf.Object) -> Iterator[pikepdf.Object]:
    contents = page.get("/Contents")
    for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
        if isinstance(stream, pikepdf.Stream):
            yield stream
    yield from _forms_of(page.get("/Resources"), set(), 0)


def _forms_of(resources: pikepdf.Object | None, seen: set[tuple[int, int]], depth: int) -> Iterator[pikepdf.Object]:
    drawn = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(drawn, pikepdf.Dictionary) or depth > MOST_NESTED:
        return
    for form in drawn.values():
        if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form" and form.objgen not in seen:
            seen.add(form.objgen)
            yield form
            yield from _forms_of(form.get("/Resources"), seen, depth + 1)


def _unpacks_whole(stream: pikepdf.Object) -> bool:
    filters = stream.get("/Filter")
    first = filters[0] if isinstance(filters, pikepdf.Array) and len(filters) else filters
    if not isinstance(first, pikepdf.Name) or str(first) not in FLATE:
        return True
    return unpacks_whole(stream.read_raw_bytes())
