"""Every kind of tick, in the forms of one invented care organisation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from . import layouts, looks
from .blocks import Block
from .model import Job
from .printing import Build, by_chromium, by_libreoffice, by_reportlab, by_weasyprint, in_place, then
from .producers import drawn_ticks as pens
from .producers import ghostscript, surgery
from .producers.fodt_form import print_form
from .producers.html_blocks import Look
from .producers.symbol_fonts import font_face
from .sample import Sample
from .small import bare, headings, small_job, with_marks

BOOK = "linde"
HEADS = ("Competentie", "Niveau", "Keuze", "Omschrijving")

UNICODE = (
    ("☐", "☒"), ("☐", "☑"), ("□", "⌧"), ("□", "⊠"), ("◻", "✓"), ("⬜", "✔"), ("□", "✕"), ("◻", "✖"), ("❏", "✗"),
    ("❐", "✘"), ("□", "■"), ("○", "●"), ("○", "◉"), ("❑", "🗵"), ("❒", "🗷"), ("⬜", "🗸"), ("☐", "🗹"),
)  # fmt: skip
WINGDINGS = (
    (0x6F, 0xFE), (0x70, 0xFD), (0x71, 0x78), (0x72, 0xFC), (0xA8, 0xFB), (0xA1, 0xA4), (0xA1, 0xA5), (0xA1, 0x6C),
)  # fmt: skip
OPEN_SYMBOL = tuple(pair for pair in WINGDINGS if pair[1] not in (0xA4, 0xA5))
"""LibreOffice's own symbol font has no glyphs for the two other round buttons."""
WINGDINGS2 = ((0xA3, 0x52), (0xA3, 0x53), (0xA3, 0x54), (0xA3, 0x51), (0xA3, 0x50), (0xA3, 0x4F), (0xA3, 0xA2))
WEBDINGS = ((0x63, 0x61), (0x63, 0x72), (0x63, 0x67))
DINGBATS = (("❏", "✓"), ("❐", "✔"), ("❑", "✕"), ("❒", "✖"), ("❍", "●"), ("❏", "✗"), ("❐", "✘"), ("❑", "■"))
BRACKETS = (("[ ]", "[x]"), ("[ ]", "[X]"))
PARENTHESES = (("( )", "(x)"),)

Made = Callable[[Job], Build]


def turned(pairs: Sequence[tuple[str, str]], by: int) -> list[tuple[str, str]]:
    """The pairs, beginning with another one."""
    return [*pairs[by:], *pairs[:by]]


def job_for(slug: str, function: int, count: int) -> Job:
    """A job of the care organisation."""
    return small_job(BOOK, function, seed=slug, count=count)


def in_rows(job: Job, order: str = "nltx", *, heads: bool = True, ruled: bool = True) -> list[Block]:
    """The form with a row for each level."""
    widths = {"nltx": (42, 16, 14, 98), "ntlx": (42, 14, 16, 98), "nbx": (45, 16, 109), "nlxt": (42, 16, 98, 14)}
    names = {"n": "Competentie", "l": "Niveau", "t": "Keuze", "b": "Niveau", "x": "Omschrijving"}
    body = layouts.rows(
        job, heads=tuple(names[key] for key in order) if heads else (), order=order, widths=widths[order], ruled=ruled
    )
    return layouts.document(job, BOOK, body)


def in_matrix(job: Job) -> list[Block]:
    """The form with a column for each level."""
    return layouts.document(bare(job), BOOK, [layouts.matrix(bare(job), "Competentie")], fields="table")


def face(family: str, guise: str) -> Look:
    """A page that brings a symbol font along."""
    assert guise in ("private", "latin1")
    return Look(css=font_face(family, "private" if guise == "private" else "latin1"))


def html_over(job: Job, change: Callable[..., None], printer: Callable[..., Build], **how: str) -> Build:
    """A form with empty printed boxes, and then something laid over the chosen ones."""
    marks = [bool(level.marked) for competency in job.competencies for level in competency.levels]
    blocks = in_rows(job)
    return in_place(printer(blocks, looks.html_glyphs(("☐", "☐"))), lambda out: change(out, marks, **how))


# slug, producer, purpose, function, competencies, how it is built
ROWS: tuple[tuple[str, str, str, int, int, Made], ...] = (
    (
        "unicode-chromium",
        "HTML → Chromium",
        "Unicode boxes and ticks of many sorts, another pair for each competency",
        0,
        12,
        lambda job: by_chromium(in_rows(job), looks.html_glyphs(*UNICODE, font_family="Symbola")),
    ),
    (
        "unicode-weasyprint",
        "HTML → WeasyPrint",
        "The same with other pairs; the tick after the text",
        1,
        12,
        lambda job: by_weasyprint(in_rows(job, "nlxt"), looks.html_glyphs(*turned(UNICODE, 6), font_family="Symbola")),
    ),
    (
        "unicode-libreoffice",
        "Word document → LibreOffice",
        "The same with other pairs, in whatever font LibreOffice finds for them",
        2,
        12,
        lambda job: by_libreoffice(
            in_rows(job, "nbx"), looks.docx_glyphs(*turned(UNICODE, 11), font_name="Segoe UI Symbol")
        ),
    ),
    (
        "radio-libreoffice",
        "Word document → LibreOffice",
        "Round buttons ○/●",
        3,
        6,
        lambda job: by_libreoffice(in_rows(job), looks.docx_glyphs(("○", "●"), font_name="DejaVu Sans")),
    ),
    (
        "radio-reportlab",
        "ReportLab",
        "Round buttons ○/◉",
        4,
        6,
        lambda job: by_reportlab(in_rows(job), looks.platypus_glyphs(("○", "◉"), family="DejaVu Sans")),
    ),
    (
        "two-fonts-chromium",
        "HTML → Chromium",
        "One file with ☐ in two fonts, as font fallback does it",
        5,
        6,
        lambda job: by_chromium(
            in_rows(job),
            lambda tick: looks.html_glyphs(
                ("☐", "☒"), font_family="Symbola" if (tick.level + tick.competency) % 2 else "DejaVu Sans"
            )(tick),
        ),
    ),
    (
        "content-controls-libreoffice",
        "Word document with content controls → LibreOffice",
        "Word's checkbox content controls (w14:checkbox)",
        6,
        6,
        lambda job: by_libreoffice(in_rows(job), looks.docx_content_control),
    ),
    (
        "wingdings-private-reportlab",
        "ReportLab",
        "Wingdings in the guise U+F0FE, U+F0A8 …, each code once",
        0,
        8,
        lambda job: by_reportlab(in_rows(job), looks.platypus_symbols("Wingdings", "private", *WINGDINGS)),
    ),
    (
        "wingdings-latin1-weasyprint",
        "HTML → WeasyPrint",
        "Wingdings in the guise of Latin-1 letters (þ ¨ ý x o …)",
        1,
        8,
        lambda job: by_weasyprint(
            in_rows(job), looks.html_symbols("Wingdings", "latin1", *WINGDINGS), face("Wingdings", "latin1")
        ),
    ),
    (
        "wingdings-latin1-chromium",
        "HTML → Chromium",
        "The same from Chromium, label above tick",
        2,
        8,
        lambda job: by_chromium(
            in_rows(job, "nbx"), looks.html_symbols("Wingdings", "latin1", *WINGDINGS), face("Wingdings", "latin1")
        ),
    ),
    (
        "wingdings-private-chromium",
        "HTML → Chromium",
        "Wingdings in the guise U+F0FE, U+F0A8 …, tick before level",
        4,
        8,
        lambda job: by_chromium(
            in_rows(job, "ntlx"), looks.html_symbols("Wingdings", "private", *WINGDINGS), face("Wingdings", "private")
        ),
    ),
    (
        "wingdings-libreoffice",
        "Word document with symbols → LibreOffice",
        "Word's inserted symbols, in OpenSymbol: one tick of Wingdings is an empty square there, so it is unclear",
        3,
        8,
        lambda job: by_libreoffice(in_rows(job), looks.docx_symbols("Wingdings", *OPEN_SYMBOL)),
    ),
    (
        "wingdings2-private-reportlab",
        "ReportLab",
        "Wingdings 2 in the guise U+F052, U+F0A3 …",
        4,
        7,
        lambda job: by_reportlab(in_rows(job), looks.platypus_symbols("Wingdings2", "private", *WINGDINGS2)),
    ),
    (
        "wingdings2-latin1-chromium",
        "HTML → Chromium",
        "Wingdings 2 in the guise of Latin-1 letters (R S T £)",
        5,
        7,
        lambda job: by_chromium(
            in_rows(job), looks.html_symbols("Wingdings2", "latin1", *WINGDINGS2), face("Wingdings2", "latin1")
        ),
    ),
    (
        "wingdings2-libreoffice",
        "Word document with symbols → LibreOffice",
        "Wingdings 2 as LibreOffice exports it",
        6,
        7,
        lambda job: by_libreoffice(in_rows(job), looks.docx_symbols("Wingdings 2", *WINGDINGS2)),
    ),
    (
        "webdings-latin1-weasyprint",
        "HTML → WeasyPrint",
        "Webdings in the guise of Latin-1 letters (c a r g)",
        7,
        6,
        lambda job: by_weasyprint(
            in_rows(job), looks.html_symbols("Webdings", "latin1", *WEBDINGS), face("Webdings", "latin1")
        ),
    ),
    (
        "webdings-private-reportlab",
        "ReportLab",
        "Webdings in the guise U+F063, U+F061 …",
        0,
        6,
        lambda job: by_reportlab(in_rows(job), looks.platypus_symbols("Webdings", "private", *WEBDINGS)),
    ),
    (
        "dingbats-reportlab",
        "ReportLab",
        "ZapfDingbats, not embedded",
        1,
        8,
        lambda job: by_reportlab(in_rows(job), looks.platypus_dingbats(*DINGBATS)),
    ),
    (
        "dingbats-ghostscript",
        "ReportLab → Ghostscript",
        "ZapfDingbats after pdfwrite, which embeds its own",
        2,
        8,
        lambda job: then(
            by_reportlab(in_rows(job, "ntlx"), looks.platypus_dingbats(*DINGBATS), family="Helvetica"),
            ghostscript.embed_all,
        ),
    ),
    (
        "brackets-chromium",
        "HTML → Chromium",
        "[ ] and [x] or [X]",
        3,
        6,
        lambda job: by_chromium(in_rows(job), looks.html_glyphs(*BRACKETS, font_family="Liberation Mono")),
    ),
    (
        "brackets-reportlab",
        "ReportLab",
        "[ ] and [x] or [X]",
        4,
        6,
        lambda job: by_reportlab(in_rows(job), looks.platypus_glyphs(*BRACKETS, family="Liberation Sans")),
    ),
    (
        "parentheses-libreoffice",
        "Word document → LibreOffice",
        "( ) and (x)",
        5,
        6,
        lambda job: by_libreoffice(in_rows(job), looks.docx_glyphs(*PARENTHESES, font_name="Carlito")),
    ),
    (
        "parentheses-weasyprint",
        "HTML → WeasyPrint",
        "( ) and (x)",
        6,
        6,
        lambda job: by_weasyprint(in_rows(job, "ntlx"), looks.html_glyphs(*PARENTHESES, font_family="Liberation Sans")),
    ),
    (
        "matrix-x-reportlab",
        "ReportLab",
        "A bare x or X in one cell of a matrix, the other cells empty",
        7,
        8,
        lambda job: by_reportlab(in_matrix(job), looks.platypus_glyphs(("", "x"), ("", "X"), family="Liberation Sans")),
    ),
    (
        "matrix-x-libreoffice",
        "Word document → LibreOffice",
        "A bare X in one cell of a matrix",
        0,
        8,
        lambda job: by_libreoffice(in_matrix(job), looks.docx_glyphs(("", "X"), font_name="Carlito")),
    ),
    (
        "matrix-v-weasyprint",
        "HTML → WeasyPrint",
        "A bare v in one cell of a matrix",
        1,
        8,
        lambda job: by_weasyprint(in_matrix(job), looks.html_glyphs(("", "v"), font_family="Liberation Sans")),
    ),
    (
        "rows-x-chromium",
        "HTML → Chromium",
        "A row for each level, an x or v in the cell of the chosen one and nothing in the others",
        2,
        6,
        lambda job: by_chromium(in_rows(job), looks.html_glyphs(("", "x"), ("", "v"), font_family="Liberation Sans")),
    ),
    (
        "word-field-reportlab",
        "ReportLab",
        "Drawn like Word's old form field: a square of 9.24 pt, 0.72 wide, two diagonals",
        3,
        6,
        lambda job: by_reportlab(in_rows(job), looks.platypus_drawn(pens.word_form_box, 9.24)),
    ),
    (
        "word-field-libreoffice",
        "Word document with form fields → LibreOffice",
        "FORMCHECKBOX as LibreOffice prints it",
        4,
        6,
        lambda job: by_libreoffice(in_rows(job), looks.docx_form_field),
    ),
    (
        "drawn-lines-reportlab",
        "ReportLab",
        "Boxes of four lines, the tick a path",
        5,
        6,
        lambda job: by_reportlab(in_rows(job, "ntlx"), looks.platypus_drawn(pens.four_lines_tick, 9)),
    ),
    (
        "drawn-svg-tick-weasyprint",
        "HTML → WeasyPrint",
        "SVG squares with a tick",
        6,
        6,
        lambda job: by_weasyprint(in_rows(job), looks.html_svg("square-tick")),
    ),
    (
        "drawn-svg-cross-chromium",
        "HTML → Chromium",
        "SVG squares with a cross, label above tick",
        7,
        6,
        lambda job: by_chromium(in_rows(job, "nbx"), looks.html_svg("square-cross")),
    ),
    (
        "drawn-round-reportlab",
        "ReportLab",
        "Circles of curves with a dot",
        0,
        6,
        lambda job: by_reportlab(in_rows(job), looks.platypus_drawn(pens.round_button, 8.5)),
    ),
    (
        "drawn-round-chromium",
        "HTML → Chromium",
        "SVG circles with a dot",
        1,
        6,
        lambda job: by_chromium(in_rows(job), looks.html_svg("circle")),
    ),
    (
        "drawn-filled-reportlab",
        "ReportLab",
        "Squares that are filled",
        2,
        6,
        lambda job: by_reportlab(in_rows(job), looks.platypus_drawn(pens.filled_box, 9)),
    ),
    (
        "drawn-filled-chromium",
        "HTML → Chromium",
        "Bordered elements with a filled one inside",
        3,
        6,
        lambda job: by_chromium(in_rows(job), looks.html_css_fill),
    ),
    (
        "tick-in-drawn-box-chromium",
        "HTML → Chromium",
        "The boxes are borders, the character ✔ stands only where ticked",
        4,
        6,
        lambda job: by_chromium(in_rows(job), looks.html_tick_in_border),
    ),
    (
        "tick-in-drawn-box-reportlab",
        "ReportLab",
        "The boxes are drawn, the character ✔ stands only where ticked",
        5,
        6,
        lambda job: by_reportlab(in_rows(job), looks.platypus_drawn(pens.box_with_character, 10)),
    ),
    (
        "acroform-check-reportlab",
        "ReportLab",
        "Checkbox fields, on-state /Yes",
        6,
        6,
        lambda job: by_reportlab(in_rows(job), pens.CheckField),
    ),
    (
        "acroform-radio-reportlab",
        "ReportLab",
        "Radio buttons, one field for each competency",
        7,
        6,
        lambda job: by_reportlab(in_rows(job), pens.RadioField),
    ),
    (
        "acroform-inherited-reportlab",
        "ReportLab → pikepdf",
        "Radio buttons without /AS: the parent's /V says the state, the page shows none, so it is unclear",
        0,
        6,
        lambda job: in_place(by_reportlab(in_rows(job), pens.RadioField), surgery.inherit_values),
    ),
    (
        "acroform-inherited-libreoffice",
        "OpenDocument form → LibreOffice → pikepdf",
        "The same from LibreOffice's radio buttons",
        4,
        6,
        lambda job: in_place(
            lambda out: print_form(job, dict(headings(BOOK)), out, radio=True), surgery.inherit_values
        ),
    ),
    (
        "acroform-check-libreoffice",
        "OpenDocument form → LibreOffice",
        "Checkbox fields of LibreOffice's export",
        1,
        6,
        lambda job: lambda out: print_form(job, dict(headings(BOOK)), out),
    ),
    (
        "acroform-radio-libreoffice",
        "OpenDocument form → LibreOffice",
        "Radio buttons of LibreOffice's export",
        2,
        6,
        lambda job: lambda out: print_form(job, dict(headings(BOOK)), out, radio=True),
    ),
    (
        "acroform-over-glyph-weasyprint",
        "HTML → WeasyPrint → pikepdf",
        "A field over every printed ☐, on-state /On: the text alone says that every box is empty",
        3,
        6,
        lambda job: html_over(job, surgery.fields_over_boxes, by_weasyprint, on_state="On"),
    ),
    (
        "acroform-over-glyph-chromium",
        "HTML → Chromium → pikepdf",
        "The same with the on-state /1",
        4,
        6,
        lambda job: html_over(job, surgery.fields_over_boxes, by_chromium, on_state="1"),
    ),
    (
        "flattened-qpdf",
        "ReportLab → qpdf",
        "Checkbox fields made part of the page by qpdf",
        5,
        6,
        lambda job: then(by_reportlab(in_rows(job), partial(pens.CheckField, look="cross")), surgery.flatten),
    ),
    (
        "flattened-ghostscript",
        "OpenDocument form → LibreOffice → Ghostscript",
        "Checkbox fields made part of the page by Ghostscript",
        6,
        6,
        lambda job: then(
            lambda out: print_form(job, dict(headings(BOOK)), out),
            surgery.ghostscript_flatten,
        ),
    ),
    (
        "stamp-weasyprint",
        "HTML → WeasyPrint → pikepdf",
        "Stamp annotations, a red cross each, over printed empty boxes",
        7,
        6,
        lambda job: html_over(job, surgery.annotate, by_weasyprint, kind="Stamp"),
    ),
    (
        "ink-chromium",
        "HTML → Chromium → pikepdf",
        "Ink annotations, a tick by hand each, over printed empty boxes",
        0,
        6,
        lambda job: html_over(job, surgery.annotate, by_chromium, kind="Ink"),
    ),
    (
        "stamp-chromium",
        "HTML → Chromium → pikepdf",
        "Stamp annotations over the printed boxes of another producer",
        2,
        6,
        lambda job: html_over(job, surgery.annotate, by_chromium, kind="Stamp"),
    ),
    (
        "ink-weasyprint",
        "HTML → WeasyPrint → pikepdf",
        "Ink annotations over the printed boxes of another producer",
        3,
        6,
        lambda job: html_over(job, surgery.annotate, by_weasyprint, kind="Ink"),
    ),
    (
        "pictures-chromium",
        "HTML → Chromium",
        "A picture for each state",
        1,
        6,
        lambda job: by_chromium(in_rows(job), looks.html_pictures("cross")),
    ),
    (
        "pictures-libreoffice",
        "Word document → LibreOffice",
        "A picture for each state, round and green when on",
        2,
        6,
        lambda job: by_libreoffice(in_rows(job), looks.docx_pictures("round")),
    ),
    (
        "pictures-reportlab",
        "ReportLab",
        "A picture for each state",
        3,
        6,
        lambda job: by_reportlab(in_rows(job, "ntlx"), looks.platypus_drawn(pens.pictured, 9)),
    ),
    (
        "cid-weasyprint",
        "HTML → WeasyPrint → pikepdf",
        "The box font has no map to characters: the text is (cid:NN)",
        4,
        6,
        lambda job: in_place(
            by_weasyprint(in_rows(job), looks.html_glyphs(("☐", "☒"), font_family="Symbola")),
            lambda out: surgery.forget_unicode(out, "Symbola"),
        ),
    ),
    (
        "cid-chromium",
        "HTML → Chromium → pikepdf",
        "The same from Chromium, with ☐ and ☑",
        5,
        6,
        lambda job: in_place(
            by_chromium(in_rows(job), looks.html_glyphs(("☐", "☑"), font_family="Noto Sans Symbols2")),
            lambda out: surgery.forget_unicode(out, "Symbols2"),
        ),
    ),
)


def as_printed(slug: str, job: Job) -> tuple[Job, tuple[str, ...]]:
    """What the page shows, where that is not what was meant, and the findings to expect."""
    if slug.startswith("acroform-inherited"):
        numbers = range(len(job.competencies))
        unseen = {i: [None if level.marked else False for level in job.competencies[i].levels] for i in numbers}
        return with_marks(job, unseen), ("level-unclear",) * len(unseen)
    if slug != "wingdings-libreoffice":
        return (bare(job) if slug.startswith("matrix-") else job), ()
    # LibreOffice has no crossed box at 78 and draws a small empty square there: nobody can see that it is ticked.
    (number,) = (i for i in range(len(job.competencies)) if OPEN_SYMBOL[i % len(OPEN_SYMBOL)][1] == 0x78)
    marks = [None if level.marked else False for level in job.competencies[number].levels]
    return with_marks(job, {number: marks}), ("level-unclear",)


def samples() -> list[Sample]:
    """Every sample of this family."""
    result = []
    for slug, producer, purpose, function, count, made in ROWS:
        job = job_for(slug, function, count)
        stated, findings = as_printed(slug, job)
        result.append(Sample("marks", slug, producer, purpose, (stated,), made(job), findings))
    return result
