"""Memory, each in a process of its own: of an import over many PDFs, and of reading one PDF over many pages.

`--full` goes up to 5,000 PDFs and 2,000 pages; without it both stop earlier, where a leak shows as well.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pikepdf

from extractor.pipeline import read_stages
from extractor.settings import ReadingSettings

ROOT = Path(__file__).parent.parent
PDFS, ALL_PDFS = (100, 1000), (100, 1000, 5000)
PAGES, ALL_PAGES = (20, 400), (20, 400, 2000)
MOST_GROWTH_OF_PARENT = 1.25
"""It holds the path of each source while it looks at them, 2 KB a PDF with all that belongs to it."""
MOST_GROWTH_OVER_PAGES = 1.5
MOST_MB = 250
READERS = ("pdfplumber", "pdfium")

PEAK = """
import sys
from extractor.cli import main
try:
    main(sys.argv[1:], standalone_mode=False)
finally:
    with open("/proc/self/status") as file:
        print(next(line.split()[1] for line in file if line.startswith("VmHWM")), file=sys.stderr)
"""
"""In KiB, on Linux. What getrusage says of a process is never less than what the one that started it had by then."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--peak", nargs=2, metavar=("READER", "PDF"), help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.peak:
        print(_peak_of_reading(*said.peak))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        within = [_over_pages(work, reader, ALL_PAGES if said.full else PAGES) for reader in READERS]
        within.append(_over_pdfs(work, ALL_PDFS if said.full else PDFS))
    return 0 if all(within) else 1


def _over_pages(work: Path, reader: str, counts: Sequence[int]) -> bool:
    peaks = []
    for pages in counts:
        path = work / f"{pages}.pdf"
        if not path.exists():
            _join_samples(path, pages)
        peaks.append(_peak_in_subprocess(reader, path))
        print(f"{pages:5} pages with {reader:10} {peaks[-1]:6.0f} MB")
    growth = peaks[-1] / peaks[0]
    return _verdict(f"{growth:.2f} times", MOST_GROWTH_OVER_PAGES, growth) & _verdict("", MOST_MB, peaks[-1])


def _join_samples(path: Path, pages: int) -> None:
    """Forms of several producers one after the other and all over again, cut off at `pages`."""
    sources = [pikepdf.open(sample) for sample in sorted((ROOT / "samples" / "tienen-form").glob("*.pdf"))]
    with pikepdf.new() as bundle:
        while len(bundle.pages) < pages:
            for source in sources:
                bundle.pages.extend(source.pages)
        del bundle.pages[pages:]
        bundle.save(path)


def _peak_in_subprocess(reader: str, path: Path) -> float:
    """In MB."""
    command = [sys.executable, "-m", "benchmarks.memory", "--peak", reader, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


def _peak_of_reading(reader: str, path: str) -> int:
    """In KiB on Linux."""
    for _ in read_stages(path, ReadingSettings(reader=reader)):
        pass  # as a worker does, which sends each on its way
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _over_pdfs(work: Path, counts: Sequence[int]) -> bool:
    from tests.archives import fill

    peaks = []
    for count in counts:
        archive = fill(work / f"archive-{count}", count)
        peaks.append(_peak_of_import(archive, work / f"output-{count}"))
        print(f"{count:5} PDFs, the parent of the workers {peaks[-1]:6.0f} MB")
    growth = peaks[-1] / peaks[0]
    return _verdict(f"{growth:.2f} times", MOST_GROWTH_OF_PARENT, growth)


def _peak_of_import(archive: Path, output: Path) -> float:
    """In MB."""
    command = [sys.executable, "-c", PEAK, "import", str(archive), "--output", str(output), "--quiet"]
    done = subprocess.run([*command, "--reader", "pdfium"], cwd=ROOT, capture_output=True, text=True, check=False)
    return int(done.stderr.splitlines()[-1]) / 1024


def _verdict(said: str, most: float, found: float) -> bool:
    print(f"{said:>30}     at most {most}: {'yes' if found <= most else 'NO'}")
    return found <= most


if __name__ == "__main__":
    sys.exit(main())
