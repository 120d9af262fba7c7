"""Levels that are shown by their look, or printed alone, and then changed on the page: never passed over.

A bold, shaded, underlined, circled or not struck level that something is laid over, and a second one that somebody
picked out with a pen, are a doubt; what is laid around a level picks it out.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
import weasyprint
from pikepdf import Array, Dictionary, Name

from extractor import Competency, FindingCode, Status, read_job_descriptions
from extractor.geometry import is_ring
from samples.generator.kinds import STYLE, span, table
from tests.truth import SAMPLES

LEVELS = {"Luisteren": 2, "Plannen": 1, "Rekenen": 4, "Overleggen": 3}
TITLE = "<h1>Functieprofiel</h1><p>Functie: Kok</p><h2>Competenties</h2>"
Rect = tuple[float, float, float, float]


def cells(chosen: str, others: str = "{}") -> str:
    head = [["Competentie", span("Niveau", cols=4)]]
    rows = [[name, *((chosen if n == at else others).format(n) for n in range(1, 5))] for name, at in LEVELS.items()]
    return table([*head, *rows])


def lines(chosen: str, others: str) -> str:
    def line(name: str, at: int) -> str:
        return f"<p>{name}: " + " / ".join((chosen if n == at else others).format(n) for n in range(1, 5)) + "</p>"

    return "".join(line(name, at) for name, at in LEVELS.items())


LOOKS = {
    "bold": cells("<b>{}</b>"),
    "shaded": cells('<td class="grey">{}</td>'),
    "underlined": cells("<u>{}</u>"),
    "circled": cells('<span style="border: 1pt solid red; border-radius: 8pt; padding: 0 4pt">{}</span>'),
    "marked": cells('<span style="background: yellow">{}</span>'),
    "others struck": lines("{}", "<s>{}</s>"),
    "bold in a line": lines("<b>{}</b>", "{}"),
}
PRINTED = {
    "in a cell": table([["Competentie", "Niveau"], *([name, str(at)] for name, at in LEVELS.items())]),
    "in a line": "".join(f"<p>{name}: niveau {at}</p>" for name, at in LEVELS.items()),
}


def pdf_of(body: str) -> bytes:
    return bytes(weasyprint.HTML(string=f"<style>{STYLE}</style>{TITLE}{body}").write_pdf())


def place(data: bytes, name: str, text: str) -> Rect:
    """Where `text` stands in the line of `name`, from the bottom left of the page."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        words = page.extract_words()
        row = next(word for word in words if word["text"].startswith(name))
        word = next(w for w in words if w["text"] == text and abs(w["top"] - row["top"]) < 6 and w["x0"] > row["x1"])
        return word["x0"], page.height - word["bottom"], word["x1"], page.height - word["top"]


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def drawn(data: bytes, operators: str) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages[0].contents_add(b"q\n", prepend=True)
        pdf.pages[0].contents_add(f"\nQ q {operators} Q\n".encode())
        return saved(pdf)


def noted(data: bytes, subtype: str, at: Rect, look: str, by: float = 0, **more: object) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        rect = Array([at[0] - by, at[1] - by, at[2] + by, at[3] + by])
        appearance = pdf.make_stream(look.encode())
        appearance.Type, appearance.Subtype, appearance.BBox = Name.XObject, Name.Form, rect
        note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=rect, F=4, AP=Dictionary(N=appearance))
        for key, value in more.items():
            note[f"/{key}"] = value
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
        return saved(pdf)


def path_of(points: list[tuple[float, float]]) -> str:
    return "1 0 0 RG 1 w " + " ".join(f"{x} {y} {'l' if i else 'm'}" for i, (x, y) in enumerate(points)) + " S"


def loop(at: Rect) -> list[tuple[float, float]]:
    """As a hand draws a ring: not quite round, and a little further than where it began."""
    x, y = (at[0] + at[2]) / 2, (at[1] + at[3]) / 2
    wide, high = (at[2] - at[0]) / 2 + 4, (at[3] - at[1]) / 2 + 3
    turns = [2.1 * math.pi * i / 24 for i in range(25)]
    return [(x + wide * math.cos(t) * (1 + 0.05 * math.sin(3 * t)), y + high * math.sin(t)) for t in turns]


def inked(data: bytes, points: list[tuple[float, float]]) -> bytes:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    around = (min(xs), min(ys), max(xs), max(ys))
    stroke = Array([number for point in points for number in point])
    return noted(data, "Ink", around, path_of(points), InkList=Array([stroke]))


def middle(at: Rect) -> float:
    return (at[1] + at[3]) / 2 - 1


def pictured(data: bytes, at: Rect) -> bytes:
    """A small picture over the place: a dark line, the rest of it seen through."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        picture, mask = pdf.make_stream(bytes(3 * 20 * 20)), pdf.make_stream(bytes(200) + b"\xff" * 20 + bytes(180))
        for stream, space in ((picture, Name.DeviceRGB), (mask, Name.DeviceGray)):
            stream.Type, stream.Subtype, stream.ColorSpace = Name.XObject, Name.Image, space
            stream.Width, stream.Height, stream.BitsPerComponent = 20, 20, 8
        picture.SMask = mask
        page.Resources.XObject = Dictionary(Seal=picture)
        page.contents_add(b"q\n", prepend=True)
        wide, high = at[2] - at[0] + 4, at[3] - at[1]
        page.contents_add(f"\nQ q {wide} 0 0 {high} {at[0] - 2} {at[1]} cm /Seal Do Q\n".encode())
        return saved(pdf)


def white(at: Rect) -> str:
    return f"1 1 1 rg {at[0] - 1} {at[1] - 1} {at[2] - at[0] + 2} {at[3] - at[1] + 2} re f"


def crossed(at: Rect) -> str:
    one, other = [(at[0] - 2, at[1]), (at[2] + 2, at[3])], [(at[0] - 2, at[3]), (at[2] + 2, at[1])]
    return f"{path_of(one)} {path_of(other)}"


Change = Callable[[bytes, Rect], bytes]
TAKEN_BACK: dict[str, Change] = {
    "white over it": lambda data, at: drawn(data, white(at)),
    "a cross": lambda data, at: drawn(data, crossed(at)),
    "a line": lambda data, at: drawn(data, path_of([(at[0] - 2, middle(at)), (at[2] + 2, middle(at))])),
    "a picture of a line": pictured,
    "a stroke of ink": lambda data, at: inked(data, [(at[0] - 3, middle(at)), (at[2] + 3, middle(at) + 1)]),
    "an empty note": lambda data, at: noted(data, "FreeText", at, white(at), 1),
    "a stamp": lambda data, at: noted(data, "Stamp", at, crossed(at), 1),
}
PICKED_OUT: dict[str, Change] = {
    "a ring of ink": lambda data, at: inked(data, loop(at)),
    "a drawn ring": lambda data, at: drawn(data, path_of(loop(at))),
    "a ring that is an annotation": lambda data, at: noted(data, "Circle", at, path_of(loop(at)), 4),
    "a marker": lambda data, at: noted(data, "Highlight", at, ""),
}


def read(data: bytes, folder: Path) -> dict[str, Competency]:
    path = folder / "changed.pdf"
    path.write_bytes(data)
    (description,) = read_job_descriptions(path, rules="generic")
    return {competency.name: competency for competency in description.competencies}


def assert_only_first_doubted(found: dict[str, Competency]) -> None:
    levels = {name: competency.required_level for name, competency in found.items()}
    assert levels.get("Luisteren") is None
    assert {levels.get(name) for name in LEVELS if name != "Luisteren"} <= {1, 3, 4, None}
    assert all(levels.get(name) in {at, None} for name, at in LEVELS.items())


@pytest.mark.parametrize("look", [*LOOKS, *PRINTED])
def test_unchanged_it_is_read(look: str, tmp_path: Path) -> None:
    found = read(pdf_of({**LOOKS, **PRINTED}[look]), tmp_path)
    assert {name: competency.required_level for name, competency in found.items()} == LEVELS


@pytest.mark.parametrize("change", TAKEN_BACK)
@pytest.mark.parametrize("look", [*LOOKS, *PRINTED])
def test_a_level_with_something_over_it_is_a_doubt(look: str, change: str, tmp_path: Path) -> None:
    data = pdf_of({**LOOKS, **PRINTED}[look])
    assert_only_first_doubted(read(TAKEN_BACK[change](data, place(data, "Luisteren", "2")), tmp_path))


@pytest.mark.parametrize("change", PICKED_OUT)
@pytest.mark.parametrize("look", LOOKS)
def test_a_second_level_picked_out_is_a_doubt(look: str, change: str, tmp_path: Path) -> None:
    data = pdf_of(LOOKS[look])
    assert_only_first_doubted(read(PICKED_OUT[change](data, place(data, "Luisteren", "4")), tmp_path))


def test_the_finding_names_both_levels_that_were_picked_out(tmp_path: Path) -> None:
    data = pdf_of(LOOKS["bold"])
    path = tmp_path / "changed.pdf"
    path.write_bytes(inked(data, loop(place(data, "Luisteren", "4"))))
    (description,) = read_job_descriptions(path, rules="generic")
    assert any("'4' is circled and '2' is bold" in finding.message for finding in description.findings)


@pytest.mark.parametrize("ring", ["a ring of ink", "a ring that is an annotation"])
def test_a_ring_picks_a_level_out(ring: str, tmp_path: Path) -> None:
    data = pdf_of("".join(f"<p>{name}: 1 &nbsp; 2 &nbsp; 3 &nbsp; 4</p>" for name in LEVELS))
    for name, at in LEVELS.items():
        spot = place(data, name, str(at))
        with pikepdf.open(io.BytesIO(data)) as pdf:
            before = list(pdf.pages[0].obj.get("/Annots", []))
            kept = [pdf.make_indirect(note) for note in before]
            with pikepdf.open(io.BytesIO(PICKED_OUT[ring](data, spot))) as other:
                kept.append(pdf.copy_foreign(other.make_indirect(other.pages[0].obj.Annots[0])))
            pdf.pages[0].obj.Annots = Array(kept)
            data = saved(pdf)
    assert {name: c.required_level for name, c in read(data, tmp_path).items()} == LEVELS


def test_what_goes_around_its_middle_is_a_ring_and_a_cross_is_none() -> None:
    assert is_ring(loop((0, 0, 10, 10)))
    assert is_ring([(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)])
    assert not is_ring([(0, 0), (10, 10), (10, 0), (0, 10)])
    assert not is_ring([(0, 5), (4, 9), (10, 0)])
    assert not is_ring([(0, 0), (10, 0)])


def test_a_button_that_is_off_but_has_its_own_value_is_a_doubt_that_names_both() -> None:
    path = SAMPLES / "marks" / "acroform-radio-reportlab.pdf"
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for note in page.obj.get("/Annots", []):
                if "/AS" in note:
                    note.AS = Name.Off
        content = saved(pdf)
    (description,) = read_job_descriptions(path, content=content)
    assert {competency.status for competency in description.competencies} == {Status.UNCLEAR}
    said = [finding.message for finding in description.findings if finding.code is FindingCode.LEVEL_UNCLEAR]
    assert len(said) == len(description.competencies)
    assert all("the data say ticked" in message and "the appearance" in message for message in said)
