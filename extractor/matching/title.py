"""The title of a job description: a line that says so, else the headline of the first page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

import regex

from extractor.languages import all_words
from extractor.matching.document import DocumentContext
from extractor.matching.heading_looks import ADDRESS, HeadingLooks, closed_up
from extractor.matching.job_names import names_job
from extractor.matching.printed_names import PrintedNames, evened
from extractor.matching.rule_patterns import Fitting, fits
from extractor.matching.rulefile import RuleModule
from extractor.matching.section_names import section_name
from extractor.matching.title_names import mentions_title
from extractor.matching.vocabulary import words_to_pattern
from extractor.shaping.lines import Line
from extractor.shaping.paragraphs import Paragraph

TITLE_LINES = 4
"""A title is at most this many lines; what follows in the same letters is something else."""
LONGEST_TITLE = 120
"""Characters; a longer text that speaks of a job description is a sentence."""
HEADLINE = 1.25
"""A headline's letters are so much larger than the text's."""
AS_LARGE = 0.97
"""The next line of a title is at least this part as large as the first: a subtitle is smaller."""
LARGER = 1.1
"""Letters of a title that goes on are so much larger than the text's: the text itself is no part of it."""
NEXT_LINE = 2.6
"""Lines of a title are less than this many sizes apart: titles are set wider than text, with room for a subtitle."""
TOP = 0.5
"""A headline stands in this upper part of the first page."""


@dataclass(frozen=True)
class TitleFound:
    """`paragraphs` are those it takes, `known`: a rule or the vocabulary knows it for a title."""

    text: str
    paragraphs: range
    known: bool


def find_title(
    paragraphs: Sequence[Paragraph],
    context: DocumentContext,
    rules: RuleModule,
    looks: HeadingLooks,
    begins: Callable[[Line], bool],
) -> TitleFound | None:
    """`begins` tells that a line opens something that no title goes on in."""
    start = _titled(paragraphs, rules.document.title, context)
    known = start is not None
    if start is None and rules.generic:
        start = _saying_so(paragraphs, context, looks)
        known = start is not None
    if rules.generic and (start is None or _is_aside(paragraphs[start], context, looks)):
        headline = _headline(paragraphs, context, looks)
        start = headline if headline is not None else start
    if start is None:
        return None
    lines = list(paragraphs[start].lines)
    end = start + 1
    while end < len(paragraphs) and _belongs(lines, paragraphs[end], context, begins):
        lines.extend(paragraphs[end].lines)
        end += 1
    text = closed_up(lines[0]) if len(lines) == 1 else Paragraph(tuple(lines)).text(context.vocabulary)
    return TitleFound(text, range(start, end), known)


def speaks_of_job_descriptions(title: str) -> bool:
    """Is it the title of a guide, a form or a policy about them?"""
    return _subjects().are_in(evened(title)) and _about().search(title) is not None


def _titled(paragraphs: Sequence[Paragraph], patterns: Sequence[Fitting], context: DocumentContext) -> int | None:
    for i, paragraph in enumerate(paragraphs):
        text = closed_up(paragraph.first) if len(paragraph.lines) == 1 else paragraph.text(context.vocabulary)
        label = text.endswith(":") or paragraph.bullet is not None
        if not label and len(text) <= LONGEST_TITLE and fits(patterns, text):
            return i
    return None


def _is_aside(paragraph: Paragraph, context: DocumentContext, looks: HeadingLooks) -> bool:
    """Is it a remark in the letters of the text, low on the page: "Job posting of 7 April 2020" under an advert?"""
    low = paragraph.page != context.pages[0].number or paragraph.box.top >= TOP * context.pages[0].layout.height
    return low and not looks.may_head(paragraph)


def _saying_so(paragraphs: Sequence[Paragraph], context: DocumentContext, looks: HeadingLooks) -> int | None:
    """Like "UNION JOB DESCRIPTION", "Data engineer: vacancy notice": at the top of the first page, standing out."""
    for i in _at_top(paragraphs, context):
        paragraph = paragraphs[i]
        if looks.may_head(paragraph) and mentions_title(paragraph.text(context.vocabulary)):
            return i
    return None


def _headline(paragraphs: Sequence[Paragraph], context: DocumentContext, looks: HeadingLooks) -> int | None:
    """The largest text at the top of the first page; else the one line above all sections that names a job."""
    tops = [i for i in _at_top(paragraphs, context) if looks.may_head(paragraphs[i])]
    texts = {i: paragraphs[i].text(context.vocabulary) for i in tops}
    large = [i for i in tops if paragraphs[i].first.size > HEADLINE * context.text_size and not _is_section(texts[i])]
    if large:
        return max(large, key=lambda i: (round(paragraphs[i].first.size, 1), -i))
    above = takewhile(lambda i: not _is_section(texts[i]), tops)
    named = [i for i in above if paragraphs[i].cell is None and names_job(texts[i]) is not None]
    return named[0] if len(named) == 1 else None


def _is_section(text: str) -> bool:
    name = section_name(text)
    return name is not None and name.exact


def _at_top(paragraphs: Sequence[Paragraph], context: DocumentContext) -> list[int]:
    first = context.pages[0]
    return [
        i
        for i, paragraph in enumerate(paragraphs)
        if paragraph.page == first.number
        and paragraph.box.top < TOP * first.layout.height
        and paragraph.bullet is None
        and ADDRESS.search(paragraph.first.text) is None
    ]


def _belongs(
    lines: Sequence[Line], following: Paragraph, context: DocumentContext, begins: Callable[[Line], bool]
) -> bool:
    last, first = lines[-1], following.first
    return (
        len(lines) + len(following.lines) <= TITLE_LINES
        and last.page == first.page
        and following.cell is None
        and first.size >= AS_LARGE * lines[0].size
        and first.same_style(lines[0])
        and first.size > LARGER * context.text_size
        and first.baseline - last.baseline < NEXT_LINE * first.size
        and not begins(first)
    )


@lru_cache(maxsize=1)
def _subjects() -> PrintedNames:
    return PrintedNames(all_words().documents.about)


@lru_cache(maxsize=1)
def _about() -> regex.Pattern[str]:
    """Like "Job description guide", "Leidraad voor functiebeschrijvingen"; not "Job description policy officer"."""
    titles = words_to_pattern(all_words().documents.titles)
    about = words_to_pattern(all_words().documents.about)
    return regex.compile(
        rf"\b(?:{titles})\p{{Ll}}{{0,2}}\s*[:–—-]?\s*(?:{about})s?(?:\b\W*$|\b\W+\d|\s+\p{{L}}{{1,4}}\b)"
        rf"|\b(?:{about})s?\s+(?:\p{{L}}{{1,4}}\s+){{0,3}}(?:{titles})",
        flags=regex.VERSION1 | regex.IGNORECASE,
    )
