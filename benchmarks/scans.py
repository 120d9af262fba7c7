"""How well and how fast scans are read: samples printed, scanned in every way, and held against their text.

    python -m benchmarks.scans [--engine rapidocr] [--seed 1] [--ways 300,g4]

What the text of the same pages gives is the truth. Names are compared by the nearest one, for a misread name must not
hide a wrong level. Pages are drawn with fresh chance for each seed; nothing is kept from an earlier run.
"""

from __future__ import annotations

import argparse
import difflib
import io
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pikepdf

from extractor.errors import ExtractorError
from extractor.model import Competency, JobDescription, Mark
from extractor.pipeline import read_job_descriptions
from extractor.reading.scan.choosing import Ocr
from extractor.reading.scan.opening import Scans
from samples.generator.scanning import SCANS, penned, scanned

SAMPLES = Path(__file__).parent.parent / "samples"
FORMS = (
    ("tienen-form/helpdeskmedewerker.pdf", (0, 3)),
    ("tienen-form/redder-zwembad.pdf", (0, 3)),
    ("fiche-fonction/employee-population.pdf", (0,)),
    ("marks/radio-libreoffice.pdf", (0,)),
    ("marks/word-field-libreoffice.pdf", (0,)),
    ("northmere/licensing-officer.pdf", (0,)),
)
"""Rows with boxes, a matrix of x, round boxes, one box for each competency, levels in words."""
NEAR = 0.6
PEN = "pen"
"""Ticks made by hand, then scanned as `300`."""


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--engine", default=Ocr.RAPIDOCR.value)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ways", default=",".join([*SCANS, PEN]))
    options = parser.parse_args(arguments)
    print("| scan | levels | right | flagged | wrong | lost | invented | indicators | header | CPU s/page |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for way in options.ways.split(","):
        total: Counter[str] = Counter()
        pages = 0
        for name, chosen in FORMS:
            print_ = (SAMPLES / name).read_bytes()
            truth = read(some_pages(print_, chosen), name)
            data = made(print_, way, options.seed, chosen, truth)
            before = time.process_time()
            found = read(data, name, Ocr(options.engine))
            total["milliseconds"] += round(1000 * (time.process_time() - before))
            pages += len(chosen)
            total += compare(truth, found, f"{way} {name}")
        counts = " | ".join(str(total[key]) for key in ("levels", "right", "flagged", "wrong", "lost", "invented"))
        texts = " | ".join(share(total, key) for key in ("indicators", "header"))
        print(f"| {way} | {counts} | {texts} | {total['milliseconds'] / 1000 / pages:.1f} |", flush=True)
    print(f"\nMost memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB, all in one process.")


def made(print_: bytes, way: str, seed: int, pages: Sequence[int], truth: Sequence[JobDescription]) -> bytes:
    if way != PEN:
        return scanned(print_, SCANS[way], seed, pages)
    levels = [level for description in truth for c in description.competencies for level in c.levels]
    boxes = [(v.mark.page - 1, _square(v.mark), bool(v.marked)) for v in levels if v.mark and v.mark.kind != "text"]
    return penned(print_, SCANS["300"], seed, boxes, pages)


def _square(mark: Mark) -> tuple[float, float, float, float]:
    """Where the sign of a font shows: its box is as high as a line."""
    x0, top, x1, bottom = mark.bbox
    foot = top + 0.82 * (bottom - top) if bottom - top > 1.1 * (x1 - x0) else bottom
    return x0, foot - (x1 - x0), x1, foot


def some_pages(pdf: bytes, pages: Sequence[int]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for number in reversed(range(len(document.pages))):
            if number not in pages:
                del document.pages[number]
        document.save(out)
    return out.getvalue()


def read(data: bytes, name: str, ocr: Ocr = Ocr.OFF) -> tuple[JobDescription, ...]:
    try:
        return read_job_descriptions(name, content=data, scans=Scans(ocr))
    except ExtractorError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return ()


def compare(truth: Sequence[JobDescription], found: Sequence[JobDescription], where: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    left = [competency for description in found for competency in description.competencies]
    fields = {(field.label, field.value) for description in found for field in description.fields}
    for description in truth:
        counts["header of"] += len(description.fields)
        counts["header"] += sum((field.label, field.value) in fields for field in description.fields)
        for wanted in description.competencies:
            have = nearest(wanted, left)
            if have is not None:
                left.remove(have)
            outcome = judged(wanted, have)
            counts["levels"] += 1
            counts[outcome] += 1
            if outcome != "right":
                print(f"{where}: {outcome} {wanted.name!r} {_said(have)}, is {_said(wanted)}", file=sys.stderr)
            if have is not None:
                texts = {text for level in have.levels for text in level.indicators}
                wanted_texts = [text for level in wanted.levels for text in level.indicators]
                counts["indicators of"] += len(wanted_texts)
                counts["indicators"] += sum(text in texts for text in wanted_texts)
    counts["invented"] += sum(competency.required_level is not None for competency in left)
    return counts


def nearest(wanted: Competency, left: Sequence[Competency]) -> Competency | None:
    names = {competency.name.casefold(): competency for competency in reversed(left)}
    match = difflib.get_close_matches(wanted.name.casefold(), list(names), 1, NEAR)
    return names[match[0]] if match else None


def judged(wanted: Competency, have: Competency | None) -> str:
    if have is None:
        return "lost"
    if have.required_level == wanted.required_level:
        return "right"
    return "flagged" if have.required_level is None else "wrong"


def _said(competency: Competency | None) -> str:
    return "" if competency is None else f"{competency.required_level} ({competency.status})"


def share(counts: Counter[str], key: str) -> str:
    whole = counts[f"{key} of"]
    return f"{100 * counts[key] / whole:.1f} %" if whole else "–"


if __name__ == "__main__":
    main(sys.argv[1:])
