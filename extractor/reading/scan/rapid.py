"""The recogniser of RapidOCR (PP-OCRv6, Apache-2.0), which its wheel brings: a line's picture → words with places.

Only the recogniser is used, on lines that were cut here: its own detector joins columns and sees no ticks. It is one
model, known by its hash, on one thread: the same picture is read the same wherever it is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from extractor.errors import ScanModelUnknown
from extractor.reading.scan.choosing import RAPIDOCR_MODEL
from extractor.reading.scan.engines import ReadWord
from extractor.reading.scan.pixels import Grey, resized

MODEL = "models/PP-OCRv6_rec_small.onnx"
HEIGHT = 48
"""The height of a line that the model was trained on, in pixels."""
BLANK = 0
"""The class that stands for "no letter here"."""
LETTERS = ((0x21, 0x7E), (0xA1, 0x17F), (0x2010, 0x2027), (0x2030, 0x203A), (0x20AC, 0x20AC), (0x2713, 0x2718))
"""Of the 18,710 characters that the model knows those of European languages; a dash is no Chinese one."""


class RapidEngine:
    name = "rapidocr"

    def __init__(self) -> None:
        self._path = model_path()
        digest = hashlib.sha256(self._path.read_bytes()).hexdigest()
        if digest != RAPIDOCR_MODEL:
            raise ScanModelUnknown(self._path.name, digest)
        self.version = f"PP-OCRv6-small {RAPIDOCR_MODEL[:12]}"

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = 3
        # Lines differ in width: memory that is kept for each width would never be given back.
        options.enable_cpu_mem_arena = False
        return onnxruntime.InferenceSession(str(self._path), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _alphabet(self) -> tuple[NDArray[np.int64], list[str]]:
        """Classes that are asked for, and their characters: blank, ours, the space."""
        known = self._session.get_modelmeta().custom_metadata_map["character"].split("\n")
        classes, characters = [BLANK], [""]
        for place, character in enumerate(known, start=1):
            if len(character) == 1 and any(low <= ord(character) <= high for low, high in LETTERS):
                classes.append(place)
                characters.append(character)
        classes.append(len(known) + 1)
        characters.append(" ")
        return np.array(classes), characters

    def read(self, crop: Grey) -> tuple[ReadWord, ...]:
        rows, columns = crop.shape
        width = max(HEIGHT // 2, round(columns * HEIGHT / rows))
        line = resized(crop, width, HEIGHT).astype(np.float32) / 127.5 - 1.0
        (answer,) = self._session.run(None, {"x": np.repeat(line[None, None], 3, axis=1)})
        classes, characters = self._alphabet
        if answer.shape[2] <= int(classes[-1]):
            raise ScanModelUnknown(self._path.name, f"{answer.shape[2]} classes")
        chances = answer[0][:, classes]
        return _words(chances, characters, columns)


def model_path() -> Path:
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise ScanModelUnknown("rapidocr", "not installed")
    return Path(spec.origin).parent / MODEL


def _words(chances: NDArray[np.float32], characters: Sequence[str], columns: int) -> tuple[ReadWord, ...]:
    """Of each step along the line the likeliest letter; the same one in a row is one letter (CTC)."""
    best = chances.argmax(axis=1)
    step = columns / len(best)
    words: list[ReadWord] = []
    letters: list[_Letter] = []
    before = -1
    for at, letter in enumerate([*best, len(characters) - 1]):
        character = characters[int(letter)]
        if character == " " or at == len(best):
            if letters:
                words.append(_word(letters, step))
            letters = []
        elif character and letter != before:
            letters.append(_Letter(character, at, at, float(chances[at, letter])))
        elif character:
            last = letters[-1]
            letters[-1] = last._replace(last=at, sure=max(last.sure, float(chances[at, letter])))
        before = int(letter)
    return tuple(words)


class _Letter(NamedTuple):
    """`first` and `last` are steps along the line."""

    text: str
    first: int
    last: int
    sure: float


def _word(letters: Sequence[_Letter], step: float) -> ReadWord:
    return ReadWord(
        "".join(letter.text for letter in letters),
        letters[0].first * step,
        (letters[-1].last + 1) * step,
        round(float(np.mean([letter.sure for letter in letters])), 4),
        tuple(round((letter.first + letter.last + 1) / 2 * step, 1) for letter in letters),
    )
