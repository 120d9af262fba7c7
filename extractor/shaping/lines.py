"""Words → lines, and lines → the text a reader would copy from them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence, Set
from dataclasses import field
from itertools import pairwise

import regex

from extractor.geometry import Box, box_around
from extractor.languages import all_words
from extractor.reading.layout import Word
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.sizes import GLUED, SAME_BASELINE, SEGMENT_GAP
from extractor.values import changed, kept, value

SOFT_HYPHEN = "\u00ad"
TYPESETTERS_HYPHEN = "\u2010"
"""Put in by programs that part words; nobody has it on a keyboard."""
WORD_HYPHEN = regex.compile(r"[\p{L}\p{N}][-\u2010]$")
"""The end of a word that goes on: its last two characters."""
LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
FIRST_LIGATURE = min(map(chr, LIGATURES))
"""Typographic ligatures are glyphs, not letters: nobody finds "o\ufb03ce" who searches for "office"."""
LEAST_BROKEN = 8
"""Letters: no column is so narrow that shorter words do not fit."""
NARROW_LETTERS = tuple("fijlrt")
NARROW, WIDE = 0.5, 1.15
"""How wide these and the other letters are, beside the usual letter of a word."""
PUSHED_OVER = regex.compile(r"[,;.)\]]+(?=\s|$)")
"""What never begins a line but where the word before it filled the one above."""
SPACES = regex.compile(r"\s+")


@value
class Line:
    """Words on one baseline, left to right. `bullet` is the sign that makes it an item, "" where it is drawn.

    `right` is where the line had to end, in points; None where nobody asked. `marks` are those that stand on it, known
    once the document is made.
    """

    words: tuple[Word, ...]
    bullet: str | None = None
    bullet_words: tuple[Word, ...] = ()
    right: float | None = None
    marks: tuple[SelectionMark, ...] = field(default=(), repr=False)

    @kept
    def box(self) -> Box:
        return box_around([word.box for word in self.words])

    @property
    def all_words(self) -> tuple[Word, ...]:
        """The bullet and the text."""
        return (*self.bullet_words, *self.words)

    @property
    def page(self) -> int:
        return self.words[0].page

    @property
    def place(self) -> tuple[int, int]:
        """What tells it from every other line: its page and the number of its first word."""
        return self.page, self.words[0].index

    @kept
    def size(self) -> float:
        """The size of most of the letters, in points."""
        if len({word.size for word in self.words}) == 1:
            return self.words[0].size
        by_size: dict[float, int] = {}
        for word in self.words:
            by_size[word.size] = by_size.get(word.size, 0) + len(word.text)
        return max(by_size, key=lambda size: (by_size[size], size))

    @property
    def baseline(self) -> float:
        return self.words[0].baseline

    @kept
    def printed(self) -> str:
        """Its words as they stand there, spaces where they are parted."""
        return words_to_text(self.words)

    @kept
    def text(self) -> str:
        return canonical(self.printed)

    @kept
    def bold(self) -> bool:
        are_bold = (word.bold for word in self.words if any(c.isalpha() for c in word.text))
        return next(are_bold, False) and all(are_bold)

    def holds(self, mark: SelectionMark) -> bool:
        """Does the mark stand on this line: made of words of it, or drawn at its height?"""
        if mark.words:
            numbers = {word.index for word in self.words}  # words are compared field by field: few need to be
            return any(word.index in numbers and word in self.words for word in mark.words)
        return self.box.top <= mark.box.middle_y <= self.box.bottom

    def with_marks(self, marks: Sequence[SelectionMark]) -> Line:
        return changed(self, marks=tuple(marks)) if marks or self.marks else self

    def as_item(self, bullet: str, bullet_words: tuple[Word, ...] = ()) -> Line:
        """The same, which begins an item with a sign that is none of its words."""
        return changed(self, bullet=bullet, bullet_words=bullet_words)

    def ending_at(self, right: float) -> Line:
        """The same where it is known where it had to end."""
        return changed(self, right=right)

    def same_style(self, other: Line) -> bool:
        return abs(self.size - other.size) < 0.06 * self.size and self.bold == other.bold


def canonical(text: str) -> str:
    """The contract's canonical text: NFC, ligatures spelt out, no soft hyphens, runs of white space folded."""
    # Nearly all text is so already. Nothing invisible and no white space but the space is printable, says Python.
    plain = text.isascii() or (unicodedata.is_normalized("NFC", text) and max(text) < FIRST_LIGATURE)
    if plain and text.isprintable() and "  " not in text:
        return text.strip()
    return SPACES.sub(" ", unicodedata.normalize("NFC", text.translate(LIGATURES).replace(SOFT_HYPHEN, ""))).strip()


def touches(word: Word, following: Word) -> bool:
    """Were the two parted by a change of font or kind only, with no space between?"""
    gap = following.box.x0 - word.box.x1
    return following.baseline == word.baseline and abs(gap) <= GLUED * min(word.size, following.size)


def words_to_text(words: Sequence[Word]) -> str:
    text = words[0].text if words else ""
    for last, word in pairwise(words):
        parted = word.box.x0 - last.box.x1 > GLUED * min(word.size, last.size) or not word.upright
        text += f" {word.text}" if parted else word.text
    return text


def words_to_lines(words: Iterable[Word]) -> list[Line]:
    """Lines from top to bottom; words that read up or down the page make a line each way they stand."""
    upright = sorted((w for w in words if w.upright), key=lambda w: (w.baseline, w.box.x0))
    lines: list[list[Word]] = []
    for word in upright:
        if lines and word.baseline - lines[-1][0].baseline <= SAME_BASELINE * max(word.size, lines[-1][0].size):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(tuple(sorted(line, key=lambda w: (w.box.x0, w.index)))) for line in lines]


def lines_as_they_come(words: Sequence[Word]) -> tuple[Line, ...] | None:
    """The same of words that come in the order of their lines, as those of a cell mostly do; None where they do not."""
    lines: list[list[Word]] = []
    for word in words:
        if not word.upright:
            return None
        last = lines[-1][-1] if lines else None
        if last is not None and word.baseline == last.baseline and word.box.x0 > last.box.x0:
            lines[-1].append(word)
        elif last is None or word.baseline - last.baseline > SAME_BASELINE * max(word.size, lines[-1][0].size):
            lines.append([word])
        else:
            return None
    return tuple(Line(tuple(line)) for line in lines)


def turned_words_to_lines(words: Iterable[Word]) -> list[Line]:
    """Lines of text that runs up or down the page, from left to right."""
    turned = [word for word in words if not word.upright]
    turned.sort(key=lambda word: word.index)
    lines: list[list[Word]] = []
    for word in turned:
        if lines and lines[-1][-1].box.shared_width(word.box) > 0.5 * min(word.box.width, lines[-1][-1].box.width):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(tuple(line)) for line in lines]


def words_to_any_lines(words: Iterable[Word]) -> list[Line]:
    """Every word in a line: those along the page first, then those up, down or across it."""
    listed = list(words)
    known = lines_as_they_come(listed)
    return [*words_to_lines(listed), *turned_words_to_lines(listed)] if known is None else list(known)


def line_to_segments(line: Line) -> list[Line]:
    """The line cut at gaps as wide as a tab."""
    return words_to_segments(line.words, SEGMENT_GAP)


def words_to_segments(words: Iterable[Word], gap: float) -> list[Line]:
    """Words of one line, from left to right, parted where the white between two is wider than `gap` sizes."""
    segments: list[list[Word]] = []
    for word in words:
        if segments and word.box.x0 - segments[-1][-1].box.x1 <= gap * max(word.size, segments[-1][-1].size):
            segments[-1].append(word)
        else:
            segments.append([word])
    return [Line(tuple(segment)) for segment in segments]


def joined_spans(spans: Iterable[tuple[float, float]], white: float) -> list[tuple[float, float]]:
    """From left to right, those together between which there is less white, in points."""
    joined: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if joined and x0 - joined[-1][1] < white:
            joined[-1] = (joined[-1][0], max(joined[-1][1], x1))
        else:
            joined.append((x0, x1))
    return joined


class Vocabulary:
    """Words that the document prints inside its lines: evidence of what a hyphen at a line's end stands for.

    `inner` are those that do not begin a line either, where the rest of a broken word stands. `hyphenated`: did a
    program part words at the ends of lines, so that none is broken without a hyphen?
    """

    def __init__(self, words: Iterable[str], inner: Iterable[str] = (), *, hyphenated: bool = False) -> None:
        self.hyphenated = hyphenated
        self._words, self._inner = words, inner

    def __contains__(self, word: str) -> bool:
        return bare_word(word) in self._bare

    def has_inside(self, word: str) -> bool:
        return bare_word(word) in self._bare_inner

    @kept
    def _bare(self) -> Set[str]:
        """Made when the first hyphen at the end of a line asks for it: many documents have none."""
        return set(map(bare_word, set(self._words)))

    @kept
    def _bare_inner(self) -> Set[str]:
        return set(map(bare_word, set(self._inner)))


def bare_word(word: str) -> str:
    return word.strip(".,;:!?()[]«»\"'’‘“”…").casefold()


def lines_to_text(lines: Iterable[Line], vocabulary: Vocabulary) -> str:
    """Wrapped lines joined by one space, or by none after a hyphen that belongs to the word."""
    text = ""
    listed = list(lines)
    for i, line in enumerate(listed):
        if i and _breaks_word(listed[i - 1], line, vocabulary, ends=i + 1 == len(listed)):
            text += line.printed
        else:
            text = join_wrapped(text, line.printed, vocabulary)
    return canonical(text)


def _breaks_word(line: Line, following: Line, vocabulary: Vocabulary, *, ends: bool) -> bool:
    """Is the line the beginning of a word that is longer than its column, broken without a hyphen?

    Programs begin such a word on a line of its own and fill it to the last letter, which a single whole word hardly
    ever does; and neither part is a word that the document has elsewhere. `ends`: nothing comes after `following`.
    """
    if vocabulary.hyphenated or line.right is None:
        return False
    head, tail = line.printed, following.printed
    if len(head) < LEAST_BROKEN or not head.isalpha() or not tail[:1].islower():
        return False
    rest = bare_word(tail.split(maxsplit=1)[0])
    letter = line.box.width / len(head) * (NARROW if rest.startswith(NARROW_LETTERS) else WIDE)
    if line.right - line.box.x1 >= letter or not rest.isalpha():
        return False
    if rest in all_words().text.conjunctions:
        return ends and rest == tail  # "rekenblad" / "en": no text ends in an and
    return head + rest in vocabulary or not (head in vocabulary or vocabulary.has_inside(rest))


def join_wrapped(before: str, after: str, vocabulary: Vocabulary) -> str:
    before, after = before.rstrip(), after.lstrip()
    if not before or not after:
        return before + after
    if before.endswith(SOFT_HYPHEN):
        return before[:-1] + after
    if PUSHED_OVER.match(after):
        return before + after
    if WORD_HYPHEN.match(before[-2:]):
        head, tail = before.rsplit(maxsplit=1)[-1], after.split(maxsplit=1)[0]
        if bare_word(tail) in all_words().text.conjunctions or not tail[0].isalnum():
            return f"{before} {after}"
        typesetters = head.endswith(TYPESETTERS_HYPHEN) or head[:-1] + tail in vocabulary
        if head + tail not in vocabulary and typesetters and tail[0].islower():
            return before[:-1] + after
        return before + after
    if before.endswith("/") and not before.endswith(" /"):
        return before + after
    return f"{before} {after}"
