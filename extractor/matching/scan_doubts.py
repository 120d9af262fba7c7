"""Levels of scanned pages, held to more than levels of text: what an engine read may be misread.

A level stays sure only where its labels were read twice alike, stand in order, and the page as a whole can be read. A
doubt makes every box of the competency unreadable: the finding says why, and nobody gets a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from extractor.findings import finding, on_page, phrase
from extractor.geometry import box_around
from extractor.matching.claims import Claim
from extractor.matching.levels.labels import label_core
from extractor.matching.levels.question import Option, Question
from extractor.matching.matches import Matches
from extractor.model import Finding, FindingCode, MarkKind, PagesRead, Phrase, ReadBy
from extractor.reading.layout import PageLayout, Word
from extractor.shaping.marks.evidence import Fact
from extractor.shaping.marks.selection import SelectionMark

LABEL_SURE = 0.75
"""A level's label, or a sign that is its tick, read with less is not believed."""
PAGE_SURE = 0.7
"""On a page whose letters are read with less, on average, no level is believed."""
SURE_OF_SIGN = 0.8
WORD_SURE = 0.6
"""A word of a value read with less is named, so that a person looks at it."""
MOST_NAMED = 5
MOST_ALIKE, LEAST_OF_GROUP = 0.75, 3
"""Where more than this part of a document's competencies, or all of a group of so many, have the same levels, none of
these lost one: the others have more."""
NO_VALUES = frozenset({None, Claim.MARK, Claim.LABEL, Claim.LEVEL, Claim.RUNNING, Claim.TABLE_HEAD})
"""What words are taken for that are no value: what these say of a level is doubted as a whole."""


def with_scan_doubts(matches: Matches) -> Matches:
    """The same matches; competencies on scanned pages that may be misread have no readable box."""
    scanned = {page.number: page.layout for page in matches.context.pages if page.layout.engine is not None}
    if not scanned:
        return matches
    fewer = _with_fewer(matches.levels.competencies)
    competencies = tuple(
        _held(question, scanned, fewer=id(question) in fewer) for question in matches.levels.competencies
    )
    return replace(matches, levels=replace(matches.levels, competencies=competencies))


def pages_read(pages: Sequence[PageLayout]) -> tuple[PagesRead, ...]:
    """Runs of pages whose words come from the same place; a page that is not read is in none."""
    known = [page for page in pages if not page.scanned]
    return tuple(
        PagesRead(
            pages=(run[0].number, run[-1].number),
            by=ReadBy.TEXT if engine is None else ReadBy.OCR,
            engine=engine,
            confidence=None if engine is None else min(page.confidence or 0.0 for page in run),
        )
        for engine, run in ((engine, list(some)) for engine, some in groupby(known, key=lambda page: page.engine))
    )


def uncertain_words(matches: Matches) -> list[Finding]:
    """One for each page with words of a value that the engine is not sure of; levels are doubted as a whole."""
    findings = []
    for page in matches.context.pages:
        if page.layout.engine is None:
            continue
        words = [
            word
            for word in page.layout.words
            if not _sure(word, WORD_SURE) and matches.claims.by(word) not in NO_VALUES
        ]
        if words:
            place = on_page(page.number, box_around(word.box for word in words))
            named = tuple(word.text for word in words[:MOST_NAMED])
            more = max(0, len(words) - MOST_NAMED) or None
            findings.append(finding(FindingCode.OCR_UNCERTAIN, place, words=named, more=more))
    return findings


def _with_fewer(questions: Sequence[Question]) -> set[int]:
    """Those (by `id`) that have fewer levels than others, so that rows of theirs may be lost.

    4 4 3 3      the two with 3 are doubted, whether they lost a row or never had it
    4 … 4 5      nearly all have 4: that is the form, and the 5 is odd
    A: 4 4 4     B: 5 5 5     a group that agrees within itself has a scale of its own
    """
    asked = [question for question in questions if question.options and not question.printed]
    most = max((len(question.options) for question in asked), default=0)
    alike = Counter(frozenset(question.keys) for question in asked)
    groups: dict[object, list[frozenset[str]]] = {}
    for question in asked:
        groups.setdefault((question.block, question.group), []).append(frozenset(question.keys))

    def is_usual(question: Question) -> bool:
        own, group = frozenset(question.keys), groups[question.block, question.group]
        agrees = len(group) >= LEAST_OF_GROUP and set(group) == {own}
        return alike[own] > MOST_ALIKE * len(asked) or agrees

    return {id(one) for one in asked if len(one.options) < most and not is_usual(one)}


def _held(question: Question, scanned: Mapping[int, PageLayout], *, fewer: bool) -> Question:
    """`fewer`: other competencies have more levels, so rows of it may be lost."""
    pages = {question.page, *(mark.page for option in question.options for mark in option.marks)}
    pages |= {word.page for option in question.options for word in option.label_words}
    if scanned.keys().isdisjoint(pages):
        return question
    doubt = _doubt(question, [scanned[page] for page in sorted(pages & scanned.keys())])
    if doubt is None and fewer:
        doubt = phrase("scan-fewer")
    options = tuple(
        replace(option, marks=tuple(_mark(m, scanned, doubt) for m in option.marks)) for option in question.options
    )
    return replace(question, options=options)


def _doubt(question: Question, pages: list[PageLayout]) -> Phrase | None:
    """Why the levels of a competency cannot be believed; None where they can."""
    if any((page.confidence or 0.0) < PAGE_SURE for page in pages):
        return phrase("scan-too-poor")
    if not question.name:
        return phrase("scan-unnamed")
    for option in question.options:
        if any(not _sure(word, LABEL_SURE) for word in option.label_words):
            return phrase("scan-label", label=option.label)
    if (bare := _without_box(question.options)) is not None:
        return phrase("scan-no-box", label=bare.label)
    if not _in_order(question.options):
        return phrase("scan-labels", labels=tuple(question.labels))
    return None


def _without_box(options: Sequence[Option]) -> Option | None:
    """The first level without a box, where others have empty ones: a cell of a matrix that means nothing by itself."""
    boxed = any(mark.state is False for option in options for mark in option.marks)
    return next((option for option in options if boxed and not option.marks), None)


def _in_order(options: tuple[Option, ...]) -> bool:
    """Numbers count up or down by one, from row to row; names have no order that could tell."""
    cores = [label_core(option.label) for option in options if option.label_words]
    if not all(core.isdecimal() for core in cores):
        return not any(core.isdecimal() for core in cores)
    return len({int(b) - int(a) for a, b in pairwise(cores)}) <= 1 and all(
        abs(int(b) - int(a)) == 1 for a, b in pairwise(cores)
    )


def _mark(mark: SelectionMark, scanned: Mapping[int, PageLayout], doubt: Phrase | None) -> SelectionMark:
    """On a scan every mark is of pixels, a letter x too."""
    on_scan = mark.page in scanned
    if on_scan and doubt is None and not all(_sure(word, SURE_OF_SIGN) for word in mark.words):
        doubt = phrase("scan-sign")
    if on_scan and mark.kind is not MarkKind.PIXELS:
        mark = replace(mark.found(Fact.SCANNED_SIGN), kind=MarkKind.PIXELS)
    return mark if doubt is None else mark.doubted(doubt)


def _sure(word: Word, limit: float) -> bool:
    return word.confidence is None or word.confidence >= limit
