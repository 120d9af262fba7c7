"""What the competencies leave over → title, header fields, purpose, position, agreements, clause, approval.

The rest of the document is cut into paragraphs and read from top to bottom; a heading that the rule module knows opens
a section, and a heading it does not know closes the open one, so that strange text is never filed under a known name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import regex

from extractor.matching.claims import Claims
from extractor.matching.context import DocumentContext, cell_right, table_cells
from extractor.matching.fields import FieldFound, match_fields
from extractor.matching.rulefile import Patterns, RuleModule
from extractor.shaping.grid import Table
from extractor.shaping.lines import Line
from extractor.shaping.paragraphs import Paragraph, lines_to_paragraphs

TITLE_LINES = 4
"""A title is at most this many lines; what follows in the same letters is something else."""


class Section(StrEnum):
    PREAMBLE = "preamble"
    FIELDS = "fields"
    PURPOSE = "purpose"
    POSITION = "position"
    AGREEMENT = "agreement"
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
    return matches((*rules.approval, *rules.extension, *agreements), line.text) is not None


class _Reader:
    """Walks the paragraphs once; `_section` is the one that is open."""

    def __init__(self, context: DocumentContext, rules: RuleModule, claims: Claims) -> None:
        self._context = context
        self._rules = rules
        self._claims = claims
        self._found = SectionsFound()
        self._section = Section.PREAMBLE
        self._agreement: tuple[int | None, str, list[str]] | None = None
        self._heading_style: Line | None = None

    def read(self) -> SectionsFound:
        paragraphs = self._paragraphs()
        start = self._title(paragraphs)
        pending: list[Paragraph] = []
        for paragraph in paragraphs[start:]:
            text = paragraph.text(self._context.vocabulary)
            if self._heads(paragraph, text):
                self._flush_fields(pending)
                pending = []
            elif self._section in (Section.PREAMBLE, Section.FIELDS):
                pending.append(paragraph)
            else:
                self._body(paragraph, text)
        self._flush_fields(pending)
        self._close_agreement()
        return self._found

    def _paragraphs(self) -> list[Paragraph]:
        """Everything that no level strategy claimed, in reading order."""
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
                elif any(True for _ in self._claims.unclaimed(element.words)):
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

    def _begins(self, line: Line) -> bool:
        """Does the line open something whatever the line before it looks like?"""
        rules = self._rules
        agreements = (*rules.agreements.title, *rules.agreements.lead) if rules.agreements else ()
        patterns = (*rules.extension, *rules.approval, *agreements)
        return bool(matches(patterns, line.text)) or self._heading_kind(line.text) is not None

    def _heading_kind(self, text: str) -> Section | None:
        rules = self._rules
        if matches(rules.fields.heading, text):
            return Section.FIELDS
        if matches(rules.sections.purpose, text):
            return Section.PURPOSE
        if matches(rules.sections.position, text):
            return Section.POSITION
        if matches((*rules.sections.structure, *rules.competencies.heading), text):
            return Section.STRUCTURE
        return None

    def _title(self, paragraphs: Sequence[Paragraph]) -> int:
        """Finds the title; returns where the rest begins. What stands before it stays unclaimed."""
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
            return end
        return 0

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
        kind = self._heading_kind(text)
        if kind is not None:
            self._open(kind)
            self._claims.claim(paragraph.words, "heading")
            self._heading_style = paragraph.first
            return True
        rules = self._rules
        match = matches(rules.agreements.title, text) if rules.agreements else None
        if match is not None:
            self._open(Section.AGREEMENT)
            number = match.groupdict().get("number")
            self._agreement = (int(number) if number else None, (match.groupdict().get("title") or "").strip(), [])
            self._claims.claim(paragraph.words, "task agreement")
            return True
        match = matches(rules.extension, text)
        if match is not None:
            self._open(Section.UNKNOWN)
            self._found.extension_clause = (match.groupdict().get("text") or "").strip() or None
            self._claims.claim(paragraph.words, "extension clause")
            return True
        match = matches(rules.approval, text)
        if match is not None:
            self._open(Section.UNKNOWN)
            parts = match.groupdict()
            self._found.approval = ApprovalFound(text, parts.get("authority"), parts.get("date"), paragraph)
            self._claims.claim(paragraph.words, "approval")
            return True
        if self._looks_like_heading(paragraph):
            self._open(Section.UNKNOWN)
            return True
        return False

    def _looks_like_heading(self, paragraph: Paragraph) -> bool:
        """The look of a heading seen before, and not the look of the text."""
        style, first = self._heading_style, paragraph.first
        if style is None or paragraph.bullet is not None or paragraph.cell is not None or len(paragraph.lines) > 2:
            return False
        distinct = style.bold or style.size > 1.1 * self._context.text_size
        return distinct and first.same_style(style) and not paragraph.first.text.endswith((".", ";", ","))

    def _open(self, section: Section) -> None:
        self._close_agreement()
        self._section = section
        self._found.seen.add(section)

    def _close_agreement(self) -> None:
        if self._agreement is not None:
            number, title, tasks = self._agreement
            self._found.agreements.append(AgreementFound(number, title, tuple(tasks)))
            self._agreement = None

    def _body(self, paragraph: Paragraph, text: str) -> None:
        if self._section is Section.PURPOSE:
            (self._found.duties if paragraph.bullet is not None else self._found.purpose_text).append(text)
            self._claims.claim(paragraph.words, "purpose")
        elif self._section is Section.POSITION:
            self._found.position.append(text)
            self._claims.claim(paragraph.words, "position")
        elif self._agreement is not None and self._rules.agreements is not None:
            if paragraph.bullet is None and matches(self._rules.agreements.lead, text):
                self._claims.claim(paragraph.words, "heading")
            else:
                self._agreement[2].append(text)
                self._claims.claim(paragraph.words, "task")

    def _flush_fields(self, paragraphs: Sequence[Paragraph]) -> None:
        if paragraphs:
            self._found.fields.extend(match_fields(paragraphs, self._context, self._rules.fields, self._claims))
