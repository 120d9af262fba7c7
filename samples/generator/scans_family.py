"""Scans of other samples: printed, spoilt, scanned. Their truth is that of the printed sample, so it stands there only.

`truths.json` says for each scan which sample it shows and which of its pages.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from .scanning import A4_POINTS, SCANS, Scan, noisy, scanned, skewed

FAMILY = "scans"


@dataclass(frozen=True)
class ScanSample:
    """`scanned_pages` of the sample, from 0, are pictures in it, the others stay text."""

    slug: str
    source: str
    scan: Scan
    seed: int
    scanned_pages: tuple[int, ...] = (0,)
    false_layer: bool = False


SMALL = Scan("small", 200, 45, (partial(skewed, least=0.5, most=1.1), partial(noisy, spread=6)), grey=True)
SAMPLES = (
    ScanSample("rows-skewed", "marks/word-field-libreoffice", SMALL, 1),
    ScanSample("rows-fax", "marks/flattened-ghostscript", SCANS["g4"], 2),
    ScanSample("round-turned", "marks/radio-libreoffice", replace(SMALL, spoil=(), turns=(1,), quality=50), 3),
    ScanSample("matrix-150", "fiche-fonction/employee-population", replace(SCANS["150-jpeg"], grey=True), 4),
    ScanSample("mixed", "unruled/vertical-reportlab", SCANS["g4"], 5, scanned_pages=(1,)),
    ScanSample("false-layer", "marks/matrix-x-libreoffice", SCANS["g4"], 6, false_layer=True),
)


def write(root: Path) -> None:
    """Six scans and `truths.json`, beside the samples that they show."""
    folder = root / FAMILY
    folder.mkdir(exist_ok=True)
    for sample in SAMPLES:
        (folder / f"{sample.slug}.pdf").write_bytes(_made(root, sample))
    truths = {
        f"{sample.slug}.pdf": {"sample": f"{sample.source}.pdf", "scanned_pages": [n + 1 for n in sample.scanned_pages]}
        for sample in SAMPLES
    }
    (folder / "truths.json").write_text(json.dumps(truths, indent=1) + "\n", encoding="utf-8")


def _made(root: Path, sample: ScanSample) -> bytes:
    printed = (root / f"{sample.source}.pdf").read_bytes()
    pictures = scanned(printed, sample.scan, sample.seed, sample.scanned_pages)
    if sample.false_layer:
        pictures = _with_false_layer(pictures)
    with pikepdf.open(io.BytesIO(printed)) as whole, pikepdf.open(io.BytesIO(pictures)) as scans:
        for number, page in zip(sample.scanned_pages, scans.pages, strict=True):
            whole.pages[number] = page
        whole.remove_unreferenced_resources()
        out = io.BytesIO()
        whole.save(out, deterministic_id=True)
    return out.getvalue()


def _with_false_layer(pictures: bytes) -> bytes:
    """What a bad OCR program adds: an x in the first column of every line, where the page shows nothing."""
    layer = io.BytesIO()
    canvas = Canvas(layer, pagesize=A4_POINTS, invariant=True)
    for line in range(40):
        text = canvas.beginText(60, 780 - 18 * line)
        text.setFont("Helvetica", 9)
        text.setTextRenderMode(3)
        text.textOut("Competentie x")
        canvas.drawText(text)
    canvas.save()
    with pikepdf.open(io.BytesIO(pictures)) as scan, pikepdf.open(layer) as words:
        for page in scan.pages:
            page.add_overlay(words.pages[0])
        out = io.BytesIO()
        scan.save(out, deterministic_id=True)
    return out.getvalue()
