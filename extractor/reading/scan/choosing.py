"""Which engine reads, and whether what it needs is installed. The extra is imported when a scan is to be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import ScanReaderMissing

if TYPE_CHECKING:
    from extractor.reading.scan.engines import Engine


class Ocr(StrEnum):
    """Which engine reads scans; `auto` is the first that is installed, `off` leaves scans unread."""

    AUTO = "auto"
    RAPIDOCR = "rapidocr"
    TESSERACT = "tesseract"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Scans:
    """How scans are read: by which engine, and in which folder what was seen is kept (None: nowhere)."""

    ocr: Ocr = Ocr.AUTO
    kept_in: Path | None = None


AS_INSTALLED = Scans()
KEPT = ".scans"
"""The folder, in that of an import, for what was seen on scans."""


RAPIDOCR_MODEL = "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"
"""SHA-256 of the recogniser that is known here; another one would read the same PDF otherwise."""
NEEDS = {
    Ocr.RAPIDOCR: (("cv2", "onnxruntime", "rapidocr"), "pip install 'jobdesc[scan]'"),
    Ocr.TESSERACT: (
        ("cv2", "PIL", "tesserocr"),
        "pip install 'jobdesc[tesseract]', and your system's tesseract-ocr-nld",
    ),
}


def resolved(ocr: Ocr) -> Ocr:
    """The engine that `auto` stands for here; raises ScanReaderMissing where one that is named is not installed."""
    if ocr is Ocr.OFF:
        return ocr
    if ocr is Ocr.AUTO:
        return next((engine for engine in NEEDS if not _missing(engine)), Ocr.OFF)
    missing = _missing(ocr)
    if missing:
        raise ScanReaderMissing(ocr.value, missing[0], NEEDS[ocr][1])
    return ocr


def pinned(ocr: Ocr) -> str:
    """The engine and what it reads with: where it is another, scans may be read otherwise."""
    chosen = resolved(ocr)
    if chosen is Ocr.TESSERACT:
        return f"{chosen.value} {version('tesserocr')}"
    return f"{chosen.value} {RAPIDOCR_MODEL[:12]}" if chosen is Ocr.RAPIDOCR else chosen.value


def engine_for(ocr: Ocr) -> Engine | None:
    """None where scans stay unread."""
    chosen = resolved(ocr)
    if chosen is Ocr.RAPIDOCR:
        from extractor.reading.scan.rapid import RapidEngine

        return RapidEngine()
    if chosen is Ocr.TESSERACT:
        from extractor.reading.scan.tesseract import TesseractEngine

        return TesseractEngine()
    return None


def _missing(engine: Ocr) -> list[str]:
    return [module for module in NEEDS[engine][0] if find_spec(module) is None]
