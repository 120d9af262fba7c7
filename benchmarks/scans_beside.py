"""What scans cost a PDF of text, and what other programs make of the same scans.

    python -m benchmarks.scans_beside [text] [ocrmypdf] [boxdetect]

`text` reads PDFs of text with and without the question whether a page is a scan, in turns, and compares CPU time.
`ocrmypdf` puts a text layer behind our scans with that program, gives it to our own route for text as if it were
believed, and counts the levels. `boxdetect` asks that library which boxes stand on the same pages, and which are
ticked. Programs that are not installed are left out.
"""

from __future__ import annotations

import gc
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pypdfium2

from benchmarks.scans import FORMS, SAMPLES, compare, made, read, some_pages
from extractor import pipeline
from extractor.errors import ExtractorError
from extractor.model import JobDescription
from extractor.pipeline import read_job_descriptions
from extractor.reading.layout import PageLayout
from extractor.reading.scan.opening import pages_with_scans

WAYS = ("300", "200-skew")
MOST_SLOWER = 1.01
TURNS = 15
TEXT = ("tienen-form/helpdeskmedewerker.pdf", "northmere/licensing-officer.pdf", "marks/pictures-chromium.pdf")
SEED = 1
INSTALL = "pip install -r benchmarks/requirements.txt brings it"
OPENING = "pages_with_scans"
"""The step of the pipeline that is put in or left out."""


def main(asked: Sequence[str]) -> int:
    within = True
    if not asked or "text" in asked:
        within = text_not_slower()
    if not asked or "ocrmypdf" in asked:
        beside_ocrmypdf()
    if not asked or "boxdetect" in asked:
        beside_boxdetect()
    return 0 if within else 1


# ---- what scans cost a PDF of text


def text_not_slower() -> bool:
    """Turn by turn, CPU time; the least of all turns, for whatever else the machine does only adds to it."""
    print("CPU seconds a page of text, without and with the question whether it is a scan\n")
    known = pages_with_scans

    def believing(pages: Iterable[PageLayout], *_: object) -> Iterator[PageLayout]:
        yield from pages

    totals = [0.0, 0.0]
    for name in TEXT:
        path = SAMPLES / name
        least = [float("inf")] * 2
        pages = read_job_descriptions(path)[0].source.page_count
        for turn in range(TURNS):
            for i in (0, 1) if turn % 2 else (1, 0):
                setattr(pipeline, OPENING, (believing, known)[i])
                least[i] = min(least[i], _cpu(lambda path=path: read_job_descriptions(path)))  # type: ignore[misc]
        totals = [a + b for a, b in zip(totals, least, strict=True)]
        print(f"{name:44}{least[0] / pages:10.4f}{least[1] / pages:10.4f}{least[1] / least[0]:8.3f}")
    setattr(pipeline, OPENING, known)
    ratio = totals[1] / totals[0]
    verdict = "yes" if ratio <= MOST_SLOWER else "NO"
    print(f"{'all together':64}{ratio:8.3f}   at most {MOST_SLOWER:.2f}: {verdict}\n")
    return ratio <= MOST_SLOWER


def _cpu(action: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    start = time.process_time()
    action()
    taken = time.process_time() - start
    gc.enable()
    return taken


# ---- what others make of the same scans


def beside_ocrmypdf() -> None:
    program = shutil.which("ocrmypdf") or shutil.which("ocrmypdf", path=str(Path(sys.executable).parent))
    if program is None:
        print(f"ocrmypdf is not installed: left out; {INSTALL}\n")
        return
    print("ocrmypdf and then our route for text, its layer believed\n")
    print("| scan | levels | right | flagged | wrong | lost | CPU s/page |")
    print("|---|---|---|---|---|---|---|")
    for way in WAYS:
        total: Counter[str] = Counter()
        for name, data, truth, pages in _scans(way):
            before = _children()
            layered = _with_layer(program, data)
            total["ms"] += round(1000 * (_children() - before))
            start = time.process_time()
            found = _believed(layered, name) if layered is not None else ()
            total["ms"] += round(1000 * (time.process_time() - start))
            total["pages"] += pages
            total += compare(truth, found, f"ocrmypdf {way} {name}")
        counts = " | ".join(str(total[key]) for key in ("levels", "right", "flagged", "wrong", "lost"))
        print(f"| {way} | {counts} | {total['ms'] / 1000 / total['pages']:.1f} |", flush=True)
    print()


def beside_boxdetect() -> None:
    if find_spec("boxdetect") is None:
        print(f"boxdetect is not installed: left out; {INSTALL}\n")
        return
    if not hasattr(import_module("cv2"), "groupRectangles"):
        print("boxdetect needs an OpenCV that has groupRectangles, and the one that is installed has not: left out\n")
        return
    print("Tick boxes: ours and those that boxdetect finds, of the boxes that the print has\n")
    print("| scan | boxes | boxdetect found | state right | state wrong | no box there | CPU s/page |")
    print("|---|---|---|---|---|---|---|")
    for way in WAYS:
        total: Counter[str] = Counter()
        for _, data, truth, pages in _scans(way):
            total["pages"] += pages
            total += _boxes(data, truth)
        counts = " | ".join(str(total[key]) for key in ("boxes", "found", "right", "wrong", "nothing"))
        print(f"| {way} | {counts} | {total['ms'] / 1000 / total['pages']:.1f} |", flush=True)
    print()


def _scans(way: str) -> Iterator[tuple[str, bytes, tuple[JobDescription, ...], int]]:
    for name, chosen in FORMS:
        print_ = (SAMPLES / name).read_bytes()
        truth = read(some_pages(print_, chosen), name)
        scan = made(print_, way, SEED, chosen, truth)
        if scan is not None:
            yield name, scan[0], tuple(scan[1]), len(chosen)


def _with_layer(program: str, data: bytes) -> bytes | None:
    """The scan with the text that the program read behind it, as its manual says for scans that lie askew."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "scan.pdf", Path(folder) / "layer.pdf"
        source.write_bytes(data)
        command = [program, "--quiet", "--jobs", "1", "--deskew", "--output-type", "pdf", "-l", _languages()]
        done = subprocess.run(
            [*command, str(source), str(target)], check=False, env={**os.environ, "OMP_THREAD_LIMIT": "1"}
        )
        return target.read_bytes() if done.returncode == 0 else None


def _languages() -> str:
    known = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True).stdout.split()
    return "+".join(name for name in ("nld", "fra", "eng") if name in known) or "eng"


def _believed(data: bytes, name: str) -> tuple[JobDescription, ...]:
    """Read as a PDF of text: its hidden words are taken for what the page shows."""

    def shown(pages: Iterable[PageLayout], *_: object) -> Iterator[PageLayout]:
        for page in pages:
            yield replace(page, scanned=False)

    setattr(pipeline, OPENING, shown)
    try:
        return read_job_descriptions(name, content=data, confirm=False)
    except ExtractorError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return ()
    finally:
        setattr(pipeline, OPENING, pages_with_scans)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _boxes(data: bytes, truth: Sequence[JobDescription]) -> Counter[str]:
    config, pipelines = import_module("boxdetect.config"), import_module("boxdetect.pipelines")
    setting = config.PipelinesConfig()
    setting.width_range, setting.height_range = (24, 64), (24, 64)
    setting.scaling_factors = [1.0]
    setting.wh_ratio_range = (0.8, 1.25)
    setting.group_size_range = (1, 1)
    setting.dilation_iterations = 0
    counts: Counter[str] = Counter()
    levels = [level for description in truth for c in description.competencies for level in c.levels if level.mark]
    wanted = [(v.mark.page, v.mark.bbox, bool(v.marked)) for v in levels if v.mark and v.mark.kind != "text"]
    counts["boxes"] = len(wanted)
    start = time.process_time()
    with pypdfium2.PdfDocument(data) as pdf:
        for number in range(len(pdf)):
            picture = pdf[number].render(scale=300 / 72, rev_byteorder=True).to_numpy()[:, :, :3].copy()
            seen = pipelines.get_checkboxes(np.ascontiguousarray(picture), cfg=setting, px_threshold=0.1, plot=False)
            places = {tuple(box[0]): bool(box[1]) for box in seen}
            here = [(bbox, ticked) for page, bbox, ticked in wanted if page == number + 1]
            hit = set()
            for bbox, ticked in here:
                near = [p for p in places if _at(p, bbox)]
                hit.update(near)
                counts["found"] += bool(near)
                counts["right"] += bool(near) and places[near[0]] == ticked
                counts["wrong"] += bool(near) and places[near[0]] != ticked
            counts["nothing"] += len(places) - len(hit)
    counts["ms"] = round(1000 * (time.process_time() - start))
    return counts


def _at(place: Sequence[int], bbox: Sequence[float]) -> bool:
    """Within a few points: a skew moves a box at the edge of its page by five."""
    x, y, w, h = (value * 72 / 300 for value in place)
    return abs(x + w / 2 - (bbox[0] + bbox[2]) / 2) < 9 and abs(y + h / 2 - (bbox[1] + bbox[3]) / 2) < 9


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
