"""Dates as documents print them → dates."""

from __future__ import annotations

from datetime import date

import regex

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari janvier january januar enero jan",
            "februari février fevrier february februar febrero feb",
            "maart mars march märz marz marzo mrt",
            "april avril abril apr",
            "mei mai may mayo",
            "juni juin june junio jun",
            "juli juillet july julio jul",
            "augustus août aout august agosto aug",
            "september septembre septiembre setiembre sept sep",
            "oktober octobre october octubre okt oct",
            "november novembre noviembre nov",
            "december décembre decembre dezember diciembre dec",
        ),
        start=1,
    )
    for name in names.split()
}
WRITTEN = regex.compile(
    r"\b(?P<day>\d{1,2})(?:er|ste|de|e|st|nd|rd|th|\.)?\s+(?:de\s+)?(?P<month>\p{L}+)\.?\s+(?:de\s+)?(?P<year>\d{4})\b"
)
MONTH_FIRST = regex.compile(r"\b(?P<month>\p{L}+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b")
NUMERIC = regex.compile(r"\b(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})\b")
ISO = regex.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")


def text_to_date(text: str) -> date | None:
    """The first date in the text; day before month where both are numbers. None where there is none or it cannot be."""
    for pattern in (ISO, WRITTEN, NUMERIC, MONTH_FIRST):
        match = pattern.search(text)
        if match is None:
            continue
        month = match["month"]
        number = int(month) if month.isdecimal() else MONTHS.get(month.casefold())
        if number is None:
            continue
        try:
            return date(int(match["year"]), number, int(match["day"]))
        except ValueError:
            return None
    return None
