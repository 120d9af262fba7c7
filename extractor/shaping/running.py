"""Running heads and feet, by position and recurrence; never by their words.

Seen from the edge of a page inwards, a line (or a whole small table) runs when the same text, digits aside, stands at
the same height on another page. The first one that does not ends the head or foot. A line that stands on one page
only runs when it carries the number of its page and the count of all, or lies outside the frame that the
text of every other page keeps to, or is tagged as an artifact throughout. Text that runs up or down a margin is seen
from the sides in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import regex

from extractor.geometry import Box
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, canonical, words_to_lines, words_to_text
from extractor.shaping.marks.vocabulary import Shape, character_to_sign
from extractor.shaping.pages import ShapedPage
from extractor.shaping.tables.cells import Table
from extractor.values import kept

DIGITS = regex.compile(r"\d+")
SAME_HEIGHT = 0.6
"""Heights within this fraction of the text size are the same on two pages."""
EDGE_ZONE = 0.2
"""Heads and feet keep to this outer part of the page's height, above and below."""
BESIDE_OTHERS = 2
"""A line that is all there is on a page is its text."""
OF_ALL = 2
"""A page is numbered by its own number and that of all."""
MARGIN = 0.1
"""The margin of a page is this outer part of its height at most."""
FAR = 1.5
"""The number of a single page stands at least so many text sizes from its text."""
SIGNS_AROUND = " -–—|·[]()"
"""What is printed around the number of a page."""
MIN_PAGES_FOR_FRAME = 3
"""That many other pages must agree before a line outside their text frame counts as running."""


Place = tuple[int, int]


@dataclass(frozen=True)
class _Unit:
    """A line outside tables, or a table as a whole."""

    page: int
    box: Box
    words: tuple[Word, ...]
    element: Line | Table

    @kept
    def key(self) -> str:
        """What it says, whatever its numbers are."""
        return DIGITS.sub("#", canonical(words_to_text(self.words)))

    @property
    def place(self) -> Place:
        """What tells it from all others: its page and the number of its first word."""
        return self.page, self.words[0].index


@dataclass(frozen=True)
class _Page:
    """A page and its units, top to bottom."""

    page: ShapedPage
    units: tuple[_Unit, ...]


def _no(_: Line) -> bool:
    return False


@dataclass(frozen=True)
class KnownLines:
    """What the reader of a document knows of a line.

    `is_text`: it is text of the document wherever it stands, such as an approval. `heads_table`: it heads a table again
    on each of its pages. `is_title`: what the first page has in its running head only is the title of the document
    there, with what stands under it.
    """

    is_text: Callable[[Line], bool] = _no
    heads_table: Callable[[Line], bool] = _no
    is_title: Callable[[Line], bool] = _no


NOTHING_KNOWN = KnownLines()


@dataclass(frozen=True)
class _Edge:
    """The top of pages, where heads stand, or their bottom, where feet do."""

    is_top: bool

    def inwards(self, units: Sequence[_Unit]) -> list[_Unit]:
        """Units that are in order from top to bottom, the outermost first."""
        return list(units) if self.is_top else list(reversed(units))

    def is_near(self, page: ShapedPage, unit: _Unit) -> bool:
        reach = EDGE_ZONE * page.layout.height
        return unit.box.bottom <= reach if self.is_top else unit.box.top >= page.layout.height - reach

    def height(self, page: ShapedPage, unit: _Unit) -> float:
        """How far from the edge the middle of the unit is."""
        return unit.box.middle_y if self.is_top else page.layout.height - unit.box.middle_y

    def gap(self, outer: _Unit, inner: _Unit) -> float:
        return inner.box.top - outer.box.bottom if self.is_top else outer.box.top - inner.box.bottom

    def frame(self, units: Sequence[_Unit]) -> float:
        """Where the text of a page begins, or ends."""
        return min(u.box.top for u in units) if self.is_top else max(u.box.bottom for u in units)

    def is_outside(self, unit: _Unit, frames: Sequence[float]) -> bool:
        return unit.box.bottom < min(frames) if self.is_top else unit.box.top > max(frames)


TOP, BOTTOM = _Edge(is_top=True), _Edge(is_top=False)


def split_running(
    pages: Sequence[ShapedPage], known: KnownLines = NOTHING_KNOWN, beside: Sequence[ShapedPage] = ()
) -> tuple[list[ShapedPage], list[Line]]:
    """The pages without their running heads and feet, and those lines in page order.

    `beside` are pages of the same PDF before and after these: a foot may run through all of it. Not a head, for
    documents of one family begin alike.
    """
    if not pages:
        return [], []
    own = [_Page(page, _units(page)) for page in pages]
    running = _recurring(own, TOP, (), known)
    running |= _single(own, running, TOP, known)
    running -= _title_in_head(own[0], running, known)
    running |= _recurring(own, BOTTOM, [_Page(page, _units(page)) for page in beside], known)
    running |= _single(own, running, BOTTOM, known)
    running |= _in_margins(own)
    bare: list[ShapedPage] = []
    lines: list[Line] = []
    for page in own:
        out = [unit for unit in page.units if unit.place in running]
        lines.extend(line for unit in out for line in _unit_lines(unit))
        lines.extend(_watermark(page.page))
        bare.append(_without(page.page, out) if out else page.page)
    return bare, lines


def _without(page: ShapedPage, units: Sequence[_Unit]) -> ShapedPage:
    words = {word for unit in units for word in unit.words}
    numbers = {word.index for word in words}
    tables = (
        table if numbers.isdisjoint([word.index for word in table.words]) else table.without(words)
        for table in page.tables
    )
    return replace(
        page,
        tables=tuple(table for table in tables if table.words),
        lines=tuple(line for line in page.lines if not words.issuperset(line.words)),
    )


def _watermark(page: ShapedPage) -> list[Line]:
    """What is printed aslant over or under the text belongs to the page, not to what is written on it."""
    words = tuple(word for word in page.layout.words if word.slanted)
    return [Line(words)] if words else []


def _unit_lines(unit: _Unit) -> list[Line]:
    return [unit.element] if isinstance(unit.element, Line) else words_to_lines(unit.words)


def _units(page: ShapedPage) -> tuple[_Unit, ...]:
    across = _lines_in_open_rows(page)
    whole = {word for line in across for word in line.words}
    lines = (line for line in page.lines if not whole.issuperset(line.words))
    elements: list[Line | Table] = [*lines, *across, *page.tables]
    units = [_Unit(page.number, e.box, e.words, e) for e in elements if e.words]
    return tuple(sorted(units, key=lambda unit: unit.box.middle_y))


def _lines_in_open_rows(page: ShapedPage) -> list[Line]:
    """Lines that only seem to stand in a table, whose side rules go on into the margin.

    They run across its columns, or out of it, as no text of a cell does.
    """
    found: list[Line] = []
    for table in page.tables:
        bands = [table.ys[:2]] * table.open_top + [table.ys[-2:]] * table.open_bottom
        own = {word.index for word in table.words} if bands else set()
        for line in words_to_lines(page.layout.words) if bands else ():
            inside = any(top <= line.box.middle_y <= bottom for top, bottom in bands)
            if inside and any(word.index in own for word in line.words) and _crosses(line, table):
                found.append(line)
    return found


def _crosses(line: Line, table: Table) -> bool:
    slack = 0.2 * line.size
    return any(word.box.x0 < x - slack and x + slack < word.box.x1 for word in line.words for x in table.xs) or any(
        word.box.x0 > table.box.x1 or word.box.x1 < table.box.x0 for word in line.words
    )


def _recurring(pages: Sequence[_Page], edge: _Edge, beside: Sequence[_Page], known: KnownLines) -> set[Place]:
    places, places_beside = _places(pages, edge), _places(beside, edge)
    running: set[Place] = set()
    for page in pages:
        for unit in edge.inwards(page.units):
            if not edge.is_near(page.page, unit) or not _may_run(unit, known):
                break
            candidates = places[unit.key]
            if isinstance(unit.element, Line) and not known.is_text(unit.element):
                candidates = [*candidates, *places_beside.get(unit.key, [])]
            here = _place_at(page, unit, edge)
            if not any(here.recurs_at(other, SAME_HEIGHT * page.page.text_size) for other in candidates):
                break
            running.add(unit.place)
    return running


def _title_in_head(page: _Page, running: Collection[Place], known: KnownLines) -> set[Place]:
    """The title and what stands under it, where no other title stands on the page.

    Functiebeschrijving      in the head of each page
    Functie: Kok
    """

    def holds_title(unit: _Unit) -> bool:
        return any(known.is_title(line) for line in _unit_lines(unit))

    if any(holds_title(unit) for unit in page.units if unit.place not in running):
        return set()
    heads = [unit for unit in page.units if unit.place in running]
    first = next((i for i, unit in enumerate(heads) if holds_title(unit)), len(heads))
    return {unit.place for unit in heads[first:]}


def _may_run(unit: _Unit, known: KnownLines) -> bool:
    heads_table = isinstance(unit.element, Line) and known.heads_table(unit.element)
    return not heads_table and not _holds_tick_box(unit)


class _At(NamedTuple):
    """Where a text stands: its page, the height from the edge, and how far its number is ahead of the page's."""

    page: int
    height: float
    ahead: int | None

    def recurs_at(self, other: _At, near: float) -> bool:
        return other.page != self.page and abs(self.height - other.height) <= near and self.ahead == other.ahead


def _place_at(page: _Page, unit: _Unit, edge: _Edge) -> _At:
    return _At(unit.page, edge.height(page.page, unit), _ahead_of_page(unit))


def _places(pages: Iterable[_Page], edge: _Edge) -> dict[str, list[_At]]:
    """Where every unit near that edge of its page stands, by its text."""
    places: dict[str, list[_At]] = {}
    for page in pages:
        for unit in page.units:
            if edge.is_near(page.page, unit):
                places.setdefault(unit.key, []).append(_place_at(page, unit, edge))
    return places


def _ahead_of_page(unit: _Unit) -> int | None:
    """How far a number without a word beside it is ahead of its page: the same on all pages that it numbers.

    A level's number that a page break left alone is no page number. None where there are words or other numbers.
    """
    text = canonical(words_to_text(unit.words))
    numbers = DIGITS.findall(text)
    if len(numbers) != 1 or any(c.isalpha() for c in text):
        return None
    return int(numbers[0]) - unit.page


def _in_margins(pages: Sequence[_Page]) -> set[Place]:
    """Lines up or down the page, beside all that reads along it, which recur on another page at the same distance."""
    by_key: dict[str, list[tuple[_Unit, float]]] = {}
    for page in pages:
        for unit in _beside_text(page):
            by_key.setdefault(unit.key, []).append((unit, SAME_HEIGHT * page.page.text_size))
    return {
        unit.place
        for units in by_key.values()
        for unit, near in units
        if any(_recurs_beside(unit, other, near) for other, _ in units)
    }


def _beside_text(page: _Page) -> list[_Unit]:
    """Turned lines left and right of all words that read along the page."""
    turned = [u for u in page.units if isinstance(u.element, Line) and not u.element.words[0].upright]
    if not turned:
        return []
    along = [word.box for word in page.page.layout.words if word.upright]
    left, right = min((box.x0 for box in along), default=0.0), max((box.x1 for box in along), default=0.0)
    return [unit for unit in turned if unit.box.x1 <= left or unit.box.x0 >= right]


def _recurs_beside(unit: _Unit, other: _Unit, near: float) -> bool:
    return other.page != unit.page and abs(other.box.middle_x - unit.box.middle_x) <= near


def _holds_tick_box(unit: _Unit) -> bool:
    """Pages may begin with the same torn row, a lone box for instance, at the same height: that is no running head."""
    signs = (character_to_sign(word.text, word.font) for word in unit.words)
    return any(sign is not None and sign.shape is Shape.BOX for sign in signs)


def _single(pages: Sequence[_Page], running: Collection[Place], edge: _Edge, known: KnownLines) -> set[Place]:
    """Outermost lines of single pages that are no text of the page all the same."""
    bodies = {page.page.number: [unit for unit in page.units if unit.place not in running] for page in pages}
    frames = {number: edge.frame(body) for number, body in bodies.items() if body}
    found: set[Place] = set()
    for page in pages:
        number = page.page.number
        outer = _outermost_line(page.page, bodies[number], edge, known)
        if outer is None:
            continue
        others = [frame for other, frame in frames.items() if other != number]
        numbers_it = _is_page_number(outer, page.page, len(pages), bodies[number], edge)
        if numbers_it or _is_outside(outer, others, edge) or all(word.artifact for word in outer.words):
            found.add(outer.place)
    return found


def _is_page_number(outer: _Unit, page: ShapedPage, count: int, body: Sequence[_Unit], edge: _Edge) -> bool:
    """Does it number its page, one of `count`, in words or, on the only page, as a bare number?"""
    return _numbers_the_page(outer, page.number, count) or (count == 1 and _numbers_a_sheet(page, outer, body, edge))


def _is_outside(unit: _Unit, frames: Sequence[float], edge: _Edge) -> bool:
    """Does it stand outside the frame that the text of all other pages keeps to?"""
    return len(frames) >= MIN_PAGES_FOR_FRAME and edge.is_outside(unit, frames)


def _outermost_line(page: ShapedPage, body: Sequence[_Unit], edge: _Edge, known: KnownLines) -> _Unit | None:
    """The line nearest to the edge, where it may be a head or foot and a gap parts it from other things on the page."""
    if len(body) < BESIDE_OTHERS:
        return None
    outer, inner = edge.inwards(body)[:2]
    if not isinstance(outer.element, Line) or known.is_text(outer.element) or not edge.is_near(page, outer):
        return None
    return outer if edge.gap(outer, inner) >= 0.5 * page.text_size else None


def _numbers_a_sheet(page: ShapedPage, outer: _Unit, body: Sequence[_Unit], edge: _Edge) -> bool:
    """Is it the number of the only page and nothing else, in its margin and far from the text?

    No page break left it alone there: no number of a level goes on from another page.
    """
    inner = edge.inwards(body)[1]
    text = canonical(words_to_text(outer.words)).strip(SIGNS_AROUND)
    in_margin = edge.height(page, outer) <= MARGIN * page.layout.height
    return text == str(page.number) and in_margin and edge.gap(outer, inner) >= FAR * page.text_size


def _numbers_the_page(unit: _Unit, page: int, count: int) -> bool:
    """Like "Pagina 16 van 16": the page's own number, then the number of pages, and little else after it."""
    numbers = [int(n) for n in DIGITS.findall(canonical(words_to_text(unit.words)))]
    return (
        len(numbers) >= OF_ALL
        and numbers[-2] <= numbers[-1]
        and (numbers[-1] == count or numbers[-2] == page)
        and (numbers[-2] == page or numbers[-2] <= count)
    )
