"""Who reads letters: an engine gets the picture of one piece of a line and answers with words. Never asked about ticks.

rapidocr   ONNX runtime with the recogniser that the wheel of RapidOCR brings; one model for all our languages
tesseract  where the library and its language data are installed; as fast in all, and less exact
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from extractor.reading.scan.pixels import Grey


class ReadWord(NamedTuple):
    """`x0` and `x1` in pixels of the crop; `confidence` 0 to 1.

    `letters` are the middles of its letters where the engine tells them, else nothing.
    """

    text: str
    x0: float
    x1: float
    confidence: float
    letters: tuple[float, ...] = ()


class Engine(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str:
        """Changes whenever the same crop may be read otherwise: it is part of the key of what is kept."""
        ...

    def read(self, crop: Grey) -> tuple[ReadWord, ...]:
        """The words of one line, from left to right."""
        ...
