"""Holding a job description against the truth that was written before its PDF existed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from extractor.authoring.truth import compare
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
    """Every value of the truth that the job description does not have."""
    return [str(difference) for difference in compare(description, truth).differences]
