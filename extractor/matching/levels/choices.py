"""Check-one lists: boxes each with its own text, in one line, in a cell, or a line each under a heading.

    Klantgerichtheid: ☐ basis  ☒ gevorderd  ☐ expert          **Klantgerichtheid**
                                                              Denkt vanuit de klant.
                                                              ☐ Niveau 1: helpt wie erom vraagt
                                                              ☒ Niveau 2: …

Whether a box belongs to the text after it or before it is the same throughout a document and is read off its lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.geometry import box_around
from extractor.matching.claims import Claim
from extractor.matching.document import DocumentContext
from extractor.matching.levels.option_labels import split_label
from extractor.matching.levels.question import Option, Question, taken
from extractor.matching.levels.token_lines import Token, TokenLine, marks_come_first, side_by_side
from extractor.matching.levels.told_names import MOST_TOLD, NEAR, STRONGER
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold
from extractor.matching.vocabulary import words as vocabulary_words
from extractor.reading.layout import Word
from extractor.shaping.bullets import with_bullets
from extractor.shaping.lines import Line, lines_to_text, words_to_lines
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.paragraphs import lines_to_paragraphs
from extractor.shaping.tables.cells import Cell, Table

LONGEST_NAME = 120
LEAST_OPTIONS = 2
PARAGRAPH = 1.75
"""Lines further apart than this many sizes do not belong to one option or one name."""


@dataclass
class _Box:
    mark: SelectionMark
    lines: list[list[Word]] = field(default_factory=list)


@dataclass
class _Draft:
    name: list[Word]
    options: list[_Box] = field(default_factory=list)
    told: list[Line] = field(default_factory=list)


def match_choices(context: DocumentContext, rules: CompetencyRules) -> list[Question]:
    del rules  # boxes with texts look the same whatever the family
    return _Reader(context).read() if any(context.marks.values()) else []


class _Reader:
    def __init__(self, context: DocumentContext) -> None:
        self._context = context
        self._found: list[Question] = []
        self._draft: _Draft | None = None
        self._pending: list[TokenLine] = []
        self._over: list[TokenLine] = []
        self._told: list[TokenLine] = []
        self._marks_first = True

    def read(self) -> list[Question]:
        lines = list(self._flow())
        self._marks_first = marks_come_first(lines)
        run: list[TokenLine] = []
        for page in self._context.pages:
            for element in page.elements():
                if isinstance(element, Table):
                    self._read_run(run)
                    run = []
                    self._close()
                    self._read_table(element)
                else:
                    tokens = self._tokens(element.words, element)
                    if tokens is not None:
                        run.append(tokens)
        self._read_run(run)
        self._close()
        return self._found

    def _flow(self) -> Iterator[TokenLine]:
        for page in self._context.pages:
            in_cells = (line for table in page.tables for cell in table.cells for line in cell.lines)
            for line in [*page.lines, *in_cells]:
                tokens = self._tokens(line.words, line)
                if tokens is not None:
                    yield tokens

    def _tokens(self, words: Sequence[Word], line: Line) -> TokenLine | None:
        """The line's tokens; None where it has none."""
        held = set(words)
        marks = [
            mark
            for mark in self._context.marks.get(line.page, ())
            if not held.isdisjoint(mark.words)
            or (not mark.words and line.box.top <= mark.box.middle_y <= line.box.bottom and self._in_reach(mark, line))
        ]
        tokens: list[Token] = [word for word in words if word not in self._context.mark_words]
        tokens.extend(marks)
        # A mark that is the look of a word stands where the word does, and before it.
        tokens.sort(key=lambda token: (token.box.x0, isinstance(token, Word)))
        return TokenLine(line, tuple(tokens)) if tokens else None

    def _in_reach(self, mark: SelectionMark, line: Line) -> bool:
        """A drawn box has no place in the line of words: it belongs to the line of its own cell or of the page."""
        for page in self._context.pages:
            if page.number == mark.page:
                for table in page.tables:
                    holds_mark = table.box.contains_middle_of(mark.box)
                    holds_line = table.box.contains_middle_of(line.box)
                    if holds_mark != holds_line:
                        return False
                    if holds_mark:
                        cell = next((c for c in table.cells if c.box.contains_middle_of(mark.box)), None)
                        return cell is not None and cell.box.contains_middle_of(line.box)
        return True

    def _read_table(self, table: Table) -> None:
        names: dict[int, Cell] = {}
        for row in range(table.row_count):
            cells = [cell for cell in table.row(row) if cell.row0 == row]
            optioned = [cell for cell in cells if len(self._context.marks_in(cell)) >= LEAST_OPTIONS]
            single = [cell for cell in cells if self._is_option(cell)]
            if not optioned and len(single) >= LEAST_OPTIONS:
                self._read_options(single, self._name_left_of(table, single[0], row))
            for cell in optioned:
                name = self._name_left_of(table, cell, row)
                if name is not None and id(name) in names:
                    name = None
                self._read_cell(cell, name)
                if name is not None:
                    names[id(name)] = name

    def _is_option(self, cell: Cell) -> bool:
        """A cell with one box and its own text."""
        return len(self._context.marks_in(cell)) == 1 and not self._context.holds_marks_only(cell)

    def _read_options(self, cells: Sequence[Cell], name: Cell | None) -> None:
        """A row of cells, each an option of the competency that its first cell names, or a line over the table."""
        if name is None:
            self._found.append(self._unnamed(cells))
            return
        self._start([word for line in name.lines for word in line.words])
        for cell in cells:
            lines = [list(line.words) for line in cell.text_lines]
            if self._draft is not None:
                self._draft.options.append(_Box(self._context.marks_in(cell)[0], lines))
        self._close()

    def _unnamed(self, cells: Sequence[Cell]) -> Question:
        boxes = [_Box(cell.marks[0], [list(line.words) for line in cell.text_lines]) for cell in cells]
        took = taken(Claim.LEVEL, [word for cell in cells for word in cell.words])
        options = tuple(map(self._option_to_level, boxes))
        box = box_around(cell.box for cell in cells)
        return Question("", cells[0].page, box, options, is_choice=True, took=took)

    def _name_left_of(self, table: Table, cell: Cell, row: int) -> Cell | None:
        left = [c for c in table.row(row) if c.col1 <= cell.col0 and c.words and not self._context.marks_in(c)]
        worded = [c for c in left if any(ch.isalpha() for word in c.words for ch in word.text)]
        return worded[-1] if worded else None

    def _read_cell(self, cell: Cell, name: Cell | None) -> None:
        lines = [tokens for line in cell.lines if (tokens := self._tokens(line.words, line)) is not None]
        if name is not None:
            self._start([word for line in name.lines for word in line.words])
        self._read_run(lines)
        self._close()

    def _read_run(self, lines: Sequence[TokenLine]) -> None:
        for column in side_by_side(lines):
            for tokens in column:
                self._read_line(tokens)
            if len(column) != len(lines):
                self._close()

    def _read_line(self, line: TokenLine) -> None:
        if not line.marks:
            self._read_text(line)
            return
        first = next(i for i, token in enumerate(line.tokens) if isinstance(token, SelectionMark))
        before = [token for token in line.tokens[:first] if isinstance(token, Word)]
        if self._marks_first:
            if before and self._wraps(line) and self._draft is not None and self._draft.options:
                self._draft.options[-1].lines.append(before)
            elif before:
                self._start(before)
            self._take_options(line.tokens[first:])
        else:
            name, label = _split_at_colon(before)
            if name:
                self._start(name)
            self._take_options_after([*label, *line.tokens[first:]])

    def _wraps(self, line: TokenLine) -> bool:
        """Text before a box that is the rest of an option from the line above, not a name."""
        draft = self._draft
        if draft is None or not draft.options or self._pending or not draft.options[-1].lines:
            return False
        last = draft.options[-1].lines[-1]
        words = line.words
        return bool(last and words and line.marks) and words[0].text[:1].islower() and _near(last[-1], line)

    def _read_text(self, line: TokenLine) -> None:
        draft = self._draft
        if (
            draft is not None
            and draft.options
            and not self._pending
            and self._continues_option(draft.options[-1], line)
        ):
            draft.options[-1].lines.append(line.words)
            return
        self._close()
        if self._pending and not self._same_name(self._pending[-1], line):
            self._look_over(line)
            self._pending = []
        elif self._told:
            self._told.append(line)
        self._pending.append(line)

    def _look_over(self, line: TokenLine) -> None:
        """A line in other letters than the one above: its weaker ones may say what the name above means."""
        above = self._pending[-1]
        if self._told and _is_under(self._told[-1], line) and not _is_weaker(line, self._told[-1]):
            self._told.append(line)
        elif _is_under(above, line) and _is_weaker(line, above):
            self._over, self._told = self._pending, [line]
        else:
            self._over, self._told = [], []

    def _continues_option(self, option: _Box, line: TokenLine) -> bool:
        if not self._marks_first:
            return False
        last = option.lines[-1][-1] if option.lines and option.lines[-1] else None
        if last is None:
            return False
        indented = line.x0 > option.mark.box.x1 - 0.2 * line.size
        return (
            indented
            and (line.page != last.page or _near(last, line))
            and not (line.line is not None and line.line.bold and not _bold(option))
        )

    def _same_name(self, earlier: TokenLine, line: TokenLine) -> bool:
        a, b = earlier.line, line.line
        return (
            a is not None
            and b is not None
            and a.page == b.page
            and a.same_style(b)
            and b.baseline - a.baseline < PARAGRAPH * b.size
            and not a.text.endswith((".", ":"))
        )

    def _start(self, name: list[Word]) -> None:
        """Begin a competency that has its name; lines pending above it are headings, not part of the name."""
        self._pending, self._over, self._told = [], [], []
        self._close()
        self._draft = _Draft(name)

    def _open_draft(self) -> _Draft:
        """The competency that options now belong to: a new one where a name was read since the last option."""
        if self._draft is None or self._pending:
            told = self._told if _is_sentences(self._told) else []
            name = [word for line in (self._over if told else self._pending) for word in line.words]
            self._pending, self._over, self._told = [], [], []
            self._close()
            self._draft = _Draft(name, told=[Line(tuple(line.words)) for line in told])
        return self._draft

    def _take_options(self, tokens: Sequence[Token]) -> None:
        draft = self._open_draft()
        for token in tokens:
            if isinstance(token, SelectionMark):
                draft.options.append(_Box(token, [[]]))
            else:
                draft.options[-1].lines[-1].append(token)

    def _take_options_after(self, tokens: Sequence[Token]) -> None:
        draft = self._open_draft()
        words: list[Word] = []
        for token in tokens:
            if isinstance(token, SelectionMark):
                draft.options.append(_Box(token, [words]))
                words = []
            else:
                words.append(token)
        if words and draft.options:
            draft.options[-1].lines.append(words)

    def _close(self) -> None:
        draft, self._draft = self._draft, None
        if draft is None or len(draft.options) < LEAST_OPTIONS:
            return
        name_words = _without_level_word(draft.name)
        name_lines = words_to_lines(name_words)
        name = lines_to_text(name_lines, self._context.vocabulary).rstrip(" :")
        if not name or len(name) > LONGEST_NAME or not all(any(option.lines) for option in draft.options):
            return
        told = taken(Claim.DESCRIPTION, [word for line in draft.told for word in line.words])
        took = [*taken(Claim.NAME, draft.name), *told]
        options = []
        for option in draft.options:
            took += taken(Claim.MARK, option.mark.words)
            took += taken(Claim.LEVEL, [word for line in option.lines for word in line])
            options.append(self._option_to_level(option))
        self._found.append(
            Question(
                name=name,
                page=name_words[0].page,
                box=box_around(word.box for word in name_words if word.page == name_words[0].page),
                options=tuple(options),
                description=tuple(draft.told),
                is_choice=True,
                took=tuple(took),
            )
        )

    def _option_to_level(self, option: _Box) -> Option:
        lines = [Line(tuple(line)) for line in option.lines if line]
        label, first = split_label(lines[0]) if lines else ("", None)
        rest = ([first] if first is not None else []) + lines[1:]
        right = max((line.box.x1 for line in lines), default=0.0)
        bulleted = with_bullets(rest, right, self._context.drawn, self._context.mark_words, self._context.letter)
        items = tuple(tuple(group) for group in lines_to_paragraphs(bulleted, right))
        label_words = lines[0].words[: len(lines[0].words) - (len(first.words) if first else 0)] if lines else ()
        return Option(label, (option.mark,), items, label_words=label_words)


def _without_level_word(name: Sequence[Word]) -> list[Word]:
    """Of "• Klantgerichtheid: niveau" before its levels the first word is the name; a lone "Niveau" is all there is."""
    levels = vocabulary_words().levels
    start, end = 0, len(name)
    while end > 1 and fold(name[end - 1].text.strip(" :")) in {*levels.prefixes, *levels.required}:
        end -= 1
    while start < end - 1 and not any(c.isalnum() for c in name[start].text):
        start += 1
    return list(name[start:end])


def _split_at_colon(words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    for i, word in enumerate(words):
        if word.text.endswith(":"):
            return list(words[: i + 1]), list(words[i + 1 :])
    return [], list(words)


def _near(last: Word, line: TokenLine) -> bool:
    return last.page == line.page and 0 < line.baseline - last.baseline < PARAGRAPH * line.size


def _is_sentences(told: Sequence[TokenLine]) -> bool:
    """Do the lines below a name say what it means?"""
    return 0 < len(told) <= MOST_TOLD and told[-1].words[-1].text.endswith(".")


def _is_under(above: TokenLine, line: TokenLine) -> bool:
    return line.page == above.page and 0 < line.baseline - above.baseline < NEAR * max(line.size, above.size)


def _is_weaker(line: TokenLine, other: TokenLine) -> bool:
    if line.line is None or other.line is None:
        return False
    return line.line.bold < other.line.bold or STRONGER * line.size < other.size


def _bold(option: _Box) -> bool:
    return any(Line(tuple(words)).bold for words in option.lines if words)
