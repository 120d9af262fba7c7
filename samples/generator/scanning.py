"""A PDF of text → what a scanner makes of its print: rendered, spoilt as paper and machines do, only pictures left.

Each way of spoiling is a `Scan`; chance comes from a seed, so that the same sample is made again. The truth stays that
of the printed document.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import img2pdf
import numpy as np
import pypdfium2
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Box = Sequence[float]
"""x0, top, x1, bottom, in points."""
Spoil = Callable[[Image.Image, Generator], Image.Image]
A4_POINTS = (595.28, 841.89)


@dataclass(frozen=True)
class Scan:
    """`quality` is that of JPEG, None for CCITT G4 in black and white; `turns` are quarters, page by page."""

    name: str
    dpi: int = 300
    quality: int | None = 85
    spoil: tuple[Spoil, ...] = ()
    turns: tuple[int, ...] = (0,)
    pages_on_sheet: int = 1
    grey: bool = False
    down: float = 1.0
    """Resolution down the page, as a part of that along it."""


def scanned(pdf: bytes, scan: Scan, seed: int, pages: Sequence[int] | None = None) -> bytes:
    """`pages` are those to print, from 0; all by default."""
    rng = np.random.default_rng(seed)
    prints = [_spoilt(picture, scan, rng) for picture in rendered(pdf, scan.dpi, pages)]
    prints = [picture.rotate(90 * scan.turns[i % len(scan.turns)], expand=True) for i, picture in enumerate(prints)]
    if scan.pages_on_sheet == 2:
        prints = list(_sheets(prints))
    return to_pdf(prints, scan)


def penned(pdf: bytes, scan: Scan, seed: int, boxes: Sequence[tuple[int, Box, bool]], pages: Sequence[int]) -> bytes:
    """The print with its ticks made by hand: `boxes` are (page of `pages`, place in points, ticked).

    Each tick gives way to a copy of the nearest empty box: the form as it was printed before anyone ticked it.
    """
    rng = np.random.default_rng(seed)
    prints = rendered(pdf, scan.dpi, pages)
    clean = [picture.copy() for picture in prints]
    for number, box, ticked in boxes:
        empties = [other for page, other, its in boxes if page == number and not its]
        if ticked and empties:
            left, top = (round(side * scan.dpi / 72) for side in box[:2])
            nearest = min(empties, key=lambda other: abs(other[0] - box[0]) + abs(other[1] - box[1]))
            empty = clean[number].crop(tuple(round(side * scan.dpi / 72) for side in nearest))  # type: ignore[arg-type]
            prints[number].paste(empty, (left, top))
            x0, y0, x1, y1 = _inked(empty)
            _tick_by_hand(ImageDraw.Draw(prints[number]), (left + x0, top + y0, left + x1, top + y1), rng)
    return to_pdf([_spoilt(picture, scan, rng) for picture in prints], scan)


def planted(
    pdf: bytes, scan: Scan, seed: int, boxes: Sequence[tuple[int, Box, bool]], pages: Sequence[int], defect: str
) -> bytes | None:
    """The print with a defect in one competency, whose boxes these are; None where it has no box to be spoilt so.

    `none`: its tick gives way to an empty box, or to paper where it has no boxes; `double`: an empty box gets the tick
    as well; `missing`: an empty box is not there.
    """
    ticked = next((box for box in boxes if box[2]), None)
    empty = next((box for box in boxes if not box[2]), None)
    if ticked is None or (empty is None and defect != "none"):
        return None
    rng = np.random.default_rng(seed)
    prints = rendered(pdf, scan.dpi, pages)
    source, target = {"none": (empty, ticked), "double": (ticked, empty), "missing": (None, empty)}[defect]
    assert target is not None
    x0, top, x1, bottom = (round(side * scan.dpi / 72) for side in target[1])
    if source is None:
        slack = round(scan.dpi / 72)
        ImageDraw.Draw(prints[target[0]]).rectangle((x0 - slack, top - slack, x1 + slack, bottom + slack), "white")
    else:
        copied = prints[source[0]].crop(tuple(round(side * scan.dpi / 72) for side in source[1]))  # type: ignore[arg-type]
        prints[target[0]].paste(copied, (x0, top))
    return to_pdf([_spoilt(picture, scan, rng) for picture in prints], scan)


def _inked(picture: Image.Image) -> tuple[int, int, int, int]:
    """Where its ink is; all of it where there is none."""
    return picture.convert("L").point(lambda level: 255 if level < 128 else 0).getbbox() or (0, 0, *picture.size)


def _tick_by_hand(draw: ImageDraw.ImageDraw, box: Sequence[float], rng: Generator) -> None:
    """A cross or a tick, larger than the box and off its middle."""
    x0, top, x1, _ = box
    side = x1 - x0
    ink = (30, 40, 130)
    width = max(2, round(0.09 * side))
    x, y = (float(v) for v in rng.uniform(-0.15, 0.15, 2) * side)

    def point(along: float, down: float) -> tuple[float, float]:
        shake = rng.uniform(-0.08, 0.08, 2) * side
        return x0 + x + along * side + float(shake[0]), top + y + down * side + float(shake[1])

    if rng.random() < 0.6:
        draw.line((*point(-0.05, 0.0), *point(1.0, 1.05)), fill=ink, width=width)
        draw.line((*point(1.05, -0.05), *point(0.0, 1.0)), fill=ink, width=width)
    else:
        draw.line((*point(0.1, 0.5), *point(0.4, 0.9), *point(1.15, -0.2)), fill=ink, width=width, joint="curve")


def rendered(pdf: bytes, dpi: int, pages: Sequence[int] | None = None) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        chosen = range(len(document)) if pages is None else pages
        return [
            Image.fromarray(
                np.array(document[i].render(scale=dpi / 72, rev_byteorder=True).to_numpy())[:, :, :3].copy()
            )
            for i in chosen
        ]


def to_pdf(prints: Iterable[Image.Image], scan: Scan) -> bytes:
    pictures = []
    for picture in prints:
        out = io.BytesIO()
        if scan.quality is None:
            grey = picture.convert("L")
            if scan.down != 1.0:
                grey = grey.resize((grey.width, round(grey.height * scan.down)), Image.Resampling.BOX)
            grey.point(lambda level: 255 if level > 150 else 0).convert("1").save(
                out, "TIFF", compression="group4", dpi=(scan.dpi, round(scan.dpi * scan.down))
            )
        else:
            picture = picture.convert("L") if scan.grey else picture
            picture.save(out, "JPEG", quality=scan.quality, dpi=(scan.dpi, scan.dpi))
        pictures.append(out.getvalue())
    return bytes(img2pdf.convert(pictures, nodate=True, creator="", producer="scanner"))


def _spoilt(picture: Image.Image, scan: Scan, rng: Generator) -> Image.Image:
    for spoil in scan.spoil:
        picture = spoil(picture, rng)
    return picture


def _sheets(prints: Sequence[Image.Image]) -> Iterable[Image.Image]:
    for i in range(0, len(prints), 2):
        sheet = Image.new("RGB", (2 * prints[i].width, prints[i].height), (250, 250, 248))
        sheet.paste(prints[i], (0, 0))
        if i + 1 < len(prints):
            sheet.paste(prints[i + 1], (prints[i].width, 0))
        yield sheet


# ---- what paper, hands and machines do


def skewed(picture: Image.Image, rng: Generator, least: float = 0.4, most: float = 1.2) -> Image.Image:
    angle = float(rng.uniform(least, most)) * float(rng.choice([-1, 1]))
    return picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))


def noisy(picture: Image.Image, rng: Generator, spread: float = 6) -> Image.Image:
    pixels = np.asarray(picture, dtype=np.float32)
    return _picture(pixels + rng.normal(0, spread, pixels.shape[:2])[..., None])


def blurred(picture: Image.Image, _: Generator, radius: float = 0.7) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(radius))


def on_paper(picture: Image.Image, _: Generator, colour: tuple[int, int, int] = (244, 228, 150)) -> Image.Image:
    return _picture(np.asarray(picture, dtype=np.float32) * (np.array(colour) / 255))


def shining_through(
    picture: Image.Image, _: Generator, strength: float = 0.14, blur: float = 2, upside_down: bool = False
) -> Image.Image:
    """The back of the sheet, which shows so much of its ink: the same page mirrored, soft and faint."""
    way = Image.Transpose.FLIP_TOP_BOTTOM if upside_down else Image.Transpose.FLIP_LEFT_RIGHT
    back = np.asarray(picture.transpose(way).filter(ImageFilter.GaussianBlur(blur)), np.float32)
    return _picture(np.asarray(picture, np.float32) - strength * (255 - np.roll(back, 31, axis=0)))


def specked(picture: Image.Image, rng: Generator, count: int = 300, most: float = 0.35) -> Image.Image:
    """Dust of up to `most` millimetres; a picture's width is 210 of them."""
    picture = picture.copy()
    draw = ImageDraw.Draw(picture)
    mm = picture.width / 210
    for _ in range(count):
        x, y, r = rng.uniform(0, picture.width), rng.uniform(0, picture.height), rng.uniform(0.05, most / 2) * mm
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(30, 30, 30))
    return picture


def punched(picture: Image.Image, rng: Generator) -> Image.Image:
    """Two holes, a staple, a fold and a stamp of receipt."""
    picture = picture.copy()
    draw = ImageDraw.Draw(picture)
    mm = picture.width / 210
    for y in (0.36, 0.64):
        cx, cy, r = 11 * mm, y * picture.height, 3 * mm
        draw.ellipse((cx - r, cy - r, cx + r, cy + r), fill=(60, 60, 60))
    draw.line((8 * mm, 9 * mm, 18 * mm, 15 * mm), fill=(70, 70, 70), width=max(2, round(0.5 * mm)))
    fold = round(picture.height / 3 + rng.uniform(-4, 4) * mm)
    draw.line((0, fold, picture.width, fold), fill=(205, 205, 205), width=max(2, round(0.4 * mm)))
    stamp = Image.new("RGBA", (round(46 * mm), round(15 * mm)), (255, 255, 255, 0))
    ink = (60, 60, 170, 200)
    inside = ImageDraw.Draw(stamp)
    inside.rectangle((2, 2, stamp.width - 3, stamp.height - 3), outline=ink, width=max(2, round(0.5 * mm)))
    inside.text((4 * mm, 4 * mm), "ONTVANGEN", fill=ink, font_size=6 * mm)
    stamp = stamp.rotate(float(rng.uniform(-12, 12)), expand=True)
    picture.paste(stamp, (round(150 * mm), round(4 * mm)), stamp)
    return picture


def keystoned(picture: Image.Image, rng: Generator, by: float = 0.008) -> Image.Image:
    """Photographed from a little below."""
    w, h = picture.size
    d = by * w * float(rng.uniform(0.6, 1.0))
    quad = (-d, 0.0, 0.0, float(h), float(w), float(h), w + d, 0.0)
    return picture.transform((w, h), Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))


def darkened(picture: Image.Image, rng: Generator) -> Image.Image:
    """A copy of a copy: thick strokes, grey ground, many specks."""
    grey = picture.filter(ImageFilter.MinFilter(3))
    return specked(_picture(np.asarray(grey, np.float32) * 0.86 + 4), rng, 1500, 0.3)


def faded(picture: Image.Image, rng: Generator) -> Image.Image:
    """Toner nearly gone: strokes light and full of grain."""
    pixels = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.8)), np.float32)
    grain = rng.uniform(0.2, 0.65, pixels.shape[:2])[..., None]
    return _picture(255 - (255 - pixels) * grain)


def _picture(pixels: NDArray[np.floating]) -> Image.Image:
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


SCANS = {
    scan.name: scan
    for scan in (
        Scan("300", spoil=(partial(skewed, least=0.05, most=0.2), partial(noisy, spread=4))),
        Scan("200-skew", 200, 60, (skewed, partial(noisy, spread=12), blurred)),
        Scan("150-jpeg", 150, 40, (partial(noisy, spread=5),)),
        Scan("g4", 200, None, (partial(skewed, least=0.1, most=0.5),)),
        Scan("turned", 200, 75, (partial(noisy, spread=5),), turns=(1, 2, 3, 0)),
        Scan("a3", 200, 75, (partial(noisy, spread=5),), pages_on_sheet=2),
        Scan("colour", 200, 75, (on_paper, partial(noisy, spread=6), blurred)),
        Scan("through", 250, 70, (shining_through, partial(noisy, spread=5))),
        Scan("through-20", 300, 75, (partial(shining_through, strength=0.2, blur=1.5), partial(noisy, spread=5))),
        Scan("through-30", 200, 60, (partial(shining_through, strength=0.3, upside_down=True), skewed)),
        Scan("punched", 300, 75, (punched, partial(noisy, spread=4))),
        Scan("keystone", 250, 75, (keystoned, partial(noisy, spread=4))),
        Scan("dark", 300, 75, (darkened,)),
        Scan("light", 300, 75, (faded,)),
        Scan("fax-fine", 204, None, (partial(specked, count=200),), down=196 / 204),
        Scan("fax-standard", 204, None, (partial(specked, count=200),), down=98 / 204),
    )
}


def write_scan(source: Path, target: Path, scan: Scan, seed: int, pages: Sequence[int] | None = None) -> None:
    target.write_bytes(scanned(source.read_bytes(), scan, seed, pages))
