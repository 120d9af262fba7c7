"""Job descriptions in the form of the seed document, drawn line by line: each page break falls where the test wants it.

The truth comes from the content before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from tests.drawing import A4, BOLD, PLAIN, Borders, Paper, text_width, wrap

CHOICE = "Keuze niveau en duiding"
EMPTY, TICKED = "☐", "☒"
DRAWN = "drawn"
"""The bullet that is a disc and no character."""
PAD = 3.0

NOT_DRAWN = {"all": "", "horizontal": "left right", "vertical": "top bottom", "none": "top bottom left right"}
"""The sides of cells that have no rule."""

Tick = Literal["empty", "ticked", "missing", "both"]


@dataclass(frozen=True)
class Level:
    tick: Tick
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True)
class Competency:
    name: str
    levels: tuple[Level, ...]

    @property
    def truth(self) -> dict[str, Any]:
        """What the contract says of these ticks: a number only where exactly one is set and none is in doubt."""
        ticks = [level.tick for level in self.levels]
        marks: dict[Tick, bool | None] = {"empty": False, "ticked": True, "missing": None, "both": None}
        if ticks.count("ticked") > 1:
            status = "multiple"
        elif "missing" in ticks or "both" in ticks:
            status = "unclear"
        else:
            status = "ok" if "ticked" in ticks else "none"
        return {
            "name": self.name,
            "required_level": ticks.index("ticked") if status == "ok" else None,
            "status": status,
            "levels": [
                {"level": i, "label": str(i), "marked": marks[level.tick], "indicators": list(level.indicators)}
                for i, level in enumerate(self.levels)
            ],
        }

    @property
    def findings(self) -> set[str]:
        ticks = [level.tick for level in self.levels]
        found = {"ok": set(), "none": {"level-none"}, "multiple": {"level-multiple"}, "unclear": {"level-unclear"}}
        odd: set[str] = found[self.truth["status"]]
        return odd | {"level-unclear"} if "missing" in ticks or "both" in ticks else odd


@dataclass(frozen=True)
class Group:
    name: str
    competencies: tuple[Competency, ...]


@dataclass(frozen=True)
class Block:
    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Form:
    blocks: tuple[Block, ...]
    name: str = "Griffier"
    purpose: str = "Je houdt de griffie open."
    duties: tuple[str, ...] = ("Je schrijft in.", "Je schrijft uit.")
    approval: str | None = "Goedgekeurd door de gemeenteraad op 9 februari 2023."

    @property
    def competencies(self) -> list[Competency]:
        return [c for block in self.blocks for group in block.groups for c in group.competencies]

    @property
    def truth(self) -> dict[str, Any]:
        return {
            "title": f"FUNCTIEBESCHRIJVING {self.name.upper()}",
            "function": {"name": self.name},
            "fields": [
                {"label": "Functienaam", "value": self.name, "key": "name"},
                {"label": "Dienst", "value": "Burgerzaken", "key": "service"},
            ],
            "purpose": {"text": [self.purpose], "duties": list(self.duties)},
            "competencies": [
                {**c.truth, "group": group.name, "block": {"number": number, "title": block.title}}
                for number, block in enumerate(self.blocks, 1)
                for group in block.groups
                for c in group.competencies
            ],
            "approval": None if self.approval is None else {"text": self.approval, "date": "2023-02-09"},
            "unclaimed": [],
        }


class Tear(NamedTuple):
    """How many lines of each cell of a row stay on the page; the others go on at the head of the next one.

    A name that is all that is left goes on beside the next level: its cell is merged over all of them.
    """

    name: int = 0
    level: int = 0
    indicators: int = 0


Place = tuple[int, int]
"""A competency and a level of it, both counted from 0."""


@dataclass(frozen=True)
class Look:
    size: float = 9.0
    margins: tuple[float, float] = (56.0, 50.0)
    """left and top; right and bottom are the same"""
    columns: tuple[float, float, float] = (120.0, 40.0, 320.0)
    stacked: bool = True
    """digit above box, or beside it"""
    middle: bool = False
    bullet: str = "‒"
    borders: Borders = "lines"
    rules: Literal["all", "horizontal", "vertical", "none"] = "all"
    cut_open: bool = False
    """no rule under a cell that goes on over the page: what browsers draw"""
    repeat_header: bool = False
    gap: float = 10.0
    foot: str = "Stad Oever  Functiebeschrijving\tPagina {page} van {pages}"
    foot_on: Literal["every", "last", "none"] = "every"
    tears: Mapping[Place, Tear] = field(default_factory=dict)
    paper: tuple[float, float] = A4


class Span(NamedTuple):
    dx: float
    text: str
    font: str = PLAIN


Lines = Sequence[Sequence[Span]]


def draw(form: Form, look: Look | None = None) -> bytes:
    """The form as a PDF."""
    look = look or Look()
    pages = _Press(form, look).run(pages=0)
    press = _Press(form, look)
    press.run(pages=pages)
    return press.paper.pdf()


class _Press:
    """Draws the form once; `run` gives the number of pages."""

    def __init__(self, form: Form, look: Look) -> None:
        self.form, self.look = form, look
        self.paper = Paper(look.paper)
        self.left, self.top = look.margins
        self.y = self.top
        self.bottom = self.paper.height - look.margins[1] - 20
        self.leading = 1.22 * look.size
        self.page, self.pages = 1, 0
        a, b, c = look.columns
        self.edges = (self.left, self.left + a, self.left + a + b, self.left + a + b + c)
        self.group = ""
        self.name: _NameCell | None = None

    def run(self, pages: int) -> int:
        self.pages = pages
        self._front()
        number = 0
        for block_number, block in enumerate(self.form.blocks, 1):
            self._paragraph(f"Blok {block_number}: {block.title}", size=1.2, font=BOLD)
            for group in block.groups:
                self.group = group.name
                self.y += self.look.gap
                self._room(2 * self.leading + 2 * PAD)
                self._header()
                for competency in group.competencies:
                    self._competency(number, competency)
                    number += 1
        self.y += 10
        if self.form.approval is not None:
            self._paragraph(self.form.approval)
        self._foot()
        return self.page

    def _front(self) -> None:
        form, look = self.form, self.look
        self._paragraph(f"FUNCTIEBESCHRIJVING {form.name.upper()}", size=1.6, font=BOLD)
        self._paragraph(f"Functienaam: {form.name}")
        self._paragraph("Dienst: Burgerzaken")
        self._paragraph("Doel van de functie", size=1.2, font=BOLD)
        self._paragraph(form.purpose)
        width = self.edges[3] - self.left
        for duty in form.duties:
            self._lines(item_lines(duty, look.bullet or "•", width, look.size), self.left)
        self._paragraph("Competenties", size=1.2, font=BOLD)

    def _paragraph(self, text: str, size: float = 1.0, font: str = PLAIN) -> None:
        points = size * self.look.size
        self.y += points
        for line in wrap(text, self.edges[3] - self.left, points, font):
            self._room(1.22 * points)
            self.y += 1.22 * points
            self.paper.text(self.left, self.y, line, points, font)

    def _lines(self, lines: Lines, x: float) -> None:
        for line in lines:
            self._room(self.leading)
            self.y += self.leading
            self._line(line, x, self.y)

    def _line(self, line: Sequence[Span], x: float, baseline: float) -> None:
        for dx, text, font in line:
            if text == DRAWN:
                self.paper.disc(x + dx + 2, baseline - 0.35 * self.look.size, 0.16 * self.look.size)
            else:
                self.paper.text(x + dx, baseline, text, self.look.size, font)

    def _room(self, height: float) -> None:
        if self.y + height > self.bottom:
            self._turn()

    def _turn(self) -> None:
        inside, begun = self.name, self.name is not None and self.y > self.name.top
        self._close_name(more=True)
        self._foot()
        self.paper.turn_page()
        self.page += 1
        self.y = self.top
        if inside is not None:
            if self.look.repeat_header:
                self._header()
            self.name = _NameCell(self.y, [], again=begun or inside.again)

    def _foot(self) -> None:
        if self.look.foot_on == "every" or (self.look.foot_on == "last" and self.page == self.pages):
            left, _, right = self.look.foot.format(page=self.page, pages=self.pages or 9).partition("\t")
            baseline = self.paper.height - self.look.margins[1]
            self.paper.text(self.left, baseline, left, 8)
            self.paper.text(self.edges[3] - text_width(right, 8), baseline, right, 8)

    def _header(self) -> None:
        size = self.look.size
        left = [[Span(0, line, BOLD)] for line in wrap(self.group, self.look.columns[0] - 2 * PAD, size, BOLD)]
        end = self.y + 2 * PAD + self.leading * len(left)
        self._cell(0, 1, self.y, end, left)
        self._cell(1, 3, self.y, end, [[Span(0, CHOICE, BOLD)]])
        self.y = end

    def _competency(self, number: int, competency: Competency) -> None:
        look = self.look
        name: list[Sequence[Span]] = [
            [Span(0, line)] for line in wrap(competency.name, look.columns[0] - 2 * PAD, look.size)
        ]
        self.name = _NameCell(self.y, [])
        for row, level in enumerate(competency.levels):
            cells = [name, self._level(row, level), self._indicators(level)]
            name = []
            tear = look.tears.get((number, row))
            kept = [cell[:count] for cell, count in zip(cells, tear or (0, 0, 0), strict=True)]
            if tear is None or self.y + self._height(kept) > self.bottom:
                self._room(self._height(cells))
                self._row(cells)
                continue
            rest = [cell[count:] for cell, count in zip(cells, tear, strict=True)]
            if any(kept):
                self._row(kept, cut="bottom" if look.cut_open and any(rest[1:]) else "")
            if any(rest[1:]):
                self._turn()
                self._row(rest, cut="top" if look.cut_open and any(kept) else "")
            elif rest[0] and row + 1 < len(competency.levels):
                self._turn()
                name = list(rest[0])
        self._close_name(more=False)

    def _level(self, row: int, level: Level) -> Lines:
        boxes: dict[Tick, str] = {"empty": EMPTY, "ticked": TICKED, "missing": "", "both": f"{EMPTY} {TICKED}"}
        box = boxes[level.tick]
        if self.look.stacked:
            return [[Span(0, str(row))], [Span(0, box)]] if box else [[Span(0, str(row))]]
        return [[Span(0, str(row)), Span(1.2 * self.look.size, box)]] if box else [[Span(0, str(row))]]

    def _indicators(self, level: Level) -> list[Sequence[Span]]:
        width = self.look.columns[2] - 2 * PAD
        return [line for text in level.indicators for line in item_lines(text, self.look.bullet, width, self.look.size)]

    def _height(self, cells: Sequence[Lines]) -> float:
        return 2 * PAD + self.leading * max(1, *(len(cell) for cell in cells))

    def _row(self, cells: Sequence[Lines], cut: str = "") -> None:
        end = self.y + self._height(cells)
        if self.name is None:
            raise AssertionError("a row belongs to a competency")
        self.name.lines.extend(cells[0])
        self.name.cut = "bottom" if cut == "bottom" else ""
        self._cell(1, 2, self.y, end, cells[1], cut)
        self._cell(2, 3, self.y, end, cells[2], cut)
        self.y = end

    def _close_name(self, *, more: bool) -> None:
        if self.name is not None and self.y > self.name.top:
            cut = self.name.cut
            if self.look.cut_open:
                cut = ("top" if self.name.again else "") + ("bottom" if more else "")
            self._cell(0, 1, self.name.top, self.y, self.name.lines, cut)
        self.name = None

    def _cell(self, first: int, end: int, top: float, bottom: float, lines: Lines, cut: str = "") -> None:
        x0, x1 = self.edges[first], self.edges[end]
        self.paper.frame(x0, top, x1, bottom, self.look.borders, cut + NOT_DRAWN[self.look.rules])
        spare = bottom - top - 2 * PAD - self.leading * len(lines)
        start = top + PAD + (max(0.0, spare) / 2 if self.look.middle else 0) + 0.9 * self.look.size
        for number, line in enumerate(lines):
            self._line(line, x0 + PAD, start + self.leading * number)


@dataclass
class _NameCell:
    """The part of a merged name cell that stands on this page."""

    top: float
    lines: list[Sequence[Span]]
    again: bool = False
    cut: str = ""


def item_lines(text: str, bullet: str, width: float, size: float) -> list[list[Span]]:
    """The lines of an item, hanging behind its bullet; "" is no bullet."""
    indent = 1.3 * size if bullet else 0
    lines = [[Span(indent, line)] for line in wrap(text, width - indent, size)]
    if bullet:
        lines[0].insert(0, Span(0, bullet))
    return lines
