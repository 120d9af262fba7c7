"""Which of two signs means "ticked" in a document, where that is not what it usually means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.shaping.marks.alignment import Groups, on_lines
from extractor.shaping.marks.candidate import Candidate
from extractor.shaping.marks.evidence import Fact
from extractor.shaping.marks.vocabulary import Shape
from extractor.shaping.sizes import SAME_MIDDLE

SET_OF_CHOICES = 3
"""With fewer choices on a line "all but one" says nothing about which of two signs is the tick."""


def with_conventions(by_page: Sequence[Sequence[Candidate]], text_size: float) -> list[list[Candidate]]:
    """The tick boxes of a document, page by page, with the state that its convention gives them."""
    everything = [candidate for page in by_page for candidate in page]
    lines = [group for page in by_page for group in on_lines(page, text_size)]
    changed = {candidate.number: candidate.found(Fact.MOST_FILLED) for candidate in _filled_for_most(everything, lines)}
    changed.update((candidate.number, candidate) for candidate in _checks_and_crosses(everything, lines, text_size))
    return [[changed.get(candidate.number, candidate) for candidate in page] for page in by_page]


def _filled_for_most(everything: Sequence[Candidate], lines: Groups) -> Iterator[Candidate]:
    """Plain squares or circles, where more lines have one empty among filled ones than one filled among empty ones."""
    for shape in (Shape.SQUARE, Shape.CIRCLE):
        one = all_but_one = 0
        for group in lines:
            filled = [candidate.solid for candidate in group if _is_plain(candidate, shape)]
            if len(filled) >= SET_OF_CHOICES:
                one += filled.count(True) == 1
                all_but_one += filled.count(False) == 1
        if all_but_one > one:
            yield from (candidate for candidate in everything if _is_plain(candidate, shape))


def _is_plain(candidate: Candidate, shape: Shape) -> bool:
    return candidate.shape is shape and (candidate.solid or candidate.filled is False)


def _checks_and_crosses(everything: Sequence[Candidate], lines: Groups, text_size: float) -> Iterator[Candidate]:
    """The ticks that say something else: ✓ for yes and ✗ for no, in a document that has no empty boxes."""
    ticks = [candidate for candidate in everything if _is_tick(candidate)]
    crosses = [candidate for candidate in ticks if candidate.cross]
    if not crosses or len(crosses) == len(ticks) or any(map(_is_empty_sign, everything)):
        return
    mixed = list(_mixed(lines))
    if _may_be_the_other_way(mixed):
        yield from (candidate.found(Fact.CHECKS_AND_CROSSES) for candidate in ticks)
    elif mixed or _are_in_turn(ticks, text_size):
        for candidate in crosses:
            # It looks filled all the same.
            yield replace(candidate, mark=candidate.mark.found(Fact.CROSS_BESIDE_CHECKS))


def _is_empty_sign(candidate: Candidate) -> bool:
    return candidate.family == "sign" and candidate.filled is False


def _mixed(lines: Groups) -> Iterator[list[bool]]:
    """For each line that has both: which of its signs are crosses."""
    for group in lines:
        crossed = [candidate.cross for candidate in group if _is_tick(candidate)]
        if len(set(crossed)) > 1:
            yield crossed


def _may_be_the_other_way(mixed: Sequence[Sequence[bool]]) -> bool:
    """Do as many lines have one cross among checks as one check among crosses? Nobody can say then which is the tick.

    `mixed` says for each line with both which of its signs are crosses.
    """
    as_usual = sum(crossed.count(False) == 1 for crossed in mixed)
    other_way = sum(crossed.count(True) == 1 and len(crossed) >= SET_OF_CHOICES for crossed in mixed)
    return bool(mixed) and other_way >= as_usual


def _is_tick(candidate: Candidate) -> bool:
    """A check or a cross, in a box or not."""
    return candidate.family == "sign" and candidate.shape in {Shape.TICK, Shape.BOX} and candidate.filled is True


def _are_in_turn(ticks: Sequence[Candidate], text_size: float) -> bool:
    """One below the other: a choice for each line, not the chosen ones of a matrix; and no more checks than crosses."""
    middles = [candidate.box.middle_x for candidate in ticks]
    in_one_column = len(ticks) >= SET_OF_CHOICES and max(middles) - min(middles) <= SAME_MIDDLE * text_size
    return in_one_column and 2 * sum(candidate.cross for candidate in ticks) >= len(ticks)
