"""Documents that are no job descriptions."""

from __future__ import annotations

from collections.abc import Sequence

from . import looks
from .blocks import Beside, Block, Bullets, Cell, Grid, Heading, Line, Para, Run, Tick, text_cell, text_line
from .printing import Build, by_libreoffice, by_reportlab, by_weasyprint
from .producers.html_blocks import Look
from .sample import Sample


def invoice() -> Build:
    """An invoice, with levels of stock and boxes for the way of paying."""
    lines = (
        ("Haagbeuk, 80-100 cm", "120", "€ 3,20", "€ 384,00"),
        ("Plantgoed niveau 2 (bladverliezend)", "45", "€ 7,50", "€ 337,50"),
        ("Levering", "1", "€ 55,00", "€ 55,00"),
    )
    rows = [tuple(text_cell(head, bold=True) for head in ("Omschrijving", "Aantal", "Prijs", "Bedrag"))]
    rows += [tuple(text_cell(cell) for cell in line) for line in lines]
    blocks: list[Block] = [
        Heading("Factuur 2023-0417", 0),
        Para(text_line("Boomkwekerij Ter Elst, Dreef 8, 9999 Weverbeke")),
        Para((Run("Klant: ", bold=True), Run("Stad Weverbeke, dienst groen en begraafplaatsen"))),
        Para((Run("Datum: ", bold=True), Run("17 april 2023"))),
        Para((Run("Dienst: ", bold=True), Run("Groen"))),
        Grid(tuple(rows), (85, 20, 30, 30), head_rows=1),
        Para((Run("Totaal inclusief btw: ", bold=True), Run("€ 823,09"))),
        Heading("Betaling"),
        Para((Tick(True), Run(" overschrijving   "), Tick(False), Run(" contant   "), Tick(False), Run(" kaart"))),
        Bullets(("Te betalen binnen 30 dagen.", "Vermeld het nummer van de factuur.")),
    ]
    return by_weasyprint(blocks, looks.html_glyphs(("☐", "☒")), Look(font="Carlito", size=11))


def consent_form() -> Build:
    """A form with check boxes that are no levels."""

    def choice(question: str, on: int, options: Sequence[str]) -> list[Block]:
        pieces: list[Run | Tick] = []
        for number, option in enumerate(options):
            pieces += [Tick(number == on), Run(f" {option}     ")]
        line: Line = tuple(pieces)
        return [Para(text_line(question)), Para(line, indent=5)]

    blocks: list[Block] = [
        Heading("Toestemmingsformulier schooluitstap", 0),
        Para(text_line("Basisschool De Spil – 3e leerjaar")),
        *choice("Mag uw kind mee naar het zwembad?", 0, ("ja", "neen")),
        *choice("Zwemt uw kind zonder hulp?", 1, ("ja", "neen", "een beetje")),
        *choice("Mogen er foto’s genomen worden?", 0, ("ja", "neen")),
        Grid(
            (
                tuple(text_cell(head, bold=True) for head in ("Allergie", "ja", "neen")),
                (text_cell("Noten"), Cell(((Tick(False),),), centre=True), Cell(((Tick(True),),), centre=True)),
                (text_cell("Insectenbeten"), Cell(((Tick(True),),), centre=True), Cell(((Tick(False),),), centre=True)),
            ),
            (80, 25, 25),
        ),
        Para(text_line("Naam en handtekening van een ouder:")),
    ]
    return by_libreoffice(blocks, looks.docx_glyphs(("☐", "☒")))


def paper() -> Build:
    """A page of a scientific paper, in two columns."""

    def column(paragraphs: Sequence[tuple[str, str]]) -> Grid:
        lines: list[Line] = []
        for head, text in paragraphs:
            lines += [text_line(head, bold=True), text_line(text), text_line(" ")]
        return Grid(((Cell(tuple(lines)),),), (80,), ruled=False)

    blocks: list[Block] = [
        Heading("Competency levels and the growth of willow cuttings", 0),
        Para(text_line("A. Verbeek and J. Osei, Institute of Applied Botany")),
        Beside(
            column(
                (
                    ("Abstract", ("We planted 480 cuttings at four levels of moisture (level 0 to 3) and measured "
                     "their growth for two seasons. Level 2 gave the longest shoots.")),
                    ("1. Introduction", ("Willow roots easily, yet how much water a cutting needs is disputed. Earlier "
                     "work compared two levels only [3, 7]; we use four.")),
                    ("2. Methods", ("Each plot had 40 cuttings. Levels were kept by drip irrigation and checked every "
                     "3 days. Roots were washed and weighed.")),
                )
            ),
            column(
                (
                    ("3. Results", ("Mean length was 41 cm at level 0, 66 cm at level 1, 92 cm at level 2 and 79 cm at "
                     "level 3. Differences between levels 2 and 3 were small (p = 0.08).")),
                    ("4. Discussion", ("More water is not always better. The competence of a cutting to root falls "
                     "where air is lacking.")),
                    ("References", "[3] Lund 1998. [7] Okafor & Peeters 2011."),
                )
            ),
        ),
    ]  # fmt: skip
    return by_reportlab(blocks, looks.platypus_glyphs(("☐", "☒")), family="Liberation Serif", size=9.5)


def samples() -> list[Sample]:
    """Every sample of this family."""
    return [
        Sample("no-job", slug, producer, purpose, (), build, ("no-rules-match",), "unrecognised")
        for slug, producer, purpose, build in (
            ("invoice", "HTML → WeasyPrint", "An invoice, with boxes for the way of paying", invoice()),
            (
                "consent-form",
                "Word document → LibreOffice",
                "A form with check boxes that are no levels",
                consent_form(),
            ),
            ("paper", "ReportLab", "A page of a scientific paper about levels, in two columns", paper()),
        )
    ]
