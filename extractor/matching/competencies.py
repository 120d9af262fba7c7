"""Competencies as found → competencies as written, with a status and a finding for whatever is odd."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.matching.levels.found import CompetencyFound, LevelFound
from extractor.matching.levels.scale import Scale
from extractor.model import BlockTitle, Competency, Finding, FindingCode, Level, Mark, Severity, Status
from extractor.shaping.lines import Vocabulary, lines_to_text
from extractor.shaping.marks.selection import SelectionMark
from extractor.slugs import slug


def found_to_competencies(
    found: Sequence[CompetencyFound], scale: Scale, vocabulary: Vocabulary
) -> tuple[list[Competency], list[Finding]]:
    """Competencies in the order found, and what is odd about them."""
    ids = _ids(found)
    competencies: list[Competency] = []
    findings: list[Finding] = []
    for item, id_ in zip(found, ids, strict=True):
        competency, odd = _competency(item, id_, scale, vocabulary)
        competencies.append(competency)
        findings.extend(odd)
    if _nothing_to_choose(found):
        findings = [finding for finding in findings if finding.code is not FindingCode.LEVEL_UNCLEAR]
        findings.append(_not_chosen(competencies))
    for key, count in Counter((c.group, c.name.casefold()) for c in found if c.name).items():
        if count > 1:
            later = [c for c, f in zip(competencies, found, strict=True) if (f.group, f.name.casefold()) == key][1:]
            findings.extend(
                _finding(
                    FindingCode.COMPETENCY_DUPLICATE,
                    Severity.WARNING,
                    f"{c.name!r} occurs more than once in {c.group!r}",
                    c,
                )
                for c in later
            )
    return competencies, findings


def _nothing_to_choose(found: Sequence[CompetencyFound]) -> bool:
    """Every level is printed and nothing anywhere says which is chosen: a dictionary of competencies."""
    readable = any(mark.state is not None for item in found for level in item.levels for mark in level.marks)
    return len(found) > 1 and not readable and all(len(item.levels) > 1 for item in found)


def _not_chosen(competencies: Sequence[Competency]) -> Finding:
    return Finding(
        code=FindingCode.LEVELS_NOT_CHOSEN,
        severity=Severity.ERROR,
        message=f"all {len(competencies)} competencies show their levels, and none shows which one is required",
        competency=None,
        page=competencies[0].page,
        bbox=None,
    )


def levels_left_out(found: Sequence[CompetencyFound], scale: Scale) -> list[LevelFound]:
    """Levels that a competency cannot hold: off the scale, or there a second time. Their text is nobody's."""
    left_out = []
    for item in found:
        seen: set[int] = set()
        for level in item.levels:
            rank = scale.rank(level.label)
            if rank is None or rank in seen:
                left_out.append(level)
            else:
                seen.add(rank)
    return left_out


def _ids(found: Sequence[CompetencyFound]) -> list[str]:
    """The slug of the name; of group and name where the document has it twice; numbered where that is not enough."""
    names = Counter(slug(item.name) for item in found)
    taken: Counter[str] = Counter()
    ids = []
    for item in found:
        base = slug(item.name) or "unnamed"
        if names[slug(item.name)] > 1 and item.group:
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


def _competency(
    item: CompetencyFound, id_: str, scale: Scale, vocabulary: Vocabulary
) -> tuple[Competency, list[Finding]]:
    levels: list[Level] = []
    strange: list[LevelFound] = []
    elsewhere = any(mark.state for level in item.levels for mark in level.marks)
    for found in item.levels:
        rank = scale.rank(found.label)
        if rank is None:
            strange.append(found)
        else:
            levels.append(_level(found, rank, elsewhere, vocabulary))
    ranks = [level.level for level in levels]
    missing = sorted((scale.ranks or frozenset()) - set(ranks))
    ticked = [level for level in levels if level.marked]
    status = _status(levels, bool(strange) or len(set(ranks)) < len(ranks), bool(missing))
    competency = Competency(
        id=id_,
        name=item.name,
        block=BlockTitle(number=item.block.number, title=item.block.title) if item.block else None,
        group=item.group,
        required_level=ticked[0].level if status is Status.OK else None,
        status=status,
        page=item.page,
        bbox=item.box.rounded(),
        levels=tuple(_first_of_each(levels)),
    )
    return competency, _level_findings(competency, item, missing, strange)


def _status(levels: Sequence[Level], strange: bool, missing: bool) -> Status:
    ticked = sum(level.marked is True for level in levels)
    if ticked > 1:
        return Status.MULTIPLE
    if strange or any(level.marked is None for level in levels):
        return Status.UNCLEAR
    if missing or not levels:
        return Status.INCOMPLETE
    return Status.OK if ticked == 1 else Status.NONE


def _level(found: LevelFound, rank: int, ticked_elsewhere: bool, vocabulary: Vocabulary) -> Level:
    """An empty cell of a matrix means "not ticked" only where its row has the tick elsewhere."""
    mark = _one_mark(found.marks)
    state = mark.state if mark else None
    if mark is None and found.empty_cell and ticked_elsewhere:
        state = False
    return Level(
        level=rank,
        label=found.label,
        marked=state,
        indicators=tuple(text for item in found.items if (text := lines_to_text(item, vocabulary))),
        mark=_mark(mark) if mark else None,
    )


def _one_mark(marks: Sequence[SelectionMark]) -> SelectionMark | None:
    """The mark of a level; where two stand in its place and differ, none can be believed."""
    if not marks:
        return None
    if len({mark.state for mark in marks}) == 1:
        return marks[0]
    return marks[0].doubted(f"{len(marks)} marks stand here and do not agree")


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


def _first_of_each(levels: Sequence[Level]) -> list[Level]:
    kept: dict[int, Level] = {}
    for level in levels:
        kept.setdefault(level.level, level)
    return list(kept.values())


def _level_findings(
    competency: Competency, item: CompetencyFound, missing: Sequence[int], strange: Sequence[LevelFound]
) -> list[Finding]:
    findings = []
    name = competency.name or "a competency without a name"
    ticked = [level.label for level in competency.levels if level.marked]
    if not competency.name:
        findings.append(
            _finding(
                FindingCode.COMPETENCY_UNNAMED, Severity.ERROR, "levels without the name of a competency", competency
            )
        )
    if competency.status is Status.MULTIPLE:
        text = f"{name}: more than one level is ticked ({', '.join(ticked)})"
        findings.append(_finding(FindingCode.LEVEL_MULTIPLE, Severity.ERROR, text, competency))
    if competency.status is Status.NONE:
        findings.append(_finding(FindingCode.LEVEL_NONE, Severity.ERROR, f"{name}: no level is ticked", competency))
    if missing or not item.levels:
        absent = f"no level {', '.join(str(rank) for rank in missing)}" if missing else "no level"
        text = f"{name}: {absent} found"
        findings.append(_finding(FindingCode.LEVEL_SET_INCOMPLETE, Severity.ERROR, text, competency))
    unread = [level for level in competency.levels if level.marked is None]
    if unread or strange or len(item.levels) - len(strange) > len(competency.levels):
        reasons = [f"{level.label}: {level.mark.reason if level.mark else 'no box found'}" for level in unread]
        reasons += [f"{level.label or 'a level without label'}: not on the scale" for level in strange]
        if not reasons:
            reasons = ["a level stands there twice"]
        text = f"{name}: {'; '.join(reasons)}"
        findings.append(_finding(FindingCode.LEVEL_UNCLEAR, Severity.ERROR, text, competency))
    return findings


def _finding(code: FindingCode, severity: Severity, message: str, competency: Competency) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        message=message,
        competency=competency.id,
        page=competency.page,
        bbox=competency.bbox,
    )
