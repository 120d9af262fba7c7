"""Functional careers: "B1-B3" → B1, B2, B3."""

from __future__ import annotations

import regex

from extractor.model import Career

STEP = regex.compile(r"^(?P<rank>[A-E][vxVX]?)(?P<number>\d)(?P<letter>[a-e]?)$")
"""A step of a Flemish local career: level letter (in care "BV" too), number, and a letter in level A.

Source: Besluit rechtspositie, 2007.
"""
TWO_ENDS = 2
"""A range is written with its first and its last step."""
MONEY = regex.compile(r"\p{Sc}|\b(?:EUR|USD|GBP|CHF|CAD|AUD|Rs)\b|\d{2}[.,]\d{3}|\d{5}", regex.IGNORECASE)
SEPARATOR = regex.compile(r"\s*(?:[-‐‒–—−/,;+]|\bt/?m\b|\btot\b|\ben\b|\bà\b|\bto\b)\s*")


def text_to_career(text: str) -> Career:
    """Two ends of one rank are a range, three or more steps a list; anything else stays as it is printed.

    An amount of money has no steps: "$115,700 - $149,710 a year".
    """
    if MONEY.search(text):
        return Career(text=text, steps=())
    steps = [part for part in SEPARATOR.split(text) if part]
    if len(steps) == TWO_ENDS:
        steps = _range(*steps)
    return Career(text=text, steps=tuple(steps))


def _range(first: str, last: str) -> list[str]:
    low, high = STEP.match(first), STEP.match(last)
    if low is None or high is None or low["rank"] != high["rank"]:
        return [first, last]
    if low["letter"] == high["letter"] and int(low["number"]) < int(high["number"]):
        numbers = range(int(low["number"]), int(high["number"]) + 1)
        return [f"{low['rank']}{number}{low['letter']}" for number in numbers]
    if low["number"] == high["number"] and low["letter"] and high["letter"]:
        letters = range(ord(low["letter"]), ord(high["letter"]) + 1)
        return [f"{low['rank']}{low['number']}{chr(letter)}" for letter in letters]
    return [first, last]
