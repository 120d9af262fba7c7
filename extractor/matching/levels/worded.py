"""The level given in words or numbers: "Klantgerichtheid: niveau 2", or a column headed "Niveau".

Only what is printed is known, so a competency has the one level it requires.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import regex

from extractor.geometry import box_around
from extractor.matching.claims import Claims
from extractor.matching.document import DocumentContext, cell_right
from extractor.matching.generic import generic_module
from extractor.matching.levels.found import CompetencyFound, LevelFound
from extractor.matching.levels.headings import GroupHeadings
from extractor.matching.levels.scale import Scale, fixed_scale, is_zero, label_core, printed_label
from extractor.matching.levels.text import matches
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold, words, words_to_pattern
from extractor.model import MarkKind
from extractor.reading.layout import Word
from extractor.shaping.lines import SEGMENT_GAP, Line, canonical, words_to_any_lines, words_to_text
from extractor.shaping.marks.evidence import Evidence, Fact
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.paragraphs import lines_to_paragraphs
from extractor.shaping.tables.cells import Cell, Table

LONGEST_NAME = 100
PARTING = frozenset(":;–—‒(-")
"""Signs between a name and its level."""
NEAR = 2.2
"""A line at most this many sizes under a heading, or under the text below it, belongs to it."""
IN_BRACKETS = regex.compile(r"\s*\([^()]*\)$")
"""Behind the heading of a column, as in "Niveau (1-4)"."""
SHORT_LABEL = regex.compile(r"^(?:[a-z]{1,2}-?)?\d{1,2}(?:-\d{1,2})?$|^[a-h]$|^[ivx]{1,4}$", regex.IGNORECASE)


def match_worded(context: DocumentContext, rules: CompetencyRules, claims: Claims) -> list[CompetencyFound]:
    scale = fixed_scale(rules.scale) if rules.scale else None
    patterns = rules.worded or (default_pattern(),)
    headings = GroupHeadings(context, rules, claims)
    found: list[CompetencyFound] = []
    columns: tuple[float, float, float] | None = None
    for page in context.pages:
        under: list[Line] = []
        for element in page.elements():
            if isinstance(element, Line):
                competency = _line_to_competency(element, patterns, scale, headings, claims)
                if competency is not None:
                    found.append(competency)
                    under = [element]
                elif under and _explains(element, under, claims):
                    under.append(element)
                    found[-1] = _with_lines(found[-1], under[1:], context, claims)
                else:
                    headings.line(element)
                    under = []
                continue
            under = []
            if not any(True for _ in claims.unclaimed(element.words)):
                continue
            head = _level_column(element, context)
            if head is not None:
                row, cell = head
                columns = (element.xs[0], cell.box.x0, cell.box.x1)
                claims.claim((w for c in element.row(row) for w in c.words), "table head")
                found.extend(
                    _table_to_competencies(element, row + 1, cell.box.middle_x, context, scale, headings, claims)
                )
            elif columns is not None and _same_columns(element, columns):
                middle = (columns[1] + columns[2]) / 2
                last = found[-1] if found else None
                found.extend(_table_to_competencies(element, 0, middle, context, scale, headings, claims, last))
            else:
                for row in range(element.row_count):
                    competency = _cells_to_competency(element.row(row), patterns, context, scale, headings, claims)
                    if competency is not None:
                        found.append(competency)
                        if row == 1:
                            _claim_head(element, claims)
    return _without_choices(found)


def _without_choices(found: Sequence[CompetencyFound]) -> list[CompetencyFound]:
    """A name with several levels behind it is a dictionary's entry: every level is printed and none is chosen."""
    entries: dict[str, CompetencyFound] = {}
    for competency in found:
        first = entries.get(key := fold(competency.name))
        levels = (*first.levels, *competency.levels) if first else competency.levels
        entries[key] = replace(first or competency, levels=levels)
    return [c if len(c.levels) == 1 else replace(c, levels=tuple(map(_not_chosen, c.levels))) for c in entries.values()]


def _not_chosen(level: LevelFound) -> LevelFound:
    reason = "several levels are printed for this name and none is chosen"
    return replace(level, marks=tuple(m.doubted(reason) for m in level.marks))


def _is_sentence(line: Line, match: regex.Match[str], name_words: Sequence[Word]) -> bool:
    """Does the line speak of a level ("Je werkt zelfstandig op niveau 2.") rather than give one?

    A sign or the white of a tab parts a name from its level. Where nothing does, a name has no comma, and does not
    begin or end as a sentence goes on: with a word such as "the" or "at".
    """
    between = line.text[match.end("name") : match.start("label")].lstrip()
    following = next((word for word in line.words if word not in name_words), None)
    gap = following.box.x0 - name_words[-1].box.x1 if following is not None else 0.0
    if between[:1] in PARTING or gap > SEGMENT_GAP * line.size:
        return False
    name = fold(match["name"])
    first, last = name.split()[0], name.split()[-1]
    small = words().text.little
    return line.text.endswith(".") or "," in name or name.endswith(",") or first in small or last in small


@lru_cache(maxsize=1)
def default_pattern() -> regex.Pattern[str]:
    prefixes = "|".join(regex.escape(p) for p in sorted(words().levels.inline, key=len, reverse=True))
    points = words_to_pattern(words().levels.points)
    return regex.compile(
        rf"^(?P<name>\p{{L}}.{{2,{LONGEST_NAME}}}?)\s*[:,;–—(-]?\s*\(?(?:{prefixes})\s*:?\s*"
        r"(?P<label>\d{1,2}(?:-\d{1,2})?|[A-H]|[IVX]{1,4}|e-\d)\)?"
        rf"(?P<rest>\s*,\s*\d+ (?:{points}))?\s*\.?$",
        regex.IGNORECASE,
    )


def _line_to_competency(
    line: Line,
    patterns: Sequence[regex.Pattern[str]],
    scale: Scale | None,
    headings: GroupHeadings,
    claims: Claims,
) -> CompetencyFound | None:
    left = list(claims.unclaimed(line.words))
    if len(left) != len(line.words):
        return None
    for pattern in patterns:
        match = pattern.search(line.text)
        if match is None or (scale is not None and scale.rank(match["label"]) is None):
            continue
        name = canonical(match["name"]).strip(" :,;–—-(")
        name_words = _words_of(line, match.start("name"), match.end("name"))
        level_words = [word for word in line.words if word not in name_words]
        if name_words and level_words and not (pattern is default_pattern() and _is_sentence(line, match, name_words)):
            return _competency(name, name_words, printed_label(match["label"]), level_words, headings, claims)
    return None


def _explains(line: Line, under: Sequence[Line], claims: Claims) -> bool:
    """Is the line text of what the heading `under[0]` requires: in weaker letters than it, and near what is above?"""
    heading, last = under[0], under[-1]
    weaker = not line.same_style(heading) and line.size <= heading.size and line.bold <= heading.bold
    near = 0 < line.baseline - last.baseline < NEAR * heading.size
    return (
        weaker
        and near
        and len(list(claims.unclaimed(line.words))) == len(line.words)
        and (len(under) == 1 or line.same_style(last))
        and not matches(generic_module().approval, line.text)
    )


def _with_lines(
    competency: CompetencyFound, lines: Sequence[Line], context: DocumentContext, claims: Claims
) -> CompetencyFound:
    bulleted = context.flow_lines(lines)
    claims.claim((word for line in bulleted for word in line.all_words), "indicator")
    items = tuple(tuple(group) for group in lines_to_paragraphs(bulleted, context.right))
    return replace(competency, levels=(replace(competency.levels[0], items=items),))


def _words_of(line: Line, start: int, end: int) -> list[Word]:
    """The words that hold characters `start..end` of the line's text."""
    found, at = [], 0
    for i, word in enumerate(line.words):
        upto = len(canonical(words_to_text(line.words[: i + 1])))
        if at < end and upto > start:
            found.append(word)
        at = upto
    return found


def _level_column(table: Table, context: DocumentContext) -> tuple[int, Cell] | None:
    """The head row with a cell that says "Niveau" and one beside it, if the table has one."""
    for row in range(min(2, table.row_count)):
        cells = [cell for cell in table.row(row) if cell.words]
        for cell in cells:
            heading = IN_BRACKETS.sub("", context.text_of(cell))
            if fold(heading) in words().levels.column and len(cells) > 1 and cell is not cells[0]:
                return row, cell
    return None


def _claim_head(table: Table, claims: Claims) -> None:
    """The row over the first competency, where it has a heading for each column."""
    if all(cell.words for cell in table.row(0)) and len(table.row(0)) == len(table.row(1)):
        claims.claim((word for cell in table.row(0) for word in cell.words), "table head")


def _same_columns(table: Table, columns: tuple[float, float, float]) -> bool:
    return (
        any(
            abs(x0 - columns[1]) < 2 and abs(x1 - columns[2]) < 2
            for x0, x1 in zip(table.xs, table.xs[1:], strict=False)
        )
        and abs(table.xs[0] - columns[0]) < 2
    )


def _table_to_competencies(
    table: Table,
    first_row: int,
    middle: float,
    context: DocumentContext,
    scale: Scale | None,
    headings: GroupHeadings,
    claims: Claims,
    last: CompetencyFound | None = None,
) -> Iterator[CompetencyFound]:
    """`last` is the one before: its name is not repeated in its next rows, nor where a table goes on over the page."""
    for row in range(first_row, table.row_count):
        cells = table.row(row)
        level = next((cell for cell in cells if cell.box.x0 <= middle <= cell.box.x1), None)
        names = [cell for cell in cells if level is not None and cell.box.x1 <= level.box.x0 + 1 and cell.words]
        text = context.text_of(level) if level is not None else ""
        if level is not None and level.words and not any(True for _ in claims.unclaimed(level.words)):
            continue
        labelled = level is not None and bool(text) and _is_label(text, scale)
        named = [cell for cell in names if cell.row0 == row and _is_name(cell, context, claims)]
        if level is not None and not text and named and _has_words_beside(level, cells):
            last = _competency_without_level(named[-1], headings, context, claims)
            yield last
            continue
        if level is None or not labelled or not (names or last):
            headings.row([cell for cell in cells if cell.row0 == row])
            continue
        rest = [cell for cell in cells if cell.row0 == row and cell.box.x0 >= level.box.x1 - 1]
        if not names and last:
            more = _row_competency(level, level, rest, context, headings, claims)
            yield replace(more, name=last.name, page=last.page, box=last.box, block=last.block, group=last.group)
            continue
        name = names[-1]
        wordy = [cell for cell in names if any(c.isalpha() for word in cell.words for c in word.text)]
        name = wordy[-1] if wordy else name
        last = _row_competency(name, level, rest, context, headings, claims)
        yield last


def _cells_to_competency(
    cells: Sequence[Cell],
    patterns: Sequence[regex.Pattern[str]],
    context: DocumentContext,
    scale: Scale | None,
    headings: GroupHeadings,
    claims: Claims,
) -> CompetencyFound | None:
    """A row whose cells read as one line: "Klantgerichtheid | Niveau 2"."""
    filled = [cell for cell in cells if cell.words and any(True for _ in claims.unclaimed(cell.words))]
    if len(filled) > 2:
        return _labelled_row(filled, context, scale, headings, claims)
    if len(filled) != 2:
        return None
    text = " ".join(context.text_of(cell) for cell in filled)
    for pattern in patterns:
        match = pattern.search(text)
        if match is None or (scale is not None and scale.rank(match["label"]) is None):
            continue
        if canonical(match["name"]).strip(" :") == context.text_of(filled[0]).strip(" :"):
            return _competency(
                context.text_of(filled[0]),
                list(filled[0].words),
                printed_label(match["label"]),
                list(filled[1].words),
                headings,
                claims,
            )
    return None


def _labelled_row(
    cells: Sequence[Cell], context: DocumentContext, scale: Scale | None, headings: GroupHeadings, claims: Claims
) -> CompetencyFound | None:
    """Name | "Niveau 2" | what the level means."""
    name, level, *rest = cells
    text = context.text_of(level)
    core = label_core(text)
    prefixed = core != fold(text).strip(" .:;)(–-")
    if not prefixed or not _is_label(core, scale) or not any(c.isalpha() for c in context.text_of(name)):
        return None
    return _row_competency(name, level, rest, context, headings, claims)


def _row_competency(
    name: Cell,
    level: Cell,
    rest: Sequence[Cell],
    context: DocumentContext,
    headings: GroupHeadings,
    claims: Claims,
) -> CompetencyFound:
    """Beside the level stands what it means; a bare number there ("950" points) is more of what says the level."""
    numbers = [cell for cell in rest if cell.words and all(word.text.isdecimal() for word in cell.words)]
    level_words = [word for cell in (level, *numbers) for word in cell.words]
    label = printed_label(context.text_of(level))
    found = _competency(context.text_of(name), list(name.words), label, level_words, headings, claims)
    items: list[tuple[Line, ...]] = []
    for cell in rest:
        if cell not in numbers and cell.words:
            lines = context.cell_lines(cell)
            items.extend(tuple(group) for group in lines_to_paragraphs(lines, cell_right(cell, lines)))
            claims.claim(cell.words, "indicator")
    return replace(found, levels=(replace(found.levels[0], items=tuple(items)),))


def _is_name(cell: Cell, context: DocumentContext, claims: Claims) -> bool:
    """Letters besides its marks, which nobody has read yet."""
    letters = any(c.isalpha() for c in context.text_of(cell))
    return letters and any(True for _ in claims.unclaimed(cell.words))


def _has_words_beside(level: Cell, cells: Sequence[Cell]) -> bool:
    return any(cell.words and cell.box.x0 >= level.box.x1 - 1 for cell in cells)


def _competency_without_level(
    name: Cell, headings: GroupHeadings, context: DocumentContext, claims: Claims
) -> CompetencyFound:
    """A name with a text but nothing where its level should stand: no number, but no heading either."""
    block, group = headings.current()
    claims.claim(name.words, "competency name")
    return CompetencyFound(context.text_of(name), name.page, name.box, block, group, ())


def _is_label(text: str, scale: Scale | None) -> bool:
    if scale is not None:
        return scale.rank(text) is not None
    core = label_core(text)
    known = any(core in names for names in words().levels.scales)
    return bool(SHORT_LABEL.match(core)) or is_zero(core) or known


def _competency(
    name: str, name_words: list[Word], label: str, level_words: list[Word], headings: GroupHeadings, claims: Claims
) -> CompetencyFound:
    block, group = headings.current()
    claims.claim(name_words, "competency name")
    claims.claim(level_words, "level")
    lines = words_to_any_lines(name_words)
    mark = SelectionMark(
        page=level_words[0].page,
        box=box_around(word.box for word in level_words),
        kind=MarkKind.TEXT,
        raw=words_to_text(level_words),
        font=level_words[0].font,
        words=tuple(level_words),
        evidence=Evidence.of(Fact.PRINTED),
    )
    return CompetencyFound(
        name=name.strip(" :"),
        page=name_words[0].page,
        box=lines[0].box if len(lines) == 1 else box_around(line.box for line in lines),
        block=block,
        group=group,
        levels=(LevelFound(canonical(label), (mark,)),),
    )
