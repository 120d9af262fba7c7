"""Lines and rows that say a level of a competency, and of which no competency was made though others were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set

import regex

from extractor.findings import finding, on_page
from extractor.matching.claims import Claim
from extractor.matching.level_texts import level_alone, level_among, level_and_more, level_behind, offers_levels
from extractor.matching.levels.heads import Role, texts_to_role
from extractor.matching.levels.labels import Label, text_to_label
from extractor.matching.levels.no_names import is_no_competency
from extractor.matching.levels.standing import Standing, document_to_standings
from extractor.matching.matches import Matches
from extractor.matching.vocabulary import fold, words
from extractor.model import Finding, FindingCode
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, line_to_segments
from extractor.shaping.tables.cells import Cell, Table

MOST_WORDS, LONGEST = 3, 20
"""A text with more words or letters below a level is a sentence or a value of the form: "1 semaine sur 4"."""
LONGEST_ROW = 80
"""A longer line with a tick in it is a sentence: how the form is to be filled in."""
LEAST_LINES = 2
"""One "3/4" may be a part of the week."""
_NOBODYS = frozenset({None, Claim.SECTION, Claim.PREAMBLE})
_TEXT = _NOBODYS | {Claim.PURPOSE, Claim.DUTY, Claim.POSITION}
_HEADING = _NOBODYS | {Claim.HEADING}
_SAYS = frozenset({Claim.LEVEL, Claim.LABEL, Claim.MARK})
_NAME_END = regex.compile(r"\s*(?:[:(|]|\s[–—-]\s)")
_DIGIT = regex.compile(r"\d")
_DIGITS = regex.compile(r"\d+")
_STEP_OF_MANY = regex.compile(r"\p{L}.*[\s.…:(](?<step>\d)\s?/\s?(?<most>\d{1,2})\s*\)?\.?$")


def levels_not_read(matches: Matches) -> Finding | None:
    """The finding about all of them, at the first; None where nothing is left.

    • Plannen (niveau 3)
    • Nauwkeurig werken (niveau 2, wordt 3)     nobody's
    """
    said = [(line.page, line.box, line.text) for line in _lines(matches)]
    rows = ((row[0], " | ".join(map(matches.context.text_of, row))) for row in _rows(matches))
    left = sorted([*said, *((cell.page, cell.box, text) for cell, text in rows)], key=lambda one: (one[0], one[1].top))
    if not left:
        return None
    page, box, text = left[0]
    return finding(FindingCode.LEVELS_NOT_READ, on_page(page, box), line=text, more=len(left) - 1 or None)


def _lines(matches: Matches) -> list[Line]:
    lines = [line for page in matches.context.pages for line in page.lines]
    heading = [line for line in lines if _are_claimed_as(_HEADING, line.words, matches)]
    found = [
        *(_left_among(heading, lines, matches) if heading else ()),
        *_of_one_form([*lines, *_in_cards(matches)], matches),
    ]
    return list({line.place: line for line in found}.values())


def _left_among(heading: Sequence[Line], lines: Sequence[Line], matches: Matches) -> Iterator[Line]:
    """Those that say a level among the competencies, or stand as those do that were read.

    `heading` are all that are nobody's or passed for headings.
    """
    standings = document_to_standings(matches.context, matches.rules.competencies)
    heading = [line for line in heading if standings.at(line.page, line.box) is not Standing.ELSEWHERE]
    beside = [line for line in heading if _are_claimed_as(_NOBODYS, line.words, matches)]
    among = [line for line in beside if standings.at(line.page, line.box) is Standing.COMPETENCIES]
    yield from _with_level(among)
    yield from _like_rows(beside, lines, matches)
    yield from _alone_in_column(beside, lines, matches)
    yield from _with_ticks(among, matches)
    yield from _that_offer_levels(heading)
    yield from filter(_heads_levels, heading)


def _with_level(lines: Sequence[Line]) -> list[Line]:
    patterns = (level_behind(), level_among(), level_and_more(), level_alone())
    said = [line for line in lines if any(pattern.search(line.text) for pattern in patterns)] or _of_so_many(lines)
    return [line for line in said if not is_no_competency(_NAME_END.split(line.text)[0])]


def _that_offer_levels(lines: Sequence[Line]) -> list[Line]:
    """Two or more, such as "Planning: 1 / 2 / 3" where no look could be told."""
    offering = [line for line in lines if offers_levels(line.text)]
    return offering if len(offering) >= LEAST_LINES else []


def _heads_levels(line: Line) -> bool:
    """Does it head names, and levels or their labels, of which nothing was made: "Competentie   1   2   3"?"""
    segments = line_to_segments(line)
    roles = [texts_to_role([segment.text]) for segment in segments]
    labels = [word for segment in segments[1:] for word in segment.words if text_to_label(word.text) is not None]
    return roles[0] is Role.NAME and (Role.LEVEL in roles or len(labels) >= LEAST_LINES)


def _with_ticks(left: Sequence[Line], matches: Matches) -> list[Line]:
    """Those with the sign that ticks others, such as the last row of a table that was taken for text below it."""
    ticks = {word.text for marks in matches.context.marks.values() for mark in marks for word in mark.words}
    rows = [line for line in left if len(line.text) <= LONGEST_ROW and not line.text.endswith(".")]
    return [line for line in rows if any(word.text in ticks for word in line.words[1:])]


def _of_one_form(lines: Sequence[Line], matches: Matches) -> list[Line]:
    """Levels alone, like others that were read, below what was taken for a heading.

    Fijn werk
    Niveau: 4
    Rapportering      which heads a section in other documents
    Niveau: 1         nobody's; so is "●●○○" among others such as "●●●○"
    """
    alone = [line for line in lines if level_alone().search(line.text) or _is_rating(line.text)]
    read = {_form(line) for line in alone if _says_level(line.words, matches)}
    return [line for line in alone if _form(line) in read and _are_claimed_as(_TEXT, line.words, matches)]


def _in_cards(matches: Matches) -> Iterator[Line]:
    """Lines of cells that hold several: cards that touch each other look like a table."""
    cells = (cell for page in matches.context.pages for table in page.tables for cell in table.cells)
    return (line for cell in cells if len(cell.lines) >= LEAST_LINES for line in cell.lines)


def _form(line: Line) -> str:
    """Lines that differ in their digits only are of one form: "Niveau: 1" and "Niveau: 3"; so are signs that count."""
    if _is_rating(line.text):
        return "rating"
    return fold(_DIGITS.sub("0", line.text))


def _is_rating(text: str) -> bool:
    label = text_to_label(text) if text and not any(c.isalnum() for c in text) else None
    return isinstance(label, Label) and label.most is not None


def _like_rows(left: Sequence[Line], lines: Sequence[Line], matches: Matches) -> Iterator[Line]:
    """Those of `left` with something in the columns of a name and a level that were read, where no rule parts them.

    Observation     3
    Registration    >= 2     nobody's
    """
    read = [line_to_segments(line) for line in lines if _says_level(line.words, matches)]
    ends = [(parts[0], parts[-1]) for parts in read if len(parts) > 1 and _is_named(parts[0], matches)]
    for line in left:
        parts = line_to_segments(line)
        if (
            len(parts) > 1
            and _may_be(parts[0].text, parts[-1].text)
            and any(_is_in_columns_of(name, level, parts) for name, level in ends)
        ):
            yield line


def _alone_in_column(left: Sequence[Line], lines: Sequence[Line], matches: Matches) -> Iterator[Line]:
    """Numbers alone below a level that was read, such as one that stands between the lines of its name.

    Observation     3
    Registration
                    2     nobody's
    of patients
    """
    read = [line_to_segments(line) for line in lines if _says_level(line.words, matches)]
    levels = [parts[-1] for parts in read if any(_is_named(part, matches) for part in parts[:-1])]
    for line in left:
        above = (one for one in levels if one.page == line.page and one.box.top < line.box.top)
        if _DIGIT.fullmatch(line.text) and any(one.box.shared_width(line.box) > 0 for one in above):
            yield line


def _is_named(part: Line, matches: Matches) -> bool:
    return matches.claims.by(part.words[0]) is Claim.NAME


def _is_in_columns_of(name: Line, level: Line, parts: Sequence[Line]) -> bool:
    """Does the line begin where the name does, and end in something over or below the level, here or overleaf?"""
    begins = abs(parts[0].box.x0 - name.box.x0) < parts[0].size and 0 <= parts[0].page - name.page <= 1
    return begins and parts[-1].box.shared_width(level.box) > 0


def _are_claimed_as(claims: Set[Claim | None], some: Sequence[Word], matches: Matches) -> bool:
    return bool(some) and all(matches.claims.by(word) in claims for word in some)


def _says_level(some: Sequence[Word], matches: Matches) -> bool:
    return any(matches.claims.by(word) in _SAYS for word in some)


def _of_so_many(lines: Sequence[Line]) -> list[Line]:
    """Two or more lines that end in steps of the same scale: "Luisteren 2/4", "Plannen 3/4"."""
    steps = [(line, match) for line in lines if (match := _STEP_OF_MANY.search(line.text)) is not None]
    most = Counter(match["most"] for _, match in steps if int(match["step"]) <= int(match["most"]))
    return [line for line, match in steps if most[match["most"]] >= LEAST_LINES]


def _rows(matches: Matches) -> Iterator[list[Cell]]:
    """Rows of which nothing was read, with something in the columns of a name and a level that were read.

    Competentie | Niveau
    Luisteren   | 3
    Plannen     | >= 2     nobody's
    """
    for page in matches.context.pages:
        for table in page.tables:
            left = {cell.row0 for cell in table.cells if _are_claimed_as(_NOBODYS, cell.words, matches)}
            yield from _rows_of(table, sorted(left), matches) if left else ()


def _rows_of(table: Table, rows: Sequence[int], matches: Matches) -> Iterator[list[Cell]]:
    names = {cell.col0 for cell in table.cells if _names(cell, matches)}
    levels = {cell.col0 for cell in table.cells if _says_level(cell.words, matches)} - names
    for row in rows:
        cells = [cell for cell in table.row(row) if cell.row0 == row and _are_claimed_as(_NOBODYS, cell.words, matches)]
        name, level = _first_in(names, cells), _first_in(levels, cells)
        if name is not None and level is not None and _may_be(*map(matches.context.text_of, (name, level))):
            yield [name, level]


def _names(cell: Cell, matches: Matches) -> bool:
    return any(matches.claims.by(word) is Claim.NAME for word in cell.words)


def _first_in(columns: Set[int], cells: Sequence[Cell]) -> Cell | None:
    return next((cell for cell in cells if cell.col0 in columns), None)


def _may_be(name: str, level: str) -> bool:
    """Is the one a name as competencies have, and the other as short as a level?"""
    named = (
        any(c.isalpha() for c in name) and not is_no_competency(name) and fold(name) not in words().competencies.totals
    )
    return named and len(level) <= LONGEST and len(level.split()) <= MOST_WORDS
