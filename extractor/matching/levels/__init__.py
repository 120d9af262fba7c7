"""One strategy per way of giving a level; the word for it in a rule module is its key in `STRATEGIES`."""

from __future__ import annotations

from collections.abc import Callable

from extractor.matching.claims import Claims
from extractor.matching.context import DocumentContext
from extractor.matching.levels.choices import match_choices
from extractor.matching.levels.columns import match_columns
from extractor.matching.levels.found import CompetencyFound
from extractor.matching.levels.rows import match_rows
from extractor.matching.levels.styled import match_styled
from extractor.matching.levels.worded import match_worded
from extractor.matching.rulefile import CompetencyRules, StrategyName

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
        found.extend(STRATEGIES[name](context, rules, claims))
    return tuple(sorted(found, key=lambda competency: (competency.page, competency.box.top, competency.box.x0)))
