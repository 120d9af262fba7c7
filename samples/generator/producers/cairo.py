"""Prints an existing PDF once more with cairo, as the print dialogues of many desktops do."""

from __future__ import annotations

import subprocess
from pathlib import Path

from .stamp import freeze


def print_again(source: Path, out: Path) -> None:
    """Write `source` again with poppler's pdftocairo."""
    subprocess.run(["pdftocairo", "-pdf", str(source), str(out)], check=True, capture_output=True, timeout=180)
    freeze(out)
