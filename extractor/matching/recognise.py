"""Where each job description in a PDF begins, and which rule module fits it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.matching.assembly import Matches
from extractor.matching.levels.scale import fixed_scale
from extractor.matching.rulefile import Patterns, RuleModule
from extractor.shaping.lines import Line
from extractor.shaping.pages import ShapedPage

TITLE_ZONE = 0.6
"""The title of a job description stands in this upper part of the page it begins on."""

LEAST_LABELS = 2


def begins_job_description(page: ShapedPage, rules: RuleModule) -> bool:
    """A title in the upper part, with the header or a section of the form on the same page.

    The second condition keeps running heads that repeat the title from beginning a new one on every page.
    """
    lines = _all_lines(page)
    zone = TITLE_ZONE * page.layout.height
    titled = any(line.box.top < zone and _fits(rules.document.title, line.text) for line in lines)
    return titled and _opens_form(lines, rules)


def misfit(pages: Sequence[ShapedPage], rules: RuleModule) -> str | None:
    """What the pages lack for this module; None where it may fit."""
    if rules.generic:
        return None
    if not any(_fits(rules.document.title, line.text) for line in _all_lines(pages[0])):
        return "no title that it knows"
    missing = [pattern for pattern in rules.document.requires if not _occurs(pattern, pages)]
    return f"nothing like {missing[0].pattern!r}" if missing else None


def implausible(matches: Matches) -> str | None:
    """Why what the generic module found is no job description: levels alone make none, nor does a title alone."""
    if not matches.rules.generic:
        return None
    titled = matches.sections.title is not None
    if not matches.competencies:
        return "no competencies with levels" if titled else "no title of a job description, no competencies with levels"
    lines = [line for page in matches.context.pages for line in _all_lines(page)]
    if not titled and not any(_fits(matches.rules.competencies.heading, line.text) for line in lines):
        return "tick boxes, but nothing that speaks of competencies"
    return None


def known_levels(matches: Matches) -> int:
    """Of how many competencies can the box of some level on the module's scale be seen?"""
    rules = matches.rules.competencies.scale
    scale = fixed_scale(rules) if rules else None
    return sum(
        any(level.marks and (scale is None or scale.rank(level.label) is not None) for level in competency.levels)
        for competency in matches.competencies
    )


def _opens_form(lines: Sequence[Line], rules: RuleModule) -> bool:
    """The heading of the header block or of the purpose, or two of the header's labels."""
    if any(_fits((*rules.fields.heading, *rules.sections.purpose), line.text) for line in lines):
        return True
    known = {label.casefold() for labels in rules.fields.labels.values() for label in labels}
    starts = [line.text.casefold() for line in lines]
    return sum(any(start.split(":")[0].strip() == label for start in starts) for label in known) >= LEAST_LABELS


def _occurs(pattern: object, pages: Sequence[ShapedPage]) -> bool:
    return any(_fits((pattern,), line.text) for page in pages for line in _all_lines(page))  # type: ignore[arg-type]


def _all_lines(page: ShapedPage) -> list[Line]:
    lines = list(page.lines)
    for table in page.tables:
        for cell in table.cells:
            lines.extend(cell.lines)
    return lines


def _fits(patterns: Patterns, text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def split_job_descriptions(pages: Iterator[ShapedPage], modules: Sequence[RuleModule]) -> Iterator[list[ShapedPage]]:
    """Runs of pages, each beginning where some module sees a job description begin; only the first may not."""
    run: list[ShapedPage] = []
    for page in pages:
        if run and any(begins_job_description(page, module) for module in modules):
            yield run
            run = []
        run.append(page)
    if run:
        yield run
