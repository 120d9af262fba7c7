"""Matches → JobDescription and its findings. Every word ends in one of three books: claimed, running, unclaimed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor import model
from extractor.findings import NOWHERE, finding, on_page
from extractor.geometry import Box, box_around
from extractor.matching.career import text_to_career
from extractor.matching.claims import Claims
from extractor.matching.competencies import questions_to_competencies, usual_scale
from extractor.matching.dates import text_to_date
from extractor.matching.document import DocumentContext
from extractor.matching.fields import FieldFound
from extractor.matching.form_choices import choices_to_fields
from extractor.matching.generic import labels_for_people
from extractor.matching.hidden import hidden_findings, hidden_lines
from extractor.matching.language import language_of
from extractor.matching.levels.reading import LevelsRead
from extractor.matching.levels.scale import Scale, fixed_scale
from extractor.matching.no_competencies import no_competencies
from extractor.matching.organisation import is_organisation, lines_to_named_organisation, lines_to_organisation
from extractor.matching.printed_scale import printed_scale
from extractor.matching.rulefile import RuleModule
from extractor.matching.sections_found import Section, SectionFound, SectionsFound
from extractor.matching.title import title_to_function
from extractor.model import (
    Approval,
    Competency,
    Finding,
    FindingCode,
    Function,
    HeaderField,
    JobDescription,
    Phrase,
    PlacedText,
    Purpose,
    Reader,
    RulesUsed,
    Source,
    TaskAgreement,
    WordCount,
)
from extractor.reading.glyphs import is_sign, is_unnamed
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, touches, words_to_any_lines
from extractor.slugs import function_key
from extractor.version import VERSION

HEADINGS = frozenset({"heading", "block", "group", "table head"})
"""Claims on words that head something and are no value themselves."""


@dataclass(frozen=True)
class SteppedBack:
    """A module that knows the document and decides `own` levels, where the one that is used decides `better`."""

    module: str
    own: int
    better: int


@dataclass(frozen=True)
class Matches:
    """What the recognisers of one job description found, and which word each of them took.

    `stepped_back` are modules that know the document too, and read less of it.
    """

    context: DocumentContext
    rules: RuleModule
    levels: LevelsRead
    sections: SectionsFound
    claims: Claims
    stepped_back: tuple[SteppedBack, ...] = ()


def assemble(matches: Matches, source: Source, document_id: str, outside: Sequence[Line] = ()) -> JobDescription:
    """`outside` are lines of pages that belong to no job description and stand before this one: unclaimed, not lost."""
    context, sections, rules = matches.context, matches.sections, matches.rules
    vocabulary = context.vocabulary
    competencies, findings = questions_to_competencies(matches.levels.competencies, vocabulary)
    scale = usual_scale(matches.levels.competencies)
    choices = list(choices_to_fields(matches.levels.choices, vocabulary))
    language = rules.language or language_of(word.text for page in context.pages for word in page.layout.words)
    function = _function(sections, rules)
    organisation = _organisation(matches)
    unclaimed_lines = [*outside, *_unclaimed(context, matches.claims)]
    concealed = hidden_lines(context.pages)
    unclaimed = tuple(_placed(line) for line in [*unclaimed_lines, *concealed])
    findings = [
        *_generic(rules),
        *_missing(sections, rules, function, competencies, source.pages[0], language),
        *findings,
        *([] if competencies else [no_competencies(context, matches.claims, matches.levels.choices, source.pages[0])]),
        *_stepped_back(matches),
        *_scale_differs(rules, scale, source.pages[0]),
        *_pages_not_read(context),
        *_words_not_read(context),
        *_unclaimed_findings([_placed(line) for line in unclaimed_lines], source.pages),
        *hidden_findings(context.pages),
    ]
    approval = sections.approval
    running_words = sum(len(line.words) for line in context.running)
    total = sum(len(page.layout.words) for page in context.pages) + sum(len(line.words) for line in outside)
    unseen = sum(len(line.words) for line in concealed)
    total += unseen
    lost = sum(len(line.words) for line in unclaimed_lines) + unseen
    return JobDescription(
        document_id=document_id,
        function_key=function_key(organisation, function.name or sections.title),
        source=source,
        reader=Reader(name="jobdesc", version=VERSION),
        rules=RulesUsed(id=rules.id, version=rules.version),
        language=language,
        title=sections.title,
        organisation=organisation,
        function=function,
        fields=tuple(
            HeaderField(label=f.label, value=f.value, key=f.key, page=f.page, bbox=f.box.rounded())
            for f in _in_order(sections.fields, choices)
        ),
        purpose=Purpose(text=tuple(sections.purpose_text), duties=tuple(sections.duties)),
        position=tuple(sections.position),
        task_agreements=tuple(
            TaskAgreement(number=a.number, title=a.title, tasks=a.tasks) for a in sections.agreements
        ),
        extension_clause=sections.extension_clause,
        sections=tuple(_sections(sections.sections, organisation)),
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
        scale=printed_scale(scale, competencies),
    )


def _sections(found: Sequence[SectionFound], organisation: str | None) -> Iterator[model.Section]:
    """In order; text above every heading without the name of the organisation, which the model has."""
    for one in found:
        paragraphs = tuple(text for text in one.paragraphs if one.heading or text != organisation)
        if one.heading or paragraphs or one.items:
            box = one.box.rounded()
            yield model.Section(
                heading=one.heading, key=one.key, page=one.page, bbox=box, paragraphs=paragraphs, items=tuple(one.items)
            )


def _in_order(fields: Sequence[FieldFound], choices: Sequence[FieldFound]) -> list[FieldFound]:
    """Fields in the order in which they were found, each choice before the first that stands below it."""
    ordered = list(fields)
    for choice in choices:
        at = (choice.page, choice.box.middle_y)
        below = (i for i, f in enumerate(ordered) if (f.page, f.box.middle_y) > at)
        ordered.insert(next(below, len(ordered)), choice)
    return ordered


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


def _function(sections: SectionsFound, rules: RuleModule) -> Function:
    values: dict[str, str] = {}
    for found in sections.fields:
        if found.key and found.value:
            values.setdefault(found.key, found.value)
    if rules.generic and sections.titled and sections.title and "name" not in values:
        values.update({"name": name} if (name := title_to_function(sections.title)) else {})
    career = values.get("career")
    return Function(
        name=values.get("name"),
        department=values.get("department"),
        service=values.get("service"),
        grade=values.get("grade"),
        career=text_to_career(career) if career else None,
    )


def _organisation(matches: Matches) -> str | None:
    """As a field says it, a pattern of the rule module, or the words of the vocabulary in the letterhead."""
    stated = next((f.value for f in matches.sections.fields if f.key == "organisation" and f.value), None)
    if stated:
        return stated
    label = next((f.label for f in matches.sections.fields if f.key is None and is_organisation(f.label)), None)
    if label:
        return label
    found = lines_to_organisation(_first_page(matches), matches.rules.document.organisation)
    found = found or lines_to_named_organisation(_letterhead(matches))
    if found is None:
        return None
    matches.claims.claim(found.words, "organisation")
    return found.name


def _first_page(matches: Matches) -> Iterable[Line]:
    """Running lines first, then the lines of the first page."""
    yield from matches.context.running
    yield from matches.context.pages[0].lines


def _letterhead(matches: Matches) -> Iterable[Line]:
    """Running lines, then the title and what no rule knows above the first heading of the first page."""
    claims = matches.claims
    yield from matches.context.running
    first = matches.context.pages[0]
    lines = [*first.lines, *(line for t in first.tables for c in t.cells for line in (*c.lines, *c.turned_lines))]
    end = min((w.box.top for w in first.layout.words if claims.by(w) in HEADINGS), default=first.layout.height)
    for line in sorted(lines, key=lambda line: line.box.top):
        if line.box.bottom <= end and all(claims.by(word) in (None, "title", "preamble") for word in line.words):
            yield line


def _missing(
    sections: SectionsFound,
    rules: RuleModule,
    function: Function,
    competencies: list[Competency],
    page: int,
    language: str,
) -> list[Finding]:
    findings = []
    keys = {found.key for found in sections.fields if found.value}
    keys |= {"name"} if function.name else set()
    for key in rules.fields.required:
        if key not in keys:
            labels = labels_for_people(rules, key, language)
            findings.append(finding(FindingCode.FIELD_MISSING, on_page(page), key=key, labels=tuple(labels[:3])))
    present = {
        "purpose": Section.PURPOSE in sections.seen,
        "position": Section.POSITION in sections.seen,
        "agreements": bool(sections.agreements),
        "competencies": bool(competencies),
    }
    findings.extend(
        finding(FindingCode.SECTION_MISSING, on_page(page), section=section)
        for section in rules.sections.required
        if not present[section]
    )
    return findings


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
