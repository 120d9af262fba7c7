"""Matches → JobDescription and its findings. Every word ends in one of three books: claimed, running, unclaimed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.geometry import Box, box_around
from extractor.matching.career import text_to_career
from extractor.matching.claims import Claims
from extractor.matching.competencies import found_to_competencies
from extractor.matching.context import DocumentContext
from extractor.matching.dates import text_to_date
from extractor.matching.language import language_of
from extractor.matching.levels.found import CompetencyFound
from extractor.matching.levels.scale import fixed_scale, inferred_scale
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
from extractor.shaping.lines import Line, words_to_lines
from extractor.slugs import slug
from extractor.version import VERSION


@dataclass(frozen=True)
class Matches:
    """What the recognisers of one job description found, and which word each of them took."""

    context: DocumentContext
    rules: RuleModule
    competencies: tuple[CompetencyFound, ...]
    sections: SectionsFound
    claims: Claims


def assemble(matches: Matches, source: Source, document_id: str) -> JobDescription:
    context, sections, rules = matches.context, matches.sections, matches.rules
    vocabulary = context.vocabulary
    fixed = rules.competencies.scale
    scale = (
        fixed_scale(fixed)
        if fixed
        else inferred_scale([level.label for level in c.levels] for c in matches.competencies)
    )
    competencies, findings = found_to_competencies(matches.competencies, scale, vocabulary)
    unclaimed_lines = _unclaimed(context, matches.claims)
    unclaimed = tuple(_placed(line) for line in unclaimed_lines)
    function = _function(sections)
    organisation = _organisation(matches)
    findings = [
        *_generic(rules),
        *_missing(sections, rules, competencies, source.pages[0]),
        *findings,
        *_unclaimed_findings(unclaimed),
    ]
    approval = sections.approval
    running_words = sum(len(line.words) for line in context.running)
    total = sum(len(page.layout.words) for page in context.pages)
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
        headings=tuple(
            PlacedText(page=p.page, bbox=p.box.rounded(), text=p.text(vocabulary)) for p in sections.headings
        ),
        running=tuple(_placed(line) for line in context.running),
        unclaimed=unclaimed,
        word_count=WordCount(total=total, claimed=total - running_words - lost, running=running_words, unclaimed=lost),
    )


def _unclaimed(context: DocumentContext, claims: Claims) -> list[Line]:
    running = {(word.page, word.index) for line in context.running for word in line.words}
    lines: list[Line] = []
    for page in context.pages:
        left = [w for w in claims.unclaimed(page.layout.words) if (w.page, w.index) not in running]
        lines.extend(words_to_lines(left))
        lines.extend(Line((word,)) for word in left if not word.upright)
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


def _absent(code: FindingCode, message: str, page: int) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, message=message, competency=None, page=page, bbox=None)


def _generic(rules: RuleModule) -> list[Finding]:
    if not rules.generic:
        return []
    message = "no rule module knows this family of documents: read by its structure alone, so check it"
    return [_note(FindingCode.GENERIC_RULES, Severity.INFO, message)]


def _note(code: FindingCode, severity: Severity, message: str) -> Finding:
    return Finding(code=code, severity=severity, message=message, competency=None, page=None, bbox=None)


def _unclaimed_findings(unclaimed: Sequence[PlacedText]) -> list[Finding]:
    """One for each page that holds text no rule knows."""
    by_page: dict[int, list[PlacedText]] = {}
    for text in unclaimed:
        by_page.setdefault(text.page, []).append(text)
    findings = []
    for page, texts in by_page.items():
        more = f" and {len(texts) - 1} more" if len(texts) > 1 else ""
        box = box_around(Box(*text.bbox) for text in texts)
        findings.append(
            Finding(
                code=FindingCode.TEXT_UNCLAIMED,
                severity=Severity.WARNING,
                message=f"text that no rule knows: {texts[0].text!r}{more}",
                competency=None,
                page=page,
                bbox=box.rounded(),
            )
        )
    return findings
