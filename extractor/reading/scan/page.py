"""One page of a scan, whole: picture → upright → rules, boxes, lines → words.

render → flattened → sideways? → two pages on a sheet? → level → ink
ink → rules ─┬→ boxes → how much ink is in each
             └→ erased → lines → the right way up? → words
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from extractor.reading.rendering import Raster
from extractor.reading.scan.boxes import find_boxes, missing_boxes, of_one_size
from extractor.reading.scan.engines import Engine
from extractor.reading.scan.erasing import erased, free_of_rules, wiped
from extractor.reading.scan.folds import without_folds
from extractor.reading.scan.ground import flattened, page_ink, without_dust
from extractor.reading.scan.joined import same_place
from extractor.reading.scan.lines import find_lines
from extractor.reading.scan.pixels import MM, Grey, Mask
from extractor.reading.scan.recognising import holds_other_sign, read_lines, sureness
from extractor.reading.scan.rounds import find_rounds
from extractor.reading.scan.rules import find_rules
from extractor.reading.scan.seen import Area, SeenPage
from extractor.reading.scan.states import seen_ticks
from extractor.reading.scan.turning import Placement, cut_sheet, level, upright
from extractor.reading.scan.typed import find_typed

TRIED = 4
"""So many lines tell which way up a page is …"""
SURE_ENOUGH = 0.8
"""… the first time they are read with this confidence; else they are turned and read again."""
TRIED_WIDTH = 40.0
"""Millimetres of a line that is tried: long enough to be text, short enough to cost little."""


class Sizes(NamedTuple):
    """Insides of the square and of the round boxes of a document, and the height of those that are typed with brackets.

    In pixels; None where it has none.
    """

    square: int | None
    round: int | None
    typed: int | None = None


class Upright(NamedTuple):
    flat: Grey
    placement: Placement


def upright_pages(raster: Raster) -> Iterator[Upright]:
    """The page of a rendering, or the two pages of a sheet, level and with white ground."""
    grey = raster.pixels
    rows, columns = grey.shape
    placement = Placement.of_render(columns / raster.area.width, rows / raster.area.height)
    flat = flattened(grey)
    flat, placement = upright(flat, page_ink(flat), placement)
    ink = page_ink(flat)
    cut = cut_sheet(ink)
    if cut is None:
        yield Upright(*level(flat, ink, placement))
        return
    for left, right in ((0, cut), (cut, flat.shape[1])):
        part = np.ascontiguousarray(flat[:, left:right])
        yield Upright(*level(part, page_ink(part), placement.after_cut(left)))


def see_page(number: int, page: Upright, sizes: Sizes, engine: Engine) -> SeenPage:
    """Everything that stands on an upright page of the PDF's page `number`."""
    ink, dust = without_dust(page_ink(page.flat))
    flat = page.flat if dust is None else wiped(page.flat, dust)
    ink, flat, folds = without_folds(ink, flat)
    rules, mask = find_rules(ink)
    squares, rounds = _boxes(ink, mask, sizes)
    squares += missing_boxes(ink, rules, squares)
    typed = find_typed(ink, mask, sizes.typed) if sizes.typed else []
    typed = [pair for pair in typed if not any(same_place(pair.area, box) for box in (*squares, *rounds))]
    typed = [pair for pair in typed if not holds_other_sign(flat, pair.inside, engine)]
    boxes = [*squares, *rounds, *(pair.area for pair in typed)]
    clean, text = erased(flat, ink, mask, boxes)
    lines = find_lines(text, mask)
    if _upside_down(clean, lines, engine):
        return see_page(number, _turned_over(page), sizes, engine)
    ticks = seen_ticks(free_of_rules(ink, rules, mask, boxes), squares, rounds, typed, folds)
    rows, columns = ink.shape
    return SeenPage(
        page=number,
        rows=rows,
        columns=columns,
        placement=tuple(round(float(v), 8) for v in page.placement.matrix.ravel()),
        rules=rules,
        ticks=tuple(sorted(ticks, key=lambda tick: (tick.area.y, tick.area.x))),
        words=tuple(read_lines(clean, text, lines, engine)),
    )


def _boxes(ink: Mask, rules: Mask, sizes: Sizes) -> tuple[list[Area], list[Area]]:
    squares = of_one_size(find_boxes(ink, rules, sizes.square)) if sizes.square else []
    rounds = of_one_size(find_rounds(ink, rules, sizes.round)) if sizes.round else []
    rounds = [box for box in rounds if not any(same_place(box, other) for other in squares)]
    return squares, rounds


def _upside_down(clean: Grey, lines: Sequence[Area], engine: Engine) -> bool:
    """Some lines read as they stand, and if that is not sure, read the other way up: the surer way wins."""
    texts = [line for line in lines if line.w > 12 * MM and 1.5 * MM < line.h < 6 * MM]
    tried = sorted(texts, key=lambda line: (abs(line.w - TRIED_WIDTH * MM), line))[:TRIED]
    as_it_stands = sureness(clean, tried, engine, upside_down=False)
    if not tried or as_it_stands >= SURE_ENOUGH:
        return False
    return sureness(clean, tried, engine, upside_down=True) > max(SURE_ENOUGH, as_it_stands)


def _turned_over(page: Upright) -> Upright:
    rows, columns = page.flat.shape
    return Upright(np.ascontiguousarray(page.flat[::-1, ::-1]), page.placement.after_quarters(2, rows, columns))
