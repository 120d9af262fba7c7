"""What an engine answered to each crop of the sample scans, kept in `recorded/scans.json`: the whole way without one.

$ python -m tests.recorded      asks the engine of the extra again; needed after a change of how crops are cut

A crop is known by the hash of its pixels. Another processor may round a pixel otherwise: then the crop of the same size
that looks like it most answers, if it looks alike at all.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from extractor.reading.scan.engines import Engine, ReadWord
from extractor.reading.scan.pixels import Grey, resized
from tests.truth import SAMPLES

FILE = Path(__file__).parent / "recorded" / "scans.json"
ACROSS, DOWN = 32, 8
MOST_OTHER = 12
"""So many of the 256 parts of a crop may be darker or lighter than they were, and it is the same crop."""
SIZE = 3
"""Pixels that a crop may be larger or smaller."""


class Answer(NamedTuple):
    columns: int
    rows: int
    look: int
    words: tuple[ReadWord, ...]


class Unknown(AssertionError):
    """A crop that was not recorded."""


class RecordedEngine:
    name, version = "recorded", "1"

    def read(self, crop: Grey) -> tuple[ReadWord, ...]:
        answers = recorded()
        exact = answers.get(key_of(crop))
        if exact is not None:
            return exact.words
        rows, columns = crop.shape
        look = look_of(crop)
        alike = [
            ((answer.look ^ look).bit_count(), i, answer)
            for i, answer in enumerate(answers.values())
            if abs(answer.columns - columns) <= SIZE and abs(answer.rows - rows) <= SIZE
        ]
        other, _, nearest = min(alike, default=(ACROSS * DOWN, 0, None))
        if nearest is None or other > MOST_OTHER:
            raise Unknown(f"no answer to a crop of {columns} x {rows} pixels: python -m tests.recorded")
        return nearest.words


class Recorder:
    """An engine that keeps what another one answers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.name, self.version = engine.name, engine.version
        self.answers: dict[str, Answer] = {}

    def read(self, crop: Grey) -> tuple[ReadWord, ...]:
        words = self._engine.read(crop)
        rows, columns = crop.shape
        self.answers[key_of(crop)] = Answer(columns, rows, look_of(crop), words)
        return words


def key_of(crop: Grey) -> str:
    return hashlib.sha256(repr(crop.shape).encode() + np.ascontiguousarray(crop).tobytes()).hexdigest()[:16]


def look_of(crop: Grey) -> int:
    """Which parts of the crop are darker than its mean: a bit each."""
    small = resized(np.ascontiguousarray(crop), ACROSS, DOWN).astype(np.int32)
    bits = (small < small.mean()).ravel()
    return int("".join("1" if bit else "0" for bit in bits), 2)


@cache
def recorded() -> dict[str, Answer]:
    found = json.loads(FILE.read_text(encoding="utf-8"))
    return {
        key: Answer(columns, rows, int(look, 16), tuple(ReadWord(*word) for word in words))
        for key, (columns, rows, look, words) in found.items()
    }


def record() -> None:
    """Raises ScanReaderMissing where the extra is not installed."""
    import pytest

    from extractor.reading.scan import opening
    from extractor.reading.scan.choosing import Ocr, engine_for

    engine = engine_for(Ocr.RAPIDOCR)
    assert engine is not None
    recorder = Recorder(engine)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "_engine", lambda _: recorder)
        for path in sorted((SAMPLES / "scans").glob("*.pdf")):
            from extractor import read_job_descriptions

            read_job_descriptions(path)
    lines = [
        f"{json.dumps(key)}: {json.dumps([a.columns, a.rows, f'{a.look:x}', a.words], ensure_ascii=False)}"
        for key, a in sorted(recorder.answers.items())
    ]
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    record()
