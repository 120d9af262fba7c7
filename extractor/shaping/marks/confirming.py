"""What the page shows against what the data say.

Each mark is looked at in a rendering of its page, and the ink inside it is compared with that of its siblings and of
the other marks of its kind. Where both readings agree the mark is surer, where they differ it cannot be read, and where
the data say nothing the ink decides if the marks fall into two groups far apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from extractor.geometry import Box, box_around
from extractor.model import MarkKind
from extractor.reading.rendering import Raster, Renderer, RenderingFailed
from extractor.shaping.marks.candidate import PATTERN
from extractor.shaping.marks.evidence import Fact
from extractor.shaping.marks.ink import SURROUNDINGS, Ink, ink_in
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.marks.vocabulary import Shape, Sign, character_to_sign

BOX_PIXELS = 24
"""The smallest mark is drawn this wide, in pixels, if the scale allows."""
SCALES = (1.5, 3.0)
"""Least and most pixels a point."""
EMPTY, TICKED = 0.05, 0.15
"""Ink inside a mark, as a fraction: at most in an empty box, at least in a ticked one; between them it is not clear."""
APART = 0.1
"""The ink of ticked and of empty marks differs by at least this much where they can be told apart by it."""
SPECK = 0.2
"""Less than this part of the ink that the faintest tick of the document has is a speck, a scratch or a fold."""
WIDE = 0.12
"""Marks of unknown state fall into two groups only across a gap of at least this much ink …"""
HOLLOW = 0.08
"""… and where the others are hollow as an empty box is: two letters are not told apart as ticked and empty."""
ABOVE, BELOW = 0.95, 0.28
"""Tick boxes of fonts lie between these heights above and below the baseline, in sizes."""
SET_OF_CHOICES = 3
"""With fewer marks in a group "all but one" says nothing."""
TEXT_KINDS = frozenset({MarkKind.GLYPH, MarkKind.SYMBOL, MarkKind.TEXT})


class Pool(NamedTuple):
    """The usual ink of marks that should be empty, and the least of those that should be ticked; None without any."""

    empty: float | None
    ticked: float | None


def confirm_marks(groups: Sequence[Sequence[SelectionMark]], renderer: Renderer) -> dict[SelectionMark, SelectionMark]:
    """Each mark of `groups`, one group for each competency → the mark after a look at the page."""
    marks = sorted({mark for group in groups for mark in group}, key=lambda mark: (mark.page, mark.box))
    if not marks:
        return {}
    inks, failures = _look_at_pages(marks, renderer)
    pools = {kind: _pool([m for m in inks if m.kind is kind], inks) for kind in {m.kind for m in inks}}
    decided = _decide_nameless(groups, inks)
    result = {}
    for mark in marks:
        if mark not in inks:
            result[mark] = mark.found(Fact.NOT_LOOKED_AT, failure=failures[mark.page])
        elif _is_nameless(mark):
            result[mark] = decided.get(mark, mark)
        elif mark.state is None:
            result[mark] = mark
        else:
            result[mark] = _compared(mark, inks[mark], pools[mark.kind])
    return result


def _look_at_pages(
    marks: Sequence[SelectionMark], renderer: Renderer
) -> tuple[dict[SelectionMark, Ink], Mapping[int, str]]:
    """Only the part of a page that holds its marks is drawn, and each page once."""
    side = min(min(mark.box.width, mark.box.height) for mark in marks)
    scale = min(max(BOX_PIXELS / side if side > 0 else SCALES[1], SCALES[0]), SCALES[1])
    by_page: dict[int, list[SelectionMark]] = {}
    for mark in marks:
        by_page.setdefault(mark.page, []).append(mark)
    inks: dict[SelectionMark, Ink] = {}
    failures: dict[int, str] = {}
    for page, here in by_page.items():
        boxes = [_seen_box(mark) for mark in here]
        area = box_around(box.grown(2 * SURROUNDINGS * min(box.width, box.height)) for box in boxes)
        try:
            raster: Raster = renderer.render(page, area, scale)
        except RenderingFailed as error:
            failures[page] = str(error)
            continue
        for mark in here:
            inks[mark] = ink_in(raster, _seen_box(mark), tight=mark.kind is MarkKind.VECTOR and not mark.words)
    return inks, failures


def _seen_box(mark: SelectionMark) -> Box:
    """Where its ink is. A font's own word of how high its characters are is often wrong, its baseline is not."""
    if mark.kind not in TEXT_KINDS or not mark.words or not mark.words[0].upright:
        return mark.box
    word = mark.words[0]
    return Box(mark.box.x0, word.baseline - ABOVE * word.size, mark.box.x1, word.baseline + BELOW * word.size)


def _sign(mark: SelectionMark) -> Sign | None:
    if len(mark.words) != 1 or mark.kind not in {MarkKind.GLYPH, MarkKind.SYMBOL}:
        return None
    return character_to_sign(mark.words[0].text, mark.words[0].font)


def _is_nameless(mark: SelectionMark) -> bool:
    """Do the data say nothing of how it looks?"""
    if mark.state is not None:
        return False
    if mark.kind is MarkKind.IMAGE or mark.raw == PATTERN:
        return True
    signs = [character_to_sign(word.text, word.font) for word in mark.words]
    return any(sign is not None and sign.shape is Shape.UNKNOWN for sign in signs)


def _expects_ink(mark: SelectionMark) -> bool | None:
    """Mostly its state; but a ✗ that means "no" is inked all the same."""
    sign = _sign(mark)
    if sign is not None and sign.filled is not None:
        return sign.filled
    if mark.kind is MarkKind.TEXT and mark.raw is not None and len(mark.raw) == 1:
        return True
    return mark.state


def _pool(some: Iterable[SelectionMark], inks: Mapping[SelectionMark, Ink]) -> Pool:
    empty: list[float] = []
    ticked: list[float] = []
    for mark in some:
        expected = _expects_ink(mark)
        if expected is not None:
            (ticked if expected else empty).append(inks[mark].inside)
    return Pool(median_low(empty) if empty else None, min(ticked) if ticked else None)


def _inked(ink: float, pool: Pool) -> bool | None:
    """True where the page shows a tick, False where an empty box, None where that is not clear."""
    usual, least = 0.0, TICKED
    if pool.empty is not None and pool.ticked is not None and pool.ticked - pool.empty >= APART:
        # Where even empty boxes have ink (a pattern, a border as thick as the box) only more than that is a tick.
        usual, least = pool.empty, max(TICKED, SPECK * (pool.ticked - pool.empty))
    if ink <= usual + EMPTY:
        return False
    return True if ink >= usual + least else None


def _compared(mark: SelectionMark, ink: Ink, pool: Pool) -> SelectionMark:
    inked, expected = _inked(ink.inside, pool), _expects_ink(mark)
    if inked is None:
        return mark.found(Fact.SHOWN_FAINTLY)
    if inked != expected and mark.evidence.has(Fact.BUTTON_VALUE):
        # Viewers differ: some show the value, pdfium nothing where no appearance is chosen.
        return mark.found(Fact.NOT_SHOWN_BY_VIEWERS, data="ticked" if mark.state else "not ticked")
    if inked == expected:
        return mark.found(Fact.SHOWN)
    shown = (
        "the page shows something in it"
        if inked
        else "the page shows nothing there"
        if ink.blank
        else "the page shows it empty"
    )
    return mark.found(Fact.SHOWN_OTHERWISE, data="ticked" if mark.state else "not ticked", shown=shown)


def _decide_nameless(
    groups: Sequence[Sequence[SelectionMark]], inks: Mapping[SelectionMark, Ink]
) -> dict[SelectionMark, SelectionMark]:
    """Marks the data say nothing of: compared among themselves, or else with known ones of the same competency."""
    nameless = [mark for mark in inks if _is_nameless(mark)]
    if not nameless:
        return {}
    ticked = dict(_apart_from_each_other(groups, nameless, inks))
    for group in groups:
        unknown = [mark for mark in group if mark in inks and _is_nameless(mark) and mark not in ticked]
        ticked.update(_beside_known(group, unknown, inks))
    if not ticked and _are_ticks_of_a_matrix(groups, nameless, inks):
        ticked = dict.fromkeys(nameless, True)
    return {mark: mark.found(Fact.INKED if is_ticked else Fact.HOLLOW) for mark, is_ticked in ticked.items()}


def _apart_from_each_other(
    groups: Sequence[Sequence[SelectionMark]], nameless: Sequence[SelectionMark], inks: Mapping[SelectionMark, Ink]
) -> Iterator[tuple[SelectionMark, bool]]:
    """Whether each is ticked, where those of its kind and font fall into two groups, inked and hollow."""
    for kind, font in sorted({(mark.kind, mark.font or "") for mark in nameless}):
        pool = [mark for mark in nameless if (mark.kind, mark.font or "") == (kind, font)]
        limit = _gap([inks[mark].inside for mark in pool])
        if limit is not None and not _inked_for_most(groups, pool, inks, limit):
            yield from ((mark, inks[mark].inside > limit) for mark in pool)


def _beside_known(
    group: Sequence[SelectionMark], unknown: Sequence[SelectionMark], inks: Mapping[SelectionMark, Ink]
) -> dict[SelectionMark, bool]:
    """Whether each is ticked, as far as the known ones of its group tell: hollow beside a tick, inked beside none."""
    known = [mark.state for mark in group if mark.state is not None]
    if known.count(True) == 1 and all(inks[mark].inside <= HOLLOW and not inks[mark].blank for mark in unknown):
        return dict.fromkeys(unknown, False)
    if len(unknown) == 1 and len(known) > 1 and True not in known and inks[unknown[0]].inside >= TICKED:
        return {unknown[0]: True}
    return {}


def _are_ticks_of_a_matrix(
    groups: Sequence[Sequence[SelectionMark]], nameless: Sequence[SelectionMark], inks: Mapping[SelectionMark, Ink]
) -> bool:
    """One thing for each competency and nothing for its other levels: a matrix in which only the tick is drawn.

    What never stands under another level may be a bullet, an icon or a logo: it chooses nothing.
    """
    alone = all(len(group) == 1 for group in groups)
    return alone and not _in_one_column(nameless) and all(inks[mark].inside >= TICKED for mark in nameless)


def _in_one_column(marks: Sequence[SelectionMark]) -> bool:
    middles = [mark.box.middle_x for mark in marks]
    return max(middles, default=0.0) - min(middles, default=0.0) < max((m.box.width for m in marks), default=0.0)


def _gap(inks: Sequence[float]) -> float | None:
    """The middle of the widest gap between two amounts of ink, if it is wide enough to part ticked from empty."""
    ordered = sorted(inks)
    widest = max(pairwise(ordered), key=lambda pair: pair[1] - pair[0], default=None)
    if widest is None or widest[1] - widest[0] < WIDE or widest[0] > HOLLOW:
        return None
    return (widest[0] + widest[1]) / 2


def _inked_for_most(
    groups: Sequence[Sequence[SelectionMark]],
    pool: Sequence[SelectionMark],
    inks: Mapping[SelectionMark, Ink],
    limit: float,
) -> bool:
    """Where most groups have all but one inked, ink may well mean "not this one"."""
    members = frozenset(pool)
    one = all_but_one = 0
    for group in groups:
        inked = [inks[mark].inside > limit for mark in group if mark in members]
        if len(inked) >= SET_OF_CHOICES:
            one += inked.count(True) == 1
            all_but_one += inked.count(False) == 1
    return all_but_one > one
