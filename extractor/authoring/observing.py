"""One job description that nobody wrote rules for → what its family may be known by: parts, labels, levels.

What the generic module found is taken over; the rest (headings it has no word for, above all) is told by its look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from extractor.authoring.candidates import Candidates, candidates
from extractor.findings import in_english
from extractor.matching.claims import Claims
from extractor.matching.document import cell_right, table_cells
from extractor.matching.levels.question import Question
from extractor.matching.recognise import implausible
from extractor.matching.rulefile import StrategyName
from extractor.model import JobDescription, Status
from extractor.pipeline import Stages
from extractor.shaping.lines import Line
from extractor.shaping.paragraphs import Paragraph, lines_to_paragraphs
from extractor.shaping.tables.cells import Table

LONGEST_HEADING = 80
"""No heading has more characters."""
STRONGER = 1.08
"""Letters this much bigger than the text's are those of a heading."""
NOT_TEXT = frozenset({"competency name", "level", "level label", "indicator", "selection mark", "table head"})
"""Claims of the strategies for levels: no part of the text around them."""
COMPETENCY = "competency"


@dataclass(frozen=True)
class ObservedPart:
    """A paragraph, or with the claim `COMPETENCY` the place where one stands.

    `claim` is what the generic module took it for. `lines` are its texts line by line; `page` counts from 1.
    """

    text: str
    lines: tuple[str, ...]
    claim: str | None
    item: bool
    strong: bool
    page: int
    top: float
    in_table: bool = False

    @property
    def may_head(self) -> bool:
        """Does it look like a heading: short, in stronger letters, no item and no sentence?"""
        return (
            self.strong
            and not self.item
            and self.claim not in (COMPETENCY, "title", "field")
            and len(self.lines) <= 2
            and len(self.text) <= LONGEST_HEADING
            and any(letter.isalpha() for letter in self.text)
            and not self.text.endswith((".", ";", ","))
        )


@dataclass(frozen=True)
class Observed:
    """What one job description shows of its family.

    `name` is the file's, with pages where it holds several; `title` are the lines of its title. `labels` come with the
    standard name, if known, and have a value; `empty_labels` have none. `approval` is the printed line with its
    authority and date. `strategies` gave at least one competency with exactly one ticked level; `scales` are the labels
    of such a competency in the order of the page, each once, the usual ones first; `complete` says that they are all
    printed, not only the level that is meant. `levels` are the required levels, by (group, name). `unlike` says why it
    is hardly a job description, as far as the generic module can tell. Of `decided` competencies it is sure which
    level is meant, be its rank known or not. `aspects` are columns that all give a level, and
    none is said to be the required one. `seen` may give levels too.
    """

    name: str
    parts: tuple[ObservedPart, ...]
    title: tuple[str, ...]
    function: str | None
    labels: tuple[tuple[str, str | None], ...]
    empty_labels: tuple[str, ...]
    approval: tuple[str, str | None, str | None] | None
    organisation: str | None
    language: str
    strategies: tuple[StrategyName, ...]
    scales: tuple[tuple[str, ...], ...]
    complete: bool
    levels: dict[tuple[str | None, str], int]
    competencies: int
    unclaimed: int
    unlike: str | None
    decided: int = 0
    aspects: tuple[str, ...] = ()
    text_columns: int | None = None
    seen: Candidates = field(default_factory=Candidates)


def observe(stages: Stages) -> Observed:
    description, matches = stages.description, stages.matches
    parts = tuple(_parts(stages))
    approval = matches.sections.approval
    return Observed(
        name=_name(stages),
        parts=parts,
        title=_title(parts),
        function=description.function.name,
        labels=tuple((field.label, field.key) for field in description.fields if field.value),
        empty_labels=tuple(field.label for field in description.fields if not field.value),
        approval=None if approval is None else (approval.text, approval.authority, approval.date),
        organisation=description.organisation,
        language=description.language,
        strategies=_strategies(stages),
        scales=_scales(matches.levels.competencies),
        complete=any(len(one.options) > 1 for one in matches.levels.competencies if _has_tick(one)),
        levels=_levels(description),
        competencies=len(description.competencies),
        unclaimed=description.word_count.unclaimed,
        unlike=in_english(implausible(matches)),
        decided=sum(one.required_label is not None for one in description.competencies),
        aspects=_undecided_aspects(description),
        text_columns=matches.rules.document.text_columns,
        seen=candidates(stages),
    )


def _name(stages: Stages) -> str:
    source = stages.description.source
    first, last = source.pages
    name = PurePath(source.file).name
    return name if (first, last) == (1, source.page_count) else f"{name}, pages {first}-{last}"


def _parts(stages: Stages) -> Iterator[ObservedPart]:
    """Everything but the insides of competencies, as one reads down the pages."""
    matches = stages.matches
    places = [(one.page, one.box.top, 1, one) for one in matches.levels.competencies]
    found: list[tuple[int, float, int, ObservedPart]] = [
        (page, top, 1, ObservedPart(one.name, (one.name,), COMPETENCY, False, False, page, top))
        for page, top, _, one in places
    ]
    for paragraph in _paragraphs(stages):
        part = _part(paragraph, stages)
        found.append((part.page, part.top, 0, part))
    yield from (part for _, _, _, part in sorted(found, key=lambda place: place[:3]))


def _paragraphs(stages: Stages) -> Iterator[Paragraph]:
    context, claims = stages.matches.context, stages.matches.claims
    for page in context.pages:
        flow: list[Line] = []
        for element in page.elements():
            if isinstance(element, Line):
                if _is_text(element, claims):
                    flow.append(element)
                continue
            yield from _flow(flow, stages)
            flow = []
            yield from _cells(element, stages)
        yield from _flow(flow, stages)


def _is_text(line: Line, claims: Claims) -> bool:
    return not any(claims.by(word) in NOT_TEXT for word in line.words)


def _flow(lines: Sequence[Line], stages: Stages) -> Iterator[Paragraph]:
    context = stages.matches.context
    yield from (Paragraph(tuple(g)) for g in lines_to_paragraphs(context.flow_lines(lines), context.right))


def _cells(table: Table, stages: Stages) -> Iterator[Paragraph]:
    context, claims = stages.matches.context, stages.matches.claims
    for row in table_cells(table):
        for cell in row:
            lines = [line for line in context.cell_lines(cell) if _is_text(line, claims)]
            for group in lines_to_paragraphs(lines, cell_right(cell, lines)):
                yield Paragraph(tuple(group), table, cell)


def _part(paragraph: Paragraph, stages: Stages) -> ObservedPart:
    context, claims = stages.matches.context, stages.matches.claims
    taken = [claim for word in paragraph.words if (claim := claims.by(word)) is not None]
    strong = all(line.bold or line.size > STRONGER * context.text_size for line in paragraph.lines)
    return ObservedPart(
        text=paragraph.text(context.vocabulary),
        lines=tuple(line.text for line in paragraph.lines),
        claim=taken[0] if taken else None,
        item=paragraph.bullet is not None,
        strong=strong,
        page=paragraph.page,
        top=paragraph.box.top,
        in_table=paragraph.table is not None,
    )


def _title(parts: Sequence[ObservedPart]) -> tuple[str, ...]:
    """Its lines, or the first text in stronger letters, for a title that no word gives away."""
    said = tuple(line for part in parts if part.claim == "title" for line in part.lines)
    return said or next((part.lines for part in parts if part.may_head), ())


def _levels(description: JobDescription) -> dict[tuple[str | None, str], int]:
    return {
        (one.group, one.name): one.required_level
        for one in description.competencies
        if one.status is Status.OK and one.required_level is not None
    }


def _strategies(stages: Stages) -> tuple[StrategyName, ...]:
    """Those by which competencies of the document were read, in the order of the module."""
    used = {name for one in stages.matches.levels.competencies if _has_tick(one) for name in one.read_by}
    return tuple(name for name in stages.matches.rules.competencies.strategies if name in used)


def _undecided_aspects(description: JobDescription) -> tuple[str, ...]:
    """The names of the levels of competencies that have several, none of which is said to be the required one."""
    undecided = [one for one in description.competencies if one.aspects and one.status is not Status.OK]
    return tuple(dict.fromkeys(aspect.name for one in undecided for aspect in one.aspects))


def _has_tick(question: Question) -> bool:
    return len(question.chosen) == 1


def _scales(found: Sequence[Question]) -> tuple[tuple[str, ...], ...]:
    counts = Counter(tuple(one.labels) for one in found if _has_tick(one))
    return tuple(sorted(counts, key=lambda labels: (-counts[labels], labels)))
