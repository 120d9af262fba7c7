"""What goes from a worker to who gives it work: through a pipe what it says, into a file what libraries print."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extractor.errors import ExtractorError
from extractor.ledger.packing import PackedDescription, Reading

MOST_CHATTER = 2000
"""Characters of what libraries print that are kept of a PDF: the end, where a crash is explained."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker is there, or is again, and can be given PDFs."""


@dataclass(frozen=True, slots=True)
class ScanRead:
    """A page that is a picture was read, which takes seconds."""

    page: int


@dataclass(frozen=True, slots=True)
class AsSaid:
    """The end of a PDF: its reading has the job descriptions that were said one by one, and `rest` has all else."""

    rest: Reading


Said = Ready | ScanRead | PackedDescription | AsSaid | Reading | ExtractorError
"""A reading ends a task; so does an error that concerns every PDF, such as a fault of the rules."""


def end_of(file: Path) -> str:
    """The end of what a worker printed."""
    return file.read_text(encoding="utf-8", errors="replace")[-MOST_CHATTER:] if file.exists() else ""
