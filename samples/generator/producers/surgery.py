"""Changes to a finished PDF that no producer makes by itself."""

from __future__ import annotations

from pathlib import Path

import pikepdf


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
