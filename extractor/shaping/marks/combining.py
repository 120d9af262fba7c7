"""One box, one mark: what lies on top of each other is put together.

A form field or an annotation goes before a drawing or a picture, these before text: an empty box that is printed under
a field that is on belongs to the form. Two of the same rank that say different things make a mark that cannot be read,
and so does a tick under a field that is off.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.model import MarkKind
from extractor.reading.layout import Word
from extractor.shaping.marks.candidate import Candidate, precedence
from extractor.shaping.marks.evidence import Fact
from extractor.shaping.marks.places import Places
from extractor.shaping.marks.vocabulary import Shape

FRAME = 1.35
"""A square this many times as large as the empty box in it is a frame around it."""
MUCH_LARGER = 3.0
"""A field this many times as large as what is printed under it is not about that one box."""


def combine(
    over: Sequence[Candidate],
    drawn: Sequence[Candidate],
    text: Sequence[Candidate],
    loose: Sequence[Candidate],
    words: Sequence[Word],
    text_size: float,
) -> list[Candidate]:
    """`over` are form fields, `drawn` drawings and pictures, `loose` ticks that count only inside or upon a box."""
    boxes, text = _text_into_boxes(drawn, text, loose, words, text_size) if drawn else ([], list(text))
    text = _text_on_text(text, loose, text_size)
    return _layered([*over, *boxes, *text], text_size)


def _text_into_boxes(
    drawn: Sequence[Candidate],
    text: Sequence[Candidate],
    loose: Sequence[Candidate],
    words: Sequence[Word],
    text_size: float,
) -> tuple[list[Candidate], list[Candidate]]:
    """A tick typed in a drawn box ticks it; a box with other text in it is no tick box, but a frame or a cell."""
    places: Places[int] = Places(2 * text_size)
    for i, candidate in enumerate(drawn):
        places.add(candidate.box, i)
    boxes: dict[int, Candidate] = dict(enumerate(drawn))
    signs = {candidate.mark.words[0].index: candidate for candidate in (*loose, *text)}
    used: set[int] = set()
    members = {word.index for candidate in (*text, *loose) for word in candidate.mark.words}
    for word in words:
        for i in places.at(word.box.middle_x, word.box.middle_y):
            sign = signs.get(word.index)
            if i not in boxes:
                continue
            if sign is None:
                if word.index not in members:
                    del boxes[i]
            elif _only_around(boxes[i], sign):
                del boxes[i]
            else:
                boxes[i] = _ticked_by(boxes[i], sign)
                used.add(word.index)
    rest = [candidate for candidate in text if candidate.mark.words[0].index not in used]
    return list(boxes.values()), rest


def _only_around(box: Candidate, sign: Candidate) -> bool:
    """A frame or shading around a sign, or a picture, of which the data do not tell what it adds to an empty box."""
    if not (box.certain or box.solid) and box.mark.kind is MarkKind.VECTOR:
        return True
    return sign.filled is False and (box.mark.kind is MarkKind.IMAGE or box.box.width >= FRAME * sign.box.width)


def _ticked_by(box: Candidate, sign: Candidate) -> Candidate:
    words = sign.mark.words
    raw, font = sign.mark.raw, sign.mark.font
    if sign.filled is None:
        ticked = box.found(Fact.TYPED_NAMELESS, other=sign.mark.evidence)
    elif sign.filled is False:
        return box.made_of_too(words)
    else:
        ticked = box.found(Fact.TYPED_IN, raw=raw)
    ticked = replace(ticked, certain=True, look=f"{box.look} {sign.look}")
    return replace(ticked, mark=replace(ticked.mark, raw=raw, font=font)).made_of_too(words)


def _text_on_text(text: Sequence[Candidate], loose: Sequence[Candidate], text_size: float) -> list[Candidate]:
    """A tick printed on top of an empty box, as when a form is filled in by typing on it."""
    empties: Places[int] = Places(2 * text_size)
    for i, candidate in enumerate(text):
        if candidate.filled is False and candidate.shape is not Shape.TICK:
            empties.add(candidate.box, i)
    result: dict[int, Candidate] = dict(enumerate(text))
    if not empties:
        return list(result.values())
    ticks = [(i, c) for i, c in enumerate(text) if c.shape is Shape.TICK] + [
        (None, c) for c in loose if c.shape is Shape.TICK
    ]
    for own, tick in ticks:
        for i in empties.at(tick.box.middle_x, tick.box.middle_y):
            if i in result:
                result[i] = _ticked_by(result[i], tick)
                if own is not None:
                    result.pop(own, None)
                break
    return list(result.values())


def _layered(candidates: Iterable[Candidate], text_size: float) -> list[Candidate]:
    """Each candidate unless one of a higher rank lies over it; what it was made of goes to that one."""
    kept: list[Candidate] = []
    places: Places[int] = Places(3 * text_size)
    for candidate in sorted(candidates, key=lambda c: -precedence(c.mark.kind)):
        x, y = candidate.box.middle_x, candidate.box.middle_y
        over = next(
            (
                i
                for i in places.at(x, y)
                if kept[i].box.height <= MUCH_LARGER * candidate.box.height
                and kept[i].box.width <= MUCH_LARGER * candidate.box.width
            ),
            None,
        )
        if over is None:
            places.add(candidate.box, len(kept))
            kept.append(candidate)
            continue
        upper = kept[over]
        if upper.filled is None and upper.mark.kind is MarkKind.IMAGE and candidate.filled is not None:
            # The data do not tell what the picture adds to the box that is known; the page will.
            kept[over] = candidate
            continue
        if precedence(upper.mark.kind) == precedence(candidate.mark.kind) or (
            upper.filled is False and candidate.filled
        ):
            upper = _agreed(upper, candidate)
        kept[over] = upper.made_of_too(candidate.mark.words)
    return kept


def _agreed(one: Candidate, other: Candidate) -> Candidate:
    if one.filled == other.filled or other.filled is None:
        return one
    if one.filled is None:
        return other
    return one.found(Fact.TWO_DISAGREE, other=other.mark.evidence)
