"""Signs on a scan that stand by themselves beside a competency and are no level's: a pen may have made them.

Struck out, and a new tick far from every box: which level is meant, only a person can say.

    Luisteren  | 0 ☐ |  N.v.t.
               | 1 ☒ |  Laat uitspreken.
               | 2 ☐ |  Vraagt door.     ✓

A tick over the words of a level makes their line higher than the lines of the others: that is such a sign as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.findings import phrase
from extractor.geometry import Box, box_around
from extractor.matching.claims import Claim, Claims
from extractor.matching.levels.question import Question
from extractor.matching.matches import Matches
from extractor.matching.scan_doubts import LABEL_SURE
from extractor.reading.layout import Word
from extractor.shaping.pages import ShapedPage

LONE = 1.2
"""Paper on both sides of a sign that stands by itself, in sizes: words of a line are nearer."""
LEAST_WIDE = 0.4
"""A tick is this part of the text's size wide at least; specks, stops and bars are not."""
MOST_SIGNS = 2
"""What an engine makes of a pen's tick that it does not know."""
A_COLUMN = 3
"""So many signs below each other are a column of the form, and no pen's."""
TICKS = frozenset("xXvV×✓✔✗✘")
"""Signs that tick: one that is no level's mark or label need not stand by itself."""
PRINTED = frozenset("•–-—·*:.,")
"""Lone signs that forms print before their items, or for nothing."""
HIGHER = 1.2
"""A line of a level that is this much higher than the usual ones has ink on it that is no letter."""
OF_A_LEVEL = frozenset({Claim.LABEL, Claim.LEVEL, Claim.INDICATOR, None})
PRINTED_AS = frozenset({Claim.MARK, Claim.LABEL, Claim.RUNNING, Claim.TABLE_HEAD})
"""Signs by themselves that are known. What is only text of a level is not: a tick in the margin joins its line."""


def with_strays_doubted(matches: Matches) -> Matches:
    """The same matches; competencies beside which such a sign stands are sure of no level."""
    pages = [page for page in matches.context.pages if page.layout.engine is not None]
    if not pages:
        return matches
    used = _words_of_levels(matches)
    strays = {page.number: found for page in pages if (found := list(_strays(page, matches.claims, used)))}
    if not strays:
        return matches
    competencies = tuple(
        question.doubted(phrase("scan-stray"))
        if any(_is_beside(question, page, strays.get(page.number, ())) for page in pages)
        else question
        for question in matches.levels.competencies
    )
    return replace(matches, levels=replace(matches.levels, competencies=competencies))


def _words_of_levels(matches: Matches) -> frozenset[Word]:
    """What is a mark or a label of some level."""
    questions = (*matches.levels.competencies, *matches.levels.choices)
    options = [option for question in questions for one in (question, *question.others) for option in one.options]
    marks = [word for option in options for mark in option.marks for word in mark.words]
    return frozenset([*marks, *(word for option in options for word in option.label_words)])


def _strays(page: ShapedPage, claims: Claims, used: frozenset[Word]) -> Iterator[Word]:
    words = page.layout.words
    yield from (w for w in words if w.size > HIGHER * page.text_size and claims.by(w) in OF_A_LEVEL)
    signs = _signs(words, claims, used)
    yield from (sign for sign in signs if not _is_of_column(sign, signs))


def _signs(words: Sequence[Word], claims: Claims, used: frozenset[Word]) -> list[Word]:
    """Those that stand by themselves, then ticks wherever they stand; none of a level."""
    known = {w for w in words if w in used or claims.by(w) in PRINTED_AS}
    lone = [w for w in words if _is_sign(w) and _is_lone(w, words) and w not in known]
    return lone + [w for w in words if w.text in TICKS and w not in used and w not in lone]


def _is_of_column(sign: Word, signs: Sequence[Word]) -> bool:
    """Do so many stand below each other, itself among them, that the form has printed them?"""
    return sum(abs(other.box.middle_x - sign.box.middle_x) < sign.size for other in signs) >= A_COLUMN


def _is_sign(word: Word) -> bool:
    short = len(word.text) == 1 or (len(word.text) <= MOST_SIGNS and (word.confidence or 0.0) < LABEL_SURE)
    return short and word.text[0] not in PRINTED and word.box.width >= LEAST_WIDE * word.size


def _is_lone(word: Word, words: Sequence[Word]) -> bool:
    return not any(
        other is not word
        and abs(other.baseline - word.baseline) < 0.6 * word.size
        and max(other.box.x0 - word.box.x1, word.box.x0 - other.box.x1) < LONE * word.size
        for other in words
    )


def _is_beside(question: Question, page: ShapedPage, strays: Sequence[Word]) -> bool:
    """Does one stand at the height of the competency: of the cell of its name, its boxes and labels?"""
    band = _band(question, page)
    return band is not None and any(band.top <= stray.box.middle_y <= band.bottom for stray in strays)


def _band(question: Question, page: ShapedPage) -> Box | None:
    own = [mark.box for option in question.options for mark in option.marks if mark.page == page.number]
    own += [word.box for option in question.options for word in option.label_words if word.page == page.number]
    if question.page == page.number:
        own += [cell.box for table in page.tables for cell in table.cells if cell.box.contains_middle_of(question.box)]
        own.append(question.box)
    return box_around(own) if own else None
