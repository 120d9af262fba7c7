"""README.md of the samples: a table for each family, from the samples' own descriptions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from .sample import Sample

INTRO = """\
# Samples

Job descriptions of invented towns, agencies and companies. Every name and every sentence is made up;
the forms imitate real ones. Beside each `<slug>.pdf` stands `<slug>.truth.json`: what the document
says, under the names of the output contract, minus everything positional. The truth was written from
the content before the PDF was printed; the extractor had no part in it.

    {"status": "imported" | "unrecognised", "page_count": n, "documents": [one for each job description],
     "findings": [codes expected], "notes": "how it was made. what it is there for"}

Without `findings` it is partial: what it does not name is not held against the result, findings neither.

Text in the truth is canonical: NFC, no bullet characters, a wrapped line joined by one space. A word
that was broken after its own hyphen ("informatie-" / "uitwisseling") has no space there; "kop-" /
"en voettekst" has one. `level` is the number of the level, or the rank of a named level in the order
of its scale.

`python -m samples.generator` writes everything again (needs LibreOffice, Chromium, Ghostscript, poppler,
qpdf, fontconfig with the DejaVu, Liberation, Noto, Carlito, Caladea, Lato, Open Sans, EB Garamond and
Symbola fonts, and the Python packages python-docx, reportlab, weasyprint, pikepdf, fonttools and pillow);
`python -m samples.generator <slug> …` writes some of it. Dates and file identifiers are set to fixed
values, so the same programs give the same bytes. This file is written by the generator too.
"""
HEAD = "| file | pages | documents | competencies | made by | there for |\n|---|---|---|---|---|---|\n"


def write(root: Path, samples: Iterable[Sample], families: dict[str, str]) -> None:
    """Write README.md from what stands in the folder."""
    parts = [INTRO]
    for family, members in groupby(samples, key=lambda sample: sample.family):
        rows = "".join(_row(root, sample) for sample in members)
        parts.append(f"\n## {family}/\n\n{families[family]}\n\n{HEAD}{rows}")
    (root / "README.md").write_text("".join(parts), encoding="utf-8")


def _row(root: Path, sample: Sample) -> str:
    truth = json.loads((root / sample.family / f"{sample.slug}.truth.json").read_text(encoding="utf-8"))
    count = sum(len(document["competencies"]) for document in truth["documents"])
    return (
        f"| `{sample.slug}` | {truth['page_count']} | {len(truth['documents'])} | {count} "
        f"| {sample.producer} | {sample.purpose} |\n"
    )
