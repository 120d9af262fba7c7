"""What the competencies leave over → title, header fields, purpose, position, agreements, clause, approval, sections.

The rest of the document is cut into paragraphs and read from top to bottom. A heading that the rule module or the
shared vocabulary knows opens a section of that name; a heading that only its look gives away closes it, so that
strange text is never filed under a known name, and opens a section without one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extractor.matching.claims import Claim, Claims
from extractor.matching.document import DocumentContext
from extractor.matching.fields import match_fields
from extractor.matching.levels.text import text_to_number
from extractor.matching.reading_order import document_to_paragraphs
from extractor.matching.rulefile import RuleModule
from extractor.matching.section_headings import OPEN_NAMES, HeadingReader, approvals, first_match, section_kind
from extractor.matching.section_names import SectionName, section_name
from extractor.matching.sections_found import AgreementFound, ApprovalFound, Section, SectionFound, SectionsFound
from extractor.matching.title import find_title
from extractor.shaping.lines import Line
from extractor.shaping.paragraphs import Paragraph
from extractor.shaping.tables.cells import Cell


def match_sections(context: DocumentContext, rules: RuleModule, claims: Claims) -> SectionsFound:
    """`claims` say what the levels took; what the sections take of the rest is in `took`."""
    return _Reader(context, rules, claims).read()


def opens_text(line: Line, rules: RuleModule) -> bool:
    """Does the line begin a part of the form that stands by itself: an approval, a clause, an agreement?"""
    agreements = rules.agreements.title if rules.agreements else ()
    return first_match((*approvals(rules), *rules.extension, *agreements), line.text) is not None


def _goes_on(row: Cell, paragraph: Paragraph) -> bool:
    """Does it stand in the rest of the row that a page break parted: on top of the next page, no heading beside it?"""
    table, cell = paragraph.table, paragraph.cell
    if table is None or cell is None or cell.page != row.page + 1 or cell.row0 != 0 or cell.col0 < row.col1:
        return False
    return not any(other.words for other in table.row(0) if other.col0 < row.col1)


class _Reader(HeadingReader):
    """Walks the paragraphs once."""

    def read(self) -> SectionsFound:
        paragraphs = document_to_paragraphs(self._context, self._claims, self._begins)
        paragraphs = self._without_title(paragraphs)
        paragraphs = self._with_whole_headings(paragraphs)
        by_look = self._looks.headings(paragraphs)
        pending: list[Paragraph] = []
        for i, (paragraph, following) in enumerate(zip(paragraphs, [*paragraphs[1:], None], strict=False)):
            text = self._text(paragraph)
            self._leave_row(paragraph)
            self._leave_for_levels(paragraph)
            if self._heads(paragraph, text, following, pending, looks_so=i in by_look):
                pending = []
            elif self._may_hold_fields():
                pending.append(paragraph)
            else:
                self._body(paragraph, text, following)
            self._before = paragraph
        self._flush(pending)
        self._close_agreement()
        self._found.took = tuple(self._claims.taken)
        return self._found

    def _without_title(self, paragraphs: list[Paragraph]) -> list[Paragraph]:
        title = find_title(paragraphs, self._context, self._rules, self._looks, self._begins_known)
        if title is None:
            return paragraphs
        self._found.title, self._found.titled = title.text, title.known
        self._claims.take((word for i in title.paragraphs for word in paragraphs[i].words), Claim.TITLE)
        return [paragraph for i, paragraph in enumerate(paragraphs) if i not in title.paragraphs]

    def _heads(
        self,
        paragraph: Paragraph,
        text: str,
        following: Paragraph | None,
        pending: Sequence[Paragraph],
        *,
        looks_so: bool,
    ) -> bool:
        """Opens the section that the paragraph is the heading of, if it is one; `pending` is read before."""
        beside = self._has_text_beside(paragraph)
        kind = self._heads_section(paragraph)
        among_labels = beside or self._in_stack(pending)
        if beside and kind in (Section.FIELDS, Section.STRUCTURE):
            kind = None  # the heading of a column
        elif among_labels and self._is_label(text, paragraph, following):
            kind = None
        name = section_name(text)
        if kind is None and self._is_part(paragraph, text):
            self._flush(pending)
            self._open_part(paragraph, text)
            return True
        if kind is None and not self._is_named(paragraph, text, name, following, looks_so=looks_so):
            return False
        self._flush(pending)
        if kind is not None:
            self._open(kind, paragraph, text, name)
        else:
            self._open_unknown(paragraph, text, name, looks_so=looks_so)
        if beside:
            self._row = paragraph.cell
        return True

    def _open_unknown(self, paragraph: Paragraph, text: str, name: SectionName | None, *, looks_so: bool) -> None:
        """A section whose heading no rule knows: inside the one that is open, or one of its own."""
        if looks_so and self._is_below(paragraph, text) and not (name and name.exact):
            self._add(paragraph, text, self._current.key if self._current else None)
        elif name is not None and name.key in OPEN_NAMES and self._rules.generic:
            self._open(OPEN_NAMES[name.key], paragraph, text, name)
        else:
            self._open(Section.OTHER, paragraph, text, name)

    def _open_part(self, paragraph: Paragraph, text: str) -> None:
        """A task agreement, the clause that extends them, or the approval."""
        rules = self._rules
        self._close_agreement()
        self._current, self._row = None, None
        match = first_match(rules.agreements.title, text) if rules.agreements else None
        if match is not None:
            self._section = Section.AGREEMENT
            number = match.groupdict().get("number")
            self._agreement = (text_to_number(number), (match.groupdict().get("title") or "").strip(), [])
            self._claims.take(paragraph.words, Claim.AGREEMENT)
        elif (match := first_match(rules.extension, text)) is not None:
            clause = (match.groupdict().get("text") or "").strip() or None
            self._section = Section.APPROVAL if clause else Section.EXTENSION
            self._found.extension_clause = clause
            self._claims.take(paragraph.words, Claim.CLAUSE if clause else Claim.HEADING)
        elif (match := first_match(approvals(rules), text)) is not None:
            self._section = Section.APPROVAL
            parts = match.groupdict()
            self._found.approval = ApprovalFound(text, parts.get("authority"), parts.get("date"), paragraph)
            self._claims.take(paragraph.words, Claim.APPROVAL)
        self._found.seen.add(self._section)

    def _leave_row(self, paragraph: Paragraph) -> None:
        """A section that is one row of a table ends with the row; labels and values may go on below it."""
        row = self._row
        cell = paragraph.cell
        if row is not None and _goes_on(row, paragraph):
            return
        if row is not None and (cell is None or cell.page != row.page or cell.row0 >= row.row1):
            self._row = None
            self._section, self._current = self._after_row

    def _leave_for_levels(self, paragraph: Paragraph) -> None:
        """What stands under competencies is no longer text of the section above them."""
        first = paragraph.first.words[0]
        place = (first.page, first.index)
        next_name = bisect_left(self._names, self._at)
        passed = next_name < len(self._names) and self._names[next_name] < place
        self._at = max(self._at, place)
        if passed and self._section not in (Section.PREAMBLE, Section.FIELDS):
            self._close_agreement()
            self._section, self._current, self._row = Section.STRUCTURE, None, None
            self._found.seen.add(Section.STRUCTURE)

    def _open(self, section: Section, paragraph: Paragraph, text: str, name: SectionName | None) -> None:
        self._close_agreement()
        header = self._section in (Section.PREAMBLE, Section.FIELDS)
        self._after_row = (
            (Section.FIELDS, None)
            if header or section in OPEN_NAMES.values()
            else (
                self._section,
                self._current,
            )
        )
        self._section = section
        self._row = None
        self._found.seen.add(section)
        key = section.value if section in OPEN_NAMES.values() else name.key if name else None
        self._look = self._looks.look(paragraph.first)
        if section is not Section.OTHER:
            self._known_style = paragraph.first
        known = section is not Section.OTHER or (name is not None and name.exact)
        self._opened, self._parts = paragraph if known else None, None
        self._add(paragraph, text, key, known=known)

    def _add(self, paragraph: Paragraph, text: str, key: str | None, *, known: bool = False) -> None:
        heading = f"{paragraph.bullet} {text}" if paragraph.bullet and paragraph.bullet[0].isalnum() else text
        self._current = SectionFound(heading, key, paragraph.page, paragraph.box, known)
        self._found.sections.append(self._current)
        self._claims.take(paragraph.words, Claim.HEADING)

    def _close_agreement(self) -> None:
        if self._agreement is not None:
            number, title, tasks = self._agreement
            self._found.agreements.append(AgreementFound(number, title, tuple(tasks)))
            self._agreement = None

    def _body(self, paragraph: Paragraph, text: str, following: Paragraph | None) -> None:
        if self._section is Section.PURPOSE:
            (self._found.duties if paragraph.bullet is not None else self._found.purpose_text).append(text)
            self._claims.take(paragraph.words, Claim.PURPOSE)
        elif self._section is Section.DUTIES:
            self._found.duties.append(text)
            self._claims.take(paragraph.words, Claim.DUTY)
        elif self._section is Section.POSITION:
            self._found.position.append(text)
            self._claims.take(paragraph.words, Claim.POSITION)
        elif self._section is Section.EXTENSION:
            clause = self._found.extension_clause
            if clause is None or paragraph.bullet is not None:
                self._found.extension_clause = f"{clause} {text}" if clause else text
                self._claims.take(paragraph.words, Claim.CLAUSE)
        elif self._agreement is not None and self._rules.agreements is not None:
            self._task(paragraph, text, following)
        elif not self._in_levels(paragraph):
            self._file(paragraph, text)

    def _task(self, paragraph: Paragraph, text: str, following: Paragraph | None) -> None:
        assert self._agreement is not None
        assert self._rules.agreements is not None
        number, title, tasks = self._agreement
        known_lead = paragraph.bullet is None and first_match(self._rules.agreements.lead, text)
        before_items = not tasks and paragraph.bullet is None and self._items_follow(following)
        if known_lead or (before_items and text.endswith(":")):
            self._claims.take(paragraph.words, Claim.HEADING)
        elif before_items and not title:
            self._agreement = (number, text, tasks)
            self._claims.take(paragraph.words, Claim.AGREEMENT)
        else:
            tasks.append(text)
            self._claims.take(paragraph.words, Claim.TASK)

    def _items_follow(self, following: Paragraph | None) -> bool:
        """Does a list come next, or the sentence that leads to it?"""
        if following is None or following.bullet is not None or self._rules.agreements is None:
            return following is not None and following.bullet is not None
        text = following.text(self._context.vocabulary)
        return first_match(self._rules.agreements.lead, text) is not None

    def _file(self, paragraph: Paragraph, text: str) -> None:
        """Text under a heading without a place of its own in the model, or above every heading."""
        if self._current is None:
            self._current = SectionFound(None, None, paragraph.page, paragraph.box)
            self._found.sections.append(self._current)
        (self._current.items if paragraph.bullet is not None else self._current.paragraphs).append(text)
        self._claims.take(paragraph.words, Claim.SECTION if self._current.heading else Claim.PREAMBLE)

    def _flush(self, paragraphs: Sequence[Paragraph]) -> None:
        """Fields, and what is left of the paragraphs as text; one whose label is a heading is that section as well.

        Under a heading that only divides, one of the labels must be known: other text may stand there too.
        """
        if not paragraphs:
            return
        fields = match_fields(paragraphs, self._context, self._labels, self._claims)
        under_division = self._section not in (Section.FIELDS, Section.PREAMBLE)
        if under_division and not any(found.key for found in fields):
            fields = []
        for found in fields:
            self._claims.take(found.words, Claim.FIELD)
            self._found.fields.append(found)
            self._file_label(found.label, found.key, found.value)
        for paragraph in paragraphs:
            left = tuple(line for line in paragraph.lines if self._claims.left(line.all_words))
            if left and not self._in_levels(paragraph):
                paragraph = replace(paragraph, lines=left)
                self._file(paragraph, self._text(paragraph))

    def _file_label(self, label: str, key: str | None, value: str | None) -> None:
        kind = None if key or not value else section_kind(self._shared, label, False)
        into = {
            Section.PURPOSE: self._found.purpose_text,
            Section.DUTIES: self._found.duties,
            Section.POSITION: self._found.position,
        }
        if kind in into and value:
            self._found.seen.add(kind)
            into[kind].append(value)
