"""Which column of a table names its competencies, and what of a cell there is the name.

    3.1.1 | Haushaltsrecht           | H-01 |  X          the second column, and of its cell
          | Kennt die Landeshaushalts-                    only "Haushaltsrecht"

The name is the column that is headed as the name; where none is, the one that is left when columns of numbers, codes,
groups and sentences are taken out. Where more than one is left nobody can say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

import regex

from extractor.findings import phrase
from extractor.geometry import Box, box_around
from extractor.languages import all_words
from extractor.matching.document import DocumentContext, wrapped_lines
from extractor.matching.levels.heads import Heads, Role
from extractor.matching.levels.question import Doubt, only
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, lines_to_text, turned_words_to_lines
from extractor.shaping.tables.cells import Cell, Table

MOST_OF = 0.5
"""What more than this part of the rows has, the column has."""
SENTENCE = 3.0
"""A column whose texts are this many times longer than another's tells what the other one names."""
WEAKER = 0.95
"""Letters under this part of the name's size say something about it."""
LONGEST_CODE = 8
LEAST_WORDS = 4
"""A text of fewer words behind a colon is part of a name."""
LONGEST_SHORT = 4
"""Signs of a word cut short, its stop with them: "enz.", "etc."."""

_INDEX = regex.compile(r"^[\dIVXivx]{1,4}(?:[.)]\d{0,3})*[.)]?$|^[A-Z]{0,3}[-.]?\d[\d.]*$")
_CODE = regex.compile(rf"^(?=.*\p{{Lu}}|.*\d)[\p{{Lu}}\d._/-]{{1,{LONGEST_CODE}}}$")
_SLANTED = regex.compile(r"italic|oblique|kursiv", regex.IGNORECASE)
_LEAD_IN = regex.compile(r"^[►▶▸➤•·‣◦▪–—-]\s*")


@dataclass(frozen=True)
class Name:
    """A name, the lines that explain it, and where the name stands."""

    text: str
    words: tuple[Word, ...]
    box: Box
    description: tuple[Line, ...] = ()


def name_column(
    table: Table, heads: Heads, columns: range, document: DocumentContext, rows: Sequence[int]
) -> int | Doubt:
    """The column, among `columns`, that names what stands in `rows`."""
    headed = [col for col in heads.of(Role.NAME) if col in columns]
    if headed:
        return headed[0] if len(headed) == 1 else _finest(table, headed, rows)
    left = _naming_columns(table, heads, columns, document, rows)
    return only(left, Doubt(phrase("name-columns", count=len(left)) if left else phrase("no-name-column")))


def _naming_columns(
    table: Table, heads: Heads, columns: range, document: DocumentContext, rows: Sequence[int]
) -> list[int]:
    """The columns of words that are left without those of groups, of explanations and of sentences."""
    texts = {col: _texts(table, col, rows, document) for col in columns}
    wordy = [col for col in columns if _is_wordy(texts[col])]
    left = [col for col in wordy if heads.columns[col].role not in (Role.DESCRIPTION, Role.OTHER, Role.CODE)] or wordy
    left = _unless_one(left, lambda several: [col for col in several if not is_group_column(table, col, rows)])
    left = _unless_one(left, lambda several: _short_ones(several, texts))
    return _unless_one(left, lambda several: [col for col in several if not _is_sentences(texts[col])])


def _unless_one(columns: list[int], narrowed: Callable[[list[int]], list[int]]) -> list[int]:
    """Fewer of several columns; all of them where none would be left."""
    return (narrowed(columns) or columns) if len(columns) > 1 else columns


def _short_ones(columns: Sequence[int], texts: Mapping[int, Sequence[str]]) -> list[int]:
    """The columns whose texts are not so long that they tell what another column names.

    Luisteren | Hoort wat een ander zegt en vraagt door.          the first one names
    """
    lengths = {col: median(map(len, texts[col])) for col in columns}
    shortest = max(min(lengths.values()), 1)
    return [col for col in columns if lengths[col] < SENTENCE * shortest]


def _finest(table: Table, columns: Sequence[int], rows: Sequence[int]) -> int:
    """Of several columns of names the one with most cells: the others name groups."""
    return max(columns, key=lambda col: (len({id(table.cell_at(row, col)) for row in rows}), col))


def is_index(text: str) -> bool:
    """The number of an item in a list: "3.", "2.1"."""
    return _INDEX.match(text) is not None


def _texts(table: Table, col: int, rows: Sequence[int], document: DocumentContext) -> list[str]:
    cells = [cell for row in rows if (cell := table.cell_at(row, col)) is not None and cell.row0 == row]
    return [text for cell in cells if cell.words and (text := document.text_of(cell))]


def _is_wordy(texts: Sequence[str]) -> bool:
    """Most rows have a text of letters here that is neither a number of a list nor a code."""
    named = [t for t in texts if sum(c.isalpha() for c in t) > 1 and not _INDEX.match(t) and not _CODE.match(t)]
    return bool(texts) and len(named) > MOST_OF * len(texts) and len(texts) > 0


def is_group_column(table: Table, col: int, rows: Sequence[int]) -> bool:
    """Do cells of the column stand beside several rows each?"""
    cells = [cell for row in rows if (cell := table.cell_at(row, col)) is not None and cell.row0 == row]
    return any(cell.row1 - cell.row0 > 1 for cell in cells if cell.words) and len(cells) < len(rows)


def _is_sentences(texts: Sequence[str]) -> bool:
    return sum(text.endswith((".", ";")) for text in texts) > MOST_OF * len(texts)


def cell_to_name(cell: Cell, document: DocumentContext) -> Name | None:
    """The name that a cell holds; None where it holds no letters."""
    left = [word for word in cell.words if word not in document.mark_words]
    lines = [*wrapped_lines(cell, left), *turned_words_to_lines(left)]
    return lines_to_name(lines, document)


def lines_to_name(lines: Sequence[Line], document: DocumentContext) -> Name | None:
    if not lines:
        return None
    named, rest = _lead_in(lines)
    if not rest:
        end = next((i for i in range(1, len(lines)) if _explains(lines[i], lines[:i])), len(lines))
        named, rest = lines[:end], lines[end:]
    text = lines_to_text(named, document.vocabulary).rstrip(" :")
    if not any(c.isalpha() for c in text):
        return None
    name_words = tuple(word for line in named for word in line.words)
    return Name(text, name_words, box_around(word.box for word in name_words), tuple(rest))


def _lead_in(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """The name, and what goes on behind it in the same line to say what it means: nothing where nothing does.

    **Luisteren:** hoort wat een ander zegt.        **Luisteren** hoort wat een ander zegt
    Luisteren: hoort wat een ander zegt.            a whole sentence behind a colon explains in any letters
    """
    words = [word for line in lines for word in line.words]
    bold = next((i for i, word in enumerate(words) if not word.bold), len(words))
    colon = next((i + 1 for i, word in enumerate(words) if word.text.endswith(":")), len(words))
    if _is_apart(words, bold) and len(words) - bold >= LEAST_WORDS:
        count = bold + (words[bold].text == ":")
    else:
        count = colon if words[-1].text.endswith(".") and len(words) - colon >= LEAST_WORDS else 0
    return _split_behind(lines, count) if count else (lines, ())


def _is_apart(words: Sequence[Word], bold: int) -> bool:
    """Do only the first so many words stand in bold, and end a name there: not in "**Kennis** van de wet"?"""
    if not 0 < bold < len(words) or any(word.bold for word in words[bold:]):
        return False
    return words[bold - 1].text.endswith(":") or words[bold].text.casefold() not in all_words().text.little


def _split_behind(lines: Sequence[Line], count: int) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines up to the word with that number, and from the next one on."""
    for i, line in enumerate(lines):
        if count < len(line.words):
            head = [replace(line, words=line.words[:count])] if count else []
            tail = replace(line, words=line.words[count:], bullet=None, bullet_words=())
            return [*lines[:i], *head], [tail if count else line, *lines[i + 1 :]]
        count -= len(line.words)
    return lines, ()


def _explains(line: Line, above: Sequence[Line]) -> bool:
    """Does a line below the name begin to say what it means: in weaker letters, as an item, or on a line of its own?

    Klantgerichtheid                               Klantgerichtheid
    Het vermogen om de wensen van anderen (9 pt)   ► handelt sicher
    """
    first, last = above[0], above[-1]
    if line.size < WEAKER * first.size or (first.bold and not line.bold) or _is_slanted(line) > _is_slanted(first):
        return True
    if _LEAD_IN.match(line.text) and not _LEAD_IN.match(first.text):
        return True
    room = last.right is not None and last.right - last.box.x1 > line.words[0].box.width + 0.3 * line.size
    return room and line.text[:1].isupper() and (len(line.words) >= LEAST_WORDS or _is_sentence(line))


def _is_sentence(line: Line) -> bool:
    """Does a short line end as a sentence does, and not with a word cut short ("Kennis van / Word e.d.")?"""
    last = line.words[-1].text
    return len(line.words) > 1 and last.endswith(".") and len(last) > LONGEST_SHORT and "." not in last[:-1]


def _is_slanted(line: Line) -> bool:
    return all(_SLANTED.search(word.font) for word in line.words)
