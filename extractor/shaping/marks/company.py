"""Which of the things that look like tick boxes are some, decided from the company they keep.

☐ is a tick box wherever it stands. □ ○ ■ ● ✓, letters, pictures and glyphs without a name are list bullets as well.
They are tick boxes where they are all there is in a cell, or where their counterpart (a filled one for an empty one)
stands on their line, or in their column while most there are empty. Once a look has proved to be a tick box, the
others of that look in the same column, or two on a line, are tick boxes too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count

from extractor.reading.layout import PageLayout
from extractor.shaping.marks.candidate import Candidate
from extractor.shaping.marks.evidence import Fact
from extractor.shaping.marks.vocabulary import NO_CHARACTER, Shape, is_word_without_names
from extractor.shaping.sizes import SAME_MIDDLE

TWO_SIGNS = 2
"""A choice is made with two of them: one for what is ticked, one for what is not."""
SET_OF_CHOICES = 3
"""With fewer choices on a line "all but one" says nothing about which of two signs is the tick."""
NAMELESS_LOOKS = 4
"""A font or a set of pictures with more different looks is no set of tick boxes."""
ICONS = 6
"""Fewer signs of an icon font, or one that occurs only once, are pictures beside text: a telephone, an envelope."""
NOT_FOR_LETTERS = 2
"""So many x stand apart from the text before they are ticks by themselves."""

Groups = list[list[Candidate]]


def keep_good_company(
    pages: Sequence[PageLayout], by_page: Sequence[list[Candidate]], text_size: float
) -> list[list[Candidate]]:
    """The candidates that are tick boxes, page by page, with the state their convention gives them."""
    by_page = [_without_nameless_beside_known(page, text_size) for page in _numbered(by_page)]
    nameless = _nameless_families(pages, by_page)
    lines = [_groups(page, text_size * SAME_MIDDLE, across=True) for page in by_page]
    columns = [_groups(page, text_size * SAME_MIDDLE, across=False) for page in by_page]
    kept: set[int] = set()
    for candidates, page_lines, page_columns in zip(by_page, lines, columns, strict=True):
        kept.update(c.number for c in candidates if c.certain and not _without_name(c, nameless))
        for group in page_lines:
            kept.update(_paired(group, nameless, in_column=False))
        for group in page_columns:
            kept.update(_paired(group, nameless, in_column=True))
    everything = [candidate for page in by_page for candidate in page]
    kept.update(_letters_apart(everything))
    kept.update(_of_proven_look(everything, kept, lines, columns, text_size))
    chosen = [[candidate for candidate in page if candidate.number in kept] for page in by_page]
    return _with_conventions(chosen, text_size)


def _numbered(by_page: Sequence[list[Candidate]]) -> list[list[Candidate]]:
    number = count()
    return [[replace(candidate, number=next(number)) for candidate in page] for page in by_page]


def _groups(candidates: Iterable[Candidate], reach: float, across: bool) -> Groups:
    def place(candidate: Candidate) -> float:
        return candidate.box.middle_y if across else candidate.box.middle_x

    groups: Groups = []
    for candidate in sorted(candidates, key=place):
        if groups and place(candidate) - place(groups[-1][0]) <= reach:
            groups[-1].append(candidate)
        else:
            groups.append([candidate])
    return [group for group in groups if len(group) > 1]


def _counterparts(one: Candidate, other: Candidate) -> bool:
    """Could a form use the one for what is ticked and the other for what is not?"""
    if one.shape is Shape.UNKNOWN and one.family == "sign":
        return other.family == "sign" and one.mark.font == other.mark.font and one.look != other.look
    if Shape.UNKNOWN in (one.shape, other.shape):
        return one.family == other.family and one.look != other.look and NO_CHARACTER not in one.look
    if one.filled is None or other.filled is None or one.filled == other.filled:
        return False
    round_ = Shape.CIRCLE in (one.shape, other.shape)
    angular = not {Shape.BOX, Shape.SQUARE}.isdisjoint((one.shape, other.shape))
    return not (round_ and angular)


def _without_name(candidate: Candidate, nameless: frozenset[str]) -> bool:
    """A glyph or picture that nothing is known of and that is too rare or too various for a tick box."""
    return candidate.shape is Shape.UNKNOWN and candidate.family != "sign" and candidate.family not in nameless


def _paired(group: Sequence[Candidate], nameless: frozenset[str], in_column: bool) -> Iterable[int]:
    looks: dict[tuple[str, Shape, bool | None], Candidate] = {}
    for candidate in group:
        looks.setdefault((candidate.look, candidate.shape, candidate.filled), candidate)
    if len(looks) < TWO_SIGNS:
        return
    for candidate in group:
        if candidate.certain:
            continue
        if _without_name(candidate, nameless):
            continue
        others = [other for other in looks.values() if _counterparts(candidate, other)]
        if not others:
            continue
        if in_column and candidate.shape is not Shape.UNKNOWN:
            kin = [other for other in group if other.shape is candidate.shape or _counterparts(candidate, other)]
            filled = sum(1 for other in kin if other.filled)
            if filled > len(kin) - filled:
                continue
        yield candidate.number


def _without_nameless_beside_known(candidates: list[Candidate], text_size: float) -> list[Candidate]:
    """A glyph without a name on the line of a box that can be read is its number or a bullet."""
    if not any(c.shape is Shape.UNKNOWN and c.mark.words for c in candidates):
        return candidates
    drop: set[int] = set()
    for group in _groups(candidates, text_size * SAME_MIDDLE, across=True):
        if any(c.certain and c.shape is not Shape.UNKNOWN for c in group):
            drop.update(c.number for c in group if c.shape is Shape.UNKNOWN and c.family != "sign" and c.mark.words)
    return [c for c in candidates if c.number not in drop]


def _nameless_families(pages: Sequence[PageLayout], by_page: Sequence[list[Candidate]]) -> frozenset[str]:
    """Fonts and pictures that can be tick boxes although the PDF does not say what they look like.

    Few looks, at least one of them twice, or as many as there are things; no words are set in such characters.
    """
    looks: dict[str, Counter[str]] = {}
    fonts: dict[str, set[str]] = {}
    icons: set[str] = set()
    for page in by_page:
        for candidate in page:
            if candidate.shape is Shape.UNKNOWN and candidate.family != "sign":
                if (candidate.mark.raw or "").startswith("U+"):
                    icons.add(candidate.family)
                looks.setdefault(candidate.family, Counter())[candidate.look] += 1
                if candidate.mark.font is not None:
                    fonts.setdefault(candidate.mark.font, set()).add(candidate.family)
    good = {
        family
        for family, counted in looks.items()
        if (len(counted) <= NAMELESS_LOOKS or len(counted) == counted.total()) and counted.total() > 1
        if family not in icons or (min(counted.values()) > 1 and counted.total() >= ICONS)
    }
    for layout in pages if fonts else ():
        for word in layout.words:
            if word.font in fonts and is_word_without_names(word.text):
                good -= fonts[word.font]
    return frozenset(good)


def _letters_apart(candidates: Sequence[Candidate]) -> Iterable[int]:
    letters = [c for c in candidates if not c.certain and c.family == "text" and c.shape is Shape.TICK]
    return [c.number for c in letters] if len(letters) >= NOT_FOR_LETTERS else []


def _of_proven_look(
    candidates: Sequence[Candidate],
    kept: set[int],
    lines: Sequence[Groups],
    columns: Sequence[Groups],
    text_size: float,
) -> set[int]:
    known = [candidate for candidate in candidates if candidate.number in kept]
    looks = {candidate.look for candidate in known}
    at = {round(candidate.box.middle_x / (SAME_MIDDLE * text_size)) for candidate in known}
    full: set[int] = set()
    for groups in columns:
        for group in groups:
            filled = sum(1 for candidate in group if candidate.filled)
            if filled > len(group) - filled + 1:
                full.update(candidate.number for candidate in group)
    in_a_row = {
        candidate.number
        for groups in lines
        for group in groups
        if sum(1 for candidate in group if candidate.look in looks) > 1
        for candidate in group
    }
    proven = set()
    for candidate in candidates:
        if candidate.look not in looks or candidate.number in kept:
            continue
        column = round(candidate.box.middle_x / (SAME_MIDDLE * text_size))
        in_column = not at.isdisjoint((column - 1, column, column + 1)) and candidate.number not in full
        if in_column or candidate.number in in_a_row:
            proven.add(candidate.number)
    return proven


def _with_conventions(by_page: list[list[Candidate]], text_size: float) -> list[list[Candidate]]:
    everything = [candidate for page in by_page for candidate in page]
    lines = [group for page in by_page for group in _groups(page, text_size * SAME_MIDDLE, across=True)]
    changed: dict[int, Candidate] = {}
    for candidate in _filled_for_most(everything, lines):
        changed[candidate.number] = candidate.found(Fact.MOST_FILLED)
    changed.update((old.number, new) for old, new in _checks_and_crosses(everything, lines, text_size))
    return [[changed.get(candidate.number, candidate) for candidate in page] for page in by_page]


def _filled_for_most(everything: Sequence[Candidate], lines: Groups) -> list[Candidate]:
    """Plain squares or circles, where more lines have one empty among filled ones than one filled among empty ones."""
    result = []
    for shape in (Shape.SQUARE, Shape.CIRCLE):
        all_but_one = one = 0
        for group in lines:
            plain = [c.solid for c in group if c.shape is shape and (c.solid or c.filled is False)]
            if len(plain) >= SET_OF_CHOICES:
                one += plain.count(True) == 1
                all_but_one += plain.count(False) == 1 and plain.count(True) > 1
        if all_but_one > one:
            result += [c for c in everything if c.shape is shape and (c.solid or c.filled is False)]
    return result


def _checks_and_crosses(
    everything: Sequence[Candidate], lines: Groups, text_size: float
) -> Iterable[tuple[Candidate, Candidate]]:
    """✓ for yes and ✗ for no, in a document that has no empty boxes: then a cross is no tick."""
    signs = [c for c in everything if c.family == "sign"]
    ticks = [c for c in signs if _is_tick(c)]
    crosses = [c for c in ticks if c.cross]
    checks = [c for c in ticks if not c.cross]
    if not crosses or not checks or any(c.filled is False for c in signs):
        return
    together = [[c.cross for c in group if c.family == "sign" and _is_tick(c)] for group in lines]
    mixed = [group for group in together if len(set(group)) == TWO_SIGNS]
    as_usual = sum(1 for group in mixed if group.count(False) == 1)
    other_way = sum(1 for group in mixed if group.count(True) == 1 and len(group) >= SET_OF_CHOICES)
    in_turn = not mixed and _in_one_column(ticks, text_size) and len(checks) <= len(crosses)
    if not mixed and not in_turn:
        return
    if mixed and other_way >= as_usual:
        for candidate in ticks:
            yield candidate, candidate.found(Fact.CHECKS_AND_CROSSES)
        return
    for candidate in crosses:
        mark = candidate.mark.found(Fact.CROSS_BESIDE_CHECKS)
        yield candidate, replace(candidate, mark=mark)


def _is_tick(candidate: Candidate) -> bool:
    return candidate.shape in {Shape.TICK, Shape.BOX} and candidate.filled is True


def _in_one_column(ticks: Sequence[Candidate], text_size: float) -> bool:
    """One below the other: a choice for each line, not the chosen ones of a matrix."""
    middles = [candidate.box.middle_x for candidate in ticks]
    return len(ticks) >= SET_OF_CHOICES and max(middles) - min(middles) <= SAME_MIDDLE * text_size
