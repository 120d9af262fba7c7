"""Job descriptions without levels: adverts and descriptions whose sections are all there is to read."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from . import looks
from .blocks import Block, Bullets, Heading, Para, Run, text_line
from .layouts import FieldLayout, opening
from .model import Job, TextSection
from .printing import Build, by_chromium, by_reportlab, by_weasyprint
from .producers.html_blocks import Look
from .sample import Sample
from .small import headings, small_job

TICKS = looks.html_glyphs(("☐", "☒"))
RL_TICKS = looks.platypus_glyphs(("☐", "☒"))

DUTCH = (
    TextSection("Jouw profiel", "requirements", (), ("Je hebt een bachelordiploma.", "Je werkt nauwkeurig.")),
    TextSection("Wij bieden", "conditions", ("Een contract van onbepaalde duur.",), ("Een fiets.", "32 vrije dagen.")),
    TextSection("Solliciteren", "application", ("Stuur je brief vóór 1 mei.", "Een proef hoort erbij."), ()),
    TextSection("Een dag met ons", None, ("Je begint om half acht en drinkt eerst koffie met je collega’s.",), ()),
)
ENGLISH = (
    TextSection("What you will bring", "requirements", (), ("A degree, or as many years at work.", "Plain English.")),
    TextSection("Working conditions", "conditions", ("Two evenings a month.",), ("Travel between sites.",)),
    TextSection("Contacts", "contact", ("The head of service answers questions until Friday.",), ()),
    TextSection("A week in our yard", None, ("On Monday we plan, and on Friday we sweep.",), ("Bring boots.",)),
)


def without_levels(book: str, function: int, slug: str, more: Sequence[TextSection]) -> Job:
    """The job of a book without its competencies, with sections of other kinds behind its own."""
    job = small_job(book, function, seed=slug, count=1)
    words = headings(book)
    own = [TextSection(words[key], key, (), ()) for key in ("purpose", "duties")]
    own += [TextSection(words["position"], "position", (), ())] if job.position else []
    return dataclasses.replace(job, competencies=(), approval=None, sections=(*own, *more))


def form(job: Job, book: str, more: Sequence[TextSection], fields: FieldLayout) -> list[Block]:
    """The opening of every form, and the sections."""
    blocks = opening(job, book, fields=fields)
    for section in more:
        blocks.append(Heading(section.heading))
        blocks += [Para(text_line(text)) for text in section.paragraphs]
        blocks += [Bullets(section.items)] if section.items else []
    return blocks


def run_in(blocks: list[Block]) -> list[Block]:
    """The same with its headings in letters of the text's size, only bold and with a colon."""
    return [
        Para((Run(f"{block.text}:", bold=True),)) if isinstance(block, Heading) and block.level else block
        for block in blocks
    ]


def with_colons(job: Job) -> Job:
    return dataclasses.replace(
        job, sections=tuple(dataclasses.replace(s, heading=f"{s.heading}:") for s in job.sections)
    )


def samples() -> list[Sample]:
    """Every sample of this family."""
    made: list[tuple[str, str, str, Job, Build]] = []
    for code, book, function, more in (("nl", "linde", 1, DUTCH), ("en", "northmere", 1, ENGLISH)):
        weasy = without_levels(book, function, f"{code}-weasyprint", more)
        blocks = form(weasy, book, more, "lines")
        build = by_weasyprint(blocks, TICKS, Look(font="DejaVu Serif", size=10), language=code)
        made.append((f"{code}-weasyprint", "HTML → WeasyPrint", "Headings by size", weasy, build))
        chrome = without_levels(book, function + 1, f"{code}-chromium", more)
        colons = with_colons(chrome)
        blocks = run_in(form(chrome, book, more, "columns"))
        look = Look(font="DejaVu Sans", size=9.5)
        made.append(
            (
                f"{code}-chromium",
                "HTML → Chromium",
                "Headings in bold letters of the text's size, with a colon",
                colons,
                by_chromium(blocks, TICKS, look, language=code),
            )
        )
        lab = without_levels(book, function + 2, f"{code}-reportlab", more)
        blocks = form(lab, book, more, "table")
        made.append(
            (
                f"{code}-reportlab",
                "ReportLab",
                "The header in a table",
                lab,
                by_reportlab(blocks, RL_TICKS, family="DejaVu Sans", size=9.5),
            )
        )
    return [
        Sample("plain", slug, producer, f"No levels. {purpose}", (job,), build, ("no-competencies",))
        for slug, producer, purpose, job, build in made
    ]
