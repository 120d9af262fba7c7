"""What the recognisers of one job description found, as one value: what `assembly` makes a job description of."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.matching.claims import Claims
from extractor.matching.document import DocumentContext
from extractor.matching.levels.reading import LevelsRead
from extractor.matching.rulefile import RuleModule
from extractor.matching.sections_found import SectionsFound


@dataclass(frozen=True)
class SteppedBack:
    """A module that knows the document and decides `own` levels, where the one that is used decides `better`."""

    module: str
    own: int
    better: int


@dataclass(frozen=True)
class Matches:
    """What the recognisers of one job description found, and which word each of them took.

    `stepped_back` are modules that know the document too, and read less of it. `organisation` is told last of all, by
    what the others left.
    """

    context: DocumentContext
    rules: RuleModule
    levels: LevelsRead
    sections: SectionsFound
    claims: Claims
    stepped_back: tuple[SteppedBack, ...] = ()
    organisation: str | None = None
    function: str | None = None
    """Of which function of the document this is the description, where each has a column of its own."""
