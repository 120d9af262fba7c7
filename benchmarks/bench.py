"""What parts of the whole way add: the look at each mark, and every way of giving a level that a form does not need.

The two of a comparison take turns on the same files, so that whatever else the machine does meets both; medians are
printed.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pypdfium2

from benchmarks.readers import SAMPLES, one_of_each_producer
from extractor import read_job_descriptions
from extractor.shaping import document
from extractor.shaping.marks.characters import page_to_text_marks
from extractor.shaping.marks.deciding import candidates_to_tick_boxes
from extractor.shaping.marks.finding import find_marks
from extractor.shaping.marks.ground import Ground
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.pages import ShapedPage

REPETITIONS = 5
MOST_CONFIRMING = 1.40
MOST_GENERAL = 1.15


def main() -> int:
    within = [_compare_confirming(one_of_each_producer("*")), _compare_general()]
    return 0 if all(within) else 1


def _take_turns(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(REPETITIONS):
        for action, taken in zip((one, other), times, strict=True):
            start = time.process_time()
            action()
            taken.append(time.process_time() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def _compare_confirming(paths: Sequence[Path]) -> bool:
    """What the look at each mark in a picture of its page adds."""
    print("Confirmation: seconds of CPU time per page without and with a look at the pages\n")
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
            one_of_each_producer("tienen-form"),
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
) -> bool:
    print(f"{'sample':44}{'pages':>6}{heads[0]:>12}{heads[1]:>12}{'ratio':>8}")
    totals = [0.0, 0.0]
    for path in paths:
        pages = len(pypdfium2.PdfDocument(path))
        one(path)  # both are warm when the clock starts
        other(path)
        taken = _take_turns(partial(one, path), partial(other, path))
        totals = [total + time for total, time in zip(totals, taken, strict=True)]
        print(f"{path.stem[:42]:44}{pages:6}{taken[0] / pages:12.4f}{taken[1] / pages:12.4f}{taken[1] / taken[0]:8.2f}")
    ratio = totals[1] / totals[0]
    print(f"{'all together':44}{'':6}{'':12}{'':12}{ratio:8.2f}   {_verdict(ratio, most)}\n")
    return ratio <= most


def _verdict(ratio: float, most: float) -> str:
    return f"at most {most:.2f}: {'yes' if ratio <= most else 'NO'}"


if __name__ == "__main__":
    sys.exit(main())
