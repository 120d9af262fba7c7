"""Several job descriptions in one PDF."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path

from . import layouts, looks
from .blocks import Block, Bullets, Grid, Heading, NewPage, Para, text_cell, text_line
from .marks_family import in_rows
from .model import Job
from .printing import Build, by_chromium, by_weasyprint
from .producers import surgery
from .producers.html_blocks import Look
from .producers.reportlab_form import ReportLabForm
from .sample import Sample
from .small import only_required, small_job
from .style import Style
from .weverbeke import jobs


def function_book() -> tuple[tuple[Job, ...], Build]:
    """A function book: four functions one after the other, each on a page of its own."""
    members = tuple(only_required(small_job("oosterwoud", n, seed="functieboek", count=6)) for n in range(4))
    blocks: list[Block] = []
    for job in members:
        body = layouts.in_words(job, "Niveau", ("Competentie", "Niveau", "Gedragsvoorbeeld"))
        blocks += [*layouts.document(job, "oosterwoud", body, fields="colons"), NewPage()]
    look = Look(font="Open Sans", size=9.5, foot="Functieboek gemeente Oosterwoud")
    return members, by_weasyprint(blocks[:-1], looks.html_glyphs(("", "")), look)


def vacancy_bundle() -> tuple[tuple[Job, ...], Build]:
    """A vacancy bundle: a cover, a table of contents, two job descriptions, and chapters around them."""
    members = tuple(small_job("linde", n, seed="vacaturebundel", count=6) for n in (1, 6))
    contents = [
        ("1. Wie zijn wij?", "3"),
        ("2. Functieprofiel verpleegkundige nachtdienst", "4"),
        ("3. Functieprofiel hoofdverpleegkundige", "6"),
        ("4. Selectieprocedure", "8"),
        ("5. Wat bieden wij?", "9"),
    ]
    blocks: list[Block] = [
        Heading("Informatiebundel bij de vacatures van dit najaar", 0),
        Para(text_line("Zorggroep De Linde")),
        Para(text_line("Solliciteren kan tot en met 30 november.")),
        NewPage(),
        Heading("Inhoud"),
        Grid(tuple((text_cell(title), text_cell(number)) for title, number in contents), (130, 20), ruled=False),
        NewPage(),
        Heading("1. Wie zijn wij?"),
        Para(text_line("De Linde bestaat uit drie huizen, een keuken en een dienstencentrum. Er werken 210 mensen.")),
        Bullets(("Huis Berk: 40 bewoners.", "Huis Esdoorn: 50 bewoners.", "Huis Linde: 30 bewoners.")),
        NewPage(),
    ]
    for job in members:
        blocks += [*in_rows(job, "nbx"), NewPage()]
    blocks += [
        Heading("4. Selectieprocedure"),
        Para(text_line("De selectie bestaat uit twee delen.")),
        Bullets(
            (
                "Deel 1: een schriftelijke proef op 40 punten.",
                "Deel 2: een gesprek, waarin de competenties van het profiel aan bod komen.",
            )
        ),
        Grid(
            (
                tuple(text_cell(head, bold=True) for head in ("Competentie", "Proef", "Gesprek")),
                (text_cell("Samenwerken"), text_cell(""), text_cell("x", centre=True)),
                (text_cell("Verslag uitbrengen"), text_cell("x", centre=True), text_cell("")),
            ),
            (70, 30, 30),
        ),
        NewPage(),
        Heading("5. Wat bieden wij?"),
        Bullets(("Een contract van onbepaalde duur.", "Maaltijdcheques van € 7.", "32 dagen verlof.")),
    ]
    look = Look(font="Lato", size=10.5, accent="#3B6E22")
    return members, by_chromium(blocks, looks.html_glyphs(("☐", "☒")), look)


def whole_town() -> tuple[tuple[Job, ...], Build]:
    """All fourteen functions of the town in one long file, each with its own page numbers."""
    members = tuple(jobs().values())
    style = Style(font="Liberation Sans", size=10.5, table_size=9.5, columns=(44, 14, 110), bullet="–", cell_bullet="–")

    def build(out: Path) -> None:
        with tempfile.TemporaryDirectory() as work:
            parts = []
            for number, job in enumerate(members):
                part = Path(work) / f"{number}.pdf"
                ReportLabForm(job, dataclasses.replace(style, lead=4 + 5 * (number % 6))).save(part)
                parts.append(part)
            surgery.merge(parts, out)

    return members, build


COVERS = ("pages-outside",) * 3
"""Three pages before the first job description, and two after the last, on which no new one begins."""


def samples() -> list[Sample]:
    """Every sample of this family."""
    result = []
    for slug, producer, make, findings in (
        ("functieboek", "HTML → WeasyPrint", function_book, ()),
        ("vacaturebundel", "HTML → Chromium", vacancy_bundle, COVERS),
        ("alle-functies", "ReportLab → pikepdf", whole_town, ()),
    ):
        members, build = make()
        purpose = " ".join((make.__doc__ or "").split()).rstrip(".")
        result.append(Sample("bundles", slug, producer, purpose, members, build, findings))
    return result
