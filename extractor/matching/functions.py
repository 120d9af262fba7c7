"""A table with a column for each function → a job description for each of them.

    Competencia       Auxiliar   Técnico   Director
    Gestión              A          B         D        three job descriptions, each with its own level

Only where the rule module says that these columns are functions: to everybody else they are levels of one job.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.matching.levels.question import Question
from extractor.matching.matches import Matches
from extractor.matching.vocabulary import fold


def by_function(matches: Matches) -> list[Matches]:
    """The matches, once for each function that has a level; as they are where no column is one."""
    named = {fold(text) for text in matches.rules.competencies.columns.functions}
    if not named:
        return [matches]
    questions = matches.levels.competencies
    functions = list(dict.fromkeys(a for q in questions for a in _aspects(q) if fold(a) in named))
    return [_of(function, matches) for function in functions] or [matches]


def _aspects(question: Question) -> list[str]:
    return [one.aspect for one in (question.others or (question,)) if one.aspect is not None]


def _of(function: str, matches: Matches) -> Matches:
    questions = [one for question in matches.levels.competencies if (one := _for(function, question)) is not None]
    levels = replace(matches.levels, competencies=tuple(questions))
    return replace(matches, levels=levels, function=function)


def _for(function: str, question: Question) -> Question | None:
    """The question as this function is asked it; None where nothing is asked of it."""
    sets: Sequence[Question] = question.others or (question,)
    own = next((one for one in sets if one.aspect is not None and fold(one.aspect) == fold(function)), None)
    if own is None or own.unfilled:
        return None
    return replace(
        own,
        aspect=None,
        others=(),
        block=question.block,
        group=question.group,
        scale=question.scale,
        took=question.took,
        read_by=question.read_by,
    )
