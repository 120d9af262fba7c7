"""The glyphs of a word, found → the word: what it says, the box around it, how it looks.

What is asked of all stretches of a page is asked at once; a run is gone through letter by letter, as it was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from extractor.geometry import Box
from extractor.reading.glyph_columns import BASELINE, BOTTOM, TOP, X0, X1, Glyphs
from extractor.reading.layout import RIGHT, Word
from extractor.reading.letters import Run, letters
from extractor.values import many

LOWEST, USUAL_DEPTH = 0.4, 0.25
"""Some symbol fonts say that they go down farther than this fraction of the size, which none of their glyphs does."""

Stretch = tuple[int, int]
"""The same as a run where nothing is odd: from one glyph up to another one, on one level line."""


def made_words(glyphs: Glyphs, found: Sequence[Run | Stretch], page: int, first: int, *, typed: bool) -> Iterator[Word]:
    """In their order, numbered from `first`; the stretches are of these glyphs."""
    numbers = [number for number, one in enumerate(found, first) if not isinstance(one, Run)]
    stretches = [one for one in found if not isinstance(one, Run)]
    made = _stretches_to_words(glyphs, stretches, page, numbers, typed=typed)
    if len(stretches) == len(found):
        return made
    return (
        run_to_word(one, page, number, typed=typed) if isinstance(one, Run) else next(made)
        for number, one in enumerate(found, first)
    )


def run_to_word(run: Run, page: int, number: int = 0, *, typed: bool = False) -> Word:
    """`number` is its place among the words of its page."""
    glyphs = run.glyphs
    one = glyphs[0]
    box = Box(
        min([glyph.x0 for glyph in glyphs]),
        min([glyph.top for glyph in glyphs]),
        max([glyph.x1 for glyph in glyphs]),
        max([glyph.bottom for glyph in glyphs]),
    )
    baseline = one.baseline if one.direction == RIGHT else box.bottom
    size = round(one.size, 2)
    return Word(
        page,
        number,
        "".join([letters(glyph.text) for glyph in glyphs]),
        _no_deeper(box, baseline, size) if box.bottom - baseline > LOWEST * size else box,
        baseline,
        one.font,
        size,
        one.ink,
        one.artifact,
        upright=one.direction == RIGHT,
        slanted=bool(one.direction.dx and one.direction.dy),
        bold=run.twice or is_bold(one.font),
        typed=typed,
    )


def _stretches_to_words(
    glyphs: Glyphs, stretches: Sequence[Stretch], page: int, numbers: Sequence[int], *, typed: bool
) -> Iterator[Word]:
    if not stretches:
        return
    ends = np.array(stretches, dtype=np.intp).ravel()
    firsts = ends[::2]
    baselines = glyphs.numbers[BASELINE, firsts]
    styles = [glyphs.styles[i] for i in glyphs.style[firsts].tolist()]
    rounded = {exact: round(exact, 2) for exact in {style.size for style in styles}}
    sizes = [rounded[style.size] for style in styles]
    sides = _sides(glyphs, ends)
    boxes = list(many(Box, zip(*sides.tolist(), strict=True)))
    for i in np.flatnonzero(sides[3] - baselines > LOWEST * np.array(sizes)).tolist():
        boxes[i] = _no_deeper(boxes[i], float(baselines[i]), sizes[i])
    shared = zip(numbers, _texts(glyphs.texts, stretches), boxes, baselines.tolist(), sizes, styles, strict=True)
    for number, text, box, baseline, size, (_, _, font, ink, artifact, _) in shared:
        yield Word(page, number, text, box, baseline, font, size, ink, artifact, bold=is_bold(font), typed=typed)


def _sides(glyphs: Glyphs, ends: NDArray[np.intp]) -> NDArray[np.float64]:
    """Of the boxes around the stretches: left, top, right, bottom. `ends` has the two of each behind each other."""
    numbers = np.column_stack((glyphs.numbers[[X0, TOP, X1, BOTTOM]], np.zeros(4)))  # the last stretch ends somewhere
    least, most = (edge.reduceat(numbers, ends, axis=1)[:, ::2] for edge in (np.minimum, np.maximum))
    return np.array([least[0], least[1], most[2], most[3]])


def _texts(texts: Sequence[str], stretches: Sequence[Stretch]) -> list[str]:
    """What each stretch says; where every glyph is one letter it is cut out of what all of them say."""
    whole = "".join(texts)
    if len(whole) == len(texts) and "" not in texts:
        return [whole[first:end] for first, end in stretches]
    said = list(map(letters, texts))
    return ["".join(said[first:end]) for first, end in stretches]


def _no_deeper(box: Box, baseline: float, size: float) -> Box:
    """Of a word whose font says that it goes down too far."""
    return Box(box.x0, baseline - (1 - USUAL_DEPTH) * size, box.x1, baseline + USUAL_DEPTH * size)


@lru_cache(maxsize=1024)
def is_bold(font: str) -> bool:
    """By its name."""
    name = font.lower()
    return any(weight in name for weight in ("bold", "black", "heavy", "demi", ",b", "-bd"))
