"""The closed lists of what an import writes."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """How sure the required level of a competency is; only `ok` has a number.

    `unranked`: which label is required is sure, but no order of the labels is printed or known.
    """

    OK = "ok"
    NONE = "none"
    MULTIPLE = "multiple"
    UNCLEAR = "unclear"
    INCOMPLETE = "incomplete"
    UNRANKED = "unranked"


class MarkKind(StrEnum):
    """What a selection mark is made of in the PDF."""

    GLYPH = "glyph"
    SYMBOL = "symbol"
    VECTOR = "vector"
    WIDGET = "widget"
    ANNOTATION = "annotation"
    IMAGE = "image"
    TEXT = "text"
    PIXELS = "pixels"


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class FindingCode(StrEnum):
    """The closed list of things that can be odd about a document."""

    LEVEL_NONE = "level-none"
    LEVEL_MULTIPLE = "level-multiple"
    LEVEL_UNCLEAR = "level-unclear"
    LEVEL_SET_INCOMPLETE = "level-set-incomplete"
    LEVELS_NOT_CHOSEN = "levels-not-chosen"
    LEVEL_ASPECTS = "level-aspects"
    LEVEL_UNRANKED = "level-unranked"
    LEVEL_READINGS = "level-readings"
    LEVEL_SETTLED = "level-settled"
    NO_COMPETENCIES = "no-competencies"
    COMPETENCIES_NOT_READ = "competencies-not-read"
    LEVELS_NOT_READ = "levels-not-read"
    FIELD_MISSING = "field-missing"
    SECTION_MISSING = "section-missing"
    COMPETENCY_DUPLICATE = "competency-duplicate"
    COMPETENCY_UNNAMED = "competency-unnamed"
    TEXT_UNCLAIMED = "text-unclaimed"
    FUNCTION_DUPLICATE = "function-duplicate"
    NO_RULES_MATCH = "no-rules-match"
    GENERIC_RULES = "generic-rules"
    PAGE_DAMAGED = "page-damaged"
    SCALE_DIFFERS = "scale-differs"
    PAGES_OUTSIDE = "pages-outside"
    PDF_REPAIRED = "pdf-repaired"
    PAGE_WITHOUT_TEXT = "page-without-text"  # not given any more, but version 1.0 promised it
    PAGE_NOT_READ = "page-not-read"
    OCR_UNCERTAIN = "ocr-uncertain"
    SCAN_NOT_WHOLE = "scan-not-whole"
    READERS_DIFFER = "readers-differ"
    MODULE_STEPPED_BACK = "module-stepped-back"
    TIME_LIMIT = "time-limit"
    TEXT_UNREADABLE = "text-unreadable"
    TEXT_HIDDEN = "text-hidden"
    CORRECTED = "corrected"
    CORRECTION_CONFLICT = "correction-conflict"


class CorrectedField(StrEnum):
    """What a person may correct, by the names that the tables have for it."""

    REQUIRED_LEVEL = "required_level"
    TITLE = "title"
    ORGANISATION = "organisation"
    NAME = "name"
    DEPARTMENT = "department"
    SERVICE = "service"
    GRADE = "grade"
    CAREER = "career"
    APPROVED_BY = "approved_by"
    APPROVED_ON = "approved_on"
    COMPETENCY = "competency"
    GROUP = "group"
    FINDING = "finding"


OF_A_COMPETENCY: Final = frozenset({CorrectedField.REQUIRED_LEVEL, CorrectedField.COMPETENCY, CorrectedField.GROUP})
"""What is said of a competency, not of the function; a finding may be about either."""


class CorrectionState(StrEnum):
    """What became of a correction.

    `applied`: the new value stands; `redundant`: it is what is read anyway; `conflict`: something else is read than the
    person saw, so that neither is believed.
    """

    APPLIED = "applied"
    REDUNDANT = "redundant"
    CONFLICT = "conflict"


class ReadBy(StrEnum):
    """Where the words of a page come from: the text of the PDF, or a picture of it that was read (OCR)."""

    TEXT = "text"
    OCR = "ocr"


class ScaleSource(StrEnum):
    """Where the order of the labels comes from.

    `known` is common knowledge: numbers, letters, well-known words; `printed` the order of the levels on the page.
    """

    RULES = "rules"
    PRINTED = "printed"
    LEGEND = "legend"
    KNOWN = "known"
