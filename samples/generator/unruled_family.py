"""Rows for each level that rules do not, or not wholly, part from each other."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from itertools import groupby

from . import layouts, looks
from .blocks import Block, Cell, Grid, Rules, text_cell, text_line
from .layouts import document
from .model import Competency, Job
from .printing import Build, by_chromium, by_libreoffice, by_reportlab, by_weasyprint
from .producers.html_blocks import Look
from .sample import Sample
from .small import small_job

CROSS = looks.html_glyphs(("☐", "☒"))
WORD_CROSS = looks.docx_glyphs(("☐", "☒"))
RL_CROSS = looks.platypus_glyphs(("☐", "☒"))
HEADS = ("Competentie", "Niveau", "Omschrijving")


@dataclasses.dataclass(frozen=True)
class Layout:
    """The columns: their heads, their order as in `layouts.rows`, and their widths in mm."""

    heads: tuple[str, ...]
    order: str
    widths: tuple[float, ...]


STACKED = Layout(HEADS, "nbx", (44, 16, 62))
BESIDE = Layout(("Competentie", "Niveau", "Keuze", "Omschrijving"), "nltx", (44, 16, 15, 70))
BOX_FIRST = Layout(("Competentie", "Keuze", "Niveau", "Omschrijving"), "ntlx", (44, 15, 16, 70))
BOX_LAST = Layout(("Competentie", "Niveau", "Omschrijving", "Keuze"), "nlxt", (44, 16, 70, 15))
NO_SIDES = "table.ruled>*>tr>td{border-left:0;border-right:0}"
GREY, WHITE = "E4EAF2", None


def rows(job: Job, layout: Layout, *, ruled: bool = True, rules: Rules = "all", merged: bool = True) -> Grid:
    """A row for each level."""
    (grid,) = layouts.rows(
        job, heads=layout.heads, order=layout.order, widths=layout.widths, ruled=ruled, merged=merged
    )
    assert isinstance(grid, Grid)
    return dataclasses.replace(grid, rules=rules)


def striped(grid: Grid) -> Grid:
    """Every second row on a grey ground, the merged names left out."""
    return dataclasses.replace(
        grid,
        rows=tuple(
            tuple(dataclasses.replace(cell, shade=GREY if i % 2 and cell.rowspan == 1 else WHITE) for cell in row)
            for i, row in enumerate(grid.rows)
        ),
    )


def repeated_names(job: Job, layout: Layout) -> Grid:
    """The name in every row of its levels."""
    grid = rows(job, layout, merged=False)
    names = iter([competency.name for competency in job.competencies for _ in competency.levels])
    body = tuple((text_cell(next(names)), *row[1:]) for row in grid.rows[grid.head_rows :])
    return dataclasses.replace(grid, rows=(*grid.rows[: grid.head_rows], *body))


def names_above(job: Job) -> Grid:
    """The name in a row over its levels, across the table."""
    table: list[tuple[Cell, ...]] = []
    for number, competency in enumerate(job.competencies):
        table.append((text_cell(competency.name, bold=True, colspan=2),))
        for level, tick in zip(competency.levels, layouts.ticks(competency, number), strict=True):
            label = Cell((text_line(level.label), (tick,)), centre=True)
            table.append((label, Cell(tuple(text_line(text) for text in level.indicators))))
    return Grid(tuple(table), (16, 100))


def one_to_a_table(job: Job) -> list[Block]:
    """A table for each competency, as forms have that are filled in by a program."""
    return [
        rows(dataclasses.replace(job, competencies=tuple(members)), dataclasses.replace(STACKED, heads=()), ruled=False)
        for _, members in groupby(job.competencies, key=_name)
    ]


def _name(competency: Competency) -> str:
    return competency.name


def html(job: Job, body: Grid, by: Callable[..., Build], css: str = "", border: str = "0.6pt solid #222") -> Build:
    """A web page of the book."""
    return by(document(job, "linde", [body]), CROSS, Look(font="Carlito", size=10, border=border, css=css))


def none_chromium(job: Job) -> Build:
    """No rules; label above box, all at the top."""
    return html(job, rows(job, STACKED, ruled=False), by_chromium, "td{padding:3pt 4pt}")


def none_tight_weasyprint(job: Job) -> Build:
    """No rules and no room between the rows; label and box in columns of their own."""
    return html(job, rows(job, BESIDE, ruled=False), by_weasyprint, "td{padding:0 4pt}")


def none_middle_weasyprint(job: Job) -> Build:
    """No rules; names, labels and boxes in the middle of their rows."""
    return html(job, rows(job, STACKED, ruled=False), by_weasyprint, "td{padding:3pt 4pt;vertical-align:middle}")


def none_libreoffice(job: Job) -> Build:
    """No rules; the box in a column after the text."""
    return by_libreoffice(document(job, "linde", [rows(job, BOX_LAST, ruled=False)]), WORD_CROSS)


def none_reportlab(job: Job) -> Build:
    """No rules; the box in a column before the label."""
    return by_reportlab(document(job, "linde", [rows(job, BOX_FIRST, ruled=False)]), RL_CROSS, size=9.5)


def horizontal_weasyprint(job: Job) -> Build:
    """Only horizontal rules, which stop before the merged names; labels in the middle."""
    return html(job, rows(job, STACKED), by_weasyprint, NO_SIDES + "td{vertical-align:middle}")


def horizontal_chromium(job: Job) -> Build:
    """Only horizontal rules; names at the foot of their rows."""
    css = NO_SIDES + "td[rowspan]{vertical-align:bottom}"
    return html(job, rows(job, STACKED), by_chromium, css)


def horizontal_libreoffice(job: Job) -> Build:
    """Only horizontal rules; label and box in columns of their own."""
    return by_libreoffice(document(job, "linde", [rows(job, BESIDE, rules="horizontal")]), WORD_CROSS)


def vertical_libreoffice(job: Job) -> Build:
    """Only vertical rules."""
    return by_libreoffice(document(job, "linde", [rows(job, STACKED, rules="vertical")]), WORD_CROSS)


def vertical_reportlab(job: Job) -> Build:
    """Only vertical rules; the box in a column before the label."""
    return by_reportlab(document(job, "linde", [rows(job, BOX_FIRST, rules="vertical")]), RL_CROSS, size=9.5)


def zebra_chromium(job: Job) -> Build:
    """Every second row on a grey ground, no rules; labels in the middle."""
    css = "td{print-color-adjust:exact;vertical-align:middle}"
    return html(job, striped(rows(job, STACKED, ruled=False)), by_chromium, css)


def zebra_reportlab(job: Job) -> Build:
    """Every second row on a grey ground, no rules."""
    grid = striped(rows(job, BESIDE, ruled=False))
    return by_reportlab(document(job, "linde", [grid]), RL_CROSS, size=9.5)


def dotted_chromium(job: Job) -> Build:
    """Dotted rules, which are drawn dot by dot."""
    return html(job, rows(job, STACKED), by_chromium, border="1pt dotted #222")


def dotted_libreoffice(job: Job) -> Build:
    """Dotted rules."""
    return by_libreoffice(document(job, "linde", [rows(job, STACKED, rules="dotted")]), WORD_CROSS)


def apart_weasyprint(job: Job) -> Build:
    """Every cell in a frame of its own."""
    css = "table.ruled{border-collapse:separate;border-spacing:2.5pt}"
    return html(job, rows(job, STACKED), by_weasyprint, css)


def head_only_weasyprint(job: Job) -> Build:
    """Only the head is ruled."""
    css = "table.plain>tbody:first-of-type>tr>td{border:0.6pt solid #222}"
    return html(job, rows(job, STACKED, ruled=False), by_weasyprint, css)


def tables_weasyprint(job: Job) -> Build:
    """A table without rules or head for each competency."""
    look = Look(font="Carlito", size=10)
    return by_weasyprint(document(job, "linde", one_to_a_table(job)), CROSS, look)


def repeated_names_libreoffice(job: Job) -> Build:
    """The name again in every row."""
    return by_libreoffice(document(job, "linde", [repeated_names(job, BESIDE)]), WORD_CROSS)


def turned_names_chromium(job: Job) -> Build:
    """Names that read up the page."""
    css = "td[rowspan]>div{writing-mode:vertical-rl;transform:rotate(180deg)}"
    layout = Layout((), "nbx", (16, 16, 90))
    return html(job, rows(job, layout), by_chromium, css + "tr{height:14mm}")


def names_above_weasyprint(job: Job) -> Build:
    """The name in a row over its levels."""
    return html(job, names_above(job), by_weasyprint)


WORD, CHROMIUM, WEASYPRINT, REPORTLAB = (
    "Word document → LibreOffice",
    "HTML → Chromium",
    "HTML → WeasyPrint",
    "ReportLab",
)
ROWS: tuple[tuple[str, int, Callable[[Job], Build]], ...] = (
    (CHROMIUM, 0, none_chromium),
    (WEASYPRINT, 1, none_tight_weasyprint),
    (WEASYPRINT, 2, none_middle_weasyprint),
    (WORD, 3, none_libreoffice),
    (REPORTLAB, 4, none_reportlab),
    (WEASYPRINT, 5, horizontal_weasyprint),
    (CHROMIUM, 6, horizontal_chromium),
    (WORD, 0, horizontal_libreoffice),
    (WORD, 1, vertical_libreoffice),
    (REPORTLAB, 2, vertical_reportlab),
    (CHROMIUM, 3, zebra_chromium),
    (REPORTLAB, 4, zebra_reportlab),
    (CHROMIUM, 5, dotted_chromium),
    (WORD, 6, dotted_libreoffice),
    (WEASYPRINT, 0, apart_weasyprint),
    (WEASYPRINT, 1, head_only_weasyprint),
    (WEASYPRINT, 2, tables_weasyprint),
    (WORD, 3, repeated_names_libreoffice),
    (CHROMIUM, 4, turned_names_chromium),
    (WEASYPRINT, 5, names_above_weasyprint),
)


def samples() -> list[Sample]:
    """Every sample of this family."""
    result = []
    for producer, function, made in ROWS:
        slug = made.__name__.replace("_", "-")
        job = small_job("linde", function, seed=slug, count=10)
        purpose = " ".join((made.__doc__ or "").split()).rstrip(".")
        result.append(Sample("unruled", slug, producer, purpose, (job,), made(job)))
    return result
