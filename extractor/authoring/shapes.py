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
from functools import cached_property, lru_cache
from itertools import chain, combinations, zip_longest

import regex

from extractor.authoring.candidates import Candidates
from extractor.authoring.seen_levels import LONGEST_LEVEL, are_known, come_back, in_order
from extractor.authoring.seen_tables import Columns, heads, level_column, name_column
from extractor.matching.levels.labels import text_to_label
from extractor.matching.vocabulary import fold

LONGEST_TEXT = 200
MOST_TEXTS = 120
"""So many different texts are held against each other."""
MOST_SKELETONS = 60
"""Of what they have in common the commonest are tried."""
LEAST_FITS = 2
REPEATED = 0.75
"""Levels are at most this part as many as the texts that have one."""
LEAST_FIXED = 3
"""A pattern with one gap has at least so many letters."""
SIGNS = regex.compile(r"[:()\[\]|/=–—•→»]|\.{3}")
_GAP = r"(\S.*?)"
_TELLING_END = regex.compile(r"[^\s.;!?,]")
_END = regex.compile(r"^(\p{L}[^:()\[\]|/=–—•→»]*\p{L})\s+(\p{Lu}|\d{1,2})$")
"""A name and one capital, or a number, behind it."""
_LISTED = regex.compile(r"\S\s*[;,•·]\s*\S")
_WORD = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True)
class LevelShape:
    """A pattern as people write it, a text that it fits, how many do, and the levels that these have.

    `heads` says that names are listed under it.
    """

    plain: str
    example: str
    count: int
    levels: tuple[str, ...]
    heads: bool = False

    @property
    def pattern(self) -> regex.Pattern[str]:
        level = f"(?:{'|'.join(map(regex.escape, self.levels))})"
        parts = regex.split(r"(\{\w+\})", self.plain)
        places = [level if part == "{level}" else r"\S.*" for part in parts[1::2]]
        fixed = map(regex.escape, parts[::2])
        pattern = "".join(part + place for part, place in zip_longest(fixed, places, fillvalue=""))
        return regex.compile(f"{pattern}$", regex.IGNORECASE)


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


@lru_cache(maxsize=8)
def shapes(all_seen: tuple[Candidates, ...]) -> list[LevelShape]:
    """Patterns of lines and rows, the likeliest first."""
    return _likeliest_first([*_of_rows(all_seen), *_of_ends(all_seen), *_of_texts(all_seen)])


def _likeliest_first(found: Iterable[LevelShape]) -> list[LevelShape]:
    return sorted(found, key=lambda shape: (-shape.count, -len(shape.plain)))


def _of_rows(all_seen: Sequence[Candidates]) -> Iterator[LevelShape]:
    """Rows of tables without a head: "{name} | {level}"."""
    for tables in _without_head(all_seen):
        level = level_column(tables)
        if level is None:
            continue
        name = name_column(tables, level)
        places = ["{level}" if i == level else "{name}" if i == name else "{any}" for i in range(len(tables[0]))]
        example = " | ".join(column[0] for column in tables[0])
        values = [text for table in tables for text in table[level]]
        yield LevelShape(" | ".join(places), example, len(values), in_order(values, all_seen))


def _of_ends(all_seen: Sequence[Candidates]) -> Iterator[LevelShape]:
    """Lines that end in a letter or a number and have no sign before it: "Stiptheid   G"."""
    of_documents = [[m for one in seen.texts for line in one.lines if (m := _END.match(line))] for seen in all_seen]
    fits = [match for matches in of_documents for match in matches if text_to_label(match[2]) is not None]
    levels = [match[2] for match in fits]
    if (
        len(fits) <= LEAST_FITS
        or any(come_back([match[1] for match in matches]) for matches in of_documents)
        or len(set(map(fold, levels))) > REPEATED * len(fits)
    ):
        return
    yield LevelShape("{name} {level}", fits[0].group(), len(fits), in_order(levels, all_seen))


def _without_head(all_seen: Sequence[Candidates]) -> Iterable[list[Columns]]:
    """Those of one width together."""
    named = {head.texts for head in heads(all_seen)}
    by_width: dict[int, list[Columns]] = {}
    for rows in (grid.rows for seen in all_seen for grid in seen.tables if not grid.ticked):
        if rows[0] not in named:
            by_width.setdefault(len(rows[0]), []).append(list(zip(*rows, strict=True)))
    return by_width.values()


def _of_texts(all_seen: Sequence[Candidates]) -> Iterator[LevelShape]:
    different = _different_texts(all_seen)
    pairs = Counter(s for one, other in combinations(different, 2) for s in set(_skeletons(one, other)))
    skeletons = [skeleton for skeleton, _ in pairs.most_common(MOST_SKELETONS)]
    made = _likeliest_first(shape for each in skeletons if (shape := _shape(each, all_seen)) is not None)
    held: set[str] = set()
    for shape in made:
        fitting = {text for text in different if shape.pattern.match(text)}
        if not fitting <= held:
            held |= fitting
            yield shape


def _different_texts(all_seen: Sequence[Candidates]) -> list[str]:
    texts = [text for seen in all_seen for one in seen.texts for text in dict.fromkeys((one.text, *one.lines))]
    return [text for text in dict.fromkeys(texts) if len(text) <= LONGEST_TEXT][:MOST_TEXTS]


def _skeletons(one: str, other: str) -> Iterator[_Skeleton]:
    """What two texts may have fixed: their common beginning and end, and the longest text that both have between."""
    before = _cut_to_words(_common(one, other), one, other)
    rest = (one[len(before) :], other[len(before) :])
    end = _common_end(*rest)
    one, other = (text[: len(text) - len(end)] for text in rest)
    if not one or not other:
        return
    if _letters(before) >= LEAST_FIXED and (SIGNS.search(before) or before.endswith(" ")):
        yield _Skeleton(before, None, end)
    block = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    fixed = one[block.a : block.a + block.size]
    ending = regex.match(r"\p{L}*", fixed)  # of a word: "kennis" of "basiskennis"
    if _letters(before) > LEAST_FIXED and ending is not None and len(ending[0]) > LEAST_FIXED:
        yield from _with_middle(before, fixed, end, one, other)
    whole = _cut_to_words(fixed, *(text[text.index(fixed) :] for text in (one, other)))
    while whole[:1].isalnum():  # the end of a word
        whole = whole[1:]
    yield from _with_middle(before, whole, end, one, other)


def _letters(text: str) -> int:
    return len(regex.findall(r"\p{L}", text))


def _common_end(*texts: str) -> str:
    """What both end in, from the beginning of a word."""
    one, other = texts
    end = _common(one[::-1], other[::-1])[::-1]
    while end and end[0].isalnum() and any(text[: len(text) - len(end)][-1:].isalnum() for text in texts):
        end = end[1:]
    return end


def _with_middle(before: str, fixed: str, end: str, one: str, other: str) -> Iterator[_Skeleton]:
    told = " " in fixed.strip() or len(before) > LEAST_FIXED or _TELLING_END.search(end) is not None
    parts = SIGNS.search(fixed) is not None or (" " in fixed and told)
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


def _shape(skeleton: _Skeleton, all_seen: Sequence[Candidates]) -> LevelShape | None:
    """None where what stands in the gap comes back no more than prose does, or the names of one document do."""
    fits = [_fits(skeleton, seen) for seen in all_seen]
    everywhere = list(chain.from_iterable(fits))
    if len(everywhere) < LEAST_FITS:
        return None
    if skeleton.middle is None:
        return _shape_of_level(skeleton, everywhere, all_seen)
    level = min((1, 2), key=lambda gap: _unlike_levels(gap, fits))
    if any(come_back([match[3 - level] for match in matches]) for matches in fits):
        return None  # the names of one document
    return _shape_of_name_and_level(skeleton, level, everywhere, all_seen)


def _shape_of_level(
    skeleton: _Skeleton, fits: Sequence[regex.Match[str]], all_seen: Sequence[Candidates]
) -> LevelShape | None:
    """None where nothing tells that it is a level's."""
    values = [match[1].strip() for match in fits]
    told = _is_told(skeleton, fits) or _stands_under_names(skeleton, all_seen)
    if not told or not _may_be_levels(values):
        return None
    plain, levels = _to_plain(skeleton.parts, ["{level}"]), in_order(values, all_seen)
    return LevelShape(plain, fits[0].group(), len(fits), levels, _lists_names(skeleton, all_seen))


def _shape_of_name_and_level(
    skeleton: _Skeleton, level: int, fits: Sequence[regex.Match[str]], all_seen: Sequence[Candidates]
) -> LevelShape | None:
    """The level stands in the first or in the second gap; None where no levels stand there."""
    different = {match.group(): match for match in fits}.values()
    values = [match[level].strip() for match in different]
    if not _may_be_levels(values):
        return None
    places = ["{level}", "{name}"] if level == 1 else ["{name}", "{level}"]
    parts, places = _as_written(list(skeleton.parts), places, [match[3 - level] for match in different])
    return LevelShape(_to_plain(parts, places), fits[0].group(), len(fits), in_order(values, all_seen))


def _to_plain(parts: Sequence[str], places: Sequence[str]) -> str:
    return "".join(part + place for part, place in zip_longest(parts, places, fillvalue=""))


def _is_told(skeleton: _Skeleton, fits: Sequence[regex.Match[str]]) -> bool:
    """Does a sign stand before the level, or is it one that everybody knows?"""
    return bool(SIGNS.search(skeleton.before)) or are_known(match[1] for match in fits)


def _stands_under_names(skeleton: _Skeleton, all_seen: Sequence[Candidates]) -> bool:
    """Does every text that fits stand right under one in stronger letters, which does not?"""
    for seen in all_seen:
        places = [i for i, text in enumerate(seen.texts) if skeleton.pattern.match(text.text)]
        above = [(seen.texts[i - 1], seen.texts[i]) for i in places if i > 0 and i - 1 not in places]
        if len(above) < len(places) or not all(over.look > under.look for over, under in above):
            return False
    return True


def _as_written(parts: list[str], places: list[str], names: Sequence[str]) -> tuple[list[str], list[str]]:
    """With the place for several names where most are lists, and the bracket that is closed behind the name opened."""
    if places[0] == "{level}" and sum(_LISTED.search(name) is not None for name in names) > len(names) / 2:
        places = ["{level}", "{names}"]
    closed = "".join(parts).count(")") > "".join(parts).count("(") and all("(" in name for name in names)
    if closed and places[0] == "{name}":
        return ["", *parts[1:]], ["{any} ({name}", places[1]]
    return parts, places


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
    return -again, not are_known(texts), sum(map(len, texts))


def _may_be_levels(values: Sequence[str]) -> bool:
    plain = all(len(v) <= LONGEST_LEVEL and len(v.split()) <= 3 and not SIGNS.search(v) for v in values)
    repeated = len(set(map(fold, values))) <= REPEATED * len(values)
    return plain and (repeated or are_known(values))


def _lists_names(skeleton: _Skeleton, all_seen: Sequence[Candidates]) -> bool:
    """Does what fits head a list, rather than stand under a name: items below it, or weaker letters?"""
    votes = Counter[bool]()
    for seen in all_seen:
        places = [i for i, text in enumerate(seen.texts) if skeleton.pattern.match(text.text)]
        between = [seen.texts[i + 1] for i in places[:-1] if i + 1 not in places]
        if len(places) > 1 and not between:
            votes[True] += 1  # rows of a table stand between
        elif between:
            look = (between[0].look, between[0].item)
            around = (seen.texts[max(places[0] - 1, 0)], seen.texts[min(places[-1] + 1, len(seen.texts) - 1)])
            above, below = ((text.look, text.item) == look for text in around)
            votes[below and not above] += 1
    return votes[True] > votes[False]
