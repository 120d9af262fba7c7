"""Which PDFs are of one family: those that share their titles, labels and headings."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.authoring.observing import COMPETENCY, Observed
from extractor.authoring.patterns import same
from extractor.matching.vocabulary import fold

LEAST_SHARED = 0.5
"""Two documents of one family have at least this part of the words of their forms in common."""


def families(observed: Sequence[Observed]) -> list[list[Observed]]:
    """Groups in the order of their first member; a document that is like any of a group belongs to it."""
    groups: list[list[Observed]] = []
    for one in observed:
        near = [group for group in groups if any(_alike(one, other) for other in group)]
        joined = [member for group in near for member in group] + [one]
        groups = [group for group in groups if group not in near]
        groups.append(joined)
    place = {id(one): i for i, one in enumerate(observed)}
    return sorted((sorted(g, key=lambda o: place[id(o)]) for g in groups), key=lambda g: place[id(g[0])])


def _alike(one: Observed, other: Observed) -> bool:
    mine, theirs = _form_words(one), _form_words(other)
    least = min(len(mine), len(theirs))
    return least > 0 and len(mine & theirs) >= LEAST_SHARED * least


def _form_words(one: Observed) -> frozenset[str]:
    """The labels, the headings before and after the competencies, and the first word of the title."""
    places = [i for i, part in enumerate(one.parts) if part.claim == COMPETENCY]
    first, last = (places[0], places[-1]) if places else (len(one.parts), len(one.parts))
    headings = {same(part.text) for i, part in enumerate(one.parts) if part.may_head and not first < i < last}
    titles = {fold(line.split()[0]) for line in one.title[:1] if line.split()}
    return frozenset({*titles, *headings, *(fold(label) for label, _ in one.labels)})
