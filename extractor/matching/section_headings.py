"""Which paragraphs head a section, told by the words of a rule module, the shared ones, or their look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractor.matching.claims import OF_LEVELS, Claim, Claims, Notes
from extractor.matching.document import DocumentContext
from extractor.matching.field_labels import FieldLabels
from extractor.matching.generic import generic_module, labels_with_shared
from extractor.matching.heading_looks import HeadingLooks, Look, closed_up
from extractor.matching.rule_patterns import Patterns, fits
from extractor.matching.rulefile import RuleModule
from extractor.matching.section_names import LONGEST_HEADING, SectionName, section_name
from extractor.matching.sections_found import Section, SectionFound, SectionsFound
from extractor.shaping.lines import Line
from extractor.shaping.paragraphs import Paragraph
from extractor.shaping.tables.cells import Cell

TERMINAL = (".", ";", ",")
STRONG = 1.08
"""Letters this much larger than the text's head something."""
LARGER = 1.1
"""Letters this much larger than the text's are of another style: a word processor's next size, 12 points after 11."""
HEADING_DISTANCE = 2.2
"""Lines of one heading are less than this many sizes apart."""
LONGEST_VALUE = 60
"""Under a label stands a value of at most so many characters; under a heading of the same words stands a text."""
OPEN_NAMES = {"purpose": Section.PURPOSE, "duties": Section.DUTIES, "position": Section.POSITION}


def first_match(patterns: Patterns, text: str) -> regex.Match[str] | None:
    for pattern in patterns:
        match = pattern.search(text)
        if match is not None:
            return match
    return None


class HeadingReader:
    """What is open while the paragraphs are walked, and what a paragraph heads then.

    `_section` is the section that is open, `_current` the entry that its text goes to.
    """

    def __init__(self, context: DocumentContext, rules: RuleModule, claims: Claims) -> None:
        self._context = context
        self._rules = rules
        self._shared = generic_module()
        self._labels = FieldLabels(context, labels_with_shared(rules.fields))
        self._claims = Notes(claims)
        self._looks = HeadingLooks(context)
        self._found = SectionsFound()
        self._section = Section.PREAMBLE
        self._current: SectionFound | None = None
        self._before: Paragraph | None = None
        """The paragraph that was read last."""
        self._look: Look | None = None
        """Of the heading that opened the section."""
        self._opened: Paragraph | None = None
        self._parts: Look | None = None
        """Of the headings that divide the section from its beginning: the first stands right under its heading."""
        self._known_style: Line | None = None
        self._agreement: tuple[int | None, str, list[str]] | None = None
        self._row: Cell | None = None
        """The cell that heads a row of a table, and with it the section that only this row is."""
        self._after_row: tuple[Section, SectionFound | None] = (Section.FIELDS, None)
        self._level_tables: dict[int, bool] = {}
        self._at = (0, 0)
        self._names = sorted(claims.places_of(Claim.NAME))

    def _text(self, paragraph: Paragraph) -> str:
        if len(paragraph.lines) == 1:
            return closed_up(paragraph.first)
        return paragraph.text(self._context.vocabulary)

    def _may_hold_fields(self) -> bool:
        """The header; also under a heading that only divides ("I. Algemeen") and comes before every section."""
        if self._section in (Section.STRUCTURE, Section.OTHER) and not self._found.fields:
            return self._found.seen <= {Section.STRUCTURE, Section.FIELDS, Section.OTHER}
        return self._section in (Section.PREAMBLE, Section.FIELDS)

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
            and self._stands_out(first)
            and first.baseline - last.baseline < HEADING_DISTANCE * first.size
            and self._heads_section(paragraph) is None
            and self._heads_section(Paragraph((*paragraph.lines, *following.lines))) is not None
        )

    def _begins_known(self, line: Line) -> bool:
        """Does the line open something that has a place of its own in the model?"""
        rules = self._rules
        agreements = (*rules.agreements.title, *rules.agreements.lead) if rules.agreements else ()
        patterns = (*rules.extension, *approvals(rules), *agreements)
        text = closed_up(line)
        return bool(first_match(patterns, text)) or self._heading_kind(text, line) is not None

    def _begins(self, line: Line) -> bool:
        """Does the line open something whatever the line before it looks like?"""
        if self._begins_known(line):
            return True
        text = closed_up(line)
        name = section_name(text)
        if name is not None and name.exact:
            return self._is_strong(line) or text.endswith(":")
        return line.bold and self._labels.has(text)

    def _is_strong(self, line: Line) -> bool:
        return line.bold or line.size > STRONG * self._context.text_size or line.text.isupper()

    def _heading_kind(self, text: str, line: Line) -> Section | None:
        """What the text heads, by the rule module's own words, else by those that all job descriptions share."""
        if len(text) > LONGEST_HEADING:
            return None
        strong = self._is_strong(line)
        if line.bullet is not None and not strong:
            return None
        kind = section_kind(self._rules, text, strong)
        return kind if kind is not None or self._rules.generic else section_kind(self._shared, text, strong)

    def _heads_section(self, paragraph: Paragraph) -> Section | None:
        return self._heading_kind(self._text(paragraph), paragraph.first)

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
        exact = name is not None and (name.whole if self._in_known() else name.exact)
        if self._is_label(text, paragraph, following) or self._is_elsewhere(paragraph, exact, looks_so):
            return False
        in_force = looks_so and (self._as_known(paragraph) or not self._in_known())
        if in_force and not (self._may_hold_fields() and ":" in text.rstrip(": ")):
            return not self._has_text_beside(paragraph) or text.endswith(":") or name is not None
        return exact and self._is_introduced(paragraph, text, following)

    def _is_elsewhere(self, paragraph: Paragraph, exact: bool, looks_so: bool) -> bool:
        """Does it stand among levels, or in the header, where a heading must say more of itself?"""
        beside = self._has_text_beside(paragraph)
        if self._in_levels(paragraph) and (not exact or beside):
            return True
        return self._may_hold_fields() and (self._is_value(paragraph) or (beside and not (exact and looks_so)))

    def _is_introduced(self, paragraph: Paragraph, text: str, following: Paragraph | None) -> bool:
        """Does more than its words say that it heads something: a colon, strong letters, a list under or above it?"""
        said = text.endswith(":") or self._is_strong(paragraph.first) or _lists(following) or self._ends_list(paragraph)
        return paragraph.bullet is None and said

    def _ends_list(self, paragraph: Paragraph) -> bool:
        """Is it one line, left of the list above it?

             •  Propose improvements.
        Qualifications
        """
        above = self._before
        return (
            above is not None
            and above.bullet is not None
            and above.cell is None
            and paragraph.cell is None
            and len(paragraph.lines) == 1
            and paragraph.box.x0 < above.box.x0 - paragraph.first.size
        )

    def _in_known(self) -> bool:
        """Is a section open whose text the rule module describes: one that a lead in bold letters does not end?"""
        named = self._section in (Section.PURPOSE, Section.DUTIES, Section.POSITION) and not self._rules.generic
        return named or self._section in (Section.AGREEMENT, Section.EXTENSION)

    def _as_known(self, paragraph: Paragraph) -> bool:
        """Has it the look of a heading that is known, if that one stood out?"""
        style = self._known_style
        return style is not None and self._stands_out(style) and paragraph.first.same_style(style)

    def _stands_out(self, line: Line) -> bool:
        return line.bold or line.size > LARGER * self._context.text_size

    def _is_label(self, text: str, paragraph: Paragraph, following: Paragraph | None) -> bool:
        """Is it a label of the header, its value under it, or a row of them?"""
        if not self._may_hold_fields():
            return False
        if len(paragraph.lines) == 1 and self._labels.heads_columns(paragraph.first):
            return True
        if not self._labels.has(text):
            return False
        value = self._text(following) if following is not None else ""
        return self._has_text_beside(paragraph) or 0 < len(value) <= LONGEST_VALUE

    def _in_stack(self, pending: Sequence[Paragraph]) -> bool:
        """Stand labels over their values here, one pair under the other?"""
        return len(pending) > 1 and self._labels.has(self._text(pending[-2]))

    def _is_below(self, paragraph: Paragraph, text: str) -> bool:
        """Is the heading one of a lower level than the one that opened the section?"""
        if self._current is None or self._look is None or self._section in (Section.PREAMBLE, Section.FIELDS):
            return False
        above = NUMBERED.match(self._current.heading or "")
        own = NUMBERED.match(text)
        if above and own:
            return own[0].startswith(f"{above[0].rstrip('.')}.") and own[0] != above[0]
        return self._looks.look(paragraph.first).rank < self._look.rank or self._divides(paragraph)

    def _divides(self, paragraph: Paragraph) -> bool:
        """Does it divide the section that is open, in letters like those of its heading?

        Responsibilities
        Administration        right under a heading that has no text of its own
        •  Keeps the diary.
        Reception             and every other heading that looks like it
        """
        if self._section not in (*OPEN_NAMES.values(), Section.OTHER) or self._opened is None:
            return False
        look = self._looks.look(paragraph.first)
        if self._before is self._opened and paragraph.page == self._opened.page:
            self._parts = look
        return self._parts == look

    def _is_part(self, paragraph: Paragraph, text: str) -> bool:
        rules = self._rules
        if rules.agreements and first_match(rules.agreements.title, text):
            return True
        if first_match(rules.extension, text):
            return True
        return first_match(approvals(rules), text) is not None and paragraph.bullet is None

    def _has_text_beside(self, paragraph: Paragraph) -> bool:
        """Is it the label of a row, with text to the right of it?"""
        table, cell = paragraph.table, paragraph.cell
        if table is None or cell is None:
            return False
        row = (other for r in range(cell.row0, cell.row1) for other in table.row(r))
        return any(other.col0 >= cell.col1 and self._claims.left(other.words) for other in row)

    def _is_value(self, paragraph: Paragraph) -> bool:
        """Does it stand to the right of a text in its row of a table, where the header has its values?"""
        table, cell = paragraph.table, paragraph.cell
        if table is None or cell is None or cell.col0 == 0:
            return False
        return any(other.col1 <= cell.col0 and other.words for other in table.row(cell.row0))

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


NUMBERED = regex.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?")


def _lists(paragraph: Paragraph | None) -> bool:
    return paragraph is not None and paragraph.bullet is not None


def section_kind(rules: RuleModule, text: str, strong: bool) -> Section | None:
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
    return next((kind for patterns, kind in kinds if fits(patterns, text)), None)


def approvals(rules: RuleModule) -> Patterns:
    return (*rules.approval, *(() if rules.generic else generic_module().approval))
