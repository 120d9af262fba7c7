"""What was seen on the pages of a scan → PageLayout, as any reader gives it, in points of the upright page."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extractor.geometry import Box
from extractor.reading.layout import Drawing, PageLayout, SeenBox, Shown, Word
from extractor.reading.scan.pixels import MM, WORKING_DPI
from extractor.reading.scan.seen import Area, SeenPage, SeenRule, SeenTick, SeenWord
from extractor.reading.scan.states import states_of

POINT = 72 / WORKING_DPI
"""Points a pixel."""
FONT = "OCR"
LINE_IN_SIZES = 1.17
"""From the top of its tallest to the foot of its deepest letter a line is so many font sizes high, with slack."""
TITLE = 1.45
"""A line taller than this times the usual one is set in a larger size; less is chance: it has no deep letters."""
LONG_LINE = 25 * MM
"""Only lines that are long enough to hold tall and deep letters tell the size of the text."""
ABOVE, BELOW = 0.8, 0.2
"""A word's box, in sizes above and below its baseline, as fonts have it."""
RULE_WIDTH = 0.7


def pages_to_layouts(pages: Sequence[SeenPage], engine: str) -> list[PageLayout]:
    """All pages of a document together, since what a tick is shows in all its boxes; numbered from 1."""
    states = iter(states_of([tick for page in pages for tick in page.ticks]))
    size = _usual_size(pages)
    layouts = []
    for number, page in enumerate(pages, start=1):
        boxes = tuple(_box(tick, *next(states)) for tick in page.ticks)
        sure = [word.confidence for word in page.words for _ in word.text]
        layouts.append(
            PageLayout(
                number=number,
                width=round(page.columns * POINT, 2),
                height=round(page.rows * POINT, 2),
                words=_words(number, page.words, size),
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


def _usual_size(pages: Sequence[SeenPage]) -> float:
    lines = {(i, word.line): word.height for i, page in enumerate(pages) for word in page.words}
    widths: dict[tuple[int, int], int] = {}
    for i, page in enumerate(pages):
        for word in page.words:
            widths[i, word.line] = widths.get((i, word.line), 0) + word.area.w
    heights = [height for key, height in lines.items() if widths[key] > LONG_LINE]
    return median(heights) * POINT / LINE_IN_SIZES if heights else 10.0


def _words(number: int, seen: Sequence[SeenWord], usual: float) -> tuple[Word, ...]:
    """In the order of reading: lines from top to bottom, pieces of one line on one baseline."""
    placed = sorted(seen, key=lambda word: (word.baseline, word.area.x))
    lines: list[list[SeenWord]] = []
    for word in placed:
        if lines and word.baseline - lines[-1][0].baseline <= 0.25 * usual / POINT:
            lines[-1].append(word)
        else:
            lines.append([word])
    words: list[Word] = []
    for line in lines:
        baseline = median(word.baseline for word in line) * POINT
        for word in sorted(line, key=lambda word: word.area.x):
            words.append(_word(number, len(words), word, round(baseline, 2), usual))
    return tuple(words)


def _word(number: int, index: int, word: SeenWord, baseline: float, usual: float) -> Word:
    tall = word.height * POINT
    size = round(usual, 1) if tall < TITLE * LINE_IN_SIZES * usual else float(round(tall / LINE_IN_SIZES))
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
