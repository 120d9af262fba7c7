"""One sample: what it says, how it is printed, and the two files it becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from . import truth
from .model import Job


@dataclass(frozen=True)
class Sample:
    """A PDF to be and its truth to be."""

    family: str
    slug: str
    producer: str
    purpose: str
    """what it is there for: the last column of README.md"""
    jobs: tuple[Job, ...]
    build: Callable[[Path], None]
    findings: tuple[str, ...] = ()
    status: str = "imported"
    partial: Mapping[str, Any] | None = None
    """the truth of the one job description where only some of it is of interest; its findings are not, then"""
    boxes: Sequence[Mapping[str, Any]] | None = None
    """what a person reads of every box of a document that is no job description"""

    def write(self, root: Path) -> Path:
        """Truth first, then the PDF; the page count is the one thing only the PDF knows."""
        pdf = root / self.family / f"{self.slug}.pdf"
        pdf.parent.mkdir(parents=True, exist_ok=True)
        target = pdf.with_suffix(".truth.json")
        truth.write(target, self._truth(None))
        self.build(pdf)
        with pikepdf.open(pdf) as opened:
            truth.write(target, self._truth(len(opened.pages)))
        return pdf

    def _truth(self, page_count: int | None) -> dict[str, object]:
        notes = f"{self.producer}. {self.purpose}"
        if self.boxes is not None:
            truth_of_boxes = {
                "status": self.status,
                "page_count": page_count,
                "documents": [],
                "boxes": list(self.boxes),
            }
            return {**truth_of_boxes, "notes": notes}
        if self.partial is not None:
            return {"status": self.status, "page_count": page_count, "documents": [self.partial], "notes": notes}
        return truth.file_truth(
            self.jobs,
            page_count=page_count,
            findings=self.findings,
            notes=notes,
            status=self.status,
        )
