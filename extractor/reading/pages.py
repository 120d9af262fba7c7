"""What a reader found on a page → what the page shows: words, and the words that it hides.

Three things are told apart before words are made, glyph by glyph, since a new number typed over an erased one would
else be read as one word with it:

    off the page, invisible, mirrored      the data say it, nothing else need be asked
    layered, veiled, covered, faint        the data say it may be; the witness looks whether the page shows it
    all else                               is shown

Invisible text over a picture stays: it is what somebody's OCR read in that picture, and no text of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractor.geometry import Box
from extractor.reading.covering import (
    MIDDLE,
    Cover,
    covered_drawings,
    covers_of,
    maybe_hidden_glyphs,
    usual_size,
)
from extractor.reading.glyph_columns import BOTTOM, TOP, X0, X1, Glyphs
from extractor.reading.layout import (
    Drawing,
    Glyph,
    Hidden,
    HiddenWord,
    PageLayout,
    Paint,
    Picture,
    Word,
)
from extractor.reading.letters import Run
from extractor.reading.made_words import run_to_word
from extractor.reading.raw import RawPage
from extractor.reading.witness import Asked, AskedKind, Witness
from extractor.reading.words import glyphs_to_runs, glyphs_to_words

MAYBE = {Paint.LAYERED: Hidden.LAYER, Paint.VEILED: Hidden.VEILED}
"""Why a glyph painted so need not show."""
SIGN_SIDE = 3.0
"""A drawing no larger than this many times the letters of its page may be a tick; it is seen whether one is covered."""


def raw_to_layout(raw: RawPage, witness: Witness) -> PageLayout:
    """The page as it shows; `witness` is asked only where the data leave it open."""
    covers = covers_of(raw)
    shown, hidden = _split(raw, covers, witness)
    words = glyphs_to_words(shown, raw.number)
    typed = [glyph for glyph in raw.typed if not _is_off(glyph, raw)]
    words += glyphs_to_words(typed, raw.number, len(words), typed=True)
    return PageLayout(
        number=raw.number,
        width=raw.width,
        height=raw.height,
        words=words,
        drawings=_shown_drawings(raw, covers, witness),
        pictures=_shown_pictures(raw, witness),
        widgets=raw.widgets,
        annotations=raw.annotations,
        damaged=raw.damaged,
        hidden=hidden,
    )


def _split(raw: RawPage, covers: Sequence[Cover], witness: Witness) -> tuple[Glyphs, tuple[HiddenWord, ...]]:
    """The glyphs that show, and the words made of those that do not."""
    glyphs, maybe = raw.glyphs, _maybe_hidden(raw, covers)
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
    return bool(on_page) and all(style.paint is Paint.PLAIN or style.paint in MAYBE for style in glyphs.styles)


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


def _maybe_hidden(raw: RawPage, covers: Sequence[Cover]) -> dict[int, Hidden]:
    """Indices of the glyphs that the page need not show, as far as the data go; all of them are looked at."""
    glyphs = raw.glyphs
    if not len(glyphs):
        return {}
    maybe: dict[int, Hidden] = {}
    for paint, why in MAYBE.items():
        painted_so = [style.paint is paint for style in glyphs.styles]
        if any(painted_so):
            maybe.update(dict.fromkeys(np.flatnonzero(glyphs.of_styles(painted_so)).tolist(), why))
    for places, why in zip(maybe_hidden_glyphs(glyphs, covers), (Hidden.COVERED, Hidden.FAINT), strict=True):
        for i in places.tolist():
            maybe.setdefault(i, why)
    return maybe


def _shown_drawings(raw: RawPage, covers: Sequence[Cover], witness: Witness) -> tuple[Drawing, ...]:
    """Without those of a hidden layer, and without small ones that something covers."""
    drawings = raw.drawings
    side = SIGN_SIDE * usual_size(raw.glyphs)
    layered = {i for i, drawing in enumerate(drawings) if drawing.paint is Paint.LAYERED}
    small = [i for i, one in enumerate(drawings) if one.box.width <= side and one.box.height <= side]
    asked = sorted(layered.union(small[i] for i in covered_drawings([drawings[i] for i in small], covers)))
    if not asked:
        return tuple(drawings)
    seen = witness.sees(raw.number, [Asked(AskedKind.PATH, drawings[i].box) for i in asked])
    gone = {i for i, is_seen in zip(asked, seen, strict=True) if not is_seen}
    return tuple(drawing for i, drawing in enumerate(drawings) if i not in gone)


def _shown_pictures(raw: RawPage, witness: Witness) -> tuple[Picture, ...]:
    asked = [i for i, picture in enumerate(raw.pictures) if picture.paint is Paint.LAYERED]
    seen = witness.sees(raw.number, [Asked(AskedKind.PICTURE, raw.pictures[i].box) for i in asked])
    gone = {i for i, is_seen in zip(asked, seen, strict=True) if not is_seen}
    return tuple(picture for i, picture in enumerate(raw.pictures) if i not in gone)
