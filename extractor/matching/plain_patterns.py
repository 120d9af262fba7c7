"""Patterns as people write them, "{name} (niveau {level})", → patterns of the regex library.

What stands between the places in braces is meant as it is printed; the whole is a whole line.
"""

from __future__ import annotations

from typing import Final

import regex

PLACES: Final = {
    "name": "name",
    "names": "names",
    "level": "label",
    "number": "number",
    "title": "title",
    "text": "text",
    "organisation": "organisation",
    "authority": "authority",
    "date": "date",
    "any": "",
}
"""What may stand in braces, and the group that it is; "any" is text that nobody needs."""
_PLACE: Final = regex.compile(r"(?<!\\[pPNgk])\{(\p{L}+)\}")
_LEADERS: Final = regex.compile(r"\.{3,}|…+")
_DIGITS: Final = r"[\dIVX]{1,4}"


_WRITTEN: Final[dict[str, str]] = {}
"""How a pattern was written, by what it became."""


def as_written(pattern: str) -> str:
    """The pattern as somebody wrote it: with places in braces, where it was written so."""
    return _WRITTEN.get(pattern, pattern)


def is_plain(text: str) -> bool:
    """Has it a place in braces? In a pattern of the regex library letters alone stand so only behind a backslash."""
    return _PLACE.search(text) is not None


def plain_to_pattern(text: str) -> str:
    """Raises ValueError for a place that nothing can stand in, or one that is there twice."""
    parts = _PLACE.split(" ".join(text.split()))
    places = parts[1::2]
    for place in places:
        if place not in PLACES:
            raise ValueError(f"{{{place}}} is none of {', '.join(f'{{{known}}}' for known in PLACES)}")
        if place != "any" and places.count(place) > 1:
            raise ValueError(f"{{{place}}} stands there twice")
    pattern = ""
    for i, part in enumerate(parts):
        pattern += rf"\s*{_place(part, parts[i + 1])}\s*" if i % 2 else _literal(part)
    _WRITTEN[f"^{pattern}$"] = text
    return f"^{pattern}$"


def _literal(text: str) -> str:
    leaders = _LEADERS.search(text)
    if leaders is not None:  # however many dots lead to the level
        before, after = text[: leaders.start()].rstrip(), text[leaders.end() :].lstrip()
        return rf"{_literal(before)}\s*(?:[.·…_]\s?){{2,}}\s*{_literal(after)}"
    escaped = regex.escape(text, special_only=True, literal_spaces=True)
    return regex.sub(" ", r"\\s+", escaped)


def _place(place: str, following: str) -> str:
    group = PLACES[place]
    if place == "number":
        return f"(?<{group}>{_DIGITS})"
    # Nothing but a space behind it: a name has as many words as it can, what follows it has one.
    inner = r"\S.*" if place == "name" and following == " " else r"\S+" if place == "level" else r"\S.*?"
    if place == "level":
        inner = r"\S(?:.*?\S)?" if following else r"\S+(?:\s\S+){0,3}?"
    return f"(?<{group}>{inner})" if group else f"(?:{inner})"
