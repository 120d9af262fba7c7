"""On which line of a TOML file a key stands: tomllib tells values only, and a person wants the line."""

from __future__ import annotations

import re

Key = tuple[str | int, ...]

_TABLE = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_ASSIGNMENT = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_INLINE_KEY = re.compile(r"[{,]\s*([\w-]+)\s*=")
_LONG_TEXT = re.compile(r"\"\"\"|'''")


def key_lines(text: str) -> dict[Key, int]:
    """The line, from 1, of each table and key; the tables of an array are numbered from 0."""
    lines: dict[Key, int] = {}
    counts: dict[Key, int] = {}
    table: Key = ()
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        closed = inside
        if len(_LONG_TEXT.findall(line)) % 2:
            inside = not inside
        if closed:
            continue
        if header := _TABLE.match(line):
            table = _numbered(_parts(header[2]), counts, new=header[1] == "[[")
            lines.setdefault(table, number)
        elif assignment := _ASSIGNMENT.match(line):
            key = (*table, *_parts(assignment[1]))
            for length in range(len(table) + 1, len(key) + 1):
                lines.setdefault(key[:length], number)
            for inner in _INLINE_KEY.findall(line[assignment.end() :]):
                lines.setdefault((*key, inner), number)
    return lines


def line_of(key: Key, lines: dict[Key, int]) -> int:
    """The line of the key, or of the nearest table that it would stand in."""
    while key and key not in lines:
        key = key[:-1]
    return lines.get(key, 1)


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _numbered(parts: tuple[str, ...], counts: dict[Key, int], *, new: bool) -> Key:
    """`[[rules]]` → ("rules", 0), then ("rules", 1); `[rules.where]` stands in the last of them."""
    key: Key = ()
    for place, part in enumerate(parts):
        key = (*key, part)
        if new and place == len(parts) - 1:
            counts[key] = counts.get(key, -1) + 1
        if key in counts:
            key = (*key, counts[key])
    return key
