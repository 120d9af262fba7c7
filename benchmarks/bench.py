"""Time and memory of the whole way, beside plain reading by pdfplumber, in one run.

The two take turns on the same files, so that whatever else the machine does meets both; medians are printed.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pdfplumber
import pikepdf

from extractor import read_job_descriptions

SAMPLES = Path(__file__).parent.parent / "samples"
REPETITIONS = 5
MOST_TIME = 1.30
MOST_MEMORY = 1.5
SHORT, LONG = 20, 400


def main() -> int:
    if sys.argv[1:2] == ["--peak"]:
        print(_peak_of_reading(Path(sys.argv[2])))
        return 0
    within = [_compare_time(_one_sample_of_each_producer()), _compare_memory()]
    return 0 if all(within) else 1


def _one_sample_of_each_producer() -> list[Path]:
    of_producer: dict[str, Path] = {}
    for path in sorted(SAMPLES.rglob("*.pdf")):
        with pikepdf.open(path) as pdf:
            of_producer.setdefault(str(pdf.docinfo.get("/Producer")), path)
    return list(of_producer.values())


def _compare_time(paths: Sequence[Path]) -> bool:
    print(f"Time: seconds per page, medians of {REPETITIONS} turns each\n")
    print(f"{'sample':44}{'pages':>6}{'pdfplumber':>12}{'whole way':>12}{'ratio':>8}")
    plain_total = whole_total = 0.0
    for path in paths:
        pages = _read_plainly(path)  # both are warm when the clock starts
        read_job_descriptions(path)
        plain, whole = _take_turns(partial(_read_plainly, path), partial(read_job_descriptions, path))
        plain_total, whole_total = plain_total + plain, whole_total + whole
        print(f"{path.stem[:42]:44}{pages:6}{plain / pages:12.4f}{whole / pages:12.4f}{whole / plain:8.2f}")
    ratio = whole_total / plain_total
    print(f"{'all together':44}{'':6}{'':12}{'':12}{ratio:8.2f}   {_verdict(ratio, MOST_TIME)}\n")
    return ratio <= MOST_TIME


def _take_turns(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(REPETITIONS):
        for action, taken in zip((one, other), times, strict=True):
            start = time.perf_counter()
            action()
            taken.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def _read_plainly(path: Path) -> int:
    """What any user of pdfplumber must do first: characters, rectangles and lines of every page, each page closed."""
    pdf = pdfplumber.open(path)
    for page in pdf.pages:
        _ = page.chars, page.rects, page.lines
        page.close()
    pdf.stream.close()  # PDF.close would parse every page again, and that is not reading
    return len(pdf.pages)


def _compare_memory() -> bool:
    print("Memory: peak of a process of its own\n")
    with tempfile.TemporaryDirectory() as folder:
        peaks = {}
        for pages in (SHORT, LONG):
            path = Path(folder) / f"{pages}.pdf"
            _join_samples(path, pages)
            peaks[pages] = _peak_in_subprocess(path)
            print(f"{pages:4} pages {peaks[pages] / 1024:8.0f} MB")
    ratio = peaks[LONG] / peaks[SHORT]
    print(f"     ratio {ratio:8.2f}      {_verdict(ratio, MOST_MEMORY)}")
    return ratio <= MOST_MEMORY


def _join_samples(path: Path, pages: int) -> None:
    """A bundle of samples, one after the other and all over again, cut off at `pages`."""
    sources = [pikepdf.open(sample) for sample in _one_sample_of_each_producer()]
    with pikepdf.new() as bundle:
        while len(bundle.pages) < pages:
            for source in sources:
                bundle.pages.extend(source.pages)
        del bundle.pages[pages:]
        bundle.save(path)
    for source in sources:
        source.close()


def _peak_in_subprocess(path: Path) -> int:
    done = subprocess.run([sys.executable, __file__, "--peak", str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout)


def _peak_of_reading(path: Path) -> int:
    """In KiB, as Linux counts; macOS counts bytes, which leaves the ratio as it is."""
    read_job_descriptions(path)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _verdict(ratio: float, most: float) -> str:
    return f"at most {most:.2f}: {'yes' if ratio <= most else 'NO'}"


if __name__ == "__main__":
    sys.exit(main())
