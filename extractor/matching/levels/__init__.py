"""One strategy per way of giving a level; the word for it in a rule module is its key in `STRATEGIES`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extractor.matching.claims import Claims
from extractor.matching.document import DocumentContext
from extractor.matching.levels.choices import match_choices
from extractor.matching.levels.columns import match_columns
from extractor.matching.levels.found import CompetencyFound, LevelFound
from extractor.matching.levels.order import in_reading_order
from extractor.matching.levels.rows import match_rows
from extractor.matching.levels.styled import match_styled
from extractor.matching.levels.worded import match_worded
from extractor.matching.rulefile import CompetencyRules, StrategyName
from extractor.matching.vocabulary import fold, words

Strategy = Callable[[DocumentContext, CompetencyRules, Claims], list[CompetencyFound]]

STRATEGIES: dict[StrategyName, Strategy] = {
    "rows": match_rows,
    "columns": match_columns,
    "choices": match_choices,
    "worded": match_worded,
    "styled": match_styled,
}


def match_levels(context: DocumentContext, rules: CompetencyRules, claims: Claims) -> tuple[CompetencyFound, ...]:
    """What each strategy of the rule module finds in what the ones before it left, in the order of the page."""
    found: list[CompetencyFound] = []
    for name in rules.strategies:
        known = {_key(competency) for competency in found}
        some = STRATEGIES[name](context, rules, claims)
        found.extend(_found_twice(competency) if _key(competency) in known else competency for competency in some)
        context = _without_marks_of(some, context)
    return tuple(_without_column_name(competency) for competency in in_reading_order(found))


def _without_marks_of(found: Sequence[CompetencyFound], context: DocumentContext) -> DocumentContext:
    """A drawn box is no word that can be claimed: what one strategy has read is taken from the sight of the next."""
    used = {mark for competency in found for level in competency.levels for mark in level.marks if not mark.words}
    if not used:
        return context
    marks = {page: tuple(mark for mark in marks if mark not in used) for page, marks in context.marks.items()}
    return context.with_marks(marks)


def _key(competency: CompetencyFound) -> tuple[str, str]:
    return fold(competency.group or ""), fold(competency.name)


def _found_twice(competency: CompetencyFound) -> CompetencyFound:
    """What is left of a competency that another strategy has read: it is no second one, and says nothing sure."""
    reason = "the levels of this name were found in another way already"

    def unsure(level: LevelFound) -> LevelFound:
        return replace(level, marks=tuple(m.doubted(reason) for m in level.marks))

    return replace(competency, levels=tuple(map(unsure, competency.levels)))


def _without_column_name(competency: CompetencyFound) -> CompetencyFound:
    """The word "Competentie" over the column of names is the heading of that column, not a group of competencies."""
    named = competency.group is not None and fold(competency.group) in words().competencies.column
    return replace(competency, group=None) if named else competency
