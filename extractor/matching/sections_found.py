"""What `sections` finds around the competencies, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from extractor.geometry import Box
from extractor.matching.claims import Taken
from extractor.matching.fields import FieldFound
from extractor.shaping.paragraphs import Paragraph


class Section(StrEnum):
    PREAMBLE = "preamble"
    FIELDS = "fields"
    PURPOSE = "purpose"
    DUTIES = "duties"
    POSITION = "position"
    AGREEMENT = "agreement"
    EXTENSION = "extension"
    STRUCTURE = "structure"
    APPROVAL = "approval"
    OTHER = "other"


@dataclass
class SectionFound:
    """A heading and what stands under it that no field of the model holds; text above every heading has none.

    `key` is the standard name, `known` tells that the heading is one of the vocabulary's and nothing else.
    """

    heading: str | None
    key: str | None
    page: int
    box: Box
    known: bool = False
    paragraphs: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class AgreementFound:
    number: int | None
    title: str
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class ApprovalFound:
    text: str
    authority: str | None
    date: str | None
    paragraph: Paragraph


@dataclass
class SectionsFound:
    """`titled`: the title is one that the rule module or the vocabulary knows, not merely the headline.

    `took` are the words of all this.
    """

    title: str | None = None
    titled: bool = False
    fields: list[FieldFound] = field(default_factory=list)
    purpose_text: list[str] = field(default_factory=list)
    duties: list[str] = field(default_factory=list)
    position: list[str] = field(default_factory=list)
    agreements: list[AgreementFound] = field(default_factory=list)
    extension_clause: str | None = None
    approval: ApprovalFound | None = None
    sections: list[SectionFound] = field(default_factory=list)
    seen: set[Section] = field(default_factory=set)
    took: tuple[Taken, ...] = ()
