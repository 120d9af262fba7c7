"""Matches → JobDescription and its findings. Every word ends in one of three books: claimed, running, unclaimed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractor import model
from extractor.geometry import box_around
from extractor.matching.career import text_to_career
from extractor.matching.claims import HEADS, Claims
from extractor.matching.competencies import questions_to_competencies, usual_scale
from extractor.matching.dates import text_to_date
from extractor.matching.document import DocumentContext
from extractor.matching.document_findings import document_findings
from extractor.matching.fields import FieldFound
from extractor.matching.form_choices import choices_to_fields
from extractor.matching.hidden import hidden_lines
from extractor.matching.language import language_of
from extractor.matching.matches import Matches
from extractor.matching.printed_scale import printed_scale
from extractor.matching.rulefile import RuleModule
from extractor.matching.sections_found import ApprovalFound, SectionFound, SectionsFound
from extractor.matching.title_function import sections_to_function
from extractor.model import (
    Approval,
    Function,
    HeaderField,
    JobDescription,
    PlacedText,
    Purpose,
    Reader,
    RulesUsed,
    Source,
    TaskAgreement,
    WordCount,
)
from extractor.shaping.lines import Line, words_to_any_lines
from extractor.slugs import function_key
from extractor.version import VERSION


def assemble(matches: Matches, source: Source, document_id: str, outside: Sequence[Line] = ()) -> JobDescription:
    """The same each time. `outside` are lines of pages before it that are no job description: they are not lost."""
    context, sections, rules = matches.context, matches.sections, matches.rules
    competencies, odd = questions_to_competencies(matches.levels.competencies, context.vocabulary)
    choices = list(choices_to_fields(matches.levels.choices, context.vocabulary))
    language = rules.language or language_of(word.text for page in context.pages for word in page.layout.words)
    function = _function(sections, rules, matches.function)
    unclaimed = [*outside, *_unclaimed(context, matches.claims)]
    hidden = hidden_lines(context.pages)
    description = JobDescription(
        document_id=document_id,
        function_key=function_key(matches.organisation, function.name or sections.title),
        source=source,
        reader=Reader(name="jobdesc", version=VERSION),
        rules=RulesUsed(id=rules.id, version=rules.version),
        language=language,
        title=sections.title,
        organisation=matches.organisation,
        function=function,
        fields=tuple(map(_field, _in_order(sections.fields, choices))),
        purpose=Purpose(text=tuple(sections.purpose_text), duties=tuple(sections.duties)),
        position=tuple(sections.position),
        task_agreements=tuple(
            TaskAgreement(number=a.number, title=a.title, tasks=a.tasks) for a in sections.agreements
        ),
        extension_clause=sections.extension_clause,
        sections=tuple(_sections(sections.sections, matches.organisation)),
        competencies=tuple(competencies),
        approval=_approval(sections.approval) if sections.approval else None,
        findings=(),
        headings=tuple(_placed(line) for line in _headings(context, matches.claims)),
        running=tuple(_placed(line) for line in context.running),
        unclaimed=tuple(_placed(line) for line in (*unclaimed, *hidden)),
        word_count=_word_count(context, outside=outside, unclaimed=unclaimed, hidden=hidden),
        scale=printed_scale(usual_scale(matches.levels.competencies), competencies),
    )
    findings = document_findings(matches, description, odd, list(map(_placed, unclaimed)))
    return description.model_copy(update={"findings": tuple(findings)})


def _field(found: FieldFound) -> HeaderField:
    return HeaderField(label=found.label, value=found.value, key=found.key, page=found.page, bbox=found.box.rounded())


def _approval(found: ApprovalFound) -> Approval:
    return Approval(
        text=found.text,
        authority=found.authority,
        date=text_to_date(found.date or found.text),
        page=found.paragraph.page,
        bbox=found.paragraph.box.rounded(),
    )


def _word_count(
    context: DocumentContext, *, outside: Iterable[Line], unclaimed: Iterable[Line], hidden: Iterable[Line]
) -> WordCount:
    running, unseen = _words(context.running), _words(hidden)
    total = sum(len(page.layout.words) for page in context.pages) + _words(outside) + unseen
    lost = _words(unclaimed) + unseen
    return WordCount(total=total, claimed=total - running - lost, running=running, unclaimed=lost)


def _words(lines: Iterable[Line]) -> int:
    return sum(len(line.words) for line in lines)


def _sections(found: Sequence[SectionFound], organisation: str | None) -> Iterator[model.Section]:
    """In order; without the name of the organisation above the text, which the model has."""
    for one in found:
        if one.heading == organisation and not (one.paragraphs or one.items):
            continue
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
    heads = claims.numbers(HEADS)
    lines: list[Line] = []
    for page in context.pages:
        here = heads.get(page.number, ())
        lines.extend(words_to_any_lines(word for word in page.layout.words if word.index in here))
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


def _function(sections: SectionsFound, rules: RuleModule, column: str | None) -> Function:
    values: dict[str, str] = {} if column is None else {"name": column}
    for found in sections.fields:
        if found.key and found.value:
            values.setdefault(found.key, found.value)
    if rules.generic and "name" not in values:
        values.update({"name": name} if (name := sections_to_function(sections)) else {})
    career = values.get("career")
    return Function(
        name=values.get("name"),
        department=values.get("department"),
        service=values.get("service"),
        grade=values.get("grade"),
        career=text_to_career(career) if career else None,
    )
