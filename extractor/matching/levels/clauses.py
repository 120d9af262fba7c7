"""Lines that say several names with their levels → a line for each of them.

    Luisteren: niveau 2          Plannen: niveau 3            two lists beside each other
    Luisteren      2             Plannen      3
    Luisteren: niveau 2, Plannen: niveau 3

Only where every part of the line says a name and its level: else it is one line. Labels side by side are no names, nor
is "later" in "Luisteren niveau 2, later niveau 3".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.matching.levels.labels import text_to_label
from extractor.matching.vocabulary import fold
from extractor.matching.vocabulary import words as vocabulary
from extractor.reading.layout import Word
from extractor.shaping.lines import Line
from extractor.shaping.sizes import SEGMENT_GAP

ENDS = (",", ";", "|")
"""Signs between two names with their levels."""


def parted_into_clauses(lines: Iterable[Line], says_level: Callable[[Line], bool]) -> list[Line]:
    """The lines, each that says several names with a level cut; `says_level` knows a name with its level."""
    found: list[Line] = []
    for line in lines:
        pieces = _pieces(line.words)
        if line.marks or len(pieces) <= 1:
            found.append(line)
            continue
        parts = list(_joined(pieces, says_level))
        whole = len(parts) > 1 and all(says_it and not _begins_with_moment(part) for part, says_it in parts)
        found += [replace(line, words=tuple(words), right=None) for words, _ in parts] if whole else [line]
    return found


def _pieces(words: Iterable[Word]) -> list[list[Word]]:
    """The line cut at gaps as wide as a tab, and behind commas."""
    pieces: list[list[Word]] = []
    for word in words:
        last = pieces[-1][-1] if pieces else None
        if last is None or last.text.endswith(ENDS) or word.box.x0 - last.box.x1 > SEGMENT_GAP * word.size:
            pieces.append([])
        pieces[-1].append(word)
    return pieces


def _joined(pieces: Iterable[list[Word]], says_level: Callable[[Line], bool]) -> Iterator[tuple[list[Word], bool]]:
    """Pieces together up to the one that has the level, and whether they say a name and its level."""
    held: list[Word] = []
    for piece in pieces:
        held = held + piece
        own, before = Line(tuple(held)), held[: len(held) - len(piece)]
        named = any(c.isalpha() for word in before for c in word.text) and text_to_label(_text(before)) is None
        label = text_to_label(_text(piece)) if named else None
        if label is not None or says_level(own):
            yield held, True
            held = []
    if held:
        yield held, False


def _begins_with_moment(words: Sequence[Word]) -> bool:
    """Does it only say when, and so one more level of the name before it: "later niveau 3", and not "first aid"?"""
    text = fold(_text(words))
    behind = [text.removeprefix(f"{moment} ") for moment in vocabulary().levels.moments]
    return any(rest != text and text_to_label(rest) is not None for rest in behind)


def _text(words: Sequence[Word]) -> str:
    return Line(tuple(words)).text.rstrip(" ,;|")
