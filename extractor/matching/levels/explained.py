"""Lines that look like competencies with their levels, and say what each level is called.

Beginner: level 1
Skilled: level 2           no competency, though nobody knows the word
Master: level 3
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from extractor.matching.levels.ended_lists import place_of
from extractor.matching.levels.labels import Label, text_to_label
from extractor.matching.levels.question import Question

NEAR = 3.0
"""Lines of one explanation are at most this many heights of a line apart."""
LOWEST = (0, 1)


def explaining(questions: Sequence[Question], names_level: Callable[[str], bool]) -> list[Question]:
    """Those of runs that count the levels one by one from the lowest, where a known word for a level is among them."""
    printed = [(q, place) for q in questions if (place := _place(q)) is not None]
    printed.sort(key=lambda pair: (pair[0].page, pair[0].box.top))
    runs = (run for run in _runs(printed) if len(run) > 1 and any(names_level(question.name) for question in run))
    return [question for run in runs for question in run]


def _place(question: Question) -> int | None:
    """Which step of its scale a printed level is; None where it is a word, or stands in a table with heads."""
    if not question.printed or question.headed or question.own or len(question.options) != 1:
        return None
    label = text_to_label(question.options[0].label)
    return place_of(label) if isinstance(label, Label) else None


def _runs(printed: Sequence[tuple[Question, int]]) -> Iterator[list[Question]]:
    """Questions below each other whose levels count up from the lowest."""
    run: list[Question] = []
    step = 0
    for question, place in printed:
        if run and place == step + 1 and _is_below(run[-1], question):
            run.append(question)
        else:
            yield run
            run = [question] if place in LOWEST else []
        step = place
    yield run


def _is_below(above: Question, question: Question) -> bool:
    away = question.box.top - above.box.bottom
    return question.page == above.page and 0 <= away < NEAR * above.box.height
