"""What was seen on the pages of a scan → PageLayout, as any reader gives it, in points of the upright page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extractor.geometry import Box
from extractor.reading.layout import Drawing, PageLayout, SeenBox, Shown, Word
from extractor.reading.scan.extents import FULL, part_of_size
from extractor.reading.scan.pixels import MM, WORKING_DPI
from extractor.reading.scan.seen import Area, SeenPage, SeenRule, SeenTick, SeenWord
from extractor.reading.scan.states import states_of

POINT = 72 / WORKING_DPI
"""Points a pixel."""
FONT = "OCR"
LINE_IN_SIZES = 1.17
"""From the top of its tallest to the foot of its deepest letter a line is so many font sizes high, with slack."""
TITLE = 1.3
"""A line set in letters this much larger than the usual ones is a title's or a heading's; less is chance."""
LEAST_LETTERS = 3
"""A title or heading has as many letters; of fewer, a height tells nothing: a lone 8 or a J with a blot below it."""
ONE_SIZE = 1.12
"""Larger letters that differ by less are of one size."""
LONG_LINE = 25 * MM
"""Only lines that are long enough to hold tall and deep letters tell the size of the text."""
ABOVE, BELOW = 0.8, 0.2
"""A word's box, in sizes above and below its baseline, as fonts have it."""
RULE_WIDTH = 0.7


def pages_to_layouts(pages: Sequence[SeenPage], engine: str) -> list[PageLayout]:
    """All pages of a document together, since what a tick is shows in all its boxes; numbered from 1."""
    states = iter(states_of([tick for page in pages for tick in page.ticks]))
    sizes = _sizes(pages)
    layouts = []
    for number, page in enumerate(pages, start=1):
        boxes = tuple(_box(tick, *next(states)) for tick in page.ticks)
        sure = [word.confidence for word in page.words for _ in word.text]
        layouts.append(
            PageLayout(
                number=number,
                width=round(page.columns * POINT, 2),
                height=round(page.rows * POINT, 2),
                words=_words(number, page.words, sizes),
                drawings=tuple(_rule(rule) for rule in page.rules),
                pictures=(),
                widgets=(),
                annotations=(),
                shown=_shown(page),
                boxes=boxes,
                engine=engine,
                confidence=round(sum(sure) / len(sure), 2) if sure else None,
                scanned=not page.words,
            )
        )
    return layouts


@dataclass(frozen=True)
class _Sizes:
    """The usual size of a document's letters, and those that are larger, in points."""

    usual: float
    larger: tuple[float, ...]

    def of(self, height: int, text: str) -> float:
        """The size of a line that is so many pixels high and has these letters."""
        size = _size(height, text)
        if size < TITLE * self.usual or not self.larger or not _tells_size(text):
            return round(self.usual, 1)
        nearest = min((abs(other - size), other) for other in self.larger)[1]
        return float(round(nearest))


def _sizes(pages: Sequence[SeenPage]) -> _Sizes:
    """What most text is set in, by lines that are long enough to tell."""
    lines: dict[tuple[int, int], list[SeenWord]] = {}
    for i, page in enumerate(pages):
        for word in page.words:
            lines.setdefault((i, word.line), []).append(word)
    told = [line for line in lines.values() if _tells_size(_text(line))]
    sized = [(sum(w.area.w for w in line), _size(line[0].height, _text(line))) for line in told]
    usual = median([size for width, size in sized if width > LONG_LINE] or [10.0])
    return _Sizes(usual, _larger(sorted(size for _, size in sized if size >= TITLE * usual)))


def _larger(rising: Sequence[float]) -> tuple[float, ...]:
    """Each size once: the middle of those that are so nearly alike that they are one."""
    groups: list[list[float]] = []
    for size in rising:
        if groups and size <= ONE_SIZE * groups[-1][0]:
            groups[-1].append(size)
        else:
            groups.append([size])
    return tuple(median(group) for group in groups)


def _size(height: int, text: str) -> float:
    """In points: of a line with tall and deep letters its height says it."""
    return height * POINT / LINE_IN_SIZES * FULL / part_of_size(text)


def _tells_size(text: str) -> bool:
    return sum(map(str.isalnum, text)) >= LEAST_LETTERS


def _text(line: Sequence[SeenWord]) -> str:
    return "".join(word.text for word in line)


def _words(number: int, seen: Sequence[SeenWord], sizes: _Sizes) -> tuple[Word, ...]:
    """In the order of reading: lines from top to bottom, pieces of one line on one baseline."""
    placed = sorted(seen, key=lambda word: (word.baseline, word.area.x))
    lines: list[list[SeenWord]] = []
    for word in placed:
        if lines and word.baseline - lines[-1][0].baseline <= 0.25 * sizes.usual / POINT:
            lines[-1].append(word)
        else:
            lines.append([word])
    texts: dict[int, str] = {}
    for word in seen:
        texts[word.line] = texts.get(word.line, "") + word.text
    words: list[Word] = []
    for line in lines:
        baseline = median(word.baseline for word in line) * POINT
        for word in sorted(line, key=lambda word: word.area.x):
            size = sizes.of(word.height, texts[word.line])
            words.append(_word(number, len(words), word, round(baseline, 2), size))
    return tuple(words)


def _word(number: int, index: int, word: SeenWord, baseline: float, size: float) -> Word:
    x0, x1 = round(word.area.x * POINT, 2), round(word.area.right * POINT, 2)
    return Word(
        page=number,
        index=index,
        text=word.text,
        box=Box(x0, round(baseline - ABOVE * size, 2), x1, round(baseline + BELOW * size, 2)),
        baseline=baseline,
        font=FONT,
        size=size,
        ink=0.0,
        confidence=word.confidence,
    )


def _rule(rule: SeenRule) -> Drawing:
    area = rule.area
    x, y = (value * POINT for value in area.middle)
    if rule.across:
        ends = ((area.x * POINT, y), (area.right * POINT, y))
    else:
        ends = ((x, area.y * POINT), (x, area.bottom * POINT))
    (x0, y0), (x1, y1) = ends
    return Drawing(Box(x0, y0, x1, y1), ends, True, False, RULE_WIDTH, 0.0, None, True, False, False)


def _box(tick: SeenTick, state: bool | None, reason: str) -> SeenBox:
    return SeenBox(_points(tick.area), state, tick.round, tick.ink, reason)


def _points(area: Area) -> Box:
    return Box(*(round(value * POINT, 2) for value in (area.x, area.y, area.right, area.bottom)))


def _shown(page: SeenPage) -> Shown:
    """From points of the upright page to points of the page that a viewer shows."""
    a, b, c, d, e, f = page.placement[:6]
    scale = 1 / POINT
    return Shown(page.page, (a * scale, b * scale, c, d * scale, e * scale, f))
