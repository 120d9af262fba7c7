"""The lines above the one with a level, or above the text that explains a name, on which that name begins.

Omgaan met stress en                Omgaan met stress en
tegenslag: niveau 2                 tegenslag
                                    Niveau 2
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.geometry import box_around
from extractor.languages import all_words
from extractor.matching.claims import Claim
from extractor.matching.document import DocumentContext
from extractor.matching.levels.behind_names import LONGEST_NAME
from extractor.matching.levels.question import Question, taken
from extractor.shaping.lines import Line, lines_to_text

WITHIN = 1.6
"""Lines of one text are at most this many sizes apart."""
MOST_LINES = 12
"""From the first line of a name to the one of its level there are fewer."""
_ENDS = (".", ";", ",", ":", "!", "?")


def goes_on_in(text: Line, below: Line) -> bool:
    """Does a line go on below: right under it, in its letters, and with a small one?"""
    return _is_under(text, below) and below.text[:1].islower()


def names_begin_small(runs: Iterable[Sequence[Line]], gives_level: Callable[[Line], bool]) -> bool:
    """Do small letters begin names of the document, so that no name goes on because it begins with one?

    De functie vraagt
    luisteren: niveau 2
    plannen: niveau 3            goes on from nothing, so "luisteren" does not either
    """
    pairs = (pair for lines in runs for pair in pairwise(lines))
    return any(line.text[:1].islower() and gives_level(line) and gives_level(above) for above, line in pairs)


def begun_above(above: Sequence[Line], name: Line, is_free: Callable[[Line], bool]) -> Sequence[Line]:
    """The last of `above`, top to bottom, that `name` goes on from; only those that are `is_free` to be part of it.

    A line goes on in the one below that begins with a small letter, and where its own last word leads on ("for").
    """
    found: list[Line] = []
    below, length = name, len(name.text)
    for line in reversed(above):
        length += len(line.text) + 1
        leads_on = line.text.rpartition(" ")[2].casefold() in all_words().text.little
        goes_on = goes_on_in(line, below) or (leads_on and _is_under(line, below))
        if not goes_on or length > LONGEST_NAME or line.text.endswith(_ENDS) or not is_free(line):
            break
        found.insert(0, line)
        below = line
    return found


def with_name_begun(question: Question, begun: Sequence[Line], document: DocumentContext) -> Question:
    """The question, its name with the lines that it begins on."""
    if not begun:
        return question
    first = [word for line in begun for word in line.words]
    taken_as_name = (word for part in question.took if part.claim is Claim.NAME for word in part.words)
    name_words = tuple(word for word in taken_as_name if question.box.contains_middle_of(word.box))
    name = lines_to_text([*begun, Line(name_words)], document.vocabulary).rstrip(" :")
    box = box_around([question.box, *(word.box for word in first)])
    took = taken(Claim.NAME, [word for line in begun for word in line.all_words])
    return replace(question, name=name, box=box, took=(*took, *question.took))


def begins_as_item(question: Question, lines: Sequence[Line]) -> bool:
    """Is the name of the question, or the last of the lines, which has its level, an item of a list?"""
    first = next(word for part in question.took if part.claim is Claim.NAME for word in part.words)
    return lines[-1].bullet is not None or any(first in line.bullet_words for line in lines[-MOST_LINES:])


def _is_under(text: Line, below: Line) -> bool:
    near = below.bullet is None and 0 < below.baseline - text.baseline < WITHIN * text.size
    return near and text.page == below.page and below.same_style(text) and abs(below.box.x0 - text.box.x0) < text.size
