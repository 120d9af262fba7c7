"""A damaged PDF → one that can be read, by qpdf: it finds objects again that a broken cross-reference table lost."""

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
            if damage is None:
                return SoundPdf(data)
            rewritten = BytesIO()
            # The same bytes for the same file: no new id, which would hold the time.
            pdf.save(rewritten, encryption=False, static_id=True)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError):
        # What reads it next says what is wrong with it, in the words of that reading.
        return SoundPdf(data)
    return SoundPdf(rewritten.getvalue(), damage)


def _said(warning: object) -> str:
    """Qpdf begins with the name of the stream, which has an address of memory in it."""
    return _STREAM.sub("", str(warning)).strip()
