"""What is odd about a document."""

from __future__ import annotations

from pydantic import Field

from extractor.model.codes import FindingCode, Severity
from extractor.model.frozen import BBox, Frozen, PageNumber


class Phrase(Frozen):
    """A part of a message: its name in the catalogue of findings, and the values in it."""

    phrase: str
    """Its name in the catalogue of findings."""
    values: dict[str, Value] = Field(default_factory=dict)
    """The values in it, by name."""

    def __hash__(self) -> int:
        return hash((self.phrase, *self.values.items()))


Value = str | int | Phrase | tuple[str | Phrase, ...]
"""What a message is made with: a text, a number, a part that is worded itself, or a list of them."""


class Finding(Frozen):
    """Something that a person should know. `values` are what `message` is made of, to word it in another language."""

    code: FindingCode
    """What it is, as docs/findings.md has it."""
    severity: Severity
    """How bad it is; every code has one."""
    message: str
    """What it is, in English."""
    competency: str | None
    """Id of the competency that it is about, null where it is about none."""
    page: PageNumber | None
    """Page to look at, from 1."""
    bbox: BBox | None
    """Where on that page: [x0, top, x1, bottom] in PDF points, from the top left."""
    values: dict[str, Value] = Field(default_factory=dict)
    """What the message is made of, by name, to word it in another language."""
