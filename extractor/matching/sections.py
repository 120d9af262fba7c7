"""What the competencies leave over → title, header fields, purpose, position, agreements, clause, approval, sections.

The rest of the document is cut into paragraphs and read from top to bottom. A heading that the rule module or the
shared vocabulary knows opens a section of that name; a heading that only its look gives away closes it, so that
strange text is never filed under a known name, and opens a section without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractor.languages import all_words
from extractor.matching.claims import Claims
from extractor.matching.document import DocumentContext
from extractor.matching.fields import match_fields
from extractor.matching.generic import generic_module, labels_with_shared
from extractor.matching.heading_looks import HeadingLooks, Look, closed_up
from extractor.matching.levels.text import text_to_number
from extractor.matching.reading_order import document_to_paragraphs
from extractor.matching.rulefile import Patterns, RuleModule
from extractor.matching.section_names import LONGEST_HEADING, SectionName, section_name
from extractor.matching.sections_found import AgreementFound, ApprovalFound, Section, SectionFound, SectionsFound
from extractor.matching.title import find_title
from extractor.matching.vocabulary import fold
from extractor.shaping.lines import Line
from extractor.shaping.paragraphs import Paragraph
from extractor.shaping.tables.cells import Cell

TERMINAL = (".", ";", ",")
STRONG = 1.08
"""Letters this much larger than the text's head something."""
HEADING_DISTANCE = 2.2
"""Lines of one heading are less than this many sizes apart."""
LONGEST_VALUE = 60
"""Under a label stands a value of at most so many characters; under a heading of the same words stands a text."""
OF_LEVELS = frozenset({"competency name", "level", "level label", "indicator", "selection mark", "table head"})
"""Claims on what a table of levels is made of."""
OPEN_NAMES = {"purpose": Section.PURPOSE, "duties": Section.DUTIES, "position": Section.POSITION}


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
    """Walks the paragraphs once; `_section` is the one that is open, `_current` the entry that its text goes to."""

    def __init__(self, context: DocumentContext, rules: RuleModule, claims: Claims) -> None:
        self._context = context
        self._rules = rules
        self._shared = generic_module()
        self._fields = labels_with_shared(rules.fields)
        self._labels = {fold(label) for labels in self._fields.labels.values() for label in labels}
        self._labels |= {fold(label) for label in all_words().fields.labels.other}
        self._claims = claims
        self._looks = HeadingLooks(context)
        self._found = SectionsFound()
        self._section = Section.PREAMBLE
        self._current: SectionFound | None = None
        self._look: Look | None = None
        """Of the heading that opened the section."""
        self._known_style: Line | None = None
        self._agreement: tuple[int | None, str, list[str]] | None = None
        self._row: Cell | None = None
        """The cell that heads a row of a table, and with it the section that only this row is."""
        self._after_row: tuple[Section, SectionFound | None] = (Section.FIELDS, None)
        self._level_tables: dict[int, bool] = {}
        self._at = (0, 0)
        self._names = sorted(
            (word.page, word.index)
            for page in context.pages
            for word in page.layout.words
            if claims.by(word) == "competency name"
        )

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
            under_division = self._section is not Section.FIELDS and self._section is not Section.PREAMBLE
            if self._heads(paragraph, text, following, pending, under_division, looks_so=i in by_look):
                pending = []
            elif self._may_hold_fields():
                pending.append(paragraph)
            else:
                self._body(paragraph, text, following)
        self._flush(pending, self._section not in (Section.FIELDS, Section.PREAMBLE))
        self._close_agreement()
        return self._found

    def _text(self, paragraph: Paragraph) -> str:
        if len(paragraph.lines) == 1:
            return closed_up(paragraph.first)
        return paragraph.text(self._context.vocabulary)

    def _may_hold_fields(self) -> bool:
        """The header; also under a heading that only divides ("I. Algemeen") and comes before every section."""
        if self._section in (Section.STRUCTURE, Section.OTHER) and not self._found.fields:
            return self._found.seen <= {Section.STRUCTURE, Section.FIELDS, Section.OTHER}
        return self._section in (Section.PREAMBLE, Section.FIELDS)

    def _without_title(self, paragraphs: list[Paragraph]) -> list[Paragraph]:
        title = find_title(paragraphs, self._context, self._rules, self._looks, self._begins_known)
        if title is None:
            return paragraphs
        self._found.title, self._found.titled = title.text, title.known
        self._claims.claim((word for i in title.paragraphs for word in paragraphs[i].words), "title")
        return [paragraph for i, paragraph in enumerate(paragraphs) if i not in title.paragraphs]

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

    def _begins_known(self, line: Line) -> bool:
        """Does the line open something that has a place of its own in the model?"""
        rules = self._rules
        agreements = (*rules.agreements.title, *rules.agreements.lead) if rules.agreements else ()
        patterns = (*rules.extension, *_approvals(rules), *agreements)
        text = closed_up(line)
        return bool(matches(patterns, text)) or self._heading_kind(text, line) is not None

    def _begins(self, line: Line) -> bool:
        """Does the line open something whatever the line before it looks like?"""
        if self._begins_known(line):
            return True
        text = closed_up(line)
        name = section_name(text)
        return name is not None and name.exact and (self._is_strong(line) or text.endswith(":"))

    def _is_strong(self, line: Line) -> bool:
        return line.bold or line.size > STRONG * self._context.text_size or line.text.isupper()

    def _heading_kind(self, text: str, line: Line) -> Section | None:
        """What the text heads, by the rule module's own words, else by those that all job descriptions share."""
        if len(text) > LONGEST_HEADING:
            return None
        strong = self._is_strong(line)
        if line.bullet is not None and not strong:
            return None
        kind = _kind(self._rules, text, strong)
        return kind if kind is not None or self._rules.generic else _kind(self._shared, text, strong)

    def _heads_section(self, paragraph: Paragraph) -> Section | None:
        return self._heading_kind(self._text(paragraph), paragraph.first)

    def _heads(
        self,
        paragraph: Paragraph,
        text: str,
        following: Paragraph | None,
        pending: Sequence[Paragraph],
        under_division: bool,
        *,
        looks_so: bool,
    ) -> bool:
        """Opens the section that the paragraph is the heading of, if it is one; `pending` is read before."""
        beside = self._has_text_beside(paragraph)
        kind = self._heads_section(paragraph)
        if beside and (kind in (Section.FIELDS, Section.STRUCTURE) or self._is_label(text, paragraph, following)):
            kind = None  # a label, or the heading of a column
        name = section_name(text)
        if kind is None and self._is_part(paragraph, text):
            self._flush(pending, under_division)
            self._open_part(paragraph, text)
            return True
        if kind is None and not self._is_named(paragraph, text, name, following, looks_so=looks_so):
            return False
        self._flush(pending, under_division)
        if kind is None and looks_so and self._is_below(paragraph, text) and not (name and name.exact):
            self._add(paragraph, text, self._current.key if self._current else None)
        elif kind is None and name is not None and name.key in OPEN_NAMES and self._rules.generic:
            self._open(OPEN_NAMES[name.key], paragraph, text, name)
        else:
            self._open(kind or Section.OTHER, paragraph, text, name)
        if beside:
            self._row = paragraph.cell
        return True

    def _is_named(
        self,
        paragraph: Paragraph,
        text: str,
        name: SectionName | None,
        following: Paragraph | None,
        *,
        looks_so: bool,
    ) -> bool:
        """Is it a heading by its look, or by a name of the vocabulary and a sign that it heads something?"""
        header = self._may_hold_fields()
        exact = name is not None and (name.whole if self._in_known() else name.exact)
        if self._is_label(text, paragraph, following):
            return False
        if self._in_levels(paragraph) and (not exact or self._has_text_beside(paragraph)):
            return False
        if header and self._has_text_beside(paragraph) and not (exact and looks_so):
            return False
        if looks_so and not self._as_known(paragraph) and self._in_known():
            looks_so = False
        if looks_so and not (header and ":" in text.rstrip(": ")):
            return not self._has_text_beside(paragraph) or text.endswith(":") or name is not None
        return (
            exact
            and paragraph.bullet is None
            and (text.endswith(":") or self._is_strong(paragraph.first) or _lists(following))
        )

    def _in_known(self) -> bool:
        """Is a section open whose text the rule module describes: one that a lead in bold letters does not end?"""
        named = self._section in (Section.PURPOSE, Section.DUTIES, Section.POSITION) and not self._rules.generic
        return named or self._section in (Section.AGREEMENT, Section.EXTENSION)

    def _as_known(self, paragraph: Paragraph) -> bool:
        """Has it the look of a heading that is known, if that one stood out?"""
        style = self._known_style
        distinct = style is not None and (style.bold or style.size > 1.1 * self._context.text_size)
        return style is not None and distinct and paragraph.first.same_style(style)

    def _is_label(self, text: str, paragraph: Paragraph, following: Paragraph | None) -> bool:
        """Is it a label of the header, its value under it?"""
        if not self._may_hold_fields() or fold(text) not in self._labels:
            return False
        value = self._text(following) if following is not None else ""
        return self._has_text_beside(paragraph) or 0 < len(value) <= LONGEST_VALUE

    def _is_below(self, paragraph: Paragraph, text: str) -> bool:
        """Is the heading one of a lower level than the one that opened the section?"""
        if self._current is None or self._look is None or self._section in (Section.PREAMBLE, Section.FIELDS):
            return False
        above = NUMBERED.match(self._current.heading or "")
        own = NUMBERED.match(text)
        if above and own:
            return own[0].startswith(f"{above[0].rstrip('.')}.") and own[0] != above[0]
        return self._looks.look(paragraph.first).rank < self._look.rank

    def _is_part(self, paragraph: Paragraph, text: str) -> bool:
        rules = self._rules
        if rules.agreements and matches(rules.agreements.title, text):
            return True
        if matches(rules.extension, text):
            return True
        return matches(_approvals(rules), text) is not None and paragraph.bullet is None

    def _open_part(self, paragraph: Paragraph, text: str) -> None:
        """A task agreement, the clause that extends them, or the approval."""
        rules = self._rules
        self._close_agreement()
        self._current, self._row = None, None
        match = matches(rules.agreements.title, text) if rules.agreements else None
        if match is not None:
            self._section = Section.AGREEMENT
            number = match.groupdict().get("number")
            self._agreement = (text_to_number(number), (match.groupdict().get("title") or "").strip(), [])
            self._claims.claim(paragraph.words, "task agreement")
        elif (match := matches(rules.extension, text)) is not None:
            clause = (match.groupdict().get("text") or "").strip() or None
            self._section = Section.APPROVAL if clause else Section.EXTENSION
            self._found.extension_clause = clause
            self._claims.claim(paragraph.words, "extension clause" if clause else "heading")
        elif (match := matches(_approvals(rules), text)) is not None:
            self._section = Section.APPROVAL
            parts = match.groupdict()
            self._found.approval = ApprovalFound(text, parts.get("authority"), parts.get("date"), paragraph)
            self._claims.claim(paragraph.words, "approval")
        self._found.seen.add(self._section)

    def _has_text_beside(self, paragraph: Paragraph) -> bool:
        """Is it the label of a row, with text to the right of it?"""
        table, cell = paragraph.table, paragraph.cell
        if table is None or cell is None:
            return False
        row = (other for r in range(cell.row0, cell.row1) for other in table.row(r))
        return any(other.col0 >= cell.col1 and any(True for _ in self._claims.unclaimed(other.words)) for other in row)

    def _in_levels(self, paragraph: Paragraph) -> bool:
        """Does it stand among the levels of competencies, in their table and under no heading of its own?"""
        table = paragraph.table
        if table is None or (self._current is not None and self._current.key not in (None, "competencies")):
            return False
        known = self._level_tables.get(id(table))
        if known is None:
            known = any(self._claims.by(word) in OF_LEVELS for word in table.words)
            self._level_tables[id(table)] = known
        return known

    def _leave_row(self, paragraph: Paragraph) -> None:
        """A section that is one row of a table ends with the row; labels and values may go on below it."""
        row = self._row
        cell = paragraph.cell
        if row is not None and (cell is None or cell.page != row.page or cell.row0 >= row.row1):
            self._row = None
            self._section, self._current = self._after_row

    def _leave_for_levels(self, paragraph: Paragraph) -> None:
        """What stands under competencies is no longer text of the section above them."""
        first = paragraph.first.words[0]
        place = (first.page, first.index)
        passed = any(self._at <= name < place for name in self._names)
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
        self._add(paragraph, text, key, known=section is not Section.OTHER or (name is not None and name.exact))

    def _add(self, paragraph: Paragraph, text: str, key: str | None, *, known: bool = False) -> None:
        heading = f"{paragraph.bullet} {text}" if paragraph.bullet and paragraph.bullet[0].isalnum() else text
        self._current = SectionFound(heading, key, paragraph.page, paragraph.box, known)
        self._found.sections.append(self._current)
        self._claims.claim(paragraph.words, "heading")

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
            self._task(paragraph, text, following)
        elif not self._in_levels(paragraph):
            self._file(paragraph, text)

    def _task(self, paragraph: Paragraph, text: str, following: Paragraph | None) -> None:
        assert self._agreement is not None
        assert self._rules.agreements is not None
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

    def _file(self, paragraph: Paragraph, text: str) -> None:
        """Text under a heading without a place of its own in the model, or above every heading."""
        if self._current is None:
            self._current = SectionFound(None, None, paragraph.page, paragraph.box)
            self._found.sections.append(self._current)
        (self._current.items if paragraph.bullet is not None else self._current.paragraphs).append(text)
        self._claims.claim(paragraph.words, "section" if self._current.heading else "preamble")

    def _flush(self, paragraphs: Sequence[Paragraph], under_division: bool) -> None:
        """Fields, and what is left of the paragraphs as text; one whose label is a heading is that section as well.

        Under a heading that only divides, one of the labels must be known: other text may stand there too.
        """
        if not paragraphs:
            return
        fields = match_fields(paragraphs, self._context, self._fields, self._claims)
        if under_division and not any(found.key for found in fields):
            self._claims.release(word for found in fields for word in found.words)
            fields = []
        for found in fields:
            self._found.fields.append(found)
            self._file_label(found.label, found.key, found.value)
        for paragraph in paragraphs:
            left = tuple(line for line in paragraph.lines if any(True for _ in self._claims.unclaimed(line.all_words)))
            if left and not self._in_levels(paragraph):
                paragraph = replace(paragraph, lines=left)
                self._file(paragraph, self._text(paragraph))

    def _file_label(self, label: str, key: str | None, value: str | None) -> None:
        kind = None if key or not value else _kind(self._shared, label, False)
        into = {
            Section.PURPOSE: self._found.purpose_text,
            Section.DUTIES: self._found.duties,
            Section.POSITION: self._found.position,
        }
        if kind in into and value:
            self._found.seen.add(kind)
            into[kind].append(value)


NUMBERED = regex.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?")


def _lists(paragraph: Paragraph | None) -> bool:
    return paragraph is not None and paragraph.bullet is not None


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
