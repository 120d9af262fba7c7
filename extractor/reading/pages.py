"""What a reader found on a page → what the page shows: words, and the words that it hides.

Three things are told apart before words are made, glyph by glyph, since a new number typed over an erased one would
else be read as one word with it:

    off the page, invisible, mirrored      the data say it, nothing else need be asked
    layered, veiled, covered, faint        the data say it may be; the witness looks whether the page shows it
    all else                               is shown

Invisible text over a picture stays: it is what somebody's OCR read in that picture, and no text of its own.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.geometry import Box
from extractor.reading.glyph_columns import ADVANCE, BASELINE, BOTTOM, TOP, X0, X1, Glyphs
from extractor.reading.glyph_columns import X as AT_X
from extractor.reading.layout import (
    Annotation,
    Drawing,
    Glyph,
    Hidden,
    HiddenWord,
    PageLayout,
    Paint,
    Picture,
    Widget,
    Word,
)
from extractor.reading.letters import Run
from extractor.reading.made_words import run_to_word
from extractor.reading.witness import Asked, AskedKind, Witness
from extractor.reading.words import glyphs_to_runs, glyphs_to_words

FAINT = 1 / 16
"""A difference of lightness of less than this part of that from black to white is seen by nobody."""
PAPER = 1.0
LAST = math.inf
"""Annotations are painted after all that the page itself paints."""
MIDDLE = 0.35
"""The middle of a letter stands this part of its size above the baseline."""
ALMOST_ALL = 0.5
"""A picture over more of the page than this, painted over text, is the page itself, and the text its hidden layer."""
THICK = 0.3
"""A stroke of at least this part of the size of the letters may lie over them; rules are thinner."""
MAYBE = {Paint.LAYERED: Hidden.LAYER, Paint.VEILED: Hidden.VEILED}
"""Why a glyph painted so need not show."""
SIGN_SIDE = 3.0
"""A drawing no larger than this many times the letters of its page may be a tick; it is seen whether one is covered."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as a reader found it, hidden things and all. `typed` are the glyphs of form fields and notes.

    `shaded` are the places, in the order of painting, of shadings that are painted over an area nobody told.
    """

    number: int
    width: float
    height: float
    glyphs: Glyphs
    typed: Sequence[Glyph]
    drawings: Sequence[Drawing]
    pictures: Sequence[Picture]
    widgets: tuple[Widget, ...]
    annotations: tuple[Annotation, ...]
    damaged: bool = False
    shaded: Sequence[int] = ()


def raw_to_layout(raw: RawPage, witness: Witness) -> PageLayout:
    """The page as it shows; `witness` is asked only where the data leave it open."""
    shown, hidden = _split(raw, witness)
    words = glyphs_to_words(shown, raw.number)
    typed = [glyph for glyph in raw.typed if not _is_off(glyph, raw)]
    words += glyphs_to_words(typed, raw.number, len(words), typed=True)
    return PageLayout(
        number=raw.number,
        width=raw.width,
        height=raw.height,
        words=words,
        drawings=_shown_drawings(raw, witness),
        pictures=_shown_pictures(raw, witness),
        widgets=raw.widgets,
        annotations=raw.annotations,
        damaged=raw.damaged,
        hidden=hidden,
    )


def _split(raw: RawPage, witness: Witness) -> tuple[Glyphs, tuple[HiddenWord, ...]]:
    """The glyphs that show, and the words made of those that do not."""
    glyphs, maybe = raw.glyphs, _maybe_hidden(raw)
    if not maybe and _all_show(raw):
        return glyphs, ()
    shown = np.ones(len(glyphs), dtype=np.bool_)
    hidden: dict[Hidden, list[Glyph]] = {}
    doubtful: dict[Hidden, list[Glyph]] = {}
    places: dict[Glyph, list[int]] = {}
    for place in np.flatnonzero(_need_not_show(raw, maybe)).tolist():
        glyph = glyphs[place]
        why = _surely_hidden(glyph, raw)
        if why is not None:
            hidden.setdefault(why, []).append(glyph)
        elif place in maybe and not glyph.text.isspace():
            doubtful.setdefault(maybe[place], []).append(glyph)
            places.setdefault(glyph, []).append(place)
        else:
            continue
        shown[place] = False
    words = [HiddenWord(word, why) for why, some in hidden.items() for word in glyphs_to_words(some, raw.number)]
    for why, some in doubtful.items():
        for run, word, is_seen in _looked_at(some, raw, witness):
            if is_seen:
                # Equal glyphs on one spot are several all the same.
                shown[[places[glyph].pop() for glyph in run.glyphs]] = True
            else:
                words.append(HiddenWord(word, why))
    return glyphs.taken(np.flatnonzero(shown)), tuple(_numbered(words))


def _need_not_show(raw: RawPage, maybe: Collection[int]) -> NDArray[np.bool_]:
    """Of each glyph: is it worth a look of its own, as it may be off the page, painted oddly, or is one of `maybe`?"""
    glyphs = raw.glyphs
    x0, top, x1, bottom = glyphs.numbers[[X0, TOP, X1, BOTTOM]]
    odd: NDArray[np.bool_] = ~((x0 < raw.width) & (x1 > 0) & (top < raw.height) & (bottom > 0))
    odd |= glyphs.of_styles([style.paint is not Paint.PLAIN for style in glyphs.styles])
    odd[list(maybe)] = True
    return odd


def _looked_at(glyphs: Sequence[Glyph], raw: RawPage, witness: Witness) -> Iterator[tuple[Run, Word, bool]]:
    """Their runs as words, and whether the page shows each.

    Of a number each digit is asked by itself: a 12 of which the 2 is cut off is a 1 on the page.
    """
    runs = [part for run in glyphs_to_runs(glyphs) for part in _digits_apart(run)]
    made = [run_to_word(run, raw.number) for run in runs]
    seen = witness.sees(raw.number, [Asked(AskedKind.TEXT, _asked_box(word), word.text) for word in made])
    return zip(runs, made, seen, strict=True)


def _digits_apart(run: Run) -> list[Run]:
    if not any(glyph.text.isdecimal() for glyph in run.glyphs):
        return [run]
    return [part for glyph in run.glyphs for part in glyphs_to_runs([glyph])]


def _asked_box(word: Word) -> Box:
    """Of a single digit its middle: the ink of its neighbours reaches into its sides."""
    inset = word.box.width / 4 if len(word.text) == 1 and word.upright else 0.0
    return Box(word.box.x0 + inset, word.box.top, word.box.x1 - inset, word.box.bottom)


def _numbered(words: Iterable[HiddenWord]) -> Iterable[HiddenWord]:
    """Their own numbers go downwards from -1: those of words that show are taken."""
    for number, hidden in enumerate(words, 1):
        yield HiddenWord(replace(hidden.word, index=-number), hidden.why)


def _all_show(raw: RawPage) -> bool:
    """Nothing is off the page, invisible or mirrored: as on most pages, and found out in one go."""
    glyphs = raw.glyphs
    if not len(glyphs):
        return True
    numbers = glyphs.numbers
    on_page = (
        numbers[X0].max() < raw.width
        and numbers[X1].min() > 0
        and numbers[TOP].max() < raw.height
        and numbers[BOTTOM].min() > 0
    )
    return bool(on_page) and {style.paint for style in glyphs.styles} <= {Paint.PLAIN, *MAYBE}


def _surely_hidden(glyph: Glyph, raw: RawPage) -> Hidden | None:
    if _is_off(glyph, raw):
        return Hidden.OFF_PAGE
    if glyph.paint is Paint.PLAIN or glyph.paint in MAYBE:
        return None
    if glyph.paint is Paint.MIRRORED:
        return Hidden.MIRRORED
    over_picture = any(picture.box.contains_point(*_middle(glyph)) for picture in raw.pictures)
    return None if over_picture else Hidden.INVISIBLE


def _is_off(glyph: Glyph, raw: RawPage) -> bool:
    return not (glyph.x0 < raw.width and glyph.x1 > 0 and glyph.top < raw.height and glyph.bottom > 0)


def _middle(glyph: Glyph) -> tuple[float, float]:
    dx, dy = glyph.direction
    half, up = glyph.advance / 2, MIDDLE * glyph.size
    return glyph.x + half * dx + up * dy, glyph.baseline + half * dy - up * dx


class _Cover(NamedTuple):
    """Something that is painted over an area; `ink` is its lightness, None where it has many or nobody knows."""

    box: Box
    order: float
    ink: float | None
    is_page: bool


def _covers(raw: RawPage) -> list[_Cover]:
    area = ALMOST_ALL * raw.width * raw.height
    found = [
        _Cover(d.box, d.order, d.fill_ink, False) for d in raw.drawings if d.filled and d.box.width and d.box.height
    ]
    thick = THICK * _usual_size(raw.glyphs)
    found += [
        _Cover(d.box.grown(d.width / 2), d.order, None, False) for d in raw.drawings if d.stroked and d.width > thick
    ]
    found += [_Cover(p.box, p.order, None, p.box.width * p.box.height > area) for p in raw.pictures]
    page = Box(0.0, 0.0, raw.width, raw.height)
    found += [_Cover(page, order, None, False) for order in raw.shaded]
    return found + [_Cover(a.box, LAST, None, False) for a in raw.annotations if not a.hidden]


def _maybe_hidden(raw: RawPage) -> dict[int, Hidden]:
    """Indices of the glyphs that the page need not show, as far as the data go; all of them are looked at."""
    glyphs = raw.glyphs
    if not len(glyphs):
        return {}
    maybe: dict[int, Hidden] = {}
    for paint, why in MAYBE.items():
        painted_so = [style.paint is paint for style in glyphs.styles]
        if any(painted_so):
            maybe.update(dict.fromkeys(np.flatnonzero(glyphs.of_styles(painted_so)).tolist(), why))
    covers = _covers(raw)
    first = glyphs.styles[glyphs.style[0]].order
    later = [cover for cover in covers if cover.order > first and not cover.is_page]
    faint = _may_be_faint(glyphs, covers)
    if not later and not faint:
        return maybe
    places = _places(glyphs)
    for i in np.flatnonzero(_covered(places, later)):
        maybe.setdefault(int(i), Hidden.COVERED)
    if faint:
        for i in np.flatnonzero(_faint(places, covers)):
            maybe.setdefault(int(i), Hidden.FAINT)
    return maybe


def _may_be_faint(glyphs: Glyphs, covers: Sequence[_Cover]) -> bool:
    """Is any ink of the page near to any ground that letters may stand on?"""
    inks = {style.ink for style in glyphs.styles} - {None}
    grounds = {PAPER, *(cover.ink for cover in covers if cover.ink is not None)}
    return any(abs(ink - ground) < FAINT for ink in inks for ground in grounds if ink is not None)


Numbers = NDArray[np.float64]
X, Y, ORDER, INK = range(4)
"""Columns of the places of glyphs."""


def _places(glyphs: Glyphs) -> Numbers:
    """As `_middle` has them, of all glyphs at once."""
    numbers, styles = glyphs.numbers, glyphs.styles
    dx, dy = (glyphs.of_styles([style.direction[i] for style in styles]) for i in (0, 1))
    half, up = numbers[ADVANCE] / 2, MIDDLE * glyphs.of_styles([style.size for style in styles])
    order = glyphs.of_styles([style.order for style in styles])
    ink = glyphs.of_styles([np.nan if style.ink is None else style.ink for style in styles])
    return np.array([numbers[AT_X] + half * dx + up * dy, numbers[BASELINE] + half * dy - up * dx, order, ink])


def _inside(places: Numbers, box: Box) -> NDArray[np.bool_]:
    x, y = places[X], places[Y]
    inside: NDArray[np.bool_] = (x >= box.x0) & (x <= box.x1) & (y >= box.top) & (y <= box.bottom)
    return inside


def _covered(places: Numbers, covers: Sequence[_Cover]) -> NDArray[np.bool_]:
    found = np.zeros(places.shape[1], dtype=np.bool_)
    for cover in covers:
        before = int(np.searchsorted(places[ORDER], cover.order))
        found[:before] |= _inside(places[:, :before], cover.box)
    return found


def _faint(places: Numbers, covers: Sequence[_Cover]) -> NDArray[np.bool_]:
    """Letters in the lightness of what they stand on; on what has no single one they may be anything."""
    ground = np.full(places.shape[1], PAPER)
    for cover in sorted(covers, key=lambda cover: cover.order):
        after = int(np.searchsorted(places[ORDER], cover.order, side="right"))
        inside = _inside(places[:, after:], cover.box)
        ground[after:][inside] = np.nan if cover.ink is None else cover.ink
    ink = places[INK]
    with np.errstate(invalid="ignore"):
        found: NDArray[np.bool_] = (np.abs(ink - ground) < FAINT) | (np.isnan(ground) & (ink > PAPER - FAINT))
    return found


def _shown_drawings(raw: RawPage, witness: Witness) -> tuple[Drawing, ...]:
    """Without those of a hidden layer, and without small ones that something covers."""
    drawings = raw.drawings
    side = SIGN_SIDE * _usual_size(raw.glyphs)
    covers = [cover for cover in _covers(raw) if not cover.is_page and min(cover.box.width, cover.box.height) > 0]
    asked = [
        i
        for i, drawing in enumerate(drawings)
        if drawing.paint is Paint.LAYERED or (_is_small(drawing, side) and _is_covered(drawing, covers))
    ]
    if not asked:
        return tuple(drawings)
    seen = witness.sees(raw.number, [Asked(AskedKind.PATH, drawings[i].box) for i in asked])
    gone = {i for i, is_seen in zip(asked, seen, strict=True) if not is_seen}
    return tuple(drawing for i, drawing in enumerate(drawings) if i not in gone)


def _usual_size(glyphs: Glyphs) -> float:
    """Of about a hundred of them, in points; 0 where there are none."""
    some = glyphs.style[:: max(1, len(glyphs) // 100)].tolist()
    sizes = [glyphs.styles[i].size for i in some]
    return median(sizes) if sizes else 0.0


def _is_small(drawing: Drawing, side: float) -> bool:
    return drawing.box.width <= side and drawing.box.height <= side


def _is_covered(drawing: Drawing, covers: Sequence[_Cover]) -> bool:
    box = drawing.box
    return any(
        cover.order > drawing.order
        and cover.box.contains_point(box.x0, box.top)
        and cover.box.contains_point(box.x1, box.bottom)
        for cover in covers
    )


def _shown_pictures(raw: RawPage, witness: Witness) -> tuple[Picture, ...]:
    asked = [i for i, picture in enumerate(raw.pictures) if picture.paint is Paint.LAYERED]
    seen = witness.sees(raw.number, [Asked(AskedKind.PICTURE, raw.pictures[i].box) for i in asked])
    gone = {i for i, is_seen in zip(asked, seen, strict=True) if not is_seen}
    return tuple(picture for i, picture in enumerate(raw.pictures) if i not in gone)
