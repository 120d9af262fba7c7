"""The whole way from a PDF to its job descriptions: reads like a table of contents.

PDF bytes → PageLayout → ShapedPage → runs of pages → Matches → JobDescription
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import NamedTuple, Unpack

from extractor.errors import NoRulesMatch, NoTextLayer, TimeLimitExceeded
from extractor.findings import Language, finding, on_page, phrase, worded
from extractor.matching.assembly import assemble
from extractor.matching.choosing import choose
from extractor.matching.disputes import with_disputes
from extractor.matching.functions import by_function
from extractor.matching.levels.question import Option, Question
from extractor.matching.matches import Matches
from extractor.matching.openings import split_job_descriptions
from extractor.matching.rulefile import RuleModule
from extractor.matching.rulepacks import available_rule_modules, find_rule_modules
from extractor.matching.scan_doubts import pages_read, uncertain_words, with_scan_doubts
from extractor.matching.scan_losses import scan_losses
from extractor.matching.scan_rows import with_lost_rows
from extractor.matching.scan_strays import with_strays_doubted
from extractor.matching.shown_pages import on_shown_pages
from extractor.model import Finding, FindingCode, JobDescription, Phrase, Source
from extractor.reading.layout import PageLayout, PdfInfo, Shown
from extractor.reading.limits import OutOfTime
from extractor.reading.pdf import PdfFile, open_pdf
from extractor.reading.rendering import OnShownPages, PdfiumRenderer, Renderer
from extractor.reading.scan.opening import AtPage, pages_with_scans
from extractor.settings import AS_USUAL, ReadingSettings, SettingsByName
from extractor.shaping.lines import Line, words_to_any_lines
from extractor.shaping.marks.confirming import confirm_marks
from extractor.shaping.marks.places_shown import with_second_marks_doubted
from extractor.shaping.pages import ShapedPage, layout_to_page


@dataclass(frozen=True)
class Stages:
    """One job description and everything it was made from, for people who want to see why."""

    pages: tuple[ShapedPage, ...]
    matches: Matches
    description: JobDescription


def read_job_descriptions(
    path: str | os.PathLike[str],
    *,
    rules: str | None = None,
    relative_path: str | None = None,
    content: bytes | None = None,
    **settings: Unpack[SettingsByName],
) -> tuple[JobDescription, ...]:
    """All job descriptions of one PDF, in page order.

    `rules` names a rule module by id or path, else every module that is installed is tried; `relative_path` becomes
    `source.path`; with `confirm` each mark is looked at in a rendering of its page too. `content` is what stands at
    `path`, where it was read already. Raises an InputError where the file cannot be read, NoRulesMatch where no module
    knows it, RulesNotFound or RuleFileError where `rules` is wrong.
    """
    how = ReadingSettings(**settings)
    stages = read_stages(path, how, rules=rules, relative_path=relative_path, content=content)
    return tuple(stage.description for stage in stages)


def read_stages(
    path: str | os.PathLike[str],
    settings: ReadingSettings = AS_USUAL,
    *,
    rules: str | RuleModule | None = None,
    relative_path: str | None = None,
    content: bytes | None = None,
    at_page: AtPage = lambda _: None,
) -> Iterator[Stages]:
    """The same with every intermediate; only the pages of three job descriptions are held at a time.

    `rules` may also be a module itself, one that stands in no file yet; `at_page` is called after each page, with its
    number where that is a scan that was read now. Where OutOfTime is raised, what is complete is still given, and
    TimeLimitExceeded raised after it.

    Pages that belong to none go with the job description after them, the last ones with the one before.
    """
    modules = _modules(rules)
    forced = rules is not None and len(modules) == 1
    name = os.fspath(path)
    with (
        open_pdf(path, settings.password, content=content, limits=settings.limits, reader=settings.reader) as pdf,
        PdfiumRenderer(pdf.data, settings.password, pdf.left_open) as renderer,
    ):
        info = pdf.info()
        digest = hashlib.sha256(pdf.content).hexdigest()
        shown: dict[int, Shown] = {}
        reasons: dict[str, Phrase] = {}
        count = 0
        outside: list[Line] = []
        held: _Held | None = None
        late: OutOfTime | None = None
        try:
            layouts = _one_by_one(pages_with_scans(pdf.pages(), renderer, settings.scans, at_page), at_page)
            shaped = _shaped_pages(layouts, name, shown)
            for before, run, after in _with_neighbours(split_job_descriptions(shaped, modules)):
                matches = choose(run, [*before[-1:], *after[:1]], modules, reasons, forced=forced)
                if matches is None:
                    outside += _all_lines(run)
                    continue
                if held is not None:
                    complete, held = held, None
                    yield _finished(complete, shown, pdf.damage)
                if settings.confirm:
                    matches = confirmed(matches, OnShownPages(renderer, shown))
                source = _source(relative_path or PurePath(name).name, pdf, info, digest, run)
                for one in by_function(_held_to_more(matches)):
                    if held is not None:
                        yield _finished(held, shown, pdf.damage)
                    count += 1
                    held = _Held(run, one, source, _document_id(digest, count), outside)
                    outside = []
        except OutOfTime as error:
            late = error
        if held is not None:
            held.outside.extend(outside)
            yield _finished(held, shown, pdf.damage)
    if late is not None:
        raise TimeLimitExceeded(name, late.detail)
    if not count:
        raise _no_rules_match(name, reasons)


def _all_lines(run: list[ShapedPage]) -> list[Line]:
    return [line for page in run for line in words_to_any_lines(page.layout.words)]


def _document_id(digest: str, number: int) -> str:
    return digest[:12] if number == 1 else f"{digest[:12]}-{number}"


def _held_to_more(matches: Matches) -> Matches:
    """The same where no page is a scan; else with every doubt that a scan gives, and rows that nobody could read."""
    return with_strays_doubted(with_lost_rows(with_scan_doubts(matches)))


class _Held(NamedTuple):
    """A job description that may still get lines which belong to none."""

    run: list[ShapedPage]
    matches: Matches
    source: Source
    id_: str
    outside: list[Line]


def _finished(held: _Held, shown: dict[int, Shown], damage: str | None) -> Stages:
    matches = held.matches
    description = with_findings(
        assemble(matches, held.source, held.id_, held.outside), [*scan_losses(matches), *uncertain_words(matches)]
    )
    description = with_disputes(description, [page.layout for page in held.run])
    description = on_shown_pages(description, shown)
    description = with_repair(description, damage)
    return Stages(tuple(held.run), matches, description)


def _no_rules_match(name: str, reasons: Mapping[str, Phrase]) -> NoRulesMatch:
    said = [phrase("module-misses", module=module, reason=why).model_dump_json() for module, why in reasons.items()]
    return NoRulesMatch(name, [(module, worded(why, Language.EN)) for module, why in reasons.items()], said)


def _modules(rules: str | RuleModule | None) -> tuple[RuleModule, ...]:
    if isinstance(rules, RuleModule):
        return (rules,)
    return find_rule_modules(rules) if rules else available_rule_modules()


def confirmed(matches: Matches, renderer: Renderer) -> Matches:
    """The same matches, each mark of a level held against what the page shows."""
    # The picture of a scan is what its marks were read from: to look at it again confirms nothing.
    pages = [page for page in matches.context.pages if page.layout.engine is None]
    known = {mark for page in pages for mark in matches.context.marks.get(page.number, ())}
    questions = matches.levels.competencies
    groups = [[mark for option in q.options for mark in option.marks if mark in known] for q in questions]
    seen = confirm_marks([group for group in groups if group], renderer)
    seen = with_second_marks_doubted((table for page in pages for table in page.tables), seen, renderer)

    def looked_at(option: Option) -> Option:
        return replace(option, marks=tuple(seen.get(mark, mark) for mark in option.marks))

    def asked(question: Question) -> Question:
        return replace(question, options=tuple(map(looked_at, question.options)))

    levels = replace(matches.levels, competencies=tuple(map(asked, questions)))
    return replace(matches, levels=levels)


def with_findings(description: JobDescription, findings: Sequence[Finding]) -> JobDescription:
    return description.model_copy(update={"findings": (*description.findings, *findings)}) if findings else description


def with_repair(description: JobDescription, damage: str | None) -> JobDescription:
    """The same with a finding where the PDF had to be repaired before it could be read."""
    if damage is None:
        return description
    repaired = finding(FindingCode.PDF_REPAIRED, on_page(description.source.pages[0]), damage=damage)
    return description.model_copy(update={"findings": (*description.findings, repaired)})


def _one_by_one(layouts: Iterable[PageLayout], at_page: AtPage) -> Iterator[PageLayout]:
    for layout in layouts:
        at_page(None)
        yield layout


def _shaped_pages(layouts: Iterable[PageLayout], name: str, shown: dict[int, Shown]) -> Iterator[ShapedPage]:
    """`shown` gets the pages that stand elsewhere in the PDF. Raises NoTextLayer at the end where none had a word."""
    words, blank = 0, True
    for layout in layouts:
        if layout.shown is not None:
            shown[layout.number] = layout.shown
        words += len(layout.words)
        blank = blank and layout.is_blank
        yield layout_to_page(layout)
    if not words:
        raise NoTextLayer.of(name, blank=blank)


def _with_neighbours(
    runs: Iterator[list[ShapedPage]],
) -> Iterator[tuple[list[ShapedPage], list[ShapedPage], list[ShapedPage]]]:
    """Each run between the one before and the one after it, [] where there is none, also when the time is gone."""
    before: list[ShapedPage] = []
    run = next(runs, None)
    while run is not None:
        try:
            after = next(runs, None)
        except OutOfTime:
            yield before, run, []
            raise
        yield before, run, after or []
        before, run = run, after


def _source(path: str, pdf: PdfFile, info: PdfInfo, digest: str, run: list[ShapedPage]) -> Source:
    return Source(
        file=PurePath(path).name,
        path=path,
        sha256=digest,
        bytes=len(pdf.content),
        page_count=info.page_count,
        pages=(run[0].number, run[-1].number),
        producer=info.producer,
        creator=info.creator,
        created=info.created,
        tagged=info.tagged,
        pages_read=pages_read([page.layout for page in run]),
    )
