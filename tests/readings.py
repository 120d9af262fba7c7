"""What the samples say, read once for all tests, and for all processes that run them side by side.

A reading is kept beside its PDF's digest in a folder that the whole run shares; see `conftest`. Tests about reading
itself (that it gives the same twice, what it costs) read for themselves.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from functools import cache
from pathlib import Path
from typing import Final

from extractor import JobDescription, NoRulesMatch, read_job_descriptions
from extractor.reading.scan.choosing import Ocr, Scans

SHARED: Final = "JOBDESC_TEST_READINGS"
"""The environment variable that names the folder."""


@cache
def readings_of(pdf: Path) -> tuple[JobDescription, ...]:
    """The job descriptions in a PDF, as `read_job_descriptions` gives them. Raises NoRulesMatch."""
    found = _shared(pdf)
    if isinstance(found, NoRulesMatch):
        raise found
    return found


def reading_of(pdf: Path) -> JobDescription:
    """The only one."""
    (description,) = readings_of(pdf)
    return description


def scans(ocr: Ocr = Ocr.AUTO) -> Scans:
    """What is read from pictures is kept there too: a second reading of the same page asks no engine."""
    return Scans(ocr, Path(os.environ[SHARED]) / "scans")


def _shared(pdf: Path) -> tuple[JobDescription, ...] | NoRulesMatch:
    digest = hashlib.sha256(pdf.name.encode() + b"\0" + pdf.read_bytes()).hexdigest()
    kept = Path(os.environ[SHARED]) / digest
    if kept.exists():
        known: tuple[JobDescription, ...] | NoRulesMatch = pickle.loads(kept.read_bytes())
        return known
    found: tuple[JobDescription, ...] | NoRulesMatch
    try:
        found = read_job_descriptions(pdf, scans=scans())
    except NoRulesMatch as error:
        found = error
    part = kept.with_suffix(f".{os.getpid()}")
    part.write_bytes(pickle.dumps(found))
    part.replace(kept)
    return found
