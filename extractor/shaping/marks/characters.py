"""Words → tick boxes made of characters: ☒, the codes of symbol fonts, `[x]`, an x alone in a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile

from extractor.geometry import box_around
from extractor.model import MarkKind
from extractor.reading.layout import PageLayout, Word
from extractor.shaping.marks.candidate import Candidate
from extractor.shaping.marks.evidence import Evidence, Fact
from extractor.shaping.marks.ground import Ground, stands_out
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.marks.vocabulary import (
    NO_CHARACTER,
    Shape,
    Sign,
    bracketed_state,
    character_to_sign,
    has_no_name,
    is_legend_word,
    is_tick_letter,
)
from extractor.shaping.sizes import GLUED, READS_ON, SAME_BASELINE, SEGMENT_GAP
from extractor.shaping.tables.cells import Cell, Table

SPACE = 0.7
"""A gap up to this fraction of the size is a space inside a sentence; a wider one parts columns."""
BRACKETS_WIDTH = 3.5
"""`[ x ]` is no wider than this many sizes."""
BEHIND = 0.5
"""A dark area this many sizes wide and high can have a white character on it."""
MAX_BRACKET_WORDS = 3
""""[", "x", "]"."""
LIGHT = 0.8
"""Ink darker than this (0 black, 1 white) is seen on any paper."""
OPENING = frozenset("([{\"'«‘“„<")
CLOSING = frozenset(")]}\"'»’”>")
LEADS_TO_A_CHOICE = frozenset(":;,.!?)/|-–—…")
"""A word that ends with one of these is no part of a sentence that goes on with a tick box."""
DASHES = frozenset("-–—−")
"""In the places of a row that are not meant."""
LEAST_CODES = 3
"""Two letters over columns may both be ticks."""
ROMAN = frozenset({"I", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII"})


@dataclass(frozen=True)
class TextMarks:
    """`loose` ticks are marks only inside a drawn box or on top of an empty one."""

    candidates: list[Candidate] = field(default_factory=list)
    loose: list[Candidate] = field(default_factory=list)


class _Cells:
    """Which words have a place of their own in the tables of a page; looked up when the first sign asks for it."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = tables

    @cached_property
    def lone(self) -> frozenset[int]:
        return lone_words(self.tables)

    @cached_property
    def chosen(self) -> frozenset[int]:
        return words_before_chosen_text(self.tables)


def page_to_text_marks(page: PageLayout, tables: Sequence[Table], ground: Ground) -> TextMarks:
    found = TextMarks()
    cells = _Cells(tables)
    words = page.words
    past = -1
    for i, word in enumerate(words):
        text = word.text
        if i <= past or not (len(text) == 1 or text[0] in "[("):  # "(cid:9)", a glyph without a name, among them
            continue
        bracketed = _brackets_at(words, i) if text[0] in "[(" else None
        sign = character_to_sign(text, word.font)
        if (bracketed is None and sign is None and not is_tick_letter(text)) or not _visible(word, ground):
            continue
        if bracketed is not None:
            found.candidates.append(bracketed)
            past = bracketed.mark.words[-1].index
        elif sign is not None:
            _add_sign(words, i, sign, cells, found)
        else:
            _add_letter(words, i, cells, found)
    return found


def _add_sign(words: Sequence[Word], i: int, sign: Sign, cells: _Cells, found: TextMarks) -> None:
    word = words[i]
    placed = word.index in cells.lone or word.index in cells.chosen
    candidate = _sign_to_candidate(word, sign, certain=placed or sign.shape is Shape.BOX)
    if sign.filled and not candidate.certain and _ends_apart(words, i):
        candidate = replace(candidate, apart=True)
    (found.candidates if placed or not _in_prose(words, i) else found.loose).append(candidate)


def _add_letter(words: Sequence[Word], i: int, cells: _Cells, found: TextMarks) -> None:
    word, tick = words[i], word_to_tick(words[i])
    if word.index in cells.lone and not _roman_row(word, cells.tables):
        found.candidates.append(tick)
    elif word.text in "xX" and _stands_apart(words, i):
        found.candidates.append(replace(tick, certain=False))
    else:
        found.loose.append(tick)


def lone_words(tables: Sequence[Table]) -> frozenset[int]:
    """Words that are all there is in their cell, or all but a number: "2 ☐"."""
    lone = set()
    for table in tables:
        for cell in table.cells:
            if 0 < len(cell.words) <= MAX_BRACKET_WORDS:
                signs = [word for word in cell.words if not word.text.strip(".)").isdigit()]
                if len(signs) == 1:
                    lone.add(signs[0].index)
    return frozenset(lone)


def words_before_chosen_text(tables: Sequence[Table]) -> frozenset[int]:
    """Ticks that begin the text of one cell of each row, now in this column, now in that one.

        Luisteren | Hoort toe.           | ✓ Vraagt door.  | Hoort wat niet gezegd is.
        Plannen   | ✓ Maakt een lijst.   | Verdeelt werk.  | Plant jaren ver.

    A bullet begins the text of all cells of its column.
    """
    found: set[int] = set()
    for table in tables:
        ticked = [cell for cell in table.cells if len(cell.words) > 1 and _is_tick(cell.words[0])]
        rows, columns = {cell.row0 for cell in ticked}, {cell.col0 for cell in ticked}
        if len(rows) == len(ticked) > 1 and len(columns) > 1:
            found.update(cell.words[0].index for cell in ticked)
    return frozenset(found)


def _is_tick(word: Word) -> bool:
    sign = character_to_sign(word.text, word.font)
    return sign is not None and sign.filled is True and sign.shape is Shape.TICK


def word_to_tick(word: Word) -> Candidate:
    """A letter as a tick."""
    evidence = Evidence.of(Fact.LETTER, raw=word.text)
    mark = SelectionMark(word.page, word.box, MarkKind.TEXT, word.text, word.font, (word,), evidence)
    return Candidate(mark, Shape.TICK, True, True, f"text {word.text}", "text", cross=word.text in "xX")


def _sign_to_candidate(word: Word, sign: Sign, *, certain: bool) -> Candidate:
    kind = MarkKind.SYMBOL if sign.from_symbol_font else MarkKind.GLYPH
    evidence = Evidence.of(_fact(sign), sign.filled, raw=sign.raw)
    mark = SelectionMark(word.page, word.box, kind, sign.raw, word.font, (word,), evidence)
    look = f"{word.font} {word.text} {word.size:.1f}"
    if sign.raw == NO_CHARACTER:
        # The same for all glyphs without a name: it does not say that two of them look the same.
        look += f" {word.page} {word.index}"
    family = "sign" if sign.known_code or sign.shape is not Shape.UNKNOWN else f"unknown {word.font}"
    solid = sign.filled is True and sign.shape in {Shape.SQUARE, Shape.CIRCLE}
    return Candidate(mark, sign.shape, sign.filled, certain, look, family, sign.cross, solid, has_no_name(word.text))


def _fact(sign: Sign) -> Fact:
    if sign.filled is None:
        return Fact.NAMELESS
    if sign.from_symbol_font:
        return Fact.BALLOT_BOX_CODE if sign.shape is Shape.BOX else Fact.SIGN_CODE
    return Fact.BALLOT_BOX if sign.shape is Shape.BOX else Fact.SIGN


def _visible(word: Word, ground: Ground) -> bool:
    if word.ink is None or word.ink < LIGHT:
        return True
    return stands_out(word.ink, ground.at(word.box.middle_x, word.box.middle_y, BEHIND * word.size))


def _brackets_at(words: Sequence[Word], i: int) -> Candidate | None:
    """`[x]` as one word or as up to three: "[", "x", "]"."""
    first = words[i]
    for count in range(1, MAX_BRACKET_WORDS + 1):
        some = words[i : i + count]
        if len(some) < count or not all(_same_line(first, word) for word in some):
            return None
        if some[-1].box.x1 - first.box.x0 > BRACKETS_WIDTH * first.size:
            return None
        if bracketed_state("".join(word.text for word in some)) is not None:
            return _words_to_brackets(some)
    return None


def _words_to_brackets(words: Sequence[Word]) -> Candidate:
    text = "".join(word.text for word in words)
    state = bracketed_state(text)
    box = box_around(word.box for word in words)
    raw = f"{text[0]} {text[-1]}" if state is False else text
    font = words[0].font
    evidence = Evidence.of(Fact.BRACKETS, state, raw=raw)
    mark = SelectionMark(words[0].page, box, MarkKind.TEXT, raw, font, tuple(words), evidence)
    square = text[0] == "["
    return Candidate(mark, Shape.SQUARE if square else Shape.CIRCLE, state, square, f"text {raw}", "text")


def _same_line(one: Word, other: Word) -> bool:
    return other.upright == one.upright and abs(other.baseline - one.baseline) <= SAME_BASELINE * one.size


@dataclass(frozen=True)
class _Beside:
    """The words before and after one of this `size` on its line, and how far they are, in points."""

    size: float
    before: Word | None
    after: Word | None
    gap_before: float
    gap_after: float


def _beside(words: Sequence[Word], i: int) -> _Beside:
    """Words of a page are in the order of its lines."""
    word = words[i]
    before = words[i - 1] if i > 0 and _same_line(word, words[i - 1]) else None
    after = words[i + 1] if i + 1 < len(words) and _same_line(word, words[i + 1]) else None
    return _Beside(
        word.size,
        before,
        after,
        gap_before=float("inf") if before is None else word.box.x0 - before.box.x1,
        gap_after=float("inf") if after is None else after.box.x0 - word.box.x1,
    )


def _stands_apart(words: Sequence[Word], i: int) -> bool:
    """An x between two columns, with no number beside it: "3 x 4" is no tick."""
    near = _beside(words, i)
    others = [word for word in (near.before, near.after) if word is not None]
    apart = min(near.gap_before, near.gap_after) > SEGMENT_GAP * near.size
    return bool(others) and apart and not any(word.text[-1].isdigit() for word in others)


def _ends_apart(words: Sequence[Word], i: int) -> bool:
    """A sign far behind a name, no text after it: "Beslissen   –   ✓   –", "Beslissen   ✓   ✓"; no bullet is one."""
    near = _beside(words, i)
    if near.before is None or not _stands_apart(words, i):
        return False
    after = (word for word in words[i + 1 :] if _same_line(words[i], word))
    here = takewhile(lambda word: word.box.x0 > words[i].box.x0, after)
    return all(word.text in DASHES or character_to_sign(word.text, word.font) is not None for word in here)


def _in_prose(words: Sequence[Word], i: int) -> bool:
    """True for a box that a sentence speaks of: "kruis ☐ aan", "(☒)", "☒ = vereist", "☒ is het vereiste niveau"."""
    near = _beside(words, i)
    if near.after is not None and is_legend_word(near.after.text):
        return True
    if near.before is None:
        return False
    return _is_enclosed(near) or (_is_amid_words(near) and not _goes_on_with_boxes(words, i))


def _is_enclosed(near: _Beside) -> bool:
    """Is it glued to a bracket or a quotation mark?"""
    glued = GLUED * near.size
    opened = near.before is not None and near.gap_before <= glued and near.before.text[-1] in OPENING
    return opened or (near.after is not None and near.gap_after <= glued and near.after.text[0] in CLOSING)


def _is_amid_words(near: _Beside) -> bool:
    """Does a sentence run on over it, with a space on both sides?"""
    if near.before is None or max(near.gap_before, near.gap_after) > SPACE * near.size:
        return False
    return not (near.before.text[-1] in LEADS_TO_A_CHOICE or near.before.text.isdigit())


def _goes_on_with_boxes(words: Sequence[Word], i: int) -> bool:
    """Another sign on the line, or two on the next or the last one: choices that stand in a row."""
    word = words[i]
    here = sum(1 for _ in _signs_near(words, i, SAME_BASELINE))
    if here:
        return True
    near: dict[float, int] = {}
    for other in _signs_near(words, i, READS_ON):
        near[other.baseline] = near.get(other.baseline, 0) + 1
    return any(count > 1 for baseline, count in near.items() if baseline != word.baseline)


def _signs_near(words: Sequence[Word], i: int, sizes: float) -> Iterator[Word]:
    """Signs on lines no farther than `sizes` sizes from the line of word `i`."""
    word = words[i]
    for step in (-1, 1):
        k = i + step
        while 0 <= k < len(words) and abs(words[k].baseline - word.baseline) <= sizes * word.size:
            if len(words[k].text) == 1 and character_to_sign(words[k].text, words[k].font) is not None:
                yield words[k]
            k += step


def _roman_row(word: Word, tables: Sequence[Table]) -> bool:
    """True where V and X are numbers, as others of their row are, or one code of a head: "O | V | G"."""
    if word.text not in "VX":
        return False
    for table in tables:
        for cell in table.cells:
            if word in cell.words:
                rows = [other for row in range(cell.row0, cell.row1) for other in table.row(row) if other.words]
                return any(other.words[0].text in ROMAN for other in rows) or (
                    cell.row0 == 0 and _heads_codes(cell, rows)
                )
    return False


def _heads_codes(cell: Cell, row: Sequence[Cell]) -> bool:
    """Does the cell stand in a run of cells of a table's first row that are each another capital letter?

    Competentie | Omschrijving | O | V | G | Opmerking          a code for each level, whatever stands beside them
    """
    run: list[str] = []
    holds_cell = False
    for other in [*row, None]:
        text = "".join(word.text for word in other.words) if other is not None else ""
        if len(text) == 1 and text.isupper():
            run.append(text)
            holds_cell = holds_cell or other is cell
        elif holds_cell:
            break
        else:
            run = []
    return len(set(run)) == len(run) >= LEAST_CODES
