"""What a reader must not fall for: each trap in a small document of its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from . import layouts, looks
from .blocks import Block, Cell, Grid, Heading, Para, Run, Tick, text_cell, text_line
from .marks_family import in_rows
from .model import Competency, Job, Level, Status, chosen
from .printing import Build, by_chromium, by_libreoffice, by_reportlab, by_weasyprint, in_place
from .producers import drawn_ticks as pens
from .producers import surgery
from .producers.chromium import print_pdf as print_chromium
from .producers.html_blocks import Look, page
from .producers.symbol_fonts import font_face, symbol
from .producers.weasy import print_pdf
from .sample import Sample
from .small import headings, small_job, with_marks

BOOK = "linde"
CROSS = looks.html_glyphs(("☐", "☒"))
WORD_CROSS = looks.docx_glyphs(("☐", "☒"), font_name="DejaVu Sans")
Trap = tuple[Job, Build, tuple[str, ...]]
"""What the document says, how it is printed, and the findings to expect."""


def job_for(slug: str, function: int, count: int = 6) -> Job:
    """A job of the care organisation."""
    return small_job(BOOK, function, seed=slug, count=count)


def with_status(job: Job, statuses: dict[int, Status]) -> Job:
    """The job with the status of some competencies set outright."""
    result = list(job.competencies)
    for number, status in statuses.items():
        result[number] = dataclasses.replace(result[number], forced_status=status)
    return dataclasses.replace(job, competencies=tuple(result))


def marks_of(*on: int, size: int = 4) -> tuple[bool, ...]:
    """Marks with the named ones on."""
    return tuple(number in on for number in range(size))


def icons(slug: str) -> Trap:
    """Icons of an icon font at U+F0FE and U+F0A8, which in Wingdings would be a tick and a box."""
    job = job_for(slug, 0)
    icon = {code: symbol(code, "private") for code in (0xFE, 0xA8)}
    html = page(
        in_rows(job),
        Look(css=font_face("FontAwesome6Free-Solid", "private") + ".i{font-family:'FontAwesome6Free-Solid'}"),
        CROSS,
        title=" ".join(job.title),
    )
    for heading, code in (("Kerntaken", 0xFE), ("Plaats in de organisatie", 0xA8), ("Competenties", 0xFE)):
        html = html.replace(f"<h2>{heading}", f"<h2><span class=i>{icon[code]}</span> {heading}")
    html = html.replace("<li>", f"<li><span class=i>{icon[0xA8]}</span> ")
    html = html.replace("list-style:disc", "list-style:none")
    return job, lambda out: print_pdf(html, out), ()


def symbol_bullets(slug: str) -> Trap:
    """Wingdings bullets (§, Ø and n, a filled square) in the lists, and Wingdings boxes in the table."""
    job = job_for(slug, 5)
    boxes = looks.html_symbols("Wingdings", "latin1", (0xA8, 0xFE), (0x6F, 0xFD))
    html = page(
        in_rows(job),
        Look(css=font_face("Wingdings", "latin1") + ".w{font-family:'Wingdings'}"),
        boxes,
        title=" ".join(job.title),
    )
    html = html.replace("list-style:disc", "list-style:none")
    for item, code in zip((*job.duties, *job.position), (0xA7, 0xD8, 0x6E, 0xA7), strict=True):
        html = html.replace(f"<li>{item}", f"<li><span class=w>{symbol(code, 'latin1')}</span> {item}")
    return job, lambda out: print_pdf(html, out), ()


def letter_o(slug: str) -> Trap:
    """Bullets that are a typed letter o, in the lists and in the cells."""
    job = job_for(slug, 1)
    words = headings(BOOK)
    blocks: list[Block] = [Heading(line, 0) for line in job.title]
    blocks.append(Para(text_line(job.organisation or "")))
    blocks += [Para((Run(f"{f.label}: ", bold=True), Run(f.value))) for f in job.fields]
    blocks += [Heading(words["purpose"]), *(Para(text_line(text)) for text in job.purpose)]
    for key, items in (("duties", job.duties), ("position", job.position)):
        blocks.append(Heading(words[key]))
        blocks += [Para((Run(f"o\t{item}"),), tabs=(6,)) for item in items]
    blocks.append(Heading(words["competencies"]))
    rows: list[tuple[Cell, ...]] = []
    for number, competency in enumerate(job.competencies):
        for i, (level, tick) in enumerate(zip(competency.levels, layouts.ticks(competency, number), strict=True)):
            name = (text_cell(competency.name, bold=True, rowspan=4),) if i == 0 else ()
            texts = Cell(tuple(text_line(f"o  {text}") for text in level.indicators))
            rows.append((*name, Cell((text_line(level.label), (tick,)), centre=True), texts))
    blocks += [Grid(tuple(rows), (45, 16, 109)), *layouts.closing(job)]
    return job, by_libreoffice(blocks, WORD_CROSS), ()


def highlighted(slug: str) -> Trap:
    """Number and words highlighted in yellow of levels that are not ticked; in one competency nothing is ticked."""
    job = with_marks(job_for(slug, 2), {3: marks_of()})
    html = page(in_rows(job), Look(css="td{print-color-adjust:exact}"), CROSS, title=" ".join(job.title))
    for competency in job.competencies:
        other = next(level for level in competency.levels[1:] if not level.marked)
        before, row, after = html.partition(f"<div>{other.indicators[0]}</div>")
        rows, _, cells = before.rpartition("<tr>")
        shaded = f"<tr>{cells}{row}".replace("<div>", '<div style="background:#FFF200">')
        html = rows + shaded + after
    return job, _chromium(html), ("level-none",)


def _chromium(html: str) -> Build:
    return lambda out: print_chromium(html, out)


def white_strokes(slug: str) -> Trap:
    """A cross in every drawn box, white where it is off."""
    job = job_for(slug, 3)
    return job, by_reportlab(in_rows(job), looks.platypus_drawn(pens.white_cross, 9.24)), ()


def box_in_text(slug: str) -> Trap:
    """A ☐ and a ☒ in running text: how to fill in the form, and inside an indicator."""
    job = job_for(slug, 4)
    first = job.competencies[0]
    levels = list(first.levels)
    levels[2] = dataclasses.replace(levels[2], indicators=("Vult formulieren in (☐ wordt ☒) zonder hulp.",))
    job = dataclasses.replace(
        job, competencies=(dataclasses.replace(first, levels=tuple(levels)), *job.competencies[1:])
    )
    blocks = in_rows(job)
    place = next(i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.text == "Competenties")
    note = "Kruis per competentie één vakje aan: ☒ is het vereiste niveau, ☐ is niet gekozen."
    blocks.insert(place + 1, Para(text_line(note)))
    return job, by_weasyprint(blocks, CROSS, Look(font="DejaVu Sans", size=9)), ()


DIGITS = (
    ("Werken op 2 plaatsen", ("N.v.t.", "1 dag per week.", "2 of 3 dagen per week.", "3 dagen per week of meer.")),
    ("Niveau 3 Nederlands", ("0 fouten is niet nodig.", "Haalt niveau 1.", "Haalt niveau 2.", "3 op 3 voor alles.")),
    ("EHBO", ("N.v.t.", "Kent het nummer 112.", "Heeft het brevet niveau 2.", "Leidt een team van 3 hulpverleners.")),
    ("Rijbewijs", ("0 punten af.", "Rijbewijs B, 1 jaar ervaring.", "Rijbewijs C1.", "Rijbewijs C of CE, al 3 jaar.")),
)  # fmt: skip


def digits(slug: str) -> Trap:
    """Digits 0 to 3 in names and at the beginning of indicators."""
    job = job_for(slug, 5)
    competencies = tuple(
        Competency(name, chosen("0123", [[text] for text in texts], required))
        for (name, texts), required in zip(DIGITS, (2, 1, 3, 0), strict=True)
    )
    job = dataclasses.replace(job, competencies=competencies)
    blocks = in_rows(job, "nbx", heads=False)
    return job, by_reportlab(blocks, looks.platypus_glyphs(("☐", "☒"))), ()


def struck_out(slug: str) -> Trap:
    """Levels struck out beside real boxes: the boxes count. One competency has two ticks, one struck out: no guess."""
    job = with_marks(job_for(slug, 6), {2: marks_of(1, 2)})
    rows: list[tuple[Cell, ...]] = []
    for number, competency in enumerate(job.competencies):
        for i, (level, tick) in enumerate(zip(competency.levels, layouts.ticks(competency, number), strict=True)):
            strike = not level.marked or (number == 2 and i == 1)
            name = (text_cell(competency.name, bold=True, rowspan=4),) if i == 0 else ()
            texts = Cell(tuple((Run(text, strike=strike),) for text in level.indicators))
            label = Cell(((Run(level.label, strike=strike),),), centre=True)
            rows.append((*name, label, Cell(((tick,),), centre=True), texts))
    body = [Grid(tuple(rows), (45, 14, 14, 97))]
    return job, by_libreoffice(layouts.document(job, BOOK, body), WORD_CROSS), ("level-multiple",)


def none_ticked(slug: str) -> Trap:
    """Competencies of which nobody ticked a level."""
    job = with_marks(job_for(slug, 7), {1: marks_of(), 4: marks_of()})
    return job, by_chromium(in_rows(job, "nbx"), CROSS), ("level-none", "level-none")


def two_ticked(slug: str) -> Trap:
    """Competencies with two ticks, and one with all of them."""
    job = with_marks(job_for(slug, 0), {0: marks_of(1, 2), 5: marks_of(0, 1, 2, 3)})
    return job, by_weasyprint(in_rows(job), CROSS), ("level-multiple", "level-multiple")


def level_missing(slug: str) -> Trap:
    """Competencies whose set of levels is not whole: a row is missing, and with it perhaps the tick."""
    job = with_marks(job_for(slug, 1), {1: marks_of(3), 3: marks_of()})
    result = list(job.competencies)
    for number, gone in ((1, 2), (3, 1)):
        levels = tuple(level for level in result[number].levels if level.level != gone)
        result[number] = dataclasses.replace(result[number], levels=levels)
    job = with_status(dataclasses.replace(job, competencies=tuple(result)), {1: "incomplete", 3: "incomplete"})
    blocks = in_rows(job)
    return (
        job,
        by_reportlab(blocks, looks.platypus_glyphs(("☐", "☒"))),
        ("level-set-incomplete", "level-set-incomplete"),
    )


def dictionary(slug: str) -> Trap:
    """A competency dictionary: all levels are printed, nothing can be ticked; no level is known, not even as empty."""
    job = small_job(BOOK, 0, seed=slug, count=12)
    job = with_marks(job, dict.fromkeys(range(12), (None,) * 4))
    blocks: list[Block] = [
        Heading("Competentiewoordenboek", 0),
        Para(text_line(job.organisation or "")),
        Para(text_line("Dit woordenboek beschrijft per competentie vier niveaus. Welk niveau een functie vraagt, "
                       "staat in het profiel van die functie.")),
    ]  # fmt: skip
    rows = [tuple(text_cell(head, bold=True) for head in ("Competentie", "Niveau", "Gedrag"))]
    for competency in job.competencies:
        for i, level in enumerate(competency.levels):
            name = (text_cell(competency.name, bold=True, rowspan=4),) if i == 0 else ()
            texts = Cell(tuple(text_line(text) for text in level.indicators))
            rows.append((*name, text_cell(level.label, centre=True), texts))
    blocks.append(Grid(tuple(rows), (50, 18, 100), head_rows=1))
    job = dataclasses.replace(
        job, title=("Competentiewoordenboek",), fields=(), purpose=(), duties=(), position=(), approval=None
    )
    return job, by_libreoffice(blocks, WORD_CROSS), ("field-missing", "levels-not-chosen")


def contradiction(slug: str) -> Trap:
    """A printed ☒ under a form field that is off: the page shows a cross, the form says no, so nobody can know."""
    unclear = (1, 4)
    job = job_for(slug, 2)
    printed: list[bool] = []
    fields: list[bool] = []
    result = []
    for number, competency in enumerate(job.competencies):
        marks = [bool(level.marked) for level in competency.levels]
        printed += marks
        fields += [on and number not in unclear for on in marks]
        levels: tuple[Level, ...] = competency.levels
        if number in unclear:
            levels = tuple(dataclasses.replace(level, marked=None if level.marked else False) for level in levels)
        result.append(dataclasses.replace(competency, levels=levels))
    blocks = in_rows(job)
    build = in_place(
        by_chromium(blocks, CROSS), lambda out: surgery.fields_over_boxes(out, fields, on_state="Yes", box="☐☒")
    )
    return dataclasses.replace(job, competencies=tuple(result)), build, ("level-unclear", "level-unclear")


def half_drawn(slug: str) -> Trap:
    """Boxes with a speck or a scratch in them, which are not ticked."""
    job = job_for(slug, 3)

    def drawn(tick: Tick) -> str:
        outline = '<rect x="1" y="1" width="10" height="10"/>'
        cross = '<path d="M2.5 2.5L9.5 9.5M2.5 9.5L9.5 2.5"/>'
        speck = '<circle cx="4" cy="8" r="0.5" fill="black"/>' if (tick.competency + tick.level) % 3 == 0 else ""
        return (
            '<svg width="9pt" height="9pt" viewBox="0 0 12 12" fill="none" stroke="black" '
            f'style="vertical-align:-1pt">{outline}{cross if tick.marked else speck}</svg>'
        )

    return job, by_weasyprint(in_rows(job), drawn), ()


ROWS: tuple[tuple[str, str, Callable[[str], Trap]], ...] = (
    ("icon-font", "HTML → WeasyPrint", icons),
    ("symbol-bullets", "HTML → WeasyPrint", symbol_bullets),
    ("letter-o-bullets", "Word document → LibreOffice", letter_o),
    ("highlighted-words", "HTML → Chromium", highlighted),
    ("white-strokes", "ReportLab", white_strokes),
    ("box-in-running-text", "HTML → WeasyPrint", box_in_text),
    ("digits-in-prose", "ReportLab", digits),
    ("struck-out-levels", "Word document → LibreOffice", struck_out),
    ("none-ticked", "HTML → Chromium", none_ticked),
    ("two-ticked", "HTML → WeasyPrint", two_ticked),
    ("level-missing", "ReportLab", level_missing),
    ("dictionary", "Word document → LibreOffice", dictionary),
    ("field-against-glyph", "HTML → Chromium → pikepdf", contradiction),
    ("specks-in-boxes", "HTML → WeasyPrint", half_drawn),
)


def samples() -> list[Sample]:
    """Every sample of this family."""
    result = []
    for slug, producer, trap in ROWS:
        job, build, findings = trap(slug)
        purpose = " ".join((trap.__doc__ or "").split()).rstrip(".")
        result.append(Sample("traps", slug, producer, purpose, (job,), build, findings))
    return result
