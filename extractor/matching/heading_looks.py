"""Which texts head what follows, by their look alone: a heading that no rule and no vocabulary knows.

    Arbeidsmiddelen                 stronger than the text: larger, bolder, in capitals, of another ink, letterspaced
    Een bureau en een stoel.        the text that it heads

Nothing is one that ends as a sentence does, or that stands among others of its look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extractor.matching.document import DocumentContext
from extractor.matching.section_names import LONGEST_HEADING
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, canonical
from extractor.shaping.paragraphs import Paragraph

STRONG = 1.08
"""Letters this much larger than the text's head something."""
OTHER_INK = 0.2
"""Letters that differ so much in lightness from the text's are of another colour."""
MOST_LINES = 2
MOST_WORDS = 12
LEAST_CAPITALS = 4
"""Letters: a shorter word in capitals is an abbreviation."""
MOST_ALIKE = 2
"""So many texts of one look may follow each other; more of them are text."""
SINGLE_LETTERS = 0.7
"""So many of the words of a letterspaced line are single letters."""
WORD_GAP = 1.6
"""Between the words of a letterspaced line is so much more room than between its letters."""
ENDS = (".", ";", ",", "…")
NUMBER = regex.compile(r"^\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVXivx]{1,4}|[A-Za-z])[.):]?$")
ADDRESS = regex.compile(r"@|https?:|www\.|^[\d\s/.:,€$£%+-]+$")


@dataclass(frozen=True)
class Look:
    """What tells levels of headings apart: `size` in steps of the text's size, bold or not, in capitals or not."""

    size: float
    bold: bool
    capitals: bool

    @property
    def rank(self) -> tuple[float, int]:
        return self.size, self.bold + self.capitals


class HeadingLooks:
    """How headings of one document differ from its text."""

    def __init__(self, context: DocumentContext) -> None:
        self._size = context.text_size
        words = [word for page in context.pages for word in page.layout.words]
        letters = Counter[bool]()
        lines = [line for page in context.pages for line in page.lines]
        for line in lines:
            letters[line.bold] += len(line.text)
        self._bold_text = letters[True] > letters[False]
        self._ink = _usual_ink(words)
        capitals = sum(len(line.text) for line in lines if in_capitals(line.text))
        self._capital_text = 2 * capitals > sum(len(line.text) for line in lines)

    def look(self, line: Line) -> Look:
        return Look(round(line.size / self._size, 1), line.bold, in_capitals(line.text))

    def stands_out(self, line: Line) -> bool:
        return (
            line.size > STRONG * self._size
            or (line.bold and not self._bold_text)
            or (in_capitals(line.text) and not self._capital_text)
            or is_letterspaced(line)
            or (self._of_other_ink(line) and line.size > self._size / STRONG)
        )

    def may_head(self, paragraph: Paragraph) -> bool:
        """Short, standing out, and no sentence, item, address or number."""
        numbered = paragraph.bullet is None or NUMBER.match(paragraph.bullet) is not None
        if not numbered or len(paragraph.lines) > MOST_LINES:
            return False
        text = canonical(" ".join(line.text for line in paragraph.lines))
        return (
            1 < len(text) <= LONGEST_HEADING
            and len(text.split()) <= max(MOST_WORDS, len(text) // 2 * is_letterspaced(paragraph.first))
            and not text.endswith(ENDS)
            and ADDRESS.search(text) is None
            and sum(c.isalpha() for c in text) > sum(c.isdigit() for c in text)
            and all(self.stands_out(line) for line in paragraph.lines)
        )

    def headings(self, paragraphs: Sequence[Paragraph]) -> set[int]:
        """Which of the paragraphs, in reading order, head what follows."""
        looks = [self.look(paragraph.first) if self.may_head(paragraph) else None for paragraph in paragraphs]
        found: set[int] = set()
        for run in _runs(looks):
            run = _without_pairs(run, paragraphs)
            ends = run[-1] + 1 == len(paragraphs)
            if len(run) <= MOST_ALIKE and not ends:
                found.update(run)
        return found

    def _of_other_ink(self, line: Line) -> bool:
        inks = [word.ink for word in line.words]
        return self._ink is not None and all(ink is not None and abs(ink - self._ink) > OTHER_INK for ink in inks)


def _usual_ink(words: Sequence[Word]) -> float | None:
    """Of most letters, to a tenth; None where no word's is known."""
    inks = {word.ink for word in words if word.ink is not None}
    if len(inks) == 1:
        return round(inks.pop(), 1)
    letters: dict[float, int] = {}
    for word in words:
        if word.ink is not None:
            letters[word.ink] = letters.get(word.ink, 0) + len(word.text)
    rounded = Counter[float]()
    for ink, number in letters.items():
        rounded[round(ink, 1)] += number
    return rounded.most_common(1)[0][0] if rounded else None


def _runs(looks: Sequence[Look | None]) -> Iterable[list[int]]:
    """Those that have a look and follow each other in the same one."""
    run: list[int] = []
    for i, look in enumerate(looks):
        if run and look != looks[run[-1]]:
            yield run
            run = []
        if look is not None:
            run.append(i)
    if run:
        yield run


def _without_pairs(run: list[int], paragraphs: Sequence[Paragraph]) -> list[int]:
    """The run without labels and their values, where several stand in it.

    Location: Pune
    Job type: full-time
    About Lindmark            heads what follows, though it looks like them
    """
    rest = [i for i in run if ":" not in paragraphs[i].first.text.rstrip(": ")]
    return rest if rest and rest[-1] == run[-1] and len(run) - len(rest) >= MOST_ALIKE else run


def in_capitals(text: str) -> bool:
    return text.upper() == text and sum(map(str.isalpha, text)) >= LEAST_CAPITALS


def is_letterspaced(line: Line) -> bool:
    """Are the letters set so wide apart that each is a word to the reader?"""
    singles = sum(len(word.text) == 1 for word in line.words)
    return len(line.words) > LEAST_CAPITALS and singles > SINGLE_LETTERS * len(line.words)


def closed_up(line: Line) -> str:
    """The text of a line, letterspaced words put together: "D o e l   v a n" is "Doel van"."""
    if not is_letterspaced(line):
        return line.text
    gaps = sorted(b.box.x0 - a.box.x1 for a, b in pairwise(line.words))
    usual = gaps[len(gaps) // 2]
    text = line.words[0].text
    for before, word in pairwise(line.words):
        apart = word.box.x0 - before.box.x1 > WORD_GAP * max(usual, 0.05 * line.size)
        text += f" {word.text}" if apart else word.text
    return canonical(text)
