"""Dates as PDFs write them."""

from __future__ import annotations

import regex

PDF_DATE = regex.compile(
    r"^(?:D:)?(?P<y>\d{4})(?P<mo>\d\d)?(?P<d>\d\d)?(?P<h>\d\d)?(?P<mi>\d\d)?(?P<s>\d\d)?"
    r"(?:(?P<z>Z)|(?P<sign>[+-])(?P<oh>\d\d)'?(?P<om>\d\d)?'?)?"
)


def text_or_none(value: object) -> str | None:
    text = value.replace("\x00", "").strip() if isinstance(value, str) else ""
    return text or None


def iso_date(text: str | None) -> str | None:
    """`D:20230209101500+01'00'` (ISO 32000-1, 7.9.4) → `2023-02-09T10:15:00+01:00`; None where it is none."""
    match = PDF_DATE.match(text or "")
    if match is None:
        return None
    part = match.groupdict()
    day = f"{part['y']}-{part['mo'] or '01'}-{part['d'] or '01'}"
    iso = f"{day}T{part['h'] or '00'}:{part['mi'] or '00'}:{part['s'] or '00'}"
    if part["z"]:
        return iso + "Z"
    return f"{iso}{part['sign']}{part['oh']}:{part['om'] or '00'}" if part["sign"] else iso
