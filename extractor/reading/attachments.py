"""PDFs inside a PDF: a portfolio is a cover page with the documents attached."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pikepdf

from extractor.errors import FileTooBig
from extractor.reading.limits import ReadingLimits

MOST = 1000
"""A portfolio with more PDFs is none."""


@dataclass(frozen=True, slots=True)
class AttachedPdf:
    name: str
    content: bytes


def attached_pdfs(data: bytes, password: str | None, limits: ReadingLimits) -> tuple[AttachedPdf, ...]:
    """What is attached and begins as a PDF does, by name; nothing where the PDF does not open. Raises FileTooBig."""
    try:
        with pikepdf.open(BytesIO(data), password=password or "") as pdf:
            return tuple(_attached(pdf, limits))
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError, TypeError, KeyError):
        # What is wrong with the file is said by the reading of its pages.
        return ()


def attached_pdf(data: bytes, name: str, password: str | None, limits: ReadingLimits) -> bytes | None:
    """One of them, without unpacking the others; None where it is not there. Raises FileTooBig."""
    try:
        with pikepdf.open(BytesIO(data), password=password or "") as pdf:
            content = pdf.attachments[name].get_file().read_bytes()
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError, TypeError, KeyError):
        return None
    limits.check_bytes(name, len(content))
    return content


def _attached(pdf: pikepdf.Pdf, limits: ReadingLimits) -> list[AttachedPdf]:
    found: list[AttachedPdf] = []
    total = 0
    for name, specification in sorted(pdf.attachments.items())[:MOST]:
        content = specification.get_file().read_bytes()
        total += len(content)
        if limits.bytes is not None and total > limits.bytes:
            raise FileTooBig(name, f"attachments of more than {limits.bytes:,} bytes")
        if content[:1024].lstrip().startswith(b"%PDF-"):
            found.append(AttachedPdf(name, content))
    return found
