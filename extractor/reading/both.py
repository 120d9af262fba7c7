"""Two readers, one after the other, over every page: what they agree on is given, where they differ is said.

A word is the same where its letters are and it stands in the same place; a font of signs has no letters, so only its
place counts. Form fields, things laid over the page and pictures are compared by place and state; small drawings, of
which ticks are made, by place and by whether they are filled. Large ones are frames, seen in the cells they make.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from itertools import zip_longest
from typing import Generic, Protocol, TypeVar

from extractor.errors import PdfDamaged
from extractor.geometry import Box
from extractor.reading.glyphs import is_unnamed
from extractor.reading.layout import Disputed, Drawing, PageLayout, PdfInfo, Word
from extractor.reading.letters import is_symbol_font
from extractor.reading.limits import ReadingLimits
from extractor.reading.rendering import OpenPages
from extractor.reading.repair import SoundPdf

NEAR = 0.5
"""Of its size: two libraries see a word in the same place where its middles are this near; their widths are rounded."""
SMALL = 3.0
"""A drawing no larger than this many times the letters of its page may be a tick."""
SAME_SIDE = 1.0
"""Points."""


class _File(Protocol):
    name: str
    content: bytes
    data: bytes
    damage: str | None

    @property
    def left_open(self) -> OpenPages | None: ...

    def info(self) -> PdfInfo: ...
    def pages(self) -> Iterator[PageLayout]: ...


_Opened = Callable[[str, bytes, SoundPdf, "str | None", ReadingLimits], AbstractContextManager[_File]]


class BothFiles:
    """A `PdfFile` whose pages are those of the first reader, each with what the second reads otherwise."""

    def __init__(self, first: _File, second: _File) -> None:
        self._first = first
        self._second = second
        self.name = first.name
        self.content = first.content
        self.data = first.data
        self.left_open: OpenPages | None = None
        self.damage = first.damage

    def info(self) -> PdfInfo:
        return self._first.info()

    def pages(self) -> Iterator[PageLayout]:
        """Raises PdfDamaged where one of the two cannot read a page, or has fewer of them."""
        for one, other in zip_longest(self._first.pages(), self._second.pages()):
            if one is None or other is None:
                raise PdfDamaged(self.name, "the readers count its pages differently")
            yield replace(one, disputed=tuple(differences(one, other)), damaged=one.damaged or other.damaged)


def opened_by(first: _Opened, second: _Opened) -> _Opened:
    """Opens a PDF with both."""

    @contextmanager
    def opened(
        name: str, content: bytes, sound: SoundPdf, password: str | None, limits: ReadingLimits
    ) -> Iterator[_File]:
        with (
            first(name, content, sound, password, limits) as one,
            second(name, content, sound, password, limits) as other,
        ):
            yield BothFiles(one, other)

    return opened


def differences(one: PageLayout, other: PageLayout) -> Iterator[Disputed]:
    """What only one of two readings of a page has."""
    size = max((word.size for word in one.words), default=0.0)
    yield from _unmatched(one.words, other.words, _same_word, lambda word: word.text)
    yield from _unmatched(
        [d for d in one.drawings if _is_small(d, size)],
        [d for d in other.drawings if _is_small(d, size)],
        lambda a, b: a.filled == b.filled and _same_box(a.box, b.box),
        lambda _: "a drawing",
    )
    yield from _unmatched(
        one.widgets,
        other.widgets,
        lambda a, b: a.state == b.state and a.drawn == b.drawn and _same_box(a.box, b.box),
        lambda widget: f"a form field {widget.state or widget.value or ''}".rstrip(),
    )
    yield from _unmatched(
        one.annotations,
        other.annotations,
        lambda a, b: (a.subtype, a.hidden) == (b.subtype, b.hidden) and _same_box(a.box, b.box),
        lambda annotation: f"a {annotation.subtype} annotation",
    )
    yield from _unmatched(one.pictures, other.pictures, lambda a, b: _same_box(a.box, b.box), lambda _: "a picture")


class _Placed(Protocol):
    @property
    def box(self) -> Box: ...


T = TypeVar("T", bound=_Placed)


def _unmatched(
    ones: Sequence[T], others: Sequence[T], same: Callable[[T, T], bool], says: Callable[[T], str]
) -> Iterator[Disputed]:
    """Each thing is matched with one other; those left over that lie on each other are one dispute."""
    unmatched = _Unmatched(others)
    alone = [one for one in ones if not unmatched.take_like(one, same)]
    left = unmatched.left()
    for one in alone:
        beside = next((other for other in left if other.box.overlaps(one.box)), None)
        if beside is not None:
            left.remove(beside)
        yield Disputed(one.box, says(one), None if beside is None else says(beside))
    for other in left:
        yield Disputed(other.box, None, says(other))


CELL = 40.0
"""Points: wider than two readings of one thing are apart."""


class _Unmatched(Generic[T]):
    """What one reader has and no thing of the other is matched with yet, by where it stands."""

    def __init__(self, things: Iterable[T]) -> None:
        self._by_place: dict[tuple[int, int], list[T]] = {}
        for thing in things:
            self._by_place.setdefault(_place(thing.box), []).append(thing)

    def take_like(self, one: T, same: Callable[[T, T], bool]) -> bool:
        """Is there one that is the same? Then the nearest of those is matched with it."""
        x, y = _place(one.box)
        nearby = (self._by_place.get((x + dx, y + dy), []) for dx in (0, -1, 1) for dy in (0, -1, 1))
        like = [(found, other) for found in nearby for other in found if same(one, other)]
        if not like:
            return False
        found, match = min(like, key=lambda pair: _apart(one.box, pair[1].box))
        found.remove(match)
        return True

    def left(self) -> list[T]:
        return [thing for found in self._by_place.values() for thing in found]


def _place(box: Box) -> tuple[int, int]:
    return (round(box.middle_x / CELL), round(box.middle_y / CELL))


def _apart(one: Box, other: Box) -> float:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def _same_word(one: Word, other: Word) -> bool:
    near = NEAR * max(one.size, other.size)
    if abs(one.box.x0 - other.box.x0) > near or abs(one.baseline - other.baseline) > near:
        return False
    if (is_symbol_font(one.font) and is_symbol_font(other.font)) or is_unnamed(one.text) or is_unnamed(other.text):
        return True
    return one.upright == other.upright and _folded(one.text) == _folded(other.text)


def _folded(text: str) -> str:
    """Ligatures are letters, and a soft hyphen at the end of a line is a hyphen."""
    return unicodedata.normalize("NFKC", text.replace("\u00ad", "-").replace("\u2010", "-"))


def _same_box(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= SAME_SIDE for a, b in zip(one, other, strict=True))


def _is_small(drawing: Drawing, size: float) -> bool:
    return drawing.box.width <= SMALL * size and drawing.box.height <= SMALL * size
