"""Pictures of the pages that evidence stands on, from the PDFs of an archive that are still the ones that were read."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PIL import Image

from extractor.audit.report.originals import Originals
from extractor.reading.rendering import PdfiumRenderer, RenderingFailed

SCALE: Final = 1.5
"""Pixels a point: the small print of a form is legible, a page of A4 is 893 pixels wide."""
_SHADES: Final = 16


class NoPicture(StrEnum):
    """Why a PDF has no pictures."""

    MISSING = "missing"
    CHANGED = "changed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class PagePicture:
    """`data` is a PNG of a whole page that is `width` by `height` points."""

    sha256: str
    page: int
    width: float
    height: float
    data: bytes

    @property
    def name(self) -> str:
        return f"{self.sha256[:12]}-{self.page}.png"


def page_pictures(
    originals: Originals,
    sha256_by_path: Mapping[str, str],
    pages_by_path: Mapping[str, Iterable[int]],
    password: str | None,
) -> Iterator[PagePicture | tuple[str, NoPicture]]:
    """The pictures of each PDF in turn, or its path and why there are none. Holds one PDF at a time.

    A file whose SHA-256 is not the one that was read is not shown, for the boxes would point at something else.
    """
    for path, pages in sorted(pages_by_path.items()):
        place = originals.place(path, sha256_by_path.get(path))
        try:
            data = place.read_bytes() if place else b""
        except OSError:
            place = None
        if place is None:
            yield path, NoPicture.MISSING
            continue
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 != sha256_by_path.get(path):
            yield path, NoPicture.CHANGED
            continue
        try:
            with PdfiumRenderer(data, password) as renderer:
                for page in sorted(set(pages)):
                    yield _picture(renderer, sha256, page)
        except RenderingFailed:
            yield path, NoPicture.UNREADABLE


def _picture(renderer: PdfiumRenderer, sha256: str, page: int) -> PagePicture:
    raster = renderer.render(page, None, SCALE)
    # Sixteen shades of grey, for text stays as legible and the file becomes a third.
    image = Image.fromarray(raster.pixels).quantize(_SHADES, dither=Image.Dither.NONE)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True, bits=4)
    return PagePicture(sha256, page, round(raster.area.width, 2), round(raster.area.height, 2), out.getvalue())
