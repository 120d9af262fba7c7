"""Which of the things that look like tick boxes are some, decided from the company they keep.

☐ is a tick box wherever it stands. □ ○ ■ ● ✓, letters, pictures and glyphs without a name are list bullets as well.
They are tick boxes where they are all there is in a cell, or where their counterpart (a filled one for an empty one)
stands on their line, or in their column while most there are empty. Once a look has proved to be a tick box, the
others of that look in the same column, or two on a line, are tick boxes too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from extractor.reading.layout import PageLayout
from extractor.shaping.marks.alignment import Groups, in_columns, on_lines
from extractor.shaping.marks.candidate import Candidate
from extractor.shaping.marks.conventions import with_conventions
from extractor.shaping.marks.vocabulary import NO_CHARACTER, Shape, is_word_without_names
from extractor.shaping.sizes import SAME_MIDDLE

TWO_SIGNS = 2
"""A choice is made with two of them: one for what is ticked, one for what is not."""
NAMELESS_LOOKS = 4
"""A font or a set of pictures with more different looks is no set of tick boxes."""
ICONS = 6
"""Fewer signs of an icon font, or one that occurs only once, are pictures beside text: a telephone, an envelope."""
NOT_FOR_LETTERS = 2
"""So many x stand apart from the text before they are ticks by themselves."""


def candidates_to_tick_boxes(
    pages: Sequence[PageLayout], by_page: Sequence[list[Candidate]], text_size: float
) -> list[list[Candidate]]:
    """The candidates that are tick boxes, page by page, with the state their convention gives them."""
    by_page = [_without_nameless_beside_known(page, text_size) for page in _numbered(by_page)]
    everything = [candidate for page in by_page for candidate in page]
    too_various = _not_of_tick_boxes(pages, everything)
    lines = [group for page in by_page for group in on_lines(page, text_size)]
    columns = [group for page in by_page for group in in_columns(page, text_size)]
    kept = {c.number for c in everything if c.certain and not (_is_nameless(c) and c.family in too_various)}
    for group in lines:
        kept.update(_paired(group, too_various, in_column=False))
    for group in columns:
        kept.update(_paired(group, too_various, in_column=True))
    kept.update(_letters_apart(everything))
    kept.update(_of_proven_look(everything, kept, lines, columns, text_size))
    return with_conventions([[c for c in page if c.number in kept] for page in by_page], text_size)


def _numbered(by_page: Sequence[list[Candidate]]) -> list[list[Candidate]]:
    number = count()
    return [[replace(candidate, number=next(number)) for candidate in page] for page in by_page]


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


def _is_nameless(candidate: Candidate) -> bool:
    """A glyph or picture that nothing is known of."""
    return candidate.shape is Shape.UNKNOWN and candidate.family != "sign"


def _paired(group: Sequence[Candidate], too_various: Collection[str], *, in_column: bool) -> Iterator[int]:
    """Those whose counterpart stands in the group too; in a column only where most of their kind are empty."""
    looks: dict[tuple[str, Shape, bool | None], Candidate] = {}
    for candidate in group:
        looks.setdefault((candidate.look, candidate.shape, candidate.filled), candidate)
    if len(looks) < TWO_SIGNS:
        return
    for candidate in group:
        if candidate.certain or (_is_nameless(candidate) and candidate.family in too_various):
            continue
        has_counterpart = any(_counterparts(candidate, other) for other in looks.values())
        if has_counterpart and not (in_column and _are_mostly_filled(candidate, group)):
            yield candidate.number


def _are_mostly_filled(candidate: Candidate, column: Sequence[Candidate]) -> bool:
    """Are those of its kind in the column bullets, which are mostly filled? Of nameless ones nobody can tell."""
    if candidate.shape is Shape.UNKNOWN:
        return False
    kin = [other for other in column if other.shape is candidate.shape or _counterparts(candidate, other)]
    filled = sum(1 for other in kin if other.filled)
    return filled > len(kin) - filled


def _without_nameless_beside_known(candidates: list[Candidate], text_size: float) -> list[Candidate]:
    """A glyph without a name on the line of a box that can be read is its number or a bullet."""
    if not any(c.shape is Shape.UNKNOWN and c.mark.words for c in candidates):
        return candidates
    drop: set[int] = set()
    for group in on_lines(candidates, text_size):
        if any(c.certain and c.shape is not Shape.UNKNOWN for c in group):
            drop.update(c.number for c in group if _is_nameless(c) and c.mark.words)
    return [c for c in candidates if c.number not in drop]


def _not_of_tick_boxes(pages: Sequence[PageLayout], candidates: Iterable[Candidate]) -> set[str]:
    """Fonts and sets of pictures that the PDF does not say the looks of, and that are too rare or various for boxes.

    Nor are those in which words are set.
    """
    families: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if _is_nameless(candidate):
            families.setdefault(candidate.family, []).append(candidate)
    fonts = {candidate.mark.font for members in families.values() for candidate in members}
    words = (word for page in pages for word in page.words if word.font in fonts) if fonts else ()
    with_words = {word.font for word in words if is_word_without_names(word.text)}
    return {
        family
        for family, members in families.items()
        if not _may_be_tick_boxes(members) or any(candidate.mark.font in with_words for candidate in members)
    }


def _may_be_tick_boxes(family: Sequence[Candidate]) -> bool:
    """Few looks, at least one of them twice, or as many as there are things; of the icons of a font there are more."""
    looks = Counter(candidate.look for candidate in family)
    if len(family) == 1 or NAMELESS_LOOKS < len(looks) < len(family):
        return False
    is_icon_font = any(candidate.icon for candidate in family)
    return not is_icon_font or (min(looks.values()) > 1 and len(family) >= ICONS)


def _letters_apart(candidates: Sequence[Candidate]) -> Iterable[int]:
    letters = [c for c in candidates if not c.certain and c.family == "text" and c.shape is Shape.TICK]
    return [c.number for c in letters] if len(letters) >= NOT_FOR_LETTERS else []


def _of_proven_look(
    candidates: Sequence[Candidate], kept: set[int], lines: Groups, columns: Groups, text_size: float
) -> set[int]:
    """Those that look like one that is kept, and stand in its column or beside another of such looks."""

    def column_of(candidate: Candidate) -> int:
        return round(candidate.box.middle_x / (SAME_MIDDLE * text_size))

    known = [candidate for candidate in candidates if candidate.number in kept]
    looks = {candidate.look for candidate in known}
    proven = {at + step for at in map(column_of, known) for step in (-1, 0, 1)}
    bullets = {candidate.number for group in columns if _is_full(group) for candidate in group}
    rows = (group for group in lines if sum(candidate.look in looks for candidate in group) > 1)
    in_a_row = {candidate.number for group in rows for candidate in group}
    alike = (candidate for candidate in candidates if candidate.look in looks and candidate.number not in kept)
    return {
        candidate.number
        for candidate in alike
        if candidate.number in in_a_row or (column_of(candidate) in proven and candidate.number not in bullets)
    }


def _is_full(column: Sequence[Candidate]) -> bool:
    """Are more of them filled than empty, and by more than one?"""
    filled = sum(1 for candidate in column if candidate.filled)
    return filled > len(column) - filled + 1
