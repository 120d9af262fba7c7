"""How a PDF is read and looked at, whatever stands in it: what all commands and all workers pass on as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from extractor.reading.default import DEFAULT_READER
from extractor.reading.limits import NO_LIMITS, ReadingLimits
from extractor.reading.scan.choosing import AS_INSTALLED, Scans


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """`password` opens what is protected; with `confirm` each mark is looked at in a rendering of its page too."""

    password: str | None = None
    confirm: bool = True
    limits: ReadingLimits = NO_LIMITS
    scans: Scans = AS_INSTALLED
    reader: str = DEFAULT_READER


AS_USUAL = ReadingSettings()


class SettingsByName(TypedDict, total=False):
    """The same as keywords, for callers from outside; what is left out is as usual."""

    password: str | None
    confirm: bool
    limits: ReadingLimits
    scans: Scans
    reader: str
