"""Which rule module reads a document: the first that knows it, held against what is read without rules.

    tienen: 0 of 12 levels ┐
                           ├→ generic, and a finding says that tienen stepped back
    generic: 12 levels     ┘

A document that merely has the words of a family in it is not of the family.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extractor.findings import phrase
from extractor.languages import words_in_force
from extractor.matching.claims import Claim, Claims, Taken
from extractor.matching.competencies import status_of, words_kept
from extractor.matching.document import DocumentContext
from extractor.matching.letterhead import with_organisation
from extractor.matching.levels.reading import LevelsRead, match_levels
from extractor.matching.levels.rows import heads_levels
from extractor.matching.matches import Matches, SteppedBack
from extractor.matching.not_levels import without_bullets, without_header_tables
from extractor.matching.own_words import with_own_words
from extractor.matching.recognise import implausible, misfit
from extractor.matching.rulefile import RuleModule
from extractor.matching.sections import match_sections, opens_text
from extractor.model import Phrase, Status
from extractor.shaping.document import DocumentMaker
from extractor.shaping.pages import ShapedPage
from extractor.shaping.running import KnownLines

LEFT_OVER = 0.02
"""A module that leaves a smaller part of the words explains the document."""


@dataclass(frozen=True)
class _Read:
    """What a module reads of levels; the rest of the pages is read where the module may be the one."""

    context: DocumentContext
    rules: RuleModule
    levels: LevelsRead
    claims: Claims

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        return tuple(map(status_of, self.levels.competencies))

    @cached_property
    def matches(self) -> Matches:
        with words_in_force(with_own_words(self.rules.competencies)):
            sections = match_sections(self.context, self.rules, self.claims)
        return Matches(self.context, self.rules, self.levels, sections, self.claims.with_taken(sections.took))


def _read(maker: DocumentMaker, rules: RuleModule) -> _Read:
    """The levels of one job description's pages, by the shared words and the module's own."""
    with words_in_force(with_own_words(rules.competencies)):
        known = KnownLines(
            is_text=lambda line: opens_text(line, rules),
            heads_table=lambda line: heads_levels(line, rules),
            is_title=lambda line: any(pattern.search(line.text) for pattern in rules.document.title),
        )
        context = maker.document(known, rules.document.text_columns)
        levels = without_header_tables(match_levels(context, rules.competencies), context)
        took = [part for question in levels.competencies for part in words_kept(question)]
        levels, context = without_bullets(levels, context)
    took += [part for choice in levels.choices for part in choice.took]
    claims = Claims([Taken(Claim.RUNNING, line.words) for line in context.running])
    return _Read(context, rules, levels, claims.with_taken(took))


def choose(
    run: Sequence[ShapedPage],
    beside: Sequence[ShapedPage],
    modules: Sequence[RuleModule],
    reasons: dict[str, Phrase],
    *,
    forced: bool,
) -> Matches | None:
    """The matches of the module that reads the document; None where none knows it, and `reasons` gets why.

    With `forced` the only module need not know it.
    """
    chosen = _chosen(run, beside, modules, reasons, forced=forced)
    return None if chosen is None else with_organisation(chosen)


def _chosen(
    run: Sequence[ShapedPage],
    beside: Sequence[ShapedPage],
    modules: Sequence[RuleModule],
    reasons: dict[str, Phrase],
    *,
    forced: bool,
) -> Matches | None:
    maker = DocumentMaker(run, beside)
    if forced:
        return _read(maker, modules[0]).matches
    known = _first_that_knows(maker, run, modules, reasons)
    generic = next((module for module in modules if module.generic), None)
    if generic is None or (known is not None and _explains(known)):
        return None if known is None else known.matches
    other = _read(maker, generic)
    if known is not None and not _is_better(other, known):
        return known.matches
    reason = implausible(other.matches)
    if reason is not None:
        reasons.setdefault(generic.id, reason)
        return None if known is None else known.matches
    return other.matches if known is None else replace(other.matches, stepped_back=(_stepped_back(known, other),))


def _first_that_knows(
    maker: DocumentMaker, run: Sequence[ShapedPage], modules: Sequence[RuleModule], reasons: dict[str, Phrase]
) -> _Read | None:
    """The first that sees a level, else the first that fits at all; the generic module is not asked."""
    fitting: _Read | None = None
    for module in modules:
        if module.generic:
            continue
        reason = misfit(run, module)
        if reason is None:
            read = _read(maker, module)
            if _decided_levels(read):
                return read
            fitting = fitting or read
            reason = phrase("misses-competencies")
        reasons.setdefault(module.id, reason)
    return fitting


def _stepped_back(known: _Read, other: _Read) -> SteppedBack:
    return SteppedBack(known.rules.id, _decided_levels(known), _decided_levels(other))


def _is_better(other: _Read, known: _Read) -> bool:
    """Does `other` decide more levels, or `known` see none where its forms have some?"""
    none_seen = not _has_a_scale(known) and "competencies" in known.rules.sections.required
    return none_seen or _decided_levels(other, besides=known) > _decided_levels(known, besides=other)


def _decided_levels(read: _Read, besides: _Read | None = None) -> int:
    """Of how many competencies is it sure which level is required?

    Those of which `besides` saw every level and the tick too, and doubts for what it knows of its family, do not
    count: a level that is missing in all competencies of a form is missing, and no other scale.
    """
    others = besides.levels.competencies if besides is not None else ()
    return sum(
        status in (Status.OK, Status.UNRANKED)
        and not any(
            other.chosen and other.name == question.name and set(question.keys) <= set(other.keys) for other in others
        )
        for question, status in zip(read.levels.competencies, read.statuses, strict=True)
    )


def _has_a_scale(read: _Read) -> bool:
    """Is any level decided, or printed beside another? Names with one level each, all of them unclear, are no form."""
    questions = read.levels.competencies
    return _decided_levels(read) > 0 or any(len(question.keys) > 1 for question in questions)


def _explains(read: _Read) -> bool:
    """Is every level decided, and hardly a word left?"""
    if not read.levels.competencies or _decided_levels(read) < len(read.levels.competencies):
        return False
    words = [word for page in read.context.pages for word in page.layout.words]
    left = sum(1 for _ in read.matches.claims.unclaimed(words))
    return left <= LEFT_OVER * len(words)
