"""How well and how fast scans are read: samples printed, scanned in every way, and held against their text.

    python -m benchmarks.scans [--engine rapidocr] [--seed 1] [--ways 300,g4] [--forms radio] [--texts]

What the text of the same pages gives is the truth. Names are compared by the nearest one, for a misread name must not
hide a wrong level; a competency whose name stands on a page that was left out is compared with the first such one.
An indicator counts where it is read letter by letter, in the level of the competency that it belongs to. Header fields,
titles and duties count wherever they are. Pages are drawn with fresh chance for each seed; nothing is kept from an
earlier run.

`none`, `double`, `missing`: in one competency of each form a defect is planted, which must be seen: its level is then
no number, and one that is read as a number is wrong.
"""

from __future__ import annotations

import argparse
import difflib
import io
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pikepdf

from extractor.errors import ExtractorError
from extractor.model import Competency, JobDescription
from extractor.pipeline import read_job_descriptions
from extractor.reading.scan.choosing import Ocr, Scans
from samples.generator.scanning import SCANS, Box, penned, planted, scanned

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
PLANTED = {"none": "200-skew", "double": "200-skew", "missing": "200-skew"}
"""A defect planted, then scanned in this way."""
COUNTS = ("levels", "right", "flagged", "wrong", "lost", "unsaid", "invented")
"""`lost`: no competency of that name; `unsaid`: and no error finding on its page says that something is lost."""
TEXTS = ("indicators", "header", "titles", "duties")


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--engine", default=Ocr.RAPIDOCR.value)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ways", default=",".join([*SCANS, *PEN, *PLANTED]))
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
            truth: Sequence[JobDescription] = read(some_pages(print_, chosen), name)
            made_so = made(print_, way, options.seed, chosen, truth)
            if made_so is None:
                continue
            data, truth = made_so
            before = time.process_time()
            found = read(data, name, Ocr(options.engine))
            total["milliseconds"] += round(1000 * (time.process_time() - before))
            pages += len(chosen)
            sheet = SCANS[way].pages_on_sheet if way in SCANS else 1
            total += compare(truth, found, f"{way} {name}", texts=options.texts, pages_on_sheet=sheet)
        counts = " | ".join(str(total[key]) for key in COUNTS)
        texts = " | ".join(share(total, key) for key in TEXTS)
        print(f"| {way} | {counts} | {texts} | {total['milliseconds'] / 1000 / pages:.1f} |", flush=True)
    print(f"\nMost memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB, all in one process.")


def made(
    print_: bytes, way: str, seed: int, pages: Sequence[int], truth: Sequence[JobDescription]
) -> tuple[bytes, Sequence[JobDescription]] | None:
    """The scan and what is true of it; None where the form has no box for the defect of this way."""
    if way in PLANTED:
        return _with_defect(print_, way, seed, pages, truth)
    if way in PEN:
        boxes = [box for description in truth for one in description.competencies for box in _boxes(one, by_pen=True)]
        return penned(print_, SCANS[PEN[way]], seed, boxes, pages), truth
    return scanned(print_, SCANS[way], seed, pages), truth


def _with_defect(
    print_: bytes, way: str, seed: int, pages: Sequence[int], truth: Sequence[JobDescription]
) -> tuple[bytes, Sequence[JobDescription]] | None:
    """The defect is in one of the competencies that can have it, drawn by the seed; nobody can say its level then."""
    able = [one for description in truth for one in description.competencies if one.required_level is not None]
    for spoilt in random.Random(seed).sample(able, len(able)):
        data = planted(print_, SCANS[PLANTED[way]], seed, _boxes(spoilt), pages, way)
        if data is not None:
            unknown = spoilt.model_copy(update={"required_level": None})
            return data, [_with_other(description, spoilt, unknown) for description in truth]
    return None


def _with_other(description: JobDescription, one: Competency, other: Competency) -> JobDescription:
    changed = tuple(other if found is one else found for found in description.competencies)
    return description.model_copy(update={"competencies": changed})


def _boxes(competency: Competency, *, by_pen: bool = False) -> list[tuple[int, Box, bool]]:
    """(page from 0, place in points, ticked); a pen ticks boxes, and no letter stands for one then."""
    marks = [(level.mark, bool(level.marked)) for level in competency.levels if level.mark is not None]
    return [(m.page - 1, m.bbox, ticked) for m, ticked in marks if not (by_pen and m.kind == "text")]


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
    truth: Sequence[JobDescription],
    found: Sequence[JobDescription],
    where: str,
    *,
    texts: bool = False,
    pages_on_sheet: int = 1,
) -> Counter[str]:
    counts: Counter[str] = Counter()
    left = [competency for description in found for competency in description.competencies]
    said = {f.page for d in found for f in d.findings if f.severity == "error" and f.competency is None}
    for wanted in (competency for description in truth for competency in description.competencies):
        have = nearest(wanted, left)
        if have is not None:
            left.remove(have)
        outcome = judged(wanted, have)
        counts["levels"] += 1
        counts[outcome] += 1
        counts["unsaid"] += outcome == "lost" and (wanted.page - 1) // pages_on_sheet + 1 not in said
        if outcome != "right":
            print(f"{where}: {outcome} {wanted.name!r} {_said(have)}, is {_said(wanted)}", file=sys.stderr)
        counts += _indicators_read(wanted, have, where, texts=texts)
    counts["invented"] += sum(competency.required_level is not None for competency in left)
    counts.update(_texts_read(truth, found, where, texts=texts))
    return counts


def _indicators_read(wanted: Competency, have: Competency | None, where: str, *, texts: bool) -> Counter[str]:
    """Those of each level, in the level of the same rank."""
    levels = {level.level: Counter(level.indicators) for level in have.levels} if have is not None else {}
    counts: Counter[str] = Counter()
    for level in wanted.levels:
        own, read_ = Counter(level.indicators), levels.get(level.level, Counter())
        missing = own - read_
        counts["indicators of"] += own.total()
        counts["indicators"] += own.total() - missing.total()
        if texts and missing:
            _say_missing(missing, list(read_ - own), f"{where}: indicators of {wanted.name!r}")
    return counts


def _say_missing(missing: Iterable[str], others: Sequence[str], where: str) -> None:
    for text in missing:
        near = difflib.get_close_matches(text, others, 1, 0.3)
        print(f"{where}\n  is   {text!r}\n  read {near[0] if near else None!r}", file=sys.stderr)


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
            _say_missing(missing, list(have_texts - wanted_texts), f"{where}: {key}")
    return counts


def _header(description: JobDescription) -> list[str]:
    return [f"{field.label}: {field.value}" for field in description.fields]


def _duties(description: JobDescription) -> list[str]:
    """Duties and tasks, and whatever else stands under the headings of the form."""
    tasks = [task for agreement in description.task_agreements for task in agreement.tasks]
    under = [text for section in description.sections for text in (*section.paragraphs, *section.items)]
    return [*description.purpose.text, *description.purpose.duties, *description.position, *tasks, *under]


_TEXTS_OF: dict[str, Callable[[JobDescription], list[str]]] = {
    "header": _header,
    "titles": lambda description: [description.title] if description.title else [],
    "duties": _duties,
}


def nearest(wanted: Competency, left: Sequence[Competency]) -> Competency | None:
    if not wanted.name:
        return next((competency for competency in left if not competency.name), None)
    names = {competency.name.casefold(): competency for competency in reversed(left) if competency.name}
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
