"""What is odd about a job description as a whole: what it lacks, what nobody could read, what no rule knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.findings import NOWHERE, finding, on_page
from extractor.geometry import Box, box_around
from extractor.matching.competencies import usual_scale
from extractor.matching.document import DocumentContext
from extractor.matching.generic import labels_for_people
from extractor.matching.hidden import hidden_findings
from extractor.matching.levels.scale import Scale, fixed_scale
from extractor.matching.levels_not_read import levels_not_read
from extractor.matching.matches import Matches
from extractor.matching.no_competencies import no_competencies
from extractor.matching.rulefile import RuleModule
from extractor.matching.sections_found import Section
from extractor.model import Finding, FindingCode, JobDescription, Phrase, PlacedText
from extractor.reading.glyphs import is_sign, is_unnamed
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, touches

MOST_LABELS = 3
"""So many labels that a missing field could have had are named."""


def document_findings(
    matches: Matches, description: JobDescription, of_levels: Sequence[Finding], unclaimed: Sequence[PlacedText]
) -> list[Finding]:
    """In the order in which they are written, `of_levels` among them; `unclaimed` are texts that the page shows."""
    context, rules, page = matches.context, matches.rules, description.source.pages[0]
    return [
        *_generic(rules),
        *_fields_missing(matches, description),
        *_sections_missing(matches, description),
        *of_levels,
        *_not_read(matches, description),
        *_stepped_back(matches),
        *_scale_differs(rules, usual_scale(matches.levels.competencies), page),
        *_pages_not_read(context),
        *_words_not_read(context),
        *_unclaimed_findings(unclaimed, description.source.pages),
        *hidden_findings(context.pages),
    ]


def _fields_missing(matches: Matches, description: JobDescription) -> Iterator[Finding]:
    keys = {found.key for found in matches.sections.fields if found.value}
    keys |= {"name"} if description.function.name else set()
    for key in matches.rules.fields.required:
        if key not in keys:
            labels = tuple(labels_for_people(matches.rules, key, description.language)[:MOST_LABELS])
            place = on_page(description.source.pages[0])
            yield finding(FindingCode.FIELD_MISSING, place, key=key, labels=labels)


def _sections_missing(matches: Matches, description: JobDescription) -> Iterator[Finding]:
    sections = matches.sections
    present = {
        "purpose": Section.PURPOSE in sections.seen,
        "position": Section.POSITION in sections.seen,
        "agreements": bool(sections.agreements),
        "competencies": bool(description.competencies),
    }
    for section in matches.rules.sections.required:
        if not present[section]:
            yield finding(FindingCode.SECTION_MISSING, on_page(description.source.pages[0]), section=section)


def _not_read(matches: Matches, description: JobDescription) -> list[Finding]:
    if description.competencies:
        left = levels_not_read(matches)
        return [] if left is None else [left]
    return [no_competencies(matches, description.source.pages[0])]


def _generic(rules: RuleModule) -> list[Finding]:
    return [finding(FindingCode.GENERIC_RULES, NOWHERE)] if rules.generic else []


def _stepped_back(matches: Matches) -> list[Finding]:
    return [
        finding(
            FindingCode.MODULE_STEPPED_BACK, module=one.module, other=matches.rules.id, own=one.own, better=one.better
        )
        for one in matches.stepped_back
    ]


def _scale_differs(rules: RuleModule, scale: Scale | None, page: int) -> list[Finding]:
    if scale is None or scale.ranks is None or rules.competencies.scale is None:
        return []
    expected = fixed_scale(rules.competencies.scale).ranks
    if scale.ranks == expected or expected is None:
        return []
    own, usual = (tuple(map(str, sorted(ranks))) for ranks in (scale.ranks, expected))
    return [finding(FindingCode.SCALE_DIFFERS, on_page(page), own=own, usual=usual)]


def _pages_not_read(context: DocumentContext) -> list[Finding]:
    """Pages whose words the PDF does not give, in part or at all."""
    findings = []
    for page in context.pages:
        layout = page.layout
        if layout.damaged:
            findings.append(finding(FindingCode.PAGE_DAMAGED, on_page(page.number)))
        elif layout.scanned:
            findings.append(finding(FindingCode.PAGE_NOT_READ, on_page(page.number), reason=Phrase(phrase="a-picture")))
    return findings


def _words_not_read(context: DocumentContext) -> list[Finding]:
    """One for each page with words of which the PDF does not say all the letters, signs of tick boxes excepted."""
    findings = []
    for page in context.pages:
        if not is_unnamed(" ".join(word.text for word in page.layout.words)):
            continue
        unnamed = [w for w in page.layout.words if is_unnamed(w.text) and w not in context.mark_words]
        glued = (_glued(word, page.layout.words) for word in unnamed)
        words = list(dict.fromkeys(line for line in glued if line is not None))
        if words:
            place = on_page(page.number, box_around(word.box for word in words))
            more = len(words) - 1 or None
            findings.append(finding(FindingCode.TEXT_UNREADABLE, place, first=words[0].text, more=more))
    return findings


def _glued(word: Word, words: Sequence[Word]) -> Line | None:
    """The word with those it touches; None where it is a lone sign, which is no text."""
    first = last = word.index
    while first > 0 and touches(words[first - 1], words[first]):
        first -= 1
    while last + 1 < len(words) and touches(words[last], words[last + 1]):
        last += 1
    line = Line(tuple(words[first : last + 1]))
    return line if len(line.text) > 1 and not is_sign(line.text) else None


def _unclaimed_findings(unclaimed: Sequence[PlacedText], pages: tuple[int, int]) -> list[Finding]:
    """One for each page that holds text no rule knows."""
    by_page: dict[int, list[PlacedText]] = {}
    for text in unclaimed:
        by_page.setdefault(text.page, []).append(text)
    findings = []
    for page, texts in by_page.items():
        inside = pages[0] <= page <= pages[1]
        code = FindingCode.TEXT_UNCLAIMED if inside else FindingCode.PAGES_OUTSIDE
        place = on_page(page, box_around(Box(*text.bbox) for text in texts))
        findings.append(finding(code, place, first=texts[0].text, more=len(texts) - 1 or None))
    return findings
