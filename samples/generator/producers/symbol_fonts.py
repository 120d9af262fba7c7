"""Stand-ins for the symbol fonts of office programs: real outlines, at the codes those fonts use.

The fonts themselves may not be given away, so their names and codes are put on glyphs of Symbola. A
symbol font's code appears in PDFs in two guises: U+F000 + code, or the Latin-1 letter of the code.
"""

from __future__ import annotations

import base64
import subprocess
import tempfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont as OpenFont  # type: ignore[import-untyped]
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

Guise = Literal["private", "latin1"]

FONTS: dict[str, dict[int, str]] = {
    "Wingdings": {
        0x6F: "☐", 0x70: "⬜", 0x71: "❑", 0x72: "❒", 0xA8: "◻", 0xA1: "○",
        0xFE: "☑", 0xFD: "☒", 0x78: "⌧", 0xFC: "✔", 0xFB: "✘", 0xA4: "◉", 0xA5: "◎", 0x6C: "●",
        0xA7: "▪", 0x6E: "■", 0xD8: "➢",
    },
    "Wingdings2": {
        0xA3: "☐", 0x52: "☑", 0x53: "☒", 0x54: "⊠", 0x51: "☒", 0x50: "✓", 0x4F: "✗", 0xA2: "■", 0x2A: "🗎",
    },
    "Webdings": {0x63: "□", 0x61: "✔", 0x72: "✖", 0x67: "■"},
    "FontAwesome6Free-Solid": {0xFE: "⊞", 0xA8: "⬅"},
}  # fmt: skip


@cache
def symbol_font(family: str, guise: Guise) -> bytes:
    """A TrueType font of that name, with its glyphs at the codes of one guise."""
    source = subprocess.run(["fc-match", "-f", "%{file}", "Symbola"], check=True, capture_output=True, text=True).stdout
    font: Any = OpenFont(source)
    wanted = FONTS[family]
    outlines = font.getBestCmap()
    codes = {(code if guise == "latin1" else 0xF000 + code): outlines[ord(char)] for code, char in wanted.items()}
    codes[0x20] = outlines[0x20]
    options = Options(layout_features=[], hinting=False, notdef_outline=True, glyph_names=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(char) for char in wanted.values()] + [0x20])
    subsetter.subset(font)
    table: Any = CmapSubtable.newSubtable(4)
    table.platformID, table.platEncID, table.language = 3, 1, 0
    table.cmap = codes
    font["cmap"].tables = [table]
    names = font["name"]
    names.names = []
    for identifier, text in ((1, family), (2, "Regular"), (3, f"{family} stand-in"), (4, family), (6, family)):
        names.setName(text, identifier, 3, 1, 0x409)
    font["head"].created = font["head"].modified = 3_600_000_000
    font.recalcTimestamp = False
    buffer = BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def symbol(code: int, guise: Guise) -> str:
    """The character that stands for a code of a symbol font."""
    return chr(code if guise == "latin1" else 0xF000 + code)


def font_face(family: str, guise: Guise) -> str:
    """A CSS rule that brings the font along."""
    data = base64.b64encode(symbol_font(family, guise)).decode()
    return f"@font-face{{font-family:'{family}';src:url(data:font/ttf;base64,{data})}}"


@cache
def reportlab_symbol_font(family: str, guise: Guise) -> str:
    """Register the font with ReportLab."""
    name = f"{family}-{guise}"
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / "symbols.ttf"
        path.write_bytes(symbol_font(family, guise))
        pdfmetrics.registerFont(TTFont(name, str(path)))
    return name
