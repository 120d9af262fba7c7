"""Which rule module reads a document: the first that knows it, held against what is read without rules.

    tienen: 0 of 12 levels ┐
                           ├→ generic, and a finding says that tienen stepped back
    generic: 12 levels     ┘

A document that merely has the words of a family in it is not of the family.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.findings import phrase
from extractor.languages import words_in_force
from extractor.matching.claims import Claim, Claims, Taken
from extractor.matching.competencies import words_kept
from extractor.matching.letterhead import with_organisation
from extractor.matching.levels.reading import match_levels
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


def match(maker: DocumentMaker, rules: RuleModule) -> Matches:
    """One job description's pages → what the recognisers found in them, by the shared words and the module's own."""
    with words_in_force(with_own_words(rules.competencies)):
        return _match(maker, rules)


def _match(maker: DocumentMaker, rules: RuleModule) -> Matches:
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
    claims = Claims([Taken(Claim.RUNNING, line.words) for line in context.running]).with_taken(took)
    sections = match_sections(context, rules, claims)
    return Matches(context, rules, levels, sections, claims.with_taken(sections.took))


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
        return match(maker, modules[0])
    known = _first_that_knows(maker, run, modules, reasons)
    generic = next((module for module in modules if module.generic), None)
    if generic is None or (known is not None and _explains(known)):
        return known
    other = match(maker, generic)
    reason = implausible(other)
    if reason is not None:
        reasons.setdefault(generic.id, reason)
        return known
    if known is None:
        return other
    own, better = decided_levels(known), decided_levels(other)
    gained, lost = decided_levels(other, besides=known), decided_levels(known, besides=other)
    none_seen = not _has_a_scale(known) and "competencies" in known.rules.sections.required
    if gained > lost or none_seen:
        return replace(other, stepped_back=(SteppedBack(known.rules.id, own, better),))
    return known


def _first_that_knows(
    maker: DocumentMaker, run: Sequence[ShapedPage], modules: Sequence[RuleModule], reasons: dict[str, Phrase]
) -> Matches | None:
    """The first that sees a level, else the first that fits at all; the generic module is not asked."""
    fitting: Matches | None = None
    for module in modules:
        if module.generic:
            continue
        reason = misfit(run, module)
        if reason is None:
            matches = match(maker, module)
            if decided_levels(matches):
                return matches
            fitting = fitting or matches
            reason = phrase("misses-competencies")
        reasons.setdefault(module.id, reason)
    return fitting


def decided_levels(matches: Matches, besides: Matches | None = None) -> int:
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
        for question, status in zip(matches.levels.competencies, matches.statuses, strict=True)
    )


def _has_a_scale(matches: Matches) -> bool:
    """Is any level decided, or printed beside another? Names with one level each, all of them unclear, are no form."""
    questions = matches.levels.competencies
    return decided_levels(matches) > 0 or any(len(question.keys) > 1 for question in questions)


def _explains(matches: Matches) -> bool:
    """Is every level decided, and hardly a word left?"""
    if not matches.levels.competencies or decided_levels(matches) < len(matches.levels.competencies):
        return False
    words = [word for page in matches.context.pages for word in page.layout.words]
    left = sum(1 for _ in matches.claims.unclaimed(words))
    return left <= LEFT_OVER * len(words)
