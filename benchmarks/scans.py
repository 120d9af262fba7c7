"""How well and how fast scans are read: samples printed, scanned in every way, and held against their text.

    python -m benchmarks.scans [--engine rapidocr] [--seed 1] [--ways 300,g4] [--forms radio] [--texts]

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
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf

from extractor.errors import ExtractorError
from extractor.model import Competency, JobDescription
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
PEN = {"pen": "300", "pen-200": "200-skew"}
"""Ticks made by hand, then scanned in this way."""
COUNTS = ("levels", "right", "flagged", "wrong", "lost", "unsaid", "invented")
"""`lost`: no competency of that name; `unsaid`: and no error finding on its page says that something is lost."""
TEXTS = ("indicators", "header", "titles", "duties")


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--engine", default=Ocr.RAPIDOCR.value)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ways", default=",".join([*SCANS, *PEN]))
    parser.add_argument("--forms", default="", help="only forms with this in their path")
    parser.add_argument("--texts", action="store_true", help="say which texts are read otherwise")
    options = parser.parse_args(arguments)
    print("| scan |", " | ".join([*COUNTS, *TEXTS]), "| CPU s/page |")
    print("|---" * (len(COUNTS) + len(TEXTS) + 2) + "|")
    for way in options.ways.split(","):
        total: Counter[str] = Counter()
        pages = 0
        for name, chosen in FORMS:
            if options.forms not in name:
                continue
            print_ = (SAMPLES / name).read_bytes()
            truth = read(some_pages(print_, chosen), name)
            data = made(print_, way, options.seed, chosen, truth)
            before = time.process_time()
            found = read(data, name, Ocr(options.engine))
            total["milliseconds"] += round(1000 * (time.process_time() - before))
            pages += len(chosen)
            total += compare(truth, found, f"{way} {name}", texts=options.texts)
        counts = " | ".join(str(total[key]) for key in COUNTS)
        texts = " | ".join(share(total, key) for key in TEXTS)
        print(f"| {way} | {counts} | {texts} | {total['milliseconds'] / 1000 / pages:.1f} |", flush=True)
    print(f"\nMost memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB, all in one process.")


def made(print_: bytes, way: str, seed: int, pages: Sequence[int], truth: Sequence[JobDescription]) -> bytes:
    if way not in PEN:
        return scanned(print_, SCANS[way], seed, pages)
    levels = [level for description in truth for c in description.competencies for level in c.levels]
    boxes = [(v.mark.page - 1, v.mark.bbox, bool(v.marked)) for v in levels if v.mark and v.mark.kind != "text"]
    return penned(print_, SCANS[PEN[way]], seed, boxes, pages)


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


def compare(
    truth: Sequence[JobDescription], found: Sequence[JobDescription], where: str, *, texts: bool = False
) -> Counter[str]:
    counts: Counter[str] = Counter()
    left = [competency for description in found for competency in description.competencies]
    said = any(f.severity == "error" and f.competency is None for d in found for f in d.findings)
    for description in truth:
        for wanted in (c for c in description.competencies if c.name):
            have = nearest(wanted, left)
            if have is not None:
                left.remove(have)
            outcome = judged(wanted, have)
            counts["levels"] += 1
            counts[outcome] += 1
            counts["unsaid"] += outcome == "lost" and not said
            if outcome != "right":
                print(f"{where}: {outcome} {wanted.name!r} {_said(have)}, is {_said(wanted)}", file=sys.stderr)
    counts["invented"] += sum(competency.required_level is not None for competency in left)
    counts.update(_texts_read(truth, found, where, texts=texts))
    return counts


def _texts_read(
    truth: Sequence[JobDescription], found: Sequence[JobDescription], where: str, *, texts: bool
) -> Counter[str]:
    """How many texts of each kind there are, and are read; `texts` prints those that are not."""
    counts: Counter[str] = Counter()
    for key, of in _TEXTS_OF.items():
        wanted_texts, have_texts = (Counter(text for one in some for text in of(one)) for some in (truth, found))
        missing = wanted_texts - have_texts
        counts[f"{key} of"] += wanted_texts.total()
        counts[key] += wanted_texts.total() - missing.total()
        if texts and missing:
            others = list(have_texts - wanted_texts)
            for text in missing:
                near = difflib.get_close_matches(text, others, 1, 0.3)
                print(f"{where}: {key}\n  is   {text!r}\n  read {near[0] if near else None!r}", file=sys.stderr)
    return counts


def _indicators(description: JobDescription) -> list[str]:
    return [text for c in description.competencies for level in c.levels for text in level.indicators]


def _header(description: JobDescription) -> list[str]:
    return [f"{field.label}: {field.value}" for field in description.fields]


def _duties(description: JobDescription) -> list[str]:
    """Duties and tasks, and whatever else stands under the headings of the form."""
    tasks = [task for agreement in description.task_agreements for task in agreement.tasks]
    under = [text for section in description.sections for text in (*section.paragraphs, *section.items)]
    return [*description.purpose.text, *description.purpose.duties, *description.position, *tasks, *under]


_TEXTS_OF: dict[str, Callable[[JobDescription], list[str]]] = {
    "indicators": _indicators,
    "header": _header,
    "titles": lambda description: [description.title] if description.title else [],
    "duties": _duties,
}


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
