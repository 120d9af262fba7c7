"""The town's form with other headers, other headings, and words that a program broke; a few competencies each."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from .model import Field, Job
from .printing import Build
from .producers import cairo, chromium, ghostscript, html_form, weasy
from .sample import Sample
from .style import Style
from .weverbeke import jobs

MORE = (
    Field("Uurrooster", "38/38", None),
    Field("Plaats tewerkstelling", "Administratief centrum: 2de verdieping, Kerkplein 1", None),
)
SMALL = Style(columns=(44, 14, 110), table_size=9, size=10, chapters_on_new_page=False)


def small(slug: str, *, fields: Sequence[Field] = (), count: int = 6) -> Job:
    """A job of the town with its first competencies, and `fields` after its own."""
    job = jobs()[slug]
    return dataclasses.replace(
        job,
        fields=(*job.fields, *fields),
        competencies=job.competencies[:count],
        agreements=job.agreements[:2],
    )


def with_header(job: Job, style: Style, header: str, css: str) -> str:
    """The form as a web page, its header put in another way."""
    html = html_form.page(job, style)
    start, end = html.index("<p class=field>"), html.index("<h3>Doel van de functie</h3>")
    return html[:start].replace("</style>", f"{css}</style>") + header + html[end:]


def columns(job: Job) -> str:
    """Labels and values in two columns without a colon or a rule; a long label wraps, 3 mm before its value."""
    rows = "".join(
        f"<div class=row><div class=label>{escape(f.label)}</div><div>{escape(f.value)}</div></div>" for f in job.fields
    )
    css = ".row{display:flex;gap:3mm;margin-bottom:3pt}.label{width:25mm;flex:none}"
    return with_header(job, SMALL, rows, css)


def cells(job: Job) -> str:
    """A ruled table of four columns so narrow that labels wrap at the edge of their cell."""
    pairs = [f"<td>{escape(f.label)}</td><td>{escape(f.value)}</td>" for f in job.fields]
    rows = "".join(f"<tr>{left}{right}</tr>" for left, right in zip(pairs[::2], pairs[1::2], strict=True))
    css = ".head td:nth-child(odd){width:19mm}.head td:nth-child(even){width:60mm}"
    return with_header(job, SMALL, f"<table class=head>{rows}</table>", css)


def headings(job: Job) -> str:
    """Headings with letters and over two lines, no heading over the labels, titles and clause on lines of their own."""
    html = html_form.page(job, SMALL).replace("<h3>Functie</h3>", "")
    for number, letter in (("III", "C"), ("II", "B"), ("I", "A")):
        html = html.replace(f">{number}. ", f">{letter}. ")
    html = html.replace("Inhoudelijke taakafspraken", "Inhoudelijke<br>taakafspraken")
    for agreement in job.agreements:
        html = html.replace(f"Taakafspraak {agreement.number}:</b> ", f"Taakafspraak {agreement.number}</b><br>")
    html = html.replace("<b>Verruimende bepaling:</b> ", "<b>Verruimende bepaling</b></p><p>")
    beside = "<div class=side>Stad Weverbeke, model 2024</div>"
    css = ".side{position:fixed;left:-45mm;top:110mm;width:70mm;font-size:7pt;transform:rotate(-90deg)}"
    return html.replace("</style>", f"{css}</style>").replace("<h1>", f"{beside}<h1>")


def narrow(job: Job) -> str:
    """A column of names so narrow that long words are broken without a hyphen."""
    style = dataclasses.replace(SMALL, columns=(21, 14, 133), table_size=10)
    return html_form.page(job, style).replace("</style>", "td.name{overflow-wrap:anywhere}</style>")


def by_chromium(html: str) -> Build:
    return lambda out: chromium.print_pdf(html, out)


def by_weasyprint(html: str) -> Build:
    return lambda out: weasy.print_pdf(html, out)


def distilled(build: Build, again: Callable[[Path, Path], None]) -> Build:
    """The same, written again by another program."""

    def twice(out: Path) -> None:
        with tempfile.TemporaryDirectory() as work:
            first = Path(work) / "first.pdf"
            build(first)
            again(first, out)

    return twice


def samples() -> list[Sample]:
    """Every sample of this family."""
    ligatures, spaces = small("redder-zwembad"), small("stadsarchivaris")
    carlito = dataclasses.replace(SMALL, font="Carlito", size=11)
    broken = by_chromium(html_form.page(ligatures, carlito))
    plain = by_weasyprint(html_form.page(spaces, carlito))
    rows: list[tuple[str, str, str, Job, Build]] = []
    for slug, producer, source, fields, draw, build in (
        ("header-in-columns", "HTML → Chromium", "financieel-diensthoofd", MORE, columns, by_chromium),
        ("header-in-cells", "HTML → WeasyPrint", "bibliothecaris", MORE[:1], cells, by_weasyprint),
        ("other-headings", "HTML → WeasyPrint", "ploegbaas-groen", (), headings, by_weasyprint),
        ("narrow-names", "HTML → Chromium", "helpdeskmedewerker", (), narrow, by_chromium),
    ):
        job = small(source, fields=fields)
        rows.append((slug, producer, " ".join((draw.__doc__ or "").split()).rstrip("."), job, build(draw(job))))
    rows.append(
        (
            "swapped-ligatures",
            "HTML → Chromium → Ghostscript 10.00",
            "Ligatures of Carlito, of whose letters pdfwrite swaps the bytes in the map to Unicode",
            ligatures,
            distilled(broken, ghostscript.distil),
        )
    )
    rows.append(
        (
            "spaces-left-out",
            "HTML → WeasyPrint → cairo",
            "Cairo leaves out space characters: a gap is all that parts some words",
            spaces,
            distilled(plain, cairo.print_again),
        )
    )
    return [Sample("headers", slug, producer, purpose, (job,), build) for slug, producer, purpose, job, build in rows]
