"""Time and memory of matrix and audit over a generated import of 2,000 functions with 40 competencies each.

Each command runs as a person would run it, in a process of its own, on CSV files.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.generated import generated_tables, write_tables

ROOT = Path(__file__).parent.parent
FUNCTIONS, COMPETENCIES = 2_000, 40
MOST_SECONDS = 5.0
MOST_BYTES = 1_000_000_000

COMMANDS = (
    ("matrix", "--format", "csv"),
    ("matrix", "--by", "grade", "--format", "csv"),
    ("matrix", "--format", "html"),
    ("audit", "--policy", str(ROOT / "examples" / "policy.toml"), "--format", "json"),
    ("audit", "--format", "json"),
)
WITHOUT_LIMIT = (
    ("matrix", "--format", "xlsx", "-o", "matrix.xlsx"),
    ("report", "-o", "report.html"),
)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        write_tables(generated_tables(FUNCTIONS, COMPETENCIES), Path(folder))
        print(f"Audit: {FUNCTIONS} functions × {COMPETENCIES} competencies\n")
        print(f"{'command':60}{'seconds':>8}{'MB':>7}")
        within = [_run(command, Path(folder), limited=True) for command in COMMANDS]
        for command in WITHOUT_LIMIT:
            _run(command, Path(folder), limited=False)
    return 0 if all(within) else 1


def _run(command: tuple[str, ...], folder: Path, *, limited: bool) -> bool:
    name, *options = command
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "extractor", name, str(folder), *options],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, _, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    # In KiB, as Linux counts; macOS counts bytes.
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    good = seconds <= MOST_SECONDS and memory <= MOST_BYTES
    limits = f"at most {MOST_SECONDS:g} s, {MOST_BYTES / 1e6:.0f} MB"
    verdict = f"   {limits}: {'yes' if good else 'NO'}" if limited else ""
    shown = " ".join(command).replace(f"{ROOT}/", "")
    print(f"{shown:60}{seconds:8.2f}{memory / 1e6:7.0f}{verdict}")
    return good


if __name__ == "__main__":
    sys.exit(main())
