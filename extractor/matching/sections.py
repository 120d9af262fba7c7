"""What the competencies leave over → title, header fields, purpose, position, agreements, clause, approval.

The rest of the document is cut into paragraphs and read from top to bottom; a heading that the rule module or the
shared vocabulary knows opens a section, and a heading that neither knows closes the open one, so that strange text is
never filed under a known name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import regex

from extractor.matching.claims import Claims
from extractor.matching.document import DocumentContext, cell_right, table_cells
from extractor.matching.fields import FieldFound, match_fields
from extractor.matching.generic import generic_module, labels_with_shared
from extractor.matching.levels.text import text_to_number
from extractor.matching.rulefile import Patterns, RuleModule
from extractor.shaping.lines import Line
from extractor.shaping.paragraphs import Paragraph, lines_to_paragraphs
from extractor.shaping.tables.cells import Cell, Table

TERMINAL = (".", ";", ",")
LONGEST_HEADING = 80
"""No heading has more characters."""
STRONG = 1.08
"""Letters this much larger than the text's head something."""
TITLE_LINES = 4
"""A title is at most this many lines; what follows in the same letters is something else."""


HEADING_DISTANCE = 2.2
"""Lines of one heading are less than this many sizes apart."""


class Section(StrEnum):
    PREAMBLE = "preamble"
    FIELDS = "fields"
    PURPOSE = "purpose"
    DUTIES = "duties"
    POSITION = "position"
    AGREEMENT = "agreement"
    EXTENSION = "extension"
    STRUCTURE = "structure"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class AgreementFound:
    number: int | None
    title: str
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class ApprovalFound:
    text: str
    authority: str | None
    date: str | None
    paragraph: Paragraph


@dataclass
class SectionsFound:
    title: str | None = None
    fields: list[FieldFound] = field(default_factory=list)
    purpose_text: list[str] = field(default_factory=list)
    duties: list[str] = field(default_factory=list)
    position: list[str] = field(default_factory=list)
    agreements: list[AgreementFound] = field(default_factory=list)
    extension_clause: str | None = None
    approval: ApprovalFound | None = None
    seen: set[Section] = field(default_factory=set)


def match_sections(context: DocumentContext, rules: RuleModule, claims: Claims) -> SectionsFound:
    return _Reader(context, rules, claims).read()


def matches(patterns: Patterns, text: str) -> regex.Match[str] | None:
    for pattern in patterns:
        match = pattern.search(text)
        if match is not None:
            return match
    return None


def opens_text(line: Line, rules: RuleModule) -> bool:
    """Does the line begin a part of the form that stands by itself: an approval, a clause, an agreement?"""
    agreements = rules.agreements.title if rules.agreements else ()
    return matches((*_approvals(rules), *rules.extension, *agreements), line.text) is not None


class _Reader:
    """Walks the paragraphs once; `_section` is the one that is open."""

    def __init__(self, context: DocumentContext, rules: RuleModule, claims: Claims) -> None:
        self._context = context
        self._rules = rules
        self._shared = generic_module()
        self._fields = labels_with_shared(rules.fields)
        self._claims = claims
        self._found = SectionsFound()
        self._section = Section.PREAMBLE
        self._agreement: tuple[int | None, str, list[str]] | None = None
        self._heading_style: Line | None = None
        self._row: Cell | None = None
        """The cell that heads a row of a table, and with it the section that only this row is."""

    def read(self) -> SectionsFound:
        paragraphs = self._paragraphs()
        title = self._title(paragraphs)
        pending: list[Paragraph] = []
        paragraphs = self._with_whole_headings([p for i, p in enumerate(paragraphs) if i not in title])
        for paragraph, following in zip(paragraphs, [*paragraphs[1:], None], strict=False):
            text = paragraph.text(self._context.vocabulary)
            self._leave_row(paragraph)
            under_division = self._section is Section.STRUCTURE
            if self._heads(paragraph, text):
                self._flush_fields(pending, under_division)
                pending = []
            elif self._may_hold_fields():
                pending.append(paragraph)
            else:
                self._body(paragraph, text, following)
        self._flush_fields(pending, self._section is Section.STRUCTURE)
        self._close_agreement()
        return self._found

    def _may_hold_fields(self) -> bool:
        """The header; also under a heading that only divides ("I. Algemeen") and comes before every section."""
        if self._section is Section.STRUCTURE and not self._found.fields:
            return self._found.seen <= {Section.STRUCTURE, Section.FIELDS}
        return self._section in (Section.PREAMBLE, Section.FIELDS)

    def _paragraphs(self) -> list[Paragraph]:
        """Everything along the page that no level strategy claimed, in reading order."""
        found: list[Paragraph] = []
        flow: list[Line] = []
        for page in self._context.pages:
            for element in page.elements():
                if isinstance(element, Table):
                    cells = self._table_paragraphs(element)
                    if cells:
                        found.extend(self._flow_paragraphs(flow))
                        flow = []
                        found.extend(cells)
                elif element.words[0].upright and any(True for _ in self._claims.unclaimed(element.words)):
                    flow.append(element)
        found.extend(self._flow_paragraphs(flow))
        return found

    def _flow_paragraphs(self, lines: Sequence[Line]) -> list[Paragraph]:
        lines = self._context.flow_lines(lines)
        return [Paragraph(tuple(g)) for g in lines_to_paragraphs(lines, self._context.right, self._begins)]

    def _table_paragraphs(self, table: Table) -> list[Paragraph]:
        found: list[Paragraph] = []
        for row in table_cells(table):
            for cell in row:
                if not any(True for _ in self._claims.unclaimed(cell.words)):
                    continue
                lines = self._context.cell_lines(cell)
                groups = lines_to_paragraphs(lines, cell_right(cell, lines), self._begins)
                found.extend(Paragraph(tuple(group), table, cell) for group in groups)
        return found

    def _with_whole_headings(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """The same, two paragraphs being one where only together they are a heading: it was parted by hand."""
        found: list[Paragraph] = []
        for paragraph in paragraphs:
            if found and self._are_one_heading(found[-1], paragraph):
                paragraph = replace(paragraph, lines=(*found.pop().lines, *paragraph.lines))
            found.append(paragraph)
        return found

    def _are_one_heading(self, paragraph: Paragraph, following: Paragraph) -> bool:
        last, first = paragraph.lines[-1], following.first
        return (
            paragraph.bullet is None
            and following.bullet is None
            and paragraph.cell is following.cell
            and last.page == first.page
            and first.same_style(last)
            and (first.bold or first.size > 1.1 * self._context.text_size)
            and first.baseline - last.baseline < HEADING_DISTANCE * first.size
            and self._heads_section(paragraph) is None
            and self._heads_section(Paragraph((*paragraph.lines, *following.lines))) is not None
        )

    def _begins(self, line: Line) -> bool:
        """Does the line open something whatever the line before it looks like?"""
        rules = self._rules
        agreements = (*rules.agreements.title, *rules.agreements.lead) if rules.agreements else ()
        patterns = (*rules.extension, *_approvals(rules), *agreements)
        return bool(matches(patterns, line.text)) or self._heading_kind(line.text, line) is not None

    def _heading_kind(self, text: str, line: Line) -> Section | None:
        """What the text heads, by the rule module's own words, else by those that all job descriptions share."""
        if len(text) > LONGEST_HEADING:
            return None
        strong = line.bold or line.size > STRONG * self._context.text_size or line.text.isupper()
        if line.bullet is not None and not strong:
            return None
        kind = _kind(self._rules, text, strong)
        return kind if kind is not None or self._rules.generic else _kind(self._shared, text, strong)

    def _heads_section(self, paragraph: Paragraph) -> Section | None:
        return self._heading_kind(paragraph.text(self._context.vocabulary), paragraph.first)

    def _title(self, paragraphs: Sequence[Paragraph]) -> range:
        """Finds the title; returns which of the paragraphs it is."""
        for start, paragraph in enumerate(paragraphs):
            if not matches(self._rules.document.title, paragraph.text(self._context.vocabulary)):
                continue
            end = start + 1
            lines = list(paragraph.lines)
            while end < len(paragraphs) and self._belongs_to_title(lines, paragraphs[end]):
                lines.extend(paragraphs[end].lines)
                end += 1
            title = Paragraph(tuple(lines))
            self._found.title = title.text(self._context.vocabulary)
            self._claims.claim(title.words, "title")
            return range(start, end)
        return range(0)

    def _belongs_to_title(self, lines: Sequence[Line], following: Paragraph) -> bool:
        last, first = lines[-1], following.first
        return (
            len(lines) + len(following.lines) <= TITLE_LINES
            and last.page == first.page
            and following.cell is None
            and first.size >= 0.97 * lines[0].size
            and first.same_style(lines[0])
            and first.size > 1.1 * self._context.text_size
            and first.baseline - last.baseline < 2.6 * first.size
            and not self._begins(first)
        )

    def _heads(self, paragraph: Paragraph, text: str) -> bool:
        """Opens the section that the paragraph is the heading of, if it is one."""
        kind = self._heads_section(paragraph)
        beside = self._has_text_beside(paragraph)
        if kind in (Section.FIELDS, Section.STRUCTURE) and beside:
            kind = None  # a label, or the heading of a column
        if kind is not None:
            self._open(kind)
            self._row = paragraph.cell if beside else None
            self._claims.claim(paragraph.words, "heading")
            self._heading_style = paragraph.first
            return True
        rules = self._rules
        match = matches(rules.agreements.title, text) if rules.agreements else None
        if match is not None:
            self._open(Section.AGREEMENT)
            number = match.groupdict().get("number")
            self._agreement = (text_to_number(number), (match.groupdict().get("title") or "").strip(), [])
            self._claims.claim(paragraph.words, "task agreement")
            return True
        match = matches(rules.extension, text)
        if match is not None:
            clause = (match.groupdict().get("text") or "").strip() or None
            self._open(Section.UNKNOWN if clause else Section.EXTENSION)
            self._found.extension_clause = clause
            self._claims.claim(paragraph.words, "extension clause" if clause else "heading")
            return True
        match = matches(_approvals(rules), text)
        if match is not None and paragraph.bullet is None:
            self._open(Section.UNKNOWN)
            parts = match.groupdict()
            self._found.approval = ApprovalFound(text, parts.get("authority"), parts.get("date"), paragraph)
            self._claims.claim(paragraph.words, "approval")
            return True
        if self._looks_like_heading(paragraph):
            self._open(Section.UNKNOWN)
            return True
        return False

    def _has_text_beside(self, paragraph: Paragraph) -> bool:
        """Is it the label of a row, with text to the right of it?"""
        table, cell = paragraph.table, paragraph.cell
        if table is None or cell is None:
            return False
        row = (other for r in range(cell.row0, cell.row1) for other in table.row(r))
        return any(other.col0 >= cell.col1 and any(True for _ in self._claims.unclaimed(other.words)) for other in row)

    def _leave_row(self, paragraph: Paragraph) -> None:
        """A section that is one row of a table ends with the row; labels and values may go on below it."""
        row = self._row
        cell = paragraph.cell
        if row is not None and (cell is None or cell.page != row.page or cell.row0 >= row.row1):
            self._row = None
            self._section = Section.FIELDS

    def _looks_like_heading(self, paragraph: Paragraph) -> bool:
        """The look of a heading seen before, and not the look of the text."""
        style, first = self._heading_style, paragraph.first
        if style is None or paragraph.bullet is not None or paragraph.cell is not None or len(paragraph.lines) > 2:
            return False
        if self._section is Section.FIELDS and any(word.text.endswith(":") for word in first.words):
            return False
        distinct = style.bold or style.size > 1.1 * self._context.text_size
        return distinct and first.same_style(style) and not paragraph.first.text.endswith(TERMINAL)

    def _open(self, section: Section) -> None:
        self._close_agreement()
        self._section = section
        self._row = None
        self._found.seen.add(section)

    def _close_agreement(self) -> None:
        if self._agreement is not None:
            number, title, tasks = self._agreement
            self._found.agreements.append(AgreementFound(number, title, tuple(tasks)))
            self._agreement = None

    def _body(self, paragraph: Paragraph, text: str, following: Paragraph | None) -> None:
        if self._section is Section.PURPOSE:
            (self._found.duties if paragraph.bullet is not None else self._found.purpose_text).append(text)
            self._claims.claim(paragraph.words, "purpose")
        elif self._section is Section.DUTIES:
            self._found.duties.append(text)
            self._claims.claim(paragraph.words, "duty")
        elif self._section is Section.POSITION:
            self._found.position.append(text)
            self._claims.claim(paragraph.words, "position")
        elif self._section is Section.EXTENSION:
            clause = self._found.extension_clause
            if clause is None or paragraph.bullet is not None:
                self._found.extension_clause = f"{clause} {text}" if clause else text
                self._claims.claim(paragraph.words, "extension clause")
        elif self._agreement is not None and self._rules.agreements is not None:
            number, title, tasks = self._agreement
            known_lead = paragraph.bullet is None and matches(self._rules.agreements.lead, text)
            before_items = not tasks and paragraph.bullet is None and self._items_follow(following)
            if known_lead or (before_items and text.endswith(":")):
                self._claims.claim(paragraph.words, "heading")
            elif before_items and not title:
                self._agreement = (number, text, tasks)
                self._claims.claim(paragraph.words, "task agreement")
            else:
                tasks.append(text)
                self._claims.claim(paragraph.words, "task")

    def _items_follow(self, following: Paragraph | None) -> bool:
        """Does a list come next, or the sentence that leads to it?"""
        if following is None or following.bullet is not None or self._rules.agreements is None:
            return following is not None and following.bullet is not None
        text = following.text(self._context.vocabulary)
        return matches(self._rules.agreements.lead, text) is not None

    def _flush_fields(self, paragraphs: Sequence[Paragraph], under_division: bool) -> None:
        """Fields; one whose label is the heading of a section ("Doel: …") is that section as well.

        Under a heading that only divides, one of the labels must be known: other text may stand there too.
        """
        if not paragraphs:
            return
        fields = match_fields(paragraphs, self._context, self._fields, self._claims)
        if under_division and not any(found.key for found in fields):
            self._claims.release(word for found in fields for word in found.words)
            return
        for found in fields:
            self._found.fields.append(found)
            kind = None if found.key or not found.value else _kind(self._shared, found.label, False)
            if kind in (Section.PURPOSE, Section.DUTIES, Section.POSITION):
                self._found.seen.add(kind)
            if kind is Section.PURPOSE:
                self._found.purpose_text.append(found.value or "")
            elif kind is Section.DUTIES:
                self._found.duties.append(found.value or "")
            elif kind is Section.POSITION:
                self._found.position.append(found.value or "")


def _kind(rules: RuleModule, text: str, strong: bool) -> Section | None:
    """`strong`: do its letters stand out? Only then is a text that mentions competencies their heading."""
    sections = rules.sections
    kinds = (
        (rules.fields.heading, Section.FIELDS),
        (sections.purpose, Section.PURPOSE),
        (sections.duties, Section.DUTIES),
        (sections.position, Section.POSITION),
        (sections.structure, Section.STRUCTURE),
        (rules.competencies.heading if strong and not text.endswith(TERMINAL) else (), Section.STRUCTURE),
    )
    return next((kind for patterns, kind in kinds if matches(patterns, text)), None)


def _approvals(rules: RuleModule) -> Patterns:
    return (*rules.approval, *(() if rules.generic else generic_module().approval))
