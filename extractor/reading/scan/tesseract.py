"""Tesseract through tesserocr, line by line, in the languages whose data are installed."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import tesserocr
from PIL import Image

from extractor.errors import ScanReaderMissing
from extractor.reading.scan.engines import ReadWord
from extractor.reading.scan.pixels import WORKING_DPI, Grey

LANGUAGES = ("nld", "fra", "deu", "eng", "spa")
PLACES = ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata")
WIDE = 1.7
"""A crop narrower than this times its height holds a sign, not a line."""


class TesseractEngine:
    name = "tesseract"

    def __init__(self) -> None:
        self._data = next((place for place in map(Path, PLACES) if self._languages_in(place)), None)
        if self._data is None:
            raise ScanReaderMissing("tesseract", "no language data of it", "your system's package tesseract-ocr-nld")
        self._languages = self._languages_in(self._data)
        self.version = f"{tesserocr.tesseract_version().split()[1]} {'+'.join(self._languages)}"

    @staticmethod
    def _languages_in(place: Path) -> list[str]:
        return [name for name in LANGUAGES if (place / f"{name}.traineddata").is_file()]

    @cached_property
    def _lines(self) -> tesserocr.PyTessBaseAPI:
        return self._api(tesserocr.PSM.SINGLE_LINE)

    @cached_property
    def _signs(self) -> tesserocr.PyTessBaseAPI:
        return self._api(tesserocr.PSM.SINGLE_CHAR)

    def _api(self, mode: int) -> tesserocr.PyTessBaseAPI:
        return tesserocr.PyTessBaseAPI(
            path=str(self._data), lang="+".join(self._languages), psm=mode, oem=tesserocr.OEM.LSTM_ONLY
        )

    def read(self, crop: Grey) -> tuple[ReadWord, ...]:
        rows, columns = crop.shape
        api = self._lines if columns >= WIDE * rows else self._signs
        api.SetImage(Image.fromarray(crop))
        api.SetSourceResolution(WORKING_DPI)
        api.Recognize()
        found = api.GetIterator()
        words = []
        for word in tesserocr.iterate_level(found, tesserocr.RIL.WORD) if found is not None else ():
            try:
                text = word.GetUTF8Text(tesserocr.RIL.WORD).strip()
            except RuntimeError:
                continue  # tesserocr raises it where there is no word at this place
            box = word.BoundingBox(tesserocr.RIL.WORD)
            if text and box is not None:
                words.append(ReadWord(text, box[0], box[2], round(word.Confidence(tesserocr.RIL.WORD) / 100, 4)))
        return tuple(words)
