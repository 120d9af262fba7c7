"""Whose job description it is, by what stands above and around its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile

from extractor.matching.claims import HEADS, Claim, Taken
from extractor.matching.job_names import names_job
from extractor.matching.matches import Matches
from extractor.matching.organisation import REMARK, is_organisation, lines_to_named_organisation, lines_to_organisation
from extractor.shaping.lines import Line


def with_organisation(matches: Matches) -> Matches:
    """The same, knowing whose job description it is: by a field, a pattern of the rule module, or its letterhead."""
    stated = _stated(matches)
    if stated is not None:
        return replace(matches, organisation=stated)
    found = lines_to_organisation(_first_page(matches), matches.rules.document.organisation)
    found = found or lines_to_named_organisation(_letterhead(matches))
    if found is None:
        named = _heading_above(matches)
        return matches if named is None else replace(matches, organisation=named)
    claims = matches.claims.with_taken([Taken(Claim.ORGANISATION, found.words)])
    return replace(matches, organisation=found.name, claims=claims)


def _stated(matches: Matches) -> str | None:
    """The value of its field, or a label that is a name itself."""
    stated = next((f.value for f in matches.sections.fields if f.key == "organisation" and f.value), None)
    if stated:
        return stated
    return next((f.label for f in matches.sections.fields if f.key is None and is_organisation(f.label)), None)


def _heading_above(matches: Matches) -> str | None:
    """What looks like a heading above the first section of a known name, and is a name: "Ypsilon AG (Frankfurt)".

    Headings right under each other are one, set in two lines: NORWEGIAN / REFUGEE COUNCIL.
    """
    name: list[str] = []
    for section in takewhile(lambda section: not section.known and section.key is None, matches.sections.sections):
        if names_job(section.heading or "") is not None:
            name = []
            continue
        name.append(REMARK.sub("", section.heading or ""))
        if section.paragraphs or section.items:
            if is_organisation(" ".join(name).strip()):
                break
            name = []
    found = " ".join(name).strip()
    return found if found and is_organisation(found) else None


def _first_page(matches: Matches) -> Iterable[Line]:
    """Running lines first, then the lines of the first page."""
    yield from matches.context.running
    yield from matches.context.pages[0].lines


_READ_BEFORE = frozenset({Claim.TITLE, Claim.PREAMBLE})
"""What is read before every heading, though in a sidebar it may stand beside one."""
_ABOVE = frozenset({None, *_READ_BEFORE})


def _letterhead(matches: Matches) -> Iterable[Line]:
    """Running lines, then the title and what no rule knows above the first heading of the first page."""
    claims = matches.claims
    yield from matches.context.running
    first = matches.context.pages[0]
    lines = [*first.lines, *(line for t in first.tables for c in t.cells for line in (*c.lines, *c.turned_lines))]
    end = min((w.box.top for w in first.layout.words if claims.by(w) in HEADS), default=first.layout.height)
    for line in sorted(lines, key=lambda line: line.box.top):
        told = {claims.by(word) for word in line.words}
        if told <= _READ_BEFORE or (line.box.bottom <= end and told <= _ABOVE):
            yield line
