"""Questions as read → competencies as written, with a status and a finding for whatever is odd."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.findings import at_competency, finding, on_page
from extractor.matching.claims import Claim, Taken
from extractor.matching.levels.question import Doubt, Option, Question
from extractor.matching.levels.scale import Scale
from extractor.model import Aspect, BBox, BlockTitle, Competency, Finding, FindingCode, Level, Mark, Phrase, Status
from extractor.shaping.lines import Vocabulary, lines_to_text
from extractor.shaping.marks.selection import SelectionMark
from extractor.slugs import slug

_UNKNOWN = Scale({}, None)


class _Ranked(NamedTuple):
    """A level on its question's scale: what decides the status, before there is any text."""

    rank: int
    option: Option
    mark: SelectionMark | None
    marked: bool | None


def questions_to_competencies(
    questions: Sequence[Question], vocabulary: Vocabulary
) -> tuple[list[Competency], list[Finding]]:
    """Competencies in the order found, and what is odd about them."""
    ids = _ids(questions)
    competencies: list[Competency] = []
    findings: list[Finding] = []
    for question, id_ in zip(questions, ids, strict=True):
        competency, odd = _competency(question, id_, vocabulary)
        competencies.append(competency)
        findings.extend(odd)
    if _nothing_to_choose(questions):
        findings = [one for one in findings if one.code is not FindingCode.LEVEL_UNCLEAR]
        findings.append(_not_chosen(competencies))
    findings.extend(_duplicates(competencies))
    return competencies, findings


def _duplicates(competencies: Sequence[Competency]) -> Iterator[Finding]:
    """Those whose name stands before them in the same group, or anywhere with another level."""
    before: dict[str, list[Competency]] = {}
    for one in competencies:
        others = before.setdefault(one.name.casefold(), [])
        if one.name and any(o.group == one.group or _differ(o, one) for o in others):
            yield finding(FindingCode.COMPETENCY_DUPLICATE, at_competency(one), name=one.name, group=one.group)
        others.append(one)


def _differ(one: Competency, other: Competency) -> bool:
    return None not in (one.required_label, other.required_label) and one.required_label != other.required_label


def status_of(question: Question) -> Status:
    """That of its competency, without the texts that a competency has."""
    levels, strange = _levels(question)
    return _standing(question, levels, strange, _missing(question, levels))


def usual_scale(questions: Sequence[Question]) -> Scale | None:
    """The scale of most competencies; None where there are none."""
    scales = [question.scale for question in questions if question.scale is not None and question.options]
    counts = Counter(map(id, scales))
    return max(scales, key=lambda scale: counts[id(scale)], default=None)


def words_kept(question: Question) -> Iterator[Taken]:
    """What the question took, less the text of levels that its competency cannot hold: that is nobody's."""
    left = {
        (word.page, word.index)
        for option in _left_out(question)
        for word in (*option.label_words, *(w for item in option.items for line in item for w in line.all_words))
    }
    for part in question.took:
        kept = tuple(word for word in part.words if (word.page, word.index) not in left) if left else part.words
        if kept:
            yield Taken(Claim(part.claim), kept)


def _rank(scale: Scale, option: Option) -> int | None:
    return scale.rank(option.label if option.core is None else option.core)


def _left_out(question: Question) -> list[Option]:
    """Levels off the scale, or there a second time."""
    seen: set[int] = set()
    left: list[Option] = []
    for option in question.options:
        rank = _rank(question.scale or _UNKNOWN, option)
        if rank is None or rank in seen:
            left.append(option)
        else:
            seen.add(rank)
    return left


def _nothing_to_choose(questions: Sequence[Question]) -> bool:
    """Every level is printed and nothing anywhere says which is chosen: a dictionary of competencies."""
    readable = any(mark.state is not None for q in questions for option in q.options for mark in option.marks)
    return len(questions) > 1 and not readable and all(len(q.options) > 1 and not q.others for q in questions)


def _not_chosen(competencies: Sequence[Competency]) -> Finding:
    return finding(FindingCode.LEVELS_NOT_CHOSEN, on_page(competencies[0].page), number=len(competencies))


def _ids(questions: Sequence[Question]) -> list[str]:
    """The slug of the name; of group and name where the document has it twice; numbered where that is not enough."""
    slugs = [slug(item.name) for item in questions]
    names = Counter(slugs)
    taken: Counter[str] = Counter()
    ids = []
    for item, name in zip(questions, slugs, strict=True):
        base = name or "unnamed"
        if names[name] > 1 and item.group:
            base = f"{slug(item.group)}-{base}"
        taken[base] += 1
        ids.append(base if taken[base] == 1 else f"{base}-{taken[base]}")
    while len(set(ids)) < len(ids):
        repeated = Counter(ids)
        seen: Counter[str] = Counter()
        for i, id_ in enumerate(ids):
            seen[id_] += 1
            if repeated[id_] > 1 and seen[id_] > 1:
                ids[i] = f"{id_}-{seen[id_]}"
    return ids


def _competency(question: Question, id_: str, vocabulary: Vocabulary) -> tuple[Competency, list[Finding]]:
    levels, strange = _levels(question)
    missing = _missing(question, levels)
    ticked = [level for level in levels if level.marked]
    status = _standing(question, levels, strange, missing)
    known = status in (Status.OK, Status.UNRANKED)
    competency = Competency(
        id=id_,
        name=question.name,
        description=lines_to_text(question.description, vocabulary) or None,
        block=BlockTitle(number=question.block.number, title=question.block.title) if question.block else None,
        group=question.group,
        required_level=ticked[0].rank if status is Status.OK else None,
        required_label=ticked[0].option.label if known else None,
        status=status,
        page=question.page,
        bbox=question.box.rounded(),
        aspects=tuple(_aspects(question)),
        levels=tuple(_level(one, vocabulary) for one in _first_of_each(levels)),
    )
    return competency, _level_findings(competency, question, missing, strange)


def _missing(question: Question, levels: Sequence[_Ranked]) -> list[int]:
    ranks = (question.scale or _UNKNOWN).ranks
    complete = frozenset() if question.printed or question.unfilled else ranks or frozenset()
    return sorted(complete - {level.rank for level in levels})


def _standing(
    question: Question, levels: Sequence[_Ranked], strange: Sequence[Option], missing: Sequence[int]
) -> Status:
    ranks = [level.rank for level in levels]
    odd = bool(strange) or len(set(ranks)) < len(ranks)
    if question.unfilled and question.doubt is None:
        return Status.NONE
    return _status(levels, odd, bool(missing), question.scale or _UNKNOWN, question.doubt)


def _levels(question: Question) -> tuple[list[_Ranked], list[Option]]:
    """The levels on the question's scale, and the options that are not on it."""
    scale = question.scale or _UNKNOWN
    elsewhere = any(mark.state for option in question.options for mark in option.marks)
    levels: list[_Ranked] = []
    strange: list[Option] = []
    for option in question.options:
        rank = _rank(scale, option)
        if rank is None:
            strange.append(option)
        else:
            levels.append(_ranked(option, rank, elsewhere))
    return levels, strange


def _status(levels: Sequence[_Ranked], strange: bool, missing: bool, scale: Scale, doubt: Doubt | None) -> Status:
    ticked = sum(level.marked is True for level in levels)
    if ticked > 1:
        return Status.MULTIPLE
    if doubt is not None or strange or any(level.marked is None for level in levels):
        return Status.UNCLEAR
    if missing or not levels:
        return Status.INCOMPLETE
    if not ticked:
        return Status.NONE
    return Status.OK if scale.is_ranked else Status.UNRANKED


def _aspects(question: Question) -> Iterator[Aspect]:
    """The levels of each set that the document gives to this name, under the name of the set."""
    names: Counter[str] = Counter()
    for other in question.others:
        asked = replace(other, scale=question.scale, others=())
        levels, strange = _levels(asked)
        status = _standing(asked, levels, strange, ())
        ticked = [level for level in levels if level.marked]
        name = other.aspect or "?"
        names[name] += 1
        yield Aspect(
            name=name if names[name] == 1 else f"{name} ({names[name]})",
            required_level=ticked[0].rank if status is Status.OK else None,
            required_label=ticked[0].option.label if status in (Status.OK, Status.UNRANKED) else None,
            status=status,
            page=other.page,
            bbox=_place_of(other),
        )


def _place_of(question: Question) -> tuple[float, float, float, float]:
    boxes = [mark.box for option in question.options for mark in option.marks]
    return (boxes[0] if boxes else question.box).rounded()


def _ranked(option: Option, rank: int, ticked_elsewhere: bool) -> _Ranked:
    """An empty cell of a matrix means "not ticked" only where its row has the tick elsewhere."""
    mark = _one_mark(option.marks)
    state = mark.state if mark else None
    if mark is None and option.empty_place and ticked_elsewhere:
        state = False
    return _Ranked(rank, option, mark, state)


def _level(found: _Ranked, vocabulary: Vocabulary) -> Level:
    return Level(
        level=found.rank,
        label=found.option.label,
        marked=found.marked,
        indicators=_texts(found.option, vocabulary),
        mark=_mark(found.mark) if found.mark else None,
    )


def _texts(found: Option, vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(text for item in found.items if (text := lines_to_text(item, vocabulary)))


def _one_mark(marks: Sequence[SelectionMark]) -> SelectionMark | None:
    """The mark of a level; where two stand in its place and differ, none can be believed."""
    if not marks:
        return None
    if len({mark.state for mark in marks}) == 1:
        return marks[0]
    return marks[0].doubted(_phrase("marks-disagree", count=len(marks)))


def _mark(mark: SelectionMark) -> Mark:
    return Mark(
        kind=mark.kind,
        raw=mark.raw,
        font=mark.font,
        page=mark.page,
        bbox=mark.box.rounded(),
        confidence=round(mark.confidence, 2),
        reason=mark.reason,
    )


def _first_of_each(levels: Sequence[_Ranked]) -> list[_Ranked]:
    kept: dict[int, _Ranked] = {}
    for level in levels:
        kept.setdefault(level.rank, level)
    return list(kept.values())


def _level_findings(
    competency: Competency, item: Question, missing: Sequence[int], strange: Sequence[Option]
) -> list[Finding]:
    place, name = at_competency(competency), competency.name or None
    findings = []
    if not competency.name:
        findings.append(finding(FindingCode.COMPETENCY_UNNAMED, place))
    if competency.status is Status.MULTIPLE:
        ticked = tuple(level.label for level in competency.levels if level.marked)
        findings.append(finding(FindingCode.LEVEL_MULTIPLE, place, name=name, ticked=ticked))
    if competency.status is Status.NONE:
        findings.append(finding(FindingCode.LEVEL_NONE, place, name=name))
    if missing or not (item.options or item.unfilled):
        ranks = tuple(map(str, missing))
        findings.append(finding(FindingCode.LEVEL_SET_INCOMPLETE, place, name=name, missing=ranks))
    if competency.status is Status.UNRANKED:
        findings.append(finding(FindingCode.LEVEL_UNRANKED, place, name=name, label=competency.required_label))
    if item.doubt is not None:
        findings.append(_doubted(item.doubt, competency))
    if reasons := _doubts(competency, item, strange):
        findings.append(finding(FindingCode.LEVEL_UNCLEAR, place, name=name, reasons=reasons))
    return findings


def _doubted(doubt: Doubt, competency: Competency) -> Finding:
    """What nobody can say becomes the finding of its own code."""
    place, name = at_competency(competency), competency.name or None
    if doubt.code is FindingCode.LEVEL_ASPECTS:
        aspects = tuple(_phrase("aspect", name=one.name, label=one.required_label or "") for one in competency.aspects)
        return finding(doubt.code, place, name=name, aspects=aspects)
    if doubt.code is FindingCode.LEVEL_READINGS:
        return finding(doubt.code, place, name=name, readings=(doubt.reason,))
    return finding(doubt.code, place, name=name, reasons=(doubt.reason,))


def _doubts(competency: Competency, item: Question, strange: Sequence[Option]) -> tuple[Phrase, ...]:
    seen = {(mark.page, mark.box.rounded()): mark for one in item.options if (mark := _one_mark(one.marks))}
    unread = (_unread(level, seen) for level in competency.levels if level.marked is None)
    reasons = (*unread, *(_phrase("off-scale", label=level.label) for level in strange))
    twice = len(item.options) - len(strange) > len(competency.levels)
    return reasons or ((_phrase("level-twice"),) if twice else ())


def _unread(level: Level, seen: Mapping[tuple[int, BBox], SelectionMark]) -> Phrase:
    if level.mark is None:
        return _phrase("no-box", label=level.label)
    mark = seen.get((level.mark.page, level.mark.bbox))
    return _phrase("not-readable", label=level.label, reason=mark.evidence.said if mark else level.mark.reason)


def _phrase(phrase: str, **values: str | int | Phrase) -> Phrase:
    return Phrase(phrase=phrase, values={name: value for name, value in values.items() if value})
