"""A family that is not read without a rule module: its levels are words of its own in brackets of its own.

`python -m samples.generator.kitchen_family` writes it to `examples/keuken`, where the guide takes it from.
"""

from __future__ import annotations

from pathlib import Path

from . import looks
from .blocks import Block, Heading, Para, text_line
from .model import Competency, Field, Job, chosen
from .printing import by_reportlab, by_weasyprint
from .producers.html_blocks import Look
from .sample import Sample

LEVELS = ("rauw", "gaar", "zeer gaar")
FUNCTIONS = (
    ("kok", "Kok", "Je kookt voor de gasten van het huis.", (("Snijden", 3), ("Proeven", 2), ("Een sausje binden", 1))),
    ("hulpkok", "Hulpkok", "Je helpt de kok.", (("Snijden", 2), ("Afwassen", 1), ("Een sausje binden", 2))),
)


def kitchen_job(name: str, purpose: str, levels: tuple[tuple[str, int], ...]) -> Job:
    """Only the level that is required is printed."""
    competencies = tuple(
        Competency(text, tuple(level for level in chosen(LEVELS, [[]] * 3, rank, 1) if level.marked))
        for text, rank in levels
    )
    fields = (Field("Functie", name, "name"), Field("Dienst", "Keuken", "service"))
    return Job(title=("Keukenprofiel",), competencies=competencies, fields=fields, purpose=(purpose,))


def samples() -> list[Sample]:
    """Both samples of this family."""
    result = []
    for slug, name, purpose, levels in FUNCTIONS:
        job = kitchen_job(name, purpose, levels)
        blocks: list[Block] = [Heading("Keukenprofiel", 0)]
        blocks += [Para(text_line(f"{field.label}: {field.value}")) for field in job.fields]
        blocks += [Heading("Doel van de functie"), Para(text_line(purpose)), Heading("Bekwaamheden")]
        blocks += [Para(text_line(f"{text} (tot {LEVELS[rank - 1]})")) for text, rank in levels]
        look = Look(font="DejaVu Sans", size=10)
        if slug == "kok":
            build, producer = by_weasyprint(blocks, looks.html_glyphs(("", "")), look), "HTML → WeasyPrint"
        else:
            build, producer = by_reportlab(blocks, looks.platypus_glyphs(("", "")), family="DejaVu Sans"), "ReportLab"
        note = "Read with the module that docs/writing-a-rule-module.md drafts; without one no level is"
        result.append(Sample("keuken", slug, producer, note, (job,), build))
    return result


if __name__ == "__main__":
    for sample in samples():
        print(sample.write(Path("examples")))
