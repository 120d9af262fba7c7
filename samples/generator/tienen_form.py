"""The samples in the form of the seed document: an invented town, printed by five programs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from .model import Job
from .producers import chromium, ghostscript, html_form, libreoffice, surgery, weasy
from .producers.docx_form import DocxForm
from .producers.reportlab_form import ReportLabForm
from .sample import Sample
from .style import A4, A4_LANDSCAPE, FILLED, LETTER, TICKED, Style
from .weverbeke import jobs

Printer = Callable[[Job, Style, Path], None]


def by_libreoffice(job: Job, style: Style, out: Path) -> None:
    """A Word document, printed by LibreOffice."""
    with tempfile.TemporaryDirectory() as work:
        source = Path(work) / "document.docx"
        DocxForm(job, style).save(source)
        libreoffice.print_pdf(source, out)


def by_chromium(job: Job, style: Style, out: Path) -> None:
    """A web page, printed by Chromium."""
    chromium.print_pdf(html_form.page(job, style), out)


def by_weasyprint(job: Job, style: Style, out: Path) -> None:
    """A web page, printed by WeasyPrint."""
    weasy.print_pdf(html_form.page(job, style), out)


def by_reportlab(job: Job, style: Style, out: Path) -> None:
    """Drawn by ReportLab."""
    ReportLabForm(job, style).save(out)


def by_reportlab_turned(job: Job, style: Style, out: Path) -> None:
    """Drawn by ReportLab on pages that lie on their side, turned upright by /Rotate 90."""
    ReportLabForm(job, style).save(out, on_its_side=True)
    surgery.turn(out, 90)


def distilled(printer: Printer) -> Printer:
    """The same, and then written again by Ghostscript."""

    def by_ghostscript(job: Job, style: Style, out: Path) -> None:
        with tempfile.TemporaryDirectory() as work:
            first = Path(work) / "first.pdf"
            printer(job, style, first)
            ghostscript.distil(first, out)

    return by_ghostscript


def cropped(printer: Printer) -> Printer:
    """The same, with a media box larger than the crop box."""

    def with_bleed(job: Job, style: Style, out: Path) -> None:
        printer(job, style, out)
        surgery.add_bleed(out)

    return with_bleed


ROWS: tuple[tuple[str, str, Printer, Style, str], ...] = (
    (
        "beleidsmedewerker-mobiliteit",
        "Word form (python-docx) → LibreOffice",
        by_libreoffice,
        Style(lead=10, font="Carlito", box_font="MS Gothic", columns=(43, 13, 112)),
        "The seed's form most closely: ‒ bullets, digit above box, headers not repeated, title over two lines",
    ),
    (
        "financieel-diensthoofd",
        "Word form (python-docx) → LibreOffice",
        by_libreoffice,
        Style(
            lead=4,
            font="Liberation Sans",
            size=10,
            table_size=9,
            box_font="Segoe UI Symbol",
            columns=(48, 14, 108),
            bullet="•",
            cell_bullet="•",
            repeat_header=True,
            shade="D9E2F3",
            head="Stad Weverbeke\tFinanciën & aankoop",
        ),
        "Running head and foot, shaded header rows repeated on each page, € amounts",
    ),
    (
        "deskundige-communicatie",
        "Word form (python-docx) → LibreOffice → Ghostscript",
        distilled(by_libreoffice),
        Style(
            lead=22,
            font="Caladea",
            box_font="DejaVu Sans",
            size=11,
            columns=(48, 14, 106),
            bullet="−",
            cell_bullet="−",
            align="middle",
        ),
        "Distilled once more by pdfwrite; U+2212 bullets, cells centred, title over two lines",
    ),
    (
        "hoofddeskundige-gebouwen",
        "HTML → Chromium",
        by_chromium,
        Style(
            lead=34,
            font="Open Sans",
            size=10,
            table_size=8.5,
            columns=(42, 14, 112),
            bullet="native",
            cell_bullet="native",
            accent="1F4E79",
        ),
        "Chromium's list markers are drawn, not text; headers not repeated; coloured headings",
    ),
    (
        "administratief-medewerker-burgerzaken",
        "HTML → Chromium",
        by_chromium,
        Style(
            lead=4,
            font="Lato",
            size=10.5,
            table_size=9,
            page=LETTER,
            boxes=TICKED,
            columns=(44, 16, 108),
            bullet="–",
            cell_bullet="–",
            repeat_header=True,
            align="middle",
            shade="E8E8E8",
        ),
        "Letter paper, ☑/☐, header rows repeated, cells centred",
    ),
    (
        "ploegbaas-groen",
        "HTML → WeasyPrint",
        by_weasyprint,
        Style(
            lead=34,
            font="DejaVu Sans",
            size=9.5,
            table_size=8.5,
            page=A4_LANDSCAPE,
            margins=(18, 20, 18, 20),
            columns=(60, 20, 175),
            bullet="▪",
            cell_bullet="▪",
            accent="2E6B34",
        ),
        "Landscape; ▪ bullets",
    ),
    (
        "technisch-assistent-wegen",
        "ReportLab",
        by_reportlab,
        Style(
            lead=22,
            font="Liberation Sans",
            size=10.5,
            table_size=9,
            columns=(45, 14, 110),
            rule="rects",
            bullet="‒",
            cell_bullet="‒",
            bullet_font="DejaVu Sans",
        ),
        "Borders are thin filled rectangles; rows break inside the level cell",
    ),
    (
        "logistiek-assistent-schoonmaak",
        "ReportLab",
        by_reportlab_turned,
        Style(
            lead=16,
            font="Noto Sans",
            size=10,
            table_size=9,
            columns=(44, 18, 106),
            level="inline",
            bullet="•",
            cell_bullet="•",
            repeat_header=True,
            shade="F2F2F2",
            page=A4,
        ),
        (
            "Pages lie on their side and are turned by /Rotate 90; digit and box in one line; a header "
            "field without a standard name"
        ),
    ),
    (
        "bibliothecaris",
        "HTML → WeasyPrint",
        by_weasyprint,
        Style(
            lead=16,
            font="EB Garamond",
            size=12,
            table_size=10.5,
            columns=(44, 14, 110),
            bullet="–",
            cell_bullet="‒",
            repeat_header=True,
            accent="7A1F1F",
        ),
        "A book face; header rows repeated; two kinds of dash as bullets; career A1a-A1b-A2a",
    ),
    (
        "begeleider-kinderopvang",
        "HTML → Chromium → pikepdf (crop box)",
        cropped(by_chromium),
        Style(
            lead=22,
            font="Carlito",
            size=11.5,
            table_size=10,
            columns=(46, 16, 106),
            level="inline",
            bullet="•",
            cell_bullet="•",
            rule="rects",
            chapters_on_new_page=False,
        ),
        (
            "Crop box smaller than the media box, whose origin is negative; digit and box in one line; "
            "chapters do not begin a page"
        ),
    ),
    (
        "maatschappelijk-werker",
        "Word form (python-docx) → LibreOffice",
        by_libreoffice,
        Style(
            lead=4,
            font="Liberation Serif",
            size=11.5,
            table_size=10,
            box_font="DejaVu Sans",
            boxes=FILLED,
            columns=(45, 16, 109),
            level="inline",
            align="middle",
            bullet="o",
            cell_bullet="o",
            bullet_font="Courier New",
        ),
        "■/□ beside the digit; Word's `o` in Courier New as the bullet; a dash inside the service",
    ),
    (
        "redder-zwembad",
        "ReportLab",
        by_reportlab,
        Style(
            lead=16,
            font="Carlito",
            size=11,
            table_size=10,
            columns=(42, 14, 112),
            rule="lines",
            bullet="–",
            cell_bullet="",
            align="middle",
        ),
        "No bullets in the indicator cells: only lines, some of them wrapped",
    ),
    (
        "stadsarchivaris",
        "ReportLab",
        by_reportlab,
        Style(
            lead=4,
            font="DejaVu Serif",
            size=10,
            table_size=8.5,
            columns=(42, 14, 114),
            foot_on="last",
            bullet="‒",
            cell_bullet="−",
            rule="lines",
            shade="EFE9DC",
        ),
        "The foot stands on the last page only",
    ),
    (
        "helpdeskmedewerker",
        "HTML → Chromium → Ghostscript",
        distilled(by_chromium),
        Style(
            lead=28,
            font="Liberation Sans",
            size=10,
            table_size=9,
            columns=(44, 14, 110),
            bullet="§",
            cell_bullet="‒",
            head="Stad Weverbeke\tInformatica en digitale werking",
        ),
        "Chromium's output distilled by pdfwrite; a running head as well; U+2012 in the cells",
    ),
)


def samples() -> list[Sample]:
    """Every sample of this family."""
    return [
        Sample(
            family="tienen-form",
            slug=slug,
            producer=producer,
            purpose=purpose,
            jobs=(jobs()[slug],),
            build=partial(printer, jobs()[slug], style),
        )
        for slug, producer, printer, style, purpose in ROWS
    ]
