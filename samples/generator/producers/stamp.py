"""Makes a producer's file repeatable without rewriting it.

Dates and file identifiers are overwritten in place with text of the same length, so that every other
byte, and the cross-reference table, stays as the producer wrote it.
"""

from __future__ import annotations

import re
from pathlib import Path

DATE = re.compile(rb"\(D:\d{14}([^)]*)\)")
XMP_DATE = re.compile(rb"(?<=>)20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d([^<]*)(?=<)")
IDENTIFIER = re.compile(rb"/ID\s*\[\s*<[0-9A-Fa-f]+>\s*<[0-9A-Fa-f]+>\s*\]")
CHECKSUM = re.compile(rb"/DocChecksum\s*/[0-9A-Fa-f]+")
UUID = re.compile(rb"uuid:[0-9a-fA-F-]{36}")
HEX = re.compile(rb"(?<=<)[0-9A-Fa-f]{32}(?=>)|(?<=/)[0-9A-Fa-f]{32}")


def freeze(path: Path) -> None:
    """Set every date to one day and every identifier to one value."""
    data = path.read_bytes()
    data = DATE.sub(lambda m: b"(D:20240102030405" + m[1] + b")", data)
    data = XMP_DATE.sub(lambda m: b"2024-01-02T03:04:05" + m[1], data)
    for pattern in (IDENTIFIER, CHECKSUM):
        data = pattern.sub(lambda m: HEX.sub(b"0123456789ABCDEF0123456789ABCDEF", m[0]), data)
    data = UUID.sub(b"uuid:00000000-0000-0000-0000-000000000000", data)
    path.write_bytes(data)
