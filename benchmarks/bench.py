"""Time and memory of the whole way, beside plain reading by pdfplumber, in one run; and what its parts add.

The two of a comparison take turns on the same files, so that whatever else the machine does meets both; medians are
printed.
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
from extractor.shaping import document
from extractor.shaping.marks.characters import page_to_text_marks
from extractor.shaping.marks.deciding import candidates_to_tick_boxes
from extractor.shaping.marks.finding import find_marks
from extractor.shaping.marks.ground import Ground
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.pages import ShapedPage

SAMPLES = Path(__file__).parent.parent / "samples"
REPETITIONS = 5
MOST_TIME = 1.30
MOST_PDFIUM = 0.85
"""Above these it has become slower than it was; `AIM` is what it should come to."""
AIM_TIME = 0.85
AIM_PDFIUM = 0.33
MOST_MEMORY = 1.5
MOST_CONFIRMING = 1.40
MOST_GENERAL = 1.15
SHORT, LONG = 20, 400


def main() -> int:
    if sys.argv[1:2] == ["--peak"]:
        print(_peak_of_reading(Path(sys.argv[2])))
        return 0
    paths = _one_sample_of_each_producer()
    within = [
        _compare_time(paths),
        _compare_pdfium(paths),
        _compare_confirming(paths),
        _compare_general(),
        _compare_memory(),
    ]
    return 0 if all(within) else 1


def _one_sample_of_each_producer(family: str = "*") -> list[Path]:
    of_producer: dict[str, Path] = {}
    for path in sorted(SAMPLES.glob(f"{family}/*.pdf")):
        with pikepdf.open(path) as pdf:
            if len(pdf.pages) <= SHORT:
                of_producer.setdefault(str(pdf.docinfo.get("/Producer")), path)
    return list(of_producer.values())


def _compare_time(paths: Sequence[Path]) -> bool:
    print(f"Time: seconds per page, medians of {REPETITIONS} turns each\n")
    return _compare(paths, ("pdfplumber", "whole way"), _read_plainly, read_job_descriptions, MOST_TIME, AIM_TIME)


def _compare_pdfium(paths: Sequence[Path]) -> bool:
    print("The pdfium reader: seconds per page beside bare reading by pdfplumber\n")
    return _compare(
        paths,
        ("pdfplumber", "whole way"),
        _read_plainly,
        lambda path: read_job_descriptions(path, reader="pdfium"),
        MOST_PDFIUM,
        AIM_PDFIUM,
    )


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


def _compare_confirming(paths: Sequence[Path]) -> bool:
    """What the look at each mark in a picture of its page adds."""
    print("Confirmation: seconds per page without and with a look at the pages\n")
    return _compare(
        paths,
        ("without", "with"),
        lambda path: read_job_descriptions(path, confirm=False),
        lambda path: read_job_descriptions(path, confirm=True),
        MOST_CONFIRMING,
    )


def _compare_general() -> bool:
    """What a form with a row for each level and ☒ pays for every other way of giving a level and every other tick."""
    print("Generality: the forms that need none of it, read for rows and characters only, and for everything\n")
    with tempfile.TemporaryDirectory() as folder:
        narrow, wide = Path(folder) / "narrow.toml", Path(folder) / "wide.toml"
        rules = (SAMPLES.parent / "rules" / "tienen" / "tienen.toml").read_text(encoding="utf-8")
        rows = 'strategies = ["rows"]'
        if rows not in rules:
            raise SystemExit("rules/tienen/tienen.toml does not say that its levels stand in rows: nothing to compare")
        narrow.write_text(rules, encoding="utf-8")
        every = 'strategies = ["styled", "columns", "rows", "choices", "worded"]'
        wide.write_text(rules.replace(rows, every), encoding="utf-8")

        def read_narrowly(path: Path) -> object:
            document.find_marks = _find_characters  # type: ignore[attr-defined]
            try:
                return read_job_descriptions(path, rules=str(narrow))
            finally:
                document.find_marks = find_marks  # type: ignore[attr-defined]

        return _compare(
            _one_sample_of_each_producer("tienen-form"),
            ("narrow", "whole"),
            read_narrowly,
            lambda path: read_job_descriptions(path, rules=str(wide)),
            MOST_GENERAL,
        )


def _find_characters(pages: Sequence[ShapedPage], text_size: float) -> dict[int, tuple[SelectionMark, ...]]:
    """The marks that are characters, and nothing else."""
    texts = [page_to_text_marks(page.layout, page.tables, Ground(page.layout.drawings)).candidates for page in pages]
    chosen = candidates_to_tick_boxes([page.layout for page in pages], texts, text_size)
    return {page.number: tuple(c.mark for c in found) for page, found in zip(pages, chosen, strict=True)}


def _compare(
    paths: Sequence[Path],
    heads: tuple[str, str],
    one: Callable[[Path], object],
    other: Callable[[Path], object],
    most: float,
    aim: float | None = None,
) -> bool:
    print(f"{'sample':44}{'pages':>6}{heads[0]:>12}{heads[1]:>12}{'ratio':>8}")
    totals = [0.0, 0.0]
    for path in paths:
        pages = _read_plainly(path)
        one(path)  # both are warm when the clock starts
        other(path)
        taken = _take_turns(partial(one, path), partial(other, path))
        totals = [total + time for total, time in zip(totals, taken, strict=True)]
        print(f"{path.stem[:42]:44}{pages:6}{taken[0] / pages:12.4f}{taken[1] / pages:12.4f}{taken[1] / taken[0]:8.2f}")
    ratio = totals[1] / totals[0]
    print(f"{'all together':44}{'':6}{'':12}{'':12}{ratio:8.2f}   {_verdict(ratio, most)}")
    print("" if aim is None else f"{'':82}the aim of {aim:.2f} is {'reached' if ratio <= aim else 'MISSED'}\n")
    return ratio <= most


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
