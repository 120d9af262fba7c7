"""Holding a job description against the truth that was written before its PDF existed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.model import JobDescription

SAMPLES = Path(__file__).parent.parent / "samples"


def sample_pdfs(family: str = "*") -> list[Path]:
    """Every sample that has its truth beside it."""
    found = sorted(path for path in SAMPLES.glob(f"{family}/*.pdf"))
    return [path for path in found if truth_path(path).exists()]


def truth_path(pdf: Path) -> Path:
    return pdf.with_suffix(".truth.json")


def truth_of(pdf: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(truth_path(pdf).read_text(encoding="utf-8"))
    return truth


def differences(description: JobDescription, truth: dict[str, Any]) -> list[str]:
    """Every value of the truth that the job description does not have, as `place: truth != value`."""
    return list(_compare("", truth, description.model_dump(mode="json")))


def _compare(place: str, truth: Any, value: Any) -> Iterator[str]:
    if isinstance(truth, dict):
        if not isinstance(value, dict):
            yield f"{place}: {truth!r} != {value!r}"
            return
        for key, inner in truth.items():
            yield from _compare(f"{place}.{key}", inner, value.get(key))
    elif isinstance(truth, list):
        if not isinstance(value, list) or len(truth) != len(value):
            length = len(value) if isinstance(value, list) else value
            yield f"{place}: {len(truth)} != {length!r}: {truth!r} != {value!r}"
            return
        for i, (inner, other) in enumerate(zip(truth, value, strict=True)):
            yield from _compare(f"{place}[{i}]", inner, other)
    elif truth != value:
        yield f"{place}: {truth!r} != {value!r}"
