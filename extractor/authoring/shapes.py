"""Texts of one family → the patterns that people would write for those that give a level.

    Snoeien (vereist: vlot)     ┐
    Maaien (vereist: basis)     ├ "{name} (vereist: {level})", levels basis, vlot
    Plannen (vereist: vlot)     ┘

Two texts show what may be fixed, all texts of the family how often it is. A level comes back with other names; prose
does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import combinations, zip_longest

import regex

from extractor.authoring.candidates import Candidates, Seen
from extractor.matching.levels.labels import text_to_label
from extractor.matching.vocabulary import fold

LONGEST_TEXT = 200
MOST_TEXTS = 120
"""So many different texts are held against each other."""
LEAST_FITS = 2
REPEATED = 0.75
"""Levels are at most this part as many as the texts that have one."""
LONGEST_LEVEL = 30
LEAST_FIXED = 3
"""A pattern with one gap has at least so many letters."""
SIGNS = regex.compile(r"[:()\[\]|/=–—•→»]|\.{3}")
_GAP = r"(\S.*?)"
_WORD = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True)
class Shape:
    """A pattern as people write it, a text that it fits, how many do, and the levels that these have.

    `heads` says that names are listed under it.
    """

    plain: str
    example: str
    count: int
    levels: tuple[str, ...]
    heads: bool = False


@dataclass(frozen=True)
class Head:
    """The texts in the head of a table: which of its columns is the name, which gives levels, and which do too."""

    texts: tuple[str, ...]
    name: int
    level: int
    also: tuple[int, ...]
    wordy: tuple[int, ...]
    levels: tuple[str, ...]


@dataclass(frozen=True)
class _Skeleton:
    """What is fixed before, between and behind the gaps; no middle where there is one gap."""

    before: str
    middle: str | None
    behind: str

    @property
    def parts(self) -> tuple[str, ...]:
        return (self.before, self.behind) if self.middle is None else (self.before, self.middle, self.behind)

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        return regex.compile(f"^{_GAP.join(map(regex.escape, self.parts))}$", regex.IGNORECASE)


def shapes(all_seen: Sequence[Candidates]) -> list[Shape]:
    """Patterns of lines and rows, the likeliest first."""
    found = [*_of_rows(all_seen), *_of_texts(all_seen)]
    return sorted(found, key=lambda shape: (-shape.count, -len(shape.plain)))


def heads(all_seen: Sequence[Candidates]) -> list[Head]:
    """Of tables whose first row is no row like the others; those with levels first."""
    by_texts: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for seen in all_seen:
        for rows in seen.tables:
            if len(rows) > 2 or (len(rows) == 2 and len(all_seen) > 1):
                by_texts.setdefault(rows[0], []).extend(rows[1:])
    found = []
    for texts, body in by_texts.items():
        columns = list(zip(*(row for row in body if len(row) == len(texts)), strict=True))
        if not columns or not all(any(c.isalpha() for c in text) and len(text) <= 40 for text in texts):
            continue
        level = _level_column(columns)
        values = {
            fold(row[level]) for rows in by_texts.values() for row in rows if level is not None and len(row) > level
        }
        if level is None or fold(texts[level]) in values:
            continue
        name = _name_column(columns, level)
        also = tuple(i for i in range(len(columns)) if i not in (name, level) and _like(columns[i], columns[level]))
        rest = [i for i in range(len(columns)) if i not in (name, level, *also)]
        wordy = tuple(i for i in rest if _has_letters(columns[i]))
        labels = [value for i in (level, *also) for value in columns[i]]
        found.append(Head(texts, name, level, also, wordy, _ordered(labels, all_seen)))
    return found


def _column_of_all(tables: Iterable[Sequence[Sequence[str]]], column: int) -> set[str]:
    return {fold(row[column]) for rows in tables for row in rows if len(row) > column}


def _name_column(columns: Sequence[Sequence[str]], level: int) -> int:
    """The first column whose texts all differ; else the first that is not the one with levels."""
    others = [i for i in range(len(columns)) if i != level]
    return next((i for i in others if len(set(columns[i])) == len(columns[i]) and _has_letters(columns[i])), others[0])


def _like(column: Sequence[str], levels: Sequence[str]) -> bool:
    """Has the column texts of the same sort: some of the levels, or what everybody knows as levels as well?"""
    known = all(text_to_label(text) is not None for text in levels)
    texts = {fold(text) for text in column} - {"-", "–", "—"}
    alike = bool(texts & {fold(text) for text in levels}) and max(map(len, column)) <= LONGEST_LEVEL
    return alike or (known and all(text_to_label(text) is not None for text in texts) and bool(texts))


def _has_letters(texts: Iterable[str]) -> bool:
    return all(sum(c.isalpha() for c in text) > 2 for text in texts)


def _level_column(columns: Sequence[Sequence[str]]) -> int | None:
    """The last column whose short texts come back; else the last that has nothing but what may be a level."""
    short = [i for i, column in enumerate(columns) if max(map(len, column)) <= LONGEST_LEVEL]
    repeated = [i for i in short if len(set(map(fold, columns[i]))) <= REPEATED * len(columns[i])]
    known = [i for i in short if all(text_to_label(text) is not None for text in columns[i])]
    return next(iter([i for i in repeated if i in known][::-1] or repeated[::-1] or known[::-1]), None)


def _of_rows(all_seen: Sequence[Candidates]) -> Iterator[Shape]:
    """Rows of tables without a head: "{name} | {level}"."""
    named = {head.texts for head in heads(all_seen)}
    tables = [rows for seen in all_seen for rows in seen.tables if rows[0] not in named]
    by_width: dict[int, list[tuple[str, ...]]] = {}
    for rows in tables:
        by_width.setdefault(len(rows[0]), []).extend(row for row in rows if len(row) == len(rows[0]))
    for alike in by_width.values():
        columns = list(zip(*alike, strict=True))
        level = _level_column(columns)
        if level is None or len(alike) < LEAST_FITS:
            continue
        name = _name_column(columns, level)
        places = ["{level}" if i == level else "{name}" if i == name else "{any}" for i in range(len(columns))]
        yield Shape(" | ".join(places), " | ".join(alike[0]), len(alike), _ordered(columns[level], all_seen))


def _of_texts(all_seen: Sequence[Candidates]) -> Iterator[Shape]:
    texts = [text for seen in all_seen for one in seen.texts for text in dict.fromkeys((one.text, *one.lines))]
    different = [text for text in dict.fromkeys(texts) if len(text) <= LONGEST_TEXT][:MOST_TEXTS]
    skeletons = dict.fromkeys(s for one, other in combinations(different, 2) for s in _skeletons(one, other))
    made = [shape for skeleton in skeletons if (shape := _shape(skeleton, all_seen)) is not None]
    made.sort(key=lambda shape: (-shape.count, -len(shape.plain)))
    held: set[str] = set()
    for shape in made:
        parts = regex.split(r"\{\w+\}", shape.plain)
        pattern = regex.compile(r"\S.*".join(map(regex.escape, parts)) + "$", regex.IGNORECASE)
        fitting = {text for text in different if pattern.match(text)}
        if not fitting <= held:
            held |= fitting
            yield shape


def _skeletons(one: str, other: str) -> Iterator[_Skeleton]:
    """What two texts may have fixed: their common beginning and end, and the longest text that both have between."""
    before = _cut_to_words(_common(one, other), one, other)
    rest = (one[len(before) :], other[len(before) :])
    end = _common(rest[0][::-1], rest[1][::-1])[::-1]
    while end and end[0].isalnum() and any(r[: len(r) - len(end)][-1:].isalnum() for r in rest):
        end = end[1:]
    end = end.lstrip() if end[:1] == " " and not _WORD.search(end) else end
    one, other = (text[: len(text) - len(end)] for text in rest)
    if not one or not other:
        return
    if len(regex.findall(r"\p{L}", before)) >= LEAST_FIXED and SIGNS.search(before):
        yield _Skeleton(before, None, end)
    block = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    fixed = one[block.a : block.a + block.size]
    if len(regex.findall(r"\p{L}", before)) > LEAST_FIXED and len(regex.findall(r"\p{L}", fixed)) > LEAST_FIXED:
        yield from _with_middle(before, fixed, end, one, other)
    whole = _cut_to_words(fixed, *(text[text.index(fixed) :] for text in (one, other)))
    while whole[:1].isalnum():  # the end of a word
        whole = whole[1:]
    yield from _with_middle(before, whole, end, one, other)


def _with_middle(before: str, fixed: str, end: str, one: str, other: str) -> Iterator[_Skeleton]:
    parts = SIGNS.search(fixed) is not None or (" " in fixed and (" " in fixed.strip() or len(before) > LEAST_FIXED))
    gaps = [text.partition(fixed)[::2] if fixed else ("", "") for text in (one, other)]
    if fixed.strip() and parts and all(gap.strip() for pair in gaps for gap in pair):
        yield _Skeleton(before, fixed, end)


def _common(one: str, other: str) -> str:
    size = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:size]


def _cut_to_words(text: str, *whole: str) -> str:
    """A beginning does not end inside a word."""
    while text and text[-1].isalnum() and any(w[len(text) : len(text) + 1].isalnum() for w in whole):
        text = text[:-1]
    return text


def _shape(skeleton: _Skeleton, all_seen: Sequence[Candidates]) -> Shape | None:
    """None where what stands in the gap comes back no more than prose does, or the names of one document do."""
    fits = [_fits(skeleton, seen) for seen in all_seen]
    everywhere = [match for matches in fits for match in matches]
    if len(everywhere) < LEAST_FITS:
        return None
    gaps = range(1, 2 if skeleton.middle is None else 3)
    level = min(gaps, key=lambda gap: _unlike_levels(gap, fits))
    values = [match[level].strip() for match in {match.group(): match for match in everywhere}.values()]
    if not _may_be_levels(values):
        return None
    names = [[fold(match[3 - level]) for match in matches] for matches in fits] if len(gaps) > 1 else []
    if any(len(set(texts)) < len(texts) for texts in names):
        return None
    places = ["{level}"] if len(gaps) == 1 else ["{level}", "{name}"] if level == 1 else ["{name}", "{level}"]
    plain = "".join(part + place for part, place in zip_longest(skeleton.parts, places, fillvalue=""))
    heads_names = len(gaps) == 1 and _lists_names(skeleton, all_seen)
    return Shape(plain, everywhere[0].group(), len(everywhere), _ordered(values, all_seen), heads_names)


def _fits(skeleton: _Skeleton, seen: Candidates) -> list[regex.Match[str]]:
    """In one document: a paragraph whole where its lines do not fit, else its lines."""
    found: list[regex.Match[str]] = []
    for one in seen.texts:
        lines = [match for line in one.lines if (match := skeleton.pattern.match(line)) is not None]
        whole = skeleton.pattern.match(one.text) if len(one.lines) > 1 and len(lines) < LEAST_FITS else None
        found += lines if whole is None else [whole]
    return found


def _unlike_levels(gap: int, fits: Sequence[Sequence[regex.Match[str]]]) -> tuple[int, bool, int]:
    """Levels come back in one document, names do not; where neither does, levels are known, or shorter."""
    again = sum(len(matches) - len({fold(match[gap].strip()) for match in matches}) for matches in fits)
    texts = [match[gap].strip() for matches in fits for match in matches]
    return -again, not all(text_to_label(text) is not None for text in texts), sum(map(len, texts))


def _may_be_levels(values: Sequence[str]) -> bool:
    plain = all(len(v) <= LONGEST_LEVEL and len(v.split()) <= 3 and not SIGNS.search(v) for v in values)
    repeated = len(set(map(fold, values))) <= REPEATED * len(values)
    return plain and (repeated or all(text_to_label(value) is not None for value in values))


def _lists_names(skeleton: _Skeleton, all_seen: Sequence[Candidates]) -> bool:
    """Does what fits head a list, rather than stand under a name: items below it, or weaker letters?"""
    votes = Counter[bool]()
    for seen in all_seen:
        for text, below in zip(seen.texts, seen.texts[1:], strict=False):
            if skeleton.pattern.match(text.text):
                votes[below.item or (text.strong and not below.strong)] += 1
    return votes[True] > votes[False]


def _ordered(values: Iterable[str], all_seen: Sequence[Candidates]) -> tuple[str, ...]:
    """Each level once: numbers from low to high, others as a text that names them all has them, or as they come."""
    once = list({fold(value): value for value in values if value}.values())
    if all(value.isdecimal() for value in once):
        return tuple(sorted(once, key=int))
    if all(len(set(value)) == 1 and value[0] == once[0][0] for value in once):
        return tuple(sorted(once, key=len))  # "+", "++", "+++"
    legend = next((text for seen in all_seen for text in seen.texts if _names_all(text, once)), None)
    if legend is not None:
        once.sort(key=lambda value: _place(value, legend.text))
    return tuple(once)


def _place(value: str, text: str) -> int:
    match = regex.search(rf"(?<![\p{{L}}\p{{N}}]){regex.escape(value)}(?![\p{{L}}\p{{N}}])", text, regex.IGNORECASE)
    return match.start() if match is not None else -1


def _names_all(text: Seen, values: Sequence[str]) -> bool:
    return len(values) > 1 and all(_place(value, text.text) >= 0 for value in values)
