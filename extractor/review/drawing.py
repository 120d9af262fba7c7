"""One page of a PDF as a PNG: what runs in the process that draws, under limits of its own."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import sys
from enum import StrEnum
from pathlib import Path
from typing import Final

from PIL import Image

from extractor.batch.locations import Location
from extractor.errors import InputError
from extractor.reading.limits import ReadingLimits
from extractor.reading.rendering import PdfiumRenderer, RenderingFailed
from extractor.reading.repair import repaired

SCALE: Final = 2.0
"""Pixels a point: a page of A4 is 1190 pixels wide, and the small print of a form is legible at twice its size."""
_MOST_PIXELS: Final = 30_000_000
"""A page of A0 at one pixel a point has 8 million; what is larger is drawn smaller."""
_MEMORY: Final = 1024**3


class NoPicture(StrEnum):
    """Why there is no picture of a page."""

    MISSING = "missing"
    CHANGED = "changed"
    UNREADABLE = "unreadable"
    TIME = "time"


def draw_page(
    location: Location, path: str, sha256: str, page: int, password: str | None, limits: ReadingLimits
) -> bytes | NoPicture:
    """The page, from 1, in grey; not of a file that was changed since it was read, for the boxes would lie."""
    try:
        data = location.read(path, limits, password)
    except InputError:
        return NoPicture.MISSING
    if hashlib.sha256(data).hexdigest() != sha256:
        return NoPicture.CHANGED
    try:
        sound = repaired(data, password)  # as it was read, for what is repaired may look otherwise
        with PdfiumRenderer(sound.data, password) as renderer:
            small = renderer.render(page, None, 0.1).area
            scale = min(SCALE, (_MOST_PIXELS / (small.width * small.height)) ** 0.5)
            pixels = renderer.render(page, None, scale).pixels
    except (InputError, RenderingFailed, IndexError, MemoryError):
        return NoPicture.UNREADABLE
    out = io.BytesIO()
    # Quick rather than small: it goes no further than this machine, and somebody waits for it.
    Image.fromarray(pixels).save(out, "PNG", compress_level=1)
    return out.getvalue()


def become_draughtsman() -> None:
    """Ctrl-C is for the server; a PDF that wants more memory than a page can need does not get it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        import resource

        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        _, allowed = resource.getrlimit(resource.RLIMIT_AS)
        most = used + _MEMORY
        most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.nice(1)
