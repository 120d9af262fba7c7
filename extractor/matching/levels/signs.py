"""What a legend says of the signs in a matrix: "X = Soll, O = Ist" → the X is what is required.

    X = Soll, O = Ist
    Kompetenz      | 1 | 2 | 3 |  4
    Organisation   |   |   |   | XO

Two signs in one cell are then no contradiction, and a sign for what somebody has now is no tick.
"""

from __future__ import annotations

from collections.abc import Mapping

import regex

from extractor.geometry import box_around
from extractor.languages import per_words
from extractor.matching.document import DocumentContext
from extractor.matching.vocabulary import fold, words, words_to_pattern
from extractor.model import MarkKind
from extractor.shaping.lines import words_to_text
from extractor.shaping.marks.evidence import Evidence, Fact
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.tables.cells import Cell

_PARTS = regex.compile(r"[,;|/•·]|\s{2,}|\s+[-–—]\s+|\s+(?=\S\s*[=:])")
LONGEST_MEANING = 40


def sign_legend(document: DocumentContext) -> dict[str, bool]:
    """Each sign and whether it means what is required; {} where no line says it of one sign, and of others not."""
    for page in document.pages:
        for line in page.lines:
            found = _line_to_signs(line.text)
            if list(found.values()).count(True) == 1 and len(found) > 1:
                return found
    return {}


def _line_to_signs(text: str) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for part in _PARTS.split(text):
        match = _meaning().match(part.strip(" ()."))
        if match is None:
            continue
        meaning = fold(match["meaning"]).split()
        if set(meaning) & set(words().levels.required):
            found[match["sign"].casefold()] = True
        elif set(meaning) & set(words().levels.current):
            found[match["sign"].casefold()] = False
    return found


@per_words
def _meaning() -> regex.Pattern[str]:
    says = words_to_pattern(words().text.legend)
    return regex.compile(rf"^(?P<sign>\S)\s*(?:{says}|:)\s*(?P<meaning>.{{1,{LONGEST_MEANING}}})$", regex.IGNORECASE)


def with_sign_marks(document: DocumentContext) -> DocumentContext:
    """The document, the cells that hold nothing but signs of its legend ticked as these say together."""
    signs = sign_legend(document)
    if not signs:
        return document
    marks = dict(document.marks)
    for page in document.pages:
        cells = [cell for table in page.tables for cell in table.cells if _holds_signs(cell, signs)]
        kept = [m for m in marks.get(page.number, ()) if not any(cell.box.contains_middle_of(m.box) for cell in cells)]
        marks[page.number] = tuple(sorted([*kept, *(_mark(cell, signs) for cell in cells)], key=lambda m: m.box[1::-1]))
    return document.with_marks(marks)


def _text(cell: Cell) -> str:
    return "".join(words_to_text(cell.words).split()).casefold()


def _holds_signs(cell: Cell, signs: Mapping[str, bool]) -> bool:
    return bool(cell.words) and all(sign in signs for sign in _text(cell))


def _mark(cell: Cell, signs: Mapping[str, bool]) -> SelectionMark:
    printed = words_to_text(cell.words)
    return SelectionMark(
        page=cell.page,
        box=box_around(word.box for word in cell.words),
        kind=MarkKind.TEXT,
        raw=printed,
        font=cell.words[0].font,
        words=cell.words,
        evidence=Evidence.of(Fact.SIGN, any(signs[sign] for sign in _text(cell)), raw=printed),
    )
