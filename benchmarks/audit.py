"""Time and memory of matrix and audit over a generated import of 2,000 functions with 40 competencies each.

Each command runs as a person would run it, in a process of its own, on CSV files; the fastest of three runs counts, for
whatever else the machine does only makes one slower.
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
RUNS = 3
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
    if sys.argv[1:2] == ["--generate"]:
        write_tables(generated_tables(FUNCTIONS, COMPETENCIES), Path(sys.argv[2]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        # In a process of its own: a child's peak begins with that of the parent it was forked from.
        subprocess.run([sys.executable, "-m", "benchmarks.audit", "--generate", folder], check=True, cwd=ROOT)
        print(f"Audit: {FUNCTIONS} functions × {COMPETENCIES} competencies\n")
        print(f"{'command':60}{'seconds':>8}{'MB':>7}")
        within = [_run(command, Path(folder), limited=True) for command in COMMANDS]
        for command in WITHOUT_LIMIT:
            _run(command, Path(folder), limited=False)
    return 0 if all(within) else 1


def _run(command: tuple[str, ...], folder: Path, *, limited: bool) -> bool:
    seconds, memory = min(_measure(command, folder) for _ in range(RUNS if limited else 1))
    good = seconds <= MOST_SECONDS and memory <= MOST_BYTES
    limits = f"at most {MOST_SECONDS:g} s, {MOST_BYTES / 1e6:.0f} MB"
    verdict = f"   {limits}: {'yes' if good else 'NO'}" if limited else ""
    shown = " ".join(command).replace(f"{ROOT}/", "")
    print(f"{shown:60}{seconds:8.2f}{memory / 1e6:7.0f}{verdict}")
    return good


def _measure(command: tuple[str, ...], folder: Path) -> tuple[float, int]:
    """Seconds on the clock and the peak of memory in bytes."""
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
    return seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.exit(main())
