"""Imports that begin and end at the same moment leave each other's folders alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ROUNDS = """
from extractor.batch.scratch import ScratchFolder

for _ in range(150):
    scratch = ScratchFolder()
    (scratch.path / "what is said").write_text("it is mine")
    scratch.remove()
"""


def test_folders_of_imports_at_the_same_time(tmp_path: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _ROUNDS],
            env={**os.environ, "TMPDIR": str(tmp_path)},
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    assert [process.communicate()[1] for process in running] == [""] * 4
    assert list(tmp_path.iterdir()) == []
