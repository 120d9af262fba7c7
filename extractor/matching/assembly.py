"""Matches → JobDescription and its findings. Every word ends in one of three books: claimed, running, unclaimed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.geometry import Box, box_around
from extractor.matching.career import text_to_career
from extractor.matching.claims import Claims
from extractor.matching.competencies import found_to_competencies, levels_left_out
from extractor.matching.context import DocumentContext
from extractor.matching.dates import text_to_date
from extractor.matching.language import language_of
from extractor.matching.levels.found import CompetencyFound
from extractor.matching.levels.scale import Scale, document_scale, fixed_scale
from extractor.matching.organisation import lines_to_organisation
from extractor.matching.rulefile import RuleModule
from extractor.matching.sections import Section, SectionsFound
from extractor.model import (
    Approval,
    Competency,
    Finding,
    FindingCode,
    Function,
    HeaderField,
    JobDescription,
    PlacedText,
    Purpose,
    Reader,
    RulesUsed,
    Severity,
    Source,
    TaskAgreement,
    WordCount,
)
from extractor.shaping.lines import Line, words_to_any_lines
from extractor.slugs import slug
from extractor.version import VERSION

HEADINGS = frozenset({"heading", "block", "group", "table head"})
"""Claims on words that head something and are no value themselves."""
SCANNED = 0.5
"""A picture over more than this part of a page without words is a scan of it."""


@dataclass(frozen=True)
class Matches:
    """What the recognisers of one job description found, and which word each of them took."""

    context: DocumentContext
    rules: RuleModule
    competencies: tuple[CompetencyFound, ...]
    sections: SectionsFound
    claims: Claims


def assemble(matches: Matches, source: Source, document_id: str, outside: Sequence[Line] = ()) -> JobDescription:
    """`outside` are lines of pages that belong to no job description and stand before this one: unclaimed, not lost."""
    context, sections, rules = matches.context, matches.sections, matches.rules
    vocabulary = context.vocabulary
    scale = document_scale(
        rules.competencies.scale, ([level.label for level in c.levels] for c in matches.competencies)
    )
    for level in levels_left_out(matches.competencies, scale):
        matches.claims.release(level.label_words)
        matches.claims.release(word for item in level.items for line in item for word in line.all_words)
    competencies, findings = found_to_competencies(matches.competencies, scale, vocabulary)
    unclaimed_lines = [*outside, *_unclaimed(context, matches.claims)]
    unclaimed = tuple(_placed(line) for line in unclaimed_lines)
    function = _function(sections)
    organisation = _organisation(matches)
    findings = [
        *_generic(rules),
        *_missing(sections, rules, competencies, source.pages[0]),
        *findings,
        *_scale_differs(rules, scale, source.pages[0]),
        *_pages_not_read(context),
        *_unclaimed_findings(unclaimed, source.pages),
    ]
    approval = sections.approval
    running_words = sum(len(line.words) for line in context.running)
    total = sum(len(page.layout.words) for page in context.pages) + sum(len(line.words) for line in outside)
    lost = sum(len(line.words) for line in unclaimed_lines)
    name = function.name or sections.title or ""
    return JobDescription(
        document_id=document_id,
        function_key=f"{slug(organisation or '') or 'unknown'}/{slug(name) or 'unnamed'}",
        source=source,
        reader=Reader(name="jobdesc", version=VERSION),
        rules=RulesUsed(id=rules.id, version=rules.version),
        language=rules.language or language_of(word.text for page in context.pages for word in page.layout.words),
        title=sections.title,
        organisation=organisation,
        function=function,
        fields=tuple(
            HeaderField(label=f.label, value=f.value, key=f.key, page=f.page, bbox=f.box.rounded())
            for f in sections.fields
        ),
        purpose=Purpose(text=tuple(sections.purpose_text), duties=tuple(sections.duties)),
        position=tuple(sections.position),
        task_agreements=tuple(
            TaskAgreement(number=a.number, title=a.title, tasks=a.tasks) for a in sections.agreements
        ),
        extension_clause=sections.extension_clause,
        competencies=tuple(competencies),
        approval=Approval(
            text=approval.text,
            authority=approval.authority,
            date=text_to_date(approval.date or approval.text),
            page=approval.paragraph.page,
            bbox=approval.paragraph.box.rounded(),
        )
        if approval
        else None,
        findings=tuple(findings),
        headings=tuple(_placed(line) for line in _headings(context, matches.claims)),
        running=tuple(_placed(line) for line in context.running),
        unclaimed=unclaimed,
        word_count=WordCount(total=total, claimed=total - running_words - lost, running=running_words, unclaimed=lost),
    )


def _headings(context: DocumentContext, claims: Claims) -> list[Line]:
    """What only heads or divides; with it every word of the PDF stands somewhere in the model."""
    lines: list[Line] = []
    for page in context.pages:
        heading = [word for word in page.layout.words if claims.by(word) in HEADINGS]
        lines.extend(words_to_any_lines(heading))
    return lines


def _unclaimed(context: DocumentContext, claims: Claims) -> list[Line]:
    running = {(word.page, word.index) for line in context.running for word in line.words}
    lines: list[Line] = []
    for page in context.pages:
        left = [w for w in claims.unclaimed(page.layout.words) if (w.page, w.index) not in running]
        lines.extend(words_to_any_lines(left))
    return lines


def _placed(line: Line) -> PlacedText:
    box = box_around(word.box for word in line.words)
    return PlacedText(page=line.page, bbox=box.rounded(), text=line.text)


def _function(sections: SectionsFound) -> Function:
    values: dict[str, str] = {}
    for found in sections.fields:
        if found.key and found.value:
            values.setdefault(found.key, found.value)
    career = values.get("career")
    return Function(
        name=values.get("name"),
        department=values.get("department"),
        service=values.get("service"),
        grade=values.get("grade"),
        career=text_to_career(career) if career else None,
    )


def _organisation(matches: Matches) -> str | None:
    stated = next((f.value for f in matches.sections.fields if f.key == "organisation" and f.value), None)
    if stated:
        return stated
    return lines_to_organisation(_letterhead(matches), matches.rules.document.organisation)


def _letterhead(matches: Matches) -> Iterable[Line]:
    """Running lines first, then the lines of the first page, where a letterhead stands."""
    yield from matches.context.running
    yield from matches.context.pages[0].lines


def _missing(sections: SectionsFound, rules: RuleModule, competencies: list[Competency], page: int) -> list[Finding]:
    findings = []
    keys = {found.key for found in sections.fields if found.value}
    for key in rules.fields.required:
        if key not in keys:
            labels = rules.fields.labels.get(key, ())  # type: ignore[call-overload]
            printed = " or ".join(repr(label) for label in labels[:3])
            findings.append(_absent(FindingCode.FIELD_MISSING, f"no value for {key} ({printed})", page))
    present = {
        "purpose": Section.PURPOSE in sections.seen,
        "position": Section.POSITION in sections.seen,
        "agreements": bool(sections.agreements),
        "competencies": bool(competencies),
    }
    findings.extend(
        _absent(FindingCode.SECTION_MISSING, f"the section {section!r} was not found", page)
        for section in rules.sections.required
        if not present[section]
    )
    return findings


def _absent(code: FindingCode, message: str, page: int, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(code=code, severity=severity, message=message, competency=None, page=page, bbox=None)


def _generic(rules: RuleModule) -> list[Finding]:
    if not rules.generic:
        return []
    message = "no rule module knows this family of documents: read by its structure alone, so check it"
    return [_note(FindingCode.GENERIC_RULES, Severity.INFO, message)]


def _note(code: FindingCode, severity: Severity, message: str) -> Finding:
    return Finding(code=code, severity=severity, message=message, competency=None, page=None, bbox=None)


def _scale_differs(rules: RuleModule, scale: Scale, page: int) -> list[Finding]:
    expected = fixed_scale(rules.competencies.scale).ranks if rules.competencies.scale else scale.ranks
    if scale.ranks == expected or scale.ranks is None or expected is None:
        return []
    own, usual = (", ".join(map(str, sorted(ranks))) for ranks in (scale.ranks, expected))
    return [_absent(FindingCode.SCALE_DIFFERS, f"the levels are {own}, where this family has {usual}", page)]


def _pages_not_read(context: DocumentContext) -> list[Finding]:
    """Pages whose words the PDF does not give, in part or at all."""
    findings = []
    for page in context.pages:
        layout = page.layout
        area = layout.width * layout.height
        if layout.damaged:
            message = "part of the page cannot be unpacked: words may be missing; fetch a fresh copy of the PDF"
            findings.append(_absent(FindingCode.PAGE_DAMAGED, message, page.number, Severity.ERROR))
        elif not layout.words and any(p.box.width * p.box.height > SCANNED * area for p in layout.pictures):
            message = "the page is a picture without text: run OCR first (for instance ocrmypdf)"
            findings.append(_absent(FindingCode.PAGE_WITHOUT_TEXT, message, page.number))
    return findings


def _unclaimed_findings(unclaimed: Sequence[PlacedText], pages: tuple[int, int]) -> list[Finding]:
    """One for each page that holds text no rule knows."""
    by_page: dict[int, list[PlacedText]] = {}
    for text in unclaimed:
        by_page.setdefault(text.page, []).append(text)
    findings = []
    for page, texts in by_page.items():
        more = f" and {len(texts) - 1} more" if len(texts) > 1 else ""
        box = box_around(Box(*text.bbox) for text in texts)
        inside = pages[0] <= page <= pages[1]
        what = "text that no rule knows" if inside else "a page of no job description"
        findings.append(
            Finding(
                code=FindingCode.TEXT_UNCLAIMED if inside else FindingCode.PAGES_OUTSIDE,
                severity=Severity.WARNING if inside else Severity.INFO,
                message=f"{what}: {texts[0].text!r}{more}",
                competency=None,
                page=page,
                bbox=box.rounded(),
            )
        )
    return findings
