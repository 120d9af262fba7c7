"""Prints office documents with LibreOffice, without a window."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from .stamp import freeze


def print_pdf(source: Path, out: Path) -> None:
    """Convert an office file to PDF; a profile of its own lets several run at once."""
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{work}/profile",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                work,
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=180,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1675944000"},
        )
        shutil.copyfile(Path(work) / f"{source.stem}.pdf", out)
    freeze(out)
