"""Small documents in which the page shows something else than the data say, or says it by a picture or a note.

`LEVELS` are what was printed first; what was done to a document afterwards is told by its truth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from .producers.stamp import freeze
from .sample import Sample

WIDTH, HEIGHT = 595, 842
LEFT, FIRST, STEP, COLUMN = 60, 640, 24, 40
LABELS = ("1", "2", "3", "4")
LEVELS = {"Weidevogels tellen": 3, "Maaien": 1, "Sloten schouwen": 4, "Rietdekken": 2}
X0 = 300
Draw = Callable[[Canvas], None]
Change = Callable[[pikepdf.Pdf], None]


def cell(row: int, level: int) -> tuple[float, float]:
    """The middle of a level's cell."""
    return X0 + COLUMN * (level - 0.5), FIRST - STEP * (row + 1) + STEP / 2


def opening(canvas: Canvas, title: str = "Functieprofiel") -> None:
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(LEFT, 770, title)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(LEFT, 745, "Functie: Polderwachter")
    canvas.drawString(LEFT, 728, "Dienst: Water en weiden")
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(LEFT, 690, "Competenties")
    canvas.setFont("Helvetica", 10)


def centred(canvas: Canvas, row: int, level: int, text: str) -> None:
    x, y = cell(row, level)
    canvas.drawCentredString(x, y - 3.5, text)


def grid(canvas: Canvas, *, one_head: bool = False) -> None:
    """With `one_head` the cells over the levels are one."""
    canvas.setLineWidth(0.6)
    bottom = FIRST - STEP * len(LEVELS)
    for row in range(-1, len(LEVELS) + 1):
        canvas.line(LEFT, FIRST - STEP * row, X0 + COLUMN * len(LABELS), FIRST - STEP * row)
    for i, x in enumerate((LEFT, *(X0 + COLUMN * i for i in range(len(LABELS) + 1)))):
        inside = one_head and 1 < i < len(LABELS) + 1
        canvas.line(x, FIRST + (0 if inside else STEP), x, bottom)
    canvas.drawString(LEFT + 6, FIRST + STEP / 2 - 3.5, "Competentie")
    for row, name in enumerate(LEVELS):
        canvas.drawString(LEFT + 6, cell(row, 1)[1] - 3.5, name)


def matrix(canvas: Canvas) -> None:
    """An X under the level."""
    opening(canvas)
    grid(canvas)
    for level, label in enumerate(LABELS, start=1):
        centred(canvas, -1, level, label)
    for row, level in enumerate(LEVELS.values()):
        centred(canvas, row, level, "X")


def all_printed(canvas: Canvas) -> None:
    """Every level in each row; what is meant has to be marked."""
    opening(canvas)
    grid(canvas, one_head=True)
    canvas.drawCentredString(X0 + COLUMN * 2, FIRST + STEP / 2 - 3.5, "Niveau")
    for row in range(len(LEVELS)):
        for level, label in enumerate(LABELS, start=1):
            centred(canvas, row, level, label)


def ringed(canvas: Canvas) -> None:
    all_printed(canvas)
    canvas.setStrokeColorRGB(0.1, 0.2, 0.7)
    canvas.setLineWidth(1.2)
    for row, level in enumerate(LEVELS.values()):
        x, y = cell(row, level)
        canvas.ellipse(x - 9, y - 8, x + 9, y + 8)


def second_cross(canvas: Canvas) -> None:
    matrix(canvas)
    x, y = cell(1, 3)
    canvas.setStrokeColorRGB(0.1, 0.2, 0.7)
    canvas.setLineWidth(1.5)
    canvas.line(x - 6, y - 6, x + 6, y + 6)
    canvas.line(x - 6, y + 6, x + 6, y - 6)


def struck_and_moved(canvas: Canvas) -> None:
    """The X of the first row is struck out by hand and set anew in another column."""
    matrix(canvas)
    canvas.setStrokeColorRGB(0.1, 0.2, 0.7)
    canvas.setLineWidth(1.5)
    x, y = cell(0, 3)
    canvas.line(x - 9, y + 1, x + 9, y - 1)
    x, y = cell(0, 2)
    canvas.line(x - 6, y - 6, x + 6, y + 6)
    canvas.line(x - 6, y + 6, x + 6, y - 6)


def with_hidden(canvas: Canvas) -> None:
    """A row in white, and an X under a white patch."""
    matrix(canvas)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(LEFT + 6, FIRST - STEP * 5 + 8, "Palingen vangen: niveau 4")
    x, y = cell(3, 2)
    canvas.rect(x - 8, y - 8, 16, 16, stroke=0, fill=1)


def beside_boxes(canvas: Canvas) -> None:
    """An empty box before each level; the ticks stand between two boxes, as a loose hand sets them."""
    opening(canvas)
    for row, (name, level) in enumerate(LEVELS.items()):
        y = cell(row, 1)[1]
        canvas.drawString(LEFT, y - 3.5, name)
        for number, label in enumerate(LABELS, start=1):
            x = cell(row, number)[0]
            canvas.rect(x - 14, y - 5, 10, 10)
            canvas.drawString(x, y - 3.5, label)
        x = cell(row, level)[0] - 9 + (17 if row == 0 else 0)
        canvas.line(x - 4, y, x, y - 4)
        canvas.line(x, y - 4, x + 6, y + 6)


def lines_without_levels(canvas: Canvas) -> None:
    """Names and a word; the number was to be typed."""
    opening(canvas)
    for row, name in enumerate(LEVELS):
        canvas.drawString(LEFT, cell(row, 1)[1] - 3.5, f"{name}: niveau")


def rect(row: int, x: float, wide: float = 20) -> Array:
    y = cell(row, 1)[1]
    return Array([x, y - 7, x + wide, y + 7])


def rings_as_notes(pdf: pikepdf.Pdf) -> None:
    for row, level in enumerate(LEVELS.values()):
        x, y = cell(row, level)
        ring = pdf.make_stream(b"1.2 w 0.8 0 0 RG 10 1 m 15 1 19 5 19 9 c 19 13 15 17 10 17 c 5 17 1 13 1 9 c "
                               b"1 5 5 1 10 1 c S")  # fmt: skip
        ring.Type, ring.Subtype, ring.BBox = Name.XObject, Name.Form, Array([0, 0, 20, 18])
        add_note(pdf, Subtype=Name.Circle, Rect=Array([x - 10, y - 9, x + 10, y + 9]), AP=Dictionary(N=ring))


def notes_with_levels(pdf: pikepdf.Pdf) -> None:
    for row, level in enumerate(LEVELS.values()):
        add_note(
            pdf, Subtype=Name.FreeText, Rect=rect(row, 190), Contents=String(str(level)), DA=String("/Helv 10 Tf 0 g")
        )


def fields_with_levels(pdf: pikepdf.Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    fields = [
        add_note(
            pdf,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String(f"niveau{row}"),
            V=String(str(level)),
            Rect=rect(row, 190),
            DA=String("/Helv 10 Tf 0 g"),
        )
        for row, level in enumerate(LEVELS.values())
    ]
    pdf.Root.AcroForm = Dictionary(
        Fields=Array(fields), DA=String("/Helv 10 Tf 0 g"), DR=Dictionary(Font=Dictionary(Helv=font))
    )


def add_note(pdf: pikepdf.Pdf, **keys: Any) -> pikepdf.Object:
    note = pdf.make_indirect(Dictionary(Type=Name.Annot, F=4, **keys))
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", []), note])
    return note


def second_page_mirrored(pdf: pikepdf.Pdf) -> None:
    """A page behind it, as if seen through the paper."""
    blank = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    blank.obj.Resources = Dictionary(
        Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    )
    blank.obj.Contents = pdf.make_stream(b"-1 0 0 1 595 0 cm BT /F 10 Tf 60 700 Td (Palingen vangen: niveau 4) Tj ET")


def crop_box_far_away(pdf: pikepdf.Pdf) -> None:
    """Viewers cut the crop box to the paper, and show the whole page where nothing is left."""
    pdf.pages[0].obj.CropBox = Array([1000, 1000, 1200, 1200])


def crop_box_larger(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.CropBox = Array([-50, -50, WIDTH + 50, HEIGHT + 50])


def old_version_on_a_layer(pdf: pikepdf.Pdf) -> None:
    """An X for another level, and a row more, on a layer that is switched off."""
    x, y = cell(1, 4)
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("2019")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    page = pdf.pages[0]
    page.obj.Resources.Properties = Dictionary(L2019=layer)
    font = next(iter(page.obj.Resources.Font.keys()))
    shown = f"/OC /L2019 BDC BT {font} 10 Tf {x - 3} {y - 3.5} Td (X) Tj ET "
    shown += f"BT {font} 10 Tf 66 {FIRST - STEP * 5 + 8} Td (Palingen vangen: niveau 4) Tj ET EMC"
    page.contents_add(pdf.make_stream(shown.encode()))


def nothing(pdf: pikepdf.Pdf) -> None:
    """As printed."""


SHOWN: tuple[tuple[str, str, Draw, Change, Mapping[str, int | None]], ...] = (
    ("ringed-by-pen", "The level that is meant is circled", ringed, nothing, LEVELS),
    ("ringed-by-notes", "The level that is meant is circled, by annotations", all_printed, rings_as_notes, LEVELS),
    ("second-cross", "A cross drawn beside an X", second_cross, nothing, {**LEVELS, "Maaien": None}),
    ("struck-and-moved", "An X that is moved", struck_and_moved, nothing, {**LEVELS, "Weidevogels tellen": None}),
    ("hidden-and-covered", "A white row, a covered X", with_hidden, nothing, {**LEVELS, "Rietdekken": None}),
    ("layer-switched-off", "An X and a row on a layer that is off", matrix, old_version_on_a_layer, LEVELS),
    ("beside-its-box", "A tick between boxes", beside_boxes, nothing, {**LEVELS, "Weidevogels tellen": None}),
    ("typed-into-fields", "Levels typed into form fields", lines_without_levels, fields_with_levels, LEVELS),
    ("typed-as-notes", "Levels typed as notes", lines_without_levels, notes_with_levels, LEVELS),
    ("mirrored-page", "A mirrored page behind it", matrix, second_page_mirrored, LEVELS),
    ("crop-box-outside", "A crop box outside the paper", matrix, crop_box_far_away, LEVELS),
    ("crop-box-larger", "A crop box larger than the paper", matrix, crop_box_larger, LEVELS),
)  # fmt: skip


def samples() -> list[Sample]:
    """Every sample of this part of the family."""
    result = []
    for slug, purpose, draw, change, levels in SHOWN:
        truth = {"competencies": [{"name": name, "required_level": level} for name, level in levels.items()]}
        producer = "ReportLab" if change is nothing else "ReportLab → pikepdf"
        result.append(Sample("kinds", slug, producer, purpose, (), _build(draw, change), partial=truth))
    return result


def _build(draw: Draw, change: Change) -> Callable[[Path], None]:
    def build(out: Path) -> None:
        canvas = Canvas(str(out), pagesize=(WIDTH, HEIGHT), invariant=1)
        draw(canvas)
        canvas.save()
        with pikepdf.open(out, allow_overwriting_input=True) as pdf:
            change(pdf)
            pdf.save(out)
        freeze(out)

    return build
