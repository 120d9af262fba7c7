"""Changes to a finished PDF that no producer makes by itself."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pdfplumber
import pikepdf
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from . import ghostscript
from .stamp import freeze


def add_bleed(path: Path, bleed: float = 34.0) -> None:
    """Give every page a larger media box, with printer's marks in it, and crop it to what was there."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            x0, y0, x1, y1 = (float(value) for value in page.mediabox)
            page.MediaBox = pikepdf.Array([x0 - bleed, y0 - bleed, x1 + bleed, y1 + bleed])
            page.CropBox = pikepdf.Array([x0, y0, x1, y1])
            marks = "".join(
                f"{x} {y} m {x + dx} {y} l S {x} {y} m {x} {y + dy} l S "
                for x, dx in ((x0 - 6, -20), (x1 + 6, 20))
                for y, dy in ((y0 - 6, -20), (y1 + 6, 20))
            )
            page.contents_add(f"q 0.5 w {marks}Q".encode(), prepend=True)
        pdf.save(path, deterministic_id=True)


def turn(path: Path, degrees: int) -> None:
    """Have a viewer show every page turned."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            page.Rotate = degrees
        pdf.save(path, deterministic_id=True)


def forget_unicode(path: Path, font_name: str) -> None:
    """Take away every map from glyphs to characters, for the fonts whose name has `font_name` in it."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        found = 0
        for item in pdf.objects:
            if not isinstance(item, pikepdf.Dictionary) or font_name not in str(item.get("/BaseFont", "")):
                continue
            if "/ToUnicode" in item:
                del item["/ToUnicode"]
                found += 1
            if "/FontDescriptor" in item:
                file = item.FontDescriptor.FontFile2
                file.write(_without_cmap(file.read_bytes()))
        if not found:
            raise ValueError(f"{path} has no font {font_name} with a map to characters")
        pdf.save(path, deterministic_id=True)


def _without_cmap(font: bytes) -> bytes:
    """The font program without its own map, from which a reader could win the characters back."""
    program = TTFont(BytesIO(font), recalcTimestamp=False)
    if "cmap" in program:
        del program["cmap"]
    buffer = BytesIO()
    program.save(buffer)
    return buffer.getvalue()


def boxes_of(path: Path, box: str) -> list[tuple[int, pikepdf.Rectangle]]:
    """Where the printed boxes stand (any of the characters `box`): page, from 0, and rectangle, in order."""
    result = []
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages):
            chars = [char for char in page.chars if char["text"] in box]
            for char in sorted(chars, key=lambda c: (round(c["top"]), c["x0"])):
                y0, y1 = float(page.height) - char["bottom"], float(page.height) - char["top"]
                result.append((number, pikepdf.Rectangle(char["x0"], y0, char["x1"], y1)))
            page.close()
    return result


def _appearance(pdf: pikepdf.Pdf, width: float, height: float, drawing: str) -> pikepdf.Object:
    return pdf.make_stream(
        drawing.encode(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, width, height],
    )


def annotate(path: Path, marks: Sequence[bool], *, kind: str, box: str = "☐") -> None:
    """Put a Stamp (a cross) or an Ink annotation (a tick by hand) over the printed boxes that are on."""
    places = boxes_of(path, box)
    if len(places) != len(marks):
        raise ValueError(f"{path}: {len(places)} boxes for {len(marks)} marks")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for (number, place), on in zip(places, marks, strict=True):
            if not on:
                continue
            x0, y0, x1, y1 = (float(v) for v in (place.llx, place.lly, place.urx, place.ury))
            middle = (y0 + y1) / 2
            x0, x1, y0, y1 = x0 - 1, x1 + 1, middle - 6, middle + 6
            width, height = x1 - x0, y1 - y0
            points = [(1.5, 5.5), (4, 2), (width - 1, height - 1)]
            if kind == "Stamp":
                drawing = f"0.8 0 0 RG 1.4 w 2 2 m {width - 2} {height - 2} l S 2 {height - 2} m {width - 2} 2 l S"
            else:
                drawing = "0 0 0.7 RG 1.2 w " + " ".join(
                    f"{x} {y} {'l' if i else 'm'}" for i, (x, y) in enumerate(points)
                )
                drawing += " S"
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name(f"/{kind}"),
                Rect=[x0, y0, x1, y1],
                F=4,
                AP=pikepdf.Dictionary(N=_appearance(pdf, width, height, drawing)),
            )
            if kind == "Ink":
                note.InkList = pikepdf.Array([pikepdf.Array([v for x, y in points for v in (x0 + x, y0 + y)])])
                note.C = pikepdf.Array([0, 0, 0.7])
            page = pdf.pages[number]
            if "/Annots" not in page:
                page.Annots = pikepdf.Array()
            page.Annots.append(pdf.make_indirect(note))
        pdf.save(path, deterministic_id=True)


def fields_over_boxes(path: Path, marks: Sequence[bool], *, on_state: str, box: str = "☐") -> None:
    """Put a checkbox field over every printed box: a printed box may then lie under a field that is on."""
    places = boxes_of(path, box)
    if len(places) != len(marks):
        raise ValueError(f"{path}: {len(places)} boxes for {len(marks)} marks")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        fields = pikepdf.Array()
        for order, ((number, place), on) in enumerate(zip(places, marks, strict=True)):
            x0, y0, x1, y1 = (float(v) for v in (place.llx, place.lly, place.urx, place.ury))
            middle = (y0 + y1) / 2
            y0, y1 = middle - 5, middle + 5
            width = x1 - x0
            cross = f"0.9 w 2 2 m {width - 2} 8 l S 2 8 m {width - 2} 2 l S"
            state = pikepdf.Name(f"/{on_state}") if on else pikepdf.Name.Off
            field = pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Widget,
                    FT=pikepdf.Name.Btn,
                    T=f"vak{order}",
                    Rect=[x0, y0, x1, y1],
                    F=4,
                    V=state,
                    AS=state,
                    AP=pikepdf.Dictionary(
                        N=pikepdf.Dictionary(
                            {
                                f"/{on_state}": _appearance(pdf, width, 10, cross),
                                "/Off": _appearance(pdf, width, 10, ""),
                            }
                        )
                    ),
                )
            )
            page = pdf.pages[number]
            if "/Annots" not in page:
                page.Annots = pikepdf.Array()
            page.Annots.append(field)
            fields.append(field)
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=fields, NeedAppearances=False)
        pdf.save(path, deterministic_id=True)


def inherit_values(path: Path) -> None:
    """Leave the state of a field to its parent's /V, as some form programs do: no /AS on the buttons."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Widget" and "/Parent" in item:
                for key in ("/AS", "/V"):
                    if key in item:
                        del item[key]
        pdf.Root.AcroForm.NeedAppearances = True
        pdf.save(path, deterministic_id=True)


def flatten(source: Path, out: Path) -> None:
    """Make the fields part of the page, with qpdf."""
    subprocess.run(
        ["qpdf", "--deterministic-id", "--generate-appearances", "--flatten-annotations=all", str(source), str(out)],
        check=True,
        timeout=60,
    )
    freeze(out)


def ghostscript_flatten(source: Path, out: Path) -> None:
    """Make the fields part of the page, with Ghostscript."""
    ghostscript.distil(source, out, "-dPreserveAnnots=false")


def merge(sources: Sequence[Path], out: Path) -> None:
    """Put several files in one."""
    with pikepdf.new() as pdf:
        for source in sources:
            with pikepdf.open(source) as part:
                pdf.pages.extend(part.pages)
        pdf.save(out, deterministic_id=True)
