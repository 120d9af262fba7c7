"""From blocks to a PDF, by each of the producers of small samples."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from .blocks import Block, Heading
from .producers import chromium, html_blocks, libreoffice, weasy
from .producers.docx_blocks import DocxBlocks
from .producers.docx_blocks import DrawTick as DocxTick
from .producers.html_blocks import DrawTick as HtmlTick
from .producers.html_blocks import Look
from .producers.platypus_blocks import DrawTick as PlatypusTick
from .producers.platypus_blocks import PlatypusBlocks

Build = Callable[[Path], None]


def by_chromium(blocks: Sequence[Block], tick: HtmlTick, look: Look | None = None, *, language: str = "nl") -> Build:
    """A web page printed by Chromium."""
    html = html_blocks.page(blocks, look or Look(), tick, language=language, title=_title(blocks))
    return lambda out: chromium.print_pdf(html, out)


def by_weasyprint(blocks: Sequence[Block], tick: HtmlTick, look: Look | None = None, *, language: str = "nl") -> Build:
    """A web page printed by WeasyPrint."""
    html = html_blocks.page(blocks, look or Look(), tick, language=language, title=_title(blocks))
    return lambda out: weasy.print_pdf(html, out)


def by_libreoffice(
    blocks: Sequence[Block],
    tick: DocxTick,
    *,
    font: str = "Carlito",
    size: float = 10.5,
    landscape: bool = False,
) -> Build:
    """A Word document printed by LibreOffice."""

    def build(out: Path) -> None:
        with tempfile.TemporaryDirectory() as work:
            source = Path(work) / "document.docx"
            DocxBlocks(tick, font=font, size=size, landscape=landscape).save(blocks, source, _title(blocks))
            libreoffice.print_pdf(source, out)

    return build


def by_reportlab(
    blocks: Sequence[Block], tick: PlatypusTick, *, family: str = "Liberation Sans", size: float = 10
) -> Build:
    """Laid out by ReportLab."""
    return lambda out: PlatypusBlocks(tick, family=family, size=size).save(blocks, out, _title(blocks))


def then(first: Build, change: Callable[[Path, Path], None]) -> Build:
    """The same, and then made into another file."""

    def build(out: Path) -> None:
        with tempfile.TemporaryDirectory() as work:
            before = Path(work) / "before.pdf"
            first(before)
            change(before, out)

    return build


def in_place(first: Build, change: Callable[[Path], None]) -> Build:
    """The same, with a change to the finished file."""

    def build(out: Path) -> None:
        first(out)
        change(out)

    return build


def _title(blocks: Sequence[Block]) -> str:
    return " ".join(block.text for block in blocks if isinstance(block, Heading) and block.level == 0)
