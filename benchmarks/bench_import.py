"""A bulk import in figures: two jobs beside one, and a run in which nothing changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pikepdf

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
PAIRS = 3
LEAST_SPEEDUP = 1.6
MOST_INCREMENTAL = 0.02
UNCHANGED = 1000


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        within = [_compare_jobs(work), _compare_runs(work)]
    return 0 if all(within) else 1


def _compare_jobs(work: Path) -> bool:
    """The samples, as many times over that starting the processes does not count; the two take turns."""
    archive = work / "samples"
    pages = 0
    for number, path in enumerate(sorted(SAMPLES.rglob("*.pdf"))[:24] * 2):
        with pikepdf.open(path) as pdf:
            pages += len(pdf.pages)
            pdf.docinfo["/Copy"] = str(number)
            archive.mkdir(exist_ok=True)
            pdf.save(archive / f"{number}.pdf")
    times: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(PAIRS):
        for jobs, taken in times.items():
            taken.append(_seconds(archive, work / "output", "--jobs", str(jobs)))
            shutil.rmtree(work / "output")
    for jobs, taken in times.items():
        print(f"{jobs} job{'s' if jobs > 1 else ' '}  {pages / min(taken):6.1f} pages/s")
    print(f"        {_speedup_of_the_machine():6.2f} times     what the machine gives two that only count, just now")
    speedup = min(times[1]) / min(times[2])
    print(f"        {speedup:6.2f} times     {_verdict(speedup >= LEAST_SPEEDUP, f'at least {LEAST_SPEEDUP}')}\n")
    return speedup >= LEAST_SPEEDUP


def _speedup_of_the_machine() -> float:
    """Where this is not near 2, something else is using the cores, and two jobs cannot be fast."""
    counting = [sys.executable, "-c", "for _ in range(30_000_000): pass"]
    start = time.perf_counter()
    subprocess.run(counting, check=True)
    one = time.perf_counter() - start
    both = [subprocess.Popen(counting) for _ in range(2)]
    for process in both:
        process.wait()
    return 2 * one / (time.perf_counter() - start - one)


def _compare_runs(work: Path) -> bool:
    """Real samples, made different by a remark in each, for the small ones of the tests are too quick to compare."""
    archive, output = work / "unchanged", work / "unchanged-output"
    archive.mkdir()
    originals = [path.read_bytes() for path in sorted(SAMPLES.rglob("*.pdf"))[:24]]
    count = UNCHANGED
    for number in range(count):
        (archive / f"{number}.pdf").write_bytes(originals[number % len(originals)] + b"\n%% %d\n%%%%EOF\n" % number)
    first = _seconds(archive, output)
    again = _seconds(archive, output)
    share = again / first
    print(f"{count} PDFs  first {first:7.1f} s, unchanged {again:5.1f} s")
    print(f"        {share:6.2%}           {_verdict(share < MOST_INCREMENTAL, f'below {MOST_INCREMENTAL:.0%}')}\n")
    return share < MOST_INCREMENTAL


def _seconds(archive: Path, output: Path, *more: str) -> float:
    start = time.perf_counter()
    arguments = [sys.executable, "-m", "extractor", "import", str(archive), "--output", str(output), "--quiet", *more]
    subprocess.run(arguments, cwd=ROOT, capture_output=True, check=False)
    return time.perf_counter() - start


def _verdict(good: bool, bound: str) -> str:
    return f"{bound}: {'yes' if good else 'NO'}"


if __name__ == "__main__":
    sys.exit(main())
