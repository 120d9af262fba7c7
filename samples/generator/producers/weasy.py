"""Prints web pages with WeasyPrint."""

from __future__ import annotations

from pathlib import Path

from weasyprint import HTML  # type: ignore[import-untyped]

from .stamp import freeze


def print_pdf(html: str, out: Path) -> None:
    """Print one page of HTML."""
    HTML(string=html).write_pdf(str(out), pdf_identifier=b"0123456789ABCDEF")
    freeze(out)
