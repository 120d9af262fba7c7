"""Lines of a name with its level behind leaders, behind the white of a tab, as signs of a rating, or as one of so many.

Klantgerichtheid ........ 3          Samenwerken      2          Luisteren: ★★★☆☆          Plannen (3/5)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extractor.matching.levels.labels import TICK_LETTERS, Label, LabelKind, NoLabel, of_most_steps, text_to_label
from extractor.matching.levels.names import is_index
from extractor.matching.levels.standing import Standing, Standings
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, canonical, line_to_segments, words_to_text

NAME_AND_LEVEL = 2
NUMBERED = 3
"""Parts of a line: the name and its level, and before them perhaps a number."""
LONGEST_NAME = 100
SAME_X = 1.0
"""Levels behind leaders or tabs stand below each other: their middles at most this many sizes apart."""
LEADERS = regex.compile(r"(?:[.·…_]\s?){4,}|…{2,}")
_OF_MOST = regex.compile(
    r"(?<=[\s(:])\d{1,2}/\d{1,2}(?=\)?$)"
    r"|(?<=[:–—(|-]\s?)\d{1,2} (?:van(?: de)?|out of|sur|von|de) \d{1,2}(?=\)?$)",
    regex.IGNORECASE,
)
"""A step of so many at the end of a line; in words only behind a sign: "Leads one of 4" says something else."""
SEPARATOR = " \t:,;–—‒(-|•"


@dataclass(frozen=True)
class FoundLevel:
    """A line's name (empty where the line has none) and its level."""

    name: str
    name_words: tuple[Word, ...]
    level_words: tuple[Word, ...]
    label: Label | NoLabel


def parted_lines(lines: Sequence[Line], standings: Standings, *, of_most: bool) -> dict[int, FoundLevel]:
    """Lines of a name, leaders or white, and a label, where two or more have their labels below each other.

    `of_most`: "4/5" behind a name may be a level. Where the document gives its levels otherwise it is none.
    """
    candidates: dict[int, FoundLevel] = {}
    steps = _steps(lines) if of_most else {}
    for i, line in enumerate(lines):
        if standings.at(line.page, line.box) is Standing.COMPETENCIES:
            one = _behind_leaders(line) or _behind_white(line) or _of_most(line, steps) or _rated(line)
            if one is not None:
                candidates[i] = one
    if _counts_up([one.label for one in candidates.values() if not _most(one.label)]):
        return {}
    return {i: one for i, one in candidates.items() if _has_fellow(i, one, candidates, lines)}


def _counts_up(labels: Sequence[Label | NoLabel]) -> bool:
    """Do the numbers rise from line to line? Then they are the pages of a table of contents, or a numbering."""
    numbers = [int(one.core) for one in labels if isinstance(one, Label) and one.core.isdecimal()]
    return len(numbers) > 1 and all(a < b for a, b in pairwise(numbers))


def _has_fellow(i: int, one: FoundLevel, candidates: dict[int, FoundLevel], lines: Sequence[Line]) -> bool:
    if _most(one.label):
        return any(_most(other.label) == _most(one.label) for j, other in candidates.items() if j != i)
    box, dotted = one.level_words[-1].box, _is_dotted(lines[i])
    return any(
        ((dotted and _is_dotted(lines[j])) or abs(other.level_words[-1].box.x1 - box.x1) < SAME_X * lines[i].size)
        and isinstance(one.label, Label)
        and isinstance(other.label, Label)
        and (one.label.kind is other.label.kind or LabelKind.ZERO in (one.label.kind, other.label.kind))
        for j, other in candidates.items()
        if j != i
    )


def _is_dotted(line: Line) -> bool:
    """Leaders lead to a level wherever it stands: somebody typed as many dots for a long name as for a short one."""
    return LEADERS.search(line.text) is not None


def _most(label: Label | NoLabel) -> int | None:
    return label.most if isinstance(label, Label) else None


def _steps(lines: Sequence[Line]) -> Mapping[str, Label]:
    """What the lines have behind their names of a step of so many; {} where they count themselves: "1/2", "2/2"."""
    texts = [match.group() for line in lines if (match := _OF_MOST.search(line.text)) is not None]
    steps = of_most_steps(texts)
    counted = [steps[text].core for text in texts if text in steps]
    is_count = bool(counted) and counted == [str(i) for i in range(1, (_most(steps[texts[0]]) or 0) + 1)]
    return {} if is_count else steps


def _of_most(line: Line, steps: Mapping[str, Label]) -> FoundLevel | None:
    match = _OF_MOST.search(line.text) if steps else None
    if match is None or match.group() not in steps:
        return None
    name = line.text[: match.start()].rstrip(SEPARATOR)
    if not any(c.isalpha() for c in name) or len(name) > LONGEST_NAME:
        return None
    name_words = words_of(line, 0, len(name))
    level_words = tuple(word for word in line.words if word not in name_words)
    return FoundLevel(canonical(name), tuple(name_words), level_words, steps[match.group()]) if level_words else None


def _rated(line: Line) -> FoundLevel | None:
    """A name, and a rating behind it, wherever that begins: "Luisteren: ★★★☆☆"."""
    start = len(line.words)
    while start > 1 and not any(c.isalnum() for c in line.words[start - 1].text):
        start -= 1
    name_words, signs = line.words[:start], line.words[start:]
    label = text_to_label(words_to_text(signs))
    if not isinstance(label, Label) or not label.most:
        return None
    name = words_to_text(name_words).strip(SEPARATOR)
    if not any(c.isalpha() for c in name) or len(name) > LONGEST_NAME:
        return None
    return FoundLevel(canonical(name), name_words, signs, label)


def _behind_leaders(line: Line) -> FoundLevel | None:
    match = LEADERS.search(line.text)
    if match is None:
        return None
    name, tail = line.text[: match.start()].rstrip(), line.text[match.end() :].strip()
    label = text_to_label(tail) if tail else None
    if label is None or not any(c.isalpha() for c in name) or _is_tick(label):
        return None
    name_words = words_of(line, 0, len(name))
    level_words = [word for word in line.words if word not in name_words]
    return FoundLevel(canonical(name), tuple(name_words), tuple(level_words), label) if level_words else None


def _is_tick(label: Label | NoLabel) -> bool:
    """A lone "X" or "V" behind a name is a tick whose column nobody knows, before it is ten or five."""
    return isinstance(label, Label) and label.core in TICK_LETTERS


def _behind_white(line: Line) -> FoundLevel | None:
    segments = line_to_segments(line)
    if len(segments) == NUMBERED and is_index(segments[0].text):
        segments = segments[1:]
    if len(segments) != NAME_AND_LEVEL or not any(c.isalpha() for c in segments[0].text):
        return None
    name, level = segments
    label = text_to_label(level.text)
    if label is None or name.text.endswith((".", ":")) or len(name.text) > LONGEST_NAME or _is_tick(label):
        return None
    return FoundLevel(canonical(name.text), name.words, level.words, label)


def words_of(line: Line, start: int, end: int) -> list[Word]:
    """The words that hold characters `start..end` of the line's text."""
    found, at = [], 0
    for i, word in enumerate(line.words):
        upto = len(canonical(words_to_text(line.words[: i + 1])))
        if at < end and upto > start:
            found.append(word)
        at = upto
    return found
