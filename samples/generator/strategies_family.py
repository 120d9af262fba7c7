"""Every way of giving a level, in the forms of invented organisations."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from . import layouts, looks
from .blocks import Block, Bullets, Grid, Heading, Para, Run, text_cell, text_line
from .layouts import document
from .model import Approval, Competency, Field, Job, Level
from .printing import Build, by_chromium, by_libreoffice, by_reportlab, by_weasyprint
from .producers.html_blocks import Look
from .sample import Sample
from .small import bare, grouped, only_required, single, small_job

Made = Callable[[Job], tuple[Job, Build]]
"""From a job with everything in it to what the form prints of it, and the form."""

CROSS = looks.html_glyphs(("☐", "☒"))
CHECK = looks.html_glyphs(("☐", "☑"))
NO_TICK = looks.html_glyphs(("", ""))
WORD_CROSS = looks.docx_glyphs(("☐", "☒"))
RL_CROSS = looks.platypus_glyphs(("☐", "☒"))
RL_X = looks.platypus_glyphs(("", "X"), family="Liberation Sans")
RL_NO_TICK = looks.platypus_glyphs(("", ""))
WORD_NO_TICK = looks.docx_glyphs(("", ""))


def capitals(job: Job) -> Job:
    """The job with its title in capitals, as many forms have it."""
    return dataclasses.replace(job, title=tuple(line.upper() for line in job.title))


# ------------------------------------------------------------------ a French-speaking municipality


def fiche_columns(job: Job) -> tuple[Job, Build]:
    """A column for each level, under a head that spans them; groups as rows of the table."""
    job = grouped(bare(job), [("Compétences techniques", 4), ("Compétences comportementales", 4)])
    table = layouts.matrix(job, "Compétence", over="Niveau requis", name_width=68, level_width=24)
    blocks = document(job, "rivebelle", [table], fields="table")
    return job, by_libreoffice(blocks, looks.docx_glyphs(("", "x"), font_name="Carlito"))


def fiche_letters(job: Job) -> tuple[Job, Build]:
    """Letters A to D in one line for each competency."""
    job = bare(job)
    blocks = document(job, "rivebelle", layouts.inline(job))
    return job, by_chromium(blocks, CROSS, Look(font="Lato", accent="#7A1F1F"), language="fr")


def fiche_list(job: Job) -> tuple[Job, Build]:
    """A heading for each competency and a line for each level, the box before it; "Sans objet" is the zero."""
    job = bare(job)
    blocks = document(job, "rivebelle", layouts.check_list(job))
    return job, by_weasyprint(blocks, CHECK, Look(font="Noto Serif", size=9.5), language="fr")


def fiche_words(job: Job) -> tuple[Job, Build]:
    """The level in words."""
    job = only_required(job)
    blocks = document(job, "rivebelle", layouts.in_words(job, "", ("Compétence", "Niveau requis", "Comportement")))
    return job, by_reportlab(blocks, RL_NO_TICK, family="Noto Sans", size=9.5)


# ------------------------------------------------------------------ a Dutch municipality


def roman_words(job: Job) -> tuple[Job, Build]:
    """The words "Niveau III" in a table; the header is a table with a column of its own for the colons."""
    job = only_required(job)
    heads = ("Competentie", "Niveau", "Gedragsvoorbeeld")
    blocks = document(job, "oosterwoud", layouts.in_words(job, "Niveau", heads), fields="colons")
    return job, by_chromium(blocks, NO_TICK, Look(font="Open Sans", size=9.5, accent="#00558C"))


def roman_unruled(job: Job) -> tuple[Job, Build]:
    """A matrix without any line; an X in one of the columns I to IV."""
    job = bare(job)
    table = layouts.matrix(job, "Competentie", ruled=False, level_width=20)
    return job, by_reportlab(document(job, "oosterwoud", [table], fields="colons"), RL_X, family="Carlito", size=10.5)


def roman_rows_unruled(job: Job) -> tuple[Job, Build]:
    """A row for each level, without any line; drawn boxes."""
    body = layouts.rows(job, heads=("Competentie", "Niveau", "", "Toelichting"), widths=(45, 16, 12, 95), ruled=False)
    return job, by_weasyprint(document(job, "oosterwoud", body), CROSS, Look(font="Carlito"))


# ------------------------------------------------------------------ a Belgian federal service


def federal_lists(job: Job) -> tuple[Job, Build]:
    """Check-one lists in two columns, which interleave in text order."""
    job = bare(job)
    return job, by_weasyprint(
        document(job, "federaal", layouts.two_lists(job)), CROSS, Look(font="Open Sans", size=9.5)
    )


def federal_cells(job: Job) -> tuple[Job, Build]:
    """All levels in one cell."""
    job = bare(job)
    blocks = document(job, "federaal", layouts.inline_cells(job, ("Competentie", "Vereist niveau")))
    return job, by_libreoffice(blocks, WORD_CROSS)


def federal_struck(job: Job) -> tuple[Job, Build]:
    """The levels that are not meant are struck out."""
    job = bare(job)
    return job, by_chromium(document(job, "federaal", layouts.emphasised_line(job, "strike-others")), NO_TICK)


def federal_french(job: Job) -> tuple[Job, Build]:
    """The French side: check-one lists in two columns."""
    job = bare(job)
    return job, by_reportlab(document(job, "espace-public", layouts.two_lists(job)), RL_CROSS, size=9.5)


# ------------------------------------------------------------------ an English council


def english_rows(job: Job) -> tuple[Job, Build]:
    """A row for each level, named; ■/□ after the description."""
    body = layouts.rows(job, heads=("Skill", "Level", "Descriptor", "Required"), order="nlxt", widths=(42, 26, 82, 20))
    return job, by_libreoffice(
        document(job, "northmere", body),
        looks.docx_glyphs(("□", "■"), font_name="DejaVu Sans"),
        font="Liberation Serif",
    )


def english_two_matrices(job: Job) -> tuple[Job, Build]:
    """Two matrices side by side, whose columns have numbers."""
    job = bare(job)
    blocks = document(job, "northmere", layouts.two_matrices(job, "Skill"))
    return job, by_chromium(blocks, looks.html_glyphs(("", "✔")), Look(font="Lato", size=10), language="en")


def english_long_matrix(job: Job) -> tuple[Job, Build]:
    """A matrix over two pages with a stacked head that is repeated; "n/a" is the zero."""
    job = bare(job)
    table = layouts.matrix(
        job, "Skill", over="Level required for this role", repeat_head=True, name_width=55, level_width=23
    )
    look = Look(font="Liberation Sans", page="A5 landscape", size=11, css="td{height:9mm}")
    return job, by_weasyprint(
        document(job, "northmere", [table], fields="table"), looks.html_glyphs(("○", "●")), look, language="en"
    )


def english_words(job: Job) -> tuple[Job, Build]:
    """The level in words, with its description."""
    job = only_required(job)
    blocks = document(job, "northmere", layouts.in_words(job, "", ("Skill", "Level", "What this means")))
    return job, by_reportlab(blocks, RL_NO_TICK, family="Noto Sans", size=9.5)


# ------------------------------------------------------------------ what is left, for a second producer


def two_matrices_reportlab(job: Job) -> tuple[Job, Build]:
    """Two matrices side by side."""
    job = bare(job)
    return job, by_reportlab(document(job, "linde", layouts.two_matrices(job, "Competentie")), RL_X, size=9.5)


def long_matrix_libreoffice(job: Job) -> tuple[Job, Build]:
    """A matrix over two pages, landscape, with a stacked head that is repeated."""
    job = bare(job)
    table = layouts.matrix(job, "Competentie", over="Vereist niveau", repeat_head=True, name_width=110, level_width=35)
    blocks = document(job, "linde", [table])
    return job, by_libreoffice(blocks, looks.docx_glyphs(("☐", "☒")), landscape=True, size=13)


def inline_chromium(job: Job) -> tuple[Job, Build]:
    """A line for each competency; "N.v.t." is the zero; the boxes are drawn."""
    job = bare(job)
    return job, by_chromium(document(job, "federaal", layouts.inline(job)), looks.html_svg("square-cross"))


def inline_after_reportlab(job: Job) -> tuple[Job, Build]:
    """A line for each competency, letters, the box after its level."""
    job = bare(job)
    return job, by_reportlab(document(job, "linde", layouts.inline(job, after=True)), RL_CROSS)


def inline_glued_weasyprint(job: Job) -> tuple[Job, Build]:
    """A line for each competency, every box glued to its word."""
    job = bare(job)
    blocks = document(job, "federaal", layouts.inline(job, glue=""))
    return job, by_weasyprint(blocks, CROSS, Look(font="Carlito", size=11))


def list_after_libreoffice(job: Job) -> tuple[Job, Build]:
    """A line for each level, the box after its text."""
    job = bare(job)
    return job, by_libreoffice(document(job, "federaal", layouts.check_list(job, after=True)), WORD_CROSS)


def list_text_chromium(job: Job) -> tuple[Job, Build]:
    """A line for each level: box, number, sentence."""
    job = single(job)
    return job, by_chromium(document(job, "linde", layouts.check_list(job, with_text=True)), CHECK)


def tabs_libreoffice(job: Job) -> tuple[Job, Build]:
    """A matrix that is aligned by tab stops only."""
    job = bare(job)
    body = layouts.tabbed(job, "Competentie", stops=(80, 105, 130, 155))
    return job, by_libreoffice(document(job, "linde", body), WORD_CROSS)


def tabs_chromium(job: Job) -> tuple[Job, Build]:
    """A matrix that is aligned by boxes of fixed width only, named levels."""
    job = bare(job)
    body = layouts.tabbed(job, "Competentie", stops=(70, 100, 130))
    return job, by_chromium(document(job, "federaal", body), looks.html_glyphs(("○", "●")))


def words_libreoffice(job: Job) -> tuple[Job, Build]:
    """The words "Niveau 2" in a table."""
    job = only_required(job)
    blocks = document(job, "linde", layouts.in_words(job, "Niveau", ("Competentie", "Vereist", "Gedrag")))
    return job, by_libreoffice(blocks, WORD_NO_TICK)


def bold_libreoffice(job: Job) -> tuple[Job, Build]:
    """The chosen level is bold."""
    job = bare(job)
    return job, by_libreoffice(document(job, "federaal", layouts.emphasised(job, "Competentie", "bold")), WORD_NO_TICK)


def bold_weasyprint(job: Job) -> tuple[Job, Build]:
    """The description of the chosen level is bold."""
    job = single(job)
    blocks = document(job, "federaal", layouts.emphasised(job, "Competentie", "bold", with_text=True))
    return job, by_weasyprint(blocks, NO_TICK, Look(font="Liberation Sans"))


def underline_chromium(job: Job) -> tuple[Job, Build]:
    """The chosen level is underlined."""
    job = bare(job)
    return job, by_chromium(document(job, "federaal", layouts.emphasised_line(job, "underline")), NO_TICK)


def underline_libreoffice(job: Job) -> tuple[Job, Build]:
    """The chosen level is underlined, in a table."""
    job = bare(job)
    return job, by_libreoffice(
        document(job, "federaal", layouts.emphasised(job, "Competentie", "underline")), WORD_NO_TICK
    )


def shade_reportlab(job: Job) -> tuple[Job, Build]:
    """The cell of the chosen level is shaded."""
    job = bare(job)
    return job, by_reportlab(document(job, "federaal", layouts.emphasised(job, "Competentie", "shade")), RL_NO_TICK)


def shade_chromium(job: Job) -> tuple[Job, Build]:
    """The cell with the description of the chosen level is shaded."""
    job = single(job)
    blocks = document(job, "federaal", layouts.emphasised(job, "Competentie", "shade", with_text=True))
    return job, by_chromium(blocks, NO_TICK, Look(css="td{print-color-adjust:exact}"))


def strike_libreoffice(job: Job) -> tuple[Job, Build]:
    """All levels but one are struck out, in a table."""
    job = bare(job)
    return job, by_libreoffice(
        document(job, "federaal", layouts.emphasised(job, "Competentie", "strike-others")), WORD_NO_TICK
    )


def pairs_libreoffice(job: Job) -> tuple[Job, Build]:
    """Two sets of levels for each competency: "Maîtrise actuelle" and "Maîtrise attendue"; the second one counts."""
    job = bare(job)
    body = layouts.pairs(job, "Compétence", ("Maîtrise actuelle", "Maîtrise attendue"), level_width=24)
    return job, by_libreoffice(document(job, "rivebelle", body), WORD_CROSS, landscape=True)


def pairs_chromium(job: Job) -> tuple[Job, Build]:
    """The same in Dutch, an x in the cells: "Huidig niveau" and "Vereist niveau"."""
    job = bare(job)
    body = layouts.pairs(job, "Competentie", ("Huidig niveau", "Vereist niveau"))
    return job, by_chromium(document(job, "linde", body), looks.html_glyphs(("", "x"), font_family="Liberation Sans"))


def labels_first_weasyprint(job: Job) -> tuple[Job, Build]:
    """A header with all labels in one cell and all values in the next, which is the order of the text too."""
    job = bare(job)
    body = [layouts.matrix(job, "Competentie")]
    return job, by_weasyprint(document(job, "linde", body, fields="columns"), CROSS, Look(font="Carlito", size=11))


def labels_first_libreoffice(job: Job) -> tuple[Job, Build]:
    """The same from a Word document, in English."""
    job = bare(job)
    body = [layouts.matrix(job, "Skill", name_width=62, level_width=27)]
    blocks = document(job, "northmere", body, fields="columns")
    return job, by_libreoffice(blocks, looks.docx_glyphs(("□", "■"), font_name="DejaVu Sans"), size=10)


# ------------------------------------------------------------------ a position description by factors

FACTORS = (
    ("Factor 1 – Knowledge required", "1-6", 6, 950, "Knows harbour rules well enough to settle unusual cases."),
    ("Factor 2 – Supervisory controls", "2-3", 3, 275, "Plans the work alone and reports exceptions."),
    ("Factor 3 – Guidelines", "3-3", 3, 275, "Adapts written guides to new kinds of vessels."),
    ("Factor 4 – Complexity", "4-4", 4, 225, "Weighs many conditions that change with the tide."),
    ("Factor 5 – Scope and effect", "5-3", 3, 150, "The work affects how ports plan their year."),
    ("Factor 6 – Personal contacts", "6-2", 2, 25, "Meets pilots, shippers and other agencies."),
    ("Factor 7 – Purpose of contacts", "7-3", 3, 120, "Persuades people with other interests."),
    ("Factor 8 – Physical demands", "8-2", 2, 20, "Climbs ladders and boards vessels."),
    ("Factor 9 – Work environment", "9-2", 2, 20, "Works outdoors in all weathers."),
)


def factor_job() -> Job:
    """The position description of an invented bureau, whose levels stand in headings."""
    return Job(
        title=("Position Description", "Port Operations Specialist"),
        language="en",
        organisation="Bureau of Inland Ports",
        fields=(
            Field("Position title", "Port Operations Specialist", "name"),
            Field("Division", "Operations", "department"),
            Field("Office", "Lakes Region", "service"),
            Field("Grade", "IP-11", "grade"),
        ),
        purpose=("The incumbent keeps eleven inland ports open, safe and fairly used.",),
        duties=(
            "Inspects quays and locks and reports on their condition.",
            "Advises harbour masters on berthing and dredging.",
            "Reviews permits for dangerous goods.",
        ),
        competencies=tuple(
            Competency(name, (Level(level, label, (text,), True),)) for name, label, level, _, text in FACTORS
        ),
        approval=Approval("Approved by the Chief of Operations on 5 May 2021.", "Chief of Operations", "2021-05-05"),
    )


def factor_blocks(*, in_table: bool) -> list[Block]:
    """A heading "Factor 4 – Complexity", then "Level 4-4, 225 Points" in it or beside it."""
    job = factor_job()
    blocks: list[Block] = [Heading(line, 0) for line in job.title]
    blocks.append(Para(text_line(job.organisation or "")))
    blocks += [Para((Run(f"{f.label}: ", bold=True), Run(f.value))) for f in job.fields]
    blocks += [Heading("Purpose of the position"), *(Para(text_line(text)) for text in job.purpose)]
    blocks += [Heading("Major duties"), Bullets(job.duties), Heading("Factor levels")]
    if in_table:
        rows = [tuple(text_cell(head, bold=True) for head in ("Factor", "Level", "Points", "Basis"))]
        rows += [
            (text_cell(name), text_cell(f"Level {label}"), text_cell(f"{points}"), text_cell(text))
            for name, label, _, points, text in FACTORS
        ]
        blocks.append(Grid(tuple(rows), (52, 22, 16, 80), head_rows=1, repeat_head=True))
    else:
        for name, label, _, points, text in FACTORS:
            blocks += [Heading(f"{name}     Level {label}, {points} Points", 3), Para(text_line(text))]
    return [*blocks, *layouts.closing(job)]


# family, slug, producer, book, function, how many, how it is made, other arguments of the job
ROWS: tuple[tuple[str, str, str, str, int, int, Made, dict[str, Sequence[str] | int]], ...] = (
    ("fiche-fonction", "employee-population", "Word document → LibreOffice", "rivebelle", 0, 8, fiche_columns, {}),
    (
        "fiche-fonction",
        "conseiller-amenagement",
        "HTML → Chromium",
        "rivebelle",
        1,
        8,
        fiche_letters,
        {"scale": "ABCD"},
    ),
    (
        "fiche-fonction",
        "ouvrier-polyvalent",
        "HTML → WeasyPrint",
        "rivebelle",
        2,
        6,
        fiche_list,
        {"scale": ("Sans objet", "Initié", "Pratique", "Maîtrise", "Expert"), "first": 0},
    ),
    ("fiche-fonction", "bibliothecaire", "ReportLab", "rivebelle", 3, 8, fiche_words, {}),
    ("oosterwoud", "beleidsuitvoering", "HTML → Chromium", "oosterwoud", 0, 7, roman_words, {}),
    ("oosterwoud", "ontwikkeling", "ReportLab", "oosterwoud", 1, 7, roman_unruled, {}),
    ("oosterwoud", "systemen", "HTML → WeasyPrint", "oosterwoud", 2, 6, roman_rows_unruled, {}),
    ("federaal", "dossierbeheerder", "HTML → WeasyPrint", "federaal", 0, 8, federal_lists, {}),
    ("federaal", "attache-beleid", "Word document → LibreOffice", "federaal", 1, 8, federal_cells, {}),
    ("federaal", "inspecteur", "HTML → Chromium", "federaal", 2, 7, federal_struck, {}),
    ("federaal", "gestionnaire-dossiers", "ReportLab", "espace-public", 0, 6, federal_french, {}),
    ("northmere", "parking-officer", "Word document → LibreOffice", "northmere", 0, 6, english_rows, {}),
    (
        "northmere",
        "senior-data-analyst",
        "HTML → Chromium",
        "northmere",
        1,
        8,
        english_two_matrices,
        {"scale": "1234"},
    ),
    (
        "northmere",
        "community-librarian",
        "HTML → WeasyPrint",
        "northmere",
        2,
        8,
        english_long_matrix,
        {"scale": ("n/a", "Awareness", "Working", "Practitioner", "Expert"), "first": 0},
    ),
    ("northmere", "licensing-officer", "ReportLab", "northmere", 3, 8, english_words, {}),
    ("strategies", "two-matrices-reportlab", "ReportLab", "linde", 0, 10, two_matrices_reportlab, {}),
    (
        "strategies",
        "long-matrix-libreoffice",
        "Word document → LibreOffice",
        "linde",
        6,
        12,
        long_matrix_libreoffice,
        {},
    ),
    (
        "strategies",
        "inline-chromium",
        "HTML → Chromium",
        "federaal",
        0,
        8,
        inline_chromium,
        {"scale": ("N.v.t.", "Basis", "Gevorderd", "Expert"), "first": 0},
    ),
    (
        "strategies",
        "inline-after-reportlab",
        "ReportLab",
        "linde",
        1,
        8,
        inline_after_reportlab,
        {"scale": "ABCD", "first": 1},
    ),
    (
        "strategies",
        "list-after-libreoffice",
        "Word document → LibreOffice",
        "federaal",
        1,
        6,
        list_after_libreoffice,
        {},
    ),
    ("strategies", "inline-glued-weasyprint", "HTML → WeasyPrint", "federaal", 1, 8, inline_glued_weasyprint, {}),
    ("strategies", "list-text-chromium", "HTML → Chromium", "linde", 2, 6, list_text_chromium, {}),
    ("strategies", "tabs-libreoffice", "Word document → LibreOffice", "linde", 3, 8, tabs_libreoffice, {}),
    ("strategies", "tabs-chromium", "HTML → Chromium", "federaal", 2, 8, tabs_chromium, {}),
    ("strategies", "words-libreoffice", "Word document → LibreOffice", "linde", 4, 8, words_libreoffice, {}),
    ("strategies", "bold-libreoffice", "Word document → LibreOffice", "federaal", 0, 8, bold_libreoffice, {}),
    ("strategies", "bold-weasyprint", "HTML → WeasyPrint", "federaal", 1, 6, bold_weasyprint, {}),
    ("strategies", "underline-chromium", "HTML → Chromium", "federaal", 2, 8, underline_chromium, {}),
    ("strategies", "underline-libreoffice", "Word document → LibreOffice", "federaal", 0, 6, underline_libreoffice, {}),
    ("strategies", "shade-reportlab", "ReportLab", "federaal", 1, 8, shade_reportlab, {}),
    ("strategies", "shade-chromium", "HTML → Chromium", "federaal", 2, 6, shade_chromium, {}),
    ("strategies", "strike-libreoffice", "Word document → LibreOffice", "federaal", 1, 8, strike_libreoffice, {}),
    ("strategies", "pairs-libreoffice", "Word document → LibreOffice", "rivebelle", 0, 8, pairs_libreoffice, {}),
    ("strategies", "pairs-chromium", "HTML → Chromium", "linde", 0, 8, pairs_chromium, {}),
    ("strategies", "labels-first-weasyprint", "HTML → WeasyPrint", "linde", 5, 8, labels_first_weasyprint, {}),
    (
        "strategies",
        "labels-first-libreoffice",
        "Word document → LibreOffice",
        "northmere",
        3,
        8,
        labels_first_libreoffice,
        {},
    ),
)


LEFT_OVER: dict[str, tuple[str, ...]] = {}
"""The marks of the level that somebody has now have no place in what is read: they are said to be left over."""


def samples() -> list[Sample]:
    """Every sample of these families."""
    result = []
    for family, slug, producer, book, function, count, made, more in ROWS:
        job, build = made(small_job(book, function, seed=slug, count=count, **more))  # type: ignore[arg-type]
        purpose = " ".join((made.__doc__ or "").split()).rstrip(".")
        result.append(Sample(family, slug, producer, purpose, (job,), build, LEFT_OVER.get(slug, ())))
    for slug, producer, build in (
        ("port-specialist-reportlab", "ReportLab", by_reportlab(factor_blocks(in_table=False), RL_NO_TICK)),
        (
            "port-specialist-weasyprint",
            "HTML → WeasyPrint",
            by_weasyprint(factor_blocks(in_table=True), NO_TICK, Look(font="Liberation Serif", size=11), language="en"),
        ),
    ):
        purpose = 'A position description by factors: "Level 4-4, 225 Points" is level 4 of factor 4'
        result.append(Sample("inland-ports", slug, producer, purpose, (factor_job(),), build))
    return result
