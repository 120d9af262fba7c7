"""What may give the levels of documents in which none is read: lines of one shape, heads of tables, ticks.

Snijden (tot gaar)    ┐
Proeven (tot rauw)    ├ "{name} (tot {level})", three times
Garen (tot gaar)      ┘
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.matching.claims import Claim
from extractor.pipeline import Stages
from extractor.shaping.tables.cells import Table

LEAST_LINES = 2
"""So many lines of one shape may give levels."""
LEAST_ROWS = 3
"""A table of competencies has at least its head and two of them."""
LONGEST_LINE = 100
LONGEST_HEAD = 40
MOST = 3
"""So many of the best are shown."""
_LINE = regex.compile(
    r"^(?<name>\p{L}[^:(|–—\d]{2,60}?)(?<middle>\s*[:(|–—]\s*(?:\p{L}+\s+)?|\s+)(?<level>[\p{L}\d]+(?:\s\p{L}+)?)(?<end>\)?)$"
)
_READ = frozenset({Claim.RUNNING, Claim.TITLE, Claim.FIELD, Claim.APPROVAL})


@dataclass(frozen=True)
class Candidates:
    """`shapes` are patterns as people write them, with a line of each, `heads` the texts in the head of a table.

    `levels` is what its cells hold that may be levels, `marks` counts the ticks and boxes of the document.
    """

    shapes: tuple[tuple[str, str], ...] = ()
    heads: tuple[tuple[str, ...], ...] = ()
    levels: tuple[str, ...] = ()
    marks: int = 0


def candidates(stages: Stages) -> Candidates:
    context, claims = stages.matches.context, stages.matches.claims
    lines = [line for page in context.pages for line in page.lines if claims.by(line.words[0]) not in _READ]
    tables = [table for page in context.pages for table in page.tables if table.row_count >= LEAST_ROWS]
    shapes, levels = _shapes([line.text for line in lines])
    heads = [head for table in tables if (head := _head(table))]
    return Candidates(
        shapes=shapes,
        heads=tuple(dict.fromkeys(heads))[:MOST],
        levels=levels or _levels(tables),
        marks=sum(len(marks) for marks in context.marks.values()),
    )


def _shapes(lines: Sequence[str]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    counts = Counter[str]()
    examples: dict[str, str] = {}
    levels: dict[str, dict[str, None]] = {}
    for line in lines:
        match = _LINE.match(line) if len(line) <= LONGEST_LINE else None
        if match is None or not match["middle"].strip():
            continue
        shape = f"{{name}}{match['middle']}{{level}}{match['end']}"
        counts[shape] += 1
        examples.setdefault(shape, line)
        levels.setdefault(shape, {})[match["level"]] = None
    best = [shape for shape, count in counts.most_common(MOST) if count >= LEAST_LINES]
    shapes = tuple((shape, examples[shape]) for shape in best)
    return shapes, tuple(levels[best[0]])[:8] if best else ()


def _head(table: Table) -> tuple[str, ...]:
    """The texts of the first row, where each column has one."""
    texts = tuple(" ".join(line.text for line in cell.lines) for cell in table.row(0))
    short = all(text and len(text) <= LONGEST_HEAD and any(c.isalpha() for c in text) for text in texts)
    return texts if short and len(texts) > 1 else ()


def _levels(tables: Sequence[Table]) -> tuple[str, ...]:
    """What the cells of a column hold again and again."""
    for table in tables:
        for column in range(1, len(table.xs) - 1):
            cells = [table.cell_at(row, column) for row in range(1, table.row_count)]
            texts = [cell.lines[0].text for cell in cells if cell is not None and len(cell.lines) == 1]
            if len(texts) >= LEAST_LINES and len(set(texts)) < len(texts) and max(map(len, texts)) <= LONGEST_HEAD:
                return tuple(dict.fromkeys(texts))
    return ()
