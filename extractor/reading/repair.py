"""A damaged PDF → one that can be read, by qpdf: it finds objects again that a broken cross-reference table lost.

Pdfium believes the number of pages that a file says of itself, so a wrong one is a damage too: pages behind it would
be lost, or asked for in vain. Qpdf writes the true one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

import pikepdf

# What qpdf says of structures it had to rebuild; its other warnings are about details that no reader minds.
_REBUILT = ("damaged", "reconstruct", "recover", "can't find startxref", "xref not found", "end-of-file", "EOF")

_STREAM = re.compile(r"^stream <[^>]*>:?\s*")


@dataclass(frozen=True, slots=True)
class SoundPdf:
    """Bytes that can be read; `damage` says what was wrong with the file, None where it was as it should be."""

    data: bytes
    damage: str | None = None


def repaired(data: bytes, password: str | None = None) -> SoundPdf:
    """The same bytes where the structure is sound or beyond repair; else what qpdf makes of them."""
    # Qpdf drops an object that is the very last thing in a file; one that was cut off may end with it.
    whole = data if b"%%EOF" in data[-1024:] else data + b"\n%%EOF\n"
    try:
        with pikepdf.open(BytesIO(whole), password=password or "") as pdf:
            said = map(_said, pdf.get_warnings())
            damage = next((warning for warning in said if any(word in warning for word in _REBUILT)), None)
            damage = damage or _miscounted(pdf)
            if damage is None:
                return SoundPdf(data)
            rewritten = BytesIO()
            # The same bytes for the same file: no new id, which would hold the time.
            pdf.save(rewritten, encryption=False, static_id=True)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError):
        # What reads it next says what is wrong with it, in the words of that reading.
        return SoundPdf(data)
    return SoundPdf(rewritten.getvalue(), damage)


def _miscounted(pdf: pikepdf.Pdf) -> str | None:
    """What the file says of the number of its pages, where another number of them hangs in its tree."""
    tree = pdf.Root.get("/Pages")
    said = tree.get("/Count") if isinstance(tree, pikepdf.Dictionary) else None
    pages = len(pdf.pages)
    return None if said is None or said == pages else f"it says that it has {said} pages, and has {pages}"


def _said(warning: object) -> str:
    """Qpdf begins with the name of the stream, which has an address of memory in it."""
    return _STREAM.sub("", str(warning)).strip()
