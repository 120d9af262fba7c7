"""Which places of a sample's PDF are the ticks of its truth, and the same PDF with one tick removed or one added.

A set of places is taken for the levels' only where it fits the truth throughout: in each competency the ticked one
looks different from all others, and these are all alike. So the places are sure without asking the extractor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path

from tests.overlaid import Overlaid
from tests.ticks import Mutation, Spot, Truth, others, ticked
from tests.transplant import Painting, Place, Signature
from tests.truth import truth_of

SAME_X = 4.0
"""Points: middles this near stand in one column."""
At = tuple[int, float, float]
"""A page from 0, and a point on it."""


@dataclass(frozen=True)
class Ticks:
    """Where the levels of a sample stand; `empty` has the spots where nothing is painted.

    `by_level` says that what stands at a spot is as wide as the word of its level, so that only other competencies
    have its like.
    """

    painting: Painting
    truth: Truth
    places: Mapping[Spot, Place]
    empty: Mapping[Spot, At]
    by_level: bool = False

    @property
    def boxed(self) -> bool:
        """Is anything painted where a level is not ticked?"""
        return any(not self.truth[i][k] for i, k in self.places)

    def removals(self) -> Iterator[tuple[int, Mutation]]:
        """The ticked box of a competency gives way to a copy of an empty one, or to nothing where none is painted."""
        for i, level in ticked(self.truth):
            target, empty = self.places[i, level], self._like((i, level), False)
            if empty is not None:
                yield i, partial(self.painting.replaced, target, empty)
            elif not self.boxed:
                yield i, partial(self.painting.changed, [(target.page, piece) for piece in target.pieces])

    def doublings(self) -> Iterator[tuple[int, Mutation]]:
        """A copy of the ticked box takes the place of an empty one."""
        for i, level in ticked(self.truth):
            for k in others(self.truth[i], level):
                target, source = self.places.get((i, k)), self._like((i, k), True)
                if source is None:
                    continue
                if target is not None:
                    yield i, partial(self.painting.replaced, target, source)
                elif (i, k) in self.empty:
                    page, x, y = self.empty[i, k]
                    copies = [(page, piece, x - source.left, y - source.y) for piece in source.pieces]
                    yield i, partial(self.painting.changed, (), copies)

    def _like(self, spot: Spot, state: bool) -> Place | None:
        """What would stand at the spot if it were ticked, or not."""
        i, level = spot
        if self.by_level:
            some = [(j, level) for j in range(len(self.truth))]
        else:
            some = [(i, k) for k in range(len(self.truth[i]))]
        return next((self.places[s] for s in some if s in self.places and self.truth[s[0]][s[1]] is state), None)


@dataclass(frozen=True)
class Struck:
    """Levels that are struck out where they are not meant: `places` are the strokes."""

    painting: Painting
    truth: Truth
    places: Mapping[Spot, Place]
    empty: Mapping[Spot, At]

    def removals(self) -> Iterator[tuple[int, Mutation]]:
        """The one level that is meant is struck out too."""
        for i, level in ticked(self.truth):
            stroke = next((p for (_, k), p in self.places.items() if k == level), None)
            if stroke is not None and (i, level) in self.empty:
                page, x, y = self.empty[i, level]
                copies = [(page, piece, x - stroke.left, y - stroke.y) for piece in stroke.pieces]
                yield i, partial(self.painting.changed, (), copies)

    def doublings(self) -> Iterator[tuple[int, Mutation]]:
        """The stroke through another level is gone."""
        for i, level in ticked(self.truth):
            for k in others(self.truth[i], level):
                place = self.places[i, k]
                yield i, partial(self.painting.changed, [(place.page, piece) for piece in place.pieces])


@dataclass(frozen=True)
class Words:
    """The level in words: nothing but the one that is required is printed."""

    painting: Painting
    places: Sequence[Place]

    def removals(self) -> Iterator[tuple[int, Mutation]]:
        for i, place in enumerate(self.places):
            yield i, partial(self.painting.changed, [(place.page, piece) for piece in place.pieces])

    def doublings(self) -> Iterator[tuple[int, Mutation]]:
        return iter(())


Mutated = Ticks | Struck | Overlaid | Words


def truth_ticks(pdf: Path) -> Truth:
    (document,) = truth_of(pdf)["documents"]
    return [tuple(bool(level["marked"]) for level in c["levels"]) for c in document["competencies"]]


def locate(pdf: Path) -> Mutated | None:
    """None where the places are not sure."""
    painting, truth = Painting(pdf.read_bytes()), truth_ticks(pdf)
    if all(len(ticks) == 1 for ticks in truth):
        return _words(painting, pdf)
    places = painting.places()
    overlaid = Overlaid.over(painting, places, truth)
    if overlaid is not None:
        return overlaid
    for order in _orders(places, truth, painting.width):
        spots = {(i, k): next(order) for i, ticks in enumerate(truth) for k in range(len(ticks))}
        on = {place.signature for (i, k), place in spots.items() if truth[i][k]}
        off = {place.signature for (i, k), place in spots.items() if not truth[i][k]}
        if not on & off:
            return Ticks(painting, truth, spots, {})
    return _only_ticks(painting, places, truth) or _emphasised(painting, truth)


def _orders(places: Sequence[Place], truth: Truth, width: float) -> Iterator[Iterator[Place]]:
    """Sets of as many places as there are levels, in the order of the truth."""
    total, rows, columns = sum(map(len, truth)), len(truth), len(truth[0])
    kinds = sorted({place.kind for place in places})
    for some_kinds in (*combinations(kinds, 1), *combinations(kinds, 2)):
        of_kind = [place for place in places if place.kind in some_kinds]
        groups = _by_x(of_kind)
        for group in groups:
            if len(group) == total:
                yield iter(_down(group))
        level_columns = [group for group in groups if len(group) == rows]
        for some in combinations(level_columns, columns):
            yield (place for line in zip(*map(_down, some), strict=True) for place in line)
        if len(of_kind) >= total:
            of_kind = _lines(of_kind)[-total:]
            yield iter(of_kind)
            left = [place for place in of_kind if place.x < width / 2]
            yield iter([*_lines(left), *_lines([place for place in of_kind if place.x >= width / 2])])


def _by_x(places: Sequence[Place]) -> list[list[Place]]:
    groups: list[list[Place]] = []
    for place in sorted(places, key=lambda place: place.x):
        if groups and place.x - groups[-1][0].x <= SAME_X:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _down(places: Sequence[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (place.page, -place.y))


def _lines(places: Sequence[Place]) -> list[Place]:
    result: list[list[Place]] = []
    for place in _down(places):
        if result and result[-1][0].page == place.page and result[-1][0].y - place.y < SAME_X:
            result[-1].append(place)
        else:
            result.append([place])
    return [place for line in result for place in sorted(line, key=lambda place: place.x)]


def _only_ticks(painting: Painting, places: Sequence[Place], truth: Truth) -> Ticks | None:
    """Forms that paint nothing but the ticks: a cell of a matrix, or of a column of its own, holds an x."""
    if any(ticks.count(True) != 1 for ticks in truth):
        return None
    on = [ticks.index(True) for ticks in truth]
    looks = sorted({place.signature for place in places if place.kind.startswith("text")}, key=repr)
    for count in (1, 2):
        for some in combinations(looks, count):
            chosen = [place for place in places if place.signature in some]
            if len(chosen) != len(truth) or {place.signature for place in chosen} != set(some):
                continue
            left = [place for place in chosen if place.x < painting.width / 2]
            right = [place for place in chosen if place.x >= painting.width / 2]
            for order in (_down(chosen), [*_down(left), *_down(right)]):
                ticks = {(i, level): place for (i, level), place in zip(enumerate(on), order, strict=True)}
                empty = _columns(ticks, truth, painting.width) or _rows(ticks, places, truth)
                if empty is not None:
                    return Ticks(painting, truth, ticks, empty)
    return None


def _columns(ticks: Mapping[Spot, Place], truth: Truth, width: float) -> dict[Spot, tuple[int, float, float]] | None:
    """Ticks of one level stand above each other, and higher levels to the right: on the page, or in each half of it."""
    for halves in (False, True):
        at: dict[tuple[bool, int], list[float]] = {}
        for (_, level), place in ticks.items():
            at.setdefault((halves and place.x > width / 2, level), []).append(place.left)
        middles = {key: sum(xs) / len(xs) for key, xs in at.items()}
        straight = all(max(xs) - min(xs) <= SAME_X for xs in at.values())
        rising = all(middles[a, i] + SAME_X < middles[b, k] for a, i in middles for b, k in middles if a == b and i < k)
        if straight and rising and len(middles) > 1 + halves:
            return {
                (i, k): (place.page, middles[side, k], place.y)
                for (i, level), place in ticks.items()
                for k in range(len(truth[i]))
                for side in [halves and place.x > width / 2]
                if k != level and (side, k) in middles
            }
    return None


def _rows(
    ticks: Mapping[Spot, Place], places: Sequence[Place], truth: Truth
) -> dict[Spot, tuple[int, float, float]] | None:
    """A row for each level: its number stands in a column of numbers, the tick at the same height in another."""
    total = sum(map(len, truth))
    for group in _by_x(places):
        if len(group) != total:
            continue
        order = iter(_down(group))
        labels = {(i, k): next(order) for i, levels in enumerate(truth) for k in range(len(levels))}
        if all(abs(labels[s].y - place.y) < SAME_X and labels[s].page == place.page for s, place in ticks.items()):
            x = next(iter(ticks.values())).left
            return {spot: (label.page, x, label.y) for spot, label in labels.items() if spot not in ticks}
    return None


def _emphasised(painting: Painting, truth: Truth) -> Ticks | Struck | None:
    """Words that stand out: on a shade, above a line, in a heavier font, or all but one with a line through them."""
    rows, columns = len(truth), len(truth[0])
    everything = [Place(page, (piece,)) for page, pieces in enumerate(painting.pieces) for piece in pieces]
    looks = {place.signature: [p for p in everything if p.signature == place.signature] for place in everything}
    on, off = ([(i, k) for i, t in enumerate(truth) for k, v in enumerate(t) if v is state] for state in (True, False))
    for places in [*looks.values(), *_of_one_colour(everything), *_of_one_colour(_at_words(everything))]:
        if not places:
            continue
        kind = places[0].pieces[0].kind
        if kind == "path" and len(places) == len(off) and len(off) > len(on):
            spots = dict(zip(off, _lines(places), strict=True))
            if all(len({round(spots[s].y) for s in off if s[0] == i}) == 1 for i in range(rows)):
                columns_at = _columns(spots, truth, painting.width)
                return Struck(painting, truth, spots, columns_at or {})
        if kind == "path" and len(places) == len(on) == len({(p.page, round(p.y)) for p in places}):
            ticks = dict(zip(on, _down(places), strict=True))
            return Ticks(painting, truth, ticks, _columns(ticks, truth, painting.width) or {}, by_level=True)
    texts = [place for place in everything if place.pieces[0].kind == "text"]
    lefts: dict[int, list[Place]] = {}
    for place in texts:
        lefts.setdefault(round(place.left), []).append(place)
    groups = [_down(lefts[x]) for x in sorted(lefts) if len(lefts[x]) == rows][-columns:]
    if len(groups) == columns:
        spots = {(i, k): groups[k][i] for i in range(rows) for k in range(columns)}
        fonts = [{spots[s].kind for s in some} for some in (on, off)]
        if not fonts[0] & fonts[1]:
            return Ticks(painting, truth, spots, {}, by_level=True)
    return None


def _of_one_colour(places: Sequence[Place]) -> list[list[Place]]:
    """Filled areas and lines by their colour: shading and strokes have a width for each word."""
    colours: dict[Signature, list[Place]] = {}
    for place in places:
        if place.pieces[0].kind == "path":
            colours.setdefault((place.signature[0][-1], place.signature[0][1]), []).append(place)
    return list(colours.values())


def _at_words(places: Sequence[Place]) -> list[Place]:
    """Lines that begin where a word begins: no rules of a table."""
    words = {(p.page, round(p.left)) for p in places if p.pieces[0].kind == "text"}
    return [p for p in places if p.pieces[0].kind == "path" and (p.page, round(p.left)) in words]


def _words(painting: Painting, pdf: Path) -> Words | None:
    """As many strings at one distance from the margin as there are competencies, one for each label and never two."""
    (document,) = truth_of(pdf)["documents"]
    labels = [competency["levels"][0]["label"] for competency in document["competencies"]]
    if len(set(labels)) == len(labels):
        return None
    texts = [Place(page, (p,)) for page, pieces in enumerate(painting.pieces) for p in pieces if p.kind == "text"]
    lefts: dict[int, list[Place]] = {}
    for place in texts:
        lefts.setdefault(round(place.left), []).append(place)
    for group in lefts.values():
        for some in (_down(group)[-len(labels) :], _down(group)[1:]):
            pairs = {(label, place.signature) for label, place in zip(labels, some, strict=False)}
            if len(some) == len(labels) and len(pairs) == len(set(labels)) == len({look for _, look in pairs}):
                return Words(painting, some)
    return None
