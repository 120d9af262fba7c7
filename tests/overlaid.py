"""Fields of a form, or notes, over printed boxes: changed where they are, in the page's /Annots."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import pikepdf

from tests.ticks import Mutation, Spot, Truth, others, ticked
from tests.transplant import Painting, Place

OVER = 9.0
"""Points: a note stands no farther from the middle of its box."""
Entry = tuple[int, float, float, int]
"""A page from 0, the place on it for the order (down, across), and the number in its /Annots."""


class Overlaid:
    """`places` are the printed boxes that notes lie over; none for fields, which have a place of their own."""

    def __init__(self, data: bytes, truth: Truth, entries: Mapping[Spot, Entry], places: Mapping[Spot, Place]) -> None:
        self._data, self._truth, self._entries, self._places = data, truth, entries, places

    @classmethod
    def over(cls, painting: Painting, places: Sequence[Place], truth: Truth) -> Overlaid | None:
        """None where the ticks are no annotations; ValueError where there are some and they do not fit the truth."""
        with pikepdf.open(io.BytesIO(painting.data)) as pdf:
            notes = [(page, i, note) for page, sheet in enumerate(pdf.pages) for i, note in _annotations(sheet)]
            order = sorted((page, -float(note.Rect[1]), float(note.Rect[0]), i) for page, i, note in notes)
            fields = {str(note.Subtype) for _, _, note in notes} == {"/Widget"}
        if not notes:
            return None
        spots = [(i, k) for i, ticks in enumerate(truth) for k in range(len(ticks))]
        if fields:
            return cls(painting.data, truth, dict(zip(spots, order, strict=True)), {})
        alike = [[p for p in places if p.signature == place.signature] for place in places]
        boxes = next(some for some in alike if len(some) == len(spots))
        printed = dict(zip(spots, sorted(boxes, key=lambda p: (p.page, -p.y)), strict=True))
        entries = dict(zip(ticked(truth), order, strict=True))
        for spot, (page, down, _, _) in entries.items():
            if printed[spot].page != page or abs(printed[spot].y + down) > OVER:
                raise ValueError(f"the note of {spot} does not lie over its box")
        return cls(painting.data, truth, entries, printed)

    def removals(self) -> Iterator[tuple[int, Mutation]]:
        for spot in ticked(self._truth):
            yield spot[0], partial(self._changed, spot, None)

    def doublings(self) -> Iterator[tuple[int, Mutation]]:
        for i, level in ticked(self._truth):
            for k in others(self._truth[i], level):
                yield i, partial(self._changed, (i, level), (i, k))

    def _changed(self, tick: Spot, second: Spot | None) -> bytes:
        with pikepdf.open(io.BytesIO(self._data)) as pdf:
            if self._places:
                self._change_notes(pdf, tick, second)
            else:
                self._set_field(pdf, second or tick, on=second is not None)
            out = io.BytesIO()
            pdf.save(out)
        return out.getvalue()

    def _annotation(self, pdf: pikepdf.Pdf, spot: Spot) -> pikepdf.Object:
        page, _, _, index = self._entries[spot]
        return pdf.pages[page].Annots[index]

    def _set_field(self, pdf: pikepdf.Pdf, spot: Spot, *, on: bool) -> None:
        field = self._annotation(pdf, spot)
        (name,) = [str(name) for name in field.AP.N if name != "/Off"] if on else ["/Off"]
        field.AS = pikepdf.Name(name)
        if "/V" in field:
            field.V = pikepdf.Name(name)
        elif not on and "/Parent" in field:
            field.Parent.V = pikepdf.Name.Off

    def _change_notes(self, pdf: pikepdf.Pdf, tick: Spot, second: Spot | None) -> None:
        page, _, _, index = self._entries[tick]
        if second is None:
            del pdf.pages[page].Annots[index]
            return
        source, target = self._places[tick], self._places[second]
        note = pikepdf.Dictionary(dict(self._annotation(pdf, tick).items()))
        note.Rect = _moved(note.Rect, target.x - source.x, target.y - source.y)
        if "/InkList" in note:
            strokes = [_moved(stroke, target.x - source.x, target.y - source.y) for stroke in note.InkList]
            note.InkList = pikepdf.Array(strokes)
        pdf.pages[target.page].Annots.append(pdf.make_indirect(note))


def _annotations(page: pikepdf.Page) -> list[tuple[int, pikepdf.Object]]:
    return list(enumerate(page.get("/Annots", [])))


def _moved(numbers: pikepdf.Object, dx: float, dy: float) -> pikepdf.Array:
    return pikepdf.Array([float(value) + (dy if i % 2 else dx) for i, value in enumerate(numbers)])
