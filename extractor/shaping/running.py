"""Running heads and feet, by position and recurrence; never by their words.

Seen from the edge of a page inwards, a line (or a whole small table) runs when the same text, digits aside, stands at
the same height on another page. The first one that does not ends the head or foot. A line that stands on one page
only runs when it carries the number of its page and the count of all, or lies outside the frame that the
text of every other page keeps to, or is tagged as an artifact throughout. Text that runs up or down a margin is seen
from the sides in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import regex

from extractor.geometry import Box
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, canonical, words_to_lines, words_to_text
from extractor.shaping.marks.vocabulary import Shape, character_to_sign
from extractor.shaping.pages import ShapedPage
from extractor.shaping.tables.cells import Table

DIGITS = regex.compile(r"\d+")
SAME_HEIGHT = 0.6
"""Heights within this fraction of the text size are the same on two pages."""
EDGE_ZONE = 0.2
"""Heads and feet keep to this outer part of the page's height, above and below."""
BESIDE_OTHERS = 2
"""A line that is all there is on a page is its text."""
OF_ALL = 2
"""A page is numbered by its own number and that of all."""
MIN_PAGES_FOR_FRAME = 3
"""That many other pages must agree before a line outside their text frame counts as running."""


Place = tuple[int, int]


@dataclass(frozen=True)
class _Unit:
    """A line outside tables, or a table as a whole."""

    page: int
    box: Box
    words: tuple[Word, ...]
    key: str
    element: Line | Table

    @property
    def place(self) -> tuple[int, int]:
        """What tells it from all others: its page and the number of its first word."""
        return self.page, self.words[0].index


def split_running(
    pages: Sequence[ShapedPage],
    is_text: Callable[[Line], bool] = lambda _: False,
    heads_table: Callable[[Line], bool] = lambda _: False,
    beside: Sequence[ShapedPage] = (),
) -> tuple[list[ShapedPage], list[Line]]:
    """The pages without their running heads and feet, and those lines in page order.

    `is_text` names lines that are text of the document wherever one of them stands, such as an approval; `heads_table`
    those that head a table again on each of its pages. `beside` are pages of the same PDF before and after these: a
    foot may run through all of it. Not a head, for documents of one family begin alike.
    """
    if not pages:
        return [], []
    units = [_units(page) for page in pages]
    running: set[Place] = set()
    for from_top in (True, False):
        others = [] if from_top else [(page, _units(page)) for page in beside]
        running |= _recurring(pages, units, from_top, others, is_text, heads_table)
        running |= _single(pages, units, running, from_top, is_text)
    running |= _in_margins(pages, units)
    bare: list[ShapedPage] = []
    lines: list[Line] = []
    for page, page_units in zip(pages, units, strict=True):
        out = [unit for unit in page_units if unit.place in running]
        lines.extend(line for unit in out for line in _unit_lines(unit))
        lines.extend(_watermark(page))
        bare.append(_without(page, out) if out else page)
    return bare, lines


def _without(page: ShapedPage, units: Sequence[_Unit]) -> ShapedPage:
    words = {word for unit in units for word in unit.words}
    tables = (table.without(words) if words.intersection(table.words) else table for table in page.tables)
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


def _units(page: ShapedPage) -> list[_Unit]:
    across = _lines_in_open_rows(page)
    whole = {word for line in across for word in line.words}
    lines = (line for line in page.lines if not whole.issuperset(line.words))
    elements: list[Line | Table] = [*lines, *across, *page.tables]
    units = [_Unit(page.number, e.box, e.words, _key(e.words), e) for e in elements if e.words]
    return sorted(units, key=lambda unit: unit.box.middle_y)


def _lines_in_open_rows(page: ShapedPage) -> list[Line]:
    """Lines that only seem to stand in a table, whose side rules go on into the margin.

    They run across its columns, or out of it, as no text of a cell does.
    """
    found: list[Line] = []
    for table in page.tables:
        bands = [table.ys[:2]] * table.open_top + [table.ys[-2:]] * table.open_bottom
        for line in words_to_lines(page.layout.words) if bands else ():
            inside = any(top <= line.box.middle_y <= bottom for top, bottom in bands)
            if inside and any(word in table.words for word in line.words) and _crosses(line, table):
                found.append(line)
    return found


def _crosses(line: Line, table: Table) -> bool:
    slack = 0.2 * line.size
    return any(word.box.x0 < x - slack and x + slack < word.box.x1 for word in line.words for x in table.xs) or any(
        word.box.x0 > table.box.x1 or word.box.x1 < table.box.x0 for word in line.words
    )


def _key(words: Sequence[Word]) -> str:
    return DIGITS.sub("#", canonical(words_to_text(words)))


def _recurring(
    pages: Sequence[ShapedPage],
    units: list[list[_Unit]],
    from_top: bool,
    others: Sequence[tuple[ShapedPage, list[_Unit]]],
    is_text: Callable[[Line], bool],
    heads_table: Callable[[Line], bool],
) -> set[Place]:
    places = _places(list(zip(pages, units, strict=True)), from_top)
    beside = _places(others, from_top)
    running: set[Place] = set()
    for page, page_units in zip(pages, units, strict=True):
        for unit in page_units if from_top else reversed(page_units):
            if not _in_zone(page, unit, from_top) or _holds_tick_box(unit):
                break
            if isinstance(unit.element, Line) and heads_table(unit.element):
                break
            height = _height(page, unit, from_top)
            near = SAME_HEIGHT * page.text_size
            ahead = _ahead_of_page(unit)
            candidates = list(places[unit.key])
            if isinstance(unit.element, Line) and not is_text(unit.element):
                candidates += beside.get(unit.key, [])
            if not any(
                number != unit.page and abs(height - other) <= near and ahead == other_ahead
                for number, other, other_ahead in candidates
            ):
                break
            running.add(unit.place)
    return running


def _places(
    pages: Sequence[tuple[ShapedPage, list[_Unit]]], from_top: bool
) -> dict[str, list[tuple[int, float, int | None]]]:
    """The page, the height and the number of every unit near that edge of its page, by its text."""
    places: dict[str, list[tuple[int, float, int | None]]] = {}
    for page, units in pages:
        for unit in units:
            if _in_zone(page, unit, from_top):
                place = (unit.page, _height(page, unit, from_top), _ahead_of_page(unit))
                places.setdefault(unit.key, []).append(place)
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


def _in_margins(pages: Sequence[ShapedPage], units: list[list[_Unit]]) -> set[Place]:
    """Lines up or down the page, beside all that reads along it, which recur on another page at the same distance."""
    beside: list[tuple[ShapedPage, _Unit]] = []
    for page, page_units in zip(pages, units, strict=True):
        along = [word.box for word in page.layout.words if word.upright]
        left, right = min((b.x0 for b in along), default=0.0), max((b.x1 for b in along), default=0.0)
        turned = (u for u in page_units if isinstance(u.element, Line) and not u.element.words[0].upright)
        beside.extend((page, u) for u in turned if u.box.x1 <= left or u.box.x0 >= right)
    return {
        unit.place
        for page, unit in beside
        if any(
            other.page != unit.page
            and other.key == unit.key
            and abs(other.box.middle_x - unit.box.middle_x) <= SAME_HEIGHT * page.text_size
            for _, other in beside
        )
    }


def _holds_tick_box(unit: _Unit) -> bool:
    """Pages may begin with the same torn row, a lone box for instance, at the same height: that is no running head."""
    signs = (character_to_sign(word.text, word.font) for word in unit.words)
    return any(sign is not None and sign.shape is Shape.BOX for sign in signs)


def _single(
    pages: Sequence[ShapedPage],
    units: list[list[_Unit]],
    running: set[Place],
    from_top: bool,
    is_text: Callable[[Line], bool],
) -> set[Place]:
    """Outermost lines of single pages that are no text of the page all the same."""
    edges: dict[int, float] = {}
    for page, page_units in zip(pages, units, strict=True):
        body = [u for u in page_units if u.place not in running]
        if body:
            edges[page.number] = min(u.box.top for u in body) if from_top else max(u.box.bottom for u in body)
    found: set[Place] = set()
    for page, page_units in zip(pages, units, strict=True):
        body = [u for u in page_units if u.place not in running]
        if len(body) < BESIDE_OTHERS:
            continue
        outer, inner = (body[0], body[1]) if from_top else (body[-1], body[-2])
        if not isinstance(outer.element, Line) or is_text(outer.element) or not _in_zone(page, outer, from_top):
            continue
        gap = inner.box.top - outer.box.bottom if from_top else outer.box.top - inner.box.bottom
        if gap < 0.5 * page.text_size:
            continue
        others = [edge for number, edge in edges.items() if number != page.number]
        outside = len(others) >= MIN_PAGES_FOR_FRAME and (
            outer.box.bottom < min(others) if from_top else outer.box.top > max(others)
        )
        if outside or _numbers_the_page(outer, page.number, len(pages)) or all(w.artifact for w in outer.words):
            found.add(outer.place)
    return found


def _numbers_the_page(unit: _Unit, page: int, count: int) -> bool:
    """Like "Pagina 16 van 16": the page's own number, then the number of pages, and little else after it."""
    numbers = [int(n) for n in DIGITS.findall(canonical(words_to_text(unit.words)))]
    return (
        len(numbers) >= OF_ALL
        and numbers[-2] <= numbers[-1]
        and (numbers[-1] == count or numbers[-2] == page)
        and (numbers[-2] == page or numbers[-2] <= count)
    )


def _in_zone(page: ShapedPage, unit: _Unit, from_top: bool) -> bool:
    reach = EDGE_ZONE * page.layout.height
    return unit.box.bottom <= reach if from_top else unit.box.top >= page.layout.height - reach


def _height(page: ShapedPage, unit: _Unit, from_top: bool) -> float:
    return unit.box.middle_y if from_top else page.layout.height - unit.box.middle_y
