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
from extractor.reading.layout import Annotation, Drawing, PageLayout, Word
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
RINGS = frozenset({"Circle", "Square", "Highlight"})
"""Annotations that viewers lay around words."""
INNER = 0.15
"""What reaches further into the words than this many sizes is over them."""
UNDER = (-0.05, 0.3)
THROUGH = (0.15, 0.5)
"""Where such lines run, in sizes under and over the baseline."""


class Look(NamedTuple):
    bold: bool
    underlined: bool
    struck: bool
    shaded: bool
    circled: bool
    crossed: bool
    """Is something drawn over its words that is no line under or through them?"""


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
    printed = {i: labels for i in asked if (labels := _labels(questions[i])) and all(labels)}
    looked = {i: odd_option(labels, document) for i, labels in printed.items()}
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
    looks = [look_of(label, page.layout) for label in labels]
    if any(look.crossed for look in looks):
        return None  # a pen went over the page after its letters were set
    for trait in ("circled", "bold", "underlined"):
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


def look_of(label: LookedAt, page: PageLayout) -> Look:
    box = box_around(word.box for word in label.words)
    size, baseline = label.words[0].size, label.words[0].baseline
    lines = [d for d in page.drawings if _is_line(d, box, size)]
    under = [d for d in lines if UNDER[0] * size < d.box.middle_y - baseline < UNDER[1] * size]
    through = [d for d in lines if THROUGH[0] * size < baseline - d.box.middle_y < THROUGH[1] * size]
    around = [d for d in page.drawings if _is_ring(d, box, size)]
    inner = box.grown(-INNER * size)
    over = [d for d in page.drawings if d.stroked and inner.overlaps(d.box.grown(0.01)) and not _is_rule(d, box)]
    return Look(
        bold=all(word.bold for word in label.words),
        underlined=bool(under),
        struck=bool(through) or all(word.struck for word in label.words),
        shaded=any(_is_ground(d, box, size) for d in page.drawings) or all(word.highlighted for word in label.words),
        circled=bool(around)
        or all(word.ringed for word in label.words)
        or any(_is_around(annotation, box, size) for annotation in page.annotations),
        crossed=any(d not in under and d not in through and d not in around for d in over),
    )


def _is_line(drawing: Drawing, box: Box, size: float) -> bool:
    """Is it a thin line along the words, and no rule of the page?"""
    return (
        drawing.box.height < THIN * size
        and drawing.box.shared_width(box) > LEAST_UNDER * box.width
        and drawing.box.width < MOST_OVER * box.width + size
    )


def _is_ring(drawing: Drawing, box: Box, size: float) -> bool:
    """A curve drawn around these words alone, as a pen circles them."""
    return drawing.stroked and not drawing.filled and not drawing.straight and _goes_around(drawing.box, box, size)


def _is_around(annotation: Annotation, box: Box, size: float) -> bool:
    return annotation.subtype in RINGS and not annotation.hidden and _goes_around(annotation.box, box, size)


def _goes_around(ring: Box, box: Box, size: float) -> bool:
    near = ring.width < MOST_OVER * box.width + 2 * size and ring.height < MOST_OVER * box.height
    return near and ring.contains_middle_of(box) and ring.width > box.width and ring.height > LEAST_UNDER * box.height


def _is_rule(drawing: Drawing, box: Box) -> bool:
    """A rule, or a frame: it reaches far beyond the words, or goes around them."""
    around = drawing.box.contains_point(box.x0, box.top) and drawing.box.contains_point(box.x1, box.bottom)
    return around or max(drawing.box.width, drawing.box.height) > MOST_OVER * box.width + box.height


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
