"""Boxes that a form asks for beside its competencies ("Statuut: ☐ statutair ☒ contractueel") → fields of its header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.matching.fields import FieldFound
from extractor.matching.levels.question import Option, Question
from extractor.shaping.lines import Vocabulary, lines_to_text

BOXES = {True: "☒", False: "☐", None: "□?"}
"""How a box is written in the value of a field; one that cannot be read says so."""


def choices_to_fields(choices: Sequence[Question], vocabulary: Vocabulary) -> Iterator[FieldFound]:
    """Each choice as a field: its name, and its boxes with their texts."""
    for choice in choices:
        value = _value(choice, vocabulary)
        yield FieldFound(choice.name, value, key=None, page=choice.page, box=choice.box, words=())


def _state(option: Option) -> bool | None:
    return option.marks[0].state if len(option.marks) == 1 else None


def _value(choice: Question, vocabulary: Vocabulary) -> str:
    parts: list[str] = []
    for option in choice.options:
        parts += [BOXES[_state(option)], option.label]
        parts += (lines_to_text(lines, vocabulary) for lines in option.items)
    return " ".join(parts)
