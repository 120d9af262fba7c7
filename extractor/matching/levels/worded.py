"""The level given in words or numbers: "Klantgerichtheid: niveau 2", or a column headed "Niveau".

Only what is printed is known, so a competency has the one level it requires.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extractor.geometry import box_around
from extractor.matching.claims import Claims
from extractor.matching.context import DocumentContext
from extractor.matching.levels.found import CompetencyFound, LevelFound
from extractor.matching.levels.headings import GroupHeadings
from extractor.matching.levels.scale import Scale, fixed_scale, is_zero, label_core
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold, words
from extractor.model import MarkKind
from extractor.reading.layout import Word
from extractor.shaping.grid import Cell, Table
from extractor.shaping.lines import Line, canonical, words_to_lines, words_to_text
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.paragraphs import lines_to_paragraphs

LONGEST_NAME = 100
SHORT_LABEL = regex.compile(r"^(?:[a-z]{1,2}-?)?\d{1,2}(?:-\d{1,2})?$|^[a-h]$|^[ivx]{1,4}$", regex.IGNORECASE)


def match_worded(context: DocumentContext, rules: CompetencyRules, claims: Claims) -> list[CompetencyFound]:
    scale = fixed_scale(rules.scale) if rules.scale else None
    patterns = rules.worded or (_default_pattern(),)
    headings = GroupHeadings(context, rules, claims)
    found: list[CompetencyFound] = []
    columns: tuple[float, float, float] | None = None
    for page in context.pages:
        for element in page.elements():
            if isinstance(element, Line):
                competency = _line_to_competency(element, patterns, scale, headings, claims)
                if competency is not None:
                    found.append(competency)
                else:
                    headings.line(element)
                continue
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
                found.extend(_table_to_competencies(element, 0, middle, context, scale, headings, claims))
            else:
                for row_cells in (element.row(row) for row in range(element.row_count)):
                    competency = _cells_to_competency(row_cells, patterns, context, scale, headings, claims)
                    if competency is not None:
                        found.append(competency)
    return _without_choices(found)


def _without_choices(found: Sequence[CompetencyFound]) -> list[CompetencyFound]:
    """A name with several levels behind it is a dictionary's entry: every level is printed and none is chosen."""
    times = Counter(fold(competency.name) for competency in found)
    return [c if times[fold(c.name)] == 1 else replace(c, levels=tuple(map(_not_chosen, c.levels))) for c in found]


def _not_chosen(level: LevelFound) -> LevelFound:
    reason = "several levels are printed for this name and none is chosen"
    return replace(level, marks=tuple(replace(m, state=None, confidence=0.0, reason=reason) for m in level.marks))


def _default_pattern() -> regex.Pattern[str]:
    prefixes = "|".join(
        regex.escape(p)
        for p in sorted(words().levels.prefixes, key=len, reverse=True)
        if p not in {"schaal", "score", "graad"}
    )
    return regex.compile(
        rf"^(?P<name>\p{{L}}.{{2,{LONGEST_NAME}}}?)\s*[:,;–—(-]?\s*\(?(?:{prefixes})\s*:?\s*"
        r"(?P<label>\d{1,2}(?:-\d{1,2})?|[A-H]|[IVX]{1,4}|e-\d)\)?(?P<rest>\s*,\s*\d+ points?)?\s*\.?$",
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
        if name_words and level_words:
            return _competency(name, name_words, match["label"], level_words, headings, claims)
    return None


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
            if fold(context.text_of(cell)) in words().levels.column and len(cells) > 1 and cell is not cells[0]:
                return row, cell
    return None


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
) -> Iterator[CompetencyFound]:
    for row in range(first_row, table.row_count):
        cells = table.row(row)
        level = next((cell for cell in cells if cell.box.x0 <= middle <= cell.box.x1), None)
        names = [cell for cell in cells if level is not None and cell.box.x1 <= level.box.x0 + 1 and cell.words]
        text = context.text_of(level) if level is not None else ""
        if level is None or not names or not text or not _is_label(text, scale):
            headings.row([cell for cell in cells if cell.row0 == row])
            continue
        name = names[-1]
        wordy = [cell for cell in names if any(c.isalpha() for word in cell.words for c in word.text)]
        name = wordy[-1] if wordy else name
        yield _competency(context.text_of(name), list(name.words), text, list(level.words), headings, claims)


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
                match["label"],
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
    found = _competency(context.text_of(name), list(name.words), core, list(level.words), headings, claims)
    lines = [line for cell in rest for line in context.cell_lines(cell)]
    claims.claim((word for cell in rest for word in cell.words), "indicator")
    right = max((line.box.x1 for line in lines), default=0.0)
    items = tuple(tuple(group) for group in lines_to_paragraphs(lines, right))
    return replace(found, levels=(replace(found.levels[0], items=items),))


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
    lines = words_to_lines(name_words)
    mark = SelectionMark(
        page=level_words[0].page,
        box=box_around(word.box for word in level_words),
        state=True,
        kind=MarkKind.TEXT,
        raw=words_to_text(level_words),
        font=level_words[0].font,
        words=tuple(level_words),
        confidence=0.9,
        reason="the level is printed beside the name",
    )
    return CompetencyFound(
        name=name.strip(" :"),
        page=name_words[0].page,
        box=lines[0].box if len(lines) == 1 else box_around(line.box for line in lines),
        block=block,
        group=group,
        levels=(LevelFound(canonical(label), (mark,)),),
    )
