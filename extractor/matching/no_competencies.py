"""Why a job description has no competencies: it shows levels or ticks that nobody could read, or none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import regex

from extractor.findings import finding, on_page, phrase
from extractor.languages import all_words
from extractor.matching.claims import Claim, Claims
from extractor.matching.document import DocumentContext
from extractor.matching.drawn_levels import drawn_levels
from extractor.matching.generic import is_competency_heading, names_group
from extractor.matching.level_texts import level_alone, level_behind, level_first, level_in_brackets, offers_levels
from extractor.matching.levels.blank_cells import has_ground, is_drawn_in
from extractor.matching.levels.labels import is_level_name, label_core, text_to_label
from extractor.matching.levels.question import Question
from extractor.matching.levels.standing import Standing, Standings, document_to_standings
from extractor.matching.matches import Matches
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold
from extractor.model import Finding, FindingCode, Phrase
from extractor.shaping.lines import Line, line_to_segments
from extractor.shaping.tables.cells import Cell, Table

LEAST_SIGNS = 2
"""One box is a choice of the form, and one level that of a diploma."""
LONGEST_LABEL = 20
LEAST_CHOICES = 3
"""Two words with a sign between them are as well one thing with two names."""
_ENDED = regex.compile(r"\p{L}.*[\s.…:(\[](?:(?:\d{1,2}/)?\d{1,2}|[IVX]{1,4}|[A-E]|\p{Lu}\d)\s*[)\]]?\.?$")
"""A name with a number, a numeral or a letter at the end: "Luisteren 2", "Plannen (B)", "Leiden: 2 van 4"."""
_LISTED = regex.compile(r"\p{L}[^()\[\]]*[(\[]\p{Lu}?\d[)\]]")
"""One of several in a line: "Luisteren (3), plannen (2)"."""
_CHOICES = regex.compile(r"\s*[/|]\s*|\s+[–—-]\s+")


def no_competencies(matches: Matches, page: int) -> Finding:
    """An error where levels or ticks were seen, or a module says how they are given; else information."""
    standings = document_to_standings(matches.context, matches.rules.competencies)
    signs = tuple(signs_of_levels(matches.context, matches.claims, matches.levels.choices))
    if not signs and (ended := _ended(matches.context, standings) or _levels_over(matches.context, standings)):
        signs = (phrase("lines-there", line=ended[0]),)
    signs = signs or tuple(_heads_and_drawings(matches.context, standings))
    if (own := _own_words(matches.rules.competencies)) is not None:
        signs = (*signs, phrase("module-says-levels", key=own))
    if signs:
        return finding(FindingCode.COMPETENCIES_NOT_READ, on_page(page), signs=signs)
    return finding(FindingCode.NO_COMPETENCIES, on_page(page))


def _own_words(rules: CompetencyRules) -> str | None:
    """The first key by which a module says where its levels are."""
    columns = {f"columns.{key}": getattr(rules.columns, key) for key in ("level", "required", "aspects", "functions")}
    said = {"worded": rules.worded, "level_heading": rules.level_heading, **columns}
    return next((key for key, value in said.items() if value), None)


def signs_of_levels(context: DocumentContext, claims: Claims, choices: tuple[Question, ...]) -> Iterator[Phrase]:
    count = _ticks(context, choices)
    if count >= LEAST_SIGNS:
        yield phrase("ticks-there", count=count)
    lines = [line for line in _lines(context) if claims.by(line.words[0]) is not Claim.FIELD]
    named = [line.text for line in lines for _ in _levels_said(line.text)]
    if len(named) >= LEAST_SIGNS:
        yield phrase("lines-there", line=named[0])
    heads = next(filter(_are_heads_of_competencies, _heads(context)), None)
    if heads is not None:
        yield phrase("head-there", head=" | ".join(heads))


def _heads_and_drawings(context: DocumentContext, standings: Standings) -> Iterator[Phrase]:
    """A table of levels, or what is drawn, where competencies stand."""
    tables = [table for page in context.pages for table in page.tables]
    heads = next((heads for table in tables if (heads := _heads_of_levels(table, standings))), None)
    if heads is not None:
        yield phrase("head-there", head=" | ".join(heads))
    count = drawn_levels(context, standings)
    if count >= LEAST_SIGNS:
        yield phrase("drawn-there", count=count)


def _heads_of_levels(table: Table, standings: Standings) -> list[str]:
    """The texts of its first row where levels are headed, something stands below them, and names may; [] else.

    Of a cell its first line: where no rule parts the rows, all of a column is one cell.
    """
    first = [cell for cell in table.row(0) if cell.lines]
    heads = [cell.lines[0].text for cell in first]
    folded = set(map(fold, heads))
    headed = bool(folded & all_words().competencies.column)
    if not headed and standings.at(table.page, table.box) is not Standing.COMPETENCIES:
        return []
    columns = _columns_of_levels(first)
    filled = any(cell.col0 in columns and cell.lines[cell.row0 == 0 :] for cell in table.cells)
    return heads if filled and len(heads) > 1 else []


def _columns_of_levels(heads: Sequence[Cell]) -> set[int]:
    """Those with the word for levels over them, and those that levels side by side head."""
    labels = {cell.col0 for cell in heads if text_to_label(cell.lines[0].text) is not None}
    levels = {cell.col0 for cell in heads if fold(cell.lines[0].text) in all_words().levels.column}
    return levels if len(labels) < LEAST_SIGNS else labels | levels


def _ticks(context: DocumentContext, choices: tuple[Question, ...]) -> int:
    """How many marks no choice of the form has, and cells of competencies that something else is drawn in."""
    used = {mark for choice in choices for option in choice.options for mark in option.marks}
    left = sum(mark not in used for marks in context.marks.values() for mark in marks)
    return left + sum(_drawn_cells(table, context) for page in context.pages for table in page.tables)


def _drawn_cells(table: Table, context: DocumentContext) -> int:
    """How many cells of a table of competencies have no word and something drawn in them: a cross of two strokes."""
    heads = {fold(context.text_of(cell)) for cell in table.row(0)}
    if not heads & all_words().competencies.column:
        return 0
    blank = [cell for cell in table.cells if cell.row0 > 0 and not cell.words and not context.marks_in(cell)]
    return sum(is_drawn_in(cell, context) for cell in blank) + _shaded_cells(blank, context)


def _shaded_cells(blank: Sequence[Cell], context: DocumentContext) -> int:
    """How many empty cells have a ground that others of their row have not, and not in the same columns of all rows."""
    rows: dict[int, list[bool]] = defaultdict(list)
    for cell in blank:
        rows[cell.row0].append(has_ground(cell, context))
    mixed = [shades for shades in rows.values() if any(shades) and not all(shades)]
    alike = all(shades == mixed[0] for shades in mixed)
    return 0 if alike and len(mixed) > 1 else sum(sum(shades) for shades in mixed)


def _levels_said(text: str) -> list[str]:
    """Once for a line that ends in its level, or is one; for each level in brackets where a line says several."""
    several = level_in_brackets().findall(text)
    if len(several) > 1:
        return several
    return [text] if level_behind().search(text) or level_alone().search(text) else []


def _ended(context: DocumentContext, standings: Standings) -> list[str]:
    """Lines and rows where competencies stand, of which most end in what may be a level: "Plannen 2", "Plannen | B".

    Lines that are there more than once may be what is chosen from under each name.
    """
    texts = _texts(context, standings)
    rows = [row for page in context.pages for table in page.tables for row in _rows(table, context, standings)]
    ended = [*_texts_that_end(texts), *(" | ".join(row) for row in rows if _gives_label(row))]
    return ended if len(ended) >= LEAST_SIGNS and 2 * len(ended) >= len(texts) + len(rows) else []


def _texts_that_end(texts: Sequence[str]) -> list[str]:
    """Those that say a level, each once for each level that it lists."""
    times, offered = Counter(texts), Counter(map(_offered, texts))
    found: list[str] = []
    for text in texts:
        said = _ENDED.search(text) or level_first().search(text) or offers_levels(text)
        again = offered[_offered(text) or ""] > 1 or times[text] > 1
        found += [text] * max(len(_LISTED.findall(text)[1:]), 1 if said or again else 0)
    return found


def _levels_over(context: DocumentContext, standings: Standings) -> list[str]:
    """Two or more names of levels with nothing beside them, in a row or on lines, where competencies stand.

    Basis     | Expert           Names may stand below them, as may what each level means.
    Luisteren | Plannen
    """
    lines = list(dict.fromkeys(text for text in _texts(context, standings) if is_level_name(label_core(text))))
    tables = [table for page in context.pages for table in page.tables]
    rows = [row for table in tables for row in _rows(table, context, standings)]
    named = [row for row in rows if len(row) >= LEAST_SIGNS and all(is_level_name(label_core(text)) for text in row)]
    return [" | ".join(row) for row in named] or (lines if len(lines) >= LEAST_SIGNS else [])


def _offered(text: str) -> str | None:
    """What a line gives to choose from: "basic / good / expert" of "Accuracy: basic / good / expert"."""
    _, colon, tail = text.partition(":")
    return fold(tail) if colon and len(_CHOICES.split(tail)) >= LEAST_CHOICES else None


def _texts(context: DocumentContext, standings: Standings) -> list[str]:
    """The lines where competencies stand, but for their headings."""
    lines = [line for page in context.pages for line in page.lines]
    texts = [line.text for line in lines if standings.at(line.page, line.box) is Standing.COMPETENCIES]
    return [text for text in texts if not (is_competency_heading(text) or names_group(text))]


def _rows(table: Table, context: DocumentContext, standings: Standings) -> list[list[str]]:
    """The filled cells of the rows, where the table stands under a heading of competencies or is headed as theirs."""
    heads = {fold(context.text_of(cell)) for cell in table.row(0)}
    headed = bool(heads & all_words().competencies.column)
    if not headed and standings.at(table.page, table.box) is not Standing.COMPETENCIES:
        return []
    rows = [[context.text_of(cell) for cell in table.row(r) if cell.row0 == r] for r in range(table.row_count)]
    return [[text for text in row if text] for row in rows[1 if headed else 0 :]]


def _gives_label(row: Sequence[str]) -> bool:
    labels = [text for text in row if len(text) <= LONGEST_LABEL and text_to_label(text) is not None]
    return bool(labels) and any(text not in labels and any(c.isalpha() for c in text) for text in row)


def _heads(context: DocumentContext) -> Iterator[list[str]]:
    """The texts in the first row of each table, and of each line that white parts as heads do."""
    for page in context.pages:
        for line in page.lines:
            yield [fold(segment.text) for segment in line_to_segments(line)]
        for table in page.tables:
            yield [fold(context.text_of(cell)) for cell in table.row(0)]
            yield [fold(line.text) for cell in table.row(0) for line in cell.lines[:1]]


def _are_heads_of_competencies(heads: Sequence[str]) -> bool:
    words = all_words()
    levels = any(h in words.levels.column for h in heads) or sum(bool(level_alone().search(h)) for h in heads) > 1
    return levels and any(h in words.competencies.column for h in heads)


def _lines(context: DocumentContext) -> Iterator[Line]:
    for page in context.pages:
        yield from page.lines
        for table in page.tables:
            for cell in table.cells:
                yield from cell.lines
