"""A bulk import in figures: two jobs beside one, and a run in which nothing changed."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pikepdf

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
PAIRS = 3
TIMES_OVER = 6
READER = ("--reader", "pdfium")
"""The faster one: the less there is to share, the more weighs what cannot be."""
LEAST_SHARE = 0.95
MOST_INCREMENTAL = 0.02
UNCHANGED = 1000


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        within = [_compare_jobs(work), _compare_runs(work)]
    return 0 if all(within) else 1


def _compare_jobs(work: Path) -> bool:
    """The samples, as many times over that starting the processes does not count; all take turns.

    Where something else uses the cores, two of anything are not twice as fast: so two jobs are held to what two
    processes gain that only count, in the same turns. What they cannot share is the CPU time of the parent.
    """
    archive, pages = work / "samples", 0
    for number, path in enumerate(sorted(SAMPLES.rglob("*.pdf"))[:24] * TIMES_OVER):
        with pikepdf.open(path) as pdf:
            pages += len(pdf.pages)
            pdf.docinfo["/Copy"] = str(number)
            archive.mkdir(exist_ok=True)
            pdf.save(archive / f"{number}.pdf")
    times: dict[int, list[float]] = {1: [], 2: []}
    machine = []
    for _ in range(PAIRS):
        for jobs, taken in times.items():
            taken.append(_seconds(archive, work / "output", "--jobs", str(jobs), *READER))
            shutil.rmtree(work / "output")
        machine.append(_speedup_of_the_machine())
    for jobs, taken in times.items():
        print(f"{jobs} job{'s' if jobs > 1 else ' '}  {pages / min(taken):6.1f} pages/s")
    speedup = statistics.median(one / two for one, two in zip(times[1], times[2], strict=True))
    counting = statistics.median(machine)
    share = speedup / counting
    print(f"        {speedup:6.2f} times     two that only count: {counting:.2f}, in the same minutes")
    print(f"        {share:6.2f} of that   {_verdict(share >= LEAST_SHARE, f'at least {LEAST_SHARE}')}")
    parent, all_ = _cpu_of_import(archive, work / "output")
    alone = parent / all_
    print(
        f"        {alone:6.2%} of the CPU time no two share; but for that, {1 / (alone + (1 - alone) / 2):.2f} times\n"
    )
    return share >= LEAST_SHARE


def _cpu_of_import(archive: Path, output: Path) -> tuple[float, float]:
    """Seconds of CPU that cannot be shared, and all, by the import and everything that it starts (Linux)."""
    command = [sys.executable, "-c", _WHOLE, str(archive), str(output), *READER]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    parent, all_ = map(float, said.split())
    start = [sys.executable, "-c", "import time, extractor.batch.preloaded; print(time.process_time())"]
    return parent + float(subprocess.run(start, cwd=ROOT, capture_output=True, check=True).stdout), all_


_WHOLE = """
import ctypes, os, resource, subprocess, sys
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER: what the import leaves is waited for here
archive, output, *how = sys.argv[1:]
command = [sys.executable, "-m", "extractor", "import", archive, "--output", output, "--quiet", "--jobs", "2", *how]
import_ = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, _, own = os.wait4(import_.pid, 0)  # it does not wait for its workers, so this is its own
try:
    while True:
        os.wait()
except ChildProcessError:
    pass
all_ = resource.getrusage(resource.RUSAGE_CHILDREN)
print(own.ru_utime + own.ru_stime, all_.ru_utime + all_.ru_stime)
"""


def _speedup_of_the_machine() -> float:
    """What two processes gain over one, when they only count."""
    counting = [sys.executable, "-c", "for _ in range(100_000_000): pass"]
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
