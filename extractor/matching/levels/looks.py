"""The chosen level shown by its look: bold, underlined, shaded, circled, or the only one that is not struck out.

    Klantgerichtheid:  niveau 1 / **niveau 2** / niveau 3            1  ■2■  3

Labels that stand together are compared with each other: the one that looks unlike all the others is taken for ticked,
and its look is the evidence. Looks become marks, so that readers of marks read the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from extractor.geometry import Box, box_around
from extractor.matching.document import DocumentContext
from extractor.matching.levels.question import Option, Question
from extractor.model import MarkKind
from extractor.reading.layout import Drawing, Word
from extractor.shaping.lines import words_to_text
from extractor.shaping.marks.evidence import Evidence, Fact
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.pages import ShapedPage

LEAST_DECIDED = 0.5
"""At least this part of the sets of labels must have one that stands out, or looks mean nothing here."""
WHITE = 0.98
"""Ink lighter than this is paper."""
THIN, LEAST_UNDER, MOST_OVER = 0.2, 0.6, 3.0
"""A line under or through a word is thinner than this part of the size, at least as long as this part of the word, and
not longer than so many times the word: a rule of the page is."""
UNDER = (-0.05, 0.3)
THROUGH = (0.15, 0.5)
"""Where such lines run, in sizes under and over the baseline."""


class Look(NamedTuple):
    bold: bool
    underlined: bool
    struck: bool
    shaded: bool


@dataclass(frozen=True)
class LookedAt:
    """One printed label; `box` is what its look is judged by: its words, or its whole cell in a table."""

    words: tuple[Word, ...]
    box: Box


def with_looks(questions: Sequence[Question], document: DocumentContext) -> list[Question]:
    """Questions of which no option has a mark, their choice read off the look of their labels.

    Looks mean something only where most such questions of the document have one option that stands out.
    """
    asked = [i for i, q in enumerate(questions) if len(q.options) > 1 and not any(o.marks for o in q.options)]
    looked = {i: odd_option(_labels(questions[i]), document) for i in asked if all(_labels(questions[i]))}
    if len(looked) > 1 and len(set(looked.values())) == 1:
        return list(questions)  # a whole column that looks otherwise is decorated
    decided = [i for i, odd in looked.items() if odd is not None]
    if not decided or len(decided) < LEAST_DECIDED * len(looked):
        return list(questions)
    answered = list(questions)
    for i, odd in looked.items():
        answered[i] = _answered(questions[i], odd)
    return answered


def _labels(question: Question) -> list[LookedAt]:
    return [
        LookedAt(option.label_words, option.place or box_around(word.box for word in option.label_words))
        for option in question.options
        if option.label_words
    ]


def _answered(question: Question, odd: tuple[int, str] | None) -> Question:
    number = len(question.options)

    def marked(i: int, option: Option) -> Option:
        if odd is None:
            evidence = Evidence.of(Fact.NONE_STANDS_OUT)
        else:
            evidence = Evidence.of(Fact.STANDS_OUT, i == odd[0], trait=odd[1], count=number)
        return replace(option, marks=(look_to_mark(option.label_words, evidence),))

    options = tuple(marked(i, option) for i, option in enumerate(question.options))
    return replace(question, options=options, doubt=None, read_by=("styled", *question.read_by))


def look_to_mark(words: Sequence[Word], evidence: Evidence) -> SelectionMark:
    return SelectionMark(
        page=words[0].page,
        box=box_around(word.box for word in words),
        kind=MarkKind.TEXT,
        raw=words_to_text(words),
        font=words[0].font,
        words=(),
        evidence=evidence,
    )


def odd_option(labels: Sequence[LookedAt], document: DocumentContext) -> tuple[int, str] | None:
    """Which label looks unlike all the others, and how; None where none or more than one does.

    Shading that begins at the first and goes on is a bar: its end is the level.
    """
    page = _page(document, labels[0].words[0].page)
    looks = [look_of(label, page.layout.drawings) for label in labels]
    for trait in ("bold", "underlined"):
        having = [i for i, look in enumerate(looks) if getattr(look, trait)]
        if len(having) == 1 and not looks[having[0]].struck:
            return having[0], trait
    shaded = [i for i, look in enumerate(looks) if look.shaded]
    if len(shaded) == 1 and not looks[shaded[0]].struck:
        return shaded[0], "shaded"
    if 1 < len(shaded) < len(looks) and shaded == list(range(len(shaded))):
        return shaded[-1], "the end of a bar"
    unstruck = [i for i, look in enumerate(looks) if not look.struck]
    if len(unstruck) == 1 and not shaded:
        return unstruck[0], "not struck out"
    return None


def _page(document: DocumentContext, number: int) -> ShapedPage:
    return next(page for page in document.pages if page.number == number)


def look_of(label: LookedAt, drawings: Sequence[Drawing]) -> Look:
    words = label.words
    box = box_around(word.box for word in words)
    size, baseline = words[0].size, words[0].baseline
    lines = [
        d
        for d in drawings
        if d.box.height < THIN * size
        and d.box.shared_width(box) > LEAST_UNDER * box.width
        and d.box.width < MOST_OVER * box.width + size
    ]
    return Look(
        bold=all(word.bold for word in words),
        underlined=any(UNDER[0] * size < d.box.middle_y - baseline < UNDER[1] * size for d in lines),
        struck=any(THROUGH[0] * size < baseline - d.box.middle_y < THROUGH[1] * size for d in lines),
        shaded=any(_is_ground(d, box, size) for d in drawings),
    )


def _is_ground(drawing: Drawing, box: Box, size: float) -> bool:
    """A filled drawing behind all of the words, that is not the paper's white."""
    return (
        drawing.filled
        and drawing.fill_ink is not None
        and drawing.fill_ink < WHITE
        and drawing.box.height > 0.6 * size
        and drawing.box.grown(0.1 * size).contains_middle_of(box)
        and drawing.box.shared_width(box) > 0.9 * box.width
    )
