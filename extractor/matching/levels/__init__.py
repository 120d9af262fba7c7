"""One strategy per way of giving a level; the word for it in a rule module is its key in `STRATEGIES`."""

from __future__ import annotations

from collections.abc import Callable

from extractor.matching.claims import Claims
from extractor.matching.context import DocumentContext
from extractor.matching.levels.found import CompetencyFound
from extractor.matching.levels.rows import match_rows
from extractor.matching.rulefile import CompetencyRules

Strategy = Callable[[DocumentContext, CompetencyRules, Claims], list[CompetencyFound]]

STRATEGIES: dict[str, Strategy] = {"rows": match_rows}
