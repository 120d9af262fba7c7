"""Boxes that a form asks for beside its competencies ("Statuut: ☐ statutair ☒ contractueel") → fields of its header."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.matching.fields import FieldFound
from extractor.matching.levels.found import CompetencyFound, LevelFound
from extractor.matching.levels.scale import Scale
from extractor.shaping.lines import Vocabulary, lines_to_text

BOXES = {True: "☒", False: "☐"}


def part_form_choices(
    found: Sequence[CompetencyFound], scale: Scale, vocabulary: Vocabulary
) -> tuple[list[CompetencyFound], list[FieldFound]]:
    """The competencies, and the choices of the header before them.

    A choice is the header's where all its boxes can be read, none of its labels is on the scale of the competencies,
    and it stands before the first that is: a competency with levels of its own stands among the others.
    """
    ranked = (i for i, item in enumerate(found) if any(scale.rank(level.label) is not None for level in item.levels))
    first = next(ranked, 0)
    header = [item for item in found[:first] if item.is_choice and None not in map(_state, item.levels)]
    fields = [
        FieldFound(item.name, _value(item, vocabulary), key=None, page=item.page, box=item.box, words=())
        for item in header
    ]
    return [item for item in found if item not in header], fields


def _state(level: LevelFound) -> bool | None:
    return level.marks[0].state if len(level.marks) == 1 else None


def _value(item: CompetencyFound, vocabulary: Vocabulary) -> str:
    parts: list[str] = []
    for level in item.levels:
        parts += [BOXES[bool(_state(level))], level.label]
        parts += (lines_to_text(lines, vocabulary) for lines in level.items)
    return " ".join(parts)
