"""Distils an existing PDF once more, as print queues and "make it smaller" services do."""

from __future__ import annotations

import subprocess
from pathlib import Path

from .stamp import freeze


def distil(source: Path, out: Path) -> None:
    """Write `source` again with Ghostscript's pdfwrite."""
    subprocess.run(
        [
            "gs",
            "-q",
            "-dNOPAUSE",
            "-dBATCH",
            "-sDEVICE=pdfwrite",
            "-dCompatibilityLevel=1.5",
            f"-sOutputFile={out}",
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    freeze(out)
