"""The ways a form gives a level, as blocks: a row each, a column each, in a line, in a list, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from .blocks import Beside, Block, Bullets, Cell, Grid, Heading, Line, Para, Run, Tick, text_cell, text_line
from .model import Competency, Job
from .small import headings

Emphasis = Literal["bold", "underline", "shade", "strike-others"]
GREY = "D0D0D0"


FieldLayout = Literal["lines", "table", "colons", "columns"]
"""How a header is laid out: "columns" has all labels in one cell and all values in the next."""


def opening(job: Job, book: str, *, fields: FieldLayout = "lines") -> list[Block]:
    """Title, header fields, purpose, duties and position."""
    words = headings(book)
    blocks: list[Block] = [Heading(line, 0) for line in job.title]
    if job.organisation:
        blocks.append(Para(text_line(job.organisation)))
    if fields == "lines":
        blocks += [Para((Run(f"{f.label}: ", bold=True), Run(f.value))) for f in job.fields]
    elif fields == "table":
        rows = tuple((text_cell(f.label, bold=True), text_cell(f.value)) for f in job.fields)
        blocks.append(Grid(rows, (50, 110)))
    elif fields == "columns":
        both = (
            Cell(tuple(text_line(f.label) for f in job.fields)),
            Cell(tuple(text_line(f.value) for f in job.fields)),
        )
        blocks.append(Grid((both,), (45, 115), ruled=False))
    else:
        colons = tuple((text_cell(f.label), text_cell(":"), text_cell(f.value)) for f in job.fields)
        blocks.append(Grid(colons, (45, 6, 109), ruled=False))
    blocks.append(Heading(words["purpose"]))
    blocks += [Para(text_line(text)) for text in job.purpose]
    blocks += [Heading(words["duties"]), Bullets(job.duties)]
    if job.position:
        blocks += [Heading(words["position"]), Bullets(job.position)]
    return blocks


def closing(job: Job) -> list[Block]:
    """The approval sentence."""
    return [Para(text_line(job.approval.text))] if job.approval else []


def document(job: Job, book: str, body: Sequence[Block], *, fields: FieldLayout = "lines") -> list[Block]:
    """Opening, competencies, closing."""
    return [*opening(job, book, fields=fields), Heading(headings(book)["competencies"]), *body, *closing(job)]


def ticks(competency: Competency, number: int) -> list[Tick]:
    """The boxes of one competency."""
    return [Tick(bool(level.marked), number, i) for i, level in enumerate(competency.levels)]


def rows(
    job: Job,
    *,
    heads: Sequence[str] = (),
    order: str = "nltx",
    widths: tuple[float, ...] = (45, 12, 12, 95),
    ruled: bool = True,
    merged: bool = True,
) -> list[Block]:
    """A row for each level; `order` places name, level label, tick and text; "b" is label above tick."""
    table: list[tuple[Cell, ...]] = []
    if heads:
        table.append(tuple(text_cell(head, bold=True) for head in heads))
    for number, competency in enumerate(job.competencies):
        for i, (level, tick) in enumerate(zip(competency.levels, ticks(competency, number), strict=True)):
            cells = {
                "l": text_cell(level.label, centre=True),
                "t": Cell(((tick,),), centre=True),
                "b": Cell((text_line(level.label), (tick,)), centre=True),
                "x": Cell(tuple(text_line(text) for text in level.indicators) or (text_line(""),)),
            }
            if i == 0:
                cells["n"] = text_cell(competency.name, bold=True, rowspan=len(competency.levels) if merged else 1)
            elif not merged:
                cells["n"] = text_cell("")
            table.append(tuple(cells[key] for key in order if key in cells))
    return [Grid(tuple(table), widths, ruled=ruled, head_rows=1 if heads else 0)]


def matrix(
    job: Job,
    head: str,
    *,
    name_width: float = 70,
    level_width: float = 22,
    ruled: bool = True,
    repeat_head: bool = False,
    over: str = "",
    start: int = 0,
    labels: Sequence[str] | None = None,
) -> Grid:
    """A column for each level and a mark in one cell; `over` is a head that spans the level columns."""
    first = job.competencies[0]
    names = list(labels or [level.label for level in first.levels])
    table: list[tuple[Cell, ...]] = []
    if over:
        table.append(
            (text_cell(head, bold=True, rowspan=2), text_cell(over, bold=True, centre=True, colspan=len(names)))
        )
        table.append(tuple(text_cell(name, bold=True, centre=True) for name in names))
    else:
        table.append((text_cell(head, bold=True), *(text_cell(name, bold=True, centre=True) for name in names)))
    number = start
    for group, members in groupby(job.competencies, key=lambda c: c.group):
        if group:
            table.append((Cell((text_line(group, bold=True),), colspan=len(names) + 1, shade="E6E6E6"),))
        for competency in members:
            marks = (Cell(((tick,),), centre=True) for tick in ticks(competency, number))
            table.append((text_cell(competency.name), *marks))
            number += 1
    widths = (name_width, *(level_width for _ in names))
    return Grid(tuple(table), widths, ruled=ruled, head_rows=2 if over else 1, repeat_head=repeat_head)


def pairs(
    job: Job, head: str, overs: tuple[str, str], *, name_width: float = 58, level_width: float = 14
) -> list[Block]:
    """Two sets of level columns for one name: the holder's level, one off in two of three, and the required one."""
    labels = [level.label for level in job.competencies[0].levels]
    table: list[tuple[Cell, ...]] = [
        (
            text_cell(head, bold=True, rowspan=2),
            *(text_cell(over, bold=True, centre=True, colspan=len(labels)) for over in overs),
        ),
        tuple(text_cell(label, bold=True, centre=True) for label in labels * 2),
    ]
    for number, competency in enumerate(job.competencies):
        required = ticks(competency, number)
        at = next(i for i, tick in enumerate(required) if tick.marked)
        now = at if number % 3 == 0 else at - 1 if at else at + 1
        current = [replace(tick, marked=i == now) for i, tick in enumerate(required)]
        cells = (Cell(((tick,),), centre=True) for tick in (*current, *required))
        table.append((text_cell(competency.name), *cells))
    return [Grid(tuple(table), (name_width, *[level_width] * (2 * len(labels))), head_rows=2)]


def two_matrices(job: Job, head: str, *, name_width: float = 42, level_width: float = 11) -> list[Block]:
    """Two matrices side by side: the text order of the page interleaves them."""
    half = (len(job.competencies) + 1) // 2
    left = replace(job, competencies=job.competencies[:half])
    right = replace(job, competencies=job.competencies[half:])
    return [
        Beside(
            matrix(left, head, name_width=name_width, level_width=level_width),
            matrix(right, head, name_width=name_width, level_width=level_width, start=half),
        )
    ]


def inline_options(
    competency: Competency, number: int, *, after: bool = False, gap: str = "   ", glue: str = " "
) -> Line:
    """All levels in one line: "☐ basis   ☒ gevorderd   ☐ expert"; `glue` stands between box and label."""
    pieces: list[Run | Tick] = []
    for level, tick in zip(competency.levels, ticks(competency, number), strict=True):
        last = "" if level is competency.levels[-1] else gap
        pieces += [Run(f"{level.label}{glue}"), tick, Run(last)] if after else [tick, Run(f"{glue}{level.label}{last}")]
    return tuple(pieces)


def inline(job: Job, *, after: bool = False, glue: str = " ") -> list[Block]:
    """A line for each competency: its name, a colon, its levels."""
    return [
        Para((Run(f"{competency.name}: ", bold=True), *inline_options(competency, number, after=after, glue=glue)))
        for number, competency in enumerate(job.competencies)
    ]


def inline_cells(job: Job, heads: tuple[str, str]) -> list[Block]:
    """A table of two columns: the name, and all levels in one cell."""
    table = [tuple(text_cell(head, bold=True) for head in heads)]
    table += [
        (text_cell(competency.name), Cell((inline_options(competency, number),)))
        for number, competency in enumerate(job.competencies)
    ]
    return [Grid(tuple(table), (65, 105), head_rows=1)]


def check_list(job: Job, *, after: bool = False, with_text: bool = False) -> list[Block]:
    """A heading for each competency, then a line for each level with its box before or after the text."""
    blocks: list[Block] = []
    for number, competency in enumerate(job.competencies):
        blocks.append(Heading(competency.name, 3))
        for level, tick in zip(competency.levels, ticks(competency, number), strict=True):
            text = f"{level.label}  {level.indicators[0]}" if with_text else level.label
            line: Line = (Run(f"{text} "), tick) if after else (tick, Run(f" {text}"))
            blocks.append(Para(line, indent=6))
    return blocks


def two_lists(job: Job) -> list[Block]:
    """Check-one lists in two columns, which interleave in text order."""
    half = (len(job.competencies) + 1) // 2

    def column(members: Sequence[Competency], start: int) -> Grid:
        table: list[tuple[Cell, ...]] = []
        for number, competency in enumerate(members, start):
            lines: list[Line] = [text_line(competency.name, bold=True)]
            for level, tick in zip(competency.levels, ticks(competency, number), strict=True):
                lines.append((tick, Run(f" {level.label}")))
            table.append((Cell(tuple(lines)),))
        return Grid(tuple(table), (80,), ruled=False)

    return [Beside(column(job.competencies[:half], 0), column(job.competencies[half:], half))]


def tabbed(job: Job, head: str, *, stops: tuple[float, ...]) -> list[Block]:
    """A matrix that is aligned by tabs only."""
    labels = [level.label for level in job.competencies[0].levels]
    blocks: list[Block] = [Para((Run("\t".join([head, *labels]), bold=True),), tabs=stops)]
    for number, competency in enumerate(job.competencies):
        pieces: list[Run | Tick] = [Run(competency.name)]
        for tick in ticks(competency, number):
            pieces += [Run("\t"), tick]
        blocks.append(Para(tuple(pieces), tabs=stops))
    return blocks


def in_words(job: Job, word: str, heads: tuple[str, ...]) -> list[Block]:
    """The level in words or numbers: "Niveau 2"; only the required level is printed."""
    table = [tuple(text_cell(head, bold=True) for head in heads)]
    for competency in job.competencies:
        level = competency.levels[0]
        cells = [text_cell(competency.name), text_cell(f"{word} {level.label}".strip())]
        if len(heads) > 2:
            cells.append(Cell(tuple(text_line(text) for text in level.indicators)))
        table.append(tuple(cells))
    return [Grid(tuple(table), (55, 30, 83)[: len(heads)], head_rows=1)]


def emphasised(job: Job, head: str, kind: Emphasis, *, with_text: bool = False) -> list[Block]:
    """All levels in words; the chosen one stands out, or all the others are struck out."""
    table: list[tuple[Cell, ...]] = []
    labels = [level.label for level in job.competencies[0].levels]
    if with_text:
        table.append((text_cell(head, bold=True), *(text_cell(label, bold=True) for label in labels)))
    for competency in job.competencies:
        cells = [text_cell(competency.name)]
        for level in competency.levels:
            on = bool(level.marked)
            texts = level.indicators if with_text else (level.label,)
            runs = tuple(
                (
                    Run(
                        text,
                        bold=on and kind == "bold",
                        underline=on and kind == "underline",
                        strike=not on and kind == "strike-others",
                    ),
                )
                for text in texts
            )
            cells.append(Cell(runs, shade=GREY if on and kind == "shade" else None))
        table.append(tuple(cells))
    rest = 120 / len(labels)
    return [Grid(tuple(table), (50, *(rest for _ in labels)), head_rows=1 if with_text else 0)]


def emphasised_line(job: Job, kind: Emphasis) -> list[Block]:
    """The same in one line for each competency: "Beslissen: basis / gevorderd / expert"."""
    blocks: list[Block] = []
    for competency in job.competencies:
        pieces: list[Run] = [Run(f"{competency.name}: ")]
        for i, level in enumerate(competency.levels):
            on = bool(level.marked)
            if i:
                pieces.append(Run(" / "))
            pieces.append(
                Run(
                    level.label,
                    bold=on and kind == "bold",
                    underline=on and kind == "underline",
                    strike=not on and kind == "strike-others",
                    shade=GREY if on and kind == "shade" else None,
                )
            )
        blocks.append(Para(tuple(pieces)))
    return blocks
