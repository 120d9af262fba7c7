"""What stands on a page, as values: upright, PDF points from the top left of the page a viewer shows.

Everything later is derived from these; nothing here knows of tables, ticks or competencies.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from extractor.geometry import Box
from extractor.values import value


class Direction(NamedTuple):
    """Which way text runs, a step of length 1 on the page: `RIGHT` for nearly all, `UP` or `DOWN` for turned heads."""

    dx: float
    dy: float


RIGHT, LEFT, DOWN, UP = Direction(1, 0), Direction(-1, 0), Direction(0, 1), Direction(0, -1)


class Paint(StrEnum):
    """How a glyph is painted, where that decides whether a viewer shows it."""

    PLAIN = "plain"
    INVISIBLE = "invisible"
    """Neither filled nor stroked (text rendering modes 3 and 7, ISO 32000-1, table 106)."""
    LAYERED = "layered"
    """Part of optional content, in a PDF that hides some of it (ISO 32000-1, 8.11)."""
    VEILED = "veiled"
    """Outside its clip, transparent, or under a soft mask (ISO 32000-1, 8.5.4 and 11.6), as far as the data tell."""
    MIRRORED = "mirrored"
    """Nobody reads letters from behind."""


class Glyph(NamedTuple):
    """One character as a reader found it; words are made of these alone, whatever library read them.

    `text` is what it says, several letters for a ligature; the box is as high as its font, not as its ink; the pen
    stands at `x`, `baseline` when it is drawn and goes `advance` points in its direction; `size` is the font size as
    drawn; `ink` and `artifact` are those of `Word`. `order` counts what the page paints, glyphs, drawings and pictures
    together; `paint` says what the PDF says of its showing.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    x: float
    baseline: float
    direction: Direction
    advance: float
    size: float
    font: str
    ink: float | None = None
    artifact: bool = False
    order: int = 0
    paint: Paint = Paint.PLAIN

    @property
    def box(self) -> Box:
        return Box(self.x0, self.top, self.x1, self.bottom)


@value
class Word:
    """Characters that belong together: one font, one line, no gap. `index` is its place in `PageLayout.words`.

    `baseline` is the height the letters stand on, in points from the top of the page (for text that runs up or down
    the page: the bottom of its box); `size` the font size in points as drawn; `ink` the lightness of the letters,
    0 black to 1 white, None unknown; `artifact` is true where the PDF's tags call it one (ISO 32000-1, 14.8.2.2);
    `slanted` text runs neither along nor up or down the page, as watermarks do; `bold` by its font, or printed twice;
    `typed` into a form field or a note, by whoever filled the form in. `confidence`, 0 to 1, is that of the engine that
    read it from a picture; None for text of the PDF. `struck` text has a line through it, `raised` is the sign of a
    footnote: shaping finds these two out, by what stands around the word.
    """

    page: int
    index: int
    text: str
    box: Box
    baseline: float
    font: str
    size: float
    ink: float | None = None
    artifact: bool = False
    upright: bool = True
    slanted: bool = False
    confidence: float | None = None
    struck: bool = False
    raised: bool = False
    bold: bool = False
    typed: bool = False
    ringed: bool = False
    highlighted: bool = False

    def __hash__(self) -> int:
        """By its place, which hardly another word shares: words are looked up far more often than they are made."""
        return hash((self.page, self.index))


class Hidden(StrEnum):
    """Why a viewer does not show text that stands in the PDF."""

    OFF_PAGE = "off the page"
    INVISIBLE = "invisible"
    LAYER = "on a hidden layer"
    COVERED = "covered"
    FAINT = "the colour of its ground"
    VEILED = "cut off or transparent"
    MIRRORED = "mirrored"


@dataclass(frozen=True, slots=True)
class HiddenWord:
    """A word that the page does not show: never read as text or tick, but never lost either."""

    word: Word
    why: Hidden


@value
class Drawing:
    """One path as painted. `points` are its corners and end points, curves included as their end points.

    `width` is the stroke's width in user space (unscaled); `ink` the lightness of what is painted, 0 to 1, or None;
    `straight` is false where a curve is part of it; `even_odd` tells how its inside is filled.
    """

    box: Box
    points: tuple[tuple[float, float], ...]
    stroked: bool
    filled: bool
    width: float
    stroke_ink: float | None
    fill_ink: float | None
    straight: bool
    closed: bool
    even_odd: bool
    order: int = 0
    paint: Paint = Paint.PLAIN


@dataclass(frozen=True, slots=True)
class Picture:
    """An image placed on the page; `digest` names its pixels: same digest, same picture."""

    box: Box
    digest: str
    order: int = 0
    paint: Paint = Paint.PLAIN


OFF = "Off"
"""The one name of the state "not on" (ISO 32000-1, 12.7.4.2.3)."""


@dataclass(frozen=True, slots=True)
class Widget:
    """A form field's box.

    `state` is None where it is no check box or radio button, "Off" where off, else its on-state; `drawn` is true where
    it names the appearance that shows this state (/AS), false where only its value tells.
    """

    box: Box
    field_type: str
    name: str
    state: str | None
    radio: bool
    value: str | None
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Annotation:
    """Something laid over the page: Stamp, Ink, FreeText, Highlight, …; `hidden` ones are not shown or printed.

    `ring` is a stroke of ink that goes around its own middle.
    """

    box: Box
    subtype: str
    contents: str | None
    hidden: bool
    ring: bool = False


@dataclass(frozen=True, slots=True)
class SeenBox:
    """A tick box found on the picture of a page. `state` None: not ticked, not empty; `ink` is the inked part of it."""

    box: Box
    state: bool | None
    round: bool
    ink: float
    reason: str


class Shown(NamedTuple):
    """Where a page that was made upright stands in the PDF: its page there, and how points become those of that page.

    `matrix` is (a, b, c, d, e, f): x becomes a·x + b·y + c, y becomes d·x + e·y + f.
    """

    page: int
    matrix: tuple[float, float, float, float, float, float]

    def box(self, box: Box) -> Box:
        """The smallest box around it there."""
        a, b, c, d, e, f = self.matrix
        corners = [(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        xs = [a * x + b * y + c for x, y in corners]
        ys = [d * x + e * y + f for x, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))

    @property
    def quarter_turns(self) -> int:
        """How often the page there is turned left to stand upright; 0 also where it is not turned by quarters."""
        a, b, _, d, e, _ = self.matrix
        return {(0.0, 1.0, -1.0, 0.0): 3, (0.0, -1.0, 1.0, 0.0): 1, (-1.0, 0.0, 0.0, -1.0): 2}.get((a, b, d, e), 0)

    def box_here(self, box: Box) -> Box:
        """The other way, for a page that was turned by quarters: its box on the upright page."""
        a, b, c, d, e, f = self.matrix
        xs = [a * (x - c) + d * (y - f) for x, y in ((box.x0, box.top), (box.x1, box.bottom))]
        ys = [b * (x - c) + e * (y - f) for x, y in ((box.x0, box.top), (box.x1, box.bottom))]
        return Box(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True)
class Disputed:
    """A place where two readers differ: what each has there, None for nothing."""

    box: Box
    first: str | None
    second: str | None


@dataclass(frozen=True, slots=True)
class PageLayout:
    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    drawings: tuple[Drawing, ...]
    pictures: tuple[Picture, ...]
    widgets: tuple[Widget, ...]
    annotations: tuple[Annotation, ...]
    damaged: bool = False
    """Part of its content could not be unpacked: words may be missing."""
    scanned: bool = False
    """The page is a picture and is not read. Words of a hidden layer are left out: the picture alone counts."""
    boxes: tuple[SeenBox, ...] = ()
    shown: Shown | None = None
    """Where it stands in the PDF, if not as it is: pages are made upright, and a scanned sheet may hold two."""
    engine: str | None = None
    """What read its picture; None for a page of text and for one that is not read."""
    confidence: float | None = None
    """How sure that is of its letters, on average, 0 to 1."""
    disputed: tuple[Disputed, ...] = ()
    """Where two readers that were asked differ."""
    hidden: tuple[HiddenWord, ...] = ()
    """Words that the page does not show; they are in no line and no mark."""

    @property
    def is_blank(self) -> bool:
        """Whether a viewer shows an empty page."""
        return not (self.scanned or self.words or self.drawings or self.pictures or self.widgets or self.annotations)

    @property
    def shown_page(self) -> int:
        """Its page in the PDF, from 1."""
        return self.number if self.shown is None else self.shown.page

    def shown_box(self, box: Box) -> Box:
        """Where a viewer of the PDF shows what is here at `box`."""
        return box if self.shown is None else self.shown.box(box)


@dataclass(frozen=True, slots=True)
class PdfInfo:
    """What the file says of itself."""

    producer: str | None
    creator: str | None
    created: str | None
    tagged: bool
    page_count: int
