"""What the rules of a draft rest on: the documents of one family with their shared headings."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.authoring.asking import (
    asks_for_levels,
    gives_level,
)
from extractor.authoring.headings import (
    SeenHeading,
    heading_over_competencies,
    numbered_headings,
    usual_headings,
)
from extractor.authoring.observing import Observed
from extractor.authoring.patterns import (
    same,
)
from extractor.authoring.wording import counted
from extractor.matching.vocabulary import fold


class Family:
    """The documents of one family.

    `unread`: they give levels in a way that is not read. `header` is the heading of the block of labels. `headings`
    are what most documents have, without it, and without those over parts of the competencies; `over_competencies` is
    the one over all of them.
    """

    def __init__(self, observed: Sequence[Observed]) -> None:
        self.all = observed
        self.unread = asks_for_levels(observed)
        self.series = numbered_headings(observed)
        self.header = _heading_of_the_header(observed)
        headings = _outside_of_tables(usual_headings(observed, self.series), observed)
        headings = [h for h in headings if self.header is None or fold(h.printed[0]) != fold(self.header)]
        self.over_competencies = over = heading_over_competencies(headings)
        # What stands between that and the competencies heads a group of them.
        self.headings = [h for h in headings if over is None or not h.before or h.place <= over.place]


def _outside_of_tables(headings: Sequence[SeenHeading], observed: Sequence[Observed]) -> list[SeenHeading]:
    """Those that are no heads of columns and give no levels."""
    cells = {same(text) for one in observed for grid in one.seen.tables for text in grid.rows[0]}
    cells |= {same(text.text) for one in observed for text in one.seen.texts if gives_level(text.text, observed)}
    return [heading for heading in headings if same(heading.printed[0]) not in cells]


def _heading_of_the_header(observed: Sequence[Observed]) -> str | None:
    """A label that never has a value and stands above all others."""
    found = counted(one.empty_labels[0] for one in observed if one.empty_labels)
    with_value = {fold(label) for one in observed for label, _ in one.labels}
    if found and found[0][1] == len(observed) and fold(found[0][0]) not in with_value:
        return found[0][0]
    return None
