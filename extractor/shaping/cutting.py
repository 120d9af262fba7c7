"""A page cut across, between two things that begin on it: each part a page of its own with what stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from extractor.geometry import Box
from extractor.reading.layout import HiddenWord, PageLayout
from extractor.shaping.pages import ShapedPage, layout_to_page


class _Boxed(Protocol):
    @property
    def box(self) -> Box: ...


B = TypeVar("B", bound=_Boxed)


def cut_page(page: ShapedPage, height: float) -> tuple[ShapedPage, ShapedPage] | None:
    """What stands above and below this height, in points from the top; both keep their number and their places.

    None where it cannot be cut there: a word or a table goes on, or text stands in columns.
    """
    layout = page.layout
    boxes = [*(word.box for word in layout.words), *(table.box for table in page.tables)]
    if page.bands or any(box.top < height < box.bottom for box in boxes):
        return None
    above, below = (_part(layout, height, is_above=is_above) for is_above in (True, False))
    return layout_to_page(above, page.text_size), layout_to_page(below, page.text_size)


def _part(layout: PageLayout, height: float, *, is_above: bool) -> PageLayout:
    """A frame around the whole page, or a picture behind it, belongs to both parts."""

    def here(things: Iterable[B]) -> tuple[B, ...]:
        return tuple(thing for thing in things if (thing.box.top < height if is_above else thing.box.bottom > height))

    def hidden(things: Iterable[HiddenWord]) -> tuple[HiddenWord, ...]:
        return tuple(thing for thing in things if (thing.word.box.middle_y < height) == is_above)

    return replace(
        layout,
        words=tuple(word for word in layout.words if (word.box.middle_y < height) == is_above),
        drawings=here(layout.drawings),
        pictures=here(layout.pictures),
        widgets=here(layout.widgets),
        annotations=here(layout.annotations),
        boxes=here(layout.boxes),
        disputed=here(layout.disputed),
        hidden=hidden(layout.hidden),
    )
