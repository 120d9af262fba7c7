"""Which rule module fits the pages of a job description, and whether they are one at all."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.findings import phrase
from extractor.languages import all_words
from extractor.matching.field_labels import keys_by_label
from extractor.matching.job_names import names_job, names_person
from extractor.matching.matches import Matches
from extractor.matching.openings import AS_LARGE, TITLE_ZONE
from extractor.matching.other_documents import other_document
from extractor.matching.rule_patterns import Fitting, fits
from extractor.matching.rulefile import RuleModule
from extractor.matching.section_names import bare
from extractor.matching.sections_found import SectionFound, SectionsFound
from extractor.matching.title import speaks_of_job_descriptions
from extractor.matching.title_function import for_anybody, sections_to_function
from extractor.matching.title_names import begins_with_title, mentions_title
from extractor.matching.vocabulary import fold
from extractor.model import Phrase
from extractor.shaping.lines import Line
from extractor.shaping.pages import ShapedPage

LEAST_TELLING = 2
"""So many headings and labels that other documents hardly have make a job description."""
TELLING = frozenset(
    {"purpose", "duties", "position", "requirements", "conditions", "competencies", "relations", "authority"}
)
"""Sections that tell a job description; contact, salary or a signature stand in other documents too."""
HEADLINES = 12
"""What a document calls itself stands in one of its first lines."""
LONGEST_HEADLINE = 80


def misfit(pages: Sequence[ShapedPage], rules: RuleModule) -> Phrase | None:
    """What the pages lack for this module; None where it may fit."""
    if rules.generic:
        return None
    if not any(fits(rules.document.title, line.text) for line in _all_lines(pages[0])):
        return phrase("misses-title")
    missing = [pattern for pattern in rules.document.requires if not _occurs(pattern, pages)]
    return phrase("misses-pattern", pattern=missing[0].pattern) if missing else None


def implausible(matches: Matches) -> Phrase | None:
    """Why what the generic module found is no job description.

    One has a title that says so, or two of the headings and labels that only job descriptions have, or one of them
    with the name of a job and a heading that asks something of candidates. Levels alone make none, nor does a title
    that speaks of job descriptions; and what calls itself something else is something else.
    """
    if not matches.rules.generic:
        return None
    telling = telling_names(matches.sections)
    if _says_so(matches) and (telling or not _is_one_of_the_answers(matches)):
        return None if _has_anything(matches) and not _speaks_of_a_job_only(matches) else phrase("title-alone")
    other = _calls_itself(matches, doubtful=len(telling) <= LEAST_TELLING)
    if other is not None:
        return phrase("calls-itself", name=other)
    if not telling:
        return phrase("no-title")
    return None if _tells_enough(matches, telling) else phrase("no-title-but", only=telling[0])


def _tells_enough(matches: Matches, telling: Sequence[str]) -> bool:
    """Do one or more telling names make a job description without its title, with what stands beside them?"""
    if len(telling) >= LEAST_TELLING or matches.levels.competencies or _mentions_title(matches):
        return True
    return _asks_of_candidates(matches.sections) and _names_a_job(matches.sections)


def _says_so(matches: Matches) -> bool:
    found = matches.sections
    return found.titled and found.title is not None and not speaks_of_job_descriptions(found.title)


def _has_anything(matches: Matches) -> bool:
    found = matches.sections
    texts = [*found.purpose_text, *found.duties, *found.position, *found.agreements]
    held = matches.levels.competencies or found.fields or texts
    return bool(held) or not all(map(_is_bare_title, found.sections))


def _is_bare_title(section: SectionFound) -> bool:
    """A second title under the first, and nothing under it, as in a list of the jobs that follow."""
    return not (section.paragraphs or section.items) and begins_with_title(section.heading or "")


def _speaks_of_a_job_only(matches: Matches) -> bool:
    """Does another title end so, over nothing that job descriptions have: "Toolbox job description"?"""
    found, title = matches.sections, matches.sections.title or ""
    known = any(section.key for section in found.sections) or any(field.key for field in found.fields)
    return not (known or matches.levels.competencies or begins_with_title(title) or names_person(title))


def _is_one_of_the_answers(matches: Matches) -> bool:
    """Is what was taken for the title one of the labels of a form, in letters like theirs?

    First name:       Lucía
    Country:          Spain
    Job description:  UX Designer
    """
    page, title = matches.context.pages[0], matches.sections.title
    lines = sorted(_all_lines(page), key=lambda line: line.box.top)
    at = next((i for i, line in enumerate(lines) if line.text == title), None)
    if at is None or not _is_answer(lines[at]) or lines[at].bold:
        return False
    return any(_is_answer(line) and line.size >= AS_LARGE * lines[at].size for line in lines[:at])


def _is_answer(line: Line) -> bool:
    label, colon, value = line.text.partition(":")
    return bool(label.strip() and colon and value.strip())


def telling_names(found: SectionsFound) -> list[str]:
    """The different sections and labels of the document that other kinds of documents hardly have, as printed."""
    anybody = for_anybody().search(" ".join([found.title or "", *(s.heading or "" for s in found.sections[:2])]))
    told = [*_telling_sections(found).values(), *_telling_labels(found).values()]
    return told if anybody is None else [*told, anybody.group()]


def _telling_sections(found: SectionsFound) -> dict[str, str]:
    """Standard name → the first heading."""
    weak = all_words().documents.weak
    telling: dict[str, str] = {}
    for section in found.sections:
        if section.known and section.key in TELLING and section.heading and bare(section.heading) not in weak:
            telling.setdefault(str(section.key), section.heading)
    return telling


def _telling_labels(found: SectionsFound) -> dict[str, str]:
    """What the label stands for → the label."""
    weak, labels = all_words().documents.weak, keys_by_label(tuple(all_words().fields.labels))
    telling: dict[str, str] = {}
    for field in found.fields:
        label = fold(field.label)
        if label in labels and label not in weak:
            telling.setdefault(f"label {label if labels[label] == 'other' else labels[label]}", field.label)
    return telling


def _asks_of_candidates(found: SectionsFound) -> bool:
    asking = frozenset(map(fold, all_words().documents.asking))
    return any(section.heading is not None and bare(section.heading) in asking for section in found.sections)


def _names_a_job(found: SectionsFound) -> bool:
    """By a field, the headline or a line under it: "Position: Junior Data Analyst"."""
    named = next((field.value for field in found.fields if field.key == "name" and field.value), None)
    return (named is not None and names_job(named) is not None) or sections_to_function(found) is not None


def _mentions_title(matches: Matches) -> bool:
    """Does a line of the first page that ends as a heading does speak of a job description?"""
    lines = _all_lines(matches.context.pages[0])
    return any(line.text.endswith(":") and mentions_title(line.text) for line in lines)


def _calls_itself(matches: Matches, *, doubtful: bool) -> str | None:
    """What other document a headline of the first page names; only the largest one where nothing is `doubtful`."""
    page = matches.context.pages[0]
    strong = [line for line in _all_lines(page) if line.box.top < TITLE_ZONE * page.layout.height]
    largest = max((line.size for line in strong), default=0.0)
    for line in sorted(strong, key=lambda line: line.box.top)[:HEADLINES]:
        name = other_document(line.text)
        if (
            name is not None
            and len(line.text) <= LONGEST_HEADLINE
            and ((doubtful and line.bold) or line.size >= AS_LARGE * largest)
        ):
            return name
    return None


def _occurs(pattern: Fitting, pages: Sequence[ShapedPage]) -> bool:
    return any(fits((pattern,), line.text) for page in pages for line in _all_lines(page))


def _all_lines(page: ShapedPage) -> list[Line]:
    lines = list(page.lines)
    for table in page.tables:
        for cell in table.cells:
            lines.extend(cell.lines)
    return lines
