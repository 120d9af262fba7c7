"""Where each job description of a PDF begins: bundles hold many of them, and many print their title on every page.

Functieprofiel Kok            Functieprofiel Tuinier            the title says another job, and the sections of the
Taken … Competenties …        Taken … Competenties …            form begin again: another job description

Functiebeschrijving           Functiebeschrijving
Functie: Kok                  Functie: Kok                      the same head on the next page of the same one
Taken …                       Competenties …
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import regex

from extractor.languages import all_words
from extractor.matching.generic import generic_module, is_competency_heading, names_other_section
from extractor.matching.job_names import names_job
from extractor.matching.other_documents import other_document
from extractor.matching.rulefile import FieldKey, RuleModule
from extractor.matching.title import HEADLINE
from extractor.matching.title_function import title_to_function
from extractor.matching.title_names import mentions_title
from extractor.matching.vocabulary import fold, words_to_pattern
from extractor.shaping.cutting import cut_page
from extractor.shaping.lines import Line, line_to_segments
from extractor.shaping.pages import ShapedPage

TITLE_ZONE = 0.6
"""The title of a job description stands in this upper part of the page it begins on."""
LEAST_LABELS = 2
AS_LARGE = 0.95
"""Letters of at least this part of a title's size are as large: fonts of one size differ by less."""
NEARLY_AS_LARGE = 0.85
"""Where the form begins again under a title of another job, that is hardly ever smaller than this part of the first."""
DIGITS = regex.compile(r"\d+")
"""Numbers of pages are no difference between two heads."""
IN_BRACKETS = regex.compile(r"\s*\([^()]*\)$")
"""Nor is what one of them adds: "Kok (B1-B3)"."""


@dataclass(frozen=True)
class Opening:
    """What a page begins with that may open a job description.

    `title` is the line that says so, or the headline; `known` where a module knows it. `values` are those of the
    header's labels that stand over the first section, `job` is the name of the function, as its label or the title say
    it; `head` are the lines from the title to that section, `section` is its heading. `opens_form`: the header or the
    purpose has a heading on the page, as once in a form. `other` where it is the title of another kind of document,
    `lists` where titles of several jobs stand under each other, and no section: a list of what follows.
    """

    title: Line
    known: bool
    job: str | None
    values: Mapping[str, str] = field(repr=False)
    head: tuple[str, ...] = field(repr=False)
    section: str | None
    opens_form: bool
    other: bool
    lists: bool


def split_job_descriptions(pages: Iterator[ShapedPage], modules: Sequence[RuleModule]) -> Iterator[list[ShapedPage]]:
    """Runs of pages, each beginning where a job description begins; only the first may not.

    A page on which another one begins farther down is cut there, and belongs to two runs.
    """
    run: list[ShapedPage] = []
    first: Opening | None = None
    for page in pages:
        for i, (part, here) in enumerate(_parts(page, first if run else None, modules)):
            if run and (i > 0 or (here is not None and begins_another(here, first))):
                yield run
                run, first = [], here
            elif not run:
                first = here
            run.append(part)
    if run:
        yield run


def _parts(
    page: ShapedPage, first: Opening | None, modules: Sequence[RuleModule]
) -> Iterator[tuple[ShapedPage, Opening | None]]:
    """The page, cut wherever another job description begins on it, and what each part begins with."""
    here = page_to_opening(page, modules)
    known = here if here is not None and (first is None or begins_another(here, first)) else first
    titles = _further_titles(page, known, modules) if known is not None else []
    for i, line in enumerate(titles):
        parts = cut_page(page, line.box.top)
        there = page_to_opening(parts[1], modules, line.box.top) if parts is not None else None
        if parts is None or there is None or known is None or not _names_another(there, known):
            continue
        if _is_listed(titles[i + 1 : i + 2], there):
            continue
        yield parts[0], here
        page, here, known = parts[1], there, there
    yield page, here


def _is_listed(following: Sequence[Line], there: Opening) -> bool:
    """Does the next title come before any section, as in a table of contents?"""
    return any(_compared(line) in there.head[1:] for line in following)


def _further_titles(page: ShapedPage, known: Opening, modules: Sequence[RuleModule]) -> list[Line]:
    """Titles under the first line of the page that look like the one that the job description began with."""
    patterns = [pattern for module in modules for pattern in module.document.title]
    lines = sorted(page.lines, key=lambda line: line.box.top)
    title = known.title
    return [
        line
        for line in lines[1:]
        if line.words != title.words
        and line.size >= NEARLY_AS_LARGE * title.size
        and line.bold == title.bold
        and any(pattern.search(line.text) for pattern in patterns)
    ]


def _names_another(here: Opening, first: Opening) -> bool:
    """Is it sure, without the edge of a page, that another job description begins?

    Functieprofiel Kok        Functiebeschrijving       Functiebeschrijving
    …                         Functie: Kok              Kok
    Functieprofiel Tuinier    …                         Taken …
                              Functiebeschrijving       Functiebeschrijving
                              Functie: Tuinier          Tuinier
                                                        Taken …
    """
    if not (here.known and first.known) or not (_same_section(here, first) or here.opens_form):
        return False
    return _other_job(here, first) or _differ(here.values, first.values) or here.head != first.head


def _same_section(here: Opening, first: Opening) -> bool:
    """Does the form begin again?"""
    return here.section is not None and here.section == first.section


def _other_job(here: Opening, first: Opening) -> bool:
    return here.job is not None and first.job is not None and here.job != first.job


def begins_another(here: Opening, first: Opening | None) -> bool:
    """Does another document begin with this page? `first` is what the current one began with, None where nobody knows.

    What a job description does not print twice begins another one; what running heads may repeat does only where it
    says something else.
    """
    if first is None or (here.known and not first.known and first.section is None):
        return here.known and _says_more_than_title(here)
    sure = _says_so(here, first) if here.known else None
    if sure is not None:
        return sure
    if here.title.size < AS_LARGE * first.title.size:
        return False
    if here.other or (here.known and _other_job(here, first) and _is_job(here)):
        return True
    return _same_section(here, first) and here.head != first.head


def _is_job(here: Opening) -> bool:
    """Is what the title names a job, and no part of the form: "Functieprofiel kandidaat"?"""
    return here.section is None or (here.job is not None and names_job(here.job) is not None)


def _says_more_than_title(here: Opening) -> bool:
    """Does the page name the job, open a form, or have labels enough for a header?"""
    return here.opens_form or here.job is not None or len(here.values) >= LEAST_LABELS


def _says_so(here: Opening, first: Opening) -> bool | None:
    """Does a page with a title that is known say by its header that it begins another? None where it does not tell."""
    if _differ(here.values, first.values) or _follows_list(here, first):
        return True
    if here.job is not None and here.job == first.job:
        return _same_section(here, first) and here.opens_form
    return True if here.opens_form or (_other_job(here, first) and _same_section(here, first)) else None


def _follows_list(here: Opening, first: Opening) -> bool:
    return first.lists and not here.lists and here.job is not None


def _differ(here: Mapping[str, str], first: Mapping[str, str]) -> bool:
    """Does the header say something else? One that says of what the other does not speak need not be its repetition."""
    shared = here.keys() & first.keys()
    if not shared:
        return "name" in here and len(here) >= LEAST_LABELS
    return any(here[key] != first[key] for key in shared)


def page_to_opening(page: ShapedPage, modules: Sequence[RuleModule], top: float = 0.0) -> Opening | None:
    """None where nothing in the upper part of the page, or of what stands below `top`, may be a title."""
    title, known = _title(page, top + TITLE_ZONE * page.layout.height, modules)
    if title is None:
        return None
    lines = _downwards(_lines(page))
    section = _section_below(lines, title)
    end = page.layout.height if section is None else section.box.top
    head = [line for line in lines if title.box.top <= line.box.top < end]
    values = dict(_values(page, end, modules))
    return Opening(
        title=title,
        known=known,
        job=values.get("name") or _job_of(title.text),
        values=values,
        head=tuple(map(_compared, head)),
        section=None if section is None else fold(section.text),
        opens_form=_opens_form(lines, modules),
        other=not known and other_document(title.text) is not None,
        lists=section is None and len({_job_of(line.text) for line in head} - {None}) > 1,
    )


def _section_below(lines: Sequence[Line], title: Line) -> Line | None:
    return next((line for line in lines if line.box.top > title.box.top and _heads_section(line.text)), None)


def _compared(line: Line) -> str:
    """As heads are compared."""
    return DIGITS.sub("#", fold(line.text))


def _lines(page: ShapedPage, end: float = math.inf) -> list[Line]:
    """In tables and out of them; those that begin above `end` among others, where only these are asked for."""
    cells = (cell for table in page.tables for cell in table.cells)
    above = (cell for cell in cells if any(word.box.top < end for word in cell.words))
    return [*page.lines, *(line for cell in above for line in cell.lines)]


def _downwards(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.box.top, line.box.x0))


def _title(page: ShapedPage, end: float, modules: Sequence[RuleModule]) -> tuple[Line | None, bool]:
    """The largest line above `end` that a module knows for a title, else the headline; and whether it is known."""
    lines = _lines(page, end)
    patterns = [pattern for module in modules for pattern in module.document.title]
    known = _largest((line for line in lines if any(pattern.search(line.text) for pattern in patterns)), end)
    if known is not None:
        return known, True
    large = (line for line in lines if line.size > HEADLINE * page.text_size and not _heads_section(line.text))
    return _largest(large, end), False


def _largest(lines: Iterable[Line], end: float) -> Line | None:
    above = _downwards(line for line in lines if line.box.top < end)
    return max(above, key=lambda line: (line.size, -line.box.top), default=None)


def _heads_section(text: str) -> bool:
    return names_other_section(text) or is_competency_heading(text)


def _opens_form(lines: Sequence[Line], modules: Sequence[RuleModule]) -> bool:
    """The heading of the header block, or of the purpose."""
    patterns = [p for module in modules for p in (*module.fields.heading, *module.sections.purpose)]
    return any(pattern.search(line.text) for line in lines for pattern in patterns)


def _values(page: ShapedPage, end: float, modules: Sequence[RuleModule]) -> Iterator[tuple[str, str]]:
    """The meaning of each label over the first section, and what stands behind it; the first one last."""
    labels = dict(_shared_labels())
    for module in modules:
        if not module.generic:
            labels.update(_folded(module.fields.labels))
    for label, value in reversed([*_pairs_above(page, end)]):
        key = labels.get(fold(label.strip().rstrip(":").strip()))
        if key is not None and value.strip(" :"):
            yield key, fold(IN_BRACKETS.sub("", value.strip(" :")))


@lru_cache(maxsize=1)
def _shared_labels() -> Mapping[str, FieldKey]:
    return _folded(generic_module().fields.labels)


def _folded(labels: Mapping[FieldKey, Sequence[str]]) -> dict[str, FieldKey]:
    return {fold(label): key for key, texts in labels.items() for label in texts}


def _pairs_above(page: ShapedPage, end: float) -> Iterator[tuple[str, str]]:
    yield from (pair for line in page.lines if line.box.top < end for pair in _pairs(line))
    for table in page.tables:
        for number in range(table.row_count):
            row = [cell for cell in table.row(number) if cell.box.top < end]
            yield from pairwise(" ".join(line.text for line in cell.lines) for cell in row)
            yield from (pair for cell in row for line in cell.lines for pair in _pairs(line))


def _pairs(line: Line) -> Iterator[tuple[str, str]]:
    """Label and value, parted by a colon or by white."""
    before, colon, after = line.text.partition(":")
    if colon:
        yield before, after
    texts = [segment.text for segment in line_to_segments(line)]
    yield from pairwise(texts)


def _job_of(title: str) -> str | None:
    name = title_to_function(_continued().sub("", title)) if mentions_title(title) else None
    return None if name is None else fold(name)


@lru_cache(maxsize=1)
def _continued() -> regex.Pattern[str]:
    """Like "(vervolg)", "– continued", at the end of a title."""
    suffixes = words_to_pattern(all_words().continued.suffixes)
    return regex.compile(rf"\W*\b(?:{suffixes})\W*$", flags=regex.VERSION1 | regex.IGNORECASE)
