"""The chosen level shown by its look: bold, underlined, shaded, circled, or the only one that is not struck out.

    Klantgerichtheid:  niveau 1 / **niveau 2** / niveau 3            1  ■2■  3

Labels that stand together are compared with each other: the one that looks unlike all the others is taken for ticked,
and its look is the evidence. Looks become marks, so that readers of marks read the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from extractor.findings import phrase
from extractor.geometry import Box, box_around
from extractor.matching.document import DocumentContext
from extractor.matching.levels.laid_over import over_words
from extractor.matching.levels.question import Question
from extractor.model import MarkKind, Phrase
from extractor.reading.layout import Annotation, Drawing, PageLayout, Word
from extractor.shaping.emphasis import MARKERS, is_ring_over, is_round
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
    circled: bool


class Odd(NamedTuple):
    """The one label that looks unlike all the others."""

    place: int
    trait: str


class Unsure(NamedTuple):
    """Why nobody can say which label is meant."""

    reason: Phrase


@dataclass(frozen=True)
class LookedAt:
    """One printed label; `box` is what its look is judged by: its words, or its whole cell in a table."""

    words: tuple[Word, ...]
    box: Box


def with_looks(questions: Sequence[Question], document: DocumentContext) -> list[Question]:
    """Questions of which no option has a mark, their choice read off the look of their labels.

    Looks mean something only where most such questions of the document have one option that stands out.
    """
    looked = {i: odd_option(labels, document) for i, labels in _printed_labels(questions).items()}
    if len(looked) > 1 and len(set(looked.values())) == 1:
        return list(questions)  # a whole column that looks otherwise is decorated
    decided = [i for i, odd in looked.items() if isinstance(odd, Odd)]
    if not decided or len(decided) < LEAST_DECIDED * len(looked):
        return list(questions)
    answered = list(questions)
    for i, odd in looked.items():
        answered[i] = _answered(questions[i], odd)
    return answered


def _printed_labels(questions: Sequence[Question]) -> dict[int, list[LookedAt]]:
    """The labels of each question that has several options and no mark, by its place among the questions."""
    asked = [i for i, q in enumerate(questions) if len(q.options) > 1 and not any(o.marks for o in q.options)]
    return {i: labels for i in asked if (labels := _labels(questions[i])) and all(labels)}


def _labels(question: Question) -> list[LookedAt]:
    return [
        LookedAt(option.label_words, option.place or box_around(word.box for word in option.label_words))
        for option in question.options
        if option.label_words
    ]


def _answered(question: Question, odd: Odd | Unsure | None) -> Question:
    number = len(question.options)
    options = tuple(
        replace(option, marks=(look_to_mark(option.label_words, evidence_of(i, odd, number)),))
        for i, option in enumerate(question.options)
    )
    return replace(question, options=options, doubt=None, read_by=("styled", *question.read_by))


def evidence_of(index: int, odd: Odd | Unsure | None, count: int) -> Evidence:
    """What the looks of `count` labels say of the one at `index`."""
    if isinstance(odd, Odd):
        return Evidence.of(Fact.STANDS_OUT, index == odd.place, trait=odd.trait, count=count)
    evidence = Evidence.of(Fact.NONE_STANDS_OUT)
    return evidence if odd is None else evidence.and_(Fact.DOUBTED, why=odd.reason)


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


def odd_option(labels: Sequence[LookedAt], document: DocumentContext) -> Odd | Unsure | None:
    """Which label looks unlike all the others, and how; None where none or more than one does.

    Shading that begins at the first and goes on is a bar: its end is the level. Where two looks pick out two labels, or
    something lies over one of them, a person went over the page after it was printed: nobody can say.
    """
    page = _page(document, labels[0].words[0].page).layout
    looks = [look_of(label, page) for label in labels]
    found = _picked_out(looks)
    several = _picked_out_together(looks)
    if not found:
        return None
    over = [over_words(label.words, page) for label in labels]
    if any(over) and not all(over):
        i, what = next((i, what) for i, what in enumerate(over) if what is not None)
        return Unsure(phrase("lies-over", over=what, label=words_to_text(labels[i].words)))
    rivals = [odd for odd in (*found, *several) if odd.place != found[0].place]
    if rivals:
        said = (
            phrase("label-looks", label=words_to_text(labels[odd.place].words), trait=odd.trait)
            for odd in (found[0], *rivals)
        )
        return Unsure(phrase("looks-differ", looks=tuple(said)))
    return found[0]


def _picked_out(looks: Sequence[Look]) -> list[Odd]:
    """What each kind of look says, the surest one first; none where a pen crossed something out."""
    found: list[Odd] = []
    for trait in ("circled", "bold", "underlined", "shaded"):
        having = [i for i, look in enumerate(looks) if getattr(look, trait)]
        if len(having) == 1 and not looks[having[0]].struck:
            found.append(Odd(having[0], trait))
        elif trait == "shaded" and 1 < len(having) < len(looks) and having == list(range(len(having))):
            found.append(Odd(having[-1], "the end of a bar"))
    unstruck = [i for i, look in enumerate(looks) if not look.struck]
    if len(unstruck) == 1 and not any(look.shaded for look in looks):
        found.append(Odd(unstruck[0], "not struck out"))
    return found


def _picked_out_together(looks: Sequence[Look]) -> list[Odd]:
    """Labels that share a look with some others, but not with all: no single one is meant by it."""
    found: list[Odd] = []
    shaded = [i for i, look in enumerate(looks) if look.shaded]
    bar = shaded if shaded == list(range(len(shaded))) else []
    for trait in ("circled", "bold", "underlined", "shaded"):
        having = [i for i, look in enumerate(looks) if getattr(look, trait)]
        if 1 < len(having) < len(looks) and having != bar:
            found += [Odd(i, trait) for i in having]
    found += [Odd(i, "circled and struck out") for i, look in enumerate(looks) if look.circled and look.struck]
    return found


def _page(document: DocumentContext, number: int) -> ShapedPage:
    return next(page for page in document.pages if page.number == number)


def look_of(label: LookedAt, page: PageLayout) -> Look:
    box = box_around(word.box for word in label.words)
    size = label.words[0].size
    return Look(
        bold=all(word.bold for word in label.words),
        underlined=_has_line(label.words, box, page, UNDER),
        struck=_has_line(label.words, box, page, (-THROUGH[1], -THROUGH[0]))
        or all(word.struck for word in label.words),
        shaded=any(_is_ground(d, box, size) for d in page.drawings) or all(word.highlighted for word in label.words),
        circled=_is_circled(label.words, box, page),
    )


def _is_circled(words: Sequence[Word], box: Box, page: PageLayout) -> bool:
    size = words[0].size
    return (
        any(_is_ring(drawing, box, size) for drawing in page.drawings)
        or all(word.ringed for word in words)
        or any(_is_around(annotation, box, size) for annotation in page.annotations)
    )


def _has_line(words: Sequence[Word], box: Box, page: PageLayout, within: tuple[float, float]) -> bool:
    """Is a line drawn along the words, so far below their baseline, in sizes of their letters (negative: above)?"""
    size, baseline = words[0].size, words[0].baseline
    lines = (drawing for drawing in page.drawings if _is_line(drawing, box, size))
    return any(within[0] * size < line.box.middle_y - baseline < within[1] * size for line in lines)


def _is_line(drawing: Drawing, box: Box, size: float) -> bool:
    """Is it a thin line along the words, and no rule of the page?"""
    return (
        drawing.box.height < THIN * size
        and drawing.box.shared_width(box) > LEAST_UNDER * box.width
        and drawing.box.width < MOST_OVER * box.width + size
    )


def _is_ring(drawing: Drawing, box: Box, size: float) -> bool:
    """A curve drawn around these words alone, as a pen circles them."""
    return drawing.stroked and not drawing.filled and is_round(drawing) and _goes_around(drawing.box, box, size)


def _is_around(annotation: Annotation, box: Box, size: float) -> bool:
    shows = is_ring_over(annotation) or (annotation.subtype in MARKERS and not annotation.hidden)
    return shows and _goes_around(annotation.box, box, size)


def _goes_around(ring: Box, box: Box, size: float) -> bool:
    near = ring.width < MOST_OVER * box.width + 2 * size and ring.height < MOST_OVER * box.height
    return near and ring.contains_middle_of(box) and ring.width > box.width and ring.height > LEAST_UNDER * box.height


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
