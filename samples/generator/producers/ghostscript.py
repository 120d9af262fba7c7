"""Distils an existing PDF once more, as print queues and "make it smaller" services do."""

from __future__ import annotations

import subprocess
from pathlib import Path

from .stamp import freeze


def distil(source: Path, out: Path, *options: str) -> None:
    """Write `source` again with Ghostscript's pdfwrite."""
    subprocess.run(
        [
            "gs",
            "-q",
            "-dNOPAUSE",
            "-dBATCH",
            "-sDEVICE=pdfwrite",
            "-dCompatibilityLevel=1.5",
            *options,
            f"-sOutputFile={out}",
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    freeze(out)


def embed_all(source: Path, out: Path) -> None:
    """The same, with every font embedded, those too that each viewer has."""
    distil(source, out, "-dPDFSETTINGS=/prepress")
