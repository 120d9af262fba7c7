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
from itertools import chain, count

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
"""So many x or ✓ stand apart from the text before they are ticks by themselves."""


def candidates_to_tick_boxes(
    pages: Sequence[PageLayout], by_page: Sequence[list[Candidate]], text_size: float
) -> list[list[Candidate]]:
    """The candidates that are tick boxes, page by page, with the state their convention gives them."""
    by_page = [_without_nameless_beside_known(page, text_size) for page in _numbered(by_page)]
    everything = list(chain.from_iterable(by_page))
    lines = list(chain.from_iterable(on_lines(page, text_size) for page in by_page))
    columns = list(chain.from_iterable(in_columns(page, text_size) for page in by_page))
    kept = {candidate.number for candidate in everything if candidate.certain}
    kept.update(_numbers(_paired(group, in_column=False) for group in lines))
    kept.update(_numbers(_paired(group, in_column=True) for group in columns))
    kept -= _numbers(_no_tick_boxes(pages, everything))
    kept.update(_letters_apart(everything))
    kept.update(_signs_apart(everything, text_size))
    kept.update(_of_proven_look(everything, kept, lines, columns, text_size))
    return with_conventions([[c for c in page if c.number in kept] for page in by_page], text_size)


def _numbers(groups: Iterable[Iterable[Candidate]]) -> set[int]:
    return {candidate.number for group in groups for candidate in group}


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


def _paired(group: Sequence[Candidate], *, in_column: bool) -> Iterator[Candidate]:
    """Those whose counterpart stands in the group too; in a column only where most of their kind are empty."""
    looks: dict[tuple[str, Shape, bool | None], Candidate] = {}
    for candidate in group:
        looks.setdefault((candidate.look, candidate.shape, candidate.filled), candidate)
    if len(looks) < TWO_SIGNS:
        return
    for candidate in group:
        has_counterpart = any(_counterparts(candidate, other) for other in looks.values())
        if has_counterpart and not (in_column and _are_mostly_filled(candidate, group)):
            yield candidate


def _are_mostly_filled(candidate: Candidate, column: Sequence[Candidate]) -> bool:
    """Are those of its kind in the column bullets, which are mostly filled? Of nameless ones nobody can tell."""
    if candidate.shape is Shape.UNKNOWN:
        return False
    kin = [other for other in column if other.shape is candidate.shape or _counterparts(candidate, other)]
    filled = sum(1 for other in kin if other.filled)
    return filled > len(kin) - filled


def _without_nameless_beside_known(candidates: list[Candidate], text_size: float) -> list[Candidate]:
    """A glyph without a name on the line of a box that can be read is its number or a bullet."""
    glyphs = [c for c in candidates if c.shape is Shape.UNKNOWN and c.mark.words]
    if not glyphs:
        return candidates
    known = _numbers(group for group in on_lines(candidates, text_size) if any(map(_is_known, group)))
    drop = {glyph.number for glyph in glyphs if _is_nameless(glyph) and glyph.number in known}
    return [candidate for candidate in candidates if candidate.number not in drop]


def _is_known(candidate: Candidate) -> bool:
    return candidate.certain and candidate.shape is not Shape.UNKNOWN


def _no_tick_boxes(pages: Sequence[PageLayout], candidates: Iterable[Candidate]) -> Iterator[list[Candidate]]:
    """What stands for nobody knows what, by font or set of pictures, and is too rare or too various for tick boxes.

    Nor is a glyph one where words are set in its font.
    """
    families: dict[str, list[Candidate]] = {}
    for candidate in filter(_is_nameless, candidates):
        families.setdefault(candidate.family, []).append(candidate)
    fonts = {member.mark.font for members in families.values() for member in members}
    words = (word for page in pages for word in page.words if word.font in fonts) if fonts else ()
    of_words = {word.font for word in words if is_word_without_names(word.text)}
    for members in families.values():
        if not _may_be_tick_boxes(members) or any(member.mark.font in of_words for member in members):
            yield members


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


def _signs_apart(candidates: Sequence[Candidate], text_size: float) -> Iterable[int]:
    """Those that end lines far behind a name; dots only where they stand in several columns, for one may be a rating.

    Beslissen      –      ✓            Beslissen             ●
    Luisteren      ✓      –            Luisteren      ●
    """
    apart = [c for c in candidates if c.apart]
    ticks = [c for c in apart if c.shape is Shape.TICK]
    dots = [c for c in apart if c.shape in {Shape.CIRCLE, Shape.SQUARE}]
    spread = max((c.box.middle_x for c in dots), default=0.0) - min((c.box.middle_x for c in dots), default=0.0)
    found = [*(ticks if len(ticks) >= NOT_FOR_LETTERS else ()), *(dots if spread > 2 * text_size else ())]
    return [c.number for c in found]


def _of_proven_look(
    candidates: Sequence[Candidate], kept: Collection[int], lines: Groups, columns: Groups, text_size: float
) -> set[int]:
    """Those that look like one that is kept, and stand in its column or beside another of such looks."""
    known = [candidate for candidate in candidates if candidate.number in kept]
    looks = {candidate.look for candidate in known}
    in_a_row = _numbers(group for group in lines if _have_several(group, looks))
    bullets = _numbers(group for group in columns if _are_bullets(group))
    in_column = _in_columns_of(known, candidates, text_size) - bullets
    return {candidate.number for candidate in candidates if candidate.look in looks} & (in_a_row | in_column)


def _in_columns_of(known: Iterable[Candidate], candidates: Iterable[Candidate], text_size: float) -> set[int]:
    """Those above and below them, on whatever page."""

    def column(candidate: Candidate) -> int:
        return round(candidate.box.middle_x / (SAME_MIDDLE * text_size))

    columns = {at + step for at in map(column, known) for step in (-1, 0, 1)}
    return {candidate.number for candidate in candidates if column(candidate) in columns}


def _have_several(line: Sequence[Candidate], looks: Collection[str]) -> bool:
    return sum(candidate.look in looks for candidate in line) > 1


def _are_bullets(column: Sequence[Candidate]) -> bool:
    """Are more of them filled than empty, and by more than one?"""
    filled = sum(1 for candidate in column if candidate.filled)
    return filled > len(column) - filled + 1
