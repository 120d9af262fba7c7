"""Prints web pages with headless Chromium."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from .stamp import freeze

OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)


def print_pdf(html: str, out: Path) -> None:
    """Print one page of HTML; a profile of its own lets several run at once."""
    with tempfile.TemporaryDirectory() as work:
        source = Path(work) / "page.html"
        source.write_text(html, encoding="utf-8")
        subprocess.run(
            [
                "chromium",
                *OPTIONS,
                f"--user-data-dir={work}/profile",
                f"--print-to-pdf={out}",
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
    freeze(out)
