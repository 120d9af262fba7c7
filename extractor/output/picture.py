"""A page with boxes drawn over it, for people who want to see what was read where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from extractor.geometry import Box
from extractor.output.placing import whole_file
from extractor.reading.rendering import Raster

SCALE = 2.0
"""Pixels a point: a page of A4 is 1190 pixels wide."""


@dataclass(frozen=True)
class Overlay:
    """A box in points with an outline `colour` (red, green, blue); `filled` tints its inside."""

    box: Box
    colour: tuple[int, int, int]
    filled: bool = False
    width: int = 2


def page_with_overlays(raster: Raster, overlays: Iterable[Overlay]) -> Image.Image:
    page = Image.fromarray(raster.pixels).convert("RGBA")
    tint = Image.new("RGBA", page.size, (255, 255, 255, 0))
    brush = ImageDraw.Draw(tint)
    across = raster.pixels.shape[1] / raster.area.width
    down = raster.pixels.shape[0] / raster.area.height
    for overlay in overlays:
        box = overlay.box
        corners = (
            (box.x0 - raster.area.x0) * across,
            (box.top - raster.area.top) * down,
            (box.x1 - raster.area.x0) * across,
            (box.bottom - raster.area.top) * down,
        )
        inside = (*overlay.colour, 60) if overlay.filled else None
        brush.rectangle(
            corners, fill=inside, outline=(*overlay.colour, 255) if overlay.width else None, width=overlay.width
        )
    return Image.alpha_composite(page, tint).convert("RGB")


def write_picture(picture: Image.Image, path: Path) -> None:
    """Write it in the format that its ending names, else as PNG; raises OutputNotWritable."""
    # By its name where it has one that says so: a pipe or a device has none.
    kind = Image.registered_extensions().get(path.suffix.lower(), "PNG")
    with whole_file(path) as unfinished:
        picture.save(unfinished, format=kind)
