"""CPU time of reading and of the whole way, beside what others take for the same pages: the table of docs/speed.md.

All rows take turns on the same files, so that whatever else the machine does meets all of them; medians are printed.
CPU time, that of child processes too: a clock on the wall counts what others use. Before each PDF the answers about
texts that were kept from the one before are forgotten, as an archive hardly has a page twice.
"""

from __future__ import annotations

import functools
import gc
import importlib.util
import resource
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2

from extractor import read_job_descriptions
from extractor.reading.pdf import open_pdf

SAMPLES = Path(__file__).parent.parent / "samples"
TURNS = 5
MOST_PAGES = 20
MANY_ANSWERS = 1000
"""A cache of so many answers knows texts; smaller ones hold patterns and fonts, which every process makes once."""
BARE, FULL, FAST = (
    "pdfplumber: characters, rectangles, lines",
    "the whole way, with pdfplumber",
    "the whole way, with pdfium",
)
BARE_FAST = "pdfium: characters with their boxes"
AIMS = {FULL: 0.85, FAST: 0.33}
MORE_THAN_BARE, BARE_TIMES = 12.0, 1.3
"""The aim beside pdfium's bare characters: so many times them, and so many milliseconds a page."""
LIMITS = {"forms": {FULL: 0.50, FAST: 0.36}, "small files": {FULL: 0.70, FAST: 0.55}}
"""Above these it has become slower. docs/speed.md says which aims are not reached, and why."""

Read = Callable[[Path], object]


def main() -> int:
    sets = {"forms": one_of_each_producer("tienen-form"), "small files": one_of_each_producer("*")}
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else TURNS
    within = [_compare(name, paths, turns) for name, paths in sets.items()]
    return 0 if all(within) else 1


def one_of_each_producer(family: str) -> list[Path]:
    of_producer: dict[str, Path] = {}
    for path in sorted(SAMPLES.glob(f"{family}/*.pdf")):
        with pikepdf.open(path) as pdf:
            if len(pdf.pages) <= MOST_PAGES:
                of_producer.setdefault(str(pdf.docinfo.get("/Producer")), path)
    return list(of_producer.values())


def _compare(name: str, paths: Sequence[Path], turns: int) -> bool:
    pages = sum(len(pypdfium2.PdfDocument(path)) for path in paths)
    rows = {row: read for row, read in ROWS.items() if _is_there(read)}
    taken: dict[str, list[float]] = {row: [] for row in rows}
    for row, read in rows.items():
        _seconds(read, paths if row == FAST else paths[:1])  # warm when the clock starts, every pattern made
    # Python's search for cycles goes through all that a process holds: here programs of all rows, which no user loads.
    gc.collect()
    gc.freeze()
    for _ in range(turns):
        for row, read in rows.items():
            taken[row].append(1000 * _seconds(read, paths) / pages)
    usual = {row: statistics.median(times) for row, times in taken.items()}
    print(f"{len(paths)} {name} of {pages} pages together: medians of {turns} turns\n")
    print(f"{'':44}{'ms a page':>10}{'ratio':>8}")
    for row, time in usual.items():
        print(f"{row:44}{time:10.1f}{time / usual[BARE]:8.2f}")
    print()
    return _verdicts(usual, LIMITS[name])


def _verdicts(usual: dict[str, float], limits: dict[str, float]) -> bool:
    for row, most in limits.items():
        ratio, aim = usual[row] / usual[BARE], AIMS[row]
        reached = "reached" if ratio <= aim else "MISSED"
        print(f"{row:44}{ratio:18.2f}   at most {most:.2f}: {_yes(ratio <= most)}, the aim of {aim:.2f} is {reached}")
    more = usual[FAST] - BARE_TIMES * usual[BARE_FAST]
    print(f"{'more than 1.3 times bare pdfium, ms a page':44}{more:18.1f}   the aim is {MORE_THAN_BARE:.0f}\n")
    return all(usual[row] <= most * usual[BARE] for row, most in limits.items())


def _is_there(read: Read) -> bool:
    """Of the programs beside ours, which no part of this project needs: see `benchmarks/requirements.txt`."""
    if read is _pypdf:
        return importlib.util.find_spec("pypdf") is not None
    return read is not _pdftotext or shutil.which("pdftotext") is not None


def _yes(within: bool) -> str:
    return "yes" if within else "NO"


def _seconds(read: Read, paths: Sequence[Path]) -> float:
    total = 0.0
    for path in paths:
        for known in _answers():
            known.cache_clear()
        start = _cpu()
        read(path)
        total += _cpu() - start
    return total


def _answers() -> Iterator[functools._lru_cache_wrapper[object]]:
    caches = (thing for thing in gc.get_objects() if isinstance(thing, functools._lru_cache_wrapper))
    return (cache for cache in caches if (cache.cache_parameters()["maxsize"] or 0) >= MANY_ANSWERS)


def _cpu() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _bare(path: Path) -> None:
    """What any user of pdfplumber must do first, each page closed."""
    pdf = pdfplumber.open(path)
    for page in pdf.pages:
        _ = page.chars, page.rects, page.lines
        page.close()
    pdf.stream.close()  # PDF.close would parse every page again, and that is not reading


def _tables(path: Path) -> None:
    pdf = pdfplumber.open(path)
    for page in pdf.pages:
        page.extract_tables()
        page.close()
    pdf.stream.close()


def _bare_pdfium(path: Path) -> None:
    pdf = pypdfium2.PdfDocument(path)
    for page in pdf:
        text = page.get_textpage()
        for i in range(text.count_chars()):
            text.get_charbox(i)
        text.get_text_range()
        text.close()
        page.close()
    pdf.close()


def _pypdf(path: Path) -> None:
    for page in importlib.import_module("pypdf").PdfReader(path).pages:
        page.extract_text()


def _pdftotext(path: Path) -> None:
    subprocess.run(["pdftotext", "-layout", path, "-"], stdout=subprocess.DEVNULL, check=True)


def _pages(reader: str) -> Read:
    def read(path: Path) -> None:
        with open_pdf(path, reader=reader) as pdf:
            for _ in pdf.pages():
                pass

    return read


def _whole(reader: str) -> Read:
    return lambda path: read_job_descriptions(path, reader=reader)


ROWS: dict[str, Read] = {
    "pdftotext -layout, a process each": _pdftotext,
    "pypdf: extract_text": _pypdf,
    BARE: _bare,
    "pdfplumber: extract_tables": _tables,
    BARE_FAST: _bare_pdfium,
    "our pages, read with pdfplumber": _pages("pdfplumber"),
    "our pages, read with pdfium": _pages("pdfium"),
    FULL: _whole("pdfplumber"),
    FAST: _whole("pdfium"),
    "the whole way, with both": _whole("both"),
}

if __name__ == "__main__":
    sys.exit(main())
