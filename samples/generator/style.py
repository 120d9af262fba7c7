"""How a document in the town's form looks; the same wishes for every producer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

A4 = (210.0, 297.0)
A4_LANDSCAPE = (297.0, 210.0)
LETTER = (215.9, 279.4)

CROSSED = ("☐", "☒")
TICKED = ("☐", "☑")
FILLED = ("□", "■")


@dataclass(frozen=True)
class Style:
    """Sizes are in millimetres for the page and its columns, in points for type."""

    font: str = "Liberation Sans"
    box_font: str = "DejaVu Sans"
    size: float = 11
    table_size: float = 9.5
    page: tuple[float, float] = A4
    margins: tuple[float, float, float, float] = (20, 20, 22, 20)
    """top, right, bottom, left"""
    columns: tuple[float, float, float] = (45, 14, 111)
    boxes: tuple[str, str] = CROSSED
    """the empty box and the ticked one"""
    level: Literal["stacked", "inline"] = "stacked"
    align: Literal["top", "middle"] = "top"
    rule: Literal["lines", "rects", "none"] = "lines"
    bullet: str = "‒"
    """of the lists before the competencies; "" is the producer's own drawn marker"""
    cell_bullet: str = "‒"
    """of the indicators; "" is no bullet at all, "native" the producer's own drawn marker"""
    bullet_font: str | None = None
    repeat_header: bool = False
    accent: str = "000000"
    shade: str | None = None
    """background of the group rows"""
    chapters_on_new_page: bool = True
    head: str | None = None
    foot: str | None = "{organisation}  Functiebeschrijving {function}\tPagina {page} van {pages}"
    foot_on: Literal["every", "last"] = "every"
    lead: float = 6
    """space above the first competency table: shifts where the pages break"""
